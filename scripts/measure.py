"""What scripts/bench runs: starts a durable scratch PostgreSQL and a release server, and compares.

The SQL that pgbench runs is not written here: one filing per site is made with PostgreSQL's own statement log on,
and the statements and parameters of that log become pgbench's scripts. So both sides run the very same SQL.
"""

import argparse
import csv
import datetime
import http.client
import json
import os
import pathlib
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import uuid

ROOT = pathlib.Path(__file__).resolve().parent.parent
LAZARET = ROOT / ".build/release/lazaret"


def as_postgres(*command):
    """The command as an account that PostgreSQL accepts: it refuses to run as root."""
    if os.getuid() != 0:
        return list(map(str, command))
    return ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", *map(str, command)]


def say(text):
    print(text, file=sys.stderr, flush=True)


class Cluster:
    """A PostgreSQL of its own with durable commits, on a unix socket in a temporary folder."""

    def __init__(self, folder):
        self.bin = max(pathlib.Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: int(p.parent.name))
        self.folder = folder
        self.data = folder / "data"
        if os.getuid() == 0:
            shutil.chown(folder, "postgres", "postgres")
        self.run("initdb", "-D", self.data, "-U", "lazaret", "-E", "UTF8", "--locale=C.UTF-8", "-k", "-A", "trust")
        settings = {
            "listen_addresses": "''", "unix_socket_directories": f"'{folder}'", "logging_collector": "on",
            "log_destination": "'jsonlog'", "log_directory": f"'{folder}/log'", "log_filename": "'pg.log'",
            "shared_buffers": "'512MB'", "max_wal_size": "'4GB'", "max_connections": "120",
        }
        with open(self.data / "postgresql.auto.conf", "a") as conf:
            conf.writelines(f"{name} = {value}\n" for name, value in settings.items())
        self.run("pg_ctl", "-D", self.data, "-w", "-l", folder / "start.log", "start")

    def run(self, program, *arguments, **options):
        return subprocess.run(
            as_postgres(self.bin / program, *arguments), check=True, text=True,
            stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, **options,
        ).stdout

    def url(self, database):
        return f"host={self.folder} user=lazaret dbname={database}"

    def sql(self, database, text):
        return self.run("psql", "-X", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-d", self.url(database), "-c", text).strip()

    def log(self):
        with open(self.folder / "log/pg.json") as lines:
            return [json.loads(line) for line in lines if line.strip()]

    def stop(self):
        self.run("pg_ctl", "-D", self.data, "-m", "immediate", "stop")


class Server:
    """A release server on a free port against one database."""

    def __init__(self, database_url, connections=32):
        environment = dict(os.environ, DATABASE_URL=database_url, LAZARET_PORT="0",
                           LAZARET_CONNECTIONS=str(connections), LAZARET_LOG_LEVEL="warning")
        started = time.monotonic()
        self.process = subprocess.Popen([LAZARET, "serve"], env=environment, text=True,
                                        stdout=subprocess.PIPE, stderr=sys.stderr)
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


# (a) filing through HTTP against pgbench with the same statements

WRK = """
local template = [[{body}]]
local sites = {{{sites}}}
local thread = 0
function setup(t) thread = thread + 1; t:set("number", thread) end
function init() math.randomseed(os.time() * 1000 + number * 7919 + {seed}); count = 0 end
wrk.method = "POST"
wrk.path = "/api/v1/inspections"
wrk.headers["Content-Type"] = "application/json"
function request()
  count = count + 1
  local id = string.format("%08x-%04x-7%03x-8%03x-%06x%06x", {seed}, number, math.random(0, 4095),
    math.random(0, 4095), math.random(0, 16777215), count)
  local body = string.gsub(string.gsub(template, "THE%-ID", id), "THE%-SITE", sites[count % #sites + 1])
  return wrk.format(nil, nil, nil, body)
end
refused = 0
function response(status) if status ~= 201 then refused = refused + 1; wrk.thread:stop() end end
"""


def answer_for(item):
    """An answer to the item: mostly good, so that about one in eight falls short."""
    kind = item["answer"]
    short = sum(map(ord, item["code"])) % 8 == 0
    if kind == "yesNo":
        return "no" if short else "yes"
    if kind == "text":
        return "记录在案"
    if kind == "date":
        return "2021-08-10"
    if "number" in kind:
        low, high = float(kind["number"].get("min", 0)), float(kind["number"]["max"])
        return low if short else min(high, 4)
    if "choice" in kind:
        return kind["choice"][0]["value"]
    return {"deductions": [], "further": "0"}


def filing(checklist, site, items=100):
    """One filing of that many answers, with places for the id and the site."""
    listed = [item for section in checklist["sections"] for item in section["items"]][:items]
    facts = {}
    for name, fact in checklist["facts"].items():
        kind = fact["answer"]
        if kind == "yesNo":
            facts[name] = "no"
        elif "number" in kind:
            facts[name] = min(4, float(kind["number"]["max"]))
        else:
            facts[name] = kind["choice"][0]["value"]
    now = datetime.datetime.now(datetime.timezone.utc).replace(microsecond=0)
    return {
        "id": "THE-ID", "site": site, "checklist": checklist["checklist"], "kind": "routine",
        "inspectors": ["检查员甲", "检查员乙"], "escort": "隔离点负责人",
        "startedAt": (now - datetime.timedelta(hours=2)).isoformat(),
        "finishedAt": (now - datetime.timedelta(hours=1)).isoformat(),
        "facts": facts, "answers": {item["code"]: answer_for(item) for item in listed},
    }


def captured_scripts(cluster, database, server, bodies, folder):
    """pgbench scripts made of the statements and parameters that the server sent for one filing at each site."""
    cluster.sql(database, "ALTER SYSTEM SET log_min_duration_statement = 0")
    cluster.sql(database, "ALTER SYSTEM SET log_parameter_max_length = -1")
    cluster.sql(database, "SELECT pg_reload_conf()")
    time.sleep(0.5)
    scripts, defines = [], {}
    for number, body in enumerate(bodies):
        identity = str(uuid.uuid4())
        identity = identity[:14] + "7" + identity[15:19] + "8" + identity[20:]
        seen = len(cluster.log())
        status, answer = server.request("POST", "/api/v1/inspections", body.replace("THE-ID", identity).encode())
        if status != 201:
            raise SystemExit(f"the filing was refused: {status} {answer.decode()}")
        time.sleep(0.3)
        statements = []
        for entry in cluster.log()[seen:]:
            found = re.match(r"duration: [0-9.]+ ms  (?:execute [^:]*|statement): (.*)", entry["message"], re.S)
            if not found or entry.get("application_name") == "psql" or "pg_reload_conf" in found.group(1):
                continue
            text = found.group(1)
            pairs = re.findall(r"\$(\d+) = (NULL|'(?:[^']|'')*')", entry.get("detail", ""))
            for index, value in sorted(pairs, key=lambda pair: -int(pair[0])):
                if identity in value and value.strip("'") == identity:
                    replacement = "(lpad(to_hex(:filing), 32, '0')::uuid)"
                elif value == "NULL":
                    replacement = "NULL"
                else:
                    name = f"p{number}_{len(defines)}"
                    defines[name] = value[1:-1].replace("''", "'")
                    replacement = f":{name}"
                text = re.sub(rf"\${index}(?!\d)", lambda _: replacement, text)
            statements.append(" ".join(text.split()).rstrip(";") + ";")
        script = folder / f"filing-{number}.sql"
        script.write_text("\\set filing random(1, 9000000000000000000)\n" + "\n".join(statements) + "\n")
        scripts.append((script, len(statements)))
    cluster.sql(database, "ALTER SYSTEM RESET log_min_duration_statement")
    cluster.sql(database, "SELECT pg_reload_conf()")
    return scripts, defines


def pgbench(cluster, database, scripts, defines, connections, seconds):
    arguments = ["-n", "-M", "prepared", "-c", connections, "-j", min(2, connections), "-T", seconds]
    for script, _ in scripts:
        arguments += ["-f", script]
    for name, value in defines.items():
        arguments += ["-D", f"{name}={value}"]
    output = cluster.run("pgbench", *arguments, cluster.url(database))
    return float(re.search(r"tps = ([0-9.]+)", output).group(1))


def wrk(server, body, sites, connections, seconds, folder, seed):
    script = folder / f"wrk-{seed}.lua"
    quoted = ", ".join(f'"{site}"' for site in sites)
    script.write_text(WRK.format(body=body, sites=quoted, seed=seed))
    output = subprocess.run(
        ["wrk", "-t", str(min(2, connections)), "-c", str(connections), "-d", f"{seconds}s", "--latency", "-s", script,
         f"http://127.0.0.1:{server.port}"], check=True, text=True, stdout=subprocess.PIPE).stdout
    if "Non-2xx" in output:
        raise SystemExit("some filings were refused:\n" + output)
    rate = float(re.search(r"Requests/sec:\s+([0-9.]+)", output).group(1))
    tail = re.search(r"99%\s+([0-9.]+)(us|ms|s)", output)
    return rate, float(tail.group(1)) * {"us": 0.001, "ms": 1, "s": 1000}[tail.group(2)]
