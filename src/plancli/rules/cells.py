"""The tables of a source as rows of cells, where its format or its page shows them."""

from __future__ import annotations

import re
from collections import defaultdict

from plancli.document import Line, Segment
from plancli.rules.base import Context

_CELL = re.compile(r".*(?:@|cell)(?P<column>\d+)")

Row = dict[int, Line]
"""The first line of each cell of a row, by column."""


def tables(context: Context) -> list[list[Row]]:
    """The rows of each table of the source, in its order; none where only a plan is there."""
    found: list[list[Row]] = context.once("tables", _tables)
    return found


def _tables(context: Context) -> list[list[Row]]:
    found: dict[str, dict[str, Row]] = defaultdict(lambda: defaultdict(dict))
    for line in context.facts.lines if context.facts else ():
        at = next((i for i in range(len(line.group) - 1, 1, -1) if _CELL.fullmatch(line.group[i])), None)
        cell = _CELL.fullmatch(line.group[at]) if at is not None else None
        if at is not None and cell:
            found[line.group[at - 2]][line.group[at - 1]].setdefault(int(cell["column"]), line)
    return [list(rows.values()) for rows in found.values()]


def place_of(context: Context, line: Line) -> tuple[int, int] | None:
    """Where the words of a line stand in the text; ``None`` where they were left out of it."""
    kept: dict[int, list[Segment]] = context.once("segments_of_pieces", _by_piece)
    segments = [each for piece in line.pieces for each in kept.get(id(piece), ())]
    return (segments[0].start, segments[-1].end) if segments else None


def _by_piece(context: Context) -> dict[int, list[Segment]]:
    found: dict[int, list[Segment]] = defaultdict(list)
    for each in context.document.segments:
        found[id(each.piece)].append(each)
    return found
