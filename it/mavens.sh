#!/bin/bash
# mavens.sh [JDK...]: builds it/sample with each supported line of Maven, on each JDK (directories; default: this machine's).
# Maven's distributions come from the Maven repository. Prints a line for each: Maven, JDK, digest; fails if a build fails or
# the digests differ.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
project=$(dirname "$here")
. "$here/lib/kubectl.sh"
mavens='3.8.7 3.9.11 4.0.0-rc-5'

work=$project/target/mavens
mkdir -p "$work"
rm -rf "$work/sample"
cp -a "$here/sample" "$work/sample"
version=$(sed -n 's:^  <version>\(.*\)</version>$:\1:p' "$project/pom.xml" | head -1)
(cd "$project" && mvn -q -B install -Dmaven.test.skip=true)

# fetch_maven VERSION: unpacks that Maven below the work directory.
fetch_maven() {
  [ -x "$work/apache-maven-$1/bin/mvn" ] && return
  mvn -q -B dependency:get "-Dartifact=org.apache.maven:apache-maven:$1:tar.gz:bin" -Dtransitive=false
  mvn -q -B dependency:copy "-Dartifact=org.apache.maven:apache-maven:$1:tar.gz:bin" "-DoutputDirectory=$work"
  tar xzf "$work/apache-maven-$1-bin.tar.gz" -C "$work"
}

jdks=("$@")
if [ $# = 0 ]; then
  # Links to another of them are not counted twice.
  for jdk in /usr/lib/jvm/* ${JAVA_HOME:+"$JAVA_HOME"}; do
    [ -L "$jdk" ] || [ ! -x "$jdk/bin/javac" ] || jdks+=("$jdk")
  done
fi

kubectl=(-Dkubespray.kubectl=none)
if upstream_reachable; then
  kubectl=()
fi
status=0
first=
for maven in $mavens; do
  fetch_maven "$maven"
  for jdk in "${jdks[@]}"; do
    run=$work/$maven-$(basename "$jdk")
    # Downloads are kept, layers are made anew.
    rm -rf "$run" "$work/cache/records/base" "$work/cache/records/layer"
    mkdir -p "$run"
    if (cd "$run" && JAVA_HOME=$jdk MAVEN_OPTS=-Xmx256m "$work/apache-maven-$maven/bin/mvn" -B \
      "io.github.kubespraymaven:kubespray-maven-plugin:$version:build" "-Dkubespray.directory=$work/sample" \
      -Dkubespray.cache="$work/cache" "${kubectl[@]}") > "$run/log" 2>&1; then
      digest=$(sed -n 's/^ *"digest" *: *"\(sha256:[0-9a-f]*\)".*/\1/p' "$run/target/kubespray/image.json" | head -1)
      echo "Maven $maven, $(basename "$jdk"): $digest"
      first=${first:-$digest}
      [ "$digest" = "$first" ] || { echo "  another image than the first"; status=1; }
    else
      echo "Maven $maven, $(basename "$jdk"): failed; see $run/log"
      grep -m 3 ERROR "$run/log" || true
      status=1
    fi
  done
done
exit $status
