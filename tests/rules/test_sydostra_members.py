"""Who sits in the collaboration groups of Sydöstra: composition, chair, employment, whom one represents, who pays."""

from __future__ import annotations

from functools import cache

import pytest
from sydostra import (
    ABSENT,
    EXPECTED,
    INAPPLICABLE,
    INCOMPLETE,
    JONKOPING,
    KALMAR,
    LAPSED,
    OSTERGOTLAND,
    SATISFIED,
    UNCLEAR,
    VIOLATED,
    WHOLE,
    Case,
    Edit,
    add,
    differences,
    give,
    judged,
    ruling,
    violated,
)
from sydostra_composition import (
    CHAIR,
    COMPOSITION,
    ENTAILS,
    co_opted,
    higher_complete,
    higher_lapsed,
    joined,
    joins,
    nobody,
)

RULES = ("SY-61a", "SY-61b", "SY-62", "SY-63", "SY-70", "SY-73", "SY-77", "SY-78")


def employed(name: str, person: str, region: str = KALMAR, **others: str) -> Case:
    """One participant more, who represents a region that also pays."""
    return Case("SY-70", name, (joins(person, region, region),), joined(**others))


EMPLOYMENT = [
    employed("in a region", "p-kalmar-1"),
    employed("in a unit of a region", "p-jonkoping-2", JONKOPING),
    employed("in a ward of a unit", "p-ostergotland-1", OSTERGOTLAND),
    employed("in a municipality", "p-municipality", _70=VIOLATED, _73=INAPPLICABLE, _78=INAPPLICABLE),
    employed("at a university", "p-university", _70=VIOLATED, _73=INAPPLICABLE, _78=INAPPLICABLE),
    employed("as a consultant", "p-consultant", _70=VIOLATED, _73=INAPPLICABLE, _78=INAPPLICABLE),
    employed("in another region", "p-kronoberg-2", "kgd:region-kronoberg", _70=VIOLATED),
    employed("at a university and in a region", "p-both"),
    employed("unknown", "p-unknown", _70=ABSENT, _73=ABSENT, _78=ABSENT),
    employed("in a unit that may lie anywhere", "p-unit", _70=ABSENT, _73=ABSENT, _78=ABSENT),
    employed("in such a unit and in a region", "p-unit-and-kalmar"),
    Case(
        "SY-70",
        "ruled that it is where one represents",
        (joins("p-kalmar-1", OSTERGOTLAND, KALMAR), ruling("T-52-represented-region")),
        joined(_70=VIOLATED, _73=VIOLATED),
    ),
    Case(
        "SY-70",
        "ruled, and nobody says whom",
        (joins("p-kalmar-1", None, KALMAR), ruling("T-52-represented-region")),
        joined(_70=ABSENT, _73=ABSENT),
    ),
    Case(
        "SY-70",
        "co-opted from a university",
        (joins("p-university", KALMAR, KALMAR, f"ex:§-x {co_opted} ."),),
        joined(_70=INAPPLICABLE, _73=INAPPLICABLE, _78=INAPPLICABLE),
    ),
]
# Ruled so, whoever is employed elsewhere than represented breaks both.
ENTAILS["SY-70-ruled-that-it-is-where-one-represents"] = {"SY-73"}

unsaid = ""
both_for_the_representative = give("nsg", "kg:represents", f"{WHOLE} , {KALMAR}")
all_groups = {"SY-77 nsg": SATISFIED}


def sits_for(name: str, represents: str | None, outcome: str, *edits: Edit) -> Case:
    """Somebody from Kalmar without a national assignment, who represents this."""
    return Case("SY-73", name, (joins("p-kalmar-1", represents, KALMAR), *edits), joined(_73=outcome))


REPRESENTS = [
    sits_for("another region", OSTERGOTLAND, VIOLATED),
    # The employer is part of the healthcare region, but that is not the own region.
    sits_for("the healthcare region", WHOLE, VIOLATED),
    sits_for("the own region and the healthcare region", f"{KALMAR} , {WHOLE}", VIOLATED),
    sits_for("the own region and another", f"{KALMAR} , {JONKOPING}", VIOLATED),
    sits_for("a municipality", "ex:municipality", VIOLATED),
    sits_for("a unit of another region", "ex:unit-ostergotland", VIOLATED),
    sits_for("a unit of the own region", "ex:unit-kalmar", ABSENT),
    sits_for("a unit that may lie anywhere", "ex:unit-unknown", ABSENT),
    Case(
        "SY-70",
        "in another region, for a unit of it",
        (joins("p-kronoberg-2", "ex:unit-kronoberg", "kgd:region-kronoberg"),),
        joined(_70=VIOLATED, _73=ABSENT),
    ),
    sits_for("unknown", None, ABSENT),
    sits_for("nobody", None, VIOLATED, add(f"ex:§-x {nobody}")),
    Case(
        "SY-73",
        "one of two employing regions",
        (joins("p-two-regions", KALMAR, KALMAR),),
        joined(),
    ),
    Case(
        "SY-73",
        "assignment unknown",
        (joins("p-kalmar-1", KALMAR, KALMAR, unsaid),),
        joined(_73=INCOMPLETE),
    ),
    Case(
        "SY-73",
        "assignment unknown and another region",
        (joins("p-kalmar-1", OSTERGOTLAND, KALMAR, unsaid),),
        joined(_73=INCOMPLETE),
    ),
    Case(
        "SY-73",
        "none in a complete list of higher levels",
        (joins("p-kalmar-1", OSTERGOTLAND, KALMAR, unsaid), higher_complete),
        joined(_73=VIOLATED),
    ),
    Case(
        "SY-73",
        "that list has lapsed",
        (joins("p-kalmar-1", OSTERGOTLAND, KALMAR, unsaid), higher_lapsed),
        joined(_73=LAPSED),
    ),
    Case(
        "SY-73",
        "none by the person",
        (
            joins("§-p", KALMAR, KALMAR, unsaid),
            add(f"ex:§-p a kg:Person ; kg:isEmployedIn {KALMAR} ; kg:lacks kgc:absent-national-assignment"),
        ),
        joined(),
    ),
    Case("SY-73", "the chair is not judged", (give("chair", "kg:represents", OSTERGOTLAND),)),
    Case(
        "SY-73",
        "own region in spite of an assignment",
        (joins("p-national", OSTERGOTLAND, OSTERGOTLAND, unsaid),),
        joined(),
    ),
    Case(
        "SY-73",
        "the whole by an assignment, in another group than medicines",
        (joins("p-national", WHOLE, OSTERGOTLAND, unsaid),),
        joined(_73=UNCLEAR),
    ),
    Case(
        "SY-73",
        "the same, ruled that the exception is for medicines only",
        (joins("p-national", WHOLE, OSTERGOTLAND, unsaid), ruling("T-57-medicines-group-only")),
        joined(_73=VIOLATED),
    ),
    Case(
        "SY-73",
        "so ruled, the assignment is no matter",
        (joins("p-kalmar-1", KALMAR, KALMAR, unsaid), ruling("T-57-medicines-group-only")),
        joined(),
    ),
    Case(
        "SY-77",
        "ruled that the exception is for all groups",
        (joins("p-national", WHOLE, OSTERGOTLAND, unsaid), ruling("T-57-all-groups")),
        {**joined(_73=INAPPLICABLE, _77=SATISFIED), **all_groups},
    ),
    Case(
        "SY-77",
        "so ruled, and for the own region alone",
        (joins("p-national", OSTERGOTLAND, OSTERGOTLAND, unsaid), ruling("T-57-all-groups")),
        {**joined(_73=INAPPLICABLE, _77=VIOLATED), **all_groups},
    ),
    Case(
        "SY-77",
        "so ruled, and for nobody",
        (
            joins("p-national", None, OSTERGOTLAND, f"ex:§-x {nobody} ."),
            ruling("T-57-all-groups"),
        ),
        {**joined(_73=INAPPLICABLE, _77=VIOLATED), **all_groups},
    ),
    Case(
        "SY-77",
        "so ruled, and nobody says whom",
        (joins("p-national", None, OSTERGOTLAND, unsaid), ruling("T-57-all-groups")),
        {**joined(_73=INAPPLICABLE, _77=ABSENT), **all_groups},
    ),
    Case(
        "SY-77",
        "so ruled, and the assignment unknown",
        (joins("p-kalmar-1", KALMAR, KALMAR, unsaid), ruling("T-57-all-groups")),
        {**joined(_73=INCOMPLETE, _77=INCOMPLETE), **all_groups},
    ),
    Case(
        "SY-77",
        "so ruled, and that list has lapsed",
        (joins("p-kalmar-1", KALMAR, KALMAR, unsaid), ruling("T-57-all-groups"), higher_lapsed),
        {**joined(_73=LAPSED, _77=LAPSED), **all_groups},
    ),
    Case(
        "SY-73",
        "ruled that both are represented",
        (
            joins("p-national", f"{WHOLE} , {OSTERGOTLAND}", OSTERGOTLAND, unsaid),
            ruling("T-54a-both"),
            both_for_the_representative,
        ),
        {**joined(), "SY-73 nsg": SATISFIED},
    ),
    Case(
        "SY-73",
        "so ruled, and the healthcare region alone",
        (
            joins("p-national", WHOLE, OSTERGOTLAND, unsaid),
            ruling("T-54a-both"),
            both_for_the_representative,
        ),
        {**joined(_73=VIOLATED), "SY-73 nsg": SATISFIED},
    ),
    Case(
        "SY-73",
        "so ruled, and the healthcare region beside another region",
        (
            joins("p-national", f"{WHOLE} , {KALMAR}", OSTERGOTLAND, unsaid),
            ruling("T-54a-both"),
            both_for_the_representative,
        ),
        {**joined(_73=VIOLATED), "SY-73 nsg": SATISFIED},
    ),
]


def paid(name: str, pays: str | None, outcome: str, person: str = "p-kalmar-1") -> Case:
    """Somebody from Kalmar for whom this organisation pays."""
    return Case("SY-78", name, (joins(person, KALMAR, pays),), joined(_78=outcome))


COST = [
    paid("by another region", OSTERGOTLAND, VIOLATED),
    paid("by the healthcare region", WHOLE, VIOLATED),
    paid("by a company", "ex:company", VIOLATED),
    paid("by the own region and another", f"{KALMAR} , {OSTERGOTLAND}", VIOLATED),
    paid("by a unit of the own region", "ex:unit-kalmar", SATISFIED),
    paid("by a unit of another region", "ex:ward", VIOLATED),
    paid("by a unit that may lie anywhere", "ex:unit-unknown", ABSENT),
    paid("unknown", None, ABSENT),
    paid("by the university that employs too", "ex:university", VIOLATED, "p-both"),
    paid("by one of two employing regions", JONKOPING, SATISFIED, "p-two-regions"),
    paid("by both of two employing regions", f"{JONKOPING} , {KALMAR}", ABSENT, "p-two-regions"),
    Case(
        "SY-78",
        "the represented region pays",
        (joins("p-kalmar-1", OSTERGOTLAND, OSTERGOTLAND),),
        joined(_73=VIOLATED, _78=VIOLATED),
    ),
    # An assignment changes whom one represents, and not who pays.
    Case(
        "SY-78",
        "the represented healthcare region pays",
        (give("nsg", "kg:hasCostBearer", WHOLE),),
        {"SY-78 nsg": VIOLATED},
    ),
    Case("SY-78", "the chair too", (give("chair", "kg:hasCostBearer", KALMAR),), {"SY-78 chair": VIOLATED}),
    Case(
        "SY-78",
        "another region for its own employee",
        (joins("p-kronoberg-2", "kgd:region-kronoberg", KALMAR),),
        joined(_70=VIOLATED, _78=VIOLATED),
    ),
]
# Somebody from outside is a fault by itself (SY-70), whoever pays.
ENTAILS["SY-78-another-region-for-its-own-employee"] = {"SY-70"}

CASES = [*COMPOSITION, *CHAIR, *EMPLOYMENT, *REPRESENTS, *COST]


@cache
def found() -> dict[str, dict[str, str]]:
    return judged(CASES)


def test_every_case_has_a_name_of_its_own() -> None:
    assert len({case.id for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_case(case: Case) -> None:
    assert differences(found()[case.id], EXPECTED) == case.changes


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_a_breach_breaks_its_rule_and_what_that_entails(case: Case) -> None:
    broken = violated(found()[case.id])
    if broken:
        assert broken == {case.rule} | ENTAILS.get(case.id, set())


@pytest.mark.parametrize("turn", [1, 2])
def test_the_three_regions_are_treated_alike(turn: int) -> None:
    assert judged(CASES, turn=turn) == found()


def test_what_is_entailed_is_entailed_somewhere() -> None:
    assert set(ENTAILS) <= {case.id for case in CASES}


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_has_every_outcome_it_can_have(rule: str) -> None:
    shown = {
        outcome for case in CASES for where, outcome in found()[case.id].items() if where.split()[0] == rule
    }
    wanted = {SATISFIED, VIOLATED, INAPPLICABLE, ABSENT, INCOMPLETE, LAPSED, UNCLEAR}
    lacking = {
        "SY-61a": {INAPPLICABLE},
        "SY-61b": {UNCLEAR},
        "SY-62": {UNCLEAR},
        # A member who is on the list is judged by what is said of the member; how complete it is makes no difference.
        "SY-70": {INCOMPLETE, LAPSED, UNCLEAR},
        "SY-77": {UNCLEAR},
        "SY-78": {INCOMPLETE, LAPSED, UNCLEAR},
    }
    assert shown == wanted - lacking.get(rule, set())
