"""Faults in bodies that work by Region Örebro län's documents, each with the finding that it must give."""

from __future__ import annotations

from kgov.lists.synthetic import orebro
from kgov.lists.synthetic.persons import NURSE, OTHERS, PHYSICIAN
from kgov.lists.synthetic.plans import Fault, Foreseen, Plan
from kgov.lists.synthetic.span import Span

_ANOTHER = "kgd:orebro-hslg"
_ONE = "ledamot-1"
_ONE_MORE = """<{body}-utanfor> a kg:Person ; rdfs:label "Exempelperson, {label}" ; kg:isSynthetic true .
    <{body}-utanfor-i-nag> a kg:Membership ; org:member <{body}-utanfor> ; org:organization <{national}nag-{nag}> ;
    kg:hasRole kgc:role-member ; kg:represents <region> ; kg:validFrom "{since}"^^xsd:date ."""


def _says(rule: str, said: str, objects: str) -> Fault:
    """Something else is said of the body."""

    def fault(plan: Plan, span: Span) -> list[Foreseen]:
        plan.says[said] = objects
        return [Foreseen(rule)]

    return fault


def _decided_by_another(rule: str, what: str, kind: str) -> Fault:
    """Someone else made a decision on the body."""

    def fault(plan: Plan, span: Span) -> list[Foreseen]:
        _, gaps = plan.papers[what]
        plan.papers[what] = (orebro.decision(kind, _ANOTHER), gaps)
        return [Foreseen(rule)]

    return fault


def _member(rule: str, **to: object) -> Fault:
    """A member is otherwise than should be."""

    def fault(plan: Plan, span: Span) -> list[Foreseen]:
        plan.roster.change(_ONE, **to)
        return [Foreseen(rule, _ONE)]

    return fault


def _nobody(rule: str, name: str) -> Fault:
    """Nobody sits in a seat, and the list of members is complete."""

    def fault(plan: Plan, span: Span) -> list[Foreseen]:
        plan.roster.drop(name)
        return [Foreseen(rule)]

    return fault


def _ended_office(plan: Plan, span: Span) -> list[Foreseen]:
    plan.roster.change("linje", beside=(orebro.ENDED_OFFICE,), ends=())
    return [Foreseen("KG-04", "linje")]


def _no_contact(plan: Plan, span: Span) -> list[Foreseen]:
    if not plan.contact:
        return []
    plan.contact = ""
    plan.says["kg:lacks"] = "kgc:absent-contact"
    return [Foreseen("OL-17")]


def _outside(plan: Plan, span: Span) -> list[Foreseen]:
    """Another who sits for the region in the national group does not sit in this one."""
    if not plan.contact:
        return []
    plan.papers["utanfor"] = (_ONE_MORE, {})
    return [Foreseen("OL-25")]


def _late_inventory(plan: Plan, span: Span) -> list[Foreseen]:
    if plan.since == span.today:
        return []
    text, gaps = plan.papers["inventering"]
    plan.papers["inventering"] = (text, gaps | {"made": span.text(plan.since + 1)})
    return [Foreseen("OL-19")]


def _one_profession(plan: Plan, span: Span) -> list[Foreseen]:
    for name, seat in plan.roster.seats.items():
        if seat.facts in (NURSE, *OTHERS):
            plan.roster.change(name, facts=PHYSICIAN)
    return [Foreseen("OL-21")]


def _no_municipality(plan: Plan, span: Span) -> list[Foreseen]:
    stands = plan.roster.seats["kommun"].stands
    plan.roster.change("kommun", stands=stands.replace(orebro.HOME_CARE, orebro.CLINIC))
    return [Foreseen("OL-23")]


def _cost_elsewhere(plan: Plan, span: Span) -> list[Foreseen]:
    stands = plan.roster.seats[_ONE].stands
    own = f"kg:hasCostBearer {orebro.CLINIC}"
    plan.roster.change(_ONE, stands=stands.replace(own, f"kg:hasCostBearer {orebro.OTHER_CLINIC}"))
    return [Foreseen("OL-33", _ONE)]


def _no_plan(plan: Plan, span: Span) -> list[Foreseen]:
    plan.papers = {
        name: paper for name, paper in plan.papers.items() if name != "plan" and "uppf" not in name
    }
    lacking = plan.says.get("kg:lacks")
    plan.says["kg:lacks"] = "kgc:absent-action-plan" + (f" , {lacking}" if lacking else "")
    return [Foreseen("OL-35a")]


def _no_follow_up(plan: Plan, span: Span) -> list[Foreseen]:
    """No follow-up in a closed year that began with a plan in force."""
    begun = plan.papers["plan"][1]["from"]
    judged = [year for year in span.closed(plan.since) if begun <= f"{year}-01-01"]
    if not judged:
        return []
    del plan.papers[f"uppfoljning-{judged[-1]}"]
    return [Foreseen("OL-35b", period=str(judged[-1]))]


PROGRAMME_AREA: tuple[Fault, ...] = (
    _decided_by_another("OR-12a", "inrattande", "set-up"),
    _decided_by_another("OR-12b", "uppdrag", "assignment"),
    _member("OR-12b", by=_ANOTHER),
    _ended_office,
)
WORKING_GROUP: tuple[Fault, ...] = (
    _decided_by_another("OR-17a", "inrattande", "set-up"),
    _decided_by_another("OR-17b", "uppdrag", "assignment"),
    _says("OL-04", "kg:isInitiatedBy", _ANOTHER),
    _no_contact,
    _late_inventory,
    _member("OL-20a", by=_ANOTHER),
    _member("OL-20b", consulted=(_ANOTHER,)),
    _one_profession,
    _says("OL-22", "kg:hasConsideredSpread", "false"),
    _no_municipality,
    _nobody("OL-24", "patient"),
    _outside,
    _nobody("OL-31a", "metodstod"),
    _cost_elsewhere,
    _says("OL-34", "org:reportsTo", _ANOTHER),
    _no_plan,
    _no_follow_up,
)
