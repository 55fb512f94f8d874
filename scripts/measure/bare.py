"""The bare statement of a filing, and what each part adds to it.

Bare is what no server could do without: the row of the inspection and its rows of gaps, into the tables as they are,
with their indexes, durably. The two tables have neither checks nor foreign keys (sql/migrations/0022_filing.sql): what a
visit and a gap may be, the act says, so that bare does less than what it is a yardstick for. It is made from the columns in
the catalogue and the rows of one filing, so that it says the same however the server files. It is run by the owner,
whom row security does not bind, and neither says who acts, nor locks anything, nor looks whether the id is known, nor
leaves an entry in the record.

It is one statement, and so one transaction and one round trip, planned once a connection; the documents come as
parameters and are read, checked and compressed as those of the server are. A ratio to a yardstick that carries our own
overhead would flatter: that to the server's own SQL says what HTTP costs, that to bare what all of it costs.
"""

import hashlib
import json

from captured import files
from scripts import IDENTITY, SITE, Script


def columns(cluster, database, table):
    """The columns that an INSERT gives, with their types: neither generated ones nor numbers that the table counts."""
    rows = cluster.sql(database, f"""
        SELECT attname || ' ' || format_type(atttypid, atttypmod) FROM pg_attribute
        LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
        WHERE attrelid = '{table}'::regclass AND attnum > 0 AND NOT attisdropped
            AND attgenerated = '' AND attidentity = ''
            AND coalesce(pg_get_expr(adbin, adrelid), '') NOT LIKE 'nextval(%' ORDER BY attnum""")
    return dict(line.split(" ", 1) for line in rows.splitlines())


class Rows:
    """The rows of one filing, from which the statements are made that write the like."""

    def __init__(self, cluster, database, identity, sites, folder):
        self.cluster, self.database, self.sites, self.folder, self.defines = cluster, database, sites, folder, {}
        types = columns(cluster, database, "inspection")
        filed = self.found("inspection", {name: f"{name}::text" for name in types}, f"id = '{identity}'")
        made = {"id": IDENTITY, "site": SITE}
        values = [made[name] if name in made else "NULL" if filed[name] is None
                  else f"{self.define('inspection', name, filed[name])}::{types[name]}" for name in types]
        self.inspection = f"INSERT INTO inspection ({', '.join(types)}) VALUES ({', '.join(values)})"
        types = columns(cluster, database, "gap")
        found = self.found("gap", {name: f"array_agg({name} ORDER BY item)::text" for name in types},
                           f"inspection = '{identity}'")
        same = {"county_id": "filed.county_id", "inspection": "filed.id", "site": "filed.site"}
        own = [name for name in types if name not in same]
        arrays = ", ".join(f"{self.define('gap', name, found[name])}::{types[name]}[]" for name in own)
        self.gaps = (f"INSERT INTO gap ({', '.join([*same, *own])}) SELECT {', '.join(same.values())}, found.* "
                     f"FROM filed, unnest({arrays}) AS found")

    def found(self, table, members, condition):
        """What was filed as text, by column; None stands for NULL."""
        listed = ", ".join(f"'{name}', {value}" for name, value in members.items())
        return json.loads(self.cluster.sql(
            self.database, f"SELECT json_build_object({listed}) FROM {table} WHERE {condition}"))

    def define(self, table, name, value):
        variable = f"{table}_{name}"
        self.defines[variable] = value
        return f":{variable}"

    def statement(self, more=None):
        """The bare statement; with something more that is asked of `filed` in it, and so costs no round trip."""
        begin = f"WITH filed AS ({self.inspection} RETURNING county_id, id, site)"
        return f"{begin}, gaps AS ({self.gaps}) SELECT {more} FROM filed;" if more else f"{begin} {self.gaps};"

    def script(self, name, line):
        return Script(name, [line], self.defines, self.sites, self.folder, role="owner")


def parts(rows, server, sql):
    """The bare statement, scripts that add one part each to it, and the act, by name; `sql` is all that the server sends.

    They expect the functions `holder_of(of_county, key, from_address)` and `write_entry(who, did, what, before_it,
    after_it)`, which every act calls, and an act `file`; of a release that has none of these there is nothing to take
    apart but the bare statement."""
    made = {"inspection": rows.script("inspection", rows.inspection + ";"), "bare": rows.script("bare", rows.statement())}
    known = rows.cluster.sql(rows.database, "SELECT to_regproc('holder_of') IS NOT NULL")
    if known == "t":
        # What a client shows is the digest of its secret (Sources/Store/Access/AccessKey.swift).
        rows.defines["key"] = "\\x" + hashlib.sha256(server.token.encode()).hexdigest()
        rows.defines["holder"] = rows.cluster.sql(
            rows.database, f"SELECT holder_of(1, '{rows.defines['key']}', '127.0.0.1')")
        made["holder"] = rows.script("holder", rows.statement("holder_of(1, :key::bytea, '127.0.0.1')"))
        made["entry"] = rows.script("entry", rows.statement(
            "write_entry(:holder::holder, 'file', 'inspection/' || filed.id, NULL, :inspection_content_digest::bytea)"))
    act = [line for line in sql.lines if files(line)]
    if act:
        made["act"] = Script("act", act, sql.defines, rows.sites, rows.folder)
    return made
