"""Files made to take a machine's memory and time: each ends soon, small, and with a clear error."""

from __future__ import annotations

import io
import json
import os
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from foreign import MAIN, one_cell, sheet, strings, write

SHEET = "xl/worksheets/sheet1.xml"
MEGA = 1024 * 1024
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
ENTITIES = f'<!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}]>'
QUADRATIC = f'<!DOCTYPE x [<!ENTITY a "{"x" * 100_000}">]>'

#: What a child does: read one file within one gigabyte, and tell how it went.
CHILD = """
import json, pathlib, re, resource, sys
resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
from kgov.errors import KgovError
from kgov.storage.spreadsheets import read_workbook
before = resource.getrusage(resource.RUSAGE_SELF)
try:
    read_workbook(sys.argv[1])
    told = ["", ""]
except KgovError as error:
    told = [error.problem.sv, error.where if type(error.where) is str else error.where.sv]
after = resource.getrusage(resource.RUSAGE_SELF)
seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
status = pathlib.Path("/proc/self/status")  # what getrusage tells on Linux includes the parent
peak = re.search("VmHWM:\\s+([0-9]+)", status.read_text()) if status.exists() else None
print(json.dumps([*told, seconds, int(peak[1]) * 1024 if peak else after.ru_maxrss]))
"""


def _stream(path: Path, parts: dict[str, Iterator[bytes]]) -> Path:
    """A workbook whose parts are too large to hold."""
    write(path)
    whole = path.read_bytes()
    with (
        zipfile.ZipFile(io.BytesIO(whole)) as old,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new,
    ):
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, pieces in parts.items():
            with new.open(name, "w", force_zip64=True) as out:
                for piece in pieces:
                    out.write(piece)
    return path


def _rows(count: int) -> Iterator[bytes]:
    yield f"<worksheet {MAIN}><sheetData>".encode()
    for _ in range(count // 10_000):
        yield b"<row><c><v>1</v></c></row>" * 10_000
    yield b"</sheetData></worksheet>"


def _numbered(count: int) -> Iterator[bytes]:
    yield f"<worksheet {MAIN}><sheetData>".encode()
    yield b"".join(b'<row r="%d"><c r="A%d"><v>%d</v></c></row>' % (n, n, n) for n in range(1, count))
    yield b"</sheetData></worksheet>"


def _text(size: int) -> Iterator[bytes]:
    yield f'<worksheet {MAIN}><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>'.encode()
    for _ in range(size // MEGA):
        yield b"x" * MEGA
    yield b"</t></is></c></row></sheetData></worksheet>"


def _forge(path: Path, size: int) -> Path:
    """Put another unpacked size in both headers of the sheet."""
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        member = archive.getinfo(SHEET)
    data[member.header_offset + 22 : member.header_offset + 26] = struct.pack("<I", size)
    at = data.index(SHEET.encode(), archive.start_dir) - 46
    data[at + 24 : at + 28] = struct.pack("<I", size)
    path.write_bytes(data)
    return path


def _filled(path: Path, size: int) -> Path:
    """A sheet of one letter, as one can be packed to nearly nothing."""
    write(path, extra={SHEET: b"<worksheet>" + b" " * size + b"</worksheet>"})
    return path


def _many_members(path: Path) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for n in range(60_000):
            archive.writestr(f"{n}.xml", b"")
    return path


def _raw(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def _far(ref: str) -> str:
    row = ref.lstrip("XFDALCUSJ")
    return f'<row r="{row}"><c r="{ref}"><v>1</v></c></row>'


def _xml(content: str) -> dict[str, str | bytes]:
    return {SHEET: content}


SHARED = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 100_000))
TAGS = (
    f"<worksheet {MAIN}>{''.join(f'<a{n * 7919 % 9973}/>' for n in range(2_100_000))}<sheetData/></worksheet>"
)
RUNS = (
    f"<row><c t='inlineStr'><is>{''.join(f'<r{n * 7919 % 9973}/>' for n in range(2_100_000))}</is></c></row>"
)
BLANK = "".join(
    f'<row r="{n}">' + "".join(f'<c r="{c}{n}"/>' for c in "ABCDEFGHIJ") + "</row>" for n in range(1, 80_000)
)
MERGED = "".join(f'<mergeCell ref="B1:{c}200000"/>' for c in ["SF"] * 50_000)
ATTRIBUTES = " ".join(f'a{n}="{n:012}"' for n in range(500_000))
MARKS = "a" + "\u0316\u0301" * 16_000

#: A file by its maker, and words of the error.
HOSTILE: dict[str, tuple[Callable[[Path], Path], str]] = {
    "5 million rows": (lambda p: _stream(p, {SHEET: _rows(5_000_000)}), "orimligt stor"),
    "300,000 rows": (lambda p: _stream(p, {SHEET: _numbered(300_000)}), "mer än 200 000 rader"),
    "a cell of 1 GB": (lambda p: _stream(p, {SHEET: _text(1024 * MEGA)}), "orimligt stor"),
    "a cell of 40 MB": (lambda p: write(p, one_cell(os.urandom(20 * MEGA).hex())), "större än 20 MB"),
    "a cell of 3 MB": (lambda p: write(p, one_cell("x" * 3 * MEGA)), "3145728 tecken"),
    "forged size": (lambda p: _forge(_filled(p, 200 * MEGA), 1000), "skadad"),
    "forged size, within the ratio": (lambda p: _forge(_filled(p, 200 * MEGA), 2 * MEGA), "skadad"),
    "filling": (lambda p: _filled(p, 40 * MEGA), "orimligt stor"),
    "60,000 members": (_many_members, "orimligt stor"),
    "entities": (
        lambda p: write(p, extra=_xml(ENTITIES + sheet(one_cell("&l9;").replace("&amp;", "&")))),
        "DOCTYPE",
    ),
    "entities squared": (
        lambda p: write(p, extra=_xml(QUADRATIC + sheet("<row><c><v>" + "&a;" * 20_000 + "</v></c></row>"))),
        "DOCTYPE",
    ),
    "entities in a comment": (
        lambda p: write(p, one_cell("x"), {"xl/comments1.xml": ENTITIES + "<x>&l9;</x>"}),
        "DOCTYPE",
    ),
    "a cell at the far end": (lambda p: write(p, _far("A1") + _far("XFD1048576")), "mer än 200 000 rader"),
    "a cell far down": (lambda p: write(p, _far("A200001")), "mer än 200 000 rader"),
    "a cell far right": (lambda p: write(p, _far("SXX1")), "500 kolumner"),
    "a wide and long rectangle": (lambda p: write(p, _far("A1") + _far("SF200000")), "celler"),
    "one text used 100,000 times": (
        lambda p: write(p, SHARED, {"xl/sharedStrings.xml": strings("å" * 30_000)}),
        "mycket text",
    ),
    "2 million tags": (lambda p: write(p, extra=_xml(TAGS)), "mycket text"),
    "2 million runs in a cell": (lambda p: write(p, RUNS), "mycket text"),
    "800,000 empty cells": (lambda p: write(p, BLANK), "500 000 celler"),
    "half a million attributes": (
        lambda p: write(p, extra=_xml(sheet("mycket text", f"<a {ATTRIBUTES}/>"))),
        "mycket text",
    ),
    "merged over each other": (
        lambda p: write(
            p,
            _far("A1") + _far("A90000"),
            {SHEET: sheet(_far("A1") + _far("A90000"), after=f"<mergeCells>{MERGED}</mergeCells>")},
        ),
        "sammanfogade",
    ),
    "nested 200,000 deep": (
        lambda p: write(p, extra=_xml(sheet("", "<a>" * 200_000 + "</a>" * 200_000))),
        "",
    ),
    "one letter with 32,000 marks": (lambda p: write(p, one_cell(MARKS)), "accenter"),
    "marks where no cell is": (
        lambda p: write(p, one_cell("x"), {"customXml/a.xml": f"<x>{MARKS * 40}</x>"}),
        "",
    ),
    "digits": (lambda p: write(p, one_cell("x"), {"customXml/a.xml": f"<x>{'81 12 18-' * 400_000}</x>"}), ""),
}
CSV: dict[str, tuple[Callable[[Path], Path], str]] = {
    "unclosed quote": (lambda p: _raw(p, b'a;b\n"' + b"x;y\n" * 4_000_000), "fler än 32767"),
    "quotes": (lambda p: _raw(p, b'a;b\n"' + b'""' * 8_000_000), "fler än 32767"),
    "5 million rows": (lambda p: _raw(p, b"a\n" + b"1\n" * 5_000_000), "mer än 200 000 rader"),
    "5 million columns": (lambda p: _raw(p, b";" * 5_000_000), "mer än 200 000 rader"),
    "100 MB": (lambda p: _raw(p, b"a;b\n" * 25 * MEGA), "större än 20 MB"),
    "marks": (lambda p: _raw(p, f"a;b\n{MARKS};x\n".encode()), "accenter"),
    "delimiters only": (lambda p: _raw(p, b";\n" * 150_000 + b";" * 400 + b"\n"), ""),
}


def _in_child(path: Path) -> tuple[str, str, float, int]:
    pytest.importorskip("resource", reason="limits of memory cannot be set on this platform")
    done = subprocess.run(
        [sys.executable, "-c", CHILD, str(path)],
        capture_output=True,
        text=True,
        timeout=120,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr[-2000:]
    problem, where, seconds, memory = json.loads(done.stdout)
    return problem, where, seconds, memory


def _contained(path: Path, words: str) -> None:
    problem, where, seconds, memory = _in_child(path)
    assert words in problem and (not problem) == (not words)
    assert where.startswith(str(path)) or not words
    assert memory < 300 * MEGA
    assert seconds < 20  # ten times what a free machine needs, so that a busy one does not fail


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_workbook_is_contained(tmp_path: Path, name: str) -> None:
    make, words = HOSTILE[name]
    _contained(make(tmp_path / "a.xlsx"), words)


@pytest.mark.parametrize("name", CSV)
def test_a_hostile_csv_file_is_contained(tmp_path: Path, name: str) -> None:
    make, words = CSV[name]
    _contained(make(tmp_path / "a.csv"), words)
