"""What a planted fault must lead to, known from how it was planted and not from any engine."""

from __future__ import annotations

from dataclasses import dataclass

from kgov.model.fingerprints import fingerprint


@dataclass(frozen=True)
class Expected:
    """A finding that judging the list must give, with the outcome that the rule is not met.

    Args:
        rule: the id of the rule.
        body: the IRI of the body.
        entry: the IRI of what is judged: the body itself, a membership or a recommendation. Where a year is
            judged, which no list names, it is the body.
        period: the year, where the rule judges years; otherwise empty.
    """

    rule: str
    body: str
    entry: str
    period: str

    @property
    def id(self) -> str:
        """The id that the finding gets."""
        judged = f"{self.body}/year/{self.period}" if self.period else self.entry
        return fingerprint(self.rule, self.body, self.body, judged, self.period)
