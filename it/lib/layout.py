"""layout.py DIR: reads an OCI layout to its last blob; prints NAME DIGEST TYPE for each image of it, by name. Ends with 1 if
a blob is missing, or is not what its digest and size say."""

import hashlib
import json
import pathlib
import sys

root = pathlib.Path(sys.argv[1])


def read(descriptor):
    path = root / "blobs" / descriptor["digest"].replace(":", "/")
    content = path.read_bytes() if path.exists() else sys.exit(f"{path} is missing")
    if len(content) != descriptor["size"] or "sha256:" + hashlib.sha256(content).hexdigest() != descriptor["digest"]:
        sys.exit(f"{path} is not what is said of it")
    return content


def walk(descriptor):
    content = read(descriptor)
    if "manifest" in descriptor["mediaType"] or "index" in descriptor["mediaType"]:
        document = json.loads(content)
        for below in document.get("manifests", []) + document.get("layers", []):
            walk(below)
        if "config" in document:
            read(document["config"])


for image in sorted(json.loads((root / "index.json").read_text())["manifests"], key=lambda one: str(one["annotations"])):
    walk(image)
    print(image["annotations"]["org.opencontainers.image.ref.name"], image["digest"], image["mediaType"])
