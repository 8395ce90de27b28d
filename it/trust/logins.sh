# logins: logins are found where podman, skopeo and Docker keep them, in one order, and a helper that hangs keeps nobody. The files are
# those that 'podman login' and 'skopeo login' write; the registry is a real one with passwords.
wrong=not-the-one
htpasswd -Bbn user $secret > htpasswd
registry "$PWD/source"
source=$host
python3 "$lib/images.py" "$source" 1 > names || exit 2
echo "$source/kube/pause:v1" > list
registry "$PWD/passwords" "auth: {htpasswd: {realm: passwords, path: $PWD/htpasswd}}"
mkdir -p runtime/containers bin "$HOME/.docker" "$HOME/.config/containers"
PATH=$PWD/bin:$PATH
export XDG_RUNTIME_DIR=$PWD/runtime
unset XDG_CONFIG_HOME DOCKER_CONFIG REGISTRY_AUTH_FILE
runtime_file=$PWD/runtime/containers/auth.json config_file=$HOME/.config/containers/auth.json docker_file=$HOME/.docker/config.json
named_file=$PWD/named.json legacy_file=$HOME/.dockercfg

# auths FILE KEY PASSWORD [KEY PASSWORD...]: logins of user, as they stand in all these files
auths() {
  local file=$1
  shift
  mkdir -p "$(dirname "$file")"
  while [ $# -gt 0 ]; do
    jq -n --arg key "$1" --arg auth "$(printf 'user:%s' "$2" | base64)" '{($key): {auth: $auth}}'
    shift 2
  done | jq -s '{auths: add}' > "$file"
}
anew() { rm -f "$runtime_file" "$config_file" "$docker_file" "$named_file" "$legacy_file" bin/*; }
# to NAME [ARGUMENT...]: one image to the registry with passwords
to() { mirror "docker://$host/$1" list "${@:2}"; }
login() { # PROGRAM [ARGUMENT...]: really logs in
  local program=$1
  shift
  printf %s $secret | "$program" login -u user --password-stdin --tls-verify=false "$@" "$host"
}
server() { # ID PASSWORD: Maven's settings with one server
  printf '<settings><servers><server><id>%s</id><username>user</username><password>%s</password></server></servers></settings>\n' "$1" "$2" > settings.xml
}
helper() { # NAME SCRIPT
  printf '#!/bin/sh\n%s\n' "$2" > "bin/docker-credential-$1"
  chmod +x "bin/docker-credential-$1"
}

anew
begun_at=$SECONDS
refuses "no login: all places are named" "no $runtime_file, no $config_file, no $docker_file" to none
usual=$((SECONDS - begun_at))

anew
login skopeo
check "'skopeo login' (the session's folder): the image is copied" to skopeo
anew
login podman
check "'podman login': the image is copied" to podman
anew
login skopeo --authfile "$named_file"
export REGISTRY_AUTH_FILE=$named_file
check "REGISTRY_AUTH_FILE: the image is copied" to named
unset REGISTRY_AUTH_FILE
anew
login skopeo --authfile "$config_file"
check "the configuration's folder: the image is copied" to config
anew
auths "$docker_file" "https://$host/v2/" $secret
check "Docker's config.json, a key with scheme and path: the image is copied" to docker

# Of each two neighbours in the order the first has the right password, the second a wrong one.
anew
auths "$named_file" "$host" $secret
auths "$runtime_file" "$host" $wrong
export REGISTRY_AUTH_FILE=$named_file
check "REGISTRY_AUTH_FILE comes before the session's folder" to order1
unset REGISTRY_AUTH_FILE
anew
auths "$runtime_file" "$host" $secret
auths "$config_file" "$host/order2/kube/pause" $wrong
check "the session's folder comes before the configuration's, though that names it more narrowly" to order2
anew
auths "$config_file" "$host" $secret
auths "$docker_file" "$host" $wrong
check "the configuration's folder comes before Docker's" to order3
anew
auths "$docker_file" "$host" $secret
helper wrong "echo '{\"Username\":\"user\",\"Secret\":\"$wrong\"}'"
server "$host" $secret
jq -n --arg host "$host" '{credHelpers: {($host): "wrong"}}' > "$docker_file"
check "Maven's settings come before all" to order4 -s "$PWD/settings.xml"
refuses "a wrong login names the helper that gave it" "asked as 'user' (docker-credential-wrong)" to order5
anew
auths "$runtime_file" "$host" $wrong "$host/order6" $secret
check "in one file the narrowest name comes first" to order6
refuses "a wrong login names its file" "asked as 'user' ($runtime_file)" to elsewhere
anew
auths "$config_file" "$host" $secret
echo "{\"auths\": {\"$host\": {}}}" > "$runtime_file"
check "an empty entry is no login: the next file has it, as for skopeo" to empty
check "so it is for skopeo" skopeo inspect --tls-verify=false --raw "docker://$host/empty/kube/pause:v1"

anew
auths "$runtime_file" "$host" $secret
jq '.auths["other.example"] = {auth: "%%%"}' "$runtime_file" > one.json
mv one.json "$runtime_file"
check "a malformed entry of another registry is in nobody's way" to other
malformed=$(printf 'user %s' $secret | base64)
echo "{\"auths\": {\"$host\": {\"auth\": \"$malformed\"}}}" > "$runtime_file"
refuses "the malformed entry that is needed is named" "$runtime_file, auths.$host.auth: not USER:PASSWORD in base64" to malformed
printf '{"auths": {\n"%s": {"auth": "%s}}}' "$host" "$malformed" > "$runtime_file"
refuses "a file that is no JSON is named with the line" "$runtime_file, line 2, column" to broken
check "neither with what stands there" sh -c "! grep -qF '$malformed' '$work/said.log'"
anew
server "$host" '{COQLCE6DU6GtcS5P=}'
refuses "a password that Maven cannot decrypt is not sent, but named" "cannot be decrypted" to encrypted -s "$PWD/settings.xml"

anew
helper hangs "sleep 117; echo {}"
echo "{\"credHelpers\": {\"$host\": \"hangs\"}}" > "$docker_file"
begun_at=$SECONDS
refuses "a helper whose child hangs is ended" "docker-credential-hangs did not answer in 30 seconds" to hangs
check "in 40 seconds more than without it" [ $((SECONDS - begun_at)) -lt $((usual + 40)) ]
check "and its child with it" sh -c "! pgrep -f '^sleep 117$'"
