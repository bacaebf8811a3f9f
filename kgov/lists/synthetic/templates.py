"""Statements with gaps to fill, written short and compiled once to lines of N-Triples.

A template is Turtle in its plainest form: ``<{m}> a kg:Membership ; kg:validFrom "{since}"^^xsd:date .``
What stands in braces is filled in when it is written; an IRI without a scheme lies under the base of the list.
"""

from __future__ import annotations

import re
from functools import cache

from kgov.namespaces import PREFIXES

_TERM = re.compile(r'<[^>]*>|"[^"]*"(?:\^\^[\w:]+|@\w+)?|[\w:{}-]+')
_WHOLE_NUMBER = re.compile(r"\d+")
_GAP = re.compile(r"\{(\w+)\}")
#: IRIs that begin so have a base of their own, filled in.
_WHOLE = ("<http", "<{national}", "<{healthcare}")


class Template:
    """Lines of N-Triples with gaps.

    Args:
        text: the lines, with ``%(name)s`` for each gap.
        triples: how many lines there are.
    """

    __slots__ = ("text", "triples")

    def __init__(self, text: str, triples: int) -> None:
        self.text = text
        self.triples = triples


def _term(short: str) -> str:
    """A term as N-Triples writes it; KeyError if its prefix is not ours."""
    if short.startswith("<"):
        return short if short.startswith(_WHOLE) else "<{base}" + short[1:]
    if short.startswith('"'):
        text, mark, datatype = short.partition("^^")
        return f"{text}^^{_term(datatype)}" if mark else short
    if short == "a":
        return _term("rdf:type")
    if short in ("true", "false"):
        return f'"{short}"^^{_term("xsd:boolean")}'
    if _WHOLE_NUMBER.fullmatch(short):
        return f'"{short}"^^{_term("xsd:integer")}'
    prefix, _, name = short.partition(":")
    return f"<{PREFIXES[prefix]}{name}>"


@cache
def template(short: str) -> Template:
    """Compile statements; ``;`` parts what is said of one subject, ``,`` several objects, ``.`` subjects."""
    lines = []
    for statement in re.split(r"\s\.(?:\s|$)", short):
        if not statement.strip():
            continue
        subject = ""
        for part in statement.split(" ;"):
            terms = [_term(term) for term in _TERM.findall(part)]
            if not subject:
                subject, terms = terms[0], terms[1:]
            lines += [f"{subject} {terms[0]} {value} .\n" for value in terms[1:]]
    return Template(_GAP.sub(r"%(\1)s", "".join(lines).replace("%", "%%")), len(lines))
