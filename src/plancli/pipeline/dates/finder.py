"""Find the expressions of a text: scan, match the grammar, ask the guard, read, resolve."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache

from plancli.pipeline.dates import arithmetic as at
from plancli.pipeline.dates import days, feasts, periods, relative, times, years
from plancli.pipeline.dates.context import Context, is_narrative
from plancli.pipeline.dates.grammar import Rule, candidates, rules
from plancli.pipeline.dates.guards import guard_of
from plancli.pipeline.dates.lexer import Tape, read
from plancli.pipeline.dates.lexicon import cues
from plancli.pipeline.dates.match import Match, Reading
from plancli.pipeline.dates.timex import TIMEX_VALUE, Timex

Reader = Callable[[Match], Reading | list[Reading] | None]


@cache
def readers() -> dict[str, Reader]:
    """Return the reader that each rule of the catalogue names."""
    modules = (days, years, feasts, relative, periods, times)
    return {
        rule.reader: next(getattr(m, rule.reader) for m in modules if rule.reader in vars(m))
        for rule in rules()
    }


def find_dates(
    text: str,
    *,
    published: str | None = None,
    quotations: Sequence[tuple[int, int]] = (),
    narrative: bool | None = None,
) -> list[Timex]:
    """Find the temporal expressions of an English text.

    Args:
        text: any text; offsets of the result count its code points.
        published: the day (or month, or year) of publication as an ISO value, if known.
        quotations: spans of quoted speech, whose relative expressions count from the day of speech.
        narrative: whether relative expressions count from the date last mentioned, as in a history;
            ``None`` decides by the text.

    Returns:
        The expressions in the order of the text. None overlaps another.
    """
    tape = read(text)
    told = is_narrative(tape, published) if narrative is None else narrative
    context = Context(tape, published, sorted(quotations), told)
    return list(_walk(tape, context))


def _walk(tape: Tape, context: Context) -> Iterator[Timex]:
    reached = 0
    for index, found in candidates(tape):
        if index < reached:
            continue
        last, readings = _best(tape, index, found, context)
        for reading in readings:
            timex = _timex(tape, index, last, reading)
            yield timex
            if timex.type in ("DATE", "TIME") and timex.value:
                context.mention(timex.value.partition("T")[0], timex.start, timex.end)
        reached = last


def _best(
    tape: Tape, index: int, found: list[tuple[int, Rule]], context: Context
) -> tuple[int, list[Reading]]:
    """Return the end and the readings of the longest match that its guard and its reader accept."""
    for last, rule in found:
        match = Match(rule, tape, index, last, context)
        if guard_of(rule.guard)(match):
            reading = readers()[rule.reader](match)
            if reading is not None:
                return last, reading if isinstance(reading, list) else [reading]
    return index + 1, []


def _role(before: str, kind: str) -> str | None:
    """Tell what the wording before an expression makes of it."""
    if kind == "SET":
        return "recurrence"
    before = " " + before.rstrip().removesuffix(" the").rstrip()
    for role in ("deadline", "period"):
        if before.endswith(_endings(role)):
            return role
    return None


@cache
def _endings(role: str) -> tuple[str, ...]:
    """Return what stands before a deadline or a period."""
    return tuple(f" {words}" for words in sorted(cues(f"{role}_before")))


@lru_cache(maxsize=4096)
def _checked(value: str | None) -> str | None:
    """Return the value if it has the shape of one."""
    return value if value and TIMEX_VALUE.fullmatch(value) else None


def _timex(tape: Tape, first: int, last: int, reading: Reading) -> Timex:
    start = tape.starts[first] if reading.start is None else reading.start
    end = tape.ends[last - 1] if reading.end is None else reading.end
    value = _checked(reading.value)
    bounded = reading.bounds or (at.bounds(value.partition("T")[0]) if value else None) or (None, None)
    anchor = reading.anchor
    role = reading.role or _role(tape.lower[max(0, start - 30) : start], reading.type)
    return Timex(
        start,
        end,
        tape.text[start:end],
        reading.type,
        value,
        reading.mod,
        *bounded,
        role,
        anchor,
        reading.remark,
    )
