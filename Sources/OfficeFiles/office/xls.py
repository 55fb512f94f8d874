"""XLS: sheets as Excel and WPS saved them before 2007, by xlrd."""

import xlrd

from common import KNOWN, MOST_SHEETS, Refused, Shape, kind_of, letters, number


class Nowhere:
    """Where xlrd's remarks go."""

    def write(self, _):
        pass


def read(data):
    """Yields what is said of the workbook."""
    try:
        book = xlrd.open_workbook(file_contents=data, formatting_info=True, logfile=Nowhere())
    except xlrd.XLRDError as error:
        why = str(error).lower()
        raise Refused(
            "password" if "encrypted" in why else "notASheet" if "can't find workbook" in why else "damaged") from error
    if book.nsheets > MOST_SHEETS:
        raise Refused("tooManySheets")
    if "_VBA_PROJECT".encode("utf-16-le") in data:
        yield {"notice": "macros"}
    if book.datemode == 1:
        yield {"notice": "date1904"}
    kinds = [kind_shown(book, style.format_key) for style in book.xf_list]
    for sheet in book.sheets():
        yield {"sheet": sheet.name, "hidden": sheet.visibility != 0}
        hidden = 0
        for place in range(sheet.nrows):
            cells = []
            for at, cell in enumerate(sheet.row(place)):
                said = said_by(cell, kinds, book.datemode == 1)
                if said is not None:
                    cells.append((letters(at + 1), *said))
            if cells:
                info = sheet.rowinfo_map.get(place)
                hidden += bool(info and info.hidden)
                yield {"row": place + 1, "cells": cells}
        if hidden:
            yield {"notice": "hiddenRows", "count": hidden}
        merged = [
            f"{letters(left + 1)}{top + 1}:{letters(right)}{bottom}"
            for top, bottom, left, right in sheet.merged_cells]
        if merged:
            yield {"merged": merged}


def said_by(cell, kinds, date1904):
    """Kind and text of a cell; None where it is empty."""
    if cell.ctype == xlrd.XL_CELL_TEXT:
        if not cell.value:
            return None
        shown = kinds[cell.xf_index]
        return ("s", shown.of_text(cell.value) if isinstance(shown, Shape) else cell.value)
    if cell.ctype in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
        value = cell.value
        text = str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(value)
        return number(text, kinds[cell.xf_index], date1904)
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return ("b", str(cell.value))
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return ("e", xlrd.error_text_from_code.get(cell.value, "#?"))
    return None


def kind_shown(book, key):
    """The same of a format of the workbook; that of its number where its text is not there."""
    shown = book.format_map.get(key)
    return kind_of(shown.format_str) if shown and shown.format_str else KNOWN.get(key)
