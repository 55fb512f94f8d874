"""What the week's figures and the county page cost as inspections pile up."""

import re
import statistics
import time

from bare import columns
from cluster import say

# Copies of the demo county's inspections, made by SQL: its 81 sites with a visit a day back to a certain depth, and
# homes released long ago with 60 visits each for the rest. The copies keep result columns and up to four gaps; their
# documents are empty, since no figure opens them.
GENERATE = """
SET session_replication_role = replica;
CREATE TEMP TABLE source AS
    SELECT i.*, row_number() OVER (PARTITION BY site_kind ORDER BY id) AS turn,
        count(*) OVER (PARTITION BY site_kind) AS turns
    FROM inspection i;
CREATE TEMP TABLE plan AS
    SELECT s.code AS site, s.kind, day AS back, row_number() OVER () AS number
    FROM site s, generate_series(71, 70 + {depth}) AS day WHERE s.kind <> 'homeIsolation';
INSERT INTO site (county_id, code, kind)
    SELECT 1, 'H-' || n, 'homeIsolation' FROM generate_series(1001, 1000 + {homes}) AS n;
INSERT INTO site_description (county_id, site, since, name_zh, name_en, township, address, entry)
    SELECT 1, 'H-' || n, '-infinity', '居家隔离第' || n || '户', 'Home ' || n, '01', '', 0
    FROM generate_series(1001, 1000 + {homes}) AS n;
INSERT INTO operation (county_id, site, opened_on, closed_on, entry)
    SELECT 1, 'H-' || n, (now() - interval '400 days')::date, (now() - interval '80 days')::date, 0
    FROM generate_series(1001, 1000 + {homes}) AS n;
INSERT INTO plan
    SELECT 'H-' || n, 'homeIsolation', 80 + visit * 5, 10000000 + row_number() OVER ()
    FROM generate_series(1001, 1000 + {homes}) AS n, generate_series(1, 60) AS visit;
CREATE TEMP TABLE made AS
    SELECT p.number, p.site, s.id AS copied_from, gen_random_uuid() AS id,
        now() - p.back * interval '1 day' - (p.number % 480) * interval '1 minute' AS finished_at
    FROM plan p JOIN source s ON s.site_kind = p.kind AND s.turn = 1 + p.number % s.turns;
INSERT INTO inspection ({inspection})
    SELECT {copied} FROM made m JOIN source s ON s.id = m.copied_from;
INSERT INTO gap ({gap})
    SELECT {copied_gap}
    FROM made m CROSS JOIN LATERAL (
        SELECT * FROM gap WHERE county_id = 1 AND inspection = m.copied_from ORDER BY item LIMIT 4) AS s;
"""

# What a copy has of its own; all other columns are those of what it is copied from.
OWN = {"id": "m.id", "inspection": "m.id", "site": "m.site", "finished_at": "m.finished_at",
       "started_at": "m.finished_at - interval '1 hour'", "received_at": "m.finished_at + interval '10 minutes'",
       "deadline": "m.finished_at + interval '3 days'", "receipt": "m.number", "place": "m.number",
       "revises": "NULL", "revision_reason": "NULL", "revised_by": "NULL", "filing": "'{}'", "result": "'{}'"}

PAGES = {"the week": "/api/v1/weeks/current", "the county page": "/"}


def grow(cluster, database, inspections):
    """Fills the database up to about so many inspections; returns how many there are."""
    present = int(cluster.sql(database, "SELECT count(*) FROM inspection"))
    sites = int(cluster.sql(database, "SELECT count(*) FROM site WHERE kind <> 'homeIsolation'"))
    depth = min(1000, max(1, (inspections - present) // (2 * sites)))
    homes = max(1, (inspections - present - depth * sites) // 60)
    started = time.monotonic()
    names = {table: columns(cluster, database, table) for table in ("inspection", "gap")}
    copied = {table: ", ".join(OWN.get(name, f"s.{name}") for name in names[table]) for table in names}
    cluster.sql(database, GENERATE.format(
        depth=depth, homes=homes, inspection=", ".join(names["inspection"]), copied=copied["inspection"],
        gap=", ".join(names["gap"]), copied_gap=copied["gap"]))
    cluster.sql(database, "VACUUM ANALYZE")
    count = int(cluster.sql(database, "SELECT count(*) FROM inspection"))
    say(f"made {count:,} inspections in {time.monotonic() - started:.0f} s")
    return count


def timed(server, path, times=15):
    """Milliseconds of the median request, after one that warms up."""
    figures = []
    for attempt in range(times + 1):
        started = time.monotonic()
        status, body = server.get(path)
        if status != 200:
            raise SystemExit(f"{path} answered {status}: {body.decode(errors='replace')[:300]}")
        if attempt:
            figures.append((time.monotonic() - started) * 1000)
    return statistics.median(figures)


def scoring_microseconds(lines):
    """What `lazaret score --timing` says on standard error, in microseconds an inspection."""
    found = re.search(r"([0-9.]+) µs each", lines)
    return float(found.group(1)) if found else None
