"""Readers of years and their parts: financial years, quarters, halves, seasons, decades, centuries."""

from __future__ import annotations

import re

from plancli.pipeline.dates import arithmetic as at
from plancli.pipeline.dates.match import Match, Reading, calendar, year_in
from plancli.pipeline.dates.which_year import (
    full_year,
    nearest_year,
    short_year_number,
    written_year,
    year_ahead,
)


def year(match: Match) -> Reading | None:
    """Read a year, before or after Christ."""
    number = year_in(match)
    return calendar(match, at.year_value(number)) if number else None


def short_year(match: Match) -> Reading | None:
    """Read ``'93`` in the century last spoken of."""
    number = short_year_number(match)
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
    return Reading(
        "DATE", pair, match.mod(), anchor=anchor, bounds=(f"{first}-01-01", f"{second}-12-31"), role="period"
    )


def year_span(match: Match) -> list[Reading]:
    """Read ``2015–18`` as two expressions."""
    return _two_years(match, match.value("year_span") or "")


def _two_years(match: Match, pair: str) -> list[Reading]:
    index = match.index("year_span")
    index = match.index("year_pair") if index is None else index
    token = match.start_of(index or match.first)
    first, second = pair.split("/")
    head = Reading("DATE", first, match.mod(), start=match.start, end=token + 4)
    return [head, Reading("DATE", second, start=token + 5, end=match.end)]


def fiscal(match: Match) -> Reading | None:
    """Read ``FY 2025`` and ``fiscal 1989``, named by one year, and ``FY24/25``."""
    token = match.value("fy")
    if token is None:
        number = year_in(match)
        number = short_year_number(match) if number is None else number
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
    written = (
        half_token
        or match.value("quarter_token", "ordinal_word", "ordinal")
        or ("-1" if match.has("last") else "0")
    )
    number = 4 if written == "-1" else int(written)
    if not 1 <= number <= 4:
        return None
    letter = "H" if half_token else "Q"
    pair = match.value("year_pair")
    if pair:
        return _part_of_pair(pair, f"{letter}{number}", match.mod())
    year_, anchor = written_year(match)
    if year_ is None and match.value("unit") == "Y":
        year_, anchor = _the_year(match, f"Q{number}")
    if year_ is None:
        ahead = year_ahead(match, 3 * number)
        year_, anchor = (ahead, None) if ahead is not None else _reported_year(match, number, letter)
    return calendar(match, f"{at.year_value(year_)}-{letter}{number}" if year_ is not None else None, anchor)


def _the_year(match: Match, part: str) -> tuple[int | None, str | None]:
    """Take ``the year`` that a part is of; what is told of a part still to come was a year before."""
    anchor = match.context.the_year(match.start, match.end)
    year_, published = at.year_number(anchor), match.context.published
    now = at.coarsen(published, part[0])
    over = match.context.tense(match.start, match.end) < 0 and not match.context.narrative
    if year_ is not None and now and over and anchor == published and f"{at.year_value(year_)}-{part}" > now:
        year_ -= 1
    return year_, anchor


def _part_of_pair(pair: str, part: str, mod: str | None) -> Reading:
    """Bound a quarter or half of a year that begins in one calendar year and ends in the next."""
    return Reading("DATE", None, mod, bounds=(f"{pair[:4]}-01-01", f"{pair[5:]}-12-31"),
                   remark=f"{part} of the financial or academic year {pair}")  # fmt: skip


def quarter_named(match: Match) -> Reading | None:
    """Read ``the March quarter``, the three months that end with March."""
    number = int(match.value("MONTH") or 0) // 3
    year_, anchor = written_year(match)
    if year_ is None:
        year_, anchor = _reported_year(match, number, "Q")
    return calendar(match, f"{at.year_value(year_)}-Q{number}" if year_ is not None else None, anchor)


#: The first and the last so many months of a year that have a name of their own.
_NAMED_MONTHS = {(1, "3"): "Q1", (-1, "3"): "Q4", (1, "6"): "H1", (-1, "6"): "H2"}


def months_of_year(match: Match) -> Reading | None:
    """Read ``the first three months of 2020`` as the quarter that they are."""
    index = match.index("of") or match.last
    head = match.part(match.first, index)
    number = int(head.value("ordinal_word", "last") or 0)
    name = _NAMED_MONTHS.get((number, head.value("COUNT") or ""))
    if name is None or head.value("units") != "M":
        return None
    year_, anchor = written_year(match.part(index, match.last))
    if year_ is None:
        anchor = match.context.the_year(match.start, match.end)
        year_ = at.year_number(anchor)
    return Reading("DATE", f"{at.year_value(year_)}-{name}", anchor=anchor) if year_ is not None else None


def edge_bare(match: Match) -> Reading | None:
    """Read ``end 2025``, ``end-March``."""
    if not match.has("MONTH"):
        return year(match)
    number = int(match.value("MONTH") or 0)
    year_, anchor = written_year(match)
    if year_ is None:
        year_, anchor = nearest_year(match, number)
    return calendar(match, at.month_value(year_, number) if year_ is not None else None, anchor)


def _reported_year(match: Match, number: int, unit: str) -> tuple[int | None, str | None]:
    """A quarter or half without a year is reported when it is over, unless the tense says it is to come."""
    anchor = match.context.deictic(match.start)
    base, published = at.year_number(anchor), at.coarsen(anchor, unit)
    if base is None or published is None or match.context.narrative:
        return base, anchor
    gap = number - int(published[-1])
    if (
        match.has("hyphen") and gap == 3
    ):  # a ``fourth-quarter charge`` that will be booked is of the one just over
        return base - 1, anchor
    if match.context.tense(match.start, match.end) > 0:
        return base + (gap < 0), anchor
    return base - (gap > 0), anchor


def half(match: Match) -> Reading | None:
    """Read ``the second half of 2025`` and ``H1 2025``."""
    token = match.value("half_token")
    number = (
        int(token)
        if token
        else {"1": 1, "2": 2, "-1": 2}.get(match.value("ORDINAL", "latter", "last", "past") or "", 0)
    )
    if not 1 <= number <= 2:
        return None
    mod = match.mod()
    if match.has("century"):
        ordinals = match.values("ORDINAL")
        return Reading("DATE", f"{int(ordinals[-1]) - 1:02d}", mod or ("START" if number == 1 else "END"))
    pair = match.value("year_pair")
    if pair:
        return _part_of_pair(pair, f"H{number}", mod)
    year_, anchor = written_year(match)
    if year_ is None and match.value("UNIT") == "Y":
        anchor = match.context.the_year(match.start, match.end)
        year_ = at.year_number(anchor)
    if year_ is None and match.value("UNIT") not in ("Y", None):
        return _half_of_unit(match, number)
    if year_ is None:
        year_, anchor = _reported_year(match, number, "H")
    return calendar(match, f"{at.year_value(year_)}-H{number}" if year_ is not None else None, anchor)


def _half_of_unit(match: Match, number: int) -> Reading:
    unit = match.value("UNIT") or "M"
    anchor = match.context.anaphoric(match.start)
    return Reading("DATE", at.coarsen(anchor, unit), "START" if number == 1 else "END", anchor=anchor)


def season(match: Match) -> Reading | None:
    """Read a season, alone or with its year."""
    name = match.value("SEASON") or ""
    year_, anchor = written_year(match)
    if year_ is None:
        year_, anchor = nearest_year(match, at.SEASON_MONTHS[name][0])
    value = f"{at.year_value(year_)}-{name}" if year_ is not None else None
    return calendar(match, value or f"XXXX-{name}", anchor)


def season_pair(match: Match) -> Reading | None:
    """Read ``winter 2024/25``, named by the year in which it begins."""
    written = match.value("year_pair", "iso_month") or ""
    first, last = written[:4], written[-2:]
    if (int(first) + 1) % 100 != int(last):
        return None
    name = match.value("SEASON")
    bounds = (f"{first}-12-01", f"{int(first) + 1}-02-28") if name == "WI" else None
    return Reading("DATE", f"{first}-{name}", match.mod(), bounds=bounds)


def decade(match: Match) -> Reading | None:
    """Read ``the 1990s`` and ``the nineties``."""
    token = match.value("decade")
    digits = re.sub(r"\D", "", token) if token else ""
    if len(digits) > 2:
        value = digits[:-1].zfill(3)
    else:
        tens = digits[0] if digits else match.value("decade_word") or "9"
        told = match.context.last if match.context.narrative else None
        first = full_year(tens + "0", told)
        ahead = told is not None and first > (at.year_number(told) or first)
        value = f"{first - 100 * ahead:04d}"[:3]  # a history looks back
    if match.value("era") == "BC":
        value = "BC" + value
    return calendar(match, value)


def century(match: Match) -> Reading | None:
    """Read ``the 19th century``."""
    number = int(match.value("ORDINAL") or 0) - 1
    if not 0 <= number <= 29:
        return None
    return calendar(match, f"BC{number:02d}" if match.value("era") == "BC" else f"{number:02d}")
