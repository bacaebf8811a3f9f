"""Files that are not what their name says: refused with what they are and what to do."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest
from foreign import MAIN, one_cell, read, refused, rels, sheet, spot, write

from kgov.errors import KgovError
from kgov.storage.spreadsheets import find_personal_numbers, read_workbook

OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
LOCKED = OLD + "EncryptedPackage".encode("utf-16-le") + bytes(600)


@pytest.mark.parametrize(
    ("name", "data", "words", "advice"),
    [
        ("a.xlsx", b"", "är tom", ""),
        ("a.csv", b"", "är tom", ""),
        ("a.xlsx", b"Namn;Grupp\n", "ingen Excel-arbetsbok", "spara den som .xlsx"),
        ("a.xlsx", b"<html><body>Logga in</body></html>", "ingen Excel-arbetsbok", ""),
        ("a.xlsx", b"PK\x03\x04" + bytes(100), "skadad", ""),
        ("a.xls", OLD, "kan inte läsa .xls", ".xlsx"),
        ("a.xlsx", OLD, "gamla format", "Spara den som .xlsx"),
        ("a.xlsx", LOCKED, "lösenord", "Ta bort lösenordet"),
        ("a.csv", OLD, "gamla format", ""),
        ("a.csv", b"PK\x03\x04", "packad fil, inte CSV", ".xlsx"),
        ("a.ods", b"PK\x03\x04", "kan inte läsa .ods", "Spara den som .xlsx"),
        ("a.xlsm", b"PK\x03\x04", "kan inte läsa .xlsm", ""),
        ("a.txt", b"Namn\n", "kan inte läsa .txt", "CSV UTF-8"),
        ("a", b"Namn\n", "utan filändelse", ""),
    ],
)
def test_what_is_no_table(tmp_path: Path, name: str, data: bytes, words: str, advice: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    error = refused(path)
    assert words in error.problem.sv and spot(error) == str(path)
    assert error.advice is not None and advice in error.advice.sv


def test_endings_in_capitals(tmp_path: Path) -> None:
    assert read(write(tmp_path / "A.XLSX", one_cell("x"))).sheets[0].rows == [["x"]]
    (tmp_path / "B.CSV").write_text("a;b\n", encoding="utf-8")
    assert read(tmp_path / "B.CSV").sheets[0].rows == [["a", "b"]]


def test_no_file_and_no_ordinary_file(tmp_path: Path) -> None:
    assert "finns inte" in refused(tmp_path / "a.xlsx").problem.sv
    assert "kan inte öppnas" in refused(tmp_path / "a\0.xlsx").problem.sv
    assert "mapp utan CSV-filer" in refused(tmp_path).problem.sv
    folder = tmp_path / "a.xlsx"
    folder.mkdir()
    (folder / "a.csv").write_text("a;b\n", encoding="utf-8")
    assert "mapp" in refused(folder).problem.sv
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "b.csv")
        assert "ingen vanlig fil" in refused(tmp_path / "b.csv").problem.sv


def test_a_workbook_cut_short_anywhere(tmp_path: Path) -> None:
    whole = write(tmp_path / "a.xlsx", one_cell("Åsa")).read_bytes()
    path = tmp_path / "b.xlsx"
    for end in range(2, len(whole), 7):
        path.write_bytes(whole[:end])
        assert "skadad" in refused(path).problem.sv


def test_a_workbook_with_any_byte_changed_is_read_alike_or_refused(tmp_path: Path) -> None:
    whole = write(tmp_path / "a.xlsx", one_cell("Åsa")).read_bytes()
    path = tmp_path / "b.xlsx"
    refusals = 0
    for at in range(0, len(whole), 3):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :])
        try:
            assert read_workbook(str(path)).sheets[0].rows == [["Åsa"]]
        except KgovError:
            refusals += 1
    assert refusals > len(whole) / 6


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_members_that_are_locked_doubled_or_packed_otherwise(tmp_path: Path) -> None:
    path = write(tmp_path / "a.xlsx", one_cell("x"))
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        start = archive.start_dir
    data[start + 8] |= 1
    path.write_bytes(data)
    assert "lösenord" in refused(path).problem.sv
    for name in ("xl/worksheets/sheet1.xml", "XL\\Worksheets/Sheet1.xml", "/xl/worksheets/sheet1.xml"):
        write(path, one_cell("x"))
        with zipfile.ZipFile(path, "a") as archive:
            archive.writestr(name, sheet(one_cell("y")))
        assert "samma del finns två gånger" in refused(path).problem.sv
    write(path, one_cell("x"))
    with zipfile.ZipFile(path, "a", zipfile.ZIP_LZMA) as archive:
        archive.writestr("xl/extra.xml", "<x/>")
    assert "okänd packningsmetod" in refused(path).problem.sv


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ("xl/vbaProject.bin", "makron"),
        ("xl/embeddings/oleObject1.bin", "inbäddad fil"),
        ("xl/embeddings/Bok.xlsx", "inbäddad fil"),
        ("xl/embeddings/brev.docx", "inbäddad fil"),
        ("anteckning.txt", "inbäddad fil"),
    ],
)
def test_files_within_the_file(tmp_path: Path, part: str, words: str) -> None:
    assert words in refused(write(tmp_path / "a.xlsx", one_cell("x"), {part: b"x"})).problem.sv


def test_pictures_and_printer_settings_are_left_alone(tmp_path: Path) -> None:
    parts = {"xl/media/image1.png": bytes(9), "xl/printerSettings/printerSettings1.bin": bytes(9)}
    assert read(write(tmp_path / "a.xlsx", one_cell("x"), parts)).sheets[0].rows == [["x"]]


def test_a_zip_file_that_is_no_workbook(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    assert "ingen arbetsbok" in refused(path).problem.sv


@pytest.mark.parametrize("encoding", ["UTF-16", "ISO-8859-1", "utf-7"])
def test_parts_in_another_encoding(tmp_path: Path, encoding: str) -> None:
    text = f'<?xml version="1.0" encoding="{encoding}"?>' + sheet(one_cell("Asa"))
    path = write(tmp_path / "a.xlsx", extra={"xl/worksheets/sheet1.xml": text.encode(encoding)})
    assert "skadad" in refused(path).problem.sv
    bare = write(
        tmp_path / "b.xlsx", extra={"xl/worksheets/sheet1.xml": sheet(one_cell("Asa")).encode("utf-16-le")}
    )
    assert "skadad" in refused(bare).problem.sv


def test_no_reading_of_what_a_link_points_to(tmp_path: Path) -> None:
    outside = '<Relationships xmlns="x"><Relationship Id="rId1" Target="file:///etc/passwd" TargetMode="External"/></Relationships>'
    path = write(tmp_path / "a.xlsx", one_cell("x"), {"xl/_rels/workbook.xml.rels": outside})
    assert "ett blad saknas" in refused(path).problem.sv
    above = rels({"worksheet": "../../../../etc/passwd"})
    path = write(tmp_path / "b.xlsx", one_cell("x"), {"xl/_rels/workbook.xml.rels": above})
    assert "ett blad saknas" in refused(path).problem.sv


def test_finding_numbers_needs_a_file_that_can_be_read(tmp_path: Path) -> None:
    assert find_personal_numbers(str(write(tmp_path / "a.xlsx", one_cell("Åsa")))) == []
    with pytest.raises(KgovError):
        find_personal_numbers(str(tmp_path / "b.xlsx"))


def test_a_part_is_not_read_as_xml_because_of_its_name_alone(tmp_path: Path) -> None:
    path = write(tmp_path / "a.xlsx", one_cell("x"), {"customXml/item1.xml": f"<x {MAIN}>"})
    assert "inte läsbar XML" in refused(path).problem.sv
