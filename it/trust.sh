#!/bin/bash
# trust.sh WORK VERSION [PART...]: tries whether the installed plugin VERSION says only what it has looked at, with real programs:
# docker-registry, nginx, skopeo, podman. Parts are the files of it/trust; all of them without any. Prints PASS or FAIL for each
# property; ends with 1 if one failed. Root; installs the Debian packages that it lacks.
# MVN: the Maven to run, with its first arguments. SHOW=yes: print what a user reads, too.
set -u
[ $# -ge 2 ] || { sed -n 's/^# //p' "$0" | head -4; exit 2; }
project=$(cd "$(dirname "$0")/.." && pwd)
. "$project/it/lib/install.sh"
if [ "${inside-}" != yes ]; then
  install_missing 'docker-registry:docker-registry nginx:nginx-light openssl:openssl htpasswd:apache2-utils python3:python3
    skopeo:skopeo podman:podman jq:jq curl:curl git:git'
  mkdir -p "$1"
  # In namespaces of its own, so that no server outlives it.
  inside=yes exec unshare --mount --pid --fork --mount-proc --propagation private bash "$0" "$(cd "$1" && pwd)" "${@:2}"
fi
work=$1 version=$2
shift 2
[ $# -gt 0 ] || set -- $(cd "$project/it/trust" && ls -- *.sh | sed 's/\.sh$//')
mvn=${MVN:-mvn -Dmaven.repo.local=$HOME/.m2/repository}
PATH=$PATH:/usr/sbin:/sbin
cd "$work" || exit 2
rm -rf ./*
mkdir -p home tmp
export TMPDIR=$work/tmp HOME=$work/home MAVEN_OPTS="-Xmx512m -Duser.home=$work/home"
. "$project/it/lib/checks.sh"
. "$project/it/lib/servers.sh"

# goal GOAL [ARGUMENT...]: as a user has it; all that is ever said is kept in said.log.
goal() {
  local name=$1
  shift
  $mvn -B ${DEBUG--X} "io.github.kubespraymaven:kubespray-maven-plugin:$version:$name" -Dkubespray.cache="${cache:-$work/cache}" "$@" 2>&1 |
    tee -a "$work/said.log"
  return "${PIPESTATUS[0]}"
}
# mirror TO LIST [ARGUMENT...]
mirror() { goal mirror -Dkubespray.to="$1" -Dkubespray.images="$2" "${@:3}"; }

# Each part has a folder of its own, which is where its checks run; it may use secret passwords "$secret", which none may print.
secret=secret-1
for part in "$@"; do
  begun=$SECONDS
  mkdir -p "$work/$part"
  cd "$work/$part" || exit 2
  . "$project/it/trust/$part.sh"
  echo "$part: $((SECONDS - begun)) s"
done
cd "$work" || exit 2
[ ! -e said.log ] || check "no secret in all that was said" sh -c "! grep -nF -e $secret -e '$(printf 'user:%s' $secret | base64)' said.log"
exit $failed
