"""A mail server on a free port of this machine, which says its port and keeps what it got: relay.py FOLDER [starttls|tls]
[auth]. What becomes of a mail is said by the name that it goes to or comes from."""

import asyncio
import email
import email.policy
import json
import pathlib
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult

FOLDER = pathlib.Path(sys.argv[1])
FLAGS = set(sys.argv[2:])


class Handler:
    async def handle_MAIL(self, server, session, envelope, address, options):
        if address.startswith("unwanted@"):
            return "550 5.7.1 INTERNAL-4711 not you"
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        name = address.split("@")[0]
        if name == "later451":
            return "451 4.7.1 INTERNAL-4711 come back"
        if name == "never550":
            return "550 5.1.1 INTERNAL-4711 nobody here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        name = envelope.rcpt_tos[0].split("@")[0]
        if name == "stalled":
            await asyncio.sleep(60)
        if name == "dropped":
            server.transport.abort()
            return "451 gone"
        if name == "spam554":
            return "554 5.7.1 INTERNAL-4711 spam"
        if name == "full452":
            return "452 4.2.2 INTERNAL-4711 full"
        with (FOLDER / "received.jsonl").open("a", encoding="utf-8") as file:
            print(json.dumps(said(server, session, envelope), ensure_ascii=False), file=file)
        session.lingers = name == "lingering"
        return "250 OK"

    async def handle_QUIT(self, server, session, envelope):
        if getattr(session, "lingers", False):
            await asyncio.sleep(60)
        return "221 Bye"


class Endless(asyncio.Protocol):
    """Greets with lines without end."""

    def connection_made(self, transport):
        self.task = asyncio.ensure_future(self.speak(transport))

    def connection_lost(self, fault):
        self.task.cancel()

    async def speak(self, transport):
        while True:
            transport.write(b"220-" + b"x" * 500 + b"\r\n")
            await asyncio.sleep(0.0005)


def said(server, session, envelope):
    mail = email.message_from_bytes(envelope.content, policy=email.policy.default)
    sender = mail["From"].addresses[0]
    return {
        "greeted": session.host_name, "tls": server.transport.get_extra_info("ssl_object") is not None, "user": bool(session.authenticated),
        "from": envelope.mail_from, "to": envelope.rcpt_tos,
        "headers": [name.lower() for name in mail.keys()],
        "sender": [sender.display_name, sender.addr_spec], "receiver": str(mail["To"]),
        "subject": str(mail["Subject"]), "date": mail["Date"].datetime.isoformat(), "id": str(mail["Message-ID"]),
        "made": str(mail["Auto-Submitted"]), "language": str(mail["Content-Language"]),
        "type": mail.get_content_type() + " " + mail.get_content_charset(), "body": mail.get_content().replace("\r\n", "\n"),
        "longest": max(len(line) for line in envelope.content.split(b"\r\n")), "ascii": envelope.content.isascii(),
        "defects": [str(defect) for defect in mail.defects],
    }


def check(server, session, envelope, mechanism, data):
    known = data.login == b"lazaret" and data.password == b"correct \xe9\xa9\xac"
    return AuthResult(success=known, handled=False)


async def main():
    context = None
    if FLAGS & {"starttls", "tls"}:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(FOLDER / "certificate.pem", FOLDER / "key.pem")

    def connection():
        if "endless" in FLAGS:
            return Endless()
        return SMTP(
            Handler(), hostname="relay.test", tls_context=context if "starttls" in FLAGS else None,
            require_starttls="starttls" in FLAGS, authenticator=check if "auth" in FLAGS else None,
            auth_required="auth" in FLAGS, auth_require_tls=False)

    server = await asyncio.get_running_loop().create_server(
        connection, "127.0.0.1", 0, ssl=context if "tls" in FLAGS else None)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


asyncio.run(main())
