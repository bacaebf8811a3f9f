"""The geometry of charts: nothing overlaps, and no line passes what it does not belong to."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from publish.chart_geometry import faults

from kgov.publish.charts.channels import Channel, Hop, Turn
from kgov.publish.charts.drawing import Drawing, PlacedBox, PlacedCard, PlacedLine, Point, Rect
from kgov.publish.charts.graph import Band, Cable, Graph, Node, Strand
from kgov.publish.charts.layout import lay_out
from kgov.publish.charts.lettering import ELLIPSIS, Words, width, wrap
from kgov.publish.charts.routing import strand_points
from kgov.publish.charts.settling import settle

FAMILIES = ("report", "handover", "assign", "seat", "appoint", "contact")


def node(key: str, band: str = "4", text: str = "grupp", beside: bool = False) -> Node:
    return Node(key, tuple(wrap(text, 120)) or (Words("-"),), text, band, beside=beside, least_width=110.0)


def cable(tail: str, head: str | None, count: int = 1, text: str = "rapporterar till") -> Cable:
    strands = tuple(
        Strand(f"{tail}{head}{family}", family if head else "silent", tuple(wrap(text, 110, "small")), text)
        for family in FAMILIES[:count]
    )
    return Cable(f"{tail}>{head}", tail, head, strands)


BANDS = (Band("1", "Nationell nivå"), Band("2", "Sjukvårdsregional nivå"), Band("4", "Region", "Kommuner"))


@st.composite
def graphs(draw: st.DrawFn, most: int = 10) -> Graph:
    """Graphs of any shape: cycles, several strands, silences, long words, fields beside, lone nodes."""
    words = st.text("abcdeåäö -/", min_size=1, max_size=40)
    count = draw(st.integers(1, most))
    nodes = []
    for index in range(count):
        band = draw(st.sampled_from(BANDS)).key
        beside = band == "4" and draw(st.integers(0, 4)) == 0
        nodes.append(node(f"n{index}", band, draw(words), beside))
    pairs = st.tuples(st.integers(0, count - 1), st.integers(0, count - 1))
    drawn = draw(st.lists(pairs, max_size=2 * count, unique=True))
    ends = [pair for pair in drawn if pair[0] != pair[1]]
    cables = [cable(f"n{one}", f"n{other}", draw(st.integers(1, 4)), draw(words)) for one, other in ends]
    silent = draw(st.lists(st.integers(0, count - 1), max_size=4, unique=True))
    cables += [cable(f"n{index}", None, draw(st.integers(1, 3))) for index in silent]
    used = {one.band for one in nodes}
    return Graph(tuple(band for band in BANDS if band.key in used), tuple(nodes), tuple(cables))


@settings(deadline=None, max_examples=50, derandomize=True)
@given(graphs(), st.sampled_from([328.0, 1000.0]))
def test_nothing_overlaps_in_any_graph(graph, room):
    drawing = lay_out(graph, room)
    assert faults(drawing) == []
    assert {box.node.key for box in drawing.boxes} == {one.key for one in graph.nodes}
    assert {card.cable.key for card in drawing.cards} == {one.key for one in graph.cables}


@settings(deadline=None, max_examples=20, derandomize=True)
@given(graphs())
def test_every_strand_runs_from_its_tail_to_its_head(graph):
    drawing = lay_out(graph, 1000.0)
    boxes = {box.node.key: box.rect for box in drawing.boxes}
    for one in graph.cables:
        for strand in one.strands[: 1 if one.is_broken else None]:
            mine = [line for line in drawing.lines if line.cable is one and line.strand is strand]
            assert _touches(boxes[one.tail], mine[0].points[0])
            if one.head is None:
                assert mine[-1].break_mark and not any(line.arrow for line in mine)
            else:
                assert _touches(boxes[one.head], mine[-1].points[-1])
                assert [line.arrow for line in mine] == [False] * (len(mine) - 1) + [True]


def _touches(rect: Rect, point: Point) -> bool:
    return rect.x <= point.x <= rect.right and (point.y in (rect.y, rect.bottom))


def test_levels_are_bands_from_the_top():
    graph = Graph(BANDS, (node("a", "4"), node("b", "2"), node("c", "1")), (cable("a", "b"), cable("b", "c")))
    drawing = lay_out(graph, 1000.0)
    top = {box.node.key: box.rect.y for box in drawing.boxes}
    assert top["c"] < top["b"] < top["a"]
    for box in drawing.boxes:
        band = next(band for band in drawing.bands if band.band.key == box.node.band)
        assert band.rect.y < box.rect.y and box.rect.bottom < band.rect.bottom
    assert not any(
        one.rect.meets(other.rect) for one in drawing.bands for other in drawing.bands if one is not other
    )


def test_municipalities_stand_beside_the_region_and_not_under_it():
    graph = Graph(
        BANDS[2:], (node("a"), node("b", beside=True), node("c")), (cable("a", "b"), cable("a", "c"))
    )
    drawing = lay_out(graph, 1000.0)
    field = drawing.bands[0].beside
    assert field is not None
    inside = {box.node.key for box in drawing.boxes if field.x < box.rect.x and box.rect.right < field.right}
    assert inside == {"b"}


def test_sixty_boxes_keep_within_the_page():
    nodes = tuple(node(f"n{index}", text=f"lokal arbetsgrupp nummer {index}") for index in range(60))
    cables = tuple(cable(f"n{index}", f"n{index // 6}") for index in range(6, 60))
    drawing = lay_out(Graph(BANDS[2:], nodes, cables), 1000.0)
    assert faults(drawing) == []
    assert drawing.width <= 1000.0


def test_a_cycle_is_drawn_whole():
    graph = Graph(BANDS[2:], (node("a"), node("b")), (cable("a", "b"), cable("b", "a")))
    drawing = lay_out(graph, 328.0)
    assert faults(drawing) == []
    assert len([line for line in drawing.lines if line.arrow]) == 2


@pytest.mark.parametrize(
    ("boxes", "lines", "words"),
    [
        ((Rect(0, 0, 50, 20), Rect(40, 10, 50, 20)), (), "meets"),
        ((Rect(0, 0, 50, 20),), (Point(10, 30), Point(10, 5)), "passes"),
        ((Rect(-5, 0, 50, 20),), (), "sticks out"),
    ],
)
def test_the_measure_finds_faults(boxes, lines, words):
    one = cable("a", "b")
    drawing = Drawing(
        100,
        100,
        boxes=tuple(PlacedBox(node(str(index), text="x"), rect) for index, rect in enumerate(boxes)),
        cards=(PlacedCard(one, Rect(0, 60, 99, 20)),),
        lines=(PlacedLine(one, one.strands[0], lines),) if lines else (),
    )
    assert any(words in fault for fault in faults(drawing))


@settings(deadline=None)
@given(st.lists(st.tuples(st.floats(-500, 500), st.floats(0.1, 9)), min_size=1, max_size=8))
def test_settling_keeps_order_and_distance(wishes):
    places = settle([x for x, _ in wishes], [w for _, w in wishes], [10.0] * (len(wishes) - 1), 0.0, 300.0)
    assert all(other - one >= 10.0 - 1e-6 for one, other in pairwise(places))
    assert all(-1e-6 <= x <= 300 + 1e-6 for x in places)


def test_settling_leaves_alone_what_has_room():
    assert settle([5.0, 50.0], [1.0, 1.0], [10.0], 0.0, 100.0) == [5.0, 50.0]
    assert settle([5.0, 5.0], [1.0, 3.0], [8.0], -100.0, 100.0) == [-1.0, 7.0]


def test_strands_turn_corners_side_by_side():
    way = [Point(0, 100), Point(0, 50), Point(40, 50), Point(40, 0)]
    assert strand_points(way, 0) == tuple(way)
    assert strand_points(way, 4) == (Point(4, 100), Point(4, 54), Point(44, 54), Point(44, 0))


@given(st.text(max_size=80), st.sampled_from(["plain", "strong", "small", "note", "aside"]))
def test_lines_fit_the_room(text, style):
    lines = wrap(text, 90.0, style, 3)
    assert len(lines) <= 3
    assert all(line.width <= 90.0 or len(line.text) <= 2 for line in lines)


def test_lines_break_at_spaces_and_are_even():
    assert [line.text for line in wrap("arbetar på uppdrag av", 110.0, "small")] == [
        "arbetar på",
        "uppdrag av",
    ]
    assert wrap("ett två tre fyra fem sex sju åtta nio tio", 60.0, "small", 2)[-1].text.endswith(ELLIPSIS)


def test_what_is_cut_off_is_cut_after_a_word():
    words = "lämnar förslag om utformningen av verksamheten och mycket annat"
    last = wrap(words, 90.0, "small", 2)[-1].text
    assert last.endswith(ELLIPSIS) and last.rstrip(ELLIPSIS).split()[-1] in words.split()


def test_wide_letters_are_wide():
    assert width("WWW") > 3 * width("i") * 2
    assert width("中") > width("a")


def test_two_lines_that_change_places_do_not_lie_on_each_other():
    one, other = cable("a", "b", 2), cable("c", "d", 2)
    channel = Channel([Hop(one, 50.0, 150.0), Hop(other, 150.0, 50.0)], "boxes")
    bottom = channel.set_heights(0.0)
    upright: dict[float, list[tuple[float, float]]] = {}
    for hop in channel.hops:
        heights = [bottom, *(turn.y for turn in hop.turns), 0.0]
        places = [hop.lower, *(turn.upper for turn in hop.turns)]
        assert [turn.lower for turn in hop.turns] == places[:-1]
        for place, (low, high) in zip(places, pairwise(heights), strict=True):
            assert low > high, "a line turns back"
            upright.setdefault(place, []).append((high, low))
    for stretches in upright.values():
        assert all(one[1] <= two[0] for one, two in pairwise(sorted(stretches)))


def test_of_the_two_turns_of_a_line_the_first_lies_lower():
    one = cable("a", "b")
    first, second = Turn(one, 50.0, 90.0), Turn(one, 90.0, 150.0)
    assert first.is_under(second) and not second.is_under(first)
    above = Turn(cable("c", "d"), 10.0, 50.0)
    assert first.is_under(above) and not above.is_under(first)
