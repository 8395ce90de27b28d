"""downloads.py TIMES.csv: medians of what download.sh took (part, tool, wall, CPU, status, right files, seconds that the goal itself
says), and how many times as long others take as ours.
"""

import collections
import statistics
import sys

runs = collections.defaultdict(list)
for line in open(sys.argv[1]):
    part, tool, wall, cpu, status, right, inside = line.strip().split(",")
    runs[part, tool].append((float(wall), float(cpu), status, right, float(inside) if inside else None))


def median(part, tool, column):
    return statistics.median(run[column] for run in runs[part, tool])


for part in dict.fromkeys(part for part, _ in runs):
    print(f"\n| {part} | wall s | min to max | CPU s | right files | status | times the process | times the downloading |\n|---|---|---|---|---|---|---|---|")
    whole, inside = median(part, "download", 0), median(part, "download", 4) if all(run[4] is not None for run in runs[part, "download"]) else None
    for tool in (tool for p, tool in runs if p == part):
        walls, wall = [run[0] for run in runs[part, tool]], median(part, tool, 0)
        ratios = ["", ""] if tool == "help" else [f"{wall / whole:.2f}", f"{wall / inside:.2f}" if inside else ""]
        if tool == "download":
            ratios = ["1", f"{inside:.2f} s" if inside else ""]
        print(f"| {tool} | {wall:.2f} | {min(walls):.2f} to {max(walls):.2f} | {median(part, tool, 1):.2f} | {', '.join(dict.fromkeys(run[3] for run in runs[part, tool]))} | "
              f"{', '.join(sorted({run[2] for run in runs[part, tool]}))} | {ratios[0]} | {ratios[1]} |")
