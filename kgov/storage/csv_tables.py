"""CSV as Swedish Excel writes it: read whole, or refused with the line."""

from __future__ import annotations

import csv
import io
import re

from kgov.errors import KgovError
from kgov.language import Both
from kgov.storage.cell_text import MAX_LENGTH, tidy
from kgov.storage.tables import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, Sheet, Value, sheet_place, where

DELIMITERS = (";", ",", "\t")
#: Names of encodings that a table may be saved in; others of Python's are no encodings of text files.
ENCODINGS = (
    "utf-8",
    "cp1252",
    "iso-8859-1",
    "iso-8859-15",
    "cp850",
    "cp437",
    "mac-roman",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
)
#: Rows that decide which character separates the cells.
_LOOK = 200


def read_csv(data: bytes, name: str, sheet: str, encoding: str | None = None) -> Sheet:
    """One sheet from the bytes of a CSV file.

    Args:
        data: the bytes.
        name: the workbook as the user named it: the file, or the folder it stands in.
        sheet: the name of the sheet.
        encoding: how the text is saved; UTF-8 unless given.

    Raises:
        KgovError: anything that would make a cell land in the wrong place or lose its text.
    """
    file = sheet_place(name, sheet).sv
    text = _decode(data, file, encoding)
    if not text.strip():
        raise KgovError(
            Both("filen är tom", "the file is empty"),
            Both("Ange den fil som innehåller underlaget.", "Name the file that holds the list."),
            file,
        )
    null = text.find("\0")
    if null >= 0:
        raise KgovError(
            Both("ett nolltecken; filen är ingen textfil", "a NUL character; the file is no text file"),
            Both("Spara listan på nytt som CSV UTF-8.", "Save the list again as CSV UTF-8."),
            f"{file}:{_lines(text[:null])}",
        )
    told = re.match(r"\"?sep=(.)\"?(\r\n|\r|\n|$)", text, re.I)
    start = 1
    if told:
        text, start = text[told.end() :], 2
    delimiter = told[1] if told else _delimiter(text)
    records = _records(text, delimiter, file, start)
    return Sheet(sheet, _rows(records, name, sheet, file))


def _lines(before: str) -> int:
    """The line (from 1) that begins after the last line end in the text."""
    return len(re.findall(r"\r\n|\r|\n", before)) + 1


def _decode(data: bytes, file: str, encoding: str | None) -> str:
    if encoding:
        return _decode_as(data, file, encoding)
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in data[:4]:
        raise KgovError(
            Both("filen är sparad som UTF-16", "the file is saved as UTF-16"),
            Both(
                "Spara den i Excel som CSV UTF-8, eller ange --encoding utf-16.",
                "Save it in Excel as CSV UTF-8, or give --encoding utf-16.",
            ),
            file,
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = _lines(data[: error.start].decode("latin-1"))
        guess = _guess(data)
        advice = Both(
            f"Ange --encoding {guess}, eller spara filen i Excel som CSV UTF-8.",
            f"Give --encoding {guess}, or save the file in Excel as CSV UTF-8.",
        )
        if not guess:
            advice = Both("Spara filen i Excel som CSV UTF-8.", "Save the file in Excel as CSV UTF-8.")
        raise KgovError(
            Both("tecken som inte är UTF-8", "characters that are not UTF-8"), advice, f"{file}:{line}"
        ) from None


def _guess(data: bytes) -> str:
    """The encoding in which the letters å, ä and ö make most sense, or nothing where none does."""

    def swedish(encoding: str) -> int:
        try:
            text = data[:200_000].decode(encoding)
        except UnicodeDecodeError:
            return -1
        odd = len(re.findall(r"[^\x00-\x7fÀ-ÿ–—’”€…]", text))
        return len(re.findall("[åäöÅÄÖéÉ]", text)) - odd

    best = max(("cp1252", "mac-roman", "cp850"), key=swedish)
    return best if swedish(best) > 0 else ""


def _decode_as(data: bytes, file: str, encoding: str) -> str:
    chosen = encoding.lower().replace("_", "-").replace("windows-", "cp")
    chosen = {"utf8": "utf-8", "utf-8-sig": "utf-8", "latin-1": "iso-8859-1", "latin1": "iso-8859-1"}.get(
        chosen, chosen
    )
    if chosen not in ENCODINGS:
        names = ", ".join(ENCODINGS)
        raise KgovError(
            Both(f"okänd teckenkodning: {encoding}", f"unknown encoding: {encoding}"),
            Both(f"Ange någon av {names}.", f"Give one of {names}."),
        )
    try:
        return data.decode("utf-8-sig" if chosen == "utf-8" else chosen).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line = _lines(data[: error.start].decode("latin-1"))
        raise KgovError(
            Both(f"tecken som inte är {chosen}", f"characters that are not {chosen}"),
            Both("Ange en annan teckenkodning.", "Give another encoding."),
            f"{file}:{line}",
        ) from None


def _delimiter(text: str) -> str:
    """The character that divides the first rows most evenly, and then into most cells."""

    def fit(delimiter: str) -> tuple[float, int]:
        rows: list[list[str]] = []
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        try:
            for row in reader:
                rows.append(row)
                if len(rows) == _LOOK:
                    break
        except csv.Error:
            pass  # told in its place, once the delimiter is chosen
        widths = [len(row) for row in rows if row]
        if not widths or max(widths) < 2:
            return 0, 0
        header = next(width for width in widths if width > 1)
        return sum(width == header for width in widths) / len(widths), header

    return max(DELIMITERS, key=fit)


def _records(text: str, delimiter: str, file: str, line: int) -> list[tuple[int, list[str]]]:
    """The rows with the line each begins at."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    records: list[tuple[int, list[str]]] = []
    cells = 0
    begins = line
    try:
        for row in reader:
            records.append((begins, row))
            begins = line + reader.line_num
            cells += len(row)
            if len(records) > MAX_ROWS or len(row) > MAX_COLUMNS or cells > MAX_CELLS:
                raise KgovError(
                    Both(
                        f"mer än {MAX_ROWS} rader, {MAX_COLUMNS} kolumner eller {MAX_CELLS} celler",
                        f"more than {MAX_ROWS} rows, {MAX_COLUMNS} columns or {MAX_CELLS} cells",
                    ),
                    Both("Dela upp filen.", "Split the file."),
                    f"{file}:{begins}",
                )
    except csv.Error as error:
        raise _broken(str(error), f"{file}:{begins}") from None
    return records


def _broken(reason: str, place: str) -> KgovError:
    if "field larger" in reason:
        return KgovError(
            Both(f"en cell med fler än {MAX_LENGTH} tecken", f"a cell of more than {MAX_LENGTH} characters"),
            Both(
                'Kontrollera om ett citattecken (") saknas på raden.',
                'Check whether a quotation mark (") is missing on the line.',
            ),
            place,
        )
    return KgovError(
        Both(
            'ett citattecken (") avslutas inte, eller står mitt i en cell',
            'a quotation mark (") is not closed, or stands in the middle of a cell',
        ),
        Both(
            "Rätta raden, eller öppna filen i Excel och spara den på nytt som CSV UTF-8.",
            "Correct the line, or open the file in Excel and save it again as CSV UTF-8.",
        ),
        place,
    )


def _rows(records: list[tuple[int, list[str]]], name: str, sheet: str, file: str) -> list[list[Value]]:
    width = next((len(cells) for _, cells in records if len(cells) > 1), 1)
    rows: list[list[Value]] = []
    for number, (line, cells) in enumerate(records, 1):
        while cells and not cells[-1]:
            cells.pop()
        if len(cells) > width:
            raise KgovError(
                Both(
                    f"raden har {len(cells)} celler, rubrikraden {width}",
                    f"the row has {len(cells)} cells, the heading row {width}",
                ),
                Both(
                    "Text med skiljetecknet i ska stå inom citattecken; annars har en kolumn ingen rubrik.",
                    "Text with the delimiter in it must be quoted; otherwise a column has no heading.",
                ),
                f"{file}:{line}",
            )
        rows.append(
            [
                tidy(cell, where(name, sheet, number, column)) if cell else None
                for column, cell in enumerate(cells, 1)
            ]
        )
    while rows and not rows[-1]:
        rows.pop()
    return rows
