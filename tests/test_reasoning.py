"""What follows from the model: no more than the documents allow, and no less than OWL RL entails."""

from __future__ import annotations

from datetime import date

import owlrl
import pytest
import rdflib
from conftest import EXAMPLES

from kgov.model.knowledge import Knowledge
from kgov.namespaces import PREFIXES, expand, local_name
from kgov.reasoning.inference import DERIVED, infer
from kgov.storage.memory import MemoryStore
from kgov.storage.query_text import named
from kgov.storage.reading import read
from kgov.storage.reference import ReferenceStore, to_graph
from kgov.storage.source import Source
from kgov.storage.terms import Blank, Iri, Term, Text, Triple, date_term

DAY = date(2026, 11, 22)
TYPE = Iri(expand("rdf:type"))
EX = "https://example.org/underlag/orebro/"


def norm() -> Knowledge:
    return Knowledge().need("norm", "codes", "ontology")


def with_example() -> Knowledge:
    knowledge = norm()
    knowledge.add_list(read(str(EXAMPLES / "orebro-rmks.ttl")))
    return knowledge


def pairs(triples: list[Triple], name: str) -> set[tuple[str, str]]:
    """The ends of a property, by short name."""
    return {(local_name(str(s)), local_name(str(o))) for s, p, o in triples if p == expand(name)}


def planted(**things: dict[str, str | Text]) -> Source:
    """A list made in memory: name, then property and value."""
    triples: list[Triple] = []
    for name, properties in things.items():
        subject = Blank(name[1:]) if name.startswith("_") else Iri(EX + name)
        for key, value in properties.items():
            term: Term = (
                value if isinstance(value, Text) else Iri(expand(value) if ":" in value else EX + value)
            )
            triples.append((subject, Iri(expand(key)), term))
    return Source("planted", "", triples)


def test_only_two_bodies_report_to_somebody() -> None:
    expected = {("orebro-rmks", "orebro-hslg"), ("orebro-lag", "orebro-lpo")}
    found = infer(norm().store, DAY)
    assert pairs(found, "org:reportsTo") == expected
    assert pairs(found, "kg:reportsTo") == expected


@pytest.mark.parametrize(
    ("strength", "status", "end", "follows"),
    [
        ("kgc:strength-ska", "kgc:status-stated", "kgd:orebro-rsn", True),
        ("kgc:strength-indicative", "kgc:status-supplemented", "kgd:orebro-rsn", True),
        ("kgc:strength-kan", "kgc:status-stated", "kgd:orebro-rsn", False),
        ("kgc:strength-vid-behov", "kgc:status-stated", "kgd:orebro-rsn", False),
        ("kgc:strength-ska", "kgc:status-interpreted", "kgd:orebro-rsn", False),
        ("kgc:strength-ska", "kgc:status-stated", "kgd:orebro-uppdragsgivare", False),
    ],
)
def test_reporting_follows_only_from_what_is_demanded_of_a_named_receiver(
    strength: str, status: str, end: str, follows: bool
) -> None:
    knowledge = norm()
    if end == "kgd:orebro-uppdragsgivare":
        unnamed = knowledge.of(type(next(iter(knowledge.entities.values()))), "kg:UnnamedParty")
        end = f"kgd:{local_name(next(iter(unnamed)))}"
    link = {
        "rdf:type": "kg:Link",
        "kg:leadsFrom": "kgd:orebro-hslg",
        "kg:leadsTo": end,
        "kg:hasLinkKind": "kgc:link-reports-to",
        "kg:hasStrength": strength,
        "kg:hasStatus": status,
    }
    knowledge.add_list(planted(link=link))  # type: ignore[arg-type]
    found = pairs(infer(knowledge.store, DAY), "org:reportsTo")
    assert (("orebro-hslg", local_name(expand(end))) in found) is follows


def test_bodies_report_where_the_record_ties_them() -> None:
    knowledge = norm()
    knowledge.add_list(
        planted(
            a={"rdf:type": "kgd:orebro-lag", "kg:relatesTo": "x"},
            b={"rdf:type": "kgd:orebro-lag"},
            x={"rdf:type": "kgd:orebro-lpo"},
        )
    )
    found = infer(knowledge.store, DAY)
    assert pairs(found, "org:reportsTo") >= {("a", "x")}
    assert not [start for start, _ in pairs(found, "org:reportsTo") if start == "b"]
    assert ("a", "LocalWorkingGroup") in pairs(found, "rdf:type")
    assert ("x", "Organization") in pairs(found, "rdf:type")


# ---- seats that come with an office


def memberships(triples: list[Triple]) -> set[tuple[str, str, str]]:
    """Person, body and seat of every derived membership."""
    found = {s for s, p, o in triples if p == TYPE and o == expand("kg:Membership")}
    parts: dict[tuple[Term, str], str] = {
        (s, str(p)): local_name(str(o)) for s, p, o in triples if s in found
    }
    return {
        (
            parts[s, expand("org:member")],
            parts[s, expand("org:organization")],
            parts[s, expand("kg:takesSeat")],
        )
        for s in found
    }


def test_the_chair_and_the_process_owner_sit_in_rsn_because_of_their_seats() -> None:
    found = memberships(infer(with_example().store, DAY))
    in_rsn = {(person, body) for person, body, _ in found if body == "orebro-rsn"}
    assert in_rsn == {("person-1", "orebro-rsn"), ("person-3", "orebro-rsn")}


def test_nobody_sits_ex_officio_where_somebody_appoints() -> None:
    knowledge = with_example()
    found = memberships(infer(knowledge.store, DAY))
    appointed = {
        local_name(link.start)
        for link in knowledge.links.values()
        if link.kind == expand("kgc:link-appointed-by")
    }
    assert found and not {seat for _, _, seat in found} & appointed
    assert "orebro-rmks" not in {body for _, body, _ in found}


@pytest.mark.parametrize(
    ("first", "last", "sits"),
    [
        ("", "", True),
        ("2026-11-22", "2026-11-22", True),
        ("2026-11-23", "", False),
        ("", "2026-11-21", False),
    ],
)
@pytest.mark.parametrize("name", ["holding", "_holding"], ids=["iri", "blank"])
def test_a_seat_lasts_as_long_as_the_office(first: str, last: str, sits: bool, name: str) -> None:
    holding: dict[str, str | Text] = {
        "rdf:type": "kg:Membership",
        "kg:takesSeat": "kgd:orebro-rmks-seat-chair",
        "org:member": "person-9",
    }
    for key, text in (("kg:validFrom", first), ("kg:validThrough", last)):
        if text:
            holding[key] = date_term(text)
    knowledge = norm()
    knowledge.add_list(planted(**{name: holding}))
    found = {(person, body) for person, body, _ in memberships(infer(knowledge.store, DAY))}
    assert (("person-9", "orebro-rsn") in found) is sits


# ---- how it behaves


def test_what_follows_follows_once_and_stands_in_a_graph_of_its_own() -> None:
    knowledge = with_example()
    before = set(knowledge.store.triples())
    first = infer(knowledge.store, DAY)
    assert first and len(first) == len(set(first)) and not before & set(first)
    assert set(knowledge.store.triples(DERIVED)) == set(first)
    assert infer(knowledge.store, DAY) == []
    assert set(knowledge.store.triples()) == before | set(first)


def test_more_lists_never_take_anything_away() -> None:
    less, more = norm(), with_example()
    assert set(infer(less.store, DAY)) <= set(infer(more.store, DAY))


def test_both_stores_derive_the_same() -> None:
    found = []
    for store in (MemoryStore(), ReferenceStore()):
        knowledge = Knowledge(store).need("norm", "ontology")  # type: ignore[arg-type]
        knowledge.add_list(read(str(EXAMPLES / "orebro-rmks.ttl")))
        found.append(set(infer(knowledge.store, DAY)))
    assert found[0] == found[1] != set()


# ---- the oracle


def ours(triple: tuple[object, object, object]) -> bool:
    """Whether both sides are asked about a triple.

    Left out: what owlrl says of literals, datatypes and every resource (``owl:sameAs`` itself, ``owl:Thing``),
    of the schema (``rdfs:subClassOf`` and so on), and types from vocabularies that are not ours nor ORG. Typing
    by domain and range is not left out: on the norm it entails nothing that is not stated.
    """
    subject, predicate, value = triple
    homes = (PREFIXES["kg"], PREFIXES["kgd"], PREFIXES["org"])
    if not isinstance(subject, rdflib.URIRef) or not isinstance(value, rdflib.URIRef):
        return False
    return str(value if predicate == rdflib.RDF.type else predicate).startswith(homes)


def test_owl_rl_entails_exactly_what_is_derived() -> None:
    """Ontology, norm and the shortcuts go in; the oracle knows nothing of our queries for what is above them."""
    plain = Knowledge().need("norm", "ontology")
    plain.add_list(
        planted(
            a={"rdf:type": "kgd:orebro-lag", "kg:relatesTo": "x"},
            x={"rdf:type": "kgd:orebro-lpo"},
            # a chain of parts, deeper than any in the documents
            p1={"kg:isPartOf": "p2"},
            p2={"kg:isPartOf": "p3"},
            p3={"kg:isPartOf": "p4"},
            p4={"kg:isPartOf": "kgd:orebro-rmks"},
        )
    )
    derived = infer(plain.store, DAY)
    known = set(plain.store.triples()) - set(derived)
    shortcuts = Knowledge()
    shortcuts.store.add(known, "urn:test:known")
    for query in named("reasoning")[:3]:
        shortcuts.store.add(shortcuts.construct(query.text), "urn:test:shortcuts")
    # texts and sources entail nothing that is asked about, and cost the oracle most of its time
    sources = expand("dcterms:source")
    oracle = to_graph(
        (s, p, o) for s, p, o in shortcuts.store.triples() if not isinstance(o, Text) and p != sources
    )
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(oracle)
    wanted = {triple for triple in oracle if ours(triple)}
    found = {triple for triple in to_graph([*known, *derived]) if ours(triple)}
    assert len(wanted) > 3000
    assert found - wanted == set(), "derived, and not entailed"
    assert wanted - found == set(), "entailed, and not derived"
