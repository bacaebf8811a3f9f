"""The one kind of error a user meets: what is wrong, where, and what to do."""

from __future__ import annotations

from kgov.language import Both


class KgovError(Exception):
    """Something in the input or the question stops the work; the command ends with exit code 2.

    Args:
        problem: what is wrong, in both languages.
        advice: what to do about it, in both languages.
        where: file, line or cell, if known; a pair where the place has words in it.
    """

    def __init__(self, problem: Both, advice: Both | None = None, where: str | Both = "") -> None:
        place = where.en if isinstance(where, Both) else where
        super().__init__(f"{place}: {problem.en}" if place else problem.en)
        self.problem = problem
        self.advice = advice
        self.where = where

    def __reduce__(self) -> tuple[type[KgovError], tuple[Both, Both | None, str | Both]]:
        """All that it says, so that it comes whole out of another process."""
        return type(self), (self.problem, self.advice, self.where)
