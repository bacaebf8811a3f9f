"""Workbooks written part by part, as no honest program would, and numbers that belong to no one."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from kgov import KgovError
from kgov.storage.spreadsheets import read_workbook
from kgov.storage.tables import Workbook

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def rels(targets: Mapping[str, str]) -> str:
    """A part of relationships: target by kind."""
    entries = "".join(
        f'<Relationship Id="rId{n}" Type="{RELS}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets.items(), 1)
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{entries}</Relationships>'


def sheet(rows: str, before: str = "", after: str = "") -> str:
    """The part of a sheet."""
    return f"<worksheet {MAIN}>{before}<sheetData>{rows}</sheetData>{after}</worksheet>"


def strings(*texts: str) -> str:
    """The part of shared texts."""
    return f"<sst {MAIN}>" + "".join(f"<si><t>{escape(text)}</t></si>" for text in texts) + "</sst>"


def one_cell(text: str, ref: str = "A1") -> str:
    """A row with one cell of text."""
    row = ref.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return f'<row r="{row}"><c r="{ref}" t="inlineStr"><is><t>{escape(text)}</t></is></c></row>'


def write(path: Path, rows: str = "", extra: Mapping[str, str | bytes] | None = None) -> Path:
    """A workbook with one sheet Blad1; ``extra`` adds parts or replaces them."""
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": rels({"officeDocument": "xl/workbook.xml"}),
        "xl/workbook.xml": f'<workbook {MAIN} {R}><sheets><sheet name="Blad1" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": rels(
            {"worksheet": "worksheets/sheet1.xml", "sharedStrings": "sharedStrings.xml"}
        ),
        "xl/worksheets/sheet1.xml": sheet(rows),
    }
    parts.update(extra or {})
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def refused(path: Path | str, encoding: str | None = None) -> KgovError:
    """The error with which a file is refused; both languages of it are there."""
    with pytest.raises(KgovError) as caught:
        read_workbook(str(path), encoding)
    error = caught.value
    assert error.problem.sv and error.problem.en and error.problem.sv != error.problem.en
    assert error.advice is not None and error.advice.sv != error.advice.en
    return error


def spot(error: KgovError) -> str:
    """The place that an error names, in Swedish."""
    return error.where if type(error.where) is str else error.where[0]


def read(path: Path | str, encoding: str | None = None) -> Workbook:
    """The workbook."""
    return read_workbook(str(path), encoding)


def check_digit(nine: str) -> str:
    """The digit that makes nine digits a personal number or an organisation number."""
    total = 0
    for position, digit in enumerate(nine):
        product = int(digit) * (2 if position % 2 == 0 else 1)
        total += product // 10 + product % 10
    return str(-total % 10)


def personal(date: str = "811218", serial: str = "987", sep: str = "-", century: str = "") -> str:
    """A number with a right check digit that is made up here; none stands in any file."""
    return f"{century}{date}{sep}{serial}{check_digit(date + serial)}"
