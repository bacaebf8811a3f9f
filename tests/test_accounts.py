"""What a finding says of the lists: the value and the party, the count, what is lacking, and where it stands."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest
from conftest import EXAMPLES
from lists.books import BASE, Rows, book

from kgov.answers.findings import Finding
from kgov.answers.library import check
from kgov.answers.validation import Judge
from kgov.lists.importing import to_source
from kgov.lists.origin import Origin
from kgov.model.knowledge import Knowledge
from kgov.namespaces import local_name
from kgov.storage.tables import Value

APPROVED = Path(__file__).parent / "accounts.txt"
DAY = date(2026, 11, 22)
FAULTY = sorted(path.name for path in EXAMPLES.glob("*-fel.xlsx"))


@cache
def findings(name: str) -> tuple[Finding, ...]:
    return tuple(check(EXAMPLES / name, as_of=DAY).shown())


def one(name: str, rule: str, about: str = "") -> Finding:
    (found,) = [f for f in findings(name) if f.rule.id == rule and about in f"{f.body} {f.value}"]
    return found


def cells(finding: Finding) -> list[str]:
    return [f"{item.sheet} {item.column or ''}{item.row}" for item in finding.evidence]


@pytest.mark.parametrize(
    ("name", "rule", "about", "said", "where"),
    [
        (  # who appointed, and who was to
            "kronoberg-grupper-fel.xlsx",
            "KR-06a",
            "",
            "”Beslutat av” är MK/LK (Kronoberg), inte hälso- och sjukvårdsdirektören (Kronoberg).",
            ["Beslut C3", "Ledamöter M3"],
        ),
        (  # how many count, and which does not
            "kronoberg-grupper-fel.xlsx",
            "KR-18",
            "",
            "mötet 2025-09-10 och mötet 2025-10-08; ”Läge” är inställt för mötet 2025-12-03",
            ["Möten C8"],
        ),
        (  # which of two reasons
            "kronoberg-grupper-fel.xlsx",
            "KR-05c",
            "lag-1",
            "I underlaget: ”Beslutat av” är Medicinsk grupp Exempelorgan, inte MK/LK (Kronoberg).",
            ["Beslut C16"],
        ),
        (  # a member who is a substitute is told by the row of the substitute
            "kronoberg-grupper-fel.xlsx",
            "KR-17a",
            "",
            "”Ersättare för” är plats-mklk-3",
            ["Ledamöter L12"],
        ),
        (  # nothing stands where something should: the sheet where it belongs, and the answer that all is there
            "kronoberg-grupper-fel.xlsx",
            "KR-07b",
            "",
            "inget som räknas på bladet ”Bedömningar”",
            ["Är allt med C5"],
        ),
        (  # nobody of those who are there
            "kronoberg-grupper-fel.xlsx",
            "KR-13",
            "grupp-2",
            "”Yrke” är dietist för person-9, läkare för person-7, receptarie för person-8 och "
            "sjuksköterska för person-6, inte apotekare",
            ["Personer C8", "Personer C9", "Personer C10", "Personer C11"],
        ),
        (  # a seat that is vacant
            "orebro-rmks-fel.xlsx",
            "OR-22b",
            "",
            "”Vakant” är ja",
            ["Platser E3"],
        ),
        (  # what the view reckons is told by what it reckons from
            "orebro-rmks-fel.xlsx",
            "OR-27c",
            "",
            "”Mandat från och med” är 2025-03-01; ”Mandat till och med” är 2027-03-01",
            ["Ledamöter K8", "Ledamöter L8"],
        ),
        (  # what is missing is an empty cell
            "orebro-rmks-fel.xlsx",
            "OR-28a",
            "",
            "”Beslutat av” saknar uppgift",
            ["Ledamöter O9"],
        ),
        (  # of two regions that each could have been right, the one that all but was
            "sydostra-rsg-lakemedel-fel.xlsx",
            "SY-77",
            "",
            "”Representerar” är Region Östergötland, inte Sydöstra sjukvårdsregionen",
            ["Ledamöter E7"],
        ),
        (  # an answer that has lapsed
            "sydostra-rsg-lakemedel-fel.xlsx",
            "SY-58a",
            "rsg-exempel",
            "",
            ["Är allt med C6"],
        ),
    ],
)
def test_the_sentence_names_value_and_party_and_the_places_are_those_cells(
    name: str, rule: str, about: str, said: str, where: list[str]
) -> None:
    finding = one(name, rule, about)
    assert said in finding.account.sv
    assert cells(finding) == where


def test_the_same_in_english() -> None:
    found = one("kronoberg-grupper-fel.xlsx", "KR-06a")
    assert (
        found.account.en
        == "In the list: “Decided by” is MK/LK (Kronoberg), not health and medical care director (Kronoberg)."
    )


@pytest.mark.parametrize("name", FAULTY)
def test_no_account_names_a_person(name: str) -> None:
    for finding in findings(name):
        assert "Exempelperson" not in finding.account.sv + finding.account.en, finding.rule.id


@pytest.mark.parametrize("name", FAULTY)
def test_every_finding_names_a_place(name: str) -> None:
    assert [f.rule.id for f in findings(name) if not f.evidence] == []


@pytest.mark.parametrize("name", FAULTY)
def test_a_workbook_and_its_turtle_give_the_same_account(name: str) -> None:
    """The words come from what is said, and not from the form of the file; only sheets are a workbook's own."""
    by_id = {f.id: f for f in check(EXAMPLES / name.replace(".xlsx", ".ttl"), as_of=DAY).shown()}
    for finding in findings(name):
        if "bladet" not in finding.account.sv and finding.id in by_id:
            assert by_id[finding.id].account == finding.account


def told() -> str:
    """All findings of the example workbooks: rule and outcome, what settles it, and the cells."""
    lines = []
    for name in FAULTY:
        lines.append(f"# {name}")
        for f in findings(name):
            about = f"{local_name(f.body)} {f.period or local_name(str(f.value))}"
            lines.append(f"{f.rule.id} {f.outcome} {about}: {f.account.sv} [{', '.join(cells(f))}]")
    return "\n".join(lines) + "\n"


def test_all_findings_of_the_examples_say_what_was_read_and_approved() -> None:
    """Renewed by ``python tests/renew.py accounts``; read each changed line against the list."""
    assert told() == APPROVED.read_text(encoding="utf-8")


def test_a_question_without_an_answer_is_pointed_at() -> None:
    complete: Rows = [
        ["Gäller", "Är alla med i fråga om", "Svar"],
        ["Medicinsk grupp Exempel", "möten", None],
        ["Medicinsk grupp Exempel", "ledamöter", "Nej"],
        ["Medicinsk grupp Exempel", None, None],
    ]
    groups: Rows = [["Grupp", "Slag av grupp"], ["Medicinsk grupp Exempel", "medicinsk grupp (Kronoberg)"]]
    workbook = book(Grupper=groups, Är_allt_med=complete)
    knowledge = Knowledge().need("norm", "codes")
    knowledge.add_list(to_source(workbook, knowledge, Origin("kronoberg", BASE)))
    found = {f.rule.id: cells(f) for f in Judge(knowledge, DAY).run().findings if f.outcome == "missing"}
    assert found["KR-18"] == ["Är allt med C2"]
    assert found["KR-14a"] == ["Är allt med C3"]


def judged(owner: str, group: Rows, **sheets: Rows) -> dict[str, Finding]:
    """The findings on a workbook, by rule; of several on the same rule the last."""
    knowledge = Knowledge().need("norm", "codes")
    workbook = book(Grupper=group, **sheets)
    knowledge.add_list(to_source(workbook, knowledge, Origin(owner, BASE)))
    return {
        f.rule.id: f for f in Judge(knowledge, DAY).run().findings if f.outcome in ("missing", "violated")
    }


COMPLETE = ["Gäller", "Är alla med i fråga om", "Svar", "Per datum", "Uppgiftslämnare (funktion)"]


def test_what_is_already_stated_complete_is_not_asked_for_again() -> None:
    name = "RSG läkemedel (Södra)"
    answers: Rows = [
        COMPLETE,
        [name, "möten", "Ja", date(2026, 11, 1), "sekreterare"],
        [name, "dokument och planer", None, None, None],
    ]
    group: Rows = [["Grupp"], [name]]
    assert cells(judged("sodra", group, Är_allt_med=answers)["SO-21a"]) == ["Är allt med C3"]


def test_where_only_the_number_settles_it_the_entries_counted_are_pointed_at() -> None:
    name = "Medicinsk grupp Exempel"
    group: Rows = [
        ["Grupp", "Slag av grupp", "Från och med"],
        [name, "medicinsk grupp (Kronoberg)", date(2024, 1, 1)],
    ]
    held: Rows = [
        ["Grupp", "Datum", "Läge", "Sammankallat av"],
        *([name, date(2025, month, 10), "hållet", "ordförande"] for month in (2, 4, 6)),
    ]
    complete: list[Value] = [
        name,
        "möten",
        "Ja",
        date(2026, 11, 1),
        "sekreterare",
        date(2025, 1, 1),
        date(2026, 10, 31),
    ]
    answers: Rows = [[*COMPLETE, "Införda från och med", "Införda till och med"], complete]
    found = judged("kronoberg", group, Möten=held, Är_allt_med=answers)["KR-18"]
    assert found.account.sv == (
        "I underlaget: 3 räknas: mötet 2025-02-10, mötet 2025-04-10 och mötet 2025-06-10."
    )
    assert cells(found) == ["Möten 2", "Möten 3", "Möten 4"]
