#!/bin/bash
# dockerignore.sh [--write]: what a real buildah's "COPY . /x" takes from a small tree under each .dockerignore of the unit
# tests, compared with the listings that the tests expect of us (--write: written there where none is yet). Needs root.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
cases=$(cd "$here/../../src/test/resources/io/github/kubespraymaven/checkout/dockerignore" && pwd)

if [ "${1-}" != --within ]; then
  command -v buildah >/dev/null || { echo "no buildah here (Debian: apt-get install buildah)"; exit 2; }
  [ "$(id -u)" = 0 ] || { echo "needs root, for a mount namespace of its own"; exit 2; }
  work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
  mkdir -p "$work/var" "$work/run" /var/lib/containers /run/containers
  # containers/storage keeps things in two fixed places besides its root; they lie in the work folder here
  unshare -m --propagation private bash -ec '
    mount --bind "$1/var" /var/lib/containers; mount --bind "$1/run" /run/containers; exec bash "$0" --within "${@:1}"
  ' "$here/dockerignore.sh" "$work" "${1-}"
  exit
fi

work=$2 write=${3-}
printf '[storage]\ndriver="vfs"\ngraphroot="%s/graph"\nrunroot="%s/runroot"\n' "$work" "$work" > "$work/storage.conf"
export CONTAINERS_STORAGE_CONF=$work/storage.conf TMPDIR=$work BUILDAH_ISOLATION=chroot

# draw DIR < tree: makes the files of a drawing; see Drawing.java for its forms
draw() {
  while IFS= read -r line; do
    case $line in
      '') ;;
      *' -> '*) mkdir -p "$1/$(dirname "${line%% -> *}")"; ln -s "${line#* -> }" "$1/${line%% -> *}" ;;
      */) mkdir -p "$1/$line" ;;
      *) mkdir -p "$1/$(dirname "$line")"; name=${line%\*}; printf %s "$line" > "$1/$name"
         [ "$name" = "$line" ] || chmod +x "$1/$name" ;;
    esac
  done
}

# listing DIR: one line for each entry, sorted by name within each directory: "dir/", "file", "script*", "link -> target"
listing() {
  (cd "$1" && find . -mindepth 1 \( -type d -printf '%P/\n' -o -type l -printf '%P -> %l\n' \
    -o -perm -u+x -printf '%P*\n' -o -printf '%P\n' \) | LC_ALL=C sort)
}

printf 'FROM scratch\nCOPY . /x\n' > "$work/Dockerfile"
mkdir "$work/context"; draw "$work/context" < "$cases/tree"
count=0 wrong=0
for case in "$cases"/*/; do
  name=$(basename "$case")
  cp "$case/dockerignore" "$work/context/.dockerignore"
  expected=$case/expected
  [ ! -e "$case/buildah" ] || expected=$case/buildah
  if image=$(buildah bud -q -f "$work/Dockerfile" "$work/context" 2> "$work/error"); then
    container=$(buildah from "$image")
    listing "$(buildah mount "$container")/x" > "$work/got"
    buildah rm -a > /dev/null; buildah rmi -f "$image" > /dev/null
  else
    sed 's/^/error: /' "$work/error" > "$work/got"
  fi
  [ "$write" != --write ] || [ -e "$expected" ] || cp "$work/got" "$expected"
  count=$((count + 1))
  if diff -u "$expected" "$work/got" > "$work/diff"; then
    echo "equal      $name$([ -e "$case/buildah" ] && echo ' (where buildah is known to differ from Docker)')"
  else
    echo "DIFFERENT  $name"; sed 's/^/    /' "$work/diff"; wrong=$((wrong + 1))
  fi
done
echo "$count .dockerignore files, $wrong listings different from $(buildah --version)'s"
[ "$wrong" = 0 ]
