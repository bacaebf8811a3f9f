"""KR-08 to KR-10: how members and municipal representatives of medical groups in Kronoberg are appointed."""

from __future__ import annotations

from functools import cache

import pytest
from kronoberg import (
    INCOMPLETE,
    LAPSED,
    NO_CONSULTATIONS,
    NO_ROLE,
    ROLE_UNKNOWN,
    UNKNOWN,
    Case,
    add,
    appointer,
    check,
    consulted,
    drop,
    group,
    judged,
    ruling,
    swap,
)
from kronoberg_bodies import COUNCIL, complete

OUTSIDE_8 = {"KR-08b doctor": "inapplicable", "KR-08c doctor": "inapplicable"}
BY_COMMITTEE = swap(
    "ex:§-advice-doctor kg:isRecommendedBy kgd:kronoberg-mklk",
    "ex:§-advice-doctor kg:isRecommendedBy kgd:kronoberg-lakemedelskommitten",
)
NO_RECOMMENDATION = drop("ex:§-decision-doctor kg:restsOn", "ex:§-advice-doctor")
APPOINTMENTS: dict[str, Case] = {
    # ---- KR-08a: the director appoints members
    "8a-another": group(
        {"KR-08a doctor": "violated", **OUTSIDE_8}, appointer("doctor", "kgd:kronoberg-mklk")
    ),
    "8a-absent": group({"KR-08a doctor": UNKNOWN}, appointer("doctor", None)),
    "8a-role-unknown": group(
        {"KR-08a doctor": UNKNOWN, **NO_ROLE, **OUTSIDE_8},
        ROLE_UNKNOWN,
        appointer("doctor", COUNCIL),
    ),
    "8a-role-unknown-and-by-the-director": group(NO_ROLE, ROLE_UNKNOWN),
    "8a-municipal-by-the-municipality": group(
        {"KR-08a town": "inapplicable"}, add("ex:§-decision-town kg:isAppointedBy kgd:kronoberg-kommuner")
    ),
    "8a-municipal-ruled-in": group(
        {"KR-08a town": "violated"},
        add("ex:§-decision-town kg:isAppointedBy kgd:kronoberg-kommuner"),
        ruling("T-09-director"),
    ),
    "8a-municipal-ruled-in-and-by-the-director": group(
        {"KR-08a town": "satisfied"},
        add("ex:§-decision-town kg:isAppointedBy kgd:kronoberg-hsd"),
        ruling("T-09-director"),
    ),
    "8a-municipal-ruled-in-and-absent": group({"KR-08a town": UNKNOWN}, ruling("T-09-director")),
    "8a-municipal-ruled-out": group(
        {"KR-08a town": "inapplicable"},
        add("ex:§-decision-town kg:isAppointedBy kgd:kronoberg-kommuner"),
        ruling("T-09-someone-else"),
    ),
    "8a-municipal-left-open": group({"KR-08a town": "inapplicable"}, ruling("T-09-left-open")),
    # ---- KR-08b: the management group consulted
    "8b-nobody": group({"KR-08b doctor": "violated"}, consulted("doctor", "kgd:kronoberg-hslg")),
    "8b-only-a-manager": group(
        {"KR-08b doctor": "violated"}, consulted("doctor", "kgd:kronoberg-hslg", "ex:vo-chef")
    ),
    "8b-the-management-group-of-another-region": group(
        {"KR-08b doctor": "violated"}, consulted("doctor", "kgd:kronoberg-hslg", "kgd:orebro-hslg")
    ),
    "8b-list-not-complete": group(
        {"KR-08b doctor": INCOMPLETE}, consulted("doctor", "kgd:kronoberg-hslg"), NO_CONSULTATIONS
    ),
    "8b-stated": group(
        {"KR-08b doctor": "violated"},
        consulted("doctor", "kgd:kronoberg-hslg"),
        NO_CONSULTATIONS,
        add("ex:§-doctor kg:lacks kgc:absent-consultation"),
    ),
    "8b-stated-on-the-decision": group(
        {"KR-08b doctor": "violated"},
        consulted("doctor", "kgd:kronoberg-hslg"),
        NO_CONSULTATIONS,
        add("ex:§-decision-doctor kg:lacks kgc:absent-consultation"),
    ),
    "8b-appointer-absent": group(
        {"KR-08a doctor": UNKNOWN, "KR-08b doctor": UNKNOWN},
        appointer("doctor", None),
        consulted("doctor", "kgd:kronoberg-hslg"),
    ),
    # ---- KR-08c: a recommendation from MK/LK
    "8c-from-the-council": group(
        {"KR-08c doctor": "violated"},
        swap(
            "ex:§-advice-doctor kg:isRecommendedBy kgd:kronoberg-mklk",
            f"ex:§-advice-doctor kg:isRecommendedBy {COUNCIL}",
        ),
    ),
    "8c-from-the-council-in-a-list-that-is-not-complete": group(
        {"KR-08c doctor": "violated"},
        swap(
            "ex:§-advice-doctor kg:isRecommendedBy kgd:kronoberg-mklk",
            f"ex:§-advice-doctor kg:isRecommendedBy {COUNCIL}",
        ),
        NO_CONSULTATIONS,
    ),
    "8c-author-absent": group({"KR-08c doctor": UNKNOWN}, drop("ex:§-advice-doctor kg:isRecommendedBy")),
    "8c-none-in-a-complete-list": group({"KR-08c doctor": "violated"}, NO_RECOMMENDATION),
    "8c-none": group({"KR-08c doctor": INCOMPLETE}, NO_RECOMMENDATION, NO_CONSULTATIONS),
    "8c-one-of-two": group(
        {"KR-09a advice-two": "violated"},
        add(
            "ex:§-decision-doctor kg:restsOn ex:§-advice-two",
            "ex:§-advice-two a kg:Recommendation",
            f"ex:§-advice-two kg:isRecommendedBy {COUNCIL}",
        ),
    ),
    "8c-named-on-the-appointment": group(
        {}, NO_RECOMMENDATION, add("ex:§-decision-doctor kg:isRecommendedBy kgd:kronoberg-mklk")
    ),
    "8c-committee": group({"KR-08c doctor": "unclear"}, BY_COMMITTEE),
    "8c-committee-is-lk": group({}, BY_COMMITTEE, ruling("T-03b-same-body")),
    "8c-committee-is-not-lk": group(
        {"KR-08c doctor": "violated"}, BY_COMMITTEE, ruling("T-03b-separate-body")
    ),
    "8c-committee-is-lk-but-another-recommended": group(
        {"KR-08c doctor": "violated"},
        swap(
            "ex:§-advice-doctor kg:isRecommendedBy kgd:kronoberg-mklk",
            f"ex:§-advice-doctor kg:isRecommendedBy {COUNCIL}",
        ),
        ruling("T-03b-same-body"),
    ),
    # ---- KR-09: reconciled with a VO manager, and a head of operations consulted
    "9a-none": group(
        {"KR-09a advice-doctor": "violated", "KR-09b advice-doctor": "inapplicable"},
        drop("ex:§-advice-doctor kg:isReconciledWith"),
    ),
    "9a-list-not-complete": group(
        {"KR-09a advice-doctor": INCOMPLETE, "KR-09b advice-doctor": INCOMPLETE},
        drop("ex:§-advice-doctor kg:isReconciledWith"),
        NO_CONSULTATIONS,
    ),
    "9a-stated": group(
        {"KR-09a advice-doctor": "violated", "KR-09b advice-doctor": "inapplicable"},
        drop("ex:§-advice-doctor kg:isReconciledWith"),
        NO_CONSULTATIONS,
        add("ex:§-advice-doctor kg:lacks kgc:absent-reconciliation"),
    ),
    "9a-with-another": group(
        {"KR-09a advice-doctor": "violated"},
        swap(
            "ex:§-advice-doctor kg:isReconciledWith ex:vo-chef",
            "ex:§-advice-doctor kg:isReconciledWith ex:verksamhetschef",
        ),
    ),
    "9a-with-the-kind": group(
        {}, swap("kg:isReconciledWith ex:vo-chef", "kg:isReconciledWith kgd:kronoberg-vo-chef")
    ),
    "9a-a-recommendation-on-the-chair": group(
        {"KR-09a advice-chair": "inapplicable", "KR-09b advice-chair": "inapplicable"},
        add(
            "ex:§-decision-chair kg:restsOn ex:§-advice-chair",
            "ex:§-advice-chair a kg:Recommendation",
            "ex:§-advice-chair kg:isReconciledWith ex:vo-chef",
        ),
    ),
    "9a-a-recommendation-on-one-of-unknown-role": group(
        {"KR-09a advice-doctor": UNKNOWN, **NO_ROLE, "KR-09b advice-doctor": "inapplicable"},
        ROLE_UNKNOWN,
        drop("ex:§-advice-doctor kg:isReconciledWith"),
    ),
    "9b-none": group({"KR-09b advice-doctor": "violated"}, drop("ex:§-advice-doctor kg:consulted")),
    "9b-with-the-kind": group(
        {}, swap("kg:consulted ex:verksamhetschef", "kg:consulted kgd:kronoberg-verksamhetschef")
    ),
    "9b-list-not-complete": group(
        {"KR-09b advice-doctor": INCOMPLETE}, drop("ex:§-advice-doctor kg:consulted"), NO_CONSULTATIONS
    ),
    "9b-list-declared-long-ago": group(
        {"KR-09b advice-doctor": LAPSED},
        drop("ex:§-advice-doctor kg:consulted"),
        NO_CONSULTATIONS,
        add(complete("consultations", "2025-11-21")),
    ),
    "9b-stated": group(
        {"KR-09b advice-doctor": "violated"},
        drop("ex:§-advice-doctor kg:consulted"),
        NO_CONSULTATIONS,
        add("ex:§-advice-doctor kg:lacks kgc:absent-consultation"),
    ),
    # ---- KR-10: the coordinating management group consulted on a municipal representative
    "10-another-management-group": group(
        {"KR-10 town": "violated"},
        consulted("town", "kgd:kronoberg-ledningsgrupp-samordning", "kgd:kronoberg-hslg"),
    ),
    "10-none": group({"KR-10 town": "violated"}, consulted("town", "kgd:kronoberg-ledningsgrupp-samordning")),
    "10-list-not-complete": group(
        {"KR-10 town": INCOMPLETE},
        consulted("town", "kgd:kronoberg-ledningsgrupp-samordning"),
        NO_CONSULTATIONS,
    ),
    "10-stated": group(
        {"KR-10 town": "violated"},
        consulted("town", "kgd:kronoberg-ledningsgrupp-samordning"),
        NO_CONSULTATIONS,
        add("ex:§-town kg:lacks kgc:absent-consultation"),
    ),
}

CASES = APPOINTMENTS


@cache
def found() -> dict[str, tuple[dict[str, str], dict[str, str]]]:
    return judged(CASES)


@pytest.mark.parametrize("name", CASES)
def test_appointment(name: str) -> None:
    check(CASES[name], *found()[name])
