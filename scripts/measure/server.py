"""A release server under measurement."""

import http.client
import os
import pathlib
import re
import signal
import subprocess
import time


def token(cluster, database):
    """The secret of a token with every right, of an account that only tokens act for."""
    environment = dict(os.environ, DATABASE_URL=cluster.url(database))
    account, name = "bench", f"bench {time.monotonic_ns()}"
    if not cluster.sql(database, f"SELECT 1 FROM account WHERE name = '{account}'"):
        subprocess.run([cluster.program, "user", "add", account, "--program", "--display", account, "--role", "administrator",
                        "--role", "auditor"], env=environment, check=True, stdout=subprocess.DEVNULL)
    scopes = [word for right in ["read", "county", "file", "manage", "audit"] for word in ["--scope", right]]
    made = subprocess.run([cluster.program, "user", "token", account, "--name", name, *scopes], env=environment, check=True,
                          text=True, stdout=subprocess.PIPE)
    return made.stdout.strip()


def demo(cluster, database):
    """A database with the demo county in it."""
    cluster.sql("postgres", f"CREATE DATABASE {database}")
    environment = dict(os.environ, DATABASE_URL=cluster.url(database))
    subprocess.run([cluster.program, "demo", "--json"], env=environment, check=True, stdout=subprocess.DEVNULL)


class Server:
    """A release server on a free port against one database, and a token to ask it with.

    `seal_key` is the file of the key that it seals the record with; without one, it does not."""

    def __init__(self, cluster, database, connections=32, seal_key=None):
        environment = dict(os.environ, DATABASE_URL=cluster.server_url(database), LAZARET_PORT="0",
                           LAZARET_CONNECTIONS=str(connections), LAZARET_LOG_LEVEL="error")
        if seal_key:
            environment["LAZARET_SEAL_KEY"] = str(seal_key)
        self.token = token(cluster, database)
        started = time.monotonic()
        self.process = subprocess.Popen([cluster.program, "serve"], env=environment, text=True,
                                        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self.port = None
        for line in self.process.stdout:
            if found := re.search(r"http://[^:/ ]+:(\d+)", line):
                self.port = int(found.group(1))
                break
        if self.port is None:
            raise SystemExit("the server did not start")
        while self.get("/readyz")[0] != 200:
            time.sleep(0.005)
        self.start_seconds = time.monotonic() - started

    def request(self, method, path, body=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {"Authorization": f"Bearer {self.token}"}
        if body:
            headers["Content-Type"] = "application/json"
        connection.request(method, path, body=body, headers=headers)
        answer = connection.getresponse()
        return answer.status, answer.read()

    def get(self, path):
        return self.request("GET", path)

    def peak_memory_mb(self):
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmHWM:\s+(\d+) kB", status).group(1)) / 1024

    def cpu_seconds(self):
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(30)
