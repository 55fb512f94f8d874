"""The very SQL that the server sends for a filing, as a script for pgbench: one statement `SELECT file(…)` with what
names who acts first, the row of the visit as `ROW(…)::filed_inspection` and its gaps as arrays, all of them values of
their own; and whatever the server asks before. Of a release before acts, it is a transaction that begins with `enter`."""

import re
import time

from filings import file_under, new_id
from scripts import IDENTITY, SITE, Script

# The job that seals the record runs beside the filing, and is no part of it.
SEALING = re.compile(r"\b(?:unsealed|unsealed_count|last_head|key_follows|sealing_state|seal)\(")


def captured(cluster, database, server, body, site, sites, folder):
    """The statements and parameters that the server sends for one filing at the site, once it has filed there before
    and knows the site and the standard; each time with another id and at another of the sites."""
    at_site = body.replace("THE-SITE", site)
    file_under(new_id(), at_site, server)
    for setting in ["log_min_duration_statement = 0", "log_parameter_max_length = -1"]:
        cluster.sql(database, f"ALTER SYSTEM SET {setting}")
    cluster.sql(database, "SELECT pg_reload_conf()")
    time.sleep(0.5)
    identity, seen = new_id(), len(cluster.log())
    file_under(identity, at_site, server)
    time.sleep(0.3)
    entries = cluster.log()[seen:]
    cluster.sql(database, "ALTER SYSTEM RESET log_min_duration_statement")
    cluster.sql(database, "SELECT pg_reload_conf()")
    statements, defines = [], {}
    for entry in entries:
        found = re.match(r"duration: [0-9.]+ ms  (?:execute [^:]*|statement): (.*)", entry["message"], re.S)
        if not found or entry.get("application_name") == "psql" or SEALING.search(found.group(1)):
            continue
        if "pg_reload_conf" not in found.group(1):
            statements.append(statement(found.group(1), entry.get("detail", ""), identity, site, defines))
    return Script("sql", exchanges(statements), defines, sites, folder), identity


def statement(text, detail, identity, site, defines):
    """The statement with its parameters as variables of pgbench: the filing's id and site are made anew each time, the
    others are added to `defines` as they were sent."""
    text = re.sub(r"--[^\n]*", "", text)  # before lines are joined
    pairs = re.findall(r"\$(\d+) = (NULL|'(?:[^']|'')*')", detail)
    named = any(value == f"'{identity}'" for _, value in pairs)
    for index, value in sorted(pairs, key=lambda pair: -int(pair[0])):
        place = re.compile(rf"\${index}(?!\d)")
        if value == f"'{identity}'":
            text = re.sub(rf"hashtext\(\${index}\)", lambda _: f"hashtext(({IDENTITY})::text)", text)
            text = place.sub(lambda _: f"({IDENTITY})", text)
        elif value == f"'{site}'":
            text = place.sub(lambda _: SITE, text)
        elif value == "NULL":
            text = place.sub("NULL", text)
        else:
            name = f"p{len(defines)}"
            defines[name] = value[1:-1].replace("''", "'")
            within = identity in value and not named
            new = f"replace(:{name}::text, '{identity}', ({IDENTITY})::text)" if within else f":{name}"
            text = place.sub(lambda _: new, text)
    return " ".join(text.split()).rstrip(";") + ";"


def enters(statement):
    """Whether the statement says for whom the transaction acts, or asks who somebody is."""
    return re.match(r"SELECT .*FROM enter\(", statement)


def files(statement):
    """Whether the statement is the act of filing."""
    return re.match(r"SELECT (?:\* FROM )?file\(", statement)


def exchanges(statements):
    """The statements, with those together that the server sent in one round trip as one transaction: what acts for
    somebody begins by saying for whom."""
    lines, is_open = [], False
    for statement in statements:
        if enters(statement):
            lines += ["\\endpipeline"] if is_open else []
            lines.append("\\startpipeline")
            is_open = True
        lines.append(statement)
    return lines + (["\\endpipeline"] if is_open else [])
