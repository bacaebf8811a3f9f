"""Query files: a head that says what is asked, and parameters that are filled with checked terms.

A parameter is a line ``VALUES ?name { … }`` in the text. It is replaced by serialised terms, never by
pasted text; where no value is given the line is taken out and the query asks of everything.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from kgov import resources
from kgov.errors import KgovError
from kgov.language import Both
from kgov.storage.terms import Term

_SELECT = re.compile(r"^(SELECT( DISTINCT)?) ", re.MULTILINE)
_GROUP = re.compile(r"^GROUP BY ", re.MULTILINE)
_HEAD = re.compile(r"^#\+\s*([a-z-]+):\s*(.*)$")


@dataclass(frozen=True)
class Parameter:
    """A parameter of a query.

    ``need`` is ``required``; ``optional``, where the line is taken out if nothing is given; or ``default``,
    where the value that stands in the file is used.
    """

    name: str
    kind: str
    need: str = "required"

    @property
    def required(self) -> bool:
        return self.need == "required"


@dataclass(frozen=True)
class Query:
    """A query file: id, words in both languages, parameters, columns and text."""

    id: str
    family: str
    title: Both
    question: Both
    parameters: tuple[Parameter, ...]
    columns: tuple[str, ...]
    tags: tuple[str, ...]
    text: str
    path: Path = field(compare=False)

    def fill(self, values: Mapping[str, Sequence[Term]]) -> str:
        """The text with each parameter line filled, or taken out where no value is given.

        Raises:
            KgovError: a required parameter has no value, or a value names no parameter.
        """
        known = {parameter.name for parameter in self.parameters}
        unknown = sorted(set(values) - known)
        if unknown:
            raise KgovError(
                Both(
                    f"frågan {self.id} har ingen parameter {unknown[0]}",
                    f"the query {self.id} has no parameter {unknown[0]}",
                ),
                Both(
                    "Den tar: " + (", ".join(sorted(known)) or "inga"),
                    "It takes: " + (", ".join(sorted(known)) or "none"),
                ),
            )
        text = self.text
        for parameter in self.parameters:
            terms = values.get(parameter.name, ())
            if parameter.need == "default" and not terms:
                continue
            if parameter.required and not terms:
                raise KgovError(
                    Both(
                        f"frågan {self.id} behöver {parameter.name} ({parameter.kind})",
                        f"the query {self.id} needs {parameter.name} ({parameter.kind})",
                    ),
                    Both(
                        f"Lägg till --param {parameter.name}=VÄRDE.",
                        f"Add --param {parameter.name}=VALUE.",
                    ),
                )
            line = re.compile(rf"^[ \t]*VALUES \?{parameter.name} \{{[^}}]*\}}[^\n]*\n", re.MULTILINE)
            listed = " ".join(term.n3() for term in terms)
            filled = f"  VALUES ?{parameter.name} {{ {listed} }}\n" if terms else ""
            text, count = line.subn(filled.replace("\\", "\\\\"), text)
            if count == 0:
                raise KgovError(
                    Both(
                        f"raden VALUES ?{parameter.name} saknas",
                        f"the line VALUES ?{parameter.name} is missing",
                    ),
                    where=str(self.path),
                )
        return text

    def fill_each(self, name: str, values: Mapping[str, Sequence[Term]]) -> str:
        """The text filled with many values of one parameter, which becomes the first column.

        The rows that bear one value are those that the question has for that value alone, in the same order.

        Args:
            name: the parameter; no column of the question bears its name.
            values: as for ``fill``.
        """
        text = _SELECT.sub(rf"\1 ?{name} ", self.fill(values), count=1)
        return _GROUP.sub(f"GROUP BY ?{name} ", text)


def parse(path: Path) -> Query:
    """Read a query file with its head."""
    text = path.read_text(encoding="utf-8")
    head: dict[str, list[str]] = {}
    for line in text.splitlines():
        match = _HEAD.match(line)
        if match:
            head.setdefault(match[1], []).append(match[2].strip())

    def one(name: str) -> str:
        return head.get(name, [""])[0]

    parameters = []
    for entry in head.get("param", []):
        name, kind, *rest = entry.split()
        parameters.append(Parameter(name, kind, rest[0] if rest else "required"))
    return Query(
        id=one("id") or path.stem,
        family=path.parent.name,
        title=Both(one("title-sv"), one("title-en")),
        question=Both(one("question-sv"), one("question-en")),
        parameters=tuple(parameters),
        columns=tuple(re.findall(r"[\w]+", one("columns"))),
        tags=tuple(re.findall(r"[\w-]+", one("tags"))),
        text=text,
        path=path,
    )


@cache
def catalogue() -> dict[str, Query]:
    """All questions of the catalogue by id; the folders left out serve the program."""
    found = {}
    for path in sorted(resources.folder("queries").glob("*/*.rq")):
        if path.parent.name not in ("view", "model", "reasoning", "norm"):
            query = parse(path)
            found[query.id] = query
    return found


def named(folder: str) -> list[Query]:
    """The queries of one folder, in the order of their file names."""
    return [parse(path) for path in sorted((resources.folder("queries") / folder).glob("*.rq"))]
