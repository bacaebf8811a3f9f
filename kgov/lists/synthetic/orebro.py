"""Bodies of a region that works by Region Örebro län's documents: programme areas (LPO) and working groups (LAG)."""

from __future__ import annotations

from kgov.lists.synthetic.dice import Dice
from kgov.lists.synthetic.persons import NURSE, OTHERS, PATIENT, PHYSICIAN
from kgov.lists.synthetic.plans import Plan
from kgov.lists.synthetic.rosters import Seat
from kgov.lists.synthetic.span import Span

COUNCIL = "kgd:orebro-rmks"
HEAD = "<verksamhetschef>"
CLINIC = "<klinik>"
OTHER_CLINIC = "<klinik-2>"
HOME_CARE = "<hemsjukvard>"

HELD = ("verksamhetschef",)
OFFICES = """<klinik> a kgd:orebro-verksamhet ; rdfs:label "Klinik Exempel {number}:1" ; kg:isSynthetic true ; kg:isPartOf <region> .
    <klinik-2> a kgd:orebro-verksamhet ; rdfs:label "Klinik Exempel {number}:2" ; kg:isSynthetic true ; kg:isPartOf <region> .
    <kommun> a kgd:orebro-kommuner ; rdfs:label "Kommun Exempel {number}" ; kg:isSynthetic true .
    <hemsjukvard> a kgd:orebro-verksamhet ; rdfs:label "Hemsjukvård Exempel {number}" ; kg:isSynthetic true ; kg:isPartOf <kommun> .
    <verksamhetschef> a kgd:orebro-verksamhetschef ; rdfs:label "Verksamhetschef, Exempel {number}" ; kg:isSynthetic true ;
    kg:isInUnit <klinik> ."""

_DECISION = """<{body}-beslut-{what}> a kg:Decision ; kg:concernsBody <{body}> ; dcterms:date "{decided}"^^xsd:date ."""
_INVENTORY = (
    """<{body}-inventering> a kg:Inventory ; kg:concernsBody <{body}> ; dcterms:date "{made}"^^xsd:date ."""
)
_PLAN = """<{body}-plan> a kg:ActionPlan ; kg:isPlanOf <{body}> ; kg:validFrom "{from}"^^xsd:date ;
    kg:plansActivity "gå igenom det påhittade vårdförloppet" ."""
_FOLLOW_UP = """<{body}-uppfoljning-{year}> a kg:FollowUp ; kg:followsUp <{body}-plan> ; kg:isFollowedUpBy <{body}> ;
    dcterms:date "{day}"^^xsd:date ."""
_OFFICE = """<{entry}-funktion> a kg:OfficeHolding ; kg:isHeldBy <person-{person}> ; kg:holdsOffice <verksamhetschef> ;
    kg:validFrom "{since}"^^xsd:date .
    <{entry}> kg:isSeatedAs <{entry}-funktion> ."""
ENDED_OFFICE = """<{entry}-funktion> a kg:OfficeHolding ; kg:isHeldBy <person-{person}> ; kg:holdsOffice <verksamhetschef> ;
    kg:validFrom "{decided}"^^xsd:date ; kg:validThrough "{decided}"^^xsd:date .
    <{entry}> kg:isSeatedAs <{entry}-funktion> ."""
#: Whoever sits for the region in a national working group, as long as in the group at home.
IN_NATIONAL_GROUP = """<{entry}-i-nag> a kg:Membership ; org:member <person-{person}> ; org:organization <{national}nag-{nag}> ;
    kg:hasRole kgc:role-member ; kg:represents <region> ; kg:validFrom "{since}"^^xsd:date ."""
COUNTERPART = "nationell"


def decision(kind: str, by: str) -> str:
    """The statements of a decision, and who made it."""
    return f"{_DECISION}\n<{{body}}-beslut-{{what}}> kg:hasDecisionKind kgc:decision-{kind} ; kg:isDecidedBy {by} ."


def programme_area(name: str, label: str, since: int, areas: int, dice: Dice, span: Span) -> Plan:
    """A programme area (LPO) without fault: set up, given its assignment and its members by the council.

    Args:
        name: its local name.
        label: its name.
        since: its first day.
        areas: how many programme areas there are to mirror.
        dice: what chance decides.
        span: the years covered.
    """
    plan = Plan(name, "kgd:orebro-lpo", label, since)
    plan.says["kg:mirrors"] = f"<{{healthcare}}rpo-{1 + dice.below(areas)}>"
    decided = span.text(since - 18)
    for what, kind in (("inrattande", "set-up"), ("uppdrag", "assignment")):
        plan.papers[what] = (decision(kind, COUNCIL), {"what": what, "decided": decided})
    plan.roster.add(
        Seat("ordforande", PHYSICIAN, "kg:takesSeat kgd:orebro-lpo-seat-chair", by=COUNCIL),
        Seat(
            "linje",
            NURSE,
            "kg:hasRole kgc:role-member",
            by=COUNCIL,
            beside=(_OFFICE,),
            ends=("-funktion",),
            own=True,
        ),
    )
    for number in range(1, 5 + dice.below(6)):
        plan.roster.add(
            Seat(
                f"ledamot-{number}", dice.one((PHYSICIAN, *OTHERS)), "kg:hasRole kgc:role-member", by=COUNCIL
            )
        )
    return plan


def member(name: str, facts: str, unit: str, area: str, seat: str = "member") -> Seat:
    """A member of a working group, rightly appointed, whose own operation bears the cost."""
    return Seat(
        name,
        facts,
        f"kg:takesSeat kgd:orebro-lag-seat-{seat} ; kg:represents {unit} ; kg:hasCostBearer {unit}",
        by=area,
        consulted=(HEAD,),
    )


def working_group(name: str, label: str, since: int, number: int, area: str, dice: Dice, span: Span) -> Plan:
    """A working group (LAG) of a programme area, without fault.

    Args:
        name: its local name.
        label: its name.
        since: its first day.
        number: its number in the region, and that of the national working group that it mirrors.
        area: its programme area.
        dice: what chance decides.
        span: the years covered.
    """
    plan = Plan(name, "kgd:orebro-lag", label, since)
    own = "<{area}>"
    plan.says = {
        "kg:relatesTo": own,
        "org:reportsTo": own,
        "kg:isInitiatedBy": "kgd:orebro-lpo-seat-chair",
        "kg:mirrors": "<{national}nag-{nag}>",
        "kg:hasConsideredSpread": "true",
        "kg:concernsOperation": f"{CLINIC} , {HOME_CARE}",
    }
    plan.gaps = {"area": area, "nag": str(number)}
    decided = span.text(since - 11)
    for what, kind in (("inrattande", "set-up"), ("uppdrag", "assignment")):
        plan.papers[what] = (decision(kind, own), {"what": what, "decided": decided})
    plan.papers["inventering"] = (_INVENTORY, {"made": span.text(since - 40)})
    _seats(plan, own, dice)
    _follow_up(plan, dice, span)
    return plan


def _seats(plan: Plan, own: str, dice: Dice) -> None:
    plan.roster.add(
        member("ordforande", PHYSICIAN, CLINIC, own, "chair"),
        member("kommun", NURSE, HOME_CARE, own),
        Seat("patient", PATIENT, "kg:takesSeat kgd:orebro-lag-seat-patient", by=own, consulted=(HEAD,)),
        Seat(
            "metodstod",
            "kg:isEmployedIn kgd:orebro-kunskapsstodsgruppen",
            "kg:takesSeat kgd:orebro-lag-seat-method-support",
        ),
    )
    for number in range(1, 3 + dice.below(5)):
        plan.roster.add(member(f"ledamot-{number}", dice.one(OTHERS), CLINIC, own))
    if dice.chance(0.4):
        plan.contact = COUNTERPART
        plan.roster.add(member(COUNTERPART, PHYSICIAN, CLINIC, own))
        plan.roster.change(COUNTERPART, beside=(IN_NATIONAL_GROUP,), ends=("-i-nag",), own=True)
    else:
        plan.says["kg:lacks"] = "kgc:absent-higher-level-member"


def _follow_up(plan: Plan, dice: Dice, span: Span) -> None:
    begins = min(plan.since + 60, span.today)
    plan.papers["plan"] = (_PLAN, {"from": span.text(begins)})
    for year in span.years:
        day = span.day(year, 10 + dice.below(2), 2 + dice.below(26))
        if begins < day <= span.today:
            plan.papers[f"uppfoljning-{year}"] = (_FOLLOW_UP, {"year": str(year), "day": span.text(day)})
