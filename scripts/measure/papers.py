"""Measures papers and tables of a running server: seconds, and the most memory that the server and the process that makes a
paper had. The county is one for trying out: visits of before are filed in it, until there are 100,000 rows of answers.

    python3 scripts/measure/papers.py http://127.0.0.1:8080 TOKEN PROCESS PROGRAM

PROGRAM is the `lazaret` that imports, with the environment that leads to the same county.
"""

import csv
import datetime
import io
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import threading
import time

from evidence import Server, new_id

ROWS, BAD = 100_000, 500


class Children:
    """The most memory that a process which the server began had, in MiB, while this is entered."""

    def __init__(self, process):
        self.process, self.most, self.is_over = process, 0, threading.Event()

    def look(self):
        while not self.is_over.wait(0.01):
            for listed in pathlib.Path(f"/proc/{self.process}/task").glob("*/children"):
                try:
                    for child in listed.read_text(encoding="ascii").split():
                        status = pathlib.Path(f"/proc/{child}/status").read_text(encoding="ascii")
                        self.most = max(self.most, *(
                            int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmHWM:")), 0)
                except (OSError, TypeError):
                    continue

    def __enter__(self):
        self.thread = threading.Thread(target=self.look)
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.is_over.set()
        self.thread.join()


def asked(server, what, path):
    """Asks for a file three times, and says the quickest."""
    seconds = []
    server.forget()
    before = server.memory("VmRSS")
    with Children(server.process) as children:
        for _ in range(3):
            started = time.perf_counter()
            _, body = server.ask("GET", path)
            seconds.append(time.perf_counter() - started)
    rise = server.memory("VmHWM") - before
    made = f", the maker {children.most:.0f} MiB" if children.most else ""
    print(f"{what}: {min(seconds):.2f} s, {len(body) / 1024:,.0f} KiB; the server {rise:.0f} MiB more at most{made}")
    return body


def visits(table):
    """The visits of the table that correct none: for each its rows."""
    found = {}
    for row in csv.DictReader(io.StringIO(table)):
        found.setdefault(row["检查编号"], []).append(row)
    return [rows for rows in found.values() if not rows[0]["更正的检查"]]


def copied(originals, wanted, bad):
    """Copies with ids of their own, each round a minute earlier, of at least so many rows; in so many visits a code is wrong."""
    rows, turn = [], 0
    while len(rows) < wanted:
        earlier = datetime.timedelta(minutes=1 + turn // len(originals))
        visit = [dict(row, 检查编号=None) for row in originals[turn % len(originals)]]
        for name in ["开始时间", "结束时间"]:
            visit[0][name] = (datetime.datetime.fromisoformat(visit[0][name]) - earlier).isoformat()
        if turn < bad:
            visit[-1]["代码"] = "no-such-code"
        own = new_id()
        rows += [dict(row, 检查编号=own) for row in visit]
        turn += 1
    return rows, turn


def imported(program, what, file, *more):
    started = time.perf_counter()
    process = subprocess.Popen([program, "import", "inspections", file, *more],
                               stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    said = process.stderr.read()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    # 1: some were refused, and named.
    if process.returncode != 1:
        raise SystemExit(f"{what}: ended with {process.returncode}: {said[-500:]}")
    print(f"{what}: {time.perf_counter() - started:.1f} s, {used.ru_maxrss / 1024:.0f} MiB at most")


def main():
    server, program = Server(sys.argv[1], sys.argv[2], int(sys.argv[3])), sys.argv[4]
    asked(server, "a page before", "/api/v1/sites.csv")
    _, notices = server.ask("GET", "/api/v1/notices")
    document = max((one["document"] for one in json.loads(notices)["notices"]), key=lambda one: len(one["items"]))
    week = (datetime.date.today() - datetime.timedelta(days=7)).strftime("%G-W%V")
    for kind in ("pdf", "docx"):
        # In English, since the Chinese PDF of a week is kept and not made.
        asked(server, f"week {week}, {kind}", f"/api/v1/weeks/{week}/report.{kind}?lang=en")
        notice = f"/api/v1/inspections/{document['visit']['id']}/notice.{kind}"
        asked(server, f"notice of {len(document['items'])} gaps, {kind}", notice)
    _, table = server.ask("GET", "/api/v1/answers.csv?lang=zh")
    rows, count = copied(visits(table.decode("utf-8-sig")), ROWS, BAD)
    with tempfile.NamedTemporaryFile("w", suffix=".csv", encoding="utf-8-sig", newline="") as file:
        written = csv.DictWriter(file, rows[0].keys())
        written.writeheader()
        written.writerows(rows)
        file.flush()
        what = f"{len(rows):,} rows in, {count:,} visits of which {BAD} are refused"
        imported(program, f"{what}, dry", file.name, "--dry-run")
        imported(program, f"{what}, filed", file.name)
    for kind in ("csv", "xlsx"):
        body = asked(server, f"all answers out, {kind}", f"/api/v1/answers.{kind}?lang=zh")
        if kind == "csv":
            lines = body.count(b"\r\n") - 1
            print(f"  these are {lines:,} rows")


main()
