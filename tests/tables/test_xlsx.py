"""Workbooks as Excel, LibreOffice and openpyxl write them: read as they stand, or refused with the cell."""

from __future__ import annotations

import datetime
import hashlib
import re
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from foreign import MAIN, R, one_cell, read, refused, rels, sheet, spot, strings, write
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from kgov.cli.output import complain
from kgov.errors import KgovError
from kgov.language import Both
from kgov.storage.personal_numbers import in_value
from kgov.storage.tables import Value, address, number_of, where

DAY = datetime.date(2026, 1, 2)
NOON = datetime.datetime(2026, 1, 2, 13, 0, 5)


def _book(path: Path, rows: list[list[object]]) -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.title = "Ledamöter"
    for row in rows:
        book.active.append(row)
    book.save(path)
    return book


def _rows(path: Path) -> list[list[Value]]:
    return read(path).sheets[0].rows


@pytest.mark.parametrize(
    ("column", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (52, "AZ"), (703, "AAA"), (16384, "XFD")]
)
def test_addresses(column: int, letters: str) -> None:
    assert address(19, column) == f"{letters}19" and number_of(letters) == column


def test_places() -> None:
    assert where("l.xlsx", "Möten", 19, 3) == Both(
        "l.xlsx, bladet Möten, cell C19", "l.xlsx, sheet Möten, cell C19"
    )
    assert where("l.csv", "l", 19, 3) == Both("l.csv, cell C19", "l.csv, cell C19")
    assert where("mapp/", "Möten", 19, 3).sv == "mapp/Möten.csv, cell C19"


@pytest.mark.parametrize("epoch", [None, CALENDAR_MAC_1904])
def test_each_kind_of_value(tmp_path: Path, epoch: datetime.datetime | None) -> None:
    path = tmp_path / "a.xlsx"
    book = openpyxl.Workbook()
    if epoch:
        book.epoch = epoch
    ledger = book.active
    assert ledger is not None
    row = ["Åsa", " x ", "0012", "a\nb", 7, 1.5, -3, 123456789012345, True, False, DAY, NOON]
    ledger.append([*row, datetime.time(13, 0), datetime.time(9, 5, 7), datetime.timedelta(hours=26)])
    book.save(path)
    found = _rows(path)[0]
    assert found == [*row, "13:00", "09:05:07", "26:00"]
    assert [type(value) for value in found[:12]] == [type(value) for value in row]


def test_rows_begin_at_one_and_end_at_the_last_value(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = openpyxl.Workbook()
    ledger = book.active
    assert ledger is not None
    ledger["C3"] = "x"
    ledger["E3"] = ""
    ledger["B9"].fill = openpyxl.styles.PatternFill("solid", "cccccc")
    ledger.row_dimensions[3].hidden = True
    book.create_sheet("Dold").sheet_state = "hidden"
    book.create_sheet("Mycket dold").sheet_state = "veryHidden"
    book.save(path)
    found = read(path)
    assert found.sheets[0].rows == [[], [], [None, None, "x"]] and found.sheets[0].first_row == 1
    assert [(s.name, s.hidden, s.rows) for s in found.sheets[1:]] == [
        ("Dold", True, []),
        ("Mycket dold", True, []),
    ]
    assert not found.sheets[0].hidden
    assert found.name == str(path) and found.digest == hashlib.sha256(path.read_bytes()).hexdigest()


def test_formulas_are_refused_with_their_cells(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = _book(path, [["a", "b"]])
    book["Ledamöter"]["C19"] = "=A1"
    book["Ledamöter"]["B20"] = "=1+1"
    book.create_sheet("Möten")["A1"] = "=Ledamöter!A1"
    book.save(path)
    error = refused(path)
    assert spot(error) == f"{path}, bladet Ledamöter, cell C19"
    assert error.problem.sv.endswith("en formel (också: bladet Ledamöter, cell B20; bladet Möten, cell A1)")
    assert error.problem.en.endswith("a formula (also: sheet Ledamöter, cell B20; sheet Möten, cell A1)")
    assert error.advice is not None and "klistra in dem som värden" in error.advice.sv


@pytest.mark.parametrize(
    "cell",
    [
        "<f>1+1</f><v>2</v>",
        '<f t="shared" si="0"/><v>2</v>',
        '<f t="shared" ref="A1:A9" si="0">B1</f><v>2</v>',
        '<f t="array" ref="A1">B1</f>',
        "<v>2</v><f/>",
        '<x:f xmlns:x="urn:x">1</x:f><v>2</v>',
    ],
)
def test_formulas_of_every_kind(tmp_path: Path, cell: str) -> None:
    path = write(tmp_path / "a.xlsx", f'<row r="1"><c r="A1">{cell}</c></row>')
    assert "formel" in refused(path).problem.sv


@pytest.mark.parametrize("word", ["#REF!", "#N/A", "#DIV/0!", "#BUSY!"])
def test_error_values_are_refused(tmp_path: Path, word: str) -> None:
    path = write(tmp_path / "a.xlsx", f'<row r="2"><c r="B2" t="e"><v>{word}</v></c></row>')
    error = refused(path)
    assert "felvärde" in error.problem.sv and spot(error) == f"{path}, bladet Blad1, cell B2"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a\u200bb", "osynligt"),
        ("a\u202eb", "osynligt"),
        ("a_x0007_b", "styrtecken"),
        ("a\ufffdb", "gått förlorat"),
        ("x" * 32_768, "32768 tecken"),
    ],
    ids=["zero width", "bidi", "control", "lost", "long"],
)
def test_text_that_is_refused(tmp_path: Path, text: str, words: str) -> None:
    path = write(tmp_path / "a.xlsx", one_cell(text, "C19"))
    error = refused(path)
    assert words in error.problem.sv and spot(error) == f"{path}, bladet Blad1, cell C19"


def test_text_that_is_tidied(tmp_path: Path) -> None:
    path = write(tmp_path / "a.xlsx", one_cell("A\u030asa\u00a0O\u0308_x000D_\nb _x00E5_ _x005F_x00E5_"))
    assert _rows(path) == [["Åsa Ö\nb å _x00E5_"]]


@pytest.mark.parametrize(
    ("value", "form", "words"),
    [
        (10**15, "0", "15 siffror"),
        (59, "yyyy-mm-dd", "före 1901"),
        (-5, "yyyy-mm-dd", "under noll"),
        (-0.5, "[h]:mm", "under noll"),
    ],
)
def test_numbers_that_excel_has_changed(tmp_path: Path, value: float, form: str, words: str) -> None:
    path = tmp_path / "a.xlsx"
    book = _book(path, [["x"]])
    cell = book["Ledamöter"]["B2"]
    cell.value, cell.number_format = value, form
    book.save(path)
    error = refused(path)
    assert words in error.problem.sv and spot(error) == f"{path}, bladet Ledamöter, cell B2"


def test_merged_cells(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = _book(path, [["Ledamöter i RMKS"], ["Namn", "Grupp"], ["Åsa", "LAG"], ["Örjan"]])
    ledger = book["Ledamöter"]
    ledger.merge_cells("A1:F1")
    ledger.merge_cells("D8:E9")
    book.save(path)
    assert _rows(path) == [["Ledamöter i RMKS"], ["Namn", "Grupp"], ["Åsa", "LAG"], ["Örjan"]]
    ledger.merge_cells("B3:B4")
    book.save(path)
    error = refused(path)
    assert "B3:B4" in error.problem.sv and spot(error).endswith("cell B3")
    ledger.unmerge_cells("B3:B4")
    ledger.merge_cells("A4:B4")
    ledger["C4"] = "x"
    book.save(path)
    assert "A4:B4" in refused(path).problem.sv
    ledger.unmerge_cells("A4:B4")
    ledger.unmerge_cells("A1:F1")
    ledger["A2"] = ledger["B2"] = None
    ledger.merge_cells("A1:F2")
    book.save(path)
    assert "A1:F2" in refused(path).problem.sv


@pytest.mark.parametrize(
    ("number", "value"),
    [
        (45000.9999999999, datetime.date(2023, 3, 16)),
        (45000.123456, datetime.datetime(2023, 3, 15, 2, 57, 47)),
        (45000, datetime.date(2023, 3, 15)),
    ],
)
def test_parts_of_a_day_are_rounded_to_seconds(tmp_path: Path, number: float, value: datetime.date) -> None:
    path = tmp_path / "a.xlsx"
    book = _book(path, [["x"]])
    cell = book["Ledamöter"]["A2"]
    cell.value, cell.number_format = number, "yyyy-mm-dd hh:mm"
    book.save(path)
    assert _rows(path)[1] == [value] and type(_rows(path)[1][0]) is type(value)


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>',
        '<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>2</v></c></row>',
        '<row r="2"><c r="A2"><v>1</v></c></row><row r="1"><c r="A1"><v>2</v></c></row>',
        '<row r="5"><c r="B2"><v>1</v></c></row>',
        '<row r="1"><c r="a1"><v>1</v></c></row>',
        '<row r="0"><c r="A0"><v>1</v></c></row>',
        '<row r="1"><c r="AAAA1"><v>1</v></c></row>',
        '<row r="1"><c r="1"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v><v>2</v></c></row>',
        '<row r="1"><c r="A1"><v>abc</v></c></row>',
        '<row r="1"><c r="A1"><v>nan</v></c></row>',
        '<row r="1"><c r="A1"><v>١</v></c></row>',
        '<row r="1"><c r="A1" t="s"><v>9</v></c></row>',
        '<row r="1"><c r="A1" t="s"><v>-1</v></c></row>',
        '<row r="1"><c r="A1" t="x"><v>9</v></c></row>',
        '<row r="1"><c r="A1" t="b"><v>ja</v></c></row>',
        '<row r="1"><c r="A1" t="str"><v><![CDATA[a]]>b</v></c></row>',
        '<row r="1"><c r="A1" t="str"><v>a<!-- b -->c</v></c></row>',
        '<row r="1"><c r="A1" t="str"><v>a<?b c?>d</v></c></row>',
        '<row r="1"><v>1</v></row>',
        '<c r="A1"><c r="B1"><v>1</v></c></c>',
        '<row r="1"><c r="A1"><row r="2"/></c></row>',
        "<row",
        "</sheetData><sheetData>",
        "</sheetData><row/><sheetData>",
    ],
)
def test_cells_that_two_readers_would_read_differently(tmp_path: Path, rows: str) -> None:
    assert "skadad" in refused(write(tmp_path / "a.xlsx", rows)).problem.sv


def test_cells_without_addresses_are_counted(tmp_path: Path) -> None:
    path = write(
        tmp_path / "a.xlsx",
        "<row><c><v>1</v></c><c/><c><v>2</v></c></row><row r='3'><c r='B3'><v>3</v></c><c><v>4</v></c></row>",
    )
    assert _rows(path) == [[1, None, 2], [], [None, 3, 4]]


def test_shared_texts_and_tags_with_prefixes(tmp_path: Path) -> None:
    cells = '<row r="1"><c r="A1" t="s"><v>1</v></c><c r="B1" t="s"><v>0</v></c></row>'
    path = write(tmp_path / "a.xlsx", cells, {"xl/sharedStrings.xml": strings("Åsa & Örjan", "<b>")})
    assert _rows(path) == [["<b>", "Åsa & Örjan"]]
    prefixed = sheet('<row r="1"><c r="A1"><v>1</v></c></row>').replace("<", "<x:").replace("<x:/", "</x:")
    prefixed = prefixed.replace("xmlns=", "xmlns:x=")
    path = write(tmp_path / "b.xlsx", "", {"xl/worksheets/sheet1.xml": prefixed})
    assert _rows(path) == [[1]]
    formula = prefixed.replace("<x:v>", "<x:f>1</x:f><x:v>")
    assert (
        "formel" in refused(write(tmp_path / "c.xlsx", "", {"xl/worksheets/sheet1.xml": formula})).problem.sv
    )


def test_sheets_are_those_of_the_workbook(tmp_path: Path) -> None:
    missing = {"xl/_rels/workbook.xml.rels": rels({"worksheet": "worksheets/sheet9.xml"})}
    assert "ett blad saknas" in refused(write(tmp_path / "a.xlsx", one_cell("x"), missing)).problem.sv
    twice = f'<workbook {MAIN} {R}><sheets><sheet name="A" sheetId="1" r:id="rId1"/><sheet name="B" sheetId="2" r:id="rId1"/></sheets></workbook>'
    assert (
        "ett blad saknas"
        in refused(write(tmp_path / "b.xlsx", one_cell("x"), {"xl/workbook.xml": twice})).problem.sv
    )
    orphan = {"xl/worksheets/sheet2.xml": sheet("<row><c><f>1</f></c></row>")}
    assert [s.name for s in read(write(tmp_path / "c.xlsx", one_cell("x"), orphan)).sheets] == ["Blad1"]
    unseen = (
        f'<workbook {MAIN} {R}><sheets><sheet name="A\u202eB" sheetId="1" r:id="rId1"/></sheets></workbook>'
    )
    error = refused(write(tmp_path / "d.xlsx", "<row><c><f/></c></row>", {"xl/workbook.xml": unseen}))
    assert "osynligt" in error.problem.sv and "\u202e" not in spot(error)
    same = f'<workbook {MAIN} {R}><sheets><sheet name="A" sheetId="1" r:id="rId1"/><sheet name="a" sheetId="2" r:id="rId2"/></sheets></workbook>'
    double = {
        "xl/workbook.xml": same,
        "xl/_rels/workbook.xml.rels": rels(
            {"worksheet": "worksheets/sheet1.xml", "b": "/xl/worksheets/sheet2.xml"}
        ),
        "xl/worksheets/sheet2.xml": sheet(one_cell("x")),
    }
    assert "samma namn" in refused(write(tmp_path / "e.xlsx", one_cell("x"), double)).problem.sv


def test_a_sheet_with_a_chart_only(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = _book(path, [["a", 1]])
    book.create_chartsheet("Diagram").add_chart(openpyxl.chart.BarChart())
    book.save(path)
    assert [(s.name, s.rows) for s in read(path).sheets] == [("Ledamöter", [["a", 1]]), ("Diagram", [])]


TEXT = st.text(
    st.sampled_from("abcÅÄÖåäöéüßøŠž 0123456789;,\t\"'\n<>&=+-@_x–’•€"), min_size=1, max_size=40
).filter(lambda text: text.strip() and not text.startswith("="))
VALUES = st.one_of(
    st.none(),
    TEXT,
    st.sampled_from(
        [
            "Ja",
            "Nej",
            "Vet inte",
            "x" * 30_000,
            "Sjukvårdsregionala programområden " * 9,
            "_x0041_",
            "_x00E5_",
        ]
    ),
    st.integers(-(10**14), 10**14),
    st.booleans(),
    st.floats(-1e9, 1e9, allow_nan=False)
    .map(lambda number: round(number, 5))
    .filter(lambda number: number != int(number)),
    st.dates(datetime.date(1901, 1, 1), datetime.date(2199, 12, 31)),
    st.datetimes(datetime.datetime(1901, 1, 1), datetime.datetime(2199, 12, 31))
    .map(lambda moment: moment.replace(microsecond=0))
    .filter(lambda moment: moment.time() != datetime.time(0)),
).filter(lambda value: not in_value(value))  # type: ignore[arg-type]
TABLES = st.lists(st.lists(VALUES, max_size=6), max_size=6)


def _trimmed(rows: list[list[object]]) -> list[list[object]]:
    rows = [list(row) for row in rows]
    for row in rows:
        while row and row[-1] is None:
            row.pop()
    while rows and not rows[-1]:
        rows.pop()
    return rows


def _same(found: list[list[Value]], rows: list[list[object]]) -> None:
    assert found == rows
    assert [[type(v) for v in row] for row in found] == [[type(v) for v in row] for row in rows]


@settings(deadline=None, max_examples=100, suppress_health_check=[HealthCheck.too_slow])
@given(TABLES)
def test_what_xlsxwriter_writes_is_read(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[object]]
) -> None:
    path = tmp_path_factory.mktemp("x") / "a.xlsx"
    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd hh:mm:ss"}) as book:
        ledger = book.add_worksheet("Ledamöter")
        for r, row in enumerate(rows):
            for c, value in enumerate(row):
                if isinstance(value, str):
                    ledger.write_string(r, c, value)
                elif value is not None:
                    ledger.write(r, c, value)
    _same(_rows(path), _trimmed(rows))


@settings(deadline=None, max_examples=100, suppress_health_check=[HealthCheck.too_slow])
@given(TABLES, st.booleans())
def test_what_openpyxl_writes_is_read(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[object]], mac: bool
) -> None:
    path = tmp_path_factory.mktemp("x") / "a.xlsx"
    book = openpyxl.Workbook()
    if mac:
        book.epoch = CALENDAR_MAC_1904
        rows = [[v for v in row if not (isinstance(v, datetime.date) and v.year < 1905)] for row in rows]
    ledger = book.active
    assert ledger is not None
    for r, row in enumerate(rows, 1):
        for c, value in enumerate(row, 1):
            cell = ledger.cell(r, c)
            cell.value = value  # type: ignore[assignment]
            if isinstance(value, str):
                # Unlike Excel it does not protect what looks like an escaped character.
                cell.value = re.sub(r"_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", value)
                cell.data_type = "s"
    book.save(path)
    _same(_rows(path), _trimmed(rows))


SOFFICE = shutil.which("soffice")


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed")
def test_what_libreoffice_saves_is_read(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["Namn", "Från", "Möte", "Jäv", "Antal", "Telefon", "Anmärkning"],
        ["Åsa Öberg", DAY, NOON, "Ja", 7, "010-103 00 00", "rad 1\nrad 2"],
        ["Örjan Ärlig", None, None, "Vet inte", 1.5, None, " mellan <&> "],
        [None, None, None, True],
        ["x" * 30_000],
    ]
    path = tmp_path / "a.xlsx"
    book = _book(path, rows)
    book.create_sheet("Dold").sheet_state = "hidden"
    book["Dold"]["B2"] = "åäö"
    book.save(path)
    assert SOFFICE
    subprocess.run(
        [
            SOFFICE,
            f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            "xlsx",
            "--outdir",
            str(tmp_path / "out"),
            str(path),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    found = read(tmp_path / "out" / "a.xlsx")
    _same(found.sheets[0].rows, _trimmed(rows))
    assert [(s.name, s.hidden) for s in found.sheets] == [("Ledamöter", False), ("Dold", True)]
    assert found.sheets[1].rows == [[], [None, "åäö"]]


def test_an_error_tells_its_place_in_both_languages(capsys: pytest.CaptureFixture[str]) -> None:
    error = KgovError(Both("fel", "wrong"), where=where("l.xlsx", "Möten", 1, 1))
    assert str(error) == "l.xlsx, sheet Möten, cell A1: wrong"
    complain(error)
    assert "l.xlsx, bladet Möten, cell A1: fel" in capsys.readouterr().err
