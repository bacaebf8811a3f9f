"""The tables of the model as CSV: one for machines with both languages, and one in each language for people.

The one for machines follows RFC 4180 and is described by CSVW; the others open in the reader's Excel.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from kgov.answers.lookup import overview
from kgov.language import Both, Lang
from kgov.model.knowledge import Knowledge
from kgov.model.things import Thing
from kgov.namespaces import expand, local_name
from kgov.publish.addresses import LANGUAGES, Addresses
from kgov.publish.machines.table_columns import SHEETS, Column, Sheet
from kgov.storage.terms import Iri, Text
from kgov.storage.workbook_writing import FORMULA_STARTS

FOLDER = "table"
LICENCE = "http://creativecommons.org/publicdomain/zero/1.0/"
_LANGS: tuple[Lang, ...] = ("sv", "en")
#: What stands between several values in one cell: of names for people, of names for machines, and of IRIs.
FOR_PEOPLE, BETWEEN_NAMES, BETWEEN_IRIS = "; ", " | ", " "


def path(sheet: Sheet, lang: str = "") -> str:
    """Where a table lies: the one for machines, or the one in a language."""
    return f"{lang}/{FOLDER}/{sheet.name}.csv" if lang else f"{FOLDER}/{sheet.name}.csv"


def files(knowledge: Knowledge, addresses: Addresses) -> Iterator[tuple[str, bytes]]:
    """Every table that has rows, with the description of its columns."""
    for sheet in SHEETS:
        things = rows(knowledge, addresses, sheet)
        if things:
            names = _Names(knowledge)
            yield path(sheet), for_machines(sheet, things, names).encode()
            yield f"{path(sheet)}-metadata.json", metadata(sheet).encode()
            for lang in _LANGS:
                yield path(sheet, lang), for_people(sheet, things, names, lang).encode()


def rows(knowledge: Knowledge, addresses: Addresses, sheet: Sheet) -> list[Thing]:
    """The things of a table that are published, in order."""
    found: dict[str, Mapping[Iri, Thing]] = {
        "seats": {**knowledge.seats, **knowledge.seat_groups},
        "offices": knowledge.offices,
        "links": knowledge.links,
        "rules": knowledge.rules,
        "statements": knowledge.statements,
        "gaps": knowledge.gaps,
        "interpretations": knowledge.interpretations,
    }
    if sheet.name == "bodies":
        listed = {entry.short for entry in overview(knowledge)}
        found["bodies"] = {iri: thing for iri, thing in knowledge.entities.items() if thing.short in listed}
    things = found[sheet.name]
    return [things[iri] for iri in sorted(things) if iri in addresses]


class _Names:
    """What other things are called in a cell: their name, or the id by which people know them."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._known: dict[Iri, Thing] = {
            **knowledge.rules,
            **knowledge.classes,
            **knowledge.links,
            **knowledge.interpretations,
        }
        self._knowledge = knowledge

    def __call__(self, iri: Iri) -> Both:
        if iri.startswith((expand("kgs:"), expand("kgr:"))):
            return Both(local_name(iri), local_name(iri))
        thing = self._known.get(iri) or self._knowledge.thing(iri)
        return thing.label if thing.properties else Both("", "")


def for_machines(sheet: Sheet, things: Iterable[Thing], names: _Names) -> str:
    """A table with commas, names of columns that last, IRIs, and a column for each language of a text."""
    told = [
        [cell for column in sheet.columns for cell in _machine_cells(column, thing, names)]
        for thing in things
    ]
    return _csv([name for name, _ in _machine_columns(sheet)], told, ",")


def for_people(sheet: Sheet, things: Iterable[Thing], names: _Names, lang: Lang) -> str:
    """A table in one language, as the reader's Excel takes it; no cell is taken for a formula."""
    told = [
        [guarded(_cell(column, thing, names, FOR_PEOPLE).pick(lang)) for column in sheet.columns]
        for thing in things
    ]
    return excel([column.title.pick(lang) for column in sheet.columns], told, lang)


def excel(headings: Sequence[str], told: Iterable[Sequence[str]], lang: Lang) -> str:
    """Rows as CSV with semicolons and a byte order mark in Swedish, with commas in English."""
    return ("\ufeff" if lang == "sv" else "") + _csv(headings, told, ";" if lang == "sv" else ",")


def guarded(text: str) -> str:
    """The text of a cell; an apostrophe goes before what a spreadsheet program would take for a formula."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def metadata(sheet: Sheet) -> str:
    """The description of the table for machines by CSVW."""
    columns = []
    for name, column in _machine_columns(sheet):
        lang = name.rpartition("_")[2] if name.endswith(("_sv", "_en")) else ""
        told: dict[str, Any] = {"name": name, "titles": [name], "dc:title": column.title.as_dict()}
        if lang:
            told["lang"] = lang
        if column.prop and not (lang and column.kind == "things"):
            told["propertyUrl"] = expand(column.prop)
        if column.kind == "iri" or (column.kind == "things" and not lang):
            told["datatype"] = "anyURI"
        if column.kind == "things":
            told["separator"] = BETWEEN_NAMES if lang else BETWEEN_IRIS
        columns.append(told)
    whole = {
        "@context": "http://www.w3.org/ns/csvw",
        "url": f"{sheet.name}.csv",
        "dc:title": [{"@value": sheet.title.pick(lang), "@language": lang} for lang in _LANGS],
        "dc:description": [{"@value": sheet.about.pick(lang), "@language": lang} for lang in _LANGS],
        "dc:license": {"@id": LICENCE},
        "tableSchema": {"columns": columns, "primaryKey": "iri", "aboutUrl": "{+iri}"},
    }
    for told in columns:
        told["dc:title"] = [{"@value": text, "@language": lang} for lang, text in told["dc:title"].items()]
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _machine_columns(sheet: Sheet) -> list[tuple[str, Column]]:
    """The columns of the table for machines: a text has one for each language, other things have their IRIs too."""
    found = []
    for column in sheet.columns:
        if column.kind != "text":
            found.append((column.name, column))
        if column.kind in ("text", "things"):
            found += [(f"{column.name}_{lang}", column) for lang in LANGUAGES]
    return found


def _machine_cells(column: Column, thing: Thing, names: _Names) -> list[str]:
    cell = _cell(column, thing, names, BETWEEN_NAMES)
    if column.kind == "text":
        return [cell.sv, cell.en]
    if column.kind == "things":
        return [BETWEEN_IRIS.join(thing.iris(column.prop)), cell.sv, cell.en]
    return [cell.sv]


def _cell(column: Column, thing: Thing, names: _Names, between: str) -> Both:
    if column.kind == "iri":
        return Both(thing.iri, thing.iri)
    if column.kind == "short":
        return Both(thing.short, thing.short)
    if column.kind == "literal":
        text = between.join(sorted(str(term) for term in thing.all(column.prop)))
        return Both(text, text)
    if column.kind == "things":
        told = [name for name in map(names, thing.iris(column.prop)) if name.sv]
        return Both(*(_joined([name.pick(lang) for name in told], between) for lang in _LANGS))
    return Both(*(_joined(_texts(thing, column.prop, lang), between) for lang in _LANGS))


def _texts(thing: Thing, prop: str, lang: Lang) -> list[str]:
    """The texts of a property in a language; one in no language, or in the other only, serves for both."""
    texts = [term for term in thing.all(prop) if isinstance(term, Text)]
    mine = [term for term in texts if term.lang == lang] or [term for term in texts if not term.lang] or texts
    return sorted(str(term) for term in mine)


def _joined(texts: list[str], between: str) -> str:
    """Several texts in one cell; for people no full stop stands before the semicolon."""
    if between == FOR_PEOPLE:
        texts = [text.removesuffix(".") for text in texts[:-1]] + texts[-1:]
    return between.join(texts)


def _csv(headings: Sequence[str], told: Iterable[Sequence[str]], delimiter: str) -> str:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(headings)
    writer.writerows(told)
    return out.getvalue()
