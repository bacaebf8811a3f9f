"""The answers to the questions of the catalogue, as SPARQL results in CSV and JSON.

A question that needs a parameter, such as a body, is asked of everything that is published and has an answer; the
parameter is then the first column.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator

from kgov import resources
from kgov.answers.lookup import overview
from kgov.language import Lang
from kgov.model.knowledge import Knowledge
from kgov.model.things import Thing
from kgov.namespaces import expand
from kgov.publish.addresses import Addresses
from kgov.publish.choice import Choice
from kgov.storage.query_text import Query, catalogue
from kgov.storage.table import Table
from kgov.storage.terms import Blank, Iri, Term, Text, date_term

FOLDER = "question"
#: Of so many things a question is asked in one go.
AT_ONCE = 500


def files(knowledge: Knowledge, addresses: Addresses, choice: Choice) -> Iterator[tuple[str, bytes]]:
    """The text of every question, and its answers; those whose names are in a language in both."""
    knowledge.need(*resources.PARTS)
    for name, query in catalogue().items():
        yield f"{FOLDER}/{name}.rq", query.text.encode()
        swedish = answer(knowledge, addresses, choice, query, "sv")
        yield from _forms(f"{FOLDER}/{name}", swedish)
        if any(parameter.name == "lang" for parameter in query.parameters):
            among = [row[0] for row in swedish.rows] if _needed(query) else None
            yield from _forms(f"{FOLDER}/{name}.en", answer(knowledge, addresses, choice, query, "en", among))


def _forms(path: str, table: Table) -> Iterator[tuple[str, bytes]]:
    yield f"{path}.csv", as_csv(table)
    yield f"{path}.json", as_json(table)


def answer(
    knowledge: Knowledge,
    addresses: Addresses,
    choice: Choice,
    query: Query,
    lang: Lang,
    among: Iterable[Term | None] | None = None,
) -> Table:
    """The rows of a question on the date of the publication.

    Args:
        knowledge: the knowledge, with all its parts.
        addresses: the things that are published.
        choice: the date.
        query: the question.
        lang: the language of names in the answer.
        among: what a needed parameter may be; all that it can be unless given.
    """
    names = {parameter.name for parameter in query.parameters}
    fixed: dict[str, list[Term]] = {}
    if "lang" in names:
        fixed["lang"] = [Text(lang)]
    if "asOf" in names:
        fixed["asOf"] = [date_term(choice.as_of)]
    needed = _needed(query)
    if not needed:
        return knowledge.select(query.fill(fixed))
    whole = Table([needed, *query.columns])
    things = _candidates(knowledge, needed) if among is None else among
    wanted = sorted({thing for thing in things if isinstance(thing, Iri) and thing in addresses})
    for start in range(0, len(wanted), AT_ONCE):
        some = wanted[start : start + AT_ONCE]
        table = knowledge.select(query.fill_each(needed, {**fixed, needed: some}))
        whole.columns = table.columns
        rows: dict[Term | None, list[tuple[Term | None, ...]]] = {thing: [] for thing in some}
        for row in table.rows:
            rows[row[0]].append(row)
        for own in rows.values():
            whole.rows += own
    return whole


def _needed(query: Query) -> str:
    """The parameter without which the question cannot be asked, if there is one."""
    return next((parameter.name for parameter in query.parameters if parameter.required), "")


def _candidates(knowledge: Knowledge, parameter: str) -> Iterable[Iri]:
    """What a parameter may be."""
    if parameter == "document":
        return knowledge.documents
    if parameter == "matter":
        matters = Iri(expand("kgc:matters"))
        return [iri for iri, code in knowledge.concepts.items() if matters in code.iris("skos:inScheme")]
    if parameter == "region":
        return knowledge.of(Thing, "kg:Region", "kg:HealthcareRegion")
    if parameter == "body":
        listed = {entry.short for entry in overview(knowledge)}
        return [iri for iri, thing in knowledge.entities.items() if thing.short in listed]
    return knowledge.entities


def as_csv(table: Table) -> bytes:
    """A table by SPARQL 1.1 Query Results CSV: values as they are, commas, no byte order mark."""
    out = io.BytesIO()
    with io.TextIOWrapper(out, encoding="utf-8", newline="") as text:
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow(table.columns)
        writer.writerows(["" if term is None else _plain(term) for term in row] for row in table.rows)
        text.flush()
        return out.getvalue()


def as_json(table: Table) -> bytes:
    """A table by SPARQL 1.1 Query Results JSON."""
    encode = json.JSONEncoder(ensure_ascii=False).encode
    names = [f"{encode(name)}: " for name in table.columns]
    told: dict[int, str] = {}  # by the identity of a term: the same few fill most cells

    def cell(term: Term) -> str:
        if id(term) not in told:
            told[id(term)] = encode(_binding(term))
        return told[id(term)]

    out = bytearray(f'{{"head": {json.dumps({"vars": table.columns})}, "results": {{"bindings": [\n'.encode())
    separator = ""
    for row in table.rows:  # an answer of many bodies is long: no copy of it is made
        cells = (name + cell(term) for name, term in zip(names, row, strict=True) if term is not None)
        out += f"{separator}{{{', '.join(cells)}}}".encode()
        separator = ",\n"
    out += b"\n]}}\n"
    return bytes(out)


def _plain(term: Term) -> str:
    return term.n3() if isinstance(term, Blank) else term


def _binding(term: Term) -> dict[str, str]:
    if isinstance(term, Iri):
        return {"type": "uri", "value": str(term)}
    if isinstance(term, Blank):
        return {"type": "bnode", "value": str(term)}
    told = {"type": "literal", "value": str(term)}
    if term.lang:
        return {**told, "xml:lang": term.lang}
    return told if term.datatype == expand("xsd:string") else {**told, "datatype": term.datatype}
