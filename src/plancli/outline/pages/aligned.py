"""Tables that nothing draws: cells that stand below the headings of their columns, row by row.

A table is known by a row of short headings of which one names items ("Action"). What stands below, each line
within one column, belongs to it, up to text that runs across the columns. Its rows are told by the lines drawn
between them, by the space between them, or by how many of their cells start level.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from plancli.document import DRAWN
from plancli.gazetteer.columns import kind_of_column, role_of_column
from plancli.gazetteer.cues import pattern
from plancli.outline.pages.cuts import Part, cut_at, parts_of
from plancli.outline.pages.layout import Leaf, Spot, rows

if TYPE_CHECKING:
    from collections.abc import Sequence

_LEAST_COLUMNS, _LONGEST_HEADING = 3, 6
_ALIGNED = 4.0
"""Points within which the lines of a column start alike."""
_LARGER, _APART = 1.15, 3.5
"""Multiples of the headings' size: type that is no cell's, and the space that a table ends at."""
_LOOSE, _PADDED = 1.5, 1.18
"""How far lines of one cell stand apart at most, in multiples of their size, and rows at least, of that distance."""
_CLOSE = 0.8
"""In multiples of the size: the lines of one text stand further apart."""
_GROUP = 12
"""Words that a line across the columns has at most that heads the rows below it."""

Level = list[Spot]
"""What stands side by side, from left to right, each part within one column."""


@dataclass(slots=True)
class _Found:
    """A table on a page: where its columns start, and what stands in it, level by level, headings first."""

    starts: list[float]
    head: int
    levels: list[Level]
    across: set[int]
    """The levels that are a line across the columns."""
    ends_page: bool = False


def mark_aligned(pages: Sequence[Leaf]) -> None:
    """Give the lines of such tables the places in table, row and cell that tags or drawn lines give others."""
    before: _Found | None = None
    for page in pages:
        if not page.spots:
            continue
        plain = [spot for spot in page.spots if spot.line.tag is None]
        found = _tables_on(plain, before) if len(plain) == len(page.spots) else []
        before = found[-1] if found and found[-1].ends_page else None
        for number, table in enumerate(found):
            _mark(page, table, f"p{page.sheet.page}-aligned{number}")


def _tables_on(spots: list[Spot], before: _Found | None) -> list[_Found]:
    """The tables on a page, the first of which may go on from the page ``before``."""
    lines = _levels(spots)
    found: list[_Found] = []
    at = 0
    if before is not None and not _headings(lines[0]):
        table, end = _follow(lines, 0, before.starts, [], _size(before.levels[0]))
        if any(_columns(level, table) > 1 for level in table.levels):
            found.append(table)
            at = end
    while at < len(lines):
        starts = _headings(lines[at])
        if not starts:
            at += 1
            continue
        head = cut_at(lines[at], starts)
        table, end = _follow(lines, at + 1, starts, [head], _size(head))
        filled = sum(_columns(level, table) > 1 for level in table.levels[1:])
        if not filled:
            at += 1
            continue
        found.append(table)
        at = end
    return found


def _levels(spots: list[Spot]) -> list[Level]:
    """The rows of lines of a page, those together that stand closer than the lines of one text.

    Cells that are level in their middle have their lines at different heights.
    """
    found: list[Level] = []
    last = float("-inf")
    for row in rows(spots):
        top = min(spot.top for spot in row)
        if found and top - last < _CLOSE * row[0].size:
            found[-1].extend(row)
        else:
            found.append(list(row))
        last = top
    return found


def _headings(line: list[Spot]) -> list[float]:
    """Where columns start below a row of headings, one of which names items; empty where it is no such row."""
    parts = [half for part in parts_of(line) for half in _numbered(part)]
    texts = [" ".join(word for _, word in part) for part in parts]
    # two words beside one another are often no headings
    sure = len(texts) >= _LEAST_COLUMNS or (len(texts) == 2 and any(map(role_of_column, texts)))
    named = sure and any(map(kind_of_column, texts))
    return [part[0][0] for part in parts] if named and all(map(_may_head, texts)) else []


def _numbered(part: Part) -> list[Part]:
    """A heading in two where "No." or "Ref" stands close before the heading of the items that it numbers."""
    number, rest = part[0][1], " ".join(word for _, word in part[1:])
    if pattern("number_columns").fullmatch(number) and kind_of_column(rest):
        return [part[:1], part[1:]]
    return [part]


def _may_head(text: str) -> bool:
    """Whether words may head a column: a few that close no sentence, or "No."."""
    if pattern("number_columns").fullmatch(text):
        return True
    few = len(text.split()) <= _LONGEST_HEADING
    return few and text[-1:] not in ".,;" and not text.strip("()").isdigit()


def _follow(
    lines: list[list[Spot]], at: int, starts: list[float], head: list[Level], size: float
) -> tuple[_Found, int]:
    """The table whose columns start at ``starts``, as far down as lines keep to them, and the line after it."""
    table = _Found(starts, len(head), list(head), set())
    waiting: list[Level] = []  # lines across the columns, which rows must follow
    bottom = max((spot.bottom for level in head for spot in level), default=lines[0][0].top)
    end = at
    for index in range(at, len(lines)):
        level = cut_at(lines[index], starts)
        top = min(spot.top for spot in level)
        if top - bottom > _APART * size or any(spot.size > _LARGER * size for spot in level):
            break
        bottom = max(spot.bottom for spot in level)
        if _keeps(level, starts):
            table.across.update(range(len(table.levels), len(table.levels) + len(waiting)))
            table.levels += [*waiting, level]
            waiting = []
            end = index + 1
        elif len(level) == 1 and len(level[0].text.split()) <= _GROUP and not waiting:
            waiting.append(level)
        else:
            break
    else:
        table.ends_page = not waiting
    return _trimmed(table), end - _trailing(table)


def _keeps(level: Level, starts: list[float]) -> bool:
    """Whether each part of a line stands within a column, its start never left of the first."""
    for spot in level:
        column = _column(spot, starts)
        if column is None or (column + 1 < len(starts) and spot.x1 > starts[column + 1] + 1):
            return False
    # cells that stand level in their middle have lines at different heights
    return not any(
        _column(one, starts) == _column(other, starts) and one.bottom - other.top > 0.5 * one.size
        for one, other in pairwise(sorted(level, key=lambda spot: (_column(spot, starts), spot.top)))
    )


def _column(spot: Spot, starts: list[float]) -> int | None:
    held = [index for index, start in enumerate(starts) if spot.x0 >= start - _ALIGNED]
    return held[-1] if held else None


def _trailing(table: _Found) -> int:
    """How many levels at the end of a table hold its first column alone: headings of what follows."""
    if table.ends_page:
        return 0
    count = 0
    for level in reversed(table.levels[table.head :]):
        if _columns(level, table) > 1 or _column(level[0], table.starts) != 0:
            break
        count += 1
    kept = len(table.levels) - count
    # a cell's last lines stand close below the row that they belong to
    while count and _close(table.levels[kept - 1], table.levels[kept]):
        kept += 1
        count -= 1
    return count


def _close(above: Level, below: Level) -> bool:
    return below[0].top - min(spot.top for spot in above) < _LOOSE * below[0].size


def _trimmed(table: _Found) -> _Found:
    count = _trailing(table)
    return replace(table, levels=table.levels[: len(table.levels) - count]) if count else table


def _mark(page: Leaf, table: _Found, name: str) -> None:
    """Put the parts of a table's lines into the page in the place of those lines, with their cells."""
    rules = [rule for rule in page.sheet.rules if rule[2] - rule[0] > 2 * (rule[3] - rule[1])]
    made: list[Spot] = []
    for number, row in enumerate(_rows_of(table, [(rule[1] + rule[3]) / 2 for rule in rules])):
        for level in row:
            for spot in level:
                column = _column(spot, table.starts) or 0
                cell = f"{name}-row{number}-cell{column}"
                line = replace(
                    spot.line,
                    tag="th" if table.head and number == 0 else "td",
                    block=DRAWN + cell,
                    group=(name, f"{name}-row{number}", cell),
                )
                made.append(replace(spot, line=line))
    top, bottom = min(spot.top for spot in made), max(spot.bottom for spot in made)
    rest = [spot for spot in page.spots if not (top <= spot.top and spot.bottom <= bottom)]
    page.spots = [*rest, *made]


def _rows_of(table: _Found, rules: Sequence[float]) -> list[list[Level]]:
    """The table's levels, those of one row together."""
    levels = table.levels
    starts = {0, *table.across, *(index + 1 for index in table.across)}
    between = [
        index
        for index in range(1, len(levels))
        if any(_between(levels[index - 1], rule, levels[index]) for rule in rules)
    ]
    breaks = between if len(between) > 1 else _breaks(levels)
    starts.update(breaks)
    bounds = [*sorted(start for start in starts if start < len(levels)), len(levels)]
    return [levels[start:end] for start, end in pairwise(bounds)]


def _between(above: Level, rule: float, below: Level) -> bool:
    slack = 0.3 * _size(below)
    return _bottom(above) - slack < rule < _top(below) + slack


def _columns(level: Level, table: _Found) -> int:
    return len({_column(spot, table.starts) for spot in level})


def _breaks(levels: list[Level]) -> list[int]:
    """Where rows start: after more space than cells have between their lines, or else where most cells start."""
    size = levels[-1][0].size or 10.0
    steps = [_top(below) - _top(above) for above, below in pairwise(levels)]
    inner = min((step for step in steps if step > _CLOSE * size), default=0.0)
    if inner > _LOOSE * size:
        return list(range(1, len(levels)))
    padded = [index for index, step in enumerate(steps, 1) if step > _PADDED * inner]
    if padded:
        return padded
    most = max(len(level) for level in levels)
    return [index for index, level in enumerate(levels) if index and 2 * len(level) > most]


def _size(level: Level) -> float:
    return max(spot.size for spot in level)


def _top(level: Level) -> float:
    return min(spot.top for spot in level)


def _bottom(level: Level) -> float:
    return max(spot.bottom for spot in level)
