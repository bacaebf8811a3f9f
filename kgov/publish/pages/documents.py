"""The pages of documents, of their statements, and of what they leave open."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from kgov.answers.coverage import coverage
from kgov.language import Both
from kgov.model.things import Statement, Thing
from kgov.namespaces import PREFIXES, expand, local_name
from kgov.publish.edition import Edition, Page
from kgov.storage.terms import Iri

#: What a statement may have become, in the order in which a reader wants it.
BECAME = (
    ("Rule", Both("Regel", "Rule")),
    ("Duty", Both("Uppgift", "Duty")),
    ("Permission", Both("Får eller kan", "May")),
    ("Seat", Both("Plats", "Seat")),
    ("SeatGroup", Both("Platser tillsammans", "Seats together")),
    ("Link", Both("Samband", "Link")),
)
OPEN = {expand("kg:Interpretation"), expand("kg:Gap"), expand("kg:Reading")}


def pages(edition: Edition) -> Iterator[Page]:
    """A page for each document, statement, gap, interpretation and reading."""
    by_document: dict[Iri, list[Statement]] = {}
    for statement in edition.knowledge.statements.values():
        by_document.setdefault(statement.document, []).append(statement)
    counted = coverage(edition.knowledge).by_document
    for iri in edition.knowledge.documents:
        found = sorted(by_document.get(iri, []), key=lambda item: item.position)
        prefix = str(edition.thing(iri).one("kg:hasStatementPrefix"))
        yield _document(edition, iri, found, counted.get(local_name(iri)) or counted.get(prefix))
        for index, statement in enumerate(found):
            beside = (
                found[index - 1].iri if index else None,
                found[index + 1].iri if index + 1 < len(found) else None,
            )
            yield _statement(edition, statement, beside)
    for iri, found in by_document.items():
        if iri not in edition.knowledge.documents:
            for statement in found:
                yield _statement(edition, statement, (None, None))
    for gap in edition.knowledge.gaps.values():
        yield _open(edition, gap, "gap.html", "gaps")
    for question in edition.knowledge.interpretations.values():
        yield _open(edition, question, "interpretation.html", "interpretations")
    for reading in edition.knowledge.readings.values():
        yield _reading(edition, reading)


def became(edition: Edition, statement: Iri) -> list[tuple[Both, list[Iri]]]:
    """What a statement became, by sort; things, offices and terms that only cite it come last."""
    citing = [edition.thing(iri) for iri in edition.pointing(statement, "dcterms:source")]
    found: list[tuple[Both, list[Iri]]] = []
    told: set[Iri] = set()
    for name, title in BECAME:
        these = [thing.iri for thing in citing if expand(f"kg:{name}") in thing.types]
        told.update(these)
        if these:
            found.append((title, these))
    rest = [thing.iri for thing in citing if thing.iri not in told and not thing.types & OPEN]
    parties = [iri for iri in rest if iri in edition.knowledge.entities]
    terms = [iri for iri in rest if iri.startswith((PREFIXES["kg"], PREFIXES["kgc"]))]
    found += (
        [(Both("Grupper, funktioner och andra", "Bodies, offices and others"), parties)] if parties else []
    )
    return found + ([(Both("Begrepp", "Terms"), terms)] if terms else [])


def _document(
    edition: Edition, iri: Iri, statements: list[Statement], counted: dict[str, int] | None
) -> Page:
    thing = edition.thing(iri)
    sections: dict[str, list[tuple[Statement, list[tuple[Both, list[Iri]]]]]] = {}
    for statement in statements:
        name = statement.text("kg:standsInSection").sv
        sections.setdefault(name, []).append((statement, became(edition, statement.iri)))
    values = {
        "thing": thing,
        "sections": sections,
        "count": len(statements),
        "counted": counted,
        "concerns": thing.iris("kg:concerns"),
        "owner": thing.iris("kg:hasOwner"),
        "versions": edition.pointing(iri, "dcterms:isVersionOf"),
        "open": [
            found
            for sort in ("kg:Interpretation", "kg:Gap")
            for found in edition.open_in(sort, (statement.iri for statement in statements))
        ],
    }
    return Page(
        edition.addresses[iri].stem,
        "document.html",
        edition.label(iri),
        values,
        "documents",
        Both("{n} textställen, och vad vart och ett blev.", "{n} statements, and what each became.").fill(
            n=len(statements)
        ),
        iri,
        charts={"overview": partial(edition.charts.document, iri)},
    )


def _statement(edition: Edition, statement: Statement, beside: tuple[Iri | None, Iri | None]) -> Page:
    iri = statement.iri
    cited = [edition.thing(found) for found in edition.pointing(iri, "dcterms:source")]
    values = {
        "thing": edition.thing(iri),
        "statement": statement,
        "strength": statement.iris("kg:hasStrength"),
        "treatment": statement.iris("kg:hasTreatment"),
        "words": sorted(str(word) for word in statement.all("kg:hasOperativeWord")),
        "digest": str(statement.one("kg:hasPassageDigest") or ""),
        "became": became(edition, iri),
        "questions": [thing.iri for thing in cited if expand("kg:Interpretation") in thing.types],
        "gaps": [thing.iri for thing in cited if expand("kg:Gap") in thing.types],
        "later": edition.pointing(iri, "prov:wasRevisionOf"),
        "earlier": statement.iris("prov:wasRevisionOf"),
        "beside": beside,
    }
    return Page(
        edition.addresses[iri].stem,
        "statement.html",
        edition.label(iri),
        values,
        "documents",
        statement.text("dcterms:description"),
        iri,
    )


def _open(edition: Edition, thing: Thing, template: str, section: str) -> Page:
    values = {
        "thing": thing,
        "sources": edition.sources(thing),
        "readings": [edition.thing(iri) for iri in thing.iris("kg:allowsReading")],
        "used": thing.iris("kg:usesReading"),
        "concerns": thing.iris("kg:concerns"),
        "stops": thing.iris("kg:stopsAt"),
        "kind": thing.iris("kg:hasGapKind"),
        "rulings": edition.pointing(thing.iri, "kg:settles"),
    }
    return Page(
        edition.addresses[thing.iri].stem,
        template,
        edition.label(thing.iri),
        values,
        section,
        thing.text("dcterms:description"),
        thing.iri,
    )


def _reading(edition: Edition, thing: Thing) -> Page:
    values = {
        "thing": thing,
        "question": edition.pointing(thing.iri, "kg:allowsReading"),
        "is_used": bool(edition.pointing(thing.iri, "kg:usesReading")),
        "rulings": edition.pointing(thing.iri, "kg:choosesReading"),
        "sources": edition.sources(thing),
    }
    return Page(
        edition.addresses[thing.iri].stem,
        "reading.html",
        edition.label(thing.iri),
        values,
        "interpretations",
        edition.label(thing.iri),
        thing.iri,
    )
