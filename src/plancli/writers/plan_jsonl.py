"""A plan as one line of JSON, for files that hold many (JSON Lines)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plancli.writers import plan_json

if TYPE_CHECKING:
    from plancli.plan import Plan
    from plancli.writers import Look


def write(plan: Plan, look: Look | None = None) -> bytes:
    """The plan as one line."""
    return plan_json.write(plan, look, indent=None)
