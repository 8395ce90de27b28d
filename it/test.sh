#!/bin/bash
# test.sh [MAVEN ARGUMENTS]: installs what the tests need where it can, then runs all of them.
# Without root or apt it installs nothing, says what is missing, and the tests that need it say that they were skipped: how many
# that are, and why, is said at the end.
set -euo pipefail
cd "$(dirname "$0")/.."

# A program that is looked for, and the Debian package that brings it.
needed='
mvn:maven javac:default-jdk-headless git:git curl:curl openssl:openssl jq:jq xz:xz-utils zstd:zstd
docker-registry:docker-registry nginx:nginx-light htpasswd:apache2-utils skopeo:skopeo umoci:umoci
buildah:buildah mmdebstrap:mmdebstrap python3:python3
'
. it/lib/install.sh
install_missing "$needed"
wanted=$(missing_packages "$needed")
[ -z "$wanted" ] || echo "Missing, and the tests that need them are skipped:" $wanted

since=$(mktemp)
trap 'rm -f "$since"' EXIT
# kubespray.index=auto: parity with pip and uv, against the Python index that the plugin finds on this machine.
status=0
mvn -B verify -Dkubespray.index=auto "$@" || status=$?
bash it/skipped.sh target "$since" || status=1
exit "$status"
