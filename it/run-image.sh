#!/bin/bash
# run-image.sh LAYOUT[:TAG] [REFERENCE]: unpacks an image from an OCI layout with umoci, runs in a chroot what a kubespray
# image is for, and prints a table of it. REFERENCE is the root of a tree of the same Debian packages (mmdebstrap's): links
# that dangle there may dangle in the image. Needs umoci, openssl, curl and root, or user namespaces.
set -uo pipefail
[ $# -ge 1 ] || { sed -n 's/^# //p' "$0" | head -3; exit 2; }
for tool in umoci openssl unshare chroot; do
  command -v $tool > /dev/null || { echo "no $tool here (Debian: apt-get install umoci openssl util-linux coreutils)"; exit 2; }
done

if [ "${inside-}" != yes ]; then
  user=(); [ "$(id -u)" = 0 ] || user=(--user --map-root-user)
  # In namespaces of its own, so that no mount and no server outlives it.
  inside=yes rootless=$([ "$(id -u)" = 0 ] || echo yes) exec unshare "${user[@]}" --mount --pid --fork \
    --propagation private bash "$0" "$@"
fi

image=$1 reference=${2-}
if [ -d "$image" ]; then
  tags=$(grep -oE '"org\.opencontainers\.image\.ref\.name" *: *"[^"]+"' "$image/index.json" | sed 's/.*"\(.*\)"/\1/')
  [ "$(wc -w <<< "$tags")" = 1 ] || { echo "$image holds these images, name one: " $tags; exit 2; }
  image=$image:$tags
fi

work=$(mktemp -d)
trap 'kill $(jobs -p) 2> /dev/null; umount -R "$work"/bundle/rootfs/{proc,dev} 2> /dev/null; rm -rf --one-file-system "$work"' EXIT
umoci unpack ${rootless:+--rootless} --image "$image" "$work/bundle" > "$work/umoci.log" 2>&1 ||
  { cat "$work/umoci.log"; exit 1; }
root=$work/bundle/rootfs

# What links dangle, before anything is mounted or added. The checkout's own may: some of kubespray's do.
dangling() {
  chroot "$1" /usr/bin/python3 -c '
import os
for top, names, files in os.walk("/"):
    if top == "/":
        names[:] = [n for n in names if n not in ("kubespray", "proc", "sys", "dev")]
    for name in names + files:
        path = os.path.join(top, name)
        if os.path.islink(path) and not os.path.exists(path):
            print(path)
' | LC_ALL=C sort; }
dangling "$root" > "$work/dangling"

mkdir -p "$root/proc" "$root/dev"
mount -t proc proc "$root/proc" 2> /dev/null || mount --rbind /proc "$root/proc"
mount --rbind /dev "$root/dev"

# What the image's own config says of its processes
mapfile -t environment < <(sed -n '/"env": \[/,/\]/p' "$work/bundle/config.json" | grep -oE '"[A-Za-z_]+=[^"]*"' | tr -d '"')
directory=$(grep -oE '"cwd": *"[^"]*"' "$work/bundle/config.json" | cut -d'"' -f4)

failed=0
row() { printf '%-8s %-38s %s\n' "$1" "$2" "$3"; }
verdict() { # verdict NAME STATUS OUTPUT-FILE
  if [ "$2" = 0 ]; then
    row ok "$1" "$(grep -m1 . "$3" | cut -c1-100)"
  else
    row FAILED "$1" "exit status $2"; sed 's/^/         | /' "$3" | tail -12; failed=$((failed + 1))
  fi
}
in_image() { env -i HOME=/root TERM=dumb "${environment[@]}" chroot "$root" \
  bash -c 'cd "$1" && shift && exec "$@"' - "${directory:-/}" "$@"; }
try() { # try NAME COMMAND...: passes with status 0
  local name=$1; shift
  in_image "$@" > "$work/out" 2>&1 < /dev/null; verdict "$name" $? "$work/out"
}
try_text() { # try_text NAME EXPECTED COMMAND...: passes with status 0 and that text in the output
  local name=$1 expected=$2 status; shift 2
  in_image "$@" > "$work/out" 2>&1 < /dev/null; status=$?
  if [ $status = 0 ] && ! grep -qF -- "$expected" "$work/out"; then status="0, without '$expected'"; fi
  verdict "$name" "$status" "$work/out"
}

inventory=inventory/sample
[ ! -e "$root/kubespray/$inventory/inventory.ini" ] || inventory=$inventory/inventory.ini
try_text 'ansible-playbook --version' 'ansible-playbook' ansible-playbook --version
try_text 'ansible-playbook --syntax-check' 'playbook: cluster.yml' ansible-playbook -i $inventory --syntax-check cluster.yml
try_text 'ansible-playbook --list-tasks' 'tasks:' ansible-playbook -i $inventory --list-tasks cluster.yml
try 'python3: ssl, sqlite3, ctypes, cryptography' \
  python3 -c 'import ssl, sqlite3, ctypes, cryptography; print(ssl.OPENSSL_VERSION, cryptography.__version__)'

# A server whose certificate is signed by an authority of its own, trusted as update-ca-certificates would have it
(cd "$work" && openssl req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.pem -days 2 -subj '/CN=An authority for one test' -addext keyUsage=critical,keyCertSign,cRLSign &&
  openssl req -newkey rsa:2048 -nodes -keyout key.pem -out server.csr -subj /CN=localhost &&
  openssl x509 -req -in server.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 -out cert.pem \
    -extfile <(printf 'subjectAltName=IP:127.0.0.1\nauthorityKeyIdentifier=keyid\n')) > "$work/openssl.log" 2>&1 || cat "$work/openssl.log"
for port in $(shuf -i 20000-45000 -n 5); do
  openssl s_server -quiet -www -accept "127.0.0.1:$port" -cert "$work/cert.pem" -key "$work/key.pem" > /dev/null 2>&1 &
  sleep 0.5; kill -0 $! 2> /dev/null && break
done
by_curl=(curl -sS -o /dev/null -w '%{http_code} over %{http_version}\n' "https://127.0.0.1:$port/")
by_python=(python3 -c '
import socket, ssl, sys
with socket.create_connection(("127.0.0.1", int(sys.argv[1])), 10) as plain:
    with ssl.create_default_context().wrap_socket(plain, server_hostname="127.0.0.1") as secure:
        print(secure.version(), secure.cipher()[0])' "$port")
in_image "${by_curl[@]}" > /dev/null 2>&1 < /dev/null && row FAILED 'curl trusts nobody unknown' '' && failed=$((failed + 1))
in_image "${by_python[@]}" > /dev/null 2>&1 < /dev/null && row FAILED 'python trusts nobody unknown' '' && failed=$((failed + 1))
cat "$work/ca.pem" >> "$root/etc/ssl/certs/ca-certificates.crt"
cp "$work/ca.pem" "$root/etc/ssl/certs/$(openssl x509 -hash -noout -in "$work/ca.pem").0"
try 'TLS by python' "${by_python[@]}"
try 'TLS by curl' "${by_curl[@]}"

try 'ssh' ssh -V
try_text 'ssh-keygen, ssh-agent, ssh-add' ED25519 sh -c '
  ssh-keygen -q -t ed25519 -N "" -f /tmp/key && eval "$(ssh-agent)" && ssh-add -q /tmp/key && ssh-add -l
  status=$?; kill "$SSH_AGENT_PID"; rm -f /tmp/key /tmp/key.pub; exit $status'
try 'sshpass' sshpass -V
try 'rsync' rsync --version
try_text 'jq' 3 jq -n '1 + 2'
try 'vi' vi --version
try_text 'awk' 42 awk 'BEGIN { print 6 * 7 }'
try_text 'which' /ansible-playbook which ansible-playbook
if in_image sh -c 'command -v kubectl' > /dev/null 2>&1; then
  try_text 'kubectl version --client' 'Client Version' kubectl version --client
else
  row - 'kubectl version --client' 'there is none in the image'
fi
if command -v dpkg-query > /dev/null; then
  dpkg-query --admindir="$root/var/lib/dpkg" -W > "$work/packages" 2>&1
  [ "$(wc -l < "$work/packages")" -gt 20 ]; status=$?
  sed -i "1i $(wc -l < "$work/packages") packages" "$work/packages"
  verdict 'dpkg-query --admindir' $status "$work/packages"
else
  row - 'dpkg-query --admindir' 'no dpkg-query on this machine'
fi

in_image python3 - < "$(dirname "$0")/lib/needed.py" > "$work/out" 2>&1; verdict 'libraries that programs need' $? "$work/out"

: > "$work/allowed"
[ -z "$reference" ] || dangling "$reference" > "$work/allowed"
LC_ALL=C comm -23 "$work/dangling" "$work/allowed" > "$work/more"
if [ -s "$work/more" ] && [ -z "$reference" ]; then
  row - 'links that dangle' "$(wc -l < "$work/more"), to compare with a REFERENCE: $(head -5 "$work/more" | paste -sd' ')"
else
  [ ! -s "$work/more" ]; status=$?
  { echo "$(wc -l < "$work/dangling") dangle, $(wc -l < "$work/more") of them not in the reference"; cat "$work/more"; } > "$work/out"
  verdict 'links that dangle' $status "$work/out"
fi
du -sx --apparent-size -B1 --exclude=./proc --exclude=./dev "$root" | awk '{ printf "%.1f MB unpacked\n", $1 / 1e6 }'
[ $failed = 0 ] || { echo "$failed failed"; exit 1; }
