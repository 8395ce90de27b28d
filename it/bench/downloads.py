"""downloads.py TIMES.csv: medians of what download.sh took (part, tool, wall, CPU, status, right files), and how ours compares."""

import collections
import statistics
import sys

runs = collections.defaultdict(list)
for line in open(sys.argv[1]):
    part, tool, wall, cpu, status, right = line.strip().split(",")
    runs[part, tool].append((float(wall), float(cpu), status, right))
for part in dict.fromkeys(part for part, _ in runs):
    print(f"\n| {part} | wall s | min to max | CPU s | right files | status | times ours | times ours without Maven's start |\n|---|---|---|---|---|---|---|---|")

    def wall(tool):
        return statistics.median(run[0] for run in runs[part, tool])

    ours, start = wall("download"), wall("help")
    for tool in (tool for p, tool in runs if p == part):
        each = runs[part, tool]
        walls, median = [run[0] for run in each], wall(tool)
        ratios = ("", "") if tool == "help" else (f"{median / ours:.2f}", f"{median / max(0.01, ours - start):.2f}" if tool != "download" else f"({ours - start:.2f} s)")
        print(f"| {tool} | {median:.2f} | {min(walls):.2f} to {max(walls):.2f} | {statistics.median(run[1] for run in each):.2f} | "
              f"{', '.join(dict.fromkeys(run[3] for run in each))} | {', '.join(sorted(set(run[2] for run in each)))} | {ratios[0]} | {ratios[1]} |")
