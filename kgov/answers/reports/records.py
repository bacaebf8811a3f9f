"""Reports in the forms that others rely on: JSON and CSV rows. Turtle, which needs rdflib, stands apart."""

from __future__ import annotations

from collections.abc import Mapping

from kgov import __version__
from kgov.answers.findings import Evidence, Report
from kgov.answers.reports.sentences import sentence
from kgov.answers.reports.settling import settling
from kgov.answers.wording import OUTCOME, REASON, strength_of
from kgov.language import Both
from kgov.model.knowledge import Knowledge
from kgov.model.things import Rule
from kgov.namespaces import expand, local_name
from kgov.storage.terms import Iri


def as_dict(knowledge: Knowledge, report: Report, everything: bool = False) -> dict[str, object]:
    """The report in the form of ``kgov validate --format json``."""

    def name(term: object) -> str:
        return knowledge.thing(term).short if isinstance(term, Iri) else str(term)

    findings = []
    for finding in report.shown(everything):
        unclear = [str(knowledge.interpretations[iri].one("dcterms:identifier")) for iri in finding.questions]
        findings.append(
            {
                "id": finding.id,
                "rule": finding.rule.id,
                "wording": finding.wording,
                "outcome": finding.outcome,
                "reason": finding.reason,
                "severity": finding.severity,
                "body": name(finding.body),
                "focus": name(finding.focus),
                "value": name(finding.value),
                "focus_label": finding.focus_label.as_dict(),
                "period": finding.period,
                "message": sentence(finding).as_dict(),
                "account": finding.account.as_dict(),
                "remedy": finding.remedy.as_dict(),
                "source": _source(knowledge, finding.rule, report.passages),
                "interpretation": unclear or None,
                "ruling": [local_name(reading) for reading in finding.rulings] or None,
                "evidence": [_evidence(item) for item in finding.evidence],
            }
        )
    return {
        "as_of": report.as_of.isoformat(),
        "summary": report.summary,
        "bodies": {name(body): report.of_body(body) for body in report.bodies},
        "findings": findings,
        "known": report.left_out,
        "questions": _questions(knowledge, report),
        "rests_on": {"kgov": __version__, **report.hashes},
    }


def _evidence(item: Evidence) -> dict[str, object]:
    """A line of a text, or a row or cell of a sheet or CSV file."""
    place: dict[str, object] = {"text": item.text.as_dict(), "file": item.file}
    if item.row is None:
        return {**place, "line": item.line}
    return {**place, "sheet": item.sheet, "row": item.row, "column": item.column}


def _questions(knowledge: Knowledge, report: Report) -> dict[str, object]:
    """The few answers that would settle most of what could not be judged."""
    found = settling(knowledge, report, report.shown())
    return {
        "open": found.open,
        "settled": found.together,
        "certain": found.certain,
        "questions": [
            {
                "text": question.text.as_dict(),
                "kind": question.kind,
                "body": knowledge.thing(question.body).short,
                "about": local_name(question.about),
                "entries": question.entries,
                "findings": list(question.findings),
            }
            for question in found.questions
        ],
    }


def _source(knowledge: Knowledge, rule: Rule, passages: Mapping[str, str]) -> dict[str, str | None]:
    """Where the statement of a rule stands, and its wording if at hand; a rule of our own rests on none."""
    if not rule.statements:
        return {"document": "kgov", "section": None, "statement": None, "anchor": None}
    source = knowledge.statements[Iri(expand(f"kgs:{rule.statements[0]}"))]
    return {
        "document": local_name(source.document),
        "section": source.text("kg:standsInSection").sv,
        "statement": source.id,
        "anchor": str(source.one("kg:hasPassageDigest")),
        **({"passage": passages[source.id]} if source.id in passages else {}),
    }


def as_csv_rows(
    knowledge: Knowledge, report: Report, everything: bool = False
) -> tuple[list[Both], list[list[str | Both]]]:
    """Headings and rows, one finding a row."""
    headings = [
        Both("grupp", "body"),
        Both("regel", "rule"),
        Both("utfall", "outcome"),
        Both("orsak", "reason"),
        Both("styrka", "strength"),
        Both("gäller", "concerns"),
        Both("period", "period"),
        Both("iakttagelse", "finding"),
        Both("åtgärd", "remedy"),
        Both("fil", "file"),
        Both("blad", "sheet"),
        Both("rad", "line"),
        Both("kolumn", "column"),
        Both("id", "id"),
    ]
    rows: list[list[str | Both]] = []
    for finding in report.shown(everything):
        evidence = finding.evidence[0] if finding.evidence else None
        said = sentence(finding) if finding.outcome == "violated" else finding.rule.label
        rows.append(
            [
                knowledge.thing(finding.body).label,
                finding.rule.id,
                OUTCOME[finding.outcome],
                REASON[finding.reason] if finding.reason else "",
                strength_of(finding.rule),
                finding.focus_label,
                finding.period or "",
                said,
                finding.remedy if finding.outcome != "satisfied" else "",
                evidence.file if evidence else "",
                (evidence.sheet or "") if evidence else "",
                str(evidence.row or evidence.line or "") if evidence else "",
                (evidence.column or "") if evidence else "",
                finding.id,
            ]
        )
    return headings, rows
