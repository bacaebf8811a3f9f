"""The pages of bodies, kinds, offices, units, regions and all else that can be the end of a link, and of seats."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from kgov.answers.paths import chain
from kgov.answers.paths.matters import TYPES
from kgov.answers.said import APPOINTED_BY, STRENGTHS, Said, how_often
from kgov.language import Both, Lang, capital, join
from kgov.model.things import Link, Provision, Thing
from kgov.namespaces import PREFIXES, expand
from kgov.publish.charts import Chart
from kgov.publish.edition import Edition, Page
from kgov.publish.pages.people import holders
from kgov.storage.terms import Iri

OFFICE = expand("kg:Office")
OWNERS = {expand("kg:Region"), expand("kg:HealthcareRegion")}
NOT_NAMED = Both("en mottagare som inte namnges", "a receiver that is not named")


def pages(edition: Edition) -> Iterator[Page]:
    """A page for each party."""
    for iri in edition.knowledge.entities:
        if iri in edition.addresses:
            yield _page(edition, edition.thing(iri))
    for seat in edition.knowledge.seats.values():
        yield _seat(edition, edition.thing(seat.iri))


def sort_of(edition: Edition, thing: Thing) -> list[Iri]:
    """The sorts a thing is of, or those that a kind of things is a kind of; a list's body by its kind."""
    kinds = sorted(thing.types & edition.knowledge.kinds)
    if kinds:
        return kinds
    is_kind = thing.iri in edition.knowledge.kinds
    sorts = thing.iris("rdfs:subClassOf") if is_kind else sorted(thing.types)
    return [sort for sort in sorts if sort.startswith(PREFIXES["kg"]) and sort != expand("kg:Kind")]


def is_office(edition: Edition, thing: Thing) -> bool:
    """Whether a thing is a function in the line."""
    return any(sort == OFFICE for sort in (*thing.types, *sort_of(edition, thing)))


def _page(edition: Edition, thing: Thing) -> Page:
    knowledge, iri = edition.knowledge, thing.iri
    said = edition.sayings.of(iri)
    way = chain(knowledge, iri, edition.charts.upwards)
    sorts = sort_of(edition, thing)
    is_kind = iri in knowledge.kinds
    values: dict[str, Any] = {
        "thing": thing,
        "said": said,
        "sorts": sorts,
        "is_kind": is_kind,
        "is_office": is_office(edition, thing),
        "owner": edition.owner_of(thing),
        "levels": thing.iris("kg:hasLevel"),
        "basis": thing.iris("kg:hasLevelBasis")[:1],
        "also": sorted({str(text) for text in thing.all("skos:altLabel")}),
        "asked": [
            (title, [(item, how_often(knowledge, item)) for item in items])
            for (title, _), items in zip(STRENGTHS, said.asked, strict=True)
            if items
        ],
        "appoints": _by_phrase(edition, said.appoints, backward=True),
        "outward": _by_phrase(edition, said.outward, backward=False),
        "inward": _by_phrase(edition, said.inward, backward=True),
        "way": way if _has_way(said, way) else None,
        "onward": [step for step in way.continues if step.kind != APPOINTED_BY],
        "of_seats": [step for step in way.continues if step.kind == APPOINTED_BY],
        "ways": _ways(edition, iri),
        "rules": _rules(edition, said),
        "questions": _questions(edition, said, thing),
        "members": [edition.thing(one) for one in edition.pointing(iri, "rdf:type")] if is_kind else [],
        "owned": _owned(edition, thing),
        "documents": edition.pointing(iri, "kg:hasOwner") if thing.types & OWNERS else [],
        "holders": holders(edition, thing, said),
        "permit": edition.publication.named.get(iri),
        "counts": edition.publication.outcomes.counts.get(iri),
        "findings": edition.publication.outcomes.findings.get(iri, []),
        "sources": edition.sources(thing),
        "elsewhere": said.elsewhere,
    }
    section = "offices" if values["is_office"] else "bodies"
    return Page(
        edition.addresses[iri].stem,
        "party.html",
        edition.label(iri),
        values,
        section,
        _summary(edition, thing, values),
        iri,
        charts=_charts(edition, thing, values),
    )


def _charts(
    edition: Edition, thing: Thing, values: Mapping[str, Any]
) -> dict[str, Callable[[Lang, str], Chart]]:
    """The charts of a party: all that an owner has, or the ways from one body, and what a body is made of."""
    drawn: dict[str, Callable[[Lang, str], Chart]] = {}
    if values["owned"]:
        drawn["overview"] = partial(edition.charts.owner, thing.iri)
    if values["way"]:
        drawn["ways"] = partial(edition.charts.ways, thing.iri)
    if values["said"].seats:
        filled = {one.seat: one.number for one in values["holders"] if one.seat} or None
        drawn["composition"] = partial(edition.charts.composition, thing.iri, filled=filled)
    return drawn


def _summary(edition: Edition, thing: Thing, values: dict[str, Any]) -> Both:
    """One sentence on what a thing is, where it belongs and on which level."""
    sorts = join([edition.label(sort) for sort in values["sorts"]])
    kind = Both("slag av {sort}", "kind of {sort}") if values["is_kind"] else Both("{sort}", "{sort}")
    parts = [capital(kind.fill(sort=sorts))] if sorts.sv else []
    if values["owner"] and values["owner"] != thing.iri:
        parts.append(Both("{owner}", "{owner}").fill(owner=edition.label(values["owner"])))
    if values["levels"]:
        parts.append(join([edition.label(level) for level in values["levels"]]))
    return Both(", ".join(part.sv for part in parts), ", ".join(part.en for part in parts))


def _by_phrase(edition: Edition, links: list[Link], backward: bool) -> list[tuple[Both, list[Link]]]:
    """Links by what they say, in words that fit the thing that they are shown with."""
    phrase = "kg:hasBackwardPhrase" if backward else "kg:hasForwardPhrase"
    found: dict[Iri, list[Link]] = {}
    for link in links:
        found.setdefault(link.kind, []).append(link)
    return [(edition.thing(kind).text(phrase), found[kind]) for kind in sorted(found)]


def _has_way(said: Said, way: Any) -> bool:
    """Whether it makes sense to ask whom a thing reports to: it has seats, or a link leads on from it."""
    return bool(said.seats or way.hops or way.continues or way.supplements)


def _ways(edition: Edition, iri: Iri) -> list[tuple[Iri, Both, Any]]:
    """Where each matter goes."""
    ways = edition.matters.ways(iri)
    order = list(TYPES)
    return [
        (matter, TYPES[way.type], way)
        for matter, way in sorted(ways.items(), key=lambda item: (order.index(item[1].type), item[0]))
        if way.type != "not-stated"
    ]


def _rules(edition: Edition, said: Said) -> list[Provision]:
    """The rules among what is asked, that are judged."""
    return [item for items in said.asked for item in items if item.iris("kg:isMetWhen")]


def _questions(edition: Edition, said: Said, thing: Thing) -> list[Thing]:
    """The questions of interpretation that arise in what is said of a thing."""
    items: list[Thing] = [
        *(item for items in said.asked for item in items),
        *(seat.seat for seat in said.seats),
    ]
    items += [thing, *said.outward, *said.appoints]
    return edition.open_in(
        "kg:Interpretation", (iri for item in items for iri in item.iris("dcterms:source"))
    )


def _owned(edition: Edition, thing: Thing) -> list[tuple[Both, list[Thing]]]:
    """What belongs to a region: bodies, offices and units."""
    if not thing.types & OWNERS:
        return []
    mine = [
        edition.thing(iri)
        for iri in edition.pointing(thing.iri, "kg:hasOwner")
        if iri in edition.knowledge.entities and iri != thing.iri
    ]
    groups: dict[str, list[Thing]] = {"bodies": [], "offices": [], "rest": []}
    for one in edition.in_order(mine):
        groups[part_of(edition, one)].append(one)
    titles = {
        "bodies": Both("Grupper", "Bodies"),
        "offices": Both("Funktioner", "Offices"),
        "rest": Both("Enheter och annat", "Units and others"),
    }
    return [(titles[name], found) for name, found in groups.items() if found]


def part_of(edition: Edition, thing: Thing) -> str:
    """Whether a party is a body, an office or something else."""
    if is_office(edition, thing):
        return "offices"
    return "bodies" if is_body(edition, thing) else "rest"


def is_body(edition: Edition, thing: Thing) -> bool:
    """Whether a party is a group of people with an assignment, or a kind of such groups."""
    kinds = [edition.thing(kind) for kind in thing.types & edition.knowledge.kinds]
    sorts = {
        *thing.types,
        *thing.iris("rdfs:subClassOf"),
        *(s for kind in kinds for s in kind.iris("rdfs:subClassOf")),
    }
    return bool(sorts & edition.body_classes)


def _seat(edition: Edition, thing: Thing) -> Page:
    seat = edition.knowledge.seats[thing.iri]
    said = edition.sayings.seat(seat)
    links = [
        *edition.sayings.upwards.by_start.get(thing.iri, []),
        *edition.sayings.upwards.by_end.get(thing.iri, []),
    ]
    values = {
        "thing": thing,
        "said": said,
        "links": links,
        "bodies": seat.bodies,
        "role": thing.iris("kg:hasRole"),
        "holders_allowed": thing.number("kg:allowsHolders"),
        "fills": [other for other in edition.knowledge.seats.values() if thing.iri in other.filled_by],
        "rules": [
            iri
            for iri in edition.pointing(thing.iri, "sh:targetNode", "kg:governs")
            if iri in edition.knowledge.rules
        ],
        "borne": edition.pointing(thing.iri, "kg:hasBearer"),
        "gaps": edition.pointing(thing.iri, "kg:concerns"),
        "sources": edition.sources(thing),
    }
    summary = Both("Plats i {body}", "Seat in {body}").fill(
        body=join([edition.label(body) for body in seat.bodies])
    )
    return Page(
        edition.addresses[thing.iri].stem,
        "seat.html",
        edition.label(thing.iri),
        values,
        "bodies",
        summary,
        thing.iri,
    )
