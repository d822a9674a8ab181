"""A quote does not stand in the document.

The plan claims words that the document does not have: it was changed by hand, or the document was changed since.

To mend it: extract the plan again from the document as it is now.
"""

from __future__ import annotations

from collections.abc import Iterator

from plancli.rules.base import Hit, PlanFile
from plancli.rules.walk import quotes

CODE = "PLN210"
LEVEL = "error"
OF = "plan"
FAILING = ({"/dates/0/evidence/0/quote": "4 May 2026"},)
PASSING = ({"/source/name": "another.txt"},)
_SHOWN = 60


def check(plan: PlanFile) -> Iterator[Hit]:
    """Looks each quote up in the document: at its place first, then anywhere."""
    if plan.original is None:
        return
    text = plan.original.text
    for pointer, start, end, quote in quotes(plan.data):
        if text[max(0, start) : max(0, end)] != quote and quote not in text:
            shown = quote if len(quote) <= _SHOWN else quote[: _SHOWN - 1] + "…"
            yield Hit(f"'{shown}' does not stand in {plan.original.name}", path=f"{pointer}/quote")
