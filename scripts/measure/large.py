"""What pages of a large county cost: 400 sites, 40,000 visits. Fills the database of a demo county and asks a running server
for each page; milliseconds are the least of some tries, bytes those of the page.

    python3 scripts/measure/large.py fill 'host=/run/postgresql user=lazaret dbname=large'
    python3 scripts/measure/large.py ask http://127.0.0.1:8080 TOKEN

A token shows what programs are answered; the statements behind a page are the same.
"""

import subprocess
import sys
import time
import urllib.error
import urllib.request

# Copies of the demo county's visits, made by SQL as by `weeks.py`: township sites up to 379, with twenty checkpoints and one
# county site 400, a visit every four days at each for 400 days, with up to four of the gaps of what it is copied from, so that
# items are met, found and found again by chance. Documents are empty: no list opens them. One visit in fifty is withdrawn,
# three in a hundred gaps that are open were answered, and half of the answers judged.
FILL = """
SET session_replication_role = replica;
CREATE TEMP TABLE source AS
    SELECT i.*, row_number() OVER (PARTITION BY site_kind ORDER BY id) AS turn, count(*) OVER (PARTITION BY site_kind) AS turns
    FROM inspection i WHERE i.site_kind IN ('townshipIsolation', 'checkpoint');
INSERT INTO site (county_id, code, kind) SELECT 1, 'T-' || n, 'townshipIsolation' FROM generate_series(101, 464) AS n;
INSERT INTO site_description (county_id, site, since, name_zh, name_en, township, address, entry)
    SELECT 1, 'T-' || n, '-infinity', '第' || n || '隔离点', 'Site ' || n, '01', '', 0 FROM generate_series(101, 464) AS n;
INSERT INTO operation (county_id, site, opened_on, entry)
    SELECT 1, 'T-' || n, (now() - interval '400 days')::date, 0 FROM generate_series(101, 464) AS n;
CREATE TEMP TABLE made AS
    SELECT row_number() OVER () + 10000000 AS number, s.code AS site, o.id AS copied_from, gen_random_uuid() AS id,
        now() - p.back * interval '4 days' - (hashtext(s.code) & 1023) * interval '1 minute' AS finished_at
    FROM site s CROSS JOIN generate_series(0, 99) AS p (back)
    JOIN source o ON o.site_kind = s.kind AND o.turn = 1 + (hashtext(s.code || p.back) & 1048575) % o.turns
    WHERE s.kind IN ('townshipIsolation', 'checkpoint');
CREATE TEMP TABLE few AS
    SELECT g.* FROM (
        SELECT g.*, row_number() OVER (PARTITION BY g.inspection ORDER BY hashtext(g.inspection::text || g.item)) AS place
        FROM gap g) AS g
    WHERE g.place <= 4;
DO $$
DECLARE
    own jsonb := '{"id":"m.id","site":"m.site","finished_at":"m.finished_at","started_at":"m.finished_at - interval ''1 hour''",
        "received_at":"m.finished_at + interval ''10 minutes''","deadline":"m.finished_at + interval ''3 days''",
        "receipt":"m.number","place":"m.number","revises":"NULL","revision_reason":"NULL","revised_by":"NULL",
        "filing":"''{}''","result":"''{}''","inspection":"m.id","filed_by":"''inspector1''"}';
    named text;
    given text;
    source text;
BEGIN
    FOREACH source IN ARRAY ARRAY['inspection', 'gap'] LOOP
        SELECT string_agg(attname, ', ' ORDER BY attnum), string_agg(coalesce(own ->> attname::text, 's.' || attname), ', ' ORDER BY attnum)
        INTO named, given FROM pg_attribute
        WHERE attrelid = source::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = '' AND attidentity = '';
        EXECUTE format('INSERT INTO %I (%s) SELECT %s FROM made m JOIN %s s ON s.%s = m.copied_from', source, named, given,
            CASE source WHEN 'gap' THEN 'few' ELSE source END, CASE source WHEN 'gap' THEN 'inspection' ELSE 'id' END);
    END LOOP;
END $$;
INSERT INTO withdrawal (county_id, inspection, site, reason, withdrawn_at, withdrawn_by)
    SELECT 1, m.id, m.site, 'x', m.finished_at + interval '1 day', 'admin' FROM made m WHERE m.number % 50 = 7;
INSERT INTO submission (county_id, id, site, item, inspection, words, evidence, submitted_at, submitted_by, duty, entry)
    SELECT 1, gen_random_uuid(), g.site, g.item, g.inspection, 'x', '{}', g.finished_at + interval '30 hours', 'director1',
        'director', 20000000 + row_number() OVER ()
    FROM gap g JOIN made m ON m.id = g.inspection
    WHERE g.status = 'notMet' AND NOT g.fixed_on_spot AND (hashtext(g.inspection::text || g.item) & 1023) < 30;
INSERT INTO verification (county_id, site, item, submission, verdict, reason, verified_at, verified_by, entry)
    SELECT 1, s.site, s.item, s.id, CASE WHEN s.entry % 3 = 0 THEN 'returned' ELSE 'verified' END,
        CASE WHEN s.entry % 3 = 0 THEN 'x' END, s.submitted_at + interval '20 hours', 'inspector2', s.entry + 10000000
    FROM submission s WHERE s.entry > 20000000 AND s.entry % 2 = 0 AND s.submitted_at < now() - interval '20 hours';
SET session_replication_role = origin;
VACUUM ANALYZE;
"""

PAGES = [
    "/planning", "/planning/own", "/planning/owed", "/planning/draws", "/mine", "/gaps", "/orders", "/cases", "/notices",
    "/weeks/current", "/api/v1/planning", "/api/v1/planning/owed", "/api/v1/planning/own", "/api/v1/gaps",
]


def fill(database):
    started = time.monotonic()
    subprocess.run(["psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", database, "-f", "-"],
                   input=FILL, text=True, check=True)
    counted = "SELECT count(*) FROM inspection; SELECT count(*) FROM gap; SELECT count(*) FROM site"
    said = subprocess.run(["psql", "-X", "-A", "-t", "-d", database, "-c", counted], text=True, check=True, stdout=subprocess.PIPE)
    print(f"{' '.join(said.stdout.split())} (visits, gaps, sites) in {time.monotonic() - started:.0f} s")


def ask(address, token, tries=7):
    for page in PAGES:
        least, size, status = None, 0, 0
        for _ in range(tries):
            request = urllib.request.Request(address + page, headers={"Authorization": "Bearer " + token})
            started = time.monotonic()
            try:
                with urllib.request.urlopen(request) as answer:
                    status, size = answer.status, len(answer.read())
            except urllib.error.HTTPError as error:
                status = error.code
                break
            taken = (time.monotonic() - started) * 1000
            least = taken if least is None else min(least, taken)
        print(f"{page:28} {status} {'' if least is None else f'{least:8.0f} ms {size:10,} bytes'}")


def main():
    if len(sys.argv) == 3 and sys.argv[1] == "fill":
        fill(sys.argv[2])
    elif len(sys.argv) == 4 and sys.argv[1] == "ask":
        ask(sys.argv[2].rstrip("/"), sys.argv[3])
    else:
        raise SystemExit(__doc__)


main()
