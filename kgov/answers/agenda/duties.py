"""The duties that recur: month by month or year by year, and what the record shows of each period."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property

from kgov.answers import calendar
from kgov.answers.agenda.form import Entry, Untimed
from kgov.answers.agenda.scope import Row, Scope
from kgov.answers.calendar import Period
from kgov.answers.findings import period_name
from kgov.answers.wordings import out_of_force
from kgov.errors import KgovError
from kgov.language import Both, join
from kgov.model.things import Rule
from kgov.namespaces import local_name
from kgov.storage.terms import Iri

#: The outcome of a rule for a body and a period; without a period, for the body as a whole.
Outcomes = Mapping[tuple[Iri, Iri, str | None], str]
_STATE = {"satisfied": "done", "pending": "open"}


class Duties:
    """The duties of a calendar.

    Args:
        scope: bodies and days.
        now: outcomes on the first day.
        then: outcomes on the last day, which say where a rule does not apply to periods yet to come.
    """

    def __init__(self, scope: Scope, now: Outcomes, then: Outcomes) -> None:
        self.scope = scope
        self.now = now
        self.then = then
        self.grounds: dict[str, Both] = {}
        self._left_out: dict[tuple[Iri, Iri], list[Period]] = {}

    def entries(self) -> Iterator[Entry]:
        """One entry for each rule, body and period; fills ``grounds`` on the way."""
        together: dict[tuple[Iri, Iri], list[Row]] = {}
        for row in self.scope.ask("duties-that-recur"):
            body = Iri(str(row["body"]))
            if self.scope.is_at_hand(body):
                together.setdefault((body, Iri(str(row["rule"]))), []).append(row)
        for (body, rule), rows in together.items():
            yield from self._of(body, self.scope.knowledge.rules[rule], rows)

    def _of(self, body: Iri, rule: Rule, rows: list[Row]) -> Iterator[Entry]:
        row = rows[0]
        for period in self._periods(rows):
            day, note = self._due(body, row, period)
            due: date | None = day
            state = self._state(rule.iri, body, period)
            if row["deadline"] is None and self._is_over_and_open(rule.iri, body, period):
                due = None  # nothing says by when
            elif not self.scope.within(due):
                continue
            if state is None:
                self._left_out.setdefault((rule.iri, body), []).append(period)
                continue
            self.grounds.setdefault(rule.id, self._ground(rows))
            yield Entry(
                kind="duty",
                body=self.scope.knowledge.thing(body),
                text=rule.label,
                first=period.first,
                last=period.last,
                due=due,
                state=state,
                basis="record" if note else "period",
                key=period.key,
                period=period.key,
                rule=rule,
                note=note or _cut_short(row, period) or self._counted(body, row, period),
            )

    def _periods(self, rows: list[Row]) -> Iterator[Period]:
        """The periods in which the body exists: a year's report may fall due in the year after."""
        row, today = rows[0], self.scope.as_of
        if _is_monthly(row):
            found = calendar.months(today, self.scope.until, _excepted(rows))
        else:
            found = calendar.years(date(max(1, today.year - 1), 1, 1), self.scope.until)
        for period in found:
            begun = row["from"] is None or str(row["from"]) <= period.last.isoformat()
            if begun and (row["through"] is None or str(row["through"]) >= period.first.isoformat()):
                yield period

    def _due(self, body: Iri, row: Row, period: Period) -> tuple[date, Both | None]:
        """The last day of the period, or the body's own last day, and then a note that says so."""
        if row["deadline"] is None:
            return period.last, None
        stated = str(row["deadline"])
        try:
            due = calendar.deadline_after(period.first.year, stated)
        except ValueError:
            place = self.scope.judge.trail.entry(body)
            raise KgovError(
                Both(
                    f"sista dagen för årsrapporten, ”{stated}”, är ingen dag",
                    f"the last day for the annual report, “{stated}”, is no day",
                ),
                Both("Skriv MM-DD, till exempel 03-31.", "Write MM-DD, such as 03-31."),
                where=f"{place.file}:{place.line}" if place else "",
            ) from None
        return due, Both(
            f"årsrapporten senast {due}, enligt underlaget", f"annual report by {due}, says the list"
        )

    def _state(self, rule: Iri, body: Iri, period: Period) -> str | None:
        """What the record shows of a period; None where the rule does not apply to it."""
        if body not in self.scope.bodies:
            return "no-list"
        outcome = self.now.get((rule, body, period.key))
        if outcome is None and period.first > self.scope.as_of:
            outcome = self.then.get((rule, body, period.key))
            return None if outcome == "inapplicable" else "upcoming"
        outcome = outcome or self.now.get((rule, body, None), "pending")
        if outcome == "inapplicable":
            return None
        if outcome == "pending" and period.first > self.scope.as_of:
            return "upcoming"
        return _STATE.get(outcome, outcome)

    def _is_over_and_open(self, rule: Iri, body: Iri, period: Period) -> bool:
        """Whether a period has ended and the rule says that it can still be met."""
        return period.last < self.scope.as_of and self.now.get((rule, body, period.key)) == "pending"

    # ---- words

    @cached_property
    def _meetings(self) -> dict[tuple[Iri, str], Counter[Iri]]:
        """How many meetings are on record by body, month and year, and status."""
        found: dict[tuple[Iri, str], Counter[Iri]] = {}
        first = date(self.scope.as_of.year, 1, 1)
        rows = self.scope.ask("meetings-on-record", **{"from": first, "through": self.scope.until})
        for row in {str(row["meeting"]): row for row in rows if row["status"] is not None}.values():
            for length in (4, 7):
                key = (Iri(str(row["body"])), str(row["day"])[:length])
                found.setdefault(key, Counter())[Iri(str(row["status"]))] += 1
        return found

    def _counted(self, body: Iri, row: Row, period: Period) -> Both | None:
        """For a duty to convene, the meetings of the period on record: a count, no verdict."""
        counts = self._meetings.get((body, period.key))
        if local_name(str(row["verb"])) != "verb-convene" or not counts:
            return None
        labels = [
            (count, self.scope.knowledge.thing(status).label) for status, count in sorted(counts.items())
        ]
        said = join([Both(f"{count} {label.sv}", f"{count} {label.en}") for count, label in labels])
        return Both(f"möten i underlaget: {said.sv}", f"meetings on record: {said.en}")

    def _ground(self, rows: list[Row]) -> Both:
        """How the days were found: what the document says, and which reading of it is used."""
        often = Both("månad", "month") if _is_monthly(rows[0]) else Both("år", "year")
        sv = [
            f"Dokumentet räknar per {often.sv} och anger ingen dag; posten gäller hela perioden och står på dess sista dag."
        ]
        en = [
            f"The document counts by the {often.en} and gives no day; the entry is for the whole period and stands on its last day."
        ]
        if _excepted(rows):
            names = join([_month(month) for month in sorted(_excepted(rows))])
            sv.append(f"Undantag: {names.sv}.")
            en.append(f"Excepted: {names.en}.")
        for question in sorted({Iri(str(row["question"])) for row in rows if row["question"] is not None}):
            asked = self.scope.knowledge.interpretations[question]
            used = self.scope.knowledge.readings[asked.iris("kg:usesReading")[0]].label
            sv.append(f"Läsning {asked.one('dcterms:identifier')}: {used.sv}")
            en.append(f"Reading {asked.one('dcterms:identifier')}: {used.en}")
        return Both(" ".join(sv), " ".join(en))

    def left_out(self) -> list[Untimed]:
        """The periods to which a rule does not apply; where a later wording is the reason it is named."""
        replaced = out_of_force(self.scope.knowledge, self.scope.until)
        found = []
        for (rule, body), periods in sorted(self._left_out.items()):
            first, last = period_name(periods[0].key), period_name(periods[-1].key)
            when = first if len(periods) == 1 else Both(f"{first.sv}–{last.sv}", f"{first.en}–{last.en}")
            why = Both(f"gäller inte {when.sv}", f"does not apply to {when.en}")
            if rule in replaced:
                label, day = replaced[rule].label, replaced[rule].one("kg:validFrom")
                why = Both(
                    f"{why.sv}: från {day} gäller en annan version av dokumentet ({label.sv}), och dess tider finns inte i modellen",
                    f"{why.en}: from {day} another version of the document holds ({label.en}), and its times are not in the model",
                )
            thing = self.scope.knowledge.thing(body)
            found.append(Untimed(self.scope.knowledge.rules[rule], thing, why))
        return found


def _is_monthly(row: Row) -> bool:
    return local_name(str(row["period"])) == "period-month"


def _excepted(rows: list[Row]) -> set[int]:
    return {int(str(row["exceptedMonth"])) for row in rows if row["exceptedMonth"] is not None}


def _cut_short(row: Row, period: Period) -> Both | None:
    """That the body ends before its period does; what is then asked of it, the documents do not say."""
    last = row["through"]
    if last is None or str(last) >= period.last.isoformat():
        return None
    return Both(f"gruppens sista dag är {last}", f"the last day of the body is {last}")


def _month(number: int) -> Both:
    name = period_name(f"2000-{number:02}")
    return Both(name.sv.split()[0], name.en.split()[0])
