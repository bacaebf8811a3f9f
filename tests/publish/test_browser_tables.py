"""The browser reads the cells of foreign files as the command line does, and refuses what it refuses, in the same words."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import openpyxl
import pytest
from in_node import ROOT, needs_node, run
from openpyxl.comments import Comment

from kgov import KgovError
from kgov.lists.importing import to_source
from kgov.model.knowledge import Knowledge
from kgov.publish.addresses import Addresses
from kgov.publish.browser.asking import asking
from kgov.publish.browser.checking import checking
from kgov.storage.personal_numbers import has_personal_number
from kgov.storage.spreadsheets import read_workbook
from kgov.storage.tables import Value

sys.path.insert(0, str(ROOT / "tests" / "tables"))
from foreign import MAIN, check_digit, one_cell, personal, sheet, strings, write

pytestmark = needs_node

NUMBER = personal()
HEADINGS = ["Grupp", "Person", "Plats", "Roll", "Från och med"]


def book(path: Path, change: Callable[[openpyxl.Workbook], None]) -> Path:
    """A workbook with a sheet of members, changed."""
    made = openpyxl.Workbook()
    page = made.active
    assert page is not None
    page.title = "Ledamöter"
    page.append(HEADINGS)
    page.append(["RMKS", "1", None, "ledamot", datetime.date(2026, 1, 2)])
    change(made)
    made.save(path)
    return path


def text(name: str, content: str | bytes) -> Callable[[Path], Path]:
    """A CSV file."""

    def make(folder: Path) -> Path:
        path = folder / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return make


def changed(change: Callable[[openpyxl.Workbook], None]) -> Callable[[Path], Path]:
    return lambda folder: book(folder / "bok.xlsx", change)


def parts(rows: str = "", **extra: str) -> Callable[[Path], Path]:
    """A workbook written part by part; in the name of a part two underscores are a slash."""
    named = {f"{name.replace('__', '/')}.xml": content for name, content in extra.items()}
    return lambda folder: write(folder / "delar.xlsx", rows, named)


def bomb(folder: Path) -> Path:
    """A small file that would grow beyond all bounds."""
    return write(folder / "bomb.xlsx", "", {"xl/media/x.xml": b" " * 60_000_000})


def forged(folder: Path) -> Path:
    """A part that is larger than the table of contents says."""
    path = write(folder / "forged.xlsx", one_cell("x" * 5000))
    data = bytearray(path.read_bytes())
    at = data.rfind(b"xl/worksheets/sheet1.xml") - 46 + 24
    data[at : at + 4] = (100).to_bytes(4, "little")
    path.write_bytes(bytes(data))
    return path


def locked(folder: Path) -> Path:
    path = write(folder / "locked.xlsx", one_cell("x"))
    data = bytearray(path.read_bytes())
    data[data.rfind(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(bytes(data))
    return path


def macros(folder: Path) -> Path:
    return write(folder / "makro.xlsx", one_cell("x"), {"xl/vbaProject.bin": b"x"})


def values(made: openpyxl.Workbook) -> None:
    """Each kind of value."""
    moment = datetime.datetime(2026, 1, 2, 13, 0, 5)
    made["Ledamöter"].append(
        ["Åsa\nÖ", 7, 1.5, True, moment, datetime.time(13, 0), datetime.timedelta(hours=26), "å a\u030a"]
    )


def cell(at: str, value: object) -> Callable[[openpyxl.Workbook], None]:
    def change(made: openpyxl.Workbook) -> None:
        made["Ledamöter"][at] = value

    return change


def comment(made: openpyxl.Workbook) -> None:
    made["Ledamöter"]["B2"].comment = Comment(f"se {NUMBER}", "x")


def merged(made: openpyxl.Workbook) -> None:
    made["Ledamöter"].merge_cells("A2:A3")


def property_(made: openpyxl.Workbook) -> None:
    made.properties.subject = NUMBER


FILES: dict[str, Callable[[Path], Path]] = {
    "values": changed(values),
    "old days": changed(lambda made: (setattr(made, "epoch", openpyxl.utils.datetime.CALENDAR_MAC_1904), values(made))[1]),
    "formula": changed(cell("C9", "=A1")),
    "error value": parts('<row r="2"><c r="B2" t="e"><v>#REF!</v></c></row>'),
    "merged": changed(merged),
    "number in a cell": changed(cell("B7", NUMBER)),
    "number as a number": changed(cell("B7", int(NUMBER.replace("-", "")))),
    "number in a comment": changed(comment),
    "number in the properties": changed(property_),
    "number in the name of a sheet": changed(lambda made: setattr(made["Ledamöter"], "title", NUMBER)),
    "number in text left behind": parts(one_cell("x"), xl__sharedStrings=strings(NUMBER)),
    "far away": parts('<row r="900000"><c r="A900000"><v>1</v></c></row>'),
    "wide": parts('<row r="1"><c r="ZZ1"><v>1</v></c></row>'),
    "long number": parts('<row r="1"><c r="A1"><v>12345678901234567</v></c></row>'),
    "twice the same cell": parts('<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>'),
    "cell outside": parts("", xl__worksheets__sheet1=f'<worksheet {MAIN}><c r="A1"><v>1</v></c></worksheet>'),
    "document type": parts("", xl__worksheets__sheet1=f"<!DOCTYPE x><worksheet {MAIN}><sheetData/></worksheet>"),
    "broken": parts("", xl__worksheets__sheet1=f"<worksheet {MAIN}><sheetData>"),
    "unseen": parts(one_cell("a\u200bb")),
    "written by number": parts(one_cell("a_x00E5_ _x005F_x00E5_")),
    "runs": parts("", xl__worksheets__sheet1=sheet('<row r="1"><c r="A1" t="inlineStr"><is><r><t>a</t></r> <r><t>b</t></r><rPh sb="0" eb="1"><t>c</t></rPh></is></c></row>')),
    "bomb": bomb,
    "forged size": forged,
    "locked": locked,
    "macros": macros,
    "other format": text("bok.xls", b"\xd0\xcf\x11\xe0"),
    "no workbook": text("bok.xlsx", b"hej"),
    "csv": text("Ledamöter.csv", "Grupp;Person\r\nRMKS;\"a;b\"\"c\"\r\n"),
    "csv with commas": text("lista.csv", "Grupp,Person,Roll\nRMKS,1,x\n"),
    "csv that tells": text("lista.csv", "sep=|\nGrupp|Person\nRMKS|1\n"),
    "csv too wide": text("lista.csv", "Grupp;Person\nRMKS;1;2\n"),
    "csv with an open quote": text("lista.csv", 'Grupp;Person\nRMKS;"1\n'),
    "csv with a number": text("lista.csv", f"Grupp;Person\nRMKS;{NUMBER}\n"),
    "csv with a NUL": text("lista.csv", "Grupp;Person\nRMKS;\0\n"),
    "csv without anything": text("lista.csv", "\ufeff\n"),
    "packed csv": text("lista.csv", b"PK\x03\x04"),
}  # fmt: skip


def plain(value: Value) -> object:
    if isinstance(value, datetime.datetime):
        return {"day": value.isoformat(" ")}
    return {"day": value.isoformat()} if isinstance(value, datetime.date) else value


def wanted(path: Path) -> dict[str, Any]:
    """What the command line reads, or the words with which it refuses."""
    try:
        workbook = read_workbook(str(path))
    except KgovError as error:
        where = [error.where] * 2 if type(error.where) is str else list(error.where)
        return {"problem": list(error.problem), "advice": list(error.advice or ()), "where": where}
    return {
        "sheets": [{"name": s.name, "rows": [list(map(plain, r)) for r in s.rows]} for s in workbook.sheets]
    }


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Path, dict[str, Any]]]:
    """Each file with what the browser reads of it."""
    made = {name: make(tmp_path_factory.mktemp("fil")) for name, make in FILES.items()}
    answers = run("tables.mjs", {"files": [{"path": str(p), "name": str(p)} for p in made.values()]})["files"]
    return {name: (path, answer) for (name, path), answer in zip(made.items(), answers, strict=True)}


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_read_or_refused_alike(name: str, read: dict[str, tuple[Path, dict[str, Any]]]) -> None:
    path, got = read[name]
    want = wanted(path)
    assert got.get("fault", got) == want
    assert NUMBER not in str(got)


@pytest.mark.parametrize(("python", "web"), [("cp1252", "windows-1252"), ("mac-roman", "macintosh")])
def test_a_file_in_another_encoding_asks_for_it_and_is_then_read(
    tmp_path: Path, python: str, web: str
) -> None:
    path = tmp_path / "lista.csv"
    path.write_bytes("Grupp;Namn\nRåd;Åsa Öberg\n".encode(python))
    files = [{"path": str(path), "name": str(path), "encoding": encoding} for encoding in ("", web)]
    refused, read = run("tables.mjs", {"files": files})["files"]
    assert refused["fault"]["where"] == [f"{path}:2"] * 2 and "Windows-1252" in refused["fault"]["advice"][0]
    assert read["sheets"][0]["rows"] == read_workbook(str(path), python).sheets[0].rows


def written(random: Random) -> str:
    """A personal number, or nearly one, as people write it, with something around it."""
    date = f"{random.randint(0, 99):02}{random.randint(1, 13):02}{random.choice([random.randint(1, 31), random.randint(61, 91)])}"
    serial = f"{random.randint(0, 999):03}"
    last = serial + (check_digit(date.zfill(6) + serial) if random.random() < 0.8 else "3")
    century, sep = (
        random.choice(["", "", "18", "19", "20"]),
        random.choice(["", "-", "+", " ", " - ", "\u2011"]),
    )
    body = date if random.random() < 0.6 else f"{date[:2]}-{date[2:4]}-{date[4:]}"
    text = f"{century}{body}{sep}{last}"
    if random.random() < 0.2:
        text = "".join(chr(0xFF10 + int(c)) if c.isdecimal() else c for c in text)
    around = [
        "tel ",
        "mobil",
        "pnr ",
        "nr",
        "+46",
        "SE",
        " ",
        "\u00a0",
        "\u200b",
        "x",
        "_",
        "\u0663",
        "2026-11-27 1300",
    ]
    return random.choice(["", *around]) + text + random.choice(["", "", *around])


def test_personal_numbers_are_seen_alike() -> None:
    random = Random(9)
    headings = ["", "", "Telefon", "Personnummer", "Kontakt", "Ring"]
    texts = [(written(random), random.choice(headings)) for _ in range(3000)]
    got = run("tables.mjs", {"texts": texts})["texts"]
    want = [has_personal_number(text, heading) for text, heading in texts]
    assert got == want
    assert 300 < sum(want) < 2700


SHEETS: dict[str, list[list[list[str]]]] = {
    # each file is a list of rows; the name of the sheet stands first
    "unknown heading": [[["Ledamöter"], ["Grupp", "Persn", "Plats"], ["RMKS", "1", ""]]],
    "unknown sheet": [[["Ledamotter"], ["Grupp", "Person"], ["RMKS", "1"]], [["Personer"], ["Nummer"], ["1"]]],
    "no headings": [[["Ledamöter"], ["x", "y"]], [["Personer"], ["Nummer"], ["1"]]],
    "unknown body": [[["Ledamöter"], ["Grupp", "Från och med"], ["RMKX", "i går"]], [["Personer"], ["Nummer"], ["1"]]],
    "twins": [[["Personer"], ["Nummer", "Namn"], ["1", "A"], ["1", "B"]], [["Möten"], ["Grupp", "Dag"], ["RMKS", "2026-13-01"]]],
    "several": [[["Ledamöter"], ["Grupp", "Roll"], ["LAG", "ordförande"]], [["Personer"], ["Nummer"], ["1"]]],
    "sorts": [[["Kompletteringar"], ["Slag", "Från"], ["sambandd", "RMKS"], ["", "RMKS"]], [["Personer"], ["Nummer"], ["1"]]],
    "nobody": [[["Personer"], ["Nummer", "Namn"], ["", "Anna Exempel"]], [["Ledamöter"], ["Grupp", "Person"], ["RMKS", "Bo Exempel"]]],
    "answer": [[["Är allt med"], ["Gäller", "Är alla med i fråga om", "Svar", "Datum"], ["RMKS", "ledamöter", "", "2026-01-01"], ["RMKS", "möten", "kanske", ""]]],
}  # fmt: skip


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Path, dict[str, Any]]]:
    """Each workbook with what the browser says of it."""
    paths = {}
    for name, sheets in SHEETS.items():
        made = openpyxl.Workbook()
        made.remove(made.worksheets[0])
        for (title, *_), *rows in sheets:
            page = made.create_sheet(title)
            for row in rows:
                page.append(row)
        paths[name] = tmp_path_factory.mktemp("bok") / "bok.xlsx"
        made.save(paths[name])
    whole, day = Knowledge(), datetime.date(2026, 11, 22)
    job = {
        "rules": checking(whole, day),
        "knowledge": asking(whole, Addresses([]), day),
        "lists": [[str(path)] for path in paths.values()],
        "day": day.isoformat(),
    }
    (answer,) = run("answers.mjs", {"jobs": [job]})
    return {name: (path, got) for (name, path), got in zip(paths.items(), answer["lists"], strict=True)}


@pytest.mark.parametrize("name", SHEETS)
def test_cells_that_mean_nothing_are_told_alike(
    name: str, books: dict[str, tuple[Path, dict[str, Any]]]
) -> None:
    path, got = books[name]
    with pytest.raises(KgovError) as told:
        to_source(read_workbook(str(path)), Knowledge().need("norm", "codes", "open"))
    assert got["fault"]["problem"] == list(told.value.problem)
    assert "Exempel" not in str(got)
