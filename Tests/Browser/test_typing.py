"""A day of an inspector in which every way of losing what was typed is tried: nothing may be lost."""

import contextlib
import os
import pathlib
import shutil
import socket
import tempfile

import checks
import pytest
from conftest import PASSWORD, serving, sign_in

SITE = "T-05"


def shot(page, name):
    shots = os.environ.get("LAZARET_SHOTS")
    if shots:
        page.screenshot(path=pathlib.Path(shots) / f"{name}.png", full_page=True)


@pytest.fixture(scope="module")
def own():
    """Settings of a server of this module's own, which it may stop, and the port that it comes back on."""
    folder = tempfile.mkdtemp(prefix="lazaret-typing-", dir="/var/tmp")
    os.chmod(folder, 0o755)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    kept = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"} | {"LAZARET_STATE": folder + "/state"}
    yield kept, str(port)
    shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def browser_of(chromium, base, account="inspector1", scripts=False, width=390, language="zh"):
    context = chromium.new_context(
        viewport={"width": width, "height": 800}, locale="zh-CN" if language == "zh" else "en-GB",
        java_script_enabled=scripts)
    page = context.new_page()
    sign_in(page, base, account)
    yield page
    context.close()


def begin(page, base, site=SITE):
    """A new form, whatever there is to go on with."""
    page.goto(f"{base}/inspect/{site}")
    if page.locator("#form").count() == 0:
        page.click("main p:last-of-type a.button-plain")
    assert page.locator("#form").count() == 1


def sign_in_here(page, account="inspector1"):
    page.fill("#name", account)
    page.fill("#password", PASSWORD)
    page.click("main form button.button")


@pytest.mark.parametrize("scripts", [False, True])
def test_nothing_typed_is_lost(chromium, own, scripts):
    settings, port = own
    with contextlib.ExitStack() as servers:
        base = servers.enter_context(serving(settings, "--port", port))
        with browser_of(chromium, base, scripts=scripts) as page:
            asked = []
            page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
            begin(page, base)
            form = page.url

            # Enter keeps a draft and files nothing.
            page.fill("#escort", "甲")
            page.press("#escort", "Enter")
            page.wait_for_url("**saved=1**")
            assert page.input_value("#escort") == "甲"
            assert page.input_value("#inspector-1") != ""

            # The menu keeps what was typed, and Back and the draft bring it back.
            page.fill("#escort", "乙")
            page.click(".masthead nav details:has(button[value='/sites']) summary")
            page.click(".masthead nav button[value='/sites']")
            page.wait_for_url("**/sites")
            page.goto(form)
            assert page.input_value("#escort") == "乙"

            # The other language.
            page.fill("#escort", "丙")
            page.click("button.language")
            page.wait_for_load_state()
            assert page.locator("html").get_attribute("lang") == "en"
            assert page.input_value("#escort") == "丙"
            page.click("button.language")
            assert page.input_value("#escort") == "丙"

            # Loading the page again, where the browser keeps it or the script has.
            page.fill("#escort", "丁")
            if scripts:
                with page.expect_response(lambda answer: answer.request.method == "POST", timeout=40_000):
                    pass
                page.wait_for_selector("#kept:not([hidden])")
                page.reload()
                assert page.input_value("#escort") == "丁"

            # The session ends meanwhile: signed in right there, twice over.
            for word in ["戊", "己"]:
                page.fill("#escort", word)
                page.context.clear_cookies()
                page.click(".submit button[value=draft]")
                assert page.locator("#password").count() == 1, page.inner_text("main")
                shot(page, f"kept-form-{word}-{scripts}")
                assert checks.problems(page, checks.EVERY) == {}
                sign_in_here(page)
                page.wait_for_url("**saved=1**")
                assert page.input_value("#escort") == word

            # Signed in meanwhile in another window: the form is of another session.
            page.fill("#escort", "庚")
            page.context.clear_cookies()
            other = page.context.new_page()
            sign_in(other, base, "inspector1")
            other.close()
            page.click(".submit button[value=draft]")
            page.click("main form button.button")
            page.wait_for_url("**saved=1**")
            assert page.input_value("#escort") == "庚"

            # The server is restarted, and is not there for a while.
            page.fill("#escort", "辛")
            servers.pop_all().close()
            if scripts:
                page.wait_for_selector("#kept:not([hidden])", timeout=40_000)
            base = servers.enter_context(serving(settings, "--port", port))
            page.click(".submit button[value=draft]")
            page.wait_for_url("**saved=1**")
            assert page.input_value("#escort") == "辛"


def test_two_devices_and_back(chromium, own):
    settings, port = own
    with serving(settings, "--port", port) as base, browser_of(chromium, base) as phone, \
            browser_of(chromium, base, width=1280) as desk:
        begin(phone, base, "T-06")
        phone.fill("#escort", "手机上填的")
        phone.click(".submit button[value=draft]")
        address = phone.url
        desk.goto(address)
        desk.fill("#escort", "电脑上填的")
        desk.click(".submit button[value=draft]")
        phone.fill("#escort", "手机又填的")
        phone.click(".submit button[value=draft]")
        assert "电脑上填的" in phone.inner_text("main") and "手机又填的" in phone.inner_text("main")
        assert checks.problems(phone, checks.EVERY) == {}
        shot(phone, "choice-zh-390")
        # The other language and the menu lose neither.
        phone.click("button.language")
        assert phone.locator("html").get_attribute("lang") == "en"
        assert "电脑上填的" in phone.inner_text("main") and "手机又填的" in phone.inner_text("main")
        shot(phone, "choice-en-390")
        phone.click(".masthead nav details:has(button[value='/sites']) summary")
        phone.click(".masthead nav button[value='/sites']")
        phone.wait_for_url("**/sites")
        desk.goto(base + "/drafts")
        assert desk.locator("a[href^='/inspect/T-06?']").count() == 2
        phone.goto(address)
        desk.goto(address)
        desk.fill("#escort", "电脑再填的")
        desk.click(".submit button[value=draft]")
        phone.fill("#escort", "手机又填的")
        phone.click(".submit button[value=draft]")
        assert "电脑再填的" in phone.inner_text("main")
        phone.click("main form button.button:not(.button-plain)")
        assert phone.input_value("#escort") == "手机又填的"

        # Another account is told whose it is, and takes it over on purpose.
        with browser_of(chromium, base, "inspector2") as other:
            other.goto(address)
            assert "inspector1" in other.inner_text(".notice")
            other.click(".submit button[value=draft]")
            assert "inspector1" in other.inner_text("main")
            shot(other, "choice-held-zh-390")
            other.click("main form button.button:not(.button-plain)")
            assert "saved=1" in other.url
            other.goto(base + "/drafts")
            assert "T-06" in other.content()
            shot(other, "drafts-zh-390")
            assert checks.problems(other, checks.EVERY) == {}
            other.click("summary")
            other.click("details form button")
            assert "T-06" not in other.content()


@pytest.mark.parametrize("scripts", [False, True])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_each_field_is_chosen_by_itself(chromium, own, language, scripts):
    settings, port = own
    site = {"zh": "T-08", "en": "T-09"}[language] if scripts else {"zh": "T-10", "en": "T-11"}[language]
    with serving(settings, "--port", port) as base, \
            browser_of(chromium, base, scripts=scripts, language=language) as phone, \
            browser_of(chromium, base, scripts=scripts, language=language, width=1280) as desk:
        begin(phone, base, site)
        phone.fill("#escort", "手机上填的")
        phone.fill("#fact-residents", "11")
        phone.click(".submit button[value=draft]")
        desk.goto(phone.url)
        desk.fill("#escort", "电脑上填的")
        desk.fill("#fact-residents", "12")
        desk.click(".submit button[value=draft]")
        phone.fill("#escort", "手机又填的")
        phone.fill("#fact-residents", "13")
        phone.click(".submit button[value=draft]")
        assert phone.locator("fieldset.pick").count() == 2
        assert checks.problems(phone, checks.EVERY) == {}
        shot(phone, f"choice-{language}-390-{scripts}")
        phone.set_viewport_size({"width": 1280, "height": 800})
        assert checks.problems(phone, checks.EVERY) == {}
        shot(phone, f"choice-{language}-1280-{scripts}")
        phone.check("input[name='pick.escort'][value=there]")
        phone.click(".submit button >> nth=0")
        assert phone.input_value("#escort") == "电脑上填的" and phone.input_value("#fact-residents") == "13"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_reason_that_is_not_used_stays_and_says_so(chromium, own, language):
    settings, port = own
    with serving(settings, "--port", port) as base, \
            browser_of(chromium, base, scripts=language == "zh", language=language) as page:
        begin(page, base, "T-12" if language == "zh" else "T-13")
        asked = page.locator("fieldset.ask:has(.is-na)").first
        asked.locator(".is-na input").check()
        asked.locator(".na-reason input").fill("没有人")
        assert not asked.locator(".unused").is_visible()
        asked.locator(".is-na input").uncheck()
        assert asked.locator(".unused").is_visible()
        page.click(".submit button[value=draft]")
        page.wait_for_url("**saved=1**")
        asked = page.locator("fieldset.ask:has(.is-na)").first
        assert asked.locator(".na-reason input").input_value() == "没有人"
        assert asked.locator(".unused").is_visible() and not asked.locator(".is-na input").is_checked()
        shot(page, f"unused-{language}-390")
        asked.scroll_into_view_if_needed()
        assert checks.problems(page, checks.EVERY) == {}


def test_a_form_too_large_to_outlive_its_page_is_kept_when_typing_pauses(chromium, own):
    settings, port = own
    with serving(settings, "--port", port) as base, browser_of(chromium, base, scripts=True) as page:
        begin(page, base, "T-14")
        notes = page.locator("textarea[name^='note.']")
        # Fifteen notes of a thousand letters are 135 kB as a form is sent.
        for place in range(15):
            notes.nth(place).evaluate("(note, text) => { note.value = text }", f"记{place}" + "长" * 1000)
        page.fill("#escort", "甲")
        page.wait_for_timeout(22_000)
        form = page.url
        notes.nth(15).evaluate("(note, text) => { note.value = text }", "最后一句")
        page.fill("#escort", "乙")
        page.wait_for_timeout(4_000)
        page.close(run_before_unload=False)
        with browser_of(chromium, base) as other:
            other.goto(form)
            assert other.input_value("#escort") == "乙"
            kept = other.locator("textarea[name^='note.']")
            assert kept.nth(15).input_value() == "最后一句" and len(kept.nth(14).input_value()) == 1003


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", [390, 1280])
def test_the_form_and_what_leads_to_it(chromium, own, language, width):
    settings, port = own
    with serving(settings, "--port", port) as base, \
            browser_of(chromium, base, scripts=True, width=width, language=language) as page:
        begin(page, base, "T-07")
        shot(page, f"form-{language}-{width}")
        assert checks.problems(page, checks.EVERY) == {}
        # Why it does not apply is asked where it does not.
        asked = page.locator("fieldset.ask:has(input[value=notApplicable])").first
        reason = asked.locator(".na-reason")
        assert not reason.is_visible()
        asked.locator("input[value=notApplicable]").check()
        assert reason.is_visible()
        # Last time's facts stand beside, and are taken over at a press.
        fact = page.locator("#fact-residents")
        assert fact.input_value() == ""
        page.locator(".last[data-for=fact-residents] button").click()
        assert fact.input_value() == page.locator(".last[data-for=fact-residents]").get_attribute("data-last")
        page.click("button[value=review]")
        shot(page, f"form-problems-{language}-{width}")
        page.goto(f"{base}/inspect/T-07")
        shot(page, f"begin-{language}-{width}")
        assert checks.problems(page, checks.EVERY) == {}
