#!/bin/bash
# lock.sh CHECKOUT [ROUNDS]: resolves a checkout's Python requirements with this plugin (goal lock) and with uv (uv pip compile), in
# turn: cold (nothing is known), warm (what each keeps between runs is there, and asked after where the index wants that) and
# offline (with that alone); prints medians of the times and the numbers of requests and bytes.
#
# Needs python3 with venv and pip, which bring uv from the Python index of this machine. Requests are counted in a round of their
# own, in which both tools speak to the index through a proxy of this machine that changes nothing but addresses in pages; times are
# taken without it, since a proxy has its price for each connection, and uv opens more of them.
# The plugin resolves Debian packages in the same run; what is compared is what it reports of the distributions alone
# ("resolve Python distributions"), and the whole process is printed beside it: most of it is Maven and Java that start.
# For linux/amd64 and Python 3.13, or FROM=debian:SUITE and PYTHON=3.N together. INDEX=URL names another index. REQUESTS=FILE
# gets a line for each request of all rounds: whose, its bytes and status, what it asked for.
set -euo pipefail
[ $# -ge 1 ] || { sed -n '2,/^set/{/^#/p}' "$0" | sed 's/^# \{0,1\}//'; exit 2; }
here=$(cd "$(dirname "$0")/../.." && pwd)
checkout=$(cd "$1" && pwd) rounds=${2:-3}
version=${VERSION:-$(sed -n 's:^  <version>\(.*\)</version>$:\1:p' "$here/pom.xml" | head -1)}
python=${PYTHON:-3.13} work=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server"; rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check uv
index=${INDEX:-$("$work/venv/bin/pip" config get global.index-url 2> /dev/null || true)}
index=${index:-${PIP_INDEX_URL:-$("$work/venv/bin/pip" download --help | tr -d '\n' | grep -oE 'default +https?://[^ )]*' | head -1 | grep -oE 'https?://.*')}}
index=${index%/}

cat > "$work/proxy.py" <<'P'
import http.client, http.server, re, socketserver, ssl, sys, threading, urllib.parse
index = urllib.parse.urlsplit(sys.argv[1])
asked, lock, local = [], threading.Lock(), threading.local()
def connection(scheme, host):
    kept = local.__dict__.setdefault("kept", {})
    if (scheme, host) not in kept:
        kept[scheme, host] = http.client.HTTPSConnection(host) if scheme == "https" else http.client.HTTPConnection(host)
    return kept[scheme, host]
class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    def log_message(self, *_): pass
    def do_HEAD(self): self.do_GET()
    def do_GET(self):
        if self.path == "/-/asked":
            with lock:
                body = "".join(line + "\n" for line in asked).encode(); asked.clear()
            self.send_response(200); self.send_header("Content-Length", str(len(body))); self.end_headers(); self.wfile.write(body); return
        if self.path.startswith("/-/to/"):
            scheme, host, path = self.path[6:].split("/", 2); path = "/" + path
        else:
            scheme, host, path = index.scheme, index.netloc, self.path
        headers = {k: v for k, v in self.headers.items() if k.lower() not in ("host", "connection", "accept-encoding")}
        headers |= {"Host": host, "Accept-Encoding": "identity"}
        for attempt in (1, 2):
            try:
                c = connection(scheme, host); c.request(self.command, path, headers=headers); answer = c.getresponse(); body = answer.read(); break
            except (http.client.HTTPException, OSError):
                local.kept.pop((scheme, host), None)
                if attempt == 2: raise
        type = answer.headers.get("Content-Type", "")
        if "json" in type or "html" in type:
            me = "http://%s:%d/-/to/" % self.server.server_address
            # In one go: an address that was turned here must not be turned again, or a request would pass twice and count twice.
            body = re.sub(rb"(https?)://", lambda m: me.encode() + m[1] + b"/", body)
        self.send_response(answer.status)
        for k, v in answer.headers.items():
            if k.lower() in ("content-type", "etag", "last-modified", "cache-control", "content-range", "accept-ranges", "location"):
                self.send_header(k, v)
        length = answer.headers.get("Content-Length") if self.command == "HEAD" else str(len(body))
        if length: self.send_header("Content-Length", length)
        self.end_headers()
        if self.command != "HEAD": self.wfile.write(body)
        sent = len(body) if self.command != "HEAD" else 0
        with lock: asked.append(f"{sent:>9} {answer.status} {self.command} {self.path.rsplit('/', 2)[-2 if self.path.endswith('/') else -1]} {type} {self.headers.get('Range', '')}".rstrip())
class Server(socketserver.ThreadingMixIn, http.server.HTTPServer):
    daemon_threads = True; request_queue_size = 128
server = Server(("127.0.0.1", 0), Handler)
print(server.server_address[1], flush=True)
server.serve_forever()
P
python3 "$work/proxy.py" "$index" > "$work/port" & server=$!
for _ in $(seq 50); do [ -s "$work/port" ] && break; sleep 0.1; done
port=$(cat "$work/port") path=$(python3 -c 'import sys,urllib.parse; print(urllib.parse.urlsplit(sys.argv[1]).path)' "$index")
proxied=http://127.0.0.1:$port$path
counts() { # counts WHOSE: requests and bytes since it was asked last
  python3 -c 'import sys,urllib.request; print(urllib.request.urlopen(sys.argv[1]).read().decode(), end="")' "http://127.0.0.1:$port/-/asked" > "$work/asked"
  [ -z "${REQUESTS-}" ] || sed "s/^/$1: /" "$work/asked" >> "$REQUESTS"
  awk '{bytes += $1} END {printf "%d %d\n", NR, bytes}' "$work/asked"
}
cp -a "$checkout" "$work/checkout"; rm -f "$work/checkout/kubespray.lock"
now() { date +%s%3N; }
record() { echo "$1,$2,$3,$4" >> "$work/times"; }

uv() { # uv STEP OPTION...
  local begun; begun=$(now)
  "$work/venv/bin/uv" pip compile -q --no-config --no-build --python-version "$python" --python-platform x86_64-manylinux_2_36 --index-url "$url" \
    --cache-dir "$work/uv-cache" "$work/checkout/requirements.txt" -o "$work/uv.txt" "${@:2}" > "$work/uv.log" 2>&1 || { cat "$work/uv.log"; exit 1; }
  record "uv $1" $(($(now) - begun)) - "$(counts "uv $1")"
}
ours() { # ours STEP OPTION...
  local begun own; begun=$(now)
  rm -f "$work/checkout/kubespray.lock"
  (cd "$work/checkout" && mvn -B "${@:2}" "io.github.kubespraymaven:kubespray-maven-plugin:$version:lock" -Dkubespray.cache="$work/cache" \
    -Dkubespray.kubectl=none -Dkubespray.pythonIndex="$url" ${FROM:+-Dkubespray.from=$FROM}) > "$work/ours.log" 2>&1 || { grep ERROR "$work/ours.log"; exit 1; }
  own=$(sed -n 's/.*resolve Python distributions: \([0-9]*\) ms.*/\1/p' "$work/ours.log" | head -1)
  record "plugin $1" $(($(now) - begun)) "${own:--}" "$(counts "plugin $1")"
}
printf 'uv %s, plugin %s, python %s, %s\n' "$("$work/venv/bin/uv" --version | cut -d' ' -f2)" "$version" "$python" "$(basename "$checkout")"
# The counting round comes first, so that disk caches and Debian's mirror are as they will be in all that are timed.
url=$proxied
ours cold; uv cold; ours warm; uv warm
mv "$work/times" "$work/counted"
url=$index
for _ in $(seq "$rounds"); do
  rm -rf "$work/uv-cache" "$work/cache"; ours cold; uv cold
  ours warm; uv warm
  ours offline -o; uv offline --offline
done
python3 - "$work/times" "$work/counted" <<'P'
import collections, statistics, sys
rows, counted = collections.defaultdict(list), {}
for line in open(sys.argv[1]):
    what, whole, own, _ = line.strip().split(",")
    rows[what].append((int(whole), int(own) if own != "-" else None))
for line in open(sys.argv[2]):
    what, _, _, counts = line.strip().split(",")
    requests, size = counts.split()
    counted[what] = f"{requests} | {int(size) / 1e6:.1f}"
print("| | whole process, ms | resolution alone, ms | requests | MB |\n|---|---|---|---|---|")
for what, all in rows.items():
    m = lambda i: statistics.median(r[i] for r in all) if all[0][i] is not None else None
    print(f"| {what} | {m(0):.0f} | {m(1) if m(1) is not None else '= the process'} | {counted.get(what, '- | -')} |")
for step in ("cold", "warm", "offline"):
    ours, uv = ([r[i] for r in rows[f"{tool} {step}"]] for tool, i in (("plugin", 1), ("uv", 0)))
    if None not in ours:
        print(f"{step}: resolution takes {statistics.median(ours) / statistics.median(uv):.2f} times uv's process")
P
