"""The published rules over the published view give the same answers in every engine, and without kgov."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
import rdflib
from build import AS_OF, HEAD_OF_OPERATIONS, UNIVERSITY, Rmks
from conftest import EXAMPLES, ROOT
from rdflib import RDF, SH
from rdflib.compare import isomorphic

from kgov.answers.findings import outcome_of
from kgov.answers.validation import Judge, axioms, published_shapes
from kgov.answers.view import norm_triples, view
from kgov.model.knowledge import Knowledge
from kgov.namespaces import expand, local_name
from kgov.reasoning import shacl
from kgov.storage.memory import MemoryStore
from kgov.storage.query_text import named
from kgov.storage.reading import read
from kgov.storage.reference import ReferenceStore, to_graph
from kgov.storage.terms import Iri, date_term

#: Rule, focus, value, severity, and the messages in both languages.
Row = tuple[str, str, str, str, frozenset[str]]


def run(*arguments: str, expect: tuple[int, ...] = (0,)) -> str:
    """A program of this Python, from the checkout; its standard output."""
    done = subprocess.run(
        [sys.executable, "-m", *arguments],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )
    assert done.returncode in expect, done.stderr
    return done.stdout


def rows(report: rdflib.Graph) -> set[Row]:
    """The results of a standard validation report."""
    found = {
        (
            local_name(str(report.value(result, SH.sourceShape))),
            str(report.value(result, SH.focusNode)),
            str(report.value(result, SH.value)),
            local_name(str(report.value(result, SH.resultSeverity))).lower(),
            frozenset(str(message) for message in report.objects(result, SH.resultMessage)),
        )
        for result in report.subjects(RDF.type, SH.ValidationResult)
    }
    assert len(found) == len(set(report.subjects(RDF.type, SH.ValidationResult)))
    return found


@dataclass
class Published:
    """What an analyst without kgov has: three files, and what kgov itself says of the list."""

    path: Path
    rules: Path
    ontology: Path
    view: Path
    json: set[Row]
    turtle: rdflib.Graph


def rich_list() -> str:
    """A list in which every part of the view has something to say, and every outcome comes about."""
    made = Rmks().vacate("secretary").second("chair").seated("chair-2", "2023-01-01", "2025-02-28")
    made.seated_as("near", HEAD_OF_OPERATIONS, "ex:clinic").employed_in("near", "ex:town")
    made.set("clinic", a="kg:Unit", **{"kg:isPartOf": "kgd:orebro-omrade-nara-vard"})
    made.set("town", a="kg:Municipality").employed_in("reference", UNIVERSITY)
    made.until_further_notice("area").mandate("special", "2025-03-01", "2027-03-01")
    made.meeting(None, name="undated").meeting("2024-02-14").meeting("2026-08-19").no_meeting(4)
    made.meeting("2026-05-11", "cancelled").ruling("must-be-from-administration", "kgd:region-orebro-lan")
    made.declare("calendar", dated="2024-12-31", since="2024-01-01", through="2024-12-31", name="old")
    return made.set_up("2024-01-15").text()


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    rich = tmp_path_factory.mktemp("lists") / "rich.ttl"
    rich.write_text(rich_list(), encoding="utf-8")
    return {
        "clean": EXAMPLES / "orebro-rmks.ttl",
        "faulty": EXAMPLES / "orebro-rmks-fel.ttl",
        "rich": rich,
    }


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bundle")
    run("kgov", "bundle", str(folder))
    return folder


@pytest.fixture(scope="module", params=["clean", "faulty"])
def published(request: pytest.FixtureRequest, files: dict[str, Path], bundle: Path) -> Published:
    path = files[request.param]
    whole = bundle / f"{request.param}.ttl"
    run("kgov", "view", str(path), "--with-norm", "--as-of", AS_OF, "-o", str(whole))
    validate = ("kgov", "validate", str(path), "--as-of", AS_OF, "--format")
    said = json.loads(run(*validate, "json", expect=(0, 1)))
    nodes = rdflib.Graph().parse(whole).all_nodes()
    places = {local_name(node): str(node) for node in nodes if isinstance(node, rdflib.URIRef)}
    from_json = {
        (
            finding["rule"],
            places[finding["focus"]],
            places[local_name(finding["value"])],
            finding["severity"],
            frozenset(
                text.removesuffix(finding["account"][lang]).strip()
                for lang, text in finding["message"].items()
            ),
        )
        for finding in said["findings"]
        if finding["outcome"] == "violated"
    }
    assert len(from_json) == said["summary"]["violated"]
    report = rdflib.Graph().parse(data=run(*validate, "turtle", expect=(0, 1)), format="turtle")
    return Published(path, bundle / "rules.ttl", bundle / "ontology.ttl", whole, from_json, report)


def test_the_turtle_report_says_what_the_json_says(published: Published) -> None:
    assert rows(published.turtle) == published.json
    (root,) = published.turtle.subjects(RDF.type, SH.ValidationReport)
    assert bool(published.turtle.value(root, SH.conforms)) == (not published.json)
    assert set(published.turtle.objects(root, SH.result)) == set(
        published.turtle.subjects(RDF.type, SH.ValidationResult)
    )


def test_other_outcomes_stand_beside_the_report(published: Published) -> None:
    kg = rdflib.Namespace(expand("kg:"))
    beside = set(published.turtle.subjects(RDF.type, kg.Assessment))
    outcomes = {local_name(str(published.turtle.value(node, kg.hasOutcome))) for node in beside}
    assert outcomes == ({"outcome-unclear", "outcome-missing"} if published.json else set())
    assert not beside & set(published.turtle.objects(None, SH.result))


def test_stock_pyshacl_says_what_kgov_says(published: Published) -> None:
    out = run(
        "pyshacl",
        *("-s", str(published.rules), "-e", str(published.ontology), "-f", "turtle", str(published.view)),
        expect=(0, 1),
    )
    assert rows(rdflib.Graph().parse(data=out, format="turtle")) == published.json


def loaded(store: object, path: Path) -> Knowledge:
    knowledge = Knowledge(store).need("norm", "open", "codes")  # type: ignore[arg-type]
    knowledge.add_list(read(str(path)))
    return knowledge


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.ttl")), ids=lambda path: path.stem)
def test_the_view_is_the_same_on_both_stores(path: Path) -> None:
    memory, reference = loaded(MemoryStore(), path), loaded(ReferenceStore(), path)
    for query in named("view"):
        text = query.fill({"asOf": [date_term(AS_OF)]})
        answers = [
            {tuple(term.n3() for term in triple) for triple in knowledge.construct(text)}
            for knowledge in (memory, reference)
        ]
        assert answers[0] == answers[1], query.id


def judged(path: Path, engine: str, shapes: shacl.Shapes | None = None) -> shacl.Judged:
    """What one engine says of a list."""
    seen = view(loaded(MemoryStore(), path), date.fromisoformat(AS_OF))
    return shacl.judge([*seen, *norm_triples()], shapes or published_shapes(), axioms(), engine=engine)


@pytest.mark.parametrize("name", ["rich", *sorted(path.name for path in EXAMPLES.glob("*.ttl"))])
def test_the_fast_engine_says_what_pyshacl_says(name: str, files: dict[str, Path]) -> None:
    path = files.get(name, EXAMPLES / name)
    fast, reference = judged(path, "fast"), judged(path, "pyshacl")
    assert fast.holds == reference.holds
    assert fast.violated == reference.violated
    assert isomorphic(to_graph(fast.report), to_graph(reference.report))
    assert len({place.rule for place in fast.holds}) > 20
    if name in ("rich", "orebro-rmks-fel.ttl"):
        assert fast.violated
        outcomes = {outcome_of(holds) for holds in fast.holds.values()}
        assert {"violated", "missing", "satisfied", "inapplicable"} <= outcomes
        assert ("unclear" in outcomes) == (name != "rich"), "the rich list has a ruling"


@pytest.mark.parametrize("name", ["clean", "faulty", "rich"])
def test_rules_on_bodies_not_at_hand_are_left_out_without_loss(name: str, files: dict[str, Path]) -> None:
    judge = Judge(loaded(MemoryStore(), files[name]), date.fromisoformat(AS_OF))
    assert 20 < len(judge.shapes.rules) < len(published_shapes().rules)
    everywhere, here = judged(files[name], "fast"), judged(files[name], "fast", judge.shapes)
    ours = {place: holds for place, holds in everywhere.holds.items() if judge.body_of(place.focus)}
    assert ours == {place: holds for place, holds in here.holds.items() if judge.body_of(place.focus)}
    assert here.holds.items() <= everywhere.holds.items()


def test_some_rules_alone_say_what_they_say_among_all(files: dict[str, Path]) -> None:
    seen = [*view(loaded(MemoryStore(), files["rich"]), date.fromisoformat(AS_OF)), *norm_triples()]
    some = {Iri(expand(f"kgr:{name}")) for name in ("OR-19a", "OR-33", "OR-56a")}
    whole = judged(files["rich"], "fast").holds
    for engine in ("fast", "pyshacl"):
        alone = shacl.judge(seen, published_shapes(), axioms(), some, engine).holds
        assert alone == {place: holds for place, holds in whole.items() if place.rule in some}
        assert {place.rule for place in alone} == some
