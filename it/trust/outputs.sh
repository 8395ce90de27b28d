# outputs.sh, a part of trust.sh: what the plugin writes never gets into the next image, and paths are the project's.

# thin NAME TEXT: an image in ./NAME for bases to stand on: Python and nothing else, of a distribution that nobody knows.
thin() {
  python3 - "$1" "$2" << 'P'
import gzip, hashlib, io, json, os, sys, tarfile
name, text = sys.argv[1:]
blobs = os.path.join(name, 'blobs/sha256')
os.makedirs(blobs)
def blob(data, kind):
    digest = hashlib.sha256(data).hexdigest()
    open(os.path.join(blobs, digest), 'wb').write(data)
    return {'mediaType': 'application/vnd.oci.image.' + kind, 'digest': 'sha256:' + digest, 'size': len(data)}
raw = io.BytesIO()
with tarfile.open(fileobj=raw, mode='w') as tar:
    for path, content in {'etc/motd': text, 'usr/lib/os-release': 'ID=other\nPRETTY_NAME="Other Linux"\n', 'usr/local/bin/python3.12': '',
                          'usr/local/lib/python3.12/os.py': '', 'var/lib/dpkg/status': '',
                          'usr/lib/x86_64-linux-gnu/libc.so.6': 'GNU C Library (Debian) stable release version 2.36.\n'}.items():
        member = tarfile.TarInfo(path)
        member.size, member.mode = len(content), 0o755
        tar.addfile(member, io.BytesIO(content.encode()))
    link = tarfile.TarInfo('usr/local/bin/python3')
    link.type, link.linkname = tarfile.SYMTYPE, 'python3.12'
    tar.addfile(link)
diff = 'sha256:' + hashlib.sha256(raw.getvalue()).hexdigest()
layer = blob(gzip.compress(raw.getvalue(), mtime=0), 'layer.v1.tar+gzip')
config = blob(json.dumps({'architecture': 'amd64', 'os': 'linux', 'config': {'Env': ['PATH=/usr/local/bin:/usr/bin']},
                          'rootfs': {'type': 'layers', 'diff_ids': [diff]}}).encode(), 'config.v1+json')
manifest = blob(json.dumps({'schemaVersion': 2, 'config': config, 'layers': [layer]}).encode(), 'manifest.v1+json')
manifest['annotations'] = {'org.opencontainers.image.ref.name': 'one'}
json.dump({'schemaVersion': 2, 'manifests': [manifest]}, open(os.path.join(name, 'index.json'), 'w'))
open(os.path.join(name, 'oci-layout'), 'w').write('{"imageLayoutVersion": "1.0.0"}')
P
}

# checkout DIR: a small one, whose .dockerignore is its owner's.
checkout() {
  rm -rf "$1"
  mkdir -p "$(dirname "$1")"
  cp -a "$project/it/sample" "$1"
  echo 'jmespath==1.1.0' > "$1/requirements.txt"
  printf 'tests\n' > "$1/.dockerignore"
}

small=(-Dkubespray.from="oci:$PWD/below" -Dkubespray.kubectl=none -Dkubespray.packages=python3)
# What follows happens in the checkout $at, while checks keep their logs outside of it.
at=plain
inside() { (cd "$at" && "$@"); }
build() { DEBUG= inside goal build "${small[@]}" "$@"; }
digest() { jq -r .digest "${1:-$at/target}/kubespray/image.json"; }
is() { [ "$(digest)" = "$plain" ] || { echo "wanted $plain, got $(digest)"; return 1; }; }

# holds none|some NAME: whether names in the checkout's layer contain NAME.
holds() {
  local image=$at/target/kubespray
  if tar tzf "$image/image/blobs/sha256/$(jq -r '.platforms[0].layers[] | select(.kind == "app").digest' "$image/image.json" | cut -d: -f2)" |
    grep -F -- "$2"; then [ "$1" = some ]; else [ "$1" = none ]; fi
}

# again [ARGUMENT...]: three builds, all of which give the digest of the first.
again() {
  local first
  build "$@" && first=$(digest) && build "$@" && [ "$(digest)" = "$first" ] && build "$@" && [ "$(digest)" = "$first" ] || {
    echo "first $first, now $(digest)"
    return 1
  }
}
# idle [ARGUMENT...]: a build that has nothing to do says what the one before said, and touches no layer.
idle() { build "$@" | grep -q '(unchanged base)' && [ "$(jq -c .timing "$at/target/kubespray/image.json")" = '{}' ]; }
fresh() {
  at=$1
  checkout "$at"
}

thin below one

fresh plain
check "a checkout, built three times" again
check "the third has nothing to do" idle
printf '*\n!**\ntests\n' > plain/.dockerignore # brings all back that is excluded
build > /dev/null
plain=$(digest)
# everything DIR: such a checkout.
everything() {
  fresh "$1"
  cp plain/.dockerignore "$1"
}

everything archives
check "three archives and a layout in the checkout, three times" \
  again -Dkubespray.to=oci-archive:kubespray.tar,docker-archive:out/load.tar,oci:out/layout,oci-archive:roles/kubespray.tar
check "the image is the one of a checkout without them" is
check "none of them is in it" holds none .tar
check "skopeo finds the same image in an archive" \
  [ "$(skopeo inspect oci-archive:archives/kubespray.tar | jq -r .Digest)" = "$(digest)" ]
check "left where they are, they are in no image that is built without 'to'" build
check "which is the same" is
check "and then nothing is to be done" idle
rm -rf archives/target
check "nor after mvn clean" build
check "the same image" is
cp -a archives copied
rm -rf copied/target
at=copied
cache=$work/$part/other check "nor on a machine that has built nothing, of a copy of the directory" build
check "the same image" is
at=archives
printf half > archives/.kubespray-12ab.part
check "nor what a killed build leaves beside" build
check "the same image" is
printf mine > archives/mine.tar
check "somebody's own file of such a name is in it" build
check "so it is another image" holds some mine.tar

fresh verified
check "lock" inside goal lock "${small[@]}"
check "an archive in the checkout" build -Dkubespray.to=oci-archive:kubespray.tar
check "verify: it is the same" inside goal verify "${small[@]}" -Dkubespray.image=oci-archive:kubespray.tar
skopeo copy -q oci-archive:verified/kubespray.tar docker-archive:verified/again.tar:kubespray:v1
check "verify: so is one that skopeo wrote there" inside goal verify "${small[@]}" -Dkubespray.image=docker-archive:again.tar
check "lock: nothing has changed" inside goal lock "${small[@]}" -Dkubespray.check

everything cached
cache=.cache/kubespray check "a cache in the checkout that nothing ignores, three times" again
check "the image is the one of a checkout without it" is
cache=.cache/kubespray check "the fourth has nothing to do" idle
check "an earlier build's cache is not in an image either" build
check "the same image" is
cache=. refuses "the checkout as cache" "a cache may be deleted at any time; name a directory of its own" build
cache=.. refuses "the directory above it as cache" "a cache may be deleted at any time; name a directory of its own" build

mkdir -p real
ln -sfn real logical
everything real/linked
check "by its real name, told by a link's" again -Dkubespray.directory="$PWD/logical/linked"
check "the image is the one of a checkout by its name" is
at=logical/linked
check "the other way round, with a layout" again -Dkubespray.directory="$PWD/real/linked" -Dkubespray.to="oci:$PWD/logical/linked/layout"
check "the same image" is
mkdir -p mounted
mount --bind real/linked mounted
at=mounted
check "by a mount, with an archive" again -Dkubespray.directory="$PWD/real/linked" -Dkubespray.to="oci-archive:$PWD/mounted/x.tar"
check "the same image" is
umount mounted

fresh refused
refuses "the checkout as a layout" "that is the checkout itself" build -Dkubespray.to=oci:.
refuses "a file of the checkout as an archive" "no image archive, and is not replaced" build -Dkubespray.to=oci-archive:cluster.yml
check "it is still there" cmp refused/cluster.yml "$project/it/sample/cluster.yml"
refuses "a directory of the checkout as a layout" "so it is no image layout" build -Dkubespray.to=oci:roles
refuses "a directory as an archive" "a directory, and is not replaced" build -Dkubespray.to=docker-archive:roles
refuses "one place for two" "one place cannot hold two images" build -Dkubespray.to=oci-archive:a.tar,docker-archive:./roles/../a.tar
cp -a below refused/below
refuses "the image below as the image itself" "that is the image it stands on" build -Dkubespray.from=oci:below -Dkubespray.to=oci:below
refuses "a home directory that no shell has put in" "begins with a ~" build -Dkubespray.to='oci:~/image'
check "nothing was built for any of these" [ ! -e refused/target/kubespray/image ]

fresh secrets
openssl genpkey -algorithm ed25519 2> /dev/null | sed 's/$/\r/' > secrets/key.pem
check "a private key is warned of" build
check "by a warning of Maven's" grep -q '^\[WARNING\] key.pem looks like a private key' last.log
check "an idle build" build
check "warns in the same words" grep -q '^\[WARNING\] key.pem looks like a private key' last.log

# A project of modules: what a pom names is relative to it, from wherever Maven is called.
checkout kubespray
mkdir -p mm/img elsewhere
cat > mm/pom.xml << X
<project><modelVersion>4.0.0</modelVersion><groupId>a</groupId><artifactId>mm</artifactId><version>1</version><packaging>pom</packaging><modules><module>img</module></modules></project>
X
cat > mm/img/pom.xml << X
<project><modelVersion>4.0.0</modelVersion><parent><groupId>a</groupId><artifactId>mm</artifactId><version>1</version></parent><artifactId>img</artifactId><packaging>pom</packaging>
<build><plugins><plugin><groupId>io.github.kubespraymaven</groupId><artifactId>kubespray-maven-plugin</artifactId><version>$version</version>
<executions><execution><goals><goal>build</goal></goals></execution></executions>
<configuration><directory>../../kubespray</directory><kubectl>none</kubectl><packages>python3</packages>
<from>oci:base</from><to>oci-archive:target/a/b/x.tar</to><cache>$work/cache</cache></configuration></plugin></plugins></build></project>
X
thin mm/img/base one
in_pom() { # DIR [ARGUMENT...]: the archive comes to stand in the module
  rm -rf mm/img/target
  (cd "$1" && $mvn -B -q "${@:2}" package) && [ -s mm/img/target/a/b/x.tar ]
}
check "from the directory of the modules" in_pom mm
check "from the module" in_pom mm/img
check "by -f, from elsewhere" in_pom elsewhere -f ../mm/img
check "nothing elsewhere" [ -z "$(ls elsewhere)" ]
modules=$(digest mm/img/target)
mkdir -p other/p
sed 's|<parent>.*</parent>|<groupId>a</groupId><version>1</version>|; s|../../kubespray|../../kubespray|' mm/img/pom.xml > other/p/pom.xml
thin other/p/base another
thin base third
check "the image that from names in a pom is beside that pom" $mvn -B -q -f other/p/pom.xml package
check "and another than that of the same name elsewhere" [ "$(digest other/p/target)" != "$modules" ]

# What cannot be written is named as its user knows it.
hidden() { ! grep -E '\.part|Exception:' last.log; }
fresh unwritable
touch unwritable/taken
refuses "a file in the way of a directory" "unwritable/taken is no directory" build -Dkubespray.to=oci-archive:taken/x.tar
check "no other name is told" hidden
mkdir unwritable/disk
mount -t tmpfs -o size=16k tmpfs unwritable/disk
refuses "a full disk" "disk/x.tar cannot be written: no space left on device" build -Dkubespray.to=oci-archive:disk/x.tar
check "no other name is told" hidden
umount unwritable/disk
mount -t tmpfs -o ro tmpfs unwritable/disk
refuses "a disk that may only be read" "read-only file system" build -Dkubespray.to=oci:disk/x
check "no other name is told" hidden
umount unwritable/disk
refuses "a name that is too long" "file name too long; take a shorter name" build -Dkubespray.to="oci-archive:$(printf '%0256d' 0)"
check "no other name is told" hidden
