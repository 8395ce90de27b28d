#!/bin/bash
# test.sh [MAVEN ARGUMENTS]: installs what the tests need where it can, then runs all of them.
# Without root or apt it installs nothing, says what is missing, and the tests that need it say that they were skipped.
set -euo pipefail
cd "$(dirname "$0")/.."

# A program that is looked for, and the Debian package that brings it.
needed='
mvn:maven javac:default-jdk-headless git:git curl:curl openssl:openssl jq:jq xz:xz-utils zstd:zstd
docker-registry:docker-registry nginx:nginx-light htpasswd:apache2-utils skopeo:skopeo umoci:umoci
buildah:buildah mmdebstrap:mmdebstrap
'
missing() {
  for pair in $needed; do
    PATH=$PATH:/usr/sbin:/sbin command -v "${pair%%:*}" > /dev/null || echo "${pair#*:}"
  done
}

wanted=$(missing)
if [ -n "$wanted" ] && [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null; then
  echo "Installing" $wanted
  # RUNLEVEL=1: a server that is installed for tests is not to be started.
  export DEBIAN_FRONTEND=noninteractive RUNLEVEL=1
  apt-get -qq update || true
  # One by one where they cannot be had together: what there is helps.
  # shellcheck disable=SC2086
  apt-get -qq -y install --no-install-recommends $wanted > /dev/null ||
    for package in $wanted; do
      apt-get -qq -y install --no-install-recommends "$package" > /dev/null || true
    done
fi
wanted=$(missing)
[ -z "$wanted" ] || echo "Missing, and the tests that need them are skipped:" $wanted

# kubespray.index=auto: parity with pip and uv, against the Python index that the plugin finds on this machine.
exec mvn -B verify -Dkubespray.index=auto "$@"
