"""What leaves the house: the model and the lists cut down to what may be published, before any writer sees them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kgov import resources
from kgov.errors import KgovError
from kgov.language import Both
from kgov.model.knowledge import Knowledge
from kgov.publish.choice import Choice
from kgov.publish.findings import Outcomes, published_outcomes
from kgov.publish.listed_bodies import listed_bodies
from kgov.publish.listed_people import ListedPeople
from kgov.publish.permits import Permit, in_force
from kgov.publish.person_names import PersonNames
from kgov.publish.record import PERSON, TYPE, Record
from kgov.publish.scope import model_of
from kgov.storage.memory import MemoryStore
from kgov.storage.source import Source
from kgov.storage.terms import Iri, Triple


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
    permitted, notes = in_force(permits, knowledge, choice.as_of) if choice.persons == "named" else ({}, [])
    if not knowledge.lists:
        return Publication(result, Outcomes.none(), False, {})
    record = Record(knowledge)
    taken = listed_bodies(record, choice.owner, result)
    bodies = {iri for iri in knowledge.entities if result.store.describes(iri)}
    bodies |= {s for s, _, _ in taken if isinstance(s, Iri)}
    people = ListedPeople(record, choice, permitted, frozenset(name.casefold() for name in suppressed))
    taken += people.triples(bodies)
    _refuse_names(record, taken)
    if taken:
        result.add_list(Source("underlag", "", taken))
    outcomes = published_outcomes(knowledge, choice, bodies)
    return Publication(result, outcomes, record.is_example, permitted, notes)


def _refuse_names(record: Record, triples: list[Triple]) -> None:
    """Refuse to publish where the name of a person stands in what is taken, and the person is not to be named.

    Raises:
        KgovError: it does; the thing is told, not the name.
    """
    shown = {s for s, p, o in triples if p == TYPE and o == PERSON}
    names = PersonNames(name for person in record.persons - shown for name in record.names(person))
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
            where=record.where(s),
        )
