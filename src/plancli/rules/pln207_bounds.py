"""A date's earliest day comes after its latest.

No day lies between them, so the date is never due and never over.

To mend it: exchange the two, or correct the one that is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator

from plancli.rules.base import Hit, PlanFile
from plancli.rules.walk import entries, part

CODE = "PLN207"
LEVEL = "error"
OF = "plan"
FAILING = (
    {"/dates/0/earliest": "2026-06-01", "/dates/0/latest": "2026-05-01"},
    {"/period/start": "2031", "/period/end": "2030"},
)
PASSING = (
    {"/dates/0/earliest": "2026-05-01", "/dates/0/latest": "2026-05-01"},
    {"/period/start": "2030", "/period/end": "2030-06"},
)


def check(plan: PlanFile) -> Iterator[Hit]:
    """Compares the two as far as both say."""
    for pointer, each in entries(plan.data, "dates"):
        if _turned(each.get("earliest"), each.get("latest")):
            yield Hit(
                f"earliest {each['earliest']} comes after latest {each['latest']}", path=f"{pointer}/earliest"
            )
    start, end = part(plan.data, "period", "start"), part(plan.data, "period", "end")
    if _turned(start, end):
        yield Hit(f"the period starts in {start} and ends in {end}", path="/period/start")


def _turned(first: object, last: object) -> bool:
    if not isinstance(first, str) or not isinstance(last, str):
        return False
    shared = min(len(first), len(last))
    return first[:shared] > last[:shared]
