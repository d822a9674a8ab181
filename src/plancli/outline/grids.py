"""Tables, whatever they come from: which rows are items, and which of their cells says so.

A row is an item where a heading calls the cells of one of its columns what items are called ("Action"), or where
a column of numbers counts rows of running text. A heading may stand anywhere: a table may have several parts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from plancli.gazetteer.columns import kind_of_column, role_of_column
from plancli.gazetteer.cues import pattern, words
from plancli.outline.markers import code_parts, codes_count, marker_of

_SAID = 3
"""Words that cells which say items have on average, at least."""
_SHORT = 9
"""Words: no cell of a heading has more."""
_COUNTED = 0.6
"""Share of a table's rows that are numbered, at least, if the numbers count items."""
_NUMBER = re.compile(
    r"(?P<open>[(\[])?(?P<n>\d{1,3}(?:\.\d{1,2})*|[a-zA-Z]|[ivxIVX]{1,5}|[A-Z]{1,4}[-.]?\d{1,3}(?:\.\d{1,3}){0,3})"
    r"(?P<close>[.):\]]{0,2})"
)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its words, where its column starts (a count, or points), and whether mark-up calls it a heading."""

    text: str
    column: float
    head: bool = False


@dataclass(frozen=True, slots=True)
class Carried:
    """What makes an item of a row: the index of the cell that says it, its number, the heading of its column.

    ``told`` are the cells after it that say who does it or by when: the index of each, and ``lead`` or ``deadline``.
    """

    cell: int
    number: str | None = None
    heading: str | None = None
    told: tuple[tuple[int, str], ...] = ()

    def tells(self, cell: int) -> str | None:
        """What a cell of the row says of the item."""
        return dict(self.told).get(cell)


Row = Sequence[Cell]


def items_of(rows: Sequence[Row], near: float = 0.0) -> dict[int, Carried]:
    """The rows that are items, by their index; ``near`` is how far apart cells of one column may start."""
    heads = _heads(rows)
    bounds = [*heads, len(rows)] if heads and heads[0] == 0 else [0, *heads, len(rows)]
    found: dict[int, Carried] = {}
    for start, end in pairwise(bounds):
        head = rows[start] if start in heads else None
        body = [i for i in range(start + (head is not None), end) if len(rows[i]) > 1]
        column = _named(rows, head, body, near) if head is not None else None
        if head is not None and column is not None:
            found |= _under(rows, head, column, body, near)
    return found or _counted(rows, [i for i, row in enumerate(rows) if len(row) > 1 and i not in heads], near)


def _heads(rows: Sequence[Row]) -> list[int]:
    """The rows that head columns: marked as such, or short ones that name what items are called."""
    found: list[int] = []
    for index, row in enumerate(rows):
        if len(row) < 2 or any(len(cell.text.split()) > _SHORT for cell in row):
            continue
        named = any(kind_of_column(cell.text) for cell in row) and _number(row[0]) is None
        if all(cell.head for cell in row) or named:
            found.append(index)
    return found


def _named(rows: Sequence[Row], head: Row, body: Sequence[int], near: float) -> float | None:
    """The column of running text below a heading for items, measures before other kinds."""
    results = any(pattern("result_columns").fullmatch(cell.text.strip(" :")) for cell in head)
    kinds = [
        (kind_of_column(cell.text), cell.column)
        for cell in head
        if not (results and cell.text.strip(" :").lower() in words("measured_columns"))
    ]
    named = [(kind != "measures", column) for kind, column in kinds if kind]
    for _, column in sorted(named, key=lambda each: each[0]):
        cells = [rows[i][at].text for i in body if (at := _at(rows[i], column, near)) is not None]
        if cells and sum(len(cell.split()) for cell in cells) >= _SAID * len(cells):
            return column
    return None


def _at(row: Row, column: float, near: float) -> int | None:
    """The cell of a row that starts at ``column``; the one after where that only numbers the row."""
    place = next((i for i, cell in enumerate(row) if abs(cell.column - column) <= near), None)
    if place is not None and place + 1 < len(row) and _number(row[place]) is not None:
        return place + 1
    return place


def _under(
    rows: Sequence[Row], head: Row, column: float, body: Sequence[int], near: float
) -> dict[int, Carried]:
    heading = next(cell.text for cell in head if cell.column == column)
    numbering = pattern("number_columns").fullmatch(head[0].text.strip()) is not None
    other = kind_of_column(head[0].text) is not None and abs(head[0].column - column) > near
    counted = _numbers(rows, body) and not other  # "1" under "Objective" numbers no action
    found: dict[int, Carried] = {}
    for index in body:
        place = _at(rows[index], column, near)
        said = rows[index][place].text.strip(" :") if place is not None else ""
        if place is None or not said or said.lower() in words("totals", kind="row"):
            continue
        number = _number(rows[index][0]) if place and (counted or numbering) else None
        found[index] = Carried(place, number, heading, tuple(_told(head, rows[index], place, near)))
    return found


def _told(head: Row, row: Row, place: int, near: float) -> Iterator[tuple[int, str]]:
    """The cells after the one at ``place`` that stand below headings like "Lead" and "By when"."""
    roles = [(role_of_column(cell.text), cell.column) for cell in head]
    for index, cell in enumerate(row[place + 1 :], place + 1):
        role = next((role for role, column in roles if abs(column - cell.column) <= near), None)
        if role in ("lead", "deadline"):
            yield index, role


def _counted(rows: Sequence[Row], body: Sequence[int], near: float) -> dict[int, Carried]:
    """Rows that a column of numbers counts, with the cell that says most, column by column."""
    if not _numbers(rows, body):
        return {}
    held = [i for i in body if _number(rows[i][0]) is not None]
    columns: dict[float, int] = {}
    for cell in (cell for i in held for cell in rows[i][1:]):
        column = next((each for each in columns if abs(each - cell.column) <= near), cell.column)
        columns[column] = columns.get(column, 0) + len(cell.text.split())
    column = max(columns, key=lambda each: columns[each])
    marked = all((match := _NUMBER.fullmatch(rows[i][0].text.strip())) and match["close"] for i in held)
    if columns[column] < (1 if marked else _SAID) * len(held):
        return {}
    found = {i: (_at(rows[i][1:], column, near), _number(rows[i][0])) for i in held}
    return {i: Carried(place + 1, number) for i, (place, number) in found.items() if place is not None}


def _numbers(rows: Sequence[Row], body: Sequence[int]) -> bool:
    """Whether the first cells of the rows number most of them: counting from one, in one or more runs, or codes."""
    values = [number for i in body if (number := _number(rows[i][0])) is not None]
    if len(values) < 2 or len(values) < _COUNTED * len(body):
        return False
    if all(code_parts(value) for value in values):
        return codes_count(values)
    counts = [marker.value if (marker := marker_of(f"{value}. x")) else None for value in values]
    return counts[0] == 1 and all(
        one is not None and (other == one + 1 or (other == 1 and one > 1)) for one, other in pairwise(counts)
    )


def numbers_row(text: str) -> bool:
    """Whether the words of a first cell are but the number of its row."""
    return _number(Cell(text, 0)) is not None


def _number(cell: Cell) -> str | None:
    """The number that fills a cell, without its punctuation, and without a label before it."""
    text = cell.text.strip()
    if match := _NUMBER.fullmatch(text):
        return match["n"]
    marker = marker_of(f"{text}: x") or marker_of(f"{text} x")
    labelled = marker is not None and marker.label is not None and marker.length >= len(text)
    return marker.number if labelled and marker is not None else None
