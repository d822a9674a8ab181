"""A plan as one line of JSON, for files that hold many (JSON Lines)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plancli.writers.plan_json import as_data, encode

if TYPE_CHECKING:
    from plancli.plan import Plan
    from plancli.writers import Look


def write(plan: Plan, _look: Look | None = None) -> str:
    """The plan as one line."""
    return encode(as_data(plan), indent=None)
