"""ODS: sheets as LibreOffice saves them."""

import bisect
import re

from common import LAST_COLUMN, LAST_ROW, MOST_KEPT, MOST_SHEETS, LocalNames, Refused, letters, plain

# Programs fill a sheet up to its last row and column by one element that is repeated.
MOST_REPEATED = 1000
# What a cell shows whose formula went wrong.
ERROR = re.compile(r"#(?:REF!|N/A|VALUE!|DIV/0!|NAME\?|NUM!|NULL!)|(?:Err|错误)[:：]\d+")
# A number that is shown with text before it, as a code is: T-07.
LETTERED = re.compile(r"[^\W\d_](?:.*\D)?(\d+)")
# What is drawn on a cell, and how words are pronounced, are no part of it.
ASIDE = ["annotation", "frame", "custom-shape", "g", "rect", "ellipse", "line", "connector", "caption", "control",
         "text-box", "ruby-text"]


def read(archive):
    """Yields what is said of the workbook."""
    if archive.has("META-INF/manifest.xml") and b"encryption-data" in b"".join(
            archive.chunks("META-INF/manifest.xml", 1 << 20)):
        raise Refused("password")
    if any(name.startswith(("Basic/", "Scripts/")) for name in archive.names()):
        yield {"notice": "macros"}
    content = Content()
    if archive.has("styles.xml"):
        content.read_styles(archive)
    yield from content.read(archive)


def local(attributes):
    """Attributes by their names without the prefix; `error` where the cell is one."""
    is_error = {"error": "1"} if attributes.get("calcext:value-type") == "error" else {}
    return {key.rpartition(":")[2]: value for key, value in attributes.items()} | is_error


def counted(attributes, name, most):
    """How often, or over how many, something stands: at least one, and no more than any sheet has."""
    count = int(attributes.get(name, 1))
    if not 1 <= count <= most:
        raise Refused("damaged")
    return count


def nothing(*_):
    pass


class Content:
    """Walks through the sheets."""

    def __init__(self):
        self.said, self.hidden_styles, self.style = [], set(), None
        self.sheets = self.depth = self.row = self.place = 0
        self.cells, self.merged, self.cell, self.pieces, self.aside = [], [], None, None, 0
        self.repeated, self.is_hidden, self.hidden_rows = 1, False, 0
        # Days by the names of their formats: whether these show a day. What cells, columns and rows are formatted as.
        self.shows_day, self.format_of, self.format, self.row_style = {}, {}, None, None
        self.column_ends, self.column_styles = [], []
        self.starts = LocalNames({
            "style": self.start_style, "table-properties": self.properties, "table": self.start_table,
            "table-row": self.start_row, "table-cell": self.start_cell, "covered-table-cell": self.start_cell,
            "p": self.start_p, "s": self.spaces, "tab": lambda _: self.text("\t"),
            "line-break": lambda _: self.text("\n"), "table-column": self.start_column,
            "date-style": self.start_date_style, "day": self.show_day, "day-of-week": self.show_day,
            "table-source": lambda _: self.said.append({"notice": "externalLinks"})})
        self.ends = LocalNames({
            "table": self.end_table, "table-row": self.end_row, "table-cell": self.end_cell,
            "covered-table-cell": self.end_cell, "date-style": self.end_date_style})
        self.starts.update({name: self.start_aside for name in ASIDE})
        self.ends.update({name: self.end_aside for name in ASIDE})

    def read_styles(self, archive):
        """The formats that cells share over all sheets."""
        starts = LocalNames({name: self.starts[name] for name in ["style", "date-style", "day", "day-of-week"]})
        ends = LocalNames({"date-style": self.end_date_style})
        for _ in archive.parse(
                "styles.xml", lambda name, attributes: (starts[name] or nothing)(local(attributes)),
                lambda name: (ends[name] or nothing)(), most=MOST_KEPT):
            pass

    def read(self, archive):
        def start(name, attributes):
            if (act := self.starts[name]) is not None:
                act(local(attributes))

        def end(name):
            if (act := self.ends[name]) is not None:
                act()

        yield from archive.parse("content.xml", start, end, self.text, after=self.take)

    def take(self):
        said, self.said = self.said, []
        return said

    def start_style(self, attributes):
        self.style = attributes.get("name")
        if attributes.get("family", "table-cell") == "table-cell":
            self.format_of[self.style] = (attributes.get("data-style-name"), attributes.get("parent-style-name"))

    def start_date_style(self, attributes):
        self.format = attributes.get("name")
        self.shows_day[self.format] = False

    def end_date_style(self):
        self.format = None

    def show_day(self, _):
        if self.format is not None:
            self.shows_day[self.format] = True

    def start_column(self, attributes):
        repeated = counted(attributes, "number-columns-repeated", LAST_COLUMN)
        style = attributes.get("default-cell-style-name")
        if len(self.column_ends) > LAST_COLUMN:
            raise Refused("tooManyCells")
        self.column_ends.append((self.column_ends[-1] if self.column_ends else 0) + repeated)
        self.column_styles.append(style)

    def shows_months(self, attributes):
        """Whether the cell at hand shows a day as the month that it lies in."""
        style, column = attributes.get("style-name") or self.row_style, bisect.bisect(self.column_ends, self.place)
        if style is None and column < len(self.column_styles):
            style = self.column_styles[column]
        # A style rests on another, and that on a third; nobody makes a row of more.
        for _ in range(20):
            format, style = self.format_of.get(style, (None, None))
            if format is not None:
                return self.shows_day.get(format) is False
            if style is None:
                return False
        return False

    def properties(self, attributes):
        if attributes.get("display") == "false":
            self.hidden_styles.add(self.style)

    def start_table(self, attributes):
        self.depth += 1
        self.sheets += 1
        if self.depth > 1 or self.sheets > MOST_SHEETS:
            raise Refused("tooManySheets")
        self.row, self.merged, self.hidden_rows = 0, [], 0
        self.column_ends, self.column_styles = [], []
        self.said.append(
            {"sheet": attributes.get("name", ""), "hidden": attributes.get("style-name") in self.hidden_styles})

    def end_table(self):
        self.depth -= 1
        if self.hidden_rows:
            self.said.append({"notice": "hiddenRows", "count": self.hidden_rows})
        if self.merged:
            self.said.append({"merged": self.merged})

    def start_row(self, attributes):
        self.repeated = counted(attributes, "number-rows-repeated", LAST_ROW)
        self.cells, self.place = [], 0
        self.is_hidden = attributes.get("visibility", "visible") != "visible"
        self.row_style = attributes.get("default-cell-style-name")

    def end_row(self):
        if self.cells and self.repeated > MOST_REPEATED:
            raise Refused("tooManyCells")
        for row in range(self.repeated if self.cells else 0):
            self.said.append({"row": self.row + row + 1, "cells": self.cells})
            self.hidden_rows += self.is_hidden
        self.row += self.repeated

    def start_cell(self, attributes):
        self.cell, self.pieces = attributes, None

    def end_cell(self):
        attributes, self.cell = self.cell, None
        repeated = counted(attributes, "number-columns-repeated", LAST_COLUMN)
        tall = counted(attributes, "number-rows-spanned", LAST_ROW)
        wide = counted(attributes, "number-columns-spanned", LAST_COLUMN)
        if tall > 1 or wide > 1:
            first, last = letters(self.place + 1), letters(self.place + wide)
            self.merged.append(f"{first}{self.row + 1}:{last}{self.row + tall}")
        said = self.said_by(attributes, "".join(self.pieces or ()))
        if said is not None and said[0] == "d" and self.shows_months(attributes):
            said = ("m", said[1][:7])
        if said is not None:
            if repeated > MOST_REPEATED:
                raise Refused("tooManyCells")
            self.cells += [(letters(self.place + at + 1), *said) for at in range(repeated)]
        self.place += repeated

    @staticmethod
    def said_by(attributes, text):
        """Kind and text of a cell; None where it is empty."""
        kind, is_formula = attributes.get("value-type"), "formula" in attributes
        if attributes.get("error") or is_formula and ERROR.fullmatch(text):
            return ("e", text)
        if kind is None and is_formula and not text:
            return ("f", "")
        if kind in ("float", "percentage", "currency"):
            # Digits filled with zeros, and letters before them, show in the text alone.
            value = plain(attributes.get("value", ""))
            lettered = LETTERED.fullmatch(text) if kind == "float" else None
            digits = lettered.group(1) if lettered else text
            return ("s", text) if digits.isdigit() and text != value and (
                digits.lstrip("0") == value.lstrip("0")) else ("n", value)
        if kind == "date":
            day, _, time = attributes.get("date-value", "").partition("T")
            return ("d", day) if time.strip("0:.") == "" else ("t", f"{day} {time[:5]}")
        if kind == "boolean":
            return ("b", "1" if attributes.get("boolean-value") == "true" else "0")
        if kind == "time":
            return ("h", text)
        text = text or attributes.get("string-value", "")
        return ("s", text) if text else None

    def start_p(self, _):
        if self.cell is not None and not self.aside:
            if self.pieces is not None:
                self.pieces.append("\n")
            self.pieces = self.pieces or []

    def spaces(self, attributes):
        self.text(" " * min(int(attributes.get("c", 1)), 1000))

    def text(self, piece):
        if self.pieces is not None and self.cell is not None and not self.aside:
            self.pieces.append(piece)

    def start_aside(self, _):
        self.aside += 1

    def end_aside(self):
        self.aside -= 1
