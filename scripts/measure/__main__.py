"""What scripts/bench runs: starts a durable scratch PostgreSQL and a release server, and compares the server with
pgbench: with the bare statement of a filing (bare.py says what is fair about it) and with the server's own SQL."""

import argparse
import json
import pathlib
import subprocess
import tempfile

from against import against
from cluster import LAZARET, ROOT, Cluster
from comparison import filing
from filings import answers, text
from report import row, show
from server import Server, demo
from weeks import PAGES, grow, scoring_microseconds, timed


def shipped(name):
    """A checklist file as JSON."""
    shown = subprocess.run([LAZARET, "checklist", "show", "--json", ROOT / f"checklists/{name}.yaml"],
                           check=True, stdout=subprocess.PIPE).stdout
    return json.loads(shown)["document"]


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
    parser.add_argument("--parts", type=int, default=8, help="connections at which (a) is taken apart; 0: not at all")
    parser.add_argument("--sizes", type=numbers, default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--against", type=pathlib.Path, metavar="DIR",
                        help="measure filings and pages of this checkout and of another, in turns, and nothing else")
    parser.add_argument("--json", type=pathlib.Path, help="write the JSON to this file and not to standard output")
    options = parser.parse_args()
    wanted = options.only or ["a", "b", "c"]
    rows, figures = [], {}
    with tempfile.TemporaryDirectory(prefix="lazaret-bench-") as name:
        folder = pathlib.Path(name)
        folder.chmod(0o755)
        if options.against:
            return show(*against(options.against, folder, options), options.json)
        cluster = Cluster(folder / "cluster")
        try:
            for part, measure in [("a", lambda: filing(cluster, folder, options)), ("b", lambda: scoring(folder)),
                                  ("c", lambda: pages(cluster, options))]:
                if part in wanted:
                    said, figures[part] = measure()
                    rows += said
        finally:
            cluster.stop()
    show(rows, figures, options.json)


main()
