"""What is to be written of one body, before it is written: so that a fault can change it first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from kgov.lists.synthetic.rosters import Roster
from kgov.lists.synthetic.span import Span


class Foreseen(NamedTuple):
    """A finding that a fault leads to, in terms of the plan.

    Args:
        rule: the id of the rule.
        seat: the seat whose sitting member is judged; empty for the body itself.
        period: the year, where the rule judges years.
        ending: what is added to the member's entry, such as ``-rekommendation``.
    """

    rule: str
    seat: str = ""
    period: str = ""
    ending: str = ""


@dataclass
class Plan:
    """A body to be written.

    Args:
        name: its local name.
        kind: its kind or class.
        label: its name.
        level: its level, where its kind does not give it.
        since: its first day.
        until: its last day, if it has been closed.
        says: property and objects of what holds of it.
        roster: its seats.
        papers: decisions, plans and the like, by name: statements, and what fills their gaps.
        chair: the seat whose holder is invited to the management group once a year, if anyone.
        poor_years: years with too few meetings.
        uninvited_years: years in which the chair is not invited.
        gaps: what fills further gaps in what is said.
        contact: the seat whose holder is the contact with a higher level, if anyone.
    """

    name: str
    kind: str
    label: str
    since: int
    until: int | None = None
    level: str = ""
    says: dict[str, str] = field(default_factory=dict)
    roster: Roster = field(default_factory=Roster)
    papers: dict[str, tuple[str, dict[str, str]]] = field(default_factory=dict)
    chair: str = ""
    poor_years: set[int] = field(default_factory=set)
    uninvited_years: set[int] = field(default_factory=set)
    gaps: dict[str, str] = field(default_factory=dict)
    contact: str = ""


#: A fault changes a plan and says what follows; nothing where it does not suit the body.
Fault = Callable[[Plan, Span], list[Foreseen]]
