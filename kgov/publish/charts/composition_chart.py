"""The composition of a body as a picture: who appoints, the seats, and the offices that fill them."""

from __future__ import annotations

from kgov.language import Both, Lang
from kgov.publish.charts.canvas import Canvas, box_height, height_of
from kgov.publish.charts.chart import Chart, titled
from kgov.publish.charts.columns import NARROW_COLUMNS, WIDE_COLUMNS, Columns
from kgov.publish.charts.composition import NO_SEATS, NOBODY, Appointer, Composition, Group, SeatRow
from kgov.publish.charts.drawing import Point, Rect
from kgov.publish.charts.graph import Node
from kgov.publish.charts.labels import Labels, box_room
from kgov.publish.charts.lettering import Words, wrap
from kgov.publish.charts.markup import Caption, linked, rect, text_lines, text_of
from kgov.storage.terms import Iri

GAP, GROUP_GAP, EDGE = 12.0, 24.0, 2.0
MOST_DOTS = 8
#: How far from its box a line ends that is broken off.
BREAK_ROOM = 7.0
#: Room between the words over the fillers and their boxes, which may be a pile.
HEAD_GAP = 7.0

HEADINGS = (
    Both("Utses av", "Appointed by"),
    Both("Platser", "Seats"),
    Both("Fylls av", "Filled by"),
)


class CompositionChart:
    """Draws one composition for both widths."""

    def __init__(self, composition: Composition, labels: Labels) -> None:
        self.composition, self.labels = composition, labels

    def chart(self, caption: Caption, lang: Lang) -> Chart:
        """The chart in both widths, with its twin."""
        wide, narrow = self.canvas(WIDE_COLUMNS), self.canvas(NARROW_COLUMNS)
        return titled(
            caption,
            lang,
            lambda named, alone: wide.svg(named, lang, WIDE_COLUMNS.page, alone),
            lambda named: narrow.svg(named, lang, NARROW_COLUMNS.page, False),
            self.composition.twin(self.labels),
        )

    def canvas(self, columns: Columns) -> Canvas:
        """Everything in its place for a page of a width."""
        sheet = Canvas()
        y = self._headings(sheet, columns)
        if not self.composition.groups:
            lines = wrap(self.labels.say(NO_SEATS), columns.seats[1] - 24.0, "note", 2)
            self._silent(sheet, "none", Rect(columns.seats[0], y, columns.seats[1], box_height(lines)), lines)
        for group in self.composition.groups:
            draw = self._stacked_group if columns.is_stacked else self._group
            y = draw(sheet, columns, group, y) + GROUP_GAP
        sheet.legend(["appoint", "seat", "silent"], self.labels.lang, columns.page)
        return sheet

    def _headings(self, sheet: Canvas, columns: Columns) -> float:
        if columns.is_stacked:
            return EDGE
        places = [columns.appointers, columns.seats]
        if any(self._filler_head(row, 200.0) for group in self.composition.groups for row in group.rows):
            places.append(columns.fillers)
        for heading, (x, _) in zip(HEADINGS, places, strict=False):
            sheet.text(x + 2.0, EDGE, [Words(self.labels.say(heading), "note")])
        return EDGE + 26.0

    # ---- side by side

    def _group(self, sheet: Canvas, columns: Columns, group: Group, top: float) -> float:
        x, width = columns.seats
        y = top
        middles = []
        for row in group.rows:
            half = self._seat_height(row, width) / 2
            head, boxes = self._fillers_heights(row, columns.fillers[1])
            middle = y + max(half, head + boxes / 2)
            place = Rect(x, middle - half, width, 2 * half)
            self._seat(sheet, row, place)
            self._fillers(sheet, row, columns, middle - boxes / 2 - head, place)
            middles.append(middle)
            y = middle + max(half, boxes / 2) + GAP
        ends = self._appointers(sheet, columns, group, top, (middles[0] + middles[-1]) / 2)
        self._tie(sheet, columns, group, ends, middles)
        return max(y - GAP, *(place.bottom for key, place in sheet.boxes if key == group.key))

    def _tie(
        self, sheet: Canvas, columns: Columns, group: Group, ends: list[float], middles: list[float]
    ) -> None:
        """Lines from all who appoint to a trunk, and from the trunk to all their seats."""
        left, right = sum(columns.appointers), columns.seats[0]
        trunk, heart = (left + right) / 2, ends[0]
        if len(ends) == len(middles) == 1 and abs(heart - middles[0]) < 1.0:
            self._draw(sheet, group, [Point(right, heart), Point(left, heart)])
            return
        stubs = [(end, left) for end in ends] + [(middle, right) for middle in middles]
        farthest = {min(stubs)[0], max(stubs)[0]} - {heart}
        for y, x in stubs:
            way = [Point(x, y), Point(trunk, y)]
            if y in farthest:
                way.append(Point(trunk, heart))
                farthest.remove(y)
            if x == left:
                self._draw(sheet, group, [Point(trunk, y), Point(left, y)], arrow=False)
                if len(way) > 2:
                    sheet.line("appoint", way[1:])
            else:
                sheet.line(self._family(group), way[::-1], arrow=bool(group.appointers))

    def _draw(self, sheet: Canvas, group: Group, way: list[Point], arrow: bool = True) -> None:
        """A line to who appoints, given from the right; broken off where nobody is said to."""
        if group.appointers:
            sheet.line("appoint", way[::-1], arrow)
        else:
            sheet.broken_line([*way[:-1], Point(way[-1].x + BREAK_ROOM, way[-1].y)])

    def _family(self, group: Group) -> str:
        return "appoint" if group.appointers else "silent"

    def _appointers(
        self, sheet: Canvas, columns: Columns, group: Group, top: float, middle: float
    ) -> list[float]:
        """The boxes of who appoints, around the middle of their seats; the heights at which they are tied."""
        x, width = columns.appointers
        boxes = self._appointer_boxes(group, width)
        total = sum(box_height(lines) for _, lines in boxes) + GAP * (len(boxes) - 1)
        y = max(top, middle - total / 2)
        ends = []
        for (one, lines), index in zip(boxes, range(len(boxes)), strict=True):
            place = Rect(x, y, width, box_height(lines))
            self._appointer(sheet, group, one, index, place, lines)
            ends.append(y + place.height / 2)
            y += place.height + GAP
        return ends

    # ---- one under the other

    def _stacked_group(self, sheet: Canvas, columns: Columns, group: Group, top: float) -> float:
        y = sheet.text(EDGE + 2.0, top, [Words(self.labels.say(HEADINGS[0]), "note")]) + HEAD_GAP
        x, width = columns.appointers
        for index, (one, lines) in enumerate(self._appointer_boxes(group, width)):
            place = Rect(x, y, width, box_height(lines))
            self._appointer(sheet, group, one, index, place, lines)
            y += place.height + GAP
        start, trunk = y - GAP, EDGE + 14.0
        top_seat = start
        for row in group.rows:
            place = Rect(columns.seats[0], y, columns.seats[1], self._seat_height(row, columns.seats[1]))
            self._seat(sheet, row, place)
            middle = place.y + place.height / 2
            way = [Point(trunk, start), Point(trunk, middle), Point(place.x, middle)]
            if group.appointers or start > top_seat:
                sheet.line(self._family(group), way, arrow=bool(group.appointers))
            else:
                sheet.broken_line(way[::-1])
            start = middle
            y = place.bottom + GAP
            height = sum(self._fillers_heights(row, columns.fillers[1]))
            if height:
                self._fillers(sheet, row, columns, y - 4.0, place)
                y += height + GAP
        return y - GAP

    # ---- parts

    def _appointer_boxes(
        self, group: Group, width: float
    ) -> list[tuple[Appointer | None, tuple[Words, ...]]]:
        labels = self.labels
        room = box_room(width)
        if not group.appointers:
            return [(None, tuple(wrap(labels.say(NOBODY), room, "note", 3)))]
        found: list[tuple[Appointer | None, tuple[Words, ...]]] = []
        for one in group.appointers:
            condition = wrap(self.composition.condition(one, labels), room, "aside", 3)
            found.append((one, (*labels.lines(one.iri, room), *condition)))
        return found

    def _appointer(
        self,
        sheet: Canvas,
        group: Group,
        one: Appointer | None,
        index: int,
        place: Rect,
        lines: tuple[Words, ...],
    ) -> None:
        if one is None:
            self._silent(sheet, group.key, place, lines)
            return
        labels = self.labels
        sheet.box(
            Node(
                key=group.key,
                lines=lines,
                name=labels.name(one.iri),
                band="",
                form=labels.form(one.iri),
                href=labels.href(one.iri),
            ),
            place,
        )

    def _silent(self, sheet: Canvas, key: str, place: Rect, lines: tuple[Words, ...] | list[Words]) -> None:
        inner = rect(place, 6, "silent-card")
        y = place.y + (place.height - height_of(lines)) / 2
        inner += text_lines(place.x + place.width / 2, y, lines, "middle")
        sheet.card(key, place, "silent", inner)

    def _seat_lines(self, row: SeatRow, width: float) -> tuple[list[Words], list[Words]]:
        """The name of a seat, and what is said of it, in lines."""
        composition, labels = self.composition, self.labels
        room = width - 24.0 - (MOST_DOTS * 12.0 + 6.0 if self._dots(row) > 3 else 46.0)
        name = wrap(labels.seat_name(row.seat, composition.body), room, "plain", 3)
        said = [composition.count_words(row, labels), *composition.more_words(row, labels)]
        lines = wrap(", ".join(said), width - 24.0, "small", 2)
        return name, [*lines, *wrap(composition.consulted(row, labels), width - 24.0, "aside", 4)]

    def _seat_height(self, row: SeatRow, width: float) -> float:
        name, said = self._seat_lines(row, width)
        return height_of(name) + height_of(said) + 16.0

    def _dots(self, row: SeatRow) -> int:
        """How many dots show who sits; none where that is not shown."""
        if row.filled is None:
            return 0
        return min(row.seat.number("kg:allowsHolders") or row.filled, MOST_DOTS)

    def _seat(self, sheet: Canvas, row: SeatRow, place: Rect) -> None:
        labels = self.labels
        name, said = self._seat_lines(row, place.width)
        x, y = place.x + 12.0, place.y + 8.0
        inner = rect(place, 6) + text_lines(x, y, name)
        inner += f'<g class="soft">{text_lines(x, y + height_of(name), said)}</g>'
        full = labels.name(row.seat.iri)
        body = linked(labels.href(row.seat.iri), inner, [*name, *said], full)
        sheet.card(row.key, place, "box", f"<title>{text_of(full)}</title>{body}")
        count = self._dots(row)
        for index in range(count):
            x = place.right - 14.0 - 13.0 * (count - 1 - index)
            sheet.dot(x, place.y + 16.0, is_open=index >= (row.filled or 0))

    def _filler_boxes(self, row: SeatRow, width: float) -> list[tuple[Iri, tuple[Words, ...]]]:
        return [(one, self.labels.lines(one, box_room(width))) for one in row.fillers]

    def _filler_head(self, row: SeatRow, width: float) -> list[Words]:
        return wrap(self.composition.filler_words(row, self.labels), width, "aside", 2)

    def _fillers_heights(self, row: SeatRow, width: float) -> tuple[float, float]:
        """The height of the words over the fillers, and that of their boxes."""
        head = self._filler_head(row, width)
        boxes = [box_height(lines) for _, lines in self._filler_boxes(row, width)]
        return height_of(head) + HEAD_GAP if head else 0.0, sum(boxes) + GAP * max(0, len(boxes) - 1)

    def _fillers(self, sheet: Canvas, row: SeatRow, columns: Columns, top: float, seat: Rect) -> None:
        head = self._filler_head(row, columns.fillers[1])
        if not head:
            return
        x, width = columns.fillers
        key = f"{row.key}-f"
        y = sheet.text(x + 2.0, top, head, key=key) + HEAD_GAP
        labels = self.labels
        for one, lines in self._filler_boxes(row, width):
            place = Rect(x, y, width, box_height(lines))
            node = Node(key, lines, labels.name(one), "", labels.form(one), labels.href(one))
            sheet.box(node, place)
            sheet.line("seat", self._filler_way(columns, place, seat), arrow=True)
            y = place.bottom + GAP

    def _filler_way(self, columns: Columns, place: Rect, seat: Rect) -> list[Point]:
        middle = place.y + place.height / 2
        if columns.is_stacked:
            turn = columns.seats[0] + 16.0
            return [Point(place.x, middle), Point(turn, middle), Point(turn, seat.bottom)]
        goal = seat.y + seat.height / 2
        turn = (seat.right + place.x) / 2
        if abs(middle - goal) <= 1.0:
            return [Point(place.x, goal), Point(seat.right, goal)]
        return [Point(place.x, middle), Point(turn, middle), Point(turn, goal), Point(seat.right, goal)]
