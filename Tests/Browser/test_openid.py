"""Signing in at a real OpenID provider, through the browser."""

import socket
import subprocess
import sys

import pytest
from conftest import LAZARET, PROJECT, serving


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


def at_the_provider(page, site, subject, path="/login"):
    page.goto(site + path)
    page.click("a[href^='/login/openid']")
    page.fill("input[name=sub]", subject)
    page.locator("button, input[type=submit]").first.click()


@pytest.fixture
def stranger(chromium):
    context = chromium.new_context(java_script_enabled=False, locale="zh-CN")
    yield context.new_page()
    context.close()


def test_a_linked_account_comes_in_and_goes_where_it_wanted(stranger, site):
    at_the_provider(stranger, site, "person-1", "/weeks/2026-W01")
    assert stranger.url == site + "/weeks/2026-W01"
    assert "县卫健委统一认证用户" in stranger.inner_text("header")
    # What the attempt was kept in is gone, and its address leads nowhere again.
    assert {c["name"] for c in stranger.context.cookies(site)} & {"lazaret-attempt"} == set()


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
