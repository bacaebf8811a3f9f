"""Bodies of a region that works by Region Kronoberg's document: medical groups and their working groups."""

from __future__ import annotations

from kgov.lists.synthetic.dice import Dice
from kgov.lists.synthetic.persons import (
    GENERAL_PRACTITIONER,
    NURSE,
    OTHERS,
    PATIENT,
    PHARMACIST,
    PHYSICIAN,
)
from kgov.lists.synthetic.plans import Plan
from kgov.lists.synthetic.rosters import Recommendation, Seat
from kgov.lists.synthetic.span import Span

DIRECTOR = "kgd:kronoberg-hsd"
MANAGEMENT = "kgd:kronoberg-hslg"
COMMITTEE = "kgd:kronoberg-mklk"
VO_MANAGER = "<vo-chef>"
HEAD = "<verksamhetschef>"

HELD = ("vo-chef", "verksamhetschef")
OFFICES = """<vo-chef> a kgd:kronoberg-vo-chef ; rdfs:label "VO-chef, Exempel {number}" ; kg:isSynthetic true .
    <verksamhetschef> a kgd:kronoberg-verksamhetschef ; rdfs:label "Verksamhetschef, Exempel {number}" ; kg:isSynthetic true .
    <ledningsgrupp> a kgd:kronoberg-berord-ledningsgrupp ; rdfs:label "Ledningsgrupp Exempel {number}" ;
    kg:isSynthetic true ; kg:hasOwner <region> ."""

_STAGE = """<{body}-led-{stage}> a kg:CareChainStage ; rdfs:label "{stage}"@sv ."""
_ASSESSMENT = """<{body}-behov> a kg:NeedsAssessment ; kg:concernsBody <{body}> ; kg:isAssessedBy <{assessor}> ;
    dcterms:date "{decided}"^^xsd:date ."""
_ASSIGNMENT = """<{body}-uppdrag-{turn}> a kg:Decision ; kg:concernsBody <{body}> ; kg:hasDecisionKind kgc:decision-assignment ;
    kg:validFrom "{from}"^^xsd:date ; dcterms:date "{decided}"^^xsd:date ."""
_ENDS = """<{body}-uppdrag-{turn}> kg:validThrough "{through}"^^xsd:date ."""
_TWO_YEARS = 730


def recommended() -> Recommendation:
    """A recommendation as it should be."""
    return Recommendation(COMMITTEE, VO_MANAGER, HEAD)


def member(name: str, facts: str, stands: str) -> Seat:
    """A member whom the director appoints, rightly."""
    return Seat(
        name,
        facts,
        f"kg:takesSeat kgd:kronoberg-mg-seat-member ; {stands}".rstrip(" ;"),
        by=DIRECTOR,
        consulted=(MANAGEMENT,),
        recommended=recommended(),
    )


def _stands(stage: str) -> str:
    return f"kg:representsStage <{{body}}-led-{stage}> ; kg:isSpecialistInArea true"


def medical_group(name: str, label: str, since: int, until: int | None, areas: int, dice: Dice) -> Plan:
    """A medical group without fault.

    Args:
        name: its local name.
        label: its name.
        since: its first day.
        until: its last day, if any.
        areas: how many programme areas there are to mirror.
        dice: what chance decides.
    """
    medicines, municipal = dice.chance(0.5), dice.chance(0.6)
    plan = Plan(name, "kgd:kronoberg-mg", label, since, until, chair="ordforande")
    stages = ["primarvard", "sjukhus", *(["kommun"] if municipal else [])]
    area = 1 + dice.below(areas)
    plan.says = {
        "kg:isOrganisedBy": dice.one(("kgc:organised-by-organ-system", "kgc:organised-by-patient-group")),
        "kg:mirrors": f"<{{healthcare}}rpo-{area}> , <{{national}}npo-{area}>",
        "kg:handlesMedicines": str(medicines).lower(),
        "kg:handlesMunicipalCare": str(municipal).lower(),
        "kg:hasCareChainStage": " , ".join(f"<{{body}}-led-{stage}>" for stage in stages),
    }
    plan.papers = {stage: (_STAGE, {"stage": stage}) for stage in stages}
    hospital, primary = _stands("sjukhus"), _stands("primarvard")
    plan.roster.add(
        Seat(
            "ordforande",
            PHYSICIAN,
            f"kg:takesSeat kgd:kronoberg-mg-seat-chair ; {hospital}",
            by=DIRECTOR,
            consulted=(MANAGEMENT, VO_MANAGER, HEAD),
        ),
        member("allmanlakare", GENERAL_PRACTITIONER, primary),
    )
    if medicines:
        plan.roster.add(member("apotekare", PHARMACIST, hospital))
    if municipal:
        plan.roster.add(
            Seat(
                "kommun",
                NURSE,
                f"kg:takesSeat kgd:kronoberg-mg-seat-municipal ; {_stands('kommun')}",
                consulted=("kgd:kronoberg-ledningsgrupp-samordning",),
            )
        )
    for number in range(1, 4 + dice.below(5)):
        plan.roster.add(member(f"ledamot-{number}", dice.one(OTHERS), hospital if number % 2 else primary))
    if dice.chance(0.5):
        plan.roster.add(Seat("patient", PATIENT, "kg:takesSeat kgd:kronoberg-mg-seat-patient"))
    return plan


def working_group(
    name: str, label: str, since: int, until: int | None, assessor: str, dice: Dice, span: Span
) -> Plan:
    """A working group (LAG) without fault: assessed by a medical group, its assignment renewed every other year."""
    plan = Plan(name, "kgd:kronoberg-lag", label, since, until)
    decided = span.text(since - 20)
    plan.papers["behov"] = (
        f"{_ASSESSMENT}\n<{{body}}-behov> kg:isAnchoredWith {COMMITTEE} .",
        {"assessor": assessor, "decided": decided},
    )
    turns = range(since, span.today + 1 if until is None else until + 1, _TWO_YEARS)
    for turn, begins in enumerate(turns, 1):
        gaps = {
            "turn": str(turn),
            "from": span.text(begins),
            "through": span.text(begins + _TWO_YEARS - 1),
            "decided": span.text(begins - 10),
        }
        current = begins == turns[-1]
        plan.papers["uppdrag" if current else f"uppdrag-{turn}"] = (assignment(COMMITTEE, _ENDS), gaps)
    for number in range(1, 5 + dice.below(5)):
        plan.roster.add(member(f"ledamot-{number}", dice.one((PHYSICIAN, *OTHERS)), ""))
    return plan


def assignment(decider: str, ends: str) -> str:
    """The statements of a decision on the assignment of a working group."""
    return f"{_ASSIGNMENT}\n<{{body}}-uppdrag-{{turn}}> kg:isDecidedBy {decider} .\n{ends}"
