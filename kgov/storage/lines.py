"""Triples as lines of N-Triples, and back: what stores and engines exchange, written and read once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from io import BytesIO, TextIOWrapper

import pyoxigraph as ox

from kgov.storage.terms import BLANKS, Blank, Iri, Term, Text, Triple

#: How the name that a blank node has in a store begins, as it is written.
_NAMED = "<" + BLANKS


def line_of(triple: Triple) -> str:
    """A triple as a line; the labels of blank nodes are kept."""
    s, p, o = triple
    return f"{s.n3()} {p.n3()} {o.n3()} .\n"


class Lines(Collection[Triple]):
    """Triples in order and without repetition, each with its line.

    Args:
        triples: the triples.
    """

    def __init__(self, triples: Iterable[Triple] = ()) -> None:
        self.by_line: dict[str, Triple] = {}
        self.add(triples)

    def add(self, triples: Iterable[Triple]) -> None:
        """Take in more."""
        self.by_line.update({line_of(triple): triple for triple in triples})

    def __iter__(self) -> Iterator[Triple]:
        return iter(self.by_line.values())

    def __len__(self) -> int:
        return len(self.by_line)

    def __contains__(self, triple: object) -> bool:
        return triple in self.by_line.values()

    def in_order(self) -> Lines:
        """The same, in the order of the lines."""
        return self._of(dict(sorted(self.by_line.items())))

    def joined(self, *others: Lines) -> Lines:
        """These and others."""
        found = dict(self.by_line)
        for other in others:
            found.update(other.by_line)
        return self._of(found)

    def where(self, keep: Callable[[Triple], bool]) -> Lines:
        """Those that are wanted."""
        return self._of({line: triple for line, triple in self.by_line.items() if keep(triple)})

    @classmethod
    def _of(cls, by_line: dict[str, Triple]) -> Lines:
        made = cls()
        made.by_line = by_line
        return made


class LineReader:
    """Reads what a store of Oxigraph writes as N-Triples; each term is made once, for the same few stand in most lines."""

    #: So many terms are remembered before it begins anew.
    MOST = 500_000

    def __init__(self) -> None:
        self._terms: dict[str, Term] = {}

    def triples(self, written: bytes) -> list[Triple]:
        """The triples in the order of the lines.

        Raises:
            ValueError: a triple stands where a term is expected (RDF 1.2).
        """
        if len(self._terms) > self.MOST:
            self._terms.clear()
        known, term = self._terms, self._term
        found: list[Triple] = []
        for line in TextIOWrapper(BytesIO(written), "utf-8", newline="\n"):
            s, p, rest = line.split(" ", 2)
            o = rest[:-3]
            found.append((known.get(s) or term(s), known.get(p) or term(p), known.get(o) or term(o)))  # type: ignore[arg-type]
        return found

    def _term(self, written: str) -> Term:
        found = self._terms.get(written)
        if found is None:
            is_blank = written.startswith(_NAMED)  # a store gives blank nodes names
            found = Blank(written[len(_NAMED) : -1]) if is_blank else read_term(written)
            self._terms[written] = found
        return found


def read_term(written: str) -> Term:
    """A term as N-Triples writes it.

    Raises:
        ValueError: a triple stands where a term is expected (RDF 1.2).
    """
    if written.startswith("<") and not written.startswith("<<"):
        return Iri(written[1:-1])
    if written.startswith("_:"):
        return Blank(written[2:])
    if "\\" not in written and written.startswith('"'):
        value, _, kind = written[1:].rpartition('"')
        if not kind:
            return Text(value)
        if kind.startswith("^^"):
            return Text(value, datatype=kind[3:-1])
    (quad,) = ox.parse(f"<urn:x> <urn:x> {written} .", format=ox.RdfFormat.N_TRIPLES)
    if not isinstance(quad.object, ox.Literal):
        raise ValueError("a triple stands where a term is expected (RDF 1.2)")
    return Text(quad.object.value, quad.object.language or "", quad.object.datatype.value)
