#!/bin/bash
# os-packages.sh CHECKOUT...: what the goal manifests lists with -Dkubespray.osPackages, against what kubespray's own roles ask
# for under a real Ansible: all modules are replaced by one that does nothing and notes packages, and hosts by a connection that
# leads nowhere, so that nothing is installed or changed. Twice for each checkout: with its own defaults, and with Docker,
# wireguard, ntp and helm. DISTRIBUTIONS="debian-12 rocky-9" takes fewer than seven; KEEP=DIR keeps what was made.
# The plugin must be installed (mvn install, M2=its repository); ansible-playbook must be on PATH, with the collections
# community.general, ansible.posix and ansible.utils. Checkouts are not written to.
set -euo pipefail
[ $# -gt 0 ] || { echo "usage: it/parity/os-packages.sh CHECKOUT..."; exit 2; }
command -v ansible-playbook > /dev/null || { echo "no ansible-playbook on PATH"; exit 2; }
here=$(cd "$(dirname "$0")" && pwd)
version=${VERSION:-$(sed -n 's|.*<version>\(.*\)</version>.*|\1|p' "$here/../../pom.xml" | head -1)}
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
unset MAVEN_ARGS
mkdir "$work/action"
for name in normal package apt yum dnf command shell raw copy template fetch service assemble script unarchive uri reboot pause \
  wait_for_connection gather_facts async_status; do
  ln -s "$here/os-packages/action/note.py" "$work/action/$name.py"
done
export ANSIBLE_ACTION_PLUGINS=$work/action ANSIBLE_CONNECTION_PLUGINS=$here/os-packages/connection ANSIBLE_GATHERING=explicit
export ANSIBLE_HOST_KEY_CHECKING=False ANSIBLE_RETRY_FILES_ENABLED=False ANSIBLE_LOCALHOST_WARNING=False ANSIBLE_FORKS=2
export ANSIBLE_INJECT_FACT_VARS=True LC_ALL=C.UTF-8

printf '{}\n' > "$work/defaults.yml"
cat > "$work/more.yml" <<'VARS'
container_manager: docker
calico_wireguard_enabled: true
ntp_enabled: true
ntp_timezone: Etc/UTC
helm_enabled: true
epel_enabled: true
kube_proxy_mode: iptables
VARS

wrong=0 compared=0
for given in "$@"; do
  checkout=$(cd "$given" && pwd)
  name=$(basename "$checkout")
  for variables in defaults more; do
    rm -rf "$work/run"; mkdir -p "$work/run/target"
    python3 "$here/os-packages/play.py" "$checkout" "$work/run"
    export NOTED=$work/run/noted ANSIBLE_ROLES_PATH=$checkout/roles ANSIBLE_LIBRARY=$checkout/library:$checkout/plugins/modules
    : > "$NOTED"
    (cd "$work/run" && ansible-playbook -i hosts.yml --skip-tags download -e '{retry_stagger: 1}' \
      -e "@$work/$variables.yml" play.yml > ansible.log 2>&1) || true
    grep -q 'PLAY RECAP' "$work/run/ansible.log" || { tail -20 "$work/run/ansible.log"; exit 1; }
    (cd "$work/run" && ${MVN:-mvn} -o -q -B ${M2:+-Dmaven.repo.local=$M2} "io.github.kubespraymaven:kubespray-maven-plugin:$version:manifests" \
      -Dkubespray.directory="$checkout" -Dkubespray.inventory=hosts.ini -Dkubespray.extraVars="@$work/$variables.yml" \
      -Dkubespray.version="$name" -Dkubespray.osPackages="$(cat distributions)") > "$work/run/ours.log" 2>&1 || { cat "$work/run/ours.log"; exit 1; }
    compared=$((compared + 1))
    python3 "$here/os-packages/compare.py" "$work/run" "$name, $variables" || wrong=$((wrong + 1))
    [ -z "${KEEP-}" ] || { mkdir -p "$KEEP"; rm -rf "$KEEP/$name-$variables"; cp -r "$work/run" "$KEEP/$name-$variables"; }
  done
done
echo "$compared runs of Ansible, $wrong with differences"
[ "$wrong" = 0 ]
