"""Tables of formats without pages: the cells that stand for their rows become list items."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from plancli.document import Line, column_of
from plancli.outline.grids import Carried, Cell, items_of
from plancli.outline.markers import BULLETS
from plancli.outline.paragraphs import Para

_BULLET = re.compile(rf"[{re.escape(BULLETS)}]")


def rows_as_items(lines: Sequence[Line]) -> list[Line]:
    """``lines`` with the cells of such tables as list items: the number cell becomes the marker of the next."""
    found: list[Line] = []
    for name, group in groupby(lines, key=_table_of):
        part = list(group)
        found += part if name is None else _items(part)
    return found


def _place(line: Line) -> int | None:
    """Where among the containers of a line the innermost table's cell is, with its row and the table before it."""
    if line.page is not None:
        return None
    places = (at for at in range(len(line.group) - 1, 1, -1) if column_of(line.group[at]) is not None)
    return next(places, None)


def _table_of(line: Line) -> str | None:
    at = _place(line)
    return None if at is None else line.group[at - 2]


def _items(lines: list[Line]) -> list[Line]:
    rows = [
        [list(cell) for _, cell in groupby(row, key=lambda line: line.group[_place(line) or 0])]
        for _, row in groupby(lines, key=lambda line: line.group[(_place(line) or 0) - 1])
    ]
    if all(len(row) == 2 and _BULLET.fullmatch(row[0][0].text.strip()) for row in rows):
        carried = {index: Carried(1) for index in range(len(rows))}
        return [line for index, row in enumerate(rows) for line in _laid_out(row, carried[index])]
    carried = items_of([[_cell(lines) for lines in row] for row in rows])
    return [line for index, row in enumerate(rows) for line in _laid_out(row, carried.get(index))]


def _cell(lines: list[Line]) -> Cell:
    column = column_of(lines[0].group[_place(lines[0]) or 0]) or 0
    return Cell(
        " ".join(line.text.strip() for line in lines), column, all(line.tag == "th" for line in lines)
    )


def _laid_out(row: list[list[Line]], carried: Carried | None) -> Iterator[Line]:
    """The lines of a row: the cell that says the item as one, that of its number as its marker."""
    for index, cell in enumerate(row):
        if carried is None or index != carried.cell:
            numbers = carried is not None and index == 0 and _numbers(cell, carried)
            tells = carried.tells(index) if carried is not None else None
            yield from (
                ()
                if numbers
                else cell
                if carried is None
                else (replace(line, column="", tells=tells) for line in cell)
            )
            continue
        yield from _item(cell, carried, row[0][0].text.strip() if index else "")


def _numbers(cell: list[Line], carried: Carried) -> bool:
    return carried.number is not None or bool(_BULLET.fullmatch(cell[0].text.strip()))


def _item(cell: list[Line], carried: Carried, first: str) -> Iterator[Line]:
    """The lines of a cell that says an item: the first one says it, lists in the cell lie under it."""
    at = _place(cell[0]) or 0
    outer = cell[0].group[: at - 1]
    marker = f"{carried.number}." if carried.number else first if _BULLET.fullmatch(first) else None
    for number, line in enumerate(cell):
        if number == 0:
            tag = "li" if marker else "tr"
            yield replace(line, tag=tag, level=1, marker=marker, group=outer, column=carried.heading)
        elif line.tag == "li":
            yield replace(line, level=(line.level or 1) + 1)
        else:
            yield replace(line, tag="p")


def mark_rows(paras: Sequence[Para]) -> None:
    """Make items of the cells that stand for their rows."""
    for para in paras:
        if para.first.tag == "tr":
            para.kind = "item"
