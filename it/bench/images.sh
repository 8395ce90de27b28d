#!/bin/bash
# Builds and pushes an image of a kubespray checkout with this plugin, with buildah and with docker (BuildKit), in turn, so
# that all meet the same weather, and prints medians and ratios.
#
#   it/bench/images.sh WORK CHECKOUT KUBECTL VERSION [ROUNDS [PEERS]]
#
# WORK      an empty folder, or one that is not there yet, for everything that is made
# CHECKOUT  a kubespray checkout with kubespray's own Dockerfile (v2.25 or later); it is copied, never changed
# KUBECTL   a kubectl binary of VERSION (for example 1.34.5), which CHECKOUT's checksum table has to list
# ROUNDS    how often everything is done; default 3
# PEERS     default "buildah docker"; "" for the plugin alone
# MVN       in the environment: what starts Maven; default mvn. With Maven's daemon (mvnd) the plugin's JVM is warm, as docker's
#           daemon is
#
# Needs Debian's package docker-registry, and for the peers root and buildah docker.io mmdebstrap; the plugin is installed
# from this checkout. A peer that cannot be had is left out and said. CA_BUNDLE=FILE puts a CA bundle into the peers' base
# image, for networks that intercept TLS.
#
# A round, for each: cold, then one line of a role changed, then jmespath bumped; of the plugin also "again" (the same once
# more, pushed) and "idle" (without a push, after one without a push). The plugin builds and pushes in one process, peers in
# two, which are both timed. That a step did its work is checked: new layers in the registry, pip's word that it installed
# the other jmespath.
#
# Cold means: no layer, base, resolution or result is known, but what was downloaded before is there.
# Of the plugin's cache all records go but two kinds that are downloads: pages (lists of packages and distributions) and
# wheels' metadata; of its blobs the layers go, packages, wheels and kubectl stay. So bases, closures, layers' keys and what is
# remembered of checkouts, collections and kubectl have to be found again.
# Of the peers all images and build steps go. Their downloads stay in the cache mounts that kubespray's Dockerfile has for
# apt and pip, filled by a first build that is not counted; so that they stay, --no-cache-dir and 'apt-get clean' are taken
# out of that file, which would throw away or never keep them. pip keeps what its index lets it keep (Cache-Control, ETag),
# which not every mirror does: where it downloads again, that is said.
set -euo pipefail
[ $# -ge 4 ] || { sed -n '2,/^set/{/^#/p}' "$0" | sed 's/^# \{0,1\}//'; exit 2; }
work=$(mkdir -p "$1" && cd "$1" && pwd) checkout=$(cd "$2" && pwd) kubectl=$(realpath "$3") version=${4#v} rounds=${5:-3} wanted=${6-buildah docker}
[ -z "$(ls -A "$work")" ] || { echo "$work is not empty: what an earlier run left there would make this one faster" >&2; exit 2; }
here=$(cd "$(dirname "$0")/../.." && pwd)
port=5917 registry=127.0.0.1:$port csv=$work/times.csv
plugin=io.github.kubespraymaven:kubespray-maven-plugin:$(sed -n 's|.*<version>\(.*\)</version>.*|\1|p' "$here/pom.xml" | head -1)
role=roles/kubernetes/node/tasks/main.yml
bumps=(jmespath==1.0.1 jmespath==1.0.0 jmespath==0.10.0)
mvn=${MVN:-mvn}
unset MAVEN_ARGS
export BUILDKIT_PROGRESS=plain
pids=()
trap 'for p in "${pids[@]}"; do kill "$p" 2>/dev/null || true; done' EXIT

say() { printf '%s\n' "$*" >&2; }

# timed TOOL STEP ROUND COMMAND...: runs it, appends TOOL,STEP,ROUND,WALL,CPU to the figures
timed() {
    local tool=$1 step=$2 round=$3; shift 3
    local log=$work/log/$tool-$step-$round.log figures=$work/figures
    /usr/bin/time -o "$figures" -f '%e %U %S' "$@" >"$log" 2>&1 || { say "$tool $step $round failed:"; tail -20 "$log" >&2; return 1; }
    read -r wall user sys <"$figures"
    echo "$tool,$step,$round,$wall,$(awk "BEGIN{print $user+$sys}")" | tee -a "$csv" >&2
}

# said TOOL STEP ROUND TEXT: requires that text in what a step printed
said() {
    grep -qF -- "$4" "$work/log/$1-$2-$3.log" ||
        { say "$1 $2 $3 did not do its work: '$4' is not in $work/log/$1-$2-$3.log"; return 1; }
}

# new_layers NAME OLD NEW MOST: requires that the image NAME:NEW in the registry has 1 to MOST layers that NAME:OLD has not
new_layers() {
    python3 - "http://$registry/v2" "$@" <<'P'
import json, sys, urllib.request
registry, name, old, new, most = sys.argv[1:]
kinds = "application/vnd.oci.image.manifest.v1+json, application/vnd.docker.distribution.manifest.v2+json"
def layers(tag):
    request = urllib.request.Request(f"{registry}/{name}/manifests/{tag}", headers={"Accept": kinds})
    return {layer["digest"] for layer in json.load(urllib.request.urlopen(request))["layers"]}
count = len(layers(new) - layers(old))
if not 1 <= count <= int(most):
    sys.exit(f"{name}: {new} has {count} layers that {old} has not; wanted 1 to {most}")
P
}

start_registry() {
    mkdir -p "$work/registry"
    cat >"$work/registry.yml" <<Y
version: 0.1
log: {level: error, accesslog: {disabled: true}}
storage: {filesystem: {rootdirectory: $work/registry}}
http: {addr: "$registry"}
Y
    docker-registry serve "$work/registry.yml" >"$work/log/registry.log" 2>&1 & pids+=($!)
    for _ in $(seq 50); do curl -fs "http://$registry/v2/" >/dev/null && return; sleep 0.1; done
    say "docker-registry did not start"; return 1
}

empty_registry() { rm -rf "$work/registry/docker"; }

start_docker() {
    command -v dockerd >/dev/null || return 1
    setsid dockerd --data-root "$work/docker" --exec-root "$work/docker-exec" --pidfile "$work/docker.pid" \
        -H "unix://$work/docker.sock" --storage-driver overlay2 --iptables=false --ip6tables=false --bridge=none \
        >"$work/log/dockerd.log" 2>&1 </dev/null &
    pids+=($!)
    export DOCKER_HOST=unix://$work/docker.sock DOCKER_BUILDKIT=1 DOCKER_CONFIG=$work/docker-config
    docker=/usr/bin/docker
    for _ in $(seq 100); do $docker version >/dev/null 2>&1 && return; sleep 0.2; done
    return 1
}

# The peers' context: the checkout, kubectl, and kubespray's own Dockerfile with FROM and kubectl's source changed, and
# with downloads that stay in the cache mounts.
fresh_context() {
    rm -rf "$work/context"; cp -a "$checkout" "$work/context"; cp "$kubectl" "$work/context/kubectl"
    sed -e 's|^FROM .*|FROM localhost/minbase:bench|' -e '/^# syntax=/d' \
        -e '/^RUN OS_ARCHITECTURE=/,/chmod a+x/c\COPY kubectl /usr/local/bin/kubectl' \
        -e 's/ --no-cache-dir//' -e '/&& apt-get clean/d' \
        -e 's|source=requirements.txt,target=requirements.txt|source=requirements.txt,target=/kubespray/requirements.txt|' \
        "$checkout/Dockerfile" >"$work/context/Dockerfile.bench"
}

minbase() {
    [ -s "$work/minbase.tar" ] || mmdebstrap --quiet --variant=minbase --include=ca-certificates \
        --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-include=/usr/share/doc/*/copyright' \
        --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/info/*' \
        --dpkgopt='path-exclude=/usr/share/locale/*' bookworm "$work/minbase.tar"
    mkdir -p "$work/base"; cp "${CA_BUNDLE:-/dev/null}" "$work/base/ca.crt"
    printf 'FROM localhost/minbase:raw\n%s' \
        "${CA_BUNDLE:+COPY ca.crt /etc/ssl/certs/ca-certificates.crt}" >"$work/base/Dockerfile"
}

buildah_base() {
    printf '[storage]\ndriver="overlay"\ngraphroot="%s/graph"\nrunroot="%s/run"\n' "$work/buildah" "$work/buildah" >"$work/storage.conf"
    export CONTAINERS_STORAGE_CONF=$work/storage.conf BUILDAH_ISOLATION=chroot TMPDIR=$work/tmp
    local c; c=$(buildah from scratch)
    buildah add -q "$c" "$work/minbase.tar" / >/dev/null; buildah config --cmd /bin/bash "$c"
    buildah commit -q --rm "$c" localhost/minbase:raw >/dev/null
    buildah bud -q -t localhost/minbase:bench "$work/base" >/dev/null
}

docker_base() {
    $docker import "$work/minbase.tar" localhost/minbase:raw >/dev/null
    $docker build -q -t localhost/minbase:bench "$work/base" >/dev/null
}

buildah_build() { buildah bud --layers "${@:2}" -f "$work/context/Dockerfile.bench" -t "$registry/buildah:$1" "$work/context"; }
buildah_push() { buildah push -q --tls-verify=false "$registry/buildah:$1"; }
docker_build() { $docker build --network host "${@:2}" -f "$work/context/Dockerfile.bench" -t "$registry/docker:$1" "$work/context"; }
docker_push() { $docker push -q "$registry/docker:$1"; }
export -f buildah_build buildah_push docker_build docker_push

# plugin COLLECTIONS [TAG]: builds, and with a tag pushes, in one Maven process
plugin() (
    mkdir -p "$work/plugin-run" && cd "$work/plugin-run"
    $mvn -B -ntp "$plugin:build" -Dkubespray.directory="$work/plugin-checkout" -Dkubespray.from=debian:bookworm \
        -Dkubespray.kubectl="$version" -Dkubespray.filesMirror="file:$work/mirror" -Dkubespray.collections="$1" \
        -Dkubespray.cache="$work/cache" ${2:+-Dkubespray.to="docker://$registry/plugin:$2"} -Dkubespray.version=v0-bench
)
export -f plugin
export work registry port docker plugin version mvn

fresh_checkout() { rm -rf "$work/plugin-checkout" "$work/plugin-run"; cp -a "$checkout" "$work/plugin-checkout"; }

# Forgets all but the downloads.
forget_layers() { rm -rf "$work/cache"; cp -a "$work/cache-downloads" "$work/cache"; }

peer_round() { # TOOL ROUND [NOCACHE_OPTION for the bump]
    local tool=$1 round=$2; shift 2
    fresh_context; empty_registry
    if [ "$tool" = buildah ]; then buildah rmi -f "$registry/buildah:cold" "$registry/buildah:role" "$registry/buildah:bump" >/dev/null 2>&1 || true; buildah rmi --prune -f >/dev/null 2>&1 || true
    else $docker image prune -af >/dev/null; $docker builder prune -af --filter type=regular >/dev/null; docker_base; fi
    timed "$tool" cold-build "$round" bash -c "${tool}_build cold --no-cache"
    if grep -q 'Downloading .*\.whl' "$work/log/$tool-cold-build-$round.log"; then
        say "$tool, round $round: pip downloaded its wheels again, since the index does not let it keep them"
    fi
    timed "$tool" cold-push "$round" bash -c "${tool}_push cold"
    # A second build fills the layer cache of a tool that was told not to look at it.
    bash -c "${tool}_build cold" >/dev/null 2>&1
    echo "# round $round" >>"$work/context/$role"
    timed "$tool" role-build "$round" bash -c "${tool}_build role"
    timed "$tool" role-push "$round" bash -c "${tool}_push role"
    new_layers "$tool" cold role 99
    local bump=${bumps[$(((round - 1) % 3))]}
    sed -i "s/^jmespath==.*/$bump/" "$work/context/requirements.txt"
    timed "$tool" bump-build "$round" bash -c "${tool}_build bump $*"
    timed "$tool" bump-push "$round" bash -c "${tool}_push bump"
    said "$tool" bump-build "$round" "jmespath-${bump#*==}"
    new_layers "$tool" role bump 99
}

plugin_round() { # COLLECTIONS ROUND
    local collections=$1 round=$2 tool=plugin-$1
    fresh_checkout; empty_registry; forget_layers
    timed "$tool" cold "$round" bash -c "plugin $collections cold"
    timed "$tool" again "$round" bash -c "plugin $collections cold"
    said "$tool" again "$round" "is there already, unchanged"
    plugin "$collections" >"$work/log/$tool-before-idle-$round.log" 2>&1
    timed "$tool" idle "$round" bash -c "plugin $collections"
    echo "# round $round" >>"$work/plugin-checkout/$role"
    timed "$tool" role "$round" bash -c "plugin $collections role"
    new_layers plugin cold role 1
    local bump=${bumps[$(((round - 1) % 3))]}
    sed -i "s/^jmespath==.*/$bump/" "$work/plugin-checkout/requirements.txt"
    timed "$tool" bump "$round" bash -c "plugin $collections bump"
    said "$tool" bump "$round" "jmespath ${bump#*==}"
    new_layers plugin role bump 2
    timed plugin-help help "$round" $mvn -B -ntp "$plugin:help"
}

mkdir -p "$work/log" "$work/tmp" "$work/docker-config" "$work/mirror/dl.k8s.io/release/v$version/bin/linux/amd64"
cp "$kubectl" "$work/mirror/dl.k8s.io/release/v$version/bin/linux/amd64/kubectl"
: >"$csv"
echo '{}' >"$work/docker-config/config.json"
start_registry
say "installing the plugin"; (cd "$here" && mvn -q -B -ntp install -Dmaven.test.skip=true)
say "downloading once for the plugin"
fresh_checkout; rm -rf "$work/cache"; plugin all warm >"$work/log/warm-plugin.log" 2>&1
for b in "${bumps[@]}"; do
    sed -i "s/^jmespath==.*/$b/" "$work/plugin-checkout/requirements.txt"; plugin all warm >>"$work/log/warm-plugin.log" 2>&1
done
rm -rf "$work/cache-downloads"; cp -a "$work/cache" "$work/cache-downloads"
python3 "$here/it/lib/forget.py" "$work/cache-downloads"

peers=()
[ -z "$wanted" ] || minbase
if [[ $wanted != *buildah* ]]; then :
elif command -v buildah >/dev/null; then
    say "warming buildah"; fresh_context; buildah_base; buildah_build warm >"$work/log/warm-buildah.log" 2>&1; peers+=(buildah)
else say "no buildah here: left out"; fi
if [[ $wanted != *docker* ]]; then :
elif start_docker; then
    say "warming docker"; fresh_context; docker_base; docker_build warm >"$work/log/warm-docker.log" 2>&1; peers+=(docker)
else say "no dockerd here: left out"; fi

for round in $(seq "$rounds"); do
    plugin_round all "$round"
    for peer in "${peers[@]}"; do
        # buildah 1.28 does not see that a bind-mounted requirements.txt changed; without its cache it does the work.
        if [ "$peer" = buildah ]; then peer_round buildah "$round" --no-cache; else peer_round docker "$round"; fi
    done
    plugin_round used "$round"
done
python3 "$here/it/bench/table.py" "$csv"
