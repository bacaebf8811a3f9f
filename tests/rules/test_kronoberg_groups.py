"""KR-02, KR-11, KR-13 and KR-15: how medical groups in Kronoberg are divided and composed."""

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
    Edit,
    add,
    check,
    drop,
    group,
    judged,
    profession,
    ruling,
    swap,
)
from kronoberg_bodies import appointed, member


def one_more(name: str, **qualities: str) -> Edit:
    """One more member, rightly appointed and without fault in what a rule asks of each."""
    person = {"hasSpecialistCompetence": "true", "holdsManagerialPosition": "false", **qualities}
    return add(
        member(name, "member", **person),
        appointed(name, "kgd:kronoberg-hsd", ("kgd:kronoberg-hslg",), recommended=True),
        f"ex:§-{name} kg:representsStage ex:§-stage-primary",
    )


# ---- KR-02: the basis of the group, and what it mirrors

BASIS = "§§ kg:isOrganisedBy kgc:organised-by-organ-system"
LACKS_NPO = add("§§ kg:lacks kgc:absent-mirror-national")
LACKS_RPO = add("§§ kg:lacks kgc:absent-mirror-healthcare-regional")
REASON = add('§§ kg:hasDeviationReason "Området finns inte på nationell nivå."')


def of_no_owner(area: str, level: str) -> tuple[Edit, Edit]:
    """In place of an area that is of an owner's kind, one of which only its class is known."""
    return swap(f"kg:mirrors ex:{area}", f"kg:mirrors ex:§-{area}"), add(
        f"ex:§-{area} a kg:{level}ProgrammeArea"
    )


DIVISION: dict[str, Case] = {
    "2a-patient-group": group({}, swap("organised-by-organ-system", "organised-by-patient-group")),
    "2a-both": group({}, add("§§ kg:isOrganisedBy kgc:organised-by-patient-group")),
    "2a-other": group({"KR-02a": "violated"}, swap("organised-by-organ-system", "organised-by-other")),
    "2a-other-beside": group({"KR-02a": "violated"}, add("§§ kg:isOrganisedBy kgc:organised-by-other")),
    "2a-absent": group({"KR-02a": UNKNOWN}, drop(BASIS)),
    "2b-the-kinds": group(
        {},
        swap("kg:mirrors ex:rpo", "kg:mirrors kgd:kronoberg-rpo"),
        swap("mirrors ex:npo", "mirrors kgd:national-npo"),
    ),
    "2b-an-rpo-that-another-owner-lists": group({}, swap("kg:mirrors ex:rpo", "kg:mirrors kgd:sydostra-rpo")),
    "2b-areas-of-no-owner": group({}, *of_no_owner("rpo", "Regional"), *of_no_owner("npo", "National")),
    "2b-rpo-of-no-owner-and-npo-absent": group(
        {"KR-02b": UNKNOWN}, *of_no_owner("rpo", "Regional"), drop("kg:mirrors ex:npo")
    ),
    "2b-rpo-of-no-owner-and-no-npo": group(
        {"KR-02b": "violated"}, *of_no_owner("rpo", "Regional"), drop("kg:mirrors ex:npo"), LACKS_NPO
    ),
    "2b-an-npo-of-no-owner-is-no-rpo": group({"KR-02b": UNKNOWN}, *of_no_owner("rpo", "National")),
    "2b-an-area-of-no-level": group({"KR-02b": UNKNOWN}, *of_no_owner("rpo", "")),
    "2b-npo-absent": group({"KR-02b": UNKNOWN}, drop("kg:mirrors ex:npo")),
    "2b-rpo-absent": group({"KR-02b": UNKNOWN}, drop("kg:mirrors ex:rpo")),
    "2b-two-npo-are-no-rpo": group(
        {"KR-02b": UNKNOWN}, swap("kg:mirrors ex:rpo", "kg:mirrors kgd:national-npo")
    ),
    "2b-a-local-area-is-neither": group(
        {"KR-02b": UNKNOWN}, swap("kg:mirrors ex:npo", "kg:mirrors kgd:orebro-lpo")
    ),
    "2b-nothing": group({"KR-02b": UNKNOWN}, drop("kg:mirrors")),
    "2b-no-npo": group({"KR-02b": "violated"}, drop("kg:mirrors ex:npo"), LACKS_NPO),
    "2b-no-rpo": group({"KR-02b": "violated"}, drop("kg:mirrors ex:rpo"), LACKS_RPO),
    "2b-no-npo-and-rpo-absent": group({"KR-02b": "violated"}, drop("kg:mirrors"), LACKS_NPO),
    "2b-no-npo-for-a-reason": group({}, drop("kg:mirrors ex:npo"), LACKS_NPO, REASON),
    "2b-a-reason-alone": group({}, drop("kg:mirrors"), REASON),
    # That there is no RPO says nothing of the NPO.
    "2b-rpo-there-after-all": group(
        {"KR-02b": UNKNOWN, "KG-07": "violated"}, drop("kg:mirrors ex:npo"), LACKS_RPO
    ),
}

# ---- KR-11a: at least two professions

ALL_PHYSICIANS = (
    profession("pharmacist", "physician"),
    profession("town", "physician"),
    swap("kg:handlesMedicines true", "kg:handlesMedicines false"),
)
NOT_13: dict[str, str | None] = {"KR-13": "inapplicable"}
CHAIR_ALONE = (profession("chair", "nurse"), *ALL_PHYSICIANS)

PROFESSIONS: dict[str, Case] = {
    # Internal medicine and general medicine are two specialties of one profession.
    "11a-one-profession": group({"KR-11a": "violated", **NOT_13}, *ALL_PHYSICIANS),
    "11a-one-unknown": group({"KR-11a": UNKNOWN, **NOT_13}, *ALL_PHYSICIANS, profession("town", None)),
    "11a-one-unknown-of-many": group({}, profession("town", None)),
    "11a-list-not-complete": group({"KR-11a": INCOMPLETE, **NOT_13}, *ALL_PHYSICIANS, NO_MEMBER_LIST),
    "11a-list-declared-long-ago": group({"KR-11a": LAPSED, **NOT_13}, *ALL_PHYSICIANS, *OLD_MEMBER_LIST),
    "11a-two-in-a-list-that-is-not-complete": group({}, NO_MEMBER_LIST),
    "11a-two-of-other-professions": group(
        {"KR-11a": UNKNOWN, **NOT_13},
        *(profession(name, "other") for name in ("chair", "doctor", "pharmacist", "town")),
        swap("kg:handlesMedicines true", "kg:handlesMedicines false"),
    ),
    "11a-one-of-another-profession": group(NOT_13, *ALL_PHYSICIANS, profession("town", "other")),
    "11a-chair-alone-of-another": group(NOT_13, *CHAIR_ALONE),
    "11a-chair-left-out": group(
        {"KR-11a": "violated", **NOT_13}, *CHAIR_ALONE, ruling("T-06c-chair-not-counted")
    ),
    "11a-chair-ruled-in": group(NOT_13, *CHAIR_ALONE, ruling("T-06c-chair-counted")),
    "11a-chair-left-out-and-two-others": group({}, ruling("T-06c-chair-not-counted")),
    "11a-patient-representative-is-no-member": group(
        {"KR-11a": "violated", **NOT_13},
        *ALL_PHYSICIANS,
        add("ex:§-person-patient kg:hasProfession kgc:profession-nurse"),
    ),
    "11a-kin-attached-by-role-alone": group(
        {"KR-11a": "violated", **NOT_13},
        *ALL_PHYSICIANS,
        add(member("kin", "member", hasProfession="kgc:profession-nurse")),
        swap(
            "ex:§-kin kg:takesSeat kgd:kronoberg-mg-seat-member",
            "ex:§-kin kg:hasRole kgc:role-patient-representative",
        ),
    ),
    "11a-substitute-does-not-count": group(
        {"KR-11a": "violated", **NOT_13},
        *ALL_PHYSICIANS,
        add(
            member("deputy", "member", hasProfession="kgc:profession-nurse"),
            "ex:§-deputy kg:isSubstituteFor ex:§-doctor",
        ),
    ),
}

EVERYONE = ("chair", "doctor", "pharmacist", "town")
NO_MEDICINES = swap("kg:handlesMedicines true", "kg:handlesMedicines false")


def of_profession(code: str) -> dict[str, Case]:
    """All are of one profession, then one of another; and the chair is not counted."""
    all_of_it = (NO_MEDICINES, *(profession(name, code) for name in EVERYONE))
    left_out = ruling("T-06c-chair-not-counted")
    others = (NO_MEDICINES, *(profession(name, "other") for name in EVERYONE), profession("chair", code))
    return {
        f"11a-all-{code}": group({"KR-11a": "violated", **NOT_13}, *all_of_it),
        f"11a-{code}-and-another": group(NOT_13, *all_of_it, profession("doctor", "other")),
        f"11a-{code}-and-a-chair-left-out": group(
            {"KR-11a": "violated", **NOT_13}, *all_of_it, profession("chair", "other"), left_out
        ),
        f"11a-{code}-only-the-chair": group(NOT_13, *others),
        f"11a-{code}-only-the-chair-left-out": group({"KR-11a": UNKNOWN, **NOT_13}, *others, left_out),
    }


CODES = (
    "physician",
    "nurse",
    "pharmacist",
    "prescriptionist",
    "physiotherapist",
    "psychologist",
    "dietitian",
)
PROFESSIONS |= {name: case for code in CODES for name, case in of_profession(code).items()}

# ---- KR-11b: every stage of the care chain

NO_ONE_FOR_TOWN = swap(
    "ex:§-town kg:representsStage ex:§-stage-town", "ex:§-town kg:representsStage ex:§-stage-primary"
)
CHAIR_FOR_HOSPITAL = swap(
    "ex:§-pharmacist kg:representsStage ex:§-stage-hospital",
    "ex:§-pharmacist kg:representsStage ex:§-stage-primary",
)

STAGES: dict[str, Case] = {
    "11b-one-without": group({"KR-11b": "violated"}, NO_ONE_FOR_TOWN),
    "11b-one-unknown": group({"KR-11b": UNKNOWN}, drop("ex:§-town kg:representsStage")),
    "11b-unknown-where-it-does-not-matter": group({}, drop("ex:§-pharmacist kg:representsStage")),
    "11b-list-not-complete": group({"KR-11b": INCOMPLETE}, NO_ONE_FOR_TOWN, NO_MEMBER_LIST),
    "11b-list-declared-long-ago": group({"KR-11b": LAPSED}, NO_ONE_FOR_TOWN, *OLD_MEMBER_LIST),
    "11b-no-stages": group({"KR-11b": UNKNOWN}, drop("kg:hasCareChainStage")),
    "11b-only-a-patient-representative": group(
        {"KR-11b": "violated"}, NO_ONE_FOR_TOWN, add("ex:§-patient kg:representsStage ex:§-stage-town")
    ),
    "11b-one-for-two-stages": group(
        {}, NO_ONE_FOR_TOWN, add("ex:§-doctor kg:representsStage ex:§-stage-town")
    ),
    # Of a chair who is left out nothing need be known.
    "11b-chair-left-out-and-unknown": group(
        {"KR-11b": "violated"},
        NO_ONE_FOR_TOWN,
        drop("ex:§-chair kg:representsStage"),
        ruling("T-06c-chair-not-counted"),
    ),
    "11b-chair-alone": group({}, CHAIR_FOR_HOSPITAL),
    "11b-chair-left-out": group(
        {"KR-11b": "violated"}, CHAIR_FOR_HOSPITAL, ruling("T-06c-chair-not-counted")
    ),
}

# ---- KR-13: a pharmacist where medicines are handled

DISPENSER = profession("pharmacist", "prescriptionist")
NO_FLAG = drop("kg:handlesMedicines")
CHAIR_IS_PHARMACIST = (DISPENSER, profession("chair", "pharmacist"))

PHARMACISTS: dict[str, Case] = {
    "13-dispensing-pharmacist": group({"KR-13": "violated"}, DISPENSER),
    "13-not-handled": group(NOT_13, NO_MEDICINES),
    "13-not-handled-and-none": group(NOT_13, NO_MEDICINES, DISPENSER),
    "13-flag-absent": group({}, NO_FLAG),
    "13-flag-absent-and-none": group({"KR-13": UNKNOWN}, NO_FLAG, DISPENSER),
    "13-list-not-complete": group({"KR-13": INCOMPLETE}, DISPENSER, NO_MEMBER_LIST),
    "13-list-declared-long-ago": group({"KR-13": LAPSED}, DISPENSER, *OLD_MEMBER_LIST),
    "13-one-unknown": group({"KR-13": UNKNOWN}, profession("pharmacist", None)),
    "13-pharmacist-in-a-list-that-is-not-complete": group({}, NO_MEMBER_LIST),
    "13-chair": group({}, *CHAIR_IS_PHARMACIST),
    "13-chair-left-out": group(
        {"KR-13": "violated"}, *CHAIR_IS_PHARMACIST, ruling("T-06c-chair-not-counted")
    ),
    "13-chair-left-out-and-unknown": group(
        {"KR-13": "violated"}, DISPENSER, profession("chair", None), ruling("T-06c-chair-not-counted")
    ),
    "13-every-group": group({"KR-13": "violated"}, NO_MEDICINES, DISPENSER, ruling("T-05-every-group")),
    "13-every-group-flag-absent": group(
        {"KR-13": "violated"}, NO_FLAG, DISPENSER, ruling("T-05-every-group")
    ),
    "13-every-group-and-one-there": group({}, NO_MEDICINES, ruling("T-05-every-group")),
    "13-as-recorded": group(NOT_13, NO_MEDICINES, ruling("T-05-as-recorded")),
    "13-two": group({}, profession("town", "pharmacist")),
    "13-exactly-one-and-two": group(
        {"KR-13": "violated"}, profession("town", "pharmacist"), ruling("T-07b-exactly-one")
    ),
    "13-exactly-one": group({}, ruling("T-07b-exactly-one")),
    "13-exactly-one-and-one-unknown": group(
        {"KR-13": UNKNOWN, "KR-14a": UNKNOWN}, profession("town", None), ruling("T-07b-exactly-one")
    ),
    # One person in two seats is one pharmacist.
    "13-exactly-one-in-two-seats": group(
        {},
        one_more("extra"),
        swap("ex:§-extra org:member ex:§-person-extra", "ex:§-extra org:member ex:§-person-pharmacist"),
        add("ex:§-extra kg:isSpecialistInArea true"),
        ruling("T-07b-exactly-one"),
    ),
}

# ---- KR-15: representatives of the municipalities

NO_TOWN = drop("ex:§-town ", "ex:§-decision-town", "§§ kg:hasCareChainStage ex:§-stage-town")
NO_CARE_FLAG = drop("kg:handlesMunicipalCare")
NO_CARE = swap("kg:handlesMunicipalCare true", "kg:handlesMunicipalCare false")
#: With no municipal representative in the group nobody is left to ask about consultation.
NO_ROLE = {"KR-10 pharmacist": UNKNOWN, "KG-03 pharmacist": "violated"}

MUNICIPALITIES: dict[str, Case] = {
    "15-none": group({"KR-15": "violated"}, NO_TOWN),
    "15-flag-absent": group({}, NO_CARE_FLAG),
    "15-flag-absent-and-none": group({"KR-15": UNKNOWN}, NO_CARE_FLAG, NO_TOWN),
    "15-not-handled": group({"KR-15": "inapplicable"}, NO_CARE),
    "15-not-handled-and-none": group({"KR-15": "inapplicable"}, NO_CARE, NO_TOWN),
    "15-list-not-complete": group({"KR-15": INCOMPLETE}, NO_TOWN, NO_MEMBER_LIST),
    "15-list-declared-long-ago": group({"KR-15": LAPSED}, NO_TOWN, *OLD_MEMBER_LIST),
    "15-one-of-unknown-role": group(
        {"KR-15": UNKNOWN, **NO_ROLE}, NO_TOWN, drop("ex:§-pharmacist kg:takesSeat")
    ),
    "15-two": group(
        {},
        add(
            member("village", "municipal", hasSpecialistCompetence="true", holdsManagerialPosition="false"),
            appointed("village", None, ("kgd:kronoberg-ledningsgrupp-samordning",)),
        ),
    ),
}

CASES = {
    **DIVISION,
    **PROFESSIONS,
    **STAGES,
    **PHARMACISTS,
    **MUNICIPALITIES,
}


@cache
def found() -> dict[str, tuple[dict[str, str], dict[str, str]]]:
    return judged(CASES)


@pytest.mark.parametrize("name", CASES)
def test_group(name: str) -> None:
    check(CASES[name], *found()[name])
