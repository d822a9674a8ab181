"""Readers of days and months: ISO, numeric and worded dates, ranges and lists of days."""

from __future__ import annotations

import re

from plancli.pipeline.dates import arithmetic as at
from plancli.pipeline.dates.grammar import members
from plancli.pipeline.dates.match import Match, Reading, calendar, relative_year, year_in
from plancli.pipeline.dates.which_year import full_year, nearest_year, worded_year, written_year


def iso(match: Match) -> Reading | None:
    """Read ``2025-11-21``, ``2024-06`` and ``2025-11-21T14:00Z``."""
    value = match.tape.lower[match.start : match.end].upper()
    day, _, clock = value.partition("T")
    valid = at.to_date(day) if len(day) == 10 else at.bounds(day)
    if not valid:
        return None
    clock = re.sub(r"\.\d+", "", clock)
    return Reading("TIME", f"{day}T{clock}") if clock else Reading("DATE", day)


def numeric(match: Match) -> Reading | None:
    """Read ``13/10/2024``: the document decides the order, and where nothing does the value stays open."""
    a, b, c = re.split(r"[./-]", match.run.values[match.first])
    context = match.context
    if len(a) == 4:
        value = at.day_value(int(a), int(b), int(c))
        return Reading("DATE", value) if value else None
    if "." in match.text and len(c) == 2:
        return None
    year = full_year(c, context.published or context.last)
    british, american = at.day_value(year, int(b), int(a)), at.day_value(year, int(a), int(b))
    if not british or not american or british == american:
        value = british or american
        return Reading("DATE", value) if value else None
    if context.published in (british, american):  # the day that the document itself is of
        return Reading("DATE", context.published)
    if context.day_first is None:
        low, high = sorted((british, american))
        return Reading(
            "DATE", None, remark=f"day and month in either order: {low} or {high}", bounds=(low, high)
        )
    return Reading("DATE", british if context.day_first else american)


def day_month(match: Match) -> Reading | None:
    """Read a day of a month, the year written, borrowed or resolved."""
    return _day_of(match, int(match.value("ordinal_word", "DAY") or 0), *written_year(match))


def worded_day(match: Match) -> Reading | None:
    """Read ``this third day of May, two thousand and twenty-five``, as treaties are dated."""
    if match.has("numeral"):
        return _day_of(match, int(match.value("ordinal_word", "ordinal") or 0), worded_year(match), None)
    return day_month(match)


def _day_of(match: Match, day: int, year: int | None, anchor: str | None) -> Reading | None:
    month_index = match.index("MONTH")
    if month_index is None:
        return None
    month = int(match.run.values[month_index])
    if year is None:
        year, anchor = nearest_year(match, month)
    if not 1 <= day <= (29 if month == 2 else 30 if month in (4, 6, 9, 11) else 31):
        return None
    if year is None:
        return Reading("DATE", f"XXXX-{month:02d}-{day:02d}", match.mod())
    value = at.day_value(year, month, day)
    if value is None and anchor:  # 29 February of a year that has none: a leap year is meant
        value = at.day_value(year + 1, month, day) or at.day_value(year - 1, month, day)
    return calendar(match, value, anchor) if value else None


def day_before(match: Match) -> Reading | None:
    """Read the ``10`` of ``10–12 December 2024``."""
    letters, values = match.run.letters, match.run.values
    position = match.last
    while letters[position] not in members("MONTH"):
        position += 1
    month, day = int(values[position]), int(match.value("DAY") or 0)
    ahead = position + 1
    if letters[ahead] in members("comma") + members("of"):
        ahead += 1
    if letters[ahead] in members("year"):
        value = at.day_value(int(values[ahead]), month, day)
        return Reading("DATE", value) if value else None
    year, anchor = nearest_year(match, month)
    value = at.day_value(year, month, day) if year is not None else f"XXXX-{month:02d}-{day:02d}"
    return Reading("DATE", value, anchor=anchor) if value else None


def day_after(match: Match) -> Reading | None:
    """Read the ``9`` of ``March 5 and 9``, month and year of the date before it."""
    p = at.parts(match.context.last)
    year = year_in(match)
    if year is None:
        year = at.year_number(match.context.last)
    if year is None or "month" not in p:
        return None
    value = at.day_value(year, int(p["month"]), int(match.value("DAY") or 0))
    return Reading("DATE", value, anchor=match.context.last) if value else None


def bare_day(match: Match) -> Reading | None:
    """Read ``the 20th`` in the month last mentioned (or of publication)."""
    anchor = match.context.anaphoric(match.start)
    p = at.parts(anchor)
    year = at.year_number(anchor)
    if year is None or "month" not in p:
        return None
    value = at.day_value(year, int(p["month"]), int(match.value("ordinal") or 0))
    return Reading("DATE", value, anchor=anchor) if value else None


def month(match: Match) -> Reading | None:
    """Read a month, alone or with its year."""
    number = int(match.value("MONTH") or 0)
    year, anchor = written_year(match)
    if year is None:
        year, anchor = nearest_year(match, number)
    if year is None:
        return Reading("DATE", f"XXXX-{number:02d}", match.mod())
    return calendar(match, at.month_value(year, number), anchor)


def unit_of(match: Match) -> Reading | None:
    """Read ``the last day of March 2025``; a week of a month stays as exact as its month."""
    unit = match.value("unit", "quarter") or "D"
    number = int(match.value("last", "ORDINAL") or 0)
    whole = _whole(match)
    limits = at.bounds(whole)
    if match.context.narrative and unit == "W":
        return Reading("DURATION", "P1W", anchor=whole)
    if whole is None or limits is None or unit not in ("D", "M", "W"):
        return None
    mod = "END" if number < 0 else "START" if number == 1 else None
    if unit == "D":
        value = limits[1] if number < 0 else at.shift_days(limits[0], number - 1)
        return Reading("DATE", value if value and value <= limits[1] else None)
    if unit == "M" and len(whole) == 4:
        return Reading("DATE", at.month_value(int(whole), 12 if number < 0 else number))
    return Reading("DATE", whole, mod)


def _whole(match: Match) -> str | None:
    """Return the month or year that a part is taken of."""
    if match.has("MONTH"):
        year, _ = written_year(match)
        number = int(match.value("MONTH") or 0)
        year = nearest_year(match, number)[0] if year is None else year
        return at.month_value(year, number) if year is not None else None
    year = year_in(match)
    if year is not None:
        return at.year_value(year)
    units = match.values("unit")
    of_year = len(units) > 0 and units[-1] == "Y"
    context = match.context
    anchor = context.the_year(match.start, match.end) if of_year else context.anaphoric(match.start)
    year, _ = relative_year(match)
    return (
        at.year_value(year) if year is not None else at.coarsen(anchor, units[-1]) if len(units) > 1 else None
    )
