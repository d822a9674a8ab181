"""A list uses a number twice.

A reference to that number means two things. Mostly a point was put in by copying the one above it.

To mend it: give the second one its own number, and look for references to the numbers after it.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from plancli.rules.base import Context, Hit
from plancli.rules.markers import series

CODE = "N202"
LEVEL = "warning"
FAILING = ("The aims are:\n\n1. Clean rivers\n2. Safe beaches\n2. Quiet harbours\n3. Dark skies\n",)
PASSING = (
    "The aims are:\n\n1. Clean rivers\n2. Safe beaches\n3. Quiet harbours\n",
    "First aims:\n\n1. Clean rivers\n2. Safe beaches\n\nLater aims:\n\n1. Quiet harbours\n2. Dark skies\n",
)


def check(context: Context) -> Iterator[Hit]:
    """Neighbours in a row with one number; rows of nothing but ones are numbered by whoever shows them."""
    for row in series(context):
        if len({each.value for each in row}) == 1:
            continue
        for before, after in pairwise(row):
            if after.value == before.value:
                yield Hit(f"{after.block.number} stands twice in this list", *after.place)
