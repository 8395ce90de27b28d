"""link.py NEAR FAR MBIT MS: a line of MBIT Mbit/s each way and MS milliseconds round trip between two network namespaces that exist, 198.51.100.1
in NEAR and 198.51.100.2 in FAR. For kernels without netem: whole IP packets go from one tun device to the other through this
program, so that TCP at both ends is the kernel's. 300 packets wait at most, the next ones are lost. Prints `up` when the line
is there, and at its end (SIGTERM) how many packets and bytes went each way and were lost. Root.
"""

import collections
import fcntl
import os
import selectors
import signal
import struct
import subprocess
import sys
import time

QUEUE, MTU = 300, 1500
TUNSETIFF, IFF_TUN, IFF_NO_PI = 0x400454CA, 1, 0x1000
near, far, rate, trip = sys.argv[1], sys.argv[2], float(sys.argv[3]) * 1e6 / 8, float(sys.argv[4]) / 1000


class Way:
    """One direction: when each packet is to leave, in order."""

    def __init__(self, to):
        self.to, self.waiting, self.free, self.packets, self.bytes, self.lost = to, collections.deque(), 0.0, 0, 0, 0

    def take(self, packet, now):
        start = max(now, self.free)
        # What the line has not begun to send waits in its queue.
        if (start - now) * rate > QUEUE * MTU:
            self.lost += 1
            return
        self.free = start + len(packet) / rate
        self.waiting.append((self.free + trip / 2, packet))

    def give(self, now):
        """Returns when the next one leaves."""
        while self.waiting:
            due, packet = self.waiting[0]
            if due > now:
                return due
            self.waiting.popleft()
            try:
                os.write(self.to, packet)
                self.packets += 1
                self.bytes += len(packet)
            except BlockingIOError:
                self.lost += 1
        return None


def device(name, namespace, own, other):
    tun = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
    fcntl.ioctl(tun, TUNSETIFF, struct.pack("16sH", name.encode(), IFF_TUN | IFF_NO_PI))

    def ip(*words, inside=True):
        subprocess.run([*(["ip", "netns", "exec", namespace] if inside else []), "ip", *words], check=True)

    ip("link", "set", name, "netns", namespace, inside=False)
    ip("address", "add", own, "peer", other, "dev", name)
    ip("link", "set", name, "mtu", str(MTU), "txqueuelen", "1000", "up")
    return tun


first = device("line0", near, "198.51.100.1", "198.51.100.2")
second = device("line1", far, "198.51.100.2", "198.51.100.1")
ways = {first: Way(second), second: Way(first)}
selector = selectors.DefaultSelector()
for tun in ways:
    selector.register(tun, selectors.EVENT_READ)
goes = [True]
signal.signal(signal.SIGTERM, lambda *_: goes.clear())
print("up", flush=True)
while goes:
    now = time.monotonic()
    due = [time_ for time_ in (way.give(now) for way in ways.values()) if time_ is not None]
    # Half a millisecond is what the clocks of processes are good for.
    for key, _ in selector.select(max(0.0005, min(due) - now) if due else 0.2):
        for _ in range(64):
            try:
                packet = os.read(key.fd, 65536)
            except BlockingIOError:
                break
            ways[key.fd].take(packet, time.monotonic())
for name, way in zip(("there", "back"), ways.values()):
    print(f"{name}: {way.packets} packets, {way.bytes / 1e6:.1f} MB, {way.lost} lost", flush=True)
