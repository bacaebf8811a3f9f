"""What differs between two graphs, in words: by thing, with the names of the model and of the graphs themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cached_property

from kgov.language import NOTHING, Both
from kgov.model.knowledge import Knowledge
from kgov.model.things import Thing, both
from kgov.namespaces import PREFIXES, expand, local_name, shorten
from kgov.storage.comparing import Change, compare
from kgov.storage.nesting import Inner, Listed, Value
from kgov.storage.quads import Graph, Quad
from kgov.storage.terms import XSD, Blank, Iri, Term, Text

TYPE, PERSON = Iri(expand("rdf:type")), Iri(expand("kg:Person"))
_LABELS = {expand("rdfs:label"), expand("skos:prefLabel")}
_NUMBERS = {
    XSD + name for name in ("integer", "decimal", "int", "long", "nonNegativeInteger", "positiveInteger")
}
#: Names of properties that are not ours.
_OTHERS = {
    expand(name): Both(sv, en)
    for name, sv, en in (
        ("rdf:type", "är", "is"),
        ("rdfs:label", "namn", "name"),
        ("rdfs:comment", "kommentar", "comment"),
        ("skos:prefLabel", "namn", "name"),
        ("skos:altLabel", "kallas också", "also called"),
        ("skos:definition", "definition", "definition"),
        ("dcterms:date", "datum", "date"),
        ("dcterms:description", "beskrivning", "description"),
        ("dcterms:identifier", "beteckning", "identifier"),
        ("dcterms:isPartOf", "ingår i", "is part of"),
        ("dcterms:isVersionOf", "är version av", "is a version of"),
        ("dcterms:source", "textställe", "statement"),
        ("dcterms:title", "titel", "title"),
        ("org:member", "person", "person"),
        ("org:organization", "grupp", "body"),
        ("org:reportsTo", "rapporterar till", "reports to"),
        ("prov:wasRevisionOf", "är ny ordalydelse av", "is a new wording of"),
    )
}
WRITTEN = Both("samma värde, skrivet på annat sätt", "the same value, written otherwise")
TYPED = Both("samma text, av annan typ eller på annat språk", "the same text, of another type or language")


@dataclass(frozen=True)
class Told:
    """A change in words.

    Args:
        change: the change.
        what: ``added``, ``removed`` or ``changed``.
        path: the property, and those that lead to it.
        old: the value before; nothing where it was added.
        new: the value now; nothing where it was removed.
        note: what is odd about it.
    """

    change: Change
    what: str
    path: Both
    old: Both
    new: Both
    note: Both

    def as_json(self) -> dict[str, object]:
        """The change as JSON."""
        change = self.change
        return {
            "change": self.what,
            "path": [shorten(step) for step in change.path],
            "path_label": self.path.as_dict(),
            "old": None if change.old is None else written(change.old),
            "new": None if change.new is None else written(change.new),
            "old_label": self.old.as_dict(),
            "new_label": self.new.as_dict(),
            "note": self.note.as_dict(),
        }


@dataclass(frozen=True)
class Changed:
    """A thing with what differs about it.

    Args:
        graph: the graph; None for the one without a name.
        iri: the thing; empty for one without a name.
        sort: what it is, as one word.
        label: its name.
        what: ``added`` or ``removed`` where the whole thing was, else ``changed``.
        changes: what differs.
    """

    graph: Graph
    iri: str
    sort: Both
    label: Both
    what: str
    changes: tuple[Told, ...]

    def as_json(self) -> dict[str, object]:
        """The thing as JSON."""
        return {
            "graph": self.graph,
            "iri": self.iri or None,
            "sort": self.sort.as_dict(),
            "label": self.label.as_dict(),
            "change": self.what,
            "changes": [told.as_json() for told in self.changes],
        }


@dataclass(frozen=True)
class Difference:
    """What differs between two graphs, thing by thing; equal graphs have no things."""

    things: tuple[Changed, ...]

    @property
    def is_empty(self) -> bool:
        """Whether the graphs are equal, the names of blank nodes apart."""
        return not self.things

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many statements were added, removed and changed, and how many things that concerns."""
        found = Counter(told.what for thing in self.things for told in thing.changes)
        return {**{what: found[what] for what in ("added", "removed", "changed")}, "things": len(self.things)}


def difference(old: Sequence[Quad], new: Sequence[Quad], knowledge: Knowledge) -> Difference:
    """What was added, removed and changed from one graph to another, in words.

    Args:
        old: the statements before.
        new: the statements now.
        knowledge: the model, by whose names properties and things are called.

    Raises:
        KgovError: so many blank nodes are alike that they cannot be told apart in reasonable time.
    """
    changes = compare(old, new)
    if not changes:
        return Difference(())
    names = _Names(knowledge, [*old, *new])
    before, after = ({(graph, s) for s, _, _, graph in side} for side in (old, new))
    grouped: dict[tuple[Graph, Iri | Blank | None], list[Change]] = {}
    for change in changes:
        grouped.setdefault((change.graph, change.thing), []).append(change)
    return Difference(
        tuple(
            Changed(
                graph,
                thing if isinstance(thing, Iri) else "",
                names.sort(thing),
                names.of(thing)
                if isinstance(thing, Iri)
                else Both("något utan namn", "something without a name"),
                _what(isinstance(thing, Iri), (graph, thing) in before, (graph, thing) in after),
                tuple(names.told(change) for change in found),
            )
            for (graph, thing), found in grouped.items()
        )
    )


def _what(is_named: bool, was: bool, is_now: bool) -> str:
    return "changed" if not is_named or was == is_now else "added" if is_now else "removed"


def written(value: Value) -> str:
    """A value as Turtle writes it, with our prefixes."""
    if isinstance(value, Iri):
        short = shorten(value)
        return value.n3() if short == value else short
    if isinstance(value, Text):
        plain = value.datatype == XSD + "string" or value.lang
        return value.n3() if plain else f"{Text(str(value)).n3()}^^{shorten(value.datatype)}"
    if isinstance(value, Listed):
        return f"( {' '.join(map(written, value.items))} )"
    if isinstance(value, Inner):
        told = (f"{shorten(p)} {', '.join(map(written, values))}" for p, values in value.properties)
        return f"[ {' ; '.join(told)} ]"
    return value.n3()


class _Names:
    def __init__(self, knowledge: Knowledge, quads: Iterable[Quad]) -> None:
        self._knowledge = knowledge.need("ontology", "codes", "norm")
        self._labels: dict[Term, list[Term]] = {}
        self._types: dict[Term, list[Iri]] = {}
        for s, p, o, _ in quads:
            if p in _LABELS:
                self._labels.setdefault(s, []).append(o)
            elif p == TYPE and isinstance(o, Iri):
                self._types.setdefault(s, []).append(o)
        self._terms: dict[Iri, Thing] = {
            **knowledge.of(Thing, "owl:ObjectProperty", "owl:DatatypeProperty", "owl:AnnotationProperty"),
            **knowledge.classes,
        }

    def of(self, iri: Iri) -> Both:
        """The name of a thing; a person is called by designation, never by name."""
        if PERSON in self._types.get(iri, []):
            return Both(local_name(iri), local_name(iri))
        label = self._label(iri)
        return label if label.sv else Both(local_name(iri), local_name(iri))

    def _label(self, iri: Iri) -> Both:
        known = self._terms.get(iri) or self._knowledge.thing(iri)
        if known.properties:
            return known.label
        return both(self._labels.get(iri, []))

    def sort(self, thing: Iri | Blank | None) -> Both:
        """What a thing is, in a word, as the graphs say."""
        for kind in sorted(self._types.get(thing, []) if thing is not None else []):
            if kind in self._terms or kind.startswith(PREFIXES["kgd"]):
                return self.of(kind)
        return NOTHING

    def told(self, change: Change) -> Told:
        """A change in words."""
        old, new = change.old, change.new
        what = "changed" if old is not None and new is not None else "added" if old is None else "removed"
        shown = [NOTHING if value is None else self.value(value) for value in (old, new)]
        note = _note(old, new)
        if old is not None and new is not None and (note.sv or shown[0] == shown[1]):
            shown = [Both(written(value), written(value)) for value in (old, new)]
        return Told(change, what, self._path(change.path), shown[0], shown[1], note)

    def _path(self, path: Sequence[Iri]) -> Both:
        steps = [self._step(step) for step in path]
        return Both(" › ".join(step.sv for step in steps), " › ".join(step.en for step in steps))

    def _step(self, step: Iri) -> Both:
        known = self._terms.get(step)
        return known.label if known else _OTHERS.get(step) or Both(shorten(step), shorten(step))

    def value(self, value: Value) -> Both:
        """A value as a reader takes it in."""
        if isinstance(value, Iri):
            return self.of(value)
        if isinstance(value, Text):
            tag = f" ({value.lang})" if value.lang else ""
            return Both(f"{value}{tag}", f"{value}{tag}")
        if isinstance(value, Listed):
            return _joined("( ", ", ", " )", [self.value(item) for item in value.items])
        if isinstance(value, Inner):
            parts = []
            for predicate, values in value.properties:
                name, told = self._step(predicate), _joined("", ", ", "", [self.value(one) for one in values])
                parts.append(Both(f"{name.sv}: {told.sv}", f"{name.en}: {told.en}"))
            return _joined("[ ", "; ", " ]", parts)
        return Both(value.n3(), value.n3())


def _joined(begin: str, between: str, end: str, texts: Sequence[Both]) -> Both:
    def one(pick: Callable[[Both], str]) -> str:
        return f"{begin}{between.join(map(pick, texts))}{end}"

    return Both(one(lambda text: text.sv), one(lambda text: text.en))


def _note(old: Value | None, new: Value | None) -> Both:
    if not isinstance(old, Text) or not isinstance(new, Text):
        return NOTHING
    if str(old) == str(new):
        return TYPED
    if old.datatype == new.datatype and (number := _number(old)) is not None and number == _number(new):
        return WRITTEN
    return NOTHING


def _number(text: Text) -> Decimal | bool | None:
    if text.datatype == XSD + "boolean":
        return {"true": True, "1": True, "false": False, "0": False}.get(str(text))
    try:
        return Decimal(text) if text.datatype in _NUMBERS else None
    except InvalidOperation:
        return None
