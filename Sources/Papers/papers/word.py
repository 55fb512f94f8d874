"""DOCX by python-docx: styles, real tables whose heads repeat, page numbers; 仿宋 and 黑体 by name, as the readers have them."""

import datetime
import io
import re
import zipfile

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from rows import kept
from warming import WARMING

SONG, HEI, TITLE, LATIN = "仿宋", "黑体", "方正小标宋简体", "Times New Roman"
WIDTH = Mm(156)
BLACK = RGBColor(0, 0, 0)
# As `paper.typ` has them; the last is what is left of a bar.
COLOURS = {"blue": "2F6FB0", "yellow": "D9A400", "red": "B3261E", "grey": "8A8F98", "undecided": "5B4A8A", None: "ECEEF1"}
BLOCKS = 16
# What XML cannot hold, whatever else a text may hold.
FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# So that the same paper is the same bytes.
MADE = (2021, 1, 1, 0, 0, 0)


def clean(text):
    return FORBIDDEN.sub("\ufffd", text)


def element(name, **attributes):
    made = OxmlElement(name)
    for attribute, value in attributes.items():
        made.set(qn("w:" + attribute), str(value))
    return made


def fonts(style, east, size, bold=False):
    style.font.name, style.font.size, style.font.bold, style.font.color.rgb = LATIN, size, bold, BLACK
    style.font.italic = False
    names = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ["asciiTheme", "eastAsiaTheme", "hAnsiTheme", "cstheme"]:
        names.attrib.pop(qn("w:" + theme), None)
    names.set(qn("w:eastAsia"), east)


def spaced(style, before, after, pitch=None):
    format = style.paragraph_format
    format.space_before, format.space_after = Pt(before), Pt(after)
    if pitch:
        format.line_spacing = Pt(pitch)


class Maker:
    """Makes a DOCX of what a paper says. All that python-docx reads from its own files it has read when this is made."""

    def __init__(self):
        self.begin()
        self(WARMING)
        self.begin()

    def begin(self):
        self.document = docx.Document()
        self.styles = self.document.styles
        self.dress()
        self.lay_page()

    def dress(self):
        base = self.styles["Normal"]
        fonts(base, SONG, Pt(16))
        # Marks have their places by the language.
        for said in [base.element, self.styles.element]:
            for old in said.findall(".//" + qn("w:lang")):
                old.getparent().remove(old)
        base.element.rPr.append(element("w:lang", val="en-GB", eastAsia="zh-CN"))
        spaced(base, 0, 0, 29)
        for name, east, size, bold in [
            ("Title", TITLE, Pt(22), True), ("Heading 1", HEI, Pt(16), False), ("Caption", HEI, Pt(12), False),
        ]:
            fonts(self.styles[name], east, size, bold)
        title = self.styles["Title"]
        title.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
        for border in title.element.pPr.findall(qn("w:pBdr")):
            title.element.pPr.remove(border)
        spaced(title, 12, 6, 36)
        spaced(self.styles["Heading 1"], 18, 6, 29)
        spaced(self.styles["Caption"], 12, 4, 18)
        self.styles["Caption"].paragraph_format.keep_with_next = True
        for name, base_name, size, pitch in [("About", "Normal", 12, 18), ("Note", "Normal", 10.5, 16), ("Cell", "Normal", 9, 12), ("Fine", "Normal", 7, 9)]:
            style = self.styles.add_style(name, 1)
            style.base_style = self.styles[base_name]
            fonts(style, SONG, Pt(size))
            spaced(style, 0, 0, pitch)
        self.styles["About"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER

    def lay_page(self):
        section = self.document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.top_margin, section.bottom_margin = Mm(37), Mm(35)
        section.left_margin, section.right_margin, section.footer_distance = Mm(28), Mm(26), Mm(24)
        settings = self.document.settings
        settings.odd_and_even_pages_header_footer = True
        settings.element.insert(0, element("w:mirrorMargins"))
        for footer, side in [
            (section.footer, WD_ALIGN_PARAGRAPH.RIGHT), (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT),
        ]:
            footer.is_linked_to_previous = False
            line = footer.paragraphs[0]
            line.alignment = side
            for piece in ["— ", None, " —"]:
                run = line.add_run(piece or "")
                run.font.size = Pt(14)
                if piece is None:
                    field = element("w:fldSimple", instr="PAGE")
                    run._r.addprevious(field)
                    field.append(run._r)
                    run.text = "1"

    def save(self):
        """The file, its parts dated alike."""
        written, dated = io.BytesIO(), io.BytesIO()
        self.document.save(written)
        with zipfile.ZipFile(written) as old, zipfile.ZipFile(dated, "w", zipfile.ZIP_DEFLATED) as new:
            for name in old.namelist():
                new.writestr(zipfile.ZipInfo(name, MADE), old.read(name), zipfile.ZIP_DEFLATED)
        return dated.getvalue()

    def __call__(self, paper):
        self.say_what_it_is(paper)
        self.head(paper)
        parts = paper["parts"]
        for part, after in zip(parts, [*parts[1:], None]):
            self.has_note = after is not None and after["kind"] == "note"
            getattr(self, part["kind"])(part)
        # So that no sheet has the office and the date alone.
        self.document.paragraphs[-1].paragraph_format.keep_with_next = True
        self.end(paper)
        return self.save()

    def say_what_it_is(self, paper):
        about = self.document.core_properties
        year, month, day = map(int, paper["date"].split("-"))
        about.title, about.author, about.comments = clean(paper["title"])[:255], clean(paper["office"])[:255], ""
        about.language = "zh-CN" if paper["language"] == "zh" else "en-GB"
        about.created = about.modified = datetime.datetime(year, month, day)

    def line(self, text, style=None, alignment=None):
        paragraph = self.document.add_paragraph(clean(text), style)
        if alignment is not None:
            paragraph.alignment = alignment
        return paragraph

    def head(self, paper):
        if paper["redHead"] is not None:
            red = self.line(paper["redHead"], None, WD_ALIGN_PARAGRAPH.CENTER)
            red.paragraph_format.line_spacing = Pt(44)
            red.runs[0].font.size, red.runs[0].font.bold = Pt(30), True
            red.runs[0].font.color.rgb = RGBColor(0xC8, 0x10, 0x2E)
            under = self.line(paper["number"], None, WD_ALIGN_PARAGRAPH.CENTER)
            self.rule(under, "C8102E", 12)
        else:
            self.rule(self.line(f'{paper["office"]}　{paper["number"]}', "About"), "000000", 6)
        self.line(paper["title"], "Title")
        for text in paper["about"]:
            self.line(text, "About")

    def rule(self, paragraph, colour, size):
        """A line under it, and under each of several of the same one after the other."""
        borders = element("w:pBdr")
        for place in ["w:bottom", "w:between"]:
            borders.append(element(place, val="single", sz=size, space=1, color=colour))
        paragraph._p.get_or_add_pPr().insert_element_before(borders, "w:spacing", "w:ind", "w:jc")

    def heading(self, part):
        self.line(part["text"], "Heading 1")

    def paragraph(self, part):
        line = self.line(part["text"]).paragraph_format
        line.first_line_indent = Pt(32)
        line.keep_with_next = self.has_note and len(part["text"]) < 200

    def note(self, part):
        self.line(part["text"], "Note")

    def sentences(self, part):
        for number, item in enumerate(part["items"], 1):
            self.line(f"{number}. {item}").paragraph_format.first_line_indent = Pt(32)

    def table(self, part):
        self.line(part["title"], "Caption")
        if not part["rows"]:
            self.line(part["none"], "Note")
            return
        columns = part["columns"]
        self.rows(columns, [[column["title"] for column in columns]] + part["rows"], "Fine" if part["isFine"] else "Cell")

    def bars(self, part):
        """Each bar as blocks in its colours, beside its label and value: what it says is in the value."""
        self.line(part["title"], "Caption")
        columns = [{"share": 3, "isFigure": False}, {"share": 4, "isFigure": False}, {"share": 3, "isFigure": True}]
        rows = [[bar["label"], self.blocks(bar["parts"]), bar["value"]] for bar in part["bars"]]
        self.rows(columns, rows, has_head=False)

    @staticmethod
    def blocks(pieces):
        """Runs of blocks with their colours, the rest of the bar behind them."""
        runs, reached = [], 0.0
        for colour, share in [(piece["colour"], piece["share"]) for piece in pieces] + [(None, 100)]:
            before, reached = reached, min(100.0, reached + share)
            count = round(reached * BLOCKS / 100) - round(before * BLOCKS / 100)
            runs.append(("█" * count, COLOURS.get(colour, COLOURS["grey"])))
        return runs

    def rows(self, columns, rows, style="Cell", has_head=True):
        """A real table. Its rows are made as XML at once: python-docx looks through all of a table for each cell."""
        table = self.document.add_table(rows=0, cols=0, style="Table Grid")
        table.autofit = False
        margins = element("w:tblCellMar")
        margins.extend(element("w:" + side, w=60, type="dxa") for side in ["left", "right"])
        look = table._tbl.tblPr.find(qn("w:tblLook"))
        look.addprevious(margins) if look is not None else table._tbl.tblPr.append(margins)
        whole = sum(column["share"] for column in columns)
        widths = [int(WIDTH.twips * column["share"] / whole) for column in columns]
        size = self.styles[style].font.size.pt
        for width in widths:
            table._tbl.tblGrid.append(element("w:gridCol", w=width))
        for place, row in enumerate(rows):
            made, about, is_head = element("w:tr"), element("w:trPr"), place == 0 and has_head
            if not has_head or kept(columns, row, size):
                about.append(element("w:cantSplit"))
            if is_head:
                about.append(element("w:tblHeader"))
            made.append(about)
            for column, width, said in zip(columns, widths, row, strict=True):
                made.append(self.cell(said, width, style, column["isFigure"], is_head))
            table._tbl.append(made)

    def cell(self, said, width, style, is_figure, is_head):
        """A cell of a text, or of runs of blocks with their colours."""
        cell, about, line, looks = element("w:tc"), element("w:tcPr"), element("w:p"), element("w:pPr")
        about.append(element("w:tcW", w=width, type="dxa"))
        # A figure is not broken behind its sign.
        if is_figure and not is_head and len(said) < 12:
            about.append(element("w:noWrap"))
        looks.append(element("w:pStyle", val=style))
        if is_figure:
            looks.append(element("w:jc", val="right"))
        line.append(looks)
        for text, colour in [(said, None)] if isinstance(said, str) else said:
            line.append(self.run(text, colour))
        cell.extend([about, line])
        return cell

    @staticmethod
    def run(text, colour):
        run = element("w:r")
        if colour:
            looks = element("w:rPr")
            looks.append(element("w:color", val=colour))
            run.append(looks)
        for place, piece in enumerate(clean(text).split("\n")):
            if place:
                run.append(element("w:br"))
            said = element("w:t")
            said.text = piece
            said.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            run.append(said)
        return run

    def end(self, paper):
        right = WD_ALIGN_PARAGRAPH.RIGHT
        office, day = self.line(paper["office"], None, right), self.line(paper["dateShown"], None, right)
        office.paragraph_format.space_before = Pt(40)
        lines = [self.line(text, "About", WD_ALIGN_PARAGRAPH.LEFT) for text in paper["signatures"]]
        for line in lines:
            line.paragraph_format.line_spacing = Pt(32)
            self.rule(line, "555555", 4)
        if paper["copies"] is not None:
            lines.append(self.line(paper["copies"]))
            lines[-1].paragraph_format.space_before = Pt(24)
            self.rule(lines[-1], "000000", 6)
        for line in [office, day, *lines][:-1]:
            line.paragraph_format.keep_with_next = True
