#!/bin/bash
# sbom.sh FOLDER: unpacks the image in FOLDER/image with umoci and compares what FOLDER/sbom.cdx.json and sbom.spdx.json list
# with what is there: dpkg's status, the dist-info folders, the collections' manifests, kubectl; and what provenance.json names
# with both. FOLDER is what a build wrote, target/kubespray. Needs umoci and python3.
set -euo pipefail
[ $# = 1 ] || { sed -n 's/^# //p' "$0" | head -3; exit 2; }
for tool in umoci python3; do
  command -v $tool > /dev/null || { echo "no $tool here (Debian: apt-get install umoci python3)"; exit 2; }
done
work=$(mktemp -d)
trap 'rm -rf --one-file-system "$work"' EXIT
tag=$(grep -oE '"org\.opencontainers\.image\.ref\.name" *: *"[^"]+"' "$1/image/index.json" | sed 's/.*"\(.*\)"/\1/')
umoci unpack $([ "$(id -u)" = 0 ] || echo --rootless) --image "$1/image:$tag" "$work/bundle" > "$work/umoci.log" 2>&1 ||
  { cat "$work/umoci.log"; exit 1; }
python3 - "$1" "$work/bundle/rootfs" <<'P'
import email, glob, hashlib, json, re, sys
from urllib.parse import unquote

folder, root = sys.argv[1:]
read = lambda name: json.load(open(f"{folder}/{name}"))
failed = False

def row(name, there, listed):
    global failed
    same = there == listed
    failed |= not same
    print(f"{'ok' if same else 'FAILED':8} {name:44} {len(there)} there, {len(listed)} listed")
    for one in sorted(there - listed): print("         | not listed:", *one)
    for one in sorted(listed - there): print("         | not there: ", *one)

def stanzas(path):
    for text in open(path, encoding="utf-8").read().split("\n\n"):
        fields = dict(re.findall(r"^([A-Za-z-]+): (.*)$", text, re.M))
        if fields.get("Status", "").endswith(" installed"): yield fields

normal = lambda name: re.sub("[-_.]+", "-", name).lower()
debs = {(s["Package"], s["Version"], s["Architecture"]) for s in stanzas(f"{root}/var/lib/dpkg/status")}
pythons = set()
for path in glob.glob(f"{root}/usr/local/lib/python3*/dist-packages/*.dist-info/METADATA"):
    head = email.message_from_file(open(path, encoding="utf-8"))
    pythons.add((normal(head["Name"]), head["Version"]))
collections = set()
for path in glob.glob(f"{root}/usr/local/lib/python3*/dist-packages/ansible_collections/*/*/MANIFEST.json"):
    info = json.load(open(path, encoding="utf-8"))["collection_info"]
    collections.add((f"{info['namespace']}.{info['name']}", info["version"]))
kubectl = {hashlib.sha256(open(path, "rb").read()).hexdigest() for path in glob.glob(f"{root}/usr/local/bin/kubectl")}

def parsed(purls):
    sets = {"deb": set(), "pypi": set(), "collection": set()}
    for purl in purls:
        at = re.fullmatch(r"pkg:([a-z]+)/(?:(.*)/)?([^/@]+)@([^?#]+)(?:\?([^#]*))?(?:#.*)?", purl)
        kind, space, name, version, rest = at.groups()
        name, version = unquote(name), unquote(version)
        qualifiers = dict(q.split("=", 1) for q in (rest or "").split("&") if q)
        if kind == "deb": sets["deb"].add((name, version, qualifiers["arch"]))
        elif kind == "pypi": sets["pypi"].add((name, version))
        elif space == "ansible-collection": sets["collection"].add((name, version))
    return sets

cyclonedx, spdx, provenance = read("sbom.cdx.json"), read("sbom.spdx.json"), read("provenance.json")
lists = {
    "CycloneDX": [c["purl"] for c in cyclonedx["components"] if "purl" in c],
    "SPDX": [r["referenceLocator"] for p in spdx["packages"] for r in p.get("externalRefs", [])],
}
for name, purls in lists.items():
    row(f"{name}: purls, each once", set((p,) for p in purls), set((p,) for p in purls) if len(set(purls)) == len(purls) else set())
    sets = parsed(purls)
    row(f"{name}: Debian packages", debs, sets["deb"])
    row(f"{name}: Python distributions", pythons, sets["pypi"])
    row(f"{name}: collections", collections, sets["collection"])
dependencies = provenance["predicate"]["buildDefinition"]["resolvedDependencies"]
files = {(d["uri"], d["digest"]["sha256"]) for d in dependencies if "sha256" in d["digest"]}
hashed = {(c["purl"], c["hashes"][0]["content"]) for c in cyclonedx["components"] if "hashes" in c}
row("provenance: files", hashed, files)
sets = parsed(uri for uri, _ in files)
row("provenance: Debian packages", debs, sets["deb"])
row("provenance: Python distributions", pythons, sets["pypi"])
row("kubectl, by its hash", {(h,) for h in kubectl}, {(c["hashes"][0]["content"],) for c in cyclonedx["components"] if c["name"] == "kubectl"})
image = read("image.json")
row("the image's digest", {(image["platforms"][0]["digest"],)},
    {("sha256:" + provenance["subject"][0]["digest"]["sha256"],), ("sha256:" + cyclonedx["metadata"]["component"]["hashes"][0]["content"],)})
sys.exit(failed)
P
