"""Whole graphs in one file each: the ontology, the codes, the rules, each document, the record, and all of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

import pyoxigraph as ox

from kgov.namespaces import PREFIXES
from kgov.publish.machines import jsonld
from kgov.publish.machines.described import Described
from kgov.storage.nesting import Nested, flat, nest
from kgov.storage.oxigraph import from_term
from kgov.storage.terms import Term, Triple
from kgov.storage.turtle_writing import write as write_turtle

FOLDER = "data"
#: The name of the file that holds all of it.
MODEL = "model"
ENDINGS = ("ttl", "jsonld", "nt", "rdf")
#: The forms that the project writes itself.
_WRITTEN = {"ttl": write_turtle, "jsonld": jsonld.write}
#: The end of an IRI that can be the name of an XML element.
_XML_NAME = re.compile(r".*[/#:?=&]?[^\W\d][\w.-]*", re.DOTALL)


def path(part: str, ending: str) -> str:
    """Where a whole graph lies in the site."""
    return f"{FOLDER}/{part}.{ending}"


def parts(described: Described) -> dict[str, list[Triple]]:
    """The triples of each whole graph, by the name of its file; first all of it."""
    return {MODEL: list(described.all), **described.parts}


def endings(triples: Iterable[Triple]) -> tuple[str, ...]:
    """The forms that triples can be written in: RDF/XML cannot say every property."""
    is_xml = all(_XML_NAME.fullmatch(predicate) for predicate in {p for _, p, _ in triples})
    return ENDINGS if is_xml else ENDINGS[:-1]


def files(described: Described) -> Iterator[tuple[str, bytes]]:
    """The file of every whole graph, in every form."""
    oxigraph = _Oxigraph()
    for part, triples in parts(described).items():
        things = nest(triples)
        told: list[ox.Triple] = []
        for ending in endings(triples):
            if ending in _WRITTEN:
                yield path(part, ending), write(things, ending)
                continue
            told = told or oxigraph.triples(things)
            yield path(part, ending), _serialised(told, ending, PREFIXES)


def write(things: Sequence[Nested], ending: str, prefixes: Mapping[str, str] = PREFIXES) -> bytes:
    """Things in the form that a file ending means: ttl, jsonld, nt or rdf; the same bytes each time."""
    if ending in _WRITTEN:
        return _WRITTEN[ending](things, prefixes).encode()
    return _serialised(_Oxigraph().triples(things), ending, prefixes)


class _Oxigraph:
    """Things as Oxigraph has them; the same terms return in every part, and are made once."""

    def __init__(self) -> None:
        self._made: dict[int, tuple[Term, ox.NamedNode | ox.BlankNode | ox.Literal]] = {}  # by identity

    def triples(self, things: Sequence[Nested]) -> list[ox.Triple]:
        """The triples of things."""
        node = self._node
        return [ox.Triple(node(s), node(p), node(o)) for s, p, o in flat(things)]  # type: ignore[arg-type]

    def _node(self, term: Term) -> ox.NamedNode | ox.BlankNode | ox.Literal:
        found = self._made.get(id(term))
        if found is None:
            found = self._made[id(term)] = term, from_term(term)
        return found[1]


def _serialised(told: Sequence[ox.Triple], ending: str, prefixes: Mapping[str, str]) -> bytes:
    if ending == "nt":
        return ox.serialize(told, format=ox.RdfFormat.N_TRIPLES) or b""
    return ox.serialize(told, format=ox.RdfFormat.RDF_XML, prefixes=dict(prefixes)) or b""
