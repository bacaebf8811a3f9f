# ruff: noqa: F811  fixtures are imported, and named again by the tests that want them
"""Every question, the view and every finding are the same from memory, from a folder and from two servers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from everywhere import LASTING, elsewhere, lasting, memory, running, sources  # noqa: F401

from kgov import resources
from kgov.answers.validation import Judge
from kgov.model.knowledge import Knowledge
from kgov.model.stored import in_memory
from kgov.namespaces import expand
from kgov.reasoning.inference import infer
from kgov.storage.query_text import Query, parse
from kgov.storage.store import Store
from kgov.storage.terms import Iri, Term, Text, date_term

pytestmark = pytest.mark.xdist_group("servers")
DAY = date(2026, 11, 22)
QUERIES = [parse(path) for path in sorted(resources.folder("queries").glob("*/*.rq"))]
#: Values for the parameters that must have one; where there are several the query is asked of each.
VALUES: dict[str, list[Term]] = {
    "asOf": [date_term(DAY)],
    "lang": [Text("sv")],
    "body": [
        Iri(expand(name))
        for name in ("kgd:orebro-rmks", "kgd:sodra-rsg-lakemedel", "kgd:kronoberg-lakemedelsradet")
    ],
    "office": [Iri(expand("kgd:kronoberg-hsd"))],
    "matter": [Iri(expand("kgc:matter-strategic"))],
    "document": [Iri(expand("kgdoc:orebro-rmks"))],
    "class": [Iri(expand("kg:Link"))],
}


def texts(query: Query) -> Iterator[str]:
    """The query with its parameters filled, once for each body it can be asked of."""
    needed = [parameter.name for parameter in query.parameters if parameter.need != "optional"]
    for body in VALUES["body"] if "body" in needed else [None]:
        chosen = {
            name: [body] if name == "body" and body else VALUES.get(name, VALUES["body"])[:1]
            for name in needed
        }
        yield query.fill(chosen)


#: Virtuoso answers from a copy that another test shows to be whole: there one question of each family is enough.
ASKED = [
    pytest.param(query, sort, id=f"{query.family}/{query.id}-{sort}")
    for sort in LASTING
    for number, query in enumerate(QUERIES)
    if sort != "virtuoso" or number == 0 or QUERIES[number - 1].family != query.family
]


@pytest.mark.parametrize(("query", "lasting"), ASKED, indirect=["lasting"])
def test_every_query_has_the_same_rows(query: Query, memory: Knowledge, elsewhere: Knowledge) -> None:
    for text in texts(query):
        if "CONSTRUCT {" in text:
            assert set(elsewhere.construct(text)) == set(memory.construct(text))
        else:
            here, there = memory.select(text), elsewhere.select(text)
            assert there.columns == here.columns
            if "ORDER BY" in text:
                assert there.rows == here.rows
            else:
                assert sorted(map(str, there.rows)) == sorted(map(str, here.rows))
                assert set(there.rows) == set(here.rows)


def test_every_graph_is_whole(memory: Knowledge, lasting: Store) -> None:
    assert len(lasting) == len(memory.store)
    assert lasting.graphs() and len(lasting.graphs()) == len(memory.store.graphs())
    for graph in memory.store.graphs():
        if graph.startswith("https:"):
            here, there = memory.store.triples(graph), lasting.triples(graph)
            assert len(here) == len(there)
    listed = {t for source in memory.lists for t in source.triples}
    assert listed <= set(lasting.triples())


def test_every_finding_is_the_same(memory: Knowledge, elsewhere: Knowledge) -> None:
    here, there = Judge(memory, DAY).run(), Judge(elsewhere, DAY).run()
    assert there.view == here.view
    assert [finding.id for finding in there.findings] == [finding.id for finding in here.findings]
    for a, b in zip(here.findings, there.findings, strict=True):
        assert (a.outcome, a.reason, a.severity, a.focus, a.value, a.account) == (
            b.outcome,
            b.reason,
            b.severity,
            b.focus,
            b.value,
            b.account,
        )


def test_what_follows_is_the_same_and_is_not_written(memory: Knowledge, elsewhere: Knowledge) -> None:
    before = len(elsewhere.store)
    copy, again = in_memory(elsewhere), Knowledge()
    for graph in memory.store.graphs():
        again.store.add(memory.store.triples(graph), graph)
    assert set(infer(copy.store, DAY)) == set(infer(again.store, DAY))
    assert len(elsewhere.store) == before


@pytest.mark.parametrize(
    "text",
    [
        "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }",
        "SELECT ?s ?p ?o WHERE { ?s a kg:Membership ; ?p ?o } ORDER BY ?s ?p ?o",
        "ASK { ?s ?p 'in the default graph' }",
        "ASK { kgd:orebro-rmks skos:prefLabel ?l FILTER ( STR(?l) = 'främmande' ) }",
        "# SELECT\nPREFIX kg: <https://w3id.org/kgov/def/>\nCONSTRUCT { ?s a ?kind ; rdfs:comment 'SELECT { }' } WHERE { ?s a ?kind . ?kind a kg:Kind }",
        "CONSTRUCT WHERE { ?s kg:hasDoctorate ?o }",
        "SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s kg:hasOwner ?o } FILTER ( STRSTARTS(STR(?g), 'https:') ) } GROUP BY ?g ORDER BY ?g",
        "SELECT ?s ?l WHERE { ?s skos:prefLabel ?l } ORDER BY ?l ?s",
    ],
)
def test_a_query_of_ones_own_has_the_same_rows(text: str, memory: Knowledge, elsewhere: Knowledge) -> None:
    here, there = memory.select(text), elsewhere.select(text)
    assert there.columns == here.columns and there.rows == here.rows
