"""effects.py REFERENCE.tar LAYER.tar.gz EXPLAINED: what differs between two roots that ought to be the same: paths, kinds,
modes, owners, links' targets and bytes. EXPLAINED holds lines of "WHAT GLOB: REASON", WHAT being missing, extra, kind, mode,
owner, target, bytes or a list of them with commas; and of "alike GLOB REGEX: REASON", texts in which what REGEX finds counts as
the same. A difference that none of them fits is printed, and the end is 1.
"""

import collections
import difflib
import re
import sys
import tarfile

Thing = collections.namedtuple("Thing", "kind mode owner target bytes")
MERGED = re.compile(r"^(bin|sbin|lib|lib32|lib64|libx32)/")


def read(name):
    things = {}
    with tarfile.open(name) as tar:
        for member in tar:
            path = member.name.removeprefix("./").rstrip("/")
            path = MERGED.sub(r"usr/\1/", path)
            if path in ("", "."):
                continue
            if member.islnk():
                target = MERGED.sub(r"usr/\1/", member.linkname.removeprefix("./"))
                things[path] = things[target]
                continue
            kind = "directory" if member.isdir() else "link" if member.issym() else "file" if member.isreg() else "device"
            content = tar.extractfile(member).read() if kind == "file" else b""
            # A directory's link of the merged /usr may have a slash at its end; a link's own mode means nothing.
            target = member.linkname.rstrip("/") if kind == "link" else ""
            mode = 0o777 if kind == "link" else member.mode
            things[path] = Thing(kind, mode, f"{member.uid}:{member.gid}", target, content)
    return things


def differences(reference, ours):
    for path in sorted(reference.keys() | ours.keys()):
        wanted, got = reference.get(path), ours.get(path)
        if not got:
            yield "missing", path, wanted.kind, None
        elif not wanted:
            yield "extra", path, got.kind, None
        elif wanted.kind != got.kind:
            yield "kind", path, f"{wanted.kind} there, {got.kind} here", None
        else:
            if wanted.mode != got.mode:
                yield "mode", path, f"{wanted.mode:o} there, {got.mode:o} here", None
            if wanted.owner != got.owner:
                yield "owner", path, f"{wanted.owner} there, {got.owner} here", None
            if wanted.target != got.target:
                yield "target", path, f"{wanted.target} there, {got.target} here", None
            if wanted.bytes != got.bytes:
                yield "bytes", path, f"{len(wanted.bytes)} there, {len(got.bytes)} here", (wanted.bytes, got.bytes)


def glob(text):
    parts = re.split(r"(\*\*|\*)", text)
    return re.compile("".join({"*": "[^/]*", "**": ".*"}.get(part, re.escape(part)) for part in parts))


def explanations(name):
    with open(name) as file:
        for line in file:
            if line.strip() and not line.startswith("#"):
                what, rest = line.split(" ", 1)
                pattern, reason = rest.split(": ", 1)
                pattern, _, regex = pattern.strip().partition(" ")
                yield set(what.split(",")), glob(pattern), re.compile(regex.encode()), reason.strip()


def explanation(what, path, contents):
    for whats, pattern, regex, reason in explained:
        if pattern.fullmatch(path):
            same = contents and regex.sub(b"", contents[0]) == regex.sub(b"", contents[1])
            if what in whats or ("alike" in whats and what == "bytes" and same):
                return reason
    return None


reference, ours = read(sys.argv[1]), read(sys.argv[2])
explained = list(explanations(sys.argv[3]))
counts, unexplained = collections.Counter(), 0
for what, path, text, contents in differences(reference, ours):
    reason = explanation(what, path, contents)
    if reason:
        counts[reason] += 1
        continue
    unexplained += 1
    print(f"{what:8} /{path}: {text}")
    if contents and b"\0" not in contents[0] + contents[1]:
        lines = [content.decode(errors="replace").splitlines() for content in contents]
        for line in list(difflib.unified_diff(*lines, "there", "here", n=0, lineterm=""))[2:14]:
            print("         | " + line[:150])
same = len(reference.keys() & ours.keys())
print(f"{len(reference)} paths there, {len(ours)} here, {same} in both; differences explained: {sum(counts.values())}, "
      f"not explained: {unexplained}")
for reason, count in counts.most_common():
    print(f"{count:8} {reason}")
sys.exit(1 if unexplained else 0)
