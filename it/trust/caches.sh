# caches.sh: one cache for builds that trust different servers, that spell it in two ways, or that fail.
program indexes "$PWD"
cp -r "$project/it/sample" checkout
echo 'app==1.0' > checkout/requirements.txt

# base INDEX DIR [ARGUMENT...]: a base with app, of what that index lists; its results are in DIR.
base() {
  mkdir -p "$2"
  (cd "$2" && goal build-base -Dkubespray.directory="$work/caches/checkout" -Dkubespray.from="oci:$work/caches/below" \
    -Dkubespray.packages=bash -Dkubespray.kubectl=none -Dkubespray.pythonIndex="http://$host/$1/simple/" "${@:3}")
}
# holds DIR NAMES: the distributions in the base there, in the order of its layers
holds() {
  local there
  there=$(jq -r '[.platforms[0].layers[] | select(.kind == "python") | .what] | join(", ")' "$1/target/kubespray/base.json")
  [ "$there" = "$2" ] || { echo "ERROR it holds $there"; return 1; }
}

refuses "what an index says of a wheel is compared with the wheel" "only the index says that it needs 'evil'" base lying lying
check "who asks another index afterwards is not told so" base honest honest
check "and has what that index and its wheels say" holds honest "app 1.0, lib 1.0"
check "once the wheel is here, nobody is told anything else of it" base lying again
check "and has the same" holds again "app 1.0, lib 1.0"

twice() { # one cache by two names, at once
  local first second
  mkdir -p real
  ln -sfn real link
  cache=$PWD/real base honest one > one.log 2>&1 &
  first=$!
  cache=$PWD/link base honest two > two.log 2>&1 &
  second=$!
  wait "$first" && wait "$second" || { cat one.log two.log; return 1; }
  cmp <(jq .digest one/target/kubespray/base.json) <(jq .digest two/target/kubespray/base.json)
}
check "one cache by two names at once" twice

clean() { # nothing half-written
  [ -z "$(find "$work/cache/drafts" real/drafts -type f 2> /dev/null)" ] || { echo "ERROR left:"; find "$work/cache/drafts" real/drafts -type f; return 1; }
}
check "builds that failed, too, have left nothing half-written in the cache" clean
