# kill -9 of the JVM at random points of 300 MB (one file of 200 MB, ten of 10 MB) at 100 Mbit/s. After each kill another run goes
# on; when all has come, the tree is thrown away and it begins anew, until there were $KILLS kills. A watcher looks ten times a
# second whether what has a final name is right; the server counts what it sends.
kills=${KILLS:-50} rate=12500000 seed=${SEED:-1}
made origin/release/large 200000000
for n in $(seq 10); do made "origin/release/small$n" 10000000; done
serve "$PWD/origin" --flat --rate $rate
urls() { for n in large $(seq -f small%.0f 10); do echo "http://$host/release/$n $PWD/origin/release/$n"; done; }
urls > plan
sums plan plan.json
python3 "$project/it/lib/watcher.py" "$PWD/tree" "$PWD/origin" "$host" > watched 2>&1 &
watcher=$!
started+=($watcher)
killed=0 whole=0 number=0
while [ $killed -lt "$kills" ] || [ $whole = 0 ]; do
  number=$((number + 1))
  downloading "$PWD/tree" -Dkubespray.extraVars="@$PWD/plan.json"
  echo "{\"run\": $number, \"whole\": $whole}" >> "$served"
  "${words[@]}" > "run.$number" 2>&1 &
  java=$!
  if [ $killed -lt "$kills" ] && python3 "$project/it/lib/killer.py" $java "$PWD/tree" $((seed * 1000 + number)) | tee -a killed | grep -q killed; then
    wait $java 2> /dev/null
    killed=$((killed + 1))
    continue
  fi
  wait $java
  status=$?
  whole=$((whole + 1))
  [ $status = 0 ] || { failed "the run after kill $killed" "status $status: $(message "run.$number")"; break; }
  cmp_all() { local url file; while read -r url file; do cmp "$file" "tree/${url#http://}" || return; done < plan; }
  check "download $whole is whole and right, after kill $killed" cmp_all
  check "no part is left" [ -z "$(find tree -name '.*.part*')" ]
  rm -rf gone
  mv tree gone
  rm -rf gone "$cache"
done
kill $watcher
wait $watcher 2> /dev/null
cut -d' ' -f3 killed | sort -n | sed -n "1p;$((killed / 2))p;\$p" | paste -sd' ' | sed 's/^/seconds until the kills (least, median, most): /'
cut -d' ' -f5 killed | sort -n | sed -n "1p;$((killed / 2))p;\$p" | paste -sd' ' | sed 's/^/MB until the kills (least, median, most): /'
check "$killed kills" [ $killed -ge "$kills" ]
sleep 0.5
python3 "$project/it/lib/moved.py" "$served" "$PWD/plan" | tee moved
check "at most 8 MiB a file are moved again after a kill" grep -q '^worst kill: .* ok$' moved
cat watched
check "the watcher looked at files that were under way" grep -qE '^looked [1-9][0-9]* times, at [1-9]' watched
check "no wrong file had a final name at any instant" sh -c '! grep "^wrong" watched'
