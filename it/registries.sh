#!/bin/bash
# registries.sh WORK VERSION [PART...]: tries the installed plugin VERSION with real registries: one with passwords behind nginx
# with TLS of an authority of its own, one with a token service. Parts, all of them without any:
#   mirror  twenty images from registry to registry, to a layout and to an archive, each compared with its source and run
#   build   an image to every transport, its base found by a machine that has nothing, bytes counted by nginx
#   from    bases on an image like python:3.11-slim, from both registries and from archives, for another processor too
#   clients a registry that speaks to clients with a certificate alone
#   faults  both over a line that resets bodies, refuses requests, is away for ten seconds, or brings wrong bytes
# Prints PASS or FAIL for each property; ends with 1 if one failed. Root; installs the Debian packages that it lacks.
# MVN: the Maven to run, with its first arguments. SEEDS: how often the faults are drawn anew.
set -u
[ $# -ge 2 ] || { sed -n 's/^# //p' "$0" | head -11; exit 2; }
project=$(cd "$(dirname "$0")/.." && pwd)
. "$project/it/lib/install.sh"
if [ "${inside-}" != yes ]; then
  install_missing 'docker-registry:docker-registry nginx:nginx-light openssl:openssl htpasswd:apache2-utils python3:python3
    skopeo:skopeo umoci:umoci jq:jq dockerd:docker.io podman:podman runc:runc mmdebstrap:mmdebstrap'
  mkdir -p "$1"
  # In namespaces of its own, so that no server outlives it and the storage of containers is its own too.
  inside=yes exec unshare --mount --pid --fork --mount-proc --propagation private bash "$0" "$(cd "$1" && pwd)" "${@:2}"
fi
work=$1 version=$2
shift 2
[ $# -gt 0 ] || set -- mirror build from clients faults
mvn=${MVN:-mvn -Dmaven.repo.local=$HOME/.m2/repository}
PATH=$PATH:/usr/sbin:/sbin
cd "$work" || exit 2
rm -rf ./*
mkdir -p home/.docker tmp containers
for storage in /var/lib/containers /run/containers; do
  mkdir -p "$storage" "containers$storage"
  mount --bind "containers$storage" "$storage"
done
# Images are unpacked there, of which nothing need last.
mount -t tmpfs tmpfs tmp
export TMPDIR=$work/tmp HOME=$work/home MAVEN_OPTS="-Xmx256m -Duser.home=$work/home"
secret=secret-1 wrong=not-the-one
. "$project/it/lib/servers.sh"
. "$project/it/lib/checks.sh"

goal() { # GOAL [ARGUMENT...]; all that is ever said is kept
  local name=$1
  shift
  $mvn -B -X "io.github.kubespraymaven:kubespray-maven-plugin:$version:$name" -Dkubespray.cache="$work/cache" "$@" 2>&1 | tee -a "$work/said.log"
  return "${PIPESTATUS[0]}"
}
mirror() { # TO LIST [ARGUMENT...]
  goal mirror -Dkubespray.to="$1" -Dkubespray.images="$2" "${@:3}"
}
logins() { # HOST=PASSWORD...
  local one
  for one in "$@"; do
    jq -n --arg host "${one%=*}" --arg auth "$(printf 'user:%s' "${one##*=}" | base64)" '{($host): {auth: $auth}}'
  done | jq -s '{auths: add}' > home/.docker/config.json
}
raw() { # IMAGE [skopeo arguments]
  local image=$1
  shift
  skopeo inspect --raw --creds "user:$secret" --cert-dir "$work/trusted" "$@" "$image" | sha256sum | cut -d' ' -f1
}
same() { # LIST HOST [skopeo arguments]: every image has the digest of its source, as skopeo sees it
  local list=$1 host=$2 image ours theirs
  shift 2
  while read -r image; do
    theirs=$(skopeo inspect --raw --tls-verify=false "docker://$image" | sha256sum | cut -d' ' -f1)
    ours=$(raw "docker://$host/${image#*/}" "$@")
    [ "$theirs" = "$ours" ] || { echo "$image: $theirs at the source, $ours at $host"; return 1; }
  done < "$list"
}
entrypoint() { # IMAGE [skopeo arguments]: what the image prints, pulled by skopeo, unpacked by umoci, in a chroot
  rm -rf tmp/pulled tmp/bundle
  skopeo copy -q --src-creds "user:$secret" --src-cert-dir "$work/trusted" "${@:2}" "$1" oci:tmp/pulled:one &&
    umoci unpack --image tmp/pulled:one tmp/bundle > tmp/umoci.log 2>&1 &&
    chroot tmp/bundle/rootfs "$(jq -r '.process.args[0]' tmp/bundle/config.json)"
}
whole() { # DIR LIST: a layout has all images, with the digests of their sources; those that skopeo reads there are listed
  local image digest type theirs
  python3 "$lib/layout.py" "$1" > tmp/there || return
  [ "$(cut -d' ' -f1 tmp/there)" = "$(LC_ALL=C sort "$2")" ] || { echo "it has other images:"; cat tmp/there; return 1; }
  while read -r image digest type; do
    theirs=$(skopeo inspect --raw --tls-verify=false "docker://$source/${image#*/}" | sha256sum | cut -d' ' -f1)
    [ "sha256:$theirs" = "$digest" ] || { echo "$image: $theirs at the source, $digest"; return 1; }
  done < tmp/there
  # Its release 1.9 finds Docker's manifests in no layout, and would have rewritten them; ours stay what they are.
  grep ' application/vnd.oci' tmp/there | cut -d' ' -f1 > readable.list
}
all_run() { # LIST PREFIX SUFFIX [skopeo arguments]: every image says its name
  local list=$1 prefix=$2 suffix=$3 image said
  shift 3
  while read -r image; do
    [ "$suffix" = full ] && from=$prefix$image || from=$prefix${image#*/}
    said=$(entrypoint "$from" "$@" < /dev/null)
    [ "$said" = "${image#*/}" ] || { echo "$from says '$said'"; return 1; }
  done < "$list"
}

certificates
mkdir trusted
cp ca.crt trusted/
htpasswd -Bbn user $secret > htpasswd
openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj "/CN=tokens" -keyout token.key -out token.crt 2> /dev/null
registry "$work/source"
source=$host
python3 "$lib/images.py" "$source" 6 > names || exit 2
sed "s|^|$source/|" names > list
registry "$work/passwords" "auth: {htpasswd: {realm: passwords, path: $work/htpasswd}}"
passwords=$host
program tokens token.key token.crt user $secret
registry "$work/tokens" "auth: {token: {realm: \"http://$host/token\", service: reg, issuer: tokens, rootcertbundle: $work/token.crt}}"
secure=127.0.0.1:$(free_port)
plain=127.0.0.1:$(free_port)
known=127.0.0.1:$(free_port)
front "${secure##*:}" "$passwords" "${plain##*:}" "$host" "${known##*:}"
sed "s|^|$secure/|" names > secure.list
sed "s|^|$plain/|" names > plain.list

part_mirror() {
  logins
  rm -rf "$HOME/.config/docker"
  refuses "TLS of an unknown authority is refused" "give its PEM file with -Dkubespray.ca=FILE" mirror "docker://$secure" list
  refuses "without a login: refused with the way out" "give a login: a server with the id '$secure'" mirror "docker://$secure" list -Dkubespray.ca="$work/ca.crt"
  logins "$secure=$wrong"
  refuses "a wrong password: refused, named by where it was found" "asked as 'user' (" mirror "docker://$secure" list -Dkubespray.ca="$work/ca.crt"
  logins "$secure=$secret"
  check "20 images to a registry with passwords behind TLS (ca)" mirror "docker://$secure" list -Dkubespray.ca="$work/ca.crt"
  check "their digests are those of the sources" same list "$secure"
  check "each is pulled by skopeo and runs" all_run list "docker://$secure/" path
  mkdir -p "$HOME/.config/docker/certs.d/$secure"
  cp ca.crt "$HOME/.config/docker/certs.d/$secure/"
  check "a second run (certs.d)" mirror "docker://$secure" list
  check "it copies nothing" grep -q '20 images, 20 there already; 0.00 MB moved' last.log
  refuses "a token service that gives no right to push" "give a login: a server with the id '$plain'" mirror "docker://$plain" secure.list
  logins "$secure=$secret" "$plain=$wrong"
  refuses "a token service that knows no such password" "nobody of that name and password" mirror "docker://$plain" secure.list
  logins "$secure=$secret" "$plain=$secret"
  check "20 images from TLS with passwords to a registry with tokens" mirror "docker://$plain" secure.list
  check "their digests are those of the sources" same list "$plain" --tls-verify=false
  check "each is pulled by skopeo and runs" all_run list "docker://$plain/" path --src-tls-verify=false
  check "a comparison finds no difference" mirror "docker://$plain" secure.list -Dkubespray.check
  check "20 images to a layout" mirror "oci:$work/layout" plain.list
  check "20 images to an archive" mirror "oci-archive:$work/images.tar" plain.list
  mkdir unpacked
  tar xf images.tar -C unpacked
  check "the archive has them byte for byte" whole unpacked plain.list
  check "the layout has them byte for byte" whole layout plain.list
  check "those that skopeo reads run from the layout" all_run readable.list "oci:$work/layout:" full
  check "those that skopeo reads run from the archive" all_run readable.list "oci-archive:$work/images.tar:" full
  grep -E '/kube/(etcd|coredns|pause):' secure.list > arm.list
  check "one platform alone" mirror "docker://$plain/arm" arm.list -Dkubespray.platforms=linux/arm64
  refuses "images that are not for that platform are named" 'is there, but not for linux/arm64; it has linux/amd64' \
    mirror "docker://$plain/arm" secure.list -Dkubespray.platforms=linux/arm64
}

engines() { # an own dockerd, and podman with an own storage
  mkdir -p docker
  dockerd --data-root "$work/docker/data" --exec-root "$work/docker/exec" --pidfile "$work/docker/pid" -H "unix://$work/docker/socket" --storage-driver overlay2 \
    --iptables=false --ip6tables=false --bridge=none > docker/log 2>&1 &
  started+=($!)
  export DOCKER_HOST=unix://$work/docker/socket
  await docker/log 'API listen on' > /dev/null
  printf '[engine]\ncgroup_manager = "cgroupfs"\nevents_logger = "file"\nruntime = "runc"\n' > containers.conf
  export CONTAINERS_CONF=$work/containers.conf
}
counted() { # PORT FROM-LINE: what nginx has seen since
  tail -n "+$2" nginx.log | awk -v port="${1##*:}" '$1 == port { up += $5; if ($2 != "HEAD") down += $6; requests++ }
    END { printf "%d requests, %.1f kB up, %.1f kB down\n", requests, up / 1000, down / 1000 }'
}
thin() { # HOST NAME [skopeo arguments]: a build on a machine that has nothing, of a changed role
  local host=$1 name=$2 from
  shift 2
  echo "# changed for $name" >> checkout/roles/client/tasks/main.yml
  rm -rf cache checkout/target
  from=$(($(wc -l < nginx.log) + 1))
  (cd checkout && goal build -Dkubespray.to="docker://$host/apps/thin:$name" -Dkubespray.baseImage="$host/bases" "${sources[@]}") > "$work/last.log" 2>&1 ||
    { failed "thin build on an empty cache ($name)" "$(grep ERROR last.log | head -3)"; return; }
  sleep 0.2
  check "thin build on an empty cache, $name: $(counted "$host" "$from")" grep -q "Found the base $host/bases:base-" last.log
  tail -n "+$from" nginx.log > thin.log
  # What comes after its tag is its SBOM, made of the base's.
  sed "/ PUT .v2.apps.thin.manifests.$name /q" thin.log > image.log
  check "it needs of the base the manifest, the config and what the SBOM is made of" \
    [ "$(grep -E ' GET /v2/bases/blobs/\S+ 200 ' thin.log | wc -l) $(awk '/ GET .v2.bases/ { down += $6 } END { print (down < 1000000) }' thin.log)" = '2 1' ]
  check "no layer of the base comes" [ -z "$(grep ' GET ' thin.log | grep -F "$(jq -r '.platforms[].layers[] | select(.kind != "app").digest' checkout/target/kubespray/image.json)")" ]
  check "it sends its own layer and config alone" [ "$(grep -cE ' PUT /v2/apps/thin/blobs/\S+ 201 ' image.log)" = 2 ]
  check "its image runs, pulled by skopeo" runs "docker://$host/apps/thin:$name" "$@"
}
runs() { # IMAGE [skopeo arguments]: what it is for runs in a chroot
  rm -rf tmp/pulled tmp/root
  skopeo copy -q --src-creds "user:$secret" --src-cert-dir "$work/trusted" "${@:2}" "$1" oci:tmp/pulled:one &&
    umoci raw unpack --image tmp/pulled:one tmp/root > tmp/umoci.log 2>&1 &&
    chroot tmp/root sh -c 'cd /kubespray && ansible-playbook --version && ansible-playbook --syntax-check -i localhost, cluster.yml'
}
part_build() {
  local every digest where
  engines
  logins "$secure=$secret" "$plain=$secret"
  mkdir -p "$HOME/.config/docker/certs.d/$secure"
  cp ca.crt "$HOME/.config/docker/certs.d/$secure/"
  cp -a "$project/it/sample" checkout
  sources=(-Dkubespray.kubectl=none)
  every="docker://$secure/apps/one:v1,docker://$plain/apps/one:v1,oci:$work/image:v1,oci-archive:$work/image.tar:v1"
  every+=",docker-archive:$work/docker.tar:one:v1,docker-daemon:one:v1,containers-storage:one:v1"
  (cd checkout && check "a build to every transport" goal build -Dkubespray.to="$every" -Dkubespray.baseImage="$secure/bases" "${sources[@]}")
  digest=$(jq -r .digest checkout/target/kubespray/image.json)
  for where in "docker://$secure/apps/one:v1" "docker://$plain/apps/one:v1" "oci:$work/image:v1" "oci-archive:$work/image.tar:v1"; do
    case $where in docker://$plain*) insecure=(--tls-verify=false) ;; *) insecure=() ;; esac
    check "its digest in $where" [ "sha256:$(raw "$where" "${insecure[@]}")" = "$digest" ]
    check "it runs from there" runs "$where" "${insecure[@]/#--tls/--src-tls}"
  done
  check "it runs from docker-archive:" runs "docker-archive:$work/docker.tar"
  check "docker runs it" docker run --rm --network none one:v1 ansible-playbook --version
  check "podman runs it" podman run --rm --network none --ulimit nofile=1024:1024 --ulimit nproc=4096:4096 one:v1 ansible-playbook --version
  thin "$secure" passwords
  (cd checkout && check "the base to the registry with tokens too" goal build-base -Dkubespray.baseImage="$plain/bases" "${sources[@]}")
  thin "$plain" tokens --src-tls-verify=false
}

layers() { # IMAGE [skopeo arguments]: its layers' digests, in order
  skopeo inspect --raw --creds "user:$secret" --cert-dir "$work/trusted" "${@:2}" "$1" | jq -r '.layers[].digest'
}
moved() { # METHOD REPOSITORY: how often bytes of the slim image's layers went from or to it since $begin
  tail -n "+$begin" nginx.log > moved.log
  case $1 in
    GET) grep " GET /v2/$2/blobs/" moved.log | grep -cFf slim.layers ;;
    # A path of an upload does not say what comes: all that are not of this build's own layers are the image's.
    PUT) awk -v at="/v2/$2/blobs/uploads/" '$2 ~ /PUT|PATCH/ && index($3, at) == 1 && $5 > 1000000 && $4 < 300' moved.log | wc -l ;;
  esac
}
on() { # SOURCE [ARGUMENT...]: a build on it, of which begin is the first line in nginx' log
  begin=$(($(wc -l < nginx.log) + 1))
  (cd checkout && goal build -Dkubespray.from="$1" "${sources[@]}" "${@:2}")
}
keeps() { # IMAGE [skopeo arguments]: it begins with the layers of the slim image
  layers "$@" | head -2 | diff - slim.layers
}
part_from() {
  local slim secure_slim plain_slim
  . "$lib/slim.sh"
  logins "$secure=$secret" "$plain=$secret"
  rm -rf "$HOME/.config/docker" checkout cache
  cp -a "$project/it/sample" checkout
  sources=(-Dkubespray.kubectl=none)
  slim "$work/slim" || { failed "an image like python:3.11-slim" "it cannot be made"; return; }
  secure_slim=docker://$secure/library/python:3.11-slim plain_slim=docker://$plain/library/python:3.11-slim
  # Not by way of nginx' TLS: the registry names uploads with http, which skopeo believes.
  for where in "docker://$passwords/library/python:3.11-slim" "$plain_slim"; do
    skopeo copy -q --all --dest-creds "user:$secret" --dest-tls-verify=false oci:slim:3.11-slim "$where" || { failed "an image like python:3.11-slim" "it cannot be pushed"; return; }
  done
  skopeo copy -q oci:slim:3.11-slim oci-archive:slim.tar:3.11-slim
  skopeo copy -q oci:slim:3.11-slim docker-archive:slim-docker.tar:python:3.11-slim
  digest=sha256:$(raw "$secure_slim")
  layers "docker://$secure/library/python@$(skopeo inspect --raw --creds "user:$secret" --cert-dir trusted "$secure_slim" |
    jq -r '.manifests[] | select(.platform.architecture == "amd64").digest')" > slim.layers

  refuses "from a registry of an unknown authority" "give its PEM file with -Dkubespray.ca=FILE" on "$secure_slim"
  sources+=(-Dkubespray.ca="$work/ca.crt")
  logins "$secure=$wrong" "$plain=$wrong"
  refuses "from a registry with a wrong password" "asked as 'user' (" on "$secure_slim"
  refuses "from a token service with a wrong password" "nobody of that name and password" on "$plain_slim"
  logins "$secure=$secret" "$plain=$secret"

  check "from a registry with passwords, pushed to it" on "$secure_slim" -Dkubespray.to="docker://$secure/apps/slim:v1"
  check "image.json pins it" [ "$(jq -r .inputs.from checkout/target/kubespray/image.json)" = "$secure_slim@$digest" ]
  check "its layers are read once" [ "$(moved GET library/python)" = 2 ]
  check "they are mounted, none is sent" [ "$(grep -cE " POST /v2/apps/slim/blobs/uploads/ 201 " moved.log)" = 2 ]
  check "the image begins with them" keeps "docker://$secure/apps/slim:v1"
  check "it runs, pulled by skopeo" runs "docker://$secure/apps/slim:v1"
  check "its Python is the image's" [ "$(chroot tmp/root sh -c 'head -1 $(command -v ansible-playbook)')" = '#!/usr/local/bin/python3.11' ]

  while read -r layer; do rm "cache/blobs/sha256/$(cut -c8-9 <<< "$layer")/${layer#*:}"; done < slim.layers
  check "from a registry with passwords, pushed to one with tokens" on "$secure_slim" -Dkubespray.to="docker://$plain/apps/slim:v1"
  check "its layers are passed on, each once" [ "$(moved GET library/python)" = 2 ]
  check "the image begins with them" keeps "docker://$plain/apps/slim:v1" --tls-verify=false
  check "it is the same image" [ "$(raw "docker://$secure/apps/slim:v1")" = "$(raw "docker://$plain/apps/slim:v1" --tls-verify=false)" ]
  check "it runs, pulled by skopeo" runs "docker://$plain/apps/slim:v1" --src-tls-verify=false
  echo "# changed" >> checkout/roles/client/tasks/main.yml
  check "a changed role, pushed to both" on "$plain_slim" -Dkubespray.to="docker://$secure/apps/slim:v2,docker://$plain/apps/slim:v2"
  check "nothing of the image moves" [ "$(moved GET library/python) $(moved PUT apps/slim)" = '0 0' ]

  for where in "oci-archive:$work/slim.tar" "docker-archive:$work/slim-docker.tar"; do
    check "from ${where%%:*}" on "$where" -Dkubespray.to="oci:$work/on-${where%%:*}:v1"
    check "it runs" runs "oci:$work/on-${where%%:*}:v1"
  done
  check "the image on the OCI archive begins with the archive's layers" keeps "oci:$work/on-oci-archive:v1"

  check "from, with the base pushed too" on "$secure_slim" -Dkubespray.to="docker://$secure/apps/thin-slim:v1" -Dkubespray.baseImage="$secure/slim-bases"
  echo "# changed again" >> checkout/roles/client/tasks/main.yml
  rm -rf cache checkout/target
  check "thin build on it on an empty cache" on "$secure_slim" -Dkubespray.to="docker://$secure/apps/thin-slim:v2" -Dkubespray.baseImage="$secure/slim-bases"
  check "it finds the base" grep -q "Found the base $secure/slim-bases:base-" last.log
  check "it moves no layer of image or base: $(counted "$secure" "$begin")" [ "$(moved GET '[^ ]*') $(moved PUT apps/thin-slim)" = '0 0' ]
  check "its image runs, pulled by skopeo" runs "docker://$secure/apps/thin-slim:v2"

  check "from an index, for arm64" on "$secure_slim" -Dkubespray.platforms=linux/arm64 -Dkubespray.to="oci:$work/arm:v1"
  check "all of it is for arm64" bash "$project/it/check-arch.sh" "$work/arm:v1" arm64
}

part_clients() {
  local folder=$HOME/.config/docker/certs.d/$known
  logins "$known=$secret"
  mkdir -p "$folder"
  cp ca.crt "$folder/"
  refuses "a client without a certificate" "400 No required SSL certificate was sent" mirror "docker://$known/clients" list
  cp client.crt "$folder/client.cert"
  refuses "a certificate without its key" "$folder/client.cert is a client's certificate without its key" mirror "docker://$known/clients" list
  cp server.key "$folder/client.key"
  refuses "the key of another certificate" "$folder/client.key is not the key of the certificate" mirror "docker://$known/clients" list
  cp client.key "$folder/"
  check "20 images to a registry that knows this client" mirror "docker://$known/clients" list
  cp client.crt trusted/client.cert
  cp client.key trusted/
  check "their digests are those of the sources" same list "$known/clients"
  rm trusted/client.*
}

bad() { # ADDRESS OPTION...: a bad line to it; sets $host
  program faults "$@"
  line=${started[-1]}
}
mend() { # the line ends, and what it has done is said
  kill "$line"
  wait "$line" 2> /dev/null
  faults=$(tail -1 "$(ls -t faults.* | head -1)")
}
part_faults() {
  local seed from to
  logins "$secure=$secret" "$plain=$secret"
  for seed in $(seq "${SEEDS:-3}"); do
    rm -rf fresh
    registry "$work/fresh"
    target=$host
    bad "http://$source" --seed "$seed" --busy 0.05 --reset 0.05 --outage 40
    from=$host first=$line
    bad "http://$target" --seed "$((seed + 100))" --busy 0.05 --reset 0.05
    to=$host
    sed "s|^|$from/|" names > bad.list
    check "20 images over bad lines, seed $seed" mirror "docker://$to" bad.list
    mend
    line=$first
    mend
    check "all are those of their sources" same list "$target" --tls-verify=false
    kill "${started[-3]}"
  done
  registry "$work/empty"
  target=$host
  bad "http://$source" --flip 1 --only 'GET /v2/library/nginx/blobs'
  sed "s|^|$host/|" names | grep -E 'nginx|etcd' > bad.list
  refuses "wrong bytes are named" ": wanted sha256:" mirror "docker://$target" bad.list
  check "the others came" curl -sf "http://$target/v2/kube/etcd/manifests/v1" -H 'Accept: application/vnd.oci.image.index.v1+json'
  check "nothing wrong was stored" sh -c "! curl -sf http://$target/v2/library/nginx/tags/list"
}

for part in "$@"; do
  begun=$SECONDS
  "part_$part"
  echo "$part: $((SECONDS - begun)) s"
done
check "no secret in all that was said" sh -c "! grep -nF -e $secret -e $wrong -e '$(printf 'user:%s' $secret | base64)' said.log"
exit $failed
