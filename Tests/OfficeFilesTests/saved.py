"""Registers as offices save them, by name: what registers.py writes, and what the tests say is taken of each."""

import datetime
import io

import xlwt

from workbooks import changed, ods, xlsx

HEADS = ["编号", "类型", "名称", "乡镇编号", "乡镇", "启用日期", "容量", "卫生院院长", "卫生院院长任职日期"]
ROWS = [
    ["T-01", "乡镇集中隔离点", "城关镇隔离点", "01", "城关镇", "2021-08-01", "60", "城关镇卫生院院长", "2021-08-02"],
    ["T-02", "乡镇集中隔离点", "城关镇二号隔离点", "01", "城关镇", "2021-08-03", "40", "城关镇卫生院副院长", "2021-08-03"],
    ["T-03", "乡镇集中隔离点", "东乡隔离点", "02", "东乡", "2021-08-05", "30", "东乡卫生院院长", "2021-08-05"],
]


def text(rows=None, heads=None, mark=",", end="\n", above=(), below=()):
    lines = [*above, heads or HEADS, *(rows or ROWS), *below]
    return "".join((line if isinstance(line, str) else mark.join(line)) + end for line in lines)


def with_cells(column, *values):
    """The rows with other cells in a column."""
    at = HEADS.index(column)
    return [row[:at] + [value] + row[at + 1:] for row, value in zip(ROWS, values)]


def written(rows, heads=HEADS, name="点位"):
    def fill(book):
        sheet = book.add_worksheet(name)
        for number, row in enumerate([heads, *rows]):
            for at, value in enumerate(row):
                sheet.write_string(number, at, value)
    return fill


def as_a_person_makes_it(book):
    """A title over all, heads with units and line breaks, a running number, merged townships, true days, totals."""
    sheet = book.add_worksheet("Sheet1")
    wrap = book.add_format({"text_wrap": True, "border": 1})
    day = book.add_format({"num_format": 'yyyy"年"m"月"d"日"'})
    two = book.add_format({"num_format": "00"})
    sheet.merge_range(0, 0, 0, 10, "某县乡镇集中隔离点名册（2021年8月）", wrap)
    heads = ["序号", "编号", "类型", "名称", "乡镇编号", "所属乡镇", "启用\n日期", "容量（人）", "卫生院院长", "卫生院院长\n任职日期", "备注"]
    for at, head in enumerate(heads):
        sheet.write_string(2, at, head, wrap)
    for number, row in enumerate(ROWS):
        place = number + 3
        sheet.write_number(place, 0, number + 1)
        for at in (0, 1, 2):
            sheet.write_string(place, at + 1, row[at])
        sheet.write_datetime(place, 6, datetime.date.fromisoformat(row[5]), day)
        sheet.write_number(place, 7, int(row[6]))
        sheet.write_string(place, 8, row[7])
        sheet.write_datetime(place, 9, datetime.date.fromisoformat(row[8]), day)
    sheet.merge_range(3, 4, 4, 4, "", two)
    sheet.write_number(3, 4, 1, two)
    sheet.merge_range(3, 5, 4, 5, "城关镇", wrap)
    sheet.write_number(5, 4, 2, two)
    sheet.write_string(5, 5, "东乡")
    sheet.write_string(5, 10, "学校改建")
    sheet.write_string(7, 1, "合 计")
    sheet.write_formula(7, 7, "=SUM(H4:H6)", None, 130)
    sheet.write_string(8, 0, "填表人：卫健委办公室")
    sheet.write_blank(200, 3, None, wrap)


def several(*sheets):
    def fill(book):
        for name, content, hidden in sheets:
            if content is None:
                sheet = book.add_worksheet(name)
                sheet.write(0, 0, "填写说明")
            else:
                written(content, name=name)(book)
                sheet = book.get_worksheet_by_name(name)
            if hidden:
                sheet.hide()
    return fill


def with_bad_cells(book):
    written(ROWS)(book)
    sheet = book.get_worksheet_by_name("点位")
    sheet.write_formula(1, 6, "=1/0", None, "#DIV/0!")
    sheet.write_formula(2, 2, "=X1", None, "")


def with_a_day_for_a_code(book):
    written(ROWS)(book)
    book.get_worksheet_by_name("点位").write_datetime(
        3, 0, datetime.date(2021, 3, 1), book.add_format({"num_format": 'm"月"d"日"'}))


def with_merged_capacity(book):
    written(ROWS)(book)
    book.get_worksheet_by_name("点位").merge_range(1, 6, 2, 6, "100")


def with_two_heads(book):
    heads = ["编号", "类型", "名称", "乡镇编号", "乡镇", "启用日期", "容量", "责任人", ""]
    rows = [[""] * 7 + ["卫生院院长", "卫生院院长任职日期"], *ROWS]
    written(rows, heads)(book)
    book.get_worksheet_by_name("点位").merge_range(0, 7, 0, 8, "责任人")


def xls():
    book = xlwt.Workbook()
    sheet = book.add_sheet("点位")
    for number, row in enumerate([HEADS, *ROWS]):
        for at, value in enumerate(row):
            sheet.write(number, at, value)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def ods_content():
    rows = "".join(
        "<r>" + "".join(f"<c><p>{value}</p></c>" for value in row) + "</r>" for row in [HEADS, *ROWS])
    rows = rows.replace("<r>", "<table:table-row>").replace("</r>", "</table:table-row>")
    rows = rows.replace("<c>", '<table:table-cell office:value-type="string">').replace("</c>", "</table:table-cell>")
    rows = rows.replace("<p>", "<text:p>").replace("</p>", "</text:p>")
    return (
        '<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><office:body><office:spreadsheet>'
        f'<table:table table:name="点位">{rows}</table:table></office:spreadsheet></office:body></office:document-content>')


def shown_by_formats(book):
    """Codes of which a cell holds the number alone, or the end, and its format shows the rest."""
    written(with_cells("编号", "", "", "03"))(book)
    sheet = book.get_worksheet_by_name("点位")
    sheet.write_number(1, 0, 1, book.add_format({"num_format": '"T-"00'}))
    sheet.write_number(2, 0, 2, book.add_format({"num_format": '\\T\\-00'}))
    sheet.write_string(3, 0, "03", book.add_format({"num_format": '"T-"@'}))


def by_java(parts):
    """Whole numbers with a point or an exponent, as programs in Java write what they export."""
    name = "xl/worksheets/sheet1.xml"
    text = parts[name].decode()
    for number, stored in [("60", "60.0"), ("40", "4.0E1"), ("30", "30.0"), ("44409", "44409.0"), ("44411", "4.4411E4")]:
        assert f"<v>{number}</v>" in text
        text = text.replace(f"<v>{number}</v>", f"<v>{stored}</v>")
    return parts | {name: text.encode()}


def with_numbers(book):
    written(ROWS)(book)
    sheet = book.get_worksheet_by_name("点位")
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for number, row in enumerate(ROWS):
        sheet.write_number(number + 1, 6, int(row[6]))
        sheet.write_datetime(number + 1, 5, datetime.date.fromisoformat(row[5]), day)


def without_places(parts):
    """Cells that do not say where they stand, behind an empty one that does."""
    name = "xl/worksheets/sheet1.xml"
    heads, *rows = [[""] * 2 + HEADS] + [[""] * 2 + row for row in ROWS]
    def cells(row, number):
        return f'<c r="B{number}"/>' + "".join(f'<c t="inlineStr"><is><t>{value}</t></is></c>' for value in row[2:])
    rows = "".join(f'<row r="{n}">{cells(row, n)}</row>' for n, row in enumerate([heads, *rows], 1))
    text = parts[name].decode()
    begin, end = text.index("<sheetData"), text.index("</sheetData>")
    return parts | {name: (text[:begin] + "<sheetData>" + rows + text[end:]).encode()}


def ods_as_saved(months=False, drawn=False):
    """Days as cells of LibreOffice, whose format the column has; what is drawn on a cell, and how it is pronounced."""
    def cell(at, value):
        if at in (5, 8):
            return (f'<table:table-cell office:value-type="date" office:date-value="{value}">'
                    f"<text:p>{value[:7] if months else value}</text:p></table:table-cell>")
        if at == 6:
            return f'<table:table-cell office:value-type="float" office:value="{value}"><text:p>{value} 人</text:p></table:table-cell>'
        if at == 0:
            digits = value[2:]
            return (f'<table:table-cell office:value-type="float" office:value="{int(digits)}"><text:p>{value}</text:p>'
                    "</table:table-cell>")
        more = ""
        if drawn and at == 2:
            more = ('<draw:custom-shape><text:p>请核对</text:p></draw:custom-shape><office:annotation><text:p>批注</text:p>'
                    "</office:annotation>")
        if drawn and at == 4:
            value = f"<text:ruby><text:ruby-base>{value}</text:ruby-base><text:ruby-text>zhèn</text:ruby-text></text:ruby>"
        return f'<table:table-cell office:value-type="string">{more}<text:p>{value}</text:p></table:table-cell>'

    heads = "".join(f'<table:table-cell office:value-type="string"><text:p>{head}</text:p></table:table-cell>' for head in HEADS)
    rows = "".join("<table:table-row>" + "".join(map(cell, range(9), row)) + "</table:table-row>" for row in ROWS)
    parts = "<number:year/><number:text>-</number:text><number:month/>" + ("" if months else "<number:day/>")
    styles = (f'<number:date-style style:name="N1">{parts}</number:date-style>'
              '<style:style style:name="base" style:family="table-cell" style:data-style-name="N1"/>')
    own = '<style:style style:name="ce1" style:family="table-cell" style:parent-style-name="base"/>'
    names = "".join(f' xmlns:{name}="{name}"' for name in ["office", "table", "text", "style", "number", "draw"])
    columns = ('<table:table-column table:number-columns-repeated="5"/><table:table-column table:default-cell-style-name="ce1"/>'
               '<table:table-column table:number-columns-repeated="2"/><table:table-column table:default-cell-style-name="ce1"/>')
    return ods(
        f"<office:document-content{names}><office:automatic-styles>{own}</office:automatic-styles><office:body>"
        f'<office:spreadsheet><table:table table:name="点位">{columns}<table:table-row>{heads}</table:table-row>{rows}'
        "</table:table></office:spreadsheet></office:body></office:document-content>",
        f"<office:document-styles{names}><office:styles>{styles}</office:styles></office:document-styles>")


ENGLISH = ["Code", "Type", "Site name", "Township code", "Township", "Opened on", "Capacity (people)", "Director",
           "director_since"]
SPACED = [[value.replace("-", "－").replace("0", "０").replace("T", "Ｔ") if at != 7 else "\u3000" + value + "\u00a0"
           for at, value in enumerate(row)] for row in ROWS]

SAVED = {
    "utf-8": lambda: text().encode(),
    "utf-8 with a mark, CRLF": lambda: text(end="\r\n").encode("utf-8-sig"),
    "Unicode text": lambda: b"\xff\xfe" + text(mark="\t", end="\r\n").encode("utf-16-le"),
    "UTF-16 the other way, CR": lambda: b"\xfe\xff" + text(mark=";", end="\r").encode("utf-16-be"),
    "GB 18030": lambda: text(end="\r\n").encode("gb18030"),
    "sep=": lambda: text(mark=";", above=["sep=;"]).encode("gb18030"),
    "title, total and notes": lambda: text(
        above=["某县隔离点名册,,,,,,,,", ",,,,,,,,"],
        below=[",,,,,,,,", "合计,,3 个,,,,130,,", "填表人：值班室,,审核人：办公室,,,,,,"]).encode(),
    "as a person makes it": lambda: xlsx(as_a_person_makes_it),
    "with instructions": lambda: xlsx(several(("说明", None, False), ("点位", ROWS, False))),
    "with the old one hidden": lambda: xlsx(several(("点位", ROWS, False), ("2020年", ROWS, True))),
    "two registers": lambda: xlsx(several(("2020年", ROWS, False), ("2021年", ROWS, False))),
    "two rows of heads": lambda: xlsx(with_two_heads),
    "other words": lambda: text(
        heads=ENGLISH, rows=with_cells("类型", "乡级集中隔离场所", "township site", "乡镇隔离点")).encode(),
    "full width": lambda: text(rows=SPACED).encode(),
    "days in other ways": lambda: text(rows=with_cells("启用日期", "44409", "20210803", "2021年8月5日")).encode(),
    "XLS": xls,
    "ODS": lambda: ods(ods_content()),
    "codes shown by formats": lambda: xlsx(shown_by_formats),
    "by Java": lambda: changed(xlsx(with_numbers), by_java),
    "without places": lambda: changed(xlsx(written(ROWS)), without_places),
    "ODS of LibreOffice": ods_as_saved,
    "ODS with drawings": lambda: ods_as_saved(drawn=True),
    "kept from a spreadsheet": lambda: text(
        rows=[[f'="{value}"' if at in (0, 3) else value for at, value in enumerate(row)] for row in ROWS]).encode(),
    "kept and quoted": lambda: text(
        rows=[[f'"=""{value}"""' if at in (0, 3) else value for at, value in enumerate(row)] for row in ROWS]).encode(),
    "moments of midnight": lambda: text(
        rows=with_cells("启用日期", "2021-08-01T00:00:00.000", "2021-08-03T00:00:00", "2021-08-05 00:00:00")).encode(),
    "townships said once": lambda: text(
        rows=[ROWS[0], ROWS[1][:3] + ["", ""] + ROWS[1][5:], ROWS[2]]).encode(),
    "month or day first": lambda: text(rows=with_cells("启用日期", "8/1/2021", "8/3/2021", "8/5/2021")).encode(),
    "month first": lambda: text(rows=with_cells("启用日期", "8/1/2021", "8/13/2021", "8/5/2021")).encode(),
    "months alone": lambda: text(rows=with_cells("启用日期", "2021年8月", "2021-08-03", "2021.8.5")).encode(),
    "months of LibreOffice": lambda: ods_as_saved(months=True),
    "both orders": lambda: text(rows=with_cells("启用日期", "13/8/2021", "8/13/2021", "8/5/2021")).encode(),
    "scientific": lambda: text(rows=with_cells("编号", "1.20E+05", "T-02", "T-03")).encode(),
    "zeros lost": lambda: text(rows=with_cells("乡镇编号", "01", "1", "02")).encode(),
    "one code, two names": lambda: text(rows=with_cells("乡镇编号", "01", "01", "01")).encode(),
    "a day for a code": lambda: xlsx(with_a_day_for_a_code),
    "bad cells": lambda: xlsx(with_bad_cells),
    "one capacity for two": lambda: xlsx(with_merged_capacity),
}
