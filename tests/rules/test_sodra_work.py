"""RSG Läkemedel in Södra at work: what it may decide on (SO-18), and its notes (SO-21)."""

from __future__ import annotations

import pytest
from sodra import (
    BODY,
    DUTIES,
    EXPECTED,
    SKANE,
    SKS_R,
    complete,
    found,
    incomplete,
    lapsed,
    lines,
    meeting,
    member,
    notes,
    ruling,
)
from sydostra import (
    ABSENT,
    INAPPLICABLE,
    INCOMPLETE,
    LAPSED,
    SATISFIED,
    VIOLATED,
    Edit,
    add,
    day,
    differences,
    judge,
    outcomes,
    swap,
    violated,
)

from kgov.namespaces import expand

# ---- SO-21: notes of meetings

silent = "ex:{} kg:lacks kgc:absent-notes ."
#: Lines of a meeting, then the outcomes of SO-21a and SO-21b.
HELD: dict[str, tuple[list[str], str, str]] = {
    "delivered": (
        meeting("delivered", "2026-04-08", "held", notes("n1", "delivered", SKS_R)),
        SATISFIED,
        SATISFIED,
    ),
    "kept": (meeting("kept", "2026-04-08", "held", notes("n2", "kept")), SATISFIED, ABSENT),
    "kept-back": (
        meeting("kept-back", "2026-04-08", "held", notes("n3", "kept-back", lacks=True)),
        SATISFIED,
        VIOLATED,
    ),
    "sent-elsewhere": (
        meeting("sent-elsewhere", "2026-04-08", "held", notes("n4", "sent-elsewhere", SKANE)),
        SATISFIED,
        ABSENT,
    ),
    "one-of-two": (
        meeting(
            "one-of-two", "2026-04-08", "held", notes("n5", "one-of-two", SKS_R), notes("n6", "one-of-two")
        ),
        SATISFIED,
        ABSENT,
    ),
    "one-of-two-kept-back": (
        meeting(
            "one-of-two-kept-back",
            "2026-04-08",
            "held",
            notes("n7", "one-of-two-kept-back", SKS_R),
            notes("n8", "one-of-two-kept-back", lacks=True),
        ),
        SATISFIED,
        VIOLATED,
    ),
    "said-both-ways": (
        meeting("said-both-ways", "2026-04-08", "held", notes("n9", "said-both-ways", SKS_R, lacks=True)),
        SATISFIED,
        VIOLATED,
    ),
    "none": (meeting("none", "2026-04-08"), VIOLATED, INAPPLICABLE),
    "none-stated": (
        meeting("none-stated", "2024-04-08", "held", silent.format("none-stated")),
        VIOLATED,
        INAPPLICABLE,
    ),
    "none-before-the-list": (meeting("none-before-the-list", "2024-04-08"), INCOMPLETE, INCOMPLETE),
    "none-in-a-closed-year": (meeting("none-in-a-closed-year", "2025-04-08"), VIOLATED, INAPPLICABLE),
    "none-and-some": (
        meeting(
            "none-and-some",
            "2026-04-08",
            "held",
            notes("n10", "none-and-some", SKS_R),
            silent.format("none-and-some"),
        ),
        VIOLATED,
        INAPPLICABLE,
    ),
    "cancelled": (meeting("cancelled", "2026-04-08", "cancelled"), INAPPLICABLE, INAPPLICABLE),
    "cancelled-stated": (
        meeting("cancelled-stated", "2026-04-08", "cancelled", silent.format("cancelled-stated")),
        INAPPLICABLE,
        INAPPLICABLE,
    ),
    # It may not have been held.
    "planned": (meeting("planned", "2026-04-08", "planned"), ABSENT, INAPPLICABLE),
    "planned-with-notes": (
        meeting("planned-with-notes", "2026-04-08", "planned", notes("n11", "planned-with-notes", SKS_R)),
        SATISFIED,
        SATISFIED,
    ),
    "of-unknown-status": (
        meeting("of-unknown-status", "2026-04-08", None, silent.format("of-unknown-status")),
        ABSENT,
        INAPPLICABLE,
    ),
    "undated": (meeting("undated", None), VIOLATED, INAPPLICABLE),
    "undated-with-notes": (
        meeting("undated-with-notes", None, "held", notes("n12", "undated-with-notes", SKS_R)),
        SATISFIED,
        SATISFIED,
    ),
}
held = lines(*(line for text, *_ in HELD.values() for line in text))


@pytest.mark.parametrize("name", HELD)
def test_notes(name: str) -> None:
    _, kept, sent = HELD[name]
    assert found([held])[f"SO-21a {name}"] == kept
    assert found([held])[f"SO-21b {name}"] == sent


def test_a_meeting_to_come_is_not_judged() -> None:
    assert not [where for where in found() if where.endswith("winter")]


@pytest.mark.parametrize(
    ("edits", "reason"), [([incomplete("documents")], INCOMPLETE), ([lapsed("documents")], LAPSED)]
)
def test_papers_that_are_not_complete(edits: list[Edit], reason: str) -> None:
    judged = found([held, *edits])
    for name in ("none", "none-in-a-closed-year", "undated"):
        assert judged[f"SO-21a {name}"] == judged[f"SO-21b {name}"] == reason
    assert judged["SO-21a none-stated"] == VIOLATED
    assert judged["SO-21a planned"] == ABSENT


@pytest.mark.parametrize("name", ["none", "kept-back"])
def test_a_fault_in_notes_breaks_one_rule(name: str) -> None:
    judged = found([lines(*HELD[name][0])])
    assert violated(judged) == {"SO-21a" if name == "none" else "SO-21b"}


@pytest.mark.parametrize(
    ("aspects", "outcome"),
    [
        ([], INCOMPLETE),
        (["calendar"], INCOMPLETE),
        (["documents"], INCOMPLETE),
        (["calendar", "documents"], INAPPLICABLE),
    ],
)
def test_no_meetings(aspects: list[str], outcome: str) -> None:
    lists = [complete(aspect, through="2026-12-31") for aspect in aspects]
    report = judge("\n".join([*member("s", SKANE, SKANE), *lists]))
    judged = outcomes(report, expand(BODY), "")
    assert (judged["SO-21a"], judged["SO-21b"]) == (outcome, outcome)


def version(since: str, *revised: str) -> Edit:
    return lines(
        "ex:version a kg:DocumentVersion ; dcterms:isVersionOf kgdoc:sodra-rsg-lakemedel ; "
        f"kg:validFrom {day(since)} .",
        *(
            f"ex:{rule}.2 a kg:Statement ; dcterms:isPartOf ex:version ; prov:wasRevisionOf kgs:{rule} ."
            for rule in revised
        ),
    )


@pytest.mark.parametrize(
    ("since", "outside"),
    [("2026-03-01", []), ("2026-03-02", ["spring"]), ("2026-09-02", ["spring", "autumn"])],
)
def test_months_that_began_before_the_document_applied(since: str, outside: list[str]) -> None:
    expected = {f"{rule} {name}": INAPPLICABLE for rule in ("SO-21a", "SO-21b") for name in outside}
    assert differences(found([version(since)]), EXPECTED) == expected


def test_a_month_that_will_end_under_a_later_wording() -> None:
    edits = [lines(*meeting("late", "2026-11-10")), version("2026-11-25", "SO-21a")]
    assert found(edits)["SO-21a late"] == INAPPLICABLE
    assert found(edits)["SO-21a autumn"] == SATISFIED
    assert found([edits[0], version("2026-12-01", "SO-21a")])["SO-21a late"] == VIOLATED


# ---- SO-18: scope

#: What is decided or assigned, the outcome, and the outcome where all that is not listed is ruled out.
SCOPE: dict[str, tuple[str, str, str]] = {
    "introduction": ("kg:isDecidedBy {} ; kg:concernsMatter kgc:matter-introduction", SATISFIED, SATISFIED),
    "lists": ("kg:isDecidedBy {} ; kg:concernsMatter kgc:matter-recommendation-list", VIOLATED, VIOLATED),
    "follow-up": ("kg:isDecidedBy {} ; kg:concernsMatter kgc:matter-follow-up", VIOLATED, VIOLATED),
    "among-others": (
        "kg:isDecidedBy {} ; kg:concernsMatter kgc:matter-introduction , kgc:matter-follow-up",
        VIOLATED,
        VIOLATED,
    ),
    "no-subject": ("kg:isDecidedBy {}", ABSENT, ABSENT),
    # The list of examples is open: only the two are counted unless somebody rules otherwise.
    "procurement": ("kg:isDecidedBy {} ; kg:concernsMatter kgc:matter-procurement", SATISFIED, VIOLATED),
    "assigned": (
        f"kg:concernsBody {{}} ; kg:isDecidedBy {SKS_R} ; kg:hasDecisionKind kgc:decision-assignment ; "
        "kg:concernsMatter kgc:matter-follow-up",
        VIOLATED,
        VIOLATED,
    ),
    "assigned-procurement": (
        f"kg:concernsBody {{}} ; kg:isDecidedBy {SKS_R} ; kg:hasDecisionKind kgc:decision-assignment ; "
        "kg:concernsMatter kgc:matter-procurement",
        SATISFIED,
        VIOLATED,
    ),
    "set-up": (
        f"kg:concernsBody {{}} ; kg:isDecidedBy {SKS_R} ; kg:hasDecisionKind kgc:decision-set-up ; "
        "kg:concernsMatter kgc:matter-follow-up",
        INAPPLICABLE,
        INAPPLICABLE,
    ),
    "ended": (
        f"kg:isDecidedBy {{}} ; kg:concernsMatter kgc:matter-follow-up ; kg:validThrough {day('2026-06-30')}",
        INAPPLICABLE,
        INAPPLICABLE,
    ),
    "in-force": (
        f"kg:isDecidedBy {{}} ; kg:concernsMatter kgc:matter-follow-up ; kg:validThrough {day('2026-11-22')}",
        VIOLATED,
        VIOLATED,
    ),
}
scope = lines(*(f"ex:{name} a kg:Decision ; {text.format(BODY)} ." for name, (text, *_) in SCOPE.items()))
assessment = lines(f"ex:assessment a kg:NeedsAssessment ; kg:concernsBody {BODY} .")
ALL_OUTSIDE = ruling("T-19a-all-not-listed")


@pytest.mark.parametrize("name", SCOPE)
def test_scope(name: str) -> None:
    _, outcome, strict = SCOPE[name]
    assert found([scope])[f"SO-18 {name}"] == outcome
    assert found([scope, ruling("T-19a-named-only")])[f"SO-18 {name}"] == outcome
    assert found([scope, ALL_OUTSIDE])[f"SO-18 {name}"] == strict


def test_the_duties_of_the_document_are_within_it() -> None:
    for edits in ([], [ALL_OUTSIDE]):
        assert {found(edits)[f"SO-18 {duty}"] for duty in DUTIES} == {SATISFIED}


def test_other_things_that_concern_the_group() -> None:
    assert found([assessment])["SO-18 assessment"] == INAPPLICABLE


def test_a_decision_outside_breaks_that_rule_alone() -> None:
    edit = swap("kgc:matter-introduction", "kgc:matter-follow-up")
    assert differences(found([edit]), EXPECTED) == {"SO-18 decision": VIOLATED}


def test_a_decision_to_come_is_not_judged() -> None:
    assert (
        found([add(f"ex:later a kg:Decision ; kg:isDecidedBy {BODY} ; dcterms:date {day('2026-11-23')}")])
        == found()
    )
