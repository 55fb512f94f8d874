"""A provider that is as wrong as a test wishes: says its address, then serves until it is ended.

PUT /plan tells it how (a JSON object, see `Plan`); GET /seen says what it was asked. Without a plan it is right.
With `tls` as the second argument it has a certificate, which nobody vouches for.
"""

import base64
import datetime
import hashlib
import hmac
import ipaddress
import json
import ssl
import sys
import tempfile
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from joserfc import jws
from joserfc.jwk import ECKey, OKPKey, RSAKey

KEYS = {
    "rsa": RSAKey.generate_key(2048),
    "other": RSAKey.generate_key(2048),
    "p256": ECKey.generate_key("P-256"),
    "p384": ECKey.generate_key("P-384"),
    "ed": OKPKey.generate_key("Ed25519"),
}
ACCESS_TOKEN = "access-token-of-the-test"


class Plan:
    """What is served: the members of a plan, each of which replaces one of these."""

    def __init__(self, wishes=()):
        self.discovery = {}  # members put over those of the document; null takes one away
        self.keys = [{"key": "rsa", "kid": "rsa"}]  # the keys that are published, with what is put over each
        self.alg = "RS256"
        self.key = "rsa"  # signs the token
        self.header = {}
        self.claims = {}
        self.user = {}  # what /userinfo answers
        self.grant = {}  # members put over those of the token endpoint's answer
        self.status = {}  # by path: a status instead of the answer
        self.padding = {}  # by path: so many spaces after the answer
        self.drip = {}  # by path: seconds between two bytes of the answer
        for name, value in dict(wishes).items():
            if name not in vars(self):
                raise ValueError(f"a plan has no '{name}'")
            setattr(self, name, value)


def over(base, wishes):
    return {name: value for name, value in {**base, **wishes}.items() if value is not None}


def base64url(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def token(plan):
    header = over({"alg": plan.alg, "kid": plan.key, "typ": "JWT"}, plan.header)
    claims = json.dumps(plan.claims).encode()
    if plan.alg == "none" or plan.alg.startswith("HS"):
        start = base64url(json.dumps(header).encode()) + "." + base64url(claims)
        secret = KEYS["rsa"].as_pem(private=False) if plan.key == "rsa" else plan.key.encode()
        mac = hmac.new(secret, start.encode(), hashlib.sha256).digest()
        return start + "." + ("" if plan.alg == "none" else base64url(mac))
    return jws.serialize_compact(header, claims, KEYS[plan.key], algorithms=[plan.alg])


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    plan = Plan()
    seen = []
    lock = threading.Lock()

    def answer(self, form):
        plan = type(self).plan
        origin = self.server.origin
        if self.path == "/.well-known/openid-configuration":
            return over({
                "issuer": origin,
                "authorization_endpoint": origin + "/authorize",
                "token_endpoint": origin + "/token",
                "userinfo_endpoint": origin + "/userinfo",
                "jwks_uri": origin + "/keys",
                "response_types_supported": ["code"],
                "id_token_signing_alg_values_supported": ["RS256"],
            }, plan.discovery)
        if self.path == "/keys":
            return {"keys": [
                over(KEYS[wish["key"]].as_dict(private=False), {k: v for k, v in wish.items() if k != "key"})
                for wish in plan.keys
            ]}
        if self.path == "/token":
            grant = {"access_token": ACCESS_TOKEN, "token_type": "Bearer", "id_token": token(plan)}
            return over(grant, plan.grant)
        if self.path == "/userinfo":
            return plan.user
        if self.path == "/seen":
            return {"seen": type(self).seen}
        return None

    def serve(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if self.command == "PUT" and self.path == "/plan":
            type(self).plan = Plan(json.loads(body))
            return self.reply(200, b"{}")
        form = dict(parse_qsl(body.decode()))
        if self.path != "/seen":
            with self.lock:
                type(self).seen.append({
                    "path": self.path, "form": form, "authorization": self.headers.get("Authorization") or ""})
        plan = type(self).plan
        answer = self.answer(form)
        status = plan.status.get(self.path, 404 if answer is None else 200)
        text = json.dumps(answer).encode() + b" " * plan.padding.get(self.path, 0)
        self.reply(status, text, plan.drip.get(self.path, 0))

    def reply(self, status, text, pause=0):
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        if 300 <= status < 400:
            self.send_header("Location", "/elsewhere")
        self.end_headers()
        try:
            for start in range(0, len(text), 1 if pause else max(len(text), 1)):
                self.wfile.write(text[start:start + (1 if pause else len(text))])
                time.sleep(pause)
        except OSError:
            self.close_connection = True

    do_GET = do_POST = do_PUT = serve

    def log_message(self, *_):
        pass


def self_signed():
    """A context with a certificate for this machine that is signed by itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.datetime.now(datetime.timezone.utc)
    address = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    certificate = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(x509.random_serial_number()).add_extension(address, critical=False)
        .not_valid_before(now - datetime.timedelta(days=1)).not_valid_after(now + datetime.timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with tempfile.NamedTemporaryFile() as file:
        file.write(certificate.public_bytes(serialization.Encoding.PEM))
        file.write(key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))
        file.flush()
        context.load_cert_chain(file.name)
    return context


def main():
    server = ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Handler)
    scheme = "http"
    if sys.argv[2:] == ["tls"]:
        server.socket = self_signed().wrap_socket(server.socket, server_side=True)
        scheme = "https"
    server.origin = f"{scheme}://127.0.0.1:{server.server_port}"
    print(server.origin, flush=True)
    server.serve_forever()


main()
