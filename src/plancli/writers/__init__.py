"""Forms that a plan is written in: one module a format, each with a ``write`` function, loaded on demand.

To add one, write a module with ``write(plan, look) -> bytes`` and name it in :data:`FORMATS`.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    from plancli.plan import Plan

FORMATS = {
    "json": "plancli.writers.plan_json",
    "jsonl": "plancli.writers.plan_jsonl",
    "summary": "plancli.writers.summary",
}


@dataclass(frozen=True, slots=True)
class Look:
    """What the place that is written to can show; formats for machines take no notice of it.

    Attributes:
        width: columns of a line.
        colour: whether it understands ANSI colour sequences.
    """

    width: int = 80
    colour: bool = False


class Writer(Protocol):
    """Gives a plan in one format, as text in UTF-8 that always ends in a newline."""

    def __call__(self, plan: Plan, look: Look | None = None, /) -> bytes:
        """The text of ``plan``, for a plain place of 80 columns where ``look`` says nothing else."""


def writer(name: str) -> Writer:
    """The writer of the format ``name``, one of :data:`FORMATS`.

    Raises:
        KeyError: there is no such format.
    """
    return cast("Writer", import_module(FORMATS[name]).write)
