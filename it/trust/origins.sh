# Logins stay with whom they are for: a registry, an index and a mirror that lead elsewhere, where a server of its own asks for
# passwords and writes down all that it is sent; a proxy; and a registry that wants to be left alone for a while.
registry "$PWD/source"
source=$host
python3 "$lib/images.py" "$source" 2 > names || exit 2
program elsewhere "$PWD/elsewhere.log"
elsewhere=$host
program elsewhere "$PWD/busy.log" "$source" 11
busy=$host
htpasswd -Bbn user $secret > htpasswd 2> /dev/null
front=127.0.0.1:$(free_port) index=127.0.0.1:$(free_port)
mkdir -p nginx/index/simple home/.docker
cat > nginx/nginx.conf << N
user root; worker_processes 1; daemon off; pid $PWD/nginx/pid; error_log $PWD/nginx/error.log warn; events {}
http {
  log_format who '\$uri \$status \$http_authorization';
  client_body_temp_path $PWD/nginx/b; proxy_temp_path $PWD/nginx/p; fastcgi_temp_path $PWD/nginx/f;
  uwsgi_temp_path $PWD/nginx/u; scgi_temp_path $PWD/nginx/s; auth_basic_user_file $PWD/htpasswd;
  server { listen $front; access_log $PWD/front.log who;
    location / { auth_basic registry; proxy_pass http://$source; proxy_set_header Host \$http_host; }
    location ~ ^/v2/library/.*/blobs/ { return 307 http://$elsewhere/bearer; }
    location ~ ^/v2/.*/blobs/ { return 307 http://$elsewhere/basic; } }
  server { listen $index; access_log $PWD/index.log who; root $PWD/nginx/index;
    location / { auth_basic index; autoindex on; }
    location /gone/ { return 302 http://$elsewhere/basic\$uri; }
    location /debian/ { return 302 http://$elsewhere/bearer\$uri; } }
}
N
nginx -c "$PWD/nginx/nginx.conf" 2> nginx/stderr.log &
started+=($!)
await nginx/pid '[0-9]+' > /dev/null || exit 2
mkdir -p "$HOME/.docker"
jq -n --arg host "$front" --arg auth "$(printf 'user:%s' $secret | base64)" '{auths: {($host): {auth: $auth}}}' > "$HOME/.docker/config.json"

# untold LOG: nobody's login came there, nor was a token asked for.
untold() {
  ! grep -nE 'Basic|Bearer|/token|secret' "$1" && [ -s "$1" ]
}

sed "s|^|$front/|" names | sed -n "1p;8p" > front.list
refuses "where a registry's blobs are kept has no say in who asks, and is named" \
  "from http://$elsewhere/b" mirror "oci:$PWD/layout" front.list
check "it says that nobody's login would help there" grep -q 'which is where .* leads to and is told no login' last.log
check "the registry itself was told the login" grep -q "^/v2/.*/manifests/.* 200 Basic" front.log
check "where its blobs are kept was told nothing" untold elsewhere.log

rm -rf sample
cp -r "$project/it/sample" sample
# lock INDEX [ARGUMENT...]: from a Debian mirror that leads elsewhere.
lock() {
  goal lock -Dkubespray.directory="$PWD/sample" -Dkubespray.pythonIndex="$1" \
    -Dkubespray.debianMirror="http://user:$secret@$index/debian" "${@:2}"
}
: > elsewhere.log
DEBUG=
refuses "a mirror that leads elsewhere takes no login along, and says so" \
  "($elsewhere, where $index leads to, wants a login, and was asked without the login, which is for its own host alone)" \
  lock "http://user:$secret@$index/gone"
check "the mirror itself was told the login" grep -q '^/debian/.* 302 Basic' index.log
check "where the mirror leads to was told nothing" untold elsewhere.log
refuses "an address that cannot be read is named without its login" "'http://…@in dex/' is no address" \
  goal lock -Dkubespray.directory="$PWD/sample" -Dkubespray.debianMirror="http://user:$secret@in dex/"

# index_of INDEX [ARGUMENT...]: what is found in an index; Debian is where this machine has it from.
index_of() {
  goal lock -Dkubespray.directory="$PWD/sample" -Dkubespray.pythonIndex="$1" "${@:2}"
}
: > elsewhere.log
refuses "an index that wants a login is named, with the way to give one" \
  "($index wants a login, and was asked without a login); give one: a server with the id '$index' in Maven's settings.xml, or a line in .netrc" \
  index_of "http://$index/simple"
: > index.log
cat > settings.xml << X
<settings><servers><server><id>$index</id><username>user</username><password>$secret</password></server></servers></settings>
X
index_of "http://$index/simple" -s "$PWD/settings.xml" > settings.log 2>&1
check "the server of Maven's settings with its host and port is that login" grep -q '^/simple/.* \(200\|404\) Basic' index.log
: > index.log
printf 'machine 127.0.0.1 login user password %s\n' $secret > "$HOME/.netrc"
chmod 600 "$HOME/.netrc"
index_of "http://$index/simple" > netrc.log 2>&1
check "a line in .netrc is one too" grep -q '^/simple/.* \(200\|404\) Basic' index.log
rm -f "$HOME/.netrc"
: > elsewhere.log
index_of "http://$index/gone" -s "$PWD/settings.xml" > gone.log 2>&1
check "where an index leads to was told nothing" untold elsewhere.log

: > elsewhere.log
http_proxy=http://user:$secret@$elsewhere index_of http://index.invalid/simple > proxy.log 2>&1
check "a proxy was told its login" grep -q '^GET http://index.invalid/simple/.* Basic' elsewhere.log
grep ' /407' elsewhere.log > past.log
check "a server behind it that asks for the proxy's login was not" untold past.log
DEBUG=-X

head -2 names | sed "s|^|$busy/|" > busy.list
check "a registry that asks to wait is waited for" mirror "oci:$PWD/busy" busy.list
check "with a word, one for all that wait" sh -c "grep -c 'asks to wait 11 s (429); going on at ' last.log | grep -x '[12]'"
program elsewhere "$PWD/busy.log" "$source" 11
head -2 names | sed "s|^|$host/|" > busy.list
refuses "but not longer than is allowed" "; it asks to wait 11 s: try again then, or let it wait with -Dkubespray.retryLimit=11s" \
  mirror "oci:$PWD/busy" busy.list -Dkubespray.retryLimit=10
refuses "a limit that is no time is named" "retryLimit: wanted a time such as 90 (seconds), 90s, 5m or 1h30m, got 'never'." \
  mirror "oci:$PWD/busy" busy.list -Dkubespray.retryLimit=never
