"""The rules on the seats and meetings of RMKS: met, broken, not applicable, pending, data missing, and unclear.

A list that breaks a rule breaks that rule alone, or with it the rules that `ENTAILS` names. Where the seats do
not touch one another, one list holds the same change to all ten, and all their rules are read from one run.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from build import (
    AS_OF,
    HEAD_OF_OPERATIONS,
    HS,
    LIMITED,
    LPO_CHAIR,
    MEETING_MONTHS,
    REGION,
    REGIONAL_DEVELOPMENT,
    SEATS,
    THREE,
    UNIVERSITY,
    Rmks,
    day,
    judge,
    outcomes,
    violated,
)

from kgov.errors import KgovError
from kgov.namespaces import local_name

APPOINTED = [row.appointed_rule for row in SEATS.values()]
HELD = [row.held_rule for row in SEATS.values()]
MANDATES = [SEATS[seat].mandate_rule for seat in LIMITED]
RULES = [*APPOINTED, *HELD, *MANDATES, "OR-19a", "OR-19b", "OR-31", "OR-32", "OR-33", "OR-56a", "OR-56b"]

WRONG_FUNCTION, TWO_HOLDERS = "wrong function", "two holders"

#: What else is broken where a rule is, by what is wrong.
ENTAILS: dict[tuple[str, str], set[str]] = {
    # OR-19b and OR-28b say the same of the same seat: the area head for Välfärd och folkhälsa sits in it.
    ("OR-19b", WRONG_FUNCTION): {"OR-28b"},
    ("OR-28b", WRONG_FUNCTION): {"OR-19b"},
    # OR-32 wants three people who are LPO chair or head of operations: the wrong function in one of the three
    # seats is a fault of that seat and of the three, and a fourth person is one too many.
    **{(f"OR-{n}b", WRONG_FUNCTION): {"OR-32"} for n in (25, 26, 27)},
    # Every seat of RMKS is for one person: that two share one is a fault of the list too.
    **{(row.held_rule, TWO_HOLDERS): {"KG-01"} for row in SEATS.values()},
    **{(f"OR-{n}b", TWO_HOLDERS): {"OR-32", "KG-01"} for n in (25, 26, 27)},
    ("OR-28b", TWO_HOLDERS): {"OR-19b", "KG-01"},
    # Whoever sits in the area head's seat represents that level (OR-31): two there are two too many.
    ("OR-24b", TWO_HOLDERS): {"OR-31", "KG-01"},
}


def changed(change: Callable[[Rmks, str], object], seats: tuple[str, ...] = tuple(SEATS)) -> Rmks:
    """A list with the same change made to several seats."""
    made = Rmks()
    for seat in seats:
        change(made, seat)
    return made


def empty(made: Rmks) -> Rmks:
    for seat in SEATS:
        made.leave(seat)
    return made


def of(made: Rmks, rule: str, at: str | None = None, as_of: str = AS_OF) -> str:
    """The outcome of a rule, at a place where it is judged at several."""
    found = outcomes(judge(made.text(), as_of))[rule]
    if at is None:
        assert len(found) == 1, found
        return next(iter(found.values()))
    return found[at]


# ---- a table for every rule

CLEAN = Rmks()
#: Declared vacant; and nobody in the list, which is complete.
ALL_VACANT = changed(Rmks.vacate)
ALL_EMPTY = empty(Rmks())
#: Nobody in the list, and nothing said on whether it is complete, or said too long ago.
ALL_UNLISTED = empty(Rmks()).incomplete("members")
ALL_UNLISTED_LAPSED = empty(Rmks()).declare("members", dated="2025-11-21", since="2025-01-01")
NOT_DECLARED = Rmks().incomplete("members")
LAPSED = Rmks().declare("members", dated="2025-11-21", since="2025-01-01")
NO_APPOINTER = changed(lambda made, seat: made.drop(seat, "kg:isAppointedBy"))
NO_FUNCTION = changed(lambda made, seat: made.drop(seat, "kg:isSeatedAs"))
NO_MANDATE = changed(lambda made, seat: made.mandate(seat, None, None), LIMITED)
NO_EMPLOYER = changed(lambda made, seat: made.drop(seat, "kg:isEmployedIn"))
NO_DOCTORATE = changed(lambda made, seat: made.doctorate(seat, None), THREE)
NO_CALENDAR = Rmks().no_meeting(4).incomplete("calendar")
OLD_CALENDAR = (
    Rmks().no_meeting(4).declare("calendar", dated="2025-11-21", since="2025-01-01", through="2026-11-20")
)
MEETING_NOT_DESCRIBED = Rmks().meeting("2026-04-11", status=None).meeting("2026-07-01", ordinary=None)


@dataclass(frozen=True)
class Case:
    """What a rule must say of a list; for a broken rule, which rules are broken besides."""

    rule: str
    list: Rmks
    outcome: str
    at: str | None = None
    besides: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return f"{self.rule} {self.outcome}"


CASES: list[Case] = []


def case(rule: str, made: Rmks, outcome: str, at: str | None = None, fault: str = "") -> None:
    CASES.append(Case(rule, made, outcome, at, frozenset(ENTAILS.get((rule, fault), ()))))


for name, row in SEATS.items():
    wrong_appointer = next(other.appointer for other in SEATS.values() if other.appointer != row.appointer)
    rule = row.appointed_rule
    case(rule, CLEAN, "satisfied")
    case(rule, Rmks().appointed_by(name, wrong_appointer), "violated")
    case(rule, ALL_VACANT, "inapplicable")
    case(rule, ALL_EMPTY, "inapplicable")
    case(rule, NO_APPOINTER, "missing value-absent")
    case(rule, ALL_UNLISTED, "missing list-incomplete")
    case(rule, ALL_UNLISTED_LAPSED, "missing completeness-lapsed")

    wrong = Rmks().seated_as(name, "kgd:orebro-omradeschef-fou-utbildning", row.unit)
    for rule in (row.held_rule, *(["OR-19b"] if name == "welfare" else [])):
        case(rule, CLEAN, "satisfied")
        case(rule, wrong, "violated", fault=WRONG_FUNCTION)
        case(rule, NO_FUNCTION, "missing value-absent")
        case(rule, ALL_UNLISTED, "missing list-incomplete")
        case(rule, NOT_DECLARED, "missing list-incomplete")
        case(rule, LAPSED, "missing completeness-lapsed")

    if row.limited:
        rule = row.mandate_rule
        case(rule, CLEAN, "satisfied")
        case(rule, Rmks().mandate(name, "2025-03-01", "2027-03-01"), "violated")
        case(rule, ALL_VACANT, "inapplicable")
        case(rule, ALL_EMPTY, "inapplicable")
        case(rule, NO_MANDATE, "missing value-absent")
        case(rule, ALL_UNLISTED, "missing list-incomplete")

case("OR-19a", CLEAN, "satisfied", "member-chair")
case("OR-19a", Rmks().employed_in("chair", UNIVERSITY), "violated", "member-chair")
case("OR-19a", CLEAN, "inapplicable", "member-welfare")
case("OR-19a", CLEAN, "inapplicable", "member-coordinator")
case("OR-19a", ALL_EMPTY, "inapplicable")
case("OR-19a", NO_EMPLOYER, "missing value-absent", "member-chair")
case("OR-19a", ALL_UNLISTED, "missing list-incomplete")
case("OR-19a", Rmks().employed_in("reference", UNIVERSITY), "unclear", "member-reference")

HEAD_OF_AREA_TOO = {"kg:representsManagementLevel": "kgc:management-head-of-area"}
case("OR-31", CLEAN, "satisfied")
case("OR-31", Rmks().set("member-process", **HEAD_OF_AREA_TOO), "violated")
case("OR-31", ALL_VACANT, "inapplicable")
case("OR-31", ALL_EMPTY, "inapplicable")
case("OR-31", ALL_UNLISTED, "missing list-incomplete")
case("OR-31", NOT_DECLARED, "missing list-incomplete")

case("OR-32", CLEAN, "satisfied")
case("OR-32", Rmks().same_person("near", "special"), "violated")
case("OR-32", ALL_VACANT, "inapplicable")
case("OR-32", ALL_EMPTY, "inapplicable")
case("OR-32", NO_FUNCTION, "missing value-absent")
case("OR-32", ALL_UNLISTED, "missing list-incomplete")
case("OR-32", NOT_DECLARED, "missing list-incomplete")

case("OR-33", CLEAN, "satisfied")
case("OR-33", Rmks().doctorate("psychiatry", False), "violated")
case("OR-33", ALL_VACANT, "inapplicable")
case("OR-33", ALL_EMPTY, "inapplicable")
case("OR-33", NO_DOCTORATE, "missing value-absent")
case("OR-33", ALL_UNLISTED, "missing list-incomplete")

case("OR-56a", CLEAN, "satisfied", "2026-04")
case("OR-56a", Rmks().no_meeting(4), "violated", "2026-04")
case("OR-56a", CLEAN, "inapplicable", "2026-07")
case("OR-56a", CLEAN, "pending", "2026-12")
case("OR-56a", MEETING_NOT_DESCRIBED, "missing value-absent", "2026-04")
case("OR-56a", NO_CALENDAR, "missing list-incomplete", "2026-04")
case("OR-56a", OLD_CALENDAR, "missing completeness-lapsed", "2026-04")

case("OR-56b", CLEAN, "satisfied", "2026-07")
case("OR-56b", Rmks().meeting("2026-08-19"), "violated", "2026-08")
case("OR-56b", CLEAN, "inapplicable", "2026-04")
case("OR-56b", MEETING_NOT_DESCRIBED, "missing value-absent", "2026-07")
case("OR-56b", NO_CALENDAR, "missing list-incomplete", "2026-08")
case("OR-56b", OLD_CALENDAR, "missing completeness-lapsed", "2026-08")

#: Rules with a condition; OR-56b before July is judged by date, below.
CONDITIONAL = {*APPOINTED, *MANDATES, "OR-19a", "OR-31", "OR-32", "OR-33", "OR-56a", "OR-56b"}


# Cases on the same list stand together, so that one process of several judges it for all of them.
BY_LIST = sorted(CASES, key=lambda given: [other.list for other in CASES].index(given.list))


@pytest.mark.parametrize("given", BY_LIST, ids=str)
def test_rule(given: Case) -> None:
    assert of(given.list, given.rule, given.at) == given.outcome
    if given.outcome == "violated":
        report = judge(given.list.text())
        assert violated(report) == {given.rule} | given.besides
        assert {finding.severity for finding in report.findings if finding.outcome == "violated"} == {
            "violation"
        }


def test_every_rule_has_its_cases() -> None:
    assert {finding.rule.id for finding in judge(CLEAN.text()).findings} >= set(RULES)
    assert len(RULES) == 31  # thirty, and OR-19b, which repeats OR-28b
    have = {(given.rule, given.outcome.split()[0]) for given in CASES}
    need = {(rule, outcome) for rule in RULES for outcome in ("satisfied", "violated", "missing")}
    need |= {(rule, "inapplicable") for rule in CONDITIONAL} | {("OR-56a", "pending"), ("OR-19a", "unclear")}
    assert need <= have


def test_clean_list_has_no_finding() -> None:
    # What the list does not speak of is missing; the rules on that are proven with lists of their own.
    found = Counter(f.outcome for f in judge(CLEAN.text()).findings if f.rule.id in RULES)
    assert found["violated"] == found["unclear"] == found["missing"] == 0
    assert found["pending"] == 1  # December
    assert found["satisfied"] == 10 + 11 + 4 + 3 + 8 + 9 + 2  # the eight of OR-19a, nine and two months


# ---- seats

ALL_HELD = {*HELD, "OR-19b"}


def test_an_empty_seat_is_reported_by_the_rule_on_who_holds_it_alone() -> None:
    for made in (ALL_VACANT, ALL_EMPTY):
        assert violated(judge(made.text())) == ALL_HELD


def test_a_vacancy_that_is_over_says_nothing() -> None:
    over = Rmks().vacate("chair").incomplete("members")
    over.set("vacancy-chair", **{"kg:validThrough": day("2026-10-31")})
    assert of(over, "OR-21b") == of(over, "OR-21a") == "missing list-incomplete"


def test_a_declared_vacancy_needs_no_complete_list() -> None:
    made = changed(Rmks.vacate).incomplete("members")
    assert violated(judge(made.text())) == ALL_HELD


def test_two_holders_of_every_seat() -> None:
    made = changed(Rmks.second)
    expected = set(ALL_HELD).union(*(ENTAILS.get((rule, TWO_HOLDERS), set()) for rule in HELD))
    assert violated(judge(made.text())) == expected == ALL_HELD | {"OR-31", "OR-32", "KG-01"}
    # More than one is more than one, whether or not the list is complete.
    assert violated(judge(made.incomplete("members").text())) == expected


def test_every_holder_twice_in_a_seat() -> None:
    def twice(made: Rmks, seat: str) -> None:
        made.second(seat).set(f"member-{seat}-2", **{"org:member": f"ex:person-{seat}"})
        made.set(f"office-{seat}-2", **{"kg:isHeldBy": f"ex:person-{seat}"})

    made = changed(twice)
    assert violated(judge(made.text())) == ALL_HELD | {"OR-31", "KG-01"}
    assert of(made, "OR-32") == "satisfied"  # they are three people still


def test_an_acting_holder_counts() -> None:
    made = changed(lambda made, seat: made.seated_as(seat, SEATS[seat].office, SEATS[seat].unit, acting=True))
    assert judge(made.text()).summary == judge(CLEAN.text()).summary


def test_every_right_function_is_right() -> None:
    # LPO chair or head of operations; an office of that kind; and the other office of the process owner.
    made = Rmks().seated_as("near", LPO_CHAIR, SEATS["near"].unit)
    made.seated_as("psychiatry", HEAD_OF_OPERATIONS, SEATS["psychiatry"].unit)
    made.set("head-of-clinic", a=HEAD_OF_OPERATIONS)
    made.seated_as("special", "ex:head-of-clinic", SEATS["special"].unit)
    made.seated_as("process", "kgd:orebro-chef-utvecklingsenheten")
    assert judge(made.text()).summary == judge(CLEAN.text()).summary


def test_function_from_another_area() -> None:
    elsewhere = {"near": "psychiatry", "psychiatry": "special", "special": "near"}
    made = changed(
        lambda made, seat: made.seated_as(seat, SEATS[seat].office, SEATS[elsewhere[seat]].unit), THREE
    )
    assert violated(judge(made.text())) == {"OR-25b", "OR-26b", "OR-27b"}


def test_unit_within_the_area() -> None:
    made = Rmks().seated_as("near", HEAD_OF_OPERATIONS, "ex:clinic-1")  # nothing says where it belongs
    made.seated_as("psychiatry", LPO_CHAIR, "ex:clinic-2").seated_as(
        "special", HEAD_OF_OPERATIONS, "ex:clinic-2"
    )
    made.set("clinic-2", a="kg:Unit", **{"kg:isPartOf": str(SEATS["psychiatry"].unit)})
    assert of(made, "OR-25b") == "missing value-absent"
    assert of(made, "OR-26b") == "satisfied"
    assert violated(judge(made.text())) == {"OR-27b"}


def test_unit_not_on_record() -> None:
    made = changed(lambda made, seat: made.seated_as(seat, SEATS[seat].office), THREE)
    for seat in THREE:
        assert of(made, SEATS[seat].held_rule) == "missing value-absent"


def test_the_wrong_function_is_wrong_without_a_unit_or_a_complete_list() -> None:
    made = Rmks().seated_as("near", "kgd:orebro-chefssekreterare").incomplete("members")
    made.seated_as("process", "kgd:orebro-chef-utvecklingsenheten")
    assert of(made, "OR-25b") == of(made, "OR-32") == "violated"
    assert of(made, "OR-23b") == "missing list-incomplete"  # right, but is she alone there?


def test_a_function_that_ended_is_held_no_more() -> None:
    made = Rmks().set("office-chair", **{"kg:validThrough": day("2026-11-21")})
    made.set("office-secretary", **{"kg:validThrough": day("2026-11-22")})
    assert of(made, "OR-21b") == "missing value-absent"
    assert of(made, "OR-22b") == "satisfied"


def test_an_ended_membership_is_history() -> None:
    made = Rmks().second("chair").seated("chair-2", "2023-01-01", "2025-02-28")
    made.appointed_by("chair-2", SEATS["process"].appointer).employed_in("chair-2", UNIVERSITY)
    assert judge(made.text()).summary == judge(CLEAN.text()).summary


def test_the_first_and_last_day_are_included() -> None:
    made = Rmks().seated("chair", "2026-11-22", "2026-11-22")
    made.seated("secretary", "2026-11-23").seated("process", None, "2026-11-21")
    assert violated(judge(made.text())) == {"OR-22b", "OR-23b"}


def test_a_date_in_the_past_is_judged_by_what_held_then() -> None:
    made = Rmks().seated("chair", "2026-06-01").second("chair").seated("chair-2", "2025-01-01", "2026-05-31")
    made.appointed_by("chair-2", SEATS["process"].appointer)
    assert violated(judge(made.text())) == set()
    assert violated(judge(made.text(), "2026-05-31")) == {"OR-21a"}


# ---- mandates


Mandate = tuple[str | None, str | None, str]


@pytest.mark.parametrize(
    ("as_of", "mandates"),
    [
        (
            AS_OF,
            [
                ("2024-12-01", "2026-11-30", "satisfied"),  # two years, last day included
                ("2024-11-23", "2026-11-22", "satisfied"),  # and judged on that day
                ("2026-03-01", "2026-12-31", "satisfied"),  # shorter is not judged
                ("2025-03-01", "2027-02-28", "satisfied"),
            ],
        ),
        (
            AS_OF,
            [
                ("2024-11-22", "2026-11-21", "violated"),  # run out yesterday, and the member still sits
                (None, "2026-11-21", "violated"),  # run out, whenever it began
                ("2025-03-01", "2028-02-29", "violated"),
                ("2025-12-31", "2027-12-31", "violated"),
            ],
        ),
        (
            "2026-02-15",
            [
                ("2024-02-29", "2026-02-28", "satisfied"),
                ("2024-02-29", "2026-03-01", "violated"),
                (None, "2027-02-28", "missing value-absent"),
                ("2025-03-01", None, "missing value-absent"),
            ],
        ),
    ],
)
def test_mandates(as_of: str, mandates: list[Mandate]) -> None:
    made = Rmks()
    for seat, (since, through, _) in zip(LIMITED, mandates, strict=True):
        made.mandate(seat, since, through)
    found = [of(made, rule, as_of=as_of) for rule in MANDATES]
    assert found == [outcome for _, _, outcome in mandates]
    broken = {rule for rule, outcome in zip(MANDATES, found, strict=True) if outcome == "violated"}
    assert violated(judge(made.text(), as_of)) == broken


def test_until_further_notice_is_longer_than_two_years() -> None:
    made = changed(Rmks.until_further_notice, LIMITED)
    assert violated(judge(made.text())) == set(MANDATES)
    # Only four seats have a mandate period.
    rest = tuple(seat for seat in SEATS if seat not in LIMITED)
    assert violated(judge(changed(Rmks.until_further_notice, rest).text())) == set()


# ---- the three seats


def test_a_doctorate_outside_the_three_does_not_help() -> None:
    made = Rmks().doctorate("psychiatry", False).doctorate("chair", True).doctorate("area", True)
    assert violated(judge(made.text())) == {"OR-33"}


def test_one_unknown_doctorate_leaves_it_open() -> None:
    made = Rmks().doctorate("psychiatry", None)
    assert of(made, "OR-33") == "missing value-absent"
    assert of(made.doctorate("special", True), "OR-33") == "satisfied"


def test_one_empty_seat_of_three() -> None:
    made = Rmks().vacate("near")
    assert violated(judge(made.text())) == {"OR-25b"}
    assert of(made, "OR-32") == "inapplicable"
    assert of(made, "OR-33") == "satisfied"
    made.doctorate("psychiatry", False)
    assert violated(judge(made.text())) == {"OR-25b", "OR-33"}


def test_one_person_in_two_seats_and_the_third_vacant() -> None:
    made = Rmks().same_person("psychiatry", "special").vacate("near")
    assert violated(judge(made.text())) == {"OR-25b", "OR-32"}


def test_a_seat_held_by_someone_not_named() -> None:
    made = Rmks().drop("near", "org:member")
    assert of(made, "OR-32") == of(made, "OR-19a", "member-near") == "missing value-absent"
    assert violated(judge(made.text())) == {"KG-03"}  # a fault of the list, not of RMKS


# ---- employment


#: Where a member is employed, what the list says of that unit and of the whole it is part of, and the outcome.
EMPLOYERS: dict[str, tuple[str, str | None, str | None, str]] = {
    "chair": ("ex:unit-1", None, None, "missing value-absent"),  # a unit of which nothing is known
    "secretary": ("ex:unit-2", "kg:Unit", HS, "satisfied"),
    "process": ("ex:unit-3", "kg:Unit", "ex:unit-2", "satisfied"),
    "area": ("ex:unit-4", "kg:Unit", "ex:unit-5", "violated"),
    "near": ("ex:unit-5", "kg:Municipality", None, "violated"),
    "psychiatry": ("ex:unit-6", "kgd:orebro-kommuner", None, "violated"),
    "special": ("ex:unit-7", "kg:ExternalParty", None, "violated"),
    "reference": ("kgd:orebro-regional-utveckling", None, None, "unclear"),
}


def test_employers() -> None:
    made = Rmks()
    for seat, (unit, sort, whole, _) in EMPLOYERS.items():
        made.employed_in(seat, unit)
        if sort:
            made.set(unit.removeprefix("ex:"), a=sort, **{"kg:isPartOf": whole})
    # Something else in the list that is over takes nothing from what stands without dates.
    made.second("secretary").seated("secretary-2", "2023-01-01", "2025-02-28")
    for seat, (*_, outcome) in EMPLOYERS.items():
        assert of(made, "OR-19a", f"member-{seat}") == outcome, seat
    assert violated(judge(made.text())) == {"OR-19a"}


def test_regional_development_is_not_hs() -> None:
    made = Rmks().employed_in("chair", REGIONAL_DEVELOPMENT)
    assert violated(judge(made.text())) == {"OR-19a"}


OUTSIDE = "member-reference"


@pytest.mark.parametrize(
    ("reading", "whose", "outcome"),
    [
        ("must-be-from-administration", REGION, "violated"),
        ("own-exception", "kgd:orebro-rmks", "inapplicable"),
    ],
)
def test_ruling_on_the_chair_of_the_reference_group(reading: str, whose: str, outcome: str) -> None:
    made = Rmks().employed_in("reference", UNIVERSITY).ruling(reading, whose)
    assert of(made, "OR-19a", OUTSIDE) == outcome
    report = judge(made.text())
    assert violated(report) == ({"OR-19a"} if outcome == "violated" else set())
    (finding,) = [f for f in report.findings if f.rule.id == "OR-19a" and str(f.value).endswith(OUTSIDE)]
    assert [local_name(ruled) for ruled in finding.rulings] == [f"interpretation-T-34-{reading}"]


def test_a_ruling_that_does_not_reach_the_case() -> None:
    made = Rmks().employed_in("reference", UNIVERSITY)
    made.ruling("own-exception", since="2026-11-23")  # not yet in force
    assert of(made, "OR-19a", OUTSIDE) == "unclear"
    assert of(made, "OR-19a", OUTSIDE, as_of="2026-11-23") == "inapplicable"
    made.ruling("own-exception", "kgd:region-kronoberg")
    assert of(made, "OR-19a", OUTSIDE) == "unclear"


def test_unclear_only_where_the_chair_is_known_to_come_from_outside() -> None:
    assert of(CLEAN, "OR-19a", OUTSIDE) == "satisfied"
    assert of(Rmks().employed_in("reference", "ex:unit"), "OR-19a", OUTSIDE) == "missing value-absent"


# ---- meetings


def months(made: Rmks, rule: str, as_of: str = AS_OF) -> dict[str, str]:
    return outcomes(judge(made.text(), as_of))[rule]


def test_months_of_the_year() -> None:
    for month in range(1, 13):
        at = f"2026-{month:02}"
        expected = (
            "inapplicable" if month not in MEETING_MONTHS else "pending" if month == 12 else "satisfied"
        )
        assert of(CLEAN, "OR-56a", at) == expected
        assert of(CLEAN, "OR-56b", at) == ("satisfied" if month in (7, 8) else "inapplicable")


def test_each_month_is_judged_by_its_own_meetings() -> None:
    made = Rmks().meeting("2026-01-11", "cancelled")
    made.meeting("2026-03-25").no_meeting(4)  # two in March do not cure April
    made.meeting("2026-05-11", ordinary=False)
    made.meeting("2026-06-11", status=None, ordinary=False)  # what came of an extra meeting need not be known
    made.meeting("2026-09-11", "cancelled", ordinary=None).meeting("2026-09-20")
    made.meeting("2026-10-11", "planned")  # it may have been held
    judged = months(made, "OR-56a")
    broken = {month for month, outcome in judged.items() if outcome == "violated"}
    assert broken == {"2026-01", "2026-04", "2026-05", "2026-06"}
    assert judged["2026-03"] == judged["2026-09"] == "satisfied"
    assert judged["2026-10"] == "missing value-absent"
    assert violated(judge(made.text())) == {"OR-56a"}


def test_a_meeting_without_a_date_may_lie_in_any_month() -> None:
    made = Rmks().no_meeting(4).meeting(None, name="undated")
    assert of(made, "OR-56a", "2026-04") == "missing value-absent"
    assert of(made, "OR-56a", "2026-05") == "satisfied"
    assert of(made, "OR-56b", "2026-07") == "missing value-absent"


def test_no_meetings_at_all() -> None:
    made = Rmks()
    for month in (1, 2, 3, 4, 5, 6, 9, 10, 11):
        made.no_meeting(month)
    expected = {f"2026-{m:02}": "violated" for m in (1, 2, 3, 4, 5, 6, 9, 10)}
    # The calendar is complete until 20 November, and November has not ended.
    expected |= {
        "2026-11": "pending",
        "2026-12": "pending",
        "2026-07": "inapplicable",
        "2026-08": "inapplicable",
    }
    assert months(made, "OR-56a") == expected
    made.incomplete("calendar")
    assert set(months(made, "OR-56a").values()) == {"missing list-incomplete"}


@pytest.mark.parametrize(("as_of", "outcome"), [("2026-06-30", "pending"), ("2026-07-01", "violated")])
def test_a_month_has_ended_when_its_last_day_has_passed(as_of: str, outcome: str) -> None:
    made = Rmks().no_meeting(6)
    assert of(made, "OR-56a", "2026-06", as_of) == outcome


def test_a_month_is_met_before_it_has_ended() -> None:
    assert of(CLEAN, "OR-56a", "2026-06", "2026-06-11") == "satisfied"  # the meeting is on that day


def test_the_break_in_summer() -> None:
    extra = Rmks().meeting("2026-07-08", ordinary=False).meeting("2026-08-19", "cancelled")
    extra.set(
        "per-capsulam",
        a="kg:Decision",
        **{
            "kg:isDecidedBy": "kgd:orebro-rmks",
            "kg:isPerCapsulam": "true",
            "dcterms:date": day("2026-07-02"),
        },
    )
    assert violated(judge(extra.text())) == set()
    assert of(extra, "OR-56b", "2026-07") == of(extra, "OR-56b", "2026-08") == "satisfied"
    ordinary = Rmks().meeting("2026-07-08")
    assert of(ordinary, "OR-56b", "2026-07", "2026-07-07") == "pending"
    assert of(ordinary, "OR-56b", "2026-07", "2026-07-08") == "violated"  # and it cannot be undone in July
    assert of(ordinary, "OR-56b", "2026-08", "2026-07-08") == "pending"


@pytest.mark.parametrize(
    ("through", "outcome"), [("2028-02-28", "missing list-incomplete"), ("2028-02-29", "violated")]
)
def test_the_calendar_covers_the_whole_month(through: str, outcome: str) -> None:
    made = Rmks().declare("calendar", dated="2028-03-01", since="2028-01-01", through=through)
    assert of(made, "OR-56a", "2028-01", "2028-03-10") == "violated"
    assert of(made, "OR-56a", "2028-02", "2028-03-10") == outcome


def test_a_calendar_that_begins_within_the_month_does_not_cover_it() -> None:
    made = Rmks().no_meeting(4).no_meeting(5)
    made.declare("calendar", dated="2026-11-20", since="2026-04-02", through="2026-11-20")
    assert of(made, "OR-56a", "2026-04") == "missing list-incomplete"
    assert of(made, "OR-56a", "2026-05") == "violated"


@pytest.mark.parametrize(
    ("dated", "outcome"), [("2025-11-22", "violated"), ("2025-11-21", "missing completeness-lapsed")]
)
def test_a_declaration_holds_for_twelve_months(dated: str, outcome: str) -> None:
    made = Rmks().no_meeting(4).vacate("near").leave("chair")
    made.declare("calendar", dated=dated, since="2025-01-01", through="2026-11-20")
    made.declare("members", dated=dated, since="2025-01-01")
    assert of(made, "OR-56a", "2026-04") == outcome
    assert of(made, "OR-21b") == outcome
    assert of(made, "OR-25b") == "violated"  # declared vacant, however old the list is


def test_a_declaration_for_the_region_holds_for_the_body() -> None:
    made = Rmks().leave("chair").declare("members", dated="2026-11-01", since="2026-01-01", of=REGION)
    assert of(made, "OR-21b") == "violated"


def test_a_declaration_says_nothing_of_the_time_before_it() -> None:
    made = Rmks().leave("chair").declare("members", dated="2026-11-01", since="2026-11-23")
    assert of(made, "OR-21b") == "missing list-incomplete"
    assert of(made, "OR-21b", as_of="2026-11-23") == "violated"
    made.declare("members", dated="2026-11-22")
    assert of(made, "OR-21b", as_of="2026-11-21") == "missing list-incomplete"


def test_a_body_set_up_during_the_year() -> None:
    made = Rmks().set_up("2026-04-10")
    for month in (1, 2, 3, 4):
        made.no_meeting(month)
    judged = months(made, "OR-56a")
    assert sorted(judged) == [f"2026-{month:02}" for month in range(5, 13)]
    assert violated(judge(made.text())) == set()
    assert "2026-04" in months(made.set_up("2026-04-01"), "OR-56a")


def test_closed_years_are_judged_too() -> None:
    made = (
        Rmks()
        .meeting("2025-11-12")
        .declare(
            "calendar", dated="2026-01-10", since="2025-09-01", through="2025-12-31", name="calendar-2025"
        )
    )
    judged = months(made, "OR-56a")
    assert judged["2025-09"] == judged["2025-12"] == "violated"
    assert judged["2025-11"] == "satisfied"
    assert judged["2025-06"] == "missing list-incomplete"
    assert len(judged) == 24


def test_the_year_judged_is_judged_though_the_list_ends_before_it() -> None:
    judged = months(CLEAN, "OR-56a", "2027-02-10")
    assert judged["2027-01"] == "missing list-incomplete"
    assert judged["2027-02"] == "pending"


def test_a_list_without_a_body_is_refused() -> None:
    with pytest.raises(KgovError):
        judge('<https://example.org/x> <http://www.w3.org/2000/01/rdf-schema#label> "x" .')


def test_a_body_not_yet_set_up_is_not_judged() -> None:
    with pytest.raises(KgovError):
        judge(Rmks().set_up("2026-12-01").text())
