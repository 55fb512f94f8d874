"""Pages on paper: how many sheets they take, and that nothing of them is missing there. Needs no script of ours."""

import os
import pathlib
import re

import pytest
from test_pages import paths  # noqa: F401 (a fixture)


def sheets(pdf):
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def printed(page):
    """The page as a PDF, and what it says when it is laid out for paper."""
    pdf = page.pdf(format="A4", prefer_css_page_size=True)
    page.emulate_media(media="print")
    return pdf, page.evaluate("document.body.innerText")


def keep(pdf, name):
    if "LAZARET_SHOTS" in os.environ:
        (pathlib.Path(os.environ["LAZARET_SHOTS"]) / f"print-{name}.pdf").write_bytes(pdf)


@pytest.fixture(scope="session")
def fullest_week(chromium, base, signed_in):
    """The week of the demo county that says most, as it stands; not the present one, into which other tests file."""
    page = chromium.new_context(storage_state=signed_in("admin")).new_page()
    page.goto(base + "/weeks")
    found = {}
    for _ in range(14):
        weeks = page.eval_on_selector_all(".actions a", "all => all.map(a => a.getAttribute('href'))")
        week = min(a for a in weeks if re.fullmatch(r"/weeks/[0-9]{4}-W[0-9]{2}", a))
        page.goto(f"{base}{week}/live")
        found[f"{week}/live"] = len(page.content())
        page.goto(base + week)
    return max(found, key=found.get)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_week_takes_six_sheets_and_is_signed(open_page, fullest_week, language):
    page = open_page(fullest_week, language)
    pdf, text = printed(page)
    keep(pdf, f"week-{language}")
    assert sheets(pdf) <= 6
    assert ("签发（签字、日期）" if language == "zh" else "Issued by (signature, date)") in text
    assert page.locator(".signatures").is_visible()
    for hidden in [".masthead nav", ".masthead .reader", ".masthead .language", ".actions", ".skip"]:
        assert page.locator(hidden).count() and not page.locator(hidden).first.is_visible(), hidden
    heads = page.evaluate("[...document.querySelectorAll('thead')].map(h => getComputedStyle(h).display)")
    assert set(heads) == {"table-header-group"}


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("which,most", [("SITE", 3), ("INSPECTION", 12), ("/sites", 6), ("/", 3), ("AUDIT", 2)])
def test_what_prints_is_whole(open_page, paths, which, most, language):
    page = open_page(paths.get(which, which), language, account="supervision" if which == "AUDIT" else "admin")
    pdf, _ = printed(page)
    keep(pdf, f"{which.strip('/').lower() or 'county'}-{language}")
    assert sheets(pdf) <= most
    # Nothing is closed, nothing is cut off at the side, and there is nothing to press.
    assert page.evaluate("""() => [...document.querySelectorAll('details > :not(summary)')]
        .filter(e => !e.closest('form, .masthead') && !e.checkVisibility({contentVisibilityAuto: true, opacityProperty: true}))
        .map(e => e.outerHTML.slice(0, 80))""") == []
    assert page.evaluate("""() => [...document.querySelectorAll('button, input, select, .button')]
        .filter(e => e.checkVisibility()).map(e => e.outerHTML.slice(0, 80))""") == []
    page.set_viewport_size({"width": 703, "height": 1000})
    assert page.evaluate("document.documentElement.scrollWidth") <= 703


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_notice_prints_as_a_paper(open_page, paths, language):
    page = open_page(paths["NOTICE"], language)
    pdf, text = printed(page)
    keep(pdf, f"notice-{language}")
    # A4, and of its 210 mm the type area takes 156: what is printed begins 28 mm from the left.
    assert re.search(rb"/MediaBox\s*\[\s*0\s+0\s+59[45]", pdf)
    words = (["豫宁隔检整〔", "整改通知书", "：", "检查依据", "整改期限", "已读原文", "怎样报告整改", "逾期后果和申辩",
              "签字：", "豫宁县卫生健康委员会（演示）"] if language == "zh" else
             ["豫宁隔检整〔", "Notice of rectification", "Inspected by", "read in the document", "How to show", "What follows",
              "Signature:", "Yuning County Health Commission"])
    places = [text.find(word) for word in words]
    assert -1 not in places and places == sorted(places), dict(zip(words, places))
    # Nothing of the site around it, and nothing to press.
    assert page.evaluate("""() => [...document.querySelectorAll('.masthead, .footer, button, input, .off-paper')]
        .filter(e => e.checkVisibility()).map(e => e.outerHTML.slice(0, 80))""") == []
    page.set_viewport_size({"width": 590, "height": 1000})  # 156 mm
    assert page.evaluate("document.documentElement.scrollWidth") <= 590


def test_what_is_closed_on_the_screen_is_in_the_pdf(open_page, paths):
    """The text of a disclosure is among the glyphs of the PDF: it takes more sheets than without it."""
    page = open_page(paths["INSPECTION"], "zh")
    with_all = sheets(page.pdf(format="A4", prefer_css_page_size=True))
    page.evaluate("document.querySelectorAll('details').forEach(d => d.remove())")
    assert sheets(page.pdf(format="A4", prefer_css_page_size=True)) < with_all


CLOSED = """() => [...document.querySelectorAll('details')].filter(d => !d.open).length"""


def test_a_browser_whose_styles_do_not_reach_what_is_closed_opens_it_to_print(chromium, base, signed_in, paths):
    """As in browsers without `::details-content`: the styles come without it, and the browser says that it knows none."""
    context = chromium.new_context(storage_state=signed_in("admin"), locale="zh-CN")
    context.add_init_script("""const supports = CSS.supports.bind(CSS);
        CSS.supports = (...asked) => !asked[0].includes('::details-content') && supports(...asked);""")
    page = context.new_page()

    def without(route):
        answer = route.fetch()
        assert "::details-content" in answer.text()
        route.fulfill(response=answer, body=answer.text().replace("details::details-content", "details.none"))

    page.route("**/lazaret.css*", without)
    page.goto(base + paths["INSPECTION"])
    closed = page.evaluate(CLOSED)
    assert closed > 0
    with_all = sheets(page.pdf(format="A4", prefer_css_page_size=True))
    # What was closed is closed again.
    assert page.evaluate(CLOSED) == closed
    page.evaluate("document.querySelectorAll('details:not([open]) > :not(summary)').forEach(e => e.remove())")
    assert sheets(page.pdf(format="A4", prefer_css_page_size=True)) < with_all
    context.close()


def test_a_browser_whose_styles_reach_it_is_not_asked_to_open_anything(open_page, paths):
    page = open_page(paths["INSPECTION"], "zh", scripts=True)
    closed = page.evaluate(CLOSED)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert closed > 0 and page.evaluate(CLOSED) == closed
