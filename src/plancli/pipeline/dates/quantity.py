"""Counts of units: numerals, worded numbers, vague quantities, halves."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from plancli.pipeline.dates.grammar import members

if TYPE_CHECKING:
    from plancli.pipeline.dates.match import Match

#: Units that the value writes differently: fourteen nights are two weeks, hours stand after a T.
_WRITTEN = {"TH": ("H", True), "TM": ("M", True), "TS": ("S", True), "WE": ("WE", False), "FN": ("W", False)}


def count_in(match: Match) -> float | str | None:
    """Return the number that counts the units: ``2``, ``2.5``, ``X`` for a vague one, ``None`` without any.

    A range of counts (``three to five years``) gives the larger.
    """
    if match.has("half_unit"):
        return 0.5
    index = match.index("units")
    index = match.index("UNIT") if index is None else index
    tokens = range(match.first, match.last if index is None else index)
    letters, counting = match.run.letters, members("COUNT") + members("indef")
    found = [i for i in tokens if letters[i] in counting]
    if not found:
        return None
    written = match.run.values[found[-1]]
    if written == "X":
        return "X"
    return float(written) + (0.5 if match.has("half_more") else 0)


@lru_cache(maxsize=4096)
def period_value(count: float | str, unit: str) -> str:
    """Write a TIMEX3 duration: ``P6M``, ``PT24H``, ``PXM``, ``P2.5Y``."""
    letters, clock = _WRITTEN.get(unit, (unit, False))
    if isinstance(count, int | float):
        count *= 2 if unit == "FN" else 1
        written = str(int(count)) if count == int(count) else str(count)
    else:
        written = count
    return f"P{'T' if clock else ''}{written}{letters}"


@lru_cache(maxsize=4096)
def recurrence_value(count: str, unit: str) -> str:
    """Write how often something recurs; a quarter is three months, as ``quarterly`` is."""
    if count in ("X", "-1"):
        return period_value("X", unit)
    return period_value(3 * float(count), "M") if unit == "Q" else period_value(float(count), unit)
