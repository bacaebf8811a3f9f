"""Answers of a SPARQL server, shown to be whole.

Some servers cut an answer without saying so. Where one may have, the rows are counted; and a graph that is larger than
an answer may be is asked for in parts.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from kgov.errors import KgovError
from kgov.language import Both
from kgov.namespaces import PREFIXES
from kgov.storage.asking import Answer, Asker
from kgov.storage.query_form import form_of
from kgov.storage.table import Table
from kgov.storage.terms import BLANKS, XSD, Blank, Iri, Term, Text, Triple

#: Servers that cut answers do so at no fewer rows than this; larger answers are counted.
_SURELY_WHOLE = 999
#: A graph is asked for in parts, by the first digits of a hash, where a server gives out no more than so many rows.
_DIGITS = "0123456789abcdef"
_MOST_DIGITS = 5
#: Every prefix on one line, so that the lines of the query keep their numbers.
_PREFIXES = "".join(f"PREFIX {name}: <{iri}> " for name, iri in PREFIXES.items())
_ALL = "SELECT ?s ?p ?o WHERE { ?s ?p ?o }"


class Cut(KgovError):
    """The server gave out only a part of its answer."""


class WholeAnswers:
    """Asks one server, and takes no part of an answer for all of it.

    Args:
        asker: sends the queries.
    """

    def __init__(self, asker: Asker) -> None:
        self._asker = asker
        #: What the server calls itself, once it has answered.
        self.make = ""

    def rows(self, query: str, graphs: list[str]) -> Table:
        """The rows of a SELECT or ASK query, all of them.

        Args:
            query: the query, which a parser has accepted.
            graphs: the only graphs there are.

        Raises:
            Cut: the server kept some to itself.
            KgovError: it did not answer as it should.
        """
        answer = self._asker.ask(_PREFIXES + query, graphs)
        self.make = answer.headers.get("server", "").partition(" ")[0]
        table = self._table(answer)
        limited = any(name in answer.headers for name in ("x-sparql-maxrows", "x-sparql-anytime"))
        if not limited and len(table) > _SURELY_WHOLE:
            counted = self._table(self._asker.ask(_PREFIXES + form_of(query).count, graphs))
            limited = str(counted.rows[0][0]) != str(len(table))
        if limited:
            raise Cut(
                Both(
                    "servern lämnar bara ut en del av svaret",
                    "the server gives out only a part of the answer",
                ),
                Both(
                    "Höj serverns gräns för antal rader.", "Raise the server's limit on the number of rows."
                ),
                self._asker.server.url,
            )
        return table

    def _table(self, answer: Answer) -> Table:
        try:
            told = json.loads(answer.body)
            if "boolean" in told:
                return Table(
                    ["answer"], [(Text(str(bool(told["boolean"])).lower(), datatype=XSD + "boolean"),)]
                )
            columns = list(told["head"]["vars"])
            found = [tuple(_term(row.get(name)) for name in columns) for row in told["results"]["bindings"]]
            return Table(columns, found)
        except (ValueError, KeyError, TypeError, AttributeError):
            raise KgovError(
                Both(
                    "servern avbröt sitt svar eller svarade fel",
                    "the server broke off its answer or answered wrongly",
                ),
                Both(
                    "Försök igen; servern kan ha en egen tidsgräns.",
                    "Try again; the server may have a time limit of its own.",
                ),
                self._asker.server.url,
            ) from None

    def triples(self, graphs: Iterable[str]) -> list[Triple]:
        """The triples of graphs, each once; as Python values, a text and an IRI may be equal."""
        found = (triple for graph in graphs for triple in self._part(graph, ""))
        return list({tuple(term.n3() for term in triple): triple for triple in found}.values())

    def _part(self, graph: str, digits: str) -> Iterator[Triple]:
        """The triples of a graph whose hash begins so."""
        chosen = f'FILTER ( STRSTARTS(MD5(CONCAT(STR(?s), STR(?o))), "{digits}") )' if digits else ""
        query = _ALL.replace("}", f"{chosen} }}")
        try:
            yield from self.rows(query, [graph]).rows  # type: ignore[misc]
        except Cut:
            if len(digits) == _MOST_DIGITS:
                raise
            for digit in _DIGITS:
                yield from self._part(graph, digits + digit)

    def count(self, graph: str) -> int:
        """How many triples a graph has."""
        query = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
        return int(str(self.rows(query, [graph]).rows[0][0]))


def _term(told: dict[str, str] | None) -> Term | None:
    """A term as SPARQL's JSON tells it; a blank node again where it was given a name."""
    if told is None:
        return None
    kind, value = told["type"], told["value"]
    if kind == "uri":
        return Blank(value[len(BLANKS) :]) if value.startswith(BLANKS) else Iri(value)
    if kind == "bnode":
        return Blank(value)
    if "xml:lang" in told:
        return Text(value, told["xml:lang"], PREFIXES["rdf"] + "langString")
    datatype = told.get("datatype", XSD + "string")
    if datatype == XSD + "boolean":  # Virtuoso says 1 and 0
        value = {"1": "true", "0": "false"}.get(value, value)
    return Text(value, datatype=datatype)
