"""Who sits where, as far as it was chosen: nothing, which seats are filled or vacant, or names where that is decided.

A person's qualities (doctorate, managerial post, conflict of interest) are never taken.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Iterator, Mapping

from kgov.answers.view import view
from kgov.namespaces import expand, local_name
from kgov.publish.choice import Choice
from kgov.publish.permits import Permit
from kgov.publish.record import PERSON, SYNTHETIC, TRUE, TYPE, Record, Said
from kgov.storage.terms import Iri, Term, Triple

LABEL = Iri(expand("rdfs:label"))
MEMBERSHIP = Iri(expand("kg:Membership"))
MEMBER, BODY, SEAT = (Iri(expand(name)) for name in ("org:member", "org:organization", "kg:takesSeat"))
VACANCY, VACANT = Iri(expand("kg:Vacancy")), Iri(expand("kg:isVacancyOf"))
#: Who takes part for patients or next of kin is decided one by one.
ROLE, PATIENTS = expand("kg:hasRole"), Iri(expand("kgc:role-patient-representative"))
OF_A_NAMED_MEMBER = frozenset(
    expand(f"kg:{name}")
    for name in (
        *("validFrom", "validThrough", "mandateFrom", "mandateThrough", "isUntilFurtherNotice"),
        "hasRole",
    )
)


class ListedPeople:
    """What is taken of those who sit in bodies.

    Args:
        record: what the lists say.
        choice: what was chosen.
        permitted: the bodies whose members may be named.
        suppressed: persons who are never named: their IRIs or their names, in small letters.
    """

    def __init__(
        self, record: Record, choice: Choice, permitted: Mapping[Iri, Permit], suppressed: frozenset[str]
    ) -> None:
        self.record = record
        self.choice = choice
        self.permitted = permitted
        self.suppressed = suppressed

    def triples(self, bodies: Collection[str]) -> list[Triple]:
        """Which seats of the bodies published are filled or vacant, and by whom where it is permitted."""
        if self.choice.persons == "none":
            return []
        memberships, vacant = self._in_force()
        found: list[Triple] = []
        unnamed: Counter[tuple[str, str]] = Counter()
        for iri, said in sorted(memberships.items()):
            body, seat = _first(said, BODY), _first(said, SEAT)
            if MEMBERSHIP not in said.get(TYPE, []) or body not in bodies:
                continue
            permit = self.permitted.get(Iri(body))
            if permit and self._may_be_named(said, permit):
                found += self._named(iri, said)
            elif not _is_patient(said):
                unnamed[body, seat] += 1
        for (body, seat), count in sorted(unnamed.items()):
            for number in range(1, count + 1):
                found += self._held(body, seat, number)
        return [*found, *self._vacancies(vacant, bodies)]

    def _in_force(self) -> tuple[dict[Iri, dict[str, list[Term]]], set[Iri]]:
        """What holds on the day: what is said of each membership, and the seats that are vacant."""
        said: dict[Iri, dict[str, list[Term]]] = {}
        vacant: set[Iri] = set()
        for s, p, o in view(self.record.knowledge, self.choice.as_of):
            if p == VACANT and isinstance(o, Iri):
                vacant.add(o)
            elif isinstance(s, Iri):
                said.setdefault(s, {}).setdefault(p, []).append(o)
        return said, vacant

    def _may_be_named(self, said: Said, permit: Permit) -> bool:
        person = _first(said, MEMBER)
        names = {person, *self.record.names(Iri(person))}
        if not person or self.suppressed & {name.casefold() for name in names}:
            return False
        return not _is_patient(said) or bool(names & permit.representatives)

    def _named(self, iri: Iri, said: Said) -> list[Triple]:
        person = Iri(_first(said, MEMBER))
        listed = self.record.said
        found: list[Triple] = [(iri, MEMBER, person), *_membership(iri, said)]
        found += [
            (iri, Iri(p), o)
            for p, values in sorted(listed[iri].items())
            if p in OF_A_NAMED_MEMBER
            for o in values
        ]
        found.append((person, TYPE, PERSON))
        found += [(person, LABEL, o) for o in listed.get(person, {}).get(LABEL, [])]
        marked = self.record.is_marked(person)
        return found + ([(iri, SYNTHETIC, TRUE), (person, SYNTHETIC, TRUE)] if marked else [])

    def _held(self, body: str, seat: str, number: int) -> list[Triple]:
        """A holder of a seat of whom nothing is said."""
        mark = hashlib.sha256(f"{body} {seat}".encode()).hexdigest()[:8]
        iri = Iri(f"urn:kgov:held:{mark}:{number}")
        found = _membership(iri, {BODY: [Iri(body)], SEAT: [Iri(seat)] if seat else []})
        return found + ([(iri, SYNTHETIC, TRUE)] if self.record.is_example else [])

    def _vacancies(self, vacant: set[Iri], bodies: Collection[str]) -> Iterator[Triple]:
        seats = self.record.knowledge.seats
        for seat in sorted(vacant):
            if seat in seats and set(seats[seat].bodies) & set(bodies):
                iri = Iri(f"urn:kgov:vacant:{local_name(seat)}")
                yield iri, TYPE, VACANCY
                yield iri, VACANT, seat


def _membership(iri: Iri, said: Said) -> list[Triple]:
    body, seat = _first(said, BODY), _first(said, SEAT)
    found: list[Triple] = [(iri, TYPE, MEMBERSHIP), (iri, BODY, Iri(body))]
    return [*found, (iri, SEAT, Iri(seat))] if seat else found


def _is_patient(said: Said) -> bool:
    return PATIENTS in said.get(ROLE, [])


def _first(said: Said, name: str) -> str:
    return min((str(term) for term in said.get(name, []) if isinstance(term, Iri)), default="")
