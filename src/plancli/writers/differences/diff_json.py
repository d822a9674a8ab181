"""Differences as JSON: one object as the schema has it, or a list of them where more versions are compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plancli.writers.plan_json import encode

if TYPE_CHECKING:
    from plancli.writers import Look
    from plancli.writers.differences import Comparison


def write(comparison: Comparison, _look: Look | None = None) -> str:
    """The differences as indented JSON."""
    data = [diff.model_dump(mode="json") for diff in comparison.diffs]
    return encode(data[0] if len(data) == 1 else data, indent=2)
