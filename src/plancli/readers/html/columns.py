"""In which column of its table a cell starts, over cells that span several columns or rows."""

from __future__ import annotations

from plancli.readers.html.tree import Element

_MOST = 1_000
"""Columns or rows that a cell spans at most, as browsers have it."""


class Columns:
    """The columns of one table, row by row."""

    def __init__(self) -> None:
        self._open: dict[int, int] = {}
        self._next = 0

    def row(self) -> None:
        """Start a row: cells of the rows above reach one row less."""
        self._open = {column: rows - 1 for column, rows in self._open.items() if rows > 1}
        self._next = 0

    def cell(self, element: Element) -> int:
        """The column that the row's next cell starts in, from 0."""
        while self._next in self._open:
            self._next += 1
        column, width, height = self._next, _span(element, "colspan"), _span(element, "rowspan")
        self._next += width
        if height > 1:  # the row that it stands in counts, and is taken off when the next one starts
            self._open |= dict.fromkeys(range(column, column + width), height)
        return column


def _span(element: Element, name: str) -> int:
    value = (element.get(name) or "").strip()
    return min(max(int(value), 1), _MOST) if value.isascii() and value.isdigit() else 1
