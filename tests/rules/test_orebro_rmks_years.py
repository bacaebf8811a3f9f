"""The yearly follow-up by RMKS, and the periods for which a wording holds: years and months."""

from __future__ import annotations

import pytest
from build import AS_OF, HSLG, REGION, Rmks, judge, outcomes, violated
from orebro_rmks_rest import (
    ABSENT,
    DOCUMENT,
    INAPPLICABLE,
    INCOMPLETE,
    LAPSED,
    PENDING,
    RMKS,
    SATISFIED,
    VIOLATED,
    Rest,
    broken,
    clean,
    said,
)


def years(made: Rmks, as_of: str = AS_OF) -> dict[str, str]:
    return said(made, "OR-14", as_of)


def several_years() -> Rest:
    """Follow-up in 2021 by RMKS, in 2023 by HSLG, in 2024 by RMKS too, and in 2025; all documents are there."""
    made = clean().follow_up("2021-06-30").follow_up("2023-03-15", by=HSLG, plan="ex:plan")
    made.follow_up("2024-01-01", by=f"{HSLG}, {RMKS}")
    made.set("plan", a="kg:ActionPlan", **{"kg:isPlanOf": RMKS})
    return made.declare("documents", dated="2026-11-01", since="2021-01-01")  # type: ignore[return-value]


EVERY_YEAR = {
    "2021": SATISFIED,
    "2022": VIOLATED,
    "2023": VIOLATED,  # another made it
    "2024": SATISFIED,
    "2025": SATISFIED,
    "2026": PENDING,
}


def test_each_closed_year_is_judged_by_its_own_follow_up() -> None:
    assert years(several_years()) == EVERY_YEAR
    assert broken(several_years()) == {("OR-14", "2022"), ("OR-14", "2023")}


def test_the_year_that_runs() -> None:
    made = several_years().follow_up("2026-02-01")
    assert years(made) == EVERY_YEAR | {"2026": SATISFIED}
    assert years(made, "2026-01-31")["2026"] == PENDING
    assert years(several_years(), "2026-12-31")["2026"] == PENDING
    assert years(several_years(), "2027-01-01")["2026"] == INCOMPLETE  # the declaration ends with November
    through = several_years().declare(
        "documents", dated="2027-01-01", since="2021-01-01", through="2027-01-01"
    )
    assert years(through, "2027-01-01")["2026"] == VIOLATED


@pytest.mark.parametrize(
    ("dated", "since", "through", "expected"),
    [
        (None, None, None, {"2022": INCOMPLETE, "2023": INCOMPLETE}),
        ("2026-11-01", "2022-01-02", None, {"2022": INCOMPLETE, "2023": VIOLATED}),
        ("2026-11-01", "2022-01-01", "2023-12-30", {"2022": VIOLATED, "2023": INCOMPLETE}),
        ("2026-11-01", None, "2023-12-31", {"2022": VIOLATED, "2023": VIOLATED}),
        ("2025-11-22", "2021-01-01", None, {"2022": VIOLATED, "2023": VIOLATED}),
        ("2025-11-21", "2021-01-01", None, {"2022": LAPSED, "2023": LAPSED}),
    ],
)
def test_years_of_which_all_documents_are_listed(
    dated: str | None, since: str | None, through: str | None, expected: dict[str, str]
) -> None:
    made = several_years().incomplete("documents")
    if dated:
        made.declare("documents", dated=dated, since=since, through=through)
    assert years(made) == EVERY_YEAR | expected


def test_a_follow_up_without_date_or_maker_may_be_the_one() -> None:
    undated = several_years().follow_up(None, name="undated")
    assert years(undated) == EVERY_YEAR | {"2022": ABSENT, "2023": ABSENT}
    by_whom = several_years().follow_up("2022-05-01", by=None, plan="ex:plan")
    assert years(by_whom) == EVERY_YEAR | {"2022": ABSENT}


def test_a_year_in_part() -> None:
    made = several_years().set_up("2022-03-01")
    assert years(made) == {year: o for year, o in EVERY_YEAR.items() if year > "2021"} | {
        "2022": INAPPLICABLE
    }
    assert years(several_years().set_up("2022-01-01"))["2022"] == VIOLATED


@pytest.mark.parametrize(
    ("since", "first"), [("2022-01-01", "2022"), ("2022-01-02", "2023"), ("2023-07-01", "2024")]
)
def test_a_document_that_comes_into_force_within_a_year(since: str, first: str) -> None:
    made = several_years().version("read", since)
    assert years(made) == {year: o if year >= first else INAPPLICABLE for year, o in EVERY_YEAR.items()}


def test_a_wording_that_is_replaced_within_a_year() -> None:
    made = several_years().version("later", "2023-12-31", revises="OR-14")
    assert years(made) == {year: o if year < "2023" else INAPPLICABLE for year, o in EVERY_YEAR.items()}
    made = several_years().version("later", "2023-12-31", revises="OR-10")
    assert years(made) == EVERY_YEAR


@pytest.mark.parametrize("whose", [REGION, RMKS])
@pytest.mark.parametrize(
    ("reading", "judged"), [("calendar-year", True), ("any-twelve-months", False), ("working-year", False)]
)
def test_ruling_on_the_year(reading: str, judged: bool, whose: str) -> None:
    made = several_years().settled(f"T-11b-{reading}", whose)
    assert years(made) == {year: o if judged else INAPPLICABLE for year, o in EVERY_YEAR.items()}


# ---- the wording of the months


def months(made: Rmks) -> dict[str, str]:
    return said(made, "OR-56a") | said(made, "OR-56b")


def test_months_before_the_document_came_into_force() -> None:
    made = clean().no_meeting(4).no_meeting(6).meeting("2026-07-01")
    assert isinstance(made, Rest)
    before = said(made, "OR-56a")
    assert before["2026-04"] == before["2026-06"] == VIOLATED
    made.version("read", "2026-04-02")
    after = said(made, "OR-56a")
    assert {m for m in after if after[m] == INAPPLICABLE} == {f"2026-{m:02}" for m in (1, 2, 3, 4, 7, 8)}
    assert after["2026-06"] == VIOLATED
    assert said(made, "OR-56b")["2026-07"] == VIOLATED
    made.version("read", "2026-07-02")
    assert said(made, "OR-56b")["2026-07"] == INAPPLICABLE
    assert said(made, "OR-56b")["2026-08"] == SATISFIED
    assert violated(judge(made.text())) == set()


def test_months_after_the_wording_was_replaced() -> None:
    made = clean().no_meeting(5).no_meeting(10)
    assert isinstance(made, Rest)
    made.version("later", "2026-09-30", revises="OR-56a")
    judged = said(made, "OR-56a")
    assert {m for m in judged if judged[m] == INAPPLICABLE} == {f"2026-{m:02}" for m in (7, 8, 9, 10, 11, 12)}
    assert judged["2026-05"] == VIOLATED


def test_the_break_after_the_wording_was_replaced() -> None:
    made = clean().version("later", "2026-08-15", revises="OR-56b")
    assert said(made, "OR-56b", "2026-07-10") | {"2026-08": INAPPLICABLE} == said(
        made, "OR-56b", "2026-07-10"
    )
    assert said(made, "OR-56b", "2026-07-10")["2026-07"] == PENDING


def test_the_break_before_the_wording_was_replaced() -> None:
    made = clean().version("later", "2026-09-30", revises="OR-56b").meeting("2026-07-01")
    assert said(made, "OR-56b")["2026-07"] == VIOLATED


def test_rulings_on_the_months() -> None:
    made = clean().no_meeting(4).meeting("2026-07-01")
    assert isinstance(made, Rest)
    assert said(made, "OR-56a")["2026-04"] == said(made, "OR-56b")["2026-07"] == VIOLATED
    for reading, rule in (("T-38a-ten-a-year", "OR-56a"), ("T-38b-not-required", "OR-56b")):
        assert set(said(made.settled(reading, RMKS), rule).values()) == {INAPPLICABLE}
    for reading, rule, at in (
        ("T-38a-each-month", "OR-56a", "2026-04"),
        ("T-38b-no-ordinary-meetings", "OR-56b", "2026-07"),
    ):
        assert said(made.settled(reading, RMKS), rule)[at] == VIOLATED


def test_a_document_not_yet_in_force_is_not_judged() -> None:
    made = clean().version("read", "2026-11-23")
    found = outcomes(judge(made.text()))
    assert not set(found) & {"OR-09a", "OR-09b", "OR-15", "OR-18", "OR-35", "OR-38"}
    assert set(found["OR-14"].values()) == {INAPPLICABLE}
    assert DOCUMENT in made.text()
