"""compare.py DIR TITLE: compares what Ansible noted with the lists below target/kubespray/os-packages, distribution by distribution."""
import json
import os
import sys


def ours(file):
    found = set()
    with open(file) as lines:
        for line in lines:
            removed = line.startswith("#   ")
            if line.startswith("#") and not removed:
                continue
            name, _, whys = line[4 if removed else 0:].partition("  # ")
            # A host that has nothing yet was played: what only some host needs is not asked for there.
            if not all("perhaps: " in why for why in whys.split(" | ")):
                found.add((removed, name.strip()))
    return found


def main(folder, title):
    noted = {}
    with open(os.path.join(folder, "noted")) as lines:
        for line in lines:
            host, removed, name = json.loads(line)
            noted.setdefault(host, set()).add((removed, name))
    same, count = True, 0
    with open(os.path.join(folder, "distributions")) as names:
        distributions = names.read().split(",")
    for distribution in distributions:
        theirs = noted.get(distribution, set())
        listed = ours(os.path.join(folder, "target/kubespray/os-packages", distribution + ".txt"))
        count += len(theirs)
        for removed, name in sorted(theirs ^ listed):
            same = False
            who = "Ansible" if (removed, name) in theirs else "the list"
            print("%s, %s: only %s %s %s" % (title, distribution, who, "removes" if removed else "installs", name))
    if same:
        print("%s: %d packages on %d distributions, the same" % (title, count, len(distributions)))
    return 0 if same and count else 1


sys.exit(main(*sys.argv[1:]))
