"""The data beside the pages and the whole graphs: read by several parsers, they say what the model says."""

import itertools
import json
import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.compare import isomorphic

from kgov.model.knowledge import Knowledge
from kgov.namespaces import expand
from kgov.publish.addresses import Addresses
from kgov.publish.machines import jsonld, siblings, wholes
from kgov.publish.machines.described import Described
from kgov.storage import turtle_writing
from kgov.storage.nesting import nest
from kgov.storage.oxigraph import from_term
from kgov.storage.source import Source
from kgov.storage.terms import Blank, Iri, Text

pytest_plugins = ["published"]

FORMATS = {
    "ttl": ox.RdfFormat.TURTLE,
    "jsonld": ox.RdfFormat.JSON_LD,
    "nt": ox.RdfFormat.N_TRIPLES,
    "rdf": ox.RdfFormat.RDF_XML,
}
RDFLIB = {"ttl": "turtle", "jsonld": "json-ld", "nt": "nt", "rdf": "xml"}
BODY = Iri(expand("kgd:orebro-rmks"))


def read(data: bytes, ending: str) -> list[ox.Triple]:
    quads = ox.parse(data, format=FORMATS[ending], rename_blank_nodes=True)
    return [ox.Triple(q.subject, q.predicate, q.object) for q in quads]


def canonical(triples) -> Counter[str]:
    """The triples with what each blank node says in place of its name; in the model none is used twice."""
    own, used = {}, Counter()
    for t in triples:
        own.setdefault(t.subject, []).append(t)
        used[t.object] += isinstance(t.object, ox.BlankNode)
    assert all(count <= 1 for count in used.values())

    def told(term) -> str:
        if not isinstance(term, ox.BlankNode):
            return str(term)
        return f"[{' '.join(sorted(f'{t.predicate} {told(t.object)}' for t in own[term]))}]"

    named = [t for s, many in own.items() if isinstance(s, ox.NamedNode) for t in many]
    return Counter(f"{t.subject} {t.predicate} {told(t.object)}" for t in named)


def canonical_form(triples) -> set[str]:
    data = ox.Dataset(ox.Quad(t.subject, t.predicate, t.object) for t in triples)
    data.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return {str(quad) for quad in data}


@pytest.fixture(scope="module")
def of_the_model(model):
    store = model.store._store
    return canonical({ox.Triple(q.subject, q.predicate, q.object) for q in store})


@pytest.fixture(scope="module")
def beside(described):
    return dict(siblings.files(described))


@pytest.fixture(scope="module")
def whole(described):
    return dict(wholes.files(described))


@pytest.mark.parametrize("ending", ["ttl", "jsonld"])
def test_the_siblings_hold_exactly_the_triples_of_the_model(beside, of_the_model, ending):
    triples = [t for path, data in beside.items() if path.endswith(f".{ending}") for t in read(data, ending)]
    assert canonical(triples) == of_the_model


@pytest.mark.parametrize("ending", wholes.ENDINGS)
def test_the_whole_model_is_the_same_in_every_form(whole, of_the_model, ending):
    assert canonical(read(whole[f"data/model.{ending}"], ending)) == of_the_model


@pytest.mark.parametrize("ending", wholes.ENDINGS)
def test_the_parts_together_are_the_model(whole, of_the_model, ending):
    parts = [path for path in whole if path.endswith(f".{ending}") and "/model." not in path]
    assert len(parts) == 9  # ontology, codes, rules, five documents, and what they share about the nation
    assert canonical(t for path in parts for t in read(whole[path], ending)) == of_the_model


@pytest.mark.parametrize("ending", wholes.ENDINGS)
@pytest.mark.parametrize("part", ["ontology", "rules", "orebro-lag"])
def test_rdflib_reads_the_same(whole, part, ending):
    graph = rdflib.Graph().parse(data=whole[f"data/{part}.{ending}"], format=RDFLIB[ending])
    theirs = {
        ox.Triple(*(ox_term(term) for term in triple))
        for triple in graph
    }  # fmt: skip
    assert canonical(theirs) == canonical(read(whole[f"data/{part}.{ending}"], ending))


def ox_term(term):
    if isinstance(term, rdflib.URIRef):
        return ox.NamedNode(str(term))
    if isinstance(term, rdflib.BNode):
        return ox.BlankNode(str(term))
    if term.language:
        return ox.Literal(str(term), language=term.language)
    return ox.Literal(str(term), datatype=ox.NamedNode(str(term.datatype)) if term.datatype else None)


def test_rdflib_reads_siblings_of_every_sort(beside, described):
    one_of_each = {thing.rsplit("/", 1)[0]: thing for thing in described.things}.values()
    for thing in one_of_each:
        address = described.addresses[thing]
        by_turtle, by_json = (
            rdflib.Graph().parse(data=beside[address.data(ending)], format=RDFLIB[ending])
            for ending in ("ttl", "jsonld")
        )
        assert len(by_turtle) == len(described.of(thing))
        assert isomorphic(by_turtle, by_json)


@pytest.mark.skipif(not shutil.which("rapper"), reason="rapper (raptor2-utils) is not installed")
@pytest.mark.parametrize(("ending", "name"), [("ttl", "turtle"), ("nt", "ntriples"), ("rdf", "rdfxml")])
def test_rapper_reads_as_many(whole, described, tmp_path, ending, name):
    file = tmp_path / f"model.{ending}"
    file.write_bytes(whole[f"data/model.{ending}"])
    done = subprocess.run(["rapper", "-q", "-i", name, "-o", "ntriples", str(file)], capture_output=True)
    assert done.returncode == 0 and not done.stderr
    assert len(set(done.stdout.splitlines())) == len(described.all)


def test_every_thing_has_both_and_nothing_else_is_written(beside, described):
    expected = {described.addresses[t].data(ending) for t in described.things for ending in ("ttl", "jsonld")}
    assert set(beside) == expected and len(beside) == 2 * len(described.things)


def test_a_sibling_is_written_as_people_write_turtle(beside):
    text = beside["rule/OL-17.ttl"].decode()
    assert "kgr:OL-17 a sh:NodeShape, kg:Rule ;\n    dcterms:identifier" in text
    assert "sh:or (\n        [ sh:not kgr:OL-17-applies ]\n" in text
    assert "owl:" not in text, "a prefix that is not used is left out"


def test_the_bytes_do_not_depend_on_the_names_of_blank_nodes(beside, whole, all_addresses):
    again = Described(Knowledge(), all_addresses)
    assert dict(siblings.files(again)) == beside
    assert dict(wholes.files(again)) == whole


def test_a_helper_shape_without_a_page_stands_with_the_rule(model, all_addresses):
    rule, helper = Iri(expand("kgr:OL-17")), Iri(expand("kgr:OL-17-met"))
    fewer = Described(model, Addresses(set(all_addresses) - {helper}))
    assert any(s == helper for s, _, _ in fewer.of(rule))
    assert helper not in fewer.things


def test_what_is_not_published_is_in_no_file(model, all_addresses):
    office = Iri(expand("kgd:orebro-hs-direktor"))
    fewer = Described(model, Addresses(set(all_addresses) - {office}))
    assert all(s != office for s, _, _ in fewer.all)
    assert not any(s == office for triples in wholes.parts(fewer).values() for s, _, _ in triples)


def test_the_head_of_a_page_is_the_data_of_its_thing(described):
    text = siblings.head(described, BODY)
    found = re.fullmatch(r'<script type="application/ld\+json">(.*)</script>', text)
    assert found
    graph = rdflib.Graph().parse(data=found[1], format="json-ld")
    assert len(graph) == len(described.of(BODY))
    assert siblings.head(described, Iri("https://example.org/unknown")) == ""


def test_the_other_forms_of_a_page(described):
    told = siblings.alternates(described, BODY, "sv")
    assert [(a.href, a.kind, a.lang) for a in told] == [
        ("orebro-rmks.html", "text/html", "sv"),
        ("../../en/id/orebro-rmks.html", "text/html", "en"),
        ("../../id/orebro-rmks.ttl", "text/turtle", ""),
        ("../../id/orebro-rmks.jsonld", "application/ld+json", ""),
    ]


EX = "https://example.org/"
HOSTILE = [
    "</script><script>alert(1)</script>",
    "<!--<script>",
    '"""\\',
    "line\nline\r\n\ttab",
    "\u2028]]>&amp;",
    "{{ 7 * 7 }} {% raw %}",
    "=HYPERLINK(1)",
    "\U0001f600 å \u202e",
]


def hostile_knowledge() -> Knowledge:
    """A list whose names, texts and blank nodes are as bad as a reader lets them be."""
    thing, other = Iri(f"{EX}a(b)'c;d,e%2f..%2f"), Iri(f"{EX}x?y=//z&amp=1#frag.")
    label = Iri(expand("rdfs:label"))
    odd = Iri(f"{EX}property/")
    loop, shared = Blank("loop"), Blank("shared")
    triples = [(thing, label, Text(text, lang="sv-x-a")) for text in HOSTILE]
    triples += [(other, label, Text(text)) for text in HOSTILE]
    triples += [
        (thing, odd, other),
        (thing, odd, loop),
        (loop, odd, loop),
        (thing, odd, shared),
        (loop, odd, shared),
    ]
    triples += [(shared, label, Text("7", datatype=expand("xsd:integer")))]
    triples += [(other, label, Text("1.0", datatype=f"{EX}type"))]
    knowledge = Knowledge()
    knowledge.add_list(Source("x.ttl", "", triples))
    return knowledge


def test_hostile_text_names_and_blank_nodes_are_kept_and_end_nothing():
    knowledge = hostile_knowledge()
    things = [subject for subject, _, _ in knowledge.lists[0].triples if isinstance(subject, Iri)]
    described = Described(knowledge, Addresses(things))
    theirs = [
        ox.Triple(*(from_term(term) for term in triple))
        for triple in knowledge.lists[0].triples
    ]  # fmt: skip
    for ending in ("ttl", "jsonld", "nt"):
        data = wholes.write(nest(described.all), ending)
        assert canonical_form(read(data, ending)) == canonical_form(theirs), ending
    for thing in described.things:
        text = siblings.head(described, thing)
        assert text.count("<") == 2 and text.count("</script>") == 1
        assert json.loads(text[35:-9])["@context"]
    assert wholes.endings(described.all) == ("ttl", "jsonld", "nt"), (
        "RDF/XML cannot say a property that ends with /"
    )


def test_deep_and_long_chains_of_blank_nodes_are_written():
    step = Iri(f"{EX}step")
    first, rest = Iri(expand("rdf:first")), Iri(expand("rdf:rest"))
    chain = [Iri(f"{EX}start"), *(Blank(f"b{i}") for i in range(3000))]
    for predicate in (step, rest):  # a deep chain, and a long list that is no whole list
        triples = [(s, predicate, o) for s, o in itertools.pairwise(chain)]
        assert len(read(turtle_writing.write(nest(triples)).encode(), "ttl")) == 3000
        assert len(read(jsonld.write(nest(triples)).encode(), "jsonld")) == 3000
    items = chain[1:]
    long = [(chain[0], step, items[0])]
    long += [(node, first, Text("x")) for node in items]
    long += [(s, rest, o) for s, o in zip(items, [*items[1:], Iri(expand("rdf:nil"))], strict=True)]
    assert len(read(turtle_writing.write(nest(long)).encode(), "ttl")) == len(long)
    assert turtle_writing.write(nest(long)).count("[") == 0


def test_numbers_and_truth_keep_their_form():
    forms = [("007", "integer"), ("7", "integer"), ("+7", "integer"), ("1", "boolean"), ("true", "boolean")]
    forms += [("12345678901234567890", "integer"), ("2026-11-22", "date"), ("7", "string")]
    label = Iri(expand("rdfs:label"))
    triples = [(Iri(EX), label, Text(text, datatype=expand(f"xsd:{kind}"))) for text, kind in forms]
    for ending in wholes.ENDINGS:
        found = read(wholes.write(nest(triples), ending), ending)
        assert {str(t.object) for t in found} == {str(from_term(o)) for _, _, o in triples}, ending


def test_names_of_shared_blank_nodes_do_not_depend_on_what_they_were_called():
    step, mark = Iri(f"{EX}step"), Iri(f"{EX}mark")

    def ring(names: str) -> str:
        nodes = [Blank(name) for name in names]
        ring = [(s, step, o) for s, o in zip(nodes, [*nodes[1:], nodes[0]], strict=True)]
        return turtle_writing.write(nest([*ring, (nodes[2], mark, Text("x"))]))

    assert ring("abcdef") == ring("fbdaec")


def test_paths_stay_inside(beside, whole):
    for path in [*beside, *whole]:
        assert ".." not in Path(path).parts and not path.startswith("/")
