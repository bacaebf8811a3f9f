"""RDF terms as plain Python values, the same from every store."""

from __future__ import annotations

from typing import TypeVar

from kgov.namespaces import PREFIXES

XSD = PREFIXES["xsd"]


class Iri(str):
    """An IRI."""

    def n3(self) -> str:
        return f"<{self}>"


class Blank(str):
    """A blank node; its label means nothing outside the graph it came from."""

    def n3(self) -> str:
        return f"_:{self}"


class Text(str):
    """A literal: its lexical form, with language or datatype."""

    lang: str
    datatype: str

    def __new__(cls, value: str, lang: str = "", datatype: str = XSD + "string") -> Text:
        self = super().__new__(cls, value)
        self.lang = lang
        self.datatype = datatype
        return self

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Text):
            return (str(self), self.lang, self.datatype) == (str(other), other.lang, other.datatype)
        return str(self) == other

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash(str(self))

    def n3(self) -> str:
        escaped = (
            str(self)
            .replace("\\", "\\\\")
            .replace('"', '\\"')
            .replace("\n", "\\n")
            .replace("\r", "\\r")
            .replace("\t", "\\t")
        )
        if self.lang:
            return f'"{escaped}"@{self.lang}'
        if self.datatype == XSD + "string":
            return f'"{escaped}"'
        return f'"{escaped}"^^<{self.datatype}>'


Term = Iri | Blank | Text
Triple = tuple[Iri | Blank, Iri, Term]
T = TypeVar("T", bound=Term)


#: A blank node has a name of this kind in a store that outlives the process: each store would give it another.
BLANKS = "urn:kgov:blank:"


def named_blank(term: T) -> T | Iri:
    """A blank node as the name it has in a lasting store; any other term as it is."""
    return Iri(BLANKS + term) if isinstance(term, Blank) else term


def date_term(day: object) -> Text:
    """An ``xsd:date`` literal of a ``datetime.date`` or ISO string."""
    return Text(str(day), datatype=XSD + "date")


def python_value(term: Term | None) -> object:
    """A Python value for output: bool and int where the datatype says so, else the string."""
    if isinstance(term, Text):
        if term.datatype == XSD + "boolean":
            return str(term) in ("true", "1")
        if term.datatype in (XSD + "integer", XSD + "int"):
            return int(term)
    return None if term is None else str(term)
