"""What a reader is told: places, seats, matters, the answers that settle most, and only what is new."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from conftest import EXAMPLES
from running import Result, in_process

from kgov.answers.findings import SHOWN, Evidence, Report
from kgov.answers.reports.matters import Matter, Sorter
from kgov.answers.reports.places import place, places
from kgov.answers.reports.records import as_csv_rows, as_dict
from kgov.answers.reports.seats import SeatLine, Seats
from kgov.answers.reports.settling import FEW, settling
from kgov.answers.validation import Judge
from kgov.cli.report_text import report_text
from kgov.language import Both
from kgov.model.knowledge import Knowledge
from kgov.namespaces import expand, local_name
from kgov.storage.reading import read
from kgov.storage.terms import Iri

DAY = date(2026, 11, 22)
RMKS, FAULTY, CLEAN = "orebro-rmks", EXAMPLES / "orebro-rmks-fel.ttl", EXAMPLES / "orebro-rmks.ttl"
Run = Callable[..., Result]


def judged(path: Path, text: str | None = None) -> tuple[Knowledge, Report]:
    """The model with one list, and the report on it; with a text, as if the file held that."""
    model = Knowledge().need("norm", "codes")
    if text is not None:
        path.write_text(text, encoding="utf-8")
    model.add_list(read(str(path)))
    return model, Judge(model, DAY).run()


@pytest.fixture(scope="module")
def faulty() -> tuple[Knowledge, Report]:
    return judged(FAULTY)


@pytest.fixture(scope="module")
def undeclared(tmp_path_factory: pytest.TempPathFactory) -> tuple[Knowledge, Report]:
    """A faulty list in which nothing is declared complete."""
    text = (EXAMPLES / "orebro-lag-fel.ttl").read_text(encoding="utf-8")
    bare = re.sub(r"\n[^\n]* a kg:Completeness ;(?:\n[^\n]+)*", "", text)
    assert bare != text and "kg:Completeness" not in bare
    return judged(tmp_path_factory.mktemp("list") / "list.ttl", bare)


@pytest.fixture
def kgov(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    monkeypatch.setenv("COLUMNS", "100")
    return in_process(capsys, monkeypatch, tmp_path)


# ---- places

NAME = Both("Exempelperson 1", "Exempelperson 1")
XLSX = "fil.xlsx"


@pytest.mark.parametrize(
    ("item", "swedish", "english"),
    [
        (Evidence(NAME, "lista.ttl", 41), "lista.ttl, rad 41", "lista.ttl, line 41"),
        (Evidence(NAME, "lista.ttl"), "lista.ttl", "lista.ttl"),
        (
            Evidence(NAME, XLSX, sheet="Ledamöter", row=19),
            "fil.xlsx, bladet Ledamöter, rad 19",
            "fil.xlsx, sheet Ledamöter, row 19",
        ),
        (
            Evidence(NAME, XLSX, sheet="Ledamöter", row=19, column="C"),
            "fil.xlsx, bladet Ledamöter, cell C19",
            "fil.xlsx, sheet Ledamöter, cell C19",
        ),
        (Evidence(NAME, "lista.csv", row=7), "lista.csv, rad 7", "lista.csv, row 7"),
        (Evidence(NAME, XLSX, sheet="Möten"), "fil.xlsx, bladet Möten", "fil.xlsx, sheet Möten"),
    ],
)
def test_a_place_is_said_as_the_reader_finds_it(item: Evidence, swedish: str, english: str) -> None:
    assert place(item) == Both(swedish, english)
    assert places([item]) == [Both(swedish, english)]


def test_places_of_one_sheet_are_put_together_in_order() -> None:
    rows = [Evidence(NAME, XLSX, sheet="Ledamöter", row=row) for row in (22, 9, 19, 9)]
    meetings = Evidence(NAME, XLSX, sheet="Möten", row=2)
    assert [text.sv for text in places([*rows, meetings])] == [
        "fil.xlsx, bladet Ledamöter, rad 9, 19 och 22",
        "fil.xlsx, bladet Möten, rad 2",
    ]
    assert places(rows)[0].en == "fil.xlsx, sheet Ledamöter, rows 9, 19 and 22"
    cells = [Evidence(NAME, XLSX, sheet="A", row=3, column=column) for column in ("AA", "B")]
    assert places(cells)[0] == Both(
        "fil.xlsx, bladet A, cell B3 och AA3", "fil.xlsx, sheet A, cells B3 and AA3"
    )


def test_many_places_are_counted() -> None:
    lines = [Evidence(NAME, "a.ttl", line) for line in range(1, 10)]
    assert places(lines)[0].sv == "a.ttl, rad 1, 2, 3, 4, 5, 6 och 3 till"


@pytest.fixture
def from_a_sheet(faulty: tuple[Knowledge, Report]) -> tuple[Knowledge, Report]:
    """The report as if one finding had been led to by a cell, and one by a row of a CSV file."""
    model, report = faulty
    first, second, *rest = report.shown()
    cell = Evidence(NAME, XLSX, sheet="Ledamöter", row=19, column="C")
    row = Evidence(NAME, "lista.csv", row=7)
    changed = [replace(first, evidence=(cell,)), replace(second, evidence=(row,)), *rest]
    return model, replace(report, findings=changed)


def test_every_form_for_people_names_the_cell(from_a_sheet: tuple[Knowledge, Report]) -> None:
    model, report = from_a_sheet
    text = " ".join(report_text(model, report).split())
    assert "fil.xlsx, bladet Ledamöter, cell C19" in text and "lista.csv, rad 7" in text
    _, rows = as_csv_rows(model, report)
    assert rows[0][9:13] == ["fil.xlsx", "Ledamöter", "19", "C"]
    assert rows[1][9:13] == ["lista.csv", "", "7", ""]


def test_json_names_a_cell_or_a_line(from_a_sheet: tuple[Knowledge, Report]) -> None:
    said: Any = as_dict(*from_a_sheet)["findings"]
    name = NAME.as_dict()
    cell = {"text": name, "file": "fil.xlsx", "sheet": "Ledamöter", "row": 19, "column": "C"}
    assert said[0]["evidence"] == [cell]
    row = {"text": name, "file": "lista.csv", "sheet": None, "row": 7, "column": None}
    assert said[1]["evidence"] == [row]
    line = next(finding["evidence"][0] for finding in said[2:] if finding["evidence"])
    assert set(line) == {"text", "file", "line"} and line["line"] > 0


# ---- seats


def table(model: Knowledge, report: Report, body: str = RMKS) -> dict[str, SeatLine]:
    return {local_name(line.seat): line for line in Seats(model, report).table(Iri(expand(f"kgd:{body}")))}


def test_every_seat_has_a_line_in_the_order_of_the_document(faulty: tuple[Knowledge, Report]) -> None:
    lines = table(*faulty)
    seats = [name.removeprefix("orebro-rmks-seat-") for name in lines if "-seat-" in name]
    assert seats == [
        *("chair", "secretary", "processagare", "omradeschef-hs", "nara-vard", "psykiatri"),
        *("specialiserad-vard", "valfard", "referensgrupp-ordf", "samordnare"),
    ]
    assert list(lines)[-1] == "orebro-rmks-three-seats"


@pytest.mark.parametrize(
    ("seat", "state", "said", "rules"),
    [
        ("chair", "filled", "tillsatt", []),
        ("secretary", "vacant", "vakant sedan 2026-09-01", ["OR-22b"]),
        ("processagare", "wrong", "utsedd av någon annan; OR-35 är inte uppfylld", ["OR-23a", "OR-35"]),
        ("omradeschef-hs", "wrong", "mandatet slutade 2026-04-30", ["OR-24c"]),
        ("nara-vard", "wrong", "fel funktion eller område", ["OR-25b"]),
        ("psykiatri", "filled", "tillsatt, mandat till och med 2027-02-28", []),
        ("specialiserad-vard", "wrong", "mandatet är längre än 2 år", ["OR-27c"]),
        ("valfard", "unknown", "kan inte bedömas: vem som utsåg", ["OR-28a"]),
        ("referensgrupp-ordf", "unclear", "tolkningsfråga", ["OR-19a"]),
    ],
)
def test_a_line_says_how_it_is_with_the_seat(
    faulty: tuple[Knowledge, Report], seat: str, state: str, said: str, rules: list[str]
) -> None:
    line = table(*faulty)[f"orebro-rmks-seat-{seat}"]
    assert (line.state, line.said.sv) == (state, said)
    assert [finding.rule.id for finding in line.findings] == rules


def test_a_line_says_who_appoints(faulty: tuple[Knowledge, Report]) -> None:
    lines = table(*faulty)
    assert lines["orebro-rmks-seat-nara-vard"].appointed_by.sv == "HSLG"
    assert lines["orebro-rmks-seat-chair"].appointed_by.en == "health and medical care director"
    assert lines["orebro-rmks-three-seats"].appointed_by == Both("", "")


def test_a_seat_is_named_within_its_body(faulty: tuple[Knowledge, Report]) -> None:
    lines = table(*faulty)
    assert lines["orebro-rmks-seat-chair"].label == Both("ordförande", "chair")
    assert lines["orebro-rmks-seat-samordnare"].label == Both(
        "adjungerad: samordnare kunskapsstöd", "co-opted: coordinator"
    )


def test_two_holders_of_one_seat_are_said_first(faulty: tuple[Knowledge, Report]) -> None:
    (line,) = table(*faulty, body="orebro-rmks-referensgrupp").values()
    assert line.said.sv == "2 innehavare i listan; utsedd av någon annan"


def test_a_clean_list_has_only_filled_seats() -> None:
    lines = table(*judged(CLEAN))
    assert {line.state for line in lines.values()} == {"filled"}
    assert lines["orebro-rmks-three-seats"].said == Both("uppfylld", "met")


def test_a_seat_of_which_the_list_says_nothing_is_not_called_vacant(tmp_path: Path) -> None:
    text = CLEAN.read_text(encoding="utf-8")
    bare = re.sub(r"\n[^\n]* a kg:(Completeness|Vacancy) ;(?:\n[^\n]+)*", "", text)
    bare = bare.replace("kg:takesSeat kgd:orebro-rmks-seat-secretary ;", "")
    line = table(*judged(tmp_path / "a.ttl", bare))["orebro-rmks-seat-secretary"]
    assert line.state == "unknown" and line.said.sv.startswith("ingen innehavare i listan")
    complete = text.replace("kg:takesSeat kgd:orebro-rmks-seat-secretary ;", "")
    line = table(*judged(tmp_path / "b.ttl", complete))["orebro-rmks-seat-secretary"]
    assert (line.state, line.said.sv) == ("vacant", "vakant"), "in a complete list it is"


def test_a_body_whose_seats_are_not_judged_one_by_one_has_no_table(
    undeclared: tuple[Knowledge, Report],
) -> None:
    seats = Seats(*undeclared)
    assert all(seats.table(body) == [] for body in undeclared[1].bodies)


# ---- matters


def matters(model: Knowledge, report: Report) -> list[Matter]:
    return Sorter(model, report, Seats(model, report)).matters(report.shown())


def rules_of(matter: Matter) -> list[str]:
    return [item.rule.id for item in matter.items]


def test_findings_about_one_seat_are_one_matter(faulty: tuple[Knowledge, Report]) -> None:
    found = {matter.subject.sv: matter for matter in matters(*faulty)}
    assert rules_of(found["deltagare i RMKS: processägare kunskapsstöd"]) == ["OR-23a", "OR-35"]
    reference = found["ordförande i RMKS referensgrupp"]
    assert rules_of(reference) == ["KG-01", "OR-38"]
    assert [len(item.findings) for item in reference.items] == [2, 1], "the same rule twice is one item"
    assert reference.appointed_by.sv == "hälso- och sjukvårdsdirektören"


def test_findings_about_one_person_are_one_matter_with_what_led_to_the_seat() -> None:
    found = matters(*judged(EXAMPLES / "kronoberg-grupper-fel.ttl"))
    (person,) = [matter for matter in found if matter.subject.sv.endswith(": ledamot-2-2")]
    assert rules_of(person) == ["KR-08b", "KR-08c", "KR-09b", "KR-12a"]
    assert person.items[2].concerns.sv == "rekommendation-3"


def test_no_finding_is_lost_and_none_is_told_twice(faulty: tuple[Knowledge, Report]) -> None:
    told = [f.id for matter in matters(*faulty) for item in matter.items for f in item.findings]
    assert sorted(told) == sorted(finding.id for finding in faulty[1].shown())


def test_a_wrong_function_in_one_of_several_seats_is_one_matter(tmp_path: Path) -> None:
    text = CLEAN.read_text(encoding="utf-8")
    wrong = text.replace(
        "kg:holdsOffice kgd:orebro-verksamhetschef ;", "kg:holdsOffice kgd:orebro-chefssekreterare ;"
    )
    model, report = judged(tmp_path / "a.ttl", wrong)
    group = [m for m in matters(model, report) if "OR-32" in rules_of(m)]
    assert len(group) == 1 and any(rule.endswith("b") for rule in rules_of(group[0]))


def test_a_demand_on_the_body_is_named_by_its_rule(undeclared: tuple[Knowledge, Report]) -> None:
    model, report = undeclared
    for matter in matters(model, report):
        labels = {model.thing(matter.body).label}
        assert matter.subject not in labels and matter.subject.sv and matter.subject.en


# ---- text


def test_the_text_shows_the_seats_and_each_matter_once(kgov: Run) -> None:
    result = kgov("validate", str(FAULTY), "--as-of", "2026-11-22")
    text = result.out
    assert text.index("PLATSERNA") < text.index("INTE UPPFYLLD (12)")
    assert "vakant sedan 2026-09-01" in text and "HSLG" in text
    block = text[text.index("  deltagare i RMKS: processägare kunskapsstöd\n  OR-23a") :]
    assert block.index("OR-35") < block.index("OR-24c")
    assert "INTE UPPFYLLD (2)" in text, "findings on the region itself are shown too"
    english = kgov("validate", str(FAULTY), "--as-of", "2026-11-22", "--lang", "en").out
    assert "SEATS" in english and "vacant since 2026-09-01" in english and "PLATSERNA" not in english


def test_every_shown_finding_stands_in_the_text(faulty: tuple[Knowledge, Report]) -> None:
    model, report = faulty
    text = report_text(model, report)
    headed = sum(
        int(n) for n in re.findall(r"(?:INTE UPPFYLLD|TOLKNINGSFRÅGA|UNDERLAG SAKNAS) \((\d+)\)", text)
    )
    assert headed == len(report.shown()) == sum(report.summary[outcome] for outcome in SHOWN)


# ---- the answers that settle most


def test_one_answer_settles_what_the_engine_then_can_judge(undeclared: tuple[Knowledge, Report]) -> None:
    model, report = undeclared
    found = settling(model, report, report.shown())
    assert found.open == report.summary["missing"] and 0 < len(found.questions) <= FEW
    declared = {
        (question.body, question.about) for question in found.questions if question.kind == "complete"
    }
    assert declared and report.judged_if(set()) == set(), "nothing is settled by no answer"
    first = found.questions[0]
    assert "Region Örebro län" in first.text.sv, "the owner is asked once for all bodies"
    assert len(first.findings) == max(len(question.findings) for question in found.questions)


@pytest.mark.parametrize("name", ["orebro-rmks.ttl", "orebro-lag-fel.ttl", "kronoberg-grupper-fel.ttl"])
def test_the_promise_is_kept_when_the_answers_are_given(tmp_path: Path, name: str) -> None:
    text = (EXAMPLES / name).read_text(encoding="utf-8")
    bare = re.sub(r"\n[^\n]* a kg:Completeness ;(?:\n[^\n]+)*", "", text)
    model, report = judged(tmp_path / "a.ttl", bare)
    found = settling(model, report, report.shown())
    assert found.certain and 5 < found.together <= found.open
    answers = "".join(
        f"\n<urn:x:{number}> a kg:Completeness ; kg:isCompleteFor <{question.body}> ; "
        f'kg:hasAspect <{question.about}> ; dcterms:date "2026-11-22"^^xsd:date ; '
        'kg:coversFrom "2025-01-01"^^xsd:date ; kg:coversThrough "2026-12-31"^^xsd:date .'
        for number, question in enumerate(found.questions)
    )
    _, after = judged(tmp_path / "b.ttl", bare + answers)
    assert report.summary["missing"] - after.summary["missing"] == found.together


def test_an_absent_entry_is_asked_for_and_nothing_is_promised(faulty: tuple[Knowledge, Report]) -> None:
    model, report = faulty
    found = settling(model, report, report.shown())
    (question,) = found.questions
    assert question.kind == "value" and not found.certain and "OR-28a" in question.text.sv
    assert "upp till 1" in found.said.sv and "up to 1" in found.said.en


def test_a_lapsed_declaration_is_to_be_confirmed_again(tmp_path: Path) -> None:
    text = CLEAN.read_text(encoding="utf-8")
    old = re.sub(r'(kg:Completeness ;[^.]*?dcterms:date ")2026', r"\g<1>2024", text)
    assert old != text
    model, report = judged(tmp_path / "a.ttl", old)
    found = settling(model, report, report.shown())
    assert found.questions and found.questions[0].text.sv.startswith("Bekräfta igen: ")
    assert found.questions[0].text.en.startswith("Confirm again: ")


def test_a_clean_report_asks_nothing(kgov: Run) -> None:
    result = kgov("validate", str(CLEAN), "--as-of", "2026-11-22", "--format", "json")
    assert json.loads(result.out)["questions"] == {"open": 0, "settled": 0, "certain": True, "questions": []}
    assert "AVGÖRA MEST" not in kgov("validate", str(CLEAN), "--as-of", "2026-11-22").out


# ---- baseline


@pytest.fixture
def before(kgov: Run, tmp_path: Path) -> Path:
    """The report on the faulty list."""
    path = tmp_path / "before.json"
    kgov("validate", str(FAULTY), "--as-of", "2026-11-22", "--format", "json", "-o", str(path))
    return path


def test_nothing_new_is_clean(kgov: Run, before: Path) -> None:
    result = kgov("validate", str(FAULTY), "--as-of", "2026-11-22", "--baseline", str(before))
    assert result.code == 0 and "INGET NYTT" in result.out
    assert "OR-22b" not in result.out and "Av dessa fanns 23 i den tidigare rapporten" in result.out


def test_only_what_is_new_is_shown_and_decides_the_exit_code(kgov: Run, before: Path, tmp_path: Path) -> None:
    text = FAULTY.read_text(encoding="utf-8").replace(
        "kg:isAppointedBy kgd:orebro-hs-direktor ;", "kg:isAppointedBy kgd:orebro-hslg ;", 1
    )
    path = tmp_path / "now.ttl"
    path.write_text(text, encoding="utf-8")
    result = kgov(
        *("validate", str(path), "--as-of", "2026-11-22", "--baseline", str(before), "--format", "json")
    )
    said = json.loads(result.out)
    assert result.code == 1 and [finding["rule"] for finding in said["findings"]] == ["OR-21a"]
    assert said["known"] == 23 and said["summary"]["violated"] == 22
    shown = kgov("validate", str(path), "--as-of", "2026-11-22", "--baseline", str(before)).out
    assert "ordförande" in shown and "sekreterare" not in shown, "only seats with something new have a line"


def test_the_same_rule_with_another_outcome_is_new(kgov: Run, before: Path) -> None:
    report = json.loads(before.read_text(encoding="utf-8"))
    changed = next(finding for finding in report["findings"] if finding["rule"] == "OR-22b")
    changed["outcome"] = "missing"
    before.write_text(json.dumps(report), encoding="utf-8")
    result = kgov("validate", str(FAULTY), "--as-of", "2026-11-22", "--baseline", str(before))
    assert result.code == 1 and "OR-22b" in result.out and "OR-24c" not in result.out


def test_what_is_in_order_is_never_left_out(kgov: Run, tmp_path: Path) -> None:
    command = ("validate", str(CLEAN), "--as-of", "2026-11-22", "--all", "--format", "json")
    path = tmp_path / "all.json"
    kgov(*command, "-o", str(path))
    before = json.loads(path.read_text(encoding="utf-8"))["findings"]
    said = json.loads(kgov(*command, "--baseline", str(path)).out)
    assert said["findings"] == before and said["known"] == 0


def test_a_baseline_written_by_windows_powershell_is_read(kgov: Run, before: Path) -> None:
    before.write_bytes(b"\xff\xfe" + before.read_text(encoding="utf-8").encode("utf-16-le"))
    assert kgov("validate", str(FAULTY), "--as-of", "2026-11-22", "--baseline", str(before)).code == 0


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (None, "filen finns inte"),
        (b"", "filen är inte JSON"),
        (b"{\n  nej", "before.json:2: filen är inte JSON"),
        (b"\xff\xff\xff", "filen är inte JSON"),
        (b"[" * 100_000, "filen är inte JSON"),
        (b"[]", "ingen rapport"),
        (b'{"findings": {}}', "ingen rapport"),
        (b'{"findings": [{"id": "a"}]}', "iakttagelse 1"),
        (
            b'{"findings": [{"id": "a", "outcome": "missing"}, {"id": 5, "outcome": "missing"}]}',
            "iakttagelse 2",
        ),
        (b'{"findings": ["a"]}', "iakttagelse 1"),
    ],
)
def test_a_bad_baseline_is_refused(kgov: Run, tmp_path: Path, content: bytes | None, problem: str) -> None:
    path = tmp_path / "before.json"
    if content is not None:
        path.write_bytes(content)
    result = kgov("validate", str(FAULTY), "--as-of", "2026-11-22", "--baseline", str(path))
    assert result.code == 2 and problem in result.err and "--format json" in result.err
    assert result.out == "" and "Traceback" not in result.err


def test_a_baseline_goes_with_lists_and_not_with_the_standard_report(kgov: Run, before: Path) -> None:
    result = kgov("validate", "--baseline", str(before))
    assert result.code == 2 and "Ange en fil" in result.err
    result = kgov("validate", str(FAULTY), "--baseline", str(before), "--format", "turtle")
    assert result.code == 2 and "turtle" in result.err
