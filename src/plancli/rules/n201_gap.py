"""A list or a row of headings leaves a number out.

A reader who is sent to "aim 3" does not find it, and cannot tell whether a point was deleted or never written. Often
it was deleted late, and what refers to it stands elsewhere.

To mend it: number the points anew and look for references to the old numbers, or put the missing point back
("[withdrawn]" keeps later numbers in place).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from plancli.rules.base import Context, Hit
from plancli.rules.markers import Numbered, series

CODE = "N201"
LEVEL = "warning"
FAILING = (
    "The aims are:\n\n1. Clean rivers\n2. Safe beaches\n4. Quiet harbours\n",
    "We will:\n\n(a) plant trees;\n(b) mend weirs; and\n(d) count fish.\n",
)
PASSING = (
    "The aims are:\n\n1. Clean rivers\n2. Safe beaches\n3. Quiet harbours\n",
    "We will:\n\n(i) plant trees;\n(ii) mend weirs; and\n(iii) count fish.\n",
)


def check(context: Context) -> Iterator[Hit]:
    """Neighbours in a row whose numbers are more than one apart."""
    for row in series(context):
        for before, after in pairwise(row):
            if after.value > before.value + 1 and not _elsewhere(context, before, after):
                yield Hit(_message(before, after), *after.place)


def _message(before: Numbered, after: Numbered) -> str:
    return f"{after.block.number} follows {before.block.number}: a number is missing between them"


def _elsewhere(context: Context, before: Numbered, after: Numbered) -> bool:
    """Whether the next number stands between the two after all, in a block that was not seen as one of the row."""
    between = context.text[before.block.content : after.block.start]
    number = before.value + 1
    prefix, dot, last = (before.block.number or "").rpartition(".")
    if last.isdigit():
        return re.search(rf"(?<![\w.]){re.escape(prefix + dot)}{number}(?:[.):]|\s)", between) is not None
    letter = chr(ord("a") + number - 1) if number <= 26 else ""
    return bool(letter) and re.search(rf"(?<!\w)\(?{letter}[.)]", between, re.IGNORECASE) is not None
