"""What is filed, and the very SQL that filing it sends."""

import datetime
import json
import re
import time
import uuid


def answer_for(item):
    """An answer to the item: mostly good, so that about one in eight falls short."""
    kind = item["answer"]
    short = sum(map(ord, item["code"])) % 8 == 0
    if kind == "yesNo":
        return "no" if short else "yes"
    if kind == "text":
        return "记录在案"
    if kind == "date":
        return "2021-08-10"
    if "number" in kind:
        low, high = float(kind["number"].get("min", 0)), float(kind["number"]["max"])
        return low if short else min(high, 4)
    if "choice" in kind:
        return kind["choice"][0]["value"]
    return {"deductions": []}


def answers(checklist, items):
    """Facts and the first so many answers, as `lazaret score` reads them."""
    listed = [item for section in checklist["sections"] for item in section["items"]][:items]
    facts = {}
    for name, fact in checklist["facts"].items():
        kind = fact["answer"]
        if kind == "yesNo":
            facts[name] = "no"
        elif "number" in kind:
            facts[name] = min(4, float(kind["number"]["max"]))
        else:
            facts[name] = kind["choice"][0]["value"]
    return {"visitDate": "2021-08-18", "facts": facts, "answers": {item["code"]: answer_for(item) for item in listed}}


def demo_filings(server):
    """What the demo county's township sites last filed, by rank: site, gaps, and the filing made just now, with a place
    for its id."""
    now = datetime.datetime.now(datetime.timezone.utc).replace(microsecond=0)
    found = []
    for standing in json.loads(server.get("/api/v1/weeks/current")[1])["ranking"]:
        if not standing.get("inspection"):
            continue
        record = json.loads(server.get("/api/v1/inspections/" + standing["inspection"]["id"])[1])
        filed = record["filing"] | {
            "id": "THE-ID",
            "startedAt": (now - datetime.timedelta(hours=2)).isoformat(),
            "finishedAt": (now - datetime.timedelta(hours=1)).isoformat(),
        }
        filed.pop("version", None)
        filed.pop("revises", None)
        found.append((standing["site"]["code"], len(record["result"]["gaps"]), filed))
    return found


def text(filed):
    return json.dumps(filed, ensure_ascii=False, separators=(",", ":"))


def file_under(identity, body, server):
    status, answer = server.request("POST", "/api/v1/inspections", body.replace("THE-ID", identity).encode())
    if status != 201:
        raise SystemExit(f"the filing was refused: {status} {answer.decode()}")


def new_id():
    identity = str(uuid.uuid4())
    return identity[:14] + "7" + identity[15:19] + "8" + identity[20:]


def captured_scripts(cluster, database, server, bodies, folder):
    """pgbench scripts made of the statements and parameters that the server sent for one filing at each site, once it
    had filed there before and knew the site and the standard."""
    for body in bodies:
        file_under(new_id(), body, server)
    cluster.sql(database, "ALTER SYSTEM SET log_min_duration_statement = 0")
    cluster.sql(database, "ALTER SYSTEM SET log_parameter_max_length = -1")
    cluster.sql(database, "SELECT pg_reload_conf()")
    time.sleep(0.5)
    scripts, defines = [], {}
    for number, body in enumerate(bodies):
        identity = new_id()
        seen = len(cluster.log())
        file_under(identity, body, server)
        time.sleep(0.3)
        statements = []
        for entry in cluster.log()[seen:]:
            found = re.match(r"duration: [0-9.]+ ms  (?:execute [^:]*|statement): (.*)", entry["message"], re.S)
            if not found or entry.get("application_name") == "psql" or "pg_reload_conf" in found.group(1):
                continue
            # The job that seals the record runs beside the filing, and is no part of it.
            if re.search(r"\b(?:unsealed|unsealed_count|last_head|key_follows|sealing_state|seal)\(", found.group(1)):
                continue
            # Comments go before lines are joined.
            text = re.sub(r"--[^\n]*", "", found.group(1))
            pairs = re.findall(r"\$(\d+) = (NULL|'(?:[^']|'')*')", entry.get("detail", ""))
            for index, value in sorted(pairs, key=lambda pair: -int(pair[0])):
                if identity in value and value.strip("'") == identity:
                    replacement = "(lpad(to_hex(:filing::bigint), 32, '0')::uuid)"
                elif value == "NULL":
                    replacement = "NULL"
                else:
                    name = f"p{number}_{len(defines)}"
                    defines[name] = value[1:-1].replace("''", "'")
                    replacement = f":{name}"
                text = re.sub(rf"\${index}(?!\d)", lambda _: replacement, text)
            statements.append(" ".join(text.split()).rstrip(";") + ";")
        script = folder / f"filing-{number}.sql"
        script.write_text("\\set filing random(1, 9000000000000000000)\n" + "\n".join(exchanges(statements)) + "\n")
        scripts.append((script, len(statements)))
    cluster.sql(database, "ALTER SYSTEM RESET log_min_duration_statement")
    cluster.sql(database, "SELECT pg_reload_conf()")
    return scripts, defines


def exchanges(statements):
    """The statements, with those together that the server sent in one round trip as one transaction: what acts for
    somebody begins by saying for whom."""
    lines, open_one = [], False
    for statement in statements:
        if statement.startswith(("SELECT name FROM enter(", "SELECT * FROM enter(")):
            lines += ["\\endpipeline"] if open_one else []
            open_one = statement.startswith("SELECT name")
            lines += ["\\startpipeline"] if open_one else []
        lines.append(statement)
    return lines + (["\\endpipeline"] if open_one else [])
