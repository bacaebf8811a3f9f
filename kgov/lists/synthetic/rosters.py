"""Who has sat in a body, seat by seat: one term after the other, each appointed by a decision."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from kgov.lists.synthetic.dice import Dice
from kgov.lists.synthetic.persons import People
from kgov.lists.synthetic.span import Span
from kgov.lists.synthetic.writing import Paper

_TWO_TO_FOUR_YEARS = (730, 1095, 1461)
_STAYS_ON = 0.3
_LEAVES_EARLY = 0.12

_MEMBERSHIP = """<{entry}> a kg:Membership ; org:member <person-{person}> ; org:organization <{body}> ;
    kg:mandateFrom "{since}"^^xsd:date ; kg:mandateThrough "{mandated}"^^xsd:date ; kg:validFrom "{since}"^^xsd:date ."""
_VACANT = """<{entry}> a kg:Membership ; org:organization <{body}> ; kg:validFrom "{since}"^^xsd:date ."""
_ENDED = """<{entry}{ending}> kg:validThrough "{through}"^^xsd:date ."""
_APPOINTMENT = (
    """<{entry}-utsedd> a kg:Appointment ; kg:appoints <{entry}> ; dcterms:date "{decided}"^^xsd:date ."""
)
_RESTS_ON = """<{entry}-utsedd> kg:restsOn <{entry}-rekommendation> .
    <{entry}-rekommendation> a kg:Recommendation ."""


@dataclass(frozen=True)
class Recommendation:
    """What an appointment rests on: whose it is, with whom it was reconciled, and who was consulted."""

    by: str
    reconciled: str | None
    consulted: str | None

    def says(self) -> str:
        """The facts of a recommendation."""
        pairs = (
            ("isRecommendedBy", self.by),
            ("isReconciledWith", self.reconciled),
            ("consulted", self.consulted),
        )
        return " ; ".join(f"kg:{verb} {party}" for verb, party in pairs if party)


@dataclass(frozen=True)
class Seat:
    """A place in a body through the years.

    Args:
        name: what the entries are called.
        facts: what holds of whoever sits there.
        stands: what each entry says: which seat or role, whom it represents, who bears the cost.
        by: who appoints; None where the list does not say.
        consulted: who is heard before.
        recommended: what the appointment rests on, if anything.
        beside: what else is written for each term, such as the office by virtue of which one sits.
        ends: endings of the names of what ends together with the term.
        named: False for an entry that does not say who the member is.
        own: whoever sits there sits nowhere else.
    """

    name: str
    facts: str
    stands: str
    by: str | None = None
    consulted: tuple[str, ...] = ()
    recommended: Recommendation | None = None
    beside: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    named: bool = True
    own: bool = False


@dataclass(frozen=True)
class Term:
    """A time that somebody has sat in a seat: the entry's name, the person's number, first and last day."""

    entry: str
    person: str
    since: int
    through: int


@dataclass
class Roster:
    """The seats of a body, as they are to be written; a fault changes them before that."""

    seats: dict[str, Seat] = field(default_factory=dict)

    def add(self, *seats: Seat) -> None:
        self.seats |= {seat.name: seat for seat in seats}

    def change(self, name: str, **to: object) -> None:
        """Let a seat be otherwise than it should."""
        self.seats[name] = replace(self.seats[name], **to)  # type: ignore[arg-type]

    def double(self, name: str, called: str, **to: object) -> None:
        """Let there be one seat more like this one, otherwise where said."""
        self.seats[called] = replace(self.seats[name], name=called, **to)  # type: ignore[arg-type]

    def drop(self, name: str) -> None:
        """Let nobody sit there."""
        del self.seats[name]


@dataclass
class Clerk:
    """Writes rosters.

    Args:
        paper: where they are written.
        dice: how long each sits.
        span: the years covered.
        people: those who can sit.
    """

    paper: Paper
    dice: Dice
    span: Span
    people: People

    def write(
        self, roster: Roster, gaps: dict[str, str], since: int, until: int | None
    ) -> dict[str, list[Term]]:
        """Write a roster from a day on, to the body's last day if it has one; the terms of each seat."""
        terms = {name: list(self._terms(seat, gaps, since, until)) for name, seat in roster.seats.items()}
        self.people.close_body()
        return terms

    def _terms(self, seat: Seat, gaps: dict[str, str], since: int, until: int | None) -> Iterator[Term]:
        start, person, number = since, "", 0
        last = self.span.today if until is None else until
        while start <= last:
            number += 1
            mandated = start + self.dice.one(_TWO_TO_FOUR_YEARS) - 1
            through = mandated - self.dice.below(200) if self.dice.chance(_LEAVES_EARLY) else mandated
            if until is not None:
                through = min(through, until)
            if not person or not self.dice.chance(_STAYS_ON):
                person = self.people.seat(seat.facts, gaps, not seat.own)
            term = Term(f"{gaps['body']}-{seat.name}-{number}", person, start, through)
            self._write(seat, term, mandated, gaps)
            yield term
            start = through + 1

    def _write(self, seat: Seat, term: Term, mandated: int, gaps: dict[str, str]) -> None:
        text, say = self.span.text, self.paper.say
        filled = gaps | {
            "entry": term.entry,
            "person": term.person,
            "since": text(term.since),
            "mandated": text(mandated),
            "through": text(term.through),
            "decided": text(term.since - 7 - self.dice.below(30)),
        }
        say(_MEMBERSHIP if seat.named else _VACANT, filled)
        if seat.stands:
            say(f"<{{entry}}> {seat.stands} .", filled)
        for more in seat.beside:
            say(more, filled)
        if term.through <= self.span.today:
            for ending in ("", *seat.ends):
                say(_ENDED, filled | {"ending": ending})
        if seat.by or seat.consulted:
            self._appoint(seat, filled)

    def _appoint(self, seat: Seat, filled: dict[str, str]) -> None:
        say = self.paper.say
        say(_APPOINTMENT, filled)
        if seat.by:
            say(f"<{{entry}}-utsedd> kg:isAppointedBy {seat.by} .", filled)
        if seat.consulted:
            say(f"<{{entry}}-utsedd> kg:consulted {' , '.join(seat.consulted)} .", filled)
        if seat.recommended:
            say(_RESTS_ON, filled)
            said = seat.recommended.says()
            if said:
                say(f"<{{entry}}-rekommendation> {said} .", filled)
