#!/bin/bash
# download.sh WORK VERSION [ROUNDS [PART...]]: the goal `download` of the installed plugin VERSION, wget -x (a process a file, as kubespray's
# script has it, and one for all), aria2c (without sums and with them) and curl --parallel, in turn, in one run, against an nginx of its own. Parts:
#   loopback  600 MB in 24 files on this machine
#   far       the same at 100 Mbit/s with a round trip of 30 ms (it/lib/link.py, two network namespaces)
#   small     60 files of 100 kB on that line
#   resets    300 files of 1 MB from a server that resets 2% of its answers half way
# Prints medians of wall and CPU seconds, how many files were right in the end, and ratios, of ours for the whole process and for the
# downloading itself, as the goal says it. `help` is Maven's own start. Root. Debian packages: nginx-light wget aria2 curl iproute2 python3. MVN: the Maven to run, with its first arguments.
set -u
[ $# -ge 2 ] || { sed -n 's/^# //p' "$0" | head -10; exit 2; }
project=$(cd "$(dirname "$0")/../.." && pwd)
. "$project/it/lib/install.sh"
if [ "${inside-}" != yes ]; then
  install_missing 'nginx:nginx-light wget:wget aria2c:aria2 curl:curl ip:iproute2 python3:python3'
  mkdir -p "$1"
  inside=yes exec unshare --mount --pid --net --fork --mount-proc --propagation private bash "$0" "$(cd "$1" && pwd)" "${@:2}"
fi
work=$1 version=$2 rounds=${3:-3}
shift 2
[ $# -eq 0 ] || shift
[ $# -gt 0 ] || set -- loopback far small resets
mvn=${MVN:-mvn -Dmaven.repo.local=$HOME/.m2/repository}
PATH=$PATH:/usr/sbin:/sbin
cd "$work" || exit 2
rm -rf home tmp run target
mkdir -p home tmp run
ip link set lo up
mount -t tmpfs tmpfs /run
unset http_proxy https_proxy HTTP_PROXY HTTPS_PROXY no_proxy NO_PROXY all_proxy ALL_PROXY
export TMPDIR=$work/tmp HOME=$work/home MAVEN_OPTS="-Xmx256m -Duser.home=$work/home"
. "$project/it/lib/servers.sh"

# files DIR COUNT MEGABYTES: so many files, together so large: sizes as those of a deployment, or all the same where it says so.
files() {
  [ ! -e "$1/done" ] || return 0
  python3 - "$@" << 'P'
import os, random, sys
folder, count, megabytes = sys.argv[1], int(sys.argv[2]), float(sys.argv[3])
same = len(sys.argv) > 4
shares = [1 if same else 1 / (n + 1) ** 0.7 for n in range(count)]
for n, share in enumerate(shares):
    path = f"{folder}/release/v1.{n}/bin/linux/amd64/file{n}"
    os.makedirs(os.path.dirname(path), exist_ok=True)
    left, chance = int(megabytes * 1e6 * share / sum(shares)), random.Random(f"{folder}{n}")
    with open(path, "wb") as out:
        while left:
            piece = chance.randbytes(min(left, 1 << 22))
            out.write(piece)
            left -= len(piece)
open(f"{folder}/done", "w").close()
P
}
serve() { # ADDRESS ROOT: nginx there; sets $host
  mkdir -p nginx
  cat > nginx/nginx.conf << N
user root; worker_processes 1; daemon off; pid $work/nginx/pid; error_log $work/nginx/error.log; events {}
http { access_log off; sendfile on; types {} default_type application/octet-stream; keepalive_requests 100000;
  client_body_temp_path $work/nginx/b; proxy_temp_path $work/nginx/p; fastcgi_temp_path $work/nginx/f; uwsgi_temp_path $work/nginx/u; scgi_temp_path $work/nginx/s;
  server { listen $1; root $2; } }
N
  rm -f nginx/pid
  "${far[@]}" nginx -c "$work/nginx/nginx.conf" 2> nginx/stderr.log &
  started+=($!)
  await nginx/pid '[0-9]+' > /dev/null || exit 2
  host=$1
}
plan() { # ROOT: the lists of all tools
  (cd "$1" && find . -type f ! -name done -printf '%P\n' | sort) > names
  sed "s|^|http://$host/|" names > urls
  while read -r name; do echo "http://$host/$name $work/$1/$name"; done < names | python3 "$lib/downloads.py" > sums.json
  while read -r name; do printf 'http://%s/%s\n dir=out/%s\n out=%s\n' "$host" "$name" "$host/$(dirname "$name")" "$(basename "$name")"; done < names > aria2c.in
  while read -r name; do printf 'http://%s/%s\n dir=out/%s\n out=%s\n checksum=sha-256=%s\n' "$host" "$name" "$host/$(dirname "$name")" "$(basename "$name")" "$(sha256sum < "$1/$name" | cut -d' ' -f1)"; done < names > aria2c-sums.in
  while read -r name; do printf 'url="http://%s/%s"\noutput="out/%s/%s"\n' "$host" "$name" "$host" "$name"; done < names > curl.config
}
tool() {
  case $1 in
    help) $mvn -B -q "io.github.kubespraymaven:kubespray-maven-plugin:$version:help" ;;
    download)
      $mvn -B "io.github.kubespraymaven:kubespray-maven-plugin:$version:download" -Dkubespray.cache="$work/run/cache" \
        -Dkubespray.directory="$project/it/sample" -Dkubespray.filesDirectory="$work/out" -Dkubespray.extraVars="@$work/sums.json" -Dkubespray.insecureRegistries="${host%:*}"
      ;;
    wget-loop) while read -r url; do wget -q -x -P out "$url" || return; done < urls ;;
    wget) wget -q -x -P out -i urls ;;
    aria2c) aria2c -q --no-conf -j5 -x5 -i aria2c.in ;;
    aria2c-sums) aria2c -q --no-conf -j5 -x5 -V -i aria2c-sums.in ;;
    curl) curl -sS --fail --create-dirs --parallel --parallel-max 5 -K curl.config ;;
    curl-retry) curl -sS --fail --create-dirs --retry 5 --retry-all-errors --retry-delay 1 --parallel --parallel-max 5 -K curl.config ;;
  esac
}
export -f tool
right() { # ROOT: how many files are right
  local name count=0
  while read -r name; do ! cmp -s "$1/$name" "out/$host/$name" || count=$((count + 1)); done < names
  echo "$count of $(wc -l < names)"
}
race() { # PART ROOT TOOL...
  local part=$1 root=$2 one round status
  shift 2
  plan "$root"
  for round in $(seq "$rounds"); do
    for one in "$@"; do
      rm -rf out run/cache
      sync
      TIMEFORMAT='%R %U %S'
      export version project work host mvn
      { time "${near[@]}" bash -c 'tool "$0"' "$one" > "run/$part-$one.log" 2>&1; } 2> run/time
      status=$?
      tail -1 run/time | while read -r wall user system; do echo "$part,$one,$wall,$(echo "$user $system" | awk '{ print $1 + $2 }'),$status,$([ "$one" = help ] || right "$root"),$(sed -nE 's/^\[INFO\] .* moved.* ([0-9.]+) s\.$/\1/p' "run/$part-$one.log")"; done >> times.csv
    done
  done
}
: > times.csv
near=() far=()
part_loopback() {
  near=() far=()
  files large 24 600
  serve 127.0.0.1:8090 "$work/large"
  race loopback large help download wget-loop wget aria2c aria2c-sums curl
}
joined=no
line() { # a line to a server at its other end
  if [ $joined = no ]; then
    for end in near far; do
      ip netns add $end && ip netns exec $end ip link set lo up || exit 2
    done
    python3 "$lib/link.py" near far 100 30 > link.log 2>&1 &
    started+=($!)
    await link.log up > /dev/null || exit 2
    joined=yes
  fi
  near=(ip netns exec near) far=(ip netns exec far)
}
part_far() {
  files large 24 600
  line
  serve 198.51.100.2:8091 "$work/large"
  race far large help download wget-loop wget aria2c aria2c-sums curl
}
part_small() {
  files small 60 6 same
  line
  serve 198.51.100.2:8092 "$work/small"
  race small small help download wget-loop wget aria2c aria2c-sums curl
}
part_resets() {
  files many 300 300 same
  near=() far=()
  program files "$work/many" "$work/run/served" --flat --reset 0.02 --seed 1
  race resets many help download wget-loop wget aria2c aria2c-sums curl curl-retry
}
for part in "$@"; do "part_$part"; done
python3 "$project/it/bench/downloads.py" times.csv
