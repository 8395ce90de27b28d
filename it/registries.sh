#!/bin/bash
# registries.sh BENCH WORK VERSION LIST: mirrors the images of LIST (HOST/NAME:TAG, reachable over plain HTTP) with the installed
# plugin VERSION through real servers: a docker-registry with passwords behind nginx with TLS of an authority of its own, one with a
# token service, a layout, an archive. Prints PASS or FAIL for each property; ends with 1 if one failed.
# BENCH is a checkout of the benchmarks (lib, 4-services). Debian packages: docker-registry nginx-light openssl apache2-utils
# skopeo python3. Run through BENCH/lib/ns.sh, as root.
set -u
repository=${M2:-$HOME/.m2/repository}
bench=$1 work=$2 version=$3 list=$4
mkdir -p "$work"/{home,empty,tmp,r1,r2,ngx,dockercfg}; cd "$work" || exit 2
export TMPDIR=$work/tmp HOME=$work/home MAVEN_OPTS="-Xmx256m -Duser.home=$work/home"
started=() failed=0
trap 'kill "${started[@]}" 2>/dev/null' EXIT
check() { # NAME COMMAND...
  local name=$1; shift
  if "$@" > "$work/last.log" 2>&1; then echo "PASS $name"; else echo "FAIL $name: $(tail -3 "$work/last.log")"; failed=1; fi
}
refuses() { # NAME TEXT COMMAND...: fails, and says TEXT
  local name=$1 text=$2; shift 2
  if "$@" > "$work/last.log" 2>&1; then echo "FAIL $name: it was let through"; failed=1
  elif ! grep -qF -- "$text" "$work/last.log"; then echo "FAIL $name: says $(grep ERROR "$work/last.log" | head -3)"; failed=1
  elif grep -qF -e secret-1 -e not-the-one -e "$(printf user:secret-1 | base64)" "$work/last.log"; then echo "FAIL $name: a secret is printed"; failed=1
  else echo "PASS $name"; fi
}
mirror() { # TO LIST [ARGUMENTS]
  local to=$1 images=$2; shift 2
  mvn -B -o -X "io.github.kubespraymaven:kubespray-maven-plugin:$version:mirror" -Dmaven.repo.local="$repository" \
    -Dkubespray.cache="$work/cache" -Dkubespray.images="$images" -Dkubespray.to="$to" "$@"
}
logins() { # HOST:PASSWORD...
  printf '{"auths":{%s}}' "$(for one in "$@"; do printf ',"%s":{"auth":"%s"}' "${one%=*}" "$(printf 'user:%s' "${one##*=}" | base64)"; done | cut -c2-)" > "$work/home/.docker/config.json"
}
mkdir -p "$HOME/.docker"

openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj "/CN=test ca" -addext basicConstraints=critical,CA:TRUE -keyout ca.key -out ca.crt 2> /dev/null
openssl req -newkey rsa:2048 -nodes -subj "/CN=127.0.0.1" -keyout s.key -out s.csr 2> /dev/null
printf 'subjectAltName=DNS:localhost,IP:127.0.0.1\n' > ext
openssl x509 -req -in s.csr -CA ca.crt -CAkey ca.key -CAcreateserial -days 2 -extfile ext -out s.crt 2> /dev/null
htpasswd -Bbn user secret-1 > htpasswd
printf 'auth: {htpasswd: {realm: r, path: %s}}\n' "$work/htpasswd" > r1.extra
rm -rf r1/data r2/data
started+=("$(LOGLEVEL=error "$bench/lib/registry.sh" "$work/r1" 5301 "$work/r1.extra")")
cat > ngx/nginx.conf <<N
user root; worker_processes 1; daemon off; pid $work/ngx/pid; error_log $work/ngx/error.log warn; events {}
http { access_log $work/ngx/access.log; client_body_temp_path $work/ngx/b; proxy_temp_path $work/ngx/p; fastcgi_temp_path $work/ngx/f;
 uwsgi_temp_path $work/ngx/u; scgi_temp_path $work/ngx/s; client_max_body_size 0;
 server { listen 127.0.0.1:5443 ssl; ssl_certificate $work/s.crt; ssl_certificate_key $work/s.key;
  location / { proxy_pass http://127.0.0.1:5301; proxy_request_buffering off; proxy_set_header Host \$http_host; } } }
N
nginx -c "$work/ngx/nginx.conf" & started+=($!)
openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj "/CN=token issuer" -keyout tk.key -out tk.crt 2> /dev/null
printf 'auth: {token: {realm: "http://127.0.0.1:5304/token", service: reg, issuer: iss, rootcertbundle: %s/tk.crt}}\n' "$work" > r2.extra
python3 "$bench/4-services/tokenserver.py" 5304 tk.key tk.crt user secret-1 > token.log 2>&1 & started+=($!)
started+=("$(LOGLEVEL=error "$bench/lib/registry.sh" "$work/r2" 5303 "$work/r2.extra")"); sleep 0.5
front=127.0.0.1:5443 tokens=127.0.0.1:5303
sed "s|^[^/]*|$front|" "$list" > front.list
sed "s|^[^/]*|$tokens|" "$list" > tokens.list
same() { # HOST [skopeo arguments]: every image has the digest of its source, as skopeo sees it
  local host=$1 a b; shift
  while read -r image; do
    a=$(skopeo inspect --raw --tls-verify=false "docker://$image" | sha256sum)
    b=$(skopeo inspect --raw --creds user:secret-1 --cert-dir "$work/certs" "$@" "docker://$host/${image#*/}" | sha256sum)
    [ "$a" = "$b" ] || { echo "$image: $a at the source, $b at $host"; return 1; }
  done < "$list"
}
mkdir -p certs; cp ca.crt certs/

logins; refuses "TLS of an unknown authority is refused" "give its PEM file with -Dkubespray.ca=FILE" mirror "docker://$front" "$list"
refuses "no login: refused with the way out" "give a login: a server with the id '$front'" mirror "docker://$front" "$list" -Dkubespray.ca="$work/ca.crt"
logins "$front=not-the-one"; refuses "a wrong password: refused, named by where it was found" "asked as 'user' (" mirror "docker://$front" "$list" -Dkubespray.ca="$work/ca.crt"
logins "$front=secret-1"
check "mirror to a registry with passwords behind TLS (ca)" mirror "docker://$front" "$list" -Dkubespray.ca="$work/ca.crt"
check "digests are those of the sources" same "$front"
mkdir -p "$HOME/.config/docker/certs.d/$front"; cp ca.crt "$HOME/.config/docker/certs.d/$front/"
check "a second run copies nothing (certs.d)" sh -c "$(declare -f mirror); version=$version repository=$repository work=$work; mirror docker://$front $list > again.log && grep -q ' there already; 0.00 MB moved' again.log"
refuses "a token service that gives no right to push" "give a login: a server with the id '$tokens'" mirror "docker://$tokens" front.list
logins "$front=secret-1" "$tokens=secret-1"
check "mirror from TLS with passwords to a registry with tokens" mirror "docker://$tokens" "$work/front.list"
check "digests are those of the sources" same "$tokens" --tls-verify=false
check "a comparison finds no difference" mirror "docker://$tokens" "$work/front.list" -Dkubespray.check
rm -rf layout images.tar
check "mirror to a layout" mirror "oci:$work/layout" "$work/tokens.list"
check "mirror to an archive" mirror "oci-archive:$work/images.tar" "$work/tokens.list"
while read -r image; do
  check "skopeo reads $image from the layout" skopeo copy -q --all "oci:$work/layout:$image" "dir:$work/tmp/one"
  check "skopeo reads $image from the archive" skopeo copy -q "oci-archive:$work/images.tar:$image" "dir:$work/tmp/two"
  rm -rf tmp/one tmp/two
done < <(shuf -n 3 --random-source="$list" tokens.list)
exit $failed
