"""The forms that programs and offices take: JSON by its schema, SARIF, JUnit, GitHub, HTML and XLSX by other readers."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import re
import zipfile
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import jsonschema
import openpyxl
import pytest
from conftest import EXAMPLES, ROOT
from junitparser import Failure, JUnitXml, Skipped
from running import Result, in_process, own_process
from sarif_pydantic import Sarif

from kgov.answers.findings import OUTCOMES, Evidence, Report
from kgov.answers.reports.annotations import as_annotations
from kgov.answers.reports.book import as_book
from kgov.answers.reports.junit import as_junit
from kgov.answers.reports.page import as_page
from kgov.answers.reports.records import as_dict
from kgov.answers.reports.sarif import as_sarif
from kgov.answers.validation import Judge
from kgov.cli.report_text import report_text
from kgov.language import Both, Lang
from kgov.model.knowledge import Knowledge
from kgov.storage import workbook_writing
from kgov.storage.reading import read
from kgov.storage.workbook_writing import LONGEST, Heading, workbook_bytes

DAY = date(2026, 11, 22)
FAULTY = EXAMPLES / "orebro-rmks-fel.ttl"
#: Every example but those that speak of documents alone, and so of no body to judge.
EVERY = sorted(
    path.name for path in EXAMPLES.glob("*.ttl") if "a kg:Membership" in path.read_text(encoding="utf-8")
)
FORMS = ("text", "json", "csv", "xlsx", "html", "sarif", "junit", "github", "turtle")
SCHEMA = json.loads((ROOT / "docs" / "schema" / "report.schema.json").read_text(encoding="utf-8"))
LANGUAGES: tuple[Lang, Lang] = ("sv", "en")
Run = Callable[..., Result]


def judged(*names: str) -> tuple[Knowledge, Report]:
    model = Knowledge().need("norm", "codes")
    for name in names:
        source = read(str(EXAMPLES / name))
        source.name = f"data/examples/{name}"
        model.add_list(source)
    return model, Judge(model, DAY).run()


@pytest.fixture(scope="module")
def faulty() -> tuple[Knowledge, Report]:
    return judged(FAULTY.name)


@pytest.fixture
def hostile(faulty: tuple[Knowledge, Report]) -> tuple[Knowledge, Report]:
    """A report on a sheet whose entries try to be markup, commands and formulas."""
    model, report = faulty
    name = '=HYPERLINK("x")</script><script>alert(1)</script>\n::error::x,y%\x07'
    places = (
        Evidence(Both(name, name), "mapp\\å 1,2:3.xlsx", sheet="Ledamöter", row=19, column="C"),
        Evidence(Both(name, name), "lista.csv", row=7),
    )
    first, second, *rest = report.shown()
    first = replace(first, evidence=places[:1], focus_label=Both(name, name))
    return model, replace(report, findings=[first, replace(second, evidence=places[1:]), *rest])


@pytest.fixture
def kgov(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    return in_process(capsys, monkeypatch, tmp_path)


# ---- JSON


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("name", EVERY)
def test_json_keeps_to_its_schema(name: str) -> None:
    model, report = judged(name)
    checker = jsonschema.Draft202012Validator(SCHEMA)
    for everything in (False, True):
        said = json.loads(json.dumps(as_dict(model, report, everything)))
        assert [error.message for error in checker.iter_errors(said)] == []


def test_json_of_a_sheet_keeps_to_its_schema(hostile: tuple[Knowledge, Report]) -> None:
    jsonschema.Draft202012Validator(SCHEMA).validate(json.loads(json.dumps(as_dict(*hostile))))


@pytest.mark.parametrize(
    "spoil",
    [
        lambda said: said.pop("questions"),
        lambda said: said["findings"][0].update(outcome="broken"),
        lambda said: said["findings"][0].update(reason="value-absent"),
        lambda said: said["findings"][0]["evidence"][0].update(line=0),
        lambda said: said["findings"][0]["evidence"][0].update(sheet="A"),
        lambda said: said["summary"].pop("pending"),
        lambda said: said["findings"][0].update(more=1),
    ],
)
def test_the_schema_refuses_what_is_no_report(
    faulty: tuple[Knowledge, Report], spoil: Callable[[Any], Any]
) -> None:
    said = json.loads(json.dumps(as_dict(*faulty)))
    spoil(said)
    assert not jsonschema.Draft202012Validator(SCHEMA).is_valid(said)


# ---- SARIF


def sarif(model: Knowledge, report: Report, everything: bool = False, lang: Lang = "sv") -> Any:
    said = json.loads(json.dumps(as_sarif(model, report, lang, everything)))
    return said, Sarif.model_validate(said).runs[0]


def test_sarif_is_read_by_another_reader(faulty: tuple[Knowledge, Report]) -> None:
    model, report = faulty
    said, run = sarif(model, report)
    assert said["version"] == "2.1.0" and "sarif-schema-2.1.0" in said["$schema"]
    assert run.tool.driver.name == "kgov" and len(run.results) == len(report.shown())
    for result, finding in zip(run.results, report.shown(), strict=True):
        rule = run.tool.driver.rules[result.rule_index]
        assert rule.id == result.rule_id == finding.rule.id
        assert rule.short_description.text == finding.rule.label.sv
        assert result.partial_fingerprints == {"kgov/v1": finding.id}
        lines = [place.physical_location.region.start_line for place in result.locations if finding.evidence]
        assert lines == [item.line for item in finding.evidence]


def test_sarif_has_a_level_only_for_what_is_proven(faulty: tuple[Knowledge, Report]) -> None:
    said, _ = sarif(*faulty, everything=True)
    kinds = {(r["properties"]["outcome"], r["kind"], r["level"]) for r in said["runs"][0]["results"]}
    assert kinds == {
        ("violated", "fail", "error"),
        ("unclear", "review", "none"),
        ("missing", "open", "none"),
        ("pending", "informational", "none"),
        ("satisfied", "pass", "none"),
        ("inapplicable", "notApplicable", "none"),
    }
    warned, _ = sarif(*judged("sydostra-rsg-lakemedel-fel.ttl", "kronoberg-grupper-fel.ttl"))
    levels = {r["level"] for r in warned["runs"][0]["results"] if r["kind"] == "fail"}
    assert levels == {"error", "warning"}, "a should is a warning"


def test_sarif_names_a_cell_and_encodes_the_file(hostile: tuple[Knowledge, Report]) -> None:
    said, run = sarif(*hostile)
    (cell,) = said["runs"][0]["results"][0]["locations"]
    assert "region" not in cell["physicalLocation"], "a cell is no line"
    assert cell["logicalLocations"][1]["fullyQualifiedName"] == "Ledamöter!C19"
    assert "cell C19" in cell["message"]["text"]
    uri = cell["physicalLocation"]["artifactLocation"]["uri"]
    assert " " not in uri and "å" not in uri
    (row,) = said["runs"][0]["results"][1]["locations"]
    assert row["physicalLocation"]["region"] == {"startLine": 7}
    assert run.results[0].rule_id


def test_sarif_speaks_the_readers_language_and_says_what_is_new(faulty: tuple[Knowledge, Report]) -> None:
    model, report = faulty
    english, _ = sarif(model, report, lang="en")
    assert (
        english["runs"][0]["language"] == "en"
        and "Remedy:" in english["runs"][0]["results"][0]["message"]["text"]
    )
    assert "baselineState" not in english["runs"][0]["results"][0]
    first = report.shown()[0]
    later, _ = sarif(model, replace(report, known=frozenset({(first.id, first.outcome)})))
    results = later["runs"][0]["results"]
    assert len(results) == len(report.shown()) - 1 and results[0]["baselineState"] == "new"


# ---- JUnit


def test_junit_is_read_by_a_ci_parser(faulty: tuple[Knowledge, Report]) -> None:
    model, report = faulty
    for everything in (False, True):
        found = JUnitXml.fromstring(as_junit(model, report, "sv", everything).encode())
        shown = report.shown(everything)
        bodies = dict.fromkeys(finding.body for finding in shown)
        assert [suite.name for suite in found] == [model.thing(body).label.sv for body in bodies]
        cases = [case for suite in found for case in suite]
        assert len(cases) == len(shown) == found.tests
        kinds = Counter(type(case.result[0]) if case.result else None for case in cases)
        counts = Counter(finding.outcome for finding in shown)
        assert kinds[Failure] == counts["violated"] == found.failures
        assert kinds[None] == counts["satisfied"]
        assert kinds[Skipped] == len(shown) - counts["violated"] - counts["satisfied"] == found.skipped
        for suite in found:
            names = [(case.classname, case.name) for case in suite]
            assert len(set(names)) == len(names), "a case is known by its name"


def test_junit_says_what_to_do_and_survives_any_text(hostile: tuple[Knowledge, Report]) -> None:
    text = as_junit(*hostile, "sv")
    found = JUnitXml.fromstring(text.encode())
    case = next(iter(next(iter(found))))
    (failure,) = case.result
    assert (
        "Åtgärd:" in failure.text and "bladet Ledamöter, cell C19" in failure.text and failure.type == "ska"
    )
    assert "<script>" in case.name and "<script>" not in text and "\x07" not in text


# ---- GitHub

COMMAND = re.compile(r"::(error|warning|notice) ([^\n]*?)::([^\n]+)")


def unescaped(text: str) -> str:
    for mark, char in (("%2C", ","), ("%3A", ":"), ("%0A", "\n"), ("%0D", "\r"), ("%25", "%")):
        text = text.replace(mark, char)
    return text


def test_github_gets_one_command_for_each_finding(faulty: tuple[Knowledge, Report]) -> None:
    model, report = faulty
    lines = as_annotations(model, report, "sv").splitlines()
    for line, finding in zip(lines, report.shown(), strict=True):
        match = COMMAND.fullmatch(line)
        assert match, line
        properties = dict(part.split("=", 1) for part in match[2].split(","))
        if finding.evidence:
            assert unescaped(properties["file"]) == f"data/examples/{FAULTY.name}"
            assert properties["line"] == str(finding.evidence[0].line)
        assert finding.rule.id in properties["title"]
        assert match[1] == {"violation": "error", "warning": "warning", "info": "notice"}[finding.severity]


def test_nothing_in_a_list_becomes_a_command(hostile: tuple[Knowledge, Report]) -> None:
    text = as_annotations(*hostile, "sv")
    lines = text.split("\n")
    assert len(lines) == len(hostile[1].shown()) and all(COMMAND.fullmatch(line) for line in lines)
    match = COMMAND.fullmatch(lines[0])
    assert match is not None
    properties = dict(part.split("=", 1) for part in match[2].split(","))
    assert unescaped(properties["file"]) == "mapp/å 1,2:3.xlsx" and "line" not in properties
    assert "\n::error::x,y%" in unescaped(properties["title"])
    assert "cell C19" in match[3] and ",line=7," in lines[1]


# ---- HTML


class Page(HTMLParser):
    """Tags, texts and attributes of a page, and whether every tag is closed."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.open: list[str] = []
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_says_all_that_the_report_says(faulty: tuple[Knowledge, Report], lang: Lang) -> None:
    model, report = faulty
    page = Page(as_page(model, report, lang))
    assert page.all("html") == [{"lang": lang}]
    for finding in report.shown():
        for text in (finding.rule.id, finding.remedy.pick(lang) if finding.outcome == "violated" else ""):
            assert " ".join(text.split()) in page.text
        statement = finding.rule.statements
        if statement:
            assert f" {statement[0]}" in page.text
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(set(ids)) == len(ids), "every id is used once"
    word = {"sv": "vakant sedan 2026-09-01", "en": "vacant since 2026-09-01"}[lang]
    assert (
        word in page.text.lower() and {"sv": "22 november 2026", "en": "22 November 2026"}[lang] in page.text
    )
    for digest in report.hashes.values():
        assert digest in page.text
    other = {"sv": ["Remedy", "not met", "Source"], "en": ["Åtgärd", "inte uppfylld", "Källa"]}[lang]
    assert not [word for word in other if word in page.text]


def test_the_page_needs_nothing_and_runs_nothing(faulty: tuple[Knowledge, Report]) -> None:
    text = as_page(*faulty, "sv")
    page = Page(text)
    assert not {name for name, _ in page.tags} & {"script", "link", "img", "iframe", "object", "form", "base"}
    for _, attributes in page.tags:
        assert not [name for name in attributes if name.startswith("on") or name in ("src", "style")]
        assert str(attributes.get("href", "#")).startswith("#")
    (policy,) = [a["content"] for a in page.all("meta") if a.get("http-equiv") == "Content-Security-Policy"]
    style = text[text.index("<style>") + 7 : text.index("</style>")]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy is not None and "default-src 'none'" in policy and f"'sha256-{digest}'" in policy
    assert "url(" not in style and "@import" not in style


def test_the_page_can_be_walked_by_landmarks_headings_and_tables(faulty: tuple[Knowledge, Report]) -> None:
    page = Page(as_page(*faulty, "sv", everything=True))
    for landmark in ("header", "nav", "main"):
        assert len(page.all(landmark)) == 1
    levels = [int(name[1]) for name, _ in page.tags if re.fullmatch("h[1-6]", name)]
    assert levels.count(1) == 1 and all(b - a <= 1 for a, b in pairwise(levels))
    names = {str(attributes["id"]) for _, attributes in page.tags if "id" in attributes}
    for attributes in page.all("a"):
        assert str(attributes["href"])[1:] in names, "every link leads somewhere"
    for attributes in page.all("section"):
        assert attributes["aria-labelledby"] in names
    assert all(attributes.get("scope") in ("col", "row") for attributes in page.all("th"))


def test_nothing_in_a_list_becomes_markup(hostile: tuple[Knowledge, Report]) -> None:
    text = as_page(*hostile, "sv")
    assert "<script" not in text and "&lt;script&gt;" in text
    assert "bladet Ledamöter, cell C19" in Page(text).text


def test_the_page_of_a_clean_list_is_calm() -> None:
    text = Page(as_page(*judged("orebro-rmks.ttl"), "sv")).text
    assert "Inget att anmärka" in text and "Att göra" not in text and "Så togs rapporten fram" in text


def test_the_page_shows_everything_when_asked(faulty: tuple[Knowledge, Report]) -> None:
    model, report = faulty
    told = {finding.rule.id for finding in report.shown()}
    satisfied = {
        f.rule.label.sv for f in report.findings if f.outcome == "satisfied" and f.rule.id not in told
    }
    plain, whole = (Page(as_page(model, report, "sv", everything)).text for everything in (False, True))
    assert len(satisfied) > 3 and not [label for label in satisfied if label in plain]
    assert not [label for label in satisfied if label not in whole]


# ---- XLSX


def sheets(data: bytes) -> dict[str, list[tuple[Any, ...]]]:
    book = openpyxl.load_workbook(io.BytesIO(data))
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


def test_the_workbook_has_a_row_for_each_body_and_finding(faulty: tuple[Knowledge, Report]) -> None:
    model, report = faulty
    said = sheets(as_book(model, report, "sv"))
    assert list(said) == [
        *("Grupper", "Platser", "Iakttagelser", "Kunde inte bedömas"),
        *("Svar som avgör mest", "Så togs rapporten fram"),
    ]
    groups = {row[0]: row[1:] for row in said["Grupper"][1:]}
    assert groups["Rådet för medicinskt kunskapsstöd, RMKS (Örebro)"] == (
        12,
        1,
        1,
        2,
        83,
        31,
        "inte uppfylld",
    )
    totals = [sum(row[number] for row in groups.values()) for number in range(6)]
    assert totals == [report.summary[outcome] for outcome in OUTCOMES]
    shown = report.shown()
    told = [row[-1] for row in said["Iakttagelser"][1:]] + [row[-1] for row in said["Kunde inte bedömas"][1:]]
    assert sorted(told) == sorted(finding.id for finding in shown)
    assert {row[4] for row in said["Kunde inte bedömas"][1:]} == {"uppgift saknas"}
    assert ("sekreterare", "vakant sedan 2026-09-01") in [row[1:3] for row in said["Platser"]]
    english = sheets(as_book(model, report, "en"))
    assert next(iter(english)) == "Bodies" and [len(rows) for rows in english.values()] == [
        len(r) for r in said.values()
    ]


def test_the_same_report_gives_the_same_workbook(faulty: tuple[Knowledge, Report]) -> None:
    assert as_book(*faulty, "sv") == as_book(*faulty, "sv")


def test_no_cell_is_ever_a_formula_or_a_link(hostile: tuple[Knowledge, Report]) -> None:
    data = as_book(*hostile, "sv")
    parts = zipfile.ZipFile(io.BytesIO(data))
    for name in parts.namelist():
        content = parts.read(name)
        assert b"<f>" not in content and b"<hyperlink" not in content, name
    cell = next(row for row in sheets(data)["Iakttagelser"] if row[4] and row[4].startswith("=HYPERLINK"))
    assert "cell C19" in cell[7]


@pytest.mark.parametrize("text", ["=1+1", "+46", "-1", "@x", "\t=1", "http://x.se", "0701", "2026-01-01"])
def test_text_stays_text(text: str) -> None:
    data = workbook_bytes([workbook_writing.Page("A", [Heading("a")], [[text]])], "t", DAY)
    cell = openpyxl.load_workbook(io.BytesIO(data))["A"]["A2"]
    assert cell.value == text and cell.data_type == "s" and cell.hyperlink is None
    assert cell.quotePrefix == text.startswith(("=", "+", "-", "@", "\t"))


def test_what_a_cell_cannot_hold_is_cut_or_left_out() -> None:
    rows = [["a\x00b\x0bc", 5, date(2026, 1, 2), None], ["å" * (LONGEST + 9), 0, None, ""]]
    data = workbook_bytes(
        [workbook_writing.Page("Får:inte/heta[så]" + "x" * 40, [Heading(text) for text in "abcd"], rows)],
        "t",
        DAY,
    )
    ((name, said),) = sheets(data).items()
    assert len(name) == 31 and not set(name) & set("[]:*?/\\")
    assert said[1][:2] == ("abc", 5) and said[1][2].date() == date(2026, 1, 2) and said[1][3] is None
    assert len(said[2][0]) == LONGEST and said[2][0].endswith("…")


# ---- the command


@pytest.mark.parametrize("form", FORMS)
def test_every_form_can_be_written_and_keeps_the_exit_code(kgov: Run, form: str, tmp_path: Path) -> None:
    path = tmp_path / "rapport"
    for lang in LANGUAGES:
        result = kgov(
            *("validate", str(FAULTY), "--as-of", "2026-11-22", "--format", form, "--lang", lang),
            *("-o", str(path)),
        )
        assert result.code == 1 and result.out == "" and "rapport" in result.err
        data = path.read_bytes()
        assert data and b"OR-22b" in data if form != "xlsx" else data.startswith(b"PK")
        assert list(tmp_path.iterdir()) == [path]


def test_a_workbook_goes_to_a_file_or_a_pipe(kgov: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    result = kgov("validate", str(FAULTY), "--as-of", "2026-11-22", "--format", "xlsx")
    assert result.code == 2 and "-o rapport.xlsx" in result.err and result.out == ""
    result = kgov("validate", str(FAULTY), "--as-of", "2026-11-22", "--format", "xlsx", "--lang", "en")
    assert "-o report.xlsx" in result.err


def test_the_norm_itself_has_no_findings_for_these_forms(kgov: Run) -> None:
    for form in ("xlsx", "html", "sarif", "junit", "github"):
        result = kgov("validate", "--format", form, "-o", "a")
        assert result.code == 2 and form in result.err and "Ange en fil" in result.err
        assert not Path("a").exists()


def test_output_is_utf_8_whatever_the_machine_thinks() -> None:
    for form in ("html", "junit", "github", "sarif"):
        done = own_process(
            *("validate", str(FAULTY), "--as-of", "2026-11-22", "--format", form),
            PYTHONIOENCODING="cp1252",
            PYTHONUTF8="0",
        )
        assert done.code == 1 and "Åtgärd" in done.out


def test_the_wording_stands_with_the_rule_where_the_documents_are_at_hand(
    faulty: tuple[Knowledge, Report],
) -> None:
    model, report = faulty
    said = replace(report, passages={"OR-22b": "En påhittad passage <b>."})
    html, text, data = as_page(model, said, "sv"), report_text(model, said), as_dict(model, said)
    assert '<q lang="sv">En påhittad passage &lt;b&gt;.</q>' in html and "”En påhittad passage <b>.”" in text
    assert {f["rule"] for f in data["findings"] if "passage" in f["source"]} == {"OR-22b"}  # type: ignore[attr-defined]
    assert "passage" not in str(as_dict(model, report)) and "<q " not in as_page(model, report, "sv")
