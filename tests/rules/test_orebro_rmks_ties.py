"""Who of RMKS sits in RSN, and who appoints the chair of its reference group."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from build import HSLG, SEATS, Rmks, day, judge, violated
from orebro_rmks_rest import (
    ABSENT,
    INAPPLICABLE,
    INCOMPLETE,
    LAPSED,
    LEADER,
    REFERENCE_GROUP,
    RSN,
    SATISFIED,
    VIOLATED,
    clean,
    said,
)

CHAIR, PROCESS = "orebro-rmks-seat-chair", "orebro-rmks-seat-processagare"
BOTH_IN = {CHAIR: SATISFIED, PROCESS: SATISFIED}
EX_RSN: list[tuple[str, Callable[[], Rmks], dict[str, str], set[str]]] = [
    ("both sit there", clean, BOTH_IN, set()),
    ("though the list is not complete", lambda: clean().remove("complete-rsn"), BOTH_IN, set()),
    (
        "the process owner does not",
        lambda: clean().remove("rsn-process"),
        {CHAIR: SATISFIED, PROCESS: VIOLATED},
        {"OR-35"},
    ),
    (
        "and the list is not complete",
        lambda: clean().remove("rsn-process", "complete-rsn"),
        {CHAIR: SATISFIED, PROCESS: INCOMPLETE},
        set(),
    ),
    (
        "a complete list that is old",
        lambda: clean().remove("rsn-chair").declare("members", dated="2025-11-21", of=RSN, name="rsn"),
        {CHAIR: LAPSED, PROCESS: SATISFIED},
        set(),
    ),
    (
        "no list at all",
        lambda: clean().remove("rsn-chair", "rsn-process", "complete-rsn"),
        {CHAIR: INCOMPLETE, PROCESS: INCOMPLETE},
        set(),
    ),
    (
        "a complete list of nobody",
        lambda: clean().remove("rsn-chair", "rsn-process"),
        {CHAIR: VIOLATED, PROCESS: VIOLATED},
        {"OR-35"},
    ),
    (
        "the chair is co-opted there",
        lambda: clean().in_rsn("chair", form="kgc:form-co-opted"),
        {CHAIR: VIOLATED, PROCESS: SATISFIED},
        {"OR-35"},
    ),
    (
        "a substitute there",
        lambda: clean().set("rsn-chair", **{"kg:isSubstituteFor": "ex:rsn-process"}),
        {CHAIR: VIOLATED, PROCESS: SATISFIED},
        {"OR-35"},
    ),
    (
        "has left it",
        lambda: clean().set("rsn-chair", **{"kg:validThrough": day("2026-11-21")}),
        {CHAIR: VIOLATED, PROCESS: SATISFIED},
        {"OR-35"},
    ),
    (
        "any seat there will do",
        lambda: clean().in_rsn("chair"),
        BOTH_IN,
        set(),
    ),
    (
        "the chair's seat is vacant",
        lambda: clean().remove("rsn-chair").vacate("chair"),
        {CHAIR: INAPPLICABLE, PROCESS: SATISFIED},
        {"OR-21b"},
    ),
    (
        "who is chair is not known",
        lambda: clean().leave("chair").incomplete("members"),
        {CHAIR: INCOMPLETE, PROCESS: SATISFIED},
        set(),
    ),
    (
        "the chair is not named",
        lambda: clean().drop("chair", "org:member"),
        {CHAIR: ABSENT, PROCESS: SATISFIED},
        {"KG-03"},
    ),
    (
        "a new chair, who is not there yet",
        lambda: clean().seated("chair", "2025-03-01", "2026-11-01").second("chair"),
        {CHAIR: VIOLATED, PROCESS: SATISFIED},
        {"OR-35"},
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("make", "expected", "rules"), [row[1:] for row in EX_RSN], ids=[row[0] for row in EX_RSN]
)
def test_seats_in_rsn(make: Callable[[], Rmks], expected: dict[str, str], rules: set[str]) -> None:
    found = said(make(), "OR-35")
    assert {seat: outcome for seat, outcome in found.items() if seat in expected} == expected
    assert {outcome for seat, outcome in found.items() if seat not in expected} == {INAPPLICABLE}
    assert len(found) >= len(SEATS)
    assert violated(judge(make().text())) == rules


# ---- the reference group

LEADERS: list[tuple[str, Callable[[], Rmks], str]] = [
    ("the director appointed", clean, SATISFIED),
    ("the chair of RMKS did", lambda: clean().leads_reference_group("reference", "kgd:orebro-rmks-seat-chair"), VIOLATED),
    ("nobody is named", lambda: clean().leads_reference_group("reference", None), ABSENT),
    ("no chair", lambda: clean().remove("leads-reference"), INAPPLICABLE),
    ("no chair in a list that is not complete", lambda: clean().set("leads-reference", **{"kg:takesSeat": None, "kg:hasRole": "kgc:role-member"}).incomplete("reference-group"), INCOMPLETE),
    ("no chair in a list that is too old", lambda: clean().remove("leads-reference").declare("members", dated="2025-11-21", of=REFERENCE_GROUP, name="reference-group").set("ordinary", a="kg:Membership", **{"org:organization": REFERENCE_GROUP, "org:member": "ex:person-near", "kg:hasRole": "kgc:role-member"}), LAPSED),
    ("someone else appointed an ordinary member", lambda: clean().set("ordinary", a="kg:Membership", **{"org:organization": REFERENCE_GROUP, "org:member": "ex:person-near", "kg:hasRole": "kgc:role-member"}).set("made", a="kg:Appointment", **{"kg:appoints": "ex:ordinary", "kg:isAppointedBy": HSLG}), SATISFIED),
    ("someone else appointed the chair before", lambda: clean().leads_reference_group("near", HSLG).set("leads-near", **{"kg:validThrough": day("2025-01-31")}), SATISFIED),
]  # fmt: skip


@pytest.mark.parametrize(("make", "expected"), [row[1:] for row in LEADERS], ids=[row[0] for row in LEADERS])
def test_chair_of_the_reference_group(make: Callable[[], Rmks], expected: str) -> None:
    made = make()
    assert said(made, "OR-38") == {LEADER: expected}
    assert violated(judge(made.text())) == ({"OR-38"} if expected == VIOLATED else set())


def test_a_reference_group_that_no_list_speaks_of_is_not_judged() -> None:
    assert said(clean().remove("leads-reference", "complete-reference-group"), "OR-38") == {}
