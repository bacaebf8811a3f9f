"""What differs, and nothing else: one planted change is exactly what is reported."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
import rdflib
from conftest import EXAMPLES
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from random_graphs import BLANKS, EX, datasets, quads, shuffled
from running import Result, in_process

import kgov as library
from kgov.storage.canonical import canonical, line
from kgov.storage.comparing import compare
from kgov.storage.quads import Quad, blanks_of
from kgov.storage.terms import Iri, Text

Run = Callable[..., Result]
P, MARK = Iri(EX + "p"), Iri(EX + "mark")
A = "@prefix ex: <https://example.org/> .\n@prefix kg: <https://w3id.org/kgov/def/> .\n"


@pytest.fixture
def kgov(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    return in_process(capsys, monkeypatch, tmp_path)


@settings(max_examples=150, deadline=None)
@given(datasets, st.integers(0, 99))
def test_other_names_and_another_order_are_no_difference(one: list[Quad], seed: int) -> None:
    assert compare(one, shuffled(one, seed)) == []


@settings(max_examples=150, deadline=None)
@given(datasets, datasets)
def test_what_differs_is_never_passed_over(one: list[Quad], other: list[Quad]) -> None:
    is_equal = list(map(line, canonical(one))) == list(map(line, canonical(other)))
    assert (compare(one, other) == []) == is_equal


@settings(max_examples=200, deadline=None)
@given(datasets, quads, st.integers(0, 99))
def test_one_planted_value_is_all_that_is_reported(one: list[Quad], at: Quad, seed: int) -> None:
    # Each blank node says which it is, as real ones do.
    marks: list[Quad] = [
        (blank, MARK, Text(str(BLANKS.index(blank))), quad[3]) for quad in one for blank in blanks_of(quad)
    ]
    known = [*one, *marks]
    subject, graph = at[0], at[3]
    assume(any(quad[0] == subject and quad[3] == graph for quad in known))
    planted: Quad = (subject, Iri(EX + "planted"), Text("ny"), graph)
    (change,) = compare(known, shuffled([*known, planted], seed))
    assert (change.path[-1], change.old, change.new) == (planted[1], None, planted[2])
    (gone,) = compare([*known, planted], shuffled(known, seed))
    assert (gone.path[-1], gone.old, gone.new) == (planted[1], planted[2], None)
    rewritten: Quad = (*planted[:2], Text("nyare"), graph)
    (changed,) = compare([*known, planted], shuffled([*known, rewritten], seed))
    assert (changed.path[-1], changed.old, changed.new) == (planted[1], planted[2], rewritten[2])


def _files(folder: Path, old: str, new: str) -> tuple[str, str]:
    (folder / "old.ttl").write_text(A + old, encoding="utf-8")
    (folder / "new.ttl").write_text(A + new, encoding="utf-8")
    return "old.ttl", "new.ttl"


def test_one_changed_node_among_equal_ones_is_one_change(tmp_path: Path, kgov: Run) -> None:
    many = (
        "ex:a ex:p [ ex:n 1 ; ex:q [ ex:m 1 ] ], [ ex:n 1 ; ex:q [ ex:m 2 ] ], [ ex:n 1 ; ex:q [ ex:m 3 ] ] ."
    )
    done = kgov("diff", *_files(tmp_path, many, many.replace("ex:m 2", "ex:m 4")), "--format", "json")
    answer = json.loads(done.out)
    assert answer["summary"] == {"added": 0, "removed": 0, "changed": 1, "things": 1}
    change = answer["things"][0]["changes"][0]
    assert (change["path"], change["old"], change["new"]) == (
        [EX + name for name in "pqm"],
        '"2"^^xsd:integer',
        '"4"^^xsd:integer',
    )


def test_things_and_properties_have_names(tmp_path: Path, kgov: Run) -> None:
    old = 'ex:m a kg:Meeting ; kg:isCancelled false . ex:p a kg:Person ; <http://www.w3.org/2000/01/rdf-schema#label> "Påhittad Person" . ex:s ex:n ex:p .'
    files = _files(tmp_path, old, old.replace("false", "true").replace("ex:n ex:p", "ex:n ex:m"))
    swedish, english = kgov("diff", *files), kgov("diff", *files, "--lang", "en")
    assert swedish.code == english.code == 1
    assert "Möte m" in swedish.out and "false → true" in swedish.out
    assert "Meeting m" in english.out
    assert "Påhittad Person" not in swedish.out


def test_another_way_of_writing_a_value_is_a_difference_and_said(tmp_path: Path, kgov: Run) -> None:
    done = kgov("diff", *_files(tmp_path, "ex:a ex:p 01 .", "ex:a ex:p 1 ."))
    assert done.code == 1
    assert "samma värde, skrivet på annat sätt" in " ".join(done.out.split())
    done = kgov("diff", *_files(tmp_path, 'ex:a ex:p "1" .', "ex:a ex:p 1 ."), "--lang", "en")
    assert "the same text, of another type" in " ".join(done.out.split())


def test_a_graph_with_a_name_is_compared_with_its_namesake(tmp_path: Path, kgov: Run) -> None:
    (tmp_path / "a.nq").write_text("<urn:a> <urn:p> <urn:b> <urn:g> .\n", encoding="utf-8")
    (tmp_path / "b.trig").write_text(
        "<urn:g> { <urn:a> <urn:p> <urn:b> } <urn:h> { <urn:a> <urn:p> 1 }", encoding="utf-8"
    )
    done = kgov("diff", "a.nq", "b.trig", "--format", "json")
    assert [thing["graph"] for thing in json.loads(done.out)["things"]] == ["urn:h"]
    assert "I GRAFEN urn:h" in kgov("diff", "a.nq", "b.trig").out


def test_a_workbook_and_its_rdf_do_not_differ(kgov: Run) -> None:
    done = kgov("diff", str(EXAMPLES / "orebro-rmks.ttl"), str(EXAMPLES / "orebro-rmks.xlsx"))
    assert (done.code, done.out) == (0, "Ingen skillnad.\n")


def test_folders_are_compared_as_wholes(tmp_path: Path, kgov: Run) -> None:
    for name, files in (
        ("one", {"a.ttl": "ex:a ex:p 1 .", "b.ttl": "ex:b ex:p 1 ."}),
        ("two", {"c.ttl": "ex:a ex:p 1 . ex:b ex:p 1 ."}),
    ):
        (tmp_path / name).mkdir()
        for file, text in files.items():
            (tmp_path / name / file).write_text(A + text, encoding="utf-8")
    assert kgov("diff", "one", "two").code == 0
    (tmp_path / "empty").mkdir()
    assert kgov("diff", "one", "empty").code == 2
    assert kgov("diff", "one", "none.ttl").code == 2


def test_counts_and_csv(kgov: Run) -> None:
    files = (str(EXAMPLES / "orebro-rmks.ttl"), str(EXAMPLES / "orebro-rmks-fel.ttl"))
    summary = json.loads(kgov("diff", *files, "--summary", "--format", "json").out)
    assert "things" not in summary and not summary["equal"]
    rows = list(csv.DictReader(io.StringIO(kgov("diff", *files, "--format", "csv", "--lang", "en").out)))
    counts = summary["summary"]
    assert len(rows) == counts["added"] + counts["removed"] + counts["changed"]
    assert {row["change"] for row in rows} == {"added", "removed", "changed"}


# ---- from Python


def test_python_gives_what_the_command_gives(tmp_path: Path, kgov: Run) -> None:
    for old, new in (("orebro-rmks.ttl", "orebro-rmks-fel.ttl"), ("orebro-rmks.ttl", "orebro-rmks.xlsx")):
        paths = EXAMPLES / old, EXAMPLES / new
        told = json.loads(kgov("diff", *map(str, paths), "--format", "json").out)
        found = library.diff(*paths)
        assert [thing.as_json() for thing in found.things] == told["things"]
        assert (found.counts, found.is_empty) == (told["summary"], told["equal"])
    for path in paths:
        (tmp_path / path.name).write_bytes(path.read_bytes())
    assert not library.diff(paths[0], tmp_path / "orebro-rmks.xlsx").things
    assert library.diff(EXAMPLES, str(tmp_path)).counts["removed"]


def test_python_compares_graphs_of_rdflib() -> None:
    def parsed(number: str, name: str = "") -> rdflib.Graph:
        text = f"@prefix ex: <{EX}> . ex:a ex:p [ ex:q {number} ] ."
        if not name:
            return rdflib.Graph().parse(data=text, format="turtle")
        dataset = rdflib.Dataset()
        dataset.parse(data=f"{text} ex:{name} {{ ex:a ex:p 1 }}", format="trig")
        return dataset

    (thing,) = library.diff(parsed("8"), parsed("9")).things
    (change,) = thing.changes
    assert (change.old.en, change.new.en) == ("8", "9")
    assert library.diff(parsed("8"), parsed("8")).is_empty
    assert [
        (thing.graph, thing.what) for thing in library.diff(parsed("8", "g"), parsed("9", "h")).things
    ] == [
        (None, "changed"),
        (EX + "g", "removed"),
        (EX + "h", "added"),
    ]


def test_python_refuses_what_the_command_refuses(tmp_path: Path) -> None:
    for path, reason in ((tmp_path / "absent.ttl", "does not exist"), (tmp_path, "no lists")):
        with pytest.raises(library.KgovError, match=reason):
            library.diff(path, EXAMPLES / "orebro-rmks.ttl")
