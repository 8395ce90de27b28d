# A row for each thing that goes wrong: what `download` makes of it (with the file's sum), and beside it wget -x -c, aria2c and
# curl --retry, which have no sums. Each has the same server at an address of its own, all four at once. Ours may end in two ways: with the
# right file and 0, or without any file under its name, not with 0, and a line that names the address and says why. Peers are ended
# after 40 s (status 124).
# FAULTS: the rows that are tried, all without it. PEERS: those that are beside it, without it all three.
made origin/plain/f.tar.gz 3000000
certificates
openssl req -newkey rsa:2048 -nodes -subj "/CN=elsewhere" -keyout other.key -out other.csr 2> /dev/null
openssl x509 -req -in other.csr -CA "$work/ca.crt" -CAkey "$work/ca.key" -CAcreateserial -days 2 -extfile <(echo subjectAltName=DNS:other.test) -out other.crt 2> /dev/null
serve "$PWD/origin"
other=${host##*:} other_log=$served
serve "$PWD/origin" --other "$other" --login "user:$secret"
here=$host here_log=$served
serve "$PWD/origin" --tls other.crt other.key
tls=${host##*:}
closed=$(free_port)
cat > settings.xml << X
<settings><servers><server><id>$here</id><username>user</username><password>$secret</password></server></servers></settings>
X

# one TOOL URL FILE: the file by that tool, below ./TOOL; what it says in TOOL.log, its status in TOOL.status.
one() {
  local tool=$1 url=$2 final=$3 status begun=$SECONDS
  mkdir -p "$tool" 2> /dev/null
  case $tool in
    ours)
      echo "$url $source" > ours.plan
      sums ours.plan ours.json
      cache=$PWD/cache
      downloading "$PWD/ours" -Dkubespray.extraVars="@$PWD/ours.json" "${given[@]}"
      timeout 300 "${words[@]}" > ours.log 2>&1
      ;;
    wget) timeout 40 wget -nv -x -c -P wget "${wget_given[@]}" "$url" > wget.log 2>&1 ;;
    aria2c) timeout 40 aria2c -q --no-conf --check-certificate=true "${aria_given[@]}" -c -d "$(dirname "$final")" -o "$(basename "$final")" "$url" > aria2c.log 2>&1 ;;
    curl) timeout 40 curl -sS -L --fail --retry 5 --retry-all-errors --create-dirs "${curl_given[@]}" -o "$final" "$url" > curl.log 2>&1 ;;
  esac
  status=$?
  echo $((SECONDS - begun)) > "$tool.seconds"
  echo $status > "$tool.status"
}
# seen TOOL FILE: what is there in the end.
seen() {
  local status what
  status=$(cat "$1.status")
  if [ -f "$2" ]; then
    if cmp -s "$2" "$source"; then what=right; else what=WRONG; fi
  else
    what=none
  fi
  [ "$status" != 124 ] || status='ended after 40 s'
  echo "$what, $status"
}
printf '%-26s | %-10s | %-22s | %-22s | %-22s | %s\n' fault download 'wget -x -c' aria2c 'curl --retry' 'what download says'
rows=0 peers=${PEERS-wget aria2c curl}
# row NAME EXPECTED TEXT URL [SETUP]: EXPECTED is right, fails or either; TEXT must be in what ours says when it fails. The URL has
# TOOL in it; SETUP is run before with TOOL's folder and file as $1 and $2.
row() {
  local name=$1 expected=$2 text=$3 url=$4 setup=${5-} tool final ours what said verdict=
  case " ${FAULTS:-$name} " in *" $name "*) ;; *) return ;; esac
  rows=$((rows + 1))
  mkdir -p "rows/$name"
  cd "rows/$name" || exit 2
  source=$here_root/plain/f.tar.gz
  for tool in ours $peers; do
    final=$tool/$(sed -E 's|^[a-z]+://||; s|^[^/@]*@||' <<< "${url//TOOL/$tool}")
    mkdir -p "$tool"
    [ -z "$setup" ] || "$setup" "$tool" "$final"
  done
  local tools=()
  for tool in ours $peers; do
    one "$tool" "${url//TOOL/$tool}" "$tool/$(sed -E 's|^[a-z]+://||; s|^[^/@]*@||' <<< "${url//TOOL/$tool}")" &
    tools+=($!)
  done
  wait "${tools[@]}"
  local cells=()
  for tool in ours wget aria2c curl; do
    [ -e "$tool.status" ] || { cells+=(-); continue; }
    cells+=("$(seen "$tool" "$tool/$(sed -E 's|^[a-z]+://||; s|^[^/@]*@||' <<< "${url//TOOL/$tool}")")")
  done
  ours=${cells[0]}
  # Of a list of one file the line of that file is what matters.
  said=$(message ours.log | sed -E 's/^.*(goes on where this one ended|cannot be written|not what is wanted): \|  *//')
  printf '%-26s | %-10s | %-22s | %-22s | %-22s | %s\n' "$name" "${cells[@]}" "$said" | tee -a "$work/faults/table"
  case $ours in
    'right, 0') [ "$expected" != fails ] || verdict="it ended well" ;;
    right,*) verdict="the file is right, but the status is ${ours#right, }" ;;
    WRONG*) verdict="a wrong file under the final name" ;;
    'none, 0') verdict="no file, but the status is 0" ;;
    none,*)
      if [ "$expected" = right ]; then
        verdict="it failed: $said"
      elif [ "$ours" = 'none, ended after 40 s' ]; then
        verdict="it did not end in 300 s"
      elif ! grep -qiE -- "$text" <<< "$said"; then
        verdict="it does not say '$text': $said"
      elif ! grep -qF -e "f.tar.gz" -e "$name/ours" <<< "$said"; then
        verdict="it does not name the file: $said"
      elif [ "$(grep -o 'f\.tar\.gz' <<< "$said" | wc -l)" -gt 3 ] || [ ${#said} -gt 600 ]; then
        verdict="it is not one line: $said"
      fi
      ;;
  esac
  cat ours.log >> "$work/said.log"
  cd "$work/faults" || exit 2
  if [ -z "$verdict" ]; then passed "$name: $ours, $(cat "rows/$name/ours.seconds") s"; else failed "$name" "$verdict"; fi
}
here_root=$PWD/origin
: > table
given=() wget_given=() aria_given=() curl_given=()
at() { echo "http://$here/TOOL/$1/f.tar.gz"; }
# odd NAME EXPECTED [TEXT [SETUP]]: a row of what files.py calls so, where the same file is.
odd() {
  mkdir -p "origin/$1"
  [ -e "origin/$1/f.tar.gz" ] || ln "origin/plain/f.tar.gz" "origin/$1/f.tar.gz"
  row "$1" "$2" "${3-}" "$(at "$1")" "${4-}"
}
mkdir -p origin/signed origin/elsewhere origin/login-needed
for folder in signed elsewhere login-needed; do ln origin/plain/f.tar.gz origin/$folder/; done

odd plain right
odd reset-at-once right
odd reset-after-head right
odd reset-thrice right
odd reset-each-eighth right
odd reset-at-the-end right
odd busy-seconds right
odd busy-date right
odd busy-for-a-day fails '429'
odd error-for-ever fails '500'
odd bad-gateway-twice right
odd short-once right
odd short-for-ever fails 'bytes|ended|short'
odd flip-once either 'sha256|sum'
odd flip-for-ever fails 'sha256|sum'
odd page-with-200 fails 'html|page'
odd page-with-403 fails '403'
odd page-by-redirect fails 'html|page'
odd no-ranges right
odd other-range fails "broke|range"
odd range-of-other-bytes right
odd range-of-other-length right
odd part-unasked either 'range|206|part'
odd half-unasked either 'range|206|part'
odd length-too-long either 'bytes|ended|short'
odd length-too-short either 'sha256|sum'
odd chunked right
odd chunked-short-once right
odd no-length right
odd no-length-short-once right
odd said-to-be-gzip right
odd gzip-unasked either 'gzip|encod|sha256|sum'
odd signed right
[ ! -e rows/signed ] || check "signed: the address that was asked first is asked again after each reset" \
  [ "$(grep -c '"/ours/signed/f.tar.gz"' "$here_log") $(grep -c '/ours/signature-' "$other_log")" = '3 3' ]
odd loop fails 'redirect'
odd other-version right
odd shorter-version right
odd weak-tag right
odd tag-unheeded right
# What never ends fills what there is.
memory() { mount -t tmpfs -o size=200m tmpfs "$1"; }
odd endless fails 'bytes|space|full' memory
odd endless-chunks fails 'bytes|space|full' memory
umount rows/endless*/* 2> /dev/null
odd stall-once right
odd stall-before-once right
odd stall-for-ever fails 'nothing for'
odd not-found fails '404'
odd gone fails '410'

given=(-s "$PWD/settings.xml") wget_given=(--user=user --password=$secret) aria_given=(--http-user=user --http-passwd=$secret) curl_given=(-u "user:$secret")
odd elsewhere right
[ ! -e rows/elsewhere ] || check "elsewhere: the login was told to the host that it is for" grep -q '"/ours/elsewhere/f.tar.gz".*"Basic' "$here_log"
[ ! -e rows/elsewhere ] || check "elsewhere: and to no other" [ "$(grep '/ours/elsewhere-other/' "$other_log" | grep -c 'Basic')" = 0 ]
given=() wget_given=() aria_given=() curl_given=()
row login-in-address right '' "http://user:$secret@$here/TOOL/elsewhere/f.tar.gz"
[ ! -e rows/login-in-address ] || check "login-in-address: and to no other" [ "$(grep '/ours/elsewhere-other/' "$other_log" | grep -c 'Basic')" = 0 ]
row wrong-login fails '401|login' "http://user:wrong@$here/TOOL/login-needed/f.tar.gz"
row right-login right '' "http://user:$secret@$here/TOOL/login-needed/f.tar.gz"
row no-login fails '401|login' "http://$here/TOOL/login-needed/f.tar.gz"
row no-server fails 'refused|connect' "http://127.0.0.1:$closed/TOOL/plain/f.tar.gz"
row unknown-host fails 'host|resolve' "http://no-such-host.invalid/TOOL/plain/f.tar.gz"
row tls-unknown-authority fails 'kubespray.ca|authority' "https://other.test:$tls/TOOL/plain/f.tar.gz"
given=(-Dkubespray.ca="$work/ca.crt") wget_given=(--ca-certificate="$work/ca.crt") aria_given=(--ca-certificate="$work/ca.crt") curl_given=(--cacert "$work/ca.crt")
row tls-own-authority right '' "https://other.test:$tls/TOOL/plain/f.tar.gz"
row tls-other-name fails 'name|certificate' "https://files.test:$tls/TOOL/plain/f.tar.gz"
given=() wget_given=() aria_given=() curl_given=()

small() { mount -t tmpfs -o size=2m tmpfs "$1"; }
row full-disk fails 'space|full' "$(at plain)" small
read_only() { mount -t tmpfs -o ro tmpfs "$1"; }
row read-only fails 'read-only|written|write' "$(at plain)" read_only
folder() { mkdir -p "$2/there"; }
row folder-in-its-place fails 'folder|directory' "$(at plain)" folder
file_above() { mkdir -p "$(dirname "$(dirname "$2")")" && echo a > "$(dirname "$2")"; }
row file-in-a-folder-s-place fails 'folder|directory|file' "$(at plain)" file_above
link_out() { mkdir -p "$(dirname "$2")" outside-"$1" && echo kept > outside-"$1"/f && ln -s "$PWD/outside-$1/f" "$2"; }
row link-in-its-place either 'link' "$(at plain)" link_out
[ ! -e rows/link-in-its-place ] || check "link-in-its-place: what it leads to is as it was" grep -qx kept rows/link-in-its-place/outside-ours/f
wrong_there() { mkdir -p "$(dirname "$2")" && head -c 3000000 /dev/zero > "$2"; }
row wrong-file-there right '' "$(at plain)" wrong_there
longer_there() { mkdir -p "$(dirname "$2")" && cat "$here_root/plain/f.tar.gz" "$here_root/plain/f.tar.gz" > "$2"; }
row longer-file-there right '' "$(at plain)" longer_there
check "$rows rows, and no wrong file of ours" [ "$rows" -ge "$([ -n "${FAULTS-}" ] && echo 1 || echo 40)" ]
check "no part is left of what came in the end" sh -c '! find rows -path "*/ours/*" -name ".*.part*" | while read -r part; do
  name=$(basename "$part"); name=${name#.}; [ ! -f "$(dirname "$part")/${name%%.part*}" ] || echo "$part"; done | grep .'
