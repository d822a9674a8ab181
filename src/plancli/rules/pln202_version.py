"""The plan is of another version of the schema.

Fields may mean something else in another version, so nothing more is checked against this one's schema.

To mend it: extract the plan again with this version of plancli, or check it with the version that made it.
"""

from __future__ import annotations

from collections.abc import Iterator

from plancli.plan import SCHEMA_VERSION
from plancli.rules.base import Hit, PlanFile
from plancli.rules.walk import part

CODE = "PLN202"
LEVEL = "error"
OF = "plan"
FAILING = ({"/schema_version": "2.0"}, {"/schema_version": 1})
PASSING = ({"/schema_version": SCHEMA_VERSION},)


def check(plan: PlanFile) -> Iterator[Hit]:
    """Compares the version; where there is none, the schema's rule tells."""
    version = part(plan.data, "schema_version")
    if version is not None and version != SCHEMA_VERSION:
        yield Hit(
            f"this plan is of schema version {version}; plancli knows {SCHEMA_VERSION}",
            path="/schema_version",
        )
