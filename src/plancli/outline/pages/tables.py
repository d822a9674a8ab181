"""Tables: rows that carry numbered items become list lines, other cells stay cells."""

from __future__ import annotations

from dataclasses import dataclass, replace
from statistics import median
from typing import TYPE_CHECKING

from plancli.outline import grids
from plancli.outline.markers import marker_of
from plancli.outline.pages.layout import Column, Leaf, Spot, with_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

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
    def head(self) -> bool:
        """Whether a tag calls it a heading of its column or row."""
        return all(spot.line.tag == "th" for spot in self.spots)

    @property
    def x0(self) -> float:
        """Its text's left edge in points."""
        return min(spot.x0 for spot in self.spots)

    @property
    def top(self) -> float:
        """Its text's top in points, on the page that it starts on."""
        page = self.spots[0].line.page
        return min(spot.top for spot in self.spots if spot.line.page == page)


@dataclass(slots=True)
class Table:
    """A table's rows from the top down, their cells from left to right; empty cells are missing."""

    name: str
    rows: list[list[Cell]]


GOES_ON = grids.Carried(-1)
"""Said of a row at the top of a page: what is left of the item that the page before began."""


def item_rows(pages: Sequence[Leaf]) -> dict[str, dict[int, grids.Carried]]:
    """The rows that are items, by the names of the tables and their place in them.

    A table that ends a page goes on with the one that starts the next, if their columns stand alike.
    """
    found: dict[str, dict[int, grids.Carried]] = {}
    chain: list[Table] = []
    for page in pages:
        for position, table in enumerate(tables_of(page.spots)):
            if not (position == 0 and chain and goes_on(chain[-1], table)):
                found |= _of_chain(chain)
                chain = []
            chain.append(table)
    return found | _of_chain(chain)


def _of_chain(chain: list[Table]) -> dict[str, dict[int, grids.Carried]]:
    places = [(table.name, number) for table in chain for number in range(len(table.rows))]
    rows = _in_columns([row for table in chain for row in table.rows])
    carried = grids.items_of(rows, _ALIGNED)
    found: dict[str, dict[int, grids.Carried]] = {table.name: {} for table in chain} if carried else {}
    for index, (name, number) in enumerate(places):
        if index in carried:
            found[name][number] = carried[index]
        elif number == 0 and index and carried and _left_over(rows, index, carried):
            found[name][0] = GOES_ON
    return found


def _in_columns(rows: Sequence[Sequence[Cell]]) -> list[list[grids.Cell]]:
    """The rows' cells, each with the column that it starts in.

    In rows that lack no cell, that is where most cells of their column start: a heading may be set in its middle.
    """
    most = max((len(row) for row in rows), default=0)
    full = [row for row in rows if len(row) == most]
    starts = [median(row[index].x0 for row in full) for index in range(most)]
    return [
        [
            grids.Cell(cell.text, start if len(row) == most else cell.x0, cell.head)
            for cell, start in zip(row, starts, strict=False)
        ]
        for row in rows
    ]


def _left_over(rows: Sequence[Sequence[grids.Cell]], index: int, carried: dict[int, grids.Carried]) -> bool:
    """Whether the first row of a page holds but the rest of the item that the row before it began."""
    before = carried.get(index - 1)
    if before is None:
        return False
    edge = rows[index - 1][before.cell].column
    return len(rows[index]) == 1 and abs(rows[index][0].column - edge) < _ALIGNED


def aligned(one: float, other: float) -> bool:
    """Whether two columns stand alike."""
    return abs(one - other) < _ALIGNED


def goes_on(above: Table, below: Table) -> bool:
    """Whether a page's first table goes on with the last one of the page before: their columns stand alike."""
    lefts = [min(cell.x0 for row in table.rows for cell in row) for table in (above, below)]
    widths = [max(len(row) for row in table.rows) for table in (above, below)]
    return aligned(lefts[0], lefts[1]) and widths[0] == widths[1]


def lay_out_tables(
    page: Leaf, order: Callable[[list[Spot]], list[Column]], carried: dict[str, dict[int, grids.Carried]]
) -> Iterator[Column]:
    """The page's columns in reading order, each table standing where its first row does.

    ``carried`` is what :func:`item_rows` found.
    """
    tables = tables_of(page.spots)
    if not tables:
        yield from order(page.spots)
        return
    held = {id(spot) for table in tables for row in table.rows for cell in row for spot in cell.spots}
    rest = [spot for spot in page.spots if id(spot) not in held]
    for table in tables:
        above = [spot for spot in rest if spot.top < _top(table)]
        rest = [spot for spot in rest if spot.top >= _top(table)]
        yield from order(above)
        yield from _laid_out(table, carried.get(table.name, {}))
    yield from order(rest)


def _top(table: Table) -> float:
    return min(cell.top for row in table.rows for cell in row)


def tables_of(spots: list[Spot]) -> list[Table]:
    """The tables that the lines' groups tell of (table, row and cell, innermost last), from the top down."""
    found: dict[str, dict[str, dict[str, list[Spot]]]] = {}
    for spot in spots:
        at = _cell_of(spot.line.group)
        if at is not None:
            table, row, cell = spot.line.group[at - 2 : at + 1]
            found.setdefault(table, {}).setdefault(row, {}).setdefault(cell, []).append(spot)
    tables: list[Table] = []
    for name, by_row in found.items():
        lines = [
            sorted((_cell(cell) for cell in row.values()), key=lambda c: c.x0) for row in by_row.values()
        ]
        lines.sort(key=lambda row: min(cell.top for cell in row))
        tables.append(Table(name, lines))
    return sorted(tables, key=_top)


def _cell(spots: list[Spot]) -> Cell:
    return Cell(sorted(spots, key=lambda spot: (spot.line.page or 0, spot.top, spot.x0)))


def _cell_of(group: tuple[str, ...]) -> int | None:
    """Where in a line's containers the innermost cell stands that has a row and a table around it."""
    if len(group) < 3:
        return None
    places = (at for at in range(len(group) - 1, 1, -1) if "-cell" in group[at] and "-row" in group[at - 1])
    return next(places, None)


def _laid_out(table: Table, carried: dict[int, grids.Carried]) -> Iterator[Column]:
    for number, row in enumerate(table.rows):
        found = carried.get(number)
        if found is GOES_ON:
            yield _column(
                [_inner(spot, table) if spot.line.tag == "li" else _plain(spot) for spot in row[0].spots]
            )
        elif found is not None:
            yield from _item(table, row, found, number)
        elif len(row) == 1:
            # a cell over the whole width heads what follows, and reads like any other line
            yield _column([_plain(spot) for spot in row[0].spots])
        else:
            yield from (_column(cell.spots) for cell in row)


def _inner(spot: Spot, table: Table) -> Spot:
    """A line of a list in an item's cell, which lies one deeper than the item."""
    line = spot.line
    group = (table.name, *line.group[(_cell_of(line.group) or 0) + 1 :])
    return replace(spot, line=replace(line, level=(line.level or 1) + 1, group=group))


def _column(spots: list[Spot]) -> Column:
    return Column(spots, min(spot.x0 for spot in spots), max(spot.x1 for spot in spots))


def _plain(spot: Spot) -> Spot:
    return replace(spot, line=replace(spot.line, tag=None, group=(), block=None))


def _item(table: Table, row: list[Cell], carried: grids.Carried, number: int) -> Iterator[Column]:
    """A row as a list item: its number as the marker, the cell that says it, the other cells as they stand."""
    block = f"{table.name}-item{number}"
    for place, cell in enumerate(row):
        if place == carried.cell:
            yield _column(list(_said(table, cell, carried, block)))
        elif place or carried.number is None:
            tells = carried.tells(place)
            yield _column([with_line(spot, tells=tells) for spot in cell.spots] if tells else cell.spots)


def _said(table: Table, cell: Cell, carried: grids.Carried, block: str) -> Iterator[Spot]:
    """The lines of the cell that says an item; lists in it lie under it."""
    inner = 0  # the last item of a list in the cell that its lines belong to
    for number, spot in enumerate(cell.spots):
        if spot.line.tag == "li" and number:
            yield _inner(spot, table)
            continue
        inner += number > 0 and _opens_item(spot)
        if inner:
            place = (table.name, f"{block}-list", f"{block}-list{inner}")
            yield with_line(spot, tag="li", level=2, group=place, block=place[-1], marker=None)
            continue
        marker = f"{carried.number}." if carried.number and not number else None
        tag = "li" if carried.number else "tr"
        yield with_line(
            spot, tag=tag, level=1, group=(table.name,), block=block, marker=marker, column=carried.heading
        )


def _opens_item(spot: Spot) -> bool:
    """Whether a line opens with a bullet, as those of lists in the cells of files without tags do."""
    marker = marker_of(spot.text)
    return marker is not None and marker.bullet
