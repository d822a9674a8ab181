"""Changes of commitments: who is bound to what, how firmly, and by when."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from plancli.changes import Change, ChangeOp
from plancli.comparing.alignment import align
from plancli.comparing.fields import Facts, alone, change, differing
from plancli.comparing.matching import Passage
from plancli.gazetteer import cues
from plancli.plan import Strength

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plancli.comparing.items import Items
    from plancli.plan import Commitment, Plan

FLOOR = 0.33  # sentences of commitments share more words than items do: who will do something by when
_STRENGTHS = get_args(Strength)  # from the firmest


def commitment_changes(
    old: Plan, new: Plan, items: Items, floor: float | None, *, strict: bool
) -> Iterator[Change]:
    """A change for every pair of commitments, and for what stands alone."""
    alignment = align(_passages(old), _passages(new), floor, usual=FLOOR)
    links = alignment.links
    before = [_facts(each, old) for each in old.commitments]
    after = [_facts(each, new) for each in new.commitments]
    for (one, other), score in sorted(links.items()):
        ops: set[ChangeOp] = set()
        if any(first == one for first, _ in alignment.splits):
            ops.add("split")
        if any(second == other for _, second in alignment.merges):
            ops.add("merged")
        ours, theirs = old.commitments[one], new.commitments[other]
        fields = differing(before[one], after[other], strict=strict)
        stays = items.same(ours.item, theirs.item) or None in (ours.item, theirs.item)
        if stays:
            fields = [each for each in fields if each.field != "item"]
        ops |= _weight(ours, theirs)
        ops |= {"rescheduled"} if any(each.field == "deadline" for each in fields) else set()
        ops |= set() if stays else {"moved"}
        if {each.field for each in fields} & {"text", "actors", "modality", "conditional"} and not (
            ops & {"split", "merged"}
        ):
            ops.add("reworded")
        yield change("commitment", ops, before[one], after[other], fields, score)
    for number in sorted(set(range(len(before))) - {one for one, _ in links}):
        yield alone("commitment", old=before[number])
    for number in sorted(set(range(len(after))) - {other for _, other in links}):
        yield alone("commitment", new=after[number])


def _weight(old: Commitment, new: Commitment) -> set[ChangeOp]:
    """Whether it binds more or less than before: by its strength, else by a hedge or a condition that came or went."""
    before, after = _looseness(old), _looseness(new)
    if before == after:
        return set()
    return {"weakened"} if before < after else {"strengthened"}


def _looseness(commitment: Commitment) -> tuple[int, bool, bool]:
    hedged = cues.pattern("hedges").match(commitment.action) is not None
    return _STRENGTHS.index(commitment.strength), hedged, commitment.conditional


def _passages(plan: Plan) -> list[Passage]:
    return [
        Passage(each.text, group="commitment", place=(each.item, number))
        for number, each in enumerate(plan.commitments)
    ]


def _facts(commitment: Commitment, plan: Plan) -> Facts:
    names = {actor.id: actor.name for actor in plan.actors}
    dates = {date.id: date.value or date.text for date in plan.dates}
    deadline = commitment.deadline
    return Facts(
        commitment.id,
        {
            "text": commitment.text,
            "actors": "; ".join(names.get(actor, actor) for actor in commitment.actors) or None,
            "modality": commitment.modality,
            "strength": commitment.strength,
            "conditional": "true" if commitment.conditional else "false",
            "deadline": dates.get(deadline, deadline) if deadline else None,
            "item": commitment.item,
        },
        commitment.evidence,
    )
