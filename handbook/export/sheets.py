"""Tables as files: CSV as LibreOffice and Excel open it, and the least that is a workbook.

The workbook is written here because every library for it writes the time into the file.
"""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

from handbook.content.mixing import LETTERS
from handbook.packed import Entry, zip_file

# A row: texts and numbers, from the first column on.
Row = Sequence[str | int]
# By this mark programs know that a file is UTF-8.
MARK = "\ufeff"
SHEET = "Sheet1"
FORMULA = re.compile(r"\A[=+@\t\r-]")
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OPENXML = "http://schemas.openxmlformats.org"
MAIN, KINDS = f"{OPENXML}/spreadsheetml/2006/main", f"{OPENXML}/package/2006/content-types"
LINKS, OFFICE = f"{OPENXML}/package/2006/relationships", f"{OPENXML}/officeDocument/2006"
MEDIA = "application/vnd.openxmlformats-officedocument.spreadsheetml"
TYPES = f"""{HEAD}<Types xmlns="{KINDS}">\
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
<Default Extension="xml" ContentType="application/xml"/>\
<Override PartName="/xl/workbook.xml" ContentType="{MEDIA}.sheet.main+xml"/>\
<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{MEDIA}.worksheet+xml"/></Types>"""


def csv_file(rows: Sequence[Row]) -> bytes:
    """A table as CSV, every cell in quotes, by which an office can be told that it is a text. What
    a program would take for a formula has a blank before it."""
    written = io.StringIO()
    lines = csv.writer(written, quoting=csv.QUOTE_ALL)
    lines.writerows([_harmless(cell) for cell in row] for row in rows)
    return f"{MARK}{written.getvalue()}".encode()


def _harmless(cell: str | int) -> str:
    return FORMULA.sub(r" \g<0>", str(cell))


def workbook(title: str, rows: Sequence[Row]) -> bytes:
    """A workbook of one sheet, its cells as they are: texts are never formulas there."""
    cells = "".join(_row(number, row) for number, row in enumerate(rows, start=1))
    sheet = f'{HEAD}<worksheet xmlns="{MAIN}"><sheetData>{cells}</sheetData></worksheet>'
    named = f'<sheet name={quoteattr(title)} sheetId="1" r:id="rId1"/>'
    book = (
        f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}/relationships">'
        f"<sheets>{named}</sheets></workbook>"
    )
    files = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": _link("officeDocument", "xl/workbook.xml"),
        "xl/workbook.xml": book,
        "xl/_rels/workbook.xml.rels": _link("worksheet", "worksheets/sheet1.xml"),
        "xl/worksheets/sheet1.xml": sheet,
    }
    return zip_file(Entry(name, text.encode()) for name, text in files.items())


def _link(kind: str, target: str) -> str:
    one = f'<Relationship Id="rId1" Type="{OFFICE}/relationships/{kind}" Target="{target}"/>'
    return f'{HEAD}<Relationships xmlns="{LINKS}">{one}</Relationships>'


def _row(number: int, row: Row) -> str:
    return f'<row r="{number}">{"".join(_cells(number, row))}</row>'


def _cells(number: int, row: Row) -> Iterator[str]:
    for at, cell in enumerate(row):
        name = f"{_column(at)}{number}"
        if isinstance(cell, int):
            yield f'<c r="{name}"><v>{cell}</v></c>'
        elif cell:
            said = f'<is><t xml:space="preserve">{escape(cell)}</t></is>'
            yield f'<c r="{name}" t="inlineStr">{said}</c>'


def _column(at: int) -> str:
    """The name of a column: A to Z, then AA and on."""
    before, letter = divmod(at, len(LETTERS))
    return (LETTERS[before - 1] if before else "") + LETTERS[letter]
