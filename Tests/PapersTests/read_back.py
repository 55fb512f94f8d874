"""Says what is in a paper's file, as JSON: read_back.py docx|xlsx|csv, the file on standard input.

DOCX: {"lines": [text of each paragraph], "tables": [[[cell]]], "heads": how many tables repeat their first row,
"fonts": the East Asian fonts of the styles, "footer": its text}. XLSX: {sheet: [[value]]}, days and moments as ISO says
them, with "formulas", how many cells have one. CSV: the rows, each a list of texts.
"""

import datetime
import io
import json
import sys

data = io.BytesIO(sys.stdin.buffer.read())


def docx_said():
    import docx
    from docx.oxml.ns import qn

    document = docx.Document(data)
    fonts = {
        style.name: style.element.rPr.rFonts.get(qn("w:eastAsia"))
        for style in document.styles if style.type == 1 and style.element.rPr is not None
        and style.element.rPr.rFonts is not None}
    return {
        "lines": [paragraph.text for paragraph in document.paragraphs],
        "tables": [
            [["\n".join(piece.text or "" for piece in cell.iter(qn("w:t"))) for cell in row.iter(qn("w:tc"))]
             for row in table._tbl.iter(qn("w:tr"))]
            for table in document.tables],
        "heads": sum(bool(list(table._tbl.iter(qn("w:tblHeader")))) for table in document.tables),
        "fonts": {name: fonts.get(name) for name in ["Normal", "Heading 1", "Title", "Cell"]},
        "fields": [field.get(qn("w:instr")) for section in document.sections for footer in
                   [section.footer, section.even_page_footer] for field in footer._element.iter(qn("w:fldSimple"))],
        "margins": [round(length.mm) for section in document.sections for length in [
            section.top_margin, section.bottom_margin, section.left_margin, section.right_margin]],
    }


def xlsx_said():
    import openpyxl

    book = openpyxl.load_workbook(data)
    said, formulas = {}, 0
    for sheet in book.worksheets:
        rows = []
        for row in sheet.iter_rows():
            formulas += sum(cell.data_type == "f" for cell in row)
            rows.append([
                cell.value.isoformat(sep=" ") if isinstance(cell.value, (datetime.datetime, datetime.date))
                else cell.value for cell in row])
        said[sheet.title] = rows
    return {"sheets": said, "formulas": formulas}


def csv_said():
    import csv

    return list(csv.reader(io.TextIOWrapper(data, encoding="utf-8-sig", newline="")))


READERS = {"docx": docx_said, "xlsx": xlsx_said, "csv": csv_said}
print(json.dumps(READERS[sys.argv[1]](), ensure_ascii=False))
