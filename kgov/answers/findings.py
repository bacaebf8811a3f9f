"""Findings: one rule judged for one body, focus and period, and the report that gathers them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from kgov.language import NOTHING, Both
from kgov.model.fingerprints import fingerprint
from kgov.model.things import Rule
from kgov.namespaces import local_name
from kgov.reasoning.judged import Place
from kgov.storage.terms import Iri, Term, Triple

if TYPE_CHECKING:
    from rdflib import Graph

OUTCOMES = ("violated", "unclear", "missing", "pending", "satisfied", "inapplicable")
SEVERITIES = ("violation", "warning", "info")
SHOWN = ("violated", "unclear", "missing")

#: A body or an owner, and the aspect in which its lists may be declared complete.
Declared = tuple[Iri, Iri]


@dataclass(frozen=True)
class Evidence:
    """A place in the user's files that led to a finding: a line of a text, or a row or cell of a sheet.

    Args:
        text: the entry, in words.
        file: the file as the user named it.
        line: the line of a text file, from 1.
        sheet: the sheet of a workbook; None for CSV.
        row: the row of a sheet or a CSV file as the user's program counts them, from 1.
        column: the letters of the column (``C``), where one cell is meant and not the whole row.
    """

    text: Both
    file: str
    line: int | None = None
    sheet: str | None = None
    row: int | None = None
    column: str | None = None

    @property
    def spot(self) -> tuple[str, str, int, int, str]:
        """The place as something to compare: by file, sheet, line or row, and column."""
        column = self.column or ""
        return self.file, self.sheet or "", self.row or self.line or 0, len(column), column


@dataclass(frozen=True)
class Finding:
    """One rule judged for one body, focus and period.

    Args:
        account: what the lists say that settles it, in a sentence; empty where nothing in them does.
    """

    rule: Rule = field(compare=False)
    wording: str
    outcome: str
    reason: str | None
    severity: str
    body: Iri
    focus: Term
    value: Term
    focus_label: Both
    period: str | None
    account: Both = NOTHING
    evidence: tuple[Evidence, ...] = ()
    rulings: tuple[Iri, ...] = ()
    questions: tuple[Iri, ...] = ()

    @property
    def id(self) -> str:
        """A stable fingerprint of rule, body, focus and period."""
        return fingerprint(self.rule.id, self.body, str(self.focus), str(self.value), self.period or "")

    @property
    def place(self) -> Place:
        """Where the rule was judged."""
        return Place(self.rule.iri, self.focus, self.value)

    @property
    def message(self) -> Both:
        return self.rule.text("sh:message")

    @property
    def remedy(self) -> Both:
        return self.rule.text("kg:hasRemedy")


@dataclass
class Report:
    """All findings of one run, and what they rest on.

    Args:
        as_of: the date judged.
        bodies: the bodies that the lists speak of, and the owners of bodies that a rule judges.
        findings: every rule judged, in all six outcomes.
        build_report: makes the standard validation report.
        hashes: SHA-256 of the model and of each list.
        build_view: makes what holds on the date, as the rules were given it.
        judged_if: the ids of the missing findings that could be judged if more were declared complete.
        known: fingerprint and outcome of the findings that an earlier report had, and that are not shown.
        passages: the wording of each statement, by its id, where the documents are at hand.
    """

    as_of: date
    bodies: list[Iri]
    findings: list[Finding]
    build_report: Callable[[], list[Triple]] = field(repr=False)
    hashes: dict[str, str]
    build_view: Callable[[], list[Triple]] = field(repr=False)
    judged_if: Callable[[Collection[Declared]], set[str]] = field(repr=False)
    known: frozenset[tuple[str, str]] = frozenset()
    passages: Mapping[str, str] = field(default_factory=dict, repr=False)

    @cached_property
    def triples(self) -> list[Triple]:
        """The standard validation report; made when it is asked for."""
        return self.build_report()

    @cached_property
    def graph(self) -> Graph:
        """The standard validation report as a graph of rdflib."""
        from kgov.storage.reference import to_graph  # rdflib is slow to import; few ask for its graph

        return to_graph(self.triples)

    @cached_property
    def view(self) -> list[Triple]:
        """What holds on the date; made when it is asked for."""
        return self.build_view()

    @cached_property
    def summary(self) -> dict[str, int]:
        """How many rules were judged with each outcome; all six are always there."""
        counts = Counter(finding.outcome for finding in self.findings)
        return {outcome: counts.get(outcome, 0) for outcome in OUTCOMES}

    @cached_property
    def by_body(self) -> dict[Iri, list[Finding]]:
        """The findings of each body that was judged, in the order of the report."""
        found: dict[Iri, list[Finding]] = {}
        for finding in self.findings:
            found.setdefault(finding.body, []).append(finding)
        return found

    def shown(self, everything: bool = False) -> list[Finding]:
        """The findings that a reader is shown: none that is known, and only with ``everything`` those in order."""
        outcomes = OUTCOMES if everything else SHOWN
        return [
            finding
            for finding in self.findings
            if finding.outcome in outcomes and (finding.id, finding.outcome) not in self.known
        ]

    @property
    def left_out(self) -> int:
        """How many findings are not shown because they are known."""
        return sum((finding.id, finding.outcome) in self.known for finding in self.findings)

    def worst(self) -> str | None:
        """The highest severity among the findings that are shown, or None."""
        present = {finding.severity for finding in self.shown()}
        return next((severity for severity in SEVERITIES if severity in present), None)

    def of_body(self, body: Iri) -> str:
        """The outcome for a body as a whole: the gravest of its findings."""
        present = {finding.outcome for finding in self.by_body.get(body, [])}
        return next((outcome for outcome in OUTCOMES if outcome in present), "inapplicable")


def severity_of(rule: Rule, outcome: str) -> str:
    """The severity of a finding: that of its rule, one step lower where the verdict is not proven."""
    stated = local_name(str(rule.one("sh:severity"))).lower()
    if outcome in ("unclear", "missing"):
        return SEVERITIES[min(SEVERITIES.index(stated) + 1, len(SEVERITIES) - 1)]
    return stated


_MONTHS = (
    [
        "januari",
        "februari",
        "mars",
        "april",
        "maj",
        "juni",
        "juli",
        "augusti",
        "september",
        "oktober",
        "november",
        "december",
    ],
    [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
)


def period_name(period: str) -> Both:
    """``2026-03`` as one says it, or the year ``2026``."""
    year, _, month = period.partition("-")
    if not month:
        return Both(f"år {year}", f"the year {year}")
    return Both(f"{_MONTHS[0][int(month) - 1]} {year}", f"{_MONTHS[1][int(month) - 1]} {year}")


def day_name(day: date) -> Both:
    """A date as one writes it in a sentence: ``22 november 2026``."""
    names = [months[day.month - 1] for months in _MONTHS]
    return Both(*(f"{day.day} {name} {day.year}" for name in names))


def outcome_of(holds: dict[str, bool]) -> str:
    """The first outcome that fits, in the order of design: the helpers decide, nothing else."""
    if not holds["applies"]:
        return "inapplicable"
    if holds["known"] and holds["met"]:
        return "satisfied"
    if not holds["due"]:
        return "pending"
    if not holds["known"]:
        return "missing"
    if not holds["clear"]:
        return "unclear"
    return "violated"
