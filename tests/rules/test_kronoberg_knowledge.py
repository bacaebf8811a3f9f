"""KR-14: a specialist in general medicine, and a member with doctorate, specialist knowledge and clinical link."""

from __future__ import annotations

from functools import cache

import pytest
from kronoberg import (
    INCOMPLETE,
    LAPSED,
    NO_MEMBER_LIST,
    OLD_MEMBER_LIST,
    UNKNOWN,
    Case,
    add,
    check,
    group,
    judged,
    profession,
    ruling,
    specialty,
    swap,
    value,
)
from kronoberg_bodies import member

# ---- KR-14a: a specialist in general medicine

NOT_GENERAL = specialty("doctor", "internal-medicine")
CHAIR_IS_GENERAL = (NOT_GENERAL, specialty("chair", "general-medicine"))

GENERAL_MEDICINE: dict[str, Case] = {
    # Of the pharmacist and the nurse no specialty is recorded: it is one of physicians.
    "14a-none": group({"KR-14a": "violated"}, NOT_GENERAL),
    "14a-one-unknown": group({"KR-14a": UNKNOWN}, specialty("doctor", None)),
    "14a-profession-unknown-too": group({"KR-14a": UNKNOWN}, NOT_GENERAL, profession("town", None)),
    "14a-list-not-complete": group({"KR-14a": INCOMPLETE}, NOT_GENERAL, NO_MEMBER_LIST),
    "14a-list-declared-long-ago": group({"KR-14a": LAPSED}, NOT_GENERAL, *OLD_MEMBER_LIST),
    "14a-one-in-a-list-that-is-not-complete": group({}, NO_MEMBER_LIST),
    "14a-two": group({}, specialty("chair", "general-medicine")),
    "14a-exactly-one-and-two": group(
        {"KR-14a": "violated"}, specialty("chair", "general-medicine"), ruling("T-07b-exactly-one")
    ),
    "14a-exactly-one-and-one-unknown": group(
        {"KR-14a": UNKNOWN}, specialty("chair", None), ruling("T-07b-exactly-one")
    ),
    "14a-chair-left-out-and-unknown": group(
        {"KR-14a": "violated"},
        NOT_GENERAL,
        specialty("chair", None),
        ruling("T-06c-chair-not-counted"),
    ),
    "14a-chair": group({}, *CHAIR_IS_GENERAL),
    "14a-chair-left-out": group({"KR-14a": "violated"}, *CHAIR_IS_GENERAL, ruling("T-06c-chair-not-counted")),
}

# ---- KR-14b: doctorate, specialist knowledge and clinical link in one member

NO_DOCTORATE = value("doctor", "hasDoctorate", "false")
NO_LINK = value("doctor", "hasClinicalLink", "false")
CHAIR_HAS_ALL = (NO_DOCTORATE, value("chair", "hasDoctorate", "true"))
OTHERS_HAVE_LINK = (NO_LINK, ruling("T-07a-group-link"))

ALL_THREE: dict[str, Case] = {
    "14b-no-doctorate": group({"KR-14b": "violated"}, NO_DOCTORATE),
    # A doctorate without a clinical link in one, and link and area without a doctorate in the others.
    "14b-split": group({"KR-14b": "violated"}, NO_LINK),
    "14b-another-area": group(
        {"KR-14b": "violated"},
        swap("ex:§-doctor kg:isSpecialistInArea true", "ex:§-doctor kg:isSpecialistInArea false"),
    ),
    "14b-one-unknown": group({"KR-14b": UNKNOWN}, value("doctor", "hasClinicalLink", None)),
    "14b-another-may-have-it": group(
        {"KR-14b": UNKNOWN}, NO_DOCTORATE, value("pharmacist", "hasDoctorate", None)
    ),
    "14b-unknown-of-one-who-lacks-it": group(
        {"KR-14b": "violated"}, NO_DOCTORATE, value("pharmacist", "hasClinicalLink", None)
    ),
    "14b-unknown-beside-one-who-has-all": group({}, value("pharmacist", "hasDoctorate", None)),
    "14b-list-not-complete": group({"KR-14b": INCOMPLETE}, NO_DOCTORATE, NO_MEMBER_LIST),
    "14b-list-declared-long-ago": group({"KR-14b": LAPSED}, NO_DOCTORATE, *OLD_MEMBER_LIST),
    "14b-one-in-a-list-that-is-not-complete": group({}, NO_MEMBER_LIST),
    "14b-municipal-representative": group({}, NO_DOCTORATE, value("town", "hasDoctorate", "true")),
    "14b-patient-representative": group(
        {"KR-14b": "violated"},
        NO_DOCTORATE,
        add("ex:§-patient kg:isSpecialistInArea true"),
        add("ex:§-person-patient kg:hasDoctorate true", "ex:§-person-patient kg:hasClinicalLink true"),
    ),
    "14b-kin-attached-by-role-alone": group(
        {"KR-14b": "violated"},
        NO_DOCTORATE,
        add(member("kin", "member", hasSpecialistCompetence="true", holdsManagerialPosition="false")),
        swap(
            "ex:§-kin kg:takesSeat kgd:kronoberg-mg-seat-member",
            "ex:§-kin kg:hasRole kgc:role-patient-representative",
        ),
    ),
    "14b-chair-alone": group({"KR-14b": "unclear"}, *CHAIR_HAS_ALL),
    "14b-chair-beside-another": group({}, value("chair", "hasDoctorate", "true")),
    "14b-chair-alone-in-a-list-that-is-not-complete": group(
        {"KR-14b": INCOMPLETE}, *CHAIR_HAS_ALL, NO_MEMBER_LIST
    ),
    "14b-chair-alone-left-open": group({"KR-14b": "unclear"}, *CHAIR_HAS_ALL, ruling("T-06a-left-open")),
    "14b-chair-is-member": group({}, *CHAIR_HAS_ALL, ruling("T-06a-chair-is-member")),
    "14b-chair-is-not-member": group(
        {"KR-14b": "violated", "KR-12a chair": "inapplicable", "KR-12b chair": "inapplicable"},
        *CHAIR_HAS_ALL,
        ruling("T-06a-chair-is-not-member"),
    ),
    "14b-chair-unknown": group({"KR-14b": UNKNOWN}, NO_DOCTORATE, value("chair", "hasDoctorate", None)),
    "14b-chair-unknown-and-outside": group(
        {"KR-14b": "violated", "KR-12a chair": "inapplicable", "KR-12b chair": "inapplicable"},
        NO_DOCTORATE,
        value("chair", "hasDoctorate", None),
        ruling("T-06a-chair-is-not-member"),
    ),
    "14b-link-of-the-group": group({}, *OTHERS_HAVE_LINK),
    "14b-link-of-nobody": group(
        {"KR-14b": "violated"},
        *OTHERS_HAVE_LINK,
        *(value(name, "hasClinicalLink", "false") for name in ("chair", "pharmacist", "town")),
    ),
    "14b-link-of-one-person": group({"KR-14b": "violated"}, NO_LINK, ruling("T-07a-one-person")),
    "14b-exactly-one-and-two": group(
        {"KR-14b": "violated"}, value("pharmacist", "hasDoctorate", "true"), ruling("T-07b-exactly-one")
    ),
    "14b-two": group({}, value("pharmacist", "hasDoctorate", "true")),
}

CASES = {**GENERAL_MEDICINE, **ALL_THREE}


@cache
def found() -> dict[str, tuple[dict[str, str], dict[str, str]]]:
    return judged(CASES)


@pytest.mark.parametrize("name", CASES)
def test_knowledge(name: str) -> None:
    check(CASES[name], *found()[name])
