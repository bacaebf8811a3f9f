"""Turtle as people write it: prefixes that are used, blank nodes and lists in their place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from kgov.namespaces import PREFIXES
from kgov.publish.machines.nesting import TYPE, Listed, Nested, Properties, Value
from kgov.publish.machines.prefixed import shortener
from kgov.storage.terms import XSD, Blank, Iri, Text

#: Names that need no escape after a prefix.
_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_-]|\.(?=[A-Za-z0-9_-]))*")
_INTEGER = re.compile(r"[+-]?[0-9]+")
#: Longer blank nodes and lists take a line for each of their parts.
WIDTH = 90


def write(things: Iterable[Nested], prefixes: Mapping[str, str] = PREFIXES) -> str:
    """Things as Turtle.

    Args:
        things: what is said of each.
        prefixes: the prefixes that may be used; those that are not are left out.
    """
    writer = _Writer(prefixes)
    blocks = [writer.block(thing) for thing in things]
    head = [f"@prefix {name}: <{prefixes[name]}> .\n" for name in sorted(writer.used)]
    return "".join(head) + "".join(f"\n{block}" for block in blocks)


class _Writer:
    def __init__(self, prefixes: Mapping[str, str]) -> None:
        self._shortened = shortener(prefixes, _LOCAL.fullmatch)
        self.used: set[str] = set()

    def block(self, thing: Nested) -> str:
        return f"{self._value(thing.subject, 0)} {self._properties(thing.properties, 1)} .\n"

    def _properties(self, properties: Properties, depth: int) -> str:
        space = " ;\n" + "    " * depth
        return space.join(
            f"{'a' if predicate == TYPE else self._name(predicate)} {self._values(values, depth)}"
            for predicate, values in properties
        )

    def _values(self, values: tuple[Value, ...], depth: int) -> str:
        told = [self._value(value, depth) for value in values]
        short = ", ".join(told)
        is_short = len(told) == 1 or ("\n" not in short and len(short) < WIDTH)
        return short if is_short else (",\n" + "    " * (depth + 1)).join(told)

    def _value(self, value: Value, depth: int) -> str:
        if isinstance(value, Iri):
            return self._name(value)
        if isinstance(value, Text):
            return self._text(value)
        if isinstance(value, Blank):
            return value.n3()
        if isinstance(value, Listed):
            return self._framed("(", [self._value(item, depth + 1) for item in value.items], "", ")", depth)
        inner = [self._properties((pair,), depth + 1) for pair in value.properties]
        return self._framed("[", inner, " ;", "]", depth)

    def _framed(self, begin: str, parts: list[str], between: str, end: str, depth: int) -> str:
        short = f"{begin} {f'{between} '.join(parts)} {end}"
        if "\n" not in short and len(short) < WIDTH:
            return short
        space = "\n" + "    " * (depth + 1)
        return f"{begin}{space}{f'{between}{space}'.join(parts)}\n{'    ' * depth}{end}"

    def _text(self, text: Text) -> str:
        if text.datatype == XSD + "boolean" and text in ("true", "false"):
            return str(text)
        if text.datatype == XSD + "integer" and _INTEGER.fullmatch(text):
            return str(text)
        if text.lang or text.datatype == XSD + "string":
            return text.n3()
        return text.n3().removesuffix(f"<{text.datatype}>") + self._name(Iri(text.datatype))

    def _name(self, iri: Iri) -> str:
        prefix, name = self._shortened(iri)
        if not prefix:
            return iri.n3()
        self.used.add(prefix)
        return f"{prefix}:{name}"
