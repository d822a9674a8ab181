"""Cue tables: the words that give lists, lines and sentences their meaning, as data.

Each table is a TSV file beside this module: lines that start with ``#`` are remarks, the first other
line names the columns. An analyst extends plancli by adding a row.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """The rows of ``NAME.tsv`` as dictionaries by column, in the order of the file."""
    text = files(__package__).joinpath(f"{name}.tsv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    columns = lines[0].split("\t")
    return tuple(dict(zip(columns, line.split("\t"), strict=False)) for line in lines[1:])


@cache
def words(name: str, column: str = "word", **where: str) -> frozenset[str]:
    """The values of one column of a table, in the rows whose other columns are as ``where`` says."""
    return frozenset(row[column] for row in table(name) if all(row.get(k) == v for k, v in where.items()))


@cache
def pattern(name: str, column: str = "pattern", flags: int = re.IGNORECASE, **where: str) -> re.Pattern[str]:
    """One expression that matches what any row's pattern matches, longest patterns first."""
    return re.compile("|".join(f"(?:{row})" for row in _longest_first(words(name, column, **where))), flags)


@cache
def either(name: str, column: str = "word", **where: str) -> str:
    """A part of an expression that matches any of the words that :func:`words` gives, the longest first."""
    return f"(?:{'|'.join(map(re.escape, _longest_first(words(name, column, **where))))})"


def _longest_first(rows: Iterable[str]) -> list[str]:
    return sorted(rows, key=lambda row: (-len(row), row))
