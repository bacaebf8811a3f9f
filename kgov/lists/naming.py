"""What the thing in a row is called in the graph: by its designation, by what the model knows it as, or by its key.

A made name stays the same however the cells are spelled: it rests on what they mean.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Mapping

from kgov.language import Both
from kgov.lists.cells import Unreadable, as_text, terms
from kgov.lists.mapping import Column, Sort, Table
from kgov.lists.words import Unmatched, Words, explicit, folded
from kgov.storage.tables import Value
from kgov.storage.terms import Iri

#: What may stand as a designation; anything else would not be the end of a name in the graph.
DESIGNATION = re.compile(r"[\w.~-]+")
#: An id in the catalogue of Swedish health care; it is about a person, and a plain digest of it could be guessed.
HSA_ID = re.compile(r"SE\d{10}-\w+", re.IGNORECASE)


class Unnamed(Exception):
    """A row that cannot be named; the column to look at, and what is wrong."""

    def __init__(self, column: str, problem: Both) -> None:
        super().__init__(problem.en)
        self.column = column
        self.problem = problem


class Naming:
    """How the things of one workbook are named.

    Args:
        words: what names mean, in the model and in the rows read so far.
        base: where names begin.
        key: the secret with which the names of persons are made; may be empty.
    """

    def __init__(self, words: Words, base: str, key: str) -> None:
        self.words = words
        self.base = base
        self.key = key

    def subject(self, table: Table, sort: Sort, cells: Mapping[str, Value]) -> tuple[Iri, bool]:
        """The thing that a row is about, and whether the model already knows it.

        Raises:
            Unnamed: the designation cannot be one, or nothing tells the row from others.
        """
        designation = as_text(cells.get("id")).strip()
        if designation:
            iri = self._designated(designation)
            return iri, bool(self.words.knowledge.thing(iri).properties)
        name = as_text(cells.get(table.named or "")).strip()
        if name and table.kinds and "kind" not in cells:
            try:
                return self.words.meant(name, "body" if table.name == "bodies" else "organisation"), True
            except Unmatched:
                pass
        return self._made(table, sort, cells), False

    def _designated(self, text: str) -> Iri:
        spelled = explicit(text)
        if spelled is None and not DESIGNATION.fullmatch(text):
            raise Unnamed(
                "id",
                Both(
                    "en beteckning har bara bokstäver, siffror, punkt och bindestreck",
                    "a designation has letters, digits, full stops and hyphens only",
                ),
            )
        return spelled or Iri(self.base + text)

    def _made(self, table: Table, sort: Sort, cells: Mapping[str, Value]) -> Iri:
        """A name made of what tells the row from others: the same each time it is read."""
        told = [
            sort.name if name == "sort" else self._means(table.column(name), cells.get(name))
            for name in table.key
        ]
        if not any(cells.get(name) for name in table.key if name != "sort"):
            if table.secret:
                raise Unnamed(
                    table.key[0],
                    Both(
                        "personen saknar nummer; skriv ett eget löpnummer, till exempel 1",
                        "the person has no number; write a running number of your own, for instance 1",
                    ),
                )
            titles = [table.column(name).titles for name in table.key if name != "sort"]
            raise Unnamed(
                next(name for name in table.key if name != "sort"),
                Both(
                    "raden saknar det som skiljer den från andra: fyll i "
                    + " eller ".join(f"”{title.sv}”" for title in titles),
                    "the row lacks what tells it from others: fill in "
                    + " or ".join(f"“{title.en}”" for title in titles),
                ),
            )
        text = "\x1f".join([table.name, *told]).encode()
        if not table.secret:
            return Iri(f"{self.base}{table.name}-{hashlib.sha256(text).hexdigest()[:12]}")
        if not self.key and any(HSA_ID.search(part) for part in told):
            raise Unnamed(
                table.key[0],
                Both(
                    'ett HSA-id kräver en hemlig nyckel: skriv person-key = "…" i kgov.toml',
                    'an HSA-id asks for a secret key: write person-key = "…" in kgov.toml',
                ),
            )
        digest = hmac.new((self.key or self.base).encode(), text, hashlib.sha256).hexdigest()[:20]
        return Iri(f"{self.base}person-{digest}")

    def _means(self, column: Column, value: Value) -> str:
        """What a cell means, in one form; what it says where it means nothing, which is told later."""
        try:
            return " ".join(sorted(term.n3() for term in terms(value, column, self.words)))
        except Unreadable:
            return folded(as_text(value))
