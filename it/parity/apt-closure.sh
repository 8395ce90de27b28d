#!/bin/bash
# apt's own answers, to compare the resolver's with: for every suite, architecture and set of package-sets.txt the closure that
# "apt-get install --no-install-recommends" would bring onto an empty root.
# usage: apt-closure.sh DIR [SUITE-ARCH …]    (needs apt and its mirror; DIR keeps the package lists, so a second run is quick)
# then:  mvn test -Dtest=AptClosureTest -Dkubespray.parity.apt=DIR
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
dir=$1; shift
resources=$here/../../src/main/resources/io/github/kubespraymaven/debian
targets=("$@")
[ ${#targets[@]} -gt 0 ] || targets=({bullseye,bookworm,trixie}-{amd64,arm64})

for target in "${targets[@]}"; do
  root=$dir/$target
  [ -s "$root/apt.conf" ] && ls "$root"/lists/*Packages* > /dev/null 2>&1 || "$here/apt-root.sh" "${target%-*}" "${target#*-}" "$root"
  export APT_CONFIG=$root/apt.conf
  mkdir -p "$root/closures"
  apt-cache pkgnames | sort > "$root/names"
  { [ ! -e "$resources/resolve/standard-packages.txt" ] || echo "default: $(sed 's/#.*//' "$resources/resolve/standard-packages.txt" | tr '\n' ' ')"
    grep -v '^#' "$here/package-sets.txt"; } | while IFS=: read -r name wanted; do
    have=""
    for package in $wanted; do
      # A purely virtual name stays in, so that apt's answer to it (one provider: taken; several: refused) is compared too.
      if grep -qxF "$package" "$root/names"; then have+=" $package"; fi
    done
    [ -n "$have" ] || continue
    { echo "requested:$have"
      if out=$(apt-get -s -q install --no-install-recommends $have 2> "$root/err"); then
        sed -n 's/^Inst \([^ ]*\) (\([^ ]*\) .*\[\(.*\)\]).*/\1 \2 \3/p' <<< "$out" | LC_ALL=C sort
      else
        echo "refused"
      fi
    } > "$root/closures/$name"
  done
  echo "$target: $(ls "$root/closures" | wc -l) closures, $(grep -lx refused "$root"/closures/* | wc -l) refused"
done
