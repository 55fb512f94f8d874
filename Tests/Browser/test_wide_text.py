"""Pages with text twice as large, on a phone and on a desk: nothing goes sideways, and the page stays in sight."""

import os
import pathlib
import re

import checks
import pytest
from test_pages import PAGES, paths  # noqa: F401 (a fixture)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("path", PAGES)
def test_text_twice_as_large(open_page, paths, path, width, language):
    account = "supervision" if "audit" in path.lower() else "admin"
    page = open_page(paths.get(path, path), language, width, scripts=True, account=account)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    shots = os.environ.get("LAZARET_SHOTS")
    if shots:
        name = re.sub(r"\W+", "-", path.strip("/").lower()) or "county"
        page.screenshot(path=pathlib.Path(shots) / f"large-{name}-{language}-{width}.png")
    assert checks.problems(page, {"width": checks.WIDTH, "spills": checks.SPILLS}) == {}
    assert page.evaluate("document.querySelector('.masthead').getBoundingClientRect().height") <= 800 / 3


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("path", PAGES)
def test_nothing_spills_out_of_its_card(open_page, paths, path, language):
    account = "supervision" if "audit" in path.lower() else "admin"
    page = open_page(paths.get(path, path), language, 1280, scripts=True, account=account)
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert checks.problems(page, {"spills": checks.SPILLS, "nested": checks.NESTED}) == {}
    # The navigation is one line, and all of it is there without moving it.
    assert page.evaluate("document.querySelector('.masthead').getBoundingClientRect().height") < 60
    assert page.evaluate("(m => m.scrollWidth <= m.clientWidth)(document.querySelector('.menu'))")
