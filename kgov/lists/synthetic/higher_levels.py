"""National and healthcare-regional bodies.

They are of the kinds that the documents name but make no rule for, and else of the plain class: the collaboration
groups of the healthcare regions are not of the modelled kind, because its rules name three regions that exist.
"""

from __future__ import annotations

from collections.abc import Iterable

from kgov.lists.synthetic.persons import OTHERS, PHYSICIAN
from kgov.lists.synthetic.plans import Plan
from kgov.lists.synthetic.rosters import Seat

#: Abbreviation and kind: of programme areas and collaboration groups, nationally and in a healthcare region.
NATIONAL = (("NPO", "kgd:national-npo"), ("NSG", "kgd:national-nsg"))
HEALTHCARE_REGIONAL = (("RPO", "kgd:kronoberg-rpo"), ("RSG", "kg:RegionalCollaborationGroup"))


def body(sort: tuple[str, str], number: int, level: str, represented: Iterable[str]) -> Plan:
    """A body with a chair and one member for each of those represented.

    Args:
        sort: abbreviation and kind.
        number: its number.
        level: its level.
        represented: what each member represents, as terms.
    """
    short, kind = sort
    plan = Plan(f"{short.lower()}-{number}", kind, f"{short} Exempel {number:02}", 0, level=level)
    plan.roster.add(Seat("ordforande", PHYSICIAN, "kg:hasRole kgc:role-chair"))
    for turn, whom in enumerate(represented, 1):
        facts = (PHYSICIAN, *OTHERS)[turn % 5]
        plan.roster.add(Seat(f"ledamot-{turn}", facts, f"kg:hasRole kgc:role-member ; kg:represents {whom}"))
    return plan
