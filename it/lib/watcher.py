"""watcher.py TREE ROOT HOST: looks ten times a second, until it is ended, whether every file below TREE with a final name is the one
below ROOT of which it is the copy (TREE/HOST/PATH of ROOT/PATH), and files.json a whole text. Prints a line for what is wrong, and at the
end how often it looked.
"""

import filecmp
import json
import os
import signal
import sys
import time

tree, root, host = sys.argv[1:]
known, looks, files, goes = set(), 0, 0, [True]
signal.signal(signal.SIGTERM, lambda *_: goes.clear())


def right(path, name):
    if name == "files.json":
        with open(path) as text:
            json.load(text)
        return True
    return filecmp.cmp(path, os.path.join(root, os.path.relpath(name, host)), shallow=False)


while goes:
    looks += 1
    for folder, _, names in os.walk(tree):
        for name in names:
            path = os.path.join(folder, name)
            if name.startswith("."):
                continue
            try:
                status = os.stat(path)
                mark = (path, status.st_ino, status.st_size, status.st_mtime_ns)
                if mark in known:
                    continue
                files += 1
                if not right(path, os.path.relpath(path, tree)):
                    print("wrong", path, status.st_size, flush=True)
                known.add(mark)
            except FileNotFoundError as gone:
                # The tree may have been thrown away meanwhile; a file that is of no other is wrong.
                if os.path.exists(path):
                    print("wrong", path, gone, flush=True)
            except ValueError as malformed:
                print("wrong", path, malformed, flush=True)
    time.sleep(0.1)
print(f"looked {looks} times, at {files} files")
