"""The bare statement of a filing, and what each part adds to it.

Bare is what no server could do without: the row of the inspection and its rows of gaps, into the tables as they are,
with their indexes, checks and foreign keys, durably. It is made from the columns in the catalogue and the rows of one
filing, so that it says the same however the server files. It is run by the owner, whom row security does not bind, and
neither says who acts, nor locks anything, nor looks whether the id is known, nor leaves an entry in the record.

It is one statement, and so one transaction and one round trip, planned once a connection; the documents come as
parameters and are read, checked and compressed as those of the server are. A ratio to a yardstick that carries our own
overhead would flatter: that to the server's own SQL says what HTTP costs, that to bare what all of it costs.
"""

import json

from captured import enters, exchanges
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


def filed_row(cluster, database, table, types, condition):
    """The row as text, by column; None stands for NULL."""
    members = ", ".join(f"'{name}', {name}::text" for name in types)
    text = cluster.sql(database, f"SELECT json_build_object({members}) FROM {table} WHERE {condition}")
    return json.loads(text)


class Rows:
    """The rows of one filing, from which the statements are made that write the like."""

    def __init__(self, cluster, database, identity, sites, folder):
        self.sites, self.folder, self.defines = sites, folder, {}
        self.inspection = self.values(
            cluster, database, "inspection", f"id = '{identity}'", {"id": IDENTITY, "site": SITE})
        self.entry = self.values(
            cluster, database, "audit_entry", f"object = 'inspection/{identity}'",
            {"object": "'inspection/' || filed.id", "county_id": "filed.county_id"})
        types = columns(cluster, database, "gap")
        found = json.loads(cluster.sql(database, "SELECT json_build_object(" + ", ".join(
            f"'{name}', array_agg({name} ORDER BY item)::text" for name in types)
            + f") FROM gap WHERE inspection = '{identity}'"))
        same = {"county_id": "filed.county_id", "inspection": "filed.id", "site": "filed.site"}
        own = [name for name in types if name not in same]
        arrays = ", ".join(f"{self.define('gap', name, found[name])}::{types[name]}[]" for name in own)
        self.gaps = (f"INSERT INTO gap ({', '.join([*same, *own])}) SELECT {', '.join(same.values())}, found.* "
                     f"FROM filed, unnest({arrays}) AS found")

    def define(self, table, name, value):
        variable = f"{table}_{name}"
        self.defines[variable] = value
        return f":{variable}"

    def values(self, cluster, database, table, condition, made):
        """The columns and values of an INSERT of such a row, with what is made anew each time."""
        types = columns(cluster, database, table)
        row = filed_row(cluster, database, table, types, condition)
        values = [made[name] if name in made else "NULL" if row[name] is None
                  else f"{self.define(table, name, row[name])}::{types[name]}" for name in types]
        return f"{table} ({', '.join(types)})", ", ".join(values)

    def statement(self, gaps=True, record=False):
        table, values = self.inspection
        filed = f"INSERT INTO {table} VALUES ({values})"
        if not gaps:
            return filed + ";"
        begin = f"WITH filed AS ({filed} RETURNING county_id, id, site)"
        if not record:
            return f"{begin} {self.gaps};"
        table, values = self.entry
        return f"{begin}, gaps AS ({self.gaps}) INSERT INTO {table} SELECT {values} FROM filed;"

    def script(self, name, lines, role="owner"):
        return Script(name, lines, self.defines, self.sites, self.folder, role)


def parts(cluster, database, rows, sql):
    """The bare statement, and scripts that add one part each to it, by name; `sql` is the server's own script.

    `holder` and `policies` are left out where there is nothing to tell apart: where no statement of the server's says
    who acts, or its role may not write rows, since one function does it all."""
    bare = rows.statement()
    made = {"inspection": rows.script("inspection", [rows.statement(gaps=False)]),
            "bare": rows.script("bare", [bare]),
            "record": rows.script("record", [rows.statement(record=True)])}
    entering = [line for line in sql.lines if enters(line)]
    rows.defines |= sql.defines
    if entering:
        lines = exchanges(entering + [bare])
        made["holder"] = rows.script("holder", lines)
        if cluster.sql(database, "SELECT has_table_privilege('lazaret_server', 'inspection', 'INSERT')") == "t":
            made["policies"] = rows.script("policies", lines, role="server")
    return made
