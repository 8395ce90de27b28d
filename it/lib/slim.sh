# slim.sh: images like Docker's official python:3.11-slim, made of Debian's packages. Debian packages: mmdebstrap umoci python3;
# root. MIRROR: where the packages come from, if not from where mmdebstrap takes them.

debian_tree() { # ARCHITECTURE VARIANT PACKAGES FILE
  local hooks=/usr/share/mmdebstrap/hooks/merged-usr
  [ -d $hooks ] || hooks=
  mmdebstrap --mode=root --architectures="$1" --variant="$2" --include="$3" ${hooks:+--hook-dir=$hooks} \
    bookworm "$4" ${MIRROR:+"$MIRROR"} 2> slim.log || { tail -3 slim.log >&2; return 1; }
}

# slim LAYOUT: a layout with an index for amd64 and arm64, named 3.11-slim. Each image has two layers: a Debian that has no Python, and an
# interpreter below /usr/local with its modules beside it. The one for arm64 is unpacked without its maintainer scripts, for
# which an arm64 would be needed: its dpkg knows no packages.
slim() {
  local layout=$1 architecture variant
  local libraries=ca-certificates,netbase,tzdata,libbz2-1.0,libcrypt1,libexpat1,libffi8,liblzma5,libncursesw6,libreadline8,libsqlite3-0,libssl3,libuuid1,zlib1g
  umoci init --layout "$layout"
  for architecture in amd64 arm64; do
    mkdir "slim-$architecture"
    debian_tree $architecture extract python3.11,base-files "slim-$architecture/python.tar" || return
    variant=minbase
    [ $architecture = amd64 ] || variant=extract
    debian_tree $architecture $variant "base-files,base-passwd,bash,coreutils,libc-bin,$libraries" "slim-$architecture/debian.tar" || return
    (
      cd "slim-$architecture" && mkdir -p tree usr/local/bin &&
        tar xf python.tar -C tree --wildcards './usr/bin/python3.11' './usr/lib/python3.11/*' &&
        mv tree/usr/bin/python3.11 usr/local/bin/ && ln -s python3.11 usr/local/bin/python3 &&
        mv tree/usr/lib usr/local/lib && rm -f usr/local/lib/python3.11/sitecustomize.py && mkdir -p usr/local/lib/python3.11/site-packages &&
        # Debian's site module knows the folders of Debian's own interpreter alone.
        echo 'import site; site.addsitedir("/usr/local/lib/python3.11/site-packages")' > usr/local/lib/python3.11/sitecustomize.py &&
        tar cf local.tar --owner=0 --group=0 --numeric-owner usr
    ) || return
    umoci new --image "$layout:$architecture" && umoci raw add-layer --image "$layout:$architecture" "slim-$architecture/debian.tar" &&
      umoci raw add-layer --image "$layout:$architecture" "slim-$architecture/local.tar" &&
      umoci config --image "$layout:$architecture" --architecture $architecture --os linux --config.cmd python3 --config.label who=somebody \
        --config.env PATH=/usr/local/bin:/usr/local/sbin:/usr/sbin:/usr/bin:/sbin:/bin --config.env PYTHON_VERSION=3.11.2 || return
    rm -rf "slim-$architecture"
  done > slim.out 2>&1 || { cat slim.out >&2; return 1; }
  python3 - "$layout" << 'P'
import hashlib, json, sys
layout = sys.argv[1]
manifests = []
for entry in json.load(open(f"{layout}/index.json"))["manifests"]:
    architecture = entry.pop("annotations")["org.opencontainers.image.ref.name"]
    manifests.append(entry | {"platform": {"os": "linux", "architecture": architecture}})
kind = "application/vnd.oci.image.index.v1+json"
index = json.dumps({"schemaVersion": 2, "mediaType": kind, "manifests": manifests}).encode()
digest = hashlib.sha256(index).hexdigest()
open(f"{layout}/blobs/sha256/{digest}", "wb").write(index)
entry = {"mediaType": kind, "digest": f"sha256:{digest}", "size": len(index), "annotations": {"org.opencontainers.image.ref.name": "3.11-slim"}}
json.dump({"schemaVersion": 2, "manifests": [entry]}, open(f"{layout}/index.json", "w"))
P
}
