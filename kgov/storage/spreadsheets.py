"""Foreign tables in: an XLSX workbook, a CSV file, or a folder of CSV files.

Every file is hostile until it is read. Whatever would land in the wrong cell, lose its text, or hold more
than a list does is refused with its place, and so is every personal identity number, wherever it stands.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kgov.errors import KgovError
from kgov.language import Both
from kgov.storage.cell_text import tidy
from kgov.storage.child import confined
from kgov.storage.confinement import Limits
from kgov.storage.csv_tables import read_csv
from kgov.storage.personal_numbers import has_personal_number, in_sheet, refusal
from kgov.storage.tables import BETWEEN, Sheet, Workbook
from kgov.storage.xlsx.archive import encrypted, repack, unpack
from kgov.storage.xlsx.cells import read_cells
from kgov.storage.xlsx.contents import STRINGS, STYLES, examine
from kgov.storage.xlsx.layout import WORKBOOK, lay_out
from kgov.storage.xlsx.markup import damaged

MAX_BYTES = 20 * 1024 * 1024
#: Endings of tables, by which a folder or a wrong file is recognised.
_OTHER_TABLES = (".xls", ".xlsm", ".xlsb", ".xltx", ".xlsx", ".ods", ".fods", ".numbers", ".tsv", ".tab")
_AS_XLSX = Both("Spara den som .xlsx (Excel-arbetsbok).", "Save it as .xlsx (Excel Workbook).")


#: Reading the largest workbook there may be takes some seconds and some hundred MB.
_LIMITS = Limits(seconds=120)
_TOO_MUCH = Both("Spara om filen i Excel, eller dela upp den.", "Save the file anew in Excel, or split it.")


@dataclass(frozen=True)
class Reading:
    """A workbook, and the places where a personal identity number stands."""

    workbook: Workbook
    personal: list[Both]


def read_workbook(path: str, encoding: str | None = None) -> Workbook:
    """Read an XLSX file, a CSV file, or a folder of CSV files, one sheet each.

    Args:
        path: the file or folder, as the user named it.
        encoding: how CSV files are saved; UTF-8 unless given.

    Raises:
        KgovError: the file cannot be read whole and without doubt, or holds a personal identity number.
    """
    return _without_personal(confined(path, _LIMITS, _TOO_MUCH, _read, path, encoding))


def read_csv_files(paths: Sequence[str], encoding: str | None = None) -> Workbook:
    """Read CSV files, wherever they lie, as the sheets of one workbook.

    Args:
        paths: the files, as the user named them; a file named twice is read once.
        encoding: how they are saved; UTF-8 unless given.

    Raises:
        KgovError: a file cannot be read whole and without doubt, or holds a personal identity number.
    """
    files = list({os.path.abspath(path): path for path in paths}.values())
    return _without_personal(
        confined(BETWEEN.join(files), _LIMITS, _TOO_MUCH, _read_together, files, encoding)
    )


def _read_together(files: Sequence[str], encoding: str | None) -> Reading:
    read = [(path, _read(path, encoding)) for path in files]
    sheets = [replace(sheet, name=path) for path, one in read for sheet in one.workbook.sheets]
    digest = _digest((one.workbook.digest, path) for path, one in read)
    workbook = Workbook(BETWEEN.join(files), sheets, digest)
    return Reading(workbook, [place for _, one in read for place in one.personal])


def _without_personal(reading: Reading) -> Workbook:
    if reading.personal:
        raise refusal(reading.workbook.name, reading.personal)
    return reading.workbook


def _digest(files: Iterable[tuple[str, str]]) -> str:
    """One digest of several files: each with its own digest and name."""
    return hashlib.sha256("".join(f"{digest}  {name}\n" for digest, name in files).encode()).hexdigest()


def find_personal_numbers(path: str, encoding: str | None = None) -> list[Both]:
    """The places, anywhere in a workbook, where a personal identity number stands.

    Args:
        path: the file or folder, as the user named it.
        encoding: how CSV files are saved; UTF-8 unless given.

    Raises:
        KgovError: the file cannot be read.
    """
    return confined(path, _LIMITS, _TOO_MUCH, _read, path, encoding).personal


def _read(path: str, encoding: str | None) -> Reading:
    file = Path(path)
    if has_personal_number(file.name):
        raise KgovError(
            Both(
                "filens namn innehåller ett personnummer eller samordningsnummer",
                "the name of the file contains a personal identity number or coordination number",
            ),
            Both("Byt namn på filen.", "Rename the file."),
        )
    if file.is_dir():
        return _read_folder(path, encoding)
    data = _bytes(file, path)
    ending = file.suffix.lower()
    _refuse_other(data, ending, path)
    digest = hashlib.sha256(data).hexdigest()
    if ending == ".xlsx":
        return _read_xlsx(data, path, digest)
    sheet = read_csv(data, path, file.stem, encoding)
    return Reading(Workbook(path, [sheet], digest), list(in_sheet(path, sheet)))


def _bytes(file: Path, path: str) -> bytes:
    advice = Both("Kontrollera sökvägen.", "Check the path.")
    try:
        if file.exists() and not file.is_file():
            raise KgovError(Both("det är ingen vanlig fil", "this is no ordinary file"), advice, path)
        with file.open("rb") as handle:
            data = handle.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise KgovError(Both("filen finns inte", "the file does not exist"), advice, path) from None
    except PermissionError:
        raise KgovError(
            Both("filen kan inte öppnas", "the file cannot be opened"),
            Both("Stäng den i Excel, eller be om behörighet.", "Close it in Excel, or ask for access."),
            path,
        ) from None
    except (OSError, ValueError):
        raise KgovError(Both("filen kan inte öppnas", "the file cannot be opened"), advice, path) from None
    if len(data) > MAX_BYTES:
        raise KgovError(
            Both("filen är större än 20 MB", "the file is larger than 20 MB"),
            Both("Dela upp den, eller ta bort bilderna.", "Split it, or remove the pictures."),
            path,
        )
    return data


def _refuse_other(data: bytes, ending: str, path: str) -> None:
    """Refuse what is no table by its ending, or something else by its first bytes."""
    if ending not in (".xlsx", ".csv"):
        problem = Both(
            f"kan inte läsa {ending or 'filer utan filändelse'}",
            f"cannot read {ending or 'files without an ending'}",
        )
        raise KgovError(
            problem, Both(_AS_XLSX.sv[:-1] + " eller CSV UTF-8.", _AS_XLSX.en[:-1] + " or CSV UTF-8."), path
        )
    if not data:
        raise KgovError(
            Both("filen är tom", "the file is empty"),
            Both("Ange den fil som innehåller underlaget.", "Name the file that holds the list."),
            path,
        )
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise encrypted(path)
        raise KgovError(
            Both("filen är i Excels gamla format (.xls)", "the file is in Excel's old format (.xls)"),
            _AS_XLSX,
            path,
        )
    packed = data.startswith(b"PK")
    if ending == ".xlsx" and not packed:
        raise KgovError(
            Both(
                "filen är ingen Excel-arbetsbok, trots filändelsen",
                "the file is no Excel workbook, despite its ending",
            ),
            Both("Öppna den i Excel och spara den som .xlsx.", "Open it in Excel and save it as .xlsx."),
            path,
        )
    if ending == ".csv" and packed:
        raise KgovError(
            Both("filen är en packad fil, inte CSV", "the file is a packed file, not CSV"),
            Both(
                "Är det en Excel-arbetsbok: ge den filändelsen .xlsx.",
                "If it is an Excel workbook: give it the ending .xlsx.",
            ),
            path,
        )


def _read_xlsx(data: bytes, path: str, digest: str) -> Reading:
    parts = unpack(data, path)
    layout = lay_out(parts, path)
    names = list(layout.sheets.values())
    numbered = [index for index, sheet in enumerate(names, 1) if has_personal_number(sheet)]
    if numbered:  # before anything that would name the sheet
        place = [Both(f"{path}, namnet på blad {n}", f"{path}, the name of sheet {n}") for n in numbered]
        return Reading(Workbook(path, [], digest), place)
    _check_names(names, path)
    contents = examine(parts, layout, path)
    wanted = [
        p for p in parts if p in layout.sheets or p in (WORKBOOK, STRINGS, STYLES) or p.endswith(".rels")
    ]
    packed = repack(parts, wanted)
    parts.clear()
    sheets = read_cells(packed, names, contents, path)
    personal = [place for sheet in sheets for place in in_sheet(path, sheet)]
    if contents.stray and not personal:
        held = {value for sheet in sheets for row in sheet.rows for value in row if isinstance(value, str)}
        if any(tidy(text, path) not in held for text in contents.stray):
            contents.places.append(
                Both(
                    f"{path}, text som inte längre syns i någon cell",
                    f"{path}, text that no cell shows any more",
                )
            )
    return Reading(Workbook(path, sheets, digest), personal + contents.places)


def _check_names(names: list[str], path: str) -> None:
    for sheet in names:
        tidy(sheet, Both(f"{path}, namnet på ett blad", f"{path}, the name of a sheet"))
    if len({sheet.casefold() for sheet in names}) < len(names):
        raise damaged(path, Both("två blad har samma namn", "two sheets have the same name"))


def _read_folder(path: str, encoding: str | None) -> Reading:
    files = sorted(
        entry for entry in Path(path).iterdir() if not entry.name.startswith((".", "~$")) and entry.is_file()
    )
    tables = [file for file in files if file.suffix.lower() == ".csv"]
    if Path(path).suffix.lower() in (".xlsx", ".csv") or not tables:
        raise KgovError(
            Both("det är en mapp utan CSV-filer", "this is a folder without CSV files"),
            Both("Ange en fil, eller en mapp med CSV-filer.", "Name a file, or a folder of CSV files."),
            path,
        )
    if any(has_personal_number(file.name) for file in files):
        raise refusal(path, [Both(f"{path}, namnet på en fil", f"{path}, the name of a file")])
    for file in files:
        if file.suffix.lower() in _OTHER_TABLES:
            raise KgovError(
                Both(f"i mappen ligger också {file.name}", f"the folder also holds {file.name}"),
                Both("Spara den som CSV UTF-8, eller flytta den.", "Save it as CSV UTF-8, or move it."),
                path,
            )
    sheets: list[Sheet] = []
    digests: list[tuple[str, str]] = []
    personal: list[Both] = []
    for file in tables:
        data = _bytes(file, str(file))
        _refuse_other(data, ".csv", str(file))
        sheet = read_csv(data, path, file.stem, encoding)
        sheets.append(sheet)
        personal.extend(in_sheet(path, sheet))
        digests.append((hashlib.sha256(data).hexdigest(), file.name))
    return Reading(Workbook(path, sheets, _digest(digests)), personal)
