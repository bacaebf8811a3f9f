"""Setting up LPO and working groups in Örebro: OL-04, OL-19, OR-12a, OR-12b, OR-17a and OR-17b."""

from __future__ import annotations

import pytest
from orebro_lag import (
    KSG,
    LPO_UNKNOWN,
    PROGRAMME_AREA,
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
    judged,
    lacks,
    leave,
    may_break,
    ruling,
    swap,
    without,
)

OWN = "kg:relatesTo ex:lpo"


def initiated_by(who: str) -> tuple[Edit, ...]:
    return (swap("kg:isInitiatedBy kgd:orebro-lpo-seat-chair", f"kg:isInitiatedBy {who}"),)


def inventory(dated: str) -> Edit:
    return swap('dcterms:date "2024-01-15"', f'dcterms:date "{dated}"')


def decided(kind: str, who: str, clean: str = "ex:lpo") -> Edit:
    """Another decider of a decision that stands in the clean text."""
    head = f"kg:hasDecisionKind kgc:decision-{kind} ;\n    kg:isDecidedBy "
    return swap(f"{head}{clean} ;", f"{head}{who} ;" if who else head.removesuffix("kg:isDecidedBy "))


def decision(kind: str, who: str, rest: str = "") -> Edit:
    """One more decision."""
    return add(
        f"ex:§-{kind}-2 a kg:Decision ; kg:concernsBody ex:§ ; kg:hasDecisionKind kgc:decision-{kind} ; "
        f'kg:isDecidedBy {who} ; dcterms:date "2026-06-01"^^xsd:date{rest}'
    )


NO_LPO_NAMED = drop(OWN)
ALONE_OPEN = swap("kg:lacks kgc:absent-lpo ;", "rdfs:comment 'om LPO sägs inget' ;")
OF_LPO = ("OL-04", "OL-34", "OR-17a", "OR-17b")


def all_of_lpo(outcome: str) -> dict[str, str | None]:
    """One outcome for every rule that asks for the LPO of the group."""
    return {**dict.fromkeys(OF_LPO, outcome), **at_members("OL-20a", outcome)}


#: Set up by Kunskapsstödsgruppen before there was an LPO, which has appointed the members since.
OLDER = (
    swap(OWN, "kg:relatesTo ex:lpo-young"),
    decided("set-up", KSG),
    decided("assignment", "ex:lpo-young"),
    each("kg:isAppointedBy ex:lpo ;", "kg:isAppointedBy ex:lpo-young ;"),
    swap("org:reportsTo ex:lpo .", "org:reportsTo ex:lpo-young ."),
)
OLDER_BESIDES: dict[str, str | None] = {"OL-04": "inapplicable", "OR-17a": "inapplicable"}


def same_lpo(lpo: str) -> tuple[Edit, ...]:
    """The group with another LPO than the clean one; Kunskapsstödsgruppen set it up."""
    return (
        swap(OWN, f"kg:relatesTo {lpo}"),
        decided("set-up", KSG),
        decided("assignment", lpo),
        each("kg:isAppointedBy ex:lpo ;", f"kg:isAppointedBy {lpo} ;"),
        swap("org:reportsTo ex:lpo .", f"org:reportsTo {lpo} ."),
    )


INITIATIVE = [
    Case("OL-04", "satisfied", "the seat of the chair took the initiative"),
    Case("OL-04", "satisfied", "the person in the chair", initiated_by("ex:chairing")),
    Case("OL-04", "satisfied", "whoever was chair before", initiated_by("ex:chaired")),
    Case("OL-04", "satisfied", "the chair and another", initiated_by("kgd:orebro-lpo-seat-chair , ex:head")),
    Case("OL-04", "violated", "one head of operations", initiated_by("ex:head")),
    Case("OL-04", "violated", "head of operations as a kind", initiated_by("kgd:orebro-verksamhetschef")),
    Case("OL-04", "violated", "another body", initiated_by(RMKS)),
    Case("OL-04", "violated", "another seat", initiated_by("kgd:orebro-rmks-seat-chair")),
    Case("OL-04", "violated", "another LPO", initiated_by("ex:lpo-2")),
    Case(
        "OL-04",
        "missing value-absent",
        "nothing on who",
        (drop("kg:isInitiatedBy kgd:orebro-lpo-seat-chair"),),
    ),
    Case("OL-04", "missing value-absent", "a person not on record as chair", initiated_by("ex:physician")),
    Case("OL-04", "missing value-absent", "a name of which nothing is known", initiated_by("ex:someone")),
    Case("OL-04", "missing value-absent", "the LPO, through its chair or not", initiated_by("ex:lpo")),
    Case("OL-04", "missing value-absent", "LPO as a kind", initiated_by("kgd:orebro-lpo")),
    Case("OL-04", "missing value-absent", "an LPO that has ended", initiated_by("ex:lpo-ended")),
    Case(
        "OL-04",
        "missing value-absent",
        "another LPO, and not said which is its own",
        (swap(OWN, "kg:relatesTo kgd:orebro-lpo"), *initiated_by("ex:lpo-2")),
        all_of_lpo("missing value-absent"),
    ),
]

#: Whether there is an LPO, by what is said of it.
WHETHER_LPO = [
    Case("OL-04", "inapplicable", "stated that there is none", (), {}, WITHOUT_LPO),
    Case("OL-04", "inapplicable", "all bodies are listed", (ALONE_OPEN, complete("bodies")), {}, WITHOUT_LPO),
    Case(
        "OL-04",
        "inapplicable",
        "its LPO has ended",
        (swap("kg:lacks kgc:absent-lpo", "kg:relatesTo ex:lpo-ended"),),
        {},
        WITHOUT_LPO,
    ),
    Case(
        "OL-04",
        "inapplicable",
        "its LPO has not begun",
        (swap("kg:lacks kgc:absent-lpo", "kg:relatesTo ex:lpo-later"),),
        {},
        WITHOUT_LPO,
    ),
    Case("OL-04", "satisfied", "one LPO has ended and one has not", (swap(OWN, f"{OWN} , ex:lpo-ended"),)),
    Case("OL-04", "satisfied", "named, though stated not to exist", (lacks("lpo"),), {"KG-07": "violated"}),
    Case("OL-04", "missing list-incomplete", "nothing said", (NO_LPO_NAMED,), LPO_UNKNOWN),
    Case(
        "OL-04",
        "missing list-incomplete",
        "nothing said on the group of Kunskapsstödsgruppen",
        (ALONE_OPEN,),
        LPO_UNKNOWN,
        WITHOUT_LPO,
    ),
    Case(
        "OL-04",
        "missing completeness-lapsed",
        "all bodies were listed once",
        (NO_LPO_NAMED, complete("bodies", "2025-11-21")),
        all_of_lpo("missing completeness-lapsed"),
    ),
    Case(
        "OL-04",
        "missing list-incomplete",
        "related to a body that is no LPO",
        (swap(OWN, f"kg:relatesTo {RMKS}"),),
        LPO_UNKNOWN,
    ),
    Case("OL-04", "inapplicable", "the group is older than its LPO", OLDER, OLDER_BESIDES),
    Case(
        "OL-04",
        "satisfied",
        "the LPO began on the same day",
        same_lpo("ex:lpo-same-day"),
        {"OR-17a": "violated"},
    ),
]

INVENTORY = [
    Case(
        "OL-19",
        "missing value-absent",
        "stated that none was made, and one on record without a date",
        (swap(' ; dcterms:date "2024-01-15"^^xsd:date .', " ."), lacks("inventory")),
    ),
    Case("OL-19", "satisfied", "before the start"),
    Case("OL-19", "satisfied", "on the day of the start", (inventory("2024-03-01"),)),
    Case(
        "OL-19",
        "satisfied",
        "one before and one after",
        (add('ex:§-2 a kg:Inventory ; kg:concernsBody ex:§ ; dcterms:date "2025-01-15"^^xsd:date'),),
    ),
    Case("OL-19", "satisfied", "on record, though stated not to exist", (lacks("inventory"),)),
    Case("OL-19", "violated", "stated that none was made", (leave("inventory"), lacks("inventory"))),
    Case("OL-19", "violated", "the day after the start", (inventory("2024-03-02"),)),
    Case("OL-19", "missing value-absent", "none on record", (leave("inventory"),)),
    Case(
        "OL-19",
        "missing value-absent",
        "not dated",
        (swap(' ; dcterms:date "2024-01-15"^^xsd:date .', " ."),),
    ),
    Case(
        "OL-19",
        "missing value-absent",
        "the start is not known",
        (swap('kg:isSynthetic true ; kg:validFrom "2024-03-01"^^xsd:date ;', "kg:isSynthetic true ;"),),
    ),
    Case(
        "OL-19",
        "missing value-absent",
        "one after and one not dated",
        (inventory("2025-01-15"), add("ex:§-2 a kg:Inventory ; kg:concernsBody ex:§")),
    ),
]

SET_UP = [
    Case("OR-17a", "satisfied", "its LPO decided"),
    Case("OR-17a", "satisfied", "LPO as a kind", (decided("set-up", "kgd:orebro-lpo"),)),
    Case("OR-17a", "satisfied", "closed by its LPO", (decision("close", "ex:lpo"),)),
    Case(
        "OR-17a",
        "violated",
        "Kunskapsstödsgruppen decided although there is an LPO",
        (decided("set-up", KSG),),
    ),
    Case("OR-17a", "violated", "RMKS decided", (decided("set-up", RMKS),)),
    Case("OR-17a", "violated", "another LPO decided", (decided("set-up", "ex:lpo-2"),)),
    Case("OR-17a", "violated", "closed by Kunskapsstödsgruppen", (decision("close", KSG),)),
    Case("OR-17a", "violated", "set up a second time by RMKS", (decision("set-up", RMKS),)),
    Case("OR-17a", "missing value-absent", "no decision on record", (leave("set-up"),)),
    Case("OR-17a", "missing value-absent", "no decider on record", (decided("set-up", ""),)),
    Case("OR-17a", "missing value-absent", "a person decided", (decided("set-up", "ex:chairing"),)),
    Case("OR-17a", "missing value-absent", "an LPO that has ended", (decided("set-up", "ex:lpo-ended"),)),
    Case(
        "OR-17a",
        "missing value-absent",
        "closed, and no decider on record",
        (add("ex:§-close a kg:Decision ; kg:concernsBody ex:§ ; kg:hasDecisionKind kgc:decision-close"),),
    ),
    Case(
        "OR-17a",
        "missing value-absent",
        "the decision lies ahead",
        (
            swap(
                'kgc:decision-set-up ;\n    kg:isDecidedBy ex:lpo ; dcterms:date "2024-02-20"',
                'kgc:decision-set-up ;\n    kg:isDecidedBy ex:lpo ; dcterms:date "2026-11-23"',
            ),
        ),
    ),
    Case("OR-17a", "inapplicable", "there is no LPO", (), {}, WITHOUT_LPO),
    Case("OR-17a", "inapplicable", "set up before there was an LPO", OLDER, OLDER_BESIDES),
    Case("OR-17a", "violated", "set up on the day the LPO began", same_lpo("ex:lpo-same-day")),
    Case("OR-17a", "violated", "it is not known when the LPO began", same_lpo("ex:lpo-undated")),
    Case(
        "OR-17a",
        "violated",
        "older than its LPO, closed by Kunskapsstödsgruppen",
        (*OLDER, decision("close", KSG)),
        {"OL-04": "inapplicable"},
    ),
    Case(
        "OR-17a",
        "satisfied",
        "older than its LPO, which closed it",
        (*OLDER, decision("close", "ex:lpo-young")),
        {"OL-04": "inapplicable"},
    ),
    Case(
        "OR-17a",
        "violated",
        "closed without LPO, under a ruling that allows setting up alone",
        (leave("assignment"), decision("close", KSG), ruling("T-23-set-up-only")),
        {},
        WITHOUT_LPO,
    ),
    Case(
        "OR-17a",
        "inapplicable",
        "closed without LPO, under a ruling that allows all tasks",
        (decision("close", KSG), ruling("T-23-all-lpo-tasks")),
        {},
        WITHOUT_LPO,
    ),
]

ASSIGNMENT = [
    Case(
        "OR-17b",
        "missing value-absent",
        "none on record, and RMKS set the group up",
        (leave("assignment"), decided("set-up", RMKS)),
        {"OR-17a": "violated"},
    ),
    Case("OR-17b", "satisfied", "its LPO adopted it"),
    Case("OR-17b", "satisfied", "LPO as a kind", (decided("assignment", "kgd:orebro-lpo"),)),
    Case("OR-17b", "violated", "RMKS adopted it", (decided("assignment", RMKS),)),
    Case("OR-17b", "violated", "Kunskapsstödsgruppen adopted it", (decided("assignment", KSG),)),
    Case("OR-17b", "violated", "another LPO adopted it", (decided("assignment", "ex:lpo-2"),)),
    Case("OR-17b", "missing value-absent", "none on record", (leave("assignment"),)),
    Case("OR-17b", "missing value-absent", "no decider on record", (decided("assignment", ""),)),
    Case("OR-17b", "missing value-absent", "an unknown name", (decided("assignment", "ex:someone"),)),
    Case("OR-17b", "inapplicable", "there is no LPO", (), {}, WITHOUT_LPO),
    Case(
        "OR-17b",
        "satisfied",
        "another decided on one that is over",
        (decision("assignment", RMKS, ' ; kg:validThrough "2026-10-31"^^xsd:date'),),
    ),
    Case(
        "OR-17b",
        "missing value-absent",
        "the only one is over",
        (
            swap(
                "kgc:decision-assignment ;",
                'kgc:decision-assignment ; kg:validThrough "2026-10-31"^^xsd:date ;',
            ),
        ),
    ),
    Case(
        "OR-17b",
        "missing value-absent",
        "older than its LPO, adopted by Kunskapsstödsgruppen",
        (*OLDER, swap("kg:isDecidedBy ex:lpo-young", f"kg:isDecidedBy {KSG}")),
        OLDER_BESIDES,
    ),
    Case(
        "OR-17b",
        "violated",
        "older than its LPO, adopted by RMKS",
        (*OLDER, swap("kg:isDecidedBy ex:lpo-young", f"kg:isDecidedBy {RMKS}")),
        OLDER_BESIDES,
    ),
    Case(
        "OR-17b",
        "violated",
        "without LPO, under a ruling that allows setting up alone",
        (ruling("T-23-set-up-only"),),
        {},
        WITHOUT_LPO,
    ),
]

LPO_SET_UP = [
    Case("OR-12a", "satisfied", "RMKS decided", (), {}, PROGRAMME_AREA),
    Case("OR-12a", "satisfied", "RMKS closed it", (decision("close", RMKS),), {}, PROGRAMME_AREA),
    Case(
        "OR-12a",
        "violated",
        "HSLG decided",
        (decided("set-up", "kgd:orebro-hslg", RMKS),),
        {},
        PROGRAMME_AREA,
    ),
    Case("OR-12a", "violated", "HSLG closed it", (decision("close", "kgd:orebro-hslg"),), {}, PROGRAMME_AREA),
    Case(
        "OR-12a",
        "violated",
        "set up again by HSLG",
        (decision("set-up", "kgd:orebro-hslg"),),
        {},
        PROGRAMME_AREA,
    ),
    Case("OR-12a", "missing value-absent", "no decision on record", (leave("set-up"),), {}, PROGRAMME_AREA),
    Case(
        "OR-12a",
        "missing value-absent",
        "no decision in a complete list, for it may be older",
        (leave("set-up"), complete("decisions")),
        {},
        PROGRAMME_AREA,
    ),
    Case("OR-12a", "missing value-absent", "no decider", (decided("set-up", "", RMKS),), {}, PROGRAMME_AREA),
    Case(
        "OR-12a",
        "missing value-absent",
        "a decision of which it is not said on what",
        (swap(" ; kg:hasDecisionKind kgc:decision-set-up", ""),),
        {},
        PROGRAMME_AREA,
    ),
    Case(
        "OR-12a",
        "missing value-absent",
        "closed, and no decider",
        (add("ex:§-close a kg:Decision ; kg:concernsBody ex:§ ; kg:hasDecisionKind kgc:decision-close"),),
        {},
        PROGRAMME_AREA,
    ),
]

HEAD = "kgd:orebro-verksamhetschef"
MEMBER = "kg:appoints ex:§-member ; kg:isAppointedBy "
CHAIR = "kg:appoints ex:§-chair ; kg:isAppointedBy "
EVERYBODY = ("chair", "chair-appointed", "earlier-chair", "member", "member-appointed")
NOBODY: dict[str, str | None] = {"OR-12b chair": None, "OR-12b member": None}

LPO_ASSIGNMENT = [
    Case(
        "OR-12b",
        "missing value-absent",
        "none on record, and HSLG set the LPO up",
        (leave("assignment"), decided("set-up", "kgd:orebro-hslg", RMKS)),
        {"OR-12a": "violated"},
        PROGRAMME_AREA,
    ),
    Case("OR-12b", "satisfied", "RMKS adopted it", (), {}, PROGRAMME_AREA),
    Case(
        "OR-12b",
        "violated",
        "HSLG adopted it",
        (decided("assignment", "kgd:orebro-hslg", RMKS),),
        {},
        PROGRAMME_AREA,
    ),
    Case("OR-12b", "missing value-absent", "none on record", (leave("assignment"),), {}, PROGRAMME_AREA),
    Case(
        "OR-12b", "missing value-absent", "no decider", (decided("assignment", "", RMKS),), {}, PROGRAMME_AREA
    ),
    Case(
        "OR-12b",
        "satisfied",
        "another adopted one that is over",
        (decision("assignment", "kgd:orebro-hslg", ' ; kg:validThrough "2026-10-31"^^xsd:date'),),
        {},
        PROGRAMME_AREA,
    ),
    Case(
        "OR-12b", "satisfied", "a complete list without members", (leave(*EVERYBODY),), NOBODY, PROGRAMME_AREA
    ),
    Case(
        "OR-12b",
        "missing list-incomplete",
        "no member listed",
        (leave(*EVERYBODY), without("members")),
        NOBODY,
        PROGRAMME_AREA,
    ),
    Case(
        "OR-12b",
        "missing completeness-lapsed",
        "no member in a list that was complete once",
        (leave(*EVERYBODY), swap("2026-11-20", "2025-11-21")),
        NOBODY,
        PROGRAMME_AREA,
    ),
    Case("OR-12b", "satisfied", "members listed in part", (without("members"),), {}, PROGRAMME_AREA),
    Case(
        "OR-12b member",
        "violated",
        "a head of operations",
        (swap(f"{MEMBER}{RMKS}", MEMBER + HEAD),),
        {},
        PROGRAMME_AREA,
    ),
    Case(
        "OR-12b member",
        "missing value-absent",
        "no decision",
        (leave("member-appointed"),),
        {},
        PROGRAMME_AREA,
    ),
    Case(
        "OR-12b chair",
        "unclear",
        "another adopted the chair",
        (swap(f"{CHAIR}{RMKS}", f"{CHAIR}kgd:orebro-hslg"),),
        {},
        PROGRAMME_AREA,
    ),
    Case(
        "OR-12b chair",
        "violated",
        "another adopted the chair, who is ruled to be one of the members",
        (swap(f"{CHAIR}{RMKS}", f"{CHAIR}kgd:orebro-hslg"), ruling("T-67-chair-too")),
        {},
        PROGRAMME_AREA,
    ),
    Case(
        "OR-12b chair",
        "inapplicable",
        "another adopted the chair, who is ruled not to be one of the members",
        (swap(f"{CHAIR}{RMKS}", f"{CHAIR}kgd:orebro-hslg"), ruling("T-67-other-members-only")),
        {},
        PROGRAMME_AREA,
    ),
    Case(
        "OR-12b chair",
        "unclear",
        "another adopted the chair, and the question is ruled to stay open",
        (swap(f"{CHAIR}{RMKS}", f"{CHAIR}kgd:orebro-hslg"), ruling("T-67-left-open")),
        {},
        PROGRAMME_AREA,
    ),
    Case(
        "OR-12b member",
        "violated",
        "another adopted a member, and only the chair is ruled out",
        (swap(f"{MEMBER}{RMKS}", MEMBER + HEAD), ruling("T-67-other-members-only")),
        {"OR-12b chair": "inapplicable"},
        PROGRAMME_AREA,
    ),
    Case(
        "OR-12b chair",
        "missing value-absent",
        "no decision on the chair",
        (leave("chair-appointed"),),
        {},
        PROGRAMME_AREA,
    ),
    Case(
        "OR-12b member",
        "violated",
        "a breach beside the question of the chair",
        (swap(f"{CHAIR}{RMKS}", CHAIR + HEAD), swap(f"{MEMBER}{RMKS}", MEMBER + HEAD)),
        {"OR-12b chair": "unclear"},
        PROGRAMME_AREA,
    ),
    Case(
        "OR-12b member",
        "satisfied",
        "another adopted a substitute, who is no member",
        (
            add(
                "ex:§-substitute a kg:Membership ; org:member ex:nurse ; org:organization ex:§ ; kg:hasRole kgc:role-member ; kg:isSubstituteFor ex:§-member"
            ),
            add(
                f"ex:§-substitute-appointed a kg:Appointment ; kg:appoints ex:§-substitute ; kg:isAppointedBy {HEAD}"
            ),
        ),
        {},
        PROGRAMME_AREA,
    ),
]

CASES = [*INITIATIVE, *WHETHER_LPO, *INVENTORY, *SET_UP, *ASSIGNMENT, *LPO_SET_UP, *LPO_ASSIGNMENT]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_rule(case: Case) -> None:
    assert judged(CASES)[case.name] == case.expected


@pytest.mark.parametrize("case", breaks(CASES), ids=str)
def test_a_breach_stands_alone_or_with_what_it_entails(case: Case) -> None:
    assert case.broken - {case.rule} <= may_break(case.rule)
