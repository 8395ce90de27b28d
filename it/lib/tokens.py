"""tokens.py KEY CERTIFICATE USER PASSWORD: a token service for registries (distribution, Token Authentication) on a free
port of this machine, which it prints. Everybody may pull, the user may push too; a wrong password gets 401. The issuer is
"tokens", the tokens are signed by openssl with KEY.
"""

import base64
import http.server
import json
import os
import subprocess
import sys
import time
import urllib.parse

key, certificate, user, password = sys.argv[1:]
der = base64.b64encode(
    subprocess.run(["openssl", "x509", "-in", certificate, "-outform", "DER"], capture_output=True, check=True).stdout
).decode()
login = "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()


def part(content):
    return base64.urlsafe_b64encode(content).rstrip(b"=")


def token(service, access, subject):
    now = int(time.time())
    claims = {
        "iss": "tokens", "sub": subject, "aud": service, "access": access,
        "iat": now, "nbf": now - 60, "exp": now + 300, "jti": os.urandom(8).hex(),
    }  # fmt: skip
    head = {"typ": "JWT", "alg": "RS256", "x5c": [der]}
    text = part(json.dumps(head).encode()) + b"." + part(json.dumps(claims).encode())
    sign = ["openssl", "dgst", "-sha256", "-sign", key]
    return (text + b"." + part(subprocess.run(sign, input=text, capture_output=True, check=True).stdout)).decode()


class Service(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        known = self.headers.get("Authorization")
        if known not in (None, login):
            self.answer(401, {"errors": [{"code": "UNAUTHORIZED", "message": "nobody of that name and password"}]})
            return
        query = urllib.parse.parse_qs(urllib.parse.urlsplit(self.path).query)
        access = []
        for scope in " ".join(query.get("scope", [])).split():
            kind, rest = scope.split(":", 1)
            name, actions = rest.rsplit(":", 1)
            granted = [action for action in actions.split(",") if known or action == "pull"]
            access.append({"type": kind, "name": name, "actions": granted})
        self.answer(200, {"token": token(query["service"][0], access, user if known else ""), "expires_in": 300})

    def answer(self, status, value):
        content = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Service)
print(server.server_port, flush=True)
server.serve_forever()
