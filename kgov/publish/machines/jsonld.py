"""JSON-LD with the context in the file: nothing has to be fetched to read it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from kgov.namespaces import PREFIXES
from kgov.storage.nesting import TYPE, Inner, Listed, Nested, Properties, Value
from kgov.storage.terms import XSD, Blank, Iri, Text

#: Integers that every reader of JSON keeps as they are.
_INTEGER = re.compile(r"0|-?[1-9][0-9]{0,14}")
_ENCODE = json.JSONEncoder(ensure_ascii=False).encode
_UNSAFE = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}


def document(things: Iterable[Nested], prefixes: Mapping[str, str] = PREFIXES) -> dict[str, Any]:
    """Things as a JSON-LD document; a single thing is the document itself."""
    writer = _Writer(prefixes)
    nodes = [writer.node(thing.properties, thing.subject) for thing in things]
    context = {name: prefixes[name] for name in sorted(writer.used)}
    return {"@context": context, **(nodes[0] if len(nodes) == 1 else {"@graph": nodes})}


def write(things: Iterable[Nested], prefixes: Mapping[str, str] = PREFIXES) -> str:
    """Things as the text of a JSON-LD file: a line for each property of a single thing, or for each of many."""
    told = document(things, prefixes)
    nodes = ",\n".join(_ENCODE(node) for node in told.pop("@graph", []))
    lines = [f"{_ENCODE(key)}: {_ENCODE(value)}" for key, value in told.items()]
    lines += [f'"@graph": [\n{nodes}\n]'] if nodes else []
    return "{\n" + ",\n".join(lines) + "\n}\n"


def script(things: Iterable[Nested]) -> str:
    """Things as a ``script`` element for the head of a page; no text in them can end it."""
    text = json.dumps(document(things), ensure_ascii=False, separators=(",", ":")).translate(_UNSAFE)
    return f'<script type="application/ld+json">{text}</script>'


class _Writer:
    def __init__(self, prefixes: Mapping[str, str]) -> None:
        self._prefixes = sorted(prefixes.items(), key=lambda item: -len(item[1]))
        self.used: set[str] = set()

    def node(self, properties: Properties, subject: Iri | Blank | None = None) -> dict[str, Any]:
        told: dict[str, Any] = {} if subject is None else {"@id": self._id(subject)}
        for predicate, values in properties:
            if predicate == TYPE and all(isinstance(value, Iri | Blank) for value in values):
                key, items = "@type", [self._id(value) for value in values]  # type: ignore[arg-type]
            else:
                key, items = self._short(predicate), [self._value(value) for value in values]
            told[key] = items[0] if len(items) == 1 else items
        return told

    def _value(self, value: Value) -> Any:
        if isinstance(value, Inner):
            return self.node(value.properties)
        if isinstance(value, Listed):
            return {"@list": [self._value(item) for item in value.items]}
        if isinstance(value, Text):
            return self._text(value)
        return {"@id": self._id(value)}

    def _text(self, text: Text) -> Any:
        if text.lang:
            return {"@language": text.lang, "@value": str(text)}
        if text.datatype == XSD + "string":
            return str(text)
        if text.datatype == XSD + "boolean" and text in ("true", "false"):
            return text == "true"
        if text.datatype == XSD + "integer" and _INTEGER.fullmatch(text):
            return int(text)
        return {"@type": self._short(Iri(text.datatype)), "@value": str(text)}

    def _id(self, node: Iri | Blank) -> str:
        return self._short(node) if isinstance(node, Iri) else node.n3()

    def _short(self, iri: Iri) -> str:
        for prefix, base in self._prefixes:
            if iri.startswith(base) and not iri.startswith("//", len(base)):
                self.used.add(prefix)
                return f"{prefix}:{iri[len(base) :]}"
        return str(iri)
