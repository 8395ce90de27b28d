#!/bin/bash
# The goal manifests against kubespray's own script under Ansible, both as whole processes, in one run on this machine.
# usage: it/bench/manifests.sh CHECKOUT [RUNS]
# The plugin must be installed (mvn install); ansible-playbook must be on PATH with what CHECKOUT/requirements.txt asks for.
set -euo pipefail
checkout=$(cd "${1:?usage: it/bench/manifests.sh CHECKOUT [RUNS]}" && pwd)
runs=${2:-5}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
plugin=$(cd "$(dirname "$0")/../.." && mvn -o -q -B help:evaluate -Dexpression=project.version -DforceStdout)

seconds() { # runs a command and prints its wall time
    local begin end
    begin=$(date +%s.%N)
    "$@" > /dev/null 2>&1
    end=$(date +%s.%N)
    echo "$end - $begin" | bc
}
median() { sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }

ours() { (cd "$checkout" && mvn -o -q -B "io.github.kubespraymaven:kubespray-maven-plugin:$plugin:manifests" -Dkubespray.stock); }
theirs() { (cd "$checkout/contrib/offline" && ./generate_list.sh); }

for (( i = 0; i < runs; i++ )); do seconds ours; done | median > "$work/ours"
echo "manifests (whole Maven process), median of $runs: $(cat "$work/ours") s"
if command -v ansible-playbook > /dev/null; then
    for (( i = 0; i < runs; i++ )); do seconds theirs; done | median > "$work/theirs"
    echo "generate_list.sh (Ansible), median of $runs: $(cat "$work/theirs") s"
    echo "ratio: $(echo "scale=1; $(cat "$work/theirs") / $(cat "$work/ours")" | bc)"
    for list in files images; do
        cmp "$checkout/target/kubespray/$list.list" "$checkout/contrib/offline/temp/$list.list" && echo "$list.list: the same bytes"
    done
else
    echo "skipped: no ansible-playbook on PATH to compare with"
fi
