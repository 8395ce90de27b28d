# pinned.sh: images that are pinned by their digests, cut to platforms, or put together in unusual ways; and what `mirror` and
# its check say of targets that have lost something. Sourced by trust.sh.

registry "$work/pinned/from" 'validation: {enabled: true, manifests: {urls: {allow: ["^https://"]}}}'
source=$host
python3 "$lib/odd.py" "$source" > digests || exit 2
. ./digests
registry "$work/pinned/to"
target=$host
amd64=-Dkubespray.platforms=linux/amd64
both=-Dkubespray.platforms=linux/amd64,linux/arm64

list() { printf "$source/%s\n" "$@" > list; } # IMAGE...
raw() { skopeo inspect --raw --tls-verify=false "docker://$target/$1"; }
has() { [ "sha256:$(raw "$1" | sha256sum | cut -d' ' -f1)" = "$2" ]; } # NAME DIGEST: what the target has of that name
pulled() { rm -rf pull && skopeo --override-arch "${2:-amd64}" copy -q --src-tls-verify=false "docker://$target/$1" oci:pull:one; }
blob() { echo "$work/pinned/to/data/docker/registry/v2/blobs/sha256/$(cut -c8-9 <<< "$1")/${1#sha256:}/data"; } # DIGEST
first_layer() { raw "$1" | jq -r '.layers[0].digest'; }
same() { mirror "$1" list "${@:2}" && mirror "$1" list "${@:2}" -Dkubespray.check; }
platforms_of() { raw "$1" | jq -r '[.manifests[].platform | .os + "/" + .architecture] | join(" ")'; }
written() { jq -r "$1" target/kubespray/mirror.json; }

# What the list names is in the target under that digest.
list "team/multi:old@$multi_old" "team/multi@$multi_1"
check "a pinned index with platforms is copied whole" mirror "docker://$target" list "$amd64"
check "it is said that it is not cut, and what that costs" grep -q 'pinned by its digest, so it is not cut: linux/arm64/v8 cost 0\.00 MB more' last.log
check "what the list names is in the target, by its digest" has "team/multi@$multi_old" "$multi_old"
check "its tag stands for it" has team/multi:old "$multi_old"
check "skopeo pulls it by its digest" pulled "team/multi@$multi_old"
check "podman pulls it by its digest" podman --root "$work/tmp/podman" --runroot "$work/tmp/run" --storage-driver vfs pull -q --tls-verify=false "$target/team/multi@$multi_old"
check "an image with a digest alone is there by it" has "team/multi@$multi_1" "$multi_1"
check "it has a tag, for registries that delete what has none" has "team/multi:pinned-sha256-${multi_1#sha256:}" "$multi_1"
check "check agrees" mirror "docker://$target" list "$amd64" -Dkubespray.check
check "mirror.json names the digest that the target has" [ "$(written '[.images[].digest] | join(" ")')" = "$multi_old $multi_1" ]
list "team/multi@$multi_1_arm64"
refuses "a pinned image of another platform is refused with those it has" "is there, but not for linux/amd64; it has linux/arm64" mirror "docker://$target" list "$amd64"
check "a pinned manifest of one platform" same "docker://$target/alone" -Dkubespray.platforms=linux/arm64
check "it is there, by its digest" has "alone/team/multi@$multi_1_arm64" "$multi_1_arm64"
# Its command deletes the manifests of all indexes, too, tagged or not: only an image without an index is left whole by it.
mirrored=$target
registry "$work/pinned/collected"
target=$host
check "the same in a registry that deletes what has no tag" mirror "docker://$target" list
docker-registry garbage-collect -m "$work/pinned/collected/config.yml" > collected.log 2>&1
check "it is still there" pulled "team/multi@$multi_1_arm64" arm64
target=$mirrored
list "team/multi:1@$multi_old"
check "a tag that has moved since it was pinned" mirror "docker://$target/moved" list
check "that is said" grep -q "at the source its tag is that of $multi_1 by now" last.log
check "the tag stands for the pinned one" has moved/team/multi:1 "$multi_old"
list team/multi:1 "team/multi:1@$multi_old" "team/multi:1@$multi_1" "team/multi@$multi_old"
check "by tag, pinned twice, and by digest in one list" same "docker://$target/every"
check "the tag is that of the image without a digest" has every/team/multi:1 "$multi_1"
check "all that is pinned is there, by its digest" has "every/team/multi@$multi_old" "$multi_old"

# Indexes cut to platforms.
list team/multi:1
check "an index is cut, and check agrees" same "docker://$target/cut" "$amd64"
check "its attestation goes with it, no other does" [ "$(platforms_of cut/team/multi:1)" = 'linux/amd64 unknown/unknown' ]
check "its annotations stay" [ "$(raw cut/team/multi:1 | jq -r '.annotations[]')" = 1 ]
check "mirror.json names its digest" has cut/team/multi:1 "$(mirror "docker://$target/cut2" list "$amd64" > /dev/null; written '.images[0].digest')"
list team/one:1
check "one platform with its attestation is all of it" mirror "docker://$target/cut" list "$amd64"
check "so it keeps its digest" has cut/team/one:1 "$one"
list team/multi:1
refuses "a platform that it does not have: those that it has are named" "is there, but not for linux/s390x; it has linux/amd64, linux/arm64" mirror "docker://$target" list -Dkubespray.platforms=linux/s390x
check "of several platforms one that it does not have is named" mirror "docker://$target/some" list -Dkubespray.platforms=linux/amd64,linux/s390x
check "as such" grep -q 'it has no linux/s390x' last.log
check "arm64 is arm64/v8" same "docker://$target/arm64" -Dkubespray.platforms=linux/arm64/v8
list team/arms:1
check "arm/v7 alone of two arms" mirror "docker://$target/arms" list -Dkubespray.platforms=linux/arm/v7
check "that one is there" [ "$(raw arms/team/arms:1 | jq -r '[.manifests[].platform.variant] | join(" ")')" = v7 ]
list team/single:1
refuses "one manifest for another platform is refused" "is there, but not for linux/arm64; it has linux/amd64" mirror "docker://$target" list -Dkubespray.platforms=linux/arm64
list team/nested:1 team/unmarked:1
check "indexes in an index, and entries without platforms, cut" same "docker://$target/odd" "$amd64"
check "in each of the inner ones amd64 is left" [ "$(platforms_of "odd/team/nested@$(raw odd/team/nested:1 | jq -r '.manifests[1].digest')")" = linux/amd64 ]
check "a manifest that is named twice still is" [ "$(raw odd/team/nested:1 | jq '.manifests | length')" = 3 ]
check "of entries without platforms the one for amd64 is left" [ "$(raw odd/team/unmarked:1 | jq '.manifests | length')" = 1 ]
list team/nested:1 team/unmarked:1 team/chart:1 team/artifact:1 team/layerless:1
check "they, a chart, an artifact and an image without layers, whole" same "docker://$target/whole"
check "byte for byte: indexes in an index" has whole/team/nested:1 "$nested"
check "byte for byte: an artifact" has whole/team/artifact:1 "$artifact"
for to in oci:layout oci-archive:archive.tar; do check "the same to ${to%%:*}, and check looks there" same "$to"; done

# Layers that only their maker may give away.
list team/win:1
refuses "a registry that does not take them: it is the part for Windows, and the way out" "its part for windows/amd64, with layers that only their maker may give away, and this registry does not take it without them; leave it out with $both" mirror "docker://$target/win" list
check "the way out works" same "docker://$target/win" "$both"
list "team/win:1@$win"
refuses "pinned, the way out is the part's digest" "or pin its part for linux/amd64: $source/team/win@$win_amd64" mirror "docker://$target/pinned-win" list "$amd64"
check "a layout takes it without them" same oci:win

# What is said of targets that have lost something.
list team/multi:1 "team/multi@$multi_old"
check "two images" same "docker://$target/lost"
rm -rf target
check "a check" mirror "docker://$target/lost" list -Dkubespray.check
check "writes nothing" [ ! -e target ]
layer=$(first_layer "lost/team/multi@$multi_1_amd64")
mv "$(blob "$layer")" kept
refuses "check finds a lost layer" "$layer: this blob is not there" mirror "docker://$target/lost" list -Dkubespray.check
check "without check the digests are compared, and that is said" mirror "docker://$target/lost" list
check "so" grep -q 'Of what was there already the digests were compared' last.log
check "refresh brings it" mirror "docker://$target/lost" list -Dkubespray.refresh
check "check agrees" mirror "docker://$target/lost" list -Dkubespray.check
head -c 10 kept > "$(blob "$layer")"
refuses "check finds a layer that is too short" "$layer: the registry has 10 bytes of this blob, not " mirror "docker://$target/lost" list -Dkubespray.check
mv kept "$(blob "$layer")"
link=$work/pinned/to/data/docker/registry/v2/repositories/lost/team/multi/_manifests/revisions/sha256/${multi_1_arm64#sha256:}
mv "$link" kept
refuses "check finds a lost manifest" "@$multi_1_arm64: this manifest, which an index names, is not there" mirror "docker://$target/lost" list -Dkubespray.check
check "refresh brings it" mirror "docker://$target/lost" list -Dkubespray.refresh
check "check agrees" mirror "docker://$target/lost" list -Dkubespray.check

check "a layout of both" same oci:lost
file=lost/blobs/sha256/${layer#sha256:}
rm "$file"
check "a lost blob of a layout is brought by the next run" mirror oci:lost list
check "that is said to have copied it" grep -q '2 images, 1 copied, 1 there already' last.log
printf x | dd of="$file" bs=1 seek=20 conv=notrunc 2> /dev/null
refuses "check finds a damaged blob of a layout" "$file: wanted $layer, got" mirror oci:lost list -Dkubespray.check
check "refresh mends it" mirror oci:lost list -Dkubespray.refresh
check "check agrees" mirror oci:lost list -Dkubespray.check
jq -c --arg d "$multi_old" '.manifests[0].digest = $d' lost/index.json > edited && cp edited lost/index.json
refuses "check finds an edited index.json" "the target has $multi_old, the source $multi_1" mirror oci:lost list -Dkubespray.check
refuses "check of a layout that is not there" "it is not there" mirror oci:nowhere list -Dkubespray.check
check "makes none" [ ! -e nowhere ]

check "an archive of both" same oci-archive:lost.tar
head -c 20000 lost.tar > short.tar
refuses "check finds a short archive" short.tar mirror oci-archive:short.tar list -Dkubespray.check
cp lost.tar before.tar
list team/multi:1 team/none:1
refuses "an archive that cannot be whole is left as it was" "1 of 2 images could not be copied to oci-archive:$PWD/lost.tar; the archive was left as it was" mirror oci-archive:lost.tar list
check "it was" cmp lost.tar before.tar
list team/none:1
refuses "one image that fails: nothing is said of others" "1 of 1 images could not be copied to docker://$target:" mirror "docker://$target" list
