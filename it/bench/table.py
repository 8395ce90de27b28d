#!/usr/bin/env python3
"""table.py TIMES.csv: medians of the figures that images.sh took, and how many times faster the plugin is than the better peer."""
import collections
import statistics
import sys

times = collections.defaultdict(list)
for line in open(sys.argv[1]):
    tool, step, _, wall, cpu = line.strip().split(",")
    times[tool, step].append((float(wall), float(cpu)))


def median(tool, *steps):
    """Median over the rounds of the sum of these steps; None where a step is missing."""
    if any((tool, step) not in times for step in steps):
        return None
    return statistics.median(sum(t[0] for t in together) for together in zip(*(times[tool, s] for s in steps)))


print("| build + push, seconds (median) | plugin, all | plugin, used | buildah | docker | ratio, all | ratio, used |")
print("|---|---|---|---|---|---|---|")
for step in ("cold", "role", "bump"):
    ours = [median(f"plugin-{c}", step) for c in ("all", "used")]
    peers = [median(p, f"{step}-build", f"{step}-push") for p in ("buildah", "docker")]
    best = min((p for p in peers if p), default=None)
    cells = [f"{x:.2f}" if x else "-" for x in ours + peers]
    cells += [f"{best / x:.1f}" if best and x else "-" for x in ours]
    print(f"| {step} | " + " | ".join(cells) + " |")
print()
for tool, step in (
    ("plugin-all", "again"),
    ("plugin-used", "again"),
    ("plugin-all", "idle"),
    ("plugin-used", "idle"),
    ("plugin-help", "help"),
):
    if (tool, step) in times:
        print(f"{tool} {step}: {median(tool, step):.2f} s")
