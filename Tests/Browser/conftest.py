"""What the browser tests share: a running server with the demo county, and Chromium as Debian packs it for tests.

LAZARET_URL names a server that runs already; without it the tests start `lazaret serve --demo` from .build/debug in
a folder of its own and stop it at the end. LAZARET_SHOTS names a folder to keep a picture of every page in.
"""

import contextlib
import os
import pathlib
import shutil
import subprocess
import tempfile

import pytest
from playwright.sync_api import sync_playwright

# Of every account of the demo county; Sources/Demo says so too.
PASSWORD = "yuning demo county"
PROJECT = pathlib.Path(__file__).resolve().parents[2]
LAZARET = PROJECT / ".build/debug/lazaret"


@pytest.fixture(scope="session")
def settings():
    """The environment of servers and commands that share one private PostgreSQL."""
    folder = tempfile.mkdtemp(prefix="lazaret-browser-", dir="/var/tmp")
    os.chmod(folder, 0o755)
    yield {k: v for k, v in os.environ.items() if k != "DATABASE_URL"} | {"LAZARET_STATE": folder + "/state"}
    shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def serving(settings, *flags):
    """A server on a port of its own; gives its address."""
    server = subprocess.Popen(
        [LAZARET, "serve", "--demo", *flags], env=settings, stdout=subprocess.PIPE, text=True)
    try:
        address = server.stdout.readline().strip()
        assert address.startswith("http://"), f"the server did not start: {address!r}"
        yield address
    finally:
        server.terminate()
        server.wait(60)


@pytest.fixture(scope="session")
def base(settings):
    if "LAZARET_URL" in os.environ:
        yield os.environ["LAZARET_URL"].rstrip("/")
        return
    with serving(settings, "--port", "0") as address:
        yield address


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as tools:
        browser = tools.chromium.launch(executable_path="/usr/bin/chromium-headless-shell", args=["--no-sandbox"])
        yield browser
        browser.close()


def sign_in(page, base, account, password=PASSWORD, path="/"):
    """Signs in by the form, which then goes on to the path; is there when this returns.

    Whoever closes a page on its way to another waits for ever once in a while.
    """
    page.goto(base + path)
    page.fill("#name", account)
    page.fill("#password", password)
    with page.expect_navigation():
        page.click("main form button")


@pytest.fixture(scope="session")
def signed_in(chromium, base):
    """What the browser keeps of an account that signed in, once for all tests."""
    states = {}

    def state(account):
        if account not in states:
            context = chromium.new_context(java_script_enabled=False)
            page = context.new_page()
            sign_in(page, base, account)
            assert "/login" not in page.url, page.inner_text("main")
            states[account] = context.storage_state()
            context.close()
        return states[account]

    return state


@pytest.fixture(scope="session")
def api_token(chromium, base, signed_in):
    """A token of the administrator with all of the rights, made on the page."""
    context = chromium.new_context(storage_state=signed_in("admin"), java_script_enabled=False)
    page = context.new_page()
    page.goto(base + "/account")
    page.fill("#token-name", f"tests {os.getpid()}")
    for box in page.locator("input[name=scope]").all():
        box.check()
    page.click("form[action='/account/tokens'] button")
    secret = page.inner_text("code.secret")
    context.close()
    return secret


@pytest.fixture
def open_page(chromium, base, signed_in):
    """Opens a page of the server: path, language, width, and who has signed in, None for nobody; scripts are off
    unless asked for."""
    contexts = []

    def opened(path, language="zh", width=1280, scripts=False, account="admin"):
        context = chromium.new_context(
            storage_state=signed_in(account) if account else None,
            viewport={"width": width, "height": 800},
            locale="zh-CN" if language == "zh" else "en-GB",
            java_script_enabled=scripts,
        )
        contexts.append(context)
        page = context.new_page()
        answer = page.goto(base + path)
        page.status = answer.status
        return page

    yield opened
    for context in contexts:
        context.close()


def pytest_collection_modifyitems(items):
    """Sheets are counted of the demo county as it is, before other tests add sites and visits to it."""
    items.sort(key=lambda item: "test_print" not in item.nodeid)
