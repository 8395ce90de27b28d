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
      # Documentation, locales and the like are left out of images, and mmdebstrap adds apt, dpkg and what they need.
      python3 - "$root" "$work/reference.tar" <<'P' || status=1
import collections, hashlib, os, stat, sys, tarfile
root, reference = sys.argv[1:]
def merged(path):
    return "usr/" + path if path.split("/")[0] in ("bin", "sbin", "lib", "lib64") else path
there, same, others, missing = 0, 0, [], collections.Counter()
archive = tarfile.open(reference)
for member in archive:
    path = merged(member.name.removeprefix("./"))
    if not member.isfile() or path.startswith(("var/", "dev/", "etc/apt")):
        continue
    there += 1
    place = os.path.join(root, path)
    if os.path.islink(place) or not os.path.isfile(place):
        missing["/".join(path.split("/")[:3])] += 1
        continue
    with open(place, "rb") as ours:
        mine = hashlib.sha256(ours.read()).digest()
    theirs = hashlib.sha256(archive.extractfile(member).read()).digest()
    mode = stat.S_IMODE(os.lstat(place).st_mode)
    if mine == theirs and mode == member.mode:
        same += 1
    else:
        others.append(f"{path}: " + ("another content" if mine != theirs else f"mode {mode:o}, theirs {member.mode:o}"))
print(f"mmdebstrap unpacks {there} files for these packages and its own; {same} are in the image with the same content and mode,")
print(f"{len(others)} otherwise, {sum(missing.values())} are left out, by folder: "
      + ", ".join(f"{folder} {count}" for folder, count in missing.most_common(12)))
for other in others[:20]:
    print("  " + other)
P
    else
      echo "not compared: mmdebstrap: $(grep -m1 '^E:' "$work/log" || tail -1 "$work/log")"
    fi
  fi
fi
exit $status
