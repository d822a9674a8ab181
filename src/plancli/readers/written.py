"""Days as documents write them, for lines that are made from a format's own fields."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from plancli.gazetteer.cues import table

if TYPE_CHECKING:
    from datetime import date


def written(day: date) -> str:
    """A day in words.

    >>> from datetime import date
    >>> written(date(2025, 3, 12))
    '12 March 2025'
    """
    return f"{day.day} {_months()[day.month - 1]} {day.year}"


@cache
def _months() -> tuple[str, ...]:
    return tuple(row["word"].title() for row in table("months"))
