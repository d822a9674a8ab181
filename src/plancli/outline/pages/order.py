"""Reading order: the page in rows, and rows that share a gutter between two bodies of text as columns.

Rows are read from the top down. While one row after another leaves the same vertical strip free, they may be
columns; they are if there is running text on both sides of the strip. Each side is then read by the same
rule. What stands beside something without being running text (a label and its value, the cells of an
untagged table, a signature block) is read row by row.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field
from statistics import median
from typing import TYPE_CHECKING, TypeAlias

from plancli.outline.pages.layout import Column, Spot, rows, together
from plancli.outline.pages.parts import Strip, level_heads, parted, sides

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from plancli.document import Box

_NARROWEST = 7.0
# points by which the columns of two pages may start and end differently, and the share of its width that a full line
# of one leaves free
_SAME_PLACE, _UNFILLED = 3.0, 0.12

Shape: TypeAlias = tuple[float, float, float]
_DEEPEST = 8
# rows of one line that may stand before columns
_LONE = 12
# what running text is: so many lines, and so many characters in half of them
_LINES, _CHARACTERS = 3, 14
# a list that counts: its lines' start, how many it has at least, and points within which they are aligned
_COUNTED = re.compile(r"(\d{1,3})[.)]\s")
_COUNTED_LINES, _ALIGNED = 4, 12.0


@dataclass(frozen=True, slots=True)
class Grounds:
    """What a page's columns may be told by besides its lines.

    ``panels`` are its filled areas, which a box beside the text stands on; ``rules`` the lines drawn on it;
    ``shapes`` are those of columns on the document's pages so far, to which its own are added.
    """

    panels: Sequence[Box] = ()
    rules: Sequence[Box] = ()
    shapes: list[Shape] = field(default_factory=list)


def columns(spots: list[Spot], grounds: Grounds | None = None) -> list[Column]:
    """The page's lines in reading order, as columns with their edges; parts of one line come together."""
    return list(_read(spots, 0, grounds or Grounds())) if spots else []


def _read(
    spots: list[Spot], depth: int, grounds: Grounds, edges: tuple[float, float] | None = None
) -> Iterator[Column]:
    edges = edges or _edges(spots)
    plain: list[Spot] = []
    for band, gutter in _bands(rows(spots), depth, grounds):
        if gutter is None:
            plain.extend(spot for row in band for spot in _row(row))
            continue
        if plain:
            yield Column(plain, *edges)
            plain = []
        yield from _side_by_side(band, gutter, depth, grounds, edges)
    if plain:
        yield Column(plain, *edges)


def _side_by_side(
    band: list[list[Spot]], gutter: Strip, depth: int, grounds: Grounds, edges: tuple[float, float]
) -> Iterator[Column]:
    """The columns of a band, part by part; ``edges`` are those of a heading over all of them."""
    middle = (gutter[0] + gutter[1]) / 2
    own = [_edges(side) if side else edges for side in sides(band, middle)]
    for part, divided in parted(band, gutter, grounds.rules):
        if not divided:
            yield Column([spot for row in part for spot in row], *edges)
            continue
        for side, side_edges in zip(sides(part, middle), own, strict=True):
            if side:
                yield from _read(side, depth + 1, grounds, side_edges)


def _edges(spots: list[Spot]) -> tuple[float, float]:
    """The left edge that a fair part of the lines share, and the right edge that hardly one crosses."""
    starts = sorted(spot.x0 for spot in spots)
    ends = sorted(spot.x1 for spot in spots)
    enough = max(2, 0.04 * len(spots))
    left = next((x for x in starts if sum(abs(x - other) < 2 for other in starts) >= enough), starts[0])
    return left, ends[min(len(ends) - 1, int(0.97 * len(ends)))]


def _bands(
    page: list[list[Spot]], depth: int, grounds: Grounds
) -> Iterator[tuple[list[list[Spot]], Strip | None]]:
    """Rows that belong together: those beside a gutter with it, and each other row by itself."""
    at = 0
    while at < len(page):
        end, gutter = _longest(page, at, grounds) if depth < _DEEPEST else (at + 1, None)
        if gutter is None:
            yield [page[at]], None
            at += 1
        else:
            yield page[at:end], gutter
            at = end


def _longest(page: list[list[Spot]], start: int, grounds: Grounds) -> tuple[int, Strip | None]:
    """How far from a row on a gutter with running text on both sides stays free; the gutter or ``None``."""
    if len(page[start]) < 2 and not _short_before_columns(page, start):
        return start + 1, None
    strips: list[Strip] = [(float("-inf"), float("inf"))]
    end, divided = start, False
    while end < len(page):
        narrowed = _common(strips, _free(page[end]))
        divides = any(_divides(strip) for strip in narrowed)
        # lone lines may stand over a column that starts lower, but not for long
        if not divides and (divided or end - start >= _LONE or not narrowed):
            break
        strips, divided, end = narrowed, divides, end + 1
    members = page[start:end]
    real = [strip for strip in strips if _divides(strip) and _text_on_both_sides(members, strip, grounds)]
    if not real:
        return start + 1, None
    gutter = max(real, key=lambda strip: strip[1] - strip[0])
    grounds.shapes.append(_shape(members, gutter))
    return end, gutter


def _shape(band: list[list[Spot]], strip: Strip) -> Shape:
    """Where the column at the left of a strip starts and ends, and where the one at its right starts."""
    left, right = sides(band, (strip[0] + strip[1]) / 2)
    return min(spot.x0 for spot in left), max(spot.x1 for spot in left), min(spot.x0 for spot in right)


def _known(band: list[list[Spot]], strip: Strip, shapes: Sequence[Shape]) -> bool:
    """Whether other pages have columns that stand as these few lines do, of which the first ones are full."""
    own = _shape(band, strip)
    left, right = sides(band, (strip[0] + strip[1]) / 2)
    full = [spot for spot in left if own[1] - spot.x1 < _UNFILLED * (own[1] - own[0])]
    texts = all(median(len(spot.text) for spot in side) >= _CHARACTERS for side in (left, right))
    if len(left) < 2 or len(full) < len(left) - 1 or not texts:
        return False
    return any(
        all(abs(x - other) < _SAME_PLACE for x, other in zip(own, shape, strict=True)) for shape in shapes
    )


def _short_before_columns(page: list[list[Spot]], start: int) -> bool:
    """Whether a lone line may be the first of a column, the other column starting lower down."""
    return any(len(row) > 1 for row in page[start + 1 : start + _LONE])


def _free(row: list[Spot]) -> list[Strip]:
    """The strips that a row leaves free, the page's sides included."""
    strips: list[Strip] = []
    edge = float("-inf")
    for spot in row:
        if spot.x0 > edge:
            strips.append((edge, spot.x0))
        edge = max(edge, spot.x1)
    return [*strips, (edge, float("inf"))]


def _common(some: list[Strip], others: list[Strip]) -> list[Strip]:
    both = ((max(one[0], other[0]), min(one[1], other[1])) for one in some for other in others)
    return [strip for strip in both if strip[1] - strip[0] >= _NARROWEST]


def _divides(strip: Strip) -> bool:
    """Whether there are lines on both sides of a strip."""
    return strip[0] > float("-inf") and strip[1] < float("inf")


def _text_on_both_sides(band: list[list[Spot]], strip: Strip, grounds: Grounds) -> bool:
    both = sides(band, (strip[0] + strip[1]) / 2)
    if any(_boxed(side, other, grounds.panels) for side, other in (both, both[::-1])):
        return True
    if _known(band, strip, grounds.shapes) or (_is_text(both[1]) and level_heads(band, strip)):
        return True
    if not all(_is_text(side) for side in both):
        return any(_is_counting_list(side, other) for side, other in (both, both[::-1]))
    tops, bottoms = zip(
        *((min(s.top for s in side), max(s.bottom for s in side)) for side in both), strict=True
    )
    shared = min(bottoms) - max(tops)
    return bool(shared > 0.4 * min(bottom - top for top, bottom in zip(tops, bottoms, strict=True)))


def _boxed(side: list[Spot], other: list[Spot], panels: Sequence[Box]) -> bool:
    """Whether a side is a box of its own: lines on one filled area that the other side does not reach into."""
    if len(side) < _LINES or not other:
        return False
    x0, x1 = min(spot.x0 for spot in side), max(spot.x1 for spot in side)
    top, bottom = min(spot.top for spot in side), max(spot.bottom for spot in side)
    return any(
        left <= x0 and x1 <= right and above <= top and bottom <= below
        and not any(s.x1 > left and s.x0 < right and s.bottom > above and s.top < below for s in other)
        for left, above, right, below in panels
    )  # fmt: skip


def _is_counting_list(side: list[Spot], other: list[Spot]) -> bool:
    """Whether a side is one list that counts on past the labels beside it, as in a chart with rows in groups."""
    numbered = [(spot, int(match[1])) for spot in side if (match := _COUNTED.match(spot.text))]
    values = [value for _, value in sorted(numbered, key=lambda pair: pair[0].top)]
    lefts = [spot.x0 for spot, _ in numbered]
    return (
        len(values) >= _COUNTED_LINES
        and values == list(range(values[0], values[0] + len(values)))
        and max(lefts) - min(lefts) < _ALIGNED
        and 3 * len(numbered) >= len(side)
        and len(other) < len(side)
    )


def _is_text(side: list[Spot]) -> bool:
    """Running text: several lines, most of them of some length, one close under the other."""
    if len(side) < _LINES or median(len(spot.text) for spot in side) < _CHARACTERS:
        return False
    ordered = sorted(side, key=lambda spot: spot.top)
    steps = [below.top - above.top for above, below in itertools.pairwise(ordered)]
    return median(steps) < 2.5 * median(spot.size for spot in side)


def _row(row: list[Spot]) -> list[Spot]:
    """A row's lines from left to right, those joined that a person reads on."""
    found: list[Spot] = []
    for spot in row:
        if found and _reads_on(found[-1], spot):
            found[-1] = together(found[-1], spot)
        else:
            found.append(spot)
    return found


def _reads_on(left: Spot, right: Spot) -> bool:
    size = max(left.size, right.size)
    level = abs((left.bottom - 0.2 * left.size) - (right.bottom - 0.2 * right.size)) < 0.3 * size
    gap = right.x0 - left.x1
    label = left.text.rstrip().endswith((":", "...", "…", ". ."))
    same = left.line.group == right.line.group
    return level and same and -0.5 * size < gap and (gap < 3 * size or label)
