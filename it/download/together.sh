# Three runs at once into one tree, of a server without ranges and of one with them, with one cache and with a cache each: nobody's file
# has its name before it is right.
made origin/free-of-ranges/large 30000000
made origin/ranges/large 30000000
for n in $(seq 10); do made "origin/ranges/small$n" 500000; done
for which in 'free-of-ranges one' 'ranges one' 'free-of-ranges each' 'ranges each'; do
  how=${which% *} caches=${which#* }
  serve "$PWD/origin" --rate 4000000
  for file in origin/$how/*; do echo "http://$host/two/$how/${file##*/} $PWD/$file"; done > plan.$how
  sums plan.$how plan.$how.json
  rm -rf tree cache*
  mkdir -p watched.$how
  for file in origin/$how/*; do mkdir -p "watched.$how/two/$how" && ln -f "$file" "watched.$how/two/$how/"; done
  python3 "$project/it/lib/watcher.py" "$PWD/tree" "$PWD/watched.$how" "$host" > looked.$how 2>&1 &
  watcher=$!
  started+=($watcher)
  runs=()
  for n in 1 2 3; do
    cache=$PWD/cache
    [ "$caches" = one ] || cache=$PWD/cache$n
    downloading "$PWD/tree" -Dkubespray.extraVars="@$PWD/plan.$how.json"
    "${words[@]}" > "$how.$n" 2>&1 &
    runs+=($!)
    sleep 2.5
  done
  n=0
  for run in "${runs[@]}"; do
    wait "$run"
    status=$?
    n=$((n + 1))
    if [ "$caches" = one ] || [ $status = 0 ]; then
      check "$how, $caches cache: run $n of three at once ends well" [ $status = 0 ]
      [ $status = 0 ] || message "$how.$n" | cut -c1-300
    else
      # The lock that runs wait for is their cache's.
      check "$how, $caches cache: run $n of three at once says that another writes" grep -q 'another process is writing' "$how.$n"
    fi
  done
  all() { local url file; while read -r url file; do cmp "$file" "tree/${url#http://}" || return; done < plan.$how; }
  check "$how, $caches cache: the tree is right" all
  sleep 0.3
  kill $watcher
  wait $watcher 2> /dev/null
  check "$how, $caches cache: no wrong file had a final name at any instant" sh -c "! grep '^wrong' looked.$how"
  check "$how, $caches cache: the watcher looked" grep -qE '^looked [1-9][0-9]* times, at [1-9]' looked.$how
  echo "$how, $caches cache: $(python3 -c 'import json, sys; print(sum(json.loads(line)["sent"] for line in open(sys.argv[1])) // 1000000)' "$served") MB sent, of $(du -cm origin/$how/* | tail -1 | cut -f1) MiB of files"
done
