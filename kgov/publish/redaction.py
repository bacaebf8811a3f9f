"""What leaves the house: the model and the lists cut down to what may be published, before any writer sees them.

Of a list only what is named here is taken, never "all but": bodies, what an owner has added or settled, and who sits
where as far as it was chosen. A person's qualities (doctorate, managerial post, conflict of interest) are never taken.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from kgov import resources
from kgov.answers.view import view
from kgov.errors import KgovError
from kgov.language import Both
from kgov.model.knowledge import BODY_CLASSES, Knowledge
from kgov.namespaces import expand, local_name
from kgov.publish.choice import Choice
from kgov.publish.findings import Outcomes, published_outcomes
from kgov.publish.person_names import PersonNames
from kgov.publish.scope import OWNER, model_of
from kgov.storage.memory import MemoryStore
from kgov.storage.source import Source
from kgov.storage.terms import Iri, Term, Text, Triple

TYPE = Iri(expand("rdf:type"))
LABEL = Iri(expand("rdfs:label"))
MEMBERSHIP = Iri(expand("kg:Membership"))
PERSON = Iri(expand("kg:Person"))
MEMBER, BODY, SEAT = (Iri(expand(name)) for name in ("org:member", "org:organization", "kg:takesSeat"))
VACANT = Iri(expand("kg:isVacancyOf"))
SYNTHETIC = Iri(expand("kg:isSynthetic"))
TRUE = Text("true", datatype=expand("xsd:boolean"))
#: Who takes part for patients or next of kin is decided one by one.
PATIENTS = Iri(expand("kgc:role-patient-representative"))
NAMES = {expand(name) for name in ("rdfs:label", "skos:prefLabel", "foaf:name", "skos:altLabel")}

#: What is taken from a list of each sort of thing, besides its class and ``kg:isSynthetic``.
TAKEN: dict[str, tuple[str, ...]] = {
    "kg:Link": (
        *("rdfs:label", "kg:leadsFrom", "kg:hasLinkKind", "kg:leadsTo", "kg:goesVia", "kg:holdsWhen"),
        *("kg:hasStrength", "kg:hasStatus", "kg:concernsMatter", "kg:validFrom", "kg:validThrough"),
    ),
    "kg:Supplement": (
        *("rdfs:label", "dcterms:title", "kg:supplements", "kg:hasDiaryNumber", "kg:isDecidedBy"),
        "dcterms:date",
    ),
    "kg:Ruling": (
        *("rdfs:label", "kg:settles", "kg:choosesReading", "kg:isRuledFor", "kg:isDecidedBy"),
        *("kg:hasDiaryNumber", "dcterms:date", "kg:validFrom", "kg:validThrough"),
    ),
    "kg:DocumentVersion": (
        *("rdfs:label", "dcterms:isVersionOf", "kg:hasDiaryNumber", "kg:isDecidedBy", "dcterms:date"),
        *("kg:validFrom", "kg:validThrough"),
    ),
    "kg:Statement": (
        *("rdfs:label", "dcterms:identifier", "dcterms:description", "dcterms:isPartOf", "kg:hasStrength"),
        *("prov:wasRevisionOf", "kg:standsInSection", "kg:hasTreatment"),
    ),
}
OF_A_BODY = (
    *("rdfs:label", "skos:altLabel", "kg:hasOwner", "kg:relatesTo", "kg:hasLevel", "kg:hasLevelBasis"),
    *("kg:validFrom", "kg:validThrough", "kg:isOrganisedBy"),
)
OF_A_NAMED_MEMBER = (
    *("kg:validFrom", "kg:validThrough", "kg:mandateFrom", "kg:mandateThrough", "kg:isUntilFurtherNotice"),
    "kg:hasRole",
)


@dataclass(frozen=True)
class Permit:
    """That the members of a body may be named: on what legal ground, by which decision, until it is to be reviewed.

    Args:
        body: the body.
        legal_basis: the legal basis, in the owner's words.
        decision: number of the decision.
        review: the day by which the decision is to be reviewed; after it nobody is named.
        representatives: patient and next-of-kin representatives of the body that are decided one by one.
    """

    body: Iri
    legal_basis: str
    decision: str
    review: date
    representatives: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Publication:
    """What may be published.

    Args:
        knowledge: the model and what is taken of the lists.
        outcomes: what the rules say of the lists, as far as it was chosen.
        is_example: whether there are invented example data in it, so that every page and file is to say so.
        named: the bodies whose members are named, each with its permit.
        notes: what the one who publishes should know.
    """

    knowledge: Knowledge
    outcomes: Outcomes
    is_example: bool
    named: Mapping[Iri, Permit]
    notes: list[Both] = field(default_factory=list)


def redact(
    knowledge: Knowledge, choice: Choice, permits: Iterable[Permit] = (), suppressed: Iterable[str] = ()
) -> Publication:
    """The model with the lists, cut down to what may be published.

    Args:
        knowledge: the model with the lists as they were read.
        choice: what was chosen.
        permits: for which bodies members may be named.
        suppressed: persons who are never named: their IRIs or their names.

    Raises:
        KgovError: names were asked for without a permit that is in force; or a name stands where it cannot be taken out.
    """
    store = MemoryStore()
    for graph, triples in model_of(choice.owner):
        store.add(triples, graph)
    result = Knowledge(store, loaded=resources.PARTS)
    lists = _Lists(knowledge, choice, list(permits), frozenset(name.casefold() for name in suppressed))
    if not knowledge.lists:
        return Publication(result, Outcomes.none(), False, {})
    taken = lists.bodies(result)
    bodies = {iri for iri in knowledge.entities if result.store.describes(iri)}
    bodies |= {s for s, _, _ in taken if isinstance(s, Iri)}
    people = lists.people(bodies)
    lists.refuse_names([*taken, *people])
    if taken or people:
        result.add_list(Source("underlag", "", [*taken, *people]))
    outcomes = published_outcomes(knowledge, choice, bodies)
    return Publication(result, outcomes, lists.is_example, lists.permitted, lists.notes)


# ---- the lists


class _Lists:
    """What is taken of the lists."""

    def __init__(
        self, knowledge: Knowledge, choice: Choice, permits: list[Permit], suppressed: frozenset[str]
    ) -> None:
        self.knowledge = knowledge
        self.choice = choice
        self.suppressed = suppressed
        self.notes: list[Both] = []
        self.said: dict[Iri, dict[str, list[Term]]] = {}
        for source in knowledge.lists:
            for s, p, o in source.triples:
                if isinstance(s, Iri):
                    self.said.setdefault(s, {}).setdefault(p, []).append(o)
        self.persons = self._persons()
        self.is_example = any(TRUE in said.get(SYNTHETIC, []) for said in self.said.values())
        self.permitted = self._permitted(permits)

    def _persons(self) -> set[Iri]:
        """Everyone whom the lists speak of, said to be a person or not."""
        found = {iri for iri, said in self.said.items() if PERSON in said.get(TYPE, [])}
        for said in self.said.values():
            for name in ("org:member", "kg:isHeldBy", "kg:concernsPerson"):
                found.update(o for o in said.get(expand(name), []) if isinstance(o, Iri))
        return found

    def _permitted(self, permits: list[Permit]) -> dict[Iri, Permit]:
        if self.choice.persons != "named":
            return {}
        valid = {permit.body: permit for permit in permits if permit.review >= self.choice.as_of}
        for permit in permits:
            if permit.body not in valid:
                name = self.knowledge.thing(permit.body).label
                said = Both(
                    "{name}: beslutet skulle ha omprövats senast {day}, och ingen namnges.",
                    "{name}: the decision was to be reviewed by {day}, and nobody is named.",
                )
                self.notes.append(said.fill(name=name, day=permit.review))
        if not valid:
            raise KgovError(
                Both(
                    "namn kan inte publiceras: inget beslut om det är antecknat",
                    "names cannot be published: no decision on it is recorded",
                ),
                Both(
                    "Anteckna i kgov.toml, för varje grupp, under [[publish.named]]: body, legal-basis, decision, review.",
                    "Record in kgov.toml, for each body, under [[publish.named]]: body, legal-basis, decision, review.",
                ),
            )
        return valid

    # ---- bodies, and what an owner has added or settled

    def bodies(self, model: Knowledge) -> list[Triple]:
        """What is taken of bodies, supplements, rulings and versions of documents."""
        sorts = {Iri(expand(f"kg:{name}")) for name in BODY_CLASSES} | self.knowledge.kinds
        allowed = {Iri(expand(name)): _expanded(names) for name, names in TAKEN.items()}
        taken: dict[Iri, tuple[set[Term], frozenset[str]]] = {}
        for iri, said in sorted(self.said.items()):
            types = set(said.get(TYPE, []))
            if iri in self.persons:
                continue
            for sort, properties in allowed.items():
                if sort in types:
                    taken[iri] = ({sort}, properties)
            if types & sorts and self._is_own(said, types):
                taken[iri] = (types & sorts, _expanded(OF_A_BODY))
        known = {*taken, *self.knowledge.kinds}
        found: list[Triple] = []
        for iri, (types, properties) in taken.items():
            found += [(iri, TYPE, Iri(sort)) for sort in sorted(types)]
            for predicate, values in sorted(self.said[iri].items()):
                if predicate in properties or predicate == SYNTHETIC:
                    found += [(iri, Iri(predicate), o) for o in values if self._is_known(o, known, model)]
        return found

    def _is_own(self, said: Mapping[str, list[Term]], types: Iterable[Term]) -> bool:
        """Whether a body belongs to the owner that is published."""
        owner = self.choice.owner
        if owner is None:
            return True
        whose = said.get(OWNER, []) or [
            o
            for sort in types
            if isinstance(sort, Iri)
            for o in self.knowledge.thing(sort).iris("kg:hasOwner")
        ]
        return owner in whose

    @staticmethod
    def _is_known(term: Term, known: set[Iri], model: Knowledge) -> bool:
        """Whether a value may stand: a text, or a thing that is published too."""
        return isinstance(term, Text) or (
            isinstance(term, Iri) and (term in known or model.store.describes(term))
        )

    # ---- who sits where

    def people(self, bodies: Collection[str]) -> list[Triple]:
        """Which seats of the bodies published are filled or vacant, and by whom where it is permitted."""
        if self.choice.persons == "none":
            return []
        memberships: dict[Iri, dict[str, list[Term]]] = {}
        vacant: set[Iri] = set()
        for s, p, o in view(self.knowledge, self.choice.as_of):
            if p == VACANT and isinstance(o, Iri):
                vacant.add(o)
            elif isinstance(s, Iri):
                memberships.setdefault(s, {}).setdefault(p, []).append(o)
        found: list[Triple] = []
        unnamed: dict[tuple[str, str], int] = {}
        for iri, said in sorted(memberships.items()):
            body, seat = _first(said, BODY), _first(said, SEAT)
            if MEMBERSHIP not in said.get(TYPE, []) or body not in bodies:
                continue
            permit = self.permitted.get(Iri(body))
            if permit and self._may_be_named(said, permit):
                found += self._named(iri, said)
            elif not self._is_patient(said):
                unnamed[body, seat] = unnamed.get((body, seat), 0) + 1
        for (body, seat), count in sorted(unnamed.items()):
            for number in range(1, count + 1):
                found += self._held(body, seat, number)
        seats = [seat for seat in sorted(vacant) if seat in self.knowledge.seats]
        open_seats = [seat for seat in seats if set(self.knowledge.seats[seat].bodies) & set(bodies)]
        found += [triple for seat in open_seats for triple in self._vacancy(seat)]
        return found

    def _is_patient(self, said: Mapping[str, list[Term]]) -> bool:
        return PATIENTS in said.get(expand("kg:hasRole"), [])

    def _may_be_named(self, said: Mapping[str, list[Term]], permit: Permit) -> bool:
        person = _first(said, MEMBER)
        names = {person, *self._names(Iri(person))}
        if not person or self.suppressed & {name.casefold() for name in names}:
            return False
        return not self._is_patient(said) or bool(names & permit.representatives)

    def _names(self, person: Iri) -> list[str]:
        said = self.said.get(person, {})
        return [
            str(o)
            for p in sorted(said)
            if p in NAMES or "name" in p.lower()
            for o in said[p]
            if isinstance(o, Text)
        ]

    def _named(self, iri: Iri, said: Mapping[str, list[Term]]) -> list[Triple]:
        person = Iri(_first(said, MEMBER))
        body, seat = _first(said, BODY), _first(said, SEAT)
        found: list[Triple] = [(iri, TYPE, MEMBERSHIP), (iri, MEMBER, person), (iri, BODY, Iri(body))]
        found += [(iri, SEAT, Iri(seat))] if seat else []
        wanted = _expanded(OF_A_NAMED_MEMBER)
        found += [
            (iri, Iri(p), o) for p, values in sorted(self.said[iri].items()) if p in wanted for o in values
        ]
        found.append((person, TYPE, PERSON))
        found += [(person, LABEL, o) for o in self.said.get(person, {}).get(LABEL, [])]
        marked = TRUE in self.said.get(person, {}).get(SYNTHETIC, [])
        return found + ([(iri, SYNTHETIC, TRUE), (person, SYNTHETIC, TRUE)] if marked else [])

    def _held(self, body: str, seat: str, number: int) -> list[Triple]:
        """A holder of a seat of whom nothing is said."""
        mark = hashlib.sha256(f"{body} {seat}".encode()).hexdigest()[:8]
        iri = Iri(f"urn:kgov:held:{mark}:{number}")
        found: list[Triple] = [(iri, TYPE, MEMBERSHIP), (iri, BODY, Iri(body))]
        found += [(iri, SEAT, Iri(seat))] if seat else []
        return found + ([(iri, SYNTHETIC, TRUE)] if self.is_example else [])

    def _vacancy(self, seat: Iri) -> list[Triple]:
        iri = Iri(f"urn:kgov:vacant:{local_name(seat)}")
        return [(iri, TYPE, Iri(expand("kg:Vacancy"))), (iri, VACANT, seat)]

    def refuse_names(self, triples: list[Triple]) -> None:
        """Refuse to publish where the name of a person stands in what is taken, and the person is not to be named.

        Raises:
            KgovError: it does; the thing is told, not the name.
        """
        shown = {s for s, p, o in triples if p == TYPE and o == PERSON}
        names = PersonNames(name for person in self.persons - shown for name in self._names(person))
        for s, _, o in triples:
            if s in shown or o in shown or not any(names.stand_in(str(term)) for term in (s, o)):
                continue
            raise KgovError(
                Both(
                    "namnet på en person i underlaget står också i namnet på något som skulle publiceras",
                    "the name of a person in the list also stands in the name of something to be published",
                ),
                Both(
                    "Skriv om namnet eller adressen på gruppen, beslutet eller platsen i underlaget.",
                    "Reword the name or the address of the body, decision or seat in the list.",
                ),
                where=_where(self.knowledge.lists, s),
            )


def _expanded(names: Iterable[str]) -> frozenset[str]:
    return frozenset(map(expand, names))


def _first(said: Mapping[str, list[Term]], name: str) -> str:
    return min((str(term) for term in said.get(name, []) if isinstance(term, Iri)), default="")


def _where(lists: Iterable[Source], thing: Term) -> str:
    """The place of a thing in the lists, to point at it."""
    for source in lists:
        row = source.rows.get(Iri(thing))
        line = source.line_of(str(thing)) or source.line_of(local_name(str(thing)))
        if row or line:
            return f"{source.name}:{row.row if row else line}"
    return ""
