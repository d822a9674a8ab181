"""Whether one TIMEX3 value is later or longer than another."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import Literal

Shift = Literal["set", "dropped", "brought forward", "put off", "changed"]

_CALENDAR = re.compile(
    r"(\d{4})(?:-(?:(\d\d)(?:-(\d\d))?|Q([1-4])|H([12])|(SP|SU|FA|WI)|W(\d\d).*))?(?:T.*)?"
)
_FINANCIAL = re.compile(r"\d{4}/(\d{4})")
_DURATION = re.compile(r"P(?:T)?(\d+(?:\.\d+)?)([A-Z]+)")
_SEASONS = {"SP": 5, "SU": 8, "FA": 11, "WI": 12}  # last months, in the north
_UNITS = {"D": 1.0, "W": 7.0, "M": 30.44, "Q": 91.3, "Y": 365.25, "DE": 3652.5, "H": 1 / 24}


def shift(old: str | None, new: str | None) -> Shift:
    """How a deadline changed, from its two values.

    >>> shift("2026-12", "2027"), shift("2027-01-31", "2026-Q4"), shift(None, "2026"), shift("P6M", "P1Y")
    ('put off', 'brought forward', 'set', 'put off')
    """
    if old is None or new is None:
        return "set" if old is None else "dropped"
    before, after = _end(old), _end(new)
    if before is None or after is None or before[0] != after[0] or before == after:
        return "changed"
    return "put off" if before < after else "brought forward"


def _end(value: str) -> tuple[str, float] | None:
    """The last day that a value can mean, or how long it lasts; values of a sort compare by it."""
    if found := _FINANCIAL.fullmatch(value):
        return "day", date(int(found[1]), 3, 31).toordinal()
    if found := _DURATION.fullmatch(value):
        days = _UNITS.get(found[2])
        return ("days", float(found[1]) * days) if days else None
    found = _CALENDAR.fullmatch(value)
    try:
        return ("day", float(_last_day(found).toordinal())) if found else None
    except ValueError:
        return None


def _last_day(found: re.Match[str]) -> date:
    year = int(found[1])
    if found[3]:
        return date(year, int(found[2]), int(found[3]))
    if found[7]:
        return date.fromisocalendar(year, int(found[7]), 7)
    month = int(found[2] or 3 * int(found[4] or 0) or 6 * int(found[5] or 0) or _SEASONS.get(found[6], 12))
    return date(year, month, monthrange(year, month)[1])
