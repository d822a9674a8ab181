"""A value is not a TIMEX3 value.

Dates are sorted and compared by their values. One that is free text ("next spring") or no day of the calendar
("2025-02-30") falls out of every timeline.

To mend it: write an ISO 8601 date or duration or another value of TIMEX3 (2025-03, 2025-Q2, P12M, PRESENT_REF), or
null.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from plancli.pipeline.dates.timex import TIMEX_VALUE
from plancli.rules.base import Hit, PlanFile
from plancli.rules.walk import entries, part

CODE = "PLN206"
LEVEL = "error"
OF = "plan"
FAILING = (
    {"/dates/0/value": "next spring"},
    {"/dates/0/value": "2025-02-30"},
    {"/metadata/published/value": "May 2026"},
    {"/period/end": "31/12/2030"},
)
PASSING = (
    {"/dates/0/value": "2025-Q2"},
    {"/dates/0/value": "P18M"},
    {"/dates/0/value": None},
    {"/period/end": "2030-12"},
)
_ISO = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")


def check(plan: PlanFile) -> Iterator[Hit]:
    """Values of dates by TIMEX3's form; publication and period by ISO 8601's."""
    for pointer, each in entries(plan.data, "dates"):
        value = each.get("value")
        if isinstance(value, str) and not (TIMEX_VALUE.fullmatch(value) and _in_calendar(value)):
            yield Hit(f"'{value}' is no TIMEX3 value", path=f"{pointer}/value")
        for name in ("earliest", "latest"):
            yield from _iso(f"{pointer}/{name}", each.get(name), whole=True)
    published = part(plan.data, "metadata", "published", "value")
    if isinstance(published, str) and not (TIMEX_VALUE.fullmatch(published) and _in_calendar(published)):
        yield Hit(f"'{published}' is no TIMEX3 value", path="/metadata/published/value")
    for name in ("start", "end"):
        yield from _iso(f"/period/{name}", part(plan.data, "period", name), whole=False)


def _iso(pointer: str, value: Any, *, whole: bool) -> Iterator[Hit]:
    if isinstance(value, str) and not (
        _ISO.fullmatch(value) and (len(value) == 10 or not whole) and _in_calendar(value)
    ):
        yield Hit(f"'{value}' is no ISO date", path=pointer)


def _in_calendar(value: str) -> bool:
    """Whether the month and the day in a value are such as there are; true where it has none."""
    found = re.match(r"(\d{4})-(\d\d)(?:-(\d\d))?(?!\d)", value)
    if not found:
        return True
    try:
        date(*(int(part or 1) for part in found.groups()))
    except ValueError:
        return False
    return True
