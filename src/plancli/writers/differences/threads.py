"""Each item's way through several versions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from plancli.writers.differences.story import ITEMS, Story

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from plancli.changes import ChangeOp
    from plancli.writers.differences import Comparison
    from plancli.writers.differences.story import Entry


@dataclass(frozen=True, slots=True)
class Step:
    """An item in one version.

    Attributes:
        label: what it is called there; "" where it is not there.
        ops: what happened to it since the version before; none in the first.
    """

    label: str
    ops: Sequence[ChangeOp] = ()


@dataclass(frozen=True, slots=True)
class Thread:
    """One item's way, a step for each version.

    Attributes:
        text: the words it is known by, of its last version.
        steps: one for each version.
    """

    text: str
    steps: Sequence[Step]


def threads(comparison: Comparison) -> list[Thread]:
    """The ways of all items: those of the first version in its order, then each later one's new items."""
    stages = [
        [each for each in Story(diff, old, new).entries if each.change.kind in ITEMS]
        for diff, old, new in zip(comparison.diffs, comparison.plans, comparison.plans[1:], strict=False)
    ]
    found: list[Thread] = []
    for stage, entries in enumerate(stages):
        fresh = [each for each in entries if stage == 0 or each.change.old is None]
        for entry in sorted(fresh, key=_place):
            start = [Step("")] * stage + [Step(entry.old)]
            found += [Thread(text, [*start, *steps]) for text, steps in _onwards(entry, stages[stage:])]
    return found


def _onwards(entry: Entry, stages: list[list[Entry]]) -> Iterator[tuple[str, list[Step]]]:
    """The ways that go on from ``entry``, which is of the first of ``stages``: several where it was split."""
    step = Step(entry.new, entry.change.ops)
    if len(stages) == 1 or entry.change.new is None:
        yield entry.text, [step] + [Step("")] * (len(stages) - 1)
        return
    for following in stages[1]:
        if following.change.old == entry.change.new:
            for text, steps in _onwards(following, stages[1:]):
                yield text, [step, *steps]


def _place(entry: Entry) -> tuple[bool, int]:
    """Where it stands in the old version; what is new comes after."""
    old, new = entry.change.evidence.old, entry.change.evidence.new
    return entry.change.old is None, (old or new)[0].start if old or new else 0
