"""Readers of named days; Easter and the days that hang on it are computed."""

from __future__ import annotations

import re
from datetime import timedelta

from plancli.pipeline.dates import arithmetic as at
from plancli.pipeline.dates.match import Match, Reading, calendar
from plancli.pipeline.dates.which_year import nearest_year, written_year


def feast(match: Match) -> Reading | None:
    """Read a named day; Easter and the days that hang on it are computed."""
    rule = match.value("feast") or ""
    year_, anchor = written_year(match)
    if year_ is None:
        month_ = (
            int(rule[1:3])
            if rule.startswith("-")
            else int(rule.split("-")[1])
            if rule.startswith("nth")
            else 4
        )
        year_, anchor = nearest_year(match, month_)
    if year_ is None or not 1 < year_ < 9999:
        return Reading("DATE", f"XXXX{rule}" if rule.startswith("-") else None, match.mod())
    return calendar(match, _feast_value(rule, year_), anchor)


def day_beside_feast(match: Match) -> Reading | None:
    """Read ``the day after Christmas``."""
    reading = feast(match)
    if reading is None or match.value("unit") != "D":
        return None
    moved = at.shift(reading.value, "D", int(match.value("before_after") or 1))
    return Reading("DATE", moved, anchor=reading.anchor if moved else None)


def _feast_value(rule: str, year_: int) -> str | None:
    if rule.startswith("easter"):
        return (at.easter(year_) + timedelta(days=int(rule[6:]))).isoformat()
    if rule.startswith("nth"):
        month_, weekday, count = re.findall(r"(?<=-)-?\d+", rule)
        return at.nth_weekday(year_, int(month_), int(weekday), int(count)).isoformat()
    return f"{at.year_value(year_)}{rule}"


def moon(_: Match) -> Reading:
    """Read a feast of a lunar calendar, which is left unresolved."""
    return Reading("DATE", None, remark="depends on a lunar calendar")
