"""What a finding is about, in words, and the places in the user's files that led to it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property, lru_cache

from kgov.answers.findings import Evidence, period_name
from kgov.language import Both
from kgov.model.knowledge import Knowledge
from kgov.model.things import Rule
from kgov.namespaces import expand, local_name
from kgov.reasoning.shacl import Place, Shapes
from kgov.storage.terms import Iri, Term, Triple

#: The name of a month or a year of a body.
PERIOD = re.compile("/(month|year)/([0-9-]+)$")
#: How a name ends that was made for a row without a designation.
MADE = re.compile("-[0-9a-f]{12,20}$")
#: What says which row a thing stands in, and not what is right or wrong in it.
NAMING: set[Term] = {
    Iri(expand(name))
    for name in (
        "rdf:type",
        "rdfs:label",
        "org:member",
        "org:organization",
        "kg:takesSeat",
        "kg:hasRole",
        "kg:isMeetingOf",
        "kg:concernsBody",
    )
}
#: What says whose an entry is.
BELONGING: set[Term] = {
    Iri(expand(name)) for name in ("org:organization", "kg:concernsBody", "kg:isMeetingOf")
}
TYPE, LABEL = Iri(expand("rdf:type")), Iri(expand("rdfs:label"))
#: What is told by the name that a list gives it; persons and what is theirs never are.
TOLD_BY_NAME: set[Term] = {Iri(expand("kg:CareChainStage"))}
#: What the view copies from an appointment to the membership that it gives.
APPOINTING = {expand(f"kg:{name}") for name in ("isAppointedBy", "consulted", "isRecommendedBy", "restsOn")}


def period_of(value: Term) -> str | None:
    """``2026-03`` or ``2026`` for a month or a year of a body, else None."""
    found = PERIOD.search(str(value))
    return found[2] if found else None


class Trail:
    """The way back from a verdict to the lists.

    Args:
        knowledge: the model with the lists at hand.
        view: what holds on the date judged.
        shapes: the rules, which say what each of them looks at.
        bodies: the bodies judged.
    """

    def __init__(
        self, knowledge: Knowledge, view: Iterable[Triple], shapes: Shapes, bodies: set[Iri]
    ) -> None:
        self.knowledge = knowledge
        self.shapes = shapes
        self.bodies = bodies
        self.to: dict[Term, list[tuple[Iri, Term]]] = {}
        self.back: dict[Term, list[tuple[Iri, Term]]] = {}
        self._named: dict[Iri, set[Term]] = {}
        for s, p, o in view:
            self.to.setdefault(s, []).append((p, o))
            self.back.setdefault(o, []).append((p, s))

    def label(self, place: Place) -> Both:
        """What was judged: a period, a seat, the body itself, or the name of an entry in a list."""
        if place.value == place.focus:
            return self.knowledge.thing(Iri(str(place.focus))).label
        period = period_of(place.value)
        if period:
            return period_name(period)
        name = self._called(place.value)
        for predicate, seat in self.to.get(place.value, []):
            if predicate == expand("kg:takesSeat") and isinstance(seat, Iri):
                label = self.knowledge.thing(seat).label
                if self.knowledge.thing(seat).number("kg:allowsHolders") == 1:
                    return label
                return Both(f"{label.sv}: {name}", f"{label.en}: {name}")
        label = self.knowledge.thing(Iri(str(place.value))).label
        return Both(name, name) if label.sv == local_name(str(place.value)) else label

    @property
    def statements(self) -> Mapping[tuple[Term, Iri], list[Term]]:
        """All that the lists state, by thing and property."""
        return self._stated

    def stated(self, node: Term, predicate: Iri) -> list[Term]:
        """What the lists themselves state, also what the view only reckons from."""
        return self._stated.get((node, predicate), [])

    @cached_property
    def _stated(self) -> dict[tuple[Term, Iri], list[Term]]:
        found: dict[tuple[Term, Iri], list[Term]] = {}
        for file in self.knowledge.lists:
            for s, p, o in file.triples:
                found.setdefault((s, p), []).append(o)
        return found

    def mentions(self, node: Term) -> list[Term]:
        """The things of the lists of which something is stated with this as its value."""
        return self._mentions.get(node, [])

    @cached_property
    def _mentions(self) -> dict[Term, list[Term]]:
        found: dict[Term, list[Term]] = {}
        for (thing, _), values in self._stated.items():
            for value in values:
                found.setdefault(value, []).append(thing)
        return found

    def is_listed(self, node: Term) -> bool:
        """Whether a list describes a thing."""
        return any(node in subjects for subjects in self._subjects.values())

    def called(self, node: Term) -> Both:
        """What a thing is called: its name in the model or as a body; a person or another entry by designation."""
        iri = Iri(str(node))
        thing = self.knowledge.classes.get(iri) or self.knowledge.thing(iri)
        if thing.label.sv != local_name(iri):
            return thing.label
        name = self._labels.get(iri) or self._called(iri)
        return Both(name, name)

    @cached_property
    def _labels(self) -> dict[Term, str]:
        """What the lists call their things, of the kinds that are told by name."""
        triples = [triple for file in self.knowledge.lists for triple in file.triples]
        told = {s for s, p, o in triples if p == TYPE and o in TOLD_BY_NAME}
        named = sorted(((s, str(o)) for s, p, o in triples if p == LABEL and s in told), reverse=True)
        return dict(named)  # of several names the first

    def _called(self, node: Term) -> str:
        """What an entry is called in its list; one without a name of its own by the row where it stands."""
        name = local_name(str(node))
        rows = (source.rows.get(Iri(str(node))) for source in self.knowledge.lists)
        row = next((row for row in rows if row), None)
        return f"{row.sheet or row.file} {row.row}" if row and MADE.search(name) else name

    def nearby(self, place: Place, is_missing: bool) -> tuple[Evidence, ...]:
        """The entries that the rule looked at next to what it judged, with file and line or cell.

        In a workbook a breach is seen in cells that are filled in, and what is missing in cells that are empty.
        """
        found: dict[object, Evidence] = {}
        reads = self._reads(place.rule)
        for source, subjects in self._subjects.items():
            near = list(dict.fromkeys(self._near(place)))
            is_workbook = bool(self.knowledge.lists[source].rows)
            if is_missing and is_workbook:
                near.append(place.focus)
            for node in [*near, *self._behind(near, reads, is_missing and is_workbook)]:
                hidden = node in self.bodies and not (is_missing and is_workbook)
                if node in subjects and isinstance(node, Iri) and not hidden:
                    for item in self._entries(source, node, reads, is_missing):
                        found.setdefault(item.spot, item)
            if not found and place.focus in subjects and isinstance(place.focus, Iri):
                items = self._entries(source, place.focus, reads, is_missing)
                found.update((item.spot, item) for item in items)
        exact = {(item.file, item.sheet) for item in found.values() if item.column}
        kept = [
            item
            for item in found.values()
            if item.column or item.line or not (exact if is_missing else (item.file, item.sheet) in exact)
        ]
        return tuple(sorted(kept, key=lambda item: item.spot))

    def entry(self, node: Term | None) -> Evidence | None:
        """Where a thing of the lists is described, or None where no list describes it."""
        return next(iter(self.entries(node)), None)

    def entries(self, node: Term | None) -> list[Evidence]:
        """Where a thing is described: its row or line in each list that has it."""
        return [
            self._entries(source, node, set(), False)[0]
            for source, subjects in self._subjects.items()
            if isinstance(node, Iri) and node in subjects
        ]

    def decisions(self, node: Term) -> list[Term]:
        """The appointments behind a membership."""
        return self._decisions.get(node, [])

    def _entries(self, source: int, node: Iri, reads: set[Term], empty: bool) -> list[Evidence]:
        """The line where a thing is described, or the cells of its row that a rule reads: empty or filled ones."""
        file, name = self.knowledge.lists[source], local_name(node)
        text = Both(name, name)
        row = file.rows.get(node)
        if row is None:
            return [Evidence(text, file.name, None if file.rows else self._line(source, node))]
        columns = {
            letters
            for property_, letters in row.columns.items()
            if property_ in reads - NAMING and (letters in row.filled) != empty
        }
        whole = Evidence(text, row.file, sheet=row.sheet, row=row.row)
        return [replace(whole, column=letters) for letters in sorted(columns)] or [whole]

    def questions(self, rule: Rule) -> tuple[Iri, ...]:
        """The questions of interpretation that leave a rule unclear: those whose readings its shapes ask for."""
        reads, statements = self._reads(rule.iri), set(rule.statements)
        every = self.knowledge.interpretations.values()
        asked = [question.iri for question in every if reads & set(question.all("kg:allowsReading"))]
        about = [question.iri for question in every if statements & set(question.statements)]
        return tuple(asked or about)

    def named(self, rule: Iri) -> list[Iri]:
        """The bodies at hand that a rule names: another list than that of the body judged may have to be complete."""
        return [Iri(str(term)) for term in self._reads(rule) if term in self.bodies]

    def _near(self, place: Place) -> Iterator[Term]:
        """What was judged and what lies one step from it, along what the rule reads."""
        yield place.value
        reads = self._reads(place.rule)
        whole = place.value == place.focus and place.focus in self.bodies
        starts = [place.value]
        if place.value == place.focus:
            starts += self._seats(place.focus)
        for node in starts:
            for predicate, other in self.back.get(node, []):
                if whole and (predicate not in reads or self._is_of_another(other, node)):
                    continue
                if whole or predicate != expand("org:organization"):
                    yield other
            if whole or period_of(node):
                yield from (other for predicate, other in self.to.get(node, []) if predicate in reads)
        if period_of(place.value):  # an undated meeting may lie in the period
            undated = expand("kg:isMeetingOf")
            yield from (other for predicate, other in self.back.get(place.focus, []) if predicate == undated)

    def _is_of_another(self, node: Term, body: Term) -> bool:
        """Whether an entry is one of another body, which names this one for some other reason."""
        of = [other for predicate, other in self.to.get(node, []) if predicate in BELONGING]
        if not of:  # of what has ended the view may not say it
            of = [other for predicate in sorted(BELONGING) for other in self.stated(node, Iri(predicate))]
        return bool(of) and body in self.bodies and body not in of

    def _behind(self, near: list[Term], reads: set[Term], whatever: bool) -> Iterator[Term]:
        """What decided over what lies near, and what that points at, where the rule reads something of it.

        Args:
            whatever: also where nothing is said of it that the rule reads, as when that is what is missing.
        """
        told, at_hand = reads - NAMING, set(near)
        for node in near:
            if reads & APPOINTING:
                yield from self._decisions.get(node, [])
            if node in self.bodies:
                continue
            for predicate, other in self.to.get(node, []):
                if predicate in reads and other not in at_hand:
                    if whatever or any(p in told for p, _ in self.to.get(other, [])):
                        yield other

    def _seats(self, focus: Term) -> list[Term]:
        group = self.knowledge.seat_groups.get(Iri(str(focus)))
        return list(group.iris("kg:includesSeat")) if group else []

    def _reads(self, rule: Iri) -> set[Term]:
        """All that a rule and its helper shapes name."""
        if rule not in self._named:
            parts = self.shapes.reached_from([rule])
            self._named[rule] = {
                v for part in parts for values in self.shapes.of(part).values() for v in values
            }
        return self._named[rule]

    @cached_property
    def _subjects(self) -> dict[int, set[Term]]:
        return {number: {s for s, _, _ in file.triples} for number, file in enumerate(self.knowledge.lists)}

    @cached_property
    def _decisions(self) -> dict[Term, list[Term]]:
        """The appointments behind each membership; the view has only what they say."""
        found: dict[Term, list[Term]] = {}
        for file in self.knowledge.lists:
            for s, p, o in file.triples:
                if p == expand("kg:appoints"):
                    found.setdefault(o, []).append(s)
        return found

    def _line(self, number: int, node: Iri) -> int | None:
        """The line on which a thing is described: where its name opens a line, else where it first stands."""
        name = local_name(node)
        file = self.knowledge.lists[number]
        return _openings(file.text).get(name) or file.line_of(name)


@lru_cache(maxsize=8)
def _openings(text: str) -> dict[str, int]:
    """The first line of a text that each name opens; found once for all parts of a list."""
    openings: dict[str, int] = {}
    for number, line in enumerate(text.splitlines(), 1):
        head = line.split(" ", 1)[0].strip("<>")
        openings.setdefault(re.split("[:/#]", head)[-1], number)
    return openings
