"""The same difference seen from the other side, and the one order that changes are listed in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plancli.changes import Change, ChangeOp, EvidencePair, FieldChange, WordOp
from plancli.comparing.fields import KINDS, OPS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_MIRROR: dict[ChangeOp, ChangeOp] = {
    "added": "removed",
    "removed": "added",
    "split": "merged",
    "merged": "split",
    "strengthened": "weakened",
    "weakened": "strengthened",
}
_WORDS: dict[WordOp, WordOp] = {"equal": "equal", "delete": "insert", "insert": "delete"}


def mirrored(change: Change) -> Change:
    """The change from the new version back to the old."""
    ops = {_MIRROR.get(op, op) for op in change.ops}
    return Change(
        kind=change.kind,
        ops=[op for op in OPS if op in ops],
        old=change.new,
        new=change.old,
        similarity=change.similarity,
        fields=[_mirrored_field(each) for each in change.fields],
        evidence=EvidencePair(old=change.evidence.new, new=change.evidence.old),
    )


def _mirrored_field(field: FieldChange) -> FieldChange:
    words = [(_WORDS[op], text) for op, text in field.words]
    for at in range(len(words) - 1):
        if words[at][0] == "insert" and words[at + 1][0] == "delete":
            words[at], words[at + 1] = words[at + 1], words[at]
    return FieldChange(field=field.field, old=field.new, new=field.old, words=words)


def listed(changes: Iterable[Change], old: Mapping[str, int], new: Mapping[str, int]) -> list[Change]:
    """The changes by kind and in the order of the new version; what was removed follows what it followed.

    Args:
        changes: in any order.
        old: place in the old plan by id.
        new: place in the new plan by id.
    """
    found = list(changes)
    stayed: dict[str, dict[int, int]] = {}
    for each in found:
        if each.old is not None and each.new is not None:
            homes = stayed.setdefault(each.kind, {})
            homes[old[each.old]] = min(new[each.new], homes.get(old[each.old], new[each.new]))

    def place(each: Change) -> tuple[int, int, bool, int]:
        before = old[each.old] if each.old is not None else -1
        if each.new is not None:
            return KINDS.index(each.kind), new[each.new], False, before
        homes = stayed.get(each.kind, {})
        follows = max((at for at in homes if at < before), default=None)
        return KINDS.index(each.kind), -1 if follows is None else homes[follows], True, before

    return sorted(found, key=place)


def summary(changes: Iterable[Change]) -> dict[ChangeOp, int]:
    """How many of ``changes`` hold each operation, those that none holds too."""
    counts: dict[ChangeOp, int] = dict.fromkeys(OPS, 0)
    for each in changes:
        for op in each.ops:
            counts[op] += 1
    return counts
