"""Who sits in a body: its seats, who fills them by office, who appoints, and how many."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kgov.answers.paths import Upwards
from kgov.language import Both
from kgov.model.knowledge import Knowledge
from kgov.model.things import Link, Seat
from kgov.namespaces import local_name
from kgov.publish.charts.labels import Labels
from kgov.publish.charts.twin import Item, Part
from kgov.storage.terms import Iri

APPOINTED = "link-appointed-by"
#: What else is said of how a seat is filled.
SAID_TOO = ("link-consults", "link-recommended-by", "link-reconciled-with")
ORDINARY = "form-ordinary"

NOBODY = Both("Dokumenten säger inte vem som utser", "The documents do not say who appoints")
NO_SEATS = Both("Dokumenten säger inte vilka som ingår", "The documents do not say who is included")
NO_NUMBER = Both("antal sägs inte", "number not stated")
SEAT_COUNT = Both("{n} plats", "{n} seat"), Both("{n} platser", "{n} seats")
FILLED = Both("{n} tillsatt", "{n} filled"), Both("{n} tillsatta", "{n} filled")
VACANT = Both("vakant", "vacant")
BY_OFFICE = Both("i kraft av sin funktion", "by virtue of the office")
ONE_OF = Both("någon av dessa", "one of these")
FROM = Both("ur {x}", "from {x}")
YEARS = Both("{n} år i taget", "{n} years at a time")


@dataclass(frozen=True)
class Appointer:
    """Who appoints to a seat, by which link."""

    iri: Iri
    link: Link


@dataclass(frozen=True)
class SeatRow:
    """A seat as the chart shows it.

    Args:
        key: what it is called in the chart.
        seat: the seat.
        appointers: who appoints; empty where no document says it.
        fillers: the offices, seats or kinds that fill it, if the documents say so.
        filled: how many hold it now; None where that is not shown.
    """

    key: str
    seat: Seat
    appointers: tuple[Appointer, ...]
    fillers: tuple[Iri, ...]
    filled: int | None


@dataclass(frozen=True)
class Group:
    """Seats with the same appointers."""

    key: str
    rows: tuple[SeatRow, ...]

    @property
    def appointers(self) -> tuple[Appointer, ...]:
        return self.rows[0].appointers


class Composition:
    """The seats of a body in groups by who appoints; told as a twin here, and drawn elsewhere."""

    def __init__(self, upwards: Upwards, body: Iri, filled: Mapping[Iri, int] | None) -> None:
        self.knowledge: Knowledge = upwards.knowledge
        self.body = body
        seats = [self.knowledge.seats[iri] for iri in upwards.seats_of(body)]
        seats.sort(key=lambda seat: (*_rank(seat), seat.iri))
        rows = []
        for index, seat in enumerate(seats):
            links = [link for link in upwards.links_from(body, seat.iri) if self.sort(link) == APPOINTED]
            rows.append(
                SeatRow(
                    f"s{index}",
                    seat,
                    tuple(Appointer(link.end, link) for link in sorted(links, key=_demanded)),
                    tuple(seat.filled_by),
                    None if filled is None else filled.get(seat.iri, 0),
                )
            )
        together: dict[tuple[Iri, ...], list[SeatRow]] = {}
        for row in rows:
            together.setdefault(tuple(one.iri for one in row.appointers), []).append(row)
        self.groups = [Group(f"u{index}", tuple(rows)) for index, rows in enumerate(together.values())]
        self.by_start = upwards.by_start

    def summary(self) -> Both:
        """The composition in one sentence."""
        rows = [row for group in self.groups for row in group.rows]
        if not rows:
            return Both(f"{NO_SEATS.sv}.", f"{NO_SEATS.en}.")
        by_office = sum(1 for row in rows if row.fillers)
        sorts = Both("slag av plats", "kind of seat"), Both("slag av platser", "kinds of seat")
        words = Both("{n} {sorts}.", "{n} {sorts}.")
        if by_office:
            words = Both(
                "{n} {sorts}; {m} fylls genom en funktion.", "{n} {sorts}; {m} filled through an office."
            )
        return words.fill(n=len(rows), m=by_office, sorts=sorts[len(rows) != 1])

    @staticmethod
    def sort(link: Link) -> str:
        """The kind of a link by its short name."""
        return local_name(link.kind)

    # ---- words

    def count_words(self, row: SeatRow, labels: Labels) -> str:
        """How many may hold a seat, and how many do where that is shown."""
        number = row.seat.number("kg:allowsHolders")
        words = labels.say(NO_NUMBER)
        if number is not None:
            words = labels.say(SEAT_COUNT[number != 1]).format(n=number)
        if row.filled is not None:
            now = labels.say(VACANT if row.filled == 0 else FILLED[row.filled != 1]).format(n=row.filled)
            words += f", {now}"
        return words

    def more_words(self, row: SeatRow, labels: Labels) -> list[str]:
        """What else is to be said of a seat: its form, and for how long it is held."""
        words = [labels.name(form) for form in row.seat.iris("kg:hasForm") if local_name(form) != ORDINARY]
        years = row.seat.number("kg:limitsMandateToYears")
        if years is not None:
            words.append(labels.say(YEARS).format(n=years))
        return words

    def consulted(self, row: SeatRow, labels: Labels) -> str:
        """Who is asked before someone is appointed to a seat, in few words."""
        said: dict[str, list[str]] = {}
        for link in self.by_start.get(row.seat.iri, []):
            if self.sort(link) in SAID_TOO:
                phrase = labels.say(self.knowledge.concepts[link.kind].text("kg:hasForwardPhrase"))
                said.setdefault(phrase, []).append(labels.spoken(link.end))
        return "; ".join(f"{phrase} {', '.join(dict.fromkeys(names))}" for phrase, names in said.items())

    def filler_words(self, row: SeatRow, labels: Labels) -> str:
        """How a seat is filled by office: by one, or by one of several."""
        if not row.fillers:
            units = row.seat.iris("kg:isFilledFrom")
            return labels.say(FROM).format(x=", ".join(labels.spoken(one) for one in units)) if units else ""
        return labels.say(BY_OFFICE if len(row.fillers) == 1 else ONE_OF)

    def condition(self, appointer: Appointer, labels: Labels) -> str:
        """Under which condition someone appoints, in few words."""
        return labels.say(appointer.link.condition)

    # ---- the twin

    def twin(self, labels: Labels) -> tuple[Item, ...]:
        """One line for every appointer group, and under it one for every seat."""
        if not self.groups:
            return (Item((Part(f"{labels.say(NO_SEATS)}."),), ("none",)),)
        return tuple(self._group_item(group, labels) for group in self.groups)

    def _group_item(self, group: Group, labels: Labels) -> Item:
        parts: list[Part] = []
        for one in group.appointers:
            parts += [Part(" / " if parts else ""), labels.part(one.iri, labels.name(one.iri))]
        verb = labels.say(Both("utser", "appoints"))
        parts = [*parts, Part(f" {verb}:")] if parts else [Part(f"{labels.say(NOBODY)}:")]
        return Item(tuple(parts), (group.key,), tuple(self._seat_item(row, labels) for row in group.rows))

    def _seat_item(self, row: SeatRow, labels: Labels) -> Item:
        words = [self.count_words(row, labels), *self.more_words(row, labels)]
        parts = [labels.part(row.seat.iri, labels.name(row.seat.iri)), Part(": " + ", ".join(words))]
        items = [self._filler_item(row, labels)] if self.filler_words(row, labels) else []
        for link in self.by_start.get(row.seat.iri, []):
            if self.sort(link) in (APPOINTED, *SAID_TOO):
                items.append(self._link_item(link, labels))
        return Item(tuple(parts + labels.statements(row.seat.statements)), (row.key,), tuple(items))

    def _filler_item(self, row: SeatRow, labels: Labels) -> Item:
        words = self.filler_words(row, labels)
        if not row.fillers:
            return Item((Part(words),), (f"{row.key}-f",))
        parts = [Part(labels.say(Both("fylls av", "filled by")) + " ")]
        for index, one in enumerate(row.fillers):
            parts += [Part(", " if index else ""), labels.part(one, labels.name(one))]
        return Item((*parts, Part(f" ({words})")), (f"{row.key}-f",))

    def _link_item(self, link: Link, labels: Labels) -> Item:
        phrase = labels.say(self.knowledge.concepts[link.kind].text("kg:hasForwardPhrase"))
        condition = labels.say(link.condition)
        parts = [Part(f"{phrase} "), labels.part(link.end, labels.name(link.end))]
        if condition:
            parts.append(Part(f", {condition}"))
        return Item(tuple(parts + labels.statements(link.statements)))


def _rank(seat: Seat) -> tuple[int, int]:
    """The chair first, then ordinary seats, then those attached or co-opted."""
    roles = {local_name(role) for role in seat.iris("kg:hasRole")}
    form = {local_name(form) for form in seat.iris("kg:hasForm")}
    return (0 if "role-chair" in roles else 1, 0 if ORDINARY in form else 1)


def _demanded(link: Link) -> tuple[bool, str]:
    return link.status == "interpreted", link.end
