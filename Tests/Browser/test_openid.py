"""Signing in at a real OpenID provider, through the browser."""

import socket
import subprocess
import sys

import pytest
from conftest import LAZARET, PASSWORD, PROJECT, serving, sign_in
from test_people import shot


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@pytest.fixture(scope="module")
def site(base, settings):
    """A server beside the other one, whose county signs in at a provider."""
    provider = subprocess.Popen(
        [sys.executable, PROJECT / "Tests/OpenIDProviders/standard.py", "0"], stdout=subprocess.PIPE, text=True)
    try:
        issuer, port = provider.stdout.readline().strip(), free_port()
        address = f"http://127.0.0.1:{port}"
        added = subprocess.run(
            [LAZARET, "user", "add", "linked", "--display", "县卫健委统一认证用户", "--role", "leader", "--openid",
             "person-1", "--county", "demo"],
            env=settings, capture_output=True, text=True)
        assert added.returncode == 0, added.stderr
        more = {"LAZARET_OPENID_ISSUER": issuer, "LAZARET_OPENID_CLIENT": "lazaret", "LAZARET_OPENID_SECRET": "s",
                "LAZARET_SITE": address}
        with serving(settings | more, "--port", str(port)) as served:
            assert served == address
            yield address
    finally:
        provider.terminate()
        provider.wait(30)


def sign_in_over(page, site, account):
    """Signs in on the login page, which whoever is signed in may open too, and goes on to the accounts."""
    page.goto(site + "/login?next=/accounts")
    page.fill("#name", account)
    page.fill("#password", PASSWORD)
    page.click("main form button")


def at_the_provider(page, site, subject, path="/login"):
    page.goto(site + path)
    page.click("a[href^='/login/openid']")
    page.fill("input[name=sub]", subject)
    page.locator("button, input[type=submit]").first.click()


def attempts(page, site):
    """The cookies of logins that are under way."""
    return [cookie for cookie in page.context.cookies(site) if "attempt" in cookie["name"]]


@pytest.fixture
def stranger(chromium):
    context = chromium.new_context(java_script_enabled=False, locale="zh-CN")
    yield context.new_page()
    context.close()


def test_a_linked_account_comes_in_and_goes_where_it_wanted(stranger, site):
    at_the_provider(stranger, site, "person-1", "/weeks/2026-W01")
    assert stranger.url == site + "/weeks/2026-W01"
    assert "县卫健委统一认证用户" in stranger.inner_text("header")
    # What the attempt was kept in is gone.
    assert attempts(stranger, site) == []


def test_somebody_the_county_does_not_know_is_told_so(stranger, site):
    at_the_provider(stranger, site, "person-2")
    assert "/login/openid/callback" in stranger.url
    assert "没有对应的账号" in stranger.inner_text("[role=alert]")
    stranger.goto(site + "/")
    assert "/login" in stranger.url


def test_a_callback_that_nobody_began_opens_nothing(stranger, site):
    answer = stranger.goto(site + "/login/openid/callback?code=stolen&state=made-up")
    assert answer.status == 403
    assert stranger.locator("[role=alert]").count() == 1
    stranger.goto(site + "/")
    assert "/login" in stranger.url


def test_a_callback_counts_once(stranger, site):
    seen = []
    stranger.on("request", lambda request: seen.append(request.url))
    at_the_provider(stranger, site, "person-1")
    callback = next(url for url in seen if "/login/openid/callback?" in url)
    stranger.context.clear_cookies()
    assert stranger.goto(callback).status == 403


def test_a_callback_counts_once_whatever_the_browser_kept(stranger, site):
    seen, kept = [], []
    stranger.on("request", lambda request: seen.append(request.url))
    stranger.goto(site + "/login")
    stranger.click("a[href^='/login/openid']")
    kept = attempts(stranger, site)
    stranger.fill("input[name=sub]", "person-1")
    stranger.locator("button, input[type=submit]").first.click()
    assert "/login" not in stranger.url
    callback = next(url for url in seen if "/login/openid/callback?" in url)
    stranger.context.clear_cookies()
    stranger.context.add_cookies(kept)
    assert stranger.goto(callback).status == 403
    stranger.goto(site + "/")
    assert "/login" in stranger.url


def test_two_tabs_sign_in_at_once(stranger, site):
    other = stranger.context.new_page()
    for page, path in [(stranger, "/sites"), (other, "/checklists")]:
        page.goto(site + path)
        page.click("a[href^='/login/openid']")
    assert len(attempts(stranger, site)) == 2
    # The one that began first ends last.
    for page, path in [(other, "/checklists"), (stranger, "/sites")]:
        page.fill("input[name=sub]", "person-1")
        page.locator("button, input[type=submit]").first.click()
        assert page.url == site + path
    assert attempts(stranger, site) == []


def test_logins_that_were_given_up_do_not_pile_up(stranger, site):
    for _ in range(9):
        stranger.goto(site + "/login")
        stranger.click("a[href^='/login/openid']")
    assert len(attempts(stranger, site)) == 4
    stranger.fill("input[name=sub]", "person-1")
    stranger.locator("button, input[type=submit]").first.click()
    assert stranger.url == site + "/"


def test_an_administrator_links_and_unlinks_accounts(stranger, site):
    page = stranger
    sign_in(page, site, "admin", path="/accounts")
    row = page.locator("tbody tr", has=page.locator("#subject-supervision"))
    row.locator("summary").click()
    page.fill("#subject-supervision", "person-9")
    row.locator("button[value=link]").click()
    assert page.locator("[role=status].notice").count() == 1
    shot(page, "accounts-linked")
    page.click("form[action='/logout'] button")
    at_the_provider(page, site, "person-9")
    assert "县纪委监委督查室" in page.inner_text("header")
    # Signing in as somebody else takes the place of that session.
    sign_in_over(page, site, "admin")
    row = page.locator("tbody tr", has=page.locator("#subject-supervision"))
    row.locator("summary").click()
    row.locator("button[value=unlink]").click()
    page.click("form[action='/logout'] button")
    at_the_provider(page, site, "person-9")
    assert "没有对应的账号" in page.inner_text("[role=alert]")
