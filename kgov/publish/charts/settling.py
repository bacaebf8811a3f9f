"""Places on a line: as near as can be to where each thing wants to stand, in order and without crowding."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate


def settle(
    wanted: Sequence[float], weights: Sequence[float], gaps: Sequence[float], low: float, high: float
) -> list[float]:
    """Where things stand that keep their order and their distances.

    The least squares solution, found by pooling neighbours that want to change places.

    Args:
        wanted: where each would like to stand.
        weights: how much each insists.
        gaps: the least distance between each and the next; one fewer than the things.
        low: no thing stands before this.
        high: no thing stands after this, unless the distances need more room than there is.
    """
    if not wanted:
        return []
    offsets = list(accumulate(gaps, initial=0.0))
    return settle_at(wanted, weights, offsets, low, max(low, high - offsets[-1]))


def settle_at(
    wanted: Sequence[float], weights: Sequence[float], offsets: Sequence[float], low: float, high: float
) -> list[float]:
    """The same where the distances are summed already.

    Args:
        wanted: where each would like to stand.
        weights: how much each insists.
        offsets: how far each stands from the first, at the least.
        low: the first does not stand before this.
        high: the first does not stand after this.
    """
    pools: list[tuple[float, float, int]] = []  # mean, weight, how many
    for want, weight, offset in zip(wanted, weights, offsets, strict=True):
        mean, heavy, count = want - offset, weight, 1
        while pools and pools[-1][0] > mean:
            before, weight_before, count_before = pools.pop()
            mean = (before * weight_before + mean * heavy) / (weight_before + heavy)
            heavy, count = heavy + weight_before, count + count_before
        pools.append((mean, heavy, count))
    means: list[float] = []
    for mean, _, count in pools:
        means += [low if mean < low else high if mean > high else mean] * count
    return [mean + offset for mean, offset in zip(means, offsets, strict=True)]
