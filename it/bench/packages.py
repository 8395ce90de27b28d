"""packages.py LAYOUT [COUNT]: what an image's OS layer is made of: bytes of its tar by package, the largest first (default
25), compressed as they are alone, then the rest. Reads dpkg's own lists in the layer. LAYOUT is an OCI layout of one image.
"""

import collections
import gzip
import io
import json
import os
import sys
import tarfile
import zlib


def blob(layout, digest):
    return os.path.join(layout, "blobs", *digest.split(":"))


def os_layer(layout):
    with open(os.path.join(layout, "index.json")) as file:
        document = json.load(file)
    while "manifests" in document:
        with open(blob(layout, document["manifests"][0]["digest"])) as file:
            document = json.load(file)
    with open(blob(layout, document["layers"][0]["digest"]), "rb") as file:
        return file.read()


def place(path):
    path = path.strip("/")
    return "usr/" + path if path.split("/")[0] in ("bin", "sbin", "lib", "lib64") else path


packed = os_layer(sys.argv[1])
tar = tarfile.open(fileobj=io.BytesIO(gzip.decompress(packed)))
owners, members = {}, []
for member in tar:
    content = tar.extractfile(member).read() if member.isreg() else b""
    members.append((member.name.strip("/"), content))
    if member.name.startswith("var/lib/dpkg/info/") and member.name.endswith(".list"):
        package = os.path.basename(member.name)[:-len(".list")].split(":")[0]
        for line in content.decode().splitlines():
            owners.setdefault(place(line), package)

sizes, contents = collections.Counter(), collections.defaultdict(list)
for name, content in members:
    database = name.startswith("var/lib/dpkg")
    package = "(dpkg's database)" if database else owners.get(name, "(made by no package)")
    sizes[package] += 512 + (len(content) + 511) // 512 * 512
    contents[package].append(content)
count = int(sys.argv[2]) if len(sys.argv) > 2 else 25
row = lambda name, size, small: print(f"{size / 1e6:7.2f} {small / 1e6:6.2f}  {name}")
packs = {name: len(zlib.compress(b"".join(contents[name]), 6)) for name in sizes}
for name, size in sizes.most_common(count):
    row(name, size, packs[name])
rest = sizes.most_common()[count:]
row(f"{len(rest)} others", sum(size for _, size in rest), sum(packs[name] for name, _ in rest))
row("all", sum(sizes.values()), len(packed))
