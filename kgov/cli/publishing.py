"""What an owner has settled on publishing: the part ``[publish]`` of ``kgov.toml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kgov.errors import KgovError
from kgov.language import Both

if TYPE_CHECKING:
    from kgov.model.knowledge import Knowledge
    from kgov.publish.permits import Permit

#: Who publishes: what a catalogue needs to say.
PUBLISHER = {"publisher", "publisher-type", "organisation-number", "contact", "email", "homepage"}
KEYS = {*PUBLISHER, "base", "as-of", "suppressed", "named"}
NEEDED = ("body", "legal-basis", "decision", "review")
OF_A_BODY = {*NEEDED, "representatives"}


@dataclass(frozen=True)
class Named:
    """That the members of a body may be named, as it is recorded."""

    body: str
    legal_basis: str
    decision: str
    review: date
    representatives: tuple[str, ...]


@dataclass(frozen=True)
class Publishing:
    """What is settled on publishing.

    Args:
        base: where the site will lie.
        as_of: the day that the site speaks of, or None.
        contact: whom to tell about errors: the name of a function, never of a person.
        email: its address.
        suppressed: persons who are never named, by IRI or name.
        named: the bodies whose members may be named.
        publisher: who publishes, by the keys of the settings file.
        file: the settings file.
    """

    base: str = ""
    as_of: date | None = None
    contact: str = ""
    email: str = ""
    suppressed: tuple[str, ...] = ()
    named: tuple[Named, ...] = ()
    publisher: Mapping[str, str] = field(default_factory=dict)
    file: str = ""

    def permits(self, model: Knowledge) -> list[Permit]:
        """The bodies whose members may be named.

        Raises:
            KgovError: a body is not known.
        """
        from kgov.model.names import find_one  # the settings are read by every command, and start-up counts
        from kgov.publish.permits import Permit

        return [
            Permit(
                find_one(model, one.body),
                one.legal_basis,
                one.decision,
                one.review,
                frozenset(one.representatives),
            )
            for one in self.named
        ]


def publishing(table: Any, file: Path) -> Publishing:
    """Read the part ``[publish]``.

    Raises:
        KgovError: it holds a key that means nothing, or a value of the wrong sort, or a body lacks what must be recorded.
    """
    if not isinstance(table, dict):
        raise _wrong("publish", Both("en del [publish]", "a part [publish]"), file)
    _only(table, KEYS, file)
    for name in ("base", *sorted(PUBLISHER)):
        if not isinstance(table.get(name, ""), str):
            raise _wrong(name, Both("text inom citattecken", "text in quotes"), file)
    if "as-of" in table and type(table["as-of"]) is not date:
        raise _wrong("as-of", Both("ett datum, 2026-11-22", "a date, 2026-11-22"), file)
    listed = table.get("named", [])
    if not isinstance(listed, list):
        raise _wrong("named", Both("en eller flera [[publish.named]]", "one or more [[publish.named]]"), file)
    return Publishing(
        base=table.get("base", ""),
        as_of=table.get("as-of"),
        contact=table.get("contact", ""),
        email=table.get("email", ""),
        suppressed=_texts(table, "suppressed", file),
        named=tuple(_named(entry, file) for entry in listed),
        publisher={name: table[name] for name in sorted(PUBLISHER & table.keys())},
        file=str(file),
    )


def _named(entry: Any, file: Path) -> Named:
    if not isinstance(entry, dict):
        raise _wrong("named", Both("en eller flera [[publish.named]]", "one or more [[publish.named]]"), file)
    _only(entry, OF_A_BODY, file)
    for name in NEEDED:
        if not entry.get(name):
            raise KgovError(
                Both(f"[[publish.named]] saknar {name}", f"[[publish.named]] lacks {name}"),
                Both(
                    "Anteckna för varje grupp body, legal-basis, decision och review (ett datum).",
                    "Record for each body body, legal-basis, decision and review (a date).",
                ),
                where=str(file),
            )
        wanted = date if name == "review" else str
        if not isinstance(entry[name], wanted):
            sort = (
                Both("ett datum, 2027-06-30", "a date, 2027-06-30")
                if name == "review"
                else Both("text", "text")
            )
            raise _wrong(name, sort, file)
    return Named(
        entry["body"],
        entry["legal-basis"],
        entry["decision"],
        entry["review"],
        _texts(entry, "representatives", file),
    )


def _texts(table: dict[str, Any], name: str, file: Path) -> tuple[str, ...]:
    found = table.get(name, [])
    if not isinstance(found, list) or not all(isinstance(text, str) for text in found):
        raise _wrong(name, Both("en lista av texter", "a list of texts"), file)
    return tuple(found)


def _only(table: dict[str, Any], keys: set[str], file: Path) -> None:
    unknown = sorted(set(table) - keys)
    if unknown:
        raise KgovError(
            Both(
                f"okänd inställning under publish: {unknown[0]}",
                f"unknown setting under publish: {unknown[0]}",
            ),
            Both("Det som finns: " + ", ".join(sorted(keys)), "There are: " + ", ".join(sorted(keys))),
            where=str(file),
        )


def _wrong(name: str, wanted: Both, file: Path) -> KgovError:
    return KgovError(Both(f"{name} ska vara {wanted.sv}", f"{name} must be {wanted.en}"), where=str(file))
