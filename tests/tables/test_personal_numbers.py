"""A personal identity number anywhere in a file stops the reading, with its place and without the number."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

import openpyxl
import pytest
from foreign import MAIN, check_digit, one_cell, personal, refused, rels, sheet, spot, strings, write
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from kgov.storage.personal_numbers import has_personal_number, in_value
from kgov.storage.spreadsheets import find_personal_numbers

PLAIN = personal()
DATES = st.dates(datetime.date(1900, 1, 1), datetime.date(2010, 12, 31))


def forms(date: str, serial: str, century: str) -> list[str]:
    """A number in each of the ways people write it."""
    last = serial + check_digit(date + serial)
    yy, mm, dd = date[:2], date[2:4], date[4:]
    return [
        f"{date}-{last}",
        f"{date}+{last}",
        f"{century}{date}-{last}",
        f"{century}{date}{last}",
        f"{century} {date}-{last}",
        f"{date} - {last}",
        f"{century}{yy}-{mm}-{dd}-{last}",
        f"{date}–{last}",
        f"{date}\u2011{last}",
        f"{date}\u00a0-\u00a0{last}",
        f"{date}\u200b-{last[:2]}\u200b{last[2:]}",
        "".join(chr(0xFF10 + int(d)) for d in date) + "-" + last,
    ]


@given(DATES, st.integers(0, 999))
def test_each_way_of_writing_is_seen(day: datetime.date, serial: int) -> None:
    date, century = f"{day:%y%m%d}", f"{day:%Y}"[:2]
    for form in forms(date, f"{serial:03}", century):
        assert has_personal_number(form), re.sub(r"[0-9]", "0", form)
        assert has_personal_number(f"Anna (pnr {form}), vakant")
        assert has_personal_number(f"pnr{form}")


@given(DATES, st.integers(0, 999))
def test_a_coordination_number_is_seen(day: datetime.date, serial: int) -> None:
    date = f"{day:%y%m}{day.day + 60}"
    assert has_personal_number(personal(date, f"{serial:03}"))
    assert has_personal_number(personal(date, f"{serial:03}", sep="", century=f"{day:%Y}"[:2]))


@given(DATES, st.integers(0, 999), st.integers(1, 9))
def test_a_wrong_check_digit_is_no_number(day: datetime.date, serial: int, off: int) -> None:
    right = personal(f"{day:%y%m%d}", f"{serial:03}")
    assert not has_personal_number(right[:-1] + str((int(right[-1]) + off) % 10))


@pytest.mark.parametrize("date", ["811318", "810018", "811232", "811200", "810229", "811260", "811293"])
def test_a_date_that_does_not_exist_is_no_number(date: str) -> None:
    assert not has_personal_number(personal(date))


def test_bare_digits_are_seen_outside_telephone_columns() -> None:
    bare = personal(sep="")
    young = personal("030412", "123", sep="")
    assert has_personal_number(bare) and has_personal_number(bare, "Telefon")
    assert has_personal_number(young) and has_personal_number(young, "Personnummer")
    assert not has_personal_number(young, "Telefon") and not has_personal_number(f"tel. {young}")
    assert has_personal_number(personal("030412", "123"), "Telefon")
    assert not has_personal_number(personal("070412", "123", sep=""))


OTHER = [
    "070-123 45 67",
    "0701234567",
    "+46 70 123 45 67",
    "+46701234567",
    "019-602 10 00",
    "08-123 456 78",
    "232100-0164",
    "2321000164",
    "556677-8899",
    "165566778899",
    "RS 2026/123",
    "26RS1234",
    "HSN 2026-00123",
    "SE2321000164-1003",
    "SE2321000164-1A2B",
    "2026-11-22",
    "20261122",
    "20260101-20261231",
    "2026-11-27 13:00",
    "123 45 67-8",
    "5050-1055",
    "SE45 5000 0000 0583 9825 7466",
    "SE4550000000058398257466",
    "https://example.org/2026/1122",
]


@pytest.mark.parametrize("text", OTHER)
def test_other_numbers_do_not_trip_it(text: str) -> None:
    assert not has_personal_number(text)


@given(st.integers(0, 9999))
def test_no_number_of_these_kinds_trips_it(n: int) -> None:
    for text in (
        f"070{n:04}123",
        f"+4670{n:04}123",
        f"2321{n:04}12"[:10],
        f"232100-{n:04}",
        f"SE2321000164-{n:04}",
        f"SE2321000164-811218{n:04}",
        f"RS 2026/{n:04}",
        f"26RS{n:04}",
        f"2026-11-27 {n:04}",
        f"SE{n:04}5000811218{n:04}7466",
        f"SE45 5000 8112 18{n % 100:02} {n:04} 7466",
        f"123811218{n:04}",
        f"811218{n:04}123",
        f"+471201{n:04}",
    ):
        assert not has_personal_number(text), text
    for text in (f"010103{n:04}", f"0111{n % 13:02}{n:04}"):
        assert not has_personal_number(text, "Telefonnummer"), text


@pytest.mark.parametrize("hour", range(24))
def test_a_point_in_time_is_no_number(hour: int) -> None:
    year = datetime.date.today().year
    assert not any(has_personal_number(f"{year}1127{hour:02}{minute:02}") for minute in range(60))


def test_numeric_cells() -> None:
    assert in_value(int(personal(sep=""))) and in_value(int(personal(sep="", century="19")))
    assert not in_value(int(personal(sep="")[:-1])) and not in_value(True) and not in_value(None)
    young = int(personal("030412", "123", sep=""))
    assert in_value(young, "Personnummer") and not in_value(young, "Telefon")


def _places(path: Path) -> list[str]:
    found = [place.sv.removeprefix(str(path)).lstrip(", ") for place in find_personal_numbers(str(path))]
    error = refused(path)
    for text in (spot(error), *error.problem, *(error.advice or ()), str(error), repr(error.__dict__)):
        assert "811218" not in text and PLAIN[-4:] not in text
    return found


def _book(path: Path) -> tuple[openpyxl.Workbook, openpyxl.worksheet.worksheet.Worksheet]:
    book = openpyxl.Workbook()
    active = book.active
    active.title = "Ledamöter"
    active["A1"] = "Namn"
    return book, active


def test_in_cells_hidden_rows_and_hidden_sheets(tmp_path: Path) -> None:
    path = tmp_path / "lista.xlsx"
    book, ledger = _book(path)
    ledger["C19"] = f"Åsa {PLAIN}"
    ledger["D20"] = int(personal(sep=""))
    ledger.row_dimensions[20].hidden = True
    hidden = book.create_sheet("Dold")
    hidden.sheet_state = "veryHidden"
    hidden["A1"] = PLAIN
    book.save(path)
    assert _places(path) == [
        "bladet Ledamöter, cell C19",
        "bladet Ledamöter, cell D20",
        "bladet Dold, cell A1",
    ]
    error = refused(path)
    assert spot(error).endswith("lista.xlsx, bladet Ledamöter, cell C19")
    assert "bladet Dold, cell A1" in error.problem.sv and "2 ställen till" in error.problem.sv
    assert "sheet Dold, cell A1" in error.problem.en


def test_in_comments(tmp_path: Path) -> None:
    path = tmp_path / "lista.xlsx"
    book, ledger = _book(path)
    ledger["B7"].comment = Comment(f"ring {PLAIN}", "kansli")
    book.save(path)
    assert _places(path) == ["bladet Ledamöter, kommentar till cell B7"]


def test_in_a_comment_in_pieces_and_its_thread(tmp_path: Path) -> None:
    first, last = PLAIN.split("-")
    path = write(
        tmp_path / "lista.xlsx",
        one_cell("Namn"),
        {
            "xl/worksheets/_rels/sheet1.xml.rels": rels(
                {"comments": "../comments1.xml", "threaded": "../threadedComments/threadedComment1.xml"}
            ),
            "xl/comments1.xml": f'<comments {MAIN}><commentList><comment ref="B7"><text><r><t>{first}</t></r><r><rPr><b/></rPr><t>-{last}</t></r></text></comment></commentList></comments>',
            "xl/threadedComments/threadedComment1.xml": f'<ThreadedComments><threadedComment ref="C8"><text>{PLAIN}</text></threadedComment></ThreadedComments>',
        },
    )
    assert _places(path) == ["bladet Blad1, kommentar till cell B7", "bladet Blad1, kommentar till cell C8"]


@pytest.mark.parametrize(
    "kind", ["property", "name", "header", "choices", "prompt", "link", "sheet", "custom"]
)
def test_where_no_cell_shows_it(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "lista.xlsx"
    book, ledger = _book(path)
    if kind == "property":
        book.properties.title = PLAIN
    elif kind == "custom":
        from openpyxl.packaging.custom import StringProperty

        book.custom_doc_props.append(StringProperty(name="Handläggare", value=PLAIN))
    elif kind == "name":
        book.defined_names["Ansvarig"] = DefinedName("Ansvarig", attr_text=f'"{PLAIN}"')
    elif kind == "header":
        ledger.oddHeader.center.text = f"Lista {PLAIN}"
    elif kind == "link":
        ledger["A1"].hyperlink = f"mailto:{PLAIN}@example.org"
    elif kind == "sheet":
        book.create_sheet(f"Blad {PLAIN}")["A1"] = "=1+1"
    else:
        text = (
            {"formula1": f'"{PLAIN},Nej"'} if kind == "choices" else {"prompt": PLAIN, "formula1": '"Ja,Nej"'}
        )
        rule = DataValidation(type="list", sqref="C2:C9", **text)
        ledger.add_data_validation(rule)
    book.save(path)
    expected = {
        "property": ["dokumentets egenskaper (Arkiv – Info)"],
        "custom": ["dokumentets egenskaper (Arkiv – Info)"],
        "name": ["ett definierat namn"],
        "header": ["bladet Ledamöter, sidhuvud eller sidfot"],
        "link": ["bladet Ledamöter, en länk"],
        "sheet": ["namnet på blad 2"],
        "choices": ["bladet Ledamöter, listval eller hjälptext för cell C2:C9"],
        "prompt": ["bladet Ledamöter, listval eller hjälptext för cell C2:C9"],
    }
    assert _places(path) == expected[kind]


def test_in_text_boxes_pivot_tables_and_parts_of_other_kinds(tmp_path: Path) -> None:
    a = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    path = write(
        tmp_path / "lista.xlsx",
        one_cell("Namn"),
        {
            "xl/worksheets/_rels/sheet1.xml.rels": rels(
                {"drawing": "../drawings/drawing1.xml", "vmlDrawing": "../drawings/vmlDrawing1.vml"}
            ),
            "xl/drawings/drawing1.xml": f"<d {a}><a:p><a:r><a:rPr/><a:t>{PLAIN[:7]}</a:t></a:r><a:r><a:t>{PLAIN[7:]}</a:t></a:r></a:p></d>",
            "xl/drawings/vmlDrawing1.vml": f"<xml><br><div>{PLAIN}</div></xml>",
            "xl/pivotCache/pivotCacheRecords1.xml": f'<p><r><s v="{PLAIN}"/></r></p>',
            "xl/externalLinks/externalLink1.xml": f"<e><cell><v>{PLAIN}</v></cell></e>",
            "customXml/item1.xml": f"<ärende>{PLAIN}</ärende>",
        },
    )
    assert _places(path) == [
        "bladet Blad1, en textruta eller figur",
        "en pivottabell",
        "värden ur en annan arbetsbok",
        "en del av arbetsboken som inte syns",
    ]


def test_in_texts_that_no_cell_shows_any_more(tmp_path: Path) -> None:
    cells = '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'
    path = write(tmp_path / "a.xlsx", cells, {"xl/sharedStrings.xml": strings("Namn", f"Åsa {PLAIN}")})
    assert _places(path) == ["text som inte längre syns i någon cell"]


def test_a_telephone_column_is_read(tmp_path: Path) -> None:
    path = tmp_path / "lista.xlsx"
    book, ledger = _book(path)
    ledger.append(["Telefon", "Organisationsnummer", "Diarienummer", "HSA-id", "Mobil"])
    young = personal("030412", "123", sep="")
    for row in range(5):
        ledger.append([young, "232100-0164", f"26RS{row}", f"SE2321000164-{row}", int(young)])
    book.save(path)
    assert find_personal_numbers(str(path)) == []
    ledger["F9"] = young
    book.save(path)
    assert _places(path)[-1] == "bladet Ledamöter, cell F9"


def test_a_telephone_number_in_a_list_of_texts_or_a_copy_of_cells(tmp_path: Path) -> None:
    young = personal("030412", "123", sep="")
    cells = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>{n - 1}</v></c></row>' for n in (1, 2))
    parts = {
        "xl/sharedStrings.xml": strings("Telefon", young),
        "xl/pivotCache/pivotCacheRecords1.xml": f'<p><r><s v="{young}"/></r></p>',
    }
    assert find_personal_numbers(str(write(tmp_path / "a.xlsx", cells, parts))) == []
    other = {"xl/sharedStrings.xml": strings("Namn", young)}
    assert _places(write(tmp_path / "b.xlsx", cells, other)) == ["bladet Blad1, cell A2"]


def test_in_csv_and_names_of_files(tmp_path: Path) -> None:
    path = tmp_path / "lista.csv"
    path.write_text(f"Namn;Övrigt\nÅsa;x\nÖrjan;född {PLAIN}\n", encoding="utf-8")
    assert _places(path) == ["cell B3"]
    named = tmp_path / f"{PLAIN}.csv"
    named.write_text("Namn\n", encoding="utf-8")
    error = refused(named)
    assert spot(error) == "" and PLAIN not in str(error)
    path.unlink()
    error = refused(tmp_path)
    assert PLAIN not in str(error) and spot(error).endswith("namnet på en fil")


def test_a_part_with_a_number_in_its_name(tmp_path: Path) -> None:
    path = write(tmp_path / "a.xlsx", one_cell("x"), {f"customXml/{PLAIN}.xml": "<x/>"})
    assert _places(path) == ["namnet på en del"]


def test_in_a_sheet_outside_its_cells(tmp_path: Path) -> None:
    text = f"<rowBreaks>{PLAIN}</rowBreaks>"
    path = write(tmp_path / "a.xlsx", "", {"xl/worksheets/sheet1.xml": sheet(one_cell("x"), after=text)})
    assert _places(path) == ["bladet Blad1, bladets inställningar"]


def test_in_a_sheet_that_the_workbook_does_not_list(tmp_path: Path) -> None:
    path = write(tmp_path / "a.xlsx", one_cell("x"), {"xl/worksheets/sheet2.xml": sheet(one_cell(PLAIN))})
    assert _places(path) == ["en del av arbetsboken som inte syns"]
