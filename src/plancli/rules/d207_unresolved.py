"""A relative date has nothing to count from.

"By the end of next month" means a day only to those who know when the document was published, and it does not say so.

To mend it: print the day of publication on the document, or write the date out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from plancli.gazetteer.cues import words
from plancli.pipeline.dates.lexicon import values
from plancli.rules.base import Context, Hit

CODE = "D207"
LEVEL = "warning"
FAILING = (
    "River plan\n\nThe Ministry of Water will mend all weirs by the end of next month.\n",
    "River plan\n\nThe Ministry of Water will mend all weirs by the end of the current year.\n",
)
PASSING = (
    "River plan\n\nPublished: 3 March 2025\n\nThe Ministry of Water will mend all weirs by the end of next month.\n",
    "River plan\n\nThe Ministry of Water will mend all weirs by the end of 2027.\n",
    "River plan\n\nThe flood came at night, and the weirs were mended the next day.\n",
)
_RELATIVE = ("next", "last", "this", "coming", "previous", "past", "today", "ago")
"""Classes of the date vocabulary whose words count from now."""
_EDGE = 600
"""Characters at either end of a document in which its own date stands."""
_OWNER = ("’s", "'s")
"""After "today" they speak of a time in general ("today's children")."""


@cache
def _from_now() -> re.Pattern[str]:
    """A word that counts from now."""
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, values(*_RELATIVE)))})\b", re.IGNORECASE)


def check(context: Context) -> Iterator[Hit]:
    """Dates without a value, told by their words to count from now, in a document without a date: the first of them."""
    if context.plan.metadata.published is not None or _dated(context):
        return
    found = [
        each.evidence[0]
        for each in context.plan.dates
        if each.value is None
        and each.type in ("DATE", "TIME")
        and each.evidence
        and _from_now().search(each.text)
        and each.text.lower() not in words("stretches", kind="next")
    ]
    found = [each for each in found if context.text[each.end : each.end + 2] not in _OWNER]
    if found:
        more = f" (and {len(found) - 1} more like it)" if len(found) > 1 else ""
        message = f"'{found[0].quote}' counts from a day that the document does not give{more}"
        yield Hit(message, found[0].start, found[0].end)


def _dated(context: Context) -> bool:
    """Whether a day stands at the head or the foot of the document, even if reading did not take it for its date."""
    edges = [(0, _EDGE), (len(context.text) - _EDGE, len(context.text))]
    days = [
        each.evidence[0].start
        for each in context.plan.dates
        if each.value and len(each.value) == 10 and each.evidence
    ]
    return any(start <= day < end for day in days for start, end in edges)
