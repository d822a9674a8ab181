"""Arithmetic on TIMEX3 values: shift, coarsen, bound.

Values stay strings (``2024``, ``2024-12``, ``2024-W50``, ``2024-Q3``, ``201``), since a partial date is not a
day. Years before Christ are negative inside and print as ``BC0490``.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

SEASON_MONTHS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 2)}
_SEASON_ORDER = ("WI", "SP", "SU", "FA")
#: How much of a year's digits a year, a decade and a century keep.
_YEAR_ENDS = {"Y": None, "DE": -1, "CE": -2}
_PARTS = re.compile(
    r"(?P<year>(?:BC)?\d{4})(?:-(?:(?P<month>\d{2})(?:-(?P<day>\d{2}))?|Q(?P<quarter>[1-4])|H(?P<half>[12])"
    r"|(?P<season>SP|SU|FA|WI)|W(?P<week>\d{2})(?:-(?P<weekday>WE|[1-7]))?))?(?:T.*)?"
)
_DAY = re.compile(r"\d{4}-\d\d-\d\d(?:T.*)?$")
_LONG = re.compile(r"(?:BC)?(?P<digits>\d{2,3})")


@lru_cache(maxsize=4096)
def parts(value: str | None) -> dict[str, str]:
    """Split a calendar value into its named parts; empty for what is no year or finer."""
    found = _PARTS.fullmatch(value) if value else None
    return {k: v for k, v in found.groupdict().items() if v is not None} if found else {}


def year_number(value: str | None) -> int | None:
    """Return the year of a value, negative before Christ, or ``None`` for a decade, a century or no date."""
    year = parts(value).get("year")
    if year is None:
        return None
    return -int(year[2:]) if year.startswith("BC") else int(year)


def year_value(number: int) -> str | None:
    """Print a year number (negative before Christ) as a TIMEX3 value."""
    if not -9999 <= number <= 9999:
        return None
    return f"{number:04d}" if number >= 0 else f"BC{-number:04d}"


def month_value(year: int, month: int) -> str | None:
    """Print a month, carrying months outside 1 to 12 over into the year."""
    carry, index = divmod(month - 1, 12)
    prefix = year_value(year + carry)
    return f"{prefix}-{index + 1:02d}" if prefix else None


def day_value(year: int, month: int, day: int) -> str | None:
    """Print a day, or ``None`` where the calendar has no such day."""
    prefix = year_value(year)
    if prefix is None or not 1 <= month <= 12 or not 1 <= day <= 31:
        return None
    if day > 28 and 1 <= year <= 9999 and day > monthrange(year, month)[1]:
        return None
    return f"{prefix}-{month:02d}-{day:02d}"


@lru_cache(maxsize=4096)
def to_date(value: str | None) -> date | None:
    """Return the day that a full date value names, or ``None``."""
    if not value or not _DAY.match(value):
        return None
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None


@lru_cache(maxsize=4096)
def week_value(day: date) -> str:
    """Return the ISO week that a day lies in."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def _month_of(p: dict[str, str]) -> int | None:
    """Return the month in which the part of the year begins."""
    if "month" in p:
        return int(p["month"])
    if "quarter" in p:
        return 3 * int(p["quarter"]) - 2
    if "half" in p:
        return 6 * int(p["half"]) - 5
    if "season" in p:
        return SEASON_MONTHS[p["season"]][0]
    return None


@lru_cache(maxsize=4096)
def coarsen(value: str | None, unit: str) -> str | None:
    """Return the unit that the value lies in, or ``None`` where the value is too coarse to tell.

    Units are D, W, WE (weekend), M, Q, H, S (season), Y, DE and CE.
    """
    year = year_number(value)
    if year is None or value is None:
        return value if value and unit == "DE" and _LONG.fullmatch(value) and len(value) == 3 else None
    if unit in _YEAR_ENDS:
        head = year_value(year)
        return head and head[: _YEAR_ENDS[unit]]
    if unit == "D":
        return value.partition("T")[0] if "day" in parts(value) else None
    if unit in ("W", "WE"):
        return _week_around(value, unit)
    return _part_of_year(value, year, unit)


def _week_around(value: str, unit: str) -> str | None:
    """Return the week, or its weekend, that a day or a week names."""
    day = to_date(value)
    week = week_value(day) if day else value[:8] if "week" in parts(value) else None
    return week and week + ("-WE" if unit == "WE" else "")


def _part_of_year(value: str, year: int, unit: str) -> str | None:
    p = parts(value)
    if "week" in p:
        first = bounds(value)
        p, year = (parts(first[0]), int(first[0][:4])) if first else ({}, year)
    month, head = _month_of(p), year_value(year)
    if month is None:
        return None
    written = {
        "M": f"{month:02d}",
        "Q": f"Q{(month + 2) // 3}",
        "H": f"H{(month + 5) // 6}",
        "S": _SEASON_ORDER[month % 12 // 3],
    }.get(unit)
    return f"{head}-{written}" if head and written else None


@lru_cache(maxsize=4096)
def shift(value: str | None, unit: str, count: int) -> str | None:
    """Move a value by ``count`` units and give it at that unit's grain.

    The month before ``2024-12-10`` is ``2024-11``; the day after ``2024-12`` is unknown: ``None``.
    """
    if unit == "FN":
        unit, count = "W", 2 * count
    base = coarsen(value, unit)
    if base is None or abs(count) > 9999:
        return None
    moves: dict[str, Callable[[str, int], str | None]] = {
        "Y": _shift_year,
        "M": _shift_month,
        "Q": _shift_quarter,
        "D": shift_days,
        "W": _shift_week,
        "WE": _shift_week,
        "DE": _shift_long,
        "CE": _shift_long,
    }
    move = moves.get(unit)
    return move(base, count) if move else None


def _shift_year(base: str, count: int) -> str | None:
    return year_value((year_number(base) or 0) + count)


def _shift_month(base: str, count: int) -> str | None:
    return month_value(year_number(base) or 0, int(parts(base)["month"]) + count)


def _shift_quarter(base: str, count: int) -> str | None:
    carry, index = divmod(int(parts(base)["quarter"]) - 1 + count, 4)
    head = _shift_year(base, carry)
    return head and f"{head}-Q{index + 1}"


def _shift_week(base: str, count: int) -> str | None:
    first = bounds(base[:8])
    moved = to_date(shift_days(first[0], 7 * count)) if first else None
    return week_value(moved) + base[8:] if moved else None


def _shift_long(base: str, count: int) -> str | None:
    sign, digits = (-1, base[2:]) if base.startswith("BC") else (1, base)
    number = sign * int(digits) + count
    if not -(10 ** len(digits)) < number < 10 ** len(digits):
        return None
    return f"{number:0{len(digits)}d}" if number >= 0 else f"BC{-number:0{len(digits)}d}"


@lru_cache(maxsize=4096)
def shift_days(value: str, count: int) -> str | None:
    """Move a full date by days; before Christ, within a month only."""
    day = to_date(value)
    if day is not None:
        try:
            return (day + timedelta(days=count)).isoformat()
        except OverflowError:
            return None
    p = parts(value)
    if "day" in p and 1 <= int(p["day"]) + count <= 28:
        return f"{value[:-2]}{int(p['day']) + count:02d}"
    return None


@lru_cache(maxsize=4096)
def add_period(value: str, unit: str, count: float) -> str | None:
    """Return the day ``count`` units from a full date, the day of the month kept where it exists."""
    day = to_date(value)
    if day is None:
        return None
    days = {"D": 1, "W": 7, "FN": 14, "WE": 7}.get(unit)
    if days is not None:
        return shift_days(value, round(days * count))
    months = {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200}.get(unit)
    if months is None or abs(count) > 9999:
        return None
    carry, index = divmod(day.month - 1 + round(months * count), 12)
    year = day.year + carry
    if not 1 <= year <= 9999:
        return None
    return day_value(year, index + 1, min(day.day, monthrange(year, index + 1)[1]))


@lru_cache(maxsize=4096)
def bounds(value: str | None) -> tuple[str, str] | None:
    """Return the first and the last day (ISO) of a calendar value, or ``None`` where it has none."""
    day = to_date(value)
    if day is not None:
        return (day.isoformat(),) * 2
    p = parts(value)
    if not p or "day" in p:
        return None if p else _long_bounds(value)
    if p["year"].startswith("BC") or p["year"] == "0000":
        return None
    year = int(p["year"])
    if "week" in p:
        return _week_bounds(year, int(p["week"]), p.get("weekday"))
    return _month_bounds(year, p)


def _month_bounds(year: int, p: dict[str, str]) -> tuple[str, str] | None:
    """Bound a year or its part; a winter may be named by either of the years that it lies in."""
    if p.get("season") == "WI":
        return f"{max(year - 1, 1):04d}-12-01", f"{min(year + 1, 9999):04d}-02-28"
    first = _month_of(p)
    if first is None:
        return f"{year:04d}-01-01", f"{year:04d}-12-31"
    last = first + (0 if "month" in p else 5 if "half" in p else 2)
    if not 1 <= first <= last <= 12:
        return None
    return f"{year:04d}-{first:02d}-01", f"{year:04d}-{last:02d}-{monthrange(year, last)[1]}"


def _week_bounds(year: int, week: int, weekday: str | None) -> tuple[str, str] | None:
    first, last = (6, 7) if weekday == "WE" else (int(weekday),) * 2 if weekday else (1, 7)
    try:
        days = [date.fromisocalendar(year, week, number).isoformat() for number in (first, last)]
    except ValueError:
        return None
    return days[0], days[1]


def _long_bounds(value: str | None) -> tuple[str, str] | None:
    found = _LONG.fullmatch(value) if value and not value.startswith("BC") else None
    if not found or not found["digits"].strip("0"):
        return None
    gap = 4 - len(found["digits"])
    return f"{found['digits']}{'0' * gap}-01-01", f"{found['digits']}{'9' * gap}-12-31"


@lru_cache(maxsize=256)
def easter(year: int) -> date:
    """Return Easter Sunday (Gregorian; the algorithm printed by Meeus, after Jones and Butcher)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def nth_weekday(year: int, month: int, weekday: int, count: int) -> date:
    """Return the ``count``-th ISO weekday of a month; -1 is the last."""
    if count > 0:
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (count - 1))
    last = date(year, month, monthrange(year, month)[1])
    return last - timedelta(days=(last.isoweekday() - weekday) % 7)
