"""Tables: rows that carry numbered items become list lines, other cells stay cells."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from statistics import mean
from typing import TYPE_CHECKING

from plancli.outline.pages.layout import Column, Leaf, Spot

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_NUMBER = re.compile(r"[(\[]?(\d{1,3}(?:\.\d{1,2})*|[a-zA-Z]|[ivxIVX]{1,5})[.)\]]{0,2}")
_WORDS = 5


@dataclass(slots=True)
class Cell:
    """A table cell's lines from the top down."""

    spots: list[Spot]

    @property
    def text(self) -> str:
        """The cell's words."""
        return " ".join(spot.text for spot in self.spots)

    @property
    def x0(self) -> float:
        """Its text's left edge in points."""
        return min(spot.x0 for spot in self.spots)


@dataclass(slots=True)
class Table:
    """A table's rows from the top down, their cells from left to right; empty cells are missing."""

    name: str
    rows: list[list[Cell]]


def lay_out_tables(page: Leaf, order: Callable[[list[Spot]], list[Column]]) -> Iterator[Column]:
    """The page's columns in reading order, each table standing where its first row does."""
    tables = _tables(page.spots)
    if not tables:
        yield from order(page.spots)
        return
    held = {id(spot) for table in tables for row in table.rows for cell in row for spot in cell.spots}
    rest = [spot for spot in page.spots if id(spot) not in held]
    for table in sorted(tables, key=_top):
        above = [spot for spot in rest if spot.top < _top(table)]
        rest = [spot for spot in rest if spot.top >= _top(table)]
        yield from order(above)
        yield from _laid_out(table)
    yield from order(rest)


def _top(table: Table) -> float:
    return min(spot.top for row in table.rows for cell in row for spot in cell.spots)


def _tables(spots: list[Spot]) -> list[Table]:
    """The tables that the lines' groups tell of: table, row and cell, innermost last."""
    found: dict[str, dict[str, dict[str, list[Spot]]]] = {}
    for spot in spots:
        group = spot.line.group
        if spot.line.tag in ("td", "th") and len(group) >= 3:
            found.setdefault(group[-3], {}).setdefault(group[-2], {}).setdefault(group[-1], []).append(spot)
    tables: list[Table] = []
    for name, by_row in found.items():
        lines = [
            sorted(
                (Cell(sorted(cell, key=lambda s: (s.top, s.x0))) for cell in row.values()), key=lambda c: c.x0
            )
            for row in by_row.values()
        ]
        lines.sort(key=lambda row: min(spot.top for cell in row for spot in cell.spots))
        tables.append(Table(name, lines))
    return tables


def _laid_out(table: Table) -> Iterator[Column]:
    carried = _item_column(table)
    for number, row in enumerate(table.rows):
        if len(row) == 1:
            # a cell over the whole width heads what follows, and reads like any other line
            yield _column([_plain(spot) for spot in row[0].spots])
        elif carried is not None and _is_number(row[0]) and _carries(row, carried):
            yield from _item(table, row, carried, number)
        else:
            for cell in row:
                yield _column(cell.spots)


def _column(spots: list[Spot]) -> Column:
    return Column(spots, min(spot.x0 for spot in spots), max(spot.x1 for spot in spots))


def _plain(spot: Spot) -> Spot:
    return replace(spot, line=replace(spot.line, tag=None, group=(), block=None))


def _is_number(cell: Cell) -> bool:
    return _NUMBER.fullmatch(cell.text.strip()) is not None


def _item_column(table: Table) -> float | None:
    """The left edge of the column that holds items: running text beside a column of numbers that count."""
    numbered = [row for row in table.rows if len(row) > 1 and _is_number(row[0])]
    several = [row for row in table.rows if len(row) > 1]
    if len(numbered) < 2 or len(numbered) < 0.6 * len(several):
        return None
    values = [row[0].text.strip(" ().[]") for row in numbered]
    if len(set(values)) < len(values):
        return None
    widest = [max(row[1:], key=lambda cell: len(cell.text)) for row in numbered]
    if mean(len(cell.text.split()) for cell in widest) < _WORDS:
        return None
    return sorted(cell.x0 for cell in widest)[len(widest) // 2]


def _carries(row: list[Cell], edge: float) -> bool:
    return any(abs(cell.x0 - edge) < 15 for cell in row[1:])


def _item(table: Table, row: list[Cell], edge: float, number: int) -> Iterator[Column]:
    """A row as a list item: the number as its marker, the text as its lines, the other cells after it."""
    held = min(row[1:], key=lambda cell: abs(cell.x0 - edge))
    marker = row[0].text.strip()
    if marker[-1].isalnum():
        marker += "."
    block = f"{table.name}-item{number}"
    spots = [
        replace(spot, line=replace(spot.line, tag="li", level=1, group=(table.name,), block=block,
                                   marker=marker if index == 0 else None))
        for index, spot in enumerate(held.spots)
    ]  # fmt: skip
    yield _column(spots)
    for cell in row[1:]:
        if cell is not held:
            yield _column(cell.spots)
