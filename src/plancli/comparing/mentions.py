"""Changes of dates and figures, aligned by the items, commitments and sentences they stand in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from plancli.comparing.context import Contexts, Homes
from plancli.comparing.fields import Facts, alone, change, differing
from plancli.comparing.matching import Likeness, Pair, Passage, assign
from plancli.comparing.normal import key

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from plancli.changes import Change, ChangeKind, ChangeOp
    from plancli.plan import Date, Figure, Plan

FLOOR = 0.5  # of the weighed sum below
NEUTRAL = 0.6  # likeness of two contexts of which nothing is known: a role or unit that fits then decides
PUBLISHED = "published"
HOME = 0.6  # least likeness of two contexts in one item or commitment, however much of it was reworded
CONTEXT, VALUE, ROLE = 0.6, 0.25, 0.15  # what the sentence, the value and the role or unit speak for a pair


@dataclass(frozen=True, slots=True)
class Mention:
    """A date or a figure as it is compared.

    Attributes:
        facts: its fields.
        context: the sentence about it, without it.
        value: what it says, in a form in which equal ones are equal.
        role: what it is for: a date's role, a figure's unit.
        sort: mentions of different sorts are never the same (a day and a duration).
        homes: by number, the aligned pairs of items and of commitments that it stands in or, in a table, beside.
    """

    facts: Facts
    context: str
    value: str
    role: str
    sort: str = ""
    homes: frozenset[int] = frozenset()


def date_changes(
    old: Plan, new: Plan, told: Sequence[Change], floor: float | None, *, strict: bool
) -> Iterator[Change]:
    """A change for every pair of dates, and for what stands alone; ``told`` are those of items and commitments."""
    before, after = _homes(told)
    yield from _changes("date", _dates(old, before), _dates(new, after), floor, strict=strict)


def figure_changes(
    old: Plan, new: Plan, told: Sequence[Change], floor: float | None, *, strict: bool
) -> Iterator[Change]:
    """A change for every pair of figures, and for what stands alone; ``told`` are those of items and commitments."""
    before, after = _homes(told)
    yield from _changes("figure", _figures(old, before), _figures(new, after), floor, strict=strict)


def _changes(
    kind: ChangeKind, old: Sequence[Mention], new: Sequence[Mention], floor: float | None, *, strict: bool
) -> Iterator[Change]:
    pairs = dict(_pairs(old, new, max(floor or 0, FLOOR)))
    for (one, other), score in pairs.items():
        before, after = old[one].facts, new[other].facts
        fields = differing(before, after, strict=strict)
        names = {each.field for each in fields}
        ops: set[ChangeOp] = set()
        if kind == "date" and names & {"value", "mod", "type"}:
            ops.add("rescheduled")
        elif names:
            ops.add("reworded")
        yield change(kind, ops, before, after, fields, score)
    for number in sorted(set(range(len(old))) - {one for one, _ in pairs}):
        yield alone(kind, old=old[number].facts)
    for number in sorted(set(range(len(new))) - {other for _, other in pairs}):
        yield alone(kind, new=new[number].facts)


def _pairs(old: Sequence[Mention], new: Sequence[Mention], floor: float) -> Iterator[tuple[Pair, float]]:
    """Equal mentions in equal sentences in their order, then the best assignment of the rest."""
    homes: dict[tuple[str, ...], list[int]] = {}
    for number, each in enumerate(new):
        homes.setdefault(_identity(each), []).append(number)
    left = []
    for number, each in enumerate(old):
        if same := homes.get(_identity(each)):
            yield (number, same.pop(0)), 1.0
        else:
            left.append(number)
    right = sorted(number for rest in homes.values() for number in rest)
    likeness = Likeness([Passage(each.context) for each in old], [Passage(each.context) for each in new])
    scores = likeness.candidates(left, right, 0.0)
    weighed = {pair: _weigh(old[pair[0]], new[pair[1]], score) for pair, score in scores.items()}
    order = {pair: 0.01 * (1 - abs(pair[0] / len(old) - pair[1] / len(new))) for pair in weighed}
    yield from assign({pair: s for pair, s in weighed.items() if s >= floor}, order.__getitem__)


def _identity(mention: Mention) -> tuple[str, ...]:
    return key(mention.context), mention.value, mention.role, mention.sort, key(mention.facts.values["text"])


def _weigh(old: Mention, new: Mention, context: float) -> float:
    if old.sort != new.sort:
        return 0.0
    if old.role == new.role == PUBLISHED:  # a document has one day of publication, whatever stands around it
        return 1.0 if old.value == new.value else CONTEXT + ROLE
    if not old.context and not new.context and old.role and old.role == new.role:
        context = NEUTRAL
    if old.homes & new.homes:
        context = HOME + (1 - HOME) * context
    return CONTEXT * context + VALUE * (old.value == new.value) + ROLE * (old.role == new.role)


def _homes(told: Sequence[Change]) -> tuple[Homes, Homes]:
    """Where the aligned items and commitments stand in either version, each pair by one number."""
    pairs = [(number, each) for number, each in enumerate(told) if None not in (each.old, each.new)]
    return (
        Homes((number, each.evidence.old) for number, each in pairs),
        Homes((number, each.evidence.new) for number, each in pairs),
    )


def _dates(plan: Plan, homes: Homes) -> list[Mention]:
    around = Contexts(plan)
    return [_date(each, around, homes) for each in plan.dates]


def _date(date: Date, around: Contexts, homes: Homes) -> Mention:
    values = {
        "text": date.text,
        "type": date.type,
        "value": date.value,
        "mod": date.mod,
        "role": date.role,
    }
    sort = "DATE" if date.type in {"DATE", "TIME"} else date.type
    return Mention(
        Facts(date.id, values, date.evidence),
        around.around(date.evidence),
        f"{date.value or key(date.text)} {date.mod}",
        date.role or "",
        sort,
        homes.of(date.evidence, alone=around.alone(date.evidence)),
    )


def _figures(plan: Plan, homes: Homes) -> list[Mention]:
    around = Contexts(plan)
    return [_figure(number, each, around, homes) for number, each in enumerate(plan.figures, 1)]


def _figure(number: int, figure: Figure, around: Contexts, homes: Homes) -> Mention:
    shown = f"{figure.value:.15g}"
    values = {"text": figure.text, "value": shown, "unit": figure.unit, "mod": figure.mod}
    facts = Facts(f"figure-{number}", values, figure.evidence)
    return Mention(
        facts,
        around.around(figure.evidence),
        f"{shown} {figure.mod}",
        key(figure.unit),
        homes=homes.of(figure.evidence, alone=around.alone(figure.evidence)),
    )
