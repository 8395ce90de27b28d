"""madeup.py CHECKOUT MANIFEST UPSTREAM VERSIONS SUMS: for each file of a manifest.json a made-up one at UPSTREAM/HOST/PATH, unless
there is one already, and extra variables with the sums of all that are made up, and those of VERSIONS; for each of its charts a repository
with that chart alone. What a role unpacks is an archive; kubeadm is a program, since the role runs it.
"""

import gzip
import hashlib
import io
import json
import os
import random
import re
import subprocess
import sys
import tarfile
import urllib.parse
from glob import glob

import yaml

checkout, manifest, upstream, versions, sums = sys.argv[1:]
KUBEADM = b"#!/bin/sh\n# %s\ncase \"$*\" in *'images list'*) echo registry.k8s.io/kube-apiserver:v1.0.0; echo registry.k8s.io/pause:3 ;; esac\n"


def archive(name, below=()):
    """A tar with a program below one folder, and one below each folder that the role takes out of it alone."""
    packed, content = io.BytesIO(), random.Random(name).randbytes(200_000)
    top = re.sub(r"[^a-z0-9.]+", "-", name.lower())
    with tarfile.open(fileobj=packed, mode="w") as tar:
        for folder in ("", *below):
            entry = tarfile.TarInfo(f"{top}/{folder}program")
            entry.size, entry.mode = len(content), 0o755
            tar.addfile(entry, io.BytesIO(content))
    return packed.getvalue()


def made_up(url, entry):
    name = url.rsplit("/", 1)[1]
    if name == "kubeadm":
        return KUBEADM % url.encode()
    if name.endswith((".tar.gz", ".tgz")):
        wanted = re.findall(r"\*/([\w./-]+/)", " ".join(entry.get("unarchive_extra_opts") or []))
        return gzip.compress(archive(url, wanted), mtime=0)
    if name.endswith(".tar.xz"):
        return subprocess.run(["xz", "-0", "-c"], input=archive(url), stdout=subprocess.PIPE, check=True).stdout
    if name.endswith(".tar.zst"):
        return subprocess.run(["zstd", "-q", "-c"], input=archive(url), stdout=subprocess.PIPE, check=True).stdout
    return b"made up for " + url.encode() + b"\n" + random.Random(url).randbytes(100_000)


declared = {}
for pattern in ("roles/download/defaults/main.yml", "roles/download/defaults/main/main.yml", "roles/kubespray[-_]defaults/defaults/main/download.yml"):
    for path in glob(f"{checkout}/{pattern}"):
        with open(path, encoding="utf-8") as text:
            declared.update(yaml.safe_load(text).get("downloads") or {})
tables = {}
for path in glob(f"{checkout}/roles/kubespray[-_]defaults/vars/main/checksums.yml"):
    with open(path, encoding="utf-8") as text:
        tables.update(yaml.safe_load(text))
for chart in json.load(open(manifest)).get("charts", []):
    address = chart["repository"].rstrip("/").split("://", 1)[1]
    name = f"{chart['name']}-{chart['version']}.tgz"
    content = gzip.compress(archive(name), mtime=0)
    os.makedirs(f"{upstream}/{address}", exist_ok=True)
    with open(f"{upstream}/{address}/{name}", "wb") as out:
        out.write(content)
    entry = {"version": chart["version"], "digest": hashlib.sha256(content).hexdigest(), "urls": [name]}
    with open(f"{upstream}/{address}/index.yaml", "w", encoding="utf-8") as out:
        yaml.safe_dump({"apiVersion": "v1", "entries": {chart["name"]: [entry]}}, out)
extra = json.load(open(versions))
for file in json.load(open(manifest))["files"]:
    address = urllib.parse.urlsplit(file["url"])
    place = os.path.join(upstream, address.netloc, address.path.lstrip("/"))
    if not os.path.exists(place):
        os.makedirs(os.path.dirname(place), exist_ok=True)
        with open(place, "wb") as out:
            out.write(made_up(file["url"], declared.get(file["name"], {})))
    with open(place, "rb") as content:
        content = content.read()
    if file["name"] == "cilium_chart":
        version = re.search(r"cilium-(.*)\.tgz", place).group(1)
        with open(os.path.join(os.path.dirname(place), "index.yaml"), "w") as index:
            index.write(f"apiVersion: v1\nentries:\n  cilium:\n  - name: cilium\n    version: 0.0.1\n    digest: {'0' * 64}\n    urls: [cilium-0.0.1.tgz]\n")
            index.write(f"  - name: cilium\n    version: {version}\n    digest: {hashlib.sha256(content).hexdigest()}\n    urls: [cilium-{version}.tgz]\n")
        continue
    if file["name"] not in declared:
        # Fetched by a task that asks for no sum.
        continue
    if hashlib.sha256(content).hexdigest() == str(file["checksum"]).removeprefix("sha256:"):
        continue
    entry = declared[file["name"]]
    expression = str(entry.get("checksum") or entry.get("sha256"))
    # A field of that name has the bare sum, the other one says which it is.
    checksum = ("sha256:" if "checksum" in entry else "") + hashlib.sha256(content).hexdigest()
    variable = re.search(r"[a-z0-9_]+_checksum\b", expression)
    if variable:
        extra[variable.group(0)] = checksum
    else:
        # Of a table there is only all of it: the one that has this sum.
        for name, table in tables.items():
            known = (table.get("no_arch") or {}) if isinstance(table, dict) else {}
            if file["checksum"] in known.values():
                extra[name] = {"no_arch": {version: checksum for version, value in known.items() if value == file["checksum"]}}
json.dump(extra, open(sums, "w"), indent=1)
