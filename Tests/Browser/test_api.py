"""The API's description is sound, and real answers are as it describes them."""

import json
import re
import urllib.error
import urllib.request

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate


@pytest.fixture(scope="module")
def fetch(base, api_token):
    return lambda path, body=None, method=None: asked(base, api_token, path, body, method)


def asked(base, token, path, body, method):
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {token}"}
    request = urllib.request.Request(base + path, method=method, headers=headers)
    if body is not None:
        request.data = json.dumps(body).encode()
    try:
        with urllib.request.urlopen(request) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as answer:
        return answer.code, json.load(answer)


@pytest.fixture(scope="module")
def document(fetch):
    return fetch("/api/v1/openapi.json")[1]


def test_the_description_is_openapi(document):
    validate(document)


def check(document, path, method, status, answer):
    response = document["paths"][path][method]["responses"][str(status)]
    if "$ref" in response:
        response = document["components"]["responses"][response["$ref"].split("/")[-1]]
    schema = next(iter(response["content"].values()))["schema"]
    whole = {**schema, "components": document["components"]}
    errors = [f"{'/'.join(map(str, e.absolute_path))}: {e.message[:200]}" for e in Draft202012Validator(whole).iter_errors(answer)]
    assert errors == [], (path, errors[:5])


def test_answers_are_as_described(fetch, document):
    sites = fetch("/api/v1/sites?kind=townshipIsolation")[1]["sites"]
    site = next(s for s in sites if "latest" in s)
    inspection, code = site["latest"]["id"], site["site"]["code"]
    checklist = fetch("/api/v1/checklists")[1]["checklists"][0]
    closed = fetch("/api/v1/weeks/current")[1]["trend"][-2]["week"]
    for path, address in {
        "/api/v1/me": "/api/v1/me",
        "/api/v1/county": "/api/v1/county",
        "/api/v1/sites": "/api/v1/sites",
        "/api/v1/sites/{code}": f"/api/v1/sites/{code}",
        "/api/v1/checklists": "/api/v1/checklists",
        "/api/v1/checklists/{code}": f"/api/v1/checklists/{checklist['code']}?version={checklist['version']}",
        "/api/v1/baselines": "/api/v1/baselines",
        "/api/v1/inspections/{id}": f"/api/v1/inspections/{inspection}",
        "/api/v1/inspections/{id}/explanation": f"/api/v1/inspections/{inspection}/explanation",
        "/api/v1/inspections/{id}/what-if": f"/api/v1/inspections/{inspection}/what-if",
        "/api/v1/what-if": "/api/v1/what-if?kind=townshipIsolation",
        "/api/v1/drafts": "/api/v1/drafts",
        "/api/v1/weeks/{week}": "/api/v1/weeks/current",
        "/api/v1/weeks/{week}/report": f"/api/v1/weeks/{closed}/report",
        "/api/v1/weeks/{week}/readers": f"/api/v1/weeks/{closed}/readers",
        "/api/v1/closing-order": "/api/v1/closing-order",
    }.items():
        status, answer = fetch(address)
        assert status == 200, (address, answer)
        check(document, path, "get", 200, answer)


def test_a_filing_is_as_described(fetch, document):
    sites = fetch("/api/v1/sites?kind=townshipIsolation")[1]["sites"]
    inspection = next(s for s in sites if "latest" in s)["latest"]["id"]
    filing = fetch(f"/api/v1/inspections/{inspection}")[1]["filing"]
    schema = {**document["components"]["schemas"]["Filing"], "components": document["components"]}
    assert [e.message for e in Draft202012Validator(schema).iter_errors(filing)] == []

    new = filing | {"id": re.sub(r"^.{8}", "017b6a3e", inspection)}
    first = fetch("/api/v1/inspections", new)
    assert first[0] in (200, 201), first
    check(document, "/api/v1/inspections", "post", first[0], first[1])
    again = fetch("/api/v1/inspections", new)
    assert again[0] == 200
    check(document, "/api/v1/inspections", "post", 200, again[1])
    conflict = fetch("/api/v1/inspections", new | {"escort": "别人"})
    check(document, "/api/v1/inspections", "post", 409, conflict[1])
    assert conflict[0] == 409
    wrong = fetch("/api/v1/inspections", {"id": 7})
    check(document, "/api/v1/inspections", "post", 422, wrong[1])
    assert wrong[0] == 422


def test_an_import_is_as_described(base, api_token, document):
    def send(text, query=""):
        request = urllib.request.Request(
            base + "/api/v1/import/sites" + query, text.encode(), method="POST",
            headers={"Content-Type": "text/csv", "Authorization": f"Bearer {api_token}"})
        try:
            with urllib.request.urlopen(request) as answer:
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as answer:
            return answer.code, json.load(answer)

    def register(code, day):
        return f"编号,类型,名称,乡镇编号,乡镇,启用日期,备注\n{code},卡点,新卡点,W9,新镇,{day},x\n"

    good = register("W-API", "2021-08-01")
    answers = [send(text) for text in [
        good, register("W-API", "8/1/2021"), register("W API", "2021-08-32"), "%PDF-1.7"]]
    assert [answer["isClear"] for _, answer in answers] == [True, False, False, False]
    seen = "?seen=" + answers[0][1]["seen"]
    answers += [send(good, seen), send(good, seen), send("")]
    assert answers[4][1]["added"] == 1
    assert [status for status, _ in answers] == [200, 200, 200, 200, 200, 409, 422]
    for status, answer in answers:
        check(document, "/api/v1/import/sites", "post", status, answer)
