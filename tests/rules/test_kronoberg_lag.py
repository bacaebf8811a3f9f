"""KR-05 and KR-08 to KR-09 on local medical working groups in Kronoberg."""

from __future__ import annotations

from functools import cache

import pytest
from kronoberg import INCOMPLETE, UNKNOWN, Case, add, check, drop, incomplete, judged, lag, ruling, swap
from kronoberg_bodies import COUNCIL, day


def assessment(name: str, *statements: str) -> list[str]:
    """One more assessment of the need."""
    thing = f"ex:§-{name}"
    return [
        f"{thing} a kg:NeedsAssessment",
        f"{thing} kg:concernsBody §§",
        *(f"{thing} {said}" for said in statements),
    ]


def decision(name: str, *statements: str, sort: str | None = "assignment") -> list[str]:
    """One more decision on the group."""
    thing = f"ex:§-{name}"
    lines = [f"{thing} a kg:Decision", f"{thing} kg:concernsBody §§"]
    if sort:
        lines.append(f"{thing} kg:hasDecisionKind kgc:decision-{sort}")
    return lines + [f"{thing} {said}" for said in statements]


BY_MKLK = "kg:isDecidedBy kgd:kronoberg-mklk"
BY_COMMITTEE = swap("isDecidedBy kgd:kronoberg-mklk", "isDecidedBy kgd:kronoberg-lakemedelskommitten")
OPEN_ENDED = "kg:isUntilFurtherNotice true"
NO_END = drop("kg:validThrough")
OTHER_ASSESSOR = f"kg:isAssessedBy {COUNCIL}"

CASES: dict[str, Case] = {
    # ---- KR-05a: a medical group assessed the need
    "5a-the-kind": lag({}, swap(OTHER_ASSESSOR, "kg:isAssessedBy kgd:kronoberg-mg")),
    "5a-a-group-of-the-list": lag({}, swap(OTHER_ASSESSOR, "kg:isAssessedBy ex:clean-group")),
    "5a-a-manager": lag({"KR-05a": "violated"}, swap(OTHER_ASSESSOR, "kg:isAssessedBy ex:vo-chef")),
    "5a-mklk": lag({"KR-05a": "violated"}, swap(OTHER_ASSESSOR, "kg:isAssessedBy kgd:kronoberg-mklk")),
    "5a-a-group-of-another-region": lag(
        {"KR-05a": "violated"}, swap(OTHER_ASSESSOR, "kg:isAssessedBy kgd:orebro-lpo")
    ),
    # Of whoever it was the list says nothing.
    "5a-a-stranger": lag({"KR-05a": UNKNOWN}, swap(OTHER_ASSESSOR, "kg:isAssessedBy ex:§-stranger")),
    "5a-assessor-absent": lag({"KR-05a": UNKNOWN}, drop("kg:isAssessedBy")),
    "5a-no-assessment": lag({"KR-05a": UNKNOWN, "KR-05b": UNKNOWN}, drop("ex:§-need ")),
    "5a-one-of-two-by-a-group": lag(
        {}, add(assessment("need-2", "kg:isAssessedBy ex:vo-chef", "kg:isAnchoredWith kgd:kronoberg-mklk"))
    ),
    "5a-one-of-two-unknown": lag(
        {"KR-05a": UNKNOWN},
        swap(OTHER_ASSESSOR, "kg:isAssessedBy ex:vo-chef"),
        add(assessment("need-2", "kg:isAnchoredWith kgd:kronoberg-mklk")),
    ),
    # ---- KR-05b: anchored with MK/LK
    "5b-absent": lag({"KR-05b": UNKNOWN}, drop("kg:isAnchoredWith")),
    "5b-stated-not-anchored": lag(
        {"KR-05b": "violated"}, drop("kg:isAnchoredWith"), add("ex:§-need kg:lacks kgc:absent-anchoring")
    ),
    "5b-anchored-elsewhere": lag(
        {"KR-05b": UNKNOWN}, swap("isAnchoredWith kgd:kronoberg-mklk", "isAnchoredWith kgd:kronoberg-hslg")
    ),
    "5b-one-of-two-not": lag(
        {"KR-05b": "violated"}, add(assessment("need-2", OTHER_ASSESSOR, "kg:lacks kgc:absent-anchoring"))
    ),
    "5b-one-of-two-unknown": lag({"KR-05b": UNKNOWN}, add(assessment("need-2", OTHER_ASSESSOR))),
    # ---- KR-05c: one current decision, by MK/LK
    "5c-by-the-council": lag(
        {"KR-05c": "violated"}, swap("isDecidedBy kgd:kronoberg-mklk", f"isDecidedBy {COUNCIL}")
    ),
    "5c-decider-absent": lag({"KR-05c": UNKNOWN}, drop("kg:isDecidedBy")),
    "5c-no-decision": lag({"KR-05c": UNKNOWN, "KR-05d": UNKNOWN}, drop("ex:§-assignment ")),
    "5c-two-current": lag(
        {"KR-05c": "violated"},
        add(decision("second", BY_MKLK, f"kg:validThrough {day('2027-06-30')}")),
    ),
    "5c-one-ended": lag(
        {}, add(decision("old", "kg:isDecidedBy ex:vo-chef", f"kg:validThrough {day('2025-12-31')}"))
    ),
    "5c-one-to-come": lag(
        {}, add(decision("next", "kg:isDecidedBy ex:vo-chef", f"kg:validFrom {day('2026-11-23')}"))
    ),
    "5c-only-ended": lag({"KR-05c": UNKNOWN}, swap("2027-12-31", "2026-11-21")),
    "5c-last-day": lag({}, swap("2027-12-31", "2026-11-22")),
    "5c-setting-up-is-another-matter": lag(
        {}, add(decision("set-up", "kg:isDecidedBy kgd:kronoberg-hsd", sort="set-up"))
    ),
    "5c-a-decision-of-unknown-kind": lag({"KR-05c": UNKNOWN}, add(decision("some", BY_MKLK, sort=None))),
    # Whether the läkemedelskommitté is LK of MK/LK is left open.
    "5c-committee": lag({"KR-05c": "unclear"}, BY_COMMITTEE),
    "5c-committee-is-lk": lag({}, BY_COMMITTEE, ruling("T-03b-same-body")),
    "5c-committee-is-not-lk": lag({"KR-05c": "violated"}, BY_COMMITTEE, ruling("T-03b-separate-body")),
    "5c-committee-left-open": lag({"KR-05c": "unclear"}, BY_COMMITTEE, ruling("T-03b-left-open")),
    # A ruling on the committee says nothing of others, and a decision that has ended settles nothing.
    "5c-committee-is-lk-but-another-decided": lag(
        {"KR-05c": "violated"},
        swap("isDecidedBy kgd:kronoberg-mklk", f"isDecidedBy {COUNCIL}"),
        ruling("T-03b-same-body"),
    ),
    "5c-another-decided-after-the-committee": lag(
        {"KR-05c": "violated"},
        swap("isDecidedBy kgd:kronoberg-mklk", f"isDecidedBy {COUNCIL}"),
        add(
            decision(
                "old",
                "kg:isDecidedBy kgd:kronoberg-lakemedelskommitten",
                f"kg:validThrough {day('2025-12-31')}",
            )
        ),
    ),
    "5c-only-ended-and-by-another": lag(
        {"KR-05c": UNKNOWN},
        swap("2027-12-31", "2026-11-21"),
        swap("isDecidedBy kgd:kronoberg-mklk", f"isDecidedBy {COUNCIL}"),
    ),
    "5c-two-current-one-by-the-committee": lag(
        {"KR-05c": "violated"},
        add(
            decision(
                "second",
                "kg:isDecidedBy kgd:kronoberg-lakemedelskommitten",
                f"kg:validThrough {day('2027-06-30')}",
            )
        ),
    ),
    # ---- KR-05d: limited in time
    "5d-absent": lag({"KR-05d": UNKNOWN}, NO_END),
    "5d-open-ended": lag({"KR-05d": "violated"}, NO_END, add(f"ex:§-assignment {OPEN_ENDED}")),
    "5d-open-ended-after-one-that-ended": lag(
        {"KR-05d": "violated"},
        NO_END,
        add(f"ex:§-assignment {OPEN_ENDED}", decision("old", f"kg:validThrough {day('2025-12-31')}")),
    ),
    "5d-unknown-after-one-that-ended": lag(
        {"KR-05d": UNKNOWN}, NO_END, add(decision("old", f"kg:validThrough {day('2025-12-31')}"))
    ),
    "5d-expressly-not-open-ended": lag(
        {"KR-05d": UNKNOWN}, NO_END, add("ex:§-assignment kg:isUntilFurtherNotice false")
    ),
    # ---- KR-08 and KR-09 hold for working groups too
    "8a-by-a-group": lag(
        {
            "KR-08a first": "violated",
            "KR-08b first": "inapplicable",
            "KR-08c first": "inapplicable",
        },
        swap(
            "ex:§-decision-first kg:isAppointedBy kgd:kronoberg-hsd",
            f"ex:§-decision-first kg:isAppointedBy {COUNCIL}",
        ),
    ),
    # The document says nothing of a chair in a working group: she is a member like the others.
    "8a-a-chair": lag(
        {
            "KR-08a first": "violated",
            "KR-08b first": "inapplicable",
            "KR-08c first": "inapplicable",
        },
        swap("ex:§-first kg:takesSeat kgd:kronoberg-mg-seat-member", "ex:§-first kg:hasRole kgc:role-chair"),
        swap(
            "ex:§-decision-first kg:isAppointedBy kgd:kronoberg-hsd",
            f"ex:§-decision-first kg:isAppointedBy {COUNCIL}",
        ),
    ),
    "8a-nobody": lag(
        {
            "KR-08a": "inapplicable",
            "KR-08b": "inapplicable",
            "KR-08c": "inapplicable",
            "KR-09a": "inapplicable",
            "KR-09b": "inapplicable",
        },
        drop("ex:§-first ", "ex:§-second ", "§-decision-", "§-advice-"),
    ),
    "8a-nobody-in-a-list-that-is-not-complete": lag(
        {f"KR-{rule}": INCOMPLETE for rule in ("08a", "08b", "08c", "09a", "09b")},
        drop("ex:§-first ", "ex:§-second ", "§-decision-", "§-advice-"),
        incomplete("members"),
        incomplete("consultations"),
    ),
    "8b-not-consulted": lag({"KR-08b first": "violated"}, drop("ex:§-decision-first kg:consulted")),
    "8c-by-another": lag(
        {"KR-08c first": "violated"},
        swap(
            "ex:§-advice-first kg:isRecommendedBy kgd:kronoberg-mklk",
            f"ex:§-advice-first kg:isRecommendedBy {COUNCIL}",
        ),
    ),
    "9a-not-reconciled": lag(
        {"KR-09a advice-first": "violated", "KR-09b advice-first": "inapplicable"},
        drop("ex:§-advice-first kg:isReconciledWith"),
    ),
    "9b-not-consulted": lag({"KR-09b advice-first": "violated"}, drop("ex:§-advice-first kg:consulted")),
}


@cache
def found() -> dict[str, tuple[dict[str, str], dict[str, str]]]:
    return judged(CASES)


@pytest.mark.parametrize("name", CASES)
def test_working_group(name: str) -> None:
    check(CASES[name], *found()[name])
