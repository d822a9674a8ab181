"""Readers of clock times and parts of the day."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from plancli.pipeline.dates import arithmetic as at
from plancli.pipeline.dates import days, feasts, relative
from plancli.pipeline.dates.match import Match, Reading

if TYPE_CHECKING:
    from plancli.pipeline.dates.context import Context

#: How far (in characters) a day may stand behind its time.
_NEAR = 40
#: How far back (in characters) the day of an event may stand that is told on with a time.
_SAME_DAY = 250
_BLANK_LINE = re.compile(r"\n\s*\n")
#: The end of a line that may be the end of an item too: the next line goes on with no small letter.
_LINE_BREAK = re.compile(r"\n(?=[^a-z])")
_DAY_READERS = {
    "day_month": days.day_month,
    "month_day": days.day_month,
    "iso_date": days.iso,
    "numeric_date": days.numeric,
    "weekday": relative.weekday,
    "today": relative.today,
    "feast": feasts.feast,
}


def clock_value(match: Match) -> str | None:
    """Return ``T14:30`` for the clock time in the match, or ``None`` where it is none."""
    noon = match.value("noon")
    if noon:
        return f"T{noon}"
    written = match.value("clock", "clock_dot", "small", "numeral")
    if written is None:
        return None
    hour, minute, *seconds = [int(n) for n in re.split("[:.]", written)] + ([0] if written.isdigit() else [])
    half = match.value("ampm")
    if half and not 1 <= hour <= 12:
        if half == "am" or hour > 23:
            return None
        half = None
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    return None if hour > 24 else f"T{hour:02d}:{minute:02d}" + (f":{seconds[0]:02d}" if seconds else "")


def time(match: Match) -> Reading | None:
    """Read ``2.30pm``, on the day that stands beside it."""
    clock = clock_value(match)
    if clock is None:
        return None
    day = _day_beside(match)
    return Reading("TIME", f"{day or ''}{clock}", match.value("approx"), anchor=day)


def time_of_day(match: Match) -> Reading | None:
    """Read ``5 p.m. Friday`` as one time."""
    index = match.index("WEEKDAY")
    index = match.index("today") if index is None else index
    if index is None:
        return None
    day_part = match.part(index, match.last)
    day = relative.weekday(day_part) if day_part.has("WEEKDAY") else relative.today(day_part)
    clock = clock_value(match.part(match.first, index))
    if day is None or clock is None:
        return None
    known = at.coarsen(day.value, "D")
    return Reading(
        "TIME", f"{known or ''}{clock}", match.value("approx"), anchor=day.anchor if known else None
    )


def date_time(match: Match) -> Reading | None:
    """Read ``10 January 2025 17:00`` as one time."""
    index = _clock_index(match)
    if index is None:
        return None
    day_part = match.part(match.first, index)
    iso, numeric = day_part.has("iso"), day_part.has("numeric_date")
    day = (days.iso if iso else days.numeric if numeric else days.day_month)(day_part)
    clock = clock_value(match.part(index, match.last))
    if day is None or clock is None or not at.coarsen(day.value, "D"):
        return None
    return Reading("TIME", f"{day.value}{clock}", anchor=day.anchor)


def _clock_index(match: Match) -> int | None:
    """Return where the clock time begins: at its shape, or at the number before ``pm`` or ``o'clock``."""
    for part in ("clock", "clock_dot", "noon"):
        index = match.index(part)
        if index is not None:
            return index
    unit = match.index("ampm")
    unit = match.index("oclock") if unit is None else unit
    return None if unit is None else unit - 1


def _day_beside(match: Match) -> str | None:
    """Return the day that the sentence names: after the time if near, else before it."""
    context = match.context
    low, high = context.sentence(match.start, match.end)
    ahead = day_within(context, match.end, min(high, match.end + _NEAR))
    if ahead:
        return ahead[0]
    mention = context.mentions[-1] if context.mentions else None
    if mention and (context.narrative or mention.start >= low):
        return at.coarsen(mention.value, "D")
    if context.narrative:
        return None
    tense = context.tense(match.start, match.end)
    text = context.tape.text
    day = at.coarsen(mention.value, "D") if mention else None
    if mention and day and not _BLANK_LINE.search(text, mention.end, match.start):
        near = match.start - mention.end < _SAME_DAY and not _LINE_BREAK.search(
            text, mention.end, match.start
        )
        return day if near and tense < 0 else None
    return at.coarsen(context.deictic(match.start), "D") if tense < 0 else None


def day_within(context: Context, first: int, last: int) -> tuple[str, int] | None:
    """Return the first day that is named between two offsets, and where it begins."""
    for run, offset in context.tape.runs_from(first):
        if offset > last:
            break
        for place, found in run.places:
            start = offset + run.starts[place]
            if start < first:
                continue
            if start > last or found[0][1].reader == "every":  # a time of every day is of none
                return None
            for end, rule in found:
                reader = _DAY_READERS.get(rule.name)
                reading = reader(Match(rule, run, offset, place, end, context)) if reader else None
                if reading and reading.value and at.coarsen(reading.value, "D"):
                    return reading.value, start
    return None


def zulu(match: Match) -> Reading | None:
    """Read ``1930 GMT``."""
    digits = (match.value("year", "number") or "").zfill(4)
    if len(digits) != 4 or int(digits[:2]) > 24 or int(digits[2:]) > 59:
        return None
    day = _day_beside(match)
    return Reading("TIME", f"{day or ''}T{digits[:2]}:{digits[2:]}", anchor=day)


def bare_part(match: Match) -> Reading:
    """Read ``at dawn`` and ``by midday``, on the day that the sentence names."""
    day = _day_beside(match)
    return Reading("TIME", f"{day or ''}T{match.value('part')}", match.mod(), anchor=day)


def tonight(match: Match) -> Reading:
    """Read ``tonight`` and ``overnight``."""
    told = match.context.narrative and not match.context.in_quotation(match.start)
    day = None if told else at.coarsen(match.context.deictic(match.start), "D")
    return Reading("TIME", f"{day}TNI" if day else None, anchor=day)


def turn_part(match: Match) -> Reading:
    """Read ``this afternoon``, ``last night``, ``the following morning``."""
    step, anaphoric = relative.turn_of(match)
    context = match.context
    told = anaphoric or context.narrative
    told = told or (match.has("next") and match.has("the"))  # "the next morning" is never tomorrow's
    anchor = context.anaphoric(match.start) if told else context.deictic(match.start)
    if at.coarsen(anchor, "D") is None:
        anchor = context.deictic(match.start)
    if (anaphoric and match.has("that")) or match.has("same"):
        step = 0
    if match.has("later") and not match.has("this"):
        step = 0
    day = at.shift(anchor, "D", step)
    mod = "END" if match.has("later") else "START" if match.has("earlier") else match.mod()
    mod = None if mod == "END" and match.has("later") else mod
    return Reading(
        "TIME", f"{day}T{match.value('part')}" if day else None, mod, anchor=anchor if day else None
    )


def named_part(match: Match) -> Reading | None:
    """Read ``Friday night`` and ``Christmas morning``."""
    reading = feasts.feast(match) if match.has("feast") else relative.weekday(match)
    if reading is None:
        return None
    day = at.coarsen(reading.value, "D")
    return Reading(
        "TIME", f"{day}T{match.value('part')}" if day else None, match.mod(), anchor=reading.anchor
    )


def part_of_day(match: Match) -> Reading | None:
    """Read ``the morning of 3 May 2022``."""
    if match.has("MONTH"):
        reading = days.day_month(match)
    else:
        reading = relative.today(match) if match.has("today") else relative.weekday(match)
    if reading is None:
        return None
    day = at.coarsen(reading.value, "D")
    return Reading(
        "TIME", f"{day}T{match.value('part')}" if day else None, match.mod(), anchor=reading.anchor
    )
