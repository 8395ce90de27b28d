"""files.py ROOT LOG [OPTIONS]: a file server for one test, on a free port of this machine, which it prints. A path is
/WHO/HOW/NAME, for which it has the file ROOT/HOW/NAME; WHO asks is part of the name, so that several clients can be served at
once and each meets the same. HOW is what goes wrong; a HOW that is none of those below is served as it should be, with ranges,
a strong ETag and Last-Modified. LOG gets a line of JSON an answer: who, path, range, offset, status, sent, login.
  --rate N       bytes a second, of all answers together
  --other PORT   a server that this one leads to
  --login NAME:PASSWORD  of login-needed
  --tls CERT KEY answers with TLS
  --flat         a path is NAME alone, WHO is '-', nothing goes wrong
  --any          as --flat, and there is something at every path: its last name
  --bind ADDRESS --port PORT  where it listens
  --reset P      of the answers, that part end half way with a reset; --seed N of what is left to chance
"""

import argparse
import base64
import email.utils
import gzip
import hashlib
import json
import os
import random
import socket
import ssl
import struct
import sys
import threading
import time
import urllib.parse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

parser = argparse.ArgumentParser(usage=__doc__)
parser.add_argument("root")
parser.add_argument("log")
parser.add_argument("--rate", type=int, default=0)
parser.add_argument("--other", default="")
parser.add_argument("--login", default="")
parser.add_argument("--tls", nargs=2)
parser.add_argument("--flat", action="store_true")
parser.add_argument("--any", action="store_true")
parser.add_argument("--reset", type=float, default=0)
parser.add_argument("--seed", type=int, default=0)
parser.add_argument("--bind", default="127.0.0.1")
parser.add_argument("--port", type=int, default=0)
options = parser.parse_args()
chance = random.Random(options.seed)
MEBI, LOGIN_PAGE = 1 << 20, b"<!DOCTYPE html>\n<html><head><title>Sign in</title></head><body><form>Who are you?</form></body></html>\n"
lock, counts, log, open_until = threading.Lock(), {}, open(options.log, "a", buffering=1), [0.0]


def throttle(count):
    """Waits until the line has room for so many bytes more."""
    if options.rate:
        with lock:
            open_until[0] = max(time.monotonic() - 0.02, open_until[0]) + count / options.rate
            wait = open_until[0] - time.monotonic()
        if wait > 0:
            time.sleep(wait)


class Stop(Exception):
    """The answer ends here: the connection is to be reset or closed."""


class Files(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # A line a request is enough; that of the class goes to standard error.
    log_message = lambda self, *args: None  # noqa: E731

    def setup(self):
        super().setup()
        if options.rate:
            # What waits in the buffers of a slow line was not served.
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 65536)

    def do_GET(self):
        address = urllib.parse.urlsplit(self.path)
        self.query = urllib.parse.parse_qs(address.query)
        parts = urllib.parse.unquote(address.path).lstrip("/").split("/", 2)
        self.who, self.how, self.name = ("-", "plain", "/".join(parts)) if options.flat or options.any else (parts + ["", ""])[:3]
        self.place = os.path.join(options.root, self.name if options.flat else f"{self.how}/{self.name}")
        with lock:
            key = (self.who, self.how, self.name)
            counts[key] = self.turn = counts.get(key, 0) + 1
        self.status = self.sent = self.offset = 0
        try:
            self.any() if options.any else getattr(self, "how_" + self.how.replace("-", "_"), self.plain)()
        except (Stop, OSError):
            self.close_connection = True
        finally:
            log.write(json.dumps({"time": time.time(), "who": self.who, "method": self.command, "path": self.path, "range": self.headers.get("Range"),
                                  "offset": self.offset, "status": self.status, "sent": self.sent, "login": self.headers.get("Authorization"),
                                  "agent": self.headers.get("User-Agent")}) + "\n")

    do_HEAD = do_GET

    # What answers are made of

    def bytes(self):
        with open(self.place, "rb") as file:
            return file.read()

    def head(self, status, length=None, **fields):
        self.status = status
        self.send_response(status)
        for name, value in fields.items():
            if value is not None:
                self.send_header(name.replace("_", "-"), str(value))
        if length is not None:
            self.send_header("Content-Length", str(length))
        self.end_headers()
        self.wfile.flush()

    def write(self, data):
        if self.command == "HEAD":
            return
        view = memoryview(data)
        piece = 16384 if options.rate else MEBI
        for at in range(0, len(view), piece):
            throttle(len(view[at : at + piece]))
            self.wfile.write(view[at : at + piece])
            self.sent += len(view[at : at + piece])

    def reset(self):
        # What was sent before a reset may be lost on the way if that comes at once.
        time.sleep(0.05)
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()
        raise Stop

    def close(self):
        raise Stop

    def text(self, status, body=b"", **fields):
        self.head(status, len(body), **fields)
        self.write(body)

    def tag(self, data):
        return '"' + hashlib.sha256(data).hexdigest()[:20] + '"'

    def asked(self, total, tag):
        """Where the range begins that was asked for; None without one or if it is not of this file any more."""
        text = self.headers.get("Range")
        if not text or not text.startswith("bytes=") or "," in text:
            return None
        condition = self.headers.get("If-Range")
        if condition and condition != tag and condition != self.date():
            return None
        first, _, last = text[6:].partition("-")
        self.last = min(int(last), total - 1) if last else total - 1
        return int(first) if first else max(0, total - int(last))

    def date(self):
        return email.utils.formatdate(1700000000, usegmt=True)

    def plain(self, data=None, cut=None, ending=None, tag="strong", ranges=True, turn=None, extra=None):
        """The file, or `data`; of it the bytes from `cut` on are not sent, and the answer ends as `ending` says."""
        if data is None:
            if not os.path.isfile(self.place):
                return self.text(404, b"no such file\n")
            if options.flat and options.reset and chance.random() < options.reset:
                ending = self.reset
            data = self.bytes()
            if ending and options.flat:
                cut = len(data) // 2
        tag = self.tag(data) if tag == "strong" else tag
        fields = {"ETag": tag, "Last_Modified": self.date(), "Content_Type": "application/octet-stream", **(extra or {})}
        if ranges:
            fields["Accept_Ranges"] = "bytes"
        first = self.asked(len(data), tag) if ranges else None
        if first is not None and first >= len(data):
            return self.text(416, Content_Range=f"bytes */{len(data)}")
        if first is None:
            first, last = 0, len(data) - 1
            self.head(200, len(data), **fields)
        else:
            last = self.last
            self.head(206, last - first + 1, Content_Range=f"bytes {first}-{last}/{len(data)}", **fields)
        self.offset = first
        if ending is None:
            self.write(data[first : last + 1])
        else:
            self.write(data[first : max(first, min(cut, last + 1))])
            if cut <= last:
                ending()

    def any(self):
        if self.name == "redirected/from":
            return self.text(302, Location="/redirected/to/another?name=1")
        self.plain(self.name.rstrip("/").split("/")[-1].encode() + b"\n")

    def part(self, share):
        return int(os.path.getsize(self.place) * share)

    # What goes wrong

    def how_reset_at_once(self):
        self.reset() if self.turn < 3 else self.plain()

    def how_reset_after_head(self):
        self.plain(cut=0, ending=self.reset) if self.turn < 3 else self.plain()

    def how_reset_thrice(self):
        shares = [0.3, 0.6, 0.9]
        self.plain(cut=self.part(shares[self.turn - 1]), ending=self.reset) if self.turn <= 3 else self.plain()

    def how_reset_each_eighth(self):
        """Every answer ends after an eighth of the file."""
        first = self.asked(os.path.getsize(self.place), self.tag(self.bytes())) or 0
        self.plain(cut=first + self.part(0.125) + 1, ending=self.reset)

    def how_reset_at_the_end(self):
        self.plain(cut=self.part(1) - 1, ending=self.reset) if self.turn < 2 else self.plain()

    def how_busy_seconds(self):
        self.text(503, b"busy\n", Retry_After="1") if self.turn < 3 else self.plain()

    def how_busy_date(self):
        later = email.utils.formatdate(time.time() + 2, usegmt=True)
        self.text(429, b"too many\n", Retry_After=later) if self.turn < 3 else self.plain()

    def how_busy_for_a_day(self):
        self.text(429, b"too many\n", Retry_After="86400")

    def how_error_for_ever(self):
        self.text(500, b"internal error\n")

    def how_bad_gateway_twice(self):
        self.text(502, b"<html>bad gateway</html>\n", Content_Type="text/html") if self.turn < 3 else self.plain()

    def how_short_once(self):
        self.plain(cut=self.part(0.5), ending=self.close) if self.turn < 2 else self.plain()

    def how_short_for_ever(self):
        self.plain(cut=self.part(0.5), ending=self.close)

    def flipped(self):
        data = bytearray(self.bytes())
        data[len(data) // 2] ^= 1
        return bytes(data)

    def how_flip_once(self):
        self.plain(self.flipped()) if self.turn < 2 else self.plain()

    def how_flip_for_ever(self):
        self.plain(self.flipped())

    def how_page_with_200(self):
        self.text(200, LOGIN_PAGE, Content_Type="text/html; charset=utf-8")

    def how_page_with_403(self):
        self.text(403, LOGIN_PAGE, Content_Type="text/html; charset=utf-8")

    def how_page_by_redirect(self):
        self.text(302, Location=f"/{self.who}/page-with-200/login?from={self.name}")

    def how_no_ranges(self):
        self.plain(ranges=False, tag=None, cut=self.part(0.5), ending=self.reset) if self.turn < 2 else self.plain(ranges=False, tag=None)

    def how_free_of_ranges(self):
        self.plain(ranges=False, tag=None)

    def how_other_range(self):
        """Begins a thousand bytes before what was asked for, and says so."""
        data, first = self.bytes(), self.asked(os.path.getsize(self.place), self.tag(self.bytes()))
        if not first:
            return self.plain(cut=self.part(0.5), ending=self.reset)
        self.offset = first - 1000
        self.head(206, len(data) - self.offset, ETag=self.tag(data), Content_Range=f"bytes {self.offset}-{len(data) - 1}/{len(data)}")
        self.write(data[self.offset :])

    def how_range_of_other_bytes(self):
        """Says that it sends what was asked for, and sends the beginning."""
        data, first = self.bytes(), self.asked(os.path.getsize(self.place), self.tag(self.bytes()))
        if not first:
            return self.plain(cut=self.part(0.5), ending=self.reset) if self.turn < 2 else self.plain()
        self.offset = first
        self.head(206, len(data) - first, ETag=self.tag(data), Content_Range=f"bytes {first}-{len(data) - 1}/{len(data)}")
        self.write(data[: len(data) - first])

    def how_range_of_other_length(self):
        """Resumes as asked, but of a file that is said to be longer."""
        data, first = self.bytes(), self.asked(os.path.getsize(self.place), self.tag(self.bytes()))
        if not first:
            return self.plain(cut=self.part(0.5), ending=self.reset) if self.turn < 2 else self.plain()
        self.offset = first
        self.head(206, len(data) - first, ETag=self.tag(data), Content_Range=f"bytes {first}-{len(data) - 1}/{len(data) + 5000}")
        self.write(data[first:])

    def how_part_unasked(self):
        """206 with all of it to who asked for no range."""
        data = self.bytes()
        if self.headers.get("Range"):
            return self.plain()
        self.head(206, len(data), ETag=self.tag(data), Content_Range=f"bytes 0-{len(data) - 1}/{len(data)}")
        self.write(data)

    def how_half_unasked(self):
        """206 with half of it to who asked for no range."""
        data = self.bytes()
        if self.headers.get("Range"):
            return self.plain()
        self.head(206, len(data) // 2, ETag=self.tag(data), Content_Range=f"bytes 0-{len(data) // 2 - 1}/{len(data)}")
        self.write(data[: len(data) // 2])

    def how_length_too_long(self):
        data = self.bytes()
        self.head(200, len(data) + 5000, ETag=self.tag(data))
        self.write(data)
        self.close()

    def how_length_too_short(self):
        data = self.bytes()
        self.head(200, len(data) - 5000, ETag=self.tag(data))
        self.write(data)
        self.close()

    def chunks(self, data, last=True):
        self.head(200, Transfer_Encoding="chunked")
        for at in range(0, len(data), 50000):
            piece = data[at : at + 50000]
            self.wfile.write(b"%x\r\n" % len(piece))
            self.write(piece)
            self.wfile.write(b"\r\n")
        if not last:
            self.close()
        self.wfile.write(b"0\r\n\r\n")

    def how_chunked(self):
        self.chunks(self.bytes())

    def how_chunked_short_once(self):
        self.chunks(self.bytes()[: self.part(0.5)], last=False) if self.turn < 2 else self.chunks(self.bytes())

    def how_no_length(self):
        self.head(200, Connection="close")
        self.write(self.bytes())
        self.close()

    def how_no_length_short_once(self):
        self.head(200, Connection="close")
        self.write(self.bytes()[: self.part(0.5)] if self.turn < 2 else self.bytes())
        self.close()

    def how_said_to_be_gzip(self):
        """An archive that the server takes for its own compression."""
        self.plain(extra={"Content_Encoding": "gzip"})

    def how_gzip_unasked(self):
        data = gzip.compress(self.bytes(), 1)
        self.head(200, len(data), Content_Encoding="gzip", ETag=self.tag(data))
        self.write(data)

    def how_signed(self):
        """Leads to an address that is good for one answer."""
        with lock:
            turn = counts["signatures", self.who] = counts.get(("signatures", self.who), 0) + 1
        self.text(302, Location=f"http://127.0.0.1:{options.other or self.server.server_address[1]}/{self.who}/signature-{turn}/{self.name}?X-Expires=300&sig=%2Ba%2Fb%3D")

    def how_signature_1(self):
        self.signature(1)

    def how_signature_2(self):
        self.signature(2)

    def how_signature_3(self):
        self.signature(3)

    def how_signature_4(self):
        self.signature(4)

    def signature(self, turn):
        self.place = os.path.join(options.root, "signed", self.name)
        if self.turn > 1 or "sig=%2Ba%2Fb%3D" not in self.path:
            return self.text(403, b"<?xml version='1.0'?><Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>\n", Content_Type="application/xml")
        self.plain(cut=self.part(0.3 * turn), ending=self.reset) if turn < 3 else self.plain()

    def how_loop(self):
        self.text(302, Location=f"/{self.who}/loop/{self.name}?turn={self.turn}")

    def how_login_needed(self):
        if self.headers.get("Authorization") == "Basic " + base64.b64encode(options.login.encode()).decode():
            return self.plain()
        self.text(401, b"who are you?\n", WWW_Authenticate='Basic realm="files"')

    def how_elsewhere(self):
        if not self.headers.get("Authorization"):
            return self.text(401, b"who are you?\n", WWW_Authenticate='Basic realm="files"')
        self.text(302, Location=f"http://127.0.0.1:{options.other}/{self.who}/elsewhere-other/{self.name}")

    def how_elsewhere_other(self):
        self.place = os.path.join(options.root, "elsewhere", self.name)
        self.plain()

    def how_other_version(self):
        """Between two answers the file became another, which is the right one."""
        self.plain(self.flipped(), cut=self.part(0.5), ending=self.reset) if self.turn < 2 else self.plain()

    def how_shorter_version(self):
        if self.turn < 2:
            longer = self.bytes() * 4
            return self.plain(longer, cut=int(len(longer) * 0.8), ending=self.reset)
        self.plain()

    def how_weak_tag(self):
        """The same, but its weak ETag does not tell."""
        self.plain(self.flipped_early(), tag='W/"same"', cut=self.part(0.5), ending=self.reset) if self.turn < 2 else self.plain(tag='W/"same"')

    def how_tag_unheeded(self):
        """The same, but the server does not look at If-Range."""
        del self.headers["If-Range"]
        self.plain(self.flipped_early(), cut=self.part(0.5), ending=self.reset) if self.turn < 2 else self.plain()

    def flipped_early(self):
        data = bytearray(self.bytes())
        data[len(data) // 8] ^= 1
        return bytes(data)

    def how_endless(self):
        self.head(200, Connection="close")
        while True:
            self.write(b"\0" * MEBI)
            time.sleep(0.01)

    def how_endless_chunks(self):
        self.head(200, Transfer_Encoding="chunked")
        while True:
            self.wfile.write(b"%x\r\n" % MEBI)
            self.write(b"\0" * MEBI)
            self.wfile.write(b"\r\n")
            time.sleep(0.01)

    def stall(self):
        time.sleep(600)
        raise Stop

    def how_stall_once(self):
        self.plain(cut=self.part(0.5), ending=self.stall) if self.turn < 2 else self.plain()

    def how_stall_before_once(self):
        self.stall() if self.turn < 2 else self.plain()

    def how_stall_for_ever(self):
        self.plain(cut=self.part(0.5), ending=self.stall)

    def how_not_found(self):
        self.text(404, b"Not Found\n")

    def how_gone(self):
        self.text(410, b"Gone\n")


class Server(ThreadingHTTPServer):
    request_queue_size = 128
    daemon_threads = True

    def handle_error(self, request, client_address):
        if not isinstance(sys.exc_info()[1], (OSError, Stop, ValueError)):
            super().handle_error(request, client_address)


server = Server((options.bind, options.port), Files)
if options.tls:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*options.tls)
    server.socket = context.wrap_socket(server.socket, server_side=True)
print(server.server_address[1], flush=True)
server.serve_forever()
