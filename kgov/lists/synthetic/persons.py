"""Invented persons: a number each, what they are by profession, and one to three bodies to sit in."""

from __future__ import annotations

from dataclasses import dataclass, field

from kgov.lists.synthetic.dice import Dice
from kgov.lists.synthetic.writing import Paper

_KEPT = 6
_MOST_BODIES = 3
_SITS_ELSEWHERE_TOO = 0.45

_PERSON = """<person-{person}> a kg:Person ; rdfs:label "Exempelperson {number}" ; kg:isSynthetic true ."""


def quality(profession: str, specialty: str = "", **differs: bool) -> str:
    """What a list says of a person of a profession.

    Args:
        profession: the code, such as ``nurse``.
        specialty: the code; only physicians have one.
        differs: where the person differs from one who has specialist competence and a clinical link,
            and neither a doctorate nor a managerial position.
    """
    says = {"specialist": True, "manager": False, "doctorate": False, "clinical": True} | differs
    terms = {
        "specialist": "hasSpecialistCompetence",
        "manager": "holdsManagerialPosition",
        "doctorate": "hasDoctorate",
        "clinical": "hasClinicalLink",
    }
    facts = [f"kg:{terms[name]} {str(value).lower()}" for name, value in says.items()]
    if specialty:
        facts.insert(0, f"kg:hasSpecialty kgc:specialty-{specialty}")
    return f"kg:hasProfession kgc:profession-{profession} ; " + " ; ".join(facts)


PHYSICIAN = quality("physician", "internal-medicine")
GENERAL_PRACTITIONER = quality("physician", "general-medicine", doctorate=True)
PHARMACIST = quality("pharmacist")
NURSE = quality("nurse")
MANAGER = quality("nurse", manager=True)
OTHERS = (quality("nurse"), quality("physiotherapist"), quality("dietitian"), quality("psychologist"))
PATIENT = ""


@dataclass
class People:
    """The persons of one list. Only the few who may sit in a further body are kept.

    Args:
        paper: where each person is written, once.
        dice: who sits in more than one body.
        prefix: stands before the number of each person, so that two lists never mean the same one.
    """

    paper: Paper
    dice: Dice
    prefix: str
    _numbers: int = 0
    _free: dict[str, list[tuple[str, int]]] = field(default_factory=dict)
    _seated: list[tuple[str, str, int]] = field(default_factory=list)

    def seat(self, facts: str, gaps: dict[str, str], also_elsewhere: bool = True) -> str:
        """The number of somebody of whom the facts hold, who does not sit in the body at hand yet."""
        free = self._free.get(facts)
        if free and also_elsewhere and self.dice.chance(_SITS_ELSEWHERE_TOO):
            person, bodies = free.pop(self.dice.below(len(free)))
        else:
            self._numbers += 1
            person, bodies = f"{self._numbers}", 0
            self.paper.say(_PERSON, gaps | {"person": person, "number": f"{self.prefix}-{person}"})
            if facts:
                self.paper.say(f"<person-{{person}}> {facts} .", gaps | {"person": person})
        if also_elsewhere:
            self._seated.append((facts, person, bodies + 1))
        return person

    def close_body(self) -> None:
        """The body at hand is full: those who sit in it may sit in the next one too."""
        for facts, person, bodies in self._seated:
            if bodies < _MOST_BODIES:
                free = self._free.setdefault(facts, [])
                free.append((person, bodies))
                del free[:-_KEPT]
        self._seated.clear()
