"""The menu: few places, each of which opens, with scripts and without; on a phone it is moved sideways, and where one is, is
in sight."""

import os
import pathlib

import checks
import pytest

# The last place of each kind of reader that the menu leads to, and their own account after it.
PLACES = [("/audit", "supervision"), ("/accounts", "admin"), ("/account", "admin"), ("/account", "supervision")]

# What marks in the line itself where one is: the place, or the word that it opens under.
HERE = ".menu summary[aria-current], .menu nav > ul > li > a[aria-current], .menu .reader a[aria-current]"

SEEN = """(here) => {
  const [menu, place] = ['.menu', here].map(s => document.querySelector(s).getBoundingClientRect());
  return place.width > 0 && place.left >= menu.left - 1 && place.right <= menu.right + 1;
}"""

# A menu that holds more than it shows, or nothing is asked of it.
WIDER = "() => { const menu = document.querySelector('.menu'); return menu.scrollWidth - menu.clientWidth; }"


@pytest.mark.parametrize("scripts", [False, True])
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("path,account", PLACES)
def test_where_one_is_is_in_sight(open_page, path, account, language, scripts):
    page = open_page(path, language, 390, scripts=scripts, account=account)
    assert page.locator("[aria-current=page]").count() == 1
    assert page.evaluate(SEEN, HERE)
    assert page.evaluate("scrollY") == 0


@pytest.mark.parametrize("path,account", PLACES)
def test_a_browser_that_does_not_move_it_by_itself_is_helped(chromium, base, signed_in, path, account):
    """As in browsers without `scroll-initial-target`: the styles come without it."""
    context = chromium.new_context(
        storage_state=signed_in(account), viewport={"width": 320, "height": 800}, locale="en-GB")
    page = context.new_page()

    def without(route):
        answer = route.fetch()
        assert "scroll-initial-target" in answer.text()
        route.fulfill(response=answer, body=answer.text().replace("scroll-initial-target", "x-none"))

    page.route("**/lazaret.css*", without)
    page.goto(base + path)
    assert page.evaluate(WIDER) > 0
    assert page.evaluate(SEEN, HERE)
    # Whoever comes to a place within the page stays at it.
    page.goto(base + path + "#main")
    assert page.evaluate(SEEN, HERE) and page.evaluate("document.activeElement.id") in ("", "main")
    context.close()


def shot(page, name):
    shots = os.environ.get("LAZARET_SHOTS")
    if shots:
        page.screenshot(path=pathlib.Path(shots) / f"{name}.png")


# How many places each account's menu has, its own account and the way out beside them.
MENUS = {"admin": 5, "inspector1": 4, "supervision": 5, "leader": 4, "auditor": 5, "director3": 4}


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("account", MENUS)
def test_few_places_and_all_of_them_at_hand(open_page, account, width, language):
    page = open_page("/sites", language, width, account=account)
    assert page.locator("nav > ul > li").count() == MENUS[account]
    assert page.locator("nav [aria-current=page]").count() == 1
    if width == 1280:
        assert page.evaluate(WIDER) <= 0
    # Each opens by its word alone, no script asked, and lies within the window.
    for summary in page.locator("nav summary").all():
        summary.focus()
        page.keyboard.press("Enter")
        links = summary.locator("xpath=following-sibling::ul//a")
        assert links.count() > 1
        for link in links.all():
            place = link.bounding_box()
            assert place["x"] >= 0 and place["x"] + place["width"] <= width and place["height"] >= 44
        # The one that was open before has closed.
        assert page.locator("nav details[open]").count() == 1
    assert checks.problems(page, checks.EVERY) == {}
    shot(page, f"menu-{account}-{language}-{width}")


def test_a_group_is_opened_left_and_closed_by_keys(open_page):
    page = open_page("/sites", "zh", 1280, scripts=True, account="admin")
    opener = page.locator("nav summary", has_text="管理")
    opener.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "/import/sites"
    page.keyboard.press("Escape")
    assert page.locator("nav details[open]").count() == 0
    assert page.evaluate("document.activeElement.innerText") == "管理"
    page.keyboard.press("Enter")
    page.locator(".footer p").first.click()
    assert page.locator("nav details[open]").count() == 0
    opener.click()
    page.click("nav a[href='/accounts']")
    assert page.url.endswith("/accounts")
    assert page.locator("nav summary[aria-current]").inner_text() == "管理"


def test_the_menu_is_not_on_paper(open_page):
    page = open_page("/accounts", "zh", 1280, account="admin")
    page.locator("nav summary").first.click()
    page.emulate_media(media="print")
    assert not page.locator("nav").is_visible()
