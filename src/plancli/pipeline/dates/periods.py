"""Readers of durations and recurrences."""

from __future__ import annotations

import re

from plancli.pipeline.dates import arithmetic as at
from plancli.pipeline.dates.match import Match, Reading
from plancli.pipeline.dates.quantity import count_in, period_value, recurrence_value

_ORDER = ("CE", "DE", "Y", "Q", "M", "FN", "W", "WE", "D", "TH", "TM", "TS")
_AMBIGUOUS = {
    "P6M": "twice a year or every two years",
    "P2M": "every two months or twice a month",
    "P2W": "every two weeks or twice a week",
}


def period(match: Match) -> Reading | None:
    """Read ``60 days``, ``several months``, ``two and a half years``, ``12-month``."""
    count = count_in(match)
    if count is None:
        return None
    if match.has("half_more") and isinstance(count, float) and count == int(count):
        count += 0.5
    unit = match.value("units", "UNIT") or "D"
    mod, start = match.hedge()
    return Reading("DURATION", period_value(count, unit), mod, role=_deadline(match), start=start)


def _deadline(match: Match) -> str | None:
    before = match.first - 1
    while before >= 0 and match.letter_at(before, "the"):
        before -= 1
    return "deadline" if match.letter_at(before, "within") else None


def one_unit(match: Match) -> Reading:
    """Read ``a year``, ``a year and a half``, ``month-long``; ``$5 a year`` is a recurrence."""
    unit = match.value("unit", "UNIT") or "Y"
    if unit in ("F", "A"):
        unit = "Y"
    if match.rate:
        return Reading("SET", recurrence_value("1", unit), role="recurrence")
    count = 1.5 if match.has("half_more") else 1
    mod, start = match.hedge()
    return Reading("DURATION", period_value(count, unit), mod, role=_deadline(match), start=start)


def half_period(match: Match) -> Reading:
    """Read ``half a century`` and ``half an hour`` in the next smaller unit that is whole."""
    share = 0.25 if match.has("quarter_unit") else 0.5
    unit = match.value("UNIT") or "Y"
    smaller = {
        "CE": (100, "Y"),
        "DE": (10, "Y"),
        "Y": (12, "M"),
        "TH": (60, "TM"),
        "D": (24, "TH"),
        "TM": (60, "TS"),
    }
    size, name = smaller.get(unit, (1, unit))
    return Reading("DURATION", period_value(size * share, name), match.value("approx"))


def nothing(_: Match) -> list[Reading]:
    """Read what looks like a duration and is none, such as an age, so that no part of it is read either."""
    return []


def units_alone(match: Match) -> Reading:
    """Read ``weeks``: some number of them."""
    mod, start = match.hedge()
    return Reading("DURATION", period_value("X", match.value("units") or "D"), mod, start=start)


def compound(match: Match) -> Reading | None:
    """Read ``two years and six months``, and ``2 weeks, 1 day ago`` as the day it points to."""
    counts = [match.run.values[i] for i in range(match.first, match.last) if match.letter_at(i, "COUNT")]
    units = [
        match.run.values[i]
        for i in range(match.first, match.last)
        if match.letter_at(i, "UNIT") or match.letter_at(i, "units")
    ]
    if (
        len(counts) != 2
        or not all(count.isdigit() for count in counts)
        or _ORDER.index(units[0]) >= _ORDER.index(units[1])
    ):
        return None
    step = int(match.value("ago", "later", "earlier") or 0)
    if not step:
        return Reading("DURATION", _compound_value(counts, units), match.value("approx"))
    context = match.context
    anchor = at.coarsen(
        context.deictic(match.start) if match.has("ago") else context.anaphoric(match.start), "D"
    )
    moved = anchor
    for count, unit in zip(counts, units, strict=True):
        moved = at.add_period(moved, unit, step * int(count)) if moved else None
    return Reading("DATE", moved, anchor=anchor if moved else None)


def _compound_value(counts: list[str], units: list[str]) -> str | None:
    first, second = (period_value(float(c), u) for c, u in zip(counts, units, strict=True))
    if not re.fullmatch(r"P(?:T\d+[HM]|\d+[YMD])", first) or not re.fullmatch(
        r"P(?:T\d+[MS]|\d+[MWD])", second
    ):
        return None
    return first + (second[2:] if first[1] == "T" and second[1] == "T" else second[1:])


def adverb(match: Match) -> Reading:
    """Read ``quarterly``, ``annual``; ``biannual`` may mean two things."""
    value = match.value("adverb", "adverb_ambiguous") or ""
    return Reading("SET", value, role="recurrence",
                   remark=_AMBIGUOUS[value] if match.has("adverb_ambiguous") else None)  # fmt: skip


def times_adverb(match: Match) -> Reading:
    """Read ``twice yearly``."""
    often = match.value("times", "COUNT") or "1"
    remark = f"{often} times in each period, at no fixed interval" if often != "1" else None
    return Reading("SET", match.value("adverb"), role="recurrence", remark=remark)


def counted_adverb(match: Match) -> Reading | None:
    """Read ``four-yearly``."""
    value = match.value("adverb") or ""
    found = re.fullmatch(r"P(T?)1([A-Z])", value)
    if not found:
        return None
    return Reading("SET", f"P{found[1]}{match.value('small', 'numeral')}{found[2]}", role="recurrence")


def every(match: Match) -> Reading | None:
    """Read ``every two years``, ``each month``, ``every Monday``, ``three times a week``."""
    day = match.value("WEEKDAY")
    if day:
        return Reading("SET", f"XXXX-WXX-{day}", role="recurrence")
    for part, pattern in (("MONTH", "XXXX-{:0>2}"), ("SEASON", "XXXX-{}"), ("part", "XXXX-XX-XXT{}")):
        value = match.value(part)
        if value:
            return Reading("SET", pattern.format(value), role="recurrence")
    unit = match.value("units", "UNIT") or ("Y" if match.has("fiscal_year") else None)
    if unit is None:
        return None
    times = match.index("times")
    per = match.index("indef") or match.index("per") or match.index("every") or match.first
    counted = [match.run.values[i] for i in range(per + 1, match.last) if match.letter_at(i, "COUNT")]
    ordinal = match.value("ordinal_word", "other") if match.has("every") else None
    count = counted[-1] if counted else ordinal or "1"
    remark = None
    if times is not None or match.has("times_word"):
        often = match.run.values[match.first if times is None else times]
        if str(often) != "1":
            remark = f"{often} times in each period, at no fixed interval"
    return Reading(
        "SET", recurrence_value(count, unit), match.value("edge"), role="recurrence", remark=remark
    )


def yearly_day(match: Match) -> Reading | None:
    """Read ``31 March each year``."""
    if match.value("unit") != "Y":
        return None
    month, day = int(match.value("MONTH") or 0), match.value("DAY")
    value = f"XXXX-{month:02d}" + (f"-{int(day):02d}" if day else "")
    return Reading("SET", value, role="recurrence")


def every_weekday(match: Match) -> Reading:
    """Read ``the first Monday of each month``."""
    unit = match.value("unit") or "Y"
    return Reading("SET", recurrence_value("1", unit), role="recurrence", remark="a weekday of each period")


def weekdays(match: Match) -> Reading:
    """Read ``Mondays``."""
    return Reading("SET", f"XXXX-WXX-{match.value('weekdays')}", role="recurrence")
