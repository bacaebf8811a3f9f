"""The report as SARIF 2.1.0, for code scanning: rules with their words, results with fingerprints and places."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

from kgov import __version__
from kgov.answers.findings import Evidence, Finding, Report
from kgov.answers.reports import sentences
from kgov.answers.reports.places import place, spot
from kgov.answers.wording import strength_of
from kgov.language import Lang
from kgov.model.knowledge import Knowledge
from kgov.model.things import Rule
from kgov.namespaces import BASE, local_name

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVEL = {"violation": "error", "warning": "warning", "info": "note"}
#: SARIF has its own words for what is not proven, and then demands the level ``none``.
KIND = {
    "violated": "fail",
    "unclear": "review",
    "missing": "open",
    "pending": "informational",
    "satisfied": "pass",
    "inapplicable": "notApplicable",
}


def as_sarif(knowledge: Knowledge, report: Report, lang: Lang, everything: bool = False) -> dict[str, object]:
    """The report as the object of a SARIF file.

    Args:
        knowledge: the model with the lists at hand.
        report: what was judged.
        lang: the language of all texts.
        everything: also what is met, pending or not applicable.
    """
    shown = report.shown(everything)
    rules = list({finding.rule.id: finding.rule for finding in shown}.values())
    place_of = {rule.id: number for number, rule in enumerate(rules)}
    driver = {
        "name": "kgov",
        "version": __version__,
        "informationUri": BASE,
        "language": lang,
        "rules": [_rule(knowledge, rule, lang) for rule in rules],
    }
    run = {
        "tool": {"driver": driver},
        "language": lang,
        "columnKind": "unicodeCodePoints",
        "automationDetails": {"id": f"kgov/validate/{report.as_of.isoformat()}"},
        "artifacts": [
            {"location": {"uri": _uri(name)}, "hashes": {"sha-256": digest}}
            for name, digest in report.hashes.items()
            if name != "model"
        ],
        "results": [_result(knowledge, report, f, place_of[f.rule.id], lang) for f in shown],
        "properties": {
            "asOf": report.as_of.isoformat(),
            "model": report.hashes["model"],
            "summary": report.summary,
        },
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(knowledge: Knowledge, rule: Rule, lang: Lang) -> dict[str, object]:
    ground = sentences.ground(knowledge, rule)
    properties = {
        "strength": strength_of(rule).pick(lang),
        "source": sentences.source(knowledge, rule).pick(lang),
        "statement": ground.statement,
    }
    return {
        "id": rule.id,
        "shortDescription": {"text": rule.label.pick(lang)},
        "fullDescription": {"text": ground.restated.pick(lang)},
        "help": {"text": rule.text("kg:hasRemedy").pick(lang)},
        "defaultConfiguration": {"level": LEVEL[local_name(str(rule.one("sh:severity"))).lower()]},
        "properties": {name: text for name, text in properties.items() if text},
    }


def _result(
    knowledge: Knowledge, report: Report, finding: Finding, number: int, lang: Lang
) -> dict[str, object]:
    kind = KIND[finding.outcome]
    result: dict[str, object] = {
        "ruleId": finding.rule.id,
        "ruleIndex": number,
        "kind": kind,
        "level": LEVEL[finding.severity] if kind == "fail" else "none",
        "message": {"text": _message(knowledge, finding, lang)},
        "locations": _locations(knowledge, report, finding, lang),
        "partialFingerprints": {"kgov/v1": finding.id},
        "properties": {
            "outcome": finding.outcome,
            "severity": finding.severity,
            **({"reason": finding.reason} if finding.reason else {}),
            **({"period": finding.period} if finding.period else {}),
        },
    }
    if report.known and kind == "fail":
        result["baselineState"] = "new"
    return result


def _message(knowledge: Knowledge, finding: Finding, lang: Lang) -> str:
    return f"{finding.focus_label.pick(lang)}: {sentences.plain(knowledge, finding).pick(lang)}"


def _locations(knowledge: Knowledge, report: Report, finding: Finding, lang: Lang) -> list[dict[str, object]]:
    """Every place that led to the finding, each with the body; the list itself where no line or cell did."""
    body = knowledge.thing(finding.body)
    logical = {"name": body.label.pick(lang), "fullyQualifiedName": body.short, "kind": "resource"}
    lists = [name for name in report.hashes if name != "model"]
    if not finding.evidence:
        found: dict[str, object] = {"logicalLocations": [logical]}
        if len(lists) == 1:
            found["physicalLocation"] = {"artifactLocation": {"uri": _uri(lists[0])}}
        return [found]
    return [_location(item, logical, lang) for item in finding.evidence]


def _location(item: Evidence, body: dict[str, str], lang: Lang) -> dict[str, object]:
    physical: dict[str, object] = {"artifactLocation": {"uri": _uri(item.file)}}
    line = item.line or (None if item.sheet else item.row)
    if line:
        physical["region"] = {"startLine": line}
    logical = [body]
    if item.sheet:
        cell = f"{item.sheet}!{item.column or ''}{item.row or ''}"
        logical.append({"name": spot(item).pick(lang), "fullyQualifiedName": cell, "kind": "element"})
    return {
        "physicalLocation": physical,
        "logicalLocations": logical,
        "message": {"text": f"{item.text.pick(lang)} ({place(item).pick(lang)})"},
    }


def _uri(name: str) -> str:
    """A file name as an address: relative to where the command ran, or absolute as the user gave it."""
    path = Path(name)
    if path.is_absolute():
        return path.as_uri()
    return quote(path.as_posix())
