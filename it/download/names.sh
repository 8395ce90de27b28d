# Forty addresses, which wget names and `download` is to name alike: names, contents, times. The server has something at every path.
mkdir -p origin
serve "$PWD/origin" --any --port 80
serve "$PWD/origin" --any
port=${host##*:}
base=http://127.0.0.1:$port
cat > list << L
http://127.0.0.1/plain/kubectl
http://127.0.0.1:80/own-port/kubectl
http://LOCALHOST/upper/Case/Kubectl
http://files.test:$port/release/v1.35.4/bin/linux/amd64/kubectl
http://Files.Test:$port/upper/host
$base/release/v1.35.4/bin/linux/amd64/kubelet
$base/a%20b/with%20space.tar.gz
$base/v1.35.4%2Bk3s1/plus-escaped
$base/v1.35.4+k3s1/plus
$base/a//b///c/doubled
$base/a/./b/./dot
$base/a/x/../b/up
$base/../above
$base/fragment#section-2
$base/folder/
$base/
$base/query/f?raw=true&x=1
$base/query/g?
$base/query/?folder=1
$base/query/h?path=/a/b
$base/query/i?q=a%20b
$base/percent/100%25
$base/percent/a%2Fb
$base/percent/%41%42
$base/percent/lower%2bcase
$base/percent/sign%25
$base/tilde/~user/file
$base/colon/a:b
$base/at/a@b
$base/semicolon/a;b=1
$base/comma/a,b
$base/parens/a(1)
$base/star/a*b
$base/quote/it's
$base/bang/a!b
$base/dollar/\$HOME
$base/equals/a=b
$base/unicode/%C3%A4%E2%82%AC
$base/hidden/.config
$base/dots/a..b
$base/trailing./x.
$base/long/$(printf 'n%.0s' $(seq 200))
$base/redirected/from
http://user:$secret@127.0.0.1:$port/login/file
L
[ "$(wc -l < list)" -ge 40 ] || exit 2
# Each with a wget of its own: so does whoever loops over the list.
while read -r url; do wget -q -x -P theirs "$url" || echo "wget has not $url"; done < list
check "$(wc -l < list) addresses are downloaded" download "$PWD/ours" -Dkubespray.files="$PWD/list"
described() { # TREE: every file with its size, its sum and its time
  (cd "$1" && find . -type f ! -path ./files.json -printf '%P\t%s\t%Ts\n' | LC_ALL=C sort | while IFS=$'\t' read -r name rest; do printf '%s\t%s\t%s\n' "$name" "$(sha256sum < "$name" | cut -c1-12)" "$rest"; done)
}
described theirs > theirs.tree
described ours > ours.tree
check "wget has that many" [ "$(wc -l < theirs.tree)" = "$(wc -l < list)" ]
check "the trees have the same names" diff <(cut -f1 theirs.tree) <(cut -f1 ours.tree)
check "and the same contents and times" diff theirs.tree ours.tree
check "files.json has each" sh -c "[ \$(grep -o '\"url\"' ours/files.json | wc -l) = $(wc -l < list) ]"
check "no login is in files.json" sh -c "! grep -F $secret ours/files.json"

# wget unescapes such a path twice, which no file server does.
printf '%s\n' "$base/percent/twice%2520" > twice.list
check "an address that is escaped twice" download "$PWD/twice" -Dkubespray.files="$PWD/twice.list"
check "it has the name that file servers look for" [ -f "twice/127.0.0.1:$port/percent/twice%20" ]
printf '%s\n' "$base/two/a%41" "$base/two/aA" > two.list
refuses "two addresses of one name are refused" "two/aA" download "$PWD/refused" -Dkubespray.files="$PWD/two.list"
printf '%s\n' "$base/both/a" "$base/both/a/b" > both.list
refuses "a name that is a file and a folder is refused" "both/a" download "$PWD/refused" -Dkubespray.files="$PWD/both.list"
for way in '%2e%2e/%2e%2e/%2e%2e/etc/out' '..%2f..%2f..%2fout' 'a/%2e%2e/%2e%2e/%2e%2e/%2e%2e/out'; do
  printf '%s\n' "$base/$way" > out.list
  rm -rf leaves
  mkdir leaves
  download "$PWD/leaves/tree" -Dkubespray.files="$PWD/out.list" > last.log 2>&1
  check "nothing lies outside of the tree for $way" [ -z "$(find leaves -type f ! -path 'leaves/tree/*'; find . -maxdepth 1 -name out)" ]
done
printf '%s\n' 'ftp://files.test/a' > ftp.list
refuses "an address that is not of HTTP is refused, and named" 'ftp://files.test/a' download "$PWD/refused" -Dkubespray.files="$PWD/ftp.list"
printf '%s\n' "$base/good" "not an address" > bad.list
refuses "a line that is no address is named with its number" '2' download "$PWD/refused" -Dkubespray.files="$PWD/bad.list"
: > empty.list
download "$PWD/empty" -Dkubespray.files="$PWD/empty.list" > last.log 2>&1
check "an empty list is told" grep -qiE 'no (file|address|URL)|empty|0 files' last.log
