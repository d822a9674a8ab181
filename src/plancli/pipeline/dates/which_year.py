"""Which year is meant: written, borrowed from a date beside it, or resolved by tense and context."""

from __future__ import annotations

import re
from functools import cache

from plancli.pipeline.dates import arithmetic as at
from plancli.pipeline.dates.grammar import members
from plancli.pipeline.dates.match import Match, relative_year, year_in

_YEARS_TOGETHER = 8


def full_year(digits: str, near: str | None) -> int:
    """Complete a two-digit year to the century that brings it nearest to a date, else to 1930–2029."""
    number = int(digits)
    if len(digits) > 2:
        return number
    centre = at.year_number(near) or 1980
    return min((century + number for century in range(1000, 2200, 100)), key=lambda year: abs(year - centre))


def short_year_number(match: Match) -> int | None:
    """Return the year of ``'93`` in the match."""
    digits = match.value("short_year")
    near = match.context.published if not match.context.narrative else match.context.last
    return full_year(digits, near or match.context.last) if digits else None


def written_year(match: Match) -> tuple[int | None, str | None]:
    """Return the year that the match writes or describes, and the anchor of a description."""
    year = year_in(match)
    if year is None:
        year = short_year_number(match)
    return (year, None) if year is not None else relative_year(match)


def worded_year(match: Match) -> int | None:
    """Return the year that the numerals of the match spell: ``nineteen hundred and five``, ``two thousand``."""
    total = below = 0
    for number in map(int, match.values("numeral")):
        if number in (100, 1000):
            below = max(below, 1) * number
        elif 9 < below < 22 and number > 9:  # nineteen ninety-eight
            below = below * 100 + number
        else:
            below += number
        if number == 1000:
            total, below = total + below, 0
    return total + below if 1000 <= total + below < 2200 else None


def year_ahead(match: Match, month: int) -> int | None:
    """Borrow the year of a later date that is joined to this one: ``between March and May 2024``."""
    letters, values, index = match.run.letters, match.run.values, match.last
    if match.letter_at(index, "open") and match.letter_at(index + 1, "year"):
        return int(values[index + 1])
    if not match.letter_at(index, "JOIN"):
        return None
    found = _dates_then_year().match(letters, index)
    if not found:
        return None
    year = int(values[found.end() - 1])
    later = [int(values[i]) for i in range(index, found.end()) if match.letter_at(i, "MONTH")]
    spanning = not any(match.letter_at(index, part) for part in ("link", "comma", "link_or"))
    return year - 1 if spanning and later and later[-1] < month else year


@cache
def _dates_then_year() -> re.Pattern[str]:
    """Return the pattern of joined days and months that end with a year."""
    between = "".join(
        map(
            members,
            (
                "JOIN",
                "MONTH",
                "SEASON",
                "quarter_token",
                "half_token",
                "DAY",
                "WEEKDAY",
                "the",
                "early",
                "late",
                "open",
            ),
        )
    )
    return re.compile(f"[{between}]{{1,{_YEARS_TOGETHER}}}?[{members('year')}]")


def nearest_year(match: Match, month: int) -> tuple[int | None, str | None]:
    """Choose the year of a date without one, by tense and publication, or by the date last mentioned."""
    ahead = year_ahead(match, month)
    if ahead is not None:
        return ahead, None
    context = match.context
    behind = _year_behind(match, month)
    if behind is not None:
        return behind, context.mentions[-1].value
    anchor = context.deictic(match.start)
    base = at.year_number(anchor)
    if base is None:
        return None, None
    told = context.narrative and context.mentions
    return (_narrated_year(match, base, month) if told else _published_year(match, anchor, month)), anchor


def _published_year(match: Match, anchor: str | None, month: int) -> int:
    """Take the year of publication, or the one beside it where the tense points to another."""
    base, published_month = at.year_number(anchor) or 0, int(at.parts(anchor).get("month", 0))
    if not published_month or month == published_month:
        return base
    gap = month - published_month
    tense = -1 if match.bare_before() == "since" else match.context.tense(match.start, match.end)
    if not tense:  # the nearest such month
        return base + (gap < -6) - (gap > 6)
    return base - (tense < 0 < gap) + (tense > 0 > gap)


def _year_behind(match: Match, month: int) -> int | None:
    """Take the year of the date that this one ends a range with: ``June 1 to Nov. 30``."""
    mentions = match.context.mentions
    before = match.first - 1
    if not mentions or not any(match.letter_at(before, part) for part in ("to", "dash")):
        return None
    last = mentions[-1]
    first_month = at.parts(last.value).get("month")
    year = at.year_number(last.value)
    if last.end != match.end_of(before - 1) or first_month is None or year is None:
        return None
    return year + (month < int(first_month))


def _narrated_year(match: Match, base: int, month: int) -> int:
    """In a narrative time moves on: January after December is the next year's."""
    context = match.context
    last = context.mentions[-1]
    last_month = int(at.parts(last.value).get("month", 0))
    return base + 1 if last_month - month >= 9 and match.start - last.end < 1500 else base
