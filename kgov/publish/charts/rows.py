"""Which row of its band each node stands in: what leads upwards lies below what it leads to."""

from __future__ import annotations

from kgov.publish.charts.graph import Graph, Node

GAP = 18.0

Row = list[Node]


def rows_of(graph: Graph, room: float) -> list[tuple[int, Row]]:
    """The rows of a chart from the top, each with the place of its band.

    Args:
        graph: what is shown.
        room: the width that a row should not exceed.
    """
    rows: list[tuple[int, Row]] = []
    for index, band in enumerate(graph.bands):
        members = [node for node in graph.nodes if node.band == band.key]
        depth = _depths(graph, members)
        for level in sorted(set(depth.values())):
            row = [node for node in members if depth[node.key] == level]
            rows += [(index, part) for part in _parts(graph, row, room)]
    return rows


def halve(graph: Graph, row: Row) -> list[Row]:
    """A row as two, the nodes with most strands in the lower one."""
    busiest = _by_strands(graph, row)
    half = len(busiest) // 2
    return [_in_order(row, busiest[:half]), _in_order(row, busiest[half:])]


def _depths(graph: Graph, members: Row) -> dict[str, int]:
    """The row of each member: below everything in the band that it leads to; a cycle is cut where it closes."""
    keys = {node.key for node in members}
    heads: dict[str, list[str]] = {key: [] for key in keys}
    tails: dict[str, list[str]] = {key: [] for key in keys}
    for cable in graph.cables:
        if cable.tail in keys and cable.head in keys:
            assert cable.head is not None
            heads[cable.tail].append(cable.head)
            tails[cable.head].append(cable.tail)
    depth: dict[str, int] = {}
    path: list[str] = []

    def visit(key: str) -> int:
        if key not in depth:
            path.append(key)
            above = [visit(head) for head in heads[key] if head not in path]
            path.pop()
            depth[key] = max(above, default=-1) + 1
        return depth[key]

    for node in members:
        visit(node.key)
    for key in keys:  # what leads nowhere stands right above what leads to it
        if not heads[key] and tails[key]:
            depth[key] = max(0, min(depth[tail] for tail in tails[key]) - 1)
    return depth


def _parts(graph: Graph, row: Row, room: float) -> list[Row]:
    total = sum(node.width + GAP for node in row) - GAP
    if total <= room or len(row) < 2:
        return [row]
    count = min(len(row), int(total // room) + 1)
    busiest = _by_strands(graph, row)
    size = -(-len(row) // count)
    cuts = [busiest[max(0, end - size) : end] for end in range(len(busiest), 0, -size)]
    return [_in_order(row, part) for part in reversed(cuts)]


def _by_strands(graph: Graph, row: Row) -> Row:
    """The nodes of a row, those with most strands last."""
    strands = {node.key: 0 for node in row}
    for cable in graph.cables:
        for end in (cable.tail, cable.head):
            if end in strands:
                strands[end] += len(cable.strands)
    return sorted(row, key=lambda node: (node.beside, strands[node.key]))


def _in_order(row: Row, part: Row) -> Row:
    return [node for node in row if node in part]
