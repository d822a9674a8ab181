"""A period ends before it starts.

Nothing can happen in it. Mostly a year was carried over, or the two ends were exchanged.

To mend it: correct the end that is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator

from plancli.rules.base import Context, Hit
from plancli.rules.spans import spans

CODE = "D202"
LEVEL = "error"
FAILING = (
    "The scheme runs from May 2025 to March 2025.",
    "The plan covers the period 1 April 2027 – 31 March 2026.",
    "Grants are paid between 2031 and 2028.",
    "Work starts in May 2026 and ends in April 2026.",
)
PASSING = (
    "The scheme runs from May 2025 to March 2026.",
    "It ran from November to March. In May 2025 and March 2024 it rained.",
    "Work starts in May 2026 and ends in April 2027.",
    "Work starts in May 2026. It was to end in April 2026.",
    "Emissions fell by half between 1990 and 2020.",
)


def check(context: Context) -> Iterator[Hit]:
    """Stretches whose first day is after their last; years that were not written are not held against anyone."""
    for each in spans(context):
        if each.written and each.first > each.last:
            yield Hit(
                f"this starts on {each.first} at the earliest and ends on {each.last} at the latest",
                each.start,
                each.end,
            )
