#!/bin/bash
# effects.sh [SUITE…]: makes a root with mmdebstrap, which runs dpkg and all maintainer scripts, and an OS layer of the same
# packages, and prints what differs in paths, kinds, modes, owners, links and bytes, but for what effects-explained.txt
# explains. KUBESPRAY_PLUGIN names the plugin (GROUP:ARTIFACT:VERSION). Needs root, mmdebstrap and a Debian mirror.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
plugin=${KUBESPRAY_PLUGIN:-io.github.kubespraymaven:kubespray-maven-plugin:0.1.0-SNAPSHOT}
for tool in mmdebstrap python3 mvn; do
  command -v $tool > /dev/null || { echo "no $tool here"; exit 2; }
done
suites=("$@"); [ $# -gt 0 ] || suites=(bullseye bookworm trixie)
work=${KUBESPRAY_EFFECTS_DIR:-$(mktemp -d)}
[ -n "${KUBESPRAY_EFFECTS_DIR-}" ] || trap 'rm -rf --one-file-system "$work"' EXIT
standard=$(sed 's/#.*//' "$here/../../src/main/resources/io/github/kubespraymaven/debian/resolve/standard-packages.txt" | xargs | tr ' ' ,)

# A checkout with next to nothing in requirements.txt: only the OS layer is looked at
mkdir -p "$work/checkout"; cp -r "$here/../sample/." "$work/checkout"
echo 'jmespath==1.0.1' > "$work/checkout/requirements.txt"

# The file of the lowest layer of the image in an OCI layout
lowest() { python3 - "$1" <<'PYTHON'
import json, os, sys
blob = lambda digest: os.path.join(sys.argv[1], "blobs", *digest.split(":"))
document = json.load(open(os.path.join(sys.argv[1], "index.json")))
while "manifests" in document:
    document = json.load(open(blob(document["manifests"][0]["digest"])))
print(blob(document["layers"][0]["digest"]))
PYTHON
}

failed=0
for suite in "${suites[@]}"; do
  dir=$work/$suite; mkdir -p "$dir"
  if [ ! -s "$dir/tree.tar" ]; then
    bash "$here/apt-root.sh" "$suite" amd64 "$dir" > "$dir/apt.log" 2>&1 || { tail "$dir/apt.log"; exit 1; }
    # Debian 11's own debootstrap merged /usr from the start; mmdebstrap does it when it is told to.
    merged=(); [ "$suite" != bullseye ] || merged=(--setup-hook='for top in bin sbin lib lib64; do mkdir -p "$1/usr/$top"; ln -s "usr/$top" "$1/$top"; done')
    mmdebstrap --mode=root --variant=essential --architectures=amd64 "${merged[@]}" --include="$standard" \
      "$suite" "$dir/tree.part.tar" "$dir/etc/sources.list" > "$dir/mmdebstrap.log" 2>&1 || { tail "$dir/mmdebstrap.log"; exit 1; }
    mv "$dir/tree.part.tar" "$dir/tree.tar"
  fi
  packages=$(tar -xOf "$dir/tree.tar" ./var/lib/dpkg/status | sed -n 's/^Package: //p' | paste -sd,)
  (cd "$dir" && exec mvn -B -ntp "$plugin:build-base" -Dkubespray.directory="$work/checkout" -Dkubespray.from="debian:$suite" \
      -Dkubespray.platforms=linux/amd64 -Dkubespray.kubectl=none -Dkubespray.packages="$packages" \
      ${KUBESPRAY_CACHE:+-Dkubespray.cache="$KUBESPRAY_CACHE"}) > "$dir/build.log" 2>&1 ||
    { grep -A9 ERROR "$dir/build.log"; exit 1; }
  layout=$(sed -n 's/.*Written to \(.*\)\.$/\1/p' "$dir/build.log")
  echo "== $suite, $(tr ',' '\n' <<< "$packages" | wc -l) packages"
  python3 "$here/effects.py" "$dir/tree.tar" "$(lowest "$layout")" "$here/effects-explained.txt" || failed=1
done
exit $failed
