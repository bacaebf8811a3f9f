"""The country as a whole: national level, healthcare regions, regions; each written in turn and then forgotten."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import BinaryIO

from kgov.lists.synthetic import higher_levels, kronoberg, orebro
from kgov.lists.synthetic.bodies import Scribe
from kgov.lists.synthetic.dice import Dice
from kgov.lists.synthetic.expected import Expected
from kgov.lists.synthetic.faults import Planting
from kgov.lists.synthetic.persons import People
from kgov.lists.synthetic.plans import Plan
from kgov.lists.synthetic.size import Size
from kgov.lists.synthetic.span import Span
from kgov.lists.synthetic.writing import Paper

_AREAS = 26
_COLLABORATION_GROUPS = 8
_BODIES = 48
#: The part of a country of a given size that lies above the regions.
_ABOVE = 0.15
#: How many bodies are younger than the country, and how many have been closed.
_YOUNGER = 0.35
_CLOSED = 0.07
_LISTS = "https://example.org/underlag/"
_NATIONAL = f"{_LISTS}exempel-nationellt/"


def write_country(
    size: Size, stream: BinaryIO, expect: Callable[[Expected], None], told: Callable[[int], None]
) -> int:
    """Write a country as N-Triples, in memory that does not grow with it.

    Args:
        size: how large, and which.
        stream: where the bytes go.
        expect: called with each finding that a planted fault must give.
        told: called with the number of triples so far, now and then.

    Returns:
        The number of triples. OSError if the stream does not take them.
    """
    country = _Country(size, Paper(stream, told), expect)
    country.write()
    return country.paper.triples


def _healthcare(number: int) -> str:
    return f"{_LISTS}exempel-sjukvardsregion-{number}/"


def _region(number: int) -> str:
    return f"{_LISTS}exempel-{number:02}/"


class _Country:
    """Writes the country: national level and healthcare regions first, then one region after the other."""

    def __init__(self, size: Size, paper: Paper, expect: Callable[[Expected], None]) -> None:
        self.size = size
        self.paper = paper
        self.span = Span(size.as_of, size.years)
        self._expect = expect
        self._planting = Planting(Dice(size.seed * 1000), size.faulty)
        self._areas = 0
        self._national_groups = 0

    def write(self) -> None:
        self._above_the_regions()
        for region in range(1, self.size.regions + 1):
            self._in_a_region(region)
        self.paper.flush()

    def _scribe(self, base: str, turn: int, prefix: str) -> Scribe:
        dice = Dice(self.size.seed * 1000 + turn)
        people = People(self.paper, dice, prefix)
        return Scribe(self.paper, dice, self.span, people, base)

    # ---- national level and healthcare regions

    def _above_the_regions(self) -> None:
        size = self.size
        national = self._scribe(_NATIONAL, 100, "N")
        national.say(
            '<systemet> a kg:Structure ; rdfs:label "Nationella systemet Exempel" ; kg:isSynthetic true .'
        )
        regional = {}
        for number in range(1, size.healthcare_regions + 1):
            regional[number] = self._scribe(_healthcare(number), 100 + number, f"S{number}")
            regional[number].say(
                """<sjukvardsregion> a kg:HealthcareRegion ; rdfs:label "Sjukvårdsregionen Exempel {number}" ;
                kg:isSynthetic true .""",
                number=str(number),
            )
        for area in range(1, _AREAS + 1):
            if area > 1 and self._is_enough(_ABOVE):
                return
            self._areas = area
            self._level(0, area, national, regional)
            if area <= _COLLABORATION_GROUPS and not self._is_enough(_ABOVE):
                self._level(1, area, national, regional)

    def _is_enough(self, share: float) -> bool:
        return self.size.triples is not None and self.paper.triples >= self.size.triples * share

    def _level(self, sort: int, number: int, national: Scribe, regional: dict[int, Scribe]) -> None:
        """A national body, and its counterpart in each healthcare region."""
        all_of_them = [f"<{_healthcare(each)}sjukvardsregion>" for each in regional]
        plan = higher_levels.body(higher_levels.NATIONAL[sort], number, "national", all_of_them)
        national.write(plan, "systemet")
        for each, scribe in regional.items():
            members = [
                f"<{_region(region)}region>"
                for region in range(1, self.size.regions + 1)
                if self.size.healthcare_region_of(region) == each
            ]
            sorts = higher_levels.HEALTHCARE_REGIONAL
            scribe.write(
                higher_levels.body(sorts[sort], number, "healthcare-regional", members), "sjukvardsregion"
            )

    # ---- regions

    def _in_a_region(self, region: int) -> None:
        scribe = self._scribe(_region(region), region, f"{region:02}")
        healthcare = _healthcare(self.size.healthcare_region_of(region))
        scribe.gaps |= {"national": _NATIONAL, "healthcare": healthcare}
        works_as = kronoberg if region % 2 else orebro
        scribe.say(
            """<region> a kg:Region ; rdfs:label "Region Exempel {number}" ; kg:isSynthetic true ;
            kg:isPartOf <{healthcare}sjukvardsregion> ."""
            + "\n"
            + works_as.OFFICES,
            number=f"{region:02}",
        )
        for office in works_as.HELD:
            scribe.hold(office)
        plans = (
            self._by_kronoberg(region, scribe) if works_as is kronoberg else self._by_orebro(region, scribe)
        )
        enough = self._share(region)
        for count, plan in enumerate(plans, 1):
            before = self.paper.triples
            self._write(plan, scribe)
            half_a_body = (self.paper.triples - before) // 2
            if count >= _BODIES if enough is None else self.paper.triples + half_a_body >= enough:
                return

    def _share(self, region: int) -> float | None:
        """How many triples there should be when a region is done: an equal part of what is left to write."""
        if self.size.triples is None:
            return None
        left = self.size.triples - self.paper.triples
        return self.paper.triples + left / (self.size.regions - region + 1)

    def _write(self, plan: Plan, scribe: Scribe) -> None:
        foreseen = self._planting.plant(plan, self.span)
        terms = scribe.write(plan, "region")
        base = scribe.gaps["base"]
        for rule, seat, period, ending in foreseen:
            entry = (terms[seat][-1].entry if seat else plan.name) + ending
            self._expect(Expected(rule, base + plan.name, base + entry, period))

    def _life(self, dice: Dice, can_end: bool = True) -> tuple[int, int | None]:
        """First and last day of a body: most have been there all the time, some are new, a few are closed."""
        today = self.span.today
        since = dice.below(today * 6 // 10) if today > 300 and dice.chance(_YOUNGER) else 0
        if can_end and today - since > 900 and dice.chance(_CLOSED):
            return since, since + 400 + dice.below(today - since - 500)
        return since, None

    def _by_kronoberg(self, region: int, scribe: Scribe) -> Iterator[Plan]:
        """Medical groups without end; every third body is a working group for which the last one saw a need."""
        number, group, dice = 0, "", scribe.dice
        while True:
            number += 1
            label = f"Exempel {region:02}-{number:03}"
            since, until = self._life(dice)
            if number % 3:
                group = f"mg-{number}"
                yield kronoberg.medical_group(
                    group, f"Medicinsk grupp {label}", since, until, self._areas, dice
                )
            else:
                name = f"lag-{number}"
                yield kronoberg.working_group(name, f"LAG {label}", since, until, group, dice, self.span)

    def _by_orebro(self, region: int, scribe: Scribe) -> Iterator[Plan]:
        """Programme areas without end, each with two working groups of its own."""
        number, groups, dice = 0, 0, scribe.dice
        while True:
            number += 1
            area, label = f"lpo-{number}", f"Exempel {region:02}-{number:03}"
            began, _ = self._life(dice, can_end=False)
            yield orebro.programme_area(area, f"LPO {label}", began, self._areas, dice, self.span)
            for letter in "AB":
                groups += 1
                since = max(began, self._life(dice, can_end=False)[0])
                self._national_group(groups, scribe)
                name, called = f"lag-{groups}", f"LAG {label}{letter}"
                yield orebro.working_group(name, called, since, groups, area, dice, self.span)

    def _national_group(self, number: int, scribe: Scribe) -> None:
        """Write the national working group of that number, once in the country."""
        if number > self._national_groups:
            self._national_groups = number
            scribe.say(
                """<{national}nag-{nag}> a kgd:national-nag ; rdfs:label "NAG Exempel {nag}" ; kg:isSynthetic true ;
                kg:hasLevel kgc:level-national .""",
                nag=str(number),
            )
