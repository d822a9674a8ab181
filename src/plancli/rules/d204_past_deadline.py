"""A deadline lies before the document's publication.

Nobody can keep it any more. Mostly the text is older than the document, or the year is wrong.

To mend it: set a new deadline, or say that it was kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from plancli.rules.base import Context, Hit
from plancli.rules.days import published_day

CODE = "D204"
LEVEL = "warning"
FAILING = (
    "River plan\n\nPublished: 3 March 2025\n\nThe Ministry of Water will mend all weirs by 31 December 2023.\n",
)
PASSING = (
    "River plan\n\nPublished: 3 March 2025\n\nThe Ministry of Water will mend all weirs by 31 December 2026.\n",
    "River plan\n\nPublished: 3 March 2025\n\nThe Ministry of Water mended all weirs by 31 December 2023.\n",
)


def check(context: Context) -> Iterator[Hit]:
    """Deadlines of commitments whose last day is before the first that the publication may be on."""
    published = published_day(context)
    dates = {each.id: each for each in context.plan.dates}
    for commitment in context.plan.commitments if published else ():
        due = dates.get(commitment.deadline or "")
        if due is None or due.latest is None or due.anchor or not due.evidence:
            continue
        if date.fromisoformat(due.latest) < (published or date.min):
            start, end = due.evidence[0].start, due.evidence[-1].end
            yield Hit(f"this is due by {due.latest}, and the document is of {published}", start, end)
