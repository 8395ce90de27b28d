#!/bin/bash
# mirror.sh WORK VERSION REPS [TOOL...]: twenty images of 300 MB from one docker-registry to another, by the goal `mirror` of the
# installed plugin VERSION and by other tools, in turn, in one run; then the same again with nothing left to do. Prints for each
# time of the whole process (for ours that of the copying too), CPU seconds of tool and registries, digests, bytes stored.
# skopeo, crane, regctl, regsync are measured where they are on the PATH. Root. Debian packages: docker-registry python3 bc.
#   LINK="MBIT MS"      over a line of so many Mbit/s and milliseconds round trip; needs linkemu (on the PATH): linkemu NAMESPACE
#                       NAMESPACE MBIT MS-ONE-WAY PACKETS, which joins two network namespaces, 198.51.100.1 and 198.51.100.2
#   FAULTS="SIDE SEEDS" before source, target or both: resets 5% of the bodies, answers 5% with 503 or 429; that many seeds
#   JAVA_MS=256         megabytes of Java's heap
# WORK/source (data, names) is made by it/lib/images.py where it is not there.
set -u
[ $# -ge 3 ] || { sed -n 's/^# //p' "$0" | head -4; exit 2; }
project=$(cd "$(dirname "$0")/../.." && pwd)
if [ "${inside-}" != yes ]; then
  mkdir -p "$1"
  inside=yes exec unshare --mount --pid --fork --mount-proc --propagation private bash "$0" "$(cd "$1" && pwd)" "${@:2}"
fi
work=$1 version=$2 reps=$3
shift 3
[ $# -gt 0 ] || set -- ours skopeo-loop skopeo-sync crane-loop regctl-loop regsync regsync-p4
cd "$work" || exit 2
rm -rf home tmp containers target
mkdir -p home tmp containers
for storage in /var/lib/containers /run/containers; do
  mkdir -p "$storage" "containers$storage"
  mount --bind "containers$storage" "$storage"
done
# Offline Maven refuses all hosts but this one.
[ -n "${LINK-}" ] && offline= || offline=-o
mvn="mvn $offline -Dmaven.repo.local=$HOME/.m2/repository -Duser.home=$work/home"
export TMPDIR=$work/tmp HOME=$work/home DOCKER_CONFIG=$work/home REGCTL_CONFIG=$work/home/regctl.json
export MAVEN_OPTS="-Xmx${JAVA_MS:-256}m ${JAVA_MORE-}"
. "$project/it/lib/servers.sh"
here=127.0.0.1 near=() far=()
if [ -n "${LINK-}" ]; then
  read -r rate trip <<< "$LINK"
  near=(ip netns exec mirrornear) far=(ip netns exec mirrorfar) here=198.51.100.2
  # An earlier run's would say that the line is up.
  rm -f link.log
  linkemu mirrornear mirrorfar "$rate" "$(echo "scale=2; $trip / 2" | bc)" 4000 > link.log 2>&1 &
  started+=($!)
  await link.log up > /dev/null
  # The namespaces outlive processes: the link takes them away when it is told to end.
  trap 'kill %1; stop_servers; wait %1' EXIT
fi

registry_at() { # DIR: as `registry`, where the far end of the line is; sets $host and $serving
  if [ -z "${LINK-}" ]; then registry "$1"; else
    mkdir -p "$1"
    port=$((${port:-5100} + 1))
    host=$here:$port
    printf '%s\n' 'version: 0.1' 'log: {level: info, accesslog: {disabled: true}}' "http: {addr: \"$host\"}" \
      "storage: {filesystem: {rootdirectory: $1/data}, maintenance: {uploadpurging: {enabled: false}}}" > "$1/config.yml"
    "${far[@]}" docker-registry serve "$1/config.yml" > "$1/log" 2>&1 < /dev/null &
    started+=($!)
    await "$1/log" 'listening on [0-9.]+:[0-9]+' > /dev/null || exit 2
  fi
  serving=${started[-1]}
}
if [ ! -s source/names ]; then
  registry "$work/source"
  python3 "$lib/images.py" "$host" 300 > names && mv names source/names
  kill "${started[-1]}"
fi
registry_at "$work/source"
source=$host from=$serving names=$work/source/names

skopeo_loop() {
  local name
  while read -r name; do
    skopeo copy --all "$@" --src-tls-verify=false --dest-tls-verify=false "docker://$a/$name" "docker://$b/$name" || status=1
  done < "$names"
}
skopeo_sync() {
  python3 - "$a" "$names" > sync.yml << 'P'
import collections, json, sys
images = collections.defaultdict(list)
for line in open(sys.argv[2]):
    name, tag = line.strip().rsplit(":", 1)
    images[name].append(tag)
print(json.dumps({sys.argv[1]: {"tls-verify": False, "images": images}}))
P
  skopeo sync --all "$@" --dest-tls-verify=false --src yaml --dest docker sync.yml "$b" || status=1
}
each() { # COMMAND...: with source and target of every image
  local name
  while read -r name; do "$@" "$a/$name" "$b/$name" || status=1; done < "$names"
}
regsync_once() { # IMAGES-AT-ONCE
  python3 - "$a" "$b" "$1" "$names" > regsync.yml << 'P'
import json, sys
a, b, parallel, names = sys.argv[1:]
print(json.dumps({
    "version": 1,
    "creds": [{"registry": host, "tls": "disabled"} for host in (a, b)],
    "defaults": {"parallel": int(parallel)},
    "sync": [{"source": f"{a}/{name}", "target": f"{b}/{name}", "type": "image"} for name in open(names).read().split()],
}))
P
  regsync once -c regsync.yml || status=1
}
ours() {
  sed "s|^|$a/|" "$names" > images.list
  $mvn -B -q "io.github.kubespraymaven:kubespray-maven-plugin:$version:mirror" -Dkubespray.images="$work/images.list" \
    -Dkubespray.to="docker://$b" -Dkubespray.cache="$work/cache" -Dkubespray.insecureRegistries="$here" || status=1
}
copy() {
  status=0
  case $1 in
    ours) ours ;;
    skopeo-loop) skopeo_loop ;;
    skopeo-loop-retry) skopeo_loop --retry-times 5 ;;
    skopeo-sync) skopeo_sync ;;
    skopeo-sync-retry) skopeo_sync --retry-times 5 ;;
    crane-loop) each crane copy --insecure ;;
    regctl-loop)
      for host in "$a" "$b"; do regctl registry set --skip-check --tls disabled "$host"; done
      each regctl image copy
      ;;
    regsync) regsync_once 1 ;;
    regsync-p4) regsync_once 4 ;;
  esac
  return $status
}
cpu() { awk '{ sum += $14 + $15 } END { print sum / 100 }' "$@" 2> /dev/null; }
timed() { # TOOL SOURCE TARGET: wall, CPU of the tool and of the registries, and for ours the time of the copying
  local before seconds status=0
  before=$(cpu "/proc/$from/stat" "/proc/$serving/stat")
  a=$2 b=$3
  export -f ours each skopeo_loop skopeo_sync regsync_once copy
  export a b names work version mvn here
  TIMEFORMAT='%R %U %S'
  { time "${near[@]}" bash -c 'copy "$0"' "$1" > "$1.log" 2>&1; } 2> time.log || status=1
  read -r wall user system < <(tail -1 time.log)
  seconds=$(echo "$(cpu "/proc/$from/stat" "/proc/$serving/stat") - $before" | bc)
  printf '%6.2f s, CPU %5.2f + %5.2f s' "$wall" "$(echo "$user + $system" | bc)" "$seconds"
  [ "$1" != ours ] || printf ', copying %.2f s' "$(jq .milliseconds/1000 target/kubespray/mirror.json)"
  [ $status = 0 ] || printf ', failed'
}
have() {
  case $1 in ours) true ;; *) command -v "${1%%-*}" > /dev/null ;; esac || { echo "$1: skipped, not on the PATH"; false; }
}
fresh() { # an empty target
  [ -z "${target-}" ] || kill "$serving"
  rm -rf empty containers/var/lib/containers/*
  registry_at "$work/empty"
  target=$host
}
compared() {
  local flat=
  case $1 in skopeo-sync*) flat=flat ;; esac
  "${far[@]}" python3 "$lib/compare.py" "$source" "$target" "$names" $flat
}

if [ -z "${FAULTS-}" ]; then
  for _ in $(seq "$reps"); do
    for tool in "$@"; do
      have "$tool" || continue
      fresh
      printf '%-12s %s, %s, %.1f MB stored' "$tool" "$(timed "$tool" "$source" "$target")" "$(compared "$tool")" \
        "$(find empty/data/docker/registry/v2/blobs -name data -printf '%s\n' | awk '{ sum += $1 } END { print sum / 1e6 }')"
      printf '; again: %s\n' "$(timed "$tool" "$source" "$target")"
    done
  done
else
  read -r side seeds <<< "$FAULTS"
  for seed in $(seq "$seeds"); do
    for tool in "$@"; do
      have "$tool" || continue
      fresh
      through=$source into=$target lines=()
      if [ "$side" != target ]; then
        program faults "http://$source" --seed "$seed" --busy 0.05 --reset 0.05
        through=$host lines+=("${started[-1]}")
      fi
      if [ "$side" != source ]; then
        program faults "http://$target" --seed $((seed + 1000)) --busy 0.05 --reset 0.05
        into=$host lines+=("${started[-1]}")
      fi
      printf 'faults before %s, seed %s: %-12s %s, %s' "$side" "$seed" "$tool" "$(timed "$tool" "$through" "$into")" "$(compared "$tool")"
      kill "${lines[@]}"
      sleep 0.3
      printf ' [%s]\n' "$(tail -qn 1 $(ls -t faults.* | head -${#lines[@]}) | paste -sd' ')"
      rm -f faults.*
    done
  done
fi
