"""The report as JUnit XML: a suite a body and a case a finding, for build servers."""

from __future__ import annotations

import re
from collections import Counter
from xml.etree import ElementTree

from kgov.answers.findings import Finding, Report
from kgov.answers.reports import sentences
from kgov.answers.reports.places import places
from kgov.answers.wording import OUTCOME, REASON, strength_of
from kgov.language import Lang
from kgov.model.knowledge import Knowledge
from kgov.namespaces import local_name
from kgov.storage.terms import Iri

#: Characters that XML does not allow.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def as_junit(knowledge: Knowledge, report: Report, lang: Lang, everything: bool = False) -> str:
    """The report as JUnit XML.

    What is violated is a failure; what is not judged (unclear, missing, pending, not applicable) is skipped.

    Args:
        knowledge: the model with the lists at hand.
        report: what was judged.
        lang: the language of all texts.
        everything: also what is met, pending or not applicable.
    """
    shown = report.shown(everything)
    root = ElementTree.Element("testsuites", {"name": f"kgov {report.as_of.isoformat()}", **_counts(shown)})
    by_body: dict[Iri, list[Finding]] = {}
    for finding in shown:
        by_body.setdefault(finding.body, []).append(finding)
    for body, of_body in by_body.items():
        suite = ElementTree.SubElement(
            root, "testsuite", {"name": _clean(knowledge.thing(body).label.pick(lang)), **_counts(of_body)}
        )
        properties = ElementTree.SubElement(suite, "properties")
        rests_on = {"as_of": report.as_of.isoformat(), "body": knowledge.thing(body).short, **report.hashes}
        for name, value in rests_on.items():
            ElementTree.SubElement(properties, "property", {"name": _clean(name), "value": _clean(value)})
        names = _names(of_body, lang)
        for finding in of_body:
            suite.append(_case(knowledge, finding, names[finding.id], body, lang))
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode")


def _counts(findings: list[Finding]) -> dict[str, str]:
    outcomes = Counter(finding.outcome for finding in findings)
    skipped = len(findings) - outcomes["violated"] - outcomes["satisfied"]
    return {
        "tests": str(len(findings)),
        "failures": str(outcomes["violated"]),
        "errors": "0",
        "skipped": str(skipped),
        "time": "0",
    }


def _names(findings: list[Finding], lang: Lang) -> dict[str, str]:
    """A name for each case of a suite; where two would be called the same, the entry of the list is added."""
    plain = {finding.id: f"{finding.rule.id} {finding.focus_label.pick(lang)}" for finding in findings}
    often = Counter(plain.values())
    return {
        finding.id: plain[finding.id]
        if often[plain[finding.id]] == 1
        else f"{plain[finding.id]} ({local_name(str(finding.value))})"
        for finding in findings
    }


def _case(knowledge: Knowledge, finding: Finding, name: str, body: Iri, lang: Lang) -> ElementTree.Element:
    attributes = {"name": _clean(name), "classname": _clean(knowledge.thing(body).short), "time": "0"}
    first = finding.evidence[0] if finding.evidence else None
    if first:
        attributes["file"] = _clean(first.file)
        line = first.line or first.row
        if line:
            attributes["line"] = str(line)
    case = ElementTree.Element("testcase", attributes)
    if finding.outcome == "satisfied":
        return case
    if finding.outcome == "violated":
        message = {
            "message": _clean(sentences.sentence(finding).pick(lang)),
            "type": strength_of(finding.rule).pick(lang),
        }
        failure = ElementTree.SubElement(case, "failure", message)
        where = [text.pick(lang) for text in places(finding.evidence)]
        failure.text = _clean("\n".join([sentences.plain(knowledge, finding).pick(lang), *where]))
    else:
        said = OUTCOME[finding.outcome].pick(lang)
        if finding.reason:
            said += f": {REASON[finding.reason].pick(lang)}"
        ElementTree.SubElement(case, "skipped", {"message": _clean(said)})
    return case


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("", text)
