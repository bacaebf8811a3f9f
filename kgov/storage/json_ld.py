"""JSON-LD before it is parsed: nothing nested too deep, said twice, too long a number, or fetched from elsewhere."""

from __future__ import annotations

import json
import re

from kgov.errors import KgovError
from kgov.language import Both

MAX_DEPTH = 100
MAX_DIGITS = 15


def check_json(text: str, name: str) -> None:
    """Refuse JSON that parsers read differently, or that points elsewhere.

    Args:
        text: the text of the file.
        name: the file as the user named it.

    Raises:
        KgovError: it is not to be read, with the reason.
        ValueError: it is no JSON.
    """
    if _depth(text) > MAX_DEPTH:
        raise KgovError(
            Both(f"JSON med fler än {MAX_DEPTH} nivåer", f"JSON nested more than {MAX_DEPTH} deep"),
            where=name,
        )
    strict = _Strict(text, name)
    tree = json.loads(
        text, object_pairs_hook=strict.unique, parse_int=strict.short, parse_constant=strict.never
    )
    address = _remote(tree)
    if address:
        raise KgovError(
            Both(
                f"@context pekar på {address}, och inget hämtas från nätet",
                f"@context points to {address}, and nothing is fetched from the network",
            ),
            Both("Skriv in sammanhanget i filen.", "Write the context into the file."),
            where=name,
        )


def _depth(text: str) -> int:
    depth = deepest = 0
    for char in re.sub(r'"(?:[^"\\]|\\.)*"', "", text):
        if char in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif char in "]}":
            depth -= 1
    return deepest


class _Strict:
    """What the parser is to refuse on its way."""

    def __init__(self, text: str, name: str) -> None:
        self.text = text
        self.name = name

    def unique(self, pairs: list[tuple[str, object]]) -> dict[str, object]:
        keys = [key for key, _ in pairs]
        for key in keys:
            if keys.count(key) > 1:
                lines = [
                    n for n, line in enumerate(self.text.splitlines(), 1) if json.dumps(key)[1:-1] in line
                ]
                raise KgovError(
                    Both(f"nyckeln {key!r} står två gånger", f"the key {key!r} stands twice"),
                    Both(
                        "Ta bort den ena eller samla värdena i en lista.", "Remove one or list both values."
                    ),
                    where=f"{self.name}:{lines[-1]}" if lines else self.name,
                )
        return dict(pairs)

    def short(self, digits: str) -> str:
        if len(digits) > MAX_DIGITS:
            raise KgovError(
                Both(
                    f"talet {digits[:20]}… har fler än {MAX_DIGITS} siffror",
                    f"the number {digits[:20]}… has more than {MAX_DIGITS} digits",
                ),
                Both("Skriv det inom citattecken med datatyp.", "Write it in quotes with a datatype."),
                where=self.name,
            )
        return digits

    def never(self, word: str) -> None:
        raise KgovError(
            Both(f"{word} är inget tal i JSON", f"{word} is not a number in JSON"), where=self.name
        )


def _remote(node: object) -> str | None:
    """An address that a context would be fetched from."""
    if isinstance(node, dict):
        context = node.get("@context")
        parts = context if isinstance(context, list) else [context]
        for part in parts:
            if isinstance(part, str):
                return part
            if isinstance(part, dict) and isinstance(part.get("@import"), str):
                return str(part["@import"])
        return next(filter(None, map(_remote, node.values())), None)
    if isinstance(node, list):
        return next(filter(None, map(_remote, node)), None)
    return None
