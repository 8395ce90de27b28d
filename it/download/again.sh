# What another run asks for. Ten files, of which the first run brings all.
for n in $(seq 10); do made "origin/release/v1/file$n" $((n * 100000)); done
# Offline Maven lets this machine's own loopback be asked, so this server has another address.
serve "$PWD/origin" --flat --bind 198.51.100.1
host=198.51.100.1:${host##*:}
urls() { for n in $(seq 10); do echo "http://$host/release/${1:-v1}/file$n $PWD/origin/release/${1:-v1}/file$n"; done; }
urls > one
sums one one.json
first() { download "$PWD/tree" -Dkubespray.extraVars="@$PWD/one.json" "$@"; }
asked() { # since the last call of `forget`, by path
  tail -n "+$seen" "$served" | python3 -c 'import json, sys; print("\n".join(json.loads(line)["path"] for line in sys.stdin))'
}
forget() { seen=$(($(wc -l < "$served") + 1)); }
forget
check "ten files are downloaded" first
check "ten requests, one a file, none of HEAD" [ "$(grep -c '"GET"' "$served") $(grep -c '"HEAD"' "$served")" = '10 0' ]
there() { for n in $(seq 10); do cmp "origin/release/v1/file$n" "tree/$host/release/v1/file$n" || return; done; }
check "all are right" there
check "files.json tells that the sums are kubespray's" [ "$(grep -o '"kubespray"' tree/files.json | wc -l)" -ge 10 ]
before=$(find tree -type f -printf '%P %s %T@ %i\n' | sort)
forget
check "a second run" first
check "it makes no request" [ -z "$(asked)" ]
check "it leaves every file as it was" [ "$(find tree -type f ! -name files.json -printf '%P %s %T@ %i\n' | sort)" = "$(grep -v '^files.json ' <<< "$before")" ]
forget
check "a comparison finds no difference" first -Dkubespray.check
check "it makes no request" [ -z "$(asked)" ]
rm -rf "$cache"
check "a run without the cache" first
check "it makes no request either" [ -z "$(asked)" ]
check "offline it finds all in the tree" first -o

# One version moves.
made origin/release/v2/file3 350000
sed 's|release/v1/file3|release/v2/file3|g' one > two
sums two two.json
forget
check "another version of one file" download "$PWD/tree" -Dkubespray.extraVars="@$PWD/two.json"
check "it fetches that file alone" [ "$(asked)" = /release/v2/file3 ]
check "it is right" cmp origin/release/v2/file3 "tree/$host/release/v2/file3"
check "a comparison: what an earlier list brought may stay" download "$PWD/tree" -Dkubespray.extraVars="@$PWD/two.json" -Dkubespray.check
check "it is named" grep -q 'release/v1/file3' last.log

# The same address with other contents: the old file stays until the new one is proven.
made origin/release/v1/again 123457
mv origin/release/v1/again origin/release/v1/file4.new
cp origin/release/v1/file4 file4.old
sed "s|^\(.*/release/v1/file4\) .*|\1 $PWD/origin/release/v1/file4.new|" one > three
sums three three.json
refuses "a sum that the server's file has not" "release/v1/file4" download "$PWD/tree" -Dkubespray.extraVars="@$PWD/three.json"
check "the old file is still there" cmp file4.old "tree/$host/release/v1/file4"
cp origin/release/v1/file4.new origin/release/v1/file4
forget
check "when it has" download "$PWD/tree" -Dkubespray.extraVars="@$PWD/three.json"
check "it fetches that file alone" [ "$(asked | sort -u)" = /release/v1/file4 ]
check "the new file is there" cmp origin/release/v1/file4 "tree/$host/release/v1/file4"

# What a comparison says.
rm "tree/$host/release/v1/file1"
printf 'X' | dd of="tree/$host/release/v1/file2" bs=1 seek=1000 conv=notrunc 2> /dev/null
touch -r origin/release/v1/file2 "tree/$host/release/v1/file2"
echo mine > "tree/$host/release/v1/mine"
before=$(cd tree && find . -type f -exec sha256sum {} + | sort)
forget
refuses "a comparison names what is missing" "release/v1/file1" download "$PWD/tree" -Dkubespray.extraVars="@$PWD/three.json" -Dkubespray.check
cp last.log compared.log
check "and what is wrong, of the right length and time" grep -q 'release/v1/file2' compared.log
check "and what is superfluous" grep -q 'release/v1/mine' compared.log
check "and nothing that is right" [ "$(grep -cE 'release/v1/file[5-9]' compared.log)" = 0 ]
check "it makes no request" [ -z "$(asked)" ]
check "it changes nothing" [ "$(cd tree && find . -type f -exec sha256sum {} + | sort)" = "$before" ]
check "the next run mends it" download "$PWD/tree" -Dkubespray.extraVars="@$PWD/three.json"
check "both are right" sh -c "cmp origin/release/v1/file1 'tree/$host/release/v1/file1' && cmp origin/release/v1/file2 'tree/$host/release/v1/file2'"
check "what is superfluous stays" [ -f "tree/$host/release/v1/mine" ]

# Offline, with nothing.
rm -rf "$cache"
forget
refuses "offline the missing are named" "release/v1/file1" download "$PWD/offline" -Dkubespray.extraVars="@$PWD/one.json" -o
cp last.log offline.log
check "all of them" [ "$(grep -oE 'release/v1/file[0-9]+' offline.log | sort -u | wc -l)" = 10 ]
check "no request is made" [ -z "$(asked)" ]
check "no file is written" [ -z "$(find offline -type f ! -name files.json 2> /dev/null)" ]

# Mirrors: a tree of one run is a source of the next, by HTTP and as a folder; what it lacks comes from upstream.
rm -rf "$cache" tree
cp file4.old origin/release/v1/file4
first > first.log 2>&1
upstream=$host upstream_log=$served
rm "tree/$upstream/release/v1/file7"
printf 'X' | dd of="tree/$upstream/release/v1/file8" bs=1 seek=1000 conv=notrunc 2> /dev/null
serve "$PWD/tree" --flat
mirror=$host
for from in "http://$mirror" "file://$PWD/tree" "$PWD/tree"; do
  rm -rf "$cache" mirrored
  seen=$(($(wc -l < "$upstream_log") + 1))
  check "files from the mirror ${from%%//*}" download "$PWD/mirrored" -Dkubespray.extraVars="@$PWD/one.json" -Dkubespray.filesMirror="$from"
  host=$upstream served=$upstream_log
  check "upstream is asked for what it lacks and for what is wrong there alone" [ "$(asked | sort | paste -sd' ')" = '/release/v1/file7 /release/v1/file8' ]
  all_right() { for n in $(seq 10); do cmp "origin/release/v1/file$n" "mirrored/$upstream/release/v1/file$n" || return; done; }
  check "all are right" all_right
done
