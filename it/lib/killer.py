"""killer.py PID TREE SEED: kills a process (SIGKILL) at a random point of what it does: four times of five when what is below TREE has
grown by a random number of bytes, of up to 30 MB, else after a random time of up to four seconds. Prints which; ends when the
process has ended, too.
"""

import os
import random
import signal
import sys
import time

pid, tree, chance = int(sys.argv[1]), sys.argv[2], random.Random(int(sys.argv[3]))


def size():
    total = 0
    for folder, _, names in os.walk(tree):
        for name in names:
            try:
                total += os.stat(os.path.join(folder, name)).st_size
            except FileNotFoundError:
                pass
    return total


begun, before = time.monotonic(), size()
grown = chance.randrange(30_000_000) if chance.random() < 0.8 else None
after = chance.random() * 4
while os.path.exists(f"/proc/{pid}") and open(f"/proc/{pid}/stat").read().rsplit(")", 1)[1].split()[0] != "Z":
    if size() - before > grown if grown is not None else time.monotonic() - begun > after:
        os.kill(pid, signal.SIGKILL)
        print(f"killed after {time.monotonic() - begun:.2f} s, {(size() - before) / 1e6:.2f} MB")
        break
    time.sleep(0.003)
