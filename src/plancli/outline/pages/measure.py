"""The space around a line in its column: above, before and after it."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plancli.document import Line
    from plancli.outline.pages.layout import Column, Spot


# points by which columns of the same kind differ at the right, and by which a page may lack the left edge
_SAME_RIGHT, _LACKING, _ENOUGH = 25, 45, 5


def share_edges(columns: list[Column]) -> None:
    """Give columns the left edge of others of their kind: a page may hold nothing but indented lines."""
    donors = sorted({(round(c.right), round(c.left, 1)) for c in columns if len(c.spots) >= _ENOUGH})
    for column in columns:
        lefts = [left for right, left in donors if abs(right - column.right) < _SAME_RIGHT]
        column.left = min([left for left in lefts if 0 < column.left - left < _LACKING], default=column.left)


def usual_steps(columns: list[Column]) -> dict[int, float]:
    """How far lines of a font size usually stand apart, in points, by the size rounded to points.

    It is the smallest of the common distances, for paragraphs' distances are larger. The key 0 holds the
    usual distance in multiples of the font size, for sizes that seldom follow one another.
    """
    found: dict[int, list[float]] = defaultdict(list)
    shares: list[float] = []
    for column in columns:
        for above, below in zip(column.spots, column.spots[1:], strict=False):
            step = below.bottom - above.bottom
            if abs(above.size - below.size) < 0.6 and 0.8 * below.size < step < 3 * below.size:
                found[round(below.size)].append(step)
                shares.append(step / below.size)
    steps = {size: _smallest_common(values, 0.5) for size, values in found.items() if len(values) > 4}
    steps[0] = _smallest_common(shares, 0.05) if shares else 1.2
    return steps


def _smallest_common(values: list[float], unit: float) -> float:
    """The smallest value that a sixth of all values come near to."""
    counts = Counter(round(value / unit) for value in values)
    enough = max(counts.values()) / 3
    least = min(key for key, count in counts.items() if count >= enough)
    near = [value for value in values if abs(value / unit - least) <= 1]
    return sum(near) / len(near)


def measured(column: Column, steps: dict[int, float]) -> Iterator[Line]:
    """The column's lines with ``gap``, ``indent`` and ``room``."""
    above: Spot | None = None
    for spot in column.spots:
        yield spot.line.moved(
            gap=_gap(above, spot, steps),
            indent=round(spot.x0 - column.left, 1),
            room=round(max(0.0, column.right - spot.x1), 1),
        )
        above = spot


# of the usual distance: what a person does not notice, and what looks like a new paragraph
_UNSEEN, _SEEN = 0.15, 0.35


def _gap(above: Spot | None, spot: Spot, steps: dict[int, float]) -> float | None:
    """Blank space above in multiples of the usual distance of such lines; ``None`` at a column's top.

    A gap that a person takes for a paragraph's is at least 1, one that nobody notices 0. Type of another
    size counts as a gap, for no paragraph goes on in it.
    """
    if above is None or spot.bottom < above.top:
        return None
    step = steps.get(round(spot.size)) or steps[0] * spot.size
    gap = round((spot.bottom - above.bottom) / step - 1, 2)
    smaller, larger = sorted((above.size, spot.size))
    if smaller < 0.88 * larger:
        return max(1.0, gap)
    return 0.0 if gap < _UNSEEN else gap if gap < _SEEN else max(1.0, gap)
