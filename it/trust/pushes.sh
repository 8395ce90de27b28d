# pushes.sh: a push is said to have happened where it happened, whatever answers in place of a registry, and happens wherever a
# registry takes images in any of the ways that there are.
goal() { # only what is looked at here: -X costs time
  local name=$1
  shift
  $mvn -B "io.github.kubespraymaven:kubespray-maven-plugin:$version:$name" -Dkubespray.cache="${cache:-$work/cache}" "$@" 2>&1 | tee -a "$work/said.log"
  return "${PIPESTATUS[0]}"
}
registry "$PWD/source"
source=$host
python3 "$lib/images.py" "$source" 2 > names || exit 2
printf '%s\n' "$source/library/nginx:1.22" "$source/library/redis:7.0" "$source/kube/etcd:v1" > list
registry "$PWD/target"
target=$host
program taker forgets
forgets=$host
program taker rewrites
rewrites=$host
program taker echoes "$target"
echoes=$host

# fronts NAME=DIRECTIVES...: an nginx server each, before the target; $NAME is its address.
fronts() {
  local one port
  {
    echo "user root; worker_processes 1; daemon off; pid $PWD/nginx.pid; error_log $PWD/nginx.err; events {}"
    echo "http { log_format brief '\$server_port \$request_method \$status'; access_log $PWD/nginx.access brief;"
    echo "client_max_body_size 0; client_body_temp_path $PWD/b; proxy_temp_path $PWD/p; fastcgi_temp_path $PWD/f;"
    echo "uwsgi_temp_path $PWD/u; scgi_temp_path $PWD/s; default_type text/html;"
    echo 'map "$request_method $content_length" $whole { default 0; "~^PUT [1-9]" 1; }'
    for one in "$@"; do
      port=$(free_port)
      printf -v "${one%%=*}" %s "127.0.0.1:$port"
      echo "server { listen 127.0.0.1:$port; absolute_redirect off; ${one#*=} }"
    done
    echo '}'
  } > nginx.conf
  nginx -c "$PWD/nginx.conf" 2> nginx.log &
  started+=($!)
  for _ in $(seq 100); do [ -s nginx.pid ] && return; sleep 0.05; done
  cat nginx.log >&2
  exit 2
}
pass="proxy_pass http://$target; proxy_http_version 1.1; proxy_set_header Host \$http_host; proxy_request_buffering off;"
blobs="location ~ /blobs/uploads/"
fronts page='return 200 "<html><title>Please log in</title></html>";' \
  login='location /login { return 200 "<html><title>Please log in</title></html>"; } location / { return 302 /login?back=1; }' \
  object='default_type application/json; return 200 "{}";' \
  created='return 201;' \
  nohead="location = /v2/ { $pass } location / { if (\$request_method = HEAD) { return 405; } $pass }" \
  noput="$blobs { if (\$whole) { return 405; } $pass } location / { $pass }" \
  failput="$blobs { if (\$whole) { return 500; } $pass } location / { $pass }" \
  limited="client_max_body_size 64k; location / { $pass }" \
  nodigest="proxy_hide_header Docker-Content-Digest; location / { $pass }" \
  nomount="location / { if (\$arg_mount) { return 403; } $pass }" \
  nobodyattaches="location ~ /referrers/ { return 444; } location ~ /manifests/sha256- { return 444; } location / { $pass }"

same() { # HOST/PREFIX: skopeo finds every image there, with the digest of its source
  local image
  while read -r image; do
    skopeo inspect --raw --tls-verify=false "docker://$image" | sha256sum > theirs
    skopeo inspect --raw --tls-verify=false "docker://$1/${image#*/}" | sha256sum | cmp - theirs || return
    skopeo copy -q --all --src-tls-verify=false "docker://$1/${image#*/}" dir:pulled || return
    rm -rf pulled
  done < list
}
refused() { # NAME STATUS: how often the front of that name answered a PUT so
  grep -c "^${!1##*:} PUT $2\$" nginx.access
}

between='is there a registry at this address, or a login page or proxy in between?'
for front in page login; do
  refuses "mirror to a $front for everything" "status 200 from http://${!front}" mirror "docker://${!front}/m" list
  check "  it is called what it is" grep -qF "(an HTML page 'Please log in'; $between)" last.log
  refuses "mirror from a $front for everything" "(an HTML page 'Please log in'; $between)" mirror "docker://$target/m" <(sed "s|$source|${!front}|" list)
  refuses "a comparison with a $front" "(an HTML page 'Please log in'; $between)" mirror "docker://${!front}/m" list -Dkubespray.check
done
refuses "mirror to what answers {} to everything" "({}); is there a registry at this address" mirror "docker://$object/m" list
refuses "mirror to what answers 201 to everything" "status 201 from http://$created" mirror "docker://$created/m" list
refuses "mirror to what takes all and keeps nothing" "it is not there although it was answered so: status 201" mirror "docker://$forgets/m" list
refuses "mirror to what writes manifests anew" "it is not there although it was answered so: status 201" mirror "docker://$rewrites/m" list

for front in nohead noput failput limited nodigest nomount; do
  check "mirror through '$front'" mirror "docker://${!front}/$front" list
  check "  it is there, to the byte" same "$target/$front"
  check "  a second run finds it" mirror "docker://${!front}/$front" list
  check "  and copies nothing" grep -q '3 images, 3 there already; 0.00 MB moved' last.log
done
for front in noput=405 failput=500; do
  check "  what was refused by ${front%=*} was found out once: by the six that began together" [ "$(refused "${front%=*}" "${front#*=}")" -le 6 ]
done
check "mirror where mounts are said to be done and are not" mirror "docker://$echoes/echoes" list
check "  it is there, to the byte" same "$target/echoes"

cp -a "$project/it/sample" checkout
echo 'jmespath==1.1.0' > checkout/requirements.txt
asked=(-Dkubespray.kubectl=none -Dkubespray.from=debian:trixie -Dkubespray.packages=bash,coreutils -Dkubespray.version=v1)
build() { (cd checkout && goal build "${asked[@]}" "$@"); }
check "a build to a registry" build -Dkubespray.to="docker://$target/b/plain:v1" -Dkubespray.baseImage="$target/bases/plain"
for front in page login created forgets; do
  refuses "a build to '$front'" "is there a registry at this address" build -Dkubespray.to="docker://${!front}/b/$front:v1"
  refuses "a base to '$front'" "is there a registry at this address" build -Dkubespray.baseImage="${!front}/bases/$front"
done
digest() { skopeo inspect --raw --tls-verify=false "docker://$1" | sha256sum; }
for front in nohead noput nodigest; do
  check "a build and its base through '$front'" build -Dkubespray.to="docker://${!front}/b/$front:v1" -Dkubespray.baseImage="${!front}/bases/$front"
  check "  it is there, to the byte" [ "$(digest "$target/b/$front:v1")" = "$(digest "$target/b/plain:v1")" ]
done
check "a build whose attachments cannot be looked for" build -Dkubespray.to="docker://$nobodyattaches/b/attached:v1"
check "  says so as a warning" grep -qF '[WARNING] not attached to the image: ' last.log
check "  and it is there" [ "$(digest "$target/b/attached:v1")" = "$(digest "$target/b/plain:v1")" ]
