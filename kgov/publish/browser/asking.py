"""What the question page is given: the published data, the catalogue with its choices, and words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from kgov.answers.wording import COLUMNS
from kgov.language import Both
from kgov.lists.words import Words
from kgov.model.knowledge import Knowledge
from kgov.model.things import Thing
from kgov.namespaces import BASE, PREFIXES, expand
from kgov.publish.addresses import Addresses
from kgov.storage.query_text import Parameter, Query, catalogue
from kgov.storage.terms import Iri

FAMILIES = {
    "appointing": Both("Utse, inrätta, avveckla", "Appointing, setting up, closing"),
    "calendar": Both("Årets gång", "The course of the year"),
    "composition": Both("Sammansättning", "Composition"),
    "documents": Both("Dokumenten", "The documents"),
    "structure": Both("Hur grupper hänger ihop", "How bodies hang together"),
    "tasks": Both("Uppgifter", "Tasks"),
    "ways": Both("Ärendens väg", "The way of matters"),
}
PARAMETERS = {
    "asOf": Both("Läget den", "As of"),
    "before": Both("Före", "Before"),
    "body": Both("Grupp", "Body"),
    "document": Both("Dokument", "Document"),
    "from": Both("Från och med", "From"),
    "interpretation": Both("Tolkningsfråga", "Question of interpretation"),
    "kind": Both("Slag av lucka", "Kind of gap"),
    "matter": Both("Ärende", "Matter"),
    "office": Both("Funktion", "Office"),
    "one": Both("Den ena gruppen", "The one body"),
    "other": Both("Den andra gruppen", "The other body"),
    "region": Both("Region", "Region"),
    "statement": Both("Textställe", "Statement"),
    "step": Both("Steg", "Step"),
    "target": Both("Motsvarar", "Mirrors"),
    "through": Both("Till och med", "Through"),
    "topic": Both("Ämne", "Topic"),
}
STEPS = {
    "appoint": Both("utse", "appoint"),
    "nominate": Both("nominera", "nominate"),
    "set-up": Both("inrätta", "set up"),
    "close": Both("avveckla", "close"),
}
#: The first column of a table of texts in a query, with the names in both languages where it has them.
_TEXTS = re.compile(r'\( "([a-z-]+)"(?: "([^"]+)" "([^"]+)")?')

Choice = tuple[str, Both]


def asking(knowledge: Knowledge, addresses: Addresses, as_of: date, base: str = "") -> dict[str, object]:
    """All that the question page needs beside its programs.

    Args:
        knowledge: what is published, already redacted.
        addresses: the pages that there are.
        as_of: the day that questions ask about unless the visitor says otherwise.
        base: where the site will lie; empty where pages are reached by relative links.
    """
    return {
        "asOf": as_of.isoformat(),
        "site": base,
        "base": BASE,
        "prefixes": PREFIXES,
        "trig": knowledge.store.trig(),
        "families": FAMILIES,
        "columns": COLUMNS,
        "questions": [_question(knowledge, query) for query in catalogue().values()],
        "pages": _pages(addresses),
    }


def _pages(addresses: Addresses) -> dict[str, object]:
    """Which things have a page: by their name under our base, and the others with their place."""
    stems = {str(iri): addresses[iri].stem for iri in addresses}
    usual = {iri: stem for iri, stem in stems.items() if iri == BASE + stem}
    others = {iri: stem for iri, stem in stems.items() if iri not in usual}
    return {"usual": sorted(usual.values()), "others": others}


def _question(knowledge: Knowledge, query: Query) -> dict[str, object]:
    asked = [parameter for parameter in query.parameters if parameter.name != "lang"]
    return {
        "id": query.id,
        "family": query.family,
        "title": query.title,
        "question": query.question,
        "text": query.text,
        "lang": any(parameter.name == "lang" for parameter in query.parameters),
        "parameters": [
            {
                "name": parameter.name,
                "title": PARAMETERS[parameter.name],
                "kind": parameter.kind,
                "need": parameter.need,
                "value": _standing(query, parameter),
                "choices": _choices(knowledge, query, parameter),
            }
            for parameter in asked
        ],
    }


def _standing(query: Query, parameter: Parameter) -> str:
    """The value that stands in the query file: an IRI, a day or a text."""
    found = re.search(rf"^[ \t]*VALUES \?{parameter.name} \{{\s*([^\s}}]+)", query.text, re.MULTILINE)
    written = found[1] if found else ""
    quoted = re.match(r'"([^"]*)"', written)
    return quoted[1] if quoted else expand(written) if ":" in written else ""


def _choices(knowledge: Knowledge, query: Query, parameter: Parameter) -> list[Choice]:
    if parameter.kind == "iri":
        things = _things(knowledge, parameter.name)
        return sorted(((str(thing.iri), thing.label) for thing in things), key=lambda choice: choice[1].sv)
    if parameter.kind == "text":
        head = re.search(rf"VALUES \( \?{parameter.name} .*?\n  \}}", query.text, re.DOTALL)
        rows = _TEXTS.findall(head[0]) if head else []
        return list({key: (key, STEPS.get(key, Both(sv or key, en or key))) for key, sv, en in rows}.values())
    return []


def _things(knowledge: Knowledge, name: str) -> Iterable[Thing]:
    """What may be meant by a parameter of this name."""
    if name == "office":
        return [*knowledge.offices.values(), *knowledge.seats.values()]
    if name == "region":
        return knowledge.of(Thing, "kg:Region", "kg:HealthcareRegion").values()
    if name in ("matter", "kind"):
        scheme = Iri(expand("kgc:matters" if name == "matter" else "kgc:gap-kinds"))
        return [c for c in knowledge.concepts.values() if scheme in c.iris("skos:inScheme")]
    if name in ("document", "statement", "interpretation"):
        return getattr(knowledge, f"{name}s").values()  # type: ignore[no-any-return]
    return Words(knowledge).things("body")
