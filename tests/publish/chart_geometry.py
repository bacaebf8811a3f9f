"""What must hold of the geometry of every drawing of ways."""

from __future__ import annotations

from itertools import combinations, pairwise

from kgov.publish.charts.drawing import Drawing, PlacedLine, Point, Rect

#: Edges that touch do not overlap; half a pixel is rounding.
SLACK = 0.5


def faults(drawing: Drawing) -> list[str]:
    """Everything that overlaps, sticks out or passes where it must not; an empty list for a sound drawing."""
    return [
        *_overlaps(drawing),
        *_lines_through(drawing),
        *_outside(drawing),
        *_texts_too_wide(drawing),
        *_lines_on_lines(drawing),
    ]


def _things(drawing: Drawing) -> list[tuple[str, Rect]]:
    boxes = [(box.node.key, box.rect) for box in drawing.boxes]
    cards = [(f"words {card.cable.key}", card.rect) for card in drawing.cards]
    return boxes + cards + [(f"title {title.words.text}", title.rect) for title in drawing.titles]


def _overlaps(drawing: Drawing) -> list[str]:
    pairs = combinations(_things(drawing), 2)
    return [
        f"{one} meets {other}" for (one, here), (other, there) in pairs if _shrunk(here).meets(_shrunk(there))
    ]


def _shrunk(rect: Rect) -> Rect:
    return Rect(rect.x + SLACK, rect.y + SLACK, rect.width - 2 * SLACK, rect.height - 2 * SLACK)


def _stretch(one: Point, other: Point) -> Rect:
    return Rect(min(one.x, other.x), min(one.y, other.y), abs(one.x - other.x), abs(one.y - other.y))


def _lines_through(drawing: Drawing) -> list[str]:
    found = []
    for line in drawing.lines:
        for one, other in pairwise(line.points):
            assert one.x == other.x or one.y == other.y, "a line runs askew"
            for name, rect in _things(drawing):
                if _stretch(one, other).meets(_shrunk(rect)):
                    found.append(f"line {line.cable.key} passes {name}")
    return found


def _outside(drawing: Drawing) -> list[str]:
    points = [(line.cable.key, point) for line in drawing.lines for point in line.points]
    return [
        f"{name} sticks out"
        for name, rect in _things(drawing)
        if rect.x < 0 or rect.y < 0 or rect.right > drawing.width or rect.bottom > drawing.height
    ] + [
        f"line {key} sticks out"
        for key, point in points
        if not (0 <= point.x <= drawing.width and 0 <= point.y <= drawing.height)
    ]


def _texts_too_wide(drawing: Drawing) -> list[str]:
    return [
        f"{words.text} is wider than its box"
        for box in drawing.boxes
        for words in box.node.lines
        if words.width > box.rect.width
    ] + [
        f"{words.text} is wider than its place"
        for card in drawing.cards
        for strand in card.cable.strands
        for words in strand.lines
        if words.width > card.rect.width
    ]


def _lines_on_lines(drawing: Drawing) -> list[str]:
    stretches = [
        (line, one, other) for line in drawing.lines for one, other in pairwise(line.points) if one != other
    ]
    found = []
    for (line, one, other), (second, third, fourth) in combinations(stretches, 2):
        if line.cable is not second.cable and _share(one, other, third, fourth):
            found.append(f"line {_name(line)} lies on {_name(second)}")
    return found


def _share(one: Point, other: Point, third: Point, fourth: Point) -> bool:
    for axis in (0, 1):
        if one[axis] == other[axis] == third[axis] == fourth[axis]:
            along = 1 - axis
            low = max(min(one[along], other[along]), min(third[along], fourth[along]))
            high = min(max(one[along], other[along]), max(third[along], fourth[along]))
            return high - low > SLACK
    return False


def _name(line: PlacedLine) -> str:
    return f"{line.cable.key}/{line.strand.key}"
