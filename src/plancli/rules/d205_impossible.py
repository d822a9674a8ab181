"""A date is not in the calendar.

Nobody can act on "31 June": the month has thirty days. Whoever reads it takes the last day of the month or the first
of the next, and two readers take different ones.

To mend it: write the day that is meant, and the weekday beside it if that helps the next reader to check.
"""

from __future__ import annotations

from calendar import month_name
from collections.abc import Iterator

from plancli.pipeline.dates.lexicon import cues
from plancli.rules.base import Context, Hit
from plancli.rules.days import LENGTHS, WrittenDay, written_days

CODE = "D205"
LEVEL = "error"
FAILING = (
    "The report is due by 31 June 2027.",
    "The scheme opened on February 30th, 2024 and closed in May.",
    "It applies from 29 February 2025.",
)
PASSING = (
    "The report is due by 30 June 2027.",
    "It applied from 29 February 2024.",
    "Of the 31 June applications seven were late, and all 45 May visits took place.",
)


def check(context: Context) -> Iterator[Hit]:
    """Days beyond the end of their month; without a year only where the words before them show a date."""
    for each in written_days(context.text):
        if each.day <= each.length and each.day > 0:
            continue
        if each.year is None and each.weekday is None and each.lead not in cues("day_before"):
            continue
        yield Hit(_message(each), each.start, each.end)


def _message(each: WrittenDay) -> str:
    month = month_name[each.month]
    if each.month == 2 and each.day == LENGTHS[1]:
        return f"{each.year} is no leap year: February has 28 days"
    return f"{month} has {each.length} days"
