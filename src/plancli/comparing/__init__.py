"""What changed between two versions of a plan, aligned by what they say.

:func:`compare` is behind ``plancli.diff``. Its steps: items, commitments, dates, actors, references and figures are
each aligned (:mod:`~plancli.comparing.alignment` and its neighbours), a pair's fields are compared, and the changes are
put in order. All of it is done in one direction, whichever version is the old one, so that a difference and the
difference the other way round always mirror each other.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from plancli.changes import Change, PlanDiff, Version
from plancli.comparing.commitments import commitment_changes
from plancli.comparing.items import Items, nodes
from plancli.comparing.mentions import date_changes, figure_changes
from plancli.comparing.metadata import ID, metadata_changes
from plancli.comparing.names import actor_changes, reference_changes
from plancli.comparing.reversing import listed, mirrored, summary

if TYPE_CHECKING:
    from collections.abc import Set

    from plancli.changes import ChangeKind
    from plancli.plan import Plan

__all__ = ["compare", "only"]


def compare(old: Plan, new: Plan, *, strict: bool = False, min_similarity: float | None = None) -> PlanDiff:
    """The difference between two plans.

    Args:
        old: the old version.
        new: the new version.
        strict: count case, quotation marks, dashes, spelling and line breaks as rewording.
        min_similarity: likeness, from 0 to 1, below which nothing is aligned; by default what each kind needs.
    """
    turned = _rank(old) > _rank(new)
    changes = (
        _changes(new, old, strict, min_similarity) if turned else _changes(old, new, strict, min_similarity)
    )
    if turned:
        changes = [mirrored(each) for each in changes]
    ordered = listed(changes, _places(old), _places(new))
    return PlanDiff(old=_version(old), new=_version(new), summary=summary(ordered), changes=ordered)


def only(diff: PlanDiff, kinds: Set[ChangeKind]) -> PlanDiff:
    """The part of a difference that concerns ``kinds``; an item that changed its kind concerns both."""
    kept = [
        each
        for each in diff.changes
        if each.kind in kinds
        or any(field.field == "kind" and {field.old, field.new} & kinds for field in each.fields)
    ]
    return diff.model_copy(update={"changes": kept, "summary": summary(kept)})


def _changes(old: Plan, new: Plan, strict: bool, floor: float | None) -> list[Change]:
    items = Items(old, new, floor)
    told = list(items.changes(strict=strict))
    told += commitment_changes(old, new, items, floor, strict=strict)
    return list(
        chain(
            metadata_changes(old, new, strict=strict),
            told,
            actor_changes(old, new, floor, strict=strict),
            date_changes(old, new, told, floor, strict=strict),
            reference_changes(old, new, floor, strict=strict),
            figure_changes(old, new, told, floor, strict=strict),
        )
    )


def _rank(plan: Plan) -> tuple[str, str]:
    return plan.source.sha256, plan.model_dump_json()


def _places(plan: Plan) -> dict[str, int]:
    ids = [ID, *(node.item.id for node in nodes(plan))]
    ids += [each.id for each in plan.actors] + [each.id for each in plan.dates]
    ids += [each.id for each in plan.commitments]
    ids += [f"reference-{number}" for number in range(1, len(plan.references) + 1)]
    ids += [f"figure-{number}" for number in range(1, len(plan.figures) + 1)]
    return {each: place for place, each in enumerate(ids)}


def _version(plan: Plan) -> Version:
    return Version(title=plan.metadata.title, sha256=plan.source.sha256)
