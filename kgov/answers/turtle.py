"""Turtle, the same each time: the standard SHACL report, triples at hand, and the model bundled for other engines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kgov import resources
from kgov.answers.findings import OUTCOMES, SHOWN, Finding, Report
from kgov.errors import KgovError
from kgov.language import Both
from kgov.namespaces import PREFIXES, expand
from kgov.storage.canonical import canonical_names
from kgov.storage.nesting import nest
from kgov.storage.oxigraph import triples_of
from kgov.storage.quads import in_one_graph
from kgov.storage.source import Source
from kgov.storage.terms import Blank, Iri, Term, Text, Triple
from kgov.storage.turtle_writing import write


def turtle(triples: Iterable[Triple], notes: Mapping[str, str] | None = None) -> str:
    """Triples as Turtle with our prefixes: the same text for the same statements, whatever blank nodes are called.

    Args:
        triples: what is said.
        notes: a comment before a thing, by its name.

    Raises:
        KgovError: so many blank nodes are alike that they cannot be told apart in reasonable time.
    """
    every = list(triples)
    with_blanks = (t for t in every if isinstance(t[0], Blank) or isinstance(t[2], Blank))
    names = canonical_names(in_one_graph(with_blanks))
    return write(nest(every, names=names), by_line=True, notes=notes)


def as_turtle(report: Report, everything: bool = False) -> str:
    """The standard validation report, and the other outcomes beside it as assessments."""
    shown = {*(OUTCOMES if everything else SHOWN)} - {"violated"}
    beside = (finding for finding in report.findings if finding.outcome in shown)
    return turtle([*report.triples, *(triple for finding in beside for triple in _assessment(finding))])


def _assessment(finding: Finding) -> list[Triple]:
    said: list[tuple[str, Term]] = [
        ("rdf:type", Iri(expand("kg:Assessment"))),
        ("sh:sourceShape", finding.rule.iri),
        ("sh:focusNode", finding.focus),
        ("sh:value", finding.value),
        ("kg:hasOutcome", Iri(expand(f"kgc:outcome-{finding.outcome}"))),
        ("kg:hasFingerprint", Text(finding.id)),
    ]
    if finding.reason:
        said.append(("kg:hasReason", Iri(expand(f"kgc:reason-{finding.reason}"))))
    node = Iri(f"urn:kgov:assessment:{finding.id}")
    return [(node, Iri(expand(predicate)), value) for predicate, value in said]


def list_text(sources: Iterable[Source]) -> str:
    """Lists as Turtle, the same each time; what came from a workbook has its row as a comment."""
    rows: dict[str, str] = {}
    triples: list[Triple] = []
    for source in sources:
        for triple, place in source.places.items():
            if triple[0] not in rows or triple[1] == expand("rdf:type"):
                rows[triple[0]] = f"{source.name}, {place.sheet}, {place.row}"
        triples += source.triples
    return turtle(triples, rows)


BUNDLES = {"rules": ("rules",), "ontology": ("ontology", "codes"), "norm": ("norm",)}


def bundle_text(part: str) -> str:
    """One file that holds all rules, the whole ontology or the whole norm, for any engine."""
    if part not in BUNDLES:
        raise KgovError(Both(f"okänd del: {part}", f"unknown part: {part}"))
    return turtle(triple for name in BUNDLES[part] for triple in _of_files(name))


def rules_text(rules: Iterable[Iri]) -> str:
    """The rules named, with the helper shapes that they use, as one file for any engine."""
    described: dict[Term, list[Triple]] = {}
    for triple in _of_files("rules"):
        described.setdefault(triple[0], []).append(triple)
    waiting: list[Term] = list(dict.fromkeys(rules))
    kept = set(waiting)
    for shape in waiting:  # grows while it is read
        for _, _, value in described.get(shape, []):
            is_shape = isinstance(value, Blank) or (
                isinstance(value, Iri) and value.startswith(PREFIXES["kgr"])
            )
            if is_shape and value not in kept:
                kept.add(value)
                waiting.append(value)
    return turtle(triple for shape in waiting for triple in described.get(shape, []))


def _of_files(name: str) -> Iterable[Triple]:
    """What the files of a part of the model say."""
    return (triple for path in resources.files(name) for triple in triples_of(path))
