"""The rules for Kronoberg as a whole: the clean bodies, single bodies, what all lists share, and the examples."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest
import test_kronoberg_appointments as appointments
import test_kronoberg_groups as groups
import test_kronoberg_knowledge as knowledge
import test_kronoberg_lag as working_groups
import test_kronoberg_members as members
import test_kronoberg_years as years
from conftest import EXAMPLES
from kronoberg import (
    AS_OF,
    INCOMPLETE,
    LAPSED,
    UNKNOWN,
    Case,
    Edit,
    Expected,
    add,
    check,
    common,
    drop,
    group,
    judge,
    lag,
    outcomes,
    ruling,
    swap,
    turtle,
)
from kronoberg_bodies import COUNCIL, complete, day

import kgov
from kgov.answers.findings import SHOWN, Report
from kgov.answers.norm_check import rules_on_the_norm
from kgov.model.knowledge import Knowledge
from kgov.namespaces import local_name
from kgov.storage.memory import MemoryStore

MODULES = (appointments, groups, knowledge, members, working_groups, years)
CASES: dict[str, Case] = {name: case for module in MODULES for name, case in module.CASES.items()}
YEARLY = {"KR-07b", "KR-18"}
#: Rules that do not hold for everyone or always, by the document or by a ruling.
CONDITIONAL = {
    *("KR-06b", "KR-08a", "KR-08b", "KR-08c", "KR-09a", "KR-09b", "KR-10", "KR-12a", "KR-12b"),
    *("KR-13", "KR-15", "KR-17a"),
}
OPEN_TO_INTERPRETATION = {"KR-05c", "KR-08c", "KR-12a", "KR-12b", "KR-14b"}
#: Rules where what is missing can be that a list is not declared complete.
BY_LISTS = {
    *("KR-06a", "KR-06b", "KR-07b", "KR-08a", "KR-08b", "KR-08c", "KR-09a", "KR-09b", "KR-10"),
    *("KR-11a", "KR-11b", "KR-13", "KR-14a", "KR-14b", "KR-15", "KR-17a", "KR-18"),
}
RULES = {
    *("KR-02a", "KR-02b", "KR-05a", "KR-05b", "KR-05c", "KR-05d", *BY_LISTS, "KR-12a", "KR-12b"),
}


def rules(found: dict[str, str]) -> set[str]:
    return {place.split(" ")[0] for place in found if place.startswith("KR-")}


@cache
def clean() -> tuple[dict[str, str], dict[str, str]]:
    report = judge(turtle(common(), group({}).text("clean-group"), lag({}).text("clean-lag")))
    return outcomes(report, "clean-group"), outcomes(report, "clean-lag")


def test_the_clean_bodies_are_without_fault() -> None:
    of_group, of_lag = clean()
    for found in (of_group, of_lag):
        assert set(found.values()) <= {"satisfied", "pending", "inapplicable"}
    assert rules(of_group) | rules(of_lag) == RULES
    met = {
        place.split(" ")[0] for found in (of_group, of_lag) for place in found if found[place] == "satisfied"
    }
    assert met >= RULES
    assert {place for place, outcome in of_group.items() if outcome == "pending"} == {
        "KR-07b 2026",
        "KR-18 2026",
    }
    assert rules(of_lag) == {
        *("KR-05a", "KR-05b", "KR-05c", "KR-05d", "KR-08a", "KR-08b", "KR-08c", "KR-09a", "KR-09b"),
    }


def test_no_two_cases_share_a_name() -> None:
    assert len(CASES) == sum(len(module.CASES) for module in MODULES)


@pytest.mark.parametrize("rule", sorted(RULES))
def test_every_rule_is_tried_in_every_outcome(rule: str) -> None:
    expected: list[tuple[str, str | None]] = [pair for found in clean() for pair in found.items()]
    expected += [pair for case in CASES.values() for pair in case.expected.items()]
    tried = {outcome for place, outcome in expected if place.split(" ")[0] == rule and outcome}
    wanted = {"satisfied", "violated"}
    wanted |= {"pending"} if rule in YEARLY else set()
    wanted |= {"inapplicable"} if rule in CONDITIONAL else set()
    wanted |= {"unclear"} if rule in OPEN_TO_INTERPRETATION else set()
    wanted |= {INCOMPLETE} if rule in BY_LISTS else set()
    assert wanted <= tried
    assert any(outcome.startswith("missing") for outcome in tried)


# ---- Läkemedelsrådet is a medical group by name


def council(expected: Expected, *edits: Edit) -> None:
    """Läkemedelsrådet with the record of a clean group; the document itself says that it is one."""
    case = group(
        expected, drop("§§ a kgd:kronoberg-mg", "§§ rdfs:label", "kg:isOrganisedBy", "kg:mirrors"), *edits
    )
    found = outcomes(judge(turtle(common(), case.text("council", COUNCIL))), "council", COUNCIL)
    base: dict[str, str] = {
        **clean()[0],
        "KR-03a": "satisfied",
        "KR-02a": "inapplicable",
        "KR-02b": "inapplicable",
    }
    check(case, found, base)


def test_the_council_is_judged_like_a_medical_group_but_for_its_division() -> None:
    council({})


def test_the_council_is_judged_by_its_members() -> None:
    council(
        {"KR-12b doctor": "violated"},
        swap("doctor kg:holdsManagerialPosition false", "doctor kg:holdsManagerialPosition true"),
    )


def test_the_council_may_be_covered_by_ruling() -> None:
    council({"KR-02a": UNKNOWN, "KR-02b": UNKNOWN}, ruling("T-04-covered"))
    council({"KR-02a": "inapplicable"}, ruling("T-04-exempt"))
    council(
        {"KR-02a": "violated", "KR-02b": UNKNOWN},
        ruling("T-04-covered"),
        add("§§ kg:isOrganisedBy kgc:organised-by-other"),
    )


TYPED = "kgd:kronoberg-lakemedelsradet a kgd:kronoberg-mg, kg:Council ;"


class ChangedNorm(MemoryStore):
    """A store that reads the files of the model with other words in one place."""

    def __init__(self, old: str, new: str, folder: Path) -> None:
        super().__init__()
        self.old, self.new, self.copy = old, new, folder / "copy.ttl"
        self.changes = 0

    def load(self, path: Path, graph: str) -> None:
        text = path.read_text(encoding="utf-8")
        self.changes += text.count(self.old)
        self.copy.write_text(text.replace(self.old, self.new), encoding="utf-8")
        super().load(self.copy, graph)


@pytest.mark.parametrize(
    ("sort", "outcome"),
    [
        (TYPED, "satisfied"),
        (TYPED.replace(", kg:Council", ""), "satisfied"),
        (TYPED.replace("kgd:kronoberg-mg, ", ""), "violated"),
        (TYPED.replace("kgd:kronoberg-mg, kg:Council", "kg:Body"), "missing"),
    ],
)
def test_the_norm_says_that_the_council_is_a_medical_group(sort: str, outcome: str, tmp_path: Path) -> None:
    """KR-03a reads the norm: it is broken in a copy where the kind is left out."""
    store = ChangedNorm(TYPED, sort, tmp_path)
    model = Knowledge()
    model.store = store
    found = {rule.id: judged for rule, _, judged in rules_on_the_norm(model)}
    assert store.changes == 1
    assert found["KR-03a"] == outcome


# ---- what the bodies of a list share


def in_a_list(case: Case, *shared: Edit, as_of: str = AS_OF) -> dict[str, str]:
    """One group in a list whose common part is changed."""
    return outcomes(judge(turtle(common(*shared), case.text("alone")), as_of), "alone")


NO_PLACE = drop("ex:§-mklk-place")
NO_MKLK_LIST = drop("§-complete-mklk")


def test_the_list_of_mklk_is_not_complete() -> None:
    other = add("ex:someone a kg:Membership", "ex:someone kg:takesSeat kgd:kronoberg-mklk-seat-mg-chair")
    assert in_a_list(group({}), NO_MKLK_LIST)["KR-17a"] == "satisfied"
    assert in_a_list(group({}, NO_PLACE), NO_MKLK_LIST, other)["KR-17a"] == INCOMPLETE
    assert in_a_list(group({}, NO_PLACE), NO_MKLK_LIST)["KR-17a"] == INCOMPLETE  # no list of MK/LK at all
    assert in_a_list(group({}, NO_PLACE))["KR-17a"] == "violated"


def test_the_list_of_mklk_was_declared_long_ago() -> None:
    old = add(complete("members", "2025-11-21", of="kgd:kronoberg-mklk"))
    assert in_a_list(group({}, NO_PLACE), NO_MKLK_LIST, old)["KR-17a"] == LAPSED


def test_a_declaration_of_the_region_holds_for_its_groups() -> None:
    region = add(complete("members", "2026-11-01", of="kgd:region-kronoberg", name="region"))
    case = group({}, drop("§-complete-members", "ex:§-chair ", "ex:§-decision-chair", "ex:§-mklk-place"))
    assert in_a_list(case)["KR-06a"] == INCOMPLETE
    assert in_a_list(case, region)["KR-06a"] == "violated"


@pytest.mark.parametrize(
    ("since", "outcome"),
    [("2025-01-01", "violated"), ("2025-01-02", "inapplicable"), ("2026-07-01", "inapplicable")],
)
def test_a_year_that_begins_before_the_document_applied(since: str, outcome: str) -> None:
    version = add(
        "ex:version a kg:DocumentVersion",
        "ex:version dcterms:isVersionOf kgdoc:kronoberg-medicinska-grupper",
        f"ex:version kg:validFrom {day(since)}",
    )
    case = group({}, drop("§-meeting-2025-12-03", "§-invitation-2025-04-02"))
    found = in_a_list(case, version)
    assert found["KR-18 2025"] == found["KR-07b 2025"] == outcome
    running = "inapplicable" if since == "2026-07-01" else "pending"
    assert found["KR-18 2026"] == found["KR-07b 2026"] == running
    # A change in mid-year leaves out years, not what is judged on the day.
    assert found["KR-06a"] == "satisfied"


def test_a_group_that_has_ended_or_not_begun_is_not_judged() -> None:
    report = judge(
        turtle(
            common(),
            group({}).text("there"),
            group({}, add(f"§§ kg:validThrough {day('2026-11-21')}")).text("gone"),
            group({}, add(f"§§ kg:validFrom {day('2026-11-23')}")).text("coming"),
        )
    )
    assert outcomes(report, "gone") == outcomes(report, "coming") == {}
    assert outcomes(report, "there")


# ---- rulings


def test_a_ruling_of_the_region_holds_for_its_groups() -> None:
    chair = swap("chair kg:holdsManagerialPosition false", "chair kg:holdsManagerialPosition true")
    region = ruling("T-06a-chair-is-member", "kgd:region-kronoberg")
    assert in_a_list(group({}, chair))["KR-12b chair"] == "unclear"
    assert in_a_list(group({}, chair), region)["KR-12b chair"] == "violated"
    elsewhere = ruling("T-06a-chair-is-member", "kgd:region-orebro-lan")
    assert in_a_list(group({}, chair), elsewhere)["KR-12b chair"] == "unclear"


def test_an_outcome_names_the_ruling_it_rests_on() -> None:
    chair = swap("chair kg:holdsManagerialPosition false", "chair kg:holdsManagerialPosition true")
    case = group({}, chair, ruling("T-06a-chair-is-not-member"))
    report = judge(turtle(common(), case.text("alone")))
    rested = {
        (finding.rule.id, local_name(finding.value)): [local_name(reading) for reading in finding.rulings]
        for finding in report.findings
        if finding.rulings
    }
    assert set(rested) == {("KR-12a", "alone-chair"), ("KR-12b", "alone-chair")}
    assert set(map(tuple, rested.values())) == {("interpretation-T-06a-chair-is-not-member",)}


# ---- the examples

#: One fault of each sort is planted in the faulty list; KR-03a reads the documents, and no list can break it.
PLANTED = {(rule, "violated") for rule in RULES} | {
    ("KR-05b", "missing"),
    ("KR-05c", "unclear"),
    ("KR-12b", "unclear"),
    ("KR-13", "missing"),
}


def example(name: str) -> Report:
    return kgov.check(EXAMPLES / name, as_of=date.fromisoformat(AS_OF))


def test_all_is_well_in_the_clean_example() -> None:
    report = example("kronoberg-grupper.ttl")
    assert {finding.outcome for finding in report.findings} == {"satisfied", "pending", "inapplicable"}
    assert {finding.rule.id for finding in report.findings} >= {*RULES, "KR-03a"}
    judged = {local_name(finding.body) for finding in report.findings}
    assert judged >= {"grupp-1", "grupp-2", "lag-1", "kronoberg-lakemedelsradet"}


def test_the_faulty_example_holds_one_fault_of_each_sort() -> None:
    shown = [
        (finding.rule.id, finding.outcome)
        for finding in example("kronoberg-grupper-fel.ttl").findings
        if finding.outcome in SHOWN
    ]
    assert set(shown) == PLANTED
    assert len(shown) == len(PLANTED)
