"""Differences as JSON: one object as the schema has it, or a list of them where more versions are compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plancli.writers.plan_json import encode

if TYPE_CHECKING:
    from plancli.writers import Look
    from plancli.writers.differences import Comparison


def write(comparison: Comparison, _look: Look | None = None) -> str:
    """The differences as indented JSON."""
    diffs = comparison.diffs
    return encode(diffs[0] if len(diffs) == 1 else diffs, indent=2).decode()
