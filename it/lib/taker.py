"""taker.py WHAT [UPSTREAM]: a server that answers pushes as a registry should, and is none. It prints its port.

  forgets   stores nothing, and says of everything that it did, without naming a digest
  rewrites  stores manifests, written anew, and names no digest
  echoes    passes all to the registry UPSTREAM, but says of every mount that it was done
"""

import http.client
import json
import re
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

what, upstream = sys.argv[1], (sys.argv[2:] or [""])[0]
blobs, manifests = {}, {}
HOP = {"connection", "keep-alive", "transfer-encoding", "host", "content-length", "date", "server"}


class Taker(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *args):
        pass

    def answer(self, status, body=b"", **fields):
        self.send_response(status)
        for name, value in fields.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def handle_any(self):
        sent = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        address = urlsplit(self.path)
        query = parse_qs(address.query)
        if what == "echoes":
            self.pass_on(sent, query)
        elif self.command == "POST":
            self.answer(202, Location=address.path + "1")
        elif self.command == "PATCH":
            self.answer(202, Location=address.path)
        elif self.command == "PUT":
            self.put(sent, address.path, query)
        else:
            self.get(address.path)

    def put(self, sent, path, query):
        if what == "rewrites" and "/manifests/" in path:
            manifests[path] = json.dumps(json.loads(sent), indent=1).encode(), self.headers["Content-Type"]
        elif what == "rewrites":
            blobs[query["digest"][0]] = sent
        self.answer(201, Location=path)

    def get(self, path):
        if path in manifests:
            body, kind = manifests[path]
            self.answer(200, body, Content_Type=kind)
        elif path.split("/")[-1] in blobs:
            self.answer(200, blobs[path.split("/")[-1]], Content_Type="application/octet-stream")
        else:
            self.answer(200 if path == "/v2/" else 404)

    def pass_on(self, sent, query):
        if self.command == "POST" and "mount" in query:
            digest = query["mount"][0]
            place = re.sub("uploads/$", digest, urlsplit(self.path).path)
            self.answer(201, Location=place, Docker_Content_Digest=digest)
            return
        connection = http.client.HTTPConnection(upstream)
        fields = {name: value for name, value in self.headers.items() if name.lower() not in HOP - {"host"}}
        connection.request(self.command, self.path, sent, {**fields, "Content-Length": str(len(sent))})
        answer = connection.getresponse()
        body = answer.read()
        self.send_response(answer.status)
        for name, value in answer.getheaders():
            if name.lower() not in HOP:
                self.send_header(name, value)
        length = answer.getheader("Content-Length") if self.command == "HEAD" else str(len(body))
        self.send_header("Content-Length", length or "0")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = handle_any


server = ThreadingHTTPServer(("127.0.0.1", 0), Taker)
print(server.server_address[1], flush=True)
server.serve_forever()
