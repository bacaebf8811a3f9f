"""The seats of a body one by one: filled, vacant, wrong function, mandate ends, and who appoints.

A table of seats is what an administrator acts on; one seat may have broken several rules. Nothing is judged
here: what a seat lacks is read off the findings, and what each rule asks of a seat off its shape.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from kgov.answers.findings import Finding, Report
from kgov.answers.validation import published_shapes
from kgov.answers.wording import OUTCOME
from kgov.language import Both, join
from kgov.model.knowledge import Knowledge
from kgov.model.things import Link, Rule, Thing
from kgov.namespaces import expand
from kgov.storage.terms import Iri, Term

TAKES = expand("kg:takesSeat")
VACANCY_OF = expand("kg:isVacancyOf")
APPOINTED = Iri(expand("kgc:link-appointed-by"))

#: What a rule asks of the holder of a seat, by what its shape reads.
ASKS = {
    "function": {expand("kg:holdsOffice")},
    "mandate": {expand("kg:hasMandateEnded"), expand("kg:hasMandateSpan")},
    "appointer": {expand("kg:isAppointedBy")},
}
UNKNOWN = {
    "function": Both("vilken funktion innehavaren har", "which function the holder has"),
    "mandate": Both("mandatet", "the mandate"),
    "appointer": Both("vem som utsåg", "who appointed"),
    "other": Both("en uppgift", "an entry"),
}

FILLED = Both("tillsatt", "filled")
VACANT = Both("vakant", "vacant")
VACANT_SINCE = Both("vakant sedan {day}", "vacant since {day}")
NOBODY = Both("ingen innehavare i listan", "no holder in the list")
SEVERAL = Both("{number} innehavare i listan", "{number} holders in the list")
WRONG_FUNCTION = Both("fel funktion", "wrong function")
WRONG_FUNCTION_OR_AREA = Both("fel funktion eller område", "wrong function or area")
ENDED = Both("mandatet slutade {day}", "mandate ended {day}")
TOO_LONG = Both("mandatet är längre än {years} år", "mandate longer than {years} years")
MANDATE = Both("mandatet har löpt ut eller är för långt", "mandate has run out or is too long")
THROUGH = Both("mandat till och med {day}", "mandate through {day}")
APPOINTER = Both("utsedd av någon annan", "appointed by someone else")
NOT_MET = Both("{rule} är inte uppfylld", "{rule} is not met")
CANNOT = Both("kan inte bedömas: {what}", "cannot be judged: {what}")
UNCLEAR = Both("tolkningsfråga", "question of interpretation")


@dataclass(frozen=True)
class SeatLine:
    """A seat, or a group of seats of which something is demanded together.

    Args:
        seat: the seat or group of seats.
        label: its name within the body.
        state: the gravest of ``vacant``, ``wrong``, ``unclear``, ``unknown`` and ``filled``.
        said: how it is with the seat, in words.
        appointed_by: who appoints according to the document; empty where it does not say.
        findings: what is not in order or not known, of all that was judged of the seat.
    """

    seat: Iri
    label: Both
    state: str
    said: Both
    appointed_by: Both
    findings: tuple[Finding, ...]


class Seats:
    """The seats that the findings of a report concern.

    Args:
        knowledge: the model with the lists at hand.
        report: what was judged.
    """

    def __init__(self, knowledge: Knowledge, report: Report) -> None:
        self.knowledge = knowledge
        self.report = report
        self.single = {iri for iri, seat in knowledge.seats.items() if seat.number("kg:allowsHolders") == 1}
        self.holders: dict[Term, list[Term]] = {}
        self.vacancies: dict[Term, list[Term]] = {}
        self._seat_of: dict[Term, Iri] = {}
        self._asked: dict[Iri, str] = {}
        for s, p, o in report.view:
            if p == TAKES:
                self.holders.setdefault(o, []).append(s)
                self._seat_of[s] = Iri(str(o))
            elif p == VACANCY_OF:
                self.vacancies.setdefault(o, []).append(s)

    def of(self, finding: Finding) -> Iri | None:
        """The seat with one holder, or the group of seats, that a finding is about; None if it is about neither."""
        for term in (finding.value, finding.focus):
            seat = self._seat_of.get(term, term)
            if seat in self.single or seat in self.knowledge.seat_groups:
                return Iri(str(seat))
        return None

    def table(self, body: Iri) -> list[SeatLine]:
        """One line for each seat of a body, in the order of its document; empty where no rule judges single seats."""
        by_seat: dict[Iri, list[Finding]] = {}
        judged = False
        for finding in self.report.by_body.get(body, []):
            seat = self.of(finding)
            if seat is not None:
                by_seat.setdefault(seat, []).append(finding)
                judged |= finding.focus in self.single
        if not judged:
            return []
        every = {*by_seat, *(iri for iri in self.single if body in self.knowledge.seats[iri].bodies)}
        return [self._line(seat, by_seat.get(seat, [])) for seat in sorted(every, key=self.order)]

    def asks(self, rule: Rule) -> str:
        """What a rule asks of the holder: ``function``, ``mandate``, ``appointer`` or ``other``."""
        if rule.iri not in self._asked:
            reads = published_shapes().reached_from(rule.iris("kg:isMetWhen"))
            self._asked[rule.iri] = next((name for name, terms in ASKS.items() if terms & reads), "other")
        return self._asked[rule.iri]

    # ---- one line

    def order(self, seat: Iri) -> tuple[bool, str, str]:
        """Where a seat stands: groups of seats last, the others as the document lists who appoints to them."""
        group = seat in self.knowledge.seat_groups
        thing = self.knowledge.seat_groups[seat] if group else self.knowledge.seats[seat]
        sources = [source for link in self._appointing.get(seat, []) for source in link.statements]
        return group, min(sources or thing.statements, default=""), seat

    @cached_property
    def _appointing(self) -> dict[Iri, list[Link]]:
        found: dict[Iri, list[Link]] = {}
        for link in self.knowledge.links.values():
            if link.kind == APPOINTED:
                found.setdefault(link.start, []).append(link)
        return found

    def appointed_by(self, seat: Iri) -> Both:
        """Who appoints to a seat according to its document; empty where it does not say."""
        ends = [link.end for link in self._appointing.get(seat, [])]
        return join([self.knowledge.thing(end).spoken for end in ends], Both("eller", "or"))

    def _line(self, seat: Iri, findings: list[Finding]) -> SeatLine:
        if seat in self.knowledge.seat_groups:
            thing: Thing = self.knowledge.seat_groups[seat]
            states = [("wrong", self._not_met(f)) for f in findings if f.outcome == "violated"]
            met = any(f.outcome == "satisfied" for f in findings)
            filled = OUTCOME["satisfied" if met else "inapplicable"]
        else:
            thing = self.knowledge.seats[seat]
            states = self._states(seat, findings)
            filled = self._filled(seat)
        states += [("unclear", UNCLEAR) for f in findings if f.outcome == "unclear"]
        unknown = [UNKNOWN[self.asks(f.rule)] for f in findings if f.outcome == "missing"]
        if unknown:
            states.append(("unknown", CANNOT.fill(what=join(list(dict.fromkeys(unknown))))))
        states = list(dict.fromkeys(states)) or [("filled", filled)]
        gravest = next(
            state
            for state in ("vacant", "wrong", "unclear", "unknown", "filled")
            if any(state == found for found, _ in states)
        )
        said = Both("; ".join(text.sv for _, text in states), "; ".join(text.en for _, text in states))
        label = self._within(thing, findings)
        open_ones = tuple(f for f in findings if f.outcome in ("violated", "unclear", "missing"))
        return SeatLine(seat, label, gravest, said, self.appointed_by(seat), open_ones)

    def _within(self, thing: Thing, findings: list[Finding]) -> Both:
        """The name of a seat where the body is already named: ``ordförande`` of ``ordförande i RMKS``."""
        bodies = [*thing.iris("kg:isSeatIn"), *(finding.body for finding in findings[:1])]
        label = thing.label
        for body in map(self.knowledge.thing, bodies):
            swedish = re.sub(rf" i {re.escape(body.spoken.sv)}(?=:|$)", "", label.sv)
            english = re.sub(rf" (in|of|to) {re.escape(body.spoken.en)}(?=:|$)", "", label.en)
            label = Both(swedish, english)
        return label

    def _states(self, seat: Iri, findings: list[Finding]) -> list[tuple[str, Both]]:
        """What is not in order with a seat: a vacant seat has no holder to find fault with."""
        holders = self.holders.get(seat, [])
        if not holders:
            # A rule on the holder that does not apply says that there is none; the rules alone decide that.
            proven = any(f.outcome == "inapplicable" and self.asks(f.rule) != "other" for f in findings)
            if proven or seat in self.vacancies:
                return [("vacant", self._vacant(seat))]
            return [("unknown", NOBODY)]
        found = []
        violated = {self.asks(f.rule): f for f in findings if f.outcome == "violated"}
        if len(holders) > 1:
            found.append(("wrong", SEVERAL.fill(number=len(holders))))
        elif "function" in violated:
            area = self.knowledge.seats[seat].iris("kg:isFilledFrom")
            found.append(("wrong", WRONG_FUNCTION_OR_AREA if area else WRONG_FUNCTION))
        if "mandate" in violated:
            found.append(("wrong", self._mandate(seat)))
        if "appointer" in violated:
            found.append(("wrong", APPOINTER))
        others = [f for f in findings if f.outcome == "violated" and self.asks(f.rule) == "other"]
        if len(holders) == 1 or not found:
            found += [("wrong", self._not_met(f)) for f in others]
        return found

    def _not_met(self, finding: Finding) -> Both:
        return NOT_MET.fill(rule=finding.rule.id)

    def _vacant(self, seat: Iri) -> Both:
        days = [self._date(vacancy, "kg:validFrom") for vacancy in self.vacancies.get(seat, [])]
        return VACANT_SINCE.fill(day=min(days)) if days and all(days) else VACANT

    def _mandate(self, seat: Iri) -> Both:
        days = [self._date(holder, "kg:mandateThrough") for holder in self.holders[seat]]
        ended = [day for day in days if day and day < self.report.as_of.isoformat()]
        if ended:
            return ENDED.fill(day=min(ended))
        years = self.knowledge.seats[seat].number("kg:limitsMandateToYears")
        return TOO_LONG.fill(years=years) if years and any(days) else MANDATE

    def _filled(self, seat: Iri) -> Both:
        days = [self._date(holder, "kg:mandateThrough") for holder in self.holders.get(seat, [])]
        if not any(days):
            return FILLED
        through = THROUGH.fill(day=min(day for day in days if day))
        return Both(f"{FILLED.sv}, {through.sv}", f"{FILLED.en}, {through.en}")

    def _date(self, thing: Term, name: str) -> str:
        return self._dates.get((thing, expand(name)), "")

    @cached_property
    def _dates(self) -> dict[tuple[Term, str], str]:
        """Days that the lists give of holders and vacancies; the view has only what the rules need of them."""
        asked = {expand("kg:mandateThrough"), expand("kg:validFrom")}
        wanted = _members(self.holders) | _members(self.vacancies)
        return {
            (s, p): str(o)
            for source in self.knowledge.lists
            for s, p, o in source.triples
            if p in asked and s in wanted
        }


def _members(groups: dict[Term, list[Term]]) -> set[Term]:
    return {term for terms in groups.values() for term in terms}


def with_findings(lines: Iterable[SeatLine], shown: Iterable[Finding]) -> list[SeatLine]:
    """Only the lines of seats that some of the findings are about; for a report of what is new."""
    ids = {(finding.id, finding.outcome) for finding in shown}
    return [line for line in lines if any((f.id, f.outcome) in ids for f in line.findings)]
