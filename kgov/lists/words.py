"""The words in a cell and the things they mean: names, short names and designations, both ways."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Iterator

from kgov.language import Both, Lang
from kgov.lists.mapping import Range, workbooks
from kgov.model.knowledge import BODY_CLASSES, Knowledge
from kgov.model.things import Thing
from kgov.namespaces import PREFIXES, expand, shorten
from kgov.storage.gate import fault_of
from kgov.storage.terms import Iri

#: Sets of the model that a range may name, beside classes and code lists.
SETS = ("bodies", "body-kinds", "other-kinds", "offices", "parties")
BELOW = "rdfs:subClassOf"


class Unmatched(Exception):
    """Words that mean nothing, or more than one thing; what they may mean."""

    def __init__(self, candidates: list[Both], several: bool) -> None:
        super().__init__()
        self.candidates = candidates
        self.several = several


def folded(text: str) -> str:
    """A name as it is compared: without regard to capitals, white space and how letters are composed."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def explicit(text: str) -> Iri | None:
    """The IRI that a cell spells out, as a prefixed name or in full; None where it is a name."""
    prefix, colon, local = text.strip().partition(":")
    if not colon:
        return None
    if prefix in PREFIXES and " " not in local:
        iri = Iri(PREFIXES[prefix] + local)
    elif re.match(r"https?://|urn:|tag:", text.strip()):
        iri = Iri(text.strip())
    else:
        return None
    return None if fault_of(iri) else iri


def spelled_out(iri: Iri) -> str:
    """An IRI as a cell can spell it out: as a prefixed name where that reads back, else in full."""
    short = shorten(iri)
    return short if explicit(short) == iri else str(iri)


class Words:
    """What names mean, in the model and in the workbook at hand.

    Args:
        knowledge: the model, with earlier lists where there are any.
        owner: short name of the owner of the workbook; its own things come first where a name is shared.
        base: the base of the names of things in the workbook.
        lang: the language in which names are written; they are understood in both.
    """

    def __init__(self, knowledge: Knowledge, owner: str = "", base: str = "", lang: Lang = "sv") -> None:
        self.knowledge = knowledge.need("norm", "codes", "open")
        self.owner = owner
        self.base = base
        self.lang = lang
        self._rows: dict[str, dict[str, list[Iri]]] = {}
        self._called: dict[Iri, list[str]] = {}
        self._model: dict[str, dict[str, list[Iri]]] = {}
        self._members_of: dict[str, set[Iri]] = {}
        self._shown: dict[tuple[Iri, str, Lang], str] = {}

    def add_row(self, table: str, iri: Iri, *names: str) -> None:
        """A thing that a row of a sheet describes, with what the row calls it, the name to show first."""
        index = self._rows.setdefault(table, {})
        self._called.setdefault(iri, []).extend(name for name in names if name)
        for name in filter(None, map(folded, names)):
            if iri not in index.setdefault(name, []):
                index[name].append(iri)

    def meant(self, text: str, range_: str) -> Iri:
        """The thing that a cell means.

        Raises:
            Unmatched: nothing of that name is there, or several are.
        """
        found = self._found(text, range_)
        if len(found) == 1:
            return found[0]
        if found:
            raise Unmatched([self._in_both(iri, range_) for iri in found], several=True)
        raise Unmatched(self.near(text, range_), several=False)

    def shown(self, iri: Iri, range_: str, lang: Lang | None = None) -> str:
        """What to write in a cell so that it means this thing again: its name, else its designation, else its IRI."""
        key = (iri, range_, lang or self.lang)
        if key not in self._shown:
            self._shown[key] = next(
                text for text in self._ways_to_write(iri, key[2]) if self._means(text, range_, iri)
            )
        return self._shown[key]

    def choices(self, range_: str) -> list[str]:
        """What may stand in a column, as it is written, in the order of the model."""
        seen: dict[Iri, None] = {}
        for index in (self._of_model(range_), *self._of_rows(range_)):
            for iris in index.values():
                seen.update(dict.fromkeys(iris))
        return [self.shown(iri, range_) for iri in seen]

    def members(self, range_: str) -> set[Iri]:
        """The things of the model that a range has."""
        if range_ not in self._members_of:
            self._members_of[range_] = {iri for iris in self._of_model(range_).values() for iri in iris}
        return self._members_of[range_]

    def things(self, range_: str) -> list[Thing]:
        """The things of the model that a range has, in the order in which their names are looked up."""
        found = {thing.iri: thing for thing in self._members(workbooks_range(range_))}
        return list(found.values())

    def near(self, text: str, range_: str) -> list[Both]:
        """Names that look like this one."""
        names = [name for index in (*self._of_rows(range_), self._of_model(range_)) for name in index]
        close = difflib.get_close_matches(folded(text), names, n=3, cutoff=0.6)
        return list(dict.fromkeys(self._spelling(name, range_) for name in close))

    # ---- parts

    def _found(self, text: str, range_: str) -> list[Iri]:
        """All that a cell can mean: on the sheets first, then in the model, the owner's own before others."""
        spelled = explicit(text)
        if spelled is not None:
            return [spelled]
        name = folded(text)
        for index in (*self._of_rows(range_), self._of_model(range_)):
            found = index.get(name, [])
            if found:
                return [iri for iri in found if self._is_own(iri)] or found if len(found) > 1 else found
        return []

    def _means(self, text: str, range_: str, iri: Iri) -> bool:
        return not re.search(r"[;\n]", text) and self._found(text, range_) == [iri]

    def _ways_to_write(self, iri: Iri, lang: Lang) -> Iterator[str]:
        yield from self._called.get(iri, [])
        if (thing := self._thing(iri)) is not None:
            yield thing.label.pick(lang)
            yield f"{thing.label.pick(lang)} ({thing.short})"
        yield spelled_out(iri)
        raise AssertionError(f"no way to write {iri}")

    def _spelling(self, name: str, range_: str) -> Both:
        for index in (*self._of_rows(range_), self._of_model(range_)):
            if name in index:
                return self._in_both(index[name][0], range_)
        return Both(name, name)

    def _in_both(self, iri: Iri, range_: str) -> Both:
        return Both(self.shown(iri, range_, "sv"), self.shown(iri, range_, "en"))

    def _is_own(self, iri: Iri) -> bool:
        thing = self._thing(iri)
        return bool(self.owner) and thing is not None and thing.short.startswith(self.owner)

    def _thing(self, iri: Iri) -> Thing | None:
        thing = self.knowledge.thing(iri)
        if thing.properties:
            return thing
        for things in (self.knowledge.interpretations, self.knowledge.links, self.knowledge.classes):
            if iri in things:
                return things[iri]
        return None

    def _of_rows(self, range_: str) -> list[dict[str, list[Iri]]]:
        return [self._rows[name] for name in workbooks_range(range_).tables if name in self._rows]

    def _of_model(self, range_: str) -> dict[str, list[Iri]]:
        if range_ not in self._model:
            index: dict[str, list[Iri]] = {}
            for thing in self._members(workbooks_range(range_)):
                for name in names_of(thing):
                    if thing.iri not in index.setdefault(name, []):
                        index[name].append(thing.iri)
            self._model[range_] = index
        return self._model[range_]

    def _members(self, range_: Range) -> Iterator[Thing]:
        for name in range_.classes:
            for thing in self._set(name):
                if not range_.levels or set(thing.all("kg:hasLevel")) & set(range_.levels):
                    yield thing
        for term in range_.terms:
            yield self.knowledge.classes[term]

    def _set(self, name: str) -> Iterable[Thing]:
        knowledge = self.knowledge
        if name.startswith("codes:"):
            scheme = Iri(expand(f"kgc:{name.removeprefix('codes:')}"))
            return [c for c in knowledge.concepts.values() if scheme in c.iris("skos:inScheme")]
        if name == "kg:Statement":
            return knowledge.statements.values()
        if name == "kg:AssignmentDocument":
            return knowledge.documents.values()
        bodies = {Iri(expand(f"kg:{body}")) for body in BODY_CLASSES}
        every = knowledge.entities.values()
        if name == "parties":
            return every
        if name == "bodies":
            bodies |= {thing.iri for thing in self._set("body-kinds")}
            return [thing for thing in every if (thing.types | set(thing.iris(BELOW))) & bodies]
        if name in ("body-kinds", "other-kinds"):
            kinds = [thing for thing in every if thing.iri in knowledge.kinds]
            return [k for k in kinds if bool(set(k.iris(BELOW)) & bodies) == (name == "body-kinds")]
        class_ = Iri(expand("kg:Office" if name == "offices" else name))
        found = knowledge.of(Thing, shorten(class_)).values()
        return [*found, *(thing for thing in every if class_ in thing.iris(BELOW))]


def workbooks_range(name: str) -> Range:
    """A range of the mapping, or the range that a code list is."""
    if name.startswith("code:"):
        return Range(name, (f"codes:{name.removeprefix('code:')}",), (), (), ())
    return workbooks().ranges[name]


def is_personal(range_: str) -> bool:
    """Whether a cell of this range may name a person."""
    return any(
        table in ("persons", "members", "assignments", "holdings") for table in workbooks_range(range_).tables
    )


def names_of(thing: Thing) -> list[str]:
    """All that a cell may call a thing of the model, as names are compared."""
    labels: list[Both] = [thing.label, thing.spoken]
    names = [text for label in labels for text in (label.sv, label.en)]
    names += [str(text) for text in thing.all("skos:altLabel")]
    names += [str(text) for text in thing.all("dcterms:identifier")]
    names += [thing.short, f"{thing.label.sv} ({thing.short})", f"{thing.label.en} ({thing.short})"]
    return [folded(name) for name in dict.fromkeys(names)]
