"""Which faults are planted where: faults of the entries themselves beside those of each document, dealt in turn."""

from __future__ import annotations

from dataclasses import dataclass, field

from kgov.lists.synthetic import faults_kronoberg, faults_orebro
from kgov.lists.synthetic.dice import Dice
from kgov.lists.synthetic.plans import Fault, Foreseen, Plan
from kgov.lists.synthetic.span import Span

_REVERSED = """<{body}-omvand> a kg:Membership ; org:organization <{body}> ; kg:hasRole kgc:role-member ;
    kg:validFrom "{today}"^^xsd:date ; kg:validThrough "1999-12-31"^^xsd:date ."""


def _reversed_period(plan: Plan, span: Span) -> list[Foreseen]:
    """An entry whose first day lies after its last."""
    plan.papers["omvand"] = (_REVERSED, {})
    return [Foreseen("KG-02", ending="-omvand")]


def _two_chairs(plan: Plan, span: Span) -> list[Foreseen]:
    """A second chair, rightly appointed; a medical group has one."""
    plan.roster.double("ordforande", "ordforande-tva")
    both = [Foreseen("KG-01", "ordforande"), Foreseen("KG-01", "ordforande-tva")]
    return [*both, Foreseen("KR-06a")] if plan.kind == "kgd:kronoberg-mg" else both


def _unnamed_member(plan: Plan, span: Span) -> list[Foreseen]:
    """An entry that does not say who the member is."""
    plan.roster.double("ledamot-1", "namnlos", named=False)
    return [Foreseen("KG-03", "namnlos")]


def _seat_of_another(plan: Plan, span: Span) -> list[Foreseen]:
    """A further member, in a seat that another kind of body has."""
    stands = "kg:takesSeat kgd:sydostra-rsg-seat-participant"
    plan.roster.double("ledamot-1", "fel-plats", stands=stands)
    return [Foreseen("KG-05", "fel-plats")]


_ANY: tuple[Fault, ...] = (_reversed_period, _unnamed_member)
#: The faults that each kind of body can have.
FAULTS: dict[str, tuple[Fault, ...]] = {
    "kgd:kronoberg-mg": (*faults_kronoberg.MEDICAL_GROUP, *_ANY, _two_chairs),
    "kgd:kronoberg-lag": (*faults_kronoberg.WORKING_GROUP, *_ANY),
    "kgd:orebro-lpo": (*faults_orebro.PROGRAMME_AREA, *_ANY),
    "kgd:orebro-lag": (*faults_orebro.WORKING_GROUP, *_ANY, _two_chairs, _seat_of_another),
}


@dataclass
class Planting:
    """Plants faults, one in a body and every sort in turn, evenly over the country from the first body on.

    Args:
        dice: in which turn they come.
        percent: how many of a hundred bodies get one.
    """

    dice: Dice
    percent: int
    _due: int = 100
    _left: dict[str, list[Fault]] = field(default_factory=dict)

    def plant(self, plan: Plan, span: Span) -> list[Foreseen]:
        """Perhaps change a plan; the findings that it must lead to.

        Args:
            plan: a body without fault.
            span: the years covered.
        """
        if plan.until is not None or self.percent == 0:
            return []
        self._due += self.percent
        if self._due <= 100:
            return []
        left = self._left.get(plan.kind, []) + self.dice.shuffled(FAULTS[plan.kind])
        for fault in left:
            foreseen = fault(plan, span)
            if foreseen:
                self._due -= 100
                left.remove(fault)
                self._left[plan.kind] = left[: len(FAULTS[plan.kind])]
                return foreseen
        return []
