"""Makes the workbooks of the tests: registers.py NAME writes that one to standard output."""

import datetime
import io
import re
import sys

import xlwt

from saved import SAVED
from workbooks import changed, ods, xlsx


def kinds(book):
    """A cell of each kind."""
    sheet = book.add_worksheet("点位")
    day = book.add_format({"num_format": 'yyyy"年"m"月"d"日"'})
    row = iter(range(100))
    sheet.write_string(next(row), 0, " 李庄\u00a0")
    sheet.write_number(next(row), 0, 44409)
    sheet.write_number(next(row), 0, 7, book.add_format({"num_format": "00"}))
    sheet.write_number(next(row), 0, 1e21)
    sheet.write_datetime(next(row), 0, datetime.date(2021, 8, 1), day)
    sheet.write_datetime(next(row), 0, datetime.date(2021, 8, 1), book.add_format({"num_format": 'yyyy"年"m"月"'}))
    sheet.write_datetime(
        next(row), 0, datetime.datetime(2021, 8, 1, 10, 30), book.add_format({"num_format": "yyyy-mm-dd hh:mm"}))
    sheet.write_datetime(next(row), 0, datetime.time(10, 30), book.add_format({"num_format": "hh:mm"}))
    sheet.write_boolean(next(row), 0, True)
    sheet.write_formula(next(row), 0, "=1/0", None, "#DIV/0!")
    sheet.write_formula(next(row), 0, "=A1", None, "李庄")
    sheet.write_formula(next(row), 0, "=A1", None, "")
    sheet.write_rich_string(next(row), 0, "李", book.add_format({"bold": True}), "庄", "镇")
    sheet.write_number(next(row), 0, 0.1)
    sheet.merge_range(19, 1, 21, 2, "合")
    sheet.set_row(19, None, None, {"hidden": True})
    book.add_worksheet("旧").hide()


def stray(book):
    """Two cells, as far from each other as they can be."""
    sheet = book.add_worksheet("点位")
    sheet.write(0, 0, "一")
    sheet.write(1048575, 16383, "末")


def empty(book):
    """Ten million cells that have a border and nothing in them; the sheet itself is written by hand."""
    book.add_worksheet("点位").write(0, 0, "一", book.add_format({"border": 1}))


def ten_million(parts):
    cells = "".join('<c s="1"/>' for _ in range(100))
    rows = f"<row>{cells}</row>" * 100_000
    name = "xl/worksheets/sheet1.xml"
    return parts | {name: parts[name].replace(b"</sheetData>", rows.encode() + b"</sheetData>")}


def laughs(parts):
    name = "xl/sharedStrings.xml"
    bomb = b'<!DOCTYPE x [<!ENTITY a "ha">' + b"".join(
        b'<!ENTITY %c "&%c;&%c;&%c;&%c;&%c;&%c;&%c;&%c;">' % ((98 + at,) + (97 + at,) * 8) for at in range(20)) + b"]>"
    return parts | {name: parts[name].replace(b"?>", b"?>" + bomb, 1).replace(b"<t>", b"<t>&u;", 1)}


def bomb(parts):
    name = "xl/sharedStrings.xml"
    return parts | {name: parts[name].replace(b"</sst>", b"<si><t>" + b"a" * (200 << 20) + b"</t></si></sst>")}


def macros_and_links(parts):
    name = "xl/workbook.xml"
    links = b'<externalReferences><externalReference r:id="rId99"/></externalReferences>'
    return parts | {
        "xl/vbaProject.bin": b"not run",
        "xl/externalLinks/externalLink1.xml": b"<externalLink/>",
        name: parts[name].replace(b"</sheets>", b"</sheets>" + links),
    }


def one(book):
    book.add_worksheet("点位").write(0, 0, "一")


def date_1904(book):
    sheet = book.add_worksheet("点位")
    sheet.write_datetime(0, 0, datetime.date(2021, 8, 1), book.add_format({"num_format": "yyyy-mm-dd"}))


def xls():
    book = xlwt.Workbook()
    sheet = book.add_sheet("点位")
    sheet.write(0, 0, "李庄")
    sheet.write(1, 0, 60)
    sheet.write(2, 0, datetime.date(2021, 8, 1), xlwt.easyxf(num_format_str="yyyy/m/d"))
    sheet.write(3, 0, 7, xlwt.easyxf(num_format_str="00"))
    sheet.write_merge(4, 6, 0, 0, "城关镇")
    book.add_sheet("旧").visibility = 1
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


ODS = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x" xmlns:style="s" xmlns:calcext="c">
<office:automatic-styles><style:style style:name="ta1"><style:table-properties table:display="true"/></style:style>
<style:style style:name="ta2"><style:table-properties table:display="false"/></style:style></office:automatic-styles>
<office:body><office:spreadsheet>
<table:table table:name="点位" table:style-name="ta1">
<table:table-row><table:table-cell office:value-type="string"><text:p>李<text:s text:c="2"/>庄</text:p></table:table-cell>
<table:table-cell table:number-columns-repeated="2" office:value-type="float" office:value="60"><text:p>60</text:p></table:table-cell></table:table-row>
<table:table-row table:number-rows-repeated="3"><table:table-cell table:number-columns-repeated="1024"/></table:table-row>
<table:table-row><table:table-cell office:value-type="date" office:date-value="2021-08-01"><text:p>2021/8/1</text:p></table:table-cell>
<table:table-cell office:value-type="float" office:value="7"><text:p>07</text:p></table:table-cell>
<table:table-cell office:value-type="string" calcext:value-type="error"><text:p>#REF!</text:p></table:table-cell>
<table:table-cell table:number-rows-spanned="2" table:number-columns-spanned="1" office:value-type="string"><text:p>城关镇</text:p></table:table-cell></table:table-row>
<table:table-row><table:table-cell table:formula="of:=[.X1]" office:value-type="float" office:value="0"><text:p>#N/A</text:p></table:table-cell>
<table:table-cell table:formula="of:=[.X1]"/><table:table-cell office:value-type="string" office:string-value="李庄"/></table:table-row>
<table:table-row table:number-rows-repeated="1048569"><table:table-cell table:number-columns-repeated="1024"/></table:table-row>
</table:table>
<table:table table:name="旧" table:style-name="ta2"/>
</office:spreadsheet></office:body></office:document-content>
"""

MAKERS = {
    "kinds": lambda: xlsx(kinds),
    "stray": lambda: xlsx(stray),
    "empty": lambda: changed(xlsx(empty), ten_million),
    "laughs": lambda: changed(xlsx(one), laughs),
    "bomb": lambda: changed(xlsx(one), bomb),
    "macros": lambda: changed(xlsx(one), macros_and_links),
    "date1904": lambda: xlsx(date_1904, date_1904=True),
    "cut": lambda: xlsx(one)[:3000],
    "xls": xls,
    "ods": lambda: ods(ODS),
    # Rows that stand before the first, and behind the last that a number of 64 bits names.
    "before": lambda: ods(ODS.replace('repeated="3"', 'repeated="-9223372036854775000"')),
    "behind": lambda: ods(ODS.replace('repeated="3"', 'repeated="9223372036854775000"')),
    "beyond": lambda: changed(xlsx(one), lambda parts: {
        name: part.replace(b'r="1"', b'r="9223372036854775808"') for name, part in parts.items()}),
    "digits": lambda: changed(xlsx(one), lambda parts: {
        name: re.sub(rb"<c r=.*?</c>", b'<c r="A1"><v>' + b"9" * 200_000 + b"x</v></c>", part)
        for name, part in parts.items()}),
} | SAVED

if __name__ == "__main__":
    sys.stdout.buffer.write(MAKERS[sys.argv[1]]())
