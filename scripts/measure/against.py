"""This checkout beside another one: the same load on the release builds of both, in turns (this, that, this, that …),
each on a cluster and a demo county of its own. A ratio is made within a round first, and the median counts."""

import statistics

from cluster import ROOT, Cluster, release, say
from comparison import Build
from load import read
from report import row
from weeks import PAGES

NAMES = ("this", "that")


def against(other, folder, options):
    """The table's rows of both builds, and all figures."""
    clusters, builds = [], {}
    try:
        for name, checkout in zip(NAMES, (ROOT, other)):
            say(f"{name}: {checkout.resolve()}")
            place = folder / name
            place.mkdir()
            clusters.append(Cluster(place / "cluster", release(checkout)))
            builds[name] = Build(clusters[-1], place, options)
            clusters[-1].sql("filing", "VACUUM ANALYZE")
        # Pages first: filings make them no cheaper.
        pages = {page: rounds(builds, options, page, lambda build: asked_for(build, path, folder, options))
                 for page, path in PAGES.items()}
        filings = {}
        for count in options.connections:
            for side in ("bare", "http"):
                what = f"{side}, {count} connections"
                filings[what] = rounds(builds, options, what, lambda build: build.sides.once(side, count))
    finally:
        for build in builds.values():
            build.server.stop()
        for cluster in clusters:
            cluster.stop()
    return table(options, filings, pages), {"filings": filings, "pages": pages}


def asked_for(build, path, folder, options):
    """One round of asking for a page, at eight connections."""
    build.sides.settle()
    rate, tail, database, server = read(build.cluster, build.server, path, 8, options.seconds, folder)
    return {"rate": rate, "p99ms": tail, "databaseMicroseconds": database, "serverMicroseconds": server}


def rounds(builds, options, what, once):
    """The figures of each round by the build's name, in turns."""
    found = {name: [] for name in builds}
    for number in range(options.rounds):
        for name, build in builds.items():
            found[name].append(once(build))
        rates = ", ".join(f"{name} {entries[-1]['rate']:.0f}" for name, entries in found.items())
        say(f"  {what}, round {number + 1}: {rates} a second")
    return found


def table(options, filings, pages):
    """Both beside each other, with what has to be reached of `that`."""
    rows = []
    for count in options.connections:
        bare, http = filings[f"bare, {count} connections"], filings[f"http, {count} connections"]
        counts = count == 32
        rows += [beside(f"bare filings a second, {count} connections", bare, "rate", counts and (1.3, True)),
                 beside(f"filings a second, {count} connections", http, "rate", counts and (2, True)),
                 beside(f"the database's µs a filing, {count} connections", http, "databaseMicroseconds"),
                 beside(f"the server's µs a filing, {count} connections", http, "serverMicroseconds",
                        counts and (0.5, False))]
    for page, entries in pages.items():
        rows += [beside(f"{page}: requests a second", entries, "rate"),
                 beside(f"{page}: the database's µs a request", entries, "databaseMicroseconds", (0.5, False)),
                 beside(f"{page}: the server's µs a request", entries, "serverMicroseconds")]
    return rows


def beside(what, sides, figure, reach=None):
    """One line: both medians, and this of that; `reach` is the bound, and whether it is the least."""
    medians = [statistics.median(entry[figure] for entry in sides[name]) for name in NAMES]
    ratio = statistics.median(one[figure] / other[figure] for one, other in zip(*(sides[name] for name in NAMES)))
    shown = f"{medians[0]:,.0f} beside {medians[1]:,.0f}: {ratio:.2f} times"
    if not reach:
        return row(what, shown)
    bound, least = reach
    return row(what, shown, f"{'at least' if least else 'at most'} {bound} times",
               ratio >= bound if least else ratio <= bound)
