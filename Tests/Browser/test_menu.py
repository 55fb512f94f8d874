"""The menu of a phone, which is moved sideways: where one is, is in sight, with scripts and without."""

import pytest

# The last place of each kind of reader that the menu leads to, and their own account after it.
PLACES = [("/audit", "supervision"), ("/accounts", "admin"), ("/account", "admin"), ("/account", "supervision")]

SEEN = """() => {
  const [menu, here] = ['.menu', '.menu [aria-current=page]'].map(s => document.querySelector(s).getBoundingClientRect());
  return here.width > 0 && here.left >= menu.left - 1 && here.right <= menu.right + 1;
}"""

# A menu that holds more than it shows, or nothing is asked of it.
WIDER = "() => { const menu = document.querySelector('.menu'); return menu.scrollWidth - menu.clientWidth; }"


@pytest.mark.parametrize("scripts", [False, True])
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("path,account", PLACES)
def test_where_one_is_is_in_sight(open_page, path, account, language, scripts):
    page = open_page(path, language, 390, scripts=scripts, account=account)
    assert page.locator("[aria-current=page]").count() == 1
    assert page.evaluate(SEEN)
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
    assert page.evaluate(SEEN)
    # Whoever comes to a place within the page stays at it.
    page.goto(base + path + "#main")
    assert page.evaluate(SEEN) and page.evaluate("document.activeElement.id") in ("", "main")
    context.close()
