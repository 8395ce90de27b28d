"""needed.py [ROOT]: looks at every ELF file below a root for the libraries that it needs (DT_NEEDED) and the interpreter
that it asks for, finds them as the dynamic linker would (ld.so(8): RPATH, RUNPATH, then the system's directories), and
prints each that is not there. Ends with 1 if there is one. Runs within an image too: chroot IMAGE python3 - < needed.py
"""

import os
import struct
import sys

PT_LOAD, PT_DYNAMIC, PT_INTERP = 1, 2, 3
DT_NEEDED, DT_STRTAB, DT_RPATH, DT_RUNPATH = 1, 5, 15, 29

root = os.path.realpath(sys.argv[1] if len(sys.argv) > 1 else "/")


def within(path):
    """Where a path of the tree is on this machine, links followed as in the tree."""
    done, names = [], path.split("/")
    for _ in range(4000):
        if not names:
            break
        name = names.pop(0)
        if name in ("", "."):
            continue
        if name == "..":
            done = done[:-1]
            continue
        here = os.path.join(root, *done, name)
        if os.path.islink(here):
            target = os.readlink(here)
            done = [] if target.startswith("/") else done
            names = target.split("/") + names
        else:
            done.append(name)
    return os.path.join(root, *done)


def read(path):
    """(machine, interpreter, needed, search path) of an ELF file with 64-bit words; None for others."""
    with open(path, "rb") as file:
        head = file.read(64)
        if len(head) < 64 or head[:6] != b"\x7fELF\x02\x01":
            return None
        data = head + file.read()
    machine = struct.unpack_from("<H", data, 18)[0]
    table, size, count = struct.unpack_from("<Q", data, 32)[0], *struct.unpack_from("<HH", data, 54)
    segments = [struct.unpack_from("<IIQQQQ", data, table + i * size) for i in range(count)]
    place = lambda address: next(
        (address - s[3] + s[2] for s in segments if s[0] == PT_LOAD and s[3] <= address < s[3] + s[5]), None)
    text = lambda at: data[at:data.index(b"\0", at)].decode()
    interpreter = next((text(s[2]) for s in segments if s[0] == PT_INTERP), None)
    tags = []
    for segment in segments:
        if segment[0] == PT_DYNAMIC:
            tags = [struct.unpack_from("<QQ", data, at) for at in range(segment[2], segment[2] + segment[5] - 15, 16)]
    strings = next((place(value) for tag, value in tags if tag == DT_STRTAB), None)
    named = lambda *wanted: [text(strings + value) for tag, value in tags if tag in wanted] if strings else []
    paths = [part for value in named(DT_RPATH, DT_RUNPATH) for part in value.split(":") if part]
    return machine, interpreter, named(DT_NEEDED), paths


files = {}
for top, names, entries in os.walk(root):
    if top == root:
        names[:] = [name for name in names if name not in ("proc", "sys", "dev")]
    for entry in entries:
        path = os.path.join(top, entry)
        if os.path.isfile(path) and not os.path.islink(path):
            found = read(path)
            if found:
                files[path] = found

triplets = {62: "x86_64-linux-gnu", 183: "aarch64-linux-gnu"}
missing = 0
for path, (machine, interpreter, needed, paths) in sorted(files.items()):
    shown = "/" + os.path.relpath(path, root)
    triplet = triplets.get(machine, "")
    origin = os.path.dirname(shown)
    folders = [part.replace("$ORIGIN", origin).replace("${ORIGIN}", origin) for part in paths]
    folders += ["/lib/" + triplet, "/usr/lib/" + triplet, "/lib", "/usr/lib", "/lib64", "/usr/local/lib"]
    for soname in needed:
        if not any(files.get(within(folder + "/" + soname), (0,))[0] == machine for folder in folders):
            print(f"{shown} needs {soname}")
            missing += 1
    if interpreter and within(interpreter) not in files:
        print(f"{shown} asks for {interpreter}")
        missing += 1
print(f"{len(files)} ELF files, {missing} libraries missing")
sys.exit(1 if missing or not files else 0)
