"""Reports: the keys others rely on, ids that stay, lines that point to the place, counts, and exit codes."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import rdflib
from build import AS_OF, UNIVERSITY, Rmks
from conftest import EXAMPLES, ROOT
from rdflib import RDF, SH

import kgov
from kgov.answers.findings import OUTCOMES, SHOWN
from kgov.answers.reports.records import as_dict
from kgov.answers.turtle import bundle_text
from kgov.answers.validation import Judge
from kgov.namespaces import PREFIXES, local_name
from kgov.storage.reading import read

FAULTY = EXAMPLES / "orebro-rmks-fel.ttl"
CLEAN = EXAMPLES / "orebro-rmks.ttl"

KEYS = {
    *("id", "rule", "wording", "outcome", "reason", "severity", "body", "focus", "focus_label", "period"),
    *("message", "remedy", "source", "interpretation", "ruling", "evidence"),
}


def cli(*arguments: str) -> tuple[int, bytes, str]:
    """Exit code, standard output as bytes, and standard error of ``kgov validate``."""
    done = subprocess.run(
        [sys.executable, "-m", "kgov", "validate", *arguments, "--as-of", AS_OF],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "COLUMNS": "120"},
        capture_output=True,
        timeout=120,
    )
    return done.returncode, done.stdout, done.stderr.decode("utf-8")


def report(made: Rmks, folder: Path, everything: bool = False, more: str = "") -> dict[str, Any]:
    """The JSON report on a list, by way of a file."""
    path = folder / "list.ttl"
    path.write_text(made.text() + more, encoding="utf-8")
    model = kgov.load(path)
    return as_dict(model, Judge(model, date.fromisoformat(AS_OF)).run(), everything)


def spoilt() -> Rmks:
    """A list with a finding of every sort that is shown."""
    made = (
        Rmks()
        .vacate("secretary")
        .appointed_by("chair", "kgd:orebro-hslg")
        .drop("welfare", "kg:isAppointedBy")
    )
    made.employed_in("reference", UNIVERSITY).employed_in("process", UNIVERSITY).doctorate(
        "psychiatry", False
    )
    return made.meeting("2026-03-11", "cancelled").meeting("2026-08-19").no_meeting(4)


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return report(spoilt(), tmp_path_factory.mktemp("said"))


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return report(spoilt(), tmp_path_factory.mktemp("all"), everything=True)


@pytest.fixture(scope="module")
def from_cli() -> dict[str, Any]:
    code, out, _ = cli(str(FAULTY), "--format", "json")
    assert code == 1
    return dict(json.loads(out))


# ---- JSON


def test_keys(from_cli: dict[str, Any], everything: dict[str, Any]) -> None:
    assert {"as_of", "summary", "findings"} <= set(from_cli)
    assert from_cli["as_of"] == AS_OF
    for finding in [*from_cli["findings"], *everything["findings"]]:
        assert set(finding) >= KEYS
        assert set(finding["source"]) == {"document", "section", "statement", "anchor"}
        own = finding["rule"].startswith("KG-")
        assert own or all(finding["source"].values())
        assert finding["source"]["statement"] == (None if own else finding["rule"])
        for text in ("message", "remedy", "focus_label"):
            assert set(finding[text]) == {"sv", "en"}
            assert all(finding[text].values()), (finding["rule"], text)
        assert finding["outcome"] in OUTCOMES
        assert (finding["reason"] is not None) == (finding["outcome"] == "missing")
        assert (finding["interpretation"] == ["T-34"]) == (finding["outcome"] == "unclear")
        assert (finding["period"] is not None) == bool(re.search(" 202[0-9]$", finding["focus_label"]["sv"]))


def test_what_the_report_rests_on(from_cli: dict[str, Any]) -> None:
    rests = from_cli["rests_on"]
    assert rests["kgov"] == kgov.__version__
    assert {len(digest) for name, digest in rests.items() if name != "kgov"} == {64}
    assert str(FAULTY) in rests and "model" in rests


def test_severity_is_one_step_lower_where_nothing_is_proven(said: dict[str, Any]) -> None:
    severity = {finding["outcome"]: finding["severity"] for finding in said["findings"]}
    assert severity == {"violated": "violation", "unclear": "warning", "missing": "warning"}


def test_all_counts_are_given(
    said: dict[str, Any], everything: dict[str, Any], from_cli: dict[str, Any]
) -> None:
    for result in (said, everything, from_cli):
        assert list(result["summary"]) == list(OUTCOMES)
    assert everything["summary"] == said["summary"]
    counted = Counter(finding["outcome"] for finding in everything["findings"])
    assert {outcome: counted.get(outcome, 0) for outcome in OUTCOMES} == everything["summary"]
    assert all(said["summary"].values())
    shown = Counter(finding["outcome"] for finding in said["findings"])
    assert shown == {outcome: everything["summary"][outcome] for outcome in SHOWN}
    # The worst outcome is that of the body.
    assert said["bodies"] == {"orebro-rmks": "violated"}


def test_counts_stand_in_every_form() -> None:
    _, out, _ = cli(str(CLEAN), "--format", "json")
    clean = json.loads(out)
    assert clean["findings"] == []
    assert list(clean["summary"]) == list(OUTCOMES) and clean["summary"]["violated"] == 0
    code, out, _ = cli(str(CLEAN), "--fail-on", "info")
    assert code == 0
    words = [
        "inte uppfylld",
        "tolkningsfråga",
        "underlag saknas",
        "perioden pågår",
        "uppfylld",
        "inte tillämplig",
    ]
    assert all(word in out.decode("utf-8") for word in words)


def ids(result: dict[str, Any]) -> dict[tuple[str, str, str, str | None], str]:
    return {(f["rule"], f["focus"], f["value"], f["period"]): f["id"] for f in result["findings"]}


def test_ids_are_stable(said: dict[str, Any], everything: dict[str, Any], tmp_path: Path) -> None:
    again = report(spoilt(), tmp_path)
    assert ids(again) == ids(said)
    assert ids(said).items() <= ids(everything).items()
    # A line more, a person more, another finding: no id changes for that.
    other = report(
        spoilt().no_meeting(5),
        tmp_path,
        more='\n# x\nex:person-99 a kg:Person ; rdfs:label "Exempelperson 99" .\n',
    )
    assert ids(said).items() < ids(other).items()
    # Data missing, then a finding: the same place keeps its id.
    mended = report(spoilt().appointed_by("welfare", "kgd:orebro-hslg"), tmp_path)
    assert ids(mended) == ids(said)


def test_ids_differ(everything: dict[str, Any]) -> None:
    found = [finding["id"] for finding in everything["findings"]]
    assert len(set(found)) == len(found) == sum(everything["summary"].values())


# ---- evidence


def first_words(finding: dict[str, Any], text: str) -> set[str]:
    """The things named on the lines that the evidence of a finding points to."""
    lines = text.splitlines()
    for item in finding["evidence"]:
        assert Path(item["file"]).name == "list.ttl"
        assert lines[item["line"] - 1].split()[0] == f"ex:{item['text']['sv']}"
    return {lines[item["line"] - 1].split()[0] for item in finding["evidence"]}


def test_evidence_points_to_the_lines(said: dict[str, Any]) -> None:
    text = spoilt().text()
    found = {
        (finding["rule"], finding["period"] or local_name(finding["value"])): first_words(finding, text)
        for finding in said["findings"]
    }
    assert found == {
        ("OR-09a", "orebro-rmks"): set(),
        ("OR-09b", "orebro-rmks"): set(),
        ("OR-35", "orebro-rmks-seat-chair"): {"ex:member-chair"},
        ("OR-35", "orebro-rmks-seat-processagare"): {"ex:member-process"},
        ("OR-21a", "orebro-rmks-seat-chair"): {"ex:member-chair", "ex:decision-chair"},
        ("OR-22b", "orebro-rmks-seat-secretary"): {"ex:vacancy-secretary"},
        ("OR-28a", "orebro-rmks-seat-valfard"): {"ex:member-welfare", "ex:decision-welfare"},
        ("OR-19a", "member-process"): {"ex:member-process", "ex:person-process"},
        ("OR-19a", "member-reference"): {"ex:member-reference", "ex:person-reference"},
        ("OR-33", "orebro-rmks-three-seats"): {"ex:person-near", "ex:person-psychiatry", "ex:person-special"},
        ("OR-56a", "2026-03"): {"ex:meeting-2026-03-11"},
        ("OR-56a", "2026-04"): {"ex:complete-calendar"},
        ("OR-56b", "2026-08"): {"ex:meeting-2026-08-19"},
    }


def test_a_meeting_without_a_date_is_evidence_for_months_only(tmp_path: Path) -> None:
    made = spoilt().meeting(None, name="undated")
    text = made.text()
    for finding in report(made, tmp_path)["findings"]:
        named = "ex:meeting-undated" in first_words(finding, text)
        assert named == (finding["rule"].startswith("OR-56") and finding["outcome"] == "missing"), finding[
            "rule"
        ]


def test_evidence_from_several_files(tmp_path: Path) -> None:
    """Each finding points into the file that says it."""
    code, out, _ = cli(str(FAULTY), str(EXAMPLES / "orebro-stallningstagande.ttl"), "--format", "json")
    assert code == 1
    said = json.loads(out)
    assert {item["file"] for finding in said["findings"] for item in finding["evidence"]} == {str(FAULTY)}
    assert said["summary"]["unclear"] == 0
    lines = FAULTY.read_text(encoding="utf-8").splitlines()
    for finding in said["findings"]:
        for item in finding["evidence"]:
            assert lines[item["line"] - 1].startswith(f"ex:{item['text']['sv']} a kg:")


# ---- CSV


def test_csv_in_swedish_opens_in_a_swedish_excel(from_cli: dict[str, Any]) -> None:
    _, out, _ = cli(str(FAULTY), "--format", "csv")
    assert out.startswith(b"\xef\xbb\xbf")
    heads, *rows = csv.reader(io.StringIO(out.decode("utf-8-sig")), delimiter=";")
    assert heads[:4] == ["grupp", "regel", "utfall", "orsak"]
    assert {len(row) for row in rows} == {len(heads)}
    by_id = {row[heads.index("id")]: dict(zip(heads, row, strict=True)) for row in rows if row}
    assert set(by_id) == {finding["id"] for finding in from_cli["findings"]}
    for finding in from_cli["findings"]:
        row = by_id[finding["id"]]
        assert row["regel"] == finding["rule"]
        assert row["gäller"] == finding["focus_label"]["sv"]
        assert row["rad"] == (str(finding["evidence"][0]["line"]) if finding["evidence"] else "")


def test_csv_in_english(from_cli: dict[str, Any]) -> None:
    _, out, _ = cli(str(FAULTY), "--format", "csv", "--lang", "en")
    assert not out.startswith(b"\xef\xbb\xbf")
    heads, *rows = csv.reader(io.StringIO(out.decode("utf-8")))
    assert heads[:4] == ["body", "rule", "outcome", "reason"]
    assert len([row for row in rows if row]) == len(from_cli["findings"])


# ---- the Python door


def test_validate_answers_as_pyshacl_does(from_cli: dict[str, Any]) -> None:
    data = rdflib.Graph().parse(FAULTY)
    before = len(data)
    conforms, graph, text = kgov.validate(data, as_of=date.fromisoformat(AS_OF))
    assert conforms is False and len(data) == before
    assert isinstance(graph, rdflib.Graph)
    rows = {
        (local_name(str(graph.value(result, SH.sourceShape))), local_name(str(graph.value(result, SH.value))))
        for result in graph.subjects(RDF.type, SH.ValidationResult)
    }
    broken = [finding for finding in from_cli["findings"] if finding["outcome"] == "violated"]
    assert rows == {(finding["rule"], local_name(finding["value"])) for finding in broken}
    assert len(text.splitlines()) == len(broken)
    (root,) = graph.subjects(RDF.type, SH.ValidationReport)
    assert graph.value(root, SH.conforms).toPython() is False


def test_validate_a_clean_list() -> None:
    conforms, graph, text = kgov.validate(rdflib.Graph().parse(CLEAN), as_of=date.fromisoformat(AS_OF))
    (root,) = graph.subjects(RDF.type, SH.ValidationReport)
    assert conforms is True and text == ""
    assert graph.value(root, SH.conforms).toPython() is True
    assert not list(graph.subjects(RDF.type, SH.ValidationResult))


def test_validate_with_rules_of_ones_own() -> None:
    rule = rdflib.URIRef(PREFIXES["kgr"] + "OR-33")
    shapes = rdflib.Graph()
    for triple in rdflib.Graph().parse(data=bundle_text("rules"), format="turtle"):
        if triple[1] not in (SH.targetNode, SH.targetClass) or triple[0] == rule:
            shapes.add(triple)
    _, graph, _ = kgov.validate(rdflib.Graph().parse(FAULTY), shapes, date.fromisoformat(AS_OF))
    assert set(graph.objects(None, SH.sourceShape)) == {rule}


def test_what_is_not_shacl_core_is_refused() -> None:
    foreign = rdflib.Graph().parse(
        data="@prefix sh: <http://www.w3.org/ns/shacl#> . <urn:x> a sh:NodeShape ; sh:sparql [ sh:select '' ] .",
        format="turtle",
    )
    with pytest.raises(ValueError, match="Core"):
        kgov.validate(rdflib.Graph().parse(CLEAN), foreign, date.fromisoformat(AS_OF))


# ---- exit codes


@pytest.fixture(scope="module")
def only_missing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A list in which nothing is broken, but something is not on record."""
    path = tmp_path_factory.mktemp("missing") / "list.ttl"
    path.write_text(Rmks().drop("chair", "kg:isAppointedBy").text(), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("which", "level", "code"),
    [
        ("faulty", "never", 0),  # and 1 by default, as above
        ("missing", None, 0),
        ("missing", "warning", 1),
    ],
)
def test_exit_code(which: str, level: str | None, code: int, only_missing: Path) -> None:
    path = {"faulty": FAULTY, "missing": only_missing}[which]
    assert cli(str(path), *(("--fail-on", level) if level else ()))[0] == code


def test_exit_code_2_where_it_could_not_run(tmp_path: Path) -> None:
    no_body = tmp_path / "no-body.ttl"
    no_body.write_text(
        '<https://example.org/x> <http://www.w3.org/2000/01/rdf-schema#label> "x" .', encoding="utf-8"
    )
    broken = tmp_path / "broken.ttl"
    broken.write_text("<https://example.org/x> a", encoding="utf-8")
    for path in (no_body, broken, tmp_path / "absent.ttl"):
        code, out, error = cli(str(path), "--format", "json")
        assert (code, out) == (2, b"")
        assert error.strip()
    assert read(str(no_body)).triples


def test_a_body_can_be_chosen() -> None:
    code, out, _ = cli(str(FAULTY), "--body", "orebro-rmks", "--format", "json")
    assert code == 1 and json.loads(out)["summary"]["violated"] == 12
    assert cli(str(FAULTY), "--body", "orebro-hslg")[0] == 2
