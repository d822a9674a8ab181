"""Tables: rows that carry numbered items become list lines, other cells stay cells."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from statistics import mean
from typing import TYPE_CHECKING

from plancli.outline.markers import code_parts, codes_count
from plancli.outline.pages.layout import Column, Leaf, Spot, with_line
from plancli.outline.tables import names_items

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_NUMBER = re.compile(
    r"[(\[]?(\d{1,3}(?:\.\d{1,2})*|[a-zA-Z]|[ivxIVX]{1,5}|[A-Z]{1,3}-?\d{1,3}(?:\.\d{1,3}){0,3})[.):\]]{0,2}"
)
_WORDS = 5
_SAID = 3
# points within which columns stand alike
_ALIGNED = 15.0


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


@dataclass(frozen=True, slots=True)
class Carrier:
    """The column that carries items: its left edge, and its heading where that alone tells it, else ``""``."""

    edge: float
    head: str = ""


def item_columns(pages: Sequence[Leaf]) -> dict[str, Carrier]:
    """The column that carries items, by the names of the tables that have one.

    A table that ends a page goes on with the one that starts the next, if their columns stand alike.
    """
    found: dict[str, Carrier] = {}
    chain: list[Table] = []
    for page in pages:
        tables = sorted(_tables(page.spots), key=_top)
        for position, table in enumerate(tables):
            if not (position == 0 and chain and _goes_on(chain[-1], table)):
                found |= _of_chain(chain)
                chain = []
            chain.append(table)
    return found | _of_chain(chain)


def _of_chain(chain: list[Table]) -> dict[str, Carrier]:
    rows = [row for table in chain for row in table.rows]
    edge = _item_column(rows)
    carrier = _headed(rows) if edge is None else Carrier(edge)
    return {} if carrier is None else {table.name: carrier for table in chain}


def _headed(rows: list[list[Cell]]) -> Carrier | None:
    """The column of running text that is headed by what its cells are ("Action", "Objectives")."""
    if len(rows) < 2 or len(rows[0]) < 2 or any(len(row) != len(rows[0]) for row in rows):
        return None
    for column, head in enumerate(rows[0]):
        body = [row[column] for row in rows[1:] if row[column].text != head.text]
        if body and names_items(head.text) and mean(len(cell.text.split()) for cell in body) >= _SAID:
            return Carrier(min(cell.x0 for cell in body), head.text)
    return None


def _goes_on(above: Table, below: Table) -> bool:
    lefts = [min(cell.x0 for row in table.rows for cell in row) for table in (above, below)]
    widths = [max(len(row) for row in table.rows) for table in (above, below)]
    return abs(lefts[0] - lefts[1]) < _ALIGNED and widths[0] == widths[1]


def lay_out_tables(
    page: Leaf, order: Callable[[list[Spot]], list[Column]], carried: dict[str, Carrier]
) -> Iterator[Column]:
    """The page's columns in reading order, each table standing where its first row does.

    ``carried`` is what :func:`item_columns` found.
    """
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
        yield from _laid_out(table, carried.get(table.name))
    yield from order(rest)


def _top(table: Table) -> float:
    return min(spot.top for row in table.rows for cell in row for spot in cell.spots)


def _tables(spots: list[Spot]) -> list[Table]:
    """The tables that the lines' groups tell of: table, row and cell, innermost last."""
    found: dict[str, dict[str, dict[str, list[Spot]]]] = {}
    for spot in spots:
        at = _cell_of(spot.line.group)
        if at is not None:
            table, row, cell = spot.line.group[at - 2 : at + 1]
            found.setdefault(table, {}).setdefault(row, {}).setdefault(cell, []).append(spot)
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


def _cell_of(group: tuple[str, ...]) -> int | None:
    """Where in a line's containers the innermost cell stands that has a row and a table around it."""
    if len(group) < 3:
        return None
    places = (at for at in range(len(group) - 1, 1, -1) if "-cell" in group[at] and "-row" in group[at - 1])
    return next(places, None)


def _laid_out(table: Table, carrier: Carrier | None) -> Iterator[Column]:
    carried = carrier.edge if carrier and not carrier.head else None
    for number, row in enumerate(table.rows):
        if carried is not None and number == 0 and len(row) == 1 and _carries([row[0], *row], carried):
            # what is left of an item that the page before began
            yield _column(
                [_inner(spot, table) if spot.line.tag == "li" else _plain(spot) for spot in row[0].spots]
            )
        elif len(row) == 1:
            # a cell over the whole width heads what follows, and reads like any other line
            yield _column([_plain(spot) for spot in row[0].spots])
        elif carried is not None and _is_number(row[0]) and _carries(row, carried):
            yield from _item(table, row, carried, number)
        else:
            for cell in row:
                held = carrier and carrier.head and abs(cell.x0 - carrier.edge) < _ALIGNED
                item = held and carrier and cell.text != carrier.head
                yield _column(_row_item(table, cell, number) if item else cell.spots)


def _row_item(table: Table, cell: Cell, number: int) -> list[Spot]:
    """The lines of a cell that stands for its row."""
    return [
        with_line(spot, tag="tr", level=1, group=(table.name,), block=f"{table.name}-item{number}")
        for spot in cell.spots
    ]


def _inner(spot: Spot, table: Table) -> Spot:
    """A line of a list in an item's cell, which lies one deeper than the item."""
    line = spot.line
    group = (table.name, *line.group[(_cell_of(line.group) or 0) + 1 :])
    return replace(spot, line=replace(line, level=(line.level or 1) + 1, group=group))


def _column(spots: list[Spot]) -> Column:
    return Column(spots, min(spot.x0 for spot in spots), max(spot.x1 for spot in spots))


def _plain(spot: Spot) -> Spot:
    return replace(spot, line=replace(spot.line, tag=None, group=(), block=None))


def _is_number(cell: Cell) -> bool:
    return _NUMBER.fullmatch(cell.text.strip()) is not None


def _item_column(rows: list[list[Cell]]) -> float | None:
    """The left edge of the column that holds items: running text beside a column of numbers that count."""
    numbered = [row for row in rows if len(row) > 1 and _is_number(row[0])]
    several = [row for row in rows if len(row) > 1]
    if len(numbered) < 2 or len(numbered) < 0.6 * len(several):
        return None
    values = [row[0].text.strip(" ().:[]") for row in numbered]
    coded = any(value[:1].isupper() and code_parts(value) for value in values)
    if len(set(values)) < len(values) or (coded and not codes_count(values)):
        return None
    widest = [max(row[1:], key=lambda cell: len(cell.text)) for row in numbered]
    if mean(len(cell.text.split()) for cell in widest) < _WORDS:
        return None
    return sorted(cell.x0 for cell in widest)[len(widest) // 2]


def _carries(row: list[Cell], edge: float) -> bool:
    return any(abs(cell.x0 - edge) < _ALIGNED for cell in row[1:])


def _item(table: Table, row: list[Cell], edge: float, number: int) -> Iterator[Column]:
    """A row as a list item: the number as its marker, the text as its lines, the other cells after it."""
    held = min(row[1:], key=lambda cell: abs(cell.x0 - edge))
    marker = row[0].text.strip().rstrip(":")
    if marker[-1].isalnum():
        marker += "."
    block = f"{table.name}-item{number}"
    spots = [
        _inner(spot, table) if spot.line.tag == "li"
        else replace(spot, line=replace(spot.line, tag="li", level=1, group=(table.name,), block=block,
                                        marker=marker if index == 0 else None))
        for index, spot in enumerate(held.spots)
    ]  # fmt: skip
    yield _column(spots)
    for cell in row[1:]:
        if cell is not held:
            yield _column(cell.spots)
