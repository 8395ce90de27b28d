"""downloads.py: from lines of standard input, URL FILE, extra variables for the small checkout it/sample, whose downloads then are
these URLs with the sums of these files: what kubespray's own tables are for its files. Written to standard output.
"""

import hashlib
import json
import sys

downloads = {}
for number, line in enumerate(sys.stdin):
    url, file = line.split()
    with open(file, "rb") as content:
        checksum = hashlib.sha256(content.read()).hexdigest()
    downloads[f"file{number}"] = {
        "enabled": True,
        "file": True,
        "version": "1",
        "dest": f"/tmp/releases/file{number}",
        "url": url,
        "checksum": "sha256:" + checksum,
        "groups": ["k8s_cluster"],
    }
# What the lists of any checkout are made with, and the sample does not have.
print(json.dumps({"downloads": downloads, "kube_image_repo": "registry.k8s.io", "kubelet_checksums": {"amd64": {"1.34.5": "sha256:0"}}}))
