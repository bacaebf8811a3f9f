"""One matter, not three: the findings about the same seat, person or thing, put together for whoever acts on it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from kgov.answers.evidence import period_of
from kgov.answers.findings import OUTCOMES, Evidence, Finding, Report
from kgov.answers.reports.seats import TAKES, Seats
from kgov.language import Both, join
from kgov.model.knowledge import Knowledge
from kgov.model.things import Rule
from kgov.namespaces import expand
from kgov.storage.terms import Iri, Term

MEMBERSHIP = expand("kg:Membership")
MEMBER = expand("org:member")
TYPE = expand("rdf:type")

#: What a matter can be about, in the order in which a reader meets them.
SORTS = ("seat", "person", "thing", "rule")
Key = tuple[str, Term]


@dataclass(frozen=True)
class Item:
    """One rule with one outcome within a matter, at one or several places."""

    findings: tuple[Finding, ...]

    @property
    def first(self) -> Finding:
        return self.findings[0]

    @property
    def rule(self) -> Rule:
        return self.first.rule

    @property
    def outcome(self) -> str:
        return self.first.outcome

    @property
    def concerns(self) -> Both:
        """What the findings are about: months and years all named, the same name once."""
        return join(list(dict.fromkeys(finding.focus_label for finding in self.findings)))

    @property
    def accounts(self) -> list[Both]:
        """What the lists say that settles it: once where it is the same at all places, else for each."""
        told = dict.fromkeys(finding.account for finding in self.findings if finding.account.sv)
        if len(told) < 2:
            return list(told)
        each = Both("{about} – {text}", "{about} – {text}")
        return [each.fill(about=f.focus_label, text=f.account) for f in self.findings if f.account.sv]

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        return tuple(dict.fromkeys(place for finding in self.findings for place in finding.evidence))


@dataclass(frozen=True)
class Matter:
    """What one administrator deals with at one time: a seat, a person, a thing, or a demand on the body itself.

    Args:
        body: the body.
        subject: what it is about.
        appointed_by: who appoints, where it is a seat and the document says so.
        items: its rules, the gravest outcome first.
    """

    body: Iri
    subject: Both
    appointed_by: Both
    items: tuple[Item, ...]

    @property
    def outcome(self) -> str:
        """The gravest outcome."""
        return min((item.outcome for item in self.items), key=OUTCOMES.index)


class Sorter:
    """Puts findings into matters.

    Args:
        knowledge: the model with the lists at hand.
        report: what was judged.
        seats: the seats of the report.
    """

    def __init__(self, knowledge: Knowledge, report: Report, seats: Seats) -> None:
        self.knowledge = knowledge
        self.report = report
        self.seats = seats

    def matters(self, findings: Iterable[Finding]) -> list[Matter]:
        """The findings as matters: the gravest first, then seats, persons, and the rest in the order of the rules.

        Args:
            findings: those to show, in the order of the report.
        """
        groups: dict[tuple[Iri, Key], list[Finding]] = {}
        for finding in findings:
            groups.setdefault((finding.body, self.key(finding)), []).append(finding)
        found = []
        for number, ((body, (sort, about)), group) in enumerate(groups.items()):
            matter = self._matter(sort, about, group)
            seat = self.seats.order(Iri(str(about))) if sort == "seat" else ()
            rank = (str(body), OUTCOMES.index(matter.outcome), SORTS.index(sort), seat, number)
            found.append((rank, matter))
        return [matter for _, matter in sorted(found, key=lambda pair: pair[0])]

    def key(self, finding: Finding) -> Key:
        """What a finding is about, so that findings with the same key are one matter."""
        seat = self.seats.of(finding)
        if seat is not None:
            return self._seat_key(finding, seat)
        holder = self._holder(finding)
        if holder is not None:
            return "person", self._persons.get(holder, holder)
        if period_of(finding.value) or finding.value == finding.focus:
            return "rule", finding.rule.iri
        return "thing", finding.value

    def _seat_key(self, finding: Finding, seat: Iri) -> Key:
        """A group of seats in which one seat has the wrong function is the matter of that seat."""
        group = self.knowledge.seat_groups.get(seat)
        if (
            group is not None
            and finding.outcome == "violated"
            and self.seats.asks(finding.rule) == "function"
        ):
            wrong = [one for one in group.iris("kg:includesSeat") if one in self._wrong_functions]
            if wrong:
                return "seat", wrong[0]
        return "seat", seat

    @cached_property
    def _wrong_functions(self) -> set[Term]:
        return {
            finding.focus
            for finding in self.report.findings
            if finding.outcome == "violated" and self.seats.asks(finding.rule) == "function"
        }

    def _holder(self, finding: Finding) -> Term | None:
        """The membership that a finding is about: what was judged, or the one that points to what was judged."""
        if finding.value in self._persons or finding.value in self._memberships:
            return finding.value
        owners = self._pointing.get(finding.value, set()) if finding.value != finding.focus else set()
        return next(iter(owners)) if len(owners) == 1 else None

    @cached_property
    def _memberships(self) -> set[Term]:
        return {s for s, p, o in self.report.view if p == TYPE and o == MEMBERSHIP}

    @cached_property
    def _persons(self) -> dict[Term, Term]:
        return {s: o for s, p, o in self.report.view if p == MEMBER}

    @cached_property
    def _pointing(self) -> dict[Term, set[Term]]:
        """The memberships that lead to a thing; seats, bodies and codes have a matter of their own."""
        found: dict[Term, set[Term]] = {}
        for s, p, o in self.report.view:
            if s in self._memberships and p not in (TAKES, TYPE):
                found.setdefault(o, set()).add(s)
        return found

    def _matter(self, sort: str, about: Term, findings: list[Finding]) -> Matter:
        items: dict[object, list[Finding]] = {}
        for finding in findings:
            same = (finding.rule.iri, finding.outcome, finding.reason, finding.questions, finding.rulings)
            items.setdefault(same, []).append(finding)
        seat = Iri(str(about)) if sort == "seat" else None
        return Matter(
            findings[0].body,
            self.knowledge.thing(seat).label if seat else _subject(sort, findings),
            self.seats.appointed_by(seat) if seat else Both("", ""),
            tuple(Item(tuple(group)) for group in items.values()),
        )


def _subject(sort: str, findings: list[Finding]) -> Both:
    """What is judged: an entry of a list is named with what it is, for its own name may say little."""
    first = findings[0]
    labels = list(dict.fromkeys(finding.focus_label for finding in findings))
    if first.value == first.focus:
        return first.rule.label
    if sort == "person":  # it may also be named by a recommendation, which is shorter than seat and name
        label = max(labels, key=lambda label: len(label.sv))
        return label if " " in label.sv else Both(f"ledamot: {label.sv}", f"member: {label.en}")
    return Both("{rule}: {about}", "{rule}: {about}").fill(rule=first.rule.label, about=join(labels))
