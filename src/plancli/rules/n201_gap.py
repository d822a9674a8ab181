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
from plancli.rules.markers import Numbered, numbered_blocks, series

CODE = "N201"
LEVEL = "warning"
FAILING = (
    "The aims are:\n\n1. Clean rivers\n2. Safe beaches\n4. Quiet harbours\n",
    "We will:\n\n(a) plant trees;\n(b) mend weirs; and\n(d) count fish.\n",
    "# Chapter 1: Why\n\nRivers.\n\n# Chapter 2: How\n\n1. Plant\n2. Mend\n3. Count\n\n# Chapter 4: When\n\nSoon.\n",
    "# 1 Why\n\nRivers are dirty.\n\n# 2 How\n\nThe Board cleans them.\n\n# 3 Who\n\nThe Board does.\n\n# 5 When\n\nBy 2027 it is done.\n",
)
PASSING = (
    "The aims are:\n\n1. Clean rivers\n2. Safe beaches\n3. Quiet harbours\n",
    "# 2.1 Why\n\nRivers.\n\n# 2.2 How\n\nBy hand.\n\n# 2.4 When\n\nSoon.\n\nItem 2.3 was withdrawn.\n",
    "We will:\n\n(i) plant trees;\n(ii) mend weirs; and\n(iii) count fish.\n",
    "# 1 Why\n\nRivers are dirty.\n\n# 2 How\n\nThe Board cleans them.\n\n# 3 Who\n\nThe Board does.\n\n# 12 Months on\n\nIt is done.\n",
)
_BARE = re.compile(r"(\d{1,2})\s+(?=[A-Z])")
_SURE = 3
"""Bare numbers that count from one make a row of so many, and as many at most are missing in it."""


def check(context: Context) -> Iterator[Hit]:
    """Neighbours in a row whose numbers are more than one apart."""
    for row in series(context):
        for before, after in pairwise(row):
            if after.value > before.value + 1 and not _elsewhere(context, before, after):
                yield Hit(_message(before, after), *after.place)
    yield from _bare(context)


def _bare(context: Context) -> Iterator[Hit]:
    """Headings whose number has no full stop ("4 Money"), after some that count from one; not "12 Months on"."""
    last = 0
    for block in context.blocks:
        match = _BARE.match(context.text, block.start, block.end) if block.kind == "heading" else None
        value = int(match[1]) if match else 0
        if match and value == last + 1:
            last = value
        elif match and last >= _SURE and last + 1 < value <= last + _SURE:
            yield Hit(
                f"{value} follows {last}: a number is missing between them", match.start(1), match.end(1)
            )
            last = value


def _message(before: Numbered, after: Numbered) -> str:
    return f"{after.block.number} follows {before.block.number}: a number is missing between them"


def _elsewhere(context: Context, before: Numbered, after: Numbered) -> bool:
    """Whether the next number stands between the two after all, in a block that was not seen as one of the row.

    One with another look is there (another rule tells it); an item is no missing heading.
    """
    number = before.value + 1
    inner = [each for each in numbered_blocks(context) if before.index < each.index < after.index]
    if inner and inner[0].index == before.index + 1 and inner[0].value == number and _alike(inner[0], before):
        return True
    others = [each.block.start for each in inner if not _alike(each, before)]
    ends = [*others, after.block.start]
    starts = [before.block.content, *(context.text.find(" ", start) for start in others)]
    between = "\n".join(context.text[start:end] for start, end in zip(starts, ends, strict=True))
    prefix, dot, last = (before.block.number or "").rpartition(".")
    if dot and re.search(rf"(?<![\w.]){re.escape(prefix + dot)}{number}(?!\.?\w)", context.text):
        return True  # the text speaks of it ("Item 2.3 was withdrawn")
    if last.isdigit():
        return re.search(rf"(?<![\w.]){re.escape(prefix + dot)}{number}(?:[.):]|\s)", between) is not None
    letter = chr(ord("a") + number - 1) if number <= 26 else ""
    return bool(letter) and re.search(rf"(?<!\w)\(?{letter}[.)]", between, re.IGNORECASE) is not None


def _alike(one: Numbered, other: Numbered) -> bool:
    return one.block.kind == other.block.kind
