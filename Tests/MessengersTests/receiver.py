"""A receiver of webhooks on a free port of this machine, which says its port and keeps what it got: receiver.py FOLDER
[tls]. What it answers is said by the path that is asked."""

import base64
import email.utils
import http.server
import json
import pathlib
import ssl
import sys
import time
import urllib.parse

FOLDER = pathlib.Path(sys.argv[1])


class Receiver(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.keep(b"")
        self.answer(200, b"")

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.keep(body)
        path = urllib.parse.urlsplit(self.path).path.split("/")[1:]
        if path[0] == "status":
            fields = {}
            if len(path) > 2:
                fields["Retry-After"] = email.utils.formatdate(time.time() + 90, usegmt=True) \
                    if path[2] == "date" else path[2]
            self.answer(int(path[1]), b"INTERNAL-4711", fields)
        elif path[0] == "moved":
            self.answer(302, b"", {"Location": "/status/200"})
        elif path[0] == "slow":
            time.sleep(20)
            self.answer(200, b"")
        elif path[0] == "huge":
            self.answer(int(path[1]), b"x" * 10_000_000)
        elif path[0] == "headers":
            self.answer(200, b"", {f"X-{number}": "x" * 1000 for number in range(90)})
        elif path[0] == "dropped":
            self.close_connection = True
        elif path[0] == "noise":
            self.wfile.write(b"INTERNAL-4711 and no HTTP at all\r\n\r\n")
            self.close_connection = True
        elif path[0] == "robot":
            self.answer(200, b'{"errcode":%s,"errmsg":"INTERNAL-4711"}' % path[1].encode())
        elif path[0] == "page":
            self.answer(200, b"<html>INTERNAL-4711</html>")

    def answer(self, status, body, fields={}):
        self.send_response(status)
        for name, value in fields.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        try:
            self.wfile.write(body)
        except OSError:
            pass

    def keep(self, body):
        request = {"method": self.command, "path": self.path, "body": base64.b64encode(body).decode(),
                   "headers": {name.lower(): value for name, value in self.headers.items()}}
        with (FOLDER / "received.jsonl").open("a", encoding="utf-8") as file:
            print(json.dumps(request), file=file)

    def log_message(self, *words):
        pass


http.server.ThreadingHTTPServer.request_queue_size = 64
server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
if "tls" in sys.argv:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    if "old" in sys.argv:
        context.minimum_version = context.maximum_version = ssl.TLSVersion.TLSv1_1
        context.set_ciphers("ALL:@SECLEVEL=0")
    context.load_cert_chain(FOLDER / "certificate.pem", FOLDER / "key.pem")
    server.socket = context.wrap_socket(server.socket, server_side=True)
print(server.server_address[1], flush=True)
server.serve_forever()
