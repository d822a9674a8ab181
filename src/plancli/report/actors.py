"""Actors by how often they are named and by what they are bound to, as two columns of bars.

Positions are percentages of the drawing's width, heights CSS pixels.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, get_args

from plancli.plan import Strength
from plancli.report.wording import clipped, shortened

if TYPE_CHECKING:
    from plancli.plan import Plan
    from plancli.report.records import Index

MOST = 14  # rows that are drawn
NAMES, BARS = 43, 24  # percentages that the names and each of the two columns take
TOP, ROW = 26, 24
NAME = 40  # characters of a name


@dataclass(slots=True)
class Row:
    """One actor.

    Attributes:
        key: its record.
        name: as much of the name as fits.
        y: the middle of the row.
        mentions: how often it is named.
        named: width of that bar.
        bound: how many commitments bind it.
        parts: the second bar as strength, position and width.
        spoken: what a screen reader says.
    """

    key: str
    name: str
    y: int
    mentions: int
    named: float
    bound: int
    spoken: str
    parts: list[tuple[str, float, float]] = field(default_factory=list)
    bound_end: float = 0.0


@dataclass(slots=True)
class Chart:
    """The drawing: ``left`` and ``right`` say where the two columns begin; ``hidden`` counts what is not drawn."""

    height: int
    left: float
    right: float
    rows: list[Row]
    hidden: int


def actor_chart(plan: Plan, records: Index) -> Chart | None:
    """The drawing of those that are named or bound most; ``None`` where there are fewer than two actors."""
    if len(plan.actors) < 2:
        return None
    bound: dict[str, Counter[str]] = {}
    for commitment in plan.commitments:
        for who in dict.fromkeys(commitment.actors):
            bound.setdefault(who, Counter())[commitment.strength] += 1
    ranked = sorted(
        plan.actors,
        key=lambda actor: (-len(actor.mentions) - 2 * bound.get(actor.id, Counter()).total(), actor.name),
    )[:MOST]
    most = max([1, *(len(actor.mentions) for actor in ranked)])
    most_bound = max([1, *(bound.get(actor.id, Counter()).total() for actor in ranked)])
    left, right = float(NAMES), float(NAMES + BARS + 8)
    rows = []
    for number, actor in enumerate(ranked):
        strengths = bound.get(actor.id, Counter())
        row = Row(
            key=records.of(actor).key,
            name=shortened(actor.name, NAME),
            y=TOP + number * ROW + ROW // 2,
            mentions=len(actor.mentions),
            named=round(BARS * len(actor.mentions) / most, 2),
            bound=strengths.total(),
            spoken=_spoken(clipped(actor.name, 200), len(actor.mentions), strengths),
        )
        at = right
        for strength in get_args(Strength):
            width = round(BARS * 0.8 * strengths[strength] / most_bound, 2)
            if width:
                row.parts.append((strength, round(at, 2), width))
                at += width
        row.bound_end = round(at, 2)
        rows.append(row)
    return Chart(TOP + len(rows) * ROW + 6, left, right, rows, len(plan.actors) - len(rows))


def _spoken(name: str, mentions: int, strengths: Counter[str]) -> str:
    named = f"named {mentions} time{'s' if mentions != 1 else ''}"
    if not strengths:
        return f"{name}: {named}, bound to nothing"
    parts = ", ".join(f"{strengths[each]} {each}" for each in get_args(Strength) if strengths[each])
    total = strengths.total()
    return f"{name}: {named}, bound by {total} commitment{'s' if total != 1 else ''} ({parts})"
