"""The command line: every command in both languages, its exit codes, its files and its patience with users."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from conftest import EXAMPLES, ROOT
from running import Result, in_process, own_process

from kgov import KgovError, resources
from kgov.answers import coverage as coverage_module
from kgov.answers.sources import normalise, verify
from kgov.cli.main import COMMANDS
from kgov.model.knowledge import Knowledge
from kgov.model.things import Statement
from kgov.namespaces import expand
from kgov.storage.query_text import catalogue
from kgov.storage.terms import Iri, Text

GOOD, BAD = str(EXAMPLES / "orebro-rmks.ttl"), str(EXAMPLES / "orebro-rmks-fel.ttl")
DAY = ("--as-of", "2026-11-22")
Run = Callable[..., Result]


@pytest.fixture
def kgov(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    monkeypatch.setenv("COLUMNS", "80")
    return in_process(capsys, monkeypatch, tmp_path)


# ---- every command

#: Command, arguments, exit code, a word of the Swedish and of the English answer.
EVERY = [
    ("bodies", (), 0, "nationell nivå", "national level"),
    ("bodies", ("--all", "--owner", "orebro"), 0, "verksamhetschef", "head of operations"),
    ("show", ("RMKS",), 0, "utses av", "appointed by"),
    ("find", ("apotekare",), 0, "textställe", "statement"),
    ("chain", ("RMKS",), 0, "RAPPORTERAR TILL", "REPORTS TO"),
    ("escalate", ("RMKS", "--matter", "strategic"), 0, "lämnas vidare", "handed on"),
    ("escalate", ("RMKS", "--list"), 0, "lämnas vidare", "handed on"),
    ("validate", (), 0, "Modellen av dokumenten", "The model of the documents"),
    ("validate", (BAD, *DAY), 1, "INTE UPPFYLLD", "NOT MET"),
    (
        "whatif",
        (GOOD, "--vacate", "orebro-rmks-seat-nara-vard", "--on", "2026-11-22"),
        1,
        "GÅR FEL",
        "GOES WRONG",
    ),
    ("diff", (GOOD, BAD), 1, "borttagna", "removed"),
    ("calendar", (GOOD, *DAY), 0, "mandatet går ut", "the mandate ends"),
    ("rules", ("--body", "RMKS"), 0, "styrka", "strength"),
    ("view", (GOOD, *DAY), 0, "@prefix", "@prefix"),
    ("explain", ("KR-18",), 0, "På vilken grund", "On what ground"),
    ("coverage", (), 0, "279 / 279", "279 / 279"),
    ("sources", (), 0, "sägs inte", "not said"),
    ("query", (), 0, "Ställ en fråga", "Ask one"),
    ("query", ("who-appoints", "--param", "body=orebro-rmks"), 0, "Vem", "Who"),
    ("completion", ("bash",), 0, "_kgov_completion", "_kgov_completion"),
]


@pytest.mark.parametrize(
    ("command", "arguments", "code", "swedish", "english"),
    EVERY,
    ids=lambda value: value if isinstance(value, str) and value in COMMANDS else "",
)
def test_every_command_answers_in_both_languages_and_keeps_to_the_width(
    kgov: Run, command: str, arguments: tuple[str, ...], code: int, swedish: str, english: str
) -> None:
    for lang, word in (("sv", swedish), ("en", english)):
        result = kgov(command, *arguments, "--lang", lang)
        assert result.code == code, result.err
        assert word in result.out
        assert "\x1b[" not in result.out + result.err, "no colour where nobody looks"
        if command not in ("view", "completion"):
            assert [line for line in result.out.splitlines() if len(line) > 80] == []


def test_every_command_is_tried(kgov: Run, tmp_path: Path) -> None:
    elsewhere = {
        "bundle",
        "demo",
        "synthesize",
        "template",
        "import",
        "export",
        "format",
        "load",
        "publish",
        "preview",
    }
    assert {case[0] for case in EVERY} | elsewhere == set(COMMANDS)
    assert kgov("bundle", str(tmp_path / "out")).code == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "norm.ttl",
        "ontology.ttl",
        "rules.ttl",
    ]


HELP = """
import sys
import threading
from kgov.cli.main import COMMANDS, kgov
for name in ["", *COMMANDS]:
    print("===", name)
    kgov.main(args=[*name.split(), "--help"], prog_name="kgov", standalone_mode=False)
"""
ENGLISH = ["Usage:", "Options:", "Show this help", "[default:", "Form of the answer", "Language."]
SWEDISH = ["Användning:", "Flaggor:", "Visa den här hjälpen", "[annars:", "Form på svaret", "Språk."]


def test_the_help_of_every_command_is_in_the_readers_language() -> None:
    # Help texts are written when a command is first imported, so each language has a process of its own.
    for lang, own, other in (("sv", SWEDISH, ENGLISH), ("en", ENGLISH, SWEDISH)):
        done = subprocess.run(
            [sys.executable, "-c", HELP],
            env={**os.environ, "KGOV_LANG": lang, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
        pages = done.stdout.split("=== ")[1:]
        assert len(pages) == len(COMMANDS) + 1
        for page in pages:
            assert own[0] in page and own[2] in page and own[5] in page
            assert not [word for word in other if word in page], page
            assert [line for line in page.splitlines() if len(line) > 110] == []


def test_no_command_at_all_shows_the_help(kgov: Run) -> None:
    result = kgov()
    assert result.code == 0 and "chain" in result.out and result.err == ""
    assert kgov("--version").out.startswith("kgov 0.")


# ---- language


def test_the_language_can_stand_before_and_after_the_command() -> None:
    before = own_process("--lang", "en", "chain", "RMKS")
    after = own_process("chain", "RMKS", "--lang=en")
    by_environment = own_process("chain", "RMKS", KGOV_LANG="en")
    assert before == after == by_environment
    assert "REPORTS TO" in before.out
    assert "RAPPORTERAR TILL" in own_process("chain", "RMKS").out


def test_output_is_utf8_whatever_the_platform_says() -> None:
    result = own_process("chain", "RMKS", PYTHONIOENCODING="cp1252", PYTHONUTF8="0")
    assert "→ RMKS" in result.out and "å" in result.out


# ---- exit codes and messages

WRONG = [
    (("chian", "RMKS"), "okänt kommando: chian", "chain"),
    (("chain",), "GRUPP saknas|BODY saknas", "--help"),
    (("chain", "RMKS", "extra"), "för många ord: extra", "--help"),
    (("chain", "RMKS", "--formt", "json"), "okänd flagga: --formt", "--format"),
    (("chain", "RMKS", "--format", "yaml"), "ogiltigt värde för --format", "text, json, csv"),
    (("chain", "RMKS", "--format"), "--format saknar värde", "--help"),
    (("chain", "RMKS", "--lang", "fi"), "ogiltigt värde för --lang", "sv, en"),
    (("chain", "orebro-rmsk"), "okänd grupp: orebro-rmsk", "orebro-rmks"),
    (("show", "RSG Läkemedl"), "okänd grupp: RSG Läkemedl", "sodra-rsg-lakemedel"),
    (("show", "Läkemedelsrådett"), "okänd grupp", "kronoberg-lakemedelsradet"),
    (("escalate", "RMKS", "--matter", "stratgic"), "okänd ärendeslag|okänt ärendeslag", "strategic"),
    (("escalate", "RMKS", "--to", "nowhere"), "okänd grupp: nowhere", "kgov bodies"),
    (("explain", "KR-99"), "okänt textställe: KR-99", "KR-29"),
    (("explain", "0123456789abcdef", "--with", GOOD), "0123456789abcdef", ""),
    (("rules", "--document", "x"), "okänt dokument: x", "orebro-lag"),
    (("validate", GOOD, "--as-of", "2026-13-45"), "2026-13-45.*inget datum", "ÅÅÅÅ-MM-DD"),
    (("validate", GOOD, "--as-of", "20261122"), "inget datum", "ÅÅÅÅ-MM-DD"),
    (("validate", GOOD, "--body", "MK/LK"), "underlaget säger inget om MK/LK", ""),
    (("calendar", "rmsk"), "okänd grupp eller fil: rmsk", "orebro-rmks"),
    (("calendar", "RMKS", "--until", "2020-01-01"), "före första dagen", "--until"),
    (("sources", "verify"), "--documents", ""),
    (("sources", "verify", "--documents", "nowhere"), "mappen finns inte", "text"),
    (("completion", "cmd"), "ogiltigt värde", "bash, zsh, fish"),
    (("query", "who-appoint"), "okänd fråga: who-appoint", "who-appoints"),
    (("query", "tasks-of-a-body"), "behöver body", "--param body="),
    (("query", "tasks-of-a-body", "--param", "bdy=RMKS"), "ingen parameter bdy", "body"),
    (("query", "tasks-of-a-body", "--param", "body"), "är ingen parameter", "namn=värde"),
    (("query", "tasks-of-a-body", "--param", "body=RMSK"), "okänd grupp: RMSK", ""),
    (("query", "SELECT * WHERE { ?s ?p"), "frågan kan inte läsas: fel på rad 1", "SPARQL"),
]


@pytest.mark.parametrize(("arguments", "problem", "advice"), WRONG, ids=lambda v: " ".join(v) if v else "")
def test_what_cannot_be_done_is_said_with_advice_and_exit_code_two(
    kgov: Run, arguments: tuple[str, ...], problem: str, advice: str
) -> None:
    swedish = arguments if "--lang" in arguments else (*arguments, "--lang", "sv")
    result = kgov(*(arguments if arguments[-1] == "--format" else swedish))
    assert result.code == 2
    assert result.out == "", "answers on standard output, messages on standard error"
    first, _, rest = result.err.partition("\n")
    assert first.startswith("Fel: ") and advice in result.err
    assert re.search(problem, first), first
    assert "Traceback" not in rest


def test_messages_come_in_english_too(kgov: Run) -> None:
    result = kgov("chain", "orebro-rmsk", "--lang", "en")
    assert result.err.startswith("Error: unknown body: orebro-rmsk\nDid you mean:")


@pytest.mark.parametrize(
    ("name", "candidates"),
    [
        ("LAG", ["kronoberg-lag", "orebro-lag"]),
        ("RSG Läkemedel", ["sodra-rsg-lakemedel", "sydostra-rsg-lakemedel"]),
    ],
)
def test_a_name_that_several_have_is_not_guessed(kgov: Run, name: str, candidates: list[str]) -> None:
    for command in ("chain", "show", "escalate"):
        result = kgov(command, name)
        assert result.code == 2
        listed = [line.split()[0] for line in result.err.splitlines() if line.startswith("  ")]
        assert listed == candidates


def test_the_exit_code_follows_the_severity_asked_for(kgov: Run) -> None:
    assert kgov("validate", BAD, *DAY, "--fail-on", "never").code == 0


# ---- kgov.toml


def settle(text: str | bytes) -> None:
    Path("kgov.toml").write_bytes(text if isinstance(text, bytes) else text.encode())


def test_settings_give_language_and_owner(kgov: Run) -> None:
    settle('language = "en"\nowner = "orebro"\n')
    result = kgov("chain", "LAG")
    assert result.code == 0 and result.out.startswith("local working group, LAG (Örebro)")
    assert kgov("chain", "LAG", "--lang", "sv").out.startswith("lokal arbetsgrupp, LAG (Örebro)")
    short_names = [line.split()[0] for line in kgov("bodies", "--format", "csv").out.splitlines()[1:]]
    assert short_names[0].startswith("orebro")


def test_settings_are_found_from_a_folder_below(kgov: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    settle('owner = "kronoberg"\nlists = ["listor/a.ttl"]\n')
    Path("listor").mkdir()
    shutil.copy(GOOD, "listor/a.ttl")
    monkeypatch.chdir("listor")
    assert "Kronoberg" in kgov("chain", "LAG").out
    assert "a.ttl" in kgov("validate", *DAY).out, "lists are named from the folder of the settings"


def test_settings_name_the_folder_of_documents(kgov: Run) -> None:
    settle('documents = "texter"\n')
    Path("texter").mkdir()
    result = kgov("sources", "verify")
    assert result.code == 2 and "texter" in result.err and "inga textfiler" in result.err


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('languge = "en"\n', "okänd inställning: languge"),
        ('language = "fi"\n', "sv eller en"),
        ("language = \n", "inställningarna kan inte läsas"),
        (b'owner = "\xe5"\n', "inställningarna kan inte läsas"),
        ("owner = 5\n", "owner ska vara text"),
        ("documents = 5\n", "documents ska vara text"),
        ("lists = [5]\n", "lists ska vara text"),
    ],
)
def test_settings_that_mean_nothing_are_refused(kgov: Run, text: str | bytes, problem: str) -> None:
    settle(text)
    result = kgov("chain", "RMKS")
    assert result.code == 2 and problem in result.err and "kgov.toml" in result.err
    assert "Traceback" not in result.err


# ---- files


def test_a_file_is_written_whole_and_nothing_is_left_beside_it(kgov: Run, tmp_path: Path) -> None:
    plain = kgov("chain", "RMKS").out
    target = tmp_path / "ut" / "kedja.txt"
    target.parent.mkdir()
    result = kgov("chain", "RMKS", "-o", str(target))
    assert result.code == 0 and result.out == "" and "kedja.txt" in result.err
    assert target.read_text(encoding="utf-8") == plain
    assert list(target.parent.iterdir()) == [target]


def test_a_place_that_cannot_be_written_is_refused(kgov: Run, tmp_path: Path) -> None:
    folder = tmp_path / "mapp"
    folder.mkdir()
    for place in (tmp_path / "nowhere" / "a.txt", folder):
        result = kgov("chain", "RMKS", "-o", str(place))
        assert result.code == 2 and "kan inte skrivas" in result.err
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["mapp"]


TABLES = [
    ("bodies",),
    ("find", "apotekare"),
    ("rules",),
    ("coverage",),
    ("sources",),
    ("chain", "RMKS"),
    ("escalate", "RMKS", "--list"),
    ("validate", BAD, *DAY),
    ("query", "who-appoints"),
]


@pytest.mark.parametrize("arguments", TABLES, ids=lambda value: value[0])
def test_csv_opens_in_the_readers_spreadsheet(kgov: Run, arguments: tuple[str, ...], tmp_path: Path) -> None:
    shapes = set()
    for lang, start, mark in (("sv", "\ufeff", ";"), ("en", "", ",")):
        path = tmp_path / f"{lang}.csv"
        kgov(*arguments, "--format", "csv", "--lang", lang, "-o", str(path))
        text = path.read_bytes().decode("utf-8")
        if arguments[0] != "validate":  # slow, and printed by the same road
            assert kgov(*arguments, "--format", "csv", "--lang", lang).out == text
        assert text.startswith("\ufeff") == bool(start) and text.endswith("\r\n")
        rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=mark))
        assert len(rows) > 1 and len({len(row) for row in rows}) == 1 and len(rows[0]) > 1
        shapes.add((len(rows), len(rows[0])))
    assert len(shapes) == 1


JSON = [
    *TABLES,
    ("validate",),
    ("show", "RMKS"),
    ("explain", "OR-33"),
    ("escalate", "RMKS", "--matter", "municipal"),
    ("query", "ASK { ?s ?p ?o }"),
]


@pytest.mark.parametrize("arguments", JSON, ids=lambda value: " ".join(value[:1]))
def test_json_is_json_and_its_keys_do_not_change_with_the_language(
    kgov: Run, arguments: tuple[str, ...]
) -> None:
    keys = []
    for lang in ("sv", "en"):
        found = json.loads(kgov(*arguments, "--format", "json", "--lang", lang).out)
        keys.append(set(found[0]) if isinstance(found, list) and found else set(found))
    if arguments[0] != "query":
        assert keys[0] == keys[1]


def test_coverage_in_json_has_its_keys(kgov: Run) -> None:
    found = json.loads(kgov("coverage", "--format", "json").out)
    assert (found["statements"], found["accounted"], found["links"], found["links_accounted"]) == (
        279,
        279,
        198,
        198,
    )
    assert found["missing"] == [] and len(found["by_document"]) >= 5


# ---- kgov query


def test_a_query_of_ones_own_can_be_text_or_a_file(kgov: Run, tmp_path: Path) -> None:
    text = "SELECT ?link WHERE { ?link kg:hasLinkKind kgc:link-reports-to } ORDER BY ?link"
    path = tmp_path / "fråga.rq"
    path.write_bytes(b"\xef\xbb\xbf" + text.encode())
    by_text, by_file = kgov("query", text), kgov("query", str(path))
    assert by_text.code == 0 and by_text.out == by_file.out
    assert "orebro-rmks-reports-to-hslg" in by_text.out


def test_ask_and_construct_give_rows(kgov: Run) -> None:
    assert kgov("query", "ASK { kgd:orebro-lpo org:reportsTo ?x }").out.split() == ["answer", "false"]
    text = "CONSTRUCT { ?a kg:reportsTo ?b } WHERE { ?a kg:reportsTo ?b }"
    assert "(inga rader)" in kgov("query", text).out
    rows = json.loads(kgov("query", text, "--inferred", "--format", "json").out)
    assert {(row["subject"], row["object"]) for row in rows} == {
        ("kgd:orebro-rmks", "kgd:orebro-hslg"),
        ("kgd:orebro-lag", "kgd:orebro-lpo"),
    }


def test_a_query_file_that_is_no_text_is_refused(kgov: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.rq"
    path.write_bytes("SELECT * # å".encode("utf-16"))
    result = kgov("query", str(path))
    assert result.code == 2 and "a.rq" in result.err


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { sErViCe # ett ”citat\n SILENT <http://127.0.0.1:9/> # <x>\n { ?s ?p ?o } }",
        "SELECT * { ?s ?p ?v . SERVICE ?v { ?a ?b ?c } }",
        "SELECT * { ?s ?p ?v FILTER(1<2)SERVICE?v{?a ?b ?c}FILTER(3>2) }",
        "SELECT * { SERVICEkgd:x{ ?a ?b ?c } }",
        "SELECT * { ?s ?p 1SERVICE<http://127.0.0.1:9/>{ ?a ?b ?c } }",
        "SELECT * { ?s ?p '''\"''' . SERVICE ?s { ?a ?b ?c } FILTER('''\"''' = ?p) }",
    ],
)
def test_no_query_asks_another_server(kgov: Run, text: str) -> None:
    result = kgov("query", text)
    assert result.code == 2 and "SERVICE" in result.err and "nätet" in result.err


@pytest.mark.parametrize(
    "text",
    [
        'SELECT ("SERVICE <http://127.0.0.1:9/> {" AS ?x) {}',
        "SELECT * { ?s <https://example.org/service> ?service }",
        "# SERVICE <http://127.0.0.1:9/> {\nSELECT * { ?service a kg:Service } LIMIT 1",
        "SELECT * { GRAPH ?service { ?s a kg:Service } } LIMIT 1",
    ],
)
def test_the_word_alone_is_no_reason_to_refuse(kgov: Run, text: str) -> None:
    assert kgov("query", text).code == 0


def test_the_text_of_a_question_can_be_shown(kgov: Run) -> None:
    result = kgov("query", "who-appoints", "--text")
    assert result.out.startswith("#+ id: who-appoints")


# ---- kgov explain and find

EXPLAINED = [
    (("KR-18",), ["KR-18", "Hur den bedöms", "regel KR-18"]),
    (("OR-05b",), ["OR-05b", "lyfter", "RSN"]),
    (("orebro-rmks-reports-to-hslg",), ["rapporterar till", "OR-57"]),
    (("G-22a",), ["vem ett LPO rapporterar till", "Processkartan", "OR-12a"]),
    (("T-34",), ["Vad som är oklart", "→", "ställningstagande"]),
    (("orebro-rmks",), ["Rådet för medicinskt kunskapsstöd", "OR-01", "Nivå"]),
    (("RMKS", "LPO"), ["Angivna samband", "inrättar", "OR-12a", "Någon rapportering från LPO nämns inte"]),
    (("MK/LK", "sodra-rsg-lakemedel"), ["Vad dokumenten inte säger"]),
    (("kgdoc:orebro-rmks",), ["uppdrag för RMKS"]),
]


@pytest.mark.parametrize(("arguments", "words"), EXPLAINED, ids=lambda v: " ".join(v)[:30])
def test_anything_can_be_explained(kgov: Run, arguments: tuple[str, ...], words: list[str]) -> None:
    result = kgov("explain", *arguments)
    assert result.code == 0, result.err
    flat = " ".join(result.out.split())
    for word in words:
        assert word in flat


def test_every_statement_link_gap_and_interpretation_can_be_explained(model: Knowledge) -> None:
    from kgov.answers.explain import explain

    ids = [
        *(statement.id for statement in model.statements.values()),
        *model.links,
        *(str(gap.one("dcterms:identifier")) for gap in model.gaps.values()),
        *(str(question.one("dcterms:identifier")) for question in model.interpretations.values()),
        *model.entities,
        *model.seats,
        *model.documents,
    ]
    for identifier in ids:
        result = explain(model, identifier)
        assert result.paragraphs and result.title.sv and result.title.en, identifier


def test_a_finding_is_explained_with_its_list(kgov: Run) -> None:
    findings = json.loads(kgov("validate", BAD, *DAY, "--format", "json").out)["findings"]
    violated = next(finding for finding in findings if finding["outcome"] == "violated")
    result = kgov("explain", violated["id"], "--with", BAD, *DAY)
    assert result.code == 0 and violated["rule"] in result.out
    assert " ".join(violated["remedy"]["sv"].split()) in " ".join(result.out.split())


def test_a_word_is_found_where_it_stands(kgov: Run) -> None:
    found = json.loads(kgov("find", "APOTEKARE", "--format", "json").out)
    assert "KR-13" in {row["id"] for row in found}
    nothing = kgov("find", "xyzzy")
    assert nothing.code == 0 and "xyzzy" in nothing.err


# ---- coverage


@pytest.fixture
def copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the model that a test may damage."""
    root = tmp_path / "model"
    for name in ("ontology", "shapes", "queries", "data"):
        shutil.copytree(ROOT / name, root / name)
    monkeypatch.setattr(resources, "root", lambda: root)
    resources.files.cache_clear()
    monkeypatch.setattr(resources, "files", resources.files.__wrapped__)
    return root


def test_a_link_that_is_dropped_is_missed(kgov: Run, copied: Path) -> None:
    norm = copied / "data" / "orebro" / "rmks" / "norm.ttl"
    text = norm.read_text(encoding="utf-8")
    start = text.index("kgd:orebro-rmks-reports-to-hslg a kg:Link")
    block = text[start : text.index(" .\n\n", start) + 3]
    norm.write_text(text.replace(block, ""), encoding="utf-8")
    result = kgov("coverage")
    assert result.code == 1 and "197 / 198" in result.out
    assert "Saknas: " in result.err and "link E-" in result.err


def test_a_statement_that_is_not_in_the_ledger_is_missed_too(
    kgov: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = coverage_module.ledger()
    monkeypatch.setattr(coverage_module, "ledger", lambda: [row for row in whole if row["id"] != "KR-18"])
    result = kgov("coverage", "--lang", "en")
    assert result.code == 1 and "statement KR-18 is not in the ledger" in result.err


# ---- sources


def planted(number: int, passage: str, document: str) -> Statement:
    """A statement whose anchor is the digest of a passage."""
    clean = normalise(passage)
    iri = Iri(expand(f"kgs:KR-{number}"))
    return Statement(
        iri,
        {
            expand("dcterms:identifier"): [Text(f"KR-{number}")],
            expand("dcterms:isPartOf"): [Iri(expand(f"kgdoc:{document}"))],
            expand("kg:hasPosition"): [Text(str(number), datatype=expand("xsd:integer"))],
            expand("kg:hasPassageLength"): [Text(str(len(clean)), datatype=expand("xsd:integer"))],
            expand("kg:hasPassageDigest"): [Text(hashlib.sha256(clean.encode()).hexdigest())],
        },
    )


def test_anchors_are_found_whatever_the_white_space(tmp_path: Path) -> None:
    passages = ["Gruppen  ska\n mötas två gånger.", "Samråd krävs.", "Samråd krävs.", "Står inte kvar."]
    statements = [planted(number, passage, "ett") for number, passage in enumerate(passages, 1)]
    decomposed = (
        "Inledning. Gruppen ska mo\u0308tas\t tva\u030a ga\u030anger. Samråd krävs. Mitt. Samråd\nkrävs."
    )
    (tmp_path / "export.txt").write_text(decomposed, encoding="utf-8")
    (tmp_path / "annat.md").write_text("Något helt annat.", encoding="utf-8")
    knowledge = SimpleNamespace(statements={statement.iri: statement for statement in statements})
    result = verify(knowledge, tmp_path)  # type: ignore[arg-type]
    assert result.files == {"ett": "export.txt"}
    assert (result.found, result.total) == ({"ett": 3}, {"ett": 4})
    assert result.missing == ["KR-4"]
    assert result.passages["KR-1"] == "Gruppen ska mötas två gånger."


def test_a_passage_that_stands_once_serves_one_statement(tmp_path: Path) -> None:
    statements = [planted(number, "Samråd krävs.", "ett") for number in (1, 2)]
    (tmp_path / "a.txt").write_text("Samråd krävs.", encoding="utf-8")
    knowledge = SimpleNamespace(statements={statement.iri: statement for statement in statements})
    assert verify(knowledge, tmp_path).missing == ["KR-2"]  # type: ignore[arg-type]


def test_a_folder_without_texts_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF")
    with pytest.raises(KgovError, match="no text files"):
        verify(Knowledge(), tmp_path)


def test_the_real_documents_hold_every_passage(kgov: Run) -> None:
    folder = os.environ.get("KGOV_DOCUMENTS")
    if not folder:
        pytest.skip(
            "the documents are not in the project: set KGOV_DOCUMENTS to a folder that holds them as text"
        )
    result = kgov("sources", "verify", "--documents", folder)
    assert result.code == 0, result.err
    assert "Ordagrant" in kgov("explain", "KR-18", "--documents", folder).out


def test_verify_says_what_is_no_longer_there(kgov: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Ett annat dokument.", encoding="utf-8")
    result = kgov("sources", "verify", "--documents", str(tmp_path))
    assert result.code == 1 and "0 / 49" in result.out and "KR-01" in result.err
    found = json.loads(kgov("sources", "verify", "--documents", str(tmp_path), "--format", "json").out)
    assert len(found["missing"]) == 279


# ---- the rest


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_a_script_for_the_shell(kgov: Run, shell: str) -> None:
    script = kgov("completion", shell).out
    assert f"{shell}_complete" in script and "_KGOV_COMPLETE" in script


def test_the_script_completes_commands() -> None:
    result = own_process(_KGOV_COMPLETE="bash_complete", COMP_WORDS="kgov ch", COMP_CWORD="1")
    assert result.out.split() == ["plain,chain"]


@pytest.mark.parametrize(("lang", "word"), [("sv", "påhittade"), ("en", "invented")])
def test_the_demonstration_says_the_same_twice_and_touches_nothing(
    kgov: Run, tmp_path: Path, lang: str, word: str
) -> None:
    first, second = kgov("demo", "--lang", lang), kgov("demo", "--lang", lang)
    assert first == second and first.code == 0 and first.err == ""
    assert word in first.out and "2026-11-22" in first.out and list(tmp_path.iterdir()) == []
    assert [line for line in first.out.splitlines() if len(line) > 80 and line[0] != "$"] == []
    commands = [line[2:].split() for line in first.out.splitlines() if line.startswith("$ ")]
    assert len(commands) >= 5
    for words in commands:
        assert words[0] == "kgov" and words[1] in COMMANDS
        if words[1] == "query":
            assert words[2] in catalogue()
        if words[1] == "validate":
            assert (ROOT / words[2]).is_file()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_a_pipe_takes_what_is_written_and_stays(tmp_path: Path) -> None:
    """As a device does: it is not replaced by a file."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    taken: list[str] = []
    reader = threading.Thread(target=lambda: taken.append(pipe.read_text(encoding="utf-8")))
    reader.start()
    result = own_process("coverage", "-o", str(pipe))
    reader.join(timeout=30)
    assert result.code == 0
    assert "279" in taken[0]
    assert pipe.is_fifo()
    assert list(tmp_path.iterdir()) == [pipe]
