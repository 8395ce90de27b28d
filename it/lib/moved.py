"""moved.py LOG PLAN: of a log of files.py, with a line {"run", "whole"} before each run, how many bytes of each file were sent more
than once in a row of runs that made one whole download; a run that was killed leaves what was under way. Bytes of a file
that are sent again in a run belong to the kill before it.
"""

import collections
import json
import os
import sys

LIMIT = 8 << 20
sizes = {line.split()[0].split("/", 3)[3]: os.path.getsize(line.split()[1]) for line in open(sys.argv[2])}
again = collections.Counter()
had, run, whole, sent = {}, 0, 0, 0
for line in open(sys.argv[1]):
    entry = json.loads(line)
    if "run" in entry:
        if entry["whole"] != whole:
            had = {}
        run, whole = entry["run"], entry["whole"]
        continue
    path = entry["path"].lstrip("/")
    sent += entry["sent"]
    first, last = entry["offset"], entry["offset"] + entry["sent"]
    end = had.get(path, 0)
    if entry["sent"]:
        again[run, path] += max(0, min(end, last) - first)
        had[path] = max(end, last)
worst = max(again.values(), default=0)
total = sum(again.values())
print(f"{run} runs, {whole + 1} downloads, {sent / 1e6:.1f} MB sent, {total / 1e6:.1f} MB of them again")
for (number, path), count in sorted(again.items(), key=lambda item: -item[1])[:5]:
    print(f"  run {number}: {path} {count / 1e6:.2f} MB again")
print(f"worst kill: {worst / 1e6:.2f} MB of one file again, limit {LIMIT / 1e6:.2f} MB: {'ok' if worst <= LIMIT else 'TOO MUCH'}")
