"""KR-06, KR-12 and KR-17a: the chair of a medical group in Kronoberg, and what is asked of each member."""

from __future__ import annotations

from functools import cache

import pytest
from kronoberg import (
    INCOMPLETE,
    LAPSED,
    NO_CONSULTATIONS,
    NO_MEMBER_LIST,
    NO_ROLE,
    ROLE_UNKNOWN,
    UNKNOWN,
    Case,
    Edit,
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
from kronoberg_bodies import appointed, complete, day, member

QUALITIES = {
    "hasProfession": "kgc:profession-physician",
    "hasSpecialty": "kgc:specialty-other",
    "hasSpecialistCompetence": "true",
    "holdsManagerialPosition": "false",
    "hasDoctorate": "false",
    "hasClinicalLink": "true",
}
CHAIR_CONSULTED = ("kgd:kronoberg-hslg", "kgd:kronoberg-vo-chef", "ex:verksamhetschef")
SECOND_CHAIR = [
    *member("second", "chair", **QUALITIES),
    *appointed("second", "kgd:kronoberg-hsd", CHAIR_CONSULTED),
    "ex:§-second kg:isSpecialistInArea true",
    "ex:§-second kg:representsStage ex:§-stage-hospital",
    "ex:§-mklk-second a kg:Membership",
    "ex:§-mklk-second org:member ex:§-person-second",
    "ex:§-mklk-second kg:takesSeat kgd:kronoberg-mklk-seat-mg-chair",
]
NO_CHAIR = drop("ex:§-chair ", "ex:§-decision-chair", "ex:§-mklk-place")


def person(name: str, quality: str, value: str | None, was: str = "") -> Edit:
    """Another value of a quality of a person, or none."""
    line = f"ex:§-person-{name} kg:{quality}"
    return swap(f"{line} {was}", f"{line} {value}") if value else drop(line)


NOT_SPECIALIST = ("hasSpecialistCompetence", "false", "true")
MANAGER = ("holdsManagerialPosition", "true", "false")
CHAIR_RULES: dict[str, Case] = {
    # ---- KR-06a: one chair, appointed by the director
    "6a-another-office": group({"KR-06a": "violated"}, appointer("chair", "kgd:kronoberg-mklk")),
    "6a-the-director-of-another-region": group(
        {"KR-06a": "violated"}, appointer("chair", "kgd:orebro-hs-direktor")
    ),
    "6a-appointer-absent": group({"KR-06a": UNKNOWN}, appointer("chair", None)),
    "6a-two-chairs": group(
        {"KR-06a": "violated", "KG-01 chair": "violated", "KG-01 second": "violated"}, add(SECOND_CHAIR)
    ),
    "6a-no-chair": group(
        {"KR-06a": "violated", "KR-06b": "inapplicable", "KR-17a": "inapplicable", "KR-07b 2025": UNKNOWN},
        NO_CHAIR,
    ),
    # The chair has left; that she was chair when she was invited is still on record.
    "6a-the-chair-has-left": group(
        {"KR-06a": "violated", "KR-06b": "inapplicable", "KR-17a": "inapplicable"},
        add(f"ex:§-chair kg:validThrough {day('2026-11-21')}"),
    ),
    "6a-the-last-day": group({}, add(f"ex:§-chair kg:validThrough {day('2026-11-22')}")),
    "6a-no-chair-in-a-list-that-is-not-complete": group(
        {"KR-06a": INCOMPLETE, "KR-06b": INCOMPLETE, "KR-17a": INCOMPLETE, "KR-07b 2025": UNKNOWN},
        NO_CHAIR,
        NO_MEMBER_LIST,
    ),
    "6a-no-chair-in-a-list-declared-long-ago": group(
        {"KR-06a": LAPSED, "KR-06b": LAPSED, "KR-17a": LAPSED, "KR-07b 2025": UNKNOWN},
        NO_CHAIR,
        NO_MEMBER_LIST,
        add(complete("members", "2025-11-21")),
    ),
    # The seat is one of all medical groups: that it is vacant in one of them must be seen from the list of members.
    "6a-a-vacancy-alone": group(
        {"KR-06a": INCOMPLETE, "KR-06b": INCOMPLETE, "KR-17a": INCOMPLETE, "KR-07b 2025": UNKNOWN},
        NO_CHAIR,
        NO_MEMBER_LIST,
        add("ex:§-vacancy a kg:Vacancy", "ex:§-vacancy kg:isVacancyOf kgd:kronoberg-mg-seat-chair"),
    ),
    "6a-a-chair-in-a-list-that-is-not-complete": group({}, NO_MEMBER_LIST),
    "6a-a-substitute-is-no-second-chair": group(
        {}, add(member("deputy", "chair"), "ex:§-deputy kg:isSubstituteFor ex:§-chair")
    ),
    "6a-chair-by-role": group(
        {},
        swap("ex:§-chair kg:takesSeat kgd:kronoberg-mg-seat-chair", "ex:§-chair kg:hasRole kgc:role-chair"),
    ),
    # ---- KR-06b: three parties consulted on the chair
    "6b-without-the-management-group": group(
        {"KR-06b": "violated"}, consulted("chair", "kgd:kronoberg-hslg")
    ),
    "6b-without-vo-manager": group({"KR-06b": "violated"}, consulted("chair", "ex:vo-chef")),
    "6b-without-head-of-operations": group(
        {"KR-06b": "violated"}, consulted("chair", "kgd:kronoberg-verksamhetschef")
    ),
    "6b-head-of-operations-of-another-region": group(
        {"KR-06b": "violated"},
        consulted("chair", "kgd:kronoberg-verksamhetschef", "kgd:orebro-verksamhetschef"),
    ),
    "6b-kind-or-one-of-it": group(
        {},
        consulted("chair", "ex:vo-chef", "kgd:kronoberg-vo-chef"),
        consulted("chair", "kgd:kronoberg-verksamhetschef", "ex:verksamhetschef"),
    ),
    "6b-list-not-complete": group({"KR-06b": INCOMPLETE}, consulted("chair", "ex:vo-chef"), NO_CONSULTATIONS),
    "6b-list-declared-long-ago": group(
        {"KR-06b": LAPSED},
        consulted("chair", "ex:vo-chef"),
        NO_CONSULTATIONS,
        add(complete("consultations", "2025-11-21")),
    ),
    "6b-all-three-in-a-list-that-is-not-complete": group({}, NO_CONSULTATIONS),
    "6b-stated-that-nobody-was-consulted": group(
        {"KR-06b": "violated"},
        drop("ex:§-decision-chair kg:consulted"),
        NO_CONSULTATIONS,
        add("ex:§-chair kg:lacks kgc:absent-consultation"),
    ),
    # ---- KR-17a: the chair in MK/LK
    "17a-no-place": group({"KR-17a": "violated"}, drop("ex:§-mklk-place")),
    "17a-deputy": group({"KR-17a": "violated"}, add("ex:§-mklk-place kg:isSubstituteFor ex:§-elsewhere")),
    "17a-co-opted": group({"KR-17a": "violated"}, add("ex:§-mklk-place kg:hasForm kgc:form-co-opted")),
    "17a-place-has-ended": group(
        {"KR-17a": "violated"}, add(f"ex:§-mklk-place kg:validThrough {day('2026-11-21')}")
    ),
    "17a-member-by-role": group(
        {},
        drop("ex:§-mklk-place kg:takesSeat"),
        add(
            "ex:§-mklk-place org:organization kgd:kronoberg-mklk",
            "ex:§-mklk-place kg:hasRole kgc:role-member",
        ),
    ),
    "17a-in-another-body": group(
        {"KR-17a": "violated"},
        drop("ex:§-mklk-place kg:takesSeat"),
        add("ex:§-mklk-place org:organization kgd:kronoberg-lakemedelskommitten"),
    ),
    "17a-chair-not-named": group(
        {
            "KR-17a": UNKNOWN,
            "KR-07b 2025": UNKNOWN,
            "KR-12a chair": UNKNOWN,
            "KR-12b chair": UNKNOWN,
            "KG-03 chair": "violated",
        },
        drop("ex:§-chair org:member"),
    ),
}


def on_quality(rule: str, quality: tuple[str, str, str]) -> dict[str, Case]:
    """KR-12a and KR-12b ask of each member one yes or no; ``quality`` has the value that breaks the rule."""
    name, bad, good = quality
    twin = "KR-12b" if rule == "KR-12a" else "KR-12a"  # a ruling on whom the demands reach holds for both
    chair, town, doctor = (person(who, name, bad, good) for who in ("chair", "town", "doctor"))
    at = {who: f"{rule} {who}" for who in ("chair", "town", "doctor", "extra", "kin")}
    cases = {
        "member": group({at["doctor"]: "violated"}, doctor),
        "absent": group({at["doctor"]: UNKNOWN}, person("doctor", name, None)),
        "yes-and-no": group({at["doctor"]: UNKNOWN}, add(f"ex:§-person-doctor kg:{name} {bad}")),
        "role-unknown": group({at["doctor"]: UNKNOWN, **NO_ROLE}, ROLE_UNKNOWN, doctor),
        "chair": group({at["chair"]: "unclear"}, chair),
        "chair-absent": group({at["chair"]: UNKNOWN}, person("chair", name, None)),
        "chair-is-member": group({at["chair"]: "violated"}, chair, ruling("T-06a-chair-is-member")),
        "chair-is-not-member": group(
            {at["chair"]: "inapplicable", f"{twin} chair": "inapplicable"},
            chair,
            ruling("T-06a-chair-is-not-member"),
        ),
        "chair-left-open": group({at["chair"]: "unclear"}, chair, ruling("T-06a-left-open")),
        "municipal": group({at["town"]: "unclear"}, town),
        "municipal-covered": group({at["town"]: "violated"}, town, ruling("T-06b-covered")),
        "municipal-not-covered": group(
            {at["town"]: "inapplicable", f"{twin} town": "inapplicable"}, town, ruling("T-06b-not-covered")
        ),
        # A ruling on the one says nothing of the other.
        "municipal-and-a-ruling-on-the-chair": group(
            {at["town"]: "unclear"}, town, ruling("T-06a-chair-is-member")
        ),
        "patient-representative": group({}, add(f"ex:§-person-patient kg:{name} {bad}")),
        "kin-attached-by-role-alone": group(
            {at["kin"]: "inapplicable"},
            add(member("kin", "member", **{name: bad})),
            swap(
                "ex:§-kin kg:takesSeat kgd:kronoberg-mg-seat-member",
                "ex:§-kin kg:hasRole kgc:role-patient-representative",
            ),
        ),
        "substitute": group(
            {}, add(member("deputy", "member", **{name: bad}), "ex:§-deputy kg:isSubstituteFor ex:§-doctor")
        ),
        # One person in two seats: the seat of a member is judged, that of the chair is open.
        "chair-in-two-seats": group(
            {at["chair"]: "unclear", at["extra"]: "violated"},
            chair,
            add(
                member("extra", "member"),
                appointed("extra", "kgd:kronoberg-hsd", ("kgd:kronoberg-hslg",), recommended=True),
            ),
            swap("ex:§-extra org:member ex:§-person-extra", "ex:§-extra org:member ex:§-person-chair"),
        ),
    }
    return {f"{rule[3:]}-{case}": made for case, made in cases.items()}


CASES = {
    **CHAIR_RULES,
    **on_quality("KR-12a", NOT_SPECIALIST),
    **on_quality("KR-12b", MANAGER),
}


@cache
def found() -> dict[str, tuple[dict[str, str], dict[str, str]]]:
    return judged(CASES)


@pytest.mark.parametrize("name", CASES)
def test_members(name: str) -> None:
    check(CASES[name], *found()[name])
