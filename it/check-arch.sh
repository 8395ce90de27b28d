#!/bin/bash
# check-arch.sh LAYOUT[:TAG] ARCH [SUITE]: unpacks the image for a platform (amd64, arm64) from an OCI layout and checks, without
# running anything of it, that it is for that processor: every ELF file says so in its header, every wheel is for it or pure, every
# Debian package too. With SUITE its packages and their files are compared with what mmdebstrap unpacks for that architecture from
# the same mirror (MIRROR, default: this machine's), none of whose scripts is run either. Needs umoci, python3, and root or user
# namespaces; for the comparison mmdebstrap.
set -uo pipefail
[ $# -ge 2 ] || { sed -n '2,6s/^# //p' "$0"; exit 2; }
for tool in umoci python3; do command -v $tool > /dev/null || { echo "no $tool here"; exit 2; }; done
image=$1 arch=$2 suite=${3-}
work=$(mktemp -d)
trap 'rm -rf --one-file-system "$work"' EXIT

# umoci takes the platform it runs on from an index: a layout of the other one alone is made, of links to the same blobs.
directory=$image
[ -d "$directory" ] || directory=${image%:*}
mkdir "$work/layout" && ln -s "$(cd "$directory" && pwd)/blobs" "$work/layout/blobs" && cp "$directory/oci-layout" "$work/layout/"
python3 - "$directory" "$work/layout" "$arch" <<'P' || exit 1
import json, sys
source, target, arch = sys.argv[1:]
blob = lambda d: json.load(open(f"{source}/blobs/{d['digest'].replace(':', '/')}"))
def leaves(index):
    for entry in index["manifests"]:
        document = blob(entry)
        yield from leaves(document) if "manifests" in document else [(entry, document)]
found = [e for e, m in leaves(json.load(open(f"{source}/index.json"))) if blob(m["config"]).get("architecture") == arch]
if len(found) != 1:
    sys.exit(f"{source}: {len(found)} images for {arch}, one is wanted")
entry = {k: found[0][k] for k in ("mediaType", "digest", "size")} | {"annotations": {"org.opencontainers.image.ref.name": "one"}}
json.dump({"schemaVersion": 2, "manifests": [entry]}, open(f"{target}/index.json", "w"))
P
rootless=; [ "$(id -u)" = 0 ] || rootless=--rootless
umoci unpack $rootless --image "$work/layout:one" "$work/bundle" > "$work/log" 2>&1 || { cat "$work/log"; exit 1; }
root=$work/bundle/rootfs

python3 - "$root" "$arch" <<'P'
import collections, os, re, sys
root, arch = sys.argv[1:]
machine, wheel = {"amd64": (62, "x86_64"), "arm64": (183, "aarch64")}[arch]
failed, elfs, others, tags, packages = 0, 0, [], collections.Counter(), collections.Counter()
for top, _, files in os.walk(root):
    for name in files:
        path = os.path.join(top, name)
        if os.path.islink(path) or not os.path.isfile(path):
            continue
        with open(path, "rb") as file:
            head = file.read(20)
        if head[:4] == b"\x7fELF":
            elfs += 1
            got = int.from_bytes(head[18:20], "little" if head[5] == 1 else "big")
            if got != machine:
                others.append(f"{path[len(root):]}: e_machine {got}")
        if name == "WHEEL" and top.endswith(".dist-info"):
            for tag in re.findall(r"(?m)^Tag: \S+-\S+-(\S+)", open(path).read()):
                tags["pure" if tag == "any" else tag] += 1
                if tag != "any" and not tag.endswith(wheel):
                    others.append(f"{path[len(root):]}: {tag}")
for place in ("var/lib/dpkg/status",):
    for stanza in open(f"{root}/{place}").read().split("\n\n"):
        found = re.search(r"(?m)^Architecture: (\S+)", stanza)
        if found:
            packages[found[1]] += 1
            if found[1] not in ("all", arch):
                others.append(stanza.split("\n")[0])
print(f"{elfs} ELF files, {sum(packages.values())} Debian packages ({dict(packages)}), wheels' tags {dict(tags)}")
for other in others[:20]:
    print(f"  not for {arch}: {other}")
if not elfs:
    print("  no ELF file at all: this is no system")
print("ok: all of it is for " + arch if elfs and not others else f"FAILED: {len(others)} are not for {arch}")
sys.exit(0 if elfs and not others else 1)
P
status=$?

if [ -n "$suite" ]; then
  if ! command -v mmdebstrap > /dev/null; then
    echo "not compared: no mmdebstrap here"
  else
    python3 - "$root" > "$work/names" <<'P'
import re, sys
for stanza in open(f"{sys.argv[1]}/var/lib/dpkg/status").read().split("\n\n"):
    name = re.search(r"(?m)^Package: (\S+)", stanza)
    version = re.search(r"(?m)^Version: (\S+)", stanza)
    if name:
        print(f"{name[1]}={version[1]}")
P
    # In extract mode no script runs, so that no processor of that kind is needed.
    if mmdebstrap --variant=extract --architectures="$arch" --include="$(paste -sd, "$work/names")" --mode=${MODE:-root} \
      "$suite" "$work/reference.tar" ${MIRROR:+"$MIRROR"} > "$work/log" 2>&1; then
      tar -tf "$work/reference.tar" | sed 's|^\./||; s|/$||' | grep -v '^$' | LC_ALL=C sort -u > "$work/reference"
      (cd "$root" && find . -mindepth 1 | sed 's|^\./||' | LC_ALL=C sort) > "$work/ours"
      # Documentation, locales and the like are left out of images; everything else of the packages has to be there.
      python3 - "$root" "$work/reference" "$work/ours" <<'P' || status=1
import collections, os, sys
root, reference, ours = sys.argv[1:]
def merged(path):
    first = path.split("/")[0]
    return "usr/" + path if first in ("bin", "sbin", "lib", "lib64", "lib32", "libx32") else path
left_out = ("usr/share/doc", "usr/share/man", "usr/share/locale", "usr/share/info", "usr/share/lintian", "usr/share/bug",
            "usr/share/doc-base", "usr/share/menu", "usr/share/gnome", "usr/share/help", "usr/share/linda", "usr/share/groff")
theirs = {merged(l.rstrip("\n")) for l in open(reference)}
mine = {merged(l.rstrip("\n")) for l in open(ours)}
missing = sorted(p for p in theirs - mine if not p.startswith(left_out) and not p.startswith(("var/lib/dpkg", "var/lib/apt", "var/cache", "etc/apt", "dev/", "proc", "sys")))
print(f"mmdebstrap unpacks {len(theirs)} paths for the same packages; {len(theirs & mine)} are in the image, {len(missing)} more are not, by folder:")
for folder, count in collections.Counter("/".join(p.split("/")[:4]) for p in missing).most_common(15):
    print(f"  {count:5} {folder}")
P
    else
      echo "not compared: mmdebstrap: $(grep -m1 '^E:' "$work/log" || tail -1 "$work/log")"
    fi
  fi
fi
exit $status
