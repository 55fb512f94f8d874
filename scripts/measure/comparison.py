"""(a) Filing: through HTTP, by the server's own SQL alone, and by the bare statement; what each part costs. (d) Memory
and start.

All sides file the same answers, at one township site after another, under ids as clients make them; they take turns in
each round, and begin when nothing is left to do of the side before, such as sealing its entries. A figure is the median
over the rounds; ratios and differences are made within a round first, so that a slow minute of the machine weighs on
both their sides. CPU is the database's (PostgreSQL's own processes and all that it began) and the server's.
"""

import json
import os
import statistics
import subprocess
import time

from bare import Rows, parts
from captured import captured
from cluster import say
from filings import demo_filings, text
from load import pgbench, wrk
from report import row
from server import Server, demo

# Of the bare statement, through HTTP at 32 connections; and of its CPU, the database's.
REACH, DATABASE = 0.55, 1.25


def filing(cluster, folder, options):
    """The table's rows of (a) and (d), and all figures."""
    build = Build(cluster, folder, options)
    try:
        say(f"a filing: {build.about}")
        whole = {count: build.sides.rounds(["bare", "sql", "http"], count) for count in options.connections}
        apart = build.sides.rounds([*build.scripts, "http"], options.parts) if options.parts else {}
        memory = build.server.peak_memory_mb()
        read_back(cluster, build.server)
    finally:
        build.server.stop()
    start = started(cluster)
    rows = [line for count, sides in whole.items() for line in compared(count, sides)]
    rows += taken_apart(options.parts, apart) if apart else []
    rows += [row("(d) peak memory under (a)", f"{memory:.0f} MB", "150 MB", memory < 150),
             row("(d) start on an existing database", f"{start:.2f} s", "1 s", start < 1)]
    return rows, build.about | {"connections": whole, "parts": apart, "peakMemoryMB": memory, "startSeconds": start}


class Build:
    """A cluster's program as a server of a demo county, and everything that files there."""

    def __init__(self, cluster, folder, options):
        self.cluster = cluster
        demo(cluster, "filing")
        key = folder / "seal.key"
        environment = dict(os.environ, DATABASE_URL=cluster.url("filing"), LAZARET_SEAL_KEY=str(key))
        subprocess.run([cluster.program, "audit", "key"], env=environment, check=True, stdout=subprocess.DEVNULL)
        self.server = Server(cluster, "filing", connections=32, seal_key=None if options.unsealed else key)
        try:
            self.begin(folder, options)
        except BaseException:
            self.server.stop()
            raise

    def begin(self, folder, options):
        """Files once, and makes of it what the sides file."""
        filed = demo_filings(self.server)
        sites = [site for site, _, _ in filed]
        # What the site in the middle of the ranking was last found like.
        site, gaps, found = filed[len(filed) // 2]
        body = text(found | {"site": "THE-SITE"})
        sql, identity = captured(self.cluster, "filing", self.server, body, site, sites, folder)
        rows = Rows(self.cluster, "filing", identity, sites, folder)
        self.scripts = {"sql": sql} | parts(rows, self.server, sql)
        for name, script in self.scripts.items():
            script.check(self.cluster, "filing", 0 if name == "inspection" else gaps)
        self.about = {"answers": len(found["answers"]), "gaps": gaps, "bytes": len(body.encode()),
                      "statements": len([line for line in sql.lines if not line.startswith("\\")])}
        self.sides = Sides(self.cluster, self.server, self.scripts, body, sites, folder, options)


class Sides:
    """What takes turns: the scripts of pgbench by name, and `http`. Gives each side's rounds by its name."""

    def __init__(self, cluster, server, scripts, body, sites, folder, options):
        self.cluster, self.server, self.scripts, self.options = cluster, server, scripts, options
        self.body, self.sites, self.folder, self.seed = body, sites, folder, 0

    def rounds(self, names, connections):
        """The figures of each round of each side, by name."""
        found = {name: [] for name in names}
        for number in range(self.options.rounds):
            for name in names:
                found[name].append(self.once(name, connections))
            rates = ", ".join(f"{name} {entries[-1]['rate']:.0f}" for name, entries in found.items())
            say(f"  {connections} connections, round {number + 1}: {rates} a second")
        return found

    def once(self, name, connections):
        """One round of one side: filings a second, microseconds of CPU a filing, and of `http` the 99th percentile."""
        self.settle()
        self.cluster.sql("filing", "CHECKPOINT")
        if name != "http":
            rate, database = pgbench(
                self.cluster, "filing", self.scripts[name], connections, self.options.seconds)
            return {"rate": rate, "databaseMicroseconds": database}
        self.seed += 1
        rate, tail, database, server = wrk(self.cluster, self.server, self.body, self.sites, connections,
                                           self.options.seconds, self.folder, self.seed)
        return {"rate": rate, "p99ms": tail, "databaseMicroseconds": database, "serverMicroseconds": server}

    def settle(self):
        """Waits until database and server have nothing left to do."""
        spent, quiet, deadline = None, 0, time.monotonic() + 120
        while quiet < 3:
            now = self.cluster.cpu_seconds() + self.server.cpu_seconds()
            quiet = quiet + 1 if spent is not None and now - spent < 0.03 else 0
            spent = now
            if time.monotonic() > deadline:
                raise SystemExit("database and server are still busy two minutes after the load has ended")
            time.sleep(0.2)


def middle(sides, name, figure="databaseMicroseconds"):
    """The median of a side's figure over the rounds."""
    return statistics.median(entry[figure] for entry in sides[name])


def within(sides, make):
    """The median over the rounds of what `make` makes of the database's microseconds by side in one of them."""
    rounds = zip(*([(name, entry["databaseMicroseconds"]) for entry in entries] for name, entries in sides.items()))
    return statistics.median(make(dict(cpu)) for cpu in rounds)


def ratio(sides, name, base, figure):
    return statistics.median(entry[figure] / other[figure] for entry, other in zip(sides[name], sides[base]))


def compared(connections, sides):
    """HTTP beside bare and the same SQL, in two lines of the table."""
    reached, cost = ratio(sides, "http", "bare", "rate"), ratio(sides, "http", "bare", "databaseMicroseconds")
    counts = connections == 32
    return [
        row(f"(a) filings a second, {connections} connections",
            f"{middle(sides, 'http', 'rate'):.0f} = {reached:.2f} of bare {middle(sides, 'bare', 'rate'):.0f}, "
            f"{ratio(sides, 'http', 'sql', 'rate'):.2f} of its own SQL {middle(sides, 'sql', 'rate'):.0f}, "
            f"p99 {middle(sides, 'http', 'p99ms'):.1f} ms",
            f"{REACH} of bare" if counts else "", reached >= REACH if counts else None),
        row(f"(a) CPU a filing, {connections} connections",
            f"database {middle(sides, 'http'):.0f} µs = {cost:.2f} of bare {middle(sides, 'bare'):.0f}, "
            f"server {middle(sides, 'http', 'serverMicroseconds'):.0f} µs",
            f"{DATABASE} of bare" if counts else "", cost <= DATABASE if counts else None)]


def taken_apart(connections, sides):
    """What each part adds to the database's CPU for a filing; the server's beside it. Holder and entry are measured beside
    the bare statement: what the act costs beyond them is its own work (edition, retries, draft, one function)."""
    known = [name for name in ("holder", "entry") if name in sides]

    def beside(cpu):
        return cpu["bare"] + sum(cpu[name] - cpu["bare"] for name in known)

    parts = {"the inspection's row": lambda cpu: cpu["inspection"],
             "its rows of gaps": lambda cpu: cpu["bare"] - cpu["inspection"]}
    if known:
        parts["who the holder is"] = lambda cpu: cpu["holder"] - cpu["bare"]
        parts["the entry, its leaf and the queue"] = lambda cpu: cpu["entry"] - cpu["bare"]
    if "act" in sides:
        parts["the rest of the act"] = lambda cpu: cpu["act"] - beside(cpu)
        parts["what the server asks beside the act"] = lambda cpu: cpu["sql"] - cpu["act"]
    else:
        parts["the rest of the server's SQL"] = lambda cpu: cpu["sql"] - beside(cpu)
    parts["HTTP beside its own SQL, sealing"] = lambda cpu: cpu["http"] - cpu["sql"]
    return [row(f"(a) database, {connections} connections: {part}", f"{within(sides, make):.0f} µs")
            for part, make in parts.items()] + [
        row(f"(a) server, {connections} connections: HTTP, reading, scoring, writing",
            f"{middle(sides, 'http', 'serverMicroseconds'):.0f} µs")]


def read_back(cluster, server):
    """Ends the measuring unless the week's figures read all that was filed, by whichever side."""
    # What autovacuum would have done meanwhile.
    cluster.sql("filing", "VACUUM ANALYZE")
    status, body = server.get("/api/v1/weeks/current")
    if status != 200 or json.loads(body).get("unreadable", 0):
        raise SystemExit(f"what was filed cannot be read: {status} {body.decode()[:300]}")


def started(cluster):
    """Seconds of the median start on the database as it is now."""
    starts = []
    for _ in range(5):
        again = Server(cluster, "filing")
        starts.append(again.start_seconds)
        again.stop()
    return statistics.median(starts)
