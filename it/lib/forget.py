"""forget.py CACHE: takes out of a cache all but what was downloaded: the layers go, and all records but two kinds that are downloads,
pages (lists of packages and distributions) and wheels' metadata.
"""

import json
import os
import shutil
import sys

cache = sys.argv[1]
for folder, _, files in os.walk(os.path.join(cache, "records", "layer")):
    for name in files:
        record = open(os.path.join(folder, name), "rb").read()[64:]
        digest = json.loads(record)["digest"].split(":")[1]
        blob = os.path.join(cache, "blobs", "sha256", digest[:2], digest)
        if os.path.exists(blob):
            os.remove(blob)
for kind in os.listdir(os.path.join(cache, "records")):
    if kind not in ("page", "wheel-metadata"):
        shutil.rmtree(os.path.join(cache, "records", kind))
