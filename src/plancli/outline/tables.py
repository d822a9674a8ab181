"""Tables whose rows are items: by a column of numbers that count up, of markers, or headed by what items are called."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from plancli.document import Line
from plancli.gazetteer.cues import words
from plancli.outline.markers import Marker, codes_count, marker_of
from plancli.outline.paragraphs import Para

_MARKER = re.compile(r"\(?(?:\d{1,3}|[a-z]{1,2}|[ivxl]{1,5})[.)]|[•▪◦–—-]", re.IGNORECASE)
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
    return _marked(rows) or _counted(rows) or _headed(rows) or cells


def _marked(rows: list[list[Line]]) -> list[Line]:
    """The rows of a table that sets list items: a marker, its punctuation too, and words beside it."""
    if not all(len(row) > 1 and _MARKER.fullmatch(row[0].text.strip()) for row in rows):
        return []
    return [line for row in rows for line in (_item(row, row[0].text.strip()), *row[2:])]


def _item(row: list[Line], marker: str, column: int = 1) -> Line:
    return replace(row[column], tag="li", level=1, marker=marker, group=row[column].group[:-1])


def _counted(rows: list[list[Line]]) -> list[Line]:
    """The rows of a table with a column of numbers that count up from one, or of codes that count."""
    numbers = [_number(row[0]) if len(row) > 1 and row[0].tag == "td" else None for row in rows]
    counted = [number for number in numbers if number is not None]
    held = [row for row, number in zip(rows, numbers, strict=True) if number is not None]
    column = _wordiest(held, [i for i, cell in enumerate(rows[0]) if i and names_items(cell.text)] or [1])
    values = [number.value for number in counted]
    counts = values == list(range(1, len(values) + 1)) or codes_count([n.number or "" for n in counted])
    if len(counted) < 2 or not counts or _said(held, column) < _WORDS * len(held):
        return []
    made: list[Line] = []
    for row, number in zip(rows, numbers, strict=True):
        if number is None:
            made += row
            continue
        at = min(column, len(row) - 1)
        made += [_item(row, f"{number.number}.", at), *row[1:at], *row[at + 1 :]]
    return made


def _wordiest(rows: list[list[Line]], columns: list[int]) -> int:
    """The column with the most words, the first of several."""
    return max(columns, key=lambda column: _said(rows, column))


def _said(rows: list[list[Line]], column: int) -> int:
    return sum(len(row[min(column, len(row) - 1)].text.split()) for row in rows)


def _headed(rows: list[list[Line]]) -> list[Line]:
    """The rows of a table with a column that is headed by what its cells are ("Action", "Objectives")."""
    head, body = rows[0], rows[1:]
    column = next((i for i, cell in enumerate(head) if names_items(cell.text)), None)
    if column is None or len(head) < 2 or not body or any(len(row) != len(head) for row in body):
        return []
    said = sum(len(row[column].text.split()) for row in body)
    if said < _WORDS * len(body):
        return []
    made = list(head)
    for row in body:
        made += row[:column]
        made.append(replace(row[column], tag="tr", level=1, group=row[column].group[:-1]))
        made += row[column + 1 :]
    return made


def names_items(text: str) -> bool:
    """Whether a column's heading is a word that items go by, one of them or all."""
    plain = text.strip(" :").lower()
    singular = {plain, plain.removesuffix("s"), f"{plain.removesuffix('ies')}y"}
    return bool(singular & (words("labels", "label") - words("labels", "label", kind="section")))


def mark_rows(paras: Sequence[Para]) -> None:
    """Make items of the cells that stand for their rows."""
    for para in paras:
        if para.first.tag == "tr":
            para.kind = "item"


def _number(cell: Line) -> Marker | None:
    """The number that fills a cell."""
    text = cell.text.strip()
    marker = marker_of(text + " x") or marker_of(text + ". x")
    fills = marker is not None and marker.value is not None and len(text) <= marker.length
    return marker if fills and marker is not None and not marker.label else None
