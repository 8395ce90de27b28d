# verdicts.sh: what verify, an idle build, a base that is reused, lock and dockerignore say after somebody was at the registry, the
# layout or the checkout. Small: one distribution, a handful of packages.
types=application/vnd.oci.image
cp -a "$project/it/sample" checkout
echo 'jmespath==1.1.0' > checkout/requirements.txt
asked=(-Dkubespray.kubectl=none -Dkubespray.from=debian:trixie -Dkubespray.packages=bash,coreutils -Dkubespray.version=v1)
at() { (cd checkout && goal "$@" "${asked[@]}"); }
registry "$PWD/registry"
image=docker://$host/app:v1
layout=checkout/target/kubespray/image
says() { grep -qF -- "$1" last.log; }

# put TYPE TAG: a document from stdin under a tag; prints its digest. blob FILE: likewise a blob.
put() {
  cat > document
  curl -sf -X PUT -H "Content-Type: $types.$1.v1+json" --data-binary @document "http://$host/v2/app/manifests/$2" > put.log || return
  echo "sha256:$(sha256sum < document | cut -d' ' -f1)"
}
blob() {
  local at digest
  digest=sha256:$(sha256sum < "$1" | cut -d' ' -f1)
  at=$(curl -si -X POST "http://$host/v2/app/blobs/uploads/" | tr -d '\r' | sed -n 's/^Location: //p')
  curl -sf -X PUT -H 'Content-Type: application/octet-stream' --data-binary "@$1" "$at&digest=$digest" && echo "$digest"
}
raw() { curl -sf -H "Accept: $types.manifest.v1+json, $types.index.v1+json" "http://$host/v2/app/manifests/$1"; }
# entry TAG-OR-DIGEST [OS ARCHITECTURE]: what an index says of a manifest.
entry() {
  raw "$1" > manifest
  jq -cn --arg digest "sha256:$(sha256sum < manifest | cut -d' ' -f1)" --argjson size "$(wc -c < manifest)" --arg os "${2-linux}" \
    --arg arch "${3-amd64}" --arg type "$types.manifest.v1+json" \
    '{mediaType: $type, digest: $digest, size: $size, platform: {architecture: $arch, os: $os}}'
}
# indexed TAG ENTRY...: an index of them under a tag.
indexed() {
  printf '%s\n' "${@:2}" | jq -cs --arg type "$types.index.v1+json" '{schemaVersion: 2, mediaType: $type, manifests: .}' | put index "$1" > put.log
}
# altered JQ-OF-CONFIG: the image with another config, as a manifest; prints its digest.
altered() {
  curl -sfL "http://$host/v2/app/blobs/$(raw v1 | jq -r .config.digest)" | jq -c "$1" > config
  blob config > config.digest || return
  raw v1 | jq -c --arg digest "$(cat config.digest)" --argjson size "$(wc -c < config)" '.config.digest = $digest | .config.size = $size' |
    put manifest altered
}
stored() { echo "registry/data/docker/registry/v2/blobs/sha256/$(cut -c8-9 <<< "$1")/${1#*:}/data"; }
bend() { # FILE: other bytes, as many
  cp --remove-destination "$1" bent
  printf 'XXXX' | dd of=bent bs=1 seek=$(($(stat -c %s bent) / 2)) conv=notrunc status=none
  cp --remove-destination bent "$1"
}

goal() { # only what is looked at here: -X costs time
  local name=$1
  shift
  $mvn -B "io.github.kubespraymaven:kubespray-maven-plugin:$version:$name" -Dkubespray.cache="${cache:-$work/cache}" "$@" 2>&1 | tee -a "$work/said.log"
  return "${PIPESTATUS[0]}"
}

check "a lock" at lock
check "an image to a registry and to archives, and its base" at build -Dkubespray.baseImage="$host/bases" \
  -Dkubespray.to="$image,oci-archive:$PWD/app.tar,docker-archive:$PWD/docker.tar"
check "verify: the layout is the image to the byte" at verify
check "it says so" says 'is, to the byte, the image'
check "verify: of a registry it says that layers were not read" at verify -Dkubespray.image="$image"
check "it says so" says 'Not read: its layers'
check "verify: a docker-archive has config and files alone" at verify -Dkubespray.image="docker-archive:$PWD/docker.tar"
check "it says so" says 'has, to the byte, the config and the files of'

other=$(altered '.config.WorkingDir = "/tmp"')
indexed first "$(entry "$other")" "$(entry v1)"
indexed last "$(entry v1)" "$(entry "$other")"
refuses "verify: a second manifest of the platform that comes first" 'config.WorkingDir' at verify -Dkubespray.image="docker://$host/app:first"
refuses "verify: and one that comes last" 'config.WorkingDir' at verify -Dkubespray.image="docker://$host/app:last"
hidden=$(altered '.os = "unknown" | .architecture = "unknown"')
indexed hidden "$(entry v1)" "$(entry "$hidden" unknown unknown)"
refuses "verify: an image whose config says unknown" 'Not compared: unknown/unknown' at verify -Dkubespray.image="docker://$host/app:hidden"
arm=$(altered '.architecture = "arm64"')
indexed more "$(entry v1)" "$(entry "$arm" linux arm64)"
refuses "verify: a platform beyond those asked for" 'Not compared: linux/arm64' at verify -Dkubespray.image="docker://$host/app:more"
indexed around "$(entry v1)"
refuses "verify: an index around the very manifest" 'expected a manifest, got an index' at verify -Dkubespray.image="docker://$host/app:around"
raw v1 | jq -c '.layers[0].annotations = {a: "b"}' | put manifest told > put.log
refuses "verify: what a manifest says of a layer" 'descriptor.annotations' at verify -Dkubespray.image="docker://$host/app:told"

layer=$(raw v1 | jq -r '.layers[-1].digest')
cp "$(stored "$layer")" whole
bend "$(stored "$layer")"
refuses "verify: other bytes in a registry, where it reads them" 'cannot be read' at verify -Dkubespray.image="$image" -Dkubespray.refresh
head -c 100 whole > "$(stored "$layer")"
refuses "verify: a layer that is cut off in a registry" 'cannot be read' at verify -Dkubespray.image="$image"
rm "$(stored "$layer")"
refuses "verify: a layer that is gone from a registry" 'is not there' at verify -Dkubespray.image="$image"
cp whole "$(stored "$layer")"

tar rf app.tar --transform 's/.*/index.json/' checkout/galaxy.yml
refuses "verify: an archive with two index.json" "'index.json' twice" at verify -Dkubespray.image="oci-archive:$PWD/app.tar"
cp "$layout/index.json" index.json
jq -c '.manifests[0].platform = {architecture: "arm64", os: "linux"}' index.json > "$layout/index.json"
refuses "verify: an index.json that says another platform" 'entry.platform' at verify
cp index.json "$layout/index.json"

# An idle build says "unchanged" of what is there.
check "a build" at build
idle() { [ "$(jq -c .timing checkout/target/kubespray/image.json)" = '{}' ]; }
check "a build of the same" at build
check "it was idle" idle
whole() { # the layout is what image.json says, byte for byte
  local digest
  skopeo inspect --raw "oci:$layout" > manifest || return
  [ "sha256:$(sha256sum < manifest | cut -d' ' -f1)" = "$(jq -r .digest checkout/target/kubespray/image.json)" ] || return
  for digest in $(jq -r '.layers[].digest, .config.digest' manifest); do
    sha256sum -c <<< "${digest#*:}  $layout/blobs/sha256/${digest#*:}" || return
  done
}
for what in bent short gone; do
  file=$layout/blobs/sha256/${layer#*:}
  layer=$(jq -r '.platforms[0].layers[-1].digest' checkout/target/kubespray/image.json)
  file=$layout/blobs/sha256/${layer#*:}
  case $what in bent) bend "$file" ;; short) cp --remove-destination "$file" bent; head -c 50 bent > cut; cp --remove-destination cut "$file" ;; gone) rm "$file" ;; esac
  check "a build after a layer of the layout is $what" at build
  check "the layout is whole again" whole
done
before=$(jq -r .digest checkout/target/kubespray/image.json)
changed() { [ "$(jq -r .digest checkout/target/kubespray/image.json)" != "$before" ] && whole; }
chmod a+x checkout/cluster.yml
check "a build after a mode alone has changed" at build
check "the image is another" changed
before=$(jq -r .digest checkout/target/kubespray/image.json)
cp -p checkout/reset.yml reset.yml
sed -i 's/^---$/-- -/;1s/.*/#--/' checkout/reset.yml
touch -r reset.yml checkout/reset.yml
check "a build after other content with the old time" at build
check "the image is another" changed

# A base that is found is whole.
base=$(jq -r '.platforms[0].layers[0].digest' checkout/target/kubespray/image.json)
rm -rf checkout/target "$(stored "$base")" "$work/other"
check "a build where the base in the registry has lost a layer" env cache="$work/other" bash -c "cd checkout && $mvn -B io.github.kubespraymaven:kubespray-maven-plugin:$version:build -Dkubespray.cache=$work/other ${asked[*]} -Dkubespray.baseImage=$host/bases"
check "it built the base, and the registry has the layer again" [ -s "$(stored "$base")" ]

# lock and dockerignore.
check "lock: what fits" at lock -Dkubespray.check
check "it says what it looked at" says 'Nothing was resolved'
cp checkout/kubespray.lock kept.lock
sed -i '/^deb coreutils /d' checkout/kubespray.lock
refuses "lock: a package that was lost by hand" 'package coreutils' at lock -Dkubespray.check
grep -v '^python jmespath' kept.lock > checkout/kubespray.lock
refuses "lock: a distribution that was lost by hand" 'requirement jmespath' at lock -Dkubespray.check
check "lock mends it" at lock
check "it is there again" grep -q '^python jmespath 1.1.0 ' checkout/kubespray.lock
cp kept.lock checkout/kubespray.lock
check "dockerignore" at dockerignore
check "dockerignore: it is current" at dockerignore -Dkubespray.check
sed -i '1s/^/\xef\xbb\xbf/' checkout/.dockerignore
echo more >> checkout/.dockerignore
refuses "dockerignore: generated, marked by an editor, and changed" 'is not what would be generated now' at dockerignore -Dkubespray.check
echo '*.md' > checkout/.dockerignore
check "dockerignore: somebody's own passes" at dockerignore -Dkubespray.check
check "it says that it was not compared" says 'was not compared'
ln -sf nowhere checkout/.dockerignore
refuses "dockerignore: a link to nothing" 'is a link to nothing' at dockerignore -Dkubespray.check
