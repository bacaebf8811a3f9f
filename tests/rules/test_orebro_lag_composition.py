"""Of whom a working group in Örebro is composed: OL-21 to OL-25 and OL-31a."""

from __future__ import annotations

import pytest
from orebro_lag import (
    ABSENT,
    INCOMPLETE,
    KSG,
    LAPSED,
    MEMBERS,
    Case,
    Edit,
    add,
    breaks,
    complete,
    drop,
    held_by,
    judged,
    lacks,
    lapsed,
    leave,
    leave_member,
    may_break,
    ruling,
    sits_for,
    swap,
    without,
    without_member,
)


def mirrors(what: str) -> Edit:
    return swap(
        "kg:mirrors ex:nag ;", f"kg:mirrors {what} ;" if what else "rdfs:comment 'om spegling sägs inget' ;"
    )


#: No member on a higher level: then that member of the group is not there either.
NO_HIGHER = (
    leave_member("higher"),
    drop("kg:mirrors ex:nag", "kg:hasContactWith ex:higher"),
    lacks("higher-level-member"),
)
NO_HIGHER_BESIDES: dict[str, str | None] = {
    "OL-17": "inapplicable",
    "OL-25": "inapplicable",
    **without_member("higher"),
}

# ---- professions

ALL_PHYSICIANS = held_by("physician-2", "nurse")
OTHERS = (*NO_HIGHER, held_by("other-1", "physician"), held_by("other-2", "nurse"))
#: One member for both operations, and a representative of patients, who sits there for no profession.
ALONE_IN_IT = (*NO_HIGHER, leave_member("nurse"), sits_for("chair", "ex:clinic , ex:home-care"))
ALONE_BESIDES: dict[str, str | None] = {**NO_HIGHER_BESIDES, **without_member("nurse")}

PROFESSIONS = [
    Case("OL-21", "satisfied", "a physician and a nurse"),
    Case("OL-21", "satisfied", "two professions are two, whoever else there is", (without("members"),), {}),
    Case("OL-21", "satisfied", "one of them has another profession", (held_by("other-1", "nurse"),)),
    Case("OL-21", "violated", "three physicians, and a psychologist as method support", (ALL_PHYSICIANS,)),
    Case(
        "OL-21",
        "violated",
        "three physicians, and a nurse who is attached",
        (
            ALL_PHYSICIANS,
            add(
                "ex:§-attached a kg:Membership ; org:member ex:nurse ; org:organization ex:§ ; kg:hasRole kgc:role-member ; "
                "kg:hasForm kgc:form-attached"
            ),
        ),
    ),
    Case("OL-21", INCOMPLETE, "three physicians listed", (ALL_PHYSICIANS, without("members"))),
    Case(
        "OL-21",
        LAPSED,
        "three physicians in a list that was complete once",
        (ALL_PHYSICIANS, lapsed("members")),
    ),
    Case("OL-21", ABSENT, "physicians and one of whom it is not known", (held_by("no-profession", "nurse"),)),
    Case("OL-21", ABSENT, "two have another profession, perhaps two", OTHERS, NO_HIGHER_BESIDES),
    Case(
        "OL-21",
        "inapplicable",
        "nobody in a complete list",
        (leave_member(*MEMBERS), complete("bodies")),
        {
            **without_member(*MEMBERS),
            **dict.fromkeys(("OL-20a", "OL-20b", "OL-33"), "inapplicable"),
            **dict.fromkeys(("OL-23", "OL-24", "OL-25"), "violated"),
        },
    ),
    Case("OL-21", "violated", "one member alone", ALONE_IN_IT, ALONE_BESIDES),
    Case(
        "OL-21",
        "violated",
        "one alone, of another profession",
        (*ALONE_IN_IT, held_by("other-1", "physician")),
        ALONE_BESIDES,
    ),
]

SPREAD = [
    Case("OL-22", "satisfied", "considered"),
    Case(
        "OL-22",
        "violated",
        "not considered",
        (swap("kg:hasConsideredSpread true", "kg:hasConsideredSpread false"),),
    ),
    Case("OL-22", ABSENT, "nothing recorded", (drop("kg:hasConsideredSpread true"),)),
    Case(
        "OL-22",
        ABSENT,
        "both yes and no",
        (swap("kg:hasConsideredSpread true", "kg:hasConsideredSpread true , false"),),
    ),
    Case("OL-22", "satisfied", "ruled to be enough", (ruling("T-32a-considered"),)),
    Case("OL-22", ABSENT, "ruled that it must be achieved", (ruling("T-32a-achieved"),)),
    Case(
        "OL-22",
        ABSENT,
        "ruled that it must be achieved, and not considered",
        (ruling("T-32a-achieved"), swap("kg:hasConsideredSpread true", "kg:hasConsideredSpread false")),
    ),
]

# ---- the chain of care

CONCERNED = "kg:concernsOperation ex:clinic , ex:home-care ;"
REGION_ONLY = swap(CONCERNED, "kg:concernsOperation ex:clinic ;")
MUNICIPALITY_ONLY = swap(CONCERNED, "kg:concernsOperation ex:home-care ;")
NO_MUNICIPAL_MEMBER = sits_for("nurse", "ex:clinic-2")
NO_REGION_MEMBER = (sits_for("chair", "ex:home-care"), sits_for("higher", "ex:home-care"))

CARE_CHAIN = [
    Case("OL-23", ABSENT, "not known whether the region is concerned", (MUNICIPALITY_ONLY,)),
    Case("OL-23", "satisfied", "both are concerned and both are there"),
    Case("OL-23", "satisfied", "in a list not declared complete", (without("members"),), {}),
    Case(
        "OL-23",
        "satisfied",
        "a unit within an operation",
        (sits_for("chair", "ex:ward"), sits_for("higher", "ex:ward")),
    ),
    Case(
        "OL-23",
        "satisfied",
        "an area of the region",
        (sits_for("chair", "kgd:orebro-omrade-psykiatri"), sits_for("higher", "kgd:orebro-omrade-psykiatri")),
    ),
    Case(
        "OL-23",
        "satisfied",
        "both as kinds",
        (
            swap(CONCERNED, "kg:concernsOperation kgd:orebro-verksamhet , kgd:orebro-kommuner ;"),
            sits_for("nurse", "kgd:orebro-kommuner"),
        ),
    ),
    Case("OL-23", "violated", "nobody from the municipalities", (NO_MUNICIPAL_MEMBER,)),
    Case("OL-23", "violated", "nobody from the region", NO_REGION_MEMBER),
    Case(
        "OL-23",
        "violated",
        "the method support comes from the municipality",
        (
            NO_MUNICIPAL_MEMBER,
            swap(
                "kg:takesSeat kgd:orebro-lag-seat-method-support ;",
                "kg:takesSeat kgd:orebro-lag-seat-method-support ; kg:represents ex:home-care ;",
            ),
        ),
    ),
    Case(
        "OL-23",
        "violated",
        "so does one of whom only the role of method support is given",
        (
            NO_MUNICIPAL_MEMBER,
            swap(
                "kg:takesSeat kgd:orebro-lag-seat-method-support ;",
                "kg:hasRole kgc:role-method-support ; kg:represents ex:home-care ;",
            ),
        ),
        {
            "OL-20a support": "inapplicable",
            "OL-20b support": "inapplicable",
            "OL-33 support": "inapplicable",
            "OL-21": ABSENT,
        },
    ),
    Case(
        "OL-23",
        "violated",
        "patients are represented by an association",
        (
            NO_MUNICIPAL_MEMBER,
            swap(
                "kg:takesSeat kgd:orebro-lag-seat-patient ;",
                "kg:takesSeat kgd:orebro-lag-seat-patient ; kg:represents ex:association ;",
            ),
        ),
    ),
    Case(
        "OL-23",
        "violated",
        "stated that a member sits for nobody",
        (sits_for("nurse", "", ""), lacks("represented-organisation", "ex:§-nurse")),
        {"OL-33 nurse": "inapplicable"},
    ),
    Case(
        "OL-23",
        "satisfied",
        "no municipal operation is concerned",
        (REGION_ONLY, NO_MUNICIPAL_MEMBER, lacks("municipal-operation")),
    ),
    Case(
        "OL-23",
        "satisfied",
        "no operation of the region is concerned",
        (MUNICIPALITY_ONLY, *NO_REGION_MEMBER, lacks("region-operation")),
    ),
    Case(
        "OL-23",
        "violated",
        "concerned, though stated not to be",
        (NO_MUNICIPAL_MEMBER, lacks("municipal-operation")),
    ),
    Case(
        "OL-23",
        "inapplicable",
        "no operation at all is concerned",
        (swap(f"    {CONCERNED}\n", ""), lacks("municipal-operation"), lacks("region-operation")),
    ),
    Case("OL-23", ABSENT, "not known whether a municipality is concerned", (REGION_ONLY,)),
    Case("OL-23", ABSENT, "not known what is concerned", (swap(f"    {CONCERNED}\n", ""),)),
    Case("OL-23", "violated", "a breach beside what is not known", (REGION_ONLY, *NO_REGION_MEMBER)),
    Case(
        "OL-23",
        ABSENT,
        "an operation of which nothing is known",
        (swap(CONCERNED, "kg:concernsOperation ex:clinic , ex:somewhere ;"),),
    ),
    Case(
        "OL-23",
        ABSENT,
        "not known whom a member sits for",
        (sits_for("nurse", "", "ex:home-care"),),
        {"OL-33 nurse": ABSENT},
    ),
    Case("OL-23", ABSENT, "a member sits for something unknown", (sits_for("nurse", "ex:somewhere"),)),
    Case(
        "OL-23",
        INCOMPLETE,
        "nobody from the municipalities is listed",
        (NO_MUNICIPAL_MEMBER, without("members")),
    ),
    Case(
        "OL-23", LAPSED, "nobody in a list that was complete once", (NO_MUNICIPAL_MEMBER, lapsed("members"))
    ),
    Case(
        "OL-23",
        "satisfied",
        "ruled that only those concerned are required",
        (REGION_ONLY, NO_MUNICIPAL_MEMBER, lacks("municipal-operation"), ruling("T-28-only-concerned")),
    ),
    Case(
        "OL-23",
        "violated",
        "ruled that both are always required",
        (REGION_ONLY, NO_MUNICIPAL_MEMBER, lacks("municipal-operation"), ruling("T-28-always-both")),
    ),
    Case(
        "OL-23",
        "satisfied",
        "ruled so, and both are there",
        (swap(f"    {CONCERNED}\n", ""), ruling("T-28-always-both")),
    ),
]

# ---- patients, and the member on a higher level

PATIENT_SEAT = "kg:takesSeat kgd:orebro-lag-seat-patient ;"
NO_ROLE = swap(
    "org:member ex:nurse ; org:organization ex:§ ; kg:takesSeat kgd:orebro-lag-seat-member ;",
    "org:member ex:nurse ; org:organization ex:§ ;",
)
NO_PATIENT = without_member("patient")

PATIENTS = [
    Case(
        "OL-24",
        ABSENT,
        "none, and one member without a role",
        (leave_member("patient"), NO_ROLE),
        {**NO_PATIENT, "KG-03 nurse": "violated"},
    ),
    Case("OL-24", "satisfied", "one representative"),
    Case(
        "OL-24", "satisfied", "by role", (swap(PATIENT_SEAT, "kg:hasRole kgc:role-patient-representative ;"),)
    ),
    Case("OL-24", "satisfied", "in a list not declared complete", (without("members"),)),
    Case("OL-24", "violated", "none in a complete list", (leave_member("patient"),), NO_PATIENT),
    Case(
        "OL-24",
        "violated",
        "co-opted, and so no member",
        (swap(PATIENT_SEAT, f"{PATIENT_SEAT} kg:hasForm kgc:form-co-opted ;"),),
        NO_PATIENT,
    ),
    Case("OL-24", INCOMPLETE, "none listed", (leave_member("patient"), without("members")), NO_PATIENT),
    Case(
        "OL-24",
        LAPSED,
        "none in a list that was complete once",
        (leave_member("patient"), lapsed("members")),
        NO_PATIENT,
    ),
    Case(
        "OL-24",
        "violated",
        "ruled to be a departure",
        (leave_member("patient"), ruling("T-32b-presence")),
        NO_PATIENT,
    ),
    Case(
        "OL-24",
        ABSENT,
        "ruled that an attempt is enough",
        (leave_member("patient"), ruling("T-32b-attempt")),
        NO_PATIENT,
    ),
]

MEMBER_OF_OTHERS: dict[str, str | None] = {
    "OL-17": ABSENT
}  # whom the group is in contact with is then another
NOT_SHARED = without_member("higher")

HIGHER = [
    Case(
        "OL-25",
        ABSENT,
        "a kind is mirrored, though stated that no body is",
        (mirrors("kgd:national-nag"), lacks("mirror-national"), lacks("mirror-healthcare-regional")),
        MEMBER_OF_OTHERS,
    ),
    Case("OL-25", "satisfied", "in the national group and here"),
    Case("OL-25", "satisfied", "in a list not declared complete", (without("members"), without("higher"))),
    Case("OL-25", "violated", "in the national group alone", (leave_member("higher"),), NOT_SHARED),
    Case("OL-25", "violated", "one of two is here", (mirrors("ex:nag-2"),)),
    Case(
        "OL-25",
        "violated",
        "co-opted here, and so no member",
        (
            swap(
                "org:member ex:higher ; org:organization ex:§ ;",
                "org:member ex:higher ; org:organization ex:§ ; kg:hasForm kgc:form-co-opted ;",
            ),
        ),
        NOT_SHARED,
    ),
    Case(
        "OL-25",
        INCOMPLETE,
        "not in a list that may have more",
        (leave_member("higher"), without("members")),
        NOT_SHARED,
    ),
    Case(
        "OL-25",
        LAPSED,
        "not in a list that was complete once",
        (leave_member("higher"), lapsed("members")),
        NOT_SHARED,
    ),
    Case("OL-25", "inapplicable", "stated that there is none", NO_HIGHER, NO_HIGHER_BESIDES),
    Case("OL-25", "satisfied", "named, though stated not to exist", (lacks("higher-level-member"),)),
    Case(
        "OL-25", "inapplicable", "those there sit for others", (mirrors("ex:nag-foreign"),), MEMBER_OF_OTHERS
    ),
    Case(
        "OL-25",
        "inapplicable",
        "no body is mirrored",
        (mirrors(""), lacks("mirror-national"), lacks("mirror-healthcare-regional")),
        MEMBER_OF_OTHERS,
    ),
    Case("OL-25", ABSENT, "nothing is said of a body mirrored", (mirrors(""),), MEMBER_OF_OTHERS),
    Case(
        "OL-25",
        ABSENT,
        "no national body is mirrored, of others nothing",
        (mirrors(""), lacks("mirror-national")),
        MEMBER_OF_OTHERS,
    ),
    Case("OL-25", ABSENT, "a kind is mirrored, not a body", (mirrors("kgd:national-nag"),), MEMBER_OF_OTHERS),
    Case(
        "OL-25",
        INCOMPLETE,
        "others there, and there may be more",
        (mirrors("ex:nag-foreign"), without("higher")),
        MEMBER_OF_OTHERS,
    ),
    Case(
        "OL-25",
        LAPSED,
        "others there, in a list that was complete once",
        (mirrors("ex:nag-foreign"), lapsed("higher")),
        MEMBER_OF_OTHERS,
    ),
]

# ---- method support

SUPPORT = "org:member ex:support ; org:organization ex:§ ;"
UTVECKLINGSENHETEN = held_by("support-unit", "support")

METHOD_SUPPORT = [
    Case(
        "OL-31a",
        "violated",
        "from there, but an ordinary member",
        (leave("support"), sits_for("higher", KSG)),
    ),
    Case(
        "OL-31a",
        ABSENT,
        "none, and one member without a role",
        (leave("support"), NO_ROLE),
        {"KG-03 nurse": "violated"},
    ),
    Case("OL-31a", "satisfied", "employed there"),
    Case("OL-31a", "satisfied", "in a list not declared complete", (without("members"),)),
    Case(
        "OL-31a",
        "satisfied",
        "an office there",
        (
            swap(
                SUPPORT,
                "org:member ex:no-profession ; org:organization ex:§ ; kg:isSeatedAs ex:support-office ;",
            ),
        ),
    ),
    Case(
        "OL-31a",
        "satisfied",
        "sits for it",
        (swap(SUPPORT, f"org:member ex:patient ; org:organization ex:§ ; kg:represents {KSG} ;"),),
    ),
    Case(
        "OL-31a",
        "satisfied",
        "one from there and one from elsewhere",
        (
            add(
                "ex:§-support-2 a kg:Membership ; org:member ex:support-clinic ; org:organization ex:§ ; kg:takesSeat kgd:orebro-lag-seat-method-support"
            ),
        ),
    ),
    Case("OL-31a", "violated", "none in a complete list", (leave("support"),)),
    Case("OL-31a", "violated", "from elsewhere", (held_by("support-clinic", "support"),)),
    Case(
        "OL-31a",
        "violated",
        "sits for a municipality",
        (swap(SUPPORT, "org:member ex:patient ; org:organization ex:§ ; kg:represents ex:home-care ;"),),
    ),
    Case(
        "OL-31a",
        "violated",
        "from another area of the region",
        (
            swap(
                SUPPORT,
                "org:member ex:patient ; org:organization ex:§ ; kg:represents kgd:orebro-regional-utveckling ;",
            ),
        ),
    ),
    Case("OL-31a", INCOMPLETE, "none listed", (leave("support"), without("members"))),
    Case("OL-31a", LAPSED, "none in a list that was complete once", (leave("support"), lapsed("members"))),
    Case(
        "OL-31a",
        INCOMPLETE,
        "from elsewhere, and there may be another",
        (held_by("support-clinic", "support"), without("members")),
    ),
    Case("OL-31a", ABSENT, "not known from where", (held_by("no-profession", "support"),)),
    Case("OL-31a", ABSENT, "from the unit above", (UTVECKLINGSENHETEN,)),
    Case(
        "OL-31a",
        ABSENT,
        "ruled to be one body, and from the unit above",
        (UTVECKLINGSENHETEN, ruling("T-22-one-body-with-address")),
    ),
    Case("OL-31a", "satisfied", "ruled to be three units", (UTVECKLINGSENHETEN, ruling("T-22-three-units"))),
    Case(
        "OL-31a",
        "violated",
        "three units, and from elsewhere",
        (held_by("support-clinic", "support"), ruling("T-22-three-units")),
    ),
]

CASES = [*PROFESSIONS, *SPREAD, *CARE_CHAIN, *PATIENTS, *HIGHER, *METHOD_SUPPORT]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_rule(case: Case) -> None:
    assert judged(CASES)[case.name] == case.expected


@pytest.mark.parametrize("case", breaks(CASES), ids=str)
def test_a_breach_stands_alone_or_with_what_it_entails(case: Case) -> None:
    assert case.broken - {case.rule} <= may_break(case.rule)
