# servers.sh: registries and what stands in front of them, on free ports of this machine, below $work; all end with the shell
# that sources this. Debian packages: docker-registry nginx-light openssl apache2-utils python3.
lib=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
started=()
stop_servers() { [ ${#started[@]} = 0 ] || kill "${started[@]}" 2> /dev/null; }
trap stop_servers EXIT

# await FILE PATTERN: the text of a log that fits, when it is there.
await() {
  for _ in $(seq 200); do
    grep -oE -- "$2" "$1" 2> /dev/null | head -1 | grep . && return
    sleep 0.05
  done
  echo "no '$2' in $1:" >&2
  tail -5 "$1" >&2
  return 1
}

free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }

# registry DIR [LINE...]: an own docker-registry with some more lines of configuration; sets $host.
registry() {
  local directory=$1
  shift
  mkdir -p "$directory"
  {
    printf '%s\n' 'version: 0.1' 'log: {level: info, accesslog: {disabled: true}}' 'http: {addr: "127.0.0.1:0"}' \
      "storage: {filesystem: {rootdirectory: $directory/data}, maintenance: {uploadpurging: {enabled: false}}}" "$@"
  } > "$directory/config.yml"
  docker-registry serve "$directory/config.yml" > "$directory/log" 2>&1 < /dev/null &
  started+=($!)
  host=$(await "$directory/log" 'listening on 127\.0\.0\.1:[0-9]+') || exit 2
  host=${host##* }
}

# program NAME ARGUMENT...: one of lib's servers, which prints its port first; sets $host.
program() {
  local name=$1 log
  shift
  log=$work/$name.$(date +%N)
  python3 "$lib/$name.py" "$@" > "$log" 2>&1 < /dev/null &
  started+=($!)
  host=127.0.0.1:$(await "$log" '^[0-9]+$') || exit 2
}

# An authority, and certificates of it for this machine and for a client: ca.crt, server.crt, server.key, client.crt, client.key.
certificates() {
  openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj "/CN=An authority for one test" \
    -addext basicConstraints=critical,CA:TRUE -keyout "$work/ca.key" -out "$work/ca.crt" 2> /dev/null
  openssl req -newkey rsa:2048 -nodes -subj "/CN=127.0.0.1" -keyout "$work/server.key" -out "$work/server.csr" 2> /dev/null
  openssl x509 -req -in "$work/server.csr" -CA "$work/ca.crt" -CAkey "$work/ca.key" -CAcreateserial -days 2 \
    -extfile <(echo subjectAltName=DNS:localhost,IP:127.0.0.1) -out "$work/server.crt" 2> /dev/null
  openssl req -newkey rsa:2048 -nodes -subj "/CN=a client" -keyout "$work/client.key" -out "$work/client.csr" 2> /dev/null
  openssl x509 -req -in "$work/client.csr" -CA "$work/ca.crt" -CAkey "$work/ca.key" -CAcreateserial -days 2 -out "$work/client.crt" 2> /dev/null
}

# front TLS-PORT BACKEND PLAIN-PORT BACKEND CLIENTS-PORT: nginx before two registries, with TLS before the first, at the last port for
# clients with a certificate of the authority alone; nginx.log holds a line a request: port, method, path, status, bytes that came, bytes of the answer's body.
front() {
  mkdir -p "$work/nginx"
  local each='proxy_request_buffering off; proxy_http_version 1.1; proxy_set_header Host $http_host;'
  cat > "$work/nginx/nginx.conf" << N
user root; worker_processes 1; daemon off; pid $work/nginx/pid; error_log $work/nginx/error.log warn; events {}
http {
  log_format counts '\$server_port \$request_method \$uri \$status \$request_length \$body_bytes_sent';
  access_log $work/nginx.log counts; client_max_body_size 0;
  client_body_temp_path $work/nginx/b; proxy_temp_path $work/nginx/p; fastcgi_temp_path $work/nginx/f;
  uwsgi_temp_path $work/nginx/u; scgi_temp_path $work/nginx/s;
  server { listen 127.0.0.1:$1 ssl; ssl_certificate $work/server.crt; ssl_certificate_key $work/server.key;
    location / { proxy_pass http://$2; $each } }
  server { listen 127.0.0.1:$5 ssl; ssl_certificate $work/server.crt; ssl_certificate_key $work/server.key;
    ssl_client_certificate $work/ca.crt; ssl_verify_client on; location / { proxy_pass http://$2; $each } }
  server { listen 127.0.0.1:$3; location / { proxy_pass http://$4; $each } }
}
N
  nginx -c "$work/nginx/nginx.conf" 2> "$work/nginx/stderr.log" &
  started+=($!)
  for _ in $(seq 100); do [ -s "$work/nginx/pid" ] && return; sleep 0.05; done
  cat "$work/nginx/stderr.log" >&2
  exit 2
}
