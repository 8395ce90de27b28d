#!/bin/bash
# download.sh WORK VERSION [PART...]: tries the goal `download` of the installed plugin VERSION with servers of its own. Parts are the
# files of it/download; all of them without any:
#   names     forty addresses by `wget -x` and by `download`: the same trees
#   again     what a second run asks for: nothing; what it does with a file that moved, is missing, wrong, too many; offline
#   faults    servers, disks and lines on which things go wrong, with wget, aria2c and curl beside it
#   together  three runs at once into one tree
#   kills     kill -9 at random points of 300 MB at 100 Mbit/s
# Prints PASS or FAIL for each property; ends with 1 if one failed. Root; installs the Debian packages that it lacks.
# MVN: the Maven to run, with its first arguments. SHOW=yes: print what a user reads, too. KILLS=50, SEED=1: for kills.
set -u
[ $# -ge 2 ] || { sed -n 's/^# //p' "$0" | head -9; exit 2; }
project=$(cd "$(dirname "$0")/.." && pwd)
. "$project/it/lib/install.sh"
if [ "${inside-}" != yes ]; then
  install_missing 'wget:wget aria2c:aria2 curl:curl openssl:openssl python3:python3 ip:iproute2 java:default-jre-headless mvn:maven'
  mkdir -p "$1"
  # In namespaces of its own, so that no server outlives it and the ports and names of this machine are its own.
  inside=yes exec unshare --mount --pid --net --fork --mount-proc --propagation private bash "$0" "$(cd "$1" && pwd)" "${@:2}"
fi
work=$1 version=$2
shift 2
[ $# -gt 0 ] || set -- names again together faults kills
mvn=${MVN:-mvn -Dmaven.repo.local=$HOME/.m2/repository}
PATH=$PATH:/usr/sbin:/sbin
cd "$work" || exit 2
rm -rf ./*
mkdir -p home tmp
ip link set lo up
ip address add 198.51.100.1/32 dev lo
printf '127.0.0.1 localhost files.test other.test\n' > hosts
mount --bind hosts /etc/hosts
unset http_proxy https_proxy HTTP_PROXY HTTPS_PROXY no_proxy NO_PROXY all_proxy ALL_PROXY
export TMPDIR=$work/tmp HOME=$work/home MAVEN_OPTS="-Xmx256m -Duser.home=$work/home"
. "$project/it/lib/checks.sh"
. "$project/it/lib/servers.sh"

# serve ROOT [OPTION...]: lib/files.py there; sets $host and $served, the log of its answers, and $server, its process.
served_number=0
serve() {
  served_number=$((served_number + 1)) served=$work/served.$served_number
  : > "$served"
  program files "$1" "$served" "${@:2}"
  server=${started[-1]}
}
# downloading TREE [ARGUMENT...]: the command of the goal, as words in $words.
downloading() {
  words=($mvn -B "io.github.kubespraymaven:kubespray-maven-plugin:$version:download" "-Dkubespray.cache=${cache:-$work/cache}"
    "-Dkubespray.directory=$project/it/sample" "-Dkubespray.filesDirectory=$1" "${@:2}")
}
download() {
  downloading "$@"
  "${words[@]}" 2>&1 | tee -a "$work/said.log"
  return "${PIPESTATUS[0]}"
}
# sums LIST-OF-URL-FILE OUT: the extra variables with their sums.
sums() { python3 "$lib/downloads.py" < "$1" > "$2"; }
# made FILE BYTES: a file of so many bytes, which tell the file; nobody can compress them.
made() {
  mkdir -p "$(dirname "$1")"
  python3 -c 'import random, sys; sys.stdout.buffer.write(random.Random(sys.argv[1]).randbytes(int(sys.argv[2])))' "${1##*/}$2" "$2" > "$1"
}
# message LOG: what the goal said when it failed, without Maven's frame, in a line.
message() {
  awk '/^\[ERROR\] Failed to execute goal/ { on = 1 } on { print } on && /-> \[Help/ { exit }' "$1" |
    sed -E 's/^\[ERROR\] ?(Failed to execute goal .*on project [^:]*: )?//; s/ ?-> \[Help.*//' | grep . | paste -sd'|' | sed 's/|/ | /g'
}

secret=secret-1
for part in "$@"; do
  begun=$SECONDS
  mkdir -p "$work/$part"
  cd "$work/$part" || exit 2
  cache=$work/$part/cache
  . "$project/it/download/$part.sh"
  echo "$part: $((SECONDS - begun)) s"
done
cd "$work" || exit 2
[ ! -e said.log ] || check "no secret in all that was said" sh -c "! grep -nF -e $secret -e '$(printf 'user:%s' $secret | base64)' said.log"
exit $failed
