"""Signing in and out, one's own account, and the accounts that administrators keep; with scripts off throughout."""

import os
import pathlib
import time

import checks
import pytest
from conftest import PASSWORD, sign_in


def shot(page, name):
    shots = os.environ.get("LAZARET_SHOTS")
    if shots:
        page.screenshot(path=pathlib.Path(shots) / f"{name}.png", full_page=True)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", [360, 1280])
def test_the_login_page(open_page, width, language):
    page = open_page("/login", language, width, scripts=True, account=None)
    shot(page, f"login-{language}-{width}")
    assert checks.problems(page, checks.EVERY) == {}
    assert page.evaluate("document.activeElement.id") == "name"


def test_a_stranger_is_taken_to_the_login_and_back(open_page, base):
    page = open_page("/weeks/2026-W01", account=None)
    assert "/login?next=" in page.url
    sign_in(page, base, "leader", path="/weeks/2026-W01")
    assert page.url == base + "/weeks/2026-W01"


@pytest.mark.parametrize("language,words", [("zh", "不对"), ("en", "not right")])
def test_a_wrong_password_says_so_and_keeps_the_name(open_page, base, language, words):
    page = open_page("/login", language, 360, account=None)
    sign_in(page, base, "nobody-here", "wrong wrong wrong", path="/login")
    assert words in page.inner_text("[role=alert]")
    assert page.input_value("#name") == "nobody-here"
    shot(page, f"login-refused-{language}")


def test_the_login_leads_to_no_other_site(open_page, base):
    for place in ["https://example.org/", "//example.org/", "/\\example.org"]:
        page = open_page("/login", account=None)
        sign_in(page, base, "leader", path="/login?next=" + place)
        assert page.url == base + "/"


def test_signing_out_ends_the_session(open_page, base):
    page = open_page("/login", account=None)
    sign_in(page, base, "leader")
    cookies = page.context.cookies()
    page.click("form[action='/logout'] button")
    assert "/login" in page.url
    # Who kept the cookie gets nowhere with it.
    page.context.add_cookies(cookies)
    page.goto(base + "/")
    assert "/login" in page.url


def test_a_director_sees_the_own_site_and_nothing_else(open_page, base):
    page = open_page("/", "en", 390, account="director3")
    assert page.url.endswith("/mine")
    assert page.locator("h2 a[href='/sites/T-03']").count() == 1
    # The own site, all sites of the posting, what is to be mended, what is handed down.
    assert page.locator("nav > ul > li").count() == 4
    shot(page, "director-mine")
    page.goto(base + "/sites")
    assert page.locator("tbody tr").count() == 1
    shot(page, "director-sites")
    page.click("tbody a")
    assert "/sites/T-03" in page.url
    for path, status in [("/sites/T-01", 404), ("/weeks", 403), ("/accounts", 403), ("/inspect/T-03", 403)]:
        assert page.goto(base + path).status == status, path
    shot(page, "director-refused")


def test_a_session_is_ended_from_another_device(open_page, base):
    lost = open_page("/login", account=None)
    sign_in(lost, base, "inspector2")
    page = open_page("/login", account=None)
    sign_in(page, base, "inspector2", path="/account")
    page.locator("tbody tr", has_not=page.locator("strong")).first.locator("button").click()
    assert page.locator("[role=status]").count() == 1
    lost.goto(base + "/account")
    assert "/login" in lost.url


@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_account_from_its_making_to_its_end(open_page, base, language):
    """An administrator makes it, its holder changes the first password and makes a token, the administrator ends it."""
    name = f"new{time.time_ns() % 10**9}"
    admin = open_page("/accounts", language, 1280)
    admin.fill("#name", name)
    admin.fill("#display", "新任检查员 <b>")
    admin.click("form[method='post'][action='/accounts'] button")
    # No role was chosen.
    assert admin.locator("#summary li").count() == 1
    assert admin.input_value("#name") == name
    assert admin.input_value("#display") == "新任检查员 <b>"
    admin.check("#role-inspector")
    admin.click("form[method='post'][action='/accounts'] button")
    password = admin.inner_text("code.secret")
    shot(admin, f"accounts-made-{language}")

    page = open_page("/login", language, 390, account=None)
    sign_in(page, base, name, password)
    assert page.url == base + "/account"
    page.goto(base + "/sites")
    assert page.url == base + "/account"
    shot(page, f"account-first-{language}")
    page.fill("#old", password)
    page.fill("#new", "password123")
    page.fill("#again", "password123")
    page.click("form[action='/account/password'] button")
    assert page.locator("#summary li").count() == 1
    for field, text in [("#old", password), ("#new", PASSWORD + " too"), ("#again", PASSWORD + " too")]:
        page.fill(field, text)
    page.click("form[action='/account/password'] button")
    page.goto(base + "/sites")
    assert page.url == base + "/sites"

    page.goto(base + "/account")
    page.fill("#token-name", "体温枪 <i>")
    page.click("form[action='/account/tokens'] button")
    assert page.inner_text("code.secret").startswith("lzr_")
    shot(page, f"account-token-{language}")
    page.goto(base + "/account")
    assert page.locator("code.secret").count() == 0
    page.click("form[action='/account/tokens/revoke'] button")
    assert page.locator("form[action='/account/tokens/revoke']").count() == 0

    admin.goto(base + "/accounts")
    admin.locator("tbody tr", has_text=name).locator("a[href$=\"#disable\"]").click()
    admin.click("button[value=disable]")
    page.goto(base + "/sites")
    assert "/login" in page.url
