"""compare.py SOURCE TARGET NAMES [flat]: compares the images of a list (NAME:TAG) in two registries that take plain HTTP:
how many have the same digest with every blob in the target, another digest, or are not there. flat: the target has them under
the last part of their names alone, as skopeo sync makes it."""

import http.client
import json
import sys

ACCEPT = ", ".join(
    ["application/vnd.oci.image.index.v1+json", "application/vnd.oci.image.manifest.v1+json"]
    + [f"application/vnd.docker.distribution.manifest.{kind}v2+json" for kind in ("", "list.")]
)
source, target, names, *flat = sys.argv[1:]
connections = {host: http.client.HTTPConnection(host) for host in (source, target)}


def ask(host, method, path):
    connections[host].request(method, "/v2/" + path, headers={"Accept": ACCEPT})
    answer = connections[host].getresponse()
    return answer.status, answer.headers, answer.read()


def whole(name, reference):
    status, _, content = ask(target, "GET", f"{name}/manifests/{reference}")
    if status != 200:
        return False
    manifest = json.loads(content)
    if "manifests" in manifest:
        return all([whole(name, one["digest"]) for one in manifest["manifests"]])
    blobs = [manifest["config"], *manifest["layers"]]
    heads = [ask(target, "HEAD", f"{name}/blobs/{blob['digest']}") for blob in blobs]
    return all(head[0] == 200 and int(head[1]["Content-Length"]) == blob["size"] for head, blob in zip(heads, blobs))


counts = {"same": 0, "different": 0, "missing": 0}
for line in open(names):
    name, tag = line.strip().rsplit(":", 1)
    there = name.split("/")[-1] if flat else name
    digests = [
        ask(host, "HEAD", f"{path}/manifests/{tag}")[1]["Docker-Content-Digest"]
        for host, path in ((source, name), (target, there))
    ]
    if digests[1] is None:
        counts["missing"] += 1
    else:
        counts["same" if digests[0] == digests[1] and whole(there, tag) else "different"] += 1
print(", ".join(f"{count} {kind}" for kind, count in counts.items() if count or kind == "same"))
