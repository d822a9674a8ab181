"""The fields of an aligned pair that differ, and the change that they make."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

from plancli.changes import Change, ChangeKind, ChangeOp, EvidencePair, FieldChange
from plancli.comparing.normal import key
from plancli.comparing.wording import word_changes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from plancli.plan import Evidence

OPS = get_args(ChangeOp)
KINDS = get_args(ChangeKind)
PROSE = frozenset({"text", "body", "title", "name", "row"})  # fields that are compared word by word
DIGITS = 4  # decimals of a likeness: the last bits differ between machines


@dataclass(frozen=True, slots=True)
class Facts:
    """What a plan says of one thing, as it is compared.

    Attributes:
        id: its id; by position for what has none in the plan.
        values: its fields by name, ``None`` for what it does not have.
        evidence: where it stands.
    """

    id: str
    values: Mapping[str, str | None]
    evidence: list[Evidence]


def differing(old: Facts | None, new: Facts | None, *, strict: bool) -> list[FieldChange]:
    """The fields that differ; texts that differ in case, marks, dashes or spelling alone only if ``strict``."""
    before = old.values if old else {}
    after = new.values if new else {}
    found = []
    for name in dict.fromkeys([*before, *after]):
        one, other = before.get(name), after.get(name)
        if one == other or (old and new and not strict and name in PROSE and _same(one, other)):
            continue
        words = word_changes(one or "", other or "") if name in PROSE else []
        found.append(FieldChange(field=name, old=one, new=other, words=words))
    return found


def _same(one: str | None, other: str | None) -> bool:
    return key(one) == key(other)


def change(
    kind: ChangeKind,
    ops: Iterable[ChangeOp],
    old: Facts | None,
    new: Facts | None,
    fields: list[FieldChange],
    similarity: float | None = None,
) -> Change:
    """A change, its operations in the contract's order; ``unchanged`` where there are none."""
    wanted = set(ops)
    return Change(
        kind=kind,
        ops=[op for op in OPS if op in wanted] or ["unchanged"],
        old=old.id if old else None,
        new=new.id if new else None,
        similarity=None if similarity is None else round(min(1.0, max(0.0, similarity)), DIGITS),
        fields=fields,
        evidence=EvidencePair(old=old.evidence if old else [], new=new.evidence if new else []),
    )


def alone(kind: ChangeKind, *, old: Facts | None = None, new: Facts | None = None) -> Change:
    """What stands on one side only."""
    return change(kind, ["added" if old is None else "removed"], old, new, differing(old, new, strict=True))
