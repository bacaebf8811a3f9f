"""From a sketch to a chart of ways: the same boxes, arrows and silences as a graph and as a text twin."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kgov.answers.paths import Step
from kgov.language import Both, Lang
from kgov.publish.charts.chart import NARROW, WIDE, Chart, drawn
from kgov.publish.charts.families import ORDER
from kgov.publish.charts.graph import SAMPLE, Cable, Graph, Node, Strand
from kgov.publish.charts.labels import Labels, box_room, wide_enough
from kgov.publish.charts.layout import lay_out
from kgov.publish.charts.lettering import Words, wrap
from kgov.publish.charts.markup import Caption
from kgov.publish.charts.sketch import Silence, Sketch, blocks_of, silent_sort, unnamed, unreported
from kgov.publish.charts.twin import Item, Part
from kgov.storage.terms import Iri

#: The usual width of a box and of the words of a cable, on a wide and on a narrow page.
BOX = {WIDE: 164.0, NARROW: 132.0}
CARD = {WIDE: 150.0, NARROW: 116.0}
SILENCES_SHOWN = 3

SILENT = Both("Dokumenten säger inte", "The documents do not say")
MORE = Both("och {n} till", "and {n} more")


@dataclass(frozen=True)
class Tie:
    """The steps of one family between two blocks, under the key of their strand."""

    key: str
    family: str
    tail: int
    head: int
    steps: tuple[tuple[Iri, Step], ...]


class WaysChart:
    """One sketch told twice, as a graph and as a twin, with the same keys."""

    def __init__(self, sketch: Sketch, labels: Labels) -> None:
        self.sketch, self.labels = sketch, labels
        self.blocks = blocks_of(sketch, labels.knowledge)
        self.block_of = {node: index for index, block in enumerate(self.blocks) for node in block}
        self.ties = self._ties()
        self.cables: dict[tuple[int, int], list[Tie]] = {}
        for tie in self.ties:
            self.cables.setdefault((tie.tail, tie.head), []).append(tie)
        silences = {index: self._silences(index) for index in range(len(self.blocks))}
        self.silences = {index: found for index, found in silences.items() if found}
        self._told: dict[tuple[Iri, int], tuple[Part, ...]] = {}

    def chart(self, caption: Caption, lang: Lang) -> Chart:
        """The chart in both widths, with its twin."""
        wide, narrow = (lay_out(self.graph(room), room) for room in (WIDE, NARROW))
        return drawn(caption, lang, wide, narrow, self.twin())

    def _ties(self) -> list[Tie]:
        gathered: dict[tuple[int, int, str], list[tuple[Iri, Step]]] = {}
        for (start, end, family), steps in self.sketch.relations.items():
            place = self.block_of[start], self.block_of[end], family
            gathered.setdefault(place, []).extend((start, step) for step in steps)
        ordered = sorted(gathered.items(), key=lambda item: (*item[0][:2], ORDER.index(item[0][2])))
        return [
            Tie(f"a{index}", family, tail, head, tuple(steps))
            for index, ((tail, head, family), steps) in enumerate(ordered)
        ]

    def _silences(self, index: int) -> list[tuple[str, Silence]]:
        """What is not said of a block; what is the same of all its members is said once."""
        block = self.blocks[index]
        found = [silence for node in block for silence in self.sketch.silences.get(node, [])]
        if len(block) > 1:
            once = {silent_sort(silence): silence for silence in reversed(found)}
            found = [self._of_all(silence, index) for silence in reversed(once.values())]
        return [(f"g{index}-{number}", silence) for number, silence in enumerate(found)]

    def _of_all(self, silence: Silence, index: int) -> Silence:
        """A silence as it is said of a whole block."""
        name = Both(self._block_name(index), self._block_name(index))
        if silence.step is not None:
            return Silence(unnamed(name, silence.step), step=silence.step)
        if silence.gap is not None and not silence.gap.iri:
            return Silence(unreported(name), gap=silence.gap)
        return silence

    # ---- the graph

    def graph(self, width: float) -> Graph:
        """Boxes and cables for a page of a width."""
        nodes = tuple(self._node(index, width) for index in range(len(self.blocks)))
        cables = [self._cable(pair, width) for pair in self.cables]
        cables += [self._broken(index, width) for index in self.silences]
        return Graph(self.labels.bands({node.band for node in nodes}), nodes, tuple(cables))

    def _node(self, index: int, page: float) -> Node:
        block, labels = self.blocks[index], self.labels
        first = block[0]
        many = len(block) > 1
        room = box_room(BOX[page])
        lines = self._many_lines(block, room) if many else labels.lines(first, room)
        return Node(
            key=f"b{index}",
            lines=lines,
            name=self._block_name(index),
            band=labels.band(first, room_beside=page == WIDE),
            form="many" if many else labels.form(first),
            href=labels.href(self._kind(block) or first) if many else labels.href(first),
            beside=page == WIDE and labels.is_municipal(first),
            is_start=first == self.sketch.start,
            least_width=BOX[page] * 0.7,
        )

    def _kind(self, block: list[Iri]) -> Iri | None:
        """The kind that all of a block are of."""
        kinds = self.labels.knowledge.kinds_of(block[0])
        return kinds[0] if kinds else None

    def _block_name(self, index: int) -> str:
        block = self.blocks[index]
        if len(block) == 1:
            return self.labels.name(block[0])
        return f"{self._kind_name(block)} ({len(block)})"

    def _kind_name(self, block: list[Iri]) -> str:
        kind = self._kind(block)
        if kind is not None:
            return self.labels.spoken(kind)
        classes = self.labels.knowledge.classes
        known = [
            classes[sort] for sort in sorted(self.labels.knowledge.thing(block[0]).types) if sort in classes
        ]
        return self.labels.say(known[0].label if known else Both("likadana", "alike"))

    def _many_lines(self, block: list[Iri], room: float) -> tuple[Words, ...]:
        first = self.labels.spoken(block[0])
        more = self.labels.say(MORE).format(n=len(block) - 1)
        return (
            *wrap(f"{self._kind_name(block)} ({len(block)})", room, "strong", 2),
            *wrap(f"{first} {more}", room, "small", 3),
        )

    def _cable(self, pair: tuple[int, int], width: float) -> Cable:
        ties = self.cables[pair]
        room = CARD[width] - (SAMPLE if len(ties) > 1 else 0.0)
        strands = tuple(
            Strand(
                key=tie.key,
                family=tie.family,
                lines=self._tie_lines(tie, room),
                title="; ".join(dict.fromkeys(self._sentence(node, step) for node, step in tie.steps[:6])),
                is_added=all(step.status == "supplemented" for _, step in tie.steps),
            )
            for tie in ties
        )
        return Cable(f"{pair[0]}-{pair[1]}", f"b{pair[0]}", f"b{pair[1]}", strands)

    def _tie_lines(self, tie: Tie, room: float) -> tuple[Words, ...]:
        """The words on an arrow: verbs, who, and the condition where it is one."""
        labels = self.labels
        steps = [step for _, step in tie.steps]
        seats = list(dict.fromkeys(step.start for step in steps if step.start in labels.knowledge.seats))
        verbs = ", ".join(dict.fromkeys(labels.say(step.phrase) for step in steps))
        if seats and len(seats) == len({step.start for step in steps}):
            verbs = f"{self._seats_said(seats)} {verbs}"
        via = list(dict.fromkeys(step.via for step in steps))
        if len(via) == 1 and via[0] is not None and len(steps) == 1:
            verbs += " via " + self._short_name(via[0])
        return (*wrap(verbs, wide_enough(verbs, room), "small", 3), *self._aside_lines(steps, room))

    def _aside_lines(self, steps: list[Step], room: float) -> list[Words]:
        """The condition where it is one, and whether the owner has added the link."""
        labels = self.labels
        conditions = list(dict.fromkeys(labels.say(step.condition) for step in steps))
        aside = conditions[0] if len(conditions) == 1 else ""
        tongue = labels.tongue(steps[0].condition) if aside else ""
        if len(conditions) > 1 and any(conditions):
            aside = labels.say(Both("med villkor", "with conditions"))
        added = any(step.status == "supplemented" for step in steps)
        more = labels.say(Both("komplettering", "supplement")) if added else ""
        if tongue:
            marked = [replace(words, lang=tongue) for words in wrap(aside, room, "aside", 2)]
            return [*marked, *wrap(more, room, "aside", 1)]
        return wrap("; ".join(filter(None, [aside, more])), room, "aside", 2)

    def _seats_said(self, seats: list[Iri]) -> str:
        if len(seats) == 1:
            return self._short_name(seats[0])
        return self.labels.say(Both(f"{len(seats)} platser", f"{len(seats)} seats:"))

    def _short_name(self, iri: Iri) -> str:
        """The name of a seat without that of its body, or of what is no seat."""
        seat = self.labels.knowledge.seats.get(iri)
        return self.labels.spoken(iri) if seat is None else self.labels.seat_name(seat, seat.bodies[0])

    def _broken(self, index: int, width: float) -> Cable:
        """The stub of what the documents do not say of a block."""
        found = self.silences[index]
        shown = found if len(found) <= SILENCES_SHOWN else found[: SILENCES_SHOWN - 1]
        strands = [self._silent(key, silence, CARD[width]) for key, silence in shown]
        heading = tuple(wrap(self.labels.say(SILENT), CARD[width], "note", 2))
        first = strands[0]
        strands[0] = Strand(first.key, first.family, (*heading, *first.lines), first.title, first.href)
        if len(found) > len(shown):
            keys = " ".join(key for key, _ in found[len(shown) :])
            more = self.labels.say(MORE).format(n=len(found) - len(shown))
            strands.append(Strand(keys, "silent", (Words(more, "small"),), more))
        return Cable(f"g{index}", f"b{index}", None, tuple(strands))

    def _silent(self, key: str, silence: Silence, room: float) -> Strand:
        text = self.labels.say(silence.text)
        href = self.labels.href(silence.gap.iri) if silence.gap else None
        title = f"{self.labels.say(SILENT)} {text}"
        lines = wrap(text, wide_enough(text, room), "small", 3)
        return Strand(key, "silent", tuple(lines), title, href)

    # ---- the twin

    def twin(self) -> tuple[Item, ...]:
        """One line for every box, and under it one for every strand and silence that starts there."""
        return tuple(self._box_item(index) for index in range(len(self.blocks)))

    def _box_item(self, index: int) -> Item:
        block, labels = self.blocks[index], self.labels
        level = Part(f" ({labels.level_words(block[0])})")
        items: list[Item] = []
        if len(block) == 1:
            parts = (labels.part(block[0], labels.name(block[0])), level)
        else:
            parts = (Part(self._block_name(index)), level)
            items += [Item((labels.part(node, labels.name(node)),)) for node in block]
        items += [self._tie_item(tie) for tie in self.ties if tie.tail == index]
        items += [
            Item(self._step_parts(node, step)) for node in block for step in self.sketch.inner.get(node, [])
        ]
        items += [self._silence_item(key, silence) for key, silence in self.silences.get(index, [])]
        return Item(parts, (f"b{index}",), tuple(items))

    def _tie_item(self, tie: Tie) -> Item:
        lines = [self._step_parts(node, step) for node, step in tie.steps]
        if len(lines) == 1:
            return Item(lines[0], (tie.key,))
        verbs = ", ".join(dict.fromkeys(self.labels.say(step.phrase) for _, step in tie.steps))
        return Item(
            (Part(f"{verbs} {self._block_spoken(tie.head)}:"),),
            (tie.key,),
            tuple(Item(parts) for parts in lines),
        )

    def _block_spoken(self, index: int) -> str:
        block = self.blocks[index]
        return self.labels.spoken(block[0]) if len(block) == 1 else self._block_name(index)

    def _step_parts(self, node: Iri, step: Step) -> tuple[Part, ...]:
        """A step as a sentence; what starts further up is told in the charts of other bodies too."""
        place = node, id(step)
        if place not in self._told:
            self._told[place] = self.labels.step(node, step, keep=node != self.sketch.start)
        return self._told[place]

    def _sentence(self, node: Iri, step: Step) -> str:
        return "".join(part.text for part in self._step_parts(node, step))

    def _silence_item(self, key: str, silence: Silence) -> Item:
        labels = self.labels
        text = labels.say(silence.text)
        if silence.step is not None:
            return Item(
                (Part(f"{labels.say(SILENT)} {text}"), *labels.statements(silence.step.statements)), (key,)
            )
        gap = silence.gap
        assert gap is not None
        parts = [
            Part(f"{labels.say(SILENT)} "),
            Part(text, labels.href(gap.iri)),
            *labels.statements(gap.statements),
        ]
        more = labels.say(gap.text("dcterms:description"))
        return Item((*parts, *([Part(f". {more}")] if more else [])), (key,))
