"""A register is sent, looked at, answered, refused and confirmed, with scripts off throughout."""

import os
import pathlib
import time

import checks
import pytest

HEADS = "编号,类型,名称,启用日期,备注\n"


def shot(page, name):
    shots = os.environ.get("LAZARET_SHOTS")
    if shots:
        page.screenshot(path=pathlib.Path(shots) / f"{name}.png", full_page=True)


def chosen(field, page, rows, name="名册.csv"):
    data = rows if isinstance(rows, bytes) else (HEADS + rows).encode()
    page.set_input_files(field, {"name": name, "mimeType": "text/csv", "buffer": data})


def look(page, rows):
    chosen("#file", page, rows)
    page.locator("button[value=look]").last.click()


@pytest.fixture
def code():
    """A code that no other run has."""
    return f"W-{time.time_ns() % 10**9}"


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", [390, 1280])
def test_a_register_from_its_file_to_the_sites(open_page, base, code, language, width):
    page = open_page("/import/sites", language, width)
    # It is a page like any other: with the menu, in which it is marked, and with the reader.
    assert page.locator("nav a[aria-current=page]").get_attribute("href") == "/import/sites"
    assert page.locator(".reader a[href='/account']").count() == 1
    shot(page, f"import-{language}-{width}")
    assert checks.problems(page, checks.EVERY) == {}

    # Which is the month is asked, and what is not read is said.
    look(page, f"{code},县隔离点,新建隔离点,8/1/2021,改建\n合计,,1 个,,\n")
    shot(page, f"import-asked-{language}-{width}")
    assert page.locator("fieldset input[type=radio]").count() == 2
    assert page.locator("button[value=write]").count() == 0
    assert "备注" in page.inner_text("main")
    assert {"zh": "合计行", "en": "a row of totals"}[language] in page.inner_text("main")
    assert checks.problems(page, checks.EVERY) == {}
    page.locator("fieldset input[type=radio]").first.check()
    page.locator("button[value=look]").first.click()

    # What would change is shown, and not written yet.
    shot(page, f"import-preview-{language}-{width}")
    assert "2021-08-01" in page.inner_text("main")
    assert checks.problems(page, checks.EVERY) == {}
    assert page.context.new_page().goto(base + f"/sites/{code}").status == 404
    page.click("button[value=write]")
    assert "added=1" in page.url
    assert page.locator("[role=status]").count() == 1
    shot(page, f"import-done-{language}-{width}")

    # The same again changes nothing.
    look(page, f"{code},县隔离点,新建隔离点,2021-08-01,改建\n")
    assert page.locator("button[value=write]").count() == 0
    assert page.goto(base + f"/sites/{code}").status == 200


@pytest.mark.parametrize("language,words", [("zh", "第 2 行“编号”"), ("en", "row 2, column 'code'")])
def test_what_is_wrong_is_named_by_row_and_column(open_page, language, words):
    page = open_page("/import/sites", language, 390)
    look(page, "W 1,县隔离点,新建隔离点,2021-08-32,\n")
    shot(page, f"import-refused-{language}")
    assert words in page.inner_text("#summary")
    assert page.locator("#summary li").count() == 2
    assert page.locator("button[value=write]").count() == 0
    assert checks.problems(page, checks.EVERY) == {}


@pytest.mark.parametrize("language,words", [("zh", "“PDF 文件”，不是表格"), ("en", "a PDF file and no table")])
def test_what_is_no_table_is_said_to_be_what_it_is(open_page, language, words):
    page = open_page("/import/sites", language, 390)
    look(page, b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    assert words in page.inner_text("#summary")
    assert page.locator("#summary li").count() == 1
    shot(page, f"import-pdf-{language}")


def test_what_changed_meanwhile_is_looked_at_again(open_page, code):
    """Two administrators look at once, neither in the other's way; the second who confirms is shown it anew."""
    pages = [open_page("/import/sites", "zh", 1280) for _ in range(2)]
    for page, name in zip(pages, ["甲", "乙"]):
        look(page, f"{code},县隔离点,{name},2021-08-01,\n")
        assert page.locator("button[value=write]").count() == 1
    pages[0].click("button[value=write]")
    assert "added=1" in pages[0].url
    pages[1].click("button[value=write]")
    assert "没有写入" in pages[1].inner_text("[role=alert]")
    # Now it is a change of what stands.
    assert pages[1].locator("del", has_text="甲").count() >= 1
    shot(pages[1], "import-other")
    pages[1].click("button[value=write]")
    assert "changed=1" in pages[1].url


def test_a_large_register_is_chosen_once_more(open_page, code):
    """What is too large for a form to carry is chosen again, and is the same or is not written."""
    remark = "很长的备注" * 200

    def rows(name):
        return "".join(f"{code}-{n},县隔离点,{name}{n},2021-08-01,{remark}\n" for n in range(100))

    page = open_page("/import/sites", "zh", 390)
    look(page, rows("大"))
    shot(page, "import-large-390")
    chosen("#again", page, rows("别"))
    page.click("button[value=write]")
    assert "没有写入" in page.inner_text("[role=alert]")
    # Now this one was seen; what the file is called is no matter.
    chosen("#again", page, rows("别"), "另一个名字.csv")
    page.click("button[value=write]")
    assert "added=100" in page.url
