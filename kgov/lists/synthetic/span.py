"""The years that a country covers, and its days as text."""

from __future__ import annotations

from datetime import date, timedelta

_LONGEST_MANDATE = 5 * 366


class Span:
    """The years up to a day. Days are whole numbers, counted from the first day of the first year.

    Args:
        as_of: the day up to which things have happened.
        years: how many calendar years, the year of that day included.
    """

    def __init__(self, as_of: date, years: int) -> None:
        self.first = date(as_of.year - years + 1, 1, 1)
        self.today = (as_of - self.first).days
        self.years = range(self.first.year, as_of.year + 1)
        self._texts = [
            (self.first + timedelta(days)).isoformat() for days in range(self.today + _LONGEST_MANDATE)
        ]
        self._starts = {year: (date(year, 1, 1) - self.first).days for year in self.years}

    def text(self, day: int) -> str:
        """A day as ``YYYY-MM-DD``; one before the first year is the day before it."""
        return self._texts[day] if day >= 0 else (self.first - timedelta(1)).isoformat()

    def day(self, year: int, month: int, of_month: int) -> int:
        """The number of a day in one of the years."""
        return (date(year, month, of_month) - self.first).days

    def begins(self, year: int) -> int:
        """The first day of one of the years."""
        return self._starts[year]

    def closed(self, since: int) -> list[int]:
        """The years that have ended and began no earlier than a day."""
        return [year for year in self.years[:-1] if self._starts[year] >= since]
