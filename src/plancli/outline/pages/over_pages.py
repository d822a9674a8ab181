"""Tables that go on over a page's end: their headings come again, and a row may be torn in two."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from plancli.outline.joins import TERMINAL
from plancli.outline.pages.tables import Cell, Table, aligned, goes_on, tables_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plancli.outline.pages.layout import Leaf, Spot


def join_over_pages(pages: Sequence[Leaf]) -> None:
    """Take out headings that a page repeats, and put what is left of a torn row to the row it belongs to."""
    first: Table | None = None
    for above, below in pairwise(pages):
        upper, lower = tables_of(above.spots), tables_of(below.spots)
        if not (upper and lower and goes_on(upper[-1], lower[0])):
            first = None
            continue
        first = first or upper[-1]
        head, *rest = lower[0].rows
        if _says_the_same(head, first.rows[0]):
            gone = {id(spot) for cell in head for spot in cell.spots}
            below.spots = [spot for spot in below.spots if id(spot) not in gone]
        else:
            rest = lower[0].rows
        if rest and _is_rest(rest[0], upper[-1].rows[-1]):
            _move(rest[0], upper[-1].rows[-1], above, below)
        if len(lower) > 1:
            first = None


def _says_the_same(row: list[Cell], head: list[Cell]) -> bool:
    return len(row) > 1 and [cell.text for cell in row] == [cell.text for cell in head]


def _is_rest(row: list[Cell], above: list[Cell]) -> bool:
    """Whether a page's first row is the rest of the last one of the page before.

    Each of its cells stands below one of that row, one of them at least goes on in the middle of a sentence, and
    none is a number.
    """
    pairs = [(_counterpart(cell, above), cell) for cell in row]
    if any(one is None for one, _ in pairs) or any(cell.text.strip(" .").isdigit() for cell in row):
        return False
    return any(one is not None and _cut(one.text, cell.text) for one, cell in pairs)


def _cut(before: str, after: str) -> bool:
    return after[:1].islower() and not before[:1].islower() and not TERMINAL.search(before)


def _counterpart(cell: Cell, row: list[Cell]) -> Cell | None:
    return next((other for other in row if aligned(cell.x0, other.x0)), None)


def _move(row: list[Cell], to: list[Cell], above: Leaf, below: Leaf) -> None:
    moved: list[Spot] = []
    for cell in row:
        other = _counterpart(cell, to)
        if other is not None:
            line = other.spots[-1].line
            moved += [_put(spot, line.tag, line.block, line.group) for spot in cell.spots]
    gone = {id(spot) for cell in row for spot in cell.spots}
    below.spots = [spot for spot in below.spots if id(spot) not in gone]
    above.spots = [*above.spots, *moved]


def _put(spot: Spot, tag: str | None, block: str | None, group: tuple[str, ...]) -> Spot:
    return replace(spot, line=replace(spot.line, tag=tag, block=block, group=group))
