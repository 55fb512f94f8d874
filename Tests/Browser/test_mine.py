"""A director's own page: what is asked, by when, and what follows; no script asked."""

import os
import pathlib

import checks
import pytest


def shot(page, name):
    shots = os.environ.get("LAZARET_SHOTS")
    if shots:
        page.screenshot(path=pathlib.Path(shots) / f"{name}.png", full_page=True)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", [360, 390, 1280])
def test_the_own_page(open_page, width, language):
    page = open_page("/mine", language, width, account="director3")
    shot(page, f"mine-{language}-{width}")
    assert checks.problems(page, checks.EVERY) == {}
    # The own site and no other, what is open there with its deadline, the four conditions, and the way to be heard.
    assert page.locator("h2 a[href='/sites/T-03']").count() == 1
    assert page.locator("h2 a").count() == 1
    assert page.locator(".owed h4").count() == page.locator(".owed dd time").count() > 0
    assert page.locator("main ol > li").count() == 4
    assert page.locator("#statement-heading").count() == 1


@pytest.mark.parametrize("width", [390, 1280])
def test_the_own_page_with_text_twice_as_large(open_page, width):
    page = open_page("/mine", "zh", width, account="director3")
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    shot(page, f"mine-large-{width}")
    assert checks.problems(page, {"width": checks.WIDTH, "spills": checks.SPILLS}) == {}
