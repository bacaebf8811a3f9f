"""What the documents say of a body, office, unit or seat, gathered as things: a card puts it in words, a page in links."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from kgov.answers.indexing import concerning, index
from kgov.answers.paths import Upwards
from kgov.language import Both
from kgov.model.knowledge import Knowledge
from kgov.model.things import Gap, Link, Provision, Seat, Thing
from kgov.namespaces import expand
from kgov.storage.terms import Iri

APPOINTED_BY = Iri(expand("kgc:link-appointed-by"))
#: To appoint, or to be heard when others are appointed.
APPOINTING = {
    Iri(expand(f"kgc:link-{name}"))
    for name in ("appointed-by", "consults", "recommended-by", "reconciled-with")
}
#: What the documents ask, by how strongly.
STRENGTHS = (
    (Both("Ska", "Must"), {"ska", "indicative", "ska-softened"}),
    (Both("Bör", "Should"), {"bor", "efterstravas", "forvantas"}),
    (Both("Kan, eller vid behov", "May, or when needed"), {"kan", "vid-behov"}),
)


@dataclass(frozen=True)
class SeatSaid:
    """A seat, who fills it and who appoints.

    Args:
        seat: the seat.
        offices: the offices of which one fills it.
        units: the units that it is filled from.
        appointers: those of whom one appoints; empty where it is not said.
        years: the longest mandate in years, if it is limited.
        form: the form of the seat where it is not an ordinary one.
    """

    seat: Seat
    offices: tuple[Iri, ...]
    units: tuple[Iri, ...]
    appointers: tuple[Iri, ...]
    years: int | None
    form: Iri | None


@dataclass(frozen=True)
class Said:
    """All that the documents say of one thing.

    Args:
        seats: the seats in it.
        asked: what it must, should and may do, in the order of ``STRENGTHS``.
        appoints: the links by which it appoints, or is heard when others are appointed.
        outward: the other links from it.
        inward: the other links to it.
        elsewhere: the seats that it fills.
        gaps: what is not said of it.
    """

    seats: list[SeatSaid] = field(default_factory=list)
    asked: list[list[Provision]] = field(default_factory=list)
    appoints: list[Link] = field(default_factory=list)
    outward: list[Link] = field(default_factory=list)
    inward: list[Link] = field(default_factory=list)
    elsewhere: list[Seat] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)


class Sayings:
    """What the documents say of any thing; made once for many.

    Args:
        knowledge: the model with the lists at hand.
        upwards: the steps of the model, where they are at hand already.
    """

    def __init__(self, knowledge: Knowledge, upwards: Upwards | None = None) -> None:
        self.knowledge = knowledge
        self.upwards = upwards or Upwards(knowledge)
        self.provisions: list[Provision] = [
            *knowledge.duties.values(),
            *knowledge.rules.values(),
            *knowledge.permissions.values(),
        ]
        links, seats = knowledge.links.values(), knowledge.seats
        self._borne = index(self.provisions, lambda item: item.bearers)
        self._from = index(links, lambda link: [link.start])
        self._to = index(links, lambda link: [link.end])
        self._fills = index(seats.values(), lambda seat: seat.filled_by)
        self._silent = index(knowledge.gaps.values(), lambda gap: gap.concerns)

    def of(self, iri: Iri) -> Said:
        """What is said of a thing itself, of the kinds it is of, and of the seats in it."""
        knowledge, upwards = self.knowledge, self.upwards
        selves = upwards.selves(iri)
        seats = upwards.seats_of(iri)
        mine = {*selves, *seats}
        borne = concerning(self._borne, selves)
        outward = concerning(self._from, mine)
        inward = [link for link in concerning(self._to, mine) if link.start not in mine]
        return Said(
            seats=[self.seat(knowledge.seats[seat]) for seat in seats],
            asked=[[item for item in borne if item.strength in wanted] for _, wanted in STRENGTHS],
            appoints=[link for link in inward if link.kind in APPOINTING],
            outward=[link for link in outward if link.kind not in APPOINTING],
            inward=[link for link in inward if link.kind not in APPOINTING],
            elsewhere=concerning(self._fills, mine),
            gaps=concerning(self._silent, selves),
        )

    def seat(self, seat: Seat) -> SeatSaid:
        """Who fills a seat and who appoints."""
        starting: Iterable[Link] = self.upwards.by_start.get(seat.iri, [])
        forms = [form for form in seat.iris("kg:hasForm") if not form.endswith("ordinary")]
        return SeatSaid(
            seat=seat,
            offices=tuple(seat.filled_by),
            units=tuple(seat.iris("kg:isFilledFrom")),
            appointers=tuple(link.end for link in starting if link.kind == APPOINTED_BY),
            years=seat.number("kg:limitsMandateToYears"),
            form=forms[0] if forms else None,
        )


def how_often(knowledge: Knowledge, provision: Provision) -> Both:
    """How often a duty returns, such as ``1 per månad, inte månad 7``; empty where it does not."""
    periods = provision.iris("kg:hasPeriodicity")
    if not periods:
        return Both("", "")
    periodicity = knowledge.of(Thing, "kg:Periodicity")[periods[0]]
    count = periodicity.number("kg:hasCount")
    period = knowledge.thing(periodicity.iris("kg:hasPeriod")[0]).label
    excepted = sorted(int(str(month)) for month in periodicity.all("kg:exceptsMonth"))
    but_sv = f", inte månad {' och '.join(map(str, excepted))}" if excepted else ""
    but_en = f", not in month {' and '.join(map(str, excepted))}" if excepted else ""
    return Both(f"{count} per {period.sv}{but_sv}", f"{count} per {period.en}{but_en}")
