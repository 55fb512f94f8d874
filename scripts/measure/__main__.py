"""What scripts/bench runs: starts a durable scratch PostgreSQL and a release server, and compares.

The SQL that pgbench runs is not written here: one filing per site is made with PostgreSQL's own statement log on,
and the statements and parameters of that log become pgbench's scripts. So both sides run the very same SQL.
"""

import argparse
import json
import os
import pathlib
import statistics
import subprocess
import tempfile

from cluster import LAZARET, ROOT, Cluster, say
from filings import answers, captured_scripts, demo_filings, text
from load import pgbench, wrk
from report import row, show
from server import Server
from weeks import PAGES, grow, scoring_microseconds, timed


def shipped(name):
    """A checklist file as JSON."""
    shown = subprocess.run([LAZARET, "checklist", "show", "--json", ROOT / f"checklists/{name}.yaml"],
                           check=True, stdout=subprocess.PIPE).stdout
    return json.loads(shown)["document"]


def demo(cluster, database):
    """A database with the demo county in it."""
    cluster.sql("postgres", f"CREATE DATABASE {database}")
    environment = dict(os.environ, DATABASE_URL=cluster.url(database))
    subprocess.run([LAZARET, "demo", "--json"], env=environment, check=True, stdout=subprocess.DEVNULL)


def filings(cluster, folder, options):
    """(a) filing through HTTP against pgbench with the same statements, and (d) memory and start time."""
    demo(cluster, "filing")
    key = folder / "seal.key"
    subprocess.run([LAZARET, "audit", "key"], env=dict(os.environ, DATABASE_URL=cluster.url("filing"), LAZARET_SEAL_KEY=str(key)), check=True,
                   stdout=subprocess.DEVNULL)
    server = Server(cluster, "filing", connections=32, seal_key=None if options.unsealed else key)
    try:
        filed = demo_filings(server)
        sites = [site for site, _, _ in filed]
        bodies = [text(one) for _, _, one in filed]
        # Each connection files what the site in the middle of the ranking did, for one site after another.
        _, gaps, middle = filed[len(filed) // 2]
        body = text(middle | {"site": "THE-SITE"})
        scripts, defines = captured_scripts(cluster, "filing", server, bodies, folder)
        about = {"answers": len(middle["answers"]), "gaps": gaps, "bytes": len(body.encode()),
                 "statements": scripts[0][1]}
        say(f"a filing: {about}; pgbench files what all {len(filed)} sites did")
        figures = about | {"connections": {}}
        rows, seed = [], 1
        for connections in options.connections:
            rounds = []
            for number in range(options.rounds):
                cluster.sql("filing", "CHECKPOINT")
                bare = pgbench(cluster, "filing", scripts, defines, connections, options.seconds)
                cpu = server.cpu_seconds()
                cluster.sql("filing", "CHECKPOINT")
                whole, tail = wrk(server, body, sites, connections, options.seconds, folder, seed)
                seed += 1
                spent = (server.cpu_seconds() - cpu) / max(1, whole * options.seconds) * 1e6
                rounds.append({"pgbench": bare, "lazaret": whole, "ratio": whole / bare, "p99ms": tail,
                               "serverMicroseconds": spent})
                say(f"  {connections} connections, round {number + 1}: {whole:.0f} of {bare:.0f} a second")
            middle = {name: statistics.median(entry[name] for entry in rounds) for name in rounds[0]}
            figures["connections"][connections] = {"median": middle, "rounds": rounds}
            rows.append(row(
                f"(a) filings a second, {connections} connections",
                f"{middle['lazaret']:.0f} of {middle['pgbench']:.0f} = {middle['ratio']:.2f}, "
                f"p99 {middle['p99ms']:.1f} ms, {middle['serverMicroseconds']:.0f} µs CPU each",
                "0.60" if connections == 32 else "", middle["ratio"] >= 0.6 if connections == 32 else None))
        memory = server.peak_memory_mb()
    finally:
        server.stop()
    starts = []
    for _ in range(5):
        again = Server(cluster, "filing")
        starts.append(again.start_seconds)
        again.stop()
    start = statistics.median(starts)
    figures |= {"peakMemoryMB": memory, "startSeconds": start}
    rows += [row("(d) peak memory under (a)", f"{memory:.0f} MB", "150 MB", memory < 150),
             row("(d) start on an existing database", f"{start:.2f} s", "1 s", start < 1)]
    return rows, figures


def scoring(folder):
    """(b) scoring alone, over many inspections of the county checklist."""
    checklist = shipped("county-isolation")
    lines = folder / "answers.ndjson"
    lines.write_text((text(answers(checklist, 120)) + "\n") * 2000, encoding="utf-8")
    done = subprocess.run([LAZARET, "score", "--checklist", ROOT / "checklists/county-isolation.yaml",
                           "--answers", lines, "--timing"], stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, text=True)
    figure = scoring_microseconds(done.stderr)
    if figure is None:
        raise SystemExit("`lazaret score --timing` did not say how long scoring took:\n" + done.stderr)
    gaps = len(json.loads(done.stdout.splitlines()[0])["gaps"])
    rows = [row(f"(b) scoring 120 items, {gaps} gaps", f"{figure:.0f} µs", "100 µs", figure < 100)]
    return rows, {"microseconds": figure, "gaps": gaps}


def pages(cluster, options):
    """(c) the week's figures and the county page as inspections pile up."""
    rows, figures, first = [], {}, {}
    for size in options.sizes:
        database = f"pages_{size}"
        demo(cluster, database)
        count = grow(cluster, database, size)
        server = Server(cluster, database)
        try:
            for name, path in PAGES.items():
                figure = timed(server, path)
                first.setdefault(name, figure)
                growth = figure / first[name]
                figures.setdefault(name, []).append({"inspections": count, "ms": figure, "growth": growth})
                rows.append(row(f"(c) {name}, {count:,} inspections", f"{figure:.1f} ms, {growth:.2f} times the first",
                                "50 ms, 1.5 times", figure < 50 and growth < 1.5))
        finally:
            server.stop()
        cluster.sql("postgres", f"DROP DATABASE {database}")
    return rows, figures


def numbers(text):
    return [int(part) for part in text.split(",")]


def main():
    parser = argparse.ArgumentParser(prog="scripts/bench", description=__doc__.splitlines()[0])
    parser.add_argument("--only", choices=["a", "b", "c"], action="append", help="measure this alone; (d) goes with a")
    parser.add_argument("--unsealed", action="store_true", help="file without a sealer beside it, to compare")
    parser.add_argument("--rounds", type=int, default=5, help="interleaved rounds of which the median counts")
    parser.add_argument("--seconds", type=int, default=6, help="how long one round of one side lasts")
    parser.add_argument("--connections", type=numbers, default=[1, 8, 32])
    parser.add_argument("--sizes", type=numbers, default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--json", type=pathlib.Path, help="write the JSON to this file and not to standard output")
    options = parser.parse_args()
    wanted = options.only or ["a", "b", "c"]
    rows, figures = [], {}
    with tempfile.TemporaryDirectory(prefix="lazaret-bench-") as name:
        folder = pathlib.Path(name)
        folder.chmod(0o755)
        cluster = Cluster(folder / "cluster")
        try:
            for part, measure in [("a", lambda: filings(cluster, folder, options)), ("b", lambda: scoring(folder)),
                                  ("c", lambda: pages(cluster, options))]:
                if part in wanted:
                    said, figures[part] = measure()
                    rows += said
        finally:
            cluster.stop()
    show(rows, figures, options.json)


main()
