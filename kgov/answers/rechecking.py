"""A record that is judged again after each change: what the change cannot touch is kept from the time before.

A body that a change touches is judged by itself, and of its last judgement is kept what each query of the view wrote
and what each rule found. Only the queries that a changed entry can take part in are asked again, and only the rules
that read a changed triple of the view are judged again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from kgov.answers.findings import SHOWN, Finding, outcome_of
from kgov.answers.parts import Division, PartJudge, by_subject
from kgov.answers.validation import Judge
from kgov.answers.view import BODIES, written
from kgov.model.knowledge import Knowledge
from kgov.model.stored import in_memory
from kgov.reasoning import shacl
from kgov.reasoning.lasting import LastingLook, WatchedLookup
from kgov.storage.lines import Lines
from kgov.storage.terms import Iri, Triple

Holds = dict[shacl.Place, dict[str, bool]]

#: So many bodies are kept from their last judgement; those judged longest ago are forgotten first.
KEPT = 200


class Rechecker:
    """Judges again what a change can touch, with the store open and the shapes prepared.

    Args:
        knowledge: the model with the lists as they are. ``change`` changes them in its store, and in a copy of one
            that outlives the process.
        as_of: the date judged.
        engine: one of ``shacl.ENGINES``.
    """

    def __init__(self, knowledge: Knowledge, as_of: date, engine: str = "auto") -> None:
        self._division = Division(in_memory(knowledge), as_of)
        self._judge = PartJudge(as_of, engine, self._division.lists)
        self._lookup = WatchedLookup(self._division.store)
        self._kept: dict[Iri, _Kept] = {}

    @property
    def things(self) -> list[Iri]:
        """The bodies and owners that the lists speak of now, in order."""
        return self._division.things

    def findings(self, things: Collection[Iri] | None = None) -> dict[Iri, list[Finding]]:
        """The findings on some bodies and owners as the lists are now; these are prepared for changes.

        Args:
            things: the bodies and owners; all unless given.
        """
        wanted = self.things if things is None else sorted(things)
        return {thing: self._again(thing) for thing in wanted}

    def change(
        self, added: Iterable[Triple] = (), removed: Iterable[Triple] = (), to: str = ""
    ) -> dict[Iri, list[Finding]]:
        """Change a list, and judge again what that can touch.

        Args:
            added: entries that the list now has.
            removed: entries that it no longer has.
            to: the name of the list; may be left out where there is only one.

        Returns:
            The findings now on each body and owner that the change can touch; none on one that the lists no longer
            speak of. All others have the outcomes that they had.

        Raises:
            ValueError: no list, or more than one, goes by the name; or a term is malformed, and nothing was changed.
        """
        graphs = [one.graph for one in self._division.lists if to in ("", one.name)]
        if len(graphs) != 1:
            raise ValueError(f"which list? {to!r}")
        taken, given = list(removed), list(added)
        entries = by_subject([*taken, *given])
        before = set(self._division.things)
        queries, things = self._reached(entries)
        self._division.store.change(graphs[0], given, taken)
        ends = self._lookup.forget([*taken, *given])
        more, reached = self._reached(entries)
        queries |= more
        if BODIES in queries:
            self._division.forget_things()
        for kept in self._kept.values():
            kept.changed |= ends
            if not kept.nodes.isdisjoint(entries):
                kept.owed |= queries
        there = set(self._division.things)
        return {
            thing: self._again(thing) if thing in there else []
            for thing in sorted((things | reached) & (before | there))
        }

    def _reached(self, entries: dict[str, set[str]]) -> tuple[set[str], set[Iri]]:
        """The queries of the view that some entries can take part in now, and the things that they can touch."""
        look = self._look()
        return look.queries_of(entries), self._division.reached_by(entries, look)

    def _look(self) -> LastingLook:
        self._lookup.touched, self._lookup.looked = set(), set()
        return LastingLook(self._lookup, self._division.norm)

    def _again(self, thing: Iri) -> list[Finding]:
        """The findings on a thing, with what is kept of its last judgement and still holds."""
        kept = self._kept.pop(thing, None)
        look = self._look() if kept is None else kept.look
        if kept is not None:
            look.forget(kept.changed)
        part = self._division.part([thing], look)
        nodes = frozenset(self._lookup.touched)
        entries = frozenset(part.quads.splitlines())
        if kept is not None and kept.entries == entries:  # nothing that its rules read was changed
            found = kept.found
            self._kept[thing] = replace(kept, nodes=nodes, changed=set(), owed=set())
        else:
            other = _of_lines(entries ^ kept.entries) if kept else {}
            if kept is not None:  # what came to the part or left it may be read as well
                kept.owed |= self._look().queries_of(other)
            again = _Again(self._judge, self._judge.knowledge_of(part), thing, kept, other.keys())
            found = again.findings()
            self._kept[thing] = again.kept(look, entries, nodes, found)
        if len(self._kept) > KEPT:
            del self._kept[next(iter(self._kept))]
        return found


@dataclass
class _Kept:
    """What is kept of the judgement of a body.

    Args:
        look: what its part was made with.
        entries: its part, line by line.
        nodes: the things of its part.
        written: what each query of the view wrote.
        view: all of it.
        rules: the rules judged.
        holds: what they found.
        asked: the rules that were judged once more as if every list were complete.
        complete: what these then found.
        made: the findings as they were made, by place and outcome.
        found: the findings.
        changed: the subjects and values of what was changed since.
        owed: the queries that have to be asked again, because of what was changed since.
    """

    look: LastingLook
    entries: frozenset[bytes]
    nodes: frozenset[str]
    written: dict[str, Lines]
    view: Lines
    rules: frozenset[Iri]
    holds: Holds
    asked: frozenset[Iri]
    complete: Holds
    made: dict[tuple[shacl.Place, str], Finding]
    found: list[Finding]
    changed: set[str] = field(default_factory=set)
    owed: set[str] = field(default_factory=set)


class _Again(Judge):
    """One body judged by itself, with what its last judgement had that still holds.

    Args:
        judge: whose date and engine it is judged by.
        knowledge: the model with the part of the body.
        thing: the body or owner.
        before: what is kept of its last judgement.
        other: the things of which the part now says something else.
    """

    def __init__(
        self,
        judge: PartJudge,
        knowledge: Knowledge,
        thing: Iri,
        before: _Kept | None,
        other: Collection[str],
    ) -> None:
        self._before = before
        self._other = other
        self._made: dict[tuple[shacl.Place, str], Finding] = {}
        self._written: dict[str, Lines] = {}
        self._holds: Holds = {}
        self._asked: frozenset[Iri] = frozenset()
        self._complete: Holds = {}
        super().__init__(knowledge, judge.as_of, judge.engine, [thing])

    def kept(
        self, look: LastingLook, entries: frozenset[bytes], nodes: frozenset[str], found: list[Finding]
    ) -> _Kept:
        """What the next judgement can use.

        Args:
            look: what the part was made with.
            entries: the part, line by line.
            nodes: the things of the part.
            found: the findings.
        """
        rules = frozenset(self.shapes.rules)
        return _Kept(
            look,
            entries,
            nodes,
            self._written,
            self._view,
            rules,
            self._holds,
            self._asked,
            self._complete,
            self._made,
            found,
        )

    def _finding(self, place: shacl.Place, body: Iri, outcome: str, reason: str | None) -> Finding:
        kept = self._before.made.get((place, outcome)) if self._before else None
        if kept is None or outcome in SHOWN or place.value in self._other or place.focus in self._other:
            kept = super()._finding(place, body, outcome, reason)
        self._made[place, outcome] = kept
        return kept

    def _seen(self) -> Lines:
        new = written(self.knowledge, self.as_of, self._before.owed if self._before else None)
        self._written = self._before.written | new if self._before else new
        return Lines().joined(*self._written.values()).in_order()

    @cached_property
    def _stale(self) -> frozenset[Iri]:
        """The rules that may now find something else: those that read a property of which the view says other things."""
        rules = frozenset(self.shapes.rules)
        if self._before is None or self._before.rules != rules:
            return rules
        old, new = self._before.view.by_line, self._view.by_line
        changed = {(new.get(line) or old[line])[1] for line in old.keys() ^ new.keys()}
        if changed and self.shapes.reading() is None:
            return rules
        return frozenset(rule for rule in rules if not changed.isdisjoint(self.shapes.reading([rule]) or ()))

    def _judge(self, data: Lines, only: Collection[Iri] | None = None) -> shacl.Judged:
        if data is not self.data or only is not None:
            return super()._judge(data, only)
        kept = self._before.holds if self._before else {}
        still = self.shapes.rules.keys() - self._stale
        self._holds = {place: holds for place, holds in kept.items() if place.rule in still}
        judged = super()._judge(data, self._stale) if self._stale else None
        self._holds |= judged.holds if judged else {}
        violated = {place for place, holds in self._holds.items() if outcome_of(holds) == "violated"}
        return shacl.Judged(self._holds, violated, lambda: super(_Again, self)._judge(data).report)

    def _if_complete(self, rules: Collection[Iri]) -> Holds:
        self._asked = frozenset(rules)
        known = self._before.asked.intersection(rules) - self._stale if self._before else frozenset()
        kept = self._before.complete if self._before else {}
        self._complete = {place: holds for place, holds in kept.items() if place.rule in known}
        if self._asked - known:
            self._complete |= super()._if_complete(self._asked - known)
        return self._complete


def _of_lines(lines: Iterable[bytes]) -> dict[str, set[str]]:
    """The properties of each thing of which some N-Quads say something."""
    found: dict[str, set[str]] = {}
    for line in lines:
        subject, predicate, _ = line.decode().split(" ", 2)
        found.setdefault(subject[1:-1], set()).add(predicate[1:-1])
    return found
