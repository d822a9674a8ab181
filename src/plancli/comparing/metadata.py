"""Changes of what a plan says of itself: title, genre, number, publication, issuers and period."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plancli.comparing.fields import Facts, change, differing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plancli.changes import Change, ChangeOp
    from plancli.plan import Plan

ID = "metadata"  # a plan has one set of them
_TIMES = {"published", "period"}


def metadata_changes(old: Plan, new: Plan, *, strict: bool) -> Iterator[Change]:
    """One change, which names the fields that differ."""
    before, after = _facts(old), _facts(new)
    fields = differing(before, after, strict=strict)
    names = {each.field for each in fields}
    ops: set[ChangeOp] = set()
    ops |= {"reworded"} if names - _TIMES else set()
    ops |= {"rescheduled"} if names & _TIMES else set()
    similarity = 1 - len(fields) / len(before.values)
    yield change("metadata", ops, before, after, fields, similarity)


def _facts(plan: Plan) -> Facts:
    about = plan.metadata
    names = {actor.id: actor.name for actor in plan.actors}
    period = plan.period
    values = {
        "title": about.title,
        "kind": about.kind,
        "language": about.language,
        "reference": about.reference,
        "published": about.published.value if about.published else None,
        "issuers": "; ".join(names.get(issuer, issuer) for issuer in about.issuers) or None,
        "period": f"{period.start or '..'}/{period.end or '..'}" if period else None,  # ISO 8601-2, open ends
    }
    evidence = [each for name in sorted(about.evidence) for each in about.evidence[name]]
    evidence += about.published.evidence if about.published else []
    evidence += period.evidence if period else []
    return Facts(ID, values, sorted(evidence, key=lambda each: (each.start, each.end)))
