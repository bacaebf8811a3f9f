"""What falls due: the duties that recur, and the days that the lists themselves give, in the order of the calendar.

What is asked of whom stands in queries, and what the record shows of a period is judged by the rules; here the
two are put on days. Nothing is dated that neither a document nor a list dates.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from kgov.answers import calendar
from kgov.answers.agenda.duties import Duties, Outcomes
from kgov.answers.agenda.form import KIND, STATE, Agenda, Entry, Untimed
from kgov.answers.agenda.recorded import recorded
from kgov.answers.agenda.scope import Scope
from kgov.answers.findings import SHOWN
from kgov.answers.validation import Judge, hashes
from kgov.errors import KgovError
from kgov.language import Both
from kgov.model.knowledge import Knowledge
from kgov.storage.terms import Iri

__all__ = ["KIND", "STATE", "Agenda", "Entry", "Untimed", "agenda"]

#: How many years ahead a calendar may reach: as far as the view can look back from its last day, and some to spare.
FURTHEST = 10


def agenda(knowledge: Knowledge, as_of: date, until: date | None = None, wanted: Iri | None = None) -> Agenda:
    """What falls due for the bodies of the lists; without lists, for those that the documents name.

    Args:
        knowledge: the model with the lists at hand.
        as_of: the first day, and the day on which the record is judged.
        until: the last day; twelve months later unless given.
        wanted: one body, a kind (all its bodies in the lists), or an owner (all that belong to it).

    Raises:
        KgovError: the lists name no body that the model knows, or the last day cannot be used.
    """
    judge = Judge(knowledge.need("statements"), as_of)
    scope = Scope(knowledge, judge, _last_day(as_of, until), wanted)
    now: Outcomes = {}
    findings = 0
    if knowledge.lists:
        now, findings = _judged(scope, judge, must_name_a_body=wanted is None)
    duties = Duties(scope, now, _judged_later(scope) if knowledge.lists else {})
    entries = _told_apart(sorted((*duties.entries(), *recorded(scope)), key=lambda entry: entry.order))
    return Agenda(
        as_of=as_of,
        until=scope.until,
        entries=entries,
        grounds=dict(sorted(duties.grounds.items())),
        untimed=list(_untimed(scope)),
        left_out=duties.left_out(),
        has_lists=bool(knowledge.lists),
        findings=findings,
        hashes=hashes(knowledge),
    )


def _told_apart(entries: list[Entry]) -> list[Entry]:
    """The entries with an id each: a list may give two last days for one mandate."""
    seen: Counter[str] = Counter()
    found = []
    for entry in entries:
        seen[entry.id] += 1
        again = seen[entry.id]
        found.append(entry if again == 1 else replace(entry, key=f"{entry.key} {again}"))
    return found


def _last_day(as_of: date, until: date | None) -> date:
    last = until or calendar.add_years(as_of, 1)
    if last < as_of:
        raise KgovError(
            Both(
                f"sista dagen {last} kommer före första dagen {as_of}",
                f"the last day {last} comes before the first day {as_of}",
            ),
            Both("Ange en senare dag med --until.", "Give a later day with --until."),
        )
    if last > calendar.add_years(as_of, FURTHEST):
        raise KgovError(
            Both(
                f"{last} ligger mer än {FURTHEST} år efter {as_of}",
                f"{last} is more than {FURTHEST} years after {as_of}",
            ),
            Both("Ange en tidigare dag med --until.", "Give an earlier day with --until."),
        )
    return last


def _judged(scope: Scope, judge: Judge, must_name_a_body: bool = False) -> tuple[Outcomes, int]:
    """The outcomes of the rules that recur, and how many findings there are in all.

    Lists without a rule to judge give none; a calendar may still hold their meetings and mandates.
    """
    scope.bodies |= judge.bodies
    try:
        report = judge.run()
    except KgovError:
        if must_name_a_body and not judge.bodies:
            raise
        return {}, 0
    outcomes = {
        (finding.rule.iri, finding.body, finding.period): finding.outcome
        for finding in report.findings
        if finding.rule.iris("kg:hasPeriodicity")
    }
    return outcomes, sum(report.summary[outcome] for outcome in SHOWN)


def _judged_later(scope: Scope) -> Outcomes:
    """The outcomes on the last day of the calendar, and of a body that ends before it on its own last day."""
    ends = {scope.day(row, "through", "body") for row in scope.ask("duties-that-recur")}
    days = {scope.until, *(day for day in ends if day and scope.within(day))}
    found: dict[tuple[Iri, Iri, str | None], str] = {}
    for day in sorted(days, reverse=True):
        outcomes, _ = _judged(scope, Judge(scope.knowledge, day))
        found.update(outcomes)
    return found


def _untimed(scope: Scope) -> Iterator[Untimed]:
    """Plans and reports that the documents ask for without saying when."""
    for row in scope.ask("plans-and-reports-without-a-date"):
        rule = scope.rule(row)
        if rule and scope.is_at_hand(Iri(str(row["body"]))):
            why = Both("dokumentet anger ingen tid", "the document gives no time")
            yield Untimed(rule, scope.body(row), why)
