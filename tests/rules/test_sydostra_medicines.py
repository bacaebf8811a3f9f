"""RSG läkemedel in Sydöstra: whom a participant with a national assignment represents (SY-73 against SY-77).

The rule speaks of this one group, so its participants stand side by side in one list, each a case of its own.
"""

from __future__ import annotations

from functools import cache

import pytest
from sydostra import (
    ABSENT,
    INAPPLICABLE,
    INCOMPLETE,
    KALMAR,
    MEDICINES,
    OSTERGOTLAND,
    SATISFIED,
    VIOLATED,
    WHOLE,
    WORLD,
    day,
    judge,
    member,
    none_national,
    outcomes,
)

from kgov.namespaces import expand

#: Who sits there: the person, whom she represents, and the outcomes of SY-73 and SY-77.
SITTING = {
    "whole": ("p-national", WHOLE, INAPPLICABLE, SATISFIED),
    "own": ("p-national", OSTERGOTLAND, INAPPLICABLE, VIOLATED),
    "both": ("p-national", f"{WHOLE} , {OSTERGOTLAND}", INAPPLICABLE, SATISFIED),
    "unit-both": ("p-national-unit", f"{WHOLE} , {KALMAR}", INAPPLICABLE, SATISFIED),
    "three": ("p-national-unit", f"{WHOLE} , {KALMAR} , {OSTERGOTLAND}", INAPPLICABLE, SATISFIED),
    "silent": ("p-national", None, INAPPLICABLE, ABSENT),
    # Any national group counts, and not only the two that the text names.
    "elsewhere": ("p-nsg-elsewhere", KALMAR, INAPPLICABLE, VIOLATED),
    "home": ("p-kalmar-1", KALMAR, SATISFIED, INAPPLICABLE),
    "astray": ("p-kalmar-1", OSTERGOTLAND, VIOLATED, INAPPLICABLE),
    "above": ("p-kalmar-1", WHOLE, VIOLATED, INAPPLICABLE),
    # It is not known whether there is an assignment: neither rule can be decided.
    "unsaid": ("p-kalmar-2", KALMAR, INCOMPLETE, INCOMPLETE),
    "unsaid-above": ("p-kalmar-2", WHOLE, INCOMPLETE, INCOMPLETE),
    "unsaid-both": ("p-kalmar-2", f"{WHOLE} , {KALMAR}", INCOMPLETE, INCOMPLETE),
}
#: With the other reading, whoever has an assignment is to represent both, and SY-73 judges everybody.
BOTH = {
    "whole": VIOLATED,
    "own": SATISFIED,
    "both": SATISFIED,
    "unit-both": SATISFIED,
    "three": VIOLATED,
    "silent": ABSENT,
    "elsewhere": SATISFIED,
    "home": SATISFIED,
    "astray": VIOLATED,
    "above": VIOLATED,
    "unsaid": SATISFIED,
    # With an assignment the own region is lacking, without one the healthcare region is too much.
    "unsaid-above": VIOLATED,
    "unsaid-both": INCOMPLETE,
}
NOT_MEMBERS = f"""
ex:chair a kg:Membership ; org:organization {MEDICINES} ; org:member ex:p-national ; kg:represents {OSTERGOTLAND} ;
    kg:takesSeat kgd:sydostra-rsg-seat-chair ; kg:validFrom {day("2025-03-01")} .
ex:guest a kg:Membership ; org:organization {MEDICINES} ; org:member ex:p-national ; kg:represents {OSTERGOTLAND} ;
    kg:hasForm kgc:form-co-opted ; kg:validFrom {day("2025-03-01")} .
"""


def ruled(reading: str) -> str:
    question = "-".join(reading.split("-")[:2])
    return (
        f"ex:ruling a kg:Ruling ; kg:settles kgd:interpretation-{question} ; kg:isRuledFor {WHOLE} ; "
        f"kg:choosesReading kgd:interpretation-{reading} ; kg:validFrom {day('2026-06-01')} ; kg:isSynthetic true ."
    )


def higher(dated: str) -> str:
    return (
        f"ex:higher a kg:Completeness ; kg:hasAspect kgc:aspect-higher-level-members ; kg:isCompleteFor {MEDICINES} ; "
        f"dcterms:date {day(dated)} ."
    )


@cache
def found(more: str = "") -> dict[str, str]:
    members = [
        member(
            name,
            person,
            represents,
            None,
            none_national(name) if name in ("home", "astray", "above") else "",
        )
        for name, (person, represents, *_) in SITTING.items()
    ]
    text = "\n".join(members).replace("§§", MEDICINES).replace("§-", "")
    report = judge("\n".join([WORLD, text, NOT_MEMBERS, more]))
    return outcomes(report, expand(MEDICINES), "")


@pytest.mark.parametrize("name", SITTING)
def test_own_region_or_the_whole(name: str) -> None:
    *_, own, whole = SITTING[name]
    assert found()[f"SY-73 {name}"] == own
    assert found()[f"SY-77 {name}"] == whole


@pytest.mark.parametrize("rule", ["SY-73", "SY-77"])
@pytest.mark.parametrize("name", ["chair", "guest"])
def test_the_chair_and_guests_are_judged_by_neither(rule: str, name: str) -> None:
    assert found()[f"{rule} {name}"] == INAPPLICABLE


@pytest.mark.parametrize("name", SITTING)
def test_ruled_that_both_are_represented(name: str) -> None:
    assert found(ruled("T-54a-both"))[f"SY-73 {name}"] == BOTH[name]
    assert found(ruled("T-54a-both"))[f"SY-77 {name}"] == SITTING[name][3]


@pytest.mark.parametrize(
    "reading", ["T-54a-whole-healthcare-region", "T-57-medicines-group-only", "T-57-all-groups"]
)
def test_rulings_that_change_nothing_here(reading: str) -> None:
    assert found(ruled(reading)) == found()


@pytest.mark.parametrize(
    ("dated", "outcome"),
    [
        ("2026-11-20", {"unsaid": (SATISFIED, INAPPLICABLE), "unsaid-above": (VIOLATED, INAPPLICABLE)}),
        ("2025-11-21", dict.fromkeys(("unsaid", "unsaid-above"), ("missing completeness-lapsed",) * 2)),
    ],
)
def test_a_list_of_members_on_higher_levels(dated: str, outcome: dict[str, tuple[str, str]]) -> None:
    judged = found(higher(dated))
    assert {name: (judged[f"SY-73 {name}"], judged[f"SY-77 {name}"]) for name in outcome} == outcome


def test_the_group_is_judged_by_every_rule_of_its_kind() -> None:
    rules = {where.split()[0] for where in found()}
    assert rules >= {
        f"SY-{number}" for number in ("58a", "58b", "58c", "61a", "61b", "62", "63", "70", "78", "79")
    }
