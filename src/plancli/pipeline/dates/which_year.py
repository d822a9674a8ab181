"""Which year is meant: written, borrowed from a date beside it, or resolved by tense and context."""

from __future__ import annotations

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
    digits = match.value("short_year")
    near = match.context.published if not match.context.narrative else match.context.last
    return full_year(digits, near or match.context.last) if digits else None


def written_year(match: Match) -> tuple[int | None, str | None]:
    year = year_in(match)
    if year is None:
        year = short_year_number(match)
    return (year, None) if year is not None else relative_year(match)


def year_ahead(match: Match, month: int) -> int | None:
    """Borrow the year of a later date that is joined to this one: ``March`` in ``between March and May 2024``."""
    letters, joins = match.tape.letters, members("JOIN")
    months, days = (
        members("MONTH"),
        members("DAY") + members("WEEKDAY") + members("the") + members("early") + members("late"),
    )
    index = match.last
    if letters[index] in members("open") and letters[index + 1] in members("year"):
        return int(match.tape.values[index + 1])
    if letters[index] not in joins:
        return None
    spanning = letters[index] not in members("link") + members("comma") + members("link_or")
    for position in range(index, min(index + _YEARS_TOGETHER, len(letters))):
        letter = letters[position]
        if letter in members("year"):
            later = next(
                (int(match.tape.values[i]) for i in range(position, index, -1) if letters[i] in months), None
            )
            year = int(match.tape.values[position])
            return year - 1 if spanning and later is not None and later < month else year
        if letter not in joins + months + days + members("open"):
            return None
    return None


def nearest_year(match: Match, month: int, day: int | None = None) -> tuple[int | None, str | None]:
    """Choose the year of a date without one, by tense and publication, or by the date last mentioned."""
    ahead = year_ahead(match, month)
    if ahead is not None:
        return ahead, None
    context = match.context
    anchor = context.deictic(match.start)
    base = at.year_number(anchor)
    if base is None:
        return None, None
    if context.narrative:
        return _narrated_year(match, base, month), anchor
    published_month = int(at.parts(anchor).get("month", 0))
    if not published_month:
        return base, anchor
    tense = context.tense(match.start, match.end)
    if not tense:
        gap = month - published_month
        return base + (gap < -6) - (gap > 6), anchor
    if month == published_month:
        return base, anchor
    if tense < 0 and month > published_month:
        base -= 1
    elif tense > 0 and month < published_month:
        base += 1
    return base, anchor


def _narrated_year(match: Match, base: int, month: int) -> int:
    """In a narrative time moves on: January after December is the next year's, unless the line starts anew."""
    context = match.context
    last = context.mentions[-1]
    last_month = int(at.parts(last.value).get("month", 0))
    return base + 1 if last_month - month >= 9 and match.start - last.end < 1500 else base
