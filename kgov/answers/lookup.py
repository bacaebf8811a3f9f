"""Looking things up: all bodies, the card of one, and the places where a word stands."""

from __future__ import annotations

from dataclasses import dataclass, field

from kgov.answers.said import STRENGTHS, Sayings, SeatSaid, how_often
from kgov.language import Both, join
from kgov.model.knowledge import BODY_CLASSES, Knowledge
from kgov.model.things import Link, Provision, Thing
from kgov.namespaces import expand
from kgov.storage.terms import Iri

#: What counts as a body in an overview; the rest is shown on request.
BODIES = {expand(f"kg:{name}") for name in BODY_CLASSES}
NOT_SAID = Both("sägs inte", "not said")


@dataclass(frozen=True)
class Entry:
    """A line of the overview."""

    short: str
    label: Both
    sort: Both
    level: Both
    owner: Both
    owner_short: str


def overview(knowledge: Knowledge, everything: bool = False) -> list[Entry]:
    """All bodies and kinds of body; with ``everything`` also units, offices and outside parties."""
    classes = knowledge.classes
    entries = []
    for iri, thing in knowledge.entities.items():
        sorts = {sort for sort in thing.types if sort in classes and "/def/" in sort}
        above = set(thing.iris("rdfs:subClassOf"))
        kinds = set(knowledge.kinds_of(iri))
        is_kind = iri in knowledge.kinds
        relevant = (above if is_kind else sorts) | {
            parent for kind in kinds for parent in knowledge.thing(kind).iris("rdfs:subClassOf")
        }
        if not everything and not relevant & BODIES:
            continue
        shown = sorted(relevant - {Iri(expand("kg:Kind"))})
        sort = classes[shown[0]].label if shown and shown[0] in classes else Both("", "")
        if is_kind:
            sort = Both(f"slag av {sort.sv}", f"kind of {sort.en}")
        levels = [knowledge.thing(level).label for level in thing.iris("kg:hasLevel")]
        owners = thing.iris("kg:hasOwner")
        owner = knowledge.thing(owners[0]) if owners else None
        entries.append(
            Entry(
                thing.short,
                thing.label,
                sort,
                join(levels) if levels else NOT_SAID,
                owner.label if owner else NOT_SAID,
                owner.short if owner else "",
            )
        )
    return entries


@dataclass
class Card:
    """What the documents say of one thing, in sections of lines with their statements."""

    short: str
    title: Both
    sections: list[tuple[Both, list[tuple[Both, list[str]]]]] = field(default_factory=list)

    def add(self, title: Both, lines: list[tuple[Both, list[str]]]) -> None:
        if lines:
            self.sections.append((title, lines))

    def as_json(self) -> dict[str, object]:
        return {
            "name": self.short,
            "label": self.title.as_dict(),
            "sections": [
                {
                    "title": title.as_dict(),
                    "lines": [{"text": text.as_dict(), "statements": sources} for text, sources in lines],
                }
                for title, lines in self.sections
            ],
        }


def card(knowledge: Knowledge, iri: Iri) -> Card:
    """The card of a body, office, unit or seat.

    It says what the thing is, seat by seat who sits there and who appoints, what it must and may do,
    its links in and out, where its seats are elsewhere, and what the documents leave out.
    """
    thing = knowledge.thing(iri)
    said = Sayings(knowledge).of(iri)
    result = Card(thing.short, thing.label)
    result.add(Both("Vad det är", "What it is"), _facts(knowledge, thing))
    result.add(Both("Platser", "Seats"), [_seat(knowledge, seat) for seat in said.seats])
    for (title, _), provisions in zip(STRENGTHS, said.asked, strict=True):
        result.add(title, [(_asked(knowledge, item), item.statements) for item in provisions])
    result.add(
        Both("Utser, eller hörs när andra utses", "Appoints, or is heard when others are appointed"),
        _said(said.appoints),
    )
    result.add(Both("Samband från", "Links from"), _said(said.outward))
    result.add(Both("Samband till", "Links to"), _said(said.inward))
    in_body = Both("{bodies}: {seat}", "{bodies}: {seat}")
    result.add(
        Both("Har plats i", "Has a seat in"),
        [
            (
                in_body.fill(
                    bodies=join([knowledge.thing(body).label for body in seat.bodies]), seat=seat.label
                ),
                seat.statements,
            )
            for seat in said.elsewhere
        ],
    )
    result.add(
        Both("Dokumenten säger inte", "The documents do not say"),
        [(gap.label, gap.statements) for gap in said.gaps],
    )
    return result


def _said(links: list[Link]) -> list[tuple[Both, list[str]]]:
    """Links in words, each with its condition and its statements."""
    lines = []
    for link in links:
        condition = link.condition
        text = Both(
            link.label.sv + (f" ({condition.sv})" if condition.sv else ""),
            link.label.en + (f" ({condition.en})" if condition.en else ""),
        )
        lines.append((text, link.statements))
    return lines


def _facts(knowledge: Knowledge, thing: Thing) -> list[tuple[Both, list[str]]]:
    lines: list[tuple[Both, list[str]]] = []
    names = sorted({str(name) for name in thing.all("skos:altLabel")})
    if names:
        lines.append((Both(f"kallas också {', '.join(names)}", f"also called {', '.join(names)}"), []))
    for kind in knowledge.kinds_of(thing.iri):
        label = knowledge.thing(kind).label
        lines.append((Both(f"är en {label.sv}", f"is a {label.en}"), thing.statements))
    levels = [knowledge.thing(level).label for level in thing.iris("kg:hasLevel")]
    if levels:
        basis = thing.iris("kg:hasLevelBasis")
        why = knowledge.thing(basis[0]).label if basis else Both("", "")
        label = join(levels)
        lines.append((Both(f"nivå: {label.sv} ({why.sv})", f"level: {label.en} ({why.en})"), []))
    owners = thing.iris("kg:hasOwner")
    if owners and owners[0] != thing.iri:
        label = knowledge.thing(owners[0]).label
        lines.append((Both(f"hör till {label.sv}", f"belongs to {label.en}"), []))
    return lines


def _seat(knowledge: Knowledge, said: SeatSaid) -> tuple[Both, list[str]]:
    """A seat in words: who fills it, who appoints, for how long."""
    seat, either = said.seat, Both("eller", "or")
    fillers = join([knowledge.thing(office).label for office in said.offices], either)
    units = [knowledge.thing(unit).label for unit in said.units]
    by = join([knowledge.thing(appointer).label for appointer in said.appointers], either)
    sv, en = [seat.label.sv], [seat.label.en]
    if fillers.sv:
        sv.append(f"fylls av {fillers.sv}{' från ' + units[0].sv if units else ''}")
        en.append(f"filled by {fillers.en}{' from ' + units[0].en if units else ''}")
    if said.form:
        sv.append(knowledge.thing(said.form).label.sv)
        en.append(knowledge.thing(said.form).label.en)
    sv.append(f"utses av {by.sv}" if by.sv else "vem som utser sägs inte")
    en.append(f"appointed by {by.en}" if by.en else "who appoints is not said")
    if said.years:
        sv.append(f"mandat {said.years} år")
        en.append(f"mandate {said.years} years")
    return Both("; ".join(sv), "; ".join(en)), seat.statements


def _asked(knowledge: Knowledge, provision: Provision) -> Both:
    label, often = provision.label, how_often(knowledge, provision)
    return Both(f"{label.sv} ({often.sv})", f"{label.en} ({often.en})") if often.sv else label


@dataclass(frozen=True)
class Hit:
    """A place where a word stands."""

    id: str
    sort: Both
    text: Both


def find_word(knowledge: Knowledge, word: str) -> list[Hit]:
    """Where a word stands: statements first, then links, names, gaps and questions of interpretation."""
    wanted = word.casefold()
    hits: list[Hit] = []

    def matches(*texts: Both) -> bool:
        return any(wanted in part.casefold() for text in texts for part in text)

    statements = sorted(knowledge.statements.values(), key=lambda item: (item.document, item.position))
    for statement in statements:
        text = statement.text("dcterms:description")
        if matches(text, statement.label):
            hits.append(Hit(statement.id, Both("textställe", "statement"), text))
    for link in knowledge.links.values():
        if matches(link.label, link.condition):
            hits.append(Hit(", ".join(link.statements), Both("samband", "link"), link.label))
    for thing in (knowledge.entities | knowledge.seats).values():
        names = [Both(str(name), str(name)) for name in thing.all("skos:altLabel")]
        if matches(thing.label, *names):
            hits.append(Hit(thing.short, Both("namn", "name"), thing.label))
    for gap in knowledge.gaps.values():
        if matches(gap.label, gap.text("dcterms:description")):
            hits.append(Hit(str(gap.one("dcterms:identifier")), Both("sägs inte", "not said"), gap.label))
    for question in knowledge.interpretations.values():
        if matches(question.label, question.text("dcterms:description")):
            hits.append(
                Hit(
                    str(question.one("dcterms:identifier")),
                    Both("tolkningsfråga", "interpretation"),
                    question.label,
                )
            )
    return hits
