"""An expression of time can be read in two ways.

"Bi-annual" is twice a year to one reader and every two years to the next; 03/04/2025 is in March or in April.

To mend it: write "twice a year" or "every two years", and the month as a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from plancli.pipeline.dates.lexicon import values
from plancli.rules.base import Context, Hit

CODE = "D206"
LEVEL = "warning"
SUPERSEDES = ("D101",)
FAILING = (
    "The group meets on a bi-annual basis.",
    "The report is due on 03/04/2025.",
    "Published: 14 March 2025\n\nThe report is due on 03/04/2025.",
)
PASSING = (
    "The group meets twice a year, and its annual report is due in April.",
    "The report of 13/02/2025 is due on 03/04/2025.",
)
_NUMERIC = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}")
_EITHER = re.compile(r"(?P<one>0?[1-9]|1[0-2])[/-](?P<other>0?[1-9]|1[0-2])[/-]\d{2,4}")
"""A day that other countries read otherwise; with full stops the day stands first everywhere."""
_TELLING = re.compile(
    r"(?<![\d/-])(?:(?:1[3-9]|2\d|3[01])([/-])\d{1,2}|\d{1,2}([/-])(?:1[3-9]|2\d|3[01]))(?:\1|\2)\d{2,4}\b"
)
"""A numeric day that shows in which order the document writes the others."""


def check(context: Context) -> Iterator[Hit]:
    """Adverbs of two meanings, and days in numbers whose order nothing in the document shows."""
    for each in context.plan.dates:
        words = each.text.lower()
        if not each.evidence:
            continue
        if each.type == "SET" and any(word in words for word in values("adverb_ambiguous")):
            yield Hit(
                f"'{each.text}' may be twice in a period or once in two",
                each.evidence[0].start,
                each.evidence[-1].end,
            )
        elif each.value is None and each.type == "DATE" and _NUMERIC.fullmatch(words):
            choice = f": {each.earliest} or {each.latest}" if each.earliest and each.latest else ""
            yield Hit(
                f"'{each.text}' may have its day or its month first{choice}",
                each.evidence[0].start,
                each.evidence[-1].end,
            )
    yield from _read_by_words(context)


def _read_by_words(context: Context) -> Iterator[Hit]:
    """The first day in numbers whose order only the worded days of the document tell: a reader may not look there."""
    published = context.plan.metadata.published
    found = [
        each
        for each in context.plan.dates
        if each.value
        and each.evidence
        and (match := _EITHER.fullmatch(each.text))
        and int(match["one"]) != int(match["other"])
        and not (published and published.value == each.value)
    ]
    if found and not any(_real(match) for match in _TELLING.finditer(context.text)):
        each, more = found[0], f" (and {len(found) - 1} more like it)" if len(found) > 1 else ""
        message = (
            f"'{each.text}' may have its day or its month first; other dates here suggest {each.value}{more}"
        )
        yield Hit(message, each.evidence[0].start, each.evidence[-1].end)


def _real(match: re.Match[str]) -> bool:
    """Whether one of the first two numbers is a month."""
    one, other = (int(part) for part in re.findall(r"\d+", match[0])[:2])
    return 1 <= min(one, other) <= 12 < max(one, other)
