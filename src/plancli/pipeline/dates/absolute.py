"""Readers of calendar dates: days, months, years, quarters, seasons, decades, centuries, feasts."""

from __future__ import annotations

import re
from datetime import timedelta

from plancli.pipeline.dates import arithmetic as at
from plancli.pipeline.dates.grammar import members
from plancli.pipeline.dates.match import Match, Reading, calendar, relative_year, year_in

_YEARS_TOGETHER = 8


def iso(match: Match) -> Reading | None:
    """Read ``2025-11-21``, ``2024-06`` and ``2025-11-21T14:00Z``."""
    value = match.tape.lower[match.start : match.end].upper()
    day, _, clock = value.partition("T")
    valid = at.to_date(day) if len(day) == 10 else at.bounds(day)
    if not valid:
        return None
    clock = re.sub(r"\.\d+", "", clock)
    return Reading("TIME", f"{day}T{clock}") if clock else Reading("DATE", day)


def full_year(digits: str, near: str | None) -> int:
    """Complete a two-digit year to the century that brings it nearest to a date, else to 1930–2029."""
    number = int(digits)
    if len(digits) > 2:
        return number
    centre = at.year_number(near) or 1980
    return min((century + number for century in range(1000, 2200, 100)), key=lambda year: abs(year - centre))


def numeric(match: Match) -> Reading | None:
    """Read ``13/10/2024``: the document decides the order, and where nothing does the value stays open."""
    a, b, c = re.split(r"[./-]", match.tape.values[match.first])
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
    if context.day_first is None:
        low, high = sorted((british, american))
        return Reading("DATE", None, remark=f"day and month in either order: {low} or {high}", bounds=(low, high))
    return Reading("DATE", british if context.day_first else american)


def _short_year(match: Match) -> int | None:
    digits = match.value("short_year")
    near = match.context.published if not match.context.narrative else match.context.last
    return full_year(digits, near or match.context.last) if digits else None


def _written_year(match: Match) -> tuple[int | None, str | None]:
    year = year_in(match)
    if year is None:
        year = _short_year(match)
    return (year, None) if year is not None else relative_year(match)


def _year_ahead(match: Match, month: int) -> int | None:
    """Borrow the year of a later date that is joined to this one: ``March`` in ``between March and May 2024``."""
    letters, joins = match.tape.letters, members("JOIN")
    months, days = members("MONTH"), members("DAY") + members("WEEKDAY") + members("the") + members("early") + members("late")
    index = match.last
    if letters[index] in members("open") and letters[index + 1] in members("year"):
        return int(match.tape.values[index + 1])
    if letters[index] not in joins:
        return None
    spanning = letters[index] not in members("link") + members("comma") + members("link_or")
    for position in range(index, min(index + _YEARS_TOGETHER, len(letters))):
        letter = letters[position]
        if letter in members("year"):
            later = next((int(match.tape.values[i]) for i in range(position, index, -1) if letters[i] in months), None)
            year = int(match.tape.values[position])
            return year - 1 if spanning and later is not None and later < month else year
        if letter not in joins + months + days + members("open"):
            return None
    return None


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
        year, _ = _written_year(match)
        number = int(match.value("MONTH") or 0)
        year = nearest_year(match, number)[0] if year is None else year
        return at.month_value(year, number) if year is not None else None
    year = year_in(match)
    if year is not None:
        return at.year_value(year)
    units = match.values("unit")
    anchor = match.context.anaphoric(match.start)
    year, _ = relative_year(match)
    return at.year_value(year) if year is not None else at.coarsen(anchor, units[-1]) if len(units) > 1 else None


def nearest_year(match: Match, month: int, day: int | None = None) -> tuple[int | None, str | None]:
    """Choose the year of a date without one, by tense and publication, or by the date last mentioned."""
    ahead = _year_ahead(match, month)
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


def day_month(match: Match) -> Reading | None:
    """Read a day of a month, the year written, borrowed or resolved."""
    month_index = match.index("MONTH")
    if month_index is None:
        return None
    month = int(match.tape.values[month_index])
    day = int(match.value("DAY") if not match.has("ordinal_word") else match.value("ordinal_word") or 0)
    year, anchor = _written_year(match)
    if year is None:
        year, anchor = nearest_year(match, month, day)
    if not 1 <= day <= (29 if month == 2 else 30 if month in (4, 6, 9, 11) else 31):
        return None
    if year is None:
        return Reading("DATE", f"XXXX-{month:02d}-{day:02d}", match.mod())
    value = at.day_value(year, month, day)
    return calendar(match, value, anchor) if value else None


def day_before(match: Match) -> Reading | None:
    """Read the ``10`` of ``10–12 December 2024``."""
    letters, values = match.tape.letters, match.tape.values
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
    year, anchor = nearest_year(match, month, day)
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
    year, anchor = _written_year(match)
    if year is None:
        year, anchor = nearest_year(match, number)
    if year is None:
        return Reading("DATE", f"XXXX-{number:02d}", match.mod())
    return calendar(match, at.month_value(year, number), anchor)


def year(match: Match) -> Reading | None:
    """Read a year, before or after Christ."""
    number = year_in(match)
    return calendar(match, at.year_value(number)) if number else None


def short_year(match: Match) -> Reading | None:
    """Read ``'93`` in the century last spoken of."""
    number = _short_year(match)
    return calendar(match, at.year_value(number)) if number is not None else None


def year_pair(match: Match) -> Reading | list[Reading] | None:
    """Read ``2024/25``: one financial or academic year, but two years in a narrative that writes a dash."""
    pair = match.value("year_pair")
    kind = match.value("fiscal_year", "fiscal")
    if pair is None:
        first, second = match.values("year")[:2]
        if int(second) != int(first) + 1:
            return None
        pair = f"{first}/{second}"
    if match.context.narrative and kind is None and "/" not in match.text:
        return _two_years(match, pair)
    return fiscal_reading(match, pair, kind)


def fiscal_reading(match: Match, pair: str, kind: str | None, anchor: str | None = None) -> Reading:
    """Make the reading of a financial or academic year; it lies within its two calendar years."""
    first, second = pair.split("/")
    del kind
    return Reading("DATE", pair, match.mod(), anchor=anchor, bounds=(f"{first}-01-01", f"{second}-12-31"), role="period")


def year_span(match: Match) -> list[Reading]:
    """Read ``2015–18`` as two expressions."""
    return _two_years(match, match.value("year_span") or "")


def _two_years(match: Match, pair: str) -> list[Reading]:
    index = match.index("year_span")
    index = match.index("year_pair") if index is None else index
    token = match.tape.starts[index or match.first]
    first, second = pair.split("/")
    head = Reading("DATE", first, match.mod(), start=match.start, end=token + 4)
    return [head, Reading("DATE", second, start=token + 5, end=match.end)]


def fiscal(match: Match) -> Reading | None:
    """Read ``FY 2025`` and ``fiscal 1989``, named by one year, and ``FY24/25``."""
    token = match.value("fy")
    if token is None:
        number = year_in(match)
        number = _short_year(match) if number is None else number
        number = full_year(match.value("small") or "0", match.context.published) if number is None else number
        value = at.year_value(number)
        return Reading("DATE", value, match.mod(), bounds=(None, f"{value}-12-31")) if value else None
    digits = re.findall(r"\d+", token)
    if len(digits[0]) == 3:
        return None
    first = full_year(digits[0], match.context.published)
    if len(digits) == 1:
        return Reading("DATE", at.year_value(first), match.mod(), bounds=(None, f"{first}-12-31"))
    if first + 1 != full_year(digits[1], at.year_value(first)):
        return None
    return fiscal_reading(match, f"{first}/{first + 1}", "F")


def quarter(match: Match) -> Reading | None:
    """Read ``Q3 2025``, ``the third quarter``, ``2025 H1``."""
    half_token = match.value("half_token")
    written = half_token or match.value("quarter_token", "ordinal_word", "ordinal") or ("-1" if match.has("last") else "0")
    number = 4 if written == "-1" else int(written)
    if not 1 <= number <= 4:
        return None
    letter = "H" if half_token else "Q"
    pair = match.value("year_pair")
    if pair:
        return Reading("DATE", None, match.mod(), bounds=(f"{pair[:4]}-01-01", f"{pair[5:]}-12-31"),
                       remark=f"{letter}{number} of the financial or academic year {pair}")  # fmt: skip
    year_, anchor = _written_year(match)
    if year_ is None:
        year_, anchor = _quarter_year(match, number)
    return calendar(match, f"{at.year_value(year_)}-{letter}{number}" if year_ is not None else None, anchor)


def _quarter_year(match: Match, number: int) -> tuple[int | None, str | None]:
    """A quarter without a year is reported after it has ended, unless the tense says that it is to come."""
    anchor = match.context.deictic(match.start)
    base, published = at.year_number(anchor), at.coarsen(anchor, "Q")
    if base is None or published is None or match.context.narrative:
        return base, anchor
    gap = number - int(published[-1])
    if match.context.tense(match.start, match.end) > 0:
        return base + (gap < 0), anchor
    return base - (gap > 0), anchor


def half(match: Match) -> Reading | None:
    """Read ``the second half of 2025`` and ``H1 2025``."""
    token = match.value("half_token")
    number = int(token) if token else {"1": 1, "2": 2, "-1": 2}.get(match.value("ORDINAL", "last") or "", 0)
    if not 1 <= number <= 2:
        return None
    mod = match.mod()
    if match.has("century"):
        ordinals = match.values("ORDINAL")
        return Reading("DATE", f"{int(ordinals[-1]) - 1:02d}", mod or ("START" if number == 1 else "END"))
    year_, anchor = _written_year(match)
    if year_ is None and match.value("UNIT") == "Y":
        anchor = match.context.anaphoric(match.start)
        year_ = at.year_number(anchor)
    if year_ is None and match.value("UNIT") not in ("Y", None):
        return _half_of_unit(match, number)
    return calendar(match, f"{at.year_value(year_)}-H{number}" if year_ is not None else None, anchor)


def _half_of_unit(match: Match, number: int) -> Reading:
    unit = match.value("UNIT") or "M"
    anchor = match.context.anaphoric(match.start)
    return Reading("DATE", at.coarsen(anchor, unit), "START" if number == 1 else "END", anchor=anchor)


def season(match: Match) -> Reading | None:
    """Read a season, alone or with its year."""
    name = match.value("SEASON") or ""
    year_, anchor = _written_year(match)
    if year_ is None:
        year_, anchor = nearest_year(match, at.SEASON_MONTHS[name][0])
    value = f"{at.year_value(year_)}-{name}" if year_ is not None else None
    return calendar(match, value or f"XXXX-{name}", anchor)


def decade(match: Match) -> Reading | None:
    """Read ``the 1990s`` and ``the nineties``."""
    token = match.value("decade")
    digits = re.sub(r"\D", "", token) if token else ""
    if len(digits) == 4:
        value = digits[:3]
    else:
        tens = digits[0] if digits else match.value("decade_word") or "9"
        value = f"{full_year(tens + '0', match.context.last if match.context.narrative else None):04d}"[:3]
    if match.value("era") == "BC":
        value = "BC" + value
    return calendar(match, value)


def century(match: Match) -> Reading | None:
    """Read ``the 19th century``."""
    number = int(match.value("ORDINAL") or 0) - 1
    if not 0 <= number <= 29:
        return None
    return calendar(match, f"BC{number:02d}" if match.value("era") == "BC" else f"{number:02d}")


def feast(match: Match) -> Reading | None:
    """Read a named day; Easter and the days that hang on it are computed."""
    rule = match.value("feast") or ""
    year_, anchor = _written_year(match)
    if year_ is None:
        month_ = int(rule[1:3]) if rule.startswith("-") else int(rule.split("-")[1]) if rule.startswith("nth") else 4
        year_, anchor = nearest_year(match, month_)
    if year_ is None or not 1 < year_ < 9999:
        return Reading("DATE", f"XXXX{rule}" if rule.startswith("-") else None, match.mod())
    return calendar(match, _feast_value(rule, year_), anchor)


def _feast_value(rule: str, year_: int) -> str | None:
    if rule.startswith("easter"):
        return (at.easter(year_) + timedelta(days=int(rule[6:]))).isoformat()
    if rule.startswith("nth"):
        month_, weekday, count = re.findall(r"(?<=-)-?\d+", rule)
        return at.nth_weekday(year_, int(month_), int(weekday), int(count)).isoformat()
    return f"{at.year_value(year_)}{rule}"


def moon(match: Match) -> Reading:
    """Read a feast of a lunar calendar, which is left unresolved."""
    return Reading("DATE", None, remark="depends on a lunar calendar")
