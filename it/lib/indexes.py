"""indexes.py DIR: two Python indexes with the same wheels, /honest/simple and /lying/simple below the port that is printed. The
lying one says that app needs evil, too. Writes a small Debian with a Python into DIR/below, as a layout, for a base to stand on.
"""

import base64
import gzip
import hashlib
import http.server
import io
import json
import pathlib
import sys
import tarfile
import zipfile

directory = pathlib.Path(sys.argv[1])


def metadata(name, needs):
    return f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n" + "".join(f"Requires-Dist: {one}\n" for one in needs)


def hashed(text):
    return "sha256=" + base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).decode().rstrip("=")


def wheel(name, needs):
    files = {
        f"{name}.py": "",
        f"{name}-1.0.dist-info/METADATA": metadata(name, needs),
        f"{name}-1.0.dist-info/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = f"{name}-1.0.dist-info/RECORD"
    files[record] = "".join(f"{file},{hashed(text)},{len(text)}\n" for file, text in files.items()) + f"{record},,\n"
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for file, text in files.items():
            archive.writestr(zipfile.ZipInfo(file), text)
    return data.getvalue()


NEEDS = {"app": ["lib"], "lib": [], "evil": []}
pages = {}
for index, told in {"honest": NEEDS, "lying": {**NEEDS, "app": ["lib", "evil"]}}.items():
    for name, needs in NEEDS.items():
        file = f"{name}-1.0-py3-none-any.whl"
        data = wheel(name, needs)
        listed = {
            "filename": file,
            "url": f"/{index}/{file}",
            "hashes": {"sha256": hashlib.sha256(data).hexdigest()},
            "core-metadata": True,
        }
        page = json.dumps({"meta": {"api-version": "1.0"}, "name": name, "files": [listed]})
        pages[f"/{index}/{file}"] = "application/zip", data
        pages[f"/{index}/{file}.metadata"] = "text/plain", metadata(name, told[name]).encode()
        pages[f"/{index}/simple/{name}/"] = "application/vnd.pypi.simple.v1+json", page.encode()


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        kind, data = pages.get(self.path, (None, b""))
        self.send_response(200 if kind else 404)
        self.send_header("Content-Type", kind or "text/plain")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *arguments):
        pass


def blob(data):
    digest = hashlib.sha256(data).hexdigest()
    place = directory / "below/blobs/sha256" / digest
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(data)
    return {"digest": f"sha256:{digest}", "size": len(data)}


def base():
    tar = io.BytesIO()
    with tarfile.open(fileobj=tar, mode="w") as layer:
        for name, text in {
            "usr/lib/os-release": "ID=debian\nVERSION_CODENAME=bookworm\n",
            "usr/lib/x86_64-linux-gnu/libc.so.6": "GNU C Library (Debian) stable release version 2.36.\n",
            "var/lib/dpkg/status": "Package: bash\nStatus: install ok installed\nArchitecture: all\nVersion: 1\nDescription: a\n\n",
            "usr/local/bin/python3.12": "an interpreter",
            "usr/local/lib/python3.12/os.py": "",
        }.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(text)
            entry.mode = 0o755
            layer.addfile(entry, io.BytesIO(text.encode()))
        link = tarfile.TarInfo("usr/local/bin/python3")
        link.type, link.linkname = tarfile.SYMTYPE, "python3.12"
        layer.addfile(link)
    oci = "application/vnd.oci.image."
    diff_id = "sha256:" + hashlib.sha256(tar.getvalue()).hexdigest()
    config = {
        "architecture": "amd64",
        "os": "linux",
        "config": {"Env": ["PATH=/usr/local/bin:/usr/bin:/bin", "PYTHON_VERSION=3.12.1"]},
        "rootfs": {"type": "layers", "diff_ids": [diff_id]},
        "history": [{"created_by": "ADD"}],
    }
    manifest = {
        "schemaVersion": 2,
        "mediaType": oci + "manifest.v1+json",
        "config": {"mediaType": oci + "config.v1+json", **blob(json.dumps(config).encode())},
        "layers": [{"mediaType": oci + "layer.v1.tar+gzip", **blob(gzip.compress(tar.getvalue(), mtime=0))}],
    }
    entry = {"mediaType": manifest["mediaType"], **blob(json.dumps(manifest).encode())}
    (directory / "below/oci-layout").write_text('{"imageLayoutVersion":"1.0.0"}')
    (directory / "below/index.json").write_text(json.dumps({"schemaVersion": 2, "manifests": [entry]}))


base()
server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
print(server.server_port, flush=True)
server.serve_forever()
