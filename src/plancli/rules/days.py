"""Days as a text writes them out, whether or not the calendar has them."""

from __future__ import annotations

import re
from calendar import day_abbr, day_name, isleap, month_abbr, month_name
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from plancli.rules.base import Context

LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
"""Days of each month, of February in a leap year."""

_DAY = r"(?<![\d./,-])(?P<day{n}>\d{{1,2}})(?:st|nd|rd|th)?(?![\d%])"
_YEAR = r"(?:,?\s+(?P<year{n}>[12]\d{{3}})(?!\d))?"
_WEEKDAY = (
    r"(?:(?P<weekday{n}>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Mon|Tues?|Wed|Thur?s?|Fri|Sat|Sun)\b\.?)"
    r",?\s+(?:the\s+)?)?"
)
_BRITISH = _WEEKDAY + _DAY + r"\s+(?:of\s+)?(?P<month{n}>{months})" + _YEAR
_AMERICAN = _WEEKDAY + r"(?P<month{n}>{months})\s+(?:the\s+)?" + _DAY + _YEAR
_ISO = r"(?<![\d-])(?P<year3>[12]\d{3})-(?P<month3>\d\d)-(?P<day3>\d\d)(?![\d-])"
_NUMERIC = r"(?<![\d./-])(?P<day4>\d{1,2})(?P<mark>[/.])(?P<month4>\d{1,2})(?P=mark)(?P<year4>[12]\d{3})(?![\d/-]|\.\d)"


@dataclass(frozen=True, slots=True)
class WrittenDay:
    """A day as it stands in a text: 12 March 2025, Monday, March 12th, 2025-03-12; what it lacks is ``None``."""

    start: int
    end: int
    day: int
    month: int
    year: int | None = None
    weekday: int | None = None
    lead: str = ""

    @property
    def length(self) -> int:
        """Days that its month has; a February without its year has 29."""
        if self.month == 2 and self.year is not None and not isleap(self.year):
            return 28
        return LENGTHS[self.month - 1]


@cache
def _names() -> dict[str, int]:
    """Months and weekdays by their names and short forms in lower case, counted from 1 and from 0."""
    months = {name.lower(): n for names in (month_name, month_abbr) for n, name in enumerate(names) if name}
    days = {name.lower(): n for names in (day_name, day_abbr) for n, name in enumerate(names)}
    return {**months, "sept": 9, **days, "tues": 1, "thur": 3, "thurs": 3}


@cache
def _pattern() -> re.Pattern[str]:
    full = [name for name in month_name if name]
    short = [f"{name}\\b\\.?" for name in [*(name for name in month_abbr if name and name != "May"), "Sept"]]
    months = "|".join([*full, *(name.upper() for name in full), *short])
    worded = [form.format(n=n, months=months) for n, form in ((1, _BRITISH), (2, _AMERICAN))]
    return re.compile(rf"\b(?:{'|'.join([*worded, _ISO, _NUMERIC])})(?!\w)")


def written_days(text: str) -> Iterator[WrittenDay]:
    """The days that ``text`` writes out, in order.

    A numeric date whose order cannot be told is left out, unless neither order gives a day of the calendar.
    """
    for match in _pattern().finditer(text):
        form = next(form for form in "1234" if match[f"day{form}"])
        day, month = int(match[f"day{form}"]), _month(match[f"month{form}"])
        if form == "4":
            if day <= 12 and month <= 12:
                continue
            day, month = (month, day) if month > 12 >= day else (day, month)
        if 1 <= month <= 12:
            year = int(match[f"year{form}"]) if match[f"year{form}"] else None
            yield WrittenDay(
                *match.span(), day, month, year, _weekday(match, form), _lead(text, match.start())
            )


def _weekday(match: re.Match[str], form: str) -> int | None:
    """The weekday that stands with a worded date."""
    printed = match[f"weekday{form}"] if form in "12" else None
    return _names()[printed.rstrip(".").lower()] if printed else None


def _lead(text: str, start: int) -> str:
    """The word before a date, in lower case."""
    before = re.search(r"(\w+)\s+(?:the\s+)?$", text[max(0, start - 30) : start], re.IGNORECASE)
    return before[1].lower() if before else ""


def _month(printed: str) -> int:
    bare = printed.rstrip(".")
    return int(bare) if bare.isdigit() else _names()[bare.lower()]


def published_day(context: Context) -> date | None:
    """The day of publication, or the first that it can be; ``None`` where the document does not give it."""
    published = context.plan.metadata.published
    try:
        return date(*[int(part) for part in f"{published.value}-01-01".split("-")[:3]]) if published else None
    except ValueError:
        return None
