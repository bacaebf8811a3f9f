"""Random graphs with blank nodes, and the same under other names and in another order."""

from __future__ import annotations

import random

import pyoxigraph as ox
from hypothesis import strategies as st

from kgov.namespaces import PREFIXES
from kgov.storage.oxigraph import from_term
from kgov.storage.quads import Quad, blanks_of, renamed
from kgov.storage.terms import XSD, Blank, Iri, Text

EX = "https://example.org/"
BLANKS = [Blank(f"n{number}") for number in range(6)]
NAMES = [Iri(EX + name) for name in ("lag-2", "lag-10", "råd", "a/b")]
GRAPHS = [None, None, None, Iri(EX + "graph"), BLANKS[0]]
PROPERTIES = [Iri(EX + "p"), Iri(EX + "q"), Iri(PREFIXES["rdf"] + "type"), Iri(PREFIXES["rdf"] + "first")]
TEXTS = [
    Text("urn:x"),
    Text("n1"),
    Text('rad "1"\nrad\\2\r\t'),
    Text("\u202eomvänt\x07"),
    Text("colour", "en-gb", PREFIXES["rdf"] + "langString"),
    Text("01", datatype=XSD + "integer"),
    Text("1", datatype=XSD + "integer"),
    Text("1.50", datatype=XSD + "decimal"),
    Text("1.", datatype=XSD + "decimal"),
    Text("1e0", datatype=XSD + "double"),
    Text("2024-02-31", datatype=XSD + "date"),
    Text("true", datatype=XSD + "boolean"),
]

quads = st.tuples(
    st.sampled_from([*BLANKS, *NAMES]),
    st.sampled_from(PROPERTIES),
    st.sampled_from([*BLANKS, *BLANKS, *NAMES, *TEXTS, Iri("urn:x"), Iri(PREFIXES["rdf"] + "nil")]),
    st.sampled_from(GRAPHS),
)
datasets = st.lists(quads, min_size=1, max_size=14)


def shuffled(quads: list[Quad], seed: int) -> list[Quad]:
    """The same statements in another order and with other names for the blank nodes."""
    order = random.Random(seed)
    blanks = list(dict.fromkeys(blank for quad in quads for blank in blanks_of(quad)))
    fresh = [Blank(f"x{number}") for number in range(len(blanks))]
    order.shuffle(fresh)
    other = renamed(quads, dict(zip(blanks, fresh, strict=True)))
    order.shuffle(other)
    return other


def by_the_standard(quads: list[Quad]) -> list[str]:
    """The canonical form by RDFC-1.0, of Oxigraph."""
    dataset = ox.Dataset(
        ox.Quad(from_term(s), ox.NamedNode(p), from_term(o), from_term(g) if g else ox.DefaultGraph())  # type: ignore[arg-type]
        for s, p, o, g in quads
    )
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return sorted(map(str, dataset))
