"""Whose a workbook is, and where the names of the things in it begin."""

from __future__ import annotations

from dataclasses import dataclass

#: Where things of a list get their names when its owner has set no base of its own.
BASE = "https://example.org/underlag/"


@dataclass(frozen=True)
class Origin:
    """Whose a workbook is: what its own sheet says, else the settings of the user.

    Args:
        owner: short name of the owner.
        base: where the names of things in the workbook begin.
        key: secret with which the names of persons are made.
    """

    owner: str = ""
    base: str = ""
    key: str = ""

    @property
    def names(self) -> str:
        """Where names begin: the base that is set, or one made of the owner."""
        return self.base or (f"{BASE}{self.owner}/" if self.owner else BASE)
