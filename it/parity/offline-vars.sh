#!/bin/bash
# The overrides of the goal offline-vars, evaluated by Ansible itself: for each checkout, with two versions of ansible-core, the variable
# "downloads" and each variable that the goal writes are evaluated without offline.yml and with it, for an amd64 and an arm64 host. Each URL
# must be the old one without its scheme below filesRepo, each image what the naming says, and every other field of "downloads" the same.
# What is expected is worked out here (compare.py below), not asked of the goal.
#
# usage: it/parity/offline-vars.sh WORK [CHECKOUT…]
#   WORK       a directory for everything that is made: environments with ansible-core, scratch roles, results; kept for the next run
#   CHECKOUT   kubespray checkouts; default: all directories in WORK/checkouts
# The plugin must be installed (mvn install). python3 with venv and pip must be there; pip fetches ansible-core once.
# CORES="2.14.18 2.18.19" names other versions; MVN and MVN_ARGS how Maven is called.
#
# Three ways to give Ansible the file: (files) group_vars/all/ beside an inventory file, (folder) in a directory that is the
# inventory, (-e @) as extra variables. Three ways to name images: host, path, and each upstream its own front.
set -euo pipefail
work=${1:?usage: it/parity/offline-vars.sh WORK [CHECKOUT…]}; shift
mkdir -p "$work"; work=$(cd "$work" && pwd)
here=$(cd "$(dirname "$0")/../.." && pwd)
version=${VERSION:-$(sed -n 's|.*<version>\(.*\)</version>.*|\1|p' "$here/pom.xml" | head -1)}
goal=io.github.kubespraymaven:kubespray-maven-plugin:$version:offline-vars
cores=${CORES:-2.14.18 2.18.19}
checkouts=("$@")
[ ${#checkouts[@]} -gt 0 ] || checkouts=("$work"/checkouts/*/)
unset MAVEN_ARGS
: > "$work/ca.pem" # where nodes have it is what counts

for core in $cores; do
    [ -x "$work/core-$core/bin/ansible-playbook" ] && continue
    python3 -m venv "$work/core-$core"
    "$work/core-$core/bin/pip" -q install "ansible-core==$core" netaddr jmespath
done

files=https://files.example.com:8443/kubespray
host=registry.example.com:5000/mirror
fronts=docker.io=hub.example.com,quay.io=[::1]:5000,ghcr.io=harbor.example.com/proxy-ghcr,registry.k8s.io=harbor.example.com/proxy-k8s
fronts+=,k8s.gcr.io=harbor.example.com/proxy-k8s-old,gcr.io=gcr.example.com,mcr.microsoft.com=harbor.example.com/proxy-mcr
declare -A arguments=(
    [host]="-Dkubespray.registryHost=$host -Dkubespray.imageNames=host"
    [path]="-Dkubespray.registryHost=$host"
    [each]="-Dkubespray.registryHost=$fronts"
)

# Variables alone: roles without tasks. Everything that Ansible does with defaults, vars and precedence stays Ansible's.
scratch() { # scratch CHECKOUT DIR
    local role target
    rm -rf "$2"; mkdir -p "$2/roles"
    : > "$2/names"
    (cd "$1" && find roles -maxdepth 5 \( -name defaults -o -name vars \) -type d -not -path '*/molecule/*' | sort) | while read -r role; do
        target=$(dirname "$role" | sed 's|^roles/||; s|/|__|g')
        mkdir -p "$2/roles/$target"
        # Files other than main are chosen by tasks, by distribution.
        case $role in
            */defaults) cp -r "$1/$role" "$2/roles/$target/" ;;
            */vars) for main in main main.yml main.yaml; do
                        [ ! -e "$1/$role/$main" ] || { mkdir -p "$2/roles/$target/vars"; cp -r "$1/$role/$main" "$2/roles/$target/vars/"; }
                    done ;;
        esac
        echo "$target" >> "$2/names"
    done
    # Roles that all hosts have come last, so that theirs count where two have one name.
    { sort -u "$2/names" | grep -vxE 'kubespray[-_]defaults|download'
      for last in kubespray-defaults kubespray_defaults download; do grep -xm1 "$last" "$2/names" || true; done
    } | sed 's/^/    - /' > "$2/roles.list"
    cat > "$2/dump.yml" <<'PLAY'
- hosts: all
  connection: local
  gather_facts: false
  tasks:
    - set_fact:
        cacheable: true
        ansible_system: Linux
        ansible_os_family: Debian
        ansible_distribution: Debian
        ansible_distribution_major_version: "12"
        ansible_architecture: "{{ node_architecture }}"
- hosts: all
  connection: local
  gather_facts: false
  roles:
ROLES
  tasks:
    - debug:
        msg: "{{ {'downloads': downloads, 'variables': dict(asked | zip(query('vars', *asked, default='(undefined)')))} }}"
PLAY
    sed -i -e "/^ROLES$/{r $2/roles.list" -e 'd}' "$2/dump.yml"
}

cat > "$work/compare.py" <<'PYTHON'
"""compare.py NODE BEFORE AFTER FILES NAMING HOST FRONTS: what Ansible printed of one host; prints figures, or what differs."""
import json, re, sys


def said(log, node):
    found = re.findall(r"^ok: \[" + node + r"\] => (\{.*?^\})", open(log).read(), re.DOTALL | re.MULTILINE)
    if not found:
        sys.exit(f"{log} has nothing of {node}")
    message = json.loads(found[-1])["msg"]
    return json.loads(message) if isinstance(message, str) else message


before, after = (said(log, sys.argv[1]) for log in sys.argv[2:4])
files, naming, host, fronts = sys.argv[4:8]
fronts = dict(one.split("=") for one in fronts.split(","))
moved = {"url": 0, "image": 0, "same": 0}
wrong = []


def url(old):
    return files + "/" + re.sub("^https?://", "", old).replace("?", "%3F")


def image(old):
    first = old.split("/")[0]
    if "." in first or ":" in first.split("@")[0] and "/" in old or first == "localhost":
        upstream, path = first, old[len(first) + 1:]
    else:
        upstream, path = "docker.io", old if "/" in old else "library/" + old
    if naming == "each":
        return fronts[upstream] + ("/" + path if path else "") if upstream in fronts else old
    parts = [host] + ([upstream] if naming == "host" else []) + ([path] if path else [])
    return "/".join(parts)


def check(what, old, new, expected, kind):
    if kind != "same" and old == new and old != expected or new != expected:
        wrong.append(f"{what}: {old!r} -> {new!r}, wanted {expected!r}")
    else:
        moved[kind] += 1


for name in sorted(set(before["downloads"]) | set(after["downloads"])):
    old, new = before["downloads"].get(name), after["downloads"].get(name)
    if old is None or new is None or set(old) != set(new):
        wrong.append(f"downloads.{name} has other fields")
        continue
    for field, value in old.items():
        what = f"downloads.{name}.{field}"
        if field == "url":
            check(what, value, new[field], url(value), "url")
        elif field == "mirrors":
            check(what, value, new[field], [url(one) for one in value], "url")
        elif field == "repo":
            check(what, value, new[field], image(value), "image")
        else:
            check(what, value, new[field], value, "same")
for name, new in after["variables"].items():
    old = before["variables"].get(name)
    if new == "(undefined)":
        wrong.append(f"{name} cannot be evaluated")
    elif not isinstance(old, str) or old == "(undefined)":
        continue
    elif re.match("https?://", old) and name.endswith(("_url", "_repository_url")) and "_repo_" not in name:
        check(name, old, new, url(old), "url")
    elif re.search("_(image_repo|container)$", name):
        check(name, old, new, image(old), "image")
if wrong:
    print("\n".join(wrong[:20]), file=sys.stderr)
    sys.exit(f"{len(wrong)} are not as expected")
print(moved["url"], moved["image"], moved["same"])
PYTHON

inventory() { # inventory DIR CHECKOUT: hosts (in a directory Ansible passes over names that end with .ini), and the release's own sample variables
    rm -rf "$1"; mkdir -p "$1"
    if [ -d "$2/inventory/sample/group_vars" ]; then cp -r "$2/inventory/sample/group_vars" "$1/"; fi
    # An example of it is in the sample, all commented.
    rm -f "$1/group_vars/all/offline.yml"; mkdir -p "$1/group_vars/all"
    cat > "$1/hosts" <<'HOSTS'
node-amd64 node_architecture=x86_64
node-arm64 node_architecture=aarch64
[kube_control_plane]
node-amd64
[etcd]
node-amd64
[kube_node]
node-amd64
node-arm64
[calico_rr]
[k8s_cluster:children]
kube_control_plane
kube_node
calico_rr
HOSTS
}

# Real problems have their own words; what is printed on success is not looked at.
run() { # run CORE SCRATCH INVENTORY DUMP ASKED [ARGUMENTS…]
    local core=$1 scratch=$2 inventory=$3 dump=$4 asked=$5; shift 5
    rm -rf "$dump"; mkdir -p "$dump"
    (cd "$scratch" && ANSIBLE_ROLES_PATH=$scratch/roles ANSIBLE_DEPRECATION_WARNINGS=0 ANSIBLE_CACHE_PLUGIN=memory ANSIBLE_NOCOLOR=1 \
        ANSIBLE_LOCAL_TEMP=$work/tmp ANSIBLE_HOME=$work/tmp \
        "$work/core-$core/bin/ansible-playbook" -i "$inventory" dump.yml -e "{\"asked\": $asked}" "$@") \
        > "$dump/log" 2>&1 || { grep -E 'ERROR|fatal|FAILED' "$dump/log" | head -5 >&2; return 1; }
}

printf '%-12s %-8s %-6s %-7s %6s %7s %6s  %s\n' release core names how URLs images same verdict
failed=0
for checkout in "${checkouts[@]}"; do
    checkout=$(cd "$checkout" && pwd); release=$(basename "$checkout"); home=$work/runs/$release
    mkdir -p "$home"; scratch "$checkout" "$home/scratch"; inventory "$home/plain" "$checkout"
    for names in host path each; do
        mkdir -p "$home/$names"
        # shellcheck disable=SC2086
        (cd "$home/$names" && ${MVN:-mvn} -o -q -B ${MVN_ARGS:-} "$goal" "-Dkubespray.directory=$checkout" "-Dkubespray.inventory=$home/plain/hosts" \
            -Dkubespray.platforms=linux/amd64,linux/arm64 "-Dkubespray.filesRepo=$files" -Dkubespray.osRepo=http://packages.example.com \
            "-Dkubespray.ca=$work/ca.pem" ${arguments[$names]}) > "$home/$names/log" 2>&1 ||
            { echo "$release: the goal failed ($names):"; grep -m5 ERROR "$home/$names/log"; failed=1; continue 2; }
    done
    # All that the goal has written; what one naming alone has is asked for with it.
    asked=$(cat "$home"/*/target/kubespray/offline*.yml | grep -v '^registry_host:' | sed -n 's/^\([A-Za-z_0-9]*\):.*/"\1"/p' | sort -u | paste -sd, | sed 's/.*/[&]/')
    for core in $cores; do
        run "$core" "$home/scratch" "$home/plain/hosts" "$home/before-$core" "$asked" || { failed=1; continue; }
        for names in host path each; do
            offline=$home/$names/target/kubespray/offline.yml
            inventory "$home/with" "$checkout"; cp "$offline" "$home/with/group_vars/all/"
            for how in files folder '-e @'; do
                # All three ways for one naming; the others in one way.
                [ "$names" = host ] || [ "$how" = files ] || continue
                dump=$home/after-$core-$names-${how// /}
                case $how in
                    files) set -- "$home/with/hosts" ;;
                    folder) set -- "$home/with/" ;;
                    *) set -- "$home/plain/hosts" -e "@$offline" ;;
                esac
                where=$1; shift
                verdict=equal; sum="- - -"
                if run "$core" "$home/scratch" "$where" "$dump" "$asked" "$@"; then
                    urls=0; images=0; same=0
                    for node in node-amd64 node-arm64; do
                        if figures=$(python3 "$work/compare.py" $node "$home/before-$core/log" "$dump/log" "$files" "$names" "$host" "$fronts"); then
                            read -r u i s <<< "$figures"; urls=$((urls + u)); images=$((images + i)); same=$((same + s))
                        else
                            verdict="DIFFERENT ($node)"; failed=1
                        fi
                    done
                    sum="$urls $images $same"
                else
                    verdict="Ansible failed: $dump/log"; failed=1
                fi
                # shellcheck disable=SC2086
                printf '%-12s %-8s %-6s %-7s %6s %7s %6s  %s\n' "$release" "$core" "$names" "$how" $sum "$verdict"
            done
        done
    done
done
exit $failed
