"""A weekday does not fit its date.

Either the day or the date is wrong, and a meeting, a deadline or an entry into force is kept on two days. The commonest
cause is a text carried over from the year before.

To mend it: look up which of the two is meant, and correct the other.
"""

from __future__ import annotations

from calendar import day_name, isleap
from collections.abc import Iterator
from datetime import date

from plancli.rules.base import Context, Hit
from plancli.rules.days import WrittenDay, published_day, written_days

CODE = "D201"
LEVEL = "error"
FAILING = (
    "The council meets on Monday 12 March 2025.",
    "Consultation closes on Friday, July 4th, 2024.",
    "Harbour note\n\nPublished: 2 June 2025\n\nOffices open again on Sunday 9 June.",
)
PASSING = (
    "The council meets on Wednesday 12 March 2025.",
    "Consultation closes on Thursday, July 4th, 2024.",
    "Harbour note\n\nPublished: 2 June 2025\n\nOffices open again on Monday 9 June.",
)

_NEAR = 300
"""Days from publication within which a date without its year falls."""


def check(context: Context) -> Iterator[Hit]:
    """Days with their weekday; where the year is left out, days near publication are tried."""
    for each in written_days(context.text):
        if each.weekday is None or not 1 <= each.day <= each.length:
            continue
        falls = [day.weekday() for day in _days(each, published_day(context))]
        if falls and each.weekday not in falls:
            yield Hit(_message(context.text, each, falls), each.start, each.end)


def _days(each: WrittenDay, published: date | None) -> Iterator[date]:
    """The days that may be meant: without a year those within ten months of publication."""
    years = [each.year] if each.year else range(published.year - 1, published.year + 2) if published else []
    for year in years:
        if each.month == 2 and each.day == 29 and not isleap(year):
            continue
        day = date(year, each.month, each.day)
        if each.year or (published and abs((day - published).days) < _NEAR):
            yield day


def _message(text: str, each: WrittenDay, falls: list[int]) -> str:
    words = text[each.start : each.end]
    if each.year is None:
        return f"'{words}' falls on no {day_name[each.weekday or 0]} in any year near publication"
    return f"'{words}' is a {day_name[falls[0]]}, not a {day_name[each.weekday or 0]}"
