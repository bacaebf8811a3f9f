"""What a planted fault must lead to, known from how it was planted and not from any engine."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Expected:
    """A finding that judging the list must give.

    Args:
        rule: the id of the rule.
        body: the IRI of the body.
        entry: the IRI of what is judged: the body itself, a membership or a recommendation. Where a year is
            judged, which no list names, it is the body.
        period: the year, where the rule judges years; otherwise empty.
        outcome: always ``violated``.
    """

    rule: str
    body: str
    entry: str
    period: str
    outcome: str = "violated"
