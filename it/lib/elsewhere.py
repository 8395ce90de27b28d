"""elsewhere.py LOG [TARGET SECONDS]: a server on a free port of this machine, which it prints, to which others lead. It writes
down every request and all that is secret in it, and answers by the path: /bearer and /basic with a challenge of its own, /token
with a token, /407 with a challenge as proxies have it. What is asked for with a whole address, as of a proxy, is refused until
there is a login, and leads to /407 then. With a TARGET it passes on to that server, once it has let every path wait SECONDS.
"""

import http.client
import http.server
import sys
import threading

log = open(sys.argv[1], "a", buffering=1)
target, seconds = sys.argv[2:4] if len(sys.argv) > 2 else ("", "")
told = set()
lock = threading.Lock()


class Elsewhere(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def answer(self, status, body=b"", **fields):
        self.send_response(status)
        for name, value in fields.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def any(self):
        size = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(size).decode(errors="replace")
        secrets = [self.headers[name] for name in ("Authorization", "Proxy-Authorization", "Cookie") if self.headers[name]]
        log.write(" ".join([self.command, self.path, *secrets, body]) + "\n")
        here = f"http://127.0.0.1:{self.server.server_port}"
        if self.path.startswith("http://"):
            if self.headers["Proxy-Authorization"]:
                self.answer(302, Location=f"{here}/407")
            else:
                self.answer(407, Proxy_Authenticate='Basic realm="proxy"')
        elif target:
            self.pass_on()
        elif self.path.startswith("/token"):
            self.answer(200, b'{"token":"taken"}')
        elif self.path.startswith("/407"):
            self.answer(407, Proxy_Authenticate='Basic realm="proxy"')
        elif self.path.startswith("/bearer"):
            self.answer(401, WWW_Authenticate=f'Bearer realm="{here}/token",service="elsewhere"')
        else:
            self.answer(401, WWW_Authenticate='Basic realm="elsewhere"')

    def pass_on(self):
        with lock:
            first = self.path not in told
            told.add(self.path)
        if first and "/manifests/" in self.path:
            self.answer(429, Retry_After=seconds)
            return
        server = http.client.HTTPConnection(target)
        server.request(self.command, self.path, headers={"Accept": self.headers["Accept"] or "*/*"})
        got = server.getresponse()
        body = got.read()
        fields = {"Content-Type": got.headers["Content-Type"] or "application/octet-stream"}
        if got.headers["Docker-Content-Digest"]:
            fields["Docker-Content-Digest"] = got.headers["Docker-Content-Digest"]
        self.send_response(got.status)
        for name, value in fields.items():
            self.send_header(name, value)
        self.send_header("Content-Length", got.headers["Content-Length"] or str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = any


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True


server = Server(("127.0.0.1", 0), Elsewhere)
print(server.server_port, flush=True)
server.serve_forever()
