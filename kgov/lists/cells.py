"""One cell and the values that stand in it: from a cell to terms, and from terms to a cell."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterable

from kgov.language import Both
from kgov.lists.mapping import Column
from kgov.lists.words import Unmatched, Words, folded, is_personal
from kgov.namespaces import expand
from kgov.storage.gate import fault_of
from kgov.storage.tables import Value
from kgov.storage.terms import XSD, Iri, Term, Text

#: The answers as they are written, and as they are understood.
SAID_YES, SAID_NO, SAID_UNKNOWN = Both("Ja", "Yes"), Both("Nej", "No"), Both("Vet inte", "Do not know")
YES = {"ja", "yes", "j", "y", "x", "true", "sant"}
NO = {"nej", "no", "n", "false", "falskt"}
UNKNOWN = {"vet inte", "vet ej", "do not know", "don't know", "okänt", "unknown", "?"}
#: A cell may hold so many characters in Excel.
LONGEST = 32767


class Unreadable(Exception):
    """A cell that cannot be read as what its column asks for; what is wrong with it, and what to write."""

    def __init__(self, problem: Both) -> None:
        super().__init__(problem.en)
        self.problem = problem


def as_text(value: Value) -> str:
    """A cell as the text that a person sees."""
    if isinstance(value, bool):
        return "Ja" if value else "Nej"
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.time() == datetime.time() else value.isoformat(" ")
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)


def is_yes(value: Value) -> bool | None:
    """True for yes, False for no, None for an empty cell or *vet inte*.

    Raises:
        Unreadable: it is none of these.
    """
    text = folded(as_text(value))
    if text in YES:
        return True
    if text in NO:
        return False
    if not text or text in UNKNOWN:
        return None
    raise Unreadable(Both("skriv Ja, Nej eller Vet inte", "write Yes, No or Do not know"))


def terms(value: Value, column: Column, words: Words) -> list[Term]:
    """The values that a cell states.

    Raises:
        Unreadable: the cell cannot be read as the column asks.
    """
    if as_text(value).strip() == "":
        return []
    if column.values == "yesno":
        said = is_yes(value)
        return [] if said is None else [Text("true" if said else "false", datatype=XSD + "boolean")]
    if column.values == "date":
        return [_date(value)]
    if column.values == "integer":
        text = as_text(value).strip()
        if not re.fullmatch(r"-?(0|[1-9]\d{0,14})", text):
            raise Unreadable(Both("skriv ett heltal", "write a whole number"))
        return [Text(text, datatype=XSD + "integer")]
    if column.values.startswith("text"):
        parts = as_text(value).split("\n") if column.many else [as_text(value)]
        return [_text(part, column.language) for part in parts if part.strip()]
    parts = re.split(r"[;\n]", as_text(value)) if column.many else [as_text(value)]
    return [_thing(part.strip(), column, words) for part in parts if part.strip()]


def _date(value: Value) -> Text:
    text = as_text(value).strip()
    try:
        if not re.fullmatch(r"\d{4}-\d\d-\d\d", text):
            raise ValueError
        datetime.date.fromisoformat(text)
    except ValueError:
        raise Unreadable(
            Both("inget datum; skriv till exempel 2026-01-31", "not a date; write for instance 2026-01-31")
        ) from None
    return Text(text, datatype=XSD + "date")


def _text(text: str, language: str) -> Text:
    term = Text(text, language, expand("rdf:langString") if language else XSD + "string")
    fault = fault_of(term)
    if fault:
        raise Unreadable(fault)
    return term


def _thing(text: str, column: Column, words: Words) -> Iri:
    try:
        return words.meant(text, column.values)
    except Unmatched as unmatched:
        raise Unreadable(_unmatched(text, column, unmatched)) from None


def _unmatched(text: str, column: Column, unmatched: Unmatched) -> Both:
    """What to say of words that mean nothing, or several things; where a person may be named, no name is repeated."""
    if is_personal(column.values):
        if unmatched.several:
            return Both(
                "det som står i cellen kan vara flera; skriv nummer eller beteckning",
                "what stands in the cell may be several; write the number or the designation",
            )
        return Both(
            "det som står i cellen finns varken i dokumenten eller på något blad",
            "what stands in the cell is neither in the documents nor on any sheet",
        )
    listed = Both(
        ", ".join(f"”{name.sv}”" for name in unmatched.candidates),
        ", ".join(f"“{name.en}”" for name in unmatched.candidates),
    )
    if unmatched.several:
        return Both(f"”{text}” kan vara flera: {listed.sv}", f"“{text}” may be several: {listed.en}")
    if unmatched.candidates:
        return Both(
            f"”{text}” finns inte; menar ni {listed.sv}?",
            f"“{text}” does not exist; did you mean {listed.en}?",
        )
    return Both(
        f"”{text}” finns varken i dokumenten eller på något blad",
        f"“{text}” is neither in the documents nor on any sheet",
    )


def cell(values: Iterable[Term], column: Column, words: Words) -> tuple[Value, list[Term]]:
    """The cell that states these values, and those of them that the column cannot state."""
    written: list[Value] = []
    left: list[Term] = []
    for value in sorted(values, key=lambda term: term.n3()):
        text = _written(value, column, words) if column.many or not written else None
        if text is None or len("\n".join(map(str, [*written, text]))) > LONGEST:
            left.append(value)
        else:
            written.append(text)
    if not column.many:
        return (written[0] if written else None), left
    joint = "\n" if column.values.startswith("text") else "; "
    return (joint.join(map(str, written)) or None), left


def _written(value: Term, column: Column, words: Words) -> Value:
    """A value as it stands in a cell, or None where this column has no way to say it."""
    if not isinstance(value, Text):
        wants_thing = not column.values.startswith(("text", "date", "integer", "yesno"))
        return words.shown(value, column.values) if wants_thing and isinstance(value, Iri) else None
    text = str(value)
    if value.datatype == XSD + "boolean" and column.values == "yesno":
        said = {"true": SAID_YES, "false": SAID_NO}.get(text)
        return said.pick(words.lang) if said else None
    if value.datatype == XSD + "date" and column.values == "date":
        return (
            datetime.date.fromisoformat(text) if re.fullmatch(r"(19[1-9]\d|2\d{3})-\d\d-\d\d", text) else text
        )
    if value.datatype == XSD + "integer" and column.values == "integer":
        return int(text) if re.fullmatch(r"-?(0|[1-9]\d{0,14})", text) and text != "-0" else None
    plain = XSD + "string" if not column.language else expand("rdf:langString")
    if not column.values.startswith("text") or value.datatype != plain or value.lang != column.language:
        return None
    survives = text.strip() and unicodedata.normalize("NFC", text) == text and "\r" not in text
    return text if survives and not ("\n" in text and column.many) else None
