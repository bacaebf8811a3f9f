"""Reports in the forms that others rely on: JSON, CSV rows, the standard SHACL report, and bundles."""

from __future__ import annotations

from collections.abc import Iterable

import rdflib
from rdflib import RDF, SH, Literal, URIRef

from kgov import __version__, resources
from kgov.answers.findings import OUTCOMES, SHOWN, Finding, Report
from kgov.answers.wording import OUTCOME, REASON, STRENGTH
from kgov.errors import KgovError
from kgov.language import Both
from kgov.model.knowledge import Knowledge
from kgov.namespaces import PREFIXES, expand, local_name
from kgov.storage.reference import to_graph
from kgov.storage.terms import Iri, Triple


def grouped(report: Report, everything: bool = False) -> list[tuple[Iri, list[tuple[str, list[Finding]]]]]:
    """Findings by body, then by outcome in the order of gravity."""
    shown = OUTCOMES if everything else SHOWN
    result = []
    for body in report.bodies:
        by_outcome = []
        for outcome in shown:
            found = [f for f in report.findings if f.body == body and f.outcome == outcome]
            if found:
                by_outcome.append((outcome, found))
        if by_outcome or any(f.body == body for f in report.findings):
            result.append((body, by_outcome))
    return result


def as_dict(knowledge: Knowledge, report: Report, everything: bool = False) -> dict[str, object]:
    """The report in the form of ``kgov validate --format json``."""
    shown = OUTCOMES if everything else SHOWN

    def name(term: object) -> str:
        return knowledge.thing(term).short if isinstance(term, Iri) else str(term)

    findings = []
    for finding in report.findings:
        if finding.outcome not in shown:
            continue
        statement = finding.rule.statements[0]
        source = knowledge.statements[Iri(expand(f"kgs:{statement}"))]
        unclear = [
            str(question.one("dcterms:identifier"))
            for question in knowledge.interpretations.values()
            if finding.outcome == "unclear" and statement in question.statements
        ]
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
                "message": finding.message.as_dict(),
                "remedy": finding.remedy.as_dict(),
                "source": {
                    "document": local_name(source.document),
                    "section": source.text("kg:standsInSection").sv,
                    "statement": statement,
                    "anchor": str(source.one("kg:hasPassageDigest")),
                },
                "interpretation": unclear or None,
                "ruling": [local_name(reading) for reading in finding.rulings] or None,
                "evidence": [
                    {"text": item.text.as_dict(), "file": item.file, "line": item.line}
                    for item in finding.evidence
                ],
            }
        )
    return {
        "as_of": report.as_of.isoformat(),
        "summary": report.summary,
        "bodies": {name(body): report.of_body(body) for body in report.bodies},
        "findings": findings,
        "rests_on": {"kgov": __version__, **report.hashes},
    }


def as_csv_rows(
    knowledge: Knowledge, report: Report, everything: bool = False
) -> tuple[list[Both], list[list[str | Both]]]:
    """Headings and rows, one finding a row."""
    shown = OUTCOMES if everything else SHOWN
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
        Both("rad", "line"),
        Both("id", "id"),
    ]
    rows: list[list[str | Both]] = []
    for finding in report.findings:
        if finding.outcome not in shown:
            continue
        evidence = finding.evidence[0] if finding.evidence else None
        said = finding.message if finding.outcome == "violated" else finding.rule.label
        rows.append(
            [
                knowledge.thing(finding.body).label,
                finding.rule.id,
                OUTCOME[finding.outcome],
                REASON[finding.reason] if finding.reason else "",
                STRENGTH[local_name(str(finding.rule.one("sh:severity")))],
                finding.focus_label,
                finding.period or "",
                said,
                finding.remedy if finding.outcome != "satisfied" else "",
                evidence.file if evidence else "",
                str(evidence.line) if evidence and evidence.line else "",
                finding.id,
            ]
        )
    return headings, rows


def as_turtle(report: Report, everything: bool = False) -> str:
    """The standard validation report, and the other outcomes beside it as assessments."""
    graph = to_graph([])
    graph += report.graph
    for prefix, iri in PREFIXES.items():
        graph.bind(prefix, iri)
    kg = rdflib.Namespace(PREFIXES["kg"])
    shown = OUTCOMES if everything else SHOWN
    for finding in report.findings:
        if finding.outcome == "violated" or finding.outcome not in shown:
            continue
        node = URIRef(f"urn:kgov:assessment:{finding.id}")
        graph.add((node, RDF.type, kg.Assessment))
        graph.add((node, SH.sourceShape, URIRef(finding.rule.iri)))
        graph.add((node, SH.focusNode, URIRef(str(finding.focus))))
        graph.add((node, SH.value, URIRef(str(finding.value))))
        graph.add((node, kg.hasOutcome, URIRef(expand(f"kgc:outcome-{finding.outcome}"))))
        graph.add((node, kg.hasFingerprint, Literal(finding.id)))
        if finding.reason:
            graph.add((node, kg.hasReason, URIRef(expand(f"kgc:reason-{finding.reason}"))))
    return graph.serialize(format="turtle")


def turtle(triples: Iterable[Triple]) -> str:
    """Triples as Turtle with our prefixes."""
    return to_graph(triples).serialize(format="turtle")


BUNDLES = {"rules": ("rules",), "ontology": ("ontology", "codes"), "norm": ("norm",)}


def bundle_text(part: str) -> str:
    """One file that holds all rules, the whole ontology or the whole norm, for any engine."""
    if part not in BUNDLES:
        raise KgovError(Both(f"okänd del: {part}", f"unknown part: {part}"))
    graph = to_graph([])
    for name in BUNDLES[part]:
        for path in resources.files(name):
            graph.parse(path, format="turtle")
    return graph.serialize(format="turtle")
