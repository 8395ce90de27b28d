"""arrived.py MANIFEST UPSTREAM NODE ARRIVED: which files of a manifest.json are on a node, at `dest`; each must be the one at
UPSTREAM/HOST/PATH. What arrived is written to ARRIVED, a name a line, behind what is there.
"""

import filecmp
import json
import os
import sys

manifest, upstream, node, arrived = sys.argv[1:]
right, wrong = [], []
for file in json.load(open(manifest))["files"]:
    place = node + (file["dest"] or "/nowhere")
    if not os.path.isfile(place):
        continue
    source = os.path.join(upstream, file["url"].split("://", 1)[1])
    (right if filecmp.cmp(place, source, shallow=False) else wrong).append(file["name"])
with open(arrived, "a") as out:
    out.writelines(name + "\n" for name in right)
print(f"{len(right)} files arrived, {len(wrong)} of them wrong {' '.join(wrong)}".rstrip() if wrong else f"{len(right)} files arrived, each as it is upstream")
sys.exit(1 if wrong or not right else 0)
