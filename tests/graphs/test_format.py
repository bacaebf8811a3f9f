"""The one form of a file under version control: nothing lost, the same bytes each time, nothing overwritten unasked."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import EXAMPLES, ROOT
from hypothesis import given, settings
from hypothesis import strategies as st
from random_graphs import datasets, shuffled
from running import Result, in_process

from kgov.storage.canonical import canonical
from kgov.storage.quads import Quad
from kgov.storage.rdf_files import formatted, read_rdf, rewritten
from kgov.storage.terms import Iri, Text

Run = Callable[..., Result]
EX = {"ex": "https://example.org/"}
MIXED = """@prefix ex: <https://example.org/> .
@prefix kg: <https://example.com/other/> .
ex:lag-10 ex:n 10 .
ex:lag-2 ex:n 10, 02, 2, 1.50 ; ex:til [ ex:q "1", "2" ], _:r, [] ; a ex:Lag, ex:Grupp ; ex:namn "B"@en-gb, "A"@sv ;
    ex:ordning ( 1 ex:lag-10 "x" ) ; <https://w3id.org/kgov/def/hasOwner> ex:ä .
_:r ex:to _:s . _:s ex:to _:r . [] ex:ensam true .
"""
FORMED = """@prefix ex: <https://example.org/> .
@prefix kg: <https://w3id.org/kgov/def/> .

ex:lag-2 a ex:Grupp,
        ex:Lag ;
    ex:n 1.50,
        02,
        2,
        10 ;
    ex:namn "A"@sv,
        "B"@en-GB ;
    ex:ordning ( 1 ex:lag-10 "x" ) ;
    ex:til _:b1,
        [],
        [
            ex:q "1",
                "2"
        ] ;
    kg:hasOwner ex:ä .

ex:lag-10 ex:n 10 .

_:b1 ex:to [ ex:to _:b1 ] .

[] ex:ensam true .
"""


@pytest.fixture
def kgov(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    return in_process(capsys, monkeypatch, tmp_path)


def _read(text: str, folder: Path) -> list[Quad]:
    (folder / "x.trig").write_bytes(text.encode())
    return read_rdf(str(folder / "x.trig")).quads


def test_the_form(tmp_path: Path, kgov: Run) -> None:
    (tmp_path / "a.ttl").write_text(MIXED, encoding="utf-8")
    assert kgov("format", "a.ttl").code == 0
    assert (tmp_path / "a.ttl").read_text(encoding="utf-8") == FORMED


@settings(max_examples=200, deadline=None)
@given(datasets, st.integers(0, 99))
def test_nothing_is_lost_and_order_does_not_count(
    tmp_path_factory: pytest.TempPathFactory, quads: list[Quad], seed: int
) -> None:
    text = formatted(quads, EX)
    assert formatted(shuffled(quads, seed), EX) == text
    again = _read(text, tmp_path_factory.getbasetemp())
    assert list(map(repr, canonical(again))) == list(map(repr, canonical(quads)))
    assert formatted(again, EX) == text


def test_a_text_and_an_address_of_the_same_letters_are_two_values(tmp_path: Path) -> None:
    values = [Iri("urn:x"), Text("urn:x")]
    quads: list[Quad] = [(Iri("urn:a"), Iri("urn:p"), value, None) for value in values]
    assert len(_read(formatted(quads, {}), tmp_path)) == 2


@pytest.mark.parametrize(
    "path",
    [*ROOT.glob("ontology/*.ttl"), *ROOT.glob("shapes/*/*.ttl"), *EXAMPLES.glob("*.ttl")],
    ids=lambda p: p.name,
)
def test_every_file_of_our_own_keeps_what_it_says(path: Path, tmp_path: Path) -> None:
    text = rewritten(read_rdf(str(path)))
    (tmp_path / "x.ttl").write_text(text, encoding="utf-8")
    assert rewritten(read_rdf(str(tmp_path / "x.ttl"))) == text


def test_a_file_with_comments_is_not_overwritten_unasked(tmp_path: Path, kgov: Run) -> None:
    text = (
        "@prefix ex: <https://example.org/#> . # ett\nex:a ex:p \"# inte\", '''\n# inte''', <#x> .\n  # två\n"
    )
    text = text.replace("<#x>", "<https://example.org/#x>")
    file = tmp_path / "a.ttl"
    file.write_text(text, encoding="utf-8")
    refused = kgov("format", "a.ttl")
    assert (refused.code, file.read_text(encoding="utf-8")) == (2, text)
    assert "(rad 1, 4)" in refused.err
    assert kgov("format", "a.ttl", "-o", "b.ttl").code == 0
    assert file.read_text(encoding="utf-8") == text
    assert kgov("format", "a.ttl", "-o", "./a.ttl").code == 2
    assert kgov("format", "a.ttl", "--drop-comments").code == 0
    assert file.read_bytes() == (tmp_path / "b.ttl").read_bytes()


def test_check_names_what_would_change(tmp_path: Path, kgov: Run) -> None:
    (tmp_path / "good.ttl").write_text(FORMED, encoding="utf-8")
    (tmp_path / "bad.ttl").write_text(MIXED, encoding="utf-8")
    done = kgov("format", "--check", "good.ttl", "bad.ttl", "--lang", "en")
    assert (done.code, done.out, done.err) == (1, "", "bad.ttl would change\n")
    assert (tmp_path / "bad.ttl").read_text(encoding="utf-8") == MIXED
    assert kgov("format", "--check", "good.ttl").code == 0


def test_nothing_is_written_where_one_file_cannot_be_read(tmp_path: Path, kgov: Run) -> None:
    (tmp_path / "good.ttl").write_text(MIXED, encoding="utf-8")
    (tmp_path / "bad.ttl").write_text("@prefix ex: <https://example.org/> .\nex:a ex:p .\n", encoding="utf-8")
    done = kgov("format", "good.ttl", "bad.ttl")
    assert done.code == 2
    assert "bad.ttl:2" in done.err
    assert (tmp_path / "good.ttl").read_text(encoding="utf-8") == MIXED


def test_an_address_relative_to_the_file_is_refused(tmp_path: Path, kgov: Run) -> None:
    (tmp_path / "a.ttl").write_text("<a> <https://example.org/p> 1 .", encoding="utf-8")
    assert kgov("format", "a.ttl").code == 2
    head = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:ex="https://example.org/">'
    body = '<rdf:Description rdf:about="a"><ex:p>x</ex:p></rdf:Description></rdf:RDF>'
    (tmp_path / "a.rdf").write_text(head + body, encoding="utf-8")
    assert kgov("format", "a.rdf").code == 2
    (tmp_path / "a.rdf").write_text(head + body.replace('"a"', '"https://example.org/a"'), encoding="utf-8")
    assert "<https://example.org/a> <https://example.org/p>" in kgov("format", "a.rdf").out


@pytest.mark.skipif(os.name != "posix", reason="mode bits and links")
def test_mode_and_link_stay(tmp_path: Path, kgov: Run) -> None:
    file, link = tmp_path / "a.ttl", tmp_path / "link.ttl"
    file.write_text(MIXED, encoding="utf-8")
    file.chmod(0o640)
    link.symlink_to(file)
    assert kgov("format", "link.ttl").code == 0
    assert link.is_symlink()
    assert (file.stat().st_mode & 0o777, file.read_text(encoding="utf-8")) == (0o640, FORMED)


def test_lists_come_back_as_they_were(tmp_path: Path, kgov: Run) -> None:
    kgov("format", str(EXAMPLES / "orebro-rmks.ttl"), "-o", "a.ttl")
    assert kgov("diff", str(EXAMPLES / "orebro-rmks.ttl"), "a.ttl").code == 0


def test_graphs_with_names_go_to_trig(tmp_path: Path, kgov: Run) -> None:
    (tmp_path / "a.nq").write_text("<urn:a> <urn:p> <urn:b> <urn:g> .\n", encoding="utf-8")
    assert kgov("format", "a.nq", "-o", "a.ttl").code == 2
    assert not (tmp_path / "a.ttl").exists()
    assert kgov("format", "a.nq", "-o", "a.trig").code == 0
    assert (tmp_path / "a.trig").read_text(
        encoding="utf-8"
    ) == "<urn:g> {\n    <urn:a> <urn:p> <urn:b> .\n}\n"
