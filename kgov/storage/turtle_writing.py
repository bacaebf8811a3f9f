"""Turtle as people write it: prefixes that are used, blank nodes and lists in their place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from kgov.namespaces import PREFIXES
from kgov.storage.nesting import NIL, TYPE, Listed, Nested, Properties, Value
from kgov.storage.quads import Graph
from kgov.storage.terms import XSD, Blank, Iri, Text

#: Names that need no escape after a prefix.
_LOCAL = re.compile(r"[A-Za-z0-9_À-ÖØ-öø-ÿ](?:[A-Za-z0-9_À-ÖØ-öø-ÿ-]|\.(?=[A-Za-z0-9_À-ÖØ-öø-ÿ-]))*")
#: Values that stand without quotes, by datatype.
_BARE = {
    XSD + "boolean": re.compile("true|false"),
    XSD + "integer": re.compile("[+-]?[0-9]+"),
    XSD + "decimal": re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    XSD + "double": re.compile(r"[+-]?([0-9]+\.[0-9]*|\.?[0-9]+)[eE][+-]?[0-9]+"),
}
#: Characters that a reader cannot see, or that change the direction of the text around them.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
)
#: Longer blank nodes and lists take a line for each of their parts.
WIDTH = 90


def write(
    things: Iterable[Nested],
    prefixes: Mapping[str, str] = PREFIXES,
    by_line: bool = False,
    notes: Mapping[str, str] | None = None,
) -> str:
    """Things as Turtle.

    Args:
        things: what is said of each.
        prefixes: the prefixes that may be used; those that are not are left out.
        by_line: every value has a line of its own where there are several, so that a change is a line.
        notes: a comment before a thing, by its name.
    """
    return write_graphs([(None, list(things))], prefixes, by_line, notes)


def write_graphs(
    graphs: Sequence[tuple[Graph, Sequence[Nested]]],
    prefixes: Mapping[str, str] = PREFIXES,
    by_line: bool = False,
    notes: Mapping[str, str] | None = None,
) -> str:
    """Graphs as TriG, in the order given; as Turtle where only the one without a name is among them."""
    writer = _Writer(prefixes, by_line, notes or {})
    blocks = [block for graph, things in graphs for block in writer.graph(graph, things)]
    head = [f"@prefix {name}: <{prefixes[name]}> .\n" for name in sorted(writer.used)]
    return ("".join(head) + "".join(f"\n{block}" for block in blocks)).removeprefix("\n")


def prefixes_used(iris: Iterable[Iri], prefixes: Mapping[str, str]) -> set[str]:
    """The names of the prefixes that shorten any of the IRIs."""
    writer = _Writer(prefixes, False, {})
    for iri in iris:
        writer.name(iri)
    return writer.used


class _Writer:
    def __init__(self, prefixes: Mapping[str, str], by_line: bool, notes: Mapping[str, str]) -> None:
        self._notes = notes
        self._prefixes = sorted(
            ((iri, name) for name, iri in prefixes.items()), key=lambda one: (-len(one[0]), one)
        )
        self._by_line = by_line
        self._names: dict[str, str] = {}
        self._labels: dict[Blank, str] = {}
        self.used: set[str] = set()

    def graph(self, name: Graph, things: Iterable[Nested]) -> list[str]:
        """The blocks of a graph: one for each thing, or one around all of them where it has a name."""
        if name is None:
            return [self._block(thing, 0) for thing in things]
        inner = "\n".join(f"    {self._block(thing, 1)}" for thing in things)
        return [f"{self._value(name, 0)} {{\n{inner}}}\n"]

    def _block(self, thing: Nested, depth: int) -> str:
        subject = self._value(thing.subject, depth) if thing.is_pointed_at else "[]"
        note = self._notes.get(thing.subject, "")
        before = f"# {' '.join(note.split())}\n" if note else ""
        return f"{before}{subject} {self._properties(thing.properties, depth + 1)} .\n"

    def _properties(self, properties: Properties, depth: int) -> str:
        space = " ;\n" + "    " * depth
        return space.join(
            f"{'a' if predicate == TYPE else self.name(predicate)} {self._values(values, depth)}"
            for predicate, values in properties
        )

    def _values(self, values: tuple[Value, ...], depth: int) -> str:
        if self._by_line and len(values) > 1:
            return (",\n" + "    " * (depth + 1)).join(self._value(value, depth + 1) for value in values)
        told = [self._value(value, depth) for value in values]
        short = ", ".join(told)
        is_short = len(told) == 1 or ("\n" not in short and len(short) < WIDTH)
        return short if is_short else (",\n" + "    " * (depth + 1)).join(told)

    def _value(self, value: Value, depth: int) -> str:
        if isinstance(value, Iri):
            return "()" if value == NIL else self.name(value)
        if isinstance(value, Text):
            return self._text(value)
        if isinstance(value, Blank):
            return self._labels.setdefault(value, f"_:b{len(self._labels) + 1}")
        if isinstance(value, Listed):
            return self._framed("(", [self._value(item, depth + 1) for item in value.items], "", ")", depth)
        inner = [self._properties((pair,), depth + 1) for pair in value.properties]
        return self._framed("[", inner, " ;", "]", depth)

    def _framed(self, begin: str, parts: list[str], between: str, end: str, depth: int) -> str:
        short = f"{begin} {f'{between} '.join(parts)} {end}" if parts else begin + end
        if "\n" not in short and len(short) < WIDTH:
            return short
        space = "\n" + "    " * (depth + 1)
        return f"{begin}{space}{f'{between}{space}'.join(parts)}\n{'    ' * depth}{end}"

    def _text(self, text: Text) -> str:
        bare = _BARE.get(text.datatype)
        if bare and bare.fullmatch(text):
            return str(text)
        quoted = _quoted(text)
        if text.lang:
            return f"{quoted}@{_tag(text.lang)}"
        return quoted if text.datatype == XSD + "string" else f"{quoted}^^{self.name(Iri(text.datatype))}"

    def name(self, iri: Iri) -> str:
        """An IRI, shortened where a prefix and a plain name say it."""
        if iri not in self._names:
            self._names[iri] = f"<{_UNSEEN.sub(_escaped, iri)}>"
            for base, prefix in self._prefixes:
                if iri.startswith(base) and _LOCAL.fullmatch(iri, len(base)):
                    self._names[iri] = f"{prefix}:{iri[len(base) :]}"
                    self.used.add(prefix)
                    break
        return self._names[iri]


def _quoted(text: Text) -> str:
    """A text in quotes; over several lines where it has several."""
    escaped = str(text).replace("\\", "\\\\").replace('"', '\\"').replace("\r", "\\r").replace("\t", "\\t")
    escaped = _UNSEEN.sub(_escaped, escaped)
    return f'"""{escaped}"""' if "\n" in escaped else f'"{escaped}"'


def _escaped(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04X}"


def _tag(tag: str) -> str:
    """A language tag in the customary case: sv, en-GB, zh-Hant."""
    first, *rest = tag.split("-")
    shown = [first.lower()]
    for part in rest:
        is_after_single = len(shown[-1]) == 1
        is_region = len(part) == 2 and part.isalpha() and not is_after_single
        is_script = len(part) == 4 and part.isalpha() and not is_after_single
        shown.append(part.upper() if is_region else part.title() if is_script else part.lower())
    return "-".join(shown)
