"""Swedish personal identity numbers, recognised so that they can be refused and never repeated.

A personnummer or samordningsnummer has a date (day plus 60 in the latter) and a check digit. Organisation
numbers have a month above 20, and telephone numbers, HSA-ids and account numbers are told apart below.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date

from kgov.errors import KgovError
from kgov.language import Both
from kgov.storage.tables import Sheet, Value, where

#: In words around a number: what it is, where the digits alone leave it open.
TELEPHONE = re.compile(r"tele|\btel\b|mobil|phone|\bfax|växel|\bsms\b|\bring\b|\bjour|kontakt|\bnås", re.I)
_PERSON = re.compile(r"person|\bpnr\b|födel|samordning", re.I)
#: A date by tens, a separator and four digits, at each place where they could begin. A plus sign before
#: it means a telephone number; letters before it mean some other identifier.
_NUMBER = re.compile(
    r"(?:(?<![\w+])|(?<=nr))(?="
    r"(?:(?P<century>18|19|20) ?)?(?P<yy>[0-9]{2})(?P<gap>[- ]?)(?P<mm>[0-9]{2})(?P=gap)(?P<dd>[0-9]{2})"
    r"(?P<sep> ?[-+] ?| )?(?P<last>[0-9]{4})(?!\w))"
)
#: An HSA-id holds an organisation number and a running number; a GUID may hold any digits.
_IDENTIFIERS = re.compile(
    r"\bSE[0-9]{10,12}-[0-9A-Z]{1,16}\b|\b[0-9A-F]{8}-(?:[0-9A-F]{4}-){3}[0-9A-F]{12}\b", re.I
)
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−­﹣－", "-"))
#: Rows in which a heading is looked for.
_HEADING_ROWS = 20


def has_personal_number(text: str, about: str = "") -> bool:
    """Whether a personnummer or samordningsnummer stands in a text.

    Args:
        text: any text.
        about: the heading or label of the text, which settles whether ten digits are a telephone number.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text.translate(_DASHES))
        text = "".join(char for char in text if unicodedata.category(char) != "Cf")
    text = re.sub(r"[\t\n\r ]+", " ", text)
    text = _IDENTIFIERS.sub("·", text)
    return any(
        _is_valid(match) and not _is_other(match, text[: match.start()], about)
        for match in _NUMBER.finditer(text)
    )


def _is_valid(match: re.Match[str]) -> bool:
    day = int(match["dd"])
    day -= 60 if day > 60 else 0
    centuries = [match["century"]] if match["century"] else ["18", "19", "20"]
    for century in centuries:
        try:
            date(int(century + match["yy"]), int(match["mm"]), day)
            break
        except ValueError:
            continue
    else:
        return False
    total = 0
    for position, digit in enumerate(match["yy"] + match["mm"] + match["dd"] + match["last"]):
        product = int(digit) * (2 - position % 2)
        total += product // 10 + product % 10
    return total % 10 == 0


def _is_other(match: re.Match[str], before: str, about: str) -> bool:
    """A telephone number or a point in time that happens to have the digits of a personal number."""
    if "-" in (match["sep"] or "") or "+" in (match["sep"] or ""):
        return False
    if match["gap"] == "-":  # 2026-11-27 1300
        return True
    if match["century"]:
        recent = int(match["century"] + match["yy"]) > date.today().year - 15
        return recent and match["last"] < "2400" and match["last"][2:] < "60"
    if not re.match("0[1-9]", match["yy"]) or _PERSON.search(about):
        return False
    mobile = match["yy"] == "07" and match["mm"][0] == "0"
    return mobile or bool(TELEPHONE.search(about) or TELEPHONE.search(before[-40:]))


def in_value(value: Value, about: str = "") -> bool:
    """Whether a cell holds a personal number, as text or as a number; ``about`` is its heading."""
    if isinstance(value, str):
        return has_personal_number(value, about)
    if isinstance(value, int) and not isinstance(value, bool) and value > 0:
        digits = str(value)
        if _PERSON.search(about) and len(digits) in (8, 9):  # a number loses the zeros it begins with
            digits = digits.zfill(10)
        return len(digits) in (10, 12) and has_personal_number(digits, about)
    return False


def in_sheet(workbook_name: str, sheet: Sheet) -> Iterator[Both]:
    """The cells of a sheet that hold a personal number, as places for a reader."""
    headings: dict[int, str] = {}
    for row, cells in enumerate(sheet.rows, 1):
        for column, value in enumerate(cells, 1):
            if in_value(value, headings.get(column, "")):
                yield where(workbook_name, sheet.name, row, column)
            elif row <= _HEADING_ROWS and isinstance(value, str) and len(value) < 300:
                if TELEPHONE.search(value) or _PERSON.search(value):
                    headings.setdefault(column, value)


def refusal(places: list[Both]) -> KgovError:
    """The error that names the places of personal numbers and nothing of what stands there."""
    more = len(places) - 1
    also = Both("", "")
    if more:
        also = Both(
            f" (och på {more} ställen till: " + "; ".join(place.sv for place in places[1:6]),
            f" (and in {more} more places: " + "; ".join(place.en for place in places[1:6]),
        )
        end = "; …)" if more > 5 else ")"
        also = Both(also.sv + end, also.en + end)
    return KgovError(
        Both(
            "här står ett personnummer eller samordningsnummer" + also.sv,
            "here stands a personal identity number or coordination number" + also.en,
        ),
        Both(
            "Ta bort numret; ingen regel behöver det. Inget har lästs in.",
            "Remove the number; no rule needs it. Nothing has been read.",
        ),
        places[0],
    )
