"""Answers to queries as a table for people, CSV for spreadsheets, or JSON."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.table import Table

    from plancli.corpus.query import Answer

_SHOWN = 1000
"""Rows that a table shows; nobody reads more of them."""
_WORD = 12
"""Letters of a word that stand on one line of a table."""
_BETWEEN = 3
"""Columns of a terminal between two columns of a table."""
# What makes a spreadsheet take a text for a formula, after blanks that some of them drop (OWASP, CSV injection)
_FORMULA = re.compile(r"[\s\u200b\ufeff]*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def write(answer: Answer, form: str, width: int = 80, colour: bool = False) -> Iterator[str]:
    """The text of an answer, piece by piece.

    Args:
        answer: columns and rows.
        form: ``table``, ``csv``, ``json`` or ``jsonl``.
        width: columns of the terminal, for a table.
        colour: whether it takes colour.
    """
    if form == "csv":
        return _csv(answer)
    if form == "json":
        return _json(answer)
    if form == "jsonl":
        return (_object(answer, row) + "\n" for row in answer.rows)
    return _table(answer, width, colour)


def disarmed(value: Any) -> Any:
    """A value as it may stand in a cell: a text that a spreadsheet would calculate begins with an apostrophe.

    >>> disarmed("=1+2"), disarmed("-5 %"), disarmed("5 %"), disarmed(-5)
    ("'=1+2", "'-5 %", '5 %', -5)
    """
    if isinstance(value, str):
        return "'" + value if _FORMULA.match(value) else value
    if isinstance(value, bool):
        return str(value).lower()
    return value


def _csv(answer: Answer) -> Iterator[str]:
    """RFC 4180 but for the line ends, which are those of this system's tools."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow([disarmed(column) for column in answer.columns])
    for row in answer.rows:
        writer.writerow([disarmed(_plain(value, nested=True)) for value in row])
        yield stream.getvalue()
        stream.seek(0)
        stream.truncate()
    yield stream.getvalue()


def _json(answer: Answer) -> Iterator[str]:
    before = "[\n "
    for row in answer.rows:
        yield before + _object(answer, row)
        before = ",\n "
    yield "[]\n" if before == "[\n " else "\n]\n"


def _object(answer: Answer, row: tuple[Any, ...]) -> str:
    values = {name: _plain(value) for name, value in zip(answer.columns, row, strict=True)}
    text = json.dumps(values, ensure_ascii=False, allow_nan=False, default=str)
    return _CONTROL.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _plain(value: Any, *, nested: bool = False) -> Any:
    """A value as JSON has it; lists and the like as a text of JSON where ``nested`` ones do not fit."""
    if isinstance(value, float) and (value != value or value in {float("inf"), float("-inf")}):  # noqa: PLR0124
        return None
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if isinstance(value, (list, tuple, dict)) and nested:
        return json.dumps(value, ensure_ascii=False, default=str)
    if isinstance(value, (bytes, bytearray)):
        return value.hex()
    return value


def _table(answer: Answer, width: int, colour: bool) -> Iterator[str]:
    from plancli.writers import Look
    from plancli.writers.printed import printed

    rows = list(islice(answer.rows, _SHOWN + 1))
    shown = [[_shown(value) for value in row] for row in rows[:_SHOWN]]
    columns = [_shown(column) for column in answer.columns]
    if _least(columns, shown) <= width:
        numeric = [
            any(isinstance(row[at], (int, float, Decimal)) for row in rows[:50]) for at in range(len(columns))
        ]
        parts = [_grid(columns, shown, numeric)]
    else:
        parts = [_record(columns, row) for row in shown]
    pieces = (printed([part], Look(width, colour)).splitlines(keepends=True) for part in parts)
    yield "\n".join("".join(line for line in piece if line.strip()) for piece in pieces)
    if len(rows) > _SHOWN:
        yield f"the first {_SHOWN} rows; --format csv gives all\n"
    elif not rows:
        yield "no rows\n"


def _least(columns: list[str], shown: list[list[str]]) -> int:
    """Columns of a terminal below which a table cuts its words into pieces that nobody can read."""
    longest = [
        max([len(word) for cell in each for word in cell.split()], default=0)
        for each in zip(columns, *shown, strict=True)
    ]
    return sum(
        max(len(column), min(word, _WORD)) + _BETWEEN for column, word in zip(columns, longest, strict=True)
    )


def _grid(columns: list[str], shown: list[list[str]], numeric: list[bool]) -> Table:
    """The answer as a table, numbers to the right."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for column, number in zip(columns, numeric, strict=True):
        table.add_column(Text(column), justify="right" if number else "left", overflow="fold")
    for row in shown:
        table.add_row(*map(Text, row))
    return table


def _record(columns: list[str], row: list[str]) -> Table:
    """One row as a list of its values, each beside the name of its column; empty ones are left out."""
    from rich.table import Table
    from rich.text import Text

    table = Table.grid(padding=(0, 2))
    table.add_column(style="bold", min_width=max(map(len, columns)))
    table.add_column(overflow="fold")
    for column, value in zip(columns, row, strict=True):
        if value:
            table.add_row(Text(column), Text(value))
    return table


def _shown(value: Any) -> str:
    if value is None:
        return ""
    plain = _plain(value, nested=True)
    if isinstance(plain, bool):
        return "yes" if plain else "no"
    return _CONTROL.sub("\ufffd", str(plain))
