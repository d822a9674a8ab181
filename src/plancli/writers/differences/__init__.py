"""Forms that a difference is written in: one module a format, each with a ``write`` function, loaded on demand.

To add one, write a module with ``write(comparison, look) -> str`` and name it in :data:`FORMATS`.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plancli.changes import PlanDiff
    from plancli.plan import Plan
    from plancli.writers import Look

FORMATS = {
    "json": "plancli.writers.differences.diff_json",
    "summary": "plancli.writers.differences.summary",
    "markdown": "plancli.writers.differences.markdown",
    "html": "plancli.writers.differences.html",
}


@dataclass(frozen=True, slots=True)
class Comparison:
    """Versions of a plan and what changed from each to the next.

    Attributes:
        names: what the versions are called, such as file names; one more than there are ``diffs``.
        plans: the versions, the oldest first.
        diffs: the differences, each against the version before.
        remarks: what a reader of them should know first, a sentence each.
    """

    names: Sequence[str]
    plans: Sequence[Plan]
    diffs: Sequence[PlanDiff]
    remarks: Sequence[str] = ()


class Writer(Protocol):
    """Gives a comparison's text in one format, which always ends in a newline."""

    def __call__(self, comparison: Comparison, look: Look | None = None, /) -> str:
        """The text of ``comparison``, for a plain place of 80 columns where ``look`` says nothing else."""


def writer(name: str) -> Writer:
    """The writer of the format ``name``, one of :data:`FORMATS`.

    Raises:
        KeyError: there is no such format.
    """
    return cast("Writer", import_module(FORMATS[name]).write)
