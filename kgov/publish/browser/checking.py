"""What the page for checking lists is given: rules, norm, view, the mapping of sheets and the names of things."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date

from kgov import resources
from kgov.answers.findings import OUTCOMES, SEVERITIES
from kgov.answers.reports.sentences import MET_WHEN, WHAT_SETTLES, ground, settled_by
from kgov.answers.validation import axioms, published_shapes
from kgov.answers.view import norm_triples
from kgov.answers.wording import CONFORMITY, OUTCOME, REASON, strength_of
from kgov.lists.mapping import workbooks
from kgov.lists.words import Words, names_of
from kgov.model.knowledge import PARTY_CLASSES, Knowledge
from kgov.model.things import Rule, Thing
from kgov.namespaces import local_name
from kgov.reasoning.shapes import NOTES, Shapes, decides
from kgov.storage.query_text import named
from kgov.storage.terms import Blank, Iri, Term, Triple


def checking(knowledge: Knowledge, as_of: date) -> dict[str, object]:
    """All that the page for checking lists needs beside the published data and its programs.

    Args:
        knowledge: what is published. Its rules judge; lists that are published with it do not explain a visitor's.
        as_of: the day that a list is judged on unless the visitor says otherwise.
    """
    knowledge.need(*resources.PARTS)
    documents = Knowledge().need(*resources.PARTS) if knowledge.lists else knowledge
    shapes = published_shapes().of_rules(knowledge.rules)
    return {
        "asOf": as_of.isoformat(),
        "model": resources.digest(),
        "outcomes": [(name, OUTCOME[name]) for name in OUTCOMES],
        "severities": SEVERITIES,
        "reasons": REASON,
        "settles": WHAT_SETTLES,
        "metWhen": MET_WHEN,
        "conformity": CONFORMITY,
        "view": [query.text for query in named("view")],
        "shapes": _lines(_numbered(_structure(shapes))),
        "norm": _lines(sorted(shapes.reads(norm_triples()), key=_order)),
        "axioms": _lines(sorted(set(axioms()), key=_order)),
        "rules": {
            rule.iri: _rule(knowledge, rule) for rule in knowledge.rules.values() if rule.is_executable
        },
        "interpretations": {
            thing.iri: _interpretation(thing) for thing in knowledge.interpretations.values()
        },
        "readings": {thing.iri: thing.statements for thing in knowledge.readings.values()},
        "seats": {seat.iri: _seat(seat) for seat in knowledge.seats.values()},
        "seatGroups": {
            group.iri: {"in": group.iris("kg:isSeatIn"), "seats": group.iris("kg:includesSeat")}
            for group in knowledge.seat_groups.values()
        },
        "parties": [f"kg:{name}" for name in PARTY_CLASSES],
        "kinds": sorted(documents.kinds),
        "classes": {thing.iri: thing.label for thing in documents.classes.values()},
        "mapping": json.loads((resources.folder("tables") / "record.json").read_text(encoding="utf-8")),
        **_names(documents),
    }


def _structure(shapes: Shapes) -> Iterable[Triple]:
    """What decides a verdict, and which helper answers what."""
    return (triple for triple in shapes.triples if decides(triple[1]) and triple[1] not in NOTES)


def _numbered(triples: Iterable[Triple]) -> Iterable[Triple]:
    """The triples in their order, blank nodes by running number: a parser names them anew each time."""
    numbers: dict[Blank, Blank] = {}

    def same(term: Term) -> Term:
        return numbers.setdefault(term, Blank(f"b{len(numbers)}")) if isinstance(term, Blank) else term

    return [(same(s), p, same(o)) for s, p, o in triples]  # type: ignore[misc]


def _order(triple: Triple) -> tuple[str, ...]:
    return tuple(term.n3() for term in triple)


def _lines(triples: Iterable[Triple]) -> str:
    return "".join(f"{s.n3()} {p.n3()} {o.n3()} .\n" for s, p, o in triples)


def _rule(knowledge: Knowledge, rule: Rule) -> dict[str, object]:
    rests = ground(knowledge, rule)
    return {
        "id": rule.id,
        "severity": local_name(str(rule.one("sh:severity"))).lower(),
        "strength": strength_of(rule),
        "label": rule.label,
        "message": rule.text("sh:message"),
        "remedy": rule.text("kg:hasRemedy"),
        "when": rule.text("kg:isSatisfiedWhen"),
        "needs": rule.iris("kg:needsComplete"),
        "statements": rule.statements,
        "sources": rule.iris("dcterms:source"),
        "documents": rule.iris("rdfs:isDefinedBy"),
        "restated": rests.restated,
        "document": rests.document,
        "section": rests.section,
        "statement": rests.statement,
        "settledBy": settled_by(knowledge, rule),
    }


def _interpretation(thing: Thing) -> dict[str, object]:
    return {
        "id": str(thing.one("dcterms:identifier")),
        "label": thing.label,
        "readings": thing.iris("kg:allowsReading"),
        "statements": thing.statements,
    }


def _seat(seat: Thing) -> dict[str, object]:
    return {"in": seat.iris("kg:isSeatIn"), "alone": seat.number("kg:allowsHolders") == 1}


def _names(knowledge: Knowledge) -> dict[str, object]:
    """All things that a cell or a finding may name, with their labels, and which of them each range holds."""
    words = Words(knowledge)
    columns = [column.values for table in workbooks().tables for column in table.columns]
    wanted = [*workbooks().ranges, *sorted({values for values in columns if values.startswith("code:")})]
    ranges = {name: words.things(name) for name in wanted}
    things: dict[Iri, Thing] = {}
    for part in ("entities", "seats", "seat_groups", "concepts", "documents", "gaps", "readings"):
        things.update((iri, knowledge.thing(iri)) for iri in getattr(knowledge, part))
    known = set(things)
    for found in ranges.values():
        for thing in found:
            things.setdefault(thing.iri, thing)
    called = {thing.iri for found in ranges.values() for thing in found}
    numbers = {iri: number for number, iri in enumerate(things)}
    return {
        "things": [
            [iri, thing.label, names_of(thing) if iri in called else [], iri in known]
            for iri, thing in things.items()
        ],
        "ranges": {name: [numbers[thing.iri] for thing in found] for name, found in ranges.items()},
    }
