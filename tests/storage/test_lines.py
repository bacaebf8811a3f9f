"""Triples as lines: what a store writes is read as the terms that it was given."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from kgov.storage.lines import LineReader, Lines, read_term
from kgov.storage.memory import MemoryStore
from kgov.storage.terms import XSD, Blank, Iri, Term, Text

S, P = Iri("https://example.org/s"), Iri("https://example.org/p")
TERMS: list[Term] = [
    Iri("https://example.org/å"),
    Blank("b1"),
    Text("plain"),
    Text(""),
    Text('a "quoted" \\ text\nin\ttwo lines\r'),
    Text("control \b \x01 and a line end of its own \u2028\x85"),
    Text("2026-11-22", datatype=XSD + "date"),
    Text("på svenska", "sv", "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"),
    Text('"@sv', "en", "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"),
    Text("urn:kgov:blank:b1"),
    Text("https://example.org/å"),
]


def shown(term: Term) -> tuple[object, ...]:
    return type(term), str(term), getattr(term, "lang", None), getattr(term, "datatype", None)


@pytest.mark.parametrize("term", TERMS, ids=repr)
def test_a_term_comes_out_of_a_store_as_it_went_in(term: Term) -> None:
    """By way of a graph, of all graphs, and of a query."""
    store = MemoryStore()
    store.add([(S, P, term)], "urn:g")
    for found in (
        store.triples("urn:g"),
        store.triples(),
        store.construct("CONSTRUCT WHERE { ?s ?p ?o }"),
    ):
        assert [tuple(map(shown, triple)) for triple in found] == [(shown(S), shown(P), shown(term))]


def test_a_term_is_made_once() -> None:
    line = f"{S.n3()} {P.n3()} {S.n3()} .\n".encode()
    (first, second) = LineReader().triples(line * 2)
    assert first[0] is first[2] is second[0]


def test_a_reader_that_forgets_reads_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(LineReader, "MOST", 2)
    reader = LineReader()
    line = f"{S.n3()} {P.n3()} {S.n3()} .\n".encode()
    assert reader.triples(line) == reader.triples(line) == [(S, P, S)]


def test_a_triple_as_a_term_is_refused() -> None:
    with pytest.raises(ValueError, match="a triple stands where"):
        read_term("<<( <urn:a> <urn:b> <urn:c> )>>")


def test_lines_are_what_an_engine_reads() -> None:
    """Each once and in order; an address and a text of the same letters are two statements."""
    lines = Lines([(S, P, Text(S)), (S, P, S), (S, P, S)])
    assert len(lines) == 2
    assert [type(o) for _, _, o in lines.in_order()] == [Text, Iri]
    read = list(ox.parse("".join(lines.by_line), format=ox.RdfFormat.N_TRIPLES))
    assert len(read) == 2
