"""How large a synthetic country can be, and what follows from what was asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import ceil

from kgov.errors import KgovError
from kgov.language import Both

#: A fixed day, so that the same seed gives the same country every day.
DAY = date(2026, 11, 22)
YEARS = 10
FAULTY = 20
_REGIONS = 21
#: The rules judge twenty years back.
_MOST_YEARS = 20
_MOST_TRIPLES = 100_000_000
_FIRST_YEAR = 2000
_LAST_YEAR = 2100
_REGIONS_TO_A_HEALTHCARE_REGION = 3
_HEALTHCARE_REGIONS = 6
#: With fewer regions than these, a country shows one of the assignments alone.
_BOTH_ASSIGNMENTS = 2
#: A region of some bodies, so that its own programme areas have something to work with.
_TRIPLES_OF_A_REGION_AND_YEAR = 3000


@dataclass(frozen=True)
class Size:
    """How large a country is, and which one.

    Args:
        regions: how many regions, 1 to 21.
        years: how many calendar years, that of the day included, 1 to 20.
        seed: a whole number, not negative; another seed gives another country of the same size.
        as_of: the day up to which things have happened.
        triples: about how many triples; None for as many as so many regions and years have.
        faulty: how many of a hundred bodies in the regions have a planted fault.
    """

    regions: int = _REGIONS
    years: int = YEARS
    seed: int = 1
    as_of: date = DAY
    triples: int | None = None
    faulty: int = FAULTY

    @property
    def healthcare_regions(self) -> int:
        """How many healthcare regions they form."""
        return min(_HEALTHCARE_REGIONS, ceil(self.regions / _REGIONS_TO_A_HEALTHCARE_REGION))

    def healthcare_region_of(self, region: int) -> int:
        """The number of the healthcare region that a region is part of."""
        return 1 + (region - 1) * self.healthcare_regions // self.regions

    @property
    def least_triples(self) -> int:
        """What a body or two on each level, in each region, take."""
        return (self.regions + self.healthcare_regions + 1) * (200 + 160 * self.years)


def sized(regions: int | None, years: int, seed: int, as_of: date, triples: int | None, faulty: int) -> Size:
    """The size asked for.

    Args:
        regions: None for 21, or for as many as the triples suffice for.
        years, seed, as_of, triples, faulty: as for ``Size``.

    Raises:
        KgovError: a number is out of range, or the triples do not suffice for the regions and years.
    """
    _within("regioner", "regions", _REGIONS if regions is None else regions, 1, _REGIONS)
    _within("år", "years", years, 1, _MOST_YEARS)
    _within("frö", "seed", seed, 0, 2**32 - 1)
    _within("andel med fel", "share with faults", faulty, 0, 100)
    _within("dagens år", "year of the day", as_of.year, _FIRST_YEAR + years - 1, _LAST_YEAR)
    if triples is None:
        return Size(_REGIONS if regions is None else regions, years, seed, as_of, None, faulty)
    _within("tripplar", "triples", triples, 1, _MOST_TRIPLES)
    if regions is None:
        many = triples // (_TRIPLES_OF_A_REGION_AND_YEAR * years)
        regions = min(_REGIONS, max(_BOTH_ASSIGNMENTS, many))
    size = Size(regions, years, seed, as_of, triples, faulty)
    if triples < size.least_triples:
        raise KgovError(
            Both(
                f"{triples} tripplar räcker inte: {regions} regioner under {years} år tar minst {size.least_triples}",
                f"{triples} triples do not suffice: {regions} regions over {years} years take at least {size.least_triples}",
            ),
            Both(
                "Ange fler tripplar, färre regioner eller färre år.",
                "Give more triples, fewer regions or fewer years.",
            ),
        )
    return size


def _within(sv: str, en: str, value: int, least: int, most: int) -> None:
    """KgovError unless a number lies between two others."""
    if not least <= value <= most:
        raise KgovError(
            Both(f"{sv}: {value} går inte", f"{en}: {value} will not do"),
            Both(
                f"Ange ett heltal från {least} till {most}.", f"Give a whole number from {least} to {most}."
            ),
        )
