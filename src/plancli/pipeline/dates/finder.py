"""Find the expressions of a text: scan, match the grammar, ask the guard, read, resolve."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache, partial

from plancli.pipeline.dates import arithmetic as at
from plancli.pipeline.dates import days, feasts, periods, relative, times, years
from plancli.pipeline.dates.context import Context, is_narrative, spoken_now
from plancli.pipeline.dates.grammar import Matches, rules
from plancli.pipeline.dates.guards import guard_of
from plancli.pipeline.dates.lexer import Run, Tape, read
from plancli.pipeline.dates.lexicon import cues
from plancli.pipeline.dates.match import Match, Reading
from plancli.pipeline.dates.timex import TIMEX_VALUE, Timex

_ROLES = ("deadline", "period")
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
    published = published if at.bounds(published) else None
    tape = read(text)
    told = is_narrative(tape, published) if narrative is None else narrative
    context = Context(tape, published, sorted(quotations), told)
    context.day_within = partial(times.day_within, context)
    return list(_walk(tape, context, decided=narrative is None))


@cache
def _actions() -> dict[str, tuple[Callable[[Match], bool] | None, Reader]]:
    """Return the guard, if there is one, and the reader of each rule."""
    return {
        rule.name: (guard_of(rule.guard) if rule.guard else None, readers()[rule.reader]) for rule in rules()
    }


def _walk(tape: Tape, context: Context, *, decided: bool) -> Iterator[Timex]:
    told = context.narrative
    known = told and decided and context.published
    now = spoken_now(tape, context.published, context.quotations) if known else []
    for run, offset in zip(tape.runs, tape.offsets, strict=True):
        context.narrative = told and not any(start <= offset < end for start, end in now)
        reached = 0
        for place, found in run.places:
            if place < reached:
                continue
            reached, readings = _best(run, offset, place, found, context)
            for reading in readings:
                timex = _timex(tape, offset + run.starts[place], offset + run.ends[reached - 1], reading)
                yield timex
                if timex.value and timex.type in ("DATE", "TIME"):
                    context.mention(timex.value.partition("T")[0], timex.start, timex.end)


def _best(
    run: Run, offset: int, place: int, found: Matches, context: Context
) -> tuple[int, Sequence[Reading]]:
    """Return the end and the readings of the longest match that its guard and its reader accept."""
    actions = _actions()
    for end, rule in found:
        match = Match(rule, run, offset, place, end, context)
        guard, reader = actions[rule.name]
        if guard is None or guard(match):
            reading = reader(match)
            if reading is not None:
                return end, reading if isinstance(reading, list) else (reading,)
    return place + 1, ()


def _role(lower: str, start: int, kind: str) -> str | None:
    """Tell what the wording before an expression makes of it."""
    if kind == "SET":
        return "recurrence"
    before = lower[max(0, start - 30) : start].rstrip().removesuffix(" the")
    if before[-2:] not in _last_letters():
        return None
    return next((role for role in _ROLES if f" {before}".endswith(_endings(role))), None)


@cache
def _endings(role: str) -> tuple[str, ...]:
    """Return what stands before a deadline or a period."""
    return tuple(f" {words}" for words in sorted(cues(f"{role}_before")))


@cache
def _last_letters() -> frozenset[str]:
    return frozenset(words[-2:] for role in _ROLES for words in cues(f"{role}_before"))


@lru_cache(maxsize=8192)
def _checked(value: str | None) -> tuple[str | None, tuple[str | None, str | None]]:
    """Return the value if it has the shape of one, and the days that bound it."""
    if not value or not TIMEX_VALUE.fullmatch(value):
        return None, (None, None)
    return value, at.bounds(value.partition("T")[0]) or (None, None)


def _timex(tape: Tape, start: int, end: int, reading: Reading) -> Timex:
    start = start if reading.start is None else reading.start
    end = end if reading.end is None else reading.end
    value, bounds = _checked(reading.value)
    earliest, latest = reading.bounds or bounds
    role = reading.role or _role(tape.lower, start, reading.type)
    text = tape.text[start:end]
    return Timex(
        start, end, text, reading.type, value, reading.mod, earliest, latest, role, reading.anchor,
        reading.remark,
    )  # fmt: skip
