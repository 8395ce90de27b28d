#!/bin/bash
# mirror.sh BENCH WORK VERSION REPS [TOOL...]: 20 images from one registry to another on loopback, by the goal `mirror` of the
# installed plugin VERSION and by other tools, in turn, in one run; then the same again with nothing left to do.
# BENCH is a checkout of the benchmarks (2-copy, lib); crane, regctl, regsync, skopeo are used where they are on the PATH.
# Prints for each: wall time of the whole process, for ours that of the copying too, digests that are the source's, bytes stored.
# WORK/regA is made at the first run (BENCH/2-copy/mkimages.sh says what that needs). Run through BENCH/lib/ns.sh, as root.
# FAULTS="SIDE SEEDS" (src, dst or both; how many): behind a proxy that resets 5% of the bodies and answers 5% with 503 or 429.
# JAVA_MS=256 limits Java's heap to so many megabytes.
set -euo pipefail
bench=$1 work=$2 version=$3 reps=$4
shift 4
[ $# -gt 0 ] || set -- ours skopeo-loop skopeo-sync crane-loop regctl-loop regsync regsync-p4
lib=$bench/lib copy=$bench/2-copy from=5101 to=5102
mkdir -p "$work"/{tmp,home,dockercfg}
export TMPDIR=$work/tmp DOCKER_CONFIG=$work/dockercfg REGCTL_CONFIG=$work/regctl.json
export MAVEN_OPTS="-Xmx${JAVA_MS:-256}m"
started=()
trap 'kill "${started[@]}" 2>/dev/null || true' EXIT

[ -d "$work/regA/data" ] || {
  a=$(LOGLEVEL=error "$lib/registry.sh" "$work/regA" $from); "$copy/mkimages.sh" "$work" 127.0.0.1:$from; kill "$a"; sleep 1
}
a=$(LOGLEVEL=error "$lib/registry.sh" "$work/regA" $from)
started+=("$a")
now() { date +%s.%N; }

# ours SOURCE TARGET
ours() {
  sed "s|^|$1/|" "$work/list.txt" > "$work/images.list"
  (cd "$work" && mvn -B -o -q "io.github.kubespraymaven:kubespray-maven-plugin:$version:mirror" \
    -Dkubespray.images="$work/images.list" -Dkubespray.to="docker://$2" -Dkubespray.cache="$work/cache")
}

# run TOOL SOURCE TARGET: prints seconds, and for ours those of the copying
run() {
  local begun status=0
  begun=$(now)
  if [ "$1" = ours ]; then ours "$2" "$3"; else HOME=$work/home bash "$copy/peers.sh" "$1" "$work/list.txt" "$2" "$3" "$work"; fi \
    > "$work/$1.log" 2>&1 || status=$?
  printf '%s exit %s %.2f s' "$1" $status "$(echo "$(now) - $begun" | bc)"
  [ "$1" != ours ] || printf ' (copying %s ms)' "$(sed -n 's/.*"milliseconds": \([0-9]*\).*/\1/p' "$work/target/kubespray/mirror.json")"
}

have() {
  case $1 in ours) true ;; *) command -v "${1%%-*}" > /dev/null ;; esac || { echo "$1: skipped, not on the PATH"; false; }
}

fresh() { # an empty target; prints its process number
  rm -rf "$work/regB" /var/lib/containers/cache
  LOGLEVEL=error "$lib/registry.sh" "$work/regB" $to
}

if [ -z "${FAULTS:-}" ]; then
  for rep in $(seq "$reps"); do
    for tool in "$@"; do
      have "$tool" || continue
      b=$(fresh); started+=("$b"); flat=
      case $tool in skopeo-sync*) flat=--flat ;; esac
      echo "$(run "$tool" 127.0.0.1:$from 127.0.0.1:$to), $(python3 "$copy/compare.py" "$work/list.txt" 127.0.0.1:$from 127.0.0.1:$to $flat), $(du -sb "$work/regB/data" | cut -f1) bytes stored; again: $(run "$tool" 127.0.0.1:$from 127.0.0.1:$to)"
      kill "$b"
    done
  done
else
  read -r side seeds <<< "$FAULTS"
  for seed in $(seq "$seeds"); do
    for tool in "$@"; do
      have "$tool" || continue
      b=$(fresh); started+=("$b"); source=127.0.0.1:$from target=127.0.0.1:$to proxies=()
      if [ "$side" != dst ]; then
        python3 "$lib/faultproxy.py" 5111 $from --seed "$seed" --p503 0.025 --p429 0.025 --reset 0.05 & proxies+=($!); source=127.0.0.1:5111
      fi
      if [ "$side" != src ]; then
        python3 "$lib/faultproxy.py" 5112 $to --seed $((seed + 1000)) --p503 0.025 --p429 0.025 --reset 0.05 & proxies+=($!); target=127.0.0.1:5112
      fi
      started+=("${proxies[@]}"); sleep 0.7
      echo "faults $side, seed $seed: $(run "$tool" "$source" "$target"), $(python3 "$copy/compare.py" "$work/list.txt" 127.0.0.1:$from 127.0.0.1:$to)"
      kill "${proxies[@]}" "$b"
    done
  done
fi
