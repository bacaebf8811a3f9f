"""The stream that a country is written to, in pieces of a fixed size."""

from __future__ import annotations

from collections.abc import Callable
from typing import BinaryIO

from kgov.lists.synthetic.templates import template

_PIECES = 2000


class Paper:
    """What is written, line by line; it holds no more than a few thousand pieces at a time.

    Args:
        stream: where the bytes go.
        told: called with the number of triples so far, each time a piece has been written.
    """

    def __init__(self, stream: BinaryIO, told: Callable[[int], None]) -> None:
        self._stream = stream
        self._told = told
        self._pieces: list[str] = []
        self.triples = 0

    def say(self, short: str, gaps: dict[str, str]) -> None:
        """Write the statements of a template with its gaps filled in."""
        compiled = template(short)
        self._pieces.append(compiled.text % gaps)
        self.triples += compiled.triples
        if len(self._pieces) >= _PIECES:
            self.flush()

    def flush(self) -> None:
        """Send on all that is held. OSError if it cannot be written."""
        self._stream.write("".join(self._pieces).encode("utf-8"))
        self._pieces.clear()
        self._told(self.triples)
