"""Tables whose rows are items: a column of numbers that count up, and words beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from plancli.document import Line
from plancli.outline.markers import Marker, marker_of

_WORDS = 3
"""Words that the cells beside the numbers have on average, at least, if they are items."""


def rows_as_items(lines: Sequence[Line]) -> list[Line]:
    """``lines`` with the cells of such tables as list items: the number cell becomes the marker of the next."""
    found: list[Line] = []
    for table, group in groupby(lines, key=_table_of):
        part = list(group)
        found += part if table is None else _items(part)
    return found


def _table_of(line: Line) -> str | None:
    return line.group[-2] if line.tag in ("td", "th") and len(line.group) > 1 and line.page is None else None


def _items(cells: list[Line]) -> list[Line]:
    rows = [list(row) for _, row in groupby(cells, key=lambda cell: cell.group[-1])]
    numbers = [_number(row[0]) if len(row) > 1 and row[0].tag == "td" else None for row in rows]
    counted = [number for number in numbers if number is not None]
    words = [
        len(row[1].text.split()) for row, number in zip(rows, numbers, strict=True) if number is not None
    ]
    values = [number.value for number in counted]
    if len(counted) < 2 or values != list(range(1, len(values) + 1)) or sum(words) < _WORDS * len(words):
        return cells
    made: list[Line] = []
    for row, number in zip(rows, numbers, strict=True):
        if number is None:
            made += row
        else:
            made.append(
                replace(row[1], tag="li", level=1, marker=f"{number.number}.", group=row[1].group[:-1])
            )
            made += row[2:]
    return made


def _number(cell: Line) -> Marker | None:
    """The number that fills a cell."""
    text = cell.text.strip()
    marker = marker_of(text + " x") or marker_of(text + ". x")
    fills = marker is not None and marker.value is not None and len(text) <= marker.length
    return marker if fills and marker is not None and not marker.label else None
