"""The columns of a composition: who appoints, the seats, and who fills them."""

from __future__ import annotations

from dataclasses import dataclass

from kgov.publish.charts.chart import NARROW


@dataclass(frozen=True)
class Columns:
    """Where the columns of a page stand: left edges and widths of appointers, seats and fillers."""

    page: float
    appointers: tuple[float, float]
    seats: tuple[float, float]
    fillers: tuple[float, float]

    @property
    def is_stacked(self) -> bool:
        """Whether fillers stand under their seat, for want of room beside it."""
        return self.fillers[0] < self.seats[0] + self.seats[1]


WIDE_COLUMNS = Columns(920.0, (2.0, 216.0), (286.0, 300.0), (664.0, 236.0))
NARROW_COLUMNS = Columns(NARROW, (2.0, 300.0), (34.0, 286.0), (66.0, 254.0))
