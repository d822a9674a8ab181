"""Numeric dates of a cover ("05/03/2024"), in the order of day and month that the document's worded dates show."""

from __future__ import annotations

import re
from functools import cache

from plancli.gazetteer.cues import words

_NUMERIC = re.compile(r"(?P<first>\d{1,2})(?P<sign>[/.-])(?P<second>\d{1,2})(?P=sign)(?P<year>(?:19|20)\d\d)")
_MONTHS, _DAYS = 12, 31


def numeric_date(text: str, context: str) -> str | None:
    """The day that ``text`` gives as numbers, ``YYYY-MM-DD``, or ``None`` where its order cannot be known.

    Args:
        text: the date and nothing else.
        context: the text of the document.
    """
    match = _NUMERIC.fullmatch(text.strip())
    if match is None:
        return None
    first, second = int(match["first"]), int(match["second"])
    day_first = match["sign"] == "." or first > _MONTHS or (second <= _MONTHS and _day_first(context))
    day, month = (first, second) if day_first else (second, first)
    known = day_first is not None and 1 <= month <= _MONTHS and 1 <= day <= _DAYS
    return f"{match['year']}-{month:02}-{day:02}" if known else None


def _day_first(context: str) -> bool | None:
    """Whether the worded dates of the document have the day before the month; ``None`` where they do not tell."""
    day, month = _orders()
    british, american = len(day.findall(context)), len(month.findall(context))
    return None if british == american else british > american


@cache
def _orders() -> tuple[re.Pattern[str], re.Pattern[str]]:
    names = "|".join(sorted(words("months")))
    return (
        re.compile(rf"\b\d{{1,2}}(?:st|nd|rd|th)? (?:of )?(?:{names})\b", re.IGNORECASE),
        re.compile(rf"\b(?:{names}) \d{{1,2}}(?:st|nd|rd|th)?\b(?! [a-z]+ \d{{4}})", re.IGNORECASE),
    )
