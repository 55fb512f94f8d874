"""XLSX: sheets as Excel and WPS save them since 2007.

Read by a parser that takes one piece after the other: of a sheet, only the row at hand is in memory, so that what is
empty costs time alone, and one cell far out costs nothing.
"""

import posixpath
import re

from common import (
    KNOWN, LAST_ROW, MOST_KEPT, MOST_SHEETS, LocalNames, Refused, Shape, column, kind_of, letters, number)

PLACE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
# A character that XML cannot hold, by its number.
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def read(archive):
    """Yields what is said of the workbook."""
    main = target(archive, "", "officeDocument") or "xl/workbook.xml"
    if main.endswith(".bin"):
        raise Refused("xlsb")
    if not archive.has(main):
        raise Refused("notASheet")
    book = workbook(archive, main)
    if len(book["sheets"]) > MOST_SHEETS:
        raise Refused("tooManySheets")
    if any(name.lower().endswith("vbaproject.bin") for name in archive.names()):
        yield {"notice": "macros"}
    if book["links"] or any("/externalLinks/" in name for name in archive.names()):
        yield {"notice": "externalLinks"}
    if book["date1904"]:
        yield {"notice": "date1904"}
    places = relations(archive, main)
    by_type = {kind: place for kind, place in places.values()}
    shared = strings(archive, by_type.get("sharedStrings"))
    kinds = formats(archive, by_type.get("styles"))
    for name, hidden, relation in book["sheets"]:
        kind, place = places.get(relation, (None, None))
        if kind != "worksheet":
            continue
        yield {"sheet": name, "hidden": hidden}
        yield from Sheet(shared, kinds, book["date1904"]).read(archive, place)


def relations(archive, part):
    """What a part refers to: id → last word of the type, name of the other part."""
    folder, name = posixpath.split(part)
    place = posixpath.join(folder, "_rels", name + ".rels")
    found = {}

    def start(element, attributes):
        if element.rpartition(":")[2] == "Relationship" and attributes.get("TargetMode") != "External":
            to = attributes.get("Target", "")
            to = to[1:] if to.startswith("/") else posixpath.normpath(posixpath.join(folder, to))
            found[attributes.get("Id")] = (attributes.get("Type", "").rpartition("/")[2], to)

    if archive.has(place):
        for _ in archive.parse(place, start, most=MOST_KEPT):
            pass
    return found


def target(archive, part, kind):
    return next((to for found, to in relations(archive, part).values() if found == kind), None)


def workbook(archive, main):
    book = {"sheets": [], "date1904": False, "links": False}

    def start(element, attributes):
        element = element.rpartition(":")[2]
        if element == "sheet":
            relation = next((value for name, value in attributes.items() if name.rpartition(":")[2] == "id"), None)
            book["sheets"].append(
                (attributes.get("name", ""), attributes.get("state", "visible") != "visible", relation))
        elif element == "workbookPr":
            book["date1904"] = attributes.get("date1904") in ("1", "true")
        elif element == "externalReference":
            book["links"] = True

    for _ in archive.parse(main, start, most=MOST_KEPT):
        pass
    return book


def strings(archive, place):
    """The texts that cells refer to by number; what helps to pronounce them is no part of them."""
    found, pieces, state = [], [], {"reading": False, "aside": 0}

    def start(element, _):
        element = element.rpartition(":")[2]
        if element == "si":
            pieces.clear()
        elif element == "rPh":
            state["aside"] += 1
        elif element == "t":
            state["reading"] = not state["aside"]

    def end(element):
        element = element.rpartition(":")[2]
        if element == "si":
            found.append(unescaped("".join(pieces)))
        elif element == "rPh":
            state["aside"] -= 1
        elif element == "t":
            state["reading"] = False

    def text(piece):
        if state["reading"]:
            pieces.append(piece)

    if place is not None and archive.has(place):
        for _ in archive.parse(place, start, end, text, most=MOST_KEPT):
            pass
    return found


def unescaped(text):
    return ESCAPED.sub(lambda match: chr(int(match.group(1), 16)), text) if "_x" in text else text


def formats(archive, place):
    """How each style shows numbers."""
    own, styles, state = {}, [], {"cells": False}

    def start(element, attributes):
        element = element.rpartition(":")[2]
        if element == "numFmt":
            own[attributes.get("numFmtId")] = kind_of(attributes.get("formatCode", ""))
        elif element == "cellXfs":
            state["cells"] = True
        elif element == "xf" and state["cells"]:
            styles.append(attributes.get("numFmtId", "0"))

    def end(element):
        if element.rpartition(":")[2] == "cellXfs":
            state["cells"] = False

    if place is not None and archive.has(place):
        for _ in archive.parse(place, start, end, most=MOST_KEPT):
            pass
    return [own[style] if style in own else KNOWN.get(int(style)) for style in styles]


class Sheet:
    """Walks through one sheet."""

    def __init__(self, shared, kinds, date1904):
        self.shared, self.kinds, self.date1904 = shared, kinds, date1904
        self.said, self.cells, self.merged = [], {}, []
        self.row = 0
        # The last cell that says where it stands, and how many came behind it that do not.
        self.anchor, self.behind = None, 0
        self.cell, self.pieces, self.reading, self.formula, self.aside = None, [], False, False, False
        self.hidden_rows = self.hidden_columns = 0
        self.is_hidden = False
        self.starts = LocalNames(
            row=self.start_row, c=self.start_cell, v=self.start_text, t=self.start_text, f=self.start_formula,
            rPh=self.start_aside, mergeCell=self.merge, col=self.start_column)
        self.ends = LocalNames(
            row=self.end_row, c=self.end_cell, v=self.end_text, t=self.end_text, rPh=self.end_aside)

    def read(self, archive, place):
        yield from archive.parse(place, self.start, self.end, self.text, after=self.take)
        if self.hidden_rows:
            yield {"notice": "hiddenRows", "count": self.hidden_rows}
        if self.hidden_columns:
            yield {"notice": "hiddenColumns", "count": self.hidden_columns}
        if self.merged:
            yield {"merged": self.merged}

    def take(self):
        said, self.said = self.said, []
        return said

    def start(self, name, attributes):
        if (act := self.starts[name]) is not None:
            act(attributes)

    def end(self, name):
        if (act := self.ends[name]) is not None:
            act()

    def text(self, piece):
        if self.reading:
            self.pieces.append(piece)

    def start_row(self, attributes):
        row = int(attributes["r"]) if "r" in attributes else self.row + 1
        if not self.row < row <= LAST_ROW:
            raise Refused("damaged")
        self.row, self.cells = row, {}
        self.anchor, self.behind = None, 0
        self.is_hidden = attributes.get("hidden") in ("1", "true")

    def end_row(self):
        if not self.cells:
            return
        self.hidden_rows += self.is_hidden
        cells = [(letters(place), *self.cells[place]) for place in sorted(self.cells)]
        self.said.append({"row": self.row, "cells": cells})

    def start_cell(self, attributes):
        self.cell, self.formula = attributes, False
        if self.pieces:
            self.pieces = []

    def end_cell(self):
        attributes, self.cell = self.cell, None
        where = attributes.get("r")
        if where is None:
            self.behind += 1
        else:
            self.anchor, self.behind = where, 0
        # Of an empty cell it is not worked out where it stands: there may be millions.
        if not self.pieces and not self.formula:
            return
        place = self.place()
        if place in self.cells:
            raise Refused("damaged")
        said = self.said_by(attributes, "".join(self.pieces))
        if said is not None:
            self.cells[place] = said

    def place(self):
        """The column of the cell at hand."""
        if self.anchor is None:
            return self.behind
        found = PLACE.fullmatch(self.anchor)
        if not found or int(found.group(2)) != self.row:
            raise Refused("damaged")
        return column(found.group(1)) + self.behind

    def said_by(self, attributes, text):
        """Kind and text of a cell; None where it is empty."""
        kind = attributes.get("t", "n")
        style = int(attributes.get("s", 0))
        shown = self.kinds[style] if style < len(self.kinds) else None
        if kind in ("s", "str", "inlineStr"):
            text = unescaped(text) if kind != "s" else self.shared[int(text)] if text.strip() else ""
            if not text:
                return None
            return ("s", shown.of_text(text) if isinstance(shown, Shape) else text)
        if not text.strip():
            return ("f", "") if self.formula else None
        if kind == "n":
            return number(text, shown, self.date1904)
        if kind == "d" and shown == "m":
            return ("m", text[:7])
        if kind == "d":
            return ("d", text[:10]) if text[10:] in ("", "T00:00:00", "T00:00:00.000", "Z") else ("t", text)
        return ("b" if kind == "b" else "e", text)

    def start_text(self, _):
        self.reading = self.cell is not None and not self.aside

    def end_text(self):
        self.reading = False

    def start_formula(self, _):
        self.formula = True

    def start_aside(self, _):
        self.aside = True

    def end_aside(self):
        self.aside = False

    def merge(self, attributes):
        if len(self.merged) >= 100_000:
            raise Refused("tooManyCells")
        self.merged.append(attributes.get("ref", ""))

    def start_column(self, attributes):
        if attributes.get("hidden") in ("1", "true"):
            self.hidden_columns += int(attributes.get("max", 1)) - int(attributes.get("min", 1)) + 1
