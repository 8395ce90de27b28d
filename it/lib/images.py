"""images.py HOST:PORT MEGABYTES: makes twenty images in a registry that takes plain HTTP, and prints their names, one a line
as NAME:TAG. Together their blobs have about so many megabytes; bases are shared, some images differ from others by a thin
layer alone, three are indexes for two platforms. Each has a program without libraries, its entry point, that prints the
image's name. The bytes are the same every time.
"""

import gzip
import hashlib
import http.client
import io
import json
import random
import struct
import sys
import tarfile
import urllib.parse

OCI, DOCKER = "application/vnd.oci.image.", "application/vnd.docker."
KINDS = {  # manifest, config, layer, index
    "oci": (OCI + "manifest.v1+json", OCI + "config.v1+json", OCI + "layer.v1.tar+gzip", OCI + "index.v1+json"),
    "docker": (
        DOCKER + "distribution.manifest.v2+json",
        DOCKER + "container.image.v1+json",
        DOCKER + "image.rootfs.diff.tar.gzip",
        DOCKER + "distribution.manifest.list.v2+json",
    ),
}
# Name, kind, platforms, layers. A layer's weight is thousandths of all.
IMAGES = """
library/nginx:1.22        docker amd64       base-a nginx
library/nginx:1.22-r1     docker amd64       base-a nginx
library/haproxy:2.6       oci    amd64       base-a haproxy
library/redis:7.0         oci    amd64       base-a redis
library/redis:7.0-r1      oci    amd64       base-a redis
library/registry:2.8      docker amd64       base-b registry
kube/containerd:1.6       docker amd64       base-b containerd
kube/runc:1.1             oci    amd64       base-b runc
quay/skopeo:1.9           oci    amd64       base-b skopeo
tools/git:2.39            docker amd64       base-a git
tools/vim:9.0             oci    amd64       base-a vim
library/golang:1.19       oci    amd64       base-a golang
library/postgres:15       docker amd64       base-a icu postgres
library/node:18           docker amd64       base-a icu node
tools/ansible:2.14        oci    amd64       base-c ansible
tools/ansible:2.14-r1     oci    amd64       base-c ansible
quay/podman:4.3           oci    amd64       base-a podman
kube/etcd:v1              oci    amd64,arm64 base-a etcd
kube/coredns:v1           oci    amd64,arm64 base-b coredns
kube/pause:v1             docker amd64,arm64 base-b pause
"""
WEIGHTS = {
    "base-a": 60, "base-b": 25, "base-c": 45, "nginx": 5, "haproxy": 12, "redis": 8, "registry": 25, "containerd": 95,
    "runc": 20, "skopeo": 30, "git": 30, "vim": 30, "golang": 95, "postgres": 60, "icu": 35, "node": 60, "ansible": 75,
    "podman": 50, "etcd": 55, "coredns": 25, "pause": 1,
}  # fmt: skip


def program(architecture, text):
    """An ELF file that writes a text and ends: write(1, text, length), exit(0)."""
    message = text.encode() + b"\n"
    if architecture == "amd64":
        machine = 62
        code = b"\xb8\x01\0\0\0\xbf\x01\0\0\0\x48\x8d\x35" + struct.pack("<I", 16) + b"\xba"
        code += struct.pack("<I", len(message)) + b"\x0f\x05\xb8\x3c\0\0\0\x31\xff\x0f\x05"
    else:
        machine = 183
        code = struct.pack(
            "<8I", 0xD2800020, 0x100000E1, 0xD2800002 | len(message) << 5, 0xD2800808, 0xD4000001,
            0xD2800000, 0xD2800BA8, 0xD4000001,
        )  # fmt: skip
    base, start = 0x400000, 64 + 56
    size = start + len(code) + len(message)
    head = b"\x7fELF\x02\x01\x01" + bytes(9)
    head += struct.pack("<HHIQQQIHHHHHH", 2, machine, 1, base + start, 64, 0, 0, 64, 56, 1, 64, 0, 0)
    return head + struct.pack("<IIQQQQQQ", 1, 5, 0, base, base, size, size, 0x1000) + code + message


def layer(files):
    """(compressed, digest of the tar) of a layer with these files: path -> bytes."""
    plain = io.BytesIO()
    with tarfile.open(fileobj=plain, mode="w", format=tarfile.USTAR_FORMAT) as tar:
        for path, content in sorted(files.items()):
            entry = tarfile.TarInfo(path)
            entry.size, entry.mode = len(content), 0o755
            tar.addfile(entry, io.BytesIO(content))
    # What is in the large ones is drawn by lot, and no level makes it smaller.
    return gzip.compress(plain.getvalue(), 1, mtime=0), digest(plain.getvalue())


def digest(content):
    return "sha256:" + hashlib.sha256(content).hexdigest()


class Registry:
    def __init__(self, host):
        self.connection = http.client.HTTPConnection(host)

    def ask(self, method, path, body=b"", kind="application/octet-stream"):
        self.connection.request(method, path, body, {"Content-Type": kind, "Content-Length": str(len(body))})
        answer = self.connection.getresponse()
        text = answer.read()
        if answer.status >= 400 and method != "HEAD":
            sys.exit(f"{method} {path}: {answer.status} {text!r}")
        return answer

    def blob(self, name, content):
        if self.ask("HEAD", f"/v2/{name}/blobs/{digest(content)}").status != 200:
            place = urllib.parse.urlsplit(self.ask("POST", f"/v2/{name}/blobs/uploads/").headers["Location"])
            self.ask("PUT", f"{place.path}?{place.query}&digest={digest(content)}", content)
        return {"size": len(content), "digest": digest(content)}

    def manifest(self, name, target, kind, value):
        content = json.dumps(value, indent=3).encode()
        self.ask("PUT", f"/v2/{name}/manifests/{target or digest(content)}", content, kind)
        return {"mediaType": kind, "digest": digest(content), "size": len(content)}


def main(host, megabytes):
    registry, made = Registry(host), {}

    def content(part, architecture):
        if (part, architecture) not in made:
            size = int(WEIGHTS[part] * megabytes * 1000)
            data = random.Random(part + architecture).randbytes(size)
            made[part, architecture] = layer({f"usr/share/{part}/data": data})
        return made[part, architecture]

    def image(name, tag, kind, architecture, parts, target):
        manifest_type, config_type, layer_type, _ = KINDS[kind]
        layers = [content(part, architecture) for part in parts]
        layers.append(layer({"bin/hello": program(architecture, f"{name}:{tag}")}))
        config = {
            "architecture": architecture,
            "os": "linux",
            "config": {"Entrypoint": ["/bin/hello"], "Env": ["PATH=/bin"]},
            "rootfs": {"type": "layers", "diff_ids": [plain for _, plain in layers]},
        }
        value = {
            "schemaVersion": 2,
            "mediaType": manifest_type,
            "config": {"mediaType": config_type, **registry.blob(name, json.dumps(config).encode())},
            "layers": [{"mediaType": layer_type, **registry.blob(name, packed)} for packed, _ in layers],
        }
        return registry.manifest(name, target, manifest_type, value)

    for line in IMAGES.split("\n"):
        if not line:
            continue
        full, kind, architectures, *parts = line.split()
        name, tag = full.split(":")
        if "," not in architectures:
            image(name, tag, kind, architectures, parts, tag)
        else:
            # Members in no usual order, and one that few know: who writes it anew changes the digest.
            index = {"manifests": [], "mediaType": KINDS[kind][3], "schemaVersion": 2}
            for architecture in architectures.split(","):
                manifest = image(name, tag, kind, architecture, parts, None)
                index["manifests"].append({"platform": {"os": "linux", "architecture": architecture}, **manifest})
            if kind == "oci":
                index["artifactType"] = "application/vnd.example.release"
            registry.manifest(name, tag, KINDS[kind][3], index)
        print(full)


if __name__ == "__main__":
    main(sys.argv[1], float(sys.argv[2]))
