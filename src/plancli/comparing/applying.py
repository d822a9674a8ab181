"""The items of the new version, made from those of the old one and the changes: the proof that nothing is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from plancli.comparing.items import LISTS, nodes
from plancli.plan import Item

if TYPE_CHECKING:
    from plancli.changes import Change, PlanDiff
    from plancli.plan import Plan

_FIELDS = ("number", "text", "body", "plan")


def apply_changes(old: Plan, diff: PlanDiff) -> dict[str, list[Item]]:
    """The aims, priorities, principles and measures of the new version.

    They are what the new plan holds, but for case, quotation marks, dashes and spelling where the difference was
    made without ``strict``: there the old wording stays, since it counts as the same.

    Args:
        old: the old version.
        diff: what changed from it to the new one.

    Returns:
        The trees by the name of their list in a plan.
    """
    before = {node.item.id: node.item for node in nodes(old)}
    made: dict[str, Item] = {}
    for change in diff.changes:
        if change.kind in LISTS and change.new is not None and change.new not in made:
            made[change.new] = _made(before.get(change.old or ""), change, change.new)
    trees: dict[str, list[Item]] = {name: [] for name in LISTS.values()}
    for key in sorted(made, key=_path):
        kind, path = _path(key)
        siblings = trees[LISTS[kind]] if len(path) == 1 else made[key.rsplit("-", 1)[0]].children  # type: ignore[index]
        siblings.append(made[key])
    return trees


def _made(old: Item | None, change: Change, key: str) -> Item:
    values: dict[str, Any] = {name: getattr(old, name) if old else None for name in _FIELDS}
    values |= {field.field: field.new for field in change.fields if field.field in _FIELDS}
    return Item(id=key, evidence=change.evidence.new, **values)


def _path(key: str) -> tuple[str, list[int]]:
    kind, *path = key.split("-")
    return kind, [int(part) for part in path]
