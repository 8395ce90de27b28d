#!/bin/bash
# proof.sh [CHECKOUT [PARAMETER...]]: locks a checkout (default: it/sample) and builds it again and again, each time with one
# thing different that must not matter, and compares the digests of the manifests. Prints a table in Markdown; fails if a build
# fails or a digest differs. PARAMETERs (-Dkubespray.…) go to all builds.
#
#   JDKS='DIR…'     default: this machine's below /usr/lib/jvm      MAVENS='VERSION…'  default: 3.8.7 3.9.11 4.0.0-rc-5
#   WORK=DIR        default: target/proof                           ONLY=REGEX         only the rows whose name matches
#
# Every row but the warm ones makes all layers anew: what was downloaded is kept, no layer and nothing that is known of one.
# faketime and disorderfs come from Debian's packages, unpacked below WORK and not installed. What this machine cannot do is left
# out and said.
set -uo pipefail
here=$(cd "$(dirname "$0")" && pwd)
project=$(dirname "$here")
. "$here/lib/kubectl.sh"
source=$(cd "${1:-$here/sample}" && pwd) || exit 2
[ $# = 0 ] || shift
work=${WORK:-$project/target/proof}
mavens=${MAVENS:-3.8.7 3.9.11 4.0.0-rc-5}
version=$(sed -n 's:^  <version>\(.*\)</version>$:\1:p' "$project/pom.xml" | head -1)
version=${VERSION:-$version}
rm -rf "$work/sites" "$work/cache"
mkdir -p "$work"/{sites,logs,home,tools}
work=$(cd "$work" && pwd)
unset SOURCE_DATE_EPOCH MAVEN_ARGS
[ -n "${VERSION-}" ] || (cd "$project" && mvn -q -B install -Dmaven.test.skip=true) || exit 1

# A local repository that every user may read: of ours it has the plugin alone.
repository=$work/repository
mkdir -p "$repository/io/github/kubespraymaven"
group=io/github/kubespraymaven/kubespray-maven-plugin/$version
ours=${REPOSITORY:-$HOME/.m2/repository}
mkdir -p "$repository/$group" && cp "$ours/$group"/*.{pom,jar} "$repository/$group/" || exit 1

fetch_maven() { # fetch_maven VERSION
  [ -x "$work/tools/apache-maven-$1/bin/mvn" ] && return
  mvn -q -B dependency:get "-Dartifact=org.apache.maven:apache-maven:$1:tar.gz:bin" -Dtransitive=false &&
    mvn -q -B dependency:copy "-Dartifact=org.apache.maven:apache-maven:$1:tar.gz:bin" "-DoutputDirectory=$work/tools" &&
    tar xzf "$work/tools/apache-maven-$1-bin.tar.gz" -C "$work/tools"
}

unpack() { # unpack TOOL PACKAGE...: Debian packages below tools/TOOL
  local tool=$1; shift
  [ -d "$work/tools/$tool/usr" ] && return
  command -v apt-get > /dev/null && mkdir -p "$work/tools/$tool" &&
    (cd "$work/tools/$tool" && apt-get -qq download "$@" && for deb in *.deb; do dpkg -x "$deb" .; done) > "$work/logs/$tool" 2>&1
}

jdks=()
for jdk in ${JDKS:-/usr/lib/jvm/*}; do
  [ -L "$jdk" ] || [ ! -x "$jdk/bin/javac" ] || jdks+=("$jdk")
done
[ ${#jdks[@]} -gt 0 ] || { echo "no JDK: name some with JDKS='DIR…'"; exit 2; }
maven=
for one in $mavens; do
  fetch_maven "$one" && maven=${maven:-$one} || echo "Maven $one cannot be had; left out"
done
parameters=("$@")
if ! printf '%s\n' "$@" | grep -qE 'kubespray\.(kubectl|filesMirror)=' && ! upstream_reachable; then
  parameters+=(-Dkubespray.kubectl=none)
fi

status=0 first='' rows=0
say() { printf '%s\n' "$*"; }
copy() { mkdir -p "$(dirname "$2")"; cp -a "$source" "$2"; rm -rf "$2/target"; [ -z "${lock-}" ] || cp "$lock" "$2/kubespray.lock"; }
forget() { # what is known of layers, and the layers: what was downloaded stays
  rm -rf "${1:-$work/cache}"/records/{base,layer,checkout-sums}
}

# run NAME SITE COMMAND-PREFIX...: builds at a site, with variables of the shell's environment as they are
run() {
  local name=$1 site=$2; shift 2
  local log=$work/logs/build-$((++rows)) jdk=${jdk:-${jdks[0]}} cache=${cache:-$work/cache} digest
  [ -n "${warm-}" ] || { forget "$cache"; rm -rf "$site/target"; }
  if (cd "$site" && JAVA_HOME=$jdk MAVEN_OPTS="-Xmx256m ${opts-}" "$@" "$work/tools/apache-maven-${with:-$maven}/bin/mvn" -B \
    "-Dmaven.repo.local=${repository}" "io.github.kubespraymaven:kubespray-maven-plugin:$version:${goal:-build}" \
    "-Dkubespray.cache=$cache" "${parameters[@]}") > "$log" 2>&1; then
    [ "${goal:-build}" = build ] || return 0
    # A row in which nothing was made would prove nothing.
    [ -n "${warm-}" ] || grep -q '"reused": *false' "$site/target/kubespray/image.json" || { say "| $name | nothing was built anew ($log) |"; status=1; return; }
    digest=$(sed -n 's/^ *"digest" *: *"\(sha256:[0-9a-f]*\)".*/\1/p' "$site/target/kubespray/image.json" | head -1)
    first=${first:-$digest}
    if [ "$digest" = "$first" ]; then say "| $name | \`${digest:0:19}…\` |"; else say "| $name | **$digest** |"; status=1; fi
  else
    say "| $name | failed: $(grep -m 1 ERROR "$log" | cut -c1-160) ($log) |"; status=1
  fi
}
row() { [[ $1 =~ ${ONLY:-.} ]] || return 0; run "$@"; }

site=$work/sites/kubespray
copy "$source" "$site"
goal=lock run lock "$site" env || exit 1
[ -f "$site/kubespray.lock" ] || { tail -20 "$work/logs/build-1"; exit 1; }
lock=$work/kubespray.lock
cp "$site/kubespray.lock" "$lock"
say "$(basename "$source") with a lock of $(grep -c '^deb ' "$lock") Debian packages and $(grep -c '^python ' "$lock") distributions; plugin $version"
say
say '| what is different | digest of the image |'
say '|---|---|'
run "nothing: Maven $maven, $(basename "${jdks[0]}")" "$site" env
warm=yes row 'warm: the same again, nothing to do' "$site" env
rm -rf "$site/target"
warm=yes row 'warm: the base is known, the image is not' "$site" env
cache=$work/cold row 'cold: an empty cache' "$site" env
for jdk in "${jdks[@]}"; do
  for with in $mavens; do
    [ -x "$work/tools/apache-maven-$with/bin/mvn" ] && row "Maven $with on $(basename "$jdk")" "$site" env
  done
done
unset jdk with
row 'TZ=Pacific/Kiritimati' "$site" env TZ=Pacific/Kiritimati
row 'TZ=America/St_Johns' "$site" env TZ=America/St_Johns
opts='-Duser.language=tr -Duser.country=TR' row 'Turkish' "$site" env LANG=tr_TR.UTF-8
opts='-Duser.language=ar -Duser.country=EG' row 'LC_ALL=C, Arabic digits' "$site" env LC_ALL=C LANG=C
opts='-Dfile.encoding=ISO-8859-1' row 'file.encoding=ISO-8859-1' "$site" env LC_ALL=C
opts='-XX:ActiveProcessorCount=1' row 'one core' "$site" env
opts='-XX:ActiveProcessorCount=16' row 'sixteen cores' "$site" env
if command -v taskset > /dev/null; then row 'bound to one core (taskset)' "$site" taskset -c 0; fi
row 'another HOME' "$site" env HOME="$work/home"
for mask in 077 000; do
  (umask $mask; mkdir -p "$work/sites/$mask"; cp -r --no-preserve=mode "$source" "$work/sites/$mask/kubespray")
  rm -rf "$work/sites/$mask/kubespray/target"; cp "$lock" "$work/sites/$mask/kubespray/kubespray.lock"
  # cp drops the execute bits that umask alone would leave; whoever unpacks keeps them.
  (cd "$source" && find . -type f -perm -u+x -print0) | (cd "$work/sites/$mask/kubespray" && xargs -0r chmod u+x --)
  (umask $mask; row "umask $mask, checkout and build" "$work/sites/$mask/kubespray" env; exit $status) || status=1
done
copy "$source" "$work/sites/a längër päth, with blanks/and 'quotes'/kubespray"
row 'another path, with blanks and umlauts' "$work/sites/a längër päth, with blanks/and 'quotes'/kubespray" env
# Files made in another order lie in another order in most file systems. Empty directories go along: git knows a repository by them.
mkdir -p "$work/sites/shuffled/kubespray"
(cd "$source" && find . -path ./target -prune -o \( -type f -o -type l -o -type d -empty \) -print0 | shuf -z | cpio -0pdm --quiet "$work/sites/shuffled/kubespray") 2> /dev/null ||
  (cd "$source" && find . -path ./target -prune -o \( -type f -o -type l -o -type d -empty \) -print0 | shuf -z | tar -c --null -T - -f -) | tar -xf - -C "$work/sites/shuffled/kubespray"
cp "$lock" "$work/sites/shuffled/kubespray/"
row 'files made in another order, with the times of today' "$work/sites/shuffled/kubespray" env
if [ "$(id -u)" = 0 ] && command -v setpriv > /dev/null; then
  copy "$source" "$work/sites/other/kubespray"
  cp -r "$work/cache" "$work/cache-of-another"; mkdir -p "$work/home-of-another"
  chown -R 65534:65534 "$work/sites/other" "$work/cache-of-another" "$work/home-of-another"
  cp -r "$repository" "$work/repository-of-another"; chown -R 65534:65534 "$work/repository-of-another"
  if setpriv --reuid=65534 --regid=65534 --clear-groups test -x "$work/sites/other/kubespray" -a -x "$work/tools"; then
    repository=$work/repository-of-another cache=$work/cache-of-another opts="-Duser.home=$work/home-of-another" \
      row 'another user (65534)' "$work/sites/other/kubespray" setpriv --reuid=65534 --regid=65534 --clear-groups env HOME="$work/home-of-another"
  else
    say '| another user | left out: WORK is in a directory that others may not enter |'
  fi
else
  say '| another user | left out: only root may become one |'
fi
if unpack faketime faketime libfaketime; then
  fake=$(find "$work/tools/faketime" -name 'libfaketime.so.1' | head -1)
  # A fixed offset, and the monotonic clock as it is: the JVM waits by that one.
  row 'clock 400 days ahead (faketime)' "$site" env LD_PRELOAD="$fake" FAKETIME=+400d FAKETIME_DONT_FAKE_MONOTONIC=1
  row 'clock in 2019 (faketime)' "$site" env LD_PRELOAD="$fake" FAKETIME=-2500d FAKETIME_DONT_FAKE_MONOTONIC=1
else
  say '| another clock | left out: faketime cannot be had here |'
fi
mounted=
if [ "$(id -u)" = 0 ] && [ -e /dev/fuse ] && unpack disorderfs disorderfs libfuse2; then
  copy "$source" "$work/sites/ordered/kubespray"; mkdir -p "$work/sites/disordered"
  libraries=$(dirname "$(find "$work/tools/disorderfs" -name 'libfuse.so.2*' | head -1)")
  if LD_LIBRARY_PATH=$libraries "$work/tools/disorderfs/usr/bin/disorderfs" --shuffle-dirents=yes --multi-user=yes \
    "$work/sites/ordered" "$work/sites/disordered" > "$work/logs/disorderfs-mount" 2>&1; then
    mounted=yes
    row 'directories read in random order (disorderfs)' "$work/sites/disordered/kubespray" env
    umount "$work/sites/disordered"
  fi
fi
[ -n "$mounted" ] || say '| directories read in random order | left out: disorderfs cannot be mounted here; the shuffled copy above stands for it |'
say
[ $status = 0 ] && say 'All digests are equal.' || say 'Not all digests are equal.'
exit $status
