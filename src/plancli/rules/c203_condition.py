"""A commitment holds on a condition.

"Where appropriate" and "if funds allow" leave open whether anything is due. That may be meant; who reads it should
see it.

To mend it: say who decides on the condition and by when, or leave it out.
"""

from __future__ import annotations

from collections.abc import Iterator

from plancli.rules.base import Context, Hit

CODE = "C203"
LEVEL = "note"
FAILING = ("River plan\n\nThe Ministry of Water will mend the weirs if funds allow.\n",)
PASSING = ("River plan\n\nThe Ministry of Water will mend the weirs by 31 May 2027.\n",)


def check(context: Context) -> Iterator[Hit]:
    """Firm commitments that reading found to be conditional."""
    for commitment in context.plan.commitments:
        if commitment.conditional and commitment.strength == "firm" and commitment.evidence:
            yield Hit(
                "this is due on a condition only", commitment.evidence[0].start, commitment.evidence[-1].end
            )
