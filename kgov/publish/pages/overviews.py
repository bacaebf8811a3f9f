"""The pages that lead to all others: start, the lists of each sort of thing, comparison, search and about."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kgov import __version__
from kgov.answers.questions import ask
from kgov.answers.wording import OUTCOME, strength_of
from kgov.language import Both, swedish_key
from kgov.model.things import Thing
from kgov.namespaces import BASE, ONTOLOGY, PREFIXES, expand, shorten
from kgov.publish.addresses import LANGUAGES
from kgov.publish.browser.page import Tool
from kgov.publish.browser.tools import ONE_FILE
from kgov.publish.edition import Edition, Page
from kgov.publish.pages import pairs
from kgov.publish.pages.parties import part_of, sort_of
from kgov.publish.pages.questions import FAMILIES, Asked
from kgov.publish.pages.terms import SCHEME, terms_by_sort
from kgov.storage.terms import Iri

#: The bands of the start page: each with its levels, from the top down.
BANDS = (
    (Both("Nationell nivå", "National level"), ("national",)),
    (
        Both("Sjukvårdsregional nivå", "Healthcare-regional level"),
        ("healthcare-regional", "healthcare-regional-and-region"),
    ),
    (Both("Regional och kommunal nivå", "Region and municipal level"), ("region", "municipal", "care-team")),
)
NOT_STATED = Both("Nivån sägs inte", "Level not stated")
#: The entries of the menu.
MENU = (
    ("bodies", Both("Grupper", "Bodies")),
    ("offices", Both("Funktioner", "Offices")),
    ("documents", Both("Dokument", "Documents")),
    ("rules", Both("Regler", "Rules")),
    ("gaps", Both("Sägs inte", "Not said")),
    ("questions", Both("Frågor", "Questions")),
    ("terms", Both("Begrepp", "Terms")),
    ("check", Both("Pröva", "Check")),
)
TITLES = {
    **dict(MENU),
    "gaps": Both("Vad dokumenten inte säger", "What the documents do not say"),
    "interpretations": Both("Tolkningsfrågor", "Questions of interpretation"),
    "compare": Both("Jämför uppdragen", "Compare the assignments"),
    "search": Both("Sök", "Search"),
    "ask": Both("Ställ en egen fråga", "Ask a question of your own"),
    "check": Both("Pröva ett underlag", "Check a list"),
    "about": Both("Om webbplatsen", "About this site"),
    "all": Both("Allt från A till Ö", "Everything from A to Z"),
    "questions": Both("Frågor till underlaget", "Questions to the data"),
    "terms": Both("Begrepp och koder", "Terms and codes"),
}


def pages(edition: Edition, questions: list[Asked], details: Any) -> Iterator[Page]:
    """The overviews."""
    parties = [edition.thing(iri) for iri in edition.knowledge.entities if iri in edition.things]
    groups: dict[str, list[Thing]] = {"bodies": [], "offices": [], "rest": []}
    for thing in edition.in_order(parties):
        groups[part_of(edition, thing)].append(thing)
    yield _start(edition, groups["bodies"])
    yield _tool("ask", "questions")
    yield _tool("check", "check")
    yield _list(
        edition,
        "bodies",
        "bodies.html",
        bands=_bands(edition, groups["bodies"]),
        rest=groups["rest"],
        sort_of=lambda thing: sort_of(edition, thing),
        owner_of=edition.owner_of,
    )
    yield _list(
        edition,
        "offices",
        "offices.html",
        offices=[(thing, edition.sayings.of(thing.iri)) for thing in groups["offices"]],
        owner_of=edition.owner_of,
    )
    yield _list(edition, "documents", "documents.html", documents=_documents(edition))
    yield _list(edition, "rules", "rules.html", groups=_rules(edition), strength_of=strength_of)
    yield _list(edition, "gaps", "gaps.html", groups=_gaps(edition))
    yield _list(
        edition,
        "interpretations",
        "interpretations.html",
        questions=list(edition.knowledge.interpretations.values()),
    )
    families: dict[str, list[Asked]] = {}
    for one in questions:
        families.setdefault(one.query.family, []).append(one)
    yield _list(
        edition,
        "questions",
        "questions.html",
        families=[(FAMILIES.get(name, Both(name, name)), found) for name, found in families.items()],
    )
    schemes = edition.in_order(thing for thing in edition.things.values() if SCHEME in thing.types)
    counts = {scheme.iri: len(edition.pointing(scheme.iri, "skos:inScheme")) for scheme in schemes}
    yield _list(
        edition,
        "terms",
        "terms.html",
        groups=terms_by_sort(edition),
        schemes=schemes,
        counts=counts,
        ontology=Iri(ONTOLOGY),
        borrowed=_borrowed(edition),
        shorten=shorten,
    )
    yield _compare(edition)
    yield _list(edition, "search", "search.html")
    yield _list(
        edition,
        "about",
        "about.html",
        details=details,
        version=__version__,
        outcome_names=OUTCOME,
        outcomes=edition.publication.outcomes,
        named=edition.publication.named,
    )
    yield _list(edition, "all", "all.html", letters=_letters(edition, parties))


def _list(edition: Edition, stem: str, template: str, **values: Any) -> Page:
    return Page(stem, template, TITLES[stem], values, stem)


def _tool(tool: Tool, section: str) -> Page:
    """The page of a tool that works in the reader's browser."""
    return Page(tool, "tool.html", TITLES[tool], {"one_file": ONE_FILE}, section, tool=(tool, ""))


def _start(edition: Edition, bodies: list[Thing]) -> Page:
    owners = [
        edition.thing(iri)
        for iri in sorted(
            {
                owner[0]
                for iri in edition.knowledge.documents
                for owner in [edition.thing(iri).iris("kg:hasOwner")]
                if owner
            }
        )
    ]
    values = {
        "bands": _bands(edition, bodies),
        "owners": [
            (
                owner,
                [
                    iri
                    for iri in edition.pointing(owner.iri, "kg:hasOwner")
                    if iri in edition.knowledge.documents
                ],
            )
            for owner in edition.in_order(owners)
        ],
        "numbers": [
            (len(edition.knowledge.documents), Both("dokument", "documents"), "documents"),
            (len(edition.knowledge.statements), Both("textställen", "statements"), "documents"),
            (len(edition.knowledge.links), Both("samband", "links"), "bodies"),
            (len(edition.knowledge.rules), Both("regler", "rules"), "rules"),
            (len(edition.knowledge.gaps), Both("luckor", "gaps"), "gaps"),
            (
                len(edition.knowledge.interpretations),
                Both("tolkningsfrågor", "questions of interpretation"),
                "interpretations",
            ),
        ],
        "owner_of": edition.owner_of,
    }
    title = Both("Vem gör vad i kunskapsstyrningen?", "Who does what in knowledge governance?")
    summary = Both(
        "Grupper, funktioner, regler och vägar i hälso- och sjukvårdens kunskapsstyrning, så som uppdragen beskriver dem.",
        "Bodies, offices, rules and ways in the knowledge governance of Swedish health care, as the assignments describe them.",
    )
    return Page("index", "start.html", title, values, "", summary)


def _bands(edition: Edition, bodies: list[Thing]) -> list[tuple[Both, list[tuple[Iri | None, list[Thing]]]]]:
    """Bodies by level and, within it, by owner; those of no stated level last."""
    placed: dict[Iri, None] = {}
    found = []
    for title, names in BANDS:
        levels = {expand(f"kgc:level-{name}") for name in names}
        here = [thing for thing in bodies if thing.iri not in placed and _levels(edition, thing) & levels]
        placed.update(dict.fromkeys(thing.iri for thing in here))
        found.append((title, _by_owner(edition, here)))
    rest = [thing for thing in bodies if thing.iri not in placed]
    return [*found, (NOT_STATED, _by_owner(edition, rest))] if rest else found


def _levels(edition: Edition, thing: Thing) -> set[str]:
    kinds = [edition.thing(kind) for kind in thing.types & edition.knowledge.kinds]
    return {level for holder in (thing, *kinds) for level in holder.iris("kg:hasLevel")}


def _by_owner(edition: Edition, things: list[Thing]) -> list[tuple[Iri | None, list[Thing]]]:
    found: dict[Iri | None, list[Thing]] = {}
    for thing in things:
        found.setdefault(edition.owner_of(thing), []).append(thing)
    return sorted(
        found.items(), key=lambda item: (item[0] is None, swedish_key(edition.label(item[0] or "").sv))
    )


def _documents(edition: Edition) -> list[tuple[Thing, int, list[Iri]]]:
    counts: dict[Iri, int] = {}
    for statement in edition.knowledge.statements.values():
        counts[statement.document] = counts.get(statement.document, 0) + 1
    things = edition.in_order(edition.thing(iri) for iri in edition.knowledge.documents)
    return [(thing, counts.get(thing.iri, 0), thing.iris("kg:hasOwner")) for thing in things]


def _rules(edition: Edition) -> list[tuple[Iri | None, list[Any]]]:
    """Rules by document; our own last."""
    found: dict[Iri | None, list[Any]] = {}
    for iri in edition.rule_order:
        rule = edition.knowledge.rules[iri]
        documents = [one for one in rule.iris("rdfs:isDefinedBy") if one in edition.knowledge.documents]
        found.setdefault(documents[0] if documents else None, []).append(rule)
    return sorted(found.items(), key=lambda item: (item[0] is None, str(item[0])))


def _gaps(edition: Edition) -> list[tuple[Iri | None, list[Thing]]]:
    """Gaps by what they are about."""
    found: dict[Iri | None, list[Thing]] = {}
    for gap in edition.knowledge.gaps.values():
        kinds = gap.iris("kg:hasGapKind")
        found.setdefault(kinds[0] if kinds else None, []).append(gap)
    return sorted(
        found.items(), key=lambda item: (item[0] is None, swedish_key(edition.label(item[0] or "").sv))
    )


def _borrowed(edition: Edition) -> list[Iri]:
    """Terms of other vocabularies that the ontology builds on."""
    owl = PREFIXES["owl"]
    return sorted(
        (
            iri
            for iri, thing in edition.things.items()
            if not iri.startswith(BASE) and any(sort.startswith(owl) for sort in thing.types)
        ),
        key=shorten,
    )


def _compare(edition: Edition) -> Page:
    """Topic by topic, what each document says and where it is silent."""
    english = {
        str(row["topic"]): str(row["topicName"])
        for row in ask(edition.knowledge, "topics-across-documents", "en")
    }
    topics: dict[str, tuple[Both, dict[Iri, tuple[list[Iri], list[Iri]]]]] = {}
    for row in ask(edition.knowledge, "topics-across-documents"):
        topic = str(row["topic"])
        _, cells = topics.setdefault(topic, (Both(str(row["topicName"]), english[topic]), {}))
        said, silent = cells.setdefault(Iri(row["document"]), ([], []))
        if row["statement"] is not None:
            said.append(Iri(row["statement"]))
        if row["gap"] is not None:
            silent.append(Iri(row["gap"]))
    values = {
        "topics": list(topics.values()),
        "documents": list(edition.knowledge.documents),
        "pairs": [(pairs.stem(pair), *pair) for pair in pairs.pairs(edition)],
    }
    return Page("compare", "compare.html", TITLES["compare"], values, "documents")


def _letters(edition: Edition, parties: list[Thing]) -> dict[str, list[tuple[str, list[Iri]]]]:
    """Everything that a reader may look for by name, by its first letter, in each language."""
    wanted = [
        *(thing.iri for thing in parties),
        *edition.knowledge.seats,
        *edition.knowledge.documents,
        *edition.knowledge.rules,
        *(iri for iri in edition.things if iri.startswith((PREFIXES["kg"], PREFIXES["kgc"]))),
    ]
    found = {}
    for lang in LANGUAGES:
        names = sorted((swedish_key(edition.label(iri)[lang == "en"]), iri) for iri in wanted)
        letters: dict[str, list[Iri]] = {}
        for _, iri in names:
            letters.setdefault(edition.label(iri)[lang == "en"][:1].upper() or "?", []).append(iri)
        found[lang] = list(letters.items())
    return found
