"""Readers of relative dates: ``last month``, ``three weeks ago``, ``the following year``, ``Friday``."""

from __future__ import annotations

from plancli.pipeline.dates import arithmetic as at
from plancli.pipeline.dates.lexicon import cues
from plancli.pipeline.dates.match import Match, Reading, calendar
from plancli.pipeline.dates.quantity import count_in, period_value
from plancli.pipeline.dates.which_year import written_year

_ANAPHORIC = ("following", "previous", "same", "that")
_DEICTIC = ("last", "past", "next", "coming", "this", "recent")
#: Prepositions that make ``the next year`` a length of time.
_SPANNING = frozenset(("over", "during", "within", "for", "throughout", "in"))
_YEAR_NUMBERS = 1000
"""From here on a number before "fiscal years" names a year."""
_OPEN_ENDED = {-1: "PAST_REF", 1: "FUTURE_REF"}


def turn_of(match: Match) -> tuple[int, bool]:
    """Return the step (-1, 0, 1) of ``last``, ``this`` …, and whether it counts from the date mentioned."""
    if not match.has("TURN"):
        return 0, True
    for part in _ANAPHORIC + _DEICTIC:
        value = match.value(part)
        if value is not None:
            return int(value), part in _ANAPHORIC
    return 0, True


def _anchor(match: Match, anaphoric: bool, unit: str) -> str | None:
    context = match.context
    if context.narrative and not context.in_quotation(match.start):
        return context.with_grain(match.start, unit)
    return context.anaphoric(match.start) if anaphoric else context.deictic(match.start)


def _blurred(match: Match) -> str | None:
    if match.has("later"):
        return "END"
    return "START" if match.has("earlier") else match.mod()


def _unknown_part(anchor: str | None, unit: str) -> str | None:
    """Say what is still known of a day within a coarser date: ``1980-09-XX`` in narrative."""
    if unit != "D" or anchor is None:
        return None
    return f"{anchor}-XX" if len(anchor) == 7 and anchor[-3] == "-" and anchor[-1].isdigit() else None


def turn_unit(match: Match) -> Reading | None:
    """Read ``last month``, ``the following day``, ``that year``; ``the past year`` is a duration."""
    unit = match.value("UNIT") or "D"
    step, anaphoric = turn_of(match)
    turn = match.index("TURN") or match.first
    with_the = match.letter_at(turn - 1, "the")
    if match.has("past") or match.has("coming") or (match.has("last") and with_the):
        return turned_period(match, 1, unit, step)
    spanned = unit != "D" and match.bare_before() in _SPANNING and not match.context.narrative
    if match.has("next") and with_the and spanned:
        return turned_period(match, 1, unit, step)
    if match.has("next") and with_the and unit in ("Y", "DE", "CE") and match.context.narrative:
        return turned_period(match, 1, unit, step)
    anaphoric = anaphoric or (match.has("next") and with_the and unit == "D")  # never ``tomorrow``
    anchor = _anchor(match, anaphoric, unit)
    if match.has("recent"):
        step = 0 if at.parts(match.context.last).get("quarter") and unit == "Q" else -1
    value = at.shift(anchor, unit, step)
    if value is None and unit == "D":
        value = _unknown_part(anchor, unit) if match.context.narrative else None
        return Reading("DATE", value, _blurred(match), anchor=anchor if value else None)
    return Reading("DATE", value, _blurred(match), anchor=anchor if value else None)


def turned_period(match: Match, count: float | str, unit: str, step: int) -> Reading:
    """Read a duration that ends or begins at the anchor, and bound it."""
    anchor = match.context.deictic(match.start)
    day = at.coarsen(anchor, "D")
    bounds: tuple[str | None, str | None] | None = None
    if day and step and isinstance(count, int | float) and not match.context.narrative:
        other = at.add_period(day, unit, step * count)
        bounds = (other, day) if step < 0 else (day, other)
    return Reading("DURATION", period_value(count, unit), match.value("approx"),
                   anchor=day if bounds else None, bounds=bounds, role="period")  # fmt: skip


def turn_units(match: Match) -> Reading | None:
    """Read ``the previous 6 months``, ``the coming months``, ``recent years``."""
    unit = match.value("units", "UNIT") or "D"
    count = count_in(match) or "X"
    step, _ = turn_of(match)
    if match.has("STILL"):
        step = 0
    return turned_period(match, count, unit, step)


def fiscal_units(match: Match) -> Reading | None:
    """Read ``the last two fiscal years``, whose first and last day the text does not say."""
    count = count_in(match)
    if count is None or (not isinstance(count, str) and count >= _YEAR_NUMBERS):
        return None
    unit = match.value("units") or "Y"
    role = "period" if match.has("TURN") else None
    return Reading("DURATION", period_value(count, unit), match.value("approx", "over"), role=role)


def units_ahead(match: Match) -> Reading:
    """Read ``the years ahead`` and ``the two years to come``."""
    return turned_period(match, count_in(match) or "X", match.value("units") or "D", 1)


def turn_named(match: Match) -> Reading | None:
    """Read ``last October``, ``next summer``, ``the previous April``, ``May last``."""
    step, anaphoric = turn_of(match)
    anchor = _anchor(match, anaphoric, "Y")
    month, name = match.value("MONTH"), match.value("SEASON")
    base = at.year_number(anchor)
    if match.has("WEEKDAY"):
        return weekday(match)
    if base is None:
        blank = f"XXXX-{int(month):02d}" if month else f"XXXX-{name}"
        return Reading("DATE", None, match.mod(), remark=f"the year of {blank} is not known")
    number = int(month) if month else at.SEASON_MONTHS[name or "SU"][0]
    base += _years_to(anchor, number, step, seasons=not month)
    value = at.month_value(base, number) if month else f"{at.year_value(base)}-{name}"
    return calendar(match, value, anchor)


def _years_to(anchor: str | None, number: int, step: int, *, seasons: bool) -> int:
    """Return how many years lie between the anchor and the last or next month (or season from it on)."""
    at_month = at.coarsen(anchor, "M")
    now = int(at_month[-2:]) if at_month else 0
    if step < 0 and now:
        return -(number >= now or (seasons and number + 2 >= now))
    return int(number <= now) if step > 0 and now else step


def seasons_ago(match: Match) -> Reading | None:
    """Read ``two summers ago``: the one before ``last summer``."""
    name, count = match.value("seasons") or "SU", count_in(match)
    anchor = match.context.deictic(match.start)
    base = at.year_number(anchor)
    if not isinstance(count, float) or count != int(count):
        return Reading("DATE", "PAST_REF")
    if base is None:
        return Reading("DATE", None)
    base += _years_to(anchor, at.SEASON_MONTHS[name][0], -1, seasons=True) + 1 - int(count)
    return calendar(match, f"{at.year_value(base)}-{name}", anchor)


def _is_routine(match: Match) -> bool:
    """Tell opening hours (``Monday to Friday``) from days that have been or will be."""
    if not match.letter_at(match.last, "JOIN") and not match.letter_at(match.first - 1, "JOIN"):
        return False
    spans = any(
        match.letter_at(join, part) and match.letter_at(other, "WEEKDAY")
        for join, other in ((match.last, match.last + 1), (match.first - 1, match.first - 2))
        for part in ("to", "dash", "hyphen")
    )
    return spans and not match.context.tense(match.start, match.end)


def weekday(match: Match) -> Reading | None:
    """Read a weekday: the last one, or the next where the words or the tense look ahead."""
    number = int(match.value("WEEKDAY") or 1)
    step, anaphoric = turn_of(match)
    turned = match.has("TURN")
    if _is_routine(match) and not match.context.narrative:
        return Reading("SET", f"XXXX-WXX-{number}", role="recurrence")
    anchor = (
        match.context.anaphoric(match.start) if turned and anaphoric else match.context.deictic(match.start)
    )
    if match.context.narrative:
        anchor = match.context.with_grain(match.start, "D")
    day = at.to_date(at.coarsen(anchor, "D"))
    if day is None:
        return Reading("DATE", None, match.mod(), remark="the week is not known")
    back = (day.isoweekday() - number) % 7
    if match.has("unit"):
        offset = number - day.isoweekday() + 7 * step
    elif turned and match.has("this"):
        offset = number - day.isoweekday()
    elif step:
        offset = -(back or 7) if step < 0 else (7 - back)
        offset += 7 * (offset == 1 and match.has("next"))  # the coming day would be ``tomorrow``
    else:
        tense = match.context.tense(match.start, match.end)
        ahead = not match.context.narrative and (
            tense > 0 or (tense == 0 and match.bare_before() in cues("open_until"))
        )
        offset = 0 if not back else 7 - back if ahead else -back
    return calendar(match, at.shift_days(day.isoformat(), offset), anchor)


def the_weekend(match: Match) -> Reading:
    """Read ``over the weekend``: the last one, or the next where the tense looks ahead."""
    anchor = _anchor(match, False, "D")
    day = at.to_date(at.coarsen(anchor, "D"))
    if day is None:
        return Reading("DATE", None)
    ahead = match.context.tense(match.start, match.end) > 0 or day.isoweekday() > 5
    return Reading("DATE", at.shift(anchor, "WE", 0 if ahead else -1), anchor=anchor)


def today(match: Match) -> Reading | None:
    """Read ``today``, ``yesterday evening``, ``the day before yesterday``."""
    step = int(match.value("today", "day_before") or 0)
    context = match.context
    told = context.narrative and not context.in_quotation(match.start)
    anchor = None if told else context.deictic(match.start)
    if told and not step and match.last - match.first == 1:
        return Reading("DATE", "PRESENT_REF")
    value = at.shift(anchor, "D", step)
    part = match.value("part")
    if part:
        return Reading(
            "TIME", f"{value}T{part}" if value else None, _blurred(match), anchor=anchor if value else None
        )
    return Reading("DATE", value, _blurred(match), anchor=anchor if value else None)


def ago(match: Match) -> Reading:
    """Read ``three weeks ago``: as exact as its unit."""
    unit = match.value("units", "UNIT") or "D"
    return _moved(match, unit, count_in(match), -1, match.context.deictic(match.start))


def shifted(match: Match) -> Reading:
    """Read ``two days later`` and ``a year earlier``, from the date last mentioned."""
    unit = match.value("units", "UNIT") or "D"
    step = int(match.value("later", "earlier", "hence", "before_after", "previous") or 1)
    count = count_in(match)
    anchor = match.context.deictic(match.start) if match.has("hence") else _anchor(match, True, unit)
    if step < 0 and not match.context.narrative:
        anchor = match.context.already(match.start) or anchor
    if unit == "Y" and count == 1 and anchor == match.context.last:
        return _year_moved(match, step, anchor)
    return _moved(match, unit, count, step, anchor)


def _year_moved(match: Match, step: int, anchor: str | None) -> Reading:
    """Move by a year: a quarter stays a quarter, and so does a month of the same sentence in the news."""
    p, context = at.parts(anchor), match.context
    value = at.shift(anchor, "Y", step)
    low, _ = context.sentence(match.start, match.end)
    monthly = "month" in p and "day" not in p and not context.narrative and context.mentions[-1].start >= low
    rest = f"-Q{p['quarter']}" if "quarter" in p else f"-{p['month']}" if monthly else ""
    return Reading("DATE", f"{value}{rest}" if value else None, match.value("approx"), anchor=anchor)


def _moved(match: Match, unit: str, count: float | str | None, step: int, anchor: str | None) -> Reading:
    reading = _moved_value(match, unit, count, step, anchor)
    reading.start = match.hedge()[1]
    return reading


def _moved_value(
    match: Match, unit: str, count: float | str | None, step: int, anchor: str | None
) -> Reading:
    """Move the anchor; a vague count points to the past or the future, half units refine."""
    mod = match.value("approx", "over")
    if count is None or isinstance(count, str):
        return Reading("DATE", _OPEN_ENDED[step], mod)
    if unit in ("TH", "TM", "TS", "WE"):
        hours = at.coarsen(anchor, "D") if unit == "TH" and count * step % 24 == 0 else None
        value = at.shift(hours, "D", int(count * step / 24))
        return Reading("DATE" if value else "TIME", value, mod, anchor=anchor if value else None)
    if count != int(count):
        day = at.coarsen(anchor, "D")
        moved = at.add_period(day, unit, step * count) if day else None
        value = at.coarsen(moved, {"Y": "M", "DE": "Y", "CE": "Y"}.get(unit, "D"))
        return Reading("DATE", value, mod or "APPROX", anchor=anchor if value else None)
    value = at.shift(anchor, unit, step * int(count))
    if value is None and match.context.narrative:
        value = _unknown_part(anchor, unit)
    return Reading("DATE", value, mod, anchor=anchor if value else None)


def beside(match: Match) -> Reading:
    """Read ``the day before``, ``the day after``, ``the day following``."""
    unit = match.value("unit") or "D"
    step = int(match.value("before_after", "following") or 1)
    return _moved(match, unit, 1, step, _anchor(match, True, unit))


def unit_beside_turn(match: Match) -> Reading | None:
    """Read ``the week after next`` and ``the month before last``, from the day of writing."""
    unit, step = match.value("unit") or "D", int(match.value("next", "last") or 0)
    if step != int(match.value("before_after") or 0):
        return None
    return _moved(match, unit, 2, step, match.context.deictic(match.start))


def edge_unit(match: Match) -> Reading:
    """Read ``the end of the year``, ``early in the month``, ``year-end``."""
    token = match.value("yearend", "monthend")
    unit = match.value("UNIT", "fiscal_year") or ("M" if match.has("monthend") else "Y")
    anchor = _anchor(match, match.context.narrative or match.has("that"), "Y")
    value = None if match.has("fiscal_year") else at.coarsen(anchor, unit)
    token = token or match.value("rest")
    return Reading("DATE", value, token or _blurred(match), anchor=anchor if value else None)


def bare_unit(match: Match) -> Reading:
    """Read ``the quarter``: the one last mentioned, else the one that ended before publication."""
    if at.coarsen(match.context.last, "Q") and at.parts(match.context.last).get("quarter"):
        return Reading("DATE", at.coarsen(match.context.last, "Q"), anchor=match.context.last)
    anchor = match.context.published
    return Reading("DATE", at.shift(anchor, "Q", -1), anchor=anchor)


def bare_period(match: Match) -> Reading | None:
    """Read ``for the year``: the one last mentioned in the news nearby, else that of publication."""
    unit, anchor = match.value("unit") or "Y", match.context.anaphoric(match.start)
    value = at.coarsen(anchor, unit) or at.coarsen(match.context.published, unit)
    return Reading("DATE", value, anchor=anchor) if value else None


def same_of_year(match: Match) -> Reading | None:
    """Read ``the same month last year`` and ``the same period of 2023``: what was mentioned, in that year."""
    anchor = match.context.anaphoric(match.start)
    named = next(index for part in ("UNIT", "period_noun") if (index := match.index(part)) is not None)
    year, _ = written_year(match.part(named + 1, match.last))
    if year is None:
        return None
    part = "month" if match.run.values[named] == "M" else "quarter"
    rest = at.parts(anchor).get(part)
    value = at.year_value(year)
    if rest:
        value = f"{value}-Q{rest}" if part == "quarter" else f"{value}-{rest}"
    return Reading("DATE", value, anchor=anchor)


def year_earlier(match: Match) -> Reading:
    """Read ``the year-earlier quarter``."""
    anchor = match.context.last or match.context.published
    of_quarter = match.has("quarter")
    if of_quarter and "quarter" not in at.parts(anchor):
        anchor = at.shift(match.context.published, "Q", -1)
    value = at.shift(anchor, "Y", -1)
    quarter = at.parts(anchor).get("quarter")
    return Reading("DATE", f"{value}-Q{quarter}" if value and quarter else value, anchor=anchor)


def fiscal_turn(match: Match) -> Reading:
    """Read ``the next financial year`` (from April; ``fiscal``: October; schools: September)."""
    step, anaphoric = turn_of(match)
    anchor = match.context.anaphoric(match.start) if anaphoric else match.context.deictic(match.start)
    month_value = at.coarsen(anchor, "M")
    year_ = at.year_number(anchor)
    if year_ is None or month_value is None or match.has("quarter"):
        return Reading("DATE", None, match.mod())
    american = "fiscal" in match.text
    first_month = 10 if american else 9 if match.value("fiscal_year") == "A" else 4
    first = year_ + step - (int(month_value[-2:]) < first_month)
    if not 1 <= first <= 9998:  # ISO 8601 has years of four digits
        return Reading("DATE", None, match.mod())
    value = at.year_value(first + 1) if american else f"{first:04d}/{first + 1:04d}"
    bounds = (f"{first:04d}-01-01", f"{first + 1:04d}-12-31")
    return Reading("DATE", value, match.mod(), anchor=anchor, bounds=bounds, role="period")


def this_time(match: Match) -> Reading:
    """Read ``this time last year``: the month of publication in that year."""
    unit, anchor = match.value("unit"), match.context.deictic(match.start)
    step = int(match.value("last", "next", "this") or 0)
    base, year = at.coarsen(anchor, "M"), at.year_number(anchor)
    if unit != "Y" or base is None or year is None:
        return Reading("DATE", at.shift(anchor, unit or "D", step), anchor=anchor)
    return Reading("DATE", at.month_value(year + step, int(base[-2:])), anchor=anchor)


def term(match: Match) -> Reading:
    """Read ``the end of the Parliament``: a date that is certain to come and not known."""
    return Reading("DATE", None, match.mod(), remark="the end of the term is not a calendar date")


def the_past(_: Match) -> Reading:
    """Read ``the past``."""
    return Reading("DATE", "PAST_REF")


def reference(match: Match) -> Reading:
    """Read ``now``, ``recently``, ``the future``."""
    return Reading("DATE", match.value("now", "past_ref", "future_ref", "former"))
