"""A body on paper: what it is, who has sat in it, its meetings with notes, and what its lists hold in full."""

from __future__ import annotations

from kgov.lists.synthetic.dice import Dice
from kgov.lists.synthetic.persons import MANAGER, People
from kgov.lists.synthetic.plans import Plan
from kgov.lists.synthetic.rosters import Clerk, Term
from kgov.lists.synthetic.span import Span
from kgov.lists.synthetic.writing import Paper

#: The months in which every body meets, and those in which only some do.
_MONTHS = (1, 2, 3, 5, 6, 9, 10, 11)
_FURTHER_MONTHS = ((), (4,), (4, 12))
_TOO_FEW = 5

_BODY = """<{body}> rdfs:label "{label}" ; kg:isSynthetic true ; kg:hasOwner <{owner}> ;
    kg:validFrom "{since}"^^xsd:date ."""
_MEETING = """<{body}-mote-{day}> a kg:Meeting ; kg:isMeetingOf <{body}> ; dcterms:date "{day}"^^xsd:date ;
    kg:isConvenedBy kgc:role-chair ; kg:hasMode kgc:mode-{mode} ; kg:hasMeetingStatus kgc:meeting-held .
    <{body}-anteckningar-{day}> a kg:Notes ; kg:areNotesOf <{body}-mote-{day}> ; dcterms:date "{noted}"^^xsd:date ."""
_CANCELLED = """<{body}-mote-{day}> a kg:Meeting ; kg:isMeetingOf <{body}> ; dcterms:date "{day}"^^xsd:date ;
    kg:isConvenedBy kgc:role-chair ; kg:hasMode kgc:mode-{mode} ; kg:hasMeetingStatus kgc:meeting-cancelled ."""
_INVITATION = """<{body}-inbjudan-{day}> a kg:Invitation ; kg:concernsBody <{body}> ; kg:concernsPerson <person-{person}> ;
    kg:isInvitedTo <ledningsgrupp> ; dcterms:date "{day}"^^xsd:date ."""
_HOLDING = """<{office}-innehav-{turn}> a kg:OfficeHolding ; kg:holdsOffice <{office}> ; kg:isHeldBy <person-{person}> ;
    kg:validFrom "{since}"^^xsd:date ."""
_HELD = """<{office}-innehav-{turn}> kg:validThrough "{through}"^^xsd:date ."""
_COMPLETE = """<{body}-fullstandig-{aspect}> a kg:Completeness ; kg:isCompleteFor <{body}> ; kg:hasAspect kgc:aspect-{aspect} ;
    kg:hasInformant "den som för förteckningen" ; kg:coversFrom "{since}"^^xsd:date ;
    kg:coversThrough "{today}"^^xsd:date ; dcterms:date "{today}"^^xsd:date ."""
_COMPLETE_IN = ("members", "consultations", "calendar", "documents")
_MODES = ("digital", "digital", "physical", "hybrid")


class Scribe:
    """Writes bodies of one list.

    Args:
        paper: where they are written.
        dice: what chance decides.
        span: the years covered.
        people: those who can sit in them.
        base: the IRI that the list's own things lie under.
    """

    def __init__(self, paper: Paper, dice: Dice, span: Span, people: People, base: str) -> None:
        self.paper = paper
        self.dice = dice
        self.span = span
        self.people = people
        self.gaps = {"base": base, "today": span.text(span.today)}
        self._clerk = Clerk(paper, dice, span, people)

    def say(self, short: str, **gaps: str) -> None:
        """Write statements of the list."""
        self.paper.say(short, self.gaps | gaps)

    def hold(self, office: str) -> None:
        """Write who has held an office, one after the other, for two to six years each."""
        start, turn, span = 0, 0, self.span
        while start <= span.today:
            turn += 1
            through = start + 730 + self.dice.below(1461)
            person = self.people.seat(MANAGER, self.gaps, also_elsewhere=False)
            filled = {"office": office, "turn": str(turn), "person": person}
            self.say(_HOLDING, since=span.text(start), **filled)
            if through <= span.today:
                self.say(_HELD, through=span.text(through), **filled)
            start = through + 1

    def write(self, plan: Plan, owner: str) -> dict[str, list[Term]]:
        """Write a body; the terms of each of its seats."""
        span = self.span
        named = {"body": plan.name, "label": plan.label, "owner": owner, "since": span.text(plan.since)}
        gaps = self.gaps | plan.gaps | named
        self.paper.say(f"<{{body}}> a {plan.kind} .\n{_BODY}", gaps)
        if plan.level:
            self.paper.say(f"<{{body}}> kg:hasLevel kgc:level-{plan.level} .", gaps)
        if plan.until is not None:
            self.paper.say(
                '<{body}> kg:validThrough "{until}"^^xsd:date .', gaps | {"until": span.text(plan.until)}
            )
        terms = self._clerk.write(plan.roster, gaps, plan.since, plan.until)
        for said, objects in plan.says.items():
            self.paper.say(f"<{{body}}> {said} {objects} .", gaps)
        if plan.contact in terms:
            contact = terms[plan.contact][-1].person
            self.paper.say("<{body}> kg:hasContactWith <person-{person}> .", gaps | {"person": contact})
        for text, filling in plan.papers.values():
            self.paper.say(text, gaps | filling)
        self._years(plan, gaps, terms.get(plan.chair, []))
        for aspect in _COMPLETE_IN:
            self.paper.say(_COMPLETE, gaps | {"aspect": aspect})
        return terms

    def _years(self, plan: Plan, gaps: dict[str, str], chairs: list[Term]) -> None:
        last = self.span.today if plan.until is None else plan.until
        for year in self.span.years:
            begins = self.span.begins(year)
            if begins <= last and begins + 365 > plan.since:
                self._meetings(plan, gaps, year, last)
                if plan.chair and year not in plan.uninvited_years:
                    self._invitation(gaps, max(begins, plan.since), min(begins + 364, last), chairs)

    def _meetings(self, plan: Plan, gaps: dict[str, str], year: int, last: int) -> None:
        dice, span = self.dice, self.span
        filled = dict(gaps)
        months = _MONTHS + dice.one(_FURTHER_MONTHS)
        for number, month in enumerate(months):
            day = span.day(year, month, 3 + dice.below(18))
            if not plan.since <= day <= last:
                continue
            filled["day"] = span.text(day)
            filled["noted"] = span.text(min(day + 3 + dice.below(12), span.today))
            filled["mode"] = dice.one(_MODES)
            held = number < _TOO_FEW or year not in plan.poor_years
            self.paper.say(_MEETING if held else _CANCELLED, filled)

    def _invitation(self, gaps: dict[str, str], earliest: int, latest: int, chairs: list[Term]) -> None:
        day = earliest + self.dice.below(latest - earliest + 1)
        for term in chairs:
            if term.since <= day <= term.through:
                self.paper.say(_INVITATION, gaps | {"day": self.span.text(day), "person": term.person})
