"""What people were told: the inbox, mail, and how messages leave; scripts off throughout."""

import json
import os
import pathlib
import subprocess
import time

import checks
import pytest
from conftest import LAZARET, PROJECT

WIDTHS = pytest.mark.parametrize("width", [390, 1280])
LANGUAGES = pytest.mark.parametrize("language", ["zh", "en"])


def shot(page, name):
    shots = os.environ.get("LAZARET_SHOTS")
    if shots:
        page.screenshot(path=pathlib.Path(shots) / f"{name}.png", full_page=True)


@pytest.fixture(scope="module", autouse=True)
def told(settings, base):
    """Everything that is due was told, by a turn of the clock beside the server. A server that runs already turns its own."""
    if "LAZARET_URL" in os.environ:
        return
    for _ in range(60):
        turn = subprocess.run(
            [LAZARET, "clock", "once", "--json"], cwd=PROJECT, env=settings, capture_output=True, text=True, timeout=120)
        assert turn.returncode == 0, turn.stderr
        if json.loads(turn.stdout)["outcome"] == "done":
            return
        # The server is at it, and what it tells is not there yet.
        time.sleep(1)
    pytest.fail("the server's own turn of the clock does not end")


def unread(page):
    """The count in the frame."""
    count = page.locator(".masthead .unread")
    return int(count.inner_text()) if count.count() else 0


def send(page, form):
    """Sends the form that goes there; is on the page that answers when this returns."""
    with page.expect_navigation():
        page.locator(f"main form[action='{form}'] button").last.click()


@LANGUAGES
@WIDTHS
@pytest.mark.parametrize("account", ["admin", "director3"])
def test_the_inbox(open_page, account, language, width):
    page = open_page("/messages", language, width, account=account)
    shot(page, f"messages-{account}-{language}-{width}")
    assert checks.problems(page, checks.EVERY | {"spills": checks.SPILLS}) == {}
    assert page.locator(".reader a[aria-current=page]").get_attribute("href") == "/messages"
    assert 0 < page.locator(".message").count() <= 50
    # Each says in words that it is new, and leads to where something is to be done.
    assert page.locator(".message-unread").count() == page.locator(".message h2 strong").count()
    for then in page.locator(".message input[name=then]").all():
        assert then.get_attribute("value").startswith("/")


def test_a_director_is_told_of_the_own_site_alone(open_page):
    page = open_page("/messages", "zh", 390, account="director3")
    titles = page.locator(".message h2").all_inner_texts()
    assert titles and all("石桥镇集中隔离点" in title for title in titles), titles


@pytest.mark.parametrize("account,language,width", [("inspector1", "zh", 390), ("inspector2", "en", 1280)])
def test_what_was_read_is_counted_no_more(open_page, base, account, language, width):
    page = open_page("/messages", language, width, account=account)
    before = unread(page)
    if before < 2 and "LAZARET_URL" in os.environ:
        pytest.skip(f"{account} has read all messages of the server that runs already")
    assert before == page.locator(".message-unread").count() >= 2

    # One is opened: it leads to where something is to be done, and is read.
    message = page.locator(".message-unread").first
    then = message.locator("input[name=then]").get_attribute("value")
    with page.expect_navigation():
        message.locator("button").click()
    assert page.url == base + then
    assert unread(page) == before - 1
    page.goto(base + "/messages")
    assert page.locator(".message-unread").count() == before - 1
    assert checks.problems(page, checks.EVERY) == {}

    # Then all the others; they stay where they are.
    messages = page.locator(".message").count()
    send(page, "/messages/read")
    shot(page, f"messages-read-{language}")
    assert page.url == base + "/messages"
    assert unread(page) == page.locator(".message-unread").count() == 0
    assert page.locator(".message").count() == messages
    assert page.locator("form[action='/messages/read']").count() == 0
    assert checks.problems(page, checks.EVERY) == {}


@LANGUAGES
@WIDTHS
def test_where_the_own_mail_goes(open_page, base, language, width):
    page = open_page("/messages/mail", language, width, account="director3")
    assert checks.problems(page, checks.EVERY | {"targets": checks.TARGETS}) == {}

    # A domain without a dot: a browser lets it pass, and what was typed stays.
    page.check("#wants")
    page.fill("#address", "office@county")
    page.select_option("#language", "en")
    send(page, "/messages/mail")
    shot(page, f"mail-refused-{language}-{width}")
    assert "name@example.org" in page.inner_text("#summary")
    assert page.input_value("#address") == "office@county"
    assert page.is_checked("#wants")
    assert page.input_value("#language") == "en"
    assert checks.problems(page, checks.EVERY) == {}
    page.goto(base + "/messages/mail")
    assert page.input_value("#address") != "office@county"

    page.check("#wants")
    page.fill("#address", "office@county.example")
    page.select_option("#language", "zh")
    send(page, "/messages/mail")
    assert page.locator("#summary").count() == 0
    page.goto(base + "/messages/mail")
    assert page.input_value("#address") == "office@county.example"
    assert page.is_checked("#wants")
    assert page.input_value("#language") == "zh"

    # And none any more.
    page.uncheck("#wants")
    page.fill("#address", "")
    send(page, "/messages/mail")
    assert not page.is_checked("#wants")
    assert page.input_value("#address") == ""


@LANGUAGES
@WIDTHS
def test_a_channel_from_its_form_to_its_end(open_page, base, language, width):
    page = open_page("/messages/delivery", language, width)
    shot(page, f"delivery-{language}-{width}")
    assert page.locator("nav a[aria-current=page]").get_attribute("href") == "/messages/delivery"
    assert checks.problems(page, checks.EVERY | {"targets": checks.TARGETS, "spills": checks.SPILLS}) == {}

    # This machine, and not by https: both are said, what is no secret stays, and neither address nor secret comes back.
    name = f"值班群 {language} {width}"
    page.fill("#name", name)
    page.select_option("#shape", "dingtalk")
    page.fill("#address", "http://127.0.0.1/robot?access_token=hidden-in-it")
    page.fill("#secret", "SECoffice")
    send(page, "/messages/webhooks")
    shot(page, f"delivery-refused-{language}-{width}")
    assert page.locator("#summary li").count() == 2
    assert "https://" in page.inner_text("#summary")
    assert page.input_value("#name") == name
    assert page.input_value("#shape") == "dingtalk"
    assert page.input_value("#address") == page.input_value("#secret") == ""
    assert "hidden-in-it" not in page.content() and "SECoffice" not in page.content()
    assert checks.problems(page, checks.EVERY) == {}

    # A secret that no program would take.
    page.select_option("#shape", "standard")
    page.fill("#address", "https://hooks.county.invalid/lazaret")
    page.fill("#secret", "whsec_short")
    send(page, "/messages/webhooks")
    assert page.locator("#summary li").count() == 1
    assert "whsec_" in page.inner_text("#summary")

    # Taken, it is shown by its host alone, and is given up again.
    page.fill("#name", name)
    page.select_option("#shape", "wecom")
    page.fill("#address", "https://hooks.county.invalid/send?key=hidden-in-it")
    page.fill("#secret", "")
    send(page, "/messages/webhooks")
    line = page.locator("main ul > li", has_text=name)
    assert "https://hooks.county.invalid/…" in line.inner_text()
    assert "hidden-in-it" not in page.content()
    shot(page, f"delivery-channel-{language}-{width}")
    assert checks.problems(page, checks.EVERY | {"spills": checks.SPILLS}) == {}
    with page.expect_navigation():
        line.locator("button").click()
    assert page.url.split("?")[0] == base + "/messages/delivery"
    assert page.locator("main [role=status]").inner_text().strip()
    assert page.locator("main ul > li", has_text=name).count() == 0


def quiet(page, start, end):
    """Sets the quiet hours, in a browser that takes whatever is typed for a time."""
    for field, value in [("#from", start), ("#to", end)]:
        page.eval_on_selector(field, "field => { field.type = 'text'; }")
        page.fill(field, value)
    send(page, "/messages/quiet-hours")


@LANGUAGES
def test_quiet_hours(open_page, base, language):
    page = open_page("/messages/delivery", language, 390)
    stood = page.input_value("#from"), page.input_value("#to")
    quiet(page, "22:30", "07:15")
    assert page.locator("#summary").count() == 0
    assert (page.input_value("#from"), page.input_value("#to")) == ("22:30", "07:15")

    # Each of the two is wrong, and nothing is set.
    quiet(page, "25:00", "8")
    shot(page, f"quiet-refused-{language}")
    assert page.locator("#summary li").count() == 2
    assert "21:00" in page.inner_text("#summary")
    assert checks.problems(page, checks.EVERY) == {}
    page.goto(base + "/messages/delivery")
    assert (page.input_value("#from"), page.input_value("#to")) == ("22:30", "07:15")

    quiet(page, *stood)
    assert (page.input_value("#from"), page.input_value("#to")) == stood


def test_quiet_hours_that_were_refused_stay_typed(open_page):
    page = open_page("/messages/delivery", "zh", 390)
    quiet(page, "06:30", "8")
    assert page.locator("#summary li").count() == 1
    assert page.input_value("#from") == "06:30"


@LANGUAGES
@WIDTHS
@pytest.mark.parametrize("account", ["director3", "inspector1"])
def test_how_messages_leave_is_for_administrators(open_page, account, language, width):
    page = open_page("/messages/delivery", language, width, account=account)
    shot(page, f"delivery-forbidden-{account}-{language}-{width}")
    assert page.status == 403
    assert checks.problems(page, checks.EVERY) == {}
    # Nothing of it is shown, no menu leads there, and there is a way on.
    assert page.locator("main form").count() == 0
    assert page.locator("a[href='/messages/delivery']").count() == 0
    assert page.locator("main a[href='/']").count() == 1
