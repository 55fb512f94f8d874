"""What is filed."""

import datetime
import json
import secrets
import time


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
    """A UUID of version 7 of this moment (RFC 9562 §5.7), as clients make them."""
    digits = (f"{time.time_ns() // 1_000_000:012x}7{secrets.randbits(12):03x}"
              f"{0x8000 | secrets.randbits(14):04x}{secrets.randbits(48):012x}")
    return "-".join([digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]])
