"""CSV as Swedish Excel writes it, and all that would put a cell in the wrong place."""

from __future__ import annotations

import csv
import hashlib
import io
import unicodedata
from pathlib import Path

import pytest
from foreign import read, refused, spot
from hypothesis import given, settings
from hypothesis import strategies as st

HEAD = "Namn;Grupp;Datum"
ROW = "Åsa Öberg;LAG diabetes;2026-01-01"


def _file(folder: Path, content: str | bytes, name: str = "ledamöter.csv") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def _rows(folder: Path, content: str | bytes, encoding: str | None = None) -> list[list[object]]:
    book = read(_file(folder, content), encoding)
    assert [sheet.name for sheet in book.sheets] == ["ledamöter"]
    return [list(row) for row in book.sheets[0].rows]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_delimiters_line_ends_and_byte_order_mark(
    tmp_path: Path, end: str, mark: str, delimiter: str
) -> None:
    text = mark + end.join((HEAD, ROW, "")).replace(";", delimiter)
    assert _rows(tmp_path, text) == [HEAD.split(";"), ROW.split(";")]


@pytest.mark.parametrize("told", ["sep=;", "SEP=;", '"sep=;"', "sep=|", "sep=\t"])
def test_a_line_that_tells_the_delimiter(tmp_path: Path, told: str) -> None:
    delimiter = told.strip('"')[-1]
    rows = _rows(tmp_path, f"{told}\r\n" + f"a,b;c;d\r\n{ROW}".replace(";", delimiter))
    assert rows == [["a,b", "c", "d"], ROW.split(";")]


@pytest.mark.parametrize(
    ("text", "header"),
    [
        ("namn;roll, titel\nÅsa;chef, HS\n", ["namn", "roll, titel"]),
        ("Roll (a, b, c, d);Namn\nchef;Åsa\nchef;Örjan\n", ["Roll (a, b, c, d)", "Namn"]),
        ("namn,roll; titel\nÅsa,chef\n", ["namn", "roll; titel"]),
        ("Ledamöter\nnamn;roll\nÅsa;chef\n", ["Ledamöter"]),
        ('"a;b",c\n1,2\n', ["a;b", "c"]),
    ],
)
def test_the_delimiter_is_the_one_that_fits(tmp_path: Path, text: str, header: list[str]) -> None:
    assert _rows(tmp_path, text)[0] == header


def test_empty_cells_and_rows(tmp_path: Path) -> None:
    rows = _rows(tmp_path, f"{HEAD}\n\n;x;\n;;\n ; ;\n;;;;\n\n")
    assert rows == [HEAD.split(";"), [], [None, "x"], [], [" ", " "]]


def test_text_is_tidied_and_white_space_kept(tmp_path: Path) -> None:
    loose = unicodedata.normalize("NFD", "Åsa Öberg")
    rows = _rows(tmp_path, f'{HEAD}\n{loose};" a\r\nb\rc ";1\u00a0000\n')
    assert rows[1] == ["Åsa Öberg", " a\nb\nc ", "1 000"]


def test_another_encoding_is_asked_for_and_then_used(tmp_path: Path) -> None:
    text = f"{HEAD}\n{ROW}\n"
    for encoding in ("cp1252", "mac-roman", "cp850"):
        path = _file(tmp_path, text.encode(encoding))
        error = refused(path)
        assert spot(error) == f"{path}:2" and error.advice is not None
        assert f"--encoding {encoding}" in error.advice.sv and f"--encoding {encoding}" in error.advice.en
        assert _rows(tmp_path, text.encode(encoding), encoding)[1] == ROW.split(";")
    assert _rows(tmp_path, text.encode("cp1252"), "Windows-1252")[1] == ROW.split(";")
    assert _rows(tmp_path, b"\xef\xbb\xbf" + text.encode(), "UTF8")[0] == HEAD.split(";")
    assert _rows(tmp_path, text.encode("latin-1"), "latin1")[1] == ROW.split(";")


def test_utf16_is_recognised(tmp_path: Path) -> None:
    text = f"{HEAD}\n{ROW}\n"
    for data in (text.encode("utf-16"), text.encode("utf-16-le"), text.encode("utf-16-be")):
        error = refused(_file(tmp_path, data))
        assert "UTF-16" in error.problem.sv and error.advice is not None and "CSV UTF-8" in error.advice.sv
    assert _rows(tmp_path, text.encode("utf-16"), "utf-16")[1] == ROW.split(";")


@pytest.mark.parametrize("encoding", ["rot13", "zlib", "unicode_escape", "utf-7", "finns-inte", "idna"])
def test_what_is_no_encoding_of_files(tmp_path: Path, encoding: str) -> None:
    error = refused(_file(tmp_path, HEAD), encoding)
    assert encoding in error.problem.sv and error.advice is not None and "cp1252" in error.advice.sv


def test_the_wrong_encoding_is_told(tmp_path: Path) -> None:
    path = _file(tmp_path, f"{HEAD}\n{ROW}".encode("cp1252"))
    assert spot(refused(path, "utf-8")) == f"{path}:2"


@pytest.mark.parametrize(
    ("text", "words", "line"),
    [
        (f'{HEAD}\n{ROW}\n"Åsa;LAG;x\n{ROW}\n{ROW}\n', "citattecken", 3),
        (f'{HEAD}\n{ROW}\n"Åsa" Öberg;LAG;x\n', "citattecken", 3),
        (f'{HEAD}\n"a\nb";c;d\n"Åsa;LAG;x\n{ROW}', "citattecken", 4),
        (f"{HEAD}\n{ROW};mer\n", "raden har 4 celler, rubrikraden 3", 2),
        (f'{HEAD}\n"a\nb";c;d\n{ROW};;mer\n', "raden har 5 celler", 4),
        (f"sep=;\n{HEAD}\n{ROW};mer\n", "raden har 4 celler", 3),
        (f"{HEAD}\n{ROW}\nÅsa\0;b;c\n", "nolltecken", 3),
        (HEAD + "\n" + "x" * 200_000 + ";b;c\n", "fler än 32767 tecken", 2),
        (";".join("abc" for _ in range(501)), "500 kolumner", 1),
    ],
    ids=lambda value: None if isinstance(value, int) or len(value) > 60 else value,
)
def test_refused_with_the_line(tmp_path: Path, text: str, words: str, line: int) -> None:
    path = _file(tmp_path, text)
    error = refused(path)
    assert words in error.problem.sv and spot(error) == f"{path}:{line}"


@pytest.mark.parametrize(
    ("char", "words"),
    [
        ("\u200b", "osynligt tecken (U+200B)"),
        ("\u202e", "osynligt tecken (U+202E)"),
        ("\u2066", "osynligt tecken (U+2066)"),
        ("\u00ad", "osynligt tecken (U+00AD)"),
        ("\ufeff", "osynligt tecken (U+FEFF)"),
        ("\U000e0041", "osynligt tecken (U+E0041)"),
        ("\x07", "styrtecken (U+0007)"),
        ("\x85", "styrtecken (U+0085)"),
        ("\uffff", "styrtecken (U+FFFF)"),
        ("\ufffd", "gått förlorat"),
        ("a" + "\u0316\u0301" * 5, "åtta accenter"),
        ("x" * 32_768, "32771 tecken"),
    ],
    ids=lambda value: value if len(value) > 5 and len(value) < 60 else None,
)
def test_refused_with_the_cell(tmp_path: Path, char: str, words: str) -> None:
    path = _file(tmp_path, f"{HEAD}\n{ROW}\nÅsa;LA{char}G;x\n")
    error = refused(path)
    assert words in error.problem.sv and spot(error) == f"{path}, cell B3"
    assert char not in error.problem.sv


@pytest.mark.parametrize("content", ["", "\ufeff", "\n\n", " \r\n"])
def test_an_empty_file(tmp_path: Path, content: str) -> None:
    assert "filen är tom" in refused(_file(tmp_path, content)).problem.sv


def test_a_folder_is_a_workbook(tmp_path: Path) -> None:
    _file(tmp_path, f"{HEAD}\n{ROW}\n", "Ledamöter.csv")
    _file(tmp_path, "Grupp;Datum\nLAG;2026-01-02\n", "Möten.CSV")
    _file(tmp_path, "x", ".DS_Store")
    _file(tmp_path, "läs mig", "läsmig.txt")
    book = read(tmp_path)
    assert [(sheet.name, len(sheet.rows), sheet.hidden) for sheet in book.sheets] == [
        ("Ledamöter", 2, False),
        ("Möten", 2, False),
    ]
    _file(tmp_path, f"{HEAD}\nÅsa\u200b;;\n", "Ledamöter.csv")
    assert spot(refused(tmp_path)) == f"{tmp_path}/Ledamöter.csv, cell A2"
    _file(tmp_path, f"{HEAD}\n{ROW};x\n", "Ledamöter.csv")
    assert spot(refused(tmp_path)) == f"{tmp_path}/Ledamöter.csv:2"
    _file(tmp_path, f"{HEAD}\n{ROW}\n", "Ledamöter.csv")
    _file(tmp_path, b"PK", "Beslut.xlsx")
    assert "Beslut.xlsx" in refused(tmp_path).problem.sv


def test_the_digest_follows_the_bytes(tmp_path: Path) -> None:
    path = _file(tmp_path, f"{HEAD}\n{ROW}\n")
    assert read(path).digest == hashlib.sha256(path.read_bytes()).hexdigest()
    folder = read(tmp_path).digest
    _file(tmp_path, f"{HEAD}\n{ROW} \n")
    assert read(tmp_path).digest != folder
    path.rename(tmp_path / "andra.csv")
    assert len({folder, read(tmp_path).digest}) == 2


CELLS = st.text(st.sampled_from("abcÅÄÖåäöé 0123456789;,\t\"'\n=+-@"), max_size=30) | st.sampled_from(
    ["Ja", "Nej", "Vet inte", "2026-01-02", "x" * 30_000, "Sjukvårdsregionala " * 20]
)


@settings(deadline=None, max_examples=150)
@given(
    st.integers(2, 6).flatmap(
        lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), max_size=8).map(
            lambda rows: [[f"Rubrik {n}å" for n in range(width)], *rows]
        )
    ),
    st.sampled_from([";", ","]),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    st.sampled_from(["\n", "\r\n"]),
)
def test_what_is_written_is_read(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]], delimiter: str, quoting: int, end: str
) -> None:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, quoting=quoting, lineterminator=end).writerows(rows)  # type: ignore[arg-type]
    path = _file(tmp_path_factory.mktemp("csv"), f"sep={delimiter}{end}{out.getvalue()}")
    expected = [[cell or None for cell in row] for row in rows]
    for row in expected:
        while row and row[-1] is None:
            row.pop()
    while not expected[-1]:
        expected.pop()
    assert read(path).sheets[0].rows == expected
