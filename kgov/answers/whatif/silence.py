"""What neither the documents nor the list say of a change: open points on record, and what no statement settles."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kgov.answers.paths import Upwards
from kgov.answers.whatif.acting import Acting
from kgov.answers.whatif.record import Places, Record
from kgov.language import Both, join
from kgov.model.knowledge import Knowledge
from kgov.model.things import Gap
from kgov.namespaces import local_name
from kgov.storage.terms import Iri, Term

NOTHING = Both("", "")


@dataclass(frozen=True)
class Silence:
    """Something that is not said; ``id`` is that of the open point, empty where none is recorded."""

    text: Both
    statements: tuple[str, ...] = ()
    id: str = ""
    might: Both = NOTHING


class Silences:
    """What is not said of each change.

    Args:
        knowledge: the model with the lists as they are.
        record: the lists before the change.
        places: what the norm says of seats and kinds.
        day: the first day of the change.
        acting: who acts.
    """

    def __init__(
        self, knowledge: Knowledge, record: Record, places: Places, day: date, acting: Acting
    ) -> None:
        self.knowledge = knowledge
        self.record = record
        self.places = places
        self.day = day
        self.acting = acting
        self.upwards = Upwards(knowledge)

    # ---- by change

    def closing(self, body: Iri) -> list[Silence]:
        """What the documents leave open when a body is closed."""
        me = self.knowledge.thing(body).spoken
        found = self._recorded("gap-setting-up-and-closing", {*self.upwards.selves(body)})
        if not found and not self.acting.closing(body):
            found.append(Silence(Both("vem som avvecklar {me}", "who closes {me}").fill(me=me)))
        return [
            *found,
            *self._orphans(body),
            *self._appointed(body),
            *self._unfilled(),
            *self._counterparts(body),
        ]

    def merging(self, body: Iri, into: Iri) -> list[Silence]:
        """What the documents leave open when a body is merged into another."""
        names = {"me": self.knowledge.thing(body).spoken, "them": self.knowledge.thing(into).spoken}
        return [
            Silence(Both("hur {me} slås samman med {them}", "how {me} is merged into {them}").fill(**names)),
            Silence(
                Both(
                    "om de som har suttit i {me} får plats i {them}, och om besluten om dem gäller där",
                    "whether those who sat in {me} have seats in {them}, and whether the decisions on them hold there",
                ).fill(**names)
            ),
            *self.closing(body),
        ]

    def emptying(self, seat: Iri, body: Iri) -> list[Silence]:
        """What the documents leave open when a seat is empty."""
        if self.acting.is_appointer_named(seat):
            return self._recorded("gap-appointer", {seat})
        found = self._recorded("gap-appointer", {seat, *self.upwards.selves(body)})
        if found or self.knowledge.seats[seat].filled_by:
            return found
        name = self.knowledge.thing(seat).spoken
        return [Silence(Both("vem som utser {seat}", "who appoints {seat}").fill(seat=name))]

    def renaming(self, thing: Iri) -> list[Silence]:
        """What the documents leave open when a body or a unit takes another name."""
        me = self.knowledge.thing(thing).spoken
        found = [
            Silence(
                Both("vem som beslutar att {me} byter namn", "who decides that {me} takes another name").fill(
                    me=me
                )
            )
        ]
        for iri, seat in self.knowledge.seats.items():
            offices = [*seat.filled_by, *seat.iris("kg:isFilledFrom")]
            if thing in offices or any(thing in self.knowledge.thing(o).iris("kg:isInUnit") for o in offices):
                found.append(
                    Silence(
                        Both(
                            "om platsen ”{seat}” är knuten till {me} även under det nya namnet",
                            "whether the seat “{seat}” is tied to {me} under the new name too",
                        ).fill(seat=self.knowledge.thing(iri).spoken, me=me),
                        tuple(seat.statements),
                    )
                )
        return found

    def losing_ground(self, seat: Iri) -> Silence:
        """A seat that somebody has by an office that ends."""
        return Silence(
            Both(
                "om den som har platsen ”{seat}” kan sitta kvar till dess någon annan är utsedd",
                "whether the one who has the seat “{seat}” may stay until somebody else is appointed",
            ).fill(seat=self.knowledge.thing(seat).spoken),
            tuple(self.knowledge.thing(seat).statements),
        )

    # ---- what hangs on a body that closes

    def related(self, body: Iri) -> list[Iri]:
        """The bodies of the lists that relate to a body and are there on the day."""
        found = [Iri(other) for other in self.record.having("kg:relatesTo", body)]
        return [
            other
            for other in found
            if self.record.in_force(other, self.day) and other not in self.acting.gone
        ]

    def _orphans(self, body: Iri) -> list[Silence]:
        left = self.related(body)
        if not left:
            return []
        text = Both("vem som tar över {them} efter {me}", "who takes over {them} from {me}").fill(
            them=self._names(left), me=self.knowledge.thing(body).spoken
        )
        stand_ins = self.acting.standing_in(body)
        if not stand_ins:
            return [Silence(text)]
        who = self._names(dict.fromkeys(act.who for act in stand_ins if act.who))
        note = Both(
            "; {who} kan träda in, men dokumenten kräver det inte",
            "; {who} may step in, but the documents do not demand it",
        ).fill(who=who)
        cited = tuple(dict.fromkeys(s for act in stand_ins for s in act.statements))
        return [Silence(Both(text.sv + note.sv, text.en + note.en), cited)]

    def _appointed(self, body: Iri) -> list[Silence]:
        """The members of other bodies whom a body has appointed."""
        decisions = self.record.having("kg:isAppointedBy", body)
        members = {m for d in decisions for m in (d, *self.record.values(d, "kg:appoints"))}
        elsewhere: dict[Iri, set[Term]] = {}
        for m in members:
            home = self.record.body_of(m, self.places)
            if isinstance(home, Iri) and home not in self.acting.gone and self.record.in_force(m, self.day):
                elsewhere.setdefault(home, set()).add(m)
        if not elsewhere:
            return []
        number = sum(map(len, elsewhere.values()))
        names = {
            "n": number,
            "me": self.knowledge.thing(body).spoken,
            "them": self._names(sorted(elsewhere)),
        }
        one = number == 1
        return [
            Silence(
                Both(
                    "om den ledamot som {me} har utsett i {them} sitter kvar"
                    if one
                    else "om de {n} ledamöter som {me} har utsett i {them} sitter kvar",
                    "whether the member whom {me} has appointed in {them} stays"
                    if one
                    else "whether the {n} members whom {me} has appointed in {them} stay",
                ).fill(**names)
            )
        ]

    def _unfilled(self) -> list[Silence]:
        """Seats elsewhere that only the holders of seats in what ceases can take."""
        gone = {
            iri
            for iri, seat in self.knowledge.seats.items()
            if seat.bodies and set(seat.bodies) <= self.acting.gone
        }
        return [
            Silence(
                Both("vem som då får platsen ”{seat}”", "who then has the seat “{seat}”").fill(
                    seat=self.knowledge.thing(iri).spoken
                ),
                tuple(seat.statements),
            )
            for iri, seat in self.knowledge.seats.items()
            if seat.filled_by and iri not in gone and set(seat.filled_by) <= gone
        ]

    def _counterparts(self, body: Iri) -> list[Silence]:
        """Bodies of another level that no body of the same owner corresponds to any more."""
        mine = self._owners(body)
        found = []
        for other in self.record.values(body, "kg:mirrors"):
            if not isinstance(other, Iri):
                continue
            left = [
                b
                for b in self.record.having("kg:mirrors", other)
                if b not in self.acting.gone
                and self.record.in_force(b, self.day)
                and self._owners(Iri(b)) & mine
            ]
            if not left:
                found.append(
                    Silence(
                        Both(
                            "vilken grupp som då motsvarar {other}", "which body then corresponds to {other}"
                        ).fill(other=self.knowledge.thing(other).spoken)
                    )
                )
        return found

    def papers(self, bodies: Iterable[Iri]) -> list[Silence]:
        """The plans in force and the measures that bodies leave behind."""
        found = []
        for what, name in (
            (Both("handlingsplanen", "the action plan"), "kg:isPlanOf"),
            (Both("åtgärderna", "the measures"), "kg:isHandledBy"),
        ):
            having = [
                body
                for body in bodies
                if any(self.record.in_force(paper, self.day) for paper in self.record.having(name, body))
            ]
            if having:
                text = Both("vem som tar över {what} från {them}", "who takes over {what} from {them}")
                found.append(Silence(text.fill(what=what, them=self._names(having))))
        return found

    # ---- helpers of all

    def _owners(self, body: Iri) -> set[Iri]:
        things = [self.knowledge.thing(me) for me in self.upwards.selves(body)]
        return {owner for thing in things for owner in thing.iris("kg:hasOwner")}

    def _names(self, things: Iterable[Iri]) -> Both:
        return join([self.knowledge.thing(thing).spoken for thing in things])

    def _recorded(self, kind: str, about: set[Iri]) -> list[Silence]:
        """The open points of a kind that concern any of these."""
        return [
            of_gap(gap)
            for gap in self.knowledge.gaps.values()
            if about & set(gap.concerns) and local_name(str(gap.one("kg:hasGapKind"))) == kind
        ]


def of_gap(gap: Gap) -> Silence:
    """An open point as it is recorded."""
    identifier = str(gap.one("dcterms:identifier") or "")
    return Silence(gap.label, tuple(gap.statements), identifier, gap.text("kg:mightBeAnsweredBy"))
