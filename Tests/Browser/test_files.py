"""Photographs and papers that a script sends as soon as they are chosen: on the form of an inspection, and at a gap."""

import base64
import os
import pathlib
import struct
import time

import checks
import pytest

# What the script waits after a break, a second and more, is no matter here.
HASTE = "const wait = setTimeout; window.setTimeout = (done, time) => wait(done, Math.min(time, 20));"
# Everything that a field says of what it sends, in the order in which it was said.
LISTEN = """said => {
  window.heard = [];
  new MutationObserver(() => window.heard.push(said.textContent)).observe(said, { childList: true });
}"""
PICTURE = """number => {
  const canvas = Object.assign(document.createElement('canvas'), { width: 400, height: 300 });
  const pen = canvas.getContext('2d');
  pen.fillStyle = `hsl(${number * 40} 60% 50%)`;
  pen.fillRect(0, 0, 400, 300);
  return canvas.toDataURL('image/jpeg').split(',')[1];
}"""
WORDS = {
    "zh": {"received": "已收到", "unknown": "认不出的文件", "large": "最大 20 MiB", "broken": "网络中断"},
    "en": {"received": "received", "unknown": "of no kind", "large": "up to 20 MiB", "broken": "connection broke"},
}


def shot(page, name):
    shots = os.environ.get("LAZARET_SHOTS")
    if shots:
        page.screenshot(path=pathlib.Path(shots) / f"{name}.png", full_page=True)


def picture(page, number):
    """A JPEG, wider than high."""
    return base64.b64decode(page.evaluate(PICTURE, number))


def filled(jpeg, kib):
    """The same with so many KiB in all: what stands behind a picture is no part of it."""
    return jpeg + os.urandom((kib << 10) - len(jpeg))


def turned(jpeg):
    """The same as a telephone that was held upright takes it: Exif says that it is to be turned by a quarter."""
    tags = b"II*\0" + struct.pack("<IHHHIII", 8, 1, 0x0112, 3, 1, 6, 0)
    part = b"Exif\0\0" + tags
    return jpeg[:2] + b"\xff\xe1" + struct.pack(">H", len(part) + 2) + part + jpeg[2:]


def named(name, content):
    return {"name": name, "mimeType": "application/pdf" if name.endswith(".pdf") else "image/jpeg", "buffer": content}


def choose(page, field, *files):
    """Chooses files, by paths or names and contents, and waits until they were sent or not; gives what is said then."""
    page.set_input_files(field, [file if isinstance(file, pathlib.Path) else named(*file) for file in files])
    page.wait_for_function("field => !document.querySelector(field).disabled", arg=field)
    return page.locator(f"{field} + .file-said").inner_text()


@pytest.mark.parametrize("language,width", [("zh", 390), ("en", 1280)])
def test_photographs_on_the_form_of_an_inspection(open_page, tmp_path, language, width):
    words = WORDS[language]
    # Each language a site of its own, to which no other test files.
    site = "T-14" if language == "zh" else "T-15"
    page = open_page(f"/inspect/{site}", language, width, scripts=True)
    if page.locator("#form").count() == 0:
        page.click("main p:last-of-type a.button-plain")
    item = page.locator("fieldset.ask").first
    item.locator("summary").click()
    field = f"#{item.locator('input[type=file]').get_attribute('id')}"
    digests = page.locator(f"#{page.locator(field).get_attribute('data-for')}")
    lines = item.locator(".chosen-files li")

    # Small and upright, with its name.
    first, second = picture(page, 1), picture(page, 2)
    page.locator(field).focus()
    assert words["received"] in choose(page, field, ("门口.jpg", first))
    assert page.evaluate("document.activeElement.id") == field[1:]
    choose(page, field, ("走廊.jpg", turned(second)), ("report.pdf", b"%PDF-1.7\n%%EOF\n" + second))
    assert lines.count() == 3 and len(digests.input_value().split()) == 3
    sizes = [(box["width"], box["height"]) for box in (canvas.bounding_box() for canvas in item.locator("canvas").all())]
    assert len(sizes) == 2 and sizes[0][0] > sizes[0][1] and sizes[1][0] < sizes[1][1], sizes
    assert max(max(size) for size in sizes) <= 98
    assert [canvas.get_attribute("aria-label") for canvas in item.locator("canvas").all()] == ["门口.jpg", "走廊.jpg"]
    shot(page, f"files-form-{language}")
    assert checks.problems(page, checks.EVERY) == {}
    assert lines.first.evaluate("line => line.scrollWidth <= line.clientWidth")

    # The same once more is the same; what is none is said to be none, and is not named.
    choose(page, field, ("又是门口.jpg", first))
    assert words["unknown"] in choose(page, field, ("文字.jpg", "不是照片".encode()))
    (tmp_path / "大.jpg").write_bytes(filled(first, 21 << 10))
    page.set_input_files(field, tmp_path / "大.jpg")
    page.locator(f"{field} + .file-said", has_text=words["large"]).wait_for()
    assert lines.count() == 3 and len(digests.input_value().split()) == 3

    # What was chosen by mistake is taken out.
    lines.first.get_by_role("button", name="门口.jpg").click()
    assert lines.count() == 2 and len(digests.input_value().split()) == 2
    assert "走廊.jpg" in lines.first.inner_text()
    page.click(".submit button[value=draft]")
    page.wait_for_url("**saved=1**")
    kept = page.locator("fieldset.ask").first.locator(".form-files").inner_text()
    assert "走廊.jpg" in kept and "report.pdf" in kept and "门口.jpg" not in kept


@pytest.mark.parametrize("language,width", [("zh", 390), ("en", 1280)])
def test_photographs_at_a_gap(open_page, base, tmp_path, language, width):
    words = WORDS[language]
    page = open_page("/gaps", language, width, scripts=True, account="director3")
    page.add_init_script(HASTE)
    page.goto(base + page.locator("main a[href*='/gaps/']").first.get_attribute("href"))
    page.eval_on_selector("#file + .file-said", LISTEN)
    boxes = page.locator("#attached input")
    page.fill("#words", "已经整改，附照片和报告。")

    # How far it is, is said; what breaks goes on where it was.
    large = filled(picture(page, 3), 700)
    sent = []

    def breaking(route):
        sent.append(int(route.request.headers.get("upload-offset", -1)))
        # The second piece does not arrive the first time.
        route.abort() if len(sent) == 2 else route.continue_()

    page.route(lambda address: "/api/v1/uploads/" in address, lambda route:
               breaking(route) if route.request.method == "PATCH" else route.continue_())
    assert words["received"] in choose(page, "#file", ("整改后.jpg", large))
    assert sent == [0, 256 << 10, 256 << 10, 512 << 10]
    # Of 700 KiB, 256 are 36 in a hundred, and 512 are 73.
    heard = " ".join(page.evaluate("window.heard"))
    assert heard.index(" 0%" if language == "en" else "：0%") < heard.index("36%") < heard.index("73%"), heard
    assert boxes.count() == page.locator("#attached canvas").count() == 1

    # What breaks for good is said, and goes on where it broke off when it is chosen again.
    page.unroute_all()
    # From a folder: that it is the same file is told by when it was last changed, too.
    broken = tmp_path / "断了.jpg"
    broken.write_bytes(filled(picture(page, 4), 400))
    page.route(lambda address: "/api/v1/uploads/" in address, lambda route:
               route.abort() if route.request.headers.get("upload-offset") not in [None, "0"] else route.continue_())
    assert words["broken"] in choose(page, "#file", broken)
    shot(page, f"files-gap-broken-{language}")
    assert boxes.count() == 1
    page.unroute_all()
    again = []
    page.on("request", lambda request:
            again.append(request.headers.get("upload-offset")) if request.method == "PATCH" else None)
    assert words["received"] in choose(page, "#file", broken)
    assert again == [str(256 << 10)]

    # Refused, it is said why, and nothing is named.
    assert words["unknown"] in choose(page, "#file", ("文字.jpg", "不是照片".encode()))
    choose(page, "#file", ("report.pdf", b"%PDF-1.7\n%%EOF\n" + os.urandom(64)))
    assert boxes.count() == 3
    boxes.nth(1).uncheck()
    shot(page, f"files-gap-{language}")
    assert checks.problems(page, checks.EVERY | {"spills": checks.SPILLS, "targets": checks.TARGETS}) == {}

    # Sent off while one is on its way, the answer waits for it.
    before = page.locator(".life > li").count()
    page.route(lambda address: "/api/v1/uploads/" in address, lambda route: (time.sleep(0.3), route.continue_()))
    last = filled(picture(page, 5), 300)
    page.set_input_files("#file", named("最后.jpg", last))
    with page.expect_navigation():
        page.locator("main form[enctype] button.button").first.click()
    page.unroute_all()
    assert page.locator(".life > li").count() == before + 1
    # The one that was unticked is not among them.
    assert page.locator(".life > li").last.locator(".life-files li").count() == 3
    shot(page, f"files-gap-sent-{language}")
    assert checks.problems(page, checks.EVERY) == {}
