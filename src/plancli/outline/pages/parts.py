"""Columns in parts: what stands over all of them, or level in each, parts those above from those below."""

from __future__ import annotations

from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from plancli.document import Box
    from plancli.outline.pages.layout import Spot

Strip: TypeAlias = tuple[float, float]

# in multiples of the text's size: how large a heading over columns is, how level the columns above it end, which a
# program balances roughly, how level those below it
# start, and how far its lines stand apart
_HEAD, _LEVEL, _START, _LINE = 1.12, 8.0, 1.8, 1.7
# in multiples of the text's size: the space above a heading that what stands beside it shares, and how level both are
_SHARED, _BESIDE = 0.6, 2.2


def sides(band: list[list[Spot]], middle: float) -> tuple[list[Spot], list[Spot]]:
    """The lines of a band on the left and on the right of a place."""
    members = [spot for row in band for spot in row]
    return [s for s in members if s.x1 <= middle], [s for s in members if s.x1 > middle]


def parted(
    band: list[list[Spot]], gutter: Strip, rules: Sequence[Box] = ()
) -> Iterator[tuple[list[list[Spot]], bool]]:
    """A band of columns, parted where a heading stands over all of them without reaching across.

    It is parted too where a line (of ``rules``) is drawn across, and where each heading of one column has its own
    text beside it in the other. With each part, whether it has columns.
    """
    bounds = sorted({0, *_ruled(band, gutter, rules), *level_heads(band, gutter), len(band)})
    for first, last in pairwise(bounds):
        yield from _headed(band[first:last], gutter)


def _ruled(band: list[list[Spot]], gutter: Strip, rules: Sequence[Box]) -> list[int]:
    """The rows right below a line that is drawn across the gutter."""
    across = [
        rule
        for rule in rules
        if rule[2] - rule[0] > 2 * (rule[3] - rule[1]) and rule[0] < gutter[0] and rule[2] > gutter[1]
    ]
    tops = [min(spot.top for spot in row) for row in band]
    return [
        at
        for at in range(1, len(band))
        if any(tops[at - 1] < rule[1] < tops[at] + 2 and _below(band[at - 1], rule[1]) for rule in across)
    ]


def _below(row: list[Spot], rule: float) -> bool:
    return max(spot.bottom for spot in row) < rule + 2


def level_heads(band: list[list[Spot]], gutter: Strip) -> list[int]:
    """The rows that open with the headings of the first column, if each of them has text beside it, in step.

    Two texts side by side have headings in both; here a column holds what belongs to the headings of the other.
    """
    middle = (gutter[0] + gutter[1]) / 2
    size = median(spot.size for row in band for spot in row)
    left, right = sides(band, middle)
    margin = all(_is_head(spot, size) for spot in left)
    if not right or (not margin and any(_is_head(spot, size) for spot in right)):
        return []
    first, last = min(spot.top for spot in right) - size, max(spot.bottom for spot in right)
    heads = [spot for spot in left if first < spot.top < last and _is_head(spot, size)]
    starts = [
        at
        for at, row in enumerate(band)
        if row[0] in heads and not (at and band[at - 1][0] in heads and not _space(band, at) > _SHARED * size)
    ]
    level = all(
        (not at or _space(band, at) > _SHARED * size)
        and any(-size < spot.top - band[at][0].top < _BESIDE * size for spot in right)
        for at in starts
    )
    if len(starts) < 2 or not level:
        return []
    return [*starts, *(at for at in range(1, len(band)) if min(s.top for s in band[at]) >= last)][
        : len(starts) + 1
    ]


def _is_head(spot: Spot, size: float) -> bool:
    return spot.size > _HEAD * size or spot.line.bold


def _space(band: list[list[Spot]], at: int) -> float:
    """The space between a row and all that stands above it."""
    return min(spot.top for spot in band[at]) - max(spot.bottom for spot in band[at - 1])


def _headed(band: list[list[Spot]], gutter: Strip) -> Iterator[tuple[list[list[Spot]], bool]]:
    start = at = 0
    while at < len(band):
        end = _heading_end(band, at)
        if _heads_columns(band, start, at, end, gutter):
            if at > start:
                yield band[start:at], True
            yield band[at:end], False
            start = end
        at = end
    if start < len(band):
        yield band[start:], True


def _heading_end(band: list[list[Spot]], at: int) -> int:
    """One past the last row of the heading that starts at a row: those in its size right below; ``at + 1`` for text."""
    end = at + 1
    while end < len(band):
        above, below = band[end - 1][0], band[end][0]
        alike = (
            abs(above.size - below.size) < 0.05 * below.size and below.top - above.top < _LINE * below.size
        )
        if not alike or above.size < _HEAD * median(spot.size for row in band for spot in row):
            break
        end += 1
    return end


def _has_like(column: list[Spot], head: Spot) -> bool:
    """Whether a column has a heading of its own like that one, which then stands over its own column too."""
    return any(abs(spot.size - head.size) < 0.05 * head.size for spot in column)


def _heads_columns(band: list[list[Spot]], start: int, at: int, end: int, gutter: Strip) -> bool:
    """Whether rows are a heading above which the columns end, and below which they start, at one height.

    One with text below in the first column alone, or in none, is taken for one if another was before.
    """
    middle = (gutter[0] + gutter[1]) / 2
    head = band[at][0]
    size = median(spot.size for row in band for spot in row)
    alone = all(len(row) == 1 and row[0].x1 <= middle for row in band[at:end])
    if not alone or head.size < _HEAD * size or _has_like(sides(band, middle)[1], head):
        return False
    left, right = (max((s.bottom for s in side), default=None) for side in sides(band[start:at], middle))
    first, other = (min((s.top for s in side), default=None) for side in sides(band[end:], middle))
    if at > start and (left is None or right is None or abs(left - right) >= _LEVEL * size):
        return False
    if first is None or other is None:
        return other is None and start > 0
    return abs(first - other) < _START * size and other > band[end - 1][0].bottom
