#!/bin/bash
# download-role.sh WORK VERSION [RELEASE...]: kubespray's own role `download`, run by the ansible-core that each release asks for, on a node
# that reaches no other server than one with the tree that the goal `download` of the installed plugin VERSION has made: nginx, then
# file://. RELEASE: v2.20.0 v2.24.3 v2.28.0 v2.31.0 master without any. The upstreams are a tree of made-up files, with the sums given as
# extra variables to the goal and to the role alike; kubectl is the real one, with the release's own sum, where it can be had.
# Prints PASS or FAIL for each property; ends with 1 if one failed. Root; installs the Debian packages that it lacks. About 2 GB below WORK.
# MVN: the Maven to run, with its first arguments. KUBESPRAY: the git repository of kubespray. PYTHONS: where pythonX.Y are looked for
# beside the PATH, as DIR/X.Y*/bin. What WORK has of an earlier run (environments, the node, clones) is used again.
set -u
[ $# -ge 2 ] || { sed -n 's/^# //p' "$0" | head -8; exit 2; }
project=$(cd "$(dirname "$0")/.." && pwd)
. "$project/it/lib/install.sh"
. "$project/it/lib/kubectl.sh"
releases='v2.20.0 v2.24.3 v2.28.0 v2.31.0 master'

# python_of RELEASE: the Pythons that its ansible-core runs on, the one to take first.
python_of() {
  case $1 in
    v2.20.*) echo 3.10 3.9 3.8 ;;
    v2.24.*) echo 3.11 3.10 3.9 ;;
    v2.28.*) echo 3.12 3.11 3.10 ;;
    *) echo 3.13 3.12 3.11 ;;
  esac
}
find_python() { # VERSION...
  local version found
  for version in "$@"; do
    found=$(ls -d "${PYTHONS:-$HOME/.pyenv/versions}/$version"*/bin/python3 2> /dev/null | tail -1)
    [ -n "$found" ] || found=$(command -v "python$version")
    [ -z "$found" ] || { echo "$found"; return; }
  done
  return 1
}
# environment RELEASE: a virtual environment with the release's own requirements, one for all that ask for the same.
environment() {
  local requirements=kubespray/$1/requirements.txt key python
  [ ! -e "kubespray/$1/requirements-2.12.txt" ] || requirements=kubespray/$1/requirements-2.12.txt
  key=$(sha256sum < "$requirements" | cut -c1-12)
  ln -sfn "$key" "environments/$1"
  [ ! -x "environments/$key/bin/ansible-playbook" ] || return 0
  python=$(find_python $(python_of "$1")) || { echo "no Python of $(python_of "$1") for $1" >&2; return 1; }
  echo "Installing the requirements of $1 for $python"
  "$python" -m venv "environments/$key" && "environments/$key/bin/pip" install -q --disable-pip-version-check -r "$requirements" > "environments/$1.log" 2>&1
}
prepare() {
  local release fitting
  mkdir -p kubespray environments upstream
  for release in "$@"; do
    [ -d "kubespray/$release/roles" ] ||
      git clone -q -c advice.detachedHead=false --depth 1 -b "$release" "${KUBESPRAY:-https://github.com/kubernetes-sigs/kubespray}" "kubespray/$release" || return
    environment "$release" || return
    fitting=$(fitting_kubectl "kubespray/$release")
    [ -z "$fitting" ] || mirror_kubectl "$fitting" "$PWD/upstream" || echo "no real kubectl for $release"
  done
  # What a node has when kubespray comes to it: Python, and what unpacks archives.
  [ -e node.tar ] || mmdebstrap --quiet --variant=minbase --include=python3-minimal,python3-apt,ca-certificates,gzip,bzip2,xz-utils,zstd,unzip,iproute2 bookworm node.tar
}
if [ "${inside-}" != yes ]; then
  install_missing 'nginx:nginx-light mmdebstrap:mmdebstrap git:git python3:python3 ip:iproute2 zstd:zstd curl:curl'
  mkdir -p "$1"
  # shellcheck disable=SC2086
  (cd "$1" && prepare ${*:3} $([ $# -gt 2 ] || echo $releases)) || exit 2
  # In namespaces of its own: nothing outlives it, and the node reaches this machine's own loopback alone.
  inside=yes exec unshare --mount --pid --net --fork --mount-proc --propagation private bash "$0" "$(cd "$1" && pwd)" "${@:2}"
fi
work=$1 version=$2
shift 2
# shellcheck disable=SC2086
[ $# -gt 0 ] || set -- $releases
mvn=${MVN:-mvn -Dmaven.repo.local=$HOME/.m2/repository}
PATH=$PATH:/usr/sbin:/sbin
cd "$work" || exit 2
rm -rf home tmp runs ./*.log
mkdir -p home tmp runs
ip link set lo up
unset http_proxy https_proxy HTTP_PROXY HTTPS_PROXY no_proxy NO_PROXY all_proxy ALL_PROXY
export TMPDIR=$work/tmp HOME=$work/home MAVEN_OPTS="-Xmx256m -Duser.home=$work/home" LC_ALL=C.UTF-8
. "$project/it/lib/checks.sh"
. "$project/it/lib/servers.sh"
goal() { # GOAL [ARGUMENT...]
  $mvn -B "io.github.kubespraymaven:kubespray-maven-plugin:$version:$1" -Dkubespray.cache="$work/runs/$release/cache" \
    -Dkubespray.directory="$checkout" "${@:2}"
}

# overrides FILES_REPO: what makes the release take its files from there, in group_vars/all of the inventory.
overrides() {
  check "$release: offline-vars for $1" goal offline-vars -Dkubespray.inventory="$run/inventory/hosts.ini" -Dkubespray.filesRepo="$1" \
    -Dkubespray.extraVars="@$run/versions.json"
  mv target/kubespray/offline.yml "$run/inventory/group_vars/all/"
}

# node: a fresh one, with the tree where file:// finds it.
node() {
  [ ! -e node/proc/version ] || umount node/proc
  mountpoint -q node && umount -R node
  mkdir -p node
  mount -t tmpfs -o size=3g tmpfs node
  tar xf node.tar -C node
  mount -t proc proc node/proc
  [ -c node/dev/null ] || { rm -f node/dev/null; mknod -m 666 node/dev/null c 1 3; }
  mkdir -p node/srv/files
  mount --bind "runs/$release/tree" node/srv/files
}
# role ROUND [ARGUMENT...]: the role on the node, with the switches of that round.
role() {
  (cd "$checkout" && ANSIBLE_CONFIG=$checkout/ansible.cfg ANSIBLE_PIPELINING=1 ANSIBLE_FORCE_COLOR=0 ANSIBLE_NOCOLOR=1 ANSIBLE_GATHERING=smart ANSIBLE_CACHE_PLUGIN=memory \
    "$environment/bin/ansible-playbook" -i "$work/runs/$release/inventory/hosts.ini" "$checkout/download-alone.yml" \
    -e "@$work/runs/$release/sums.json" -e "@$work/runs/$release/$1.json" "${@:2}")
}
rounds() { # what each round switches on: between them all that the release can download
  python3 - "$run" << 'P'
import json, sys
rounds = {
    "containerd": dict.fromkeys("helm_enabled krew_enabled youki_enabled crun_enabled gvisor_enabled kata_containers_enabled argocd_enabled gateway_api_enabled prometheus_operator_crds_enabled".split(), True),
    "crio": {"container_manager": "crio", "kube_network_plugin": "cilium"},
    "docker": {"container_manager": "docker"},
}
for name, switches in rounds.items():
    with open(f"{sys.argv[1]}/{name}.json", "w") as file:
        json.dump({"etcd_deployment_type": "host", "download_container": False, "skip_kubeadm_images": True, "retry_stagger": 1, **switches}, file)
P
}

try_release() {
  local files_repo round tried
  release=$1 run=$work/runs/$1 environment=$work/environments/$1 checkout=$work/kubespray/$1
  python=$environment/bin/python3
  mkdir -p "$run/inventory/group_vars/all"
  printf '%s\n' '[all]' "node1 ansible_connection=community.general.chroot ansible_host=$work/node ansible_python_interpreter=/usr/bin/python3 ip=127.0.0.1" \
    '[kube_control_plane]' node1 '[etcd]' node1 '[kube_node]' node1 '[calico_rr]' '[k8s_cluster:children]' kube_control_plane kube_node > "$run/inventory/hosts.ini"
  local defaults=kubespray-defaults
  [ ! -d "$checkout/roles/kubespray_defaults" ] || defaults=kubespray_defaults
  # As in playbooks/cluster.yml, whose plays name both.
  printf '%s\n' '---' '- hosts: all' '  gather_facts: true' '  roles:' "    - role: $defaults" '    - role: download' > "$checkout/download-alone.yml"
  rounds

  # What there is to download, made up; sums of it.
  echo '{}' > "$run/none.json"
  fitting=$(fitting_kubectl "$checkout")
  echo "{${fitting:+\"kube_version\": \"$(kube_version "${fitting%% *}")\"}}" > "$run/versions.json"
  check "$release: what there is to download" goal manifests -Dkubespray.all -Dkubespray.extraVars="@$run/versions.json"
  mv target/kubespray/manifest.json "$run/manifest.json" || return
  "$python" "$project/it/lib/madeup.py" "$checkout" "$run/manifest.json" "$work/upstream" "$run/versions.json" "$run/sums.json" || { failed "$release: made-up files" "they cannot be made"; return; }

  check "$release: they are downloaded, with these sums" goal download -Dkubespray.all -Dkubespray.extraVars="@$run/sums.json" \
    -Dkubespray.filesMirror="file://$work/upstream" -Dkubespray.filesDirectory="$run/tree"
  [ -d "$run/tree" ] || return
  : > "$run/nginx.log"
  serve_tree || return
  for files_repo in "http://127.0.0.1:$port" file:///srv/files; do
    # v2.19 to v2.24 ask for each file with HEAD first, which file:// has no answer for.
    if [ "${files_repo%%:*}" = file ] && grep -q 'Validate mirrors' "$checkout/roles/download/tasks/download_file.yml"; then
      echo "     $release, file: not tried, its role asks servers with HEAD first"
      continue
    fi
    # As a site has it: group variables, which extra variables and host variables could override.
    overrides "$files_repo"
    for round in containerd crio docker; do
      [ "${files_repo%%:*} $round" != 'file crio' ] && [ "${files_repo%%:*} $round" != 'file docker' ] || continue
      # v2.20 has no files for CRI-O.
      node
      if [ "$round" != containerd ] && ! in_round "$round"; then continue; fi
      tried="$release, ${files_repo%%:*}, $round"
      check "$tried: the role succeeds" role "$round"
      cp last.log "$run/${files_repo%%:*}-$round.log"
      told=$("$python" "$project/it/lib/arrived.py" "$run/manifest.json" "$work/upstream" "$work/node" "$run/arrived")
      check "$tried: $told" [ $? = 0 ]
    done
  done
  "$python" - "$run" > "$run/left" << 'P'
import json, sys
arrived = set(open(sys.argv[1] + "/arrived").read().split())
print(*(file["name"] for file in json.load(open(sys.argv[1] + "/manifest.json"))["files"] if file["name"] not in arrived and file["from"] == "downloads"))
P
  check "$release: $(sort -u "$run/arrived" | wc -l) different files arrived, of all that it can download" [ -z "$(tr -d '\n' < "$run/left")" ]
  [ -z "$(tr -d '\n' < "$run/left")" ] || echo "     not: $(cat "$run/left")"
  check "$release: nginx had each that it was asked for" [ "$(grep -cE '^GET .* 200$' "$run/nginx.log")" -gt 10 ]
  awk '$3 !~ /^(200|304)$/' "$run/nginx.log" | sort | uniq -c | sed 's/^/     asked in vain:/'
  if [ -n "$fitting" ]; then
    check "$release: kubectl ${fitting%% *} is the real one, by the release's own sum" \
      sh -c "echo '$(cut -d' ' -f2 <<< "$fitting")  $work/node$("$python" -c 'import json, sys; print(next(f["dest"] for f in json.load(open(sys.argv[1]))["files"] if f["name"] == "kubectl"))' "$run/manifest.json")' | sha256sum -c"
  fi

  # The role does look: a wrong byte in the tree ends it.
  local victim
  victim=$(cd "$run/tree" && find . -name '*cni-plugins*' -type f | head -1)
  printf 'X' | dd of="$run/tree/$victim" bs=1 seek=40 conv=notrunc 2> /dev/null
  overrides "http://127.0.0.1:$port"
  node
  refuses "$release: a wrong byte in the tree is refused by the role" "The checksum for" role containerd -e download_retries=1 -e unsafe_show_logs=true
  [ ! -e node/proc/version ] || umount node/proc
  umount -R node
}
# in_round ROUND: whether it brings something that containerd's has not.
in_round() {
  local name
  for name in $(case $1 in crio) echo crio ciliumcli ;; docker) echo cri_dockerd ;; esac); do
    ! grep -q "\"name\": \"$name\"" "$run/manifest.json" || return 0
  done
  return 1
}
kube_version() { # as the release writes it: with or without a v
  if grep -rqsE "^kube_version: v" "$checkout"/roles/*/defaults; then echo "v$1"; else echo "$1"; fi
}
serve_tree() {
  port=$(free_port)
  mkdir -p "$run/nginx"
  cat > "$run/nginx/nginx.conf" << N
user root; worker_processes 1; daemon off; pid $run/nginx/pid; error_log $run/nginx/error.log warn; events {}
http {
  log_format asked '\$request_method \$uri \$status'; access_log $run/nginx.log asked; sendfile on;
  client_body_temp_path $run/nginx/b; proxy_temp_path $run/nginx/p; fastcgi_temp_path $run/nginx/f; uwsgi_temp_path $run/nginx/u; scgi_temp_path $run/nginx/s;
  server { listen 127.0.0.1:$port; root $run/tree; types {} default_type application/octet-stream; autoindex on; }
}
N
  nginx -c "$run/nginx/nginx.conf" 2> "$run/nginx/stderr.log" &
  started+=($!)
  await "$run/nginx/pid" '[0-9]+' > /dev/null
}

for release in "$@"; do
  begun=$SECONDS
  try_release "$release"
  echo "$release, $(environments/"$release"/bin/ansible --version 2>&1 | sed -n 1p): $((SECONDS - begun)) s"
done
exit $failed
