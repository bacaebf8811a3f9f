"""The form of a calendar: its entries, the words for how they stand, and what could not be put on a day."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from uuid import NAMESPACE_URL, uuid5

from kgov.answers.findings import Evidence
from kgov.language import Both
from kgov.model.things import Rule, Thing

KIND = {
    "duty": Both("återkommande", "recurring"),
    "meeting": Both("möte", "meeting"),
    "mandate": Both("mandat", "mandate"),
    "rotation": Both("plats som går vidare", "seat that passes on"),
    "membership": Both("ledamotskap", "membership"),
    "assignment": Both("uppdrag", "assignment"),
    "plan": Both("handlingsplan", "action plan"),
    "closure": Both("grupp som upphör", "body that ends"),
    "completeness": Both("underlag", "list"),
}
STATE = {
    "done": Both("klart", "done"),
    "open": Both("kvar", "to do"),
    "upcoming": Both("kommer", "to come"),
    "violated": Both("inte uppfylld", "not met"),
    "unclear": Both("tolkningsfråga", "question of interpretation"),
    "missing": Both("underlag saknas", "data missing"),
    "no-list": Both("inget underlag", "no list"),
    "planned": Both("planerat", "planned"),
    "held": Both("hållet", "held"),
    "cancelled": Both("inställt", "cancelled"),
    "no-status": Both("läge saknas", "no status"),
    "ends": Both("går ut", "ends"),
    "succeeded": Both("nästa infört", "next on record"),
}
_DONE = {"done": True, "held": True, "succeeded": True, "open": False, "upcoming": False, "violated": False}


@dataclass(frozen=True)
class Entry:
    """One thing that falls due.

    ``first`` and ``last`` are the days of its period, the same where it is one day. ``due`` is the day it stands
    under; None where it is still to be done and nothing says by when. ``basis`` says where the day comes from:
    ``period`` (how often, by the document), ``record`` (a list gives it) or ``term`` (counted from a day in a list).
    ``key`` tells it from other entries of the same rule and body: its period, or the thing in the list.
    """

    kind: str
    body: Thing = field(compare=False)
    text: Both
    first: date
    last: date
    due: date | None
    state: str
    basis: str
    key: str
    period: str | None = None
    rule: Rule | None = field(default=None, compare=False)
    note: Both | None = None
    evidence: Evidence | None = None
    person: Both | None = None

    @property
    def id(self) -> str:
        """A stable name made of rule, body and period; a thing of a list keeps it when its day is moved."""
        rule = self.rule.iri if self.rule else ""
        return str(uuid5(NAMESPACE_URL, "\x1f".join((self.kind, rule, self.body.iri, self.key))))

    @property
    def done(self) -> bool | None:
        """Whether the record shows that it is done; None where that is not asked or cannot be told."""
        return _DONE.get(self.state)

    @property
    def order(self) -> tuple[date, date, str, str, str]:
        """By day; what has no day comes first."""
        return (self.due or date.min, self.last, self.body.short, self.kind, self.key)


@dataclass(frozen=True)
class Untimed:
    """A rule that could not be put on a day for a body, and why."""

    rule: Rule = field(compare=False)
    body: Thing = field(compare=False)
    why: Both


@dataclass
class Agenda:
    """What falls due between two days, both included, and what it rests on.

    ``grounds`` says for each rule how its days were found. ``has_lists`` is whether there is a record at all, and
    ``findings`` how many times it already breaks a rule or leaves one unanswered.
    """

    as_of: date
    until: date
    entries: list[Entry]
    grounds: dict[str, Both]
    untimed: list[Untimed]
    left_out: list[Untimed]
    has_lists: bool
    findings: int
    hashes: dict[str, str]
