#!/bin/bash
# Times two releases of this plugin against each other: the small rows of images.sh, in alternating pairs, so that both meet the
# same weather. Prints for each row both medians, the median of the ratios and the median of the differences.
#
#   it/bench/pairs.sh WORK CHECKOUT KUBECTL VERSION BEFORE AFTER [PAIRS]
#
# WORK      an empty folder, or one that is not there yet
# CHECKOUT  a kubespray checkout; it is copied, never changed
# KUBECTL   a kubectl binary of VERSION, which CHECKOUT's checksum table has to list
# BEFORE    a local Maven repository in which the one plugin is installed
# AFTER     a local Maven repository in which the other is
# PAIRS     how many pairs of each row; default 10
# MVN       in the environment: what starts Maven; default mvn
#
# Rows: help; idle (nothing changed, no push); again (the same once more, pushed); role (one line of a role changed, pushed);
# bump (jmespath bumped to a version whose layer was never made, pushed; what is downloaded is there). Needs Debian's package
# docker-registry.
set -euo pipefail
[ $# -ge 6 ] || { sed -n '2,/^set/{/^#/p}' "$0" | sed 's/^# \{0,1\}//'; exit 2; }
work=$(mkdir -p "$1" && cd "$1" && pwd) checkout=$(cd "$2" && pwd) kubectl=$(realpath "$3") version=${4#v}
declare -A repository=([before]=$(cd "$5" && pwd) [after]=$(cd "$6" && pwd))
pairs=${7:-10}
[ -z "$(ls -A "$work")" ] || { echo "$work is not empty: what an earlier run left there would make this one faster" >&2; exit 2; }
project=$(cd "$(dirname "$0")/../.." && pwd)
. "$project/it/lib/servers.sh"
plugin=io.github.kubespraymaven:kubespray-maven-plugin:$(sed -n 's|.*<version>\(.*\)</version>.*|\1|p' "$project/pom.xml" | head -1)
role=roles/kubernetes/node/tasks/main.yml
bumps=(jmespath==1.0.1 jmespath==1.0.0 jmespath==0.10.0)
mvn=${MVN:-mvn}
unset MAVEN_ARGS

goal() { # WHICH GOAL [ARGUMENT...]
  local which=$1 goal=$2
  shift 2
  (cd "$work/$which" && $mvn -B -ntp "-Dmaven.repo.local=${repository[$which]}" "$plugin:$goal" "$@")
}
build() { # WHICH [TAG]
  goal "$1" build -Dkubespray.directory="$work/$1/checkout" -Dkubespray.from=debian:bookworm -Dkubespray.kubectl="$version" \
    -Dkubespray.filesMirror="file:$work/mirror" -Dkubespray.cache="$work/$1/cache" -Dkubespray.version=v0-bench \
    ${2:+-Dkubespray.to="docker://$host/$1:$2"}
}
timed() { # ROW WHICH COMMAND...
  local row=$1 which=$2 begun
  shift 2
  begun=$(date +%s%N)
  quietly "$@"
  echo "$row,$which,$(($(date +%s%N) - begun))" >> "$work/times.csv"
}
quietly() { "$@" > "$work/last.log" 2>&1 || { tail -20 "$work/last.log" >&2; exit 1; }; }
change_role() { echo "# $2" >> "$work/$1/checkout/$role"; }
bump() { sed -i "s/^jmespath==.*/$2/" "$work/$1/checkout/requirements.txt"; }

mkdir -p "$work/mirror/dl.k8s.io/release/v$version/bin/linux/amd64"
cp "$kubectl" "$work/mirror/dl.k8s.io/release/v$version/bin/linux/amd64/kubectl"
registry "$work/registry"
for which in before after; do
  mkdir -p "$work/$which"
  cp -a "$checkout" "$work/$which/checkout"
  for one in "${bumps[@]}"; do
    bump $which "$one"
    quietly build $which
  done
  # Of the last of them the layers stay, of the others what was downloaded.
  python3 "$project/it/lib/forget.py" "$work/$which/cache"
  quietly build $which warm
  cp -a "$work/$which/cache" "$work/$which/kept"
done
for pair in $(seq "$pairs"); do
  [ $((pair % 2)) = 1 ] && order='before after' || order='after before'
  for which in $order; do timed help $which goal $which help; done
  for which in $order; do quietly build $which; done
  for which in $order; do timed idle $which build $which; done
  for which in $order; do timed again $which build $which warm; done
  for which in $order; do
    change_role $which "$pair"
    timed role $which build $which role
  done
  for which in $order; do
    rm -rf "$work/$which/cache"
    cp -a "$work/$which/kept" "$work/$which/cache"
    quietly build $which role
    bump $which "${bumps[$((pair % 2))]}"
    timed bump $which build $which bump
    bump $which "${bumps[2]}"
    quietly build $which warm
  done
done
python3 - "$work/times.csv" << 'P'
import collections, statistics, sys
times = collections.defaultdict(list)
for line in open(sys.argv[1]):
    row, which, nanoseconds = line.strip().split(",")
    times[row, which].append(int(nanoseconds) / 1e9)
print("| row | before, s | after, s | median of ratios | median of differences, ms |\n|---|---|---|---|---|")
for row in ("help", "idle", "again", "role", "bump"):
    before, after = times[row, "before"], times[row, "after"]
    ratio = statistics.median(b / a for a, b in zip(before, after))
    difference = statistics.median(b - a for a, b in zip(before, after))
    print(f"| {row} | {statistics.median(before):.2f} | {statistics.median(after):.2f} | {ratio:.3f} | {difference * 1000:+.0f} |")
P
