"""What settles a finding in one sentence: headings and values as they stand in the lists, and what was counted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from kgov.answers.evidence import Trail, period_of
from kgov.answers.findings import period_name
from kgov.language import NOTHING, Both, join, swedish_key
from kgov.lists import columns
from kgov.namespaces import expand
from kgov.reasoning.grounds import Grounds, Tally, Wanted
from kgov.reasoning.routes import Fact
from kgov.storage.terms import Iri, Term, Text, python_value

TYPE, DATE, MEETING = (Iri(expand(name)) for name in ("rdf:type", "dcterms:date", "kg:Meeting"))
#: How much is told before "and so many more": values or entries, headings, entries counted, and values asked for.
MOST_VALUES, MOST_HEADINGS, MOST_COUNTED, MOST_ASKED = 4, 4, 8, 4

YES, NO = Both("ja", "yes"), Both("nej", "no")
IN_THE_LIST = Both("I underlaget: {what}.", "In the list: {what}.")
HAS = Both("”{heading}” är {value}", "“{heading}” is {value}")
HAS_NOT = Both("”{heading}” saknar uppgift", "“{heading}” has no entry")
HAS_NOT_FOR = Both("”{heading}” saknar uppgift för {nodes}", "“{heading}” has no entry for {nodes}")
OF = Both("{value} för {nodes}", "{value} for {nodes}")
NO_ROW = Both("inget som räknas på bladet ”{sheet}”", "nothing that counts on the sheet “{sheet}”")
NOT = Both("{value}, inte {wanted}", "{value}, not {wanted}")
COUNTED = Both("{number} räknas: {nodes}", "{number} counted: {nodes}")
NONE_COUNTED = Both("ingen räknas", "none is counted")
MORE = Both("{number} till", "{number} more")
OR = Both("eller", "or")


class Wording:
    """Puts what settles a finding into words.

    Args:
        trail: the view and the lists.
    """

    def __init__(self, trail: Trail) -> None:
        self.trail = trail

    def say(self, facts: list[Fact], met: Grounds) -> Both:
        """The facts under the headings of their columns, those first of which another value is asked for."""
        parts = [*self._counts(met), *(self._empty_sheets(met) if not facts else ())]
        by_heading: dict[Both, list[Fact]] = {}
        for fact in facts:
            heading = columns.heading(fact.predicate, self.trail.stated(fact.node, TYPE))
            by_heading.setdefault(heading or NOTHING, []).append(fact)
        alone = len({fact.node for fact in facts}) == 1 and not parts
        told = [self._values(heading, some, met.wanted, alone) for heading, some in by_heading.items()]
        told.sort(key=lambda part: not part[0])
        parts += [text for _, texts in told[:MOST_HEADINGS] for text in texts]
        if not parts:
            return NOTHING
        return IN_THE_LIST.fill(what=Both("; ".join(p.sv for p in parts), "; ".join(p.en for p in parts)))

    def _values(
        self, heading: Both, facts: list[Fact], wanted: Iterable[Wanted], alone: bool
    ) -> tuple[bool, list[Both]]:
        """Whether another value is asked for under a heading, and the values with those for whom each stands."""
        of_node: dict[Term, list[Term]] = {}
        for fact in facts:
            of_node.setdefault(fact.node, []).extend([] if fact.value is None else [fact.value])
        same: dict[tuple[Term, ...], list[Term]] = {}
        for node, values in of_node.items():
            same.setdefault(tuple(dict.fromkeys(values)), []).append(node)
        empty, texts, asked = same.pop((), []), [], self._asked(of_node, facts[0].predicate, wanted)
        if same:
            told = [self._value(values, nodes, alone) for values, nodes in same.items()]
            value = join(_shortened(sorted(told, key=lambda text: swedish_key(text.sv))))
            texts.append(HAS.fill(heading=heading, value=value))
            if asked.sv:
                texts[0] = NOT.fill(value=texts[0], wanted=asked)
        if empty:
            nodes = join(_shortened(self._called(empty)))
            texts.append((HAS_NOT if alone else HAS_NOT_FOR).fill(heading=heading, nodes=nodes))
        return bool(asked.sv), texts

    def _asked(self, of_node: Mapping[Term, list[Term]], predicate: Iri, wanted: Iterable[Wanted]) -> Both:
        """The values that are asked for in place of those that stand there; none where one of them stands there."""
        asked = [w.value for w in wanted if w.node in of_node and w.predicate == predicate]
        standing = {value for values in of_node.values() for value in values}
        if standing & set(asked) or not standing or len(asked) > MOST_ASKED:
            return NOTHING
        return join(_shortened(self._called(term for term in asked if isinstance(term, Iri))), OR)

    def _value(self, values: tuple[Term, ...], nodes: list[Term], alone: bool) -> Both:
        text = join(_shortened(self._called(values)))
        return text if alone else OF.fill(value=text, nodes=join(_shortened(self._called(nodes))))

    def _empty_sheets(self, met: Grounds) -> Iterator[Both]:
        """The sheets on which nothing stands that counts for a period, or for a body."""
        if any(file.rows for file in self.trail.knowledge.lists):
            lacking = [f for f in met.facts if f.value is None and (f.of_others or period_of(f.node))]
            sheets = [columns.sheets(fact.of_others).get(fact.predicate, []) for fact in lacking]
            alone = dict.fromkeys(found[0] for found in sheets if len(found) == 1)
            yield from (NO_ROW.fill(sheet=sheet) for sheet in alone)

    def _counts(self, met: Grounds) -> Iterator[Both]:
        for tally in telling(met):
            names = join(_shortened(self._called(tally.counted), MOST_COUNTED))
            yield COUNTED.fill(number=len(tally.counted), nodes=names) if tally.counted else NONE_COUNTED

    def _called(self, terms: Iterable[Term]) -> list[Both]:
        return sorted({self._name(term) for term in terms}, key=lambda name: swedish_key(name.sv))

    def _name(self, term: Term) -> Both:
        """A value or an entry in words; a person by designation, never by name."""
        if isinstance(term, Text):
            value = python_value(term)
            return YES if value is True else NO if value is False else Both(str(term), str(term))
        said = self.trail.to.get(term, [])
        period = period_of(term)
        if period:
            return period_name(period)
        day = next((str(o) for p, o in said if p == DATE), None)
        if day and (TYPE, MEETING) in said:
            return Both(f"mötet {day}", f"the meeting of {day}")
        return self.trail.called(term)


def telling(met: Grounds) -> list[Tally]:
    """The counts that settle it: too few where more than one is asked for, or too many."""
    return [
        tally
        for tally in met.tallies
        if (tally.at_least and tally.limit > 1)
        or (not tally.at_least and 1 <= tally.limit < len(tally.counted))
    ]


def _shortened(texts: list[Both], most: int = MOST_VALUES) -> list[Both]:
    """The first of many, and how many more there are."""
    if len(texts) <= most + 1:
        return texts
    return [*texts[:most], MORE.fill(number=len(texts) - most)]
