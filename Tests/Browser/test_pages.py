"""Every page in both languages, on a phone and on a desk."""

import os
import pathlib
import re

import checks
import pytest

PAGES = ["/", "/drafts", "/sites", "/sites?kind=checkpoint&grade=red", "SITE", "INSPECTION", "/notices", "NOTICE", "/weeks", "/closing-order", "/checklists", "CHECKLIST", "INSPECT", "/account", "/accounts", "/audit", "AUDIT", "/nowhere"]


@pytest.fixture(scope="session")
def paths(chromium, base, signed_in):
    """The addresses of a site, an inspection, a checklist and a form, as the pages link to them."""
    page = chromium.new_context(storage_state=signed_in("admin")).new_page()

    def link(on, pattern):
        page.goto(base + on)
        found = re.search(f'href="({pattern})"', page.content())
        assert found, f"{on} has no link like {pattern}"
        return found.group(1).replace("&amp;", "&")

    site = link("/", r"/sites/[^\"?]+")
    return {
        "SITE": site,
        "INSPECTION": link(site, r"/inspections/[0-9a-f-]+"),
        "NOTICE": link("/notices", r"/inspections/[0-9a-f-]+/notice"),
        "CHECKLIST": link("/checklists", r"/checklists/[^\"]+"),
        "AUDIT": "/audit/1",
        "INSPECT": link(site, r"/inspect/[^\"?]+"),
    }


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", [360, 390, 1280])
@pytest.mark.parametrize("path", PAGES)
def test_page(open_page, paths, path, width, language):
    account = "supervision" if "audit" in path.lower() else "admin"
    page = open_page(paths.get(path, path), language, width, scripts=True, account=account)
    assert page.status == (404 if path == "/nowhere" else 200)
    assert page.evaluate("document.documentElement.lang") == ("zh-Hans" if language == "zh" else "en")
    shots = os.environ.get("LAZARET_SHOTS")
    if shots:
        name = re.sub(r"\W+", "-", path.strip("/").lower()) or "county"
        name += "-entry" if path == "AUDIT" else ""
        page.screenshot(path=pathlib.Path(shots) / f"{name}-{language}-{width}.png", full_page=path not in ("CHECKLIST", "INSPECT"))
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert checks.problems(page, checks.EVERY) == {}


@pytest.mark.parametrize("path", ["/", "INSPECT"])
def test_the_keyboard_reaches_everything_in_reading_order(open_page, paths, path):
    page = open_page(paths.get(path, path), "en", 390, scripts=True)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    before = -1
    for _ in range(25):
        page.keyboard.press("Tab")
        place = page.evaluate("[...document.querySelectorAll('*')].indexOf(document.activeElement)")
        assert place >= before, page.evaluate("document.activeElement.outerHTML")
        outline = page.evaluate("""() => { const e = document.activeElement;
            const shown = e.matches('.choice input') ? e.nextElementSibling : e;
            return getComputedStyle(shown).outlineStyle; }""")
        assert outline != "none", page.evaluate("document.activeElement.outerHTML")
        before = place
