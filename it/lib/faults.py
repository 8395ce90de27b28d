"""faults.py ADDRESS [OPTIONS]: a bad line to the server at ADDRESS (http://HOST[:PORT] or https://HOST[:PORT]), which it
serves over plain HTTP on a free port of this machine, and prints. When it is ended (SIGTERM) it prints what it has done,
as KIND=COUNT.
  --busy P     of the requests are answered with 503 or 429 (Retry-After: 1) in place of the server
  --reset P    of the bodies, down and up, end half way with a reset
  --flip P     of the bodies that come down have one wrong byte
  --only TEXT  only requests that begin so (METHOD PATH)
  --outage N   at the Nth request all connections are reset, and for ten seconds none is taken
  --host       tells the server its own name, not the one it was asked for; for mirrors, not for registries
  --seed N     of what is left to chance
"""

import argparse
import asyncio
import collections
import random
import re
import signal
import socket
import struct
import urllib.parse

OUTAGE_SECONDS, PIECE = 10, 1 << 16
parser = argparse.ArgumentParser(usage=__doc__)
parser.add_argument("address")
for name in ("busy", "reset", "flip"):
    parser.add_argument("--" + name, type=float, default=0)
for name in ("outage", "seed"):
    parser.add_argument("--" + name, type=int, default=0)
parser.add_argument("--only", default="")
parser.add_argument("--host", action="store_true")
options = parser.parse_args()
upstream = urllib.parse.urlsplit(options.address)
chance, done, open_lines = random.Random(options.seed), collections.Counter(), set()


class Head:
    """The first line of a request or an answer, and its fields."""

    def __init__(self, raw):
        self.raw = raw
        self.line = raw.split(b"\r\n", 1)[0].decode("latin-1")
        fields = [line.split(b":", 1) for line in raw.split(b"\r\n")[1:] if b":" in line]
        self.fields = {name.strip().lower().decode(): value.strip().decode("latin-1") for name, value in fields}
        self.length = int(self.fields.get("content-length", "-1"))
        self.chunked = "chunked" in self.fields.get("transfer-encoding", "").lower()
        self.closes = "close" in self.fields.get("connection", "").lower()

    @staticmethod
    async def read(reader):
        try:
            return Head(await reader.readuntil(b"\r\n\r\n"))
        except asyncio.IncompleteReadError:
            return None


async def body(reader, head, to_the_end=False):
    """The pieces of a body, as they are on the wire."""
    if head.chunked:
        size = 1
        while size:
            line = await reader.readuntil(b"\r\n")
            size = int(line.split(b";")[0], 16)
            yield line + await reader.readexactly(size + 2)
    elif head.length >= 0:
        left = head.length
        while left:
            piece = await reader.read(min(left, PIECE))
            if not piece:
                raise ConnectionError("it ended early")
            left -= len(piece)
            yield piece
    elif to_the_end:
        while piece := await reader.read(PIECE):
            yield piece


def reset(writer):
    plain = writer.get_extra_info("socket")
    if plain is not None:
        plain.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


class Line:
    """One connection of a client, and one to the server behind it."""

    def __init__(self, reader, writer):
        self.reader, self.writer, self.server = reader, writer, None

    async def serve(self):
        while request := await Head.read(self.reader):
            done["requests"] += 1
            hit = request.line.startswith(options.only)
            if done["requests"] == options.outage:
                await outage()
                return
            lot = chance.random()
            if hit and lot < options.busy:
                if not await self.refuse(request, "503 Service Unavailable" if lot < options.busy / 2 else "429 Too Many"):
                    return
            elif not await self.exchange(request, hit):
                return

    async def refuse(self, request, status):
        done[status[:3]] += 1
        async for _ in body(self.reader, request):
            pass
        self.writer.write(f"HTTP/1.1 {status}\r\nRetry-After: 1\r\nContent-Length: 0\r\n\r\n".encode())
        await self.writer.drain()
        return not request.closes

    async def exchange(self, request, hit):
        """Returns whether the client's connection goes on."""
        broken = hit and request.length > 1 and chance.random() < options.reset
        if self.server is None or self.server[0].at_eof():
            secure = upstream.scheme == "https"
            port = upstream.port or (443 if secure else 80)
            self.server = await asyncio.open_connection(upstream.hostname, port, ssl=secure or None, limit=1 << 20)
        reader, writer = self.server
        raw = request.raw
        if options.host:
            raw = re.sub(rb"(?i)(\r\nhost: *)[^\r]*", rb"\g<1>" + upstream.netloc.encode(), raw, count=1)
        writer.write(raw)
        sending = asyncio.create_task(self.send(request, writer, request.length // 2 if broken else -1))
        answer = await Head.read(reader)
        while answer and answer.line.split()[1].startswith("1"):
            self.writer.write(answer.raw)
            answer = await Head.read(reader)
        if answer is None or not await sending:
            if broken:
                done["reset up"] += 1
            reset(self.writer)
            return False
        self.writer.write(answer.raw)
        status = int(answer.line.split()[1])
        if request.line.startswith("HEAD ") or status in (204, 304):
            await self.writer.drain()
            return not (answer.closes or request.closes)
        return await self.answer(reader, answer, hit and status < 300 and answer.length > 1)

    async def send(self, request, writer, cut):
        """Returns whether all was sent."""
        count = 0
        try:
            async for piece in body(self.reader, request):
                count += len(piece)
                if 0 <= cut < count:
                    writer.close()
                    return False
                writer.write(piece)
                await writer.drain()
            return True
        except (ConnectionError, asyncio.IncompleteReadError):
            writer.close()
            return False

    async def answer(self, reader, answer, hit):
        lot, half, count = chance.random() if hit else 1, answer.length // 2, 0
        cut, flip = lot < options.reset, options.reset <= lot < options.reset + options.flip
        async for piece in body(reader, answer, True):
            if flip and count <= half < count + len(piece):
                done["flip"] += 1
                place = half - count
                piece = piece[:place] + bytes([piece[place] ^ 1]) + piece[place + 1 :]
            if cut and count + len(piece) > half:
                done["reset"] += 1
                self.writer.write(piece[: half - count])
                await self.writer.drain()
                # What was sent before a reset may be lost on the way if that comes at once.
                await asyncio.sleep(0.02)
                reset(self.writer)
                return False
            count += len(piece)
            self.writer.write(piece)
            await self.writer.drain()
        return not answer.closes and (answer.chunked or answer.length >= 0)


async def take(reader, writer):
    line = Line(reader, writer)
    open_lines.add(line)
    try:
        await line.serve()
    except (OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
        reset(writer)
    finally:
        open_lines.discard(line)
        for end in (writer, line.server[1] if line.server else None):
            if end is not None:
                end.close()


listening = None


async def listen(port):
    global listening
    listening = await asyncio.start_server(take, "127.0.0.1", port, limit=1 << 20, backlog=256)


async def outage():
    done["outage"] += 1
    port = listening.sockets[0].getsockname()[1]
    listening.close()
    for line in list(open_lines):
        reset(line.writer)
    await asyncio.sleep(OUTAGE_SECONDS)
    await listen(port)


async def main():
    await listen(0)
    print(listening.sockets[0].getsockname()[1], flush=True)
    ended = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, ended.set)
    await ended.wait()
    print(" ".join(f"{kind.replace(' ', '-')}={count}" for kind, count in sorted(done.items())), flush=True)


asyncio.run(main())
