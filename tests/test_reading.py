"""Foreign files: whatever is in them, a list is read whole or refused with file, line and reason, and nothing is fetched."""

from __future__ import annotations

import io
import json
import socket
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pyoxigraph as ox
import pytest
from conftest import EXAMPLES
from running import Result, in_process

from kgov import KgovError
from kgov.answers.validation import Judge
from kgov.answers.vocabulary import norm_claims, unknown_terms
from kgov.model.knowledge import Knowledge
from kgov.storage.reading import SYNTAXES, read
from kgov.storage.terms import Text

DAY = date(2026, 11, 22)
HEAD = """@prefix ex: <https://example.org/> .
@prefix kg: <https://w3id.org/kgov/def/> .
@prefix kgc: <https://w3id.org/kgov/code/> .
@prefix kgd: <https://w3id.org/kgov/id/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
LINE = HEAD.count("\n") + 1
XML = """<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:ex="https://example.org/">
<rdf:Description rdf:about="https://example.org/a">
<ex:p>x</ex:p>
</rdf:Description>
</rdf:RDF>
"""
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">\n' for n in range(1, 10))
BOMB = XML.replace("<rdf:RDF", f'<!DOCTYPE rdf:RDF [\n<!ENTITY l0 "ha">\n{LAUGHS}]>\n<rdf:RDF').replace(
    ">x<", ">&l9;<"
)
EXTERNAL = XML.replace("<rdf:RDF", '<!DOCTYPE rdf:RDF SYSTEM "https://example.org/x.dtd">\n<rdf:RDF')

#: Name, content, words of the message, and the line it must name.
REFUSED: list[tuple[str, bytes | str, str, int | None]] = [
    ("empty.ttl", "", "is empty", None),
    ("blank.ttl", " \n\n", "is empty", None),
    ("comments.ttl", "# bara en kommentar\n", "holds no statements", None),
    ("prefixes.ttl", HEAD, "holds no statements", None),
    ("login.ttl", "<!DOCTYPE html>\n<html><body>Logga in</body></html>", "is a web page", None),
    ("login.rdf", "\n<HTML lang=sv>", "is a web page", None),
    ("page.jsonld", '<?xml version="1.0"?>\n<!-- x --><!DOCTYPE html><html/>', "is a web page", None),
    ("utf16.ttl", HEAD.encode("utf-16"), "UTF-16", None),
    ("utf16le.ttl", HEAD.encode("utf-16-le"), "UTF-16", None),
    ("utf16be.ttl", HEAD.encode("utf-16-be"), "UTF-16", None),
    ("cp1252.ttl", (HEAD + 'ex:a ex:p "råd" .').encode("cp1252"), "Windows-1252", LINE),
    ("packed.ttl", b"\x1f\x8b\x08" + bytes(50), "is packed", None),
    ("book.ttl", b"PK\x03\x04" + bytes(50), "is packed", None),
    ("cut.ttl", HEAD + "ex:a a ex:B ;", "cannot be read: .*end", LINE),
    ("cut-text.ttl", HEAD + 'ex:a ex:p "hej', "cannot be read: .*end", LINE),
    ("bomb.rdf", BOMB, "DOCTYPE", None),
    ("external.rdf", EXTERNAL, "DOCTYPE", None),
    ("cut.rdf", XML[:-20], "cannot be read", 5),
    ("remote.jsonld", '{"@context": "https://schema.org/", "name": "x"}', "nothing is fetched", None),
    ("remote-list.jsonld", '{"@context": [{}, "https://schema.org/"]}', "nothing is fetched", None),
    ("import.jsonld", '{"@context": {"@import": "https://schema.org/"}}', "nothing is fetched", None),
    (
        "scoped.jsonld",
        '{"@context": {"a": {"@id": "https://example.org/a", "@context": "https://schema.org/"}}, "a": 1}',
        "nothing is fetched",
        None,
    ),
    (
        "twice.jsonld",
        '{"@id": "https://example.org/a",\n"https://example.org/p": "x",\n"https://example.org/p": "y"}',
        "stands twice",
        3,
    ),
    ("deep.jsonld", "[" * 5000 + "]" * 5000, "nested more than 100", None),
    ("deep-objects.jsonld", '{"a":' * 5000 + "1" + "}" * 5000, "nested more than 100", None),
    ("digits.jsonld", '{"https://example.org/p": ' + "9" * 5000 + "}", "more than 15 digits", None),
    ("nan.jsonld", '{"https://example.org/p": NaN}', "not a number", None),
    ("broken.jsonld", '{"@id":\n"a",,}', "cannot be read", 2),
    ("unread.jsonld", '{"@id": "https://example.org/a", "name": "x"}', "holds no statements", None),
    ("list.docx", "x", "unknown file format", None),
    ("list", "x", "unknown file format", None),
    ("day.ttl", HEAD + 'ex:a ex:p "2026-13-45"^^xsd:date .', "2026-13-45.*not a date", LINE),
    ("day-short.ttl", HEAD + 'ex:a ex:p "2026-1-5"^^xsd:date .', "not a date", LINE),
    ("day-empty.ttl", HEAD + 'ex:a ex:p ""^^xsd:date .', "not a date", LINE),
    ("integer.ttl", HEAD + "ex:a ex:p " + "9" * 5000 + " .", "9…. is|9…”: .*integer", LINE),
    ("count.ttl", HEAD + f'ex:a ex:p "{"9" * 5000}"^^xsd:nonNegativeInteger .', "nonNegativeInteger", LINE),
    ("decimal.ttl", HEAD + 'ex:a ex:p "1E999999999"^^xsd:decimal .', "type decimal", LINE),
    ("double.ttl", HEAD + 'ex:a ex:p "tolv"^^xsd:double .', "type double", LINE),
    ("truth.ttl", HEAD + 'ex:a ex:p "ja"^^xsd:boolean .', "type boolean", LINE),
    ("space.ttl", HEAD + "ex:a ex:p <https://example.org/a b> .", "cannot be read: .*IRI", LINE),
    ("space.rdf", XML.replace("/a", "/a b"), "IRI is malformed", 3),
    ("script.ttl", HEAD + "ex:a ex:p <javascript:alert(1)> .", "IRI cannot be used", LINE),
    ("script.rdf", XML.replace("https://example.org/a", "JavaScript:alert(1)"), "IRI cannot be used", 3),
    ("data.ttl", HEAD + "ex:a ex:p <data:text/html,x> .", "IRI cannot be used", LINE),
    ("file.ttl", HEAD + "ex:a ex:p <file:///etc/passwd> .", "IRI cannot be used", LINE),
    ("long.ttl", HEAD + f"ex:a ex:p <https://example.org/{'a' * 3000}> .", "IRI cannot be used", LINE),
    (
        "forged.rdf",
        XML.replace("<ex:p>", '<ex:p rdf:datatype="https://e.org/&gt; . &lt;https://e.org/b">'),
        "datatype or language tag is malformed",
        None,
    ),
    ("control.ttl", HEAD + 'ex:a ex:p "a\\u0000b" .', r"a\\u0000b.*control characters", LINE),
    ("bidi.ttl", HEAD + 'ex:a ex:p "a\u202eb" .', r"a\\u202Eb.*control characters", LINE),
    ("quoted.ttl", HEAD + "ex:a ex:p <<( ex:a ex:b ex:c )>> .", "cannot be read: .*RDF 1.2", None),
]


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Any socket fails the test."""

    class Refused(socket.socket):
        def __init__(self, *_: object, **__: object) -> None:
            raise AssertionError("the network was asked")

    monkeypatch.setattr(socket, "socket", Refused)


@pytest.fixture
def kgov(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Callable[..., Result]:
    return in_process(capsys, monkeypatch, tmp_path)


def written(folder: Path, name: str, content: bytes | str) -> str:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return str(path)


@pytest.mark.parametrize(("name", "content", "words", "line"), REFUSED, ids=[case[0] for case in REFUSED])
def test_a_file_that_is_not_whole_is_refused(
    tmp_path: Path, name: str, content: bytes | str, words: str, line: int | None
) -> None:
    path = written(tmp_path, name, content)
    with pytest.raises(KgovError, match=rf"(?s){words}") as refusal:
        read(path)
    error = refusal.value
    assert error.where == (f"{path}:{line}" if line else error.where)
    assert error.where.startswith(path)
    assert error.problem.sv != error.problem.en
    assert len(error.problem.en) < 300, "a message, not the file"
    assert "\x00" not in error.problem.sv and "\u202e" not in error.problem.sv


@pytest.mark.parametrize("name", ["nowhere.ttl", "."])
def test_a_missing_file_or_a_folder_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(KgovError, match=r"does not exist|a folder"):
        read(str(tmp_path / name))


@pytest.mark.parametrize(
    "name", ["comments.ttl", "cut.ttl", "bomb.rdf", "remote.jsonld", "day.ttl", "list.docx"]
)
def test_the_command_line_refuses_it_with_two_and_no_trace(
    kgov: Callable[..., Result], tmp_path: Path, name: str
) -> None:
    content = next(case[1] for case in REFUSED if case[0] == name)
    path = written(tmp_path, name, content)
    for command in (("validate", path), ("chain", "orebro-rmks", "--with", path)):
        result = kgov(*command, "--lang", "sv")
        assert result.code == 2 and result.out == ""
        assert result.err.startswith(f"Fel: {path}") and "Traceback" not in result.err


def test_a_byte_order_mark_is_taken_off(tmp_path: Path) -> None:
    plain = {
        "a.ttl": HEAD + "ex:a ex:p ex:b .",
        "a.rdf": XML,
        "a.jsonld": '{"@id": "https://example.org/a", "https://example.org/p": "x"}',
    }
    for name, text in plain.items():
        marked = read(written(tmp_path, name, b"\xef\xbb\xbf" + text.encode()))
        assert marked.triples == read(written(tmp_path, name, text)).triples


# ---- the closed vocabulary

MISSPELT = [
    (
        "ex:m a kg:Membership ;\n  kg:takesSeet kgd:orebro-rmks-seat-chair .",
        "kg:takesSeet",
        "kg:takesSeat",
        LINE + 1,
    ),
    ("ex:m a kg:Membershp .", "kg:Membershp", "kg:Membership", LINE),
    ("ex:m kg:isMeetingOf kgd:orebro-rmkss .", "kgd:orebro-rmkss", "kgd:orebro-rmks", LINE),
    (
        "ex:m kg:hasMeetingStatus kgc:meeting-hold .",
        "kgc:meeting-hold",
        "kgc:meeting-held",
        LINE,
    ),
]


@pytest.mark.parametrize(("text", "term", "near", "line"), MISSPELT, ids=[case[1] for case in MISSPELT])
def test_a_misspelt_term_is_named_with_its_line_and_the_nearest(
    kgov: Callable[..., Result], tmp_path: Path, text: str, term: str, near: str, line: int
) -> None:
    path = written(tmp_path, "a.ttl", HEAD + text)
    assert unknown_terms(read(path)) == [(term, near, line)]
    result = kgov("validate", path, "--lang", "en")
    assert result.code == 2
    assert f"{path}:{line}: the term {term} does not exist" in result.err
    assert f"Did you mean {near}?" in result.err


def test_our_namespace_by_plain_http_is_a_misspelling(tmp_path: Path) -> None:
    head = HEAD.replace("https://w3id.org/kgov/def/", "http://w3id.org/kgov/def/")
    found = unknown_terms(read(written(tmp_path, "a.ttl", head + "ex:m a kg:Membership .")))
    assert found == [("http://w3id.org/kgov/def/Membership", "kg:Membership", 2)]


def test_a_list_cannot_add_to_the_norm(kgov: Callable[..., Result], tmp_path: Path) -> None:
    path = written(tmp_path, "a.ttl", HEAD + "\nex:o a kg:Duty .")
    assert norm_claims(read(path)) == [("o (kg:Duty)", LINE + 1)]
    assert kgov("validate", path).code == 2
    supplement = "ex:o a kg:Link ; kg:hasStatus kgc:status-supplemented ."
    assert norm_claims(read(written(tmp_path, "b.ttl", HEAD + supplement))) == []


# ---- what a file carries beside its statements


def report_ids(path: str, syntax: str | None = None) -> list[tuple[str, str]]:
    """Every finding of a list with its outcome."""
    knowledge = Knowledge().need("norm", "codes")
    knowledge.add_list(read(path, syntax))
    return sorted((finding.id, finding.outcome) for finding in Judge(knowledge, DAY).run().findings)


def test_shapes_in_a_list_are_left_aside_with_a_note(kgov: Callable[..., Result], tmp_path: Path) -> None:
    example = (EXAMPLES / "orebro-rmks.ttl").read_text(encoding="utf-8")
    shape = """
    @prefix sh: <http://www.w3.org/ns/shacl#> .
    ex:shape a sh:NodeShape ; sh:targetClass kg:Membership ; sh:property ex:part .
    ex:part sh:path kg:hasAspect ; sh:minCount 5 ; sh:message "aldrig" .
    """
    path = written(tmp_path, "a.ttl", example + shape)
    (note,) = read(path).notes
    assert "SHACL" in note.sv and "SHACL" in note.en
    command = ("validate", "--all", "--format", "json", "--as-of", "2026-11-22", "--lang", "en")
    plain, shaped = kgov(*command, str(EXAMPLES / "orebro-rmks.ttl")), kgov(*command, path)
    ids = [[finding["id"] for finding in json.loads(result.out)["findings"]] for result in (plain, shaped)]
    assert ids[0] == ids[1] != []
    assert plain.code == shaped.code == 0
    assert "are not used" in shaped.err and plain.err == ""


def test_imports_are_listed_and_not_fetched(tmp_path: Path) -> None:
    text = "<https://example.org/o> a owl:Ontology ; owl:imports <https://example.org/b>, <https://example.org/c> ."
    (note,) = read(written(tmp_path, "a.ttl", HEAD + text)).notes
    assert note.en == "owl:imports is not fetched: https://example.org/b, https://example.org/c"


# ---- syntaxes

FORMATS = {
    "turtle": ("ttl", ox.RdfFormat.TURTLE),
    "trig": ("trig", ox.RdfFormat.TRIG),
    "ntriples": ("nt", ox.RdfFormat.N_TRIPLES),
    "nquads": ("nq", ox.RdfFormat.N_QUADS),
    "rdfxml": ("rdf", ox.RdfFormat.RDF_XML),
    "jsonld": ("jsonld", ox.RdfFormat.JSON_LD),
}


def test_every_syntax_is_tried() -> None:
    assert set(FORMATS) == set(SYNTAXES.values())


def test_a_list_says_the_same_in_every_syntax(tmp_path: Path) -> None:
    example = str(EXAMPLES / "orebro-rmks.ttl")
    wanted, triples = report_ids(example), set(read(example).triples)
    assert wanted
    for syntax, (ending, form) in FORMATS.items():
        quads = ox.parse(path=example)
        text = ox.serialize((ox.Triple(q.subject, q.predicate, q.object) for q in quads), format=form)
        path = written(tmp_path, f"list.{ending}", text)
        assert set(read(path).triples) == triples, syntax
        assert set(read(path, syntax).triples) == triples
        if syntax in ("rdfxml", "jsonld"):  # the same triples give the same report; two are judged to show it
            assert report_ids(path) == wanted, syntax


def test_the_format_can_be_named_where_the_ending_does_not_say(tmp_path: Path) -> None:
    path = written(tmp_path, "list.txt", HEAD + "ex:a ex:p 'x' .")
    assert [o for _, _, o in read(path, "turtle").triples] == [Text("x")]


def test_a_list_can_come_from_standard_input(
    kgov: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Stdin:
        buffer = io.BytesIO((EXAMPLES / "orebro-rmks.ttl").read_bytes())

    monkeypatch.setattr("sys.stdin", Stdin)
    result = kgov("validate", "-", "--as-of", "2026-11-22")
    assert result.code == 0 and "<stdin>" in result.out


def test_an_error_in_standard_input_names_it(
    kgov: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Stdin:
        buffer = io.BytesIO(b"ex:a a ex:B .")

    monkeypatch.setattr("sys.stdin", Stdin)
    result = kgov("validate", "-")
    assert result.code == 2 and "<stdin>:1" in result.err


def test_nesting_that_turtle_allows_is_read(tmp_path: Path) -> None:
    deep = HEAD + "ex:a ex:p " + "[ ex:p " * 5000 + "1" + " ]" * 5000 + " ."
    assert len(read(written(tmp_path, "deep.ttl", deep)).triples) == 5001


def test_a_text_and_an_address_of_the_same_letters_are_both_read(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text('<urn:a> <urn:p> <urn:x>, "urn:x" .', encoding="utf-8")
    assert len(read(str(tmp_path / "a.ttl")).triples) == 2
