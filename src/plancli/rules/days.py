"""Days as a text writes them out, whether or not the calendar has them."""

from __future__ import annotations

import re
from calendar import isleap
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from plancli.pipeline.dates.lexicon import values

if TYPE_CHECKING:
    from plancli.rules.base import Context

LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
"""Days of each month, of February in a leap year."""

_DAY = r"(?<![\d./,-])(?P<day{n}>\d{{1,2}})(?:st|nd|rd|th)?(?![\d%])"
_YEAR = r"(?:,?\s+(?P<year{n}>[12]\d{{3}})(?!\d))?"
_WEEKDAY = r"(?:(?P<weekday{n}>{weekdays}),?\s+(?:the\s+)?)?"
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


_MONTHS = ("month", "month_word", "month_abbr")
_WEEKDAYS = ("weekday", "weekday_abbr")
"""Classes of the date vocabulary, the last of each with short forms."""


@cache
def _pattern() -> re.Pattern[str]:
    months = _printed(_MONTHS)
    names = {"months": months, "weekdays": _printed(_WEEKDAYS)}
    worded = [form.format(n=n, **names) for n, form in ((1, _BRITISH), (2, _AMERICAN))]
    return re.compile(rf"\b(?:{'|'.join([*worded, _ISO, _NUMERIC])})(?!\w)")


def _printed(classes: tuple[str, ...]) -> str:
    """What matches a name with its capital or all in capitals, or its short form, perhaps with a full stop."""
    full = [word.title() for word in values(*classes[:-1])]
    short = sorted(
        (word.title() for word in values(classes[-1]) if not word.endswith(".")), key=len, reverse=True
    )
    return f"(?:{'|'.join([*full, *map(str.upper, full)])}|(?:{'|'.join(short)})\\b\\.?)"


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
    """The weekday that stands with a worded date, Monday as 0."""
    printed = match[f"weekday{form}"] if form in "12" else None
    return int(values(*_WEEKDAYS)[printed.rstrip(".").lower()]) - 1 if printed else None


def _lead(text: str, start: int) -> str:
    """The word before a date, in lower case."""
    before = re.search(r"(\w+)\s+(?:the\s+)?$", text[max(0, start - 30) : start], re.IGNORECASE)
    return before[1].lower() if before else ""


def _month(printed: str) -> int:
    bare = printed.rstrip(".")
    return int(bare) if bare.isdigit() else int(values(*_MONTHS)[bare.lower()])


def published_day(context: Context) -> date | None:
    """The day of publication, or the first that it can be; ``None`` where the document does not give it."""
    published = context.plan.metadata.published
    try:
        return date(*[int(part) for part in f"{published.value}-01-01".split("-")[:3]]) if published else None
    except ValueError:
        return None
