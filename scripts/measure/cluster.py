"""A durable scratch PostgreSQL, and the account that runs it."""

import json
import os
import pathlib
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent


def release(checkout):
    """The program that was built of a checkout."""
    program = checkout.resolve() / ".build/release/lazaret"
    if not program.exists():
        raise SystemExit(f"there is no {program}: run `swift build -c release --product lazaret` in {checkout}")
    return program


LAZARET = release(ROOT)


def as_postgres(*command):
    """The command as an account that PostgreSQL accepts: it refuses to run as root."""
    if os.getuid() != 0:
        return list(map(str, command))
    return ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", *map(str, command)]


def say(text):
    print(text, file=sys.stderr, flush=True)


class Cluster:
    """A PostgreSQL of its own with durable commits, on a unix socket in a temporary folder, and the program that is
    measured on it."""

    def __init__(self, folder, program=LAZARET):
        self.program = program
        self.bin = max(pathlib.Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: int(p.parent.name))
        self.folder = folder
        self.data = folder / "data"
        folder.mkdir()
        if os.getuid() == 0:
            shutil.chown(folder, "postgres", "postgres")
        self.run("initdb", "-D", self.data, "-U", "lazaret", "-E", "UTF8", "--locale=C.UTF-8", "-k", "-A", "trust")
        settings = {
            "listen_addresses": "''", "unix_socket_directories": f"'{folder}'", "logging_collector": "on",
            "log_destination": "'jsonlog'", "log_directory": f"'{folder}/log'", "log_filename": "'pg.log'",
            "shared_buffers": "'512MB'", "max_wal_size": "'4GB'", "max_connections": "120",
            # No side pays for cleaning up after another.
            "autovacuum": "off",
        }
        with open(self.data / "postgresql.auto.conf", "a") as conf:
            conf.writelines(f"{name} = {value}\n" for name, value in settings.items())
        self.control("-w", "-l", folder / "start.log", "start")

    def run(self, program, *arguments):
        """What the program of PostgreSQL's prints; ends the measuring with its complaint where it fails."""
        ended = subprocess.run(
            as_postgres(self.bin / program, *arguments), text=True, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )
        if ended.returncode != 0:
            raise SystemExit(f"{program} failed:\n{ended.stderr.strip()[:2000]}")
        return ended.stdout

    def control(self, *arguments):
        """Starts or stops the server, which must not hold on to our pipes."""
        subprocess.run(as_postgres(self.bin / "pg_ctl", "-D", self.data, *arguments), check=True,
                       stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def url(self, database):
        return f"host={self.folder} user=lazaret dbname={database}"

    def server_url(self, database):
        """The same for the role of a server, which owns nothing and which row-level security binds."""
        self.sql(database, "ALTER ROLE lazaret_server LOGIN")
        return f"host={self.folder} user=lazaret_server dbname={database}"

    def sql(self, database, text):
        return self.run("psql", "-X", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-d", self.url(database), "-c", text).strip()

    def log(self):
        with open(self.folder / "log/pg.json") as lines:
            return [json.loads(line) for line in lines if line.strip()]

    def cpu_seconds(self):
        """The CPU that the server and its processes have spent, those included that have ended."""
        postmaster = int((self.data / "postmaster.pid").read_text().split("\n")[0])
        spent = 0
        for stat in pathlib.Path("/proc").glob("[0-9]*/stat"):
            try:
                name, fields = stat.parent.name, stat.read_text().rsplit(")", 1)[1].split()
            except OSError:  # it has ended meanwhile
                continue
            if int(name) == postmaster:
                spent += sum(map(int, fields[11:15]))
            elif int(fields[1]) == postmaster:
                spent += int(fields[11]) + int(fields[12])
        return spent / os.sysconf("SC_CLK_TCK")

    def stop(self):
        self.control("-m", "immediate", "stop")
