"""Turtle that is handed out: the same bytes in every process, and the graph that rdflib's own writer would tell."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest
import rdflib
from conftest import EXAMPLES
from running import own_process

import kgov
from kgov import resources
from kgov.answers.turtle import BUNDLES, as_turtle, bundle_text, rules_text, turtle
from kgov.answers.view import norm_triples
from kgov.model.knowledge import Knowledge
from kgov.namespaces import expand
from kgov.storage.canonical import canonical
from kgov.storage.quads import Quad, in_one_graph
from kgov.storage.reference import to_graph, to_triples
from kgov.storage.terms import Blank, Iri, Term, Text, Triple

AS_OF = "2026-11-22"
FAULTY = EXAMPLES / "orebro-rmks-fel.ttl"
#: Entries without names; two of them have the same person, who has none either.
NAMELESS = """@prefix kg: <https://w3id.org/kgov/def/> .
@prefix kgd: <https://w3id.org/kgov/id/> .
@prefix org: <http://www.w3.org/ns/org#> .
[] a kg:Membership ; org:organization kgd:orebro-rmks ; kg:takesSeat kgd:orebro-rmks-seat-chair ; org:member _:p .
[] a kg:Membership ; org:organization kgd:orebro-rmks ; kg:takesSeat kgd:orebro-rmks-seat-secretary ; org:member _:p .
_:p a kg:Person .
[] a kg:Membership ; org:organization kgd:orebro-rmks ; org:member [ a kg:Person ] .
[] a kg:Membership ; org:organization kgd:orebro-rmks ; org:member [ a kg:Person ] .
"""


def parsed(text: str) -> list[Quad]:
    """The statements of Turtle, in canonical form."""
    return canonical(in_one_graph(to_triples(rdflib.Graph().parse(data=text, format="turtle"))))


def by_rdflib(triples: Iterable[Triple]) -> list[Quad]:
    """The statements of triples as rdflib writes them, in canonical form."""
    return parsed(to_graph(triples).serialize(format="turtle"))


def of_files(*parts: str) -> list[Triple]:
    """What the files of parts of the model say, as rdflib reads them."""
    graph = to_graph([])
    for path in (path for part in parts for path in resources.files(part)):
        graph.parse(path, format="turtle")
    return to_triples(graph)


@pytest.fixture
def nameless(tmp_path: Path) -> Path:
    path = tmp_path / "list.ttl"
    path.write_text(NAMELESS, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "command",
    [
        ("validate", "--engine", "ENGINE", "--all", "--format", "turtle", "--as-of", AS_OF, "FAULTY"),
        ("validate", "--format", "turtle", "--as-of", AS_OF, "LIST"),
        ("view", "--with-norm", "--as-of", AS_OF, "LIST"),
        ("rules", "--format", "turtle", "--body", "orebro-rmks"),
        ("bundle", "FOLDER"),
    ],
    ids=" ".join,
)
def test_two_processes_write_the_same_bytes(command: tuple[str, ...], tmp_path: Path, nameless: Path) -> None:
    written = []
    for seed, engine in (("1", "auto"), ("2", "pyshacl")):  # the engines say the same, too
        folder = tmp_path / seed
        folder.mkdir()
        given = {"FAULTY": str(FAULTY), "LIST": str(nameless), "FOLDER": str(folder), "ENGINE": engine}
        done = own_process(*(given.get(word, word) for word in command), PYTHONHASHSEED=seed)
        assert done.code in (0, 1), done.err
        written.append([done.out, *(path.read_bytes() for path in sorted(folder.iterdir()))])
    assert written[0] == written[1]
    assert any(written[0])


@pytest.mark.parametrize("everything", [False, True])
@pytest.mark.parametrize("which", ["faulty", "nameless"])
def test_a_report_is_the_standard_one_with_the_other_outcomes_beside_it(
    everything: bool, which: str, nameless: Path
) -> None:
    report = kgov.check({"faulty": FAULTY, "nameless": nameless}[which], as_of=date.fromisoformat(AS_OF))
    outcomes = {"unclear", "missing"} | ({"pending", "satisfied", "inapplicable"} if everything else set())
    beside: list[Triple] = []
    for finding in report.findings:
        if finding.outcome in outcomes:
            node = Iri(f"urn:kgov:assessment:{finding.id}")
            said: dict[str, Term] = {
                "rdf:type": Iri(expand("kg:Assessment")),
                "kg:hasFingerprint": Text(finding.id),
                "kg:hasOutcome": Iri(expand(f"kgc:outcome-{finding.outcome}")),
                "sh:sourceShape": finding.rule.iri,
                "sh:focusNode": finding.focus,
                "sh:value": finding.value,
            }
            if finding.outcome == "missing":
                said["kg:hasReason"] = Iri(expand(f"kgc:reason-{finding.reason}"))
            beside += [(node, Iri(expand(predicate)), value) for predicate, value in said.items()]
    assert beside
    expected = by_rdflib([*to_triples(report.graph), *beside])
    assert parsed(as_turtle(report, everything)) == expected


@pytest.mark.parametrize("part", BUNDLES)
def test_a_bundle_holds_what_the_files_hold(part: str) -> None:
    text = bundle_text(part)
    assert parsed(text) == canonical(in_one_graph(of_files(*BUNDLES[part])))
    assert "_:" not in text


def test_rules_come_with_all_they_use(model: Knowledge) -> None:
    assert rules_text(model.rules) == bundle_text("rules")
    one = rdflib.Graph().parse(data=rules_text([Iri("https://w3id.org/kgov/rule/KG-04")]), format="turtle")
    rule = "https://w3id.org/kgov/rule/"
    assert {str(s).removeprefix(rule) for s in one.subjects() if isinstance(s, rdflib.URIRef)} == {
        *("KG-04", "KG-04-applies", "KG-04-known", "KG-04-broken", "KG-04-met", "always")
    }
    used = {o for o in one.objects() if str(o).startswith(rule) or isinstance(o, rdflib.BNode)}
    assert used <= {*one.subjects()}


def test_a_view_holds_its_triples(nameless: Path) -> None:
    report = kgov.check(nameless, as_of=date.fromisoformat(AS_OF))
    triples = [*report.view, *norm_triples()]
    assert any(isinstance(term, Blank) for triple in report.view for term in triple)
    assert parsed(turtle(triples)) == by_rdflib(triples)


def test_the_names_and_the_order_of_what_comes_in_do_not_count() -> None:
    def told(names: str) -> list[Triple]:
        """Two chains of blank nodes that differ at their ends alone, and that something else points at too."""
        said: list[Triple] = []
        for chain, end in zip((names[:3], names[3:]), "xy", strict=True):
            nodes: list[Term] = [*map(Blank, chain), Text(end)]
            said += [(Blank(s), Iri("urn:to"), o) for s, o in zip(chain, nodes[1:], strict=True)]
            said += [(Iri("urn:all"), Iri("urn:has"), Blank(name)) for name in chain]
        return said

    text = turtle(told("abcdef"))
    assert turtle(told("fdbeca")) == turtle(reversed(told("abcdef"))) == text
    assert parsed(text) == by_rdflib(told("abcdef"))
