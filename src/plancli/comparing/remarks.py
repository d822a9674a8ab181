"""What a reader should know before the changes: that nothing fits together, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plancli.comparing.items import LISTS, nodes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plancli.changes import PlanDiff
    from plancli.plan import Plan

_ALIGNED_BY_WORDS = frozenset({*LISTS, "commitment"})


def remarks(diff: PlanDiff, old: Plan, new: Plan, names: tuple[str, str]) -> Iterator[str]:
    """Sentences about a difference that cannot tell much; none for most.

    Args:
        diff: the difference.
        old: its old version.
        new: its new version.
        names: what the two are called.
    """
    languages = old.metadata.language, new.metadata.language
    if None not in languages and languages[0] != languages[1]:
        yield (
            f"{names[0]} is written in '{languages[0]}' and {names[1]} in '{languages[1]}': "
            "what is said in another language is not recognised as the same"
        )
    empty = [name for name, plan in zip(names, (old, new), strict=True) if not nodes(plan)]
    if empty:
        yield f"no aims, priorities, principles or measures were found in {' or '.join(empty)}"
    elif not any(
        each.kind in _ALIGNED_BY_WORDS and each.old is not None and each.new is not None
        for each in diff.changes
    ):
        yield f"nothing aligned: no item or commitment of {names[0]} goes on in {names[1]}"
