"""Workbooks of parts, for the tests."""

import io
import zipfile

import xlsxwriter


def xlsx(fill, **options):
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True} | options)
    fill(book)
    book.close()
    return file.getvalue()


def changed(data, change):
    """The archive with parts changed: `change` gets and gives a dictionary of names and bytes."""
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        parts = change({name: old.read(name) for name in old.namelist()})
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name, part in parts.items():
            new.writestr(name, part)
    return file.getvalue()


def ods(content, styles=None):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        if styles:
            archive.writestr("styles.xml", styles)
    return file.getvalue()
