"""An id is used twice.

What refers to it means one of two things, and a program that looks it up takes whichever comes last.

To mend it: extract the plan again, or give one of them an id of its own.
"""

from __future__ import annotations

from collections.abc import Iterator

from plancli.rules.base import Hit, PlanFile
from plancli.rules.walk import nodes

CODE = "PLN204"
LEVEL = "error"
OF = "plan"
FAILING = ({"/dates/1/id": "date-1"}, {"/aims/0/children/0/id": "aim-1"})
PASSING = ({"/dates/1/id": "date-99"},)


def check(plan: PlanFile) -> Iterator[Hit]:
    """Ids that stood before."""
    first: dict[str, str] = {}
    for pointer, node in nodes(plan.data):
        name = node.get("id")
        if isinstance(name, str):
            if name in first:
                yield Hit(f"the id '{name}' is that of {first[name]} too", path=f"{pointer}/id")
            first.setdefault(name, pointer)
