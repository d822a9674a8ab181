"""The rows of a table that nothing tells but where its lines stand."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

from plancli.outline.grids import numbers_row
from plancli.outline.pages.layout import Spot

if TYPE_CHECKING:
    from collections.abc import Sequence

Level: TypeAlias = list[Spot]
"""What stands side by side, each part within one column."""

ALIGNED = 4.0
"""Points within which the lines of a column start alike."""
CLOSE = 0.8
"""In multiples of the size: the lines of one text stand further apart."""
_LOOSE, _PADDED = 1.5, 1.18
"""How far lines of one cell stand apart at most, in multiples of their size, and rows at least, of that distance."""
_NUMBERED, _DRAWN = 0.6, 0.6
"""Shares: of the first column's cells that are numbers, and of the rows that are parted by what is drawn."""


@dataclass(slots=True)
class AlignedTable:
    """A table on a page: where its columns start, and what stands in it from the top down.

    Attributes:
        head: how many of the levels hold the headings.
        across: the levels that are a line across the columns.
        ends_page: whether nothing stands below it on its page.
    """

    starts: list[float]
    head: int
    levels: list[Level]
    across: set[int]
    ends_page: bool = False

    def column(self, spot: Spot) -> int | None:
        """The column that a line starts in; ``None`` at the left of all."""
        held = [index for index, start in enumerate(self.starts) if spot.x0 >= start - ALIGNED]
        return held[-1] if held else None

    def columns(self, level: Level) -> int:
        """In how many columns a level has something."""
        return len({self.column(spot) for spot in level})


def rows_of(table: AlignedTable, edges: Sequence[float]) -> list[list[Level]]:
    """The levels of a table, those of one row together; ``edges`` are the heights of what is drawn across it."""
    levels = table.levels
    breaks = _breaks(table, edges)
    starts = {0, *table.across, *(index + 1 for index in table.across), *breaks, *_below_head(table, breaks)}
    bounds = [*sorted(start for start in starts if start < len(levels)), len(levels)]
    return [levels[start:end] for start, end in pairwise(bounds)]


def _below_head(table: AlignedTable, breaks: Sequence[int]) -> list[int]:
    """Where the first row starts if nothing parts it from the headings: at the next level that is as full as theirs."""
    if not table.head:
        return []
    most = table.columns(table.levels[0])
    end = min(breaks, default=len(table.levels))
    return [i for i in range(table.head, end) if table.columns(table.levels[i]) == most][:1]


def _breaks(table: AlignedTable, edges: Sequence[float]) -> list[int]:
    """Where rows start: below a drawn edge, after more space than cells have within, at a number, or at full levels.

    A way that leaves two numbers in one row is none.
    """
    levels = table.levels
    padded = _padded(levels)
    drawn = [
        index
        for index in range(1, len(levels))
        if any(_between(levels[index - 1], edge, levels[index]) for edge in edges)
    ]
    numbered = _at_numbers(table)
    for breaks in (drawn if len(drawn) > 1 and len(drawn) >= _DRAWN * len(padded) else [], padded):
        bounds = [0, *breaks, len(levels)]
        # the headings are a row of their own, as each number is
        held = [sum(start <= index < end for index in {0, *numbered}) for start, end in pairwise(bounds)]
        if breaks and max(held) < 2 and not (numbered and _torn(table, bounds)):
            return breaks
    if numbered:
        return [table.head, *numbered]
    most = max(table.columns(level) for level in levels)
    full = [index for index, level in enumerate(levels) if index and table.columns(level) == most]
    return (
        full
        if len(full) > 1
        else [i for i, level in enumerate(levels) if i and 2 * table.columns(level) > most]
    )


def _torn(table: AlignedTable, bounds: Sequence[int]) -> bool:
    """Whether several rows lack a first cell, so that they are parts of others; one may go on from another page."""
    rows = [table.levels[start:end] for start, end in pairwise(bounds)]
    headless = [row for row in rows if all(table.column(spot) for level in row for spot in level)]
    return len(headless) > 1


def _at_numbers(table: AlignedTable) -> list[int]:
    """The levels below the headings whose first cell is a number, where most first cells are."""
    firsts = [
        (index, spot)
        for index, level in enumerate(table.levels[table.head :], table.head)
        for spot in level
        if table.column(spot) == 0 and len(level) > 1
    ]
    numbers = [index for index, spot in firsts if numbers_row(spot.text)]
    return numbers if len(numbers) > 1 and len(numbers) >= _NUMBERED * len(firsts) else []


def _padded(levels: Sequence[Level]) -> list[int]:
    """The levels that more space stands above than between the lines of a cell."""
    size = size_of(levels[-1])
    steps = [top_of(below) - top_of(above) for above, below in pairwise(levels)]
    inner = min((step for step in steps if step > CLOSE * size), default=0.0)
    if inner > _LOOSE * size:
        return list(range(1, len(levels)))
    return [index for index, step in enumerate(steps, 1) if step > _PADDED * inner]


def _between(above: Level, edge: float, below: Level) -> bool:
    slack = 0.3 * size_of(below)
    return max(spot.bottom for spot in above) - slack < edge < top_of(below) + slack


def size_of(level: Level) -> float:
    """The largest type in a level, in points."""
    return max(spot.size for spot in level)


def top_of(level: Level) -> float:
    """Where a level starts, in points."""
    return min(spot.top for spot in level)
