"""Days and periods: the arithmetic of a calendar, and nothing else. First and last day are always included."""

from __future__ import annotations

import calendar
from collections.abc import Collection, Iterator
from datetime import MAXYEAR, date, timedelta
from typing import NamedTuple


class Period(NamedTuple):
    """A calendar month or a calendar year; ``key`` is ``2026-11`` or ``2026``."""

    key: str
    first: date
    last: date


def day_of(year: int, month: int, day: int) -> date:
    """A day of a month, or the last one where the month is shorter: 29 February becomes 28 February."""
    return date(year, month, min(day, calendar.monthrange(year, month)[1]))


def add_years(day: date, years: int) -> date:
    """The same day some years later; 29 February becomes 28 February, and no year comes after 9999."""
    return day_of(min(day.year + years, MAXYEAR), day.month, day.day)


def last_day(first: date, years: int) -> date:
    """The last day of a term of whole years: two years from 1 March 2025 end on 28 February 2027."""
    end = add_years(first, years)
    # A term from 29 February has its last day on 28 February: 1 March would be a day too many.
    return end if end.day < first.day else end - timedelta(days=1)


def months(first: date, last: date, excepted: Collection[int] = ()) -> Iterator[Period]:
    """The calendar months that have a day between two days, without those excepted by their number."""
    for year in range(first.year, last.year + 1):
        for month in range(1, 13):
            period = Period(f"{year:04}-{month:02}", date(year, month, 1), day_of(year, month, 31))
            if month not in excepted and period.last >= first and period.first <= last:
                yield period


def years(first: date, last: date) -> Iterator[Period]:
    """The calendar years that have a day between two days."""
    for year in range(first.year, last.year + 1):
        yield Period(f"{year:04}", date(year, 1, 1), date(year, 12, 31))


def deadline_after(year: int, month_day: str) -> date:
    """A day written MM-DD in the year after one; ValueError if it is no day of any year."""
    leap = date.fromisoformat(f"2024-{month_day}")  # a year in which every day exists
    return day_of(min(year + 1, MAXYEAR), leap.month, leap.day)
