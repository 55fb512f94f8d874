"""What the browser tests share: a running server with the demo county, and Debian's Chromium.

LAZARET_URL names a server that runs already; without it the tests start `lazaret serve --demo` from .build/debug in
a folder of its own and stop it at the end. LAZARET_SHOTS names a folder to keep a picture of every page in.
"""

import os
import pathlib
import shutil
import subprocess
import tempfile

import pytest
from playwright.sync_api import sync_playwright

PROJECT = pathlib.Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def base():
    if "LAZARET_URL" in os.environ:
        yield os.environ["LAZARET_URL"].rstrip("/")
        return
    folder = tempfile.mkdtemp(prefix="lazaret-browser-", dir="/var/tmp")
    settings = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"}
    server = subprocess.Popen(
        [PROJECT / ".build/debug/lazaret", "serve", "--demo", "--port", "0"],
        env=settings | {"LAZARET_STATE": folder + "/state"},
        stdout=subprocess.PIPE,
        text=True,
    )
    os.chmod(folder, 0o755)
    try:
        address = server.stdout.readline().strip()
        assert address.startswith("http://"), f"the server did not start: {address!r}"
        yield address
    finally:
        server.terminate()
        server.wait(60)
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as tools:
        browser = tools.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium, base):
    """Opens a page of the server: path, language, width; scripts are off unless asked for."""
    contexts = []

    def opened(path, language="zh", width=1280, scripts=False):
        context = chromium.new_context(
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
