"""A commitment has no deadline.

What has no date is never late. Not every promise needs one, but whoever monitors the plan will ask.

To mend it: say by when, or in which period.
"""

from __future__ import annotations

from collections.abc import Iterator

from plancli.rules.base import Context, Hit

CODE = "C202"
LEVEL = "note"
FAILING = ("River plan\n\nThe Ministry of Water will mend the weirs.\n",)
PASSING = (
    "River plan\n\nThe Ministry of Water will mend the weirs by 31 May 2027.\n",
    "River plan\n\nThe Ministry of Water will report every year.\n",
)


def check(context: Context) -> Iterator[Hit]:
    """Firm commitments without a deadline and without any other date in the sentence."""
    dated = [each.evidence[0].start for each in context.plan.dates if each.evidence]
    for commitment in context.plan.commitments:
        if commitment.deadline is not None or commitment.strength != "firm" or not commitment.evidence:
            continue
        start, end = commitment.evidence[0].start, commitment.evidence[-1].end
        if not any(start <= at < end for at in dated):
            yield Hit("this has no date by which it is due", start, end)
