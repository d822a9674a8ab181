"""Stretches of time that a text names by both ends ("from March to December 2025")."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from plancli.gazetteer.cues import either
from plancli.rules.base import Context

if TYPE_CHECKING:
    from plancli.plan import Date

_YEAR = re.compile(r"[12]\d{3}")


@cache
def _forms() -> dict[str, re.Pattern[str]]:
    """What stands between two ends, or is ``both`` there and ``between`` before them; what ``opens`` a stretch.

    The same of two verbs: ``starts`` before the first end, ``ends`` before the second.
    """
    edge = rf"(?:the\s+)?(?:{_any('edge')}\s+of\s+)?"
    forms = {
        "to": rf"\s*(?:[-–—]|{_any('to')})\s*{edge}",
        "starts": rf"\b{_any('starts')}\s+(?:in|on|at)\s+{edge}$",
        "ends": rf",?\s+and\s+(?:will\s+)?{_any('ends')}\s+(?:in|on|at|by)\s+{edge}",
        "both": rf"\s+and\s+{edge}",
        "between": rf"\b{_any('between')}\s+{edge}$",
        "opens": rf"\b{_any('opens')}\s+(?:the\s+)?$",
    }
    return {name: re.compile(form, re.IGNORECASE) for name, form in forms.items()}


def _any(kind: str) -> str:
    return either("stretches", kind=kind)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of time.

    Attributes:
        start: first code point of its words, "from" left out.
        end: code point after the last.
        first: its first day.
        last: its last day.
        unit: how exact the coarser end is: ``Y``, ``M`` or ``D``.
        written: whether both ends have their year in the text, the first perhaps borrowed from the second.
        opens: where "from" or "between" starts, else ``start``.
    """

    start: int
    end: int
    first: date
    last: date
    unit: str
    written: bool
    opens: int


def spans(context: Context) -> list[Stretch]:
    """The stretches of the text, in order."""
    found: list[Stretch] = context.once("spans", _spans)
    return found


def _spans(context: Context) -> list[Stretch]:
    text = context.text
    dates = [each for each in context.plan.dates if each.evidence and each.type in ("DATE", "TIME")]
    found = []
    for one, other in pairwise(dates):
        start, stop = one.evidence[0].start, one.evidence[-1].end
        begin, end = other.evidence[0].start, other.evidence[-1].end
        before = text[max(0, start - 40) : start]
        if not _joined(before, text[stop:begin]):
            continue
        stretch = _stretch(one, other, start, end, before)
        if stretch is not None:
            found.append(stretch)
    return found


def _joined(before: str, between: str) -> bool:
    """Whether what stands before two dates and between them makes them the ends of one stretch."""
    forms = _forms()
    both = forms["both"].fullmatch(between) and forms["between"].search(before)
    verbs = forms["ends"].fullmatch(between) and forms["starts"].search(before)
    return bool(both or verbs or forms["to"].fullmatch(between))


def _stretch(one: Date, other: Date, start: int, end: int, before: str) -> Stretch | None:
    first, last = _day(one.earliest), _day(other.latest)
    if first is None or last is None:
        return None
    years = bool(_YEAR.search(other.text)) and (bool(_YEAR.search(one.text)) or _borrowed(one, other))
    opening = _forms()["opens"].search(before)
    opens = start - (len(before) - opening.start()) if opening else start
    units = [_unit(one.value or ""), _unit(other.value or "")]
    return Stretch(start, end, first, last, min(units, key="YMD".index), years, opens)


def _borrowed(one: Date, other: Date) -> bool:
    """Whether the first end has no year of its own and was read in that of the second."""
    return not _YEAR.search(one.text) and (one.value or "")[:4] == (other.value or "")[:4]


def _unit(value: str) -> str:
    return "D" if len(value) >= 10 else "M" if len(value) == 7 and value[5:].isdigit() else "Y"


def _day(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        return None
