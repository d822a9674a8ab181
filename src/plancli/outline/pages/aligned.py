"""Tables that nothing draws: cells that stand below the headings of their columns, row by row.

A table is known by a row of short headings of which one names items ("Action"). What stands below, each line
within one column, belongs to it, up to text that runs across the columns. Its rows are told by the lines drawn
between them, by the space between them, or by how many of their cells start level.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

from plancli.document import DRAWN
from plancli.gazetteer.columns import kind_of_column, role_of_column
from plancli.gazetteer.cues import pattern
from plancli.outline.pages.cuts import Part, cut_at, may_part, parts_of
from plancli.outline.pages.layout import Leaf, Spot, rows, with_line
from plancli.outline.pages.table_rows import ALIGNED, CLOSE, AlignedTable, Level, rows_of, size_of, top_of

if TYPE_CHECKING:
    from collections.abc import Sequence

_LEAST_COLUMNS, _LONGEST_HEADING = 3, 6
_LARGER, _LARGEST, _NOTE, _APART = 1.15, 1.5, 0.97, 3.5
"""Multiples of the headings' size: type of no cell, of no heading among rows, of notes; the space that ends a table."""
_TIGHT = 1.5
"""Multiples of the size that the lines of one cell stand apart at most."""
_LOOKED_AT, _SHARED = 30, 2
"""Lines below headings that tell where columns start, and how many do where a heading stands in their middle."""
_GROUP = 12
"""Words that a line across the columns has at most that heads the rows below it."""


def mark_aligned(pages: Sequence[Leaf]) -> None:
    """Give the lines of such tables the places in table, row and cell that tags or drawn lines give others."""
    before: AlignedTable | None = None
    for page in pages:
        if not page.spots:
            continue
        plain = [spot for spot in page.spots if spot.line.tag is None]
        found = _tables_on(plain, before) if len(plain) == len(page.spots) else []
        before = found[-1] if found and found[-1].ends_page else None
        for number, table in enumerate(found):
            _mark(page, table, f"p{page.sheet.page}-aligned{number}")


def _tables_on(spots: list[Spot], before: AlignedTable | None) -> list[AlignedTable]:
    """The tables on a page, the first of which may go on from the page ``before``."""
    lines = _levels(spots)
    found: list[AlignedTable] = []
    at = 0
    if before is not None and not _headings(lines[0]):
        table, end = _follow(lines, 0, before.starts, [], size_of(before.levels[0]))
        if any(table.columns(level) > 1 for level in table.levels):
            found.append(table)
            at = end
    while at < len(lines):
        parts = _headings(lines[at])
        if not parts:
            at += 1
            continue
        starts = _starts(parts, lines[at + 1 : at + 1 + _LOOKED_AT], _LARGER * size_of(lines[at]))
        head = cut_at(lines[at], starts)
        table, end = _follow(lines, at + 1, starts, [head], size_of(head))
        filled = sum(table.columns(level) > 1 for level in table.levels[1:])
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
        if found and top - last < CLOSE * row[0].size:
            found[-1].extend(row)
        else:
            found.append(list(row))
        last = top
    return found


def _headings(line: list[Spot]) -> list[Part]:
    """A row of headings, one of which names items; empty where it is no such row."""
    if len(line) == 1 and not may_part(line[0]) and not _opens_with_number(line[0].line.text):
        return []  # most lines: to look at each word costs more
    parts = [half for part in parts_of(line) for half in _numbered(part)]
    texts = [_said(part) for part in parts]
    # two words beside one another are often no headings
    sure = len(texts) >= _LEAST_COLUMNS or (len(texts) == 2 and any(map(role_of_column, texts)))
    return parts if sure and any(map(kind_of_column, texts)) and all(map(_may_head, texts)) else []


def _opens_with_number(text: str) -> bool:
    """Whether a line's first word heads a column of numbers ("No.")."""
    return pattern("number_columns").fullmatch(text.split(" ", 1)[0]) is not None


def _said(part: Part) -> str:
    return " ".join(word for _, _, word in part)


def _numbered(part: Part) -> list[Part]:
    """A heading in two where "No." or "Ref" stands close before the heading of the items that it numbers."""
    if pattern("number_columns").fullmatch(part[0][2]) and kind_of_column(_said(part[1:])):
        return [part[:1], part[1:]]
    return [part]


def _starts(parts: list[Part], below: Sequence[Level], largest: float) -> list[float]:
    """Where the columns below headings start: where a heading does, or, if that is set in the middle, most lines do.

    Type of more than ``largest`` points is a heading's, and what stands below it of no account.
    """
    found: list[float] = []
    left = float("-inf")
    cells = takewhile(lambda level: size_of(level) <= largest, below)
    begun = [part[0][0] for level in cells for part in parts_of(level)]
    for part in parts:
        x0 = part[0][0]
        lines = [x for x in begun if left < x < x0 + ALIGNED]
        counts = Counter(round(x) for x in lines)
        own = sum(abs(x - x0) < ALIGNED for x in lines)
        most = max(counts, key=lambda x: (counts[x], -x), default=None)
        found.append(x0 if most is None or own > 1 or counts[most] < _SHARED else most - 0.5)
        left = (x0 + max(x1 for _, x1, _ in part)) / 2
    return found


def _may_head(text: str) -> bool:
    """Whether words may head a column: a few that close no sentence, or "No."."""
    if pattern("number_columns").fullmatch(text):
        return True
    few = len(text.split()) <= _LONGEST_HEADING
    return few and text[-1:] not in ".,;" and not text.strip("()").isdigit()


def _follow(
    lines: list[list[Spot]], at: int, starts: list[float], head: list[Level], size: float
) -> tuple[AlignedTable, int]:
    """The table whose columns start at ``starts``, as far down as lines keep to them, and the line after it."""
    table = AlignedTable(starts, len(head), list(head), set())
    waiting: list[Level] = []  # lines across the columns, which rows must follow
    bottom = max((spot.bottom for level in head for spot in level), default=lines[0][0].top)
    end = at
    for index in range(at, len(lines)):
        level = cut_at(lines[index], starts)
        top = top_of(level)
        larger = size_of(level) > _LARGER * size
        if top - bottom > _APART * size or size_of(level) > _LARGEST * size:
            break
        bottom = max(spot.bottom for spot in level)
        goes_on = not waiting or table.columns(level) > 1
        if not larger and goes_on and _keeps(level, table):
            table.across.update(range(len(table.levels), len(table.levels) + len(waiting)))
            table.levels += [*waiting, level]
            waiting = []
            end = index + 1
        elif len(level) == 1 and len(level[0].text.split()) <= _GROUP and not waiting:
            waiting.append(level)
        else:
            break
    table.ends_page = all(_is_noted(spot, size) for line in lines[end:] for spot in line)
    return _trimmed(table), end - _trailing(table)


def _is_noted(spot: Spot, size: float) -> bool:
    """Whether a line below a table may be a footnote's, which ends no table."""
    return spot.size < _NOTE * size or spot.line.pieces[0].raised


def _keeps(level: Level, table: AlignedTable) -> bool:
    """Whether each part of a line stands within a column, its start never left of the first."""
    starts = table.starts
    held: list[tuple[int, float, Spot]] = []
    for spot in level:
        column = table.column(spot)
        if column is None or (column + 1 < len(starts) and spot.x1 > starts[column + 1] + 1):
            return False
        held.append((column, spot.top, spot))
    # cells that stand level in their middle have lines at different heights
    held.sort(key=lambda each: each[:2])
    return not any(
        one[0] == other[0] and one[2].bottom - other[1] > 0.5 * one[2].size for one, other in pairwise(held)
    )


def _trailing(table: AlignedTable) -> int:
    """How many levels at the end of a table hold its first column alone: headings of what follows."""
    if table.ends_page:
        return 0
    count = 0
    for level in reversed(table.levels[table.head :]):
        if table.columns(level) > 1 or table.column(level[0]) != 0:
            break
        count += 1
    kept = len(table.levels) - count
    # a cell's last lines stand close below the row that they belong to
    while count and _close(table.levels[kept - 1], table.levels[kept]):
        kept += 1
        count -= 1
    return count


def _close(above: Level, below: Level) -> bool:
    return below[0].top - top_of(above) < _TIGHT * below[0].size


def _trimmed(table: AlignedTable) -> AlignedTable:
    count = _trailing(table)
    return replace(table, levels=table.levels[: len(table.levels) - count]) if count else table


def _mark(page: Leaf, table: AlignedTable, name: str) -> None:
    """Put the parts of a table's lines into the page in the place of those lines, with their cells."""
    made = [
        _in_cell(spot, name, number, table)
        for number, row in enumerate(rows_of(table, _edges(page, table)))
        for level in row
        for spot in level
    ]
    top, bottom = min(spot.top for spot in made), max(spot.bottom for spot in made)
    rest = [spot for spot in page.spots if not (top <= spot.top and spot.bottom <= bottom)]
    page.spots = [*rest, *made]


def _edges(page: Leaf, table: AlignedTable) -> list[float]:
    """The heights of lines drawn across a table, and of the upper and lower edges of areas filled behind its rows."""
    lines = [
        (x0, top, x1, bottom) for x0, top, x1, bottom in page.sheet.rules if x1 - x0 > 2 * (bottom - top)
    ]
    found = [(top + bottom) / 2 for _, top, _, bottom in lines]
    tallest = 0.5 * page.sheet.height
    for x0, top, x1, bottom in page.sheet.panels:
        if x0 < table.starts[-1] and x1 > table.starts[0] and bottom - top < tallest:
            found += [top, bottom]
    return found


def _in_cell(spot: Spot, table: str, row: int, found: AlignedTable) -> Spot:
    cell = f"{table}-row{row}-cell{found.column(spot) or 0}"
    tag = "th" if found.head and row == 0 else "td"
    return with_line(spot, tag=tag, block=DRAWN + cell, group=(table, f"{table}-row{row}", cell))
