"""What a change does to the outcomes of the rules: the record judged without it and with it, on the same day."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from kgov.answers.findings import OUTCOMES, SHOWN, Finding, Report
from kgov.answers.validation import Judge
from kgov.errors import KgovError
from kgov.model.knowledge import Knowledge


@dataclass(frozen=True)
class Shift:
    """A rule whose outcome changes for one body, focus and period.

    ``before`` or ``after`` is None where the rule is not judged at all.
    """

    finding: Finding
    before: str | None
    after: str | None


@dataclass
class Shifts:
    """The outcomes that change: for the worse, for the better, to a lesser fault; and those not judged any more."""

    worse: list[Shift] = field(default_factory=list)
    better: list[Shift] = field(default_factory=list)
    eased: list[Shift] = field(default_factory=list)
    dropped: list[Shift] = field(default_factory=list)


def judged(knowledge: Knowledge, day: date) -> Report | None:
    """The report on lists; None where they name no body on that day that a rule governs."""
    if not knowledge.lists:
        return None
    try:
        return Judge(knowledge, day).run()
    except KgovError:
        return None


def compare(before: list[Finding], after: list[Finding]) -> Shifts:
    """The findings whose outcome changes.

    A finding is the same where rule, body, focus and period are. Where a member has moved to another body, the
    rule on that member is followed there.

    Args:
        before: all findings without the change.
        after: all findings with it.
    """
    known = {finding.id: finding for finding in before}
    movable = {_entry(finding): finding for finding in before if finding.value != finding.focus}
    here = {finding.id for finding in after}
    judged_before = {(finding.rule.id, finding.body) for finding in before}
    met: set[str] = set()
    shifts = Shifts()
    for finding in after:
        earlier = known.get(finding.id)
        if earlier is None:
            moved = movable.get(_entry(finding))
            earlier = moved if moved is not None and moved.id not in here else None
        if earlier is not None:
            met.add(earlier.id)
        elif _has_nothing_to_judge(finding) and (finding.rule.id, finding.body) in judged_before:
            continue
        _sort(shifts, finding, earlier.outcome if earlier else None)
    shifts.dropped += [
        Shift(finding, finding.outcome, None)
        for finding in before
        if finding.outcome in SHOWN and finding.id not in met
    ]
    return shifts


def _entry(finding: Finding) -> tuple[str, str, str | None]:
    return finding.rule.id, str(finding.value), finding.period


def _has_nothing_to_judge(finding: Finding) -> bool:
    """Whether a rule on members or meetings is left with none, in a list that may lack some."""
    whole = finding.value == finding.focus and finding.outcome == "missing"
    return whole and finding.reason in ("list-incomplete", "completeness-lapsed")


def _sort(shifts: Shifts, finding: Finding, before: str | None) -> None:
    after = finding.outcome
    if after == before:
        return
    shift = Shift(finding, before, after)
    graver = before is None or OUTCOMES.index(after) < OUTCOMES.index(before)
    if after in SHOWN and graver:
        shifts.worse.append(shift)
    elif after in SHOWN:
        shifts.eased.append(shift)
    elif before in SHOWN:
        shifts.better.append(shift)
