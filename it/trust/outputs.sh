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
build() { DEBUG= goal build "${small[@]}" "$@"; }
digest() { jq -r .digest "${1:-target}/kubespray/image.json"; }

# content [TARGET]: the names of what the checkout's layer holds.
content() {
  local image=${1:-target}/kubespray
  tar tzf "$image/image/blobs/sha256/$(jq -r '.platforms[0].layers[] | select(.kind == "app").digest' "$image/image.json" | cut -d: -f2)"
}
# holds none|some NAME: whether the layer has names that contain NAME.
holds() {
  if content | grep -F -- "$2"; then [ "$1" = some ]; else [ "$1" = none ]; fi
}

# again [ARGUMENT...]: three builds in the working directory, all of which give the digest of the first.
again() {
  local first
  build "$@" && first=$(digest) && build "$@" && [ "$(digest)" = "$first" ] && build "$@" && [ "$(digest)" = "$first" ] || {
    echo "first $first, now $(digest)"
    return 1
  }
}
# fresh NAME: a checkout of that name as the working directory.
fresh() {
  checkout "$work/$part/$1"
  cd "$work/$part/$1" || exit 2
}

thin below one

# Every output, as a checkout of its own gives it first.
fresh plain
check "a checkout, built three times" again
plain=$(digest)
check "an idle build says what it has always said" grep -q '(unchanged base)' last.log
is() { [ "$(digest "${1:-target}")" = "$plain" ] || { echo "wanted $plain, got $(digest "${1:-target}")"; return 1; }; }

fresh archives
printf '*\n!**\ntests\n' > .dockerignore # brings all back that is excluded
cp .dockerignore ../all
(cd ../plain && cp ../all .dockerignore && build > /dev/null)
plain=$(digest ../plain/target)
check "three archives and a layout in the checkout, three times" \
  again -Dkubespray.to=oci-archive:kubespray.tar,docker-archive:out/load.tar,oci:out/layout,oci-archive:roles/kubespray.tar
check "the image is the one of a checkout without them" is
check "none of them is in it" holds none .tar
check "skopeo finds the same image in the archive" sh -c '[ "$(skopeo inspect oci-archive:kubespray.tar | jq -r .Digest)" = "$(jq -r .digest target/kubespray/image.json)" ]'
check "left where they are, they are in no image that is built without 'to'" build
check "which is the same image" is
check "and then nothing is to be done" build
check "really nothing" sh -c '! grep -q "kubespray/image/index.json" last.log && grep -q "unchanged base" last.log'
rm -rf target
check "nor after mvn clean" build
check "the same image" is
cp -a . ../copied
(cd ../copied && rm -rf target)
cd ../copied || exit 2
check "nor on a machine that has built nothing, from a copy of the directory" env cache="$work/$part/other-cache" bash -c true
cache=$work/$part/other-cache check "(built)" build
check "the same image there" is
cd ../archives || exit 2
printf 'half' > .kubespray-12ab.part
check "what a killed build leaves beside is not in it either" build
check "the same image" is

fresh verified
check "lock" goal lock "${small[@]}"
check "an archive in the checkout" build -Dkubespray.to=oci-archive:kubespray.tar
check "verify says that it is the same" goal verify "${small[@]}" -Dkubespray.image=oci-archive:kubespray.tar
skopeo copy -q oci-archive:kubespray.tar docker-archive:again.tar:kubespray:v1
check "verify of an archive that skopeo wrote there" goal verify "${small[@]}" -Dkubespray.image=docker-archive:again.tar
rm again.tar
check "lock finds nothing changed" goal lock "${small[@]}" -Dkubespray.check

fresh cached
cp ../all .dockerignore
cache=.cache/kubespray check "a cache in the checkout, three times" again
check "the image is the one of a checkout without it" is
cache=.cache/kubespray check "a cache in the checkout that nothing ignores, idle" build
check "says so" grep -q '(unchanged base)' last.log
check "a cache of earlier builds is not in an image either" build
check "the same image" is
cache=. refuses "the checkout as cache" "a cache may be deleted at any time; name a directory of its own" build
cache=.. refuses "the directory above it as cache" "a cache may be deleted at any time; name a directory of its own" build

mkdir -p "$work/$part/real"
ln -sfn real "$work/$part/logical"
checkout "$work/$part/real/linked"
cp all real/linked/.dockerignore 2> /dev/null || cp "$work/$part/all" "$work/$part/real/linked/.dockerignore"
cd "$work/$part/real/linked" || exit 2
check "a checkout by a link, its target folder by its real name, three times" again -Dkubespray.directory="$work/$part/logical/linked"
check "the image is the one of a checkout by its name" is
cd "$work/$part/logical/linked" || exit 2
check "and the other way round" again -Dkubespray.directory="$work/$part/real/linked" -Dkubespray.to="oci:$work/$part/logical/linked/layout"
check "the same image" is
mkdir -p "$work/$part/mounted"
mount --bind "$work/$part/real/linked" "$work/$part/mounted"
cd "$work/$part/mounted" || exit 2
check "a checkout by a mount" again -Dkubespray.directory="$work/$part/real/linked" -Dkubespray.to="oci-archive:$work/$part/mounted/x.tar"
check "the same image" is
cd "$work/$part" || exit 2
umount mounted

fresh refused
refuses "the checkout as a layout" "that is the checkout itself" build -Dkubespray.to=oci:.
refuses "a file of the checkout as an archive" "no image archive, and is not replaced" build -Dkubespray.to=oci-archive:cluster.yml
check "it is still there" cmp cluster.yml "$project/it/sample/cluster.yml"
refuses "a directory of the checkout as a layout" "holds " build -Dkubespray.to=oci:roles
refuses "a directory as an archive" "a directory, and is not replaced" build -Dkubespray.to=docker-archive:roles
refuses "one place for two" "one place cannot hold two images" build -Dkubespray.to=oci-archive:a.tar,docker-archive:./roles/../a.tar
cp -a ../below below
refuses "the image below as the image itself" "that is the image it stands on" build -Dkubespray.from=oci:below -Dkubespray.to=oci:below
refuses "a home directory that no shell has put in" "begins with a ~" build -Dkubespray.to=oci:~/image
check "nothing was built for any of these" [ ! -e target/kubespray/image ]

fresh secrets
openssl genpkey -algorithm ed25519 2> /dev/null | sed 's/$/\r/' > inventory/key.pem
check "a private key is warned of" build
check "by a warning of Maven's" grep -q '^\[WARNING\].* inventory/key.pem looks like a private key' last.log
check "also by an idle build" build -q
check "and with -q" grep -q '^\[WARNING\].* inventory/key.pem looks like a private key' last.log

# A project of modules: what a pom names is relative to it, from wherever Maven is called.
cd "$work/$part" || exit 2
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
check "by a process that believes itself elsewhere, as a daemon's" env MAVEN_OPTS="$MAVEN_OPTS -Duser.dir=/" true
check "nothing elsewhere" [ -z "$(ls elsewhere)" ]
modules=$(digest mm/img/target)
mkdir -p other/p
sed 's|<parent>.*</parent>|<groupId>a</groupId><version>1</version>|; s|../../kubespray|../../kubespray|' mm/img/pom.xml > other/p/pom.xml
thin other/p/base another
thin base third
check "the image that from names in a pom is beside that pom" $mvn -B -q -f other/p/pom.xml package
check "and another than that of the same name elsewhere" [ "$(digest other/p/target)" != "$modules" ]

# What cannot be written is named as its user knows it.
fresh unwritable
touch taken
refuses "a file in the way of a directory" "$PWD/taken is no directory" build -Dkubespray.to=oci-archive:taken/x.tar
check "no name of a temporary file" sh -c '! grep -E "\.part|Exception:" last.log'
mkdir full
mount -t tmpfs -o size=16k tmpfs full
refuses "a full disk" "full/x.tar cannot be written: no space left on device" build -Dkubespray.to=oci-archive:full/x.tar
check "no name of a temporary file" sh -c '! grep -E "\.part" last.log'
umount full
mount -t tmpfs -o ro tmpfs full
refuses "a disk that may only be read" "read-only file system" build -Dkubespray.to=oci:full/x
check "no name of a temporary file" sh -c '! grep -E "\.part" last.log'
umount full
refuses "a name that is too long" "file name too long; take a shorter name" build -Dkubespray.to="oci-archive:$(printf '%0256d' 0)"
check "no name of a temporary file" sh -c '! grep -E "\.part" last.log'
cd "$work/$part" || exit 2
