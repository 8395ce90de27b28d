#!/bin/bash
# The goal manifests against kubespray's own script under Ansible: whole processes, in turn, so that both meet the same
# weather; and the goal alone in a warm JVM.
# usage: it/bench/manifests.sh CHECKOUT [ROUNDS]
# The plugin must be installed (mvn install); ansible-playbook must be on PATH with what CHECKOUT/requirements.txt asks for.
# CHECKOUT is copied, never changed.
set -euo pipefail
given=$(cd "${1:?usage: it/bench/manifests.sh CHECKOUT [ROUNDS]}" && pwd)
rounds=${2:-5}
here=$(cd "$(dirname "$0")/../.." && pwd)
version=${VERSION:-$(sed -n 's|.*<version>\(.*\)</version>.*|\1|p' "$here/pom.xml" | head -1)}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
checkout=$work/kubespray
cp -a "$given" "$checkout"
unset MAVEN_ARGS

timed() { # timed NAME COMMAND...: appends wall and CPU seconds to NAME
    local name=$1; shift
    /usr/bin/time -o "$work/figures" -f '%e %U %S' "$@" > "$work/log" 2>&1 || { cat "$work/log"; exit 1; }
    awk '{ print $1, $2 + $3 }' "$work/figures" >> "$work/$name"
}
median() { # median NAME COLUMN
    awk -v c="$2" '{ print $c }' "$work/$1" | sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'
}
ours() { cd "$checkout" && timed ours ${MVN:-mvn} -o -q -B "io.github.kubespraymaven:kubespray-maven-plugin:$version:manifests" -Dkubespray.stock; }
theirs() { cd "$checkout/contrib/offline" && timed theirs ./generate_list.sh; }

if ! command -v ansible-playbook > /dev/null; then
    echo "no ansible-playbook on PATH: nothing to compare with"
    theirs() { :; }
fi
for (( round = 0; round <= rounds; round++ )); do
    ours
    theirs
    [ "$round" -gt 0 ] || rm -f "$work/ours" "$work/theirs" # the first fills caches
done
echo "manifests, whole Maven process, median of $rounds: $(median ours 1) s, CPU $(median ours 2) s"
if [ -s "$work/theirs" ]; then
    echo "generate_list.sh under Ansible, median of $rounds: $(median theirs 1) s, CPU $(median theirs 2) s"
    awk "BEGIN { printf \"ratio: %.1f (CPU %.1f)\n\", $(median theirs 1) / $(median ours 1), $(median theirs 2) / $(median ours 2) }"
    for list in files images; do
        cmp "$checkout/target/kubespray/$list.list" "$checkout/contrib/offline/temp/$list.list" && echo "$list.list: the same bytes"
    done
fi
jars=$(find "${M2:-$HOME/.m2/repository}" \( -name 'snakeyaml-2.5.jar' -o -name 'jackson-core-2.18.6.jar' -o -name 'jspecify-1.0.0.jar' \
    -o -name 'maven-plugin-annotations-3.15.1.jar' -o -name 'javax.inject-1.jar' \) -printf '%p:')
maven=$(mvn -v | sed -n 's/^Maven home: //p')
java -cp "$here/target/classes:$jars$(printf '%s:' "$maven"/lib/*.jar)" "$here/it/bench/Warm.java" "$checkout"
