"""What scripts/fuzz sends with and to: a server of its own, and bytes that readers stumble over."""

import contextlib
import http.client
import os
import pathlib
import re
import subprocess
import sys
import time
import urllib.parse

ROOT = pathlib.Path(__file__).resolve().parent.parent
PASSWORD = "yuning demo county"  # of every account of the demo county
FORM, JSON = "application/x-www-form-urlencoded", "application/json"
WORST = {
    "marks": "a" + "\u0301\u0316" * 262_000, "doubled": "a" + "\u0344\u0316" * 262_000,
    "nearly": ("a" + "\u0301\u0316" * 15) * 17_000, "flags": "\U0001F1E8" * 262_000, "joined": "\U0001F469\u200D" * 149_000,
    "jamo": "\u1100\u1161\u11a8" * 116_000, "joiners": "a" + "\u034f" * 524_000, "blanks": "\u3000\u2003" * 174_000,
}
TOKENS = [text.encode("utf-8", "surrogatepass") for text in [
    "", "\0", "\u212a", "\ufeff", "\u0301\u0316" * 16, "\ufe0f", "\u034f", "\u202e", "\ud800", "\r\n", "\r", "\\u0301" * 40, "\\ud800",
    "%", "%00", "%CC%81" * 40, "%0d%0a", "//", "..", "\\", "\"", "'", "&", "=", ";", ",", "{", "}", "[", "]", "*a", "&a ", "? ", "- ",
    "!!x ", "|", ">", "#", "1e999", "-0", "9" * 70, "0.1" * 9, "null", "true", "NaN", "${x}", "1 div 0", "not(" * 60, "(" * 60,
    "9999-12-31", "0001-01-01", "2021-02-30", "+24:00", "T-03", "A-01", "answer.", "deduct.", "fact.", "<b>", "=1+1", "\u0663",
    "\r\n--b", "--b--", '"; filename="', "Content-Disposition:", "\r\n\r\n"]]
TOKENS += [b"\xff", b"\xc0\x80", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xcc"]


class Server:
    """A `lazaret serve --demo` in a folder of its own, with an administrator and an inspector signed in."""

    def __init__(self, program, folder, log=os.devnull):
        self.program, self.folder, self.log = program, folder, log
        self.settings = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"} | {"LAZARET_STATE": folder + "/state"}
        self.start()

    def start(self):
        self.process = subprocess.Popen(
            [self.program, "serve", "--demo", "--port", "0"], env=self.settings, cwd=ROOT, stdout=subprocess.PIPE,
            stderr=open(self.log, "ab"), text=True)
        address = urllib.parse.urlsplit(self.process.stdout.readline().strip())
        if not address.port:
            sys.exit("the server did not start")
        self.place = (address.hostname, address.port)
        self.heads = [{}] + [self.sign_in(account) for account in ("admin", "inspector1")]

    def send(self, method, path, headers, body=b"", limit=60):
        """The status, the body and the seconds it took; status 0 where there was no answer."""
        started, connection = time.monotonic(), http.client.HTTPConnection(*self.place, timeout=limit)
        try:
            connection.putrequest(method, "/", skip_accept_encoding=True)
            connection._buffer[0] = b"%s %s HTTP/1.1" % (method.encode(), path)
            for name, value in headers.items():
                connection._buffer.append(name.encode() + b": " + (value if isinstance(value, bytes) else value.encode()))
            connection._buffer.append(b"Content-Length: %d\r\nConnection: close" % len(body))
            with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                connection.endheaders(body)
            answer = connection.getresponse()
            self.cookies = answer.headers.get_all("Set-Cookie") or []
            return answer.status, answer.read(), time.monotonic() - started
        except (OSError, http.client.HTTPException) as error:
            return 0, repr(error).encode(), time.monotonic() - started
        finally:
            connection.close()

    def sign_in(self, account):
        page = self.send("GET", b"/login", {})[1].decode()
        cookie = "; ".join(text.split(";")[0] for text in self.cookies)
        form = {"csrf": re.search(r'name="csrf" value="([^"]+)"', page)[1], "name": account, "password": PASSWORD, "next": "/"}
        self.send("POST", b"/login", {"Cookie": cookie, "Content-Type": FORM}, urllib.parse.urlencode(form).encode())
        head = {"Cookie": "; ".join(text.split(";")[0] for text in self.cookies if "Max-Age=0" not in text)}
        page = self.send("GET", b"/account", head)[1].decode()
        return head | {"X-CSRF-Token": re.search(r'name="csrf" value="([^"]+)"', page)[1]}
