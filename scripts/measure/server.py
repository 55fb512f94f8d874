"""A release server under measurement."""

import http.client
import os
import pathlib
import re
import signal
import subprocess
import time

from cluster import LAZARET


class Server:
    """A release server on a free port against one database."""

    def __init__(self, database_url, connections=32):
        environment = dict(os.environ, DATABASE_URL=database_url, LAZARET_PORT="0",
                           LAZARET_CONNECTIONS=str(connections), LAZARET_LOG_LEVEL="warning")
        started = time.monotonic()
        self.process = subprocess.Popen([LAZARET, "serve"], env=environment, text=True,
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
        headers = {"Content-Type": "application/json"} if body else {}
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
