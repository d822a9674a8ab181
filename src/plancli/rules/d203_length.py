"""A length of time does not fit its ends.

"12 months from March to December 2025" is ten months: either the length or an end is wrong, and with it every budget
that is made from it.

To mend it: count again, and correct the length or the end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from plancli.gazetteer.cues import either
from plancli.rules.base import Context, Hit
from plancli.rules.spans import Stretch, spans

if TYPE_CHECKING:
    from plancli.plan import Date

CODE = "D203"
LEVEL = "error"
FAILING = (
    "The plan covers 12 months from March to December 2025.",
    "The pilot runs for six weeks, from 1 March 2025 to 31 May 2025.",
    "A six-month grace period from February 2026 to December 2026 applies to hospitals.",
    "The programme lasts from January 2025 to June 2025 (12 months).",
)
PASSING = (
    "The plan covers 12 months from December 2024 to December 2025.",
    "The plan covers 12 months from January to December 2025.",
    "The pilot runs for three months, from 1 March 2025 to 31 May 2025.",
    "It is a three-year programme from 2024 to 2027.",
)
_LENGTH = re.compile(r"P(\d+(?:\.\d+)?)([YMWD])")
_DAYS = {"Y": 365.25, "M": 30.44, "W": 7.0, "D": 1.0}


@cache
def _before() -> re.Pattern[str]:
    """What may stand between a length and the stretch after it."""
    bounds = either("stretches", kind="bounds")
    return re.compile(rf"[\s,(:–—-]*(?:(?!{bounds}\b)[a-z-]+[\s,(:]+){{0,4}}\(?\s*")


@cache
def _after() -> re.Pattern[str]:
    """What may stand between a stretch and its length after it."""
    length = either("stretches", kind="length")
    return re.compile(rf"\s*[,(–—]\s*(?:{length}\s+){{0,4}}", re.IGNORECASE)


def check(context: Context) -> Iterator[Hit]:
    """Lengths right beside a stretch of time that is neither as long counted with both ends nor without one."""
    lengths = [
        each for each in context.plan.dates if each.type == "DURATION" and each.evidence and not each.mod
    ]
    for stretch in spans(context):
        if stretch.first >= stretch.last or not stretch.written:
            continue
        for each in lengths:
            match = _LENGTH.fullmatch(each.value or "")
            if (
                match
                and _beside(context.text, each, stretch)
                and not _fits(float(match[1]), match[2], stretch)
            ):
                start = min(each.evidence[0].start, stretch.start)
                end = max(each.evidence[-1].end, stretch.end)
                yield Hit(_message(each, stretch), start, end)


def _beside(text: str, each: Date, stretch: Stretch) -> bool:
    start, end = each.evidence[0].start, each.evidence[-1].end
    if end <= stretch.opens:
        return _before().fullmatch(text[end : stretch.opens]) is not None
    return start >= stretch.end and _after().fullmatch(text[stretch.end : start]) is not None


def _fits(number: float, unit: str, stretch: Stretch) -> bool:
    """Whether the length lies between that from end to end and that with both ends in it, with a little slack."""
    days = (stretch.last - stretch.first).days + 1
    inner = {"Y": 366, "M": 31, "D": 1}[stretch.unit]
    wanted = number * _DAYS[unit]
    slack = max(1.0, 0.02 * wanted) + (2 if unit in "YM" else 0)
    return days - inner - slack <= wanted <= days + slack


def _message(each: Date, stretch: Stretch) -> str:
    days = (stretch.last - stretch.first).days + 1
    counted = days < 60 or (each.value or "").endswith("D")
    length = f"{days} days" if counted else f"about {round(days / 30.44)} months"
    return f"'{each.text}' does not fit: from {stretch.first} to {stretch.last} there are {length}"
