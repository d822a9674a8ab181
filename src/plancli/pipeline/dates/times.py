"""Readers of clock times and parts of the day."""

from __future__ import annotations

import re

from plancli.pipeline.dates import arithmetic as at
from plancli.pipeline.dates import days, feasts, relative
from plancli.pipeline.dates.grammar import matches
from plancli.pipeline.dates.lexicon import BREAK
from plancli.pipeline.dates.match import Match, Reading

_DAY_READERS = {"day_month", "month_day", "iso_date", "weekday", "numeric_date", "today"}


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


def date_time(match: Match) -> Reading | None:
    """Read ``10 January 2025 17:00`` as one time."""
    index = match.index("clock")
    others = [i for i in (match.index(p) for p in ("clock_dot", "ampm", "oclock", "noon")) if i is not None]
    if index is None and others:
        index = (
            others[0]
            if match.letter_at(others[0], "noon") or match.letter_at(others[0], "clock_dot")
            else others[0] - 1
        )
    if index is None:
        return None
    day_part = Match(match.rule, match.tape, match.first, index, match.context)
    reader = (
        days.iso if day_part.has("iso") else days.numeric if day_part.has("numeric_date") else days.day_month
    )
    day = reader(day_part)
    clock = clock_value(Match(match.rule, match.tape, index, match.last, match.context))
    if day is None or clock is None or not at.coarsen(day.value, "D"):
        return None
    return Reading("TIME", f"{day.value}{clock}", anchor=day.anchor)


def _day_beside(match: Match) -> str | None:
    """Return the day of ``2pm on 10 December``, else the one named earlier in the sentence (in narrative: last)."""
    context, tape = match.context, match.tape
    index = match.last
    while index < len(tape.letters) and any(match.letter_at(index, part) for part in ("comma", "on", "open")):
        index += 1
    if (
        match.letter_at(index + 1, "on")
        and tape.letters[index] == BREAK
        and tape.ends[index] - tape.starts[index] < 25
    ):
        index += 2  # "5:34 am local time on 20 March"
    readers = {"day_month": days.day_month, "iso": days.iso, "numeric": days.numeric,
               "weekday": relative.weekday, "today": relative.today}  # fmt: skip
    if index < len(tape.letters):
        for last, rule in matches(tape, index):
            if rule.name in _DAY_READERS:
                reading = readers[rule.reader](Match(rule, tape, index, last, context))
                if isinstance(reading, Reading) and reading.value and at.coarsen(reading.value, "D"):
                    return reading.value
    low, _ = context.sentence(match.start, match.end)
    if context.mentions and (context.mentions[-1].start >= low or context.narrative):
        return at.coarsen(context.last, "D")
    return None


def tonight(match: Match) -> Reading:
    """Read ``tonight`` and ``overnight``."""
    day = None if match.context.narrative else at.coarsen(match.context.published, "D")
    return Reading("TIME", f"{day}TNI" if day else None, anchor=day)


def turn_part(match: Match) -> Reading:
    """Read ``this afternoon``, ``last night``, ``the following morning``."""
    step, anaphoric = relative.turn_of(match)
    context = match.context
    anchor = (
        context.anaphoric(match.start) if anaphoric or context.narrative else context.deictic(match.start)
    )
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
