"""By whose decision and at whose cost members sit in a working group in Örebro: OL-20a, OL-20b and OL-33."""

from __future__ import annotations

import pytest
from orebro_lag import (
    ABSENT,
    INCOMPLETE,
    KSG,
    LAPSED,
    LPO_UNKNOWN,
    MEMBERS,
    RMKS,
    WITHOUT_LPO,
    Case,
    Edit,
    add,
    at_members,
    breaks,
    complete,
    drop,
    each,
    held_by,
    judged,
    lacks,
    lapsed,
    leave_member,
    may_break,
    ruling,
    sits_for,
    swap,
    without,
    without_member,
)


def appointed_by(member: str, who: str, clean: str = "ex:lpo") -> Edit:
    head = f"kg:appoints ex:§-{member} ; "
    return swap(f"{head}kg:isAppointedBy {clean} ;", f"{head}kg:isAppointedBy {who} ;" if who else head)


def consulted(member: str, who: str, by: str = "ex:lpo") -> Edit:
    head = f"kg:appoints ex:§-{member} ; kg:isAppointedBy {by} ; "
    return swap(f"{head}kg:consulted ex:head ;", f"{head}kg:consulted {who} ;" if who else head)


def cost(member: str, bearer: str) -> Edit:
    return sits_for(member, "ex:home-care" if member == "nurse" else "ex:clinic", bearer)


# ---- who appoints

MUTE = drop("kg:relatesTo ex:lpo")
OLDER = (
    swap("kg:relatesTo ex:lpo ;", "kg:relatesTo ex:lpo-young ;"),
    each("ex:lpo ;", "ex:lpo-young ;"),
    swap("org:reportsTo ex:lpo .", "org:reportsTo ex:lpo-young ."),
)
OLDER_BESIDES: dict[str, str | None] = {"OL-04": "inapplicable", "OR-17a": "inapplicable"}

APPOINTED = [
    Case("OL-20a nurse", "satisfied", "the LPO appointed"),
    Case("OL-20a nurse", "satisfied", "LPO as a kind", (appointed_by("nurse", "kgd:orebro-lpo"),)),
    Case(
        "OL-20a nurse",
        "satisfied",
        "the LPO and Kunskapsstödsgruppen",
        (appointed_by("nurse", f"ex:lpo , {KSG}"),),
    ),
    *(
        Case(f"OL-20a {member}", "violated", "RMKS appointed", (appointed_by(member, RMKS),))
        for member in MEMBERS
    ),
    Case("OL-20a nurse", "violated", "another LPO", (appointed_by("nurse", "ex:lpo-2"),)),
    Case("OL-20a nurse", "violated", "a head of operations", (appointed_by("nurse", "ex:head"),)),
    Case(
        "OL-20a nurse",
        "violated",
        "the seat of the LPO chair",
        (appointed_by("nurse", "kgd:orebro-lpo-seat-chair"),),
    ),
    Case("OL-20a nurse", ABSENT, "nobody on record", (appointed_by("nurse", ""),)),
    Case("OL-20a nurse", ABSENT, "a person, perhaps for the LPO", (appointed_by("nurse", "ex:chairing"),)),
    Case("OL-20a nurse", ABSENT, "a name of which nothing is known", (appointed_by("nurse", "ex:someone"),)),
    Case("OL-20a nurse", ABSENT, "an LPO that has ended", (appointed_by("nurse", "ex:lpo-ended"),)),
    Case(
        "OL-20a nurse",
        ABSENT,
        "the decision lies ahead",
        (
            swap(
                'ex:§-nurse ; kg:isAppointedBy ex:lpo ; kg:consulted ex:head ;\n    dcterms:date "2024-02-20"',
                'ex:§-nurse ; kg:isAppointedBy ex:lpo ; kg:consulted ex:head ;\n    dcterms:date "2026-11-23"',
            ),
        ),
        {"OL-20b nurse": "violated"},  # and with it the consultation
    ),
    Case(
        "OL-20a nurse",
        "unclear",
        "Kunskapsstödsgruppen although there is an LPO",
        (appointed_by("nurse", KSG),),
    ),
    Case(
        "OL-20a nurse",
        "unclear",
        "Kunskapsstödsgruppen and RMKS",
        (appointed_by("nurse", f"{KSG} , {RMKS}"),),
    ),
    Case(
        "OL-20a nurse",
        "unclear",
        "ruled to be left open",
        (appointed_by("nurse", KSG), ruling("T-25-left-open")),
    ),
    Case(
        "OL-20a nurse",
        "satisfied",
        "ruled to be free",
        (appointed_by("nurse", KSG), ruling("T-25-free-alternative")),
    ),
    Case(
        "OL-20a nurse",
        "violated",
        "ruled to be for want of an LPO",
        (appointed_by("nurse", KSG), ruling("T-25-only-without-lpo")),
    ),
    Case(
        "OL-20a nurse",
        "violated",
        "a breach beside the question",
        (appointed_by("nurse", RMKS), appointed_by("chair", KSG)),
        {"OL-20a chair": "unclear"},
    ),
    Case(
        "OL-20a nurse",
        "unclear",
        "the group is older than its LPO",
        (*OLDER, appointed_by("nurse", KSG, "ex:lpo-young")),
        OLDER_BESIDES,
    ),
    Case(
        "OL-20a nurse",
        ABSENT,
        "older than its LPO, under a ruling against it",
        (*OLDER, appointed_by("nurse", KSG, "ex:lpo-young"), ruling("T-25-only-without-lpo")),
        OLDER_BESIDES,
    ),
    Case("OL-20a nurse", "satisfied", "Kunskapsstödsgruppen, and there is no LPO", (), {}, WITHOUT_LPO),
    Case(
        "OL-20a nurse",
        "violated",
        "RMKS, and there is no LPO",
        (appointed_by("nurse", RMKS, KSG),),
        {},
        WITHOUT_LPO,
    ),
    Case(
        "OL-20a nurse",
        "violated",
        "the LPO of others",
        (appointed_by("nurse", "ex:lpo", KSG),),
        {},
        WITHOUT_LPO,
    ),
    Case(
        "OL-20a nurse",
        ABSENT,
        "an LPO that has ended, perhaps its own",
        (appointed_by("nurse", "ex:lpo-ended", KSG),),
        {},
        WITHOUT_LPO,
    ),
    Case(
        "OL-20a nurse",
        ABSENT,
        "LPO as a kind, and there is none",
        (appointed_by("nurse", "kgd:orebro-lpo", KSG),),
        {},
        WITHOUT_LPO,
    ),
    Case(
        "OL-20a nurse",
        INCOMPLETE,
        "Kunskapsstödsgruppen, LPO unknown",
        (MUTE, appointed_by("nurse", KSG)),
        LPO_UNKNOWN,
    ),
    Case("OL-20a nurse", "violated", "RMKS, LPO unknown", (MUTE, appointed_by("nurse", RMKS)), LPO_UNKNOWN),
    Case(
        "OL-20a nurse",
        "satisfied",
        "ruled to be free, LPO unknown",
        (MUTE, appointed_by("nurse", KSG), ruling("T-25-free-alternative")),
        LPO_UNKNOWN,
    ),
    Case(
        "OL-20a nurse",
        LAPSED,
        "Kunskapsstödsgruppen, all bodies listed once",
        (MUTE, appointed_by("nurse", KSG), complete("bodies", "2025-11-21")),
        dict.fromkeys(LPO_UNKNOWN, LAPSED),
    ),
    Case(
        "OL-20a support",
        "inapplicable",
        "method support of which only the role is given",
        (
            swap("kg:takesSeat kgd:orebro-lag-seat-method-support ;", "kg:hasRole kgc:role-method-support ;"),
            add(
                f"ex:§-support-appointed a kg:Appointment ; kg:appoints ex:§-support ; kg:isAppointedBy {RMKS}"
            ),
        ),
        {"OL-20b support": "inapplicable", "OL-33 support": "inapplicable", "OL-21": ABSENT},
    ),
    Case(
        "OL-20a nurse",
        "satisfied",
        "RMKS appointed the method support and one attached",
        (
            add(
                f"ex:§-support-appointed a kg:Appointment ; kg:appoints ex:§-support ; kg:isAppointedBy {RMKS}"
            ),
            add(
                "ex:§-attached a kg:Membership ; org:member ex:other-1 ; org:organization ex:§ ; kg:hasRole kgc:role-member ; "
                "kg:hasForm kgc:form-attached"
            ),
            add(
                f"ex:§-attached-appointed a kg:Appointment ; kg:appoints ex:§-attached ; kg:isAppointedBy {RMKS}"
            ),
        ),
    ),
]

EMPTY = leave_member(*MEMBERS)
EMPTY_BESIDES: dict[str, str | None] = {
    **without_member(*MEMBERS),
    "OL-20a": "inapplicable",
    "OL-20b": "inapplicable",
    "OL-33": "inapplicable",
    "OL-21": "inapplicable",
    "OL-23": "violated",
    "OL-24": "violated",
    "OL-25": "violated",
}
#: What hangs on the list of members, where nobody but the method support is in it.
UNLISTED = ("OL-20a", "OL-20b", "OL-21", "OL-23", "OL-24", "OL-25", "OL-33")

NOBODY = [
    Case(
        "OL-20a",
        "inapplicable",
        "a complete list without members",
        (EMPTY, complete("bodies")),
        EMPTY_BESIDES,
    ),
    Case(
        "OL-20a",
        INCOMPLETE,
        "no members listed",
        (EMPTY, without("members"), without("consultations")),
        {**EMPTY_BESIDES, **dict.fromkeys(UNLISTED, INCOMPLETE)},
    ),
    Case(
        "OL-20a",
        LAPSED,
        "no members in a list that was complete once",
        (EMPTY, lapsed("members"), lapsed("consultations")),
        {**EMPTY_BESIDES, **dict.fromkeys(UNLISTED, LAPSED)},
    ),
]

# ---- consultation

CONSULTED = [
    Case("OL-20b nurse", "satisfied", "one head of operations"),
    Case(
        "OL-20b nurse",
        "satisfied",
        "head of operations as a kind",
        (consulted("nurse", "kgd:orebro-verksamhetschef"),),
    ),
    Case("OL-20b nurse", "satisfied", "with others", (consulted("nurse", f"ex:head , {RMKS}"),)),
    Case("OL-20b nurse", "satisfied", "in a list not declared complete", (without("consultations"),)),
    Case("OL-20b nurse", "violated", "none in a complete list", (consulted("nurse", ""),)),
    Case(
        "OL-20b patient", "violated", "none for the representative of patients", (consulted("patient", ""),)
    ),
    Case("OL-20b nurse", "violated", "RMKS alone in a complete list", (consulted("nurse", RMKS),)),
    Case("OL-20b nurse", "violated", "the LPO alone in a complete list", (consulted("nurse", "ex:lpo"),)),
    Case(
        "OL-20b nurse",
        "violated",
        "stated that there was none",
        (consulted("nurse", ""), without("consultations"), lacks("consultation", "ex:§-nurse")),
    ),
    Case(
        "OL-20b nurse",
        "satisfied",
        "on record, though stated that there was none",
        (lacks("consultation", "ex:§-nurse"),),
    ),
    Case("OL-20b nurse", INCOMPLETE, "none on record", (consulted("nurse", ""), without("consultations"))),
    Case(
        "OL-20b nurse",
        LAPSED,
        "none in a list that was complete once",
        (consulted("nurse", ""), lapsed("consultations")),
    ),
    Case("OL-20b nurse", INCOMPLETE, "RMKS alone", (consulted("nurse", RMKS), without("consultations"))),
    Case(
        "OL-20b nurse", ABSENT, "a person, perhaps head of operations", (consulted("nurse", "ex:physician"),)
    ),
    Case("OL-20b nurse", ABSENT, "a name of which nothing is known", (consulted("nurse", "ex:someone"),)),
    Case(
        "OL-20b nurse",
        "violated",
        "ruled to be required",
        (consulted("nurse", ""), ruling("T-24a-consultation-required")),
    ),
    Case(
        "OL-20b nurse",
        "inapplicable",
        "ruled not to be required where the LPO appoints",
        (consulted("nurse", ""), ruling("T-24a-not-required")),
        at_members("OL-20b", "inapplicable"),
    ),
    Case(
        "OL-20b nurse",
        "violated",
        "that ruling, and Kunskapsstödsgruppen appoints",
        (consulted("nurse", "", KSG), ruling("T-24a-not-required")),
        {},
        WITHOUT_LPO,
    ),
]

# ---- cost

PATIENT_SEAT = "kg:takesSeat kgd:orebro-lag-seat-patient ;"


COST = [
    Case("OL-33 higher", "satisfied", "the operation bears it"),
    Case("OL-33 nurse", "satisfied", "a municipal operation bears it"),
    Case("OL-33 higher", "violated", "Kunskapsstödsgruppen bears it", (cost("higher", KSG),)),
    Case("OL-33 higher", "violated", "the region bears it", (cost("higher", "kgd:region-orebro-lan"),)),
    Case("OL-33 higher", "violated", "another operation bears it", (cost("higher", "ex:clinic-2"),)),
    Case("OL-33 nurse", "violated", "the municipality bears it", (cost("nurse", "ex:municipality"),)),
    Case(
        "OL-33 higher",
        "violated",
        "the operation bears it together with another",
        (cost("higher", f"ex:clinic , {KSG}"),),
    ),
    Case(
        "OL-33 higher",
        "satisfied",
        "the operation above the unit bears it",
        (sits_for("higher", "ex:ward", "ex:clinic"),),
    ),
    Case("OL-33 higher", "violated", "the area above the operation bears it", (cost("higher", "ex:area"),)),
    Case(
        "OL-33 higher",
        "satisfied",
        "two operations bear it, and both are represented",
        (sits_for("higher", "ex:clinic , ex:clinic-2"),),
    ),
    Case(
        "OL-33 higher",
        ABSENT,
        "one operation in the area that the member sits for",
        (sits_for("higher", "ex:area", "ex:clinic"),),
    ),
    Case("OL-33 higher", ABSENT, "nobody on record bears it", (cost("higher", ""),)),
    Case("OL-33 higher", ABSENT, "not known from where", (sits_for("higher", "", "ex:clinic"),)),
    Case("OL-33 higher", ABSENT, "sits for the region", (sits_for("higher", "kgd:region-orebro-lan"),)),
    Case("OL-33 higher", ABSENT, "sits for something unknown", (sits_for("higher", "ex:somewhere", KSG),)),
    Case(
        "OL-33 nurse",
        "satisfied",
        "employed in the operation that bears it",
        (held_by("clinic-employee", "nurse"), sits_for("nurse", "", "ex:clinic")),
        {"OL-23": ABSENT},
    ),
    Case(
        "OL-33 nurse",
        ABSENT,
        "employed in another than bears it, and not said for whom",
        (held_by("clinic-employee", "nurse"), sits_for("nurse", "", "ex:clinic-2")),
        {"OL-23": ABSENT},
    ),
    Case(
        "OL-33 higher",
        "inapplicable",
        "sits for an association",
        (sits_for("higher", "ex:association", KSG),),
    ),
    Case(
        "OL-33 higher",
        "inapplicable",
        "stated to sit for nobody",
        (sits_for("higher", "", KSG), lacks("represented-organisation", "ex:§-higher")),
    ),
    Case(
        "OL-33 patient",
        "inapplicable",
        "the region bears the cost of a representative of patients",
        (swap(PATIENT_SEAT, f"{PATIENT_SEAT} kg:hasCostBearer kgd:region-orebro-lan ;"),),
    ),
]

CASES = [*APPOINTED, *NOBODY, *CONSULTED, *COST]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_rule(case: Case) -> None:
    assert judged(CASES)[case.name] == case.expected


@pytest.mark.parametrize("case", breaks(CASES), ids=str)
def test_a_breach_stands_alone_or_with_what_it_entails(case: Case) -> None:
    assert case.broken - {case.rule} <= may_break(case.rule)
