"""A list starts later than at its first number.

Points are missing at the top, or the list goes on with another one that a reader has to find.

To mend it: number from the start, or say which list goes on here.
"""

from __future__ import annotations

from collections.abc import Iterator

from plancli.rules.base import Context, Hit
from plancli.rules.markers import Numbered, numbered_blocks, series

CODE = "N203"
LEVEL = "warning"
FAILING = ("The aims are:\n\n2. Clean rivers\n3. Safe beaches\n4. Quiet harbours\n",)
PASSING = (
    "The aims are:\n\n1. Clean rivers\n2. Safe beaches\n",
    "Water\n\n1. Clean rivers\n2. Safe beaches\n\nAir\n\n3. Clear skies\n4. Quiet nights\n",
)


def check(context: Context) -> Iterator[Hit]:
    """Rows of two at least whose first number is not the first, and that no earlier row leads up to."""
    reached = _reached(context)
    for row in series(context):
        first = row[0]
        if len(row) < 2 or first.value <= 1 or first.value - 1 in reached[first.index]:
            continue
        yield Hit(f"this list starts at {first.block.number}", *first.place)


def _reached(context: Context) -> dict[int, set[int]]:
    """For each numbered block the values that stand before it anywhere in the document."""
    seen: set[int] = set()
    before: dict[int, set[int]] = {}
    for each in _all(context):
        before[each.index] = set(seen) if each.value > 1 else set()
        seen.add(each.value)
    return before


def _all(context: Context) -> Iterator[Numbered]:
    yield from numbered_blocks(context)
