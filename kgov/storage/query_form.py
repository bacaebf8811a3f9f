"""The form of a SPARQL query, without a grammar: which of the four it is, and where its parts lie."""

from __future__ import annotations

import re
from dataclasses import dataclass

_TOKENS = re.compile(
    r"""
    \"{3}(?:[^\\]|\\.)*?\"{3} | '{3}(?:[^\\]|\\.)*?'{3} | "(?:[^"\\\n]|\\.)*" | '(?:[^'\\\n]|\\.)*'
    | <[^<>"{}|^`\\\x00-\x20]*>
    | \#[^\n]*
    | (?P<variable> [?$]\w+ )
    | [\w.-]*:[\w.%-]*
    """,
    re.VERBOSE | re.DOTALL,
)
_KEYWORD = re.compile(r"\b(SELECT|CONSTRUCT|ASK|DESCRIBE)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Form:
    """The parts of a query.

    Args:
        kind: select, construct, ask or describe.
        prologue: what stands before that word.
        body: from that word to the end.
        template: what a CONSTRUCT makes of each row, without its braces.
        where: what follows the template.
    """

    kind: str
    prologue: str
    body: str
    template: str = ""
    where: str = ""

    @property
    def rows(self) -> str:
        """The SELECT whose rows the template of a CONSTRUCT is filled from."""
        names = list(dict.fromkeys(found[0][1:] for found in _variables(self.template)))
        bare = _bare(self.where)
        whole = re.search(r"\b(LIMIT|OFFSET)\b", bare, re.IGNORECASE) or re.search(r"\[|_:", self.template)
        chosen = " ".join(f"?{name}" for name in names) or "*"
        return f"{self.prologue} SELECT {'' if whole else 'DISTINCT '}{chosen} {self.where}"

    @property
    def count(self) -> str:
        """The SELECT of how many rows a SELECT has."""
        return f"{self.prologue} SELECT (COUNT(*) AS ?rows) WHERE {{ {{ {self.body}\n}} }}"


def form_of(query: str) -> Form:
    """The parts of a query that a SPARQL parser has accepted."""
    bare = _bare(query)
    found = _KEYWORD.search(bare)
    assert found is not None, "a parser has accepted it"
    prologue, body = query[: found.start()], query[found.start() :]
    kind = found[1].lower()
    if kind != "construct":
        return Form(kind, prologue, body)
    opened = bare.index("{", found.end())
    closed = _closing(bare, opened)
    template = query[opened + 1 : closed]
    if bare[found.end() : opened].strip():  # the short form, where the pattern is the template
        return Form(kind, prologue, body, template, query[found.end() :])
    return Form(kind, prologue, body, template, query[closed + 1 :])


def _bare(text: str) -> str:
    """The text with blanks over all that may hold a word or brace by chance; every other place keeps its number."""
    return _TOKENS.sub(lambda found: " " * len(found[0]), text)


def _variables(text: str) -> list[re.Match[str]]:
    return [found for found in _TOKENS.finditer(text) if found["variable"]]


def _closing(bare: str, opened: int) -> int:
    depth = 0
    for place in range(opened, len(bare)):
        depth += {"{": 1, "}": -1}.get(bare[place], 0)
        if depth == 0:
            return place
    raise ValueError("a brace is not closed")
