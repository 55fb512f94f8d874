"""ODS: sheets as LibreOffice saves them."""

from common import MOST_SHEETS, LocalNames, Refused, letters

# Programs fill a sheet up to its last row and column by one element that is repeated.
MOST_REPEATED = 1000


def read(archive):
    """Yields what is said of the workbook."""
    if archive.has("META-INF/manifest.xml") and b"encryption-data" in b"".join(
            archive.chunks("META-INF/manifest.xml", 1 << 20)):
        raise Refused("password")
    if any(name.startswith(("Basic/", "Scripts/")) for name in archive.names()):
        yield {"notice": "macros"}
    yield from Content().read(archive)


class Content:
    """Walks through the sheets."""

    def __init__(self):
        self.said, self.hidden_styles, self.style = [], set(), None
        self.sheets = self.depth = self.row = self.place = 0
        self.cells, self.merged, self.cell, self.pieces, self.aside = [], [], None, None, 0
        self.repeated, self.is_hidden, self.hidden_rows = 1, False, 0
        self.starts = LocalNames({
            "style": self.start_style, "table-properties": self.properties, "table": self.start_table,
            "table-row": self.start_row, "table-cell": self.start_cell, "covered-table-cell": self.start_cell,
            "p": self.start_p, "s": self.spaces, "tab": lambda _: self.text("\t"),
            "line-break": lambda _: self.text("\n"), "annotation": self.start_aside,
            "table-source": lambda _: self.said.append({"notice": "externalLinks"})})
        self.ends = LocalNames({
            "table": self.end_table, "table-row": self.end_row, "table-cell": self.end_cell,
            "covered-table-cell": self.end_cell, "annotation": self.end_aside})

    def read(self, archive):
        def start(name, attributes):
            if (act := self.starts[name]) is not None:
                act({key.rpartition(":")[2]: value for key, value in attributes.items()} | (
                    {"error": "1"} if attributes.get("calcext:value-type") == "error" else {}))

        def end(name):
            if (act := self.ends[name]) is not None:
                act()

        yield from archive.parse("content.xml", start, end, self.text, after=self.take)

    def take(self):
        said, self.said = self.said, []
        return said

    def start_style(self, attributes):
        self.style = attributes.get("name")

    def properties(self, attributes):
        if attributes.get("display") == "false":
            self.hidden_styles.add(self.style)

    def start_table(self, attributes):
        self.depth += 1
        self.sheets += 1
        if self.depth > 1 or self.sheets > MOST_SHEETS:
            raise Refused("tooManySheets")
        self.row, self.merged, self.hidden_rows = 0, [], 0
        self.said.append(
            {"sheet": attributes.get("name", ""), "hidden": attributes.get("style-name") in self.hidden_styles})

    def end_table(self):
        self.depth -= 1
        if self.hidden_rows:
            self.said.append({"notice": "hiddenRows", "count": self.hidden_rows})
        if self.merged:
            self.said.append({"merged": self.merged})

    def start_row(self, attributes):
        self.repeated = int(attributes.get("number-rows-repeated", 1))
        self.cells, self.place = [], 0
        self.is_hidden = attributes.get("visibility", "visible") != "visible"

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
        repeated = int(attributes.get("number-columns-repeated", 1))
        tall, wide = (int(attributes.get(f"number-{what}-spanned", 1)) for what in ("rows", "columns"))
        if tall > 1 or wide > 1:
            first, last = letters(self.place + 1), letters(self.place + wide)
            self.merged.append(f"{first}{self.row + 1}:{last}{self.row + tall}")
        said = self.said_by(attributes, "".join(self.pieces or ()))
        if said is not None:
            if repeated > MOST_REPEATED:
                raise Refused("tooManyCells")
            self.cells += [(letters(self.place + at + 1), *said) for at in range(repeated)]
        self.place += repeated

    @staticmethod
    def said_by(attributes, text):
        """Kind and text of a cell; None where it is empty."""
        if attributes.get("error"):
            return ("e", text)
        kind = attributes.get("value-type")
        if kind in ("float", "percentage", "currency"):
            # Digits filled with zeros show in the text alone.
            value = attributes.get("value", "")
            return ("s", text) if text.isdigit() and text != value and text.lstrip("0") == value else ("n", value)
        if kind == "date":
            day, _, time = attributes.get("date-value", "").partition("T")
            return ("d", day) if time.strip("0:.") == "" else ("t", f"{day} {time[:5]}")
        if kind == "boolean":
            return ("b", "1" if attributes.get("boolean-value") == "true" else "0")
        if kind == "time":
            return ("h", text)
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
