"""Faults in bodies that work by Region Kronoberg's document, each with the finding that it must give."""

from __future__ import annotations

from dataclasses import replace

from kgov.lists.synthetic import kronoberg
from kgov.lists.synthetic.persons import MANAGER, OTHERS, PHYSICIAN, quality
from kgov.lists.synthetic.plans import Fault, Foreseen, Plan
from kgov.lists.synthetic.span import Span

_ANOTHER = kronoberg.MANAGEMENT
_UNSPECIALISED = quality("dietitian", specialist=False)
_DOCTOR_OF_ANOTHER_FIELD = quality("physician", "other", doctorate=True)
_GENERAL_WITHOUT_DOCTORATE = quality("physician", "general-medicine")
_ONE = "ledamot-1"


def _seat(name: str, rule: str, ending: str = "", **to: object) -> Fault:
    """A seat that is otherwise than it should, where the body has it."""

    def fault(plan: Plan, span: Span) -> list[Foreseen]:
        if name not in plan.roster.seats:
            return []
        plan.roster.change(name, **to)
        return [Foreseen(rule, name, ending=ending)]

    return fault


def _recommendation(rule: str, ending: str, **to: str | None) -> Fault:
    return _seat(_ONE, rule, ending, recommended=replace(kronoberg.recommended(), **to))  # type: ignore[arg-type]


def _body(rule: str, **said: str) -> Fault:
    """Something else is said of the body."""

    def fault(plan: Plan, span: Span) -> list[Foreseen]:
        plan.says |= {f"kg:{name}": objects for name, objects in said.items()}
        return [Foreseen(rule)]

    return fault


def _whole(name: str, rule: str, **to: object) -> Fault:
    """A seat that is otherwise than it should, where the rule judges the body as a whole."""

    def fault(plan: Plan, span: Span) -> list[Foreseen]:
        plan.roster.change(name, **to)
        return [Foreseen(rule)]

    return fault


def _too_few_meetings(plan: Plan, span: Span) -> list[Foreseen]:
    closed = span.closed(plan.since)
    if not closed:
        return []
    plan.poor_years.add(closed[-1])
    return [Foreseen("KR-18", period=str(closed[-1]))]


def _no_invitation(plan: Plan, span: Span) -> list[Foreseen]:
    closed = span.closed(plan.since)
    if not closed:
        return []
    plan.uninvited_years.add(closed[0])
    return [Foreseen("KR-07b", period=str(closed[0]))]


def _no_pharmacist(plan: Plan, span: Span) -> list[Foreseen]:
    if "apotekare" not in plan.roster.seats:
        return []
    plan.roster.drop("apotekare")
    return [Foreseen("KR-13")]


def _no_municipality(plan: Plan, span: Span) -> list[Foreseen]:
    """Nobody sits for the municipalities, and so nobody for that stage of the care chain either."""
    if "kommun" not in plan.roster.seats:
        return []
    plan.roster.drop("kommun")
    return [Foreseen("KR-15"), Foreseen("KR-11b")]


def _unheard_municipality(plan: Plan, span: Span) -> list[Foreseen]:
    if "kommun" not in plan.roster.seats:
        return []
    plan.roster.change("kommun", consulted=(_ANOTHER,))
    return [Foreseen("KR-10", "kommun")]


def _one_profession(plan: Plan, span: Span) -> list[Foreseen]:
    if {"kommun", "apotekare"} & set(plan.roster.seats):
        return []
    for name, seat in plan.roster.seats.items():
        if seat.facts in OTHERS:
            plan.roster.change(name, facts=PHYSICIAN)
    return [Foreseen("KR-11a")]


def _stage_left_out(plan: Plan, span: Span) -> list[Foreseen]:
    for name, seat in plan.roster.seats.items():
        if "led-primarvard" in seat.stands:
            plan.roster.change(name, stands=seat.stands.replace("led-primarvard", "led-sjukhus"))
    return [Foreseen("KR-11b")]


def _without_area(plan: Plan, span: Span) -> list[Foreseen]:
    healthcare_regional = plan.says["kg:mirrors"].split(" , ")[0]
    plan.says |= {"kg:mirrors": healthcare_regional, "kg:lacks": "kgc:absent-mirror-national"}
    return [Foreseen("KR-02b")]


def _denied_area(plan: Plan, span: Span) -> list[Foreseen]:
    """It is said that there is no national counterpart, beside one that is named."""
    plan.says["kg:lacks"] = "kgc:absent-mirror-national"
    return [Foreseen("KG-07")]


def _unanchored(plan: Plan, span: Span) -> list[Foreseen]:
    text, gaps = plan.papers["behov"]
    anchored = f"kg:isAnchoredWith {kronoberg.COMMITTEE}"
    plan.papers["behov"] = (text.replace(anchored, "kg:lacks kgc:absent-anchoring"), gaps)
    return [Foreseen("KR-05b")]


def _assessed_by_another(plan: Plan, span: Span) -> list[Foreseen]:
    text, gaps = plan.papers["behov"]
    plan.papers["behov"] = (text, gaps | {"assessor": "ledningsgrupp"})
    return [Foreseen("KR-05a")]


def _decided_by_another(plan: Plan, span: Span) -> list[Foreseen]:
    text, gaps = plan.papers["uppdrag"]
    plan.papers["uppdrag"] = (text.replace(kronoberg.COMMITTEE, _ANOTHER), gaps)
    return [Foreseen("KR-05c")]


def _without_end(plan: Plan, span: Span) -> list[Foreseen]:
    _, gaps = plan.papers["uppdrag"]
    endless = "<{body}-uppdrag-{turn}> kg:isUntilFurtherNotice true ."
    plan.papers["uppdrag"] = (kronoberg.assignment(kronoberg.COMMITTEE, endless), gaps)
    return [Foreseen("KR-05d")]


_MEMBERS: tuple[Fault, ...] = (
    _seat(_ONE, "KR-08a", by=_ANOTHER),
    _seat(_ONE, "KR-08b", consulted=(kronoberg.HEAD,)),
    _recommendation("KR-08c", "", by=_ANOTHER),
    _recommendation("KR-09a", "-rekommendation", reconciled=None),
    _recommendation("KR-09b", "-rekommendation", consulted=None),
)
MEDICAL_GROUP: tuple[Fault, ...] = (
    *_MEMBERS,
    _body("KR-02a", isOrganisedBy="kgc:organised-by-other"),
    _without_area,
    _denied_area,
    _whole("ordforande", "KR-06a", by=_ANOTHER),
    _whole("ordforande", "KR-06b", consulted=(kronoberg.MANAGEMENT, kronoberg.HEAD)),
    _no_invitation,
    _unheard_municipality,
    _one_profession,
    _stage_left_out,
    _seat(_ONE, "KR-12a", facts=_UNSPECIALISED),
    _seat(_ONE, "KR-12b", facts=MANAGER),
    _no_pharmacist,
    _whole("allmanlakare", "KR-14a", facts=_DOCTOR_OF_ANOTHER_FIELD),
    _whole("allmanlakare", "KR-14b", facts=_GENERAL_WITHOUT_DOCTORATE),
    _no_municipality,
    _too_few_meetings,
)
WORKING_GROUP: tuple[Fault, ...] = (
    *_MEMBERS,
    _assessed_by_another,
    _unanchored,
    _decided_by_another,
    _without_end,
)
