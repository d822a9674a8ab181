"""What a difference tells a person, whatever form it is told in: what matters first, each change once.

The order is the researcher's: what was given up, what binds less, what comes later; then the gains; then the rest.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from plancli.comparing.times import shift

if TYPE_CHECKING:
    from collections.abc import Mapping

    from plancli.changes import Change, FieldChange, PlanDiff
    from plancli.plan import Evidence, Item, Plan

Group = Literal[
    "removed",
    "weakened",
    "postponed",
    "strengthened",
    "sooner",
    "added",
    "regrouped",
    "reworded",
    "moved",
    "about",
    "actors",
    "dates",
    "references",
    "figures",
    "unchanged",
]
TITLES: dict[Group, str] = {
    "removed": "Removed",
    "weakened": "Weakened",
    "postponed": "Put off, or without a deadline now",
    "strengthened": "Strengthened",
    "sooner": "Brought forward, or with a deadline now",
    "added": "Added",
    "regrouped": "Split and merged",
    "reworded": "Reworded",
    "moved": "Moved or renumbered only",
    "about": "About the document",
    "actors": "Actors",
    "dates": "Other dates",
    "references": "References",
    "figures": "Figures",
    "unchanged": "Unchanged",
}
ITEMS = frozenset({"aim", "priority", "principle", "measure"})
_SIDE_GROUPS: dict[str, Group] = {
    "metadata": "about",
    "actor": "actors",
    "date": "dates",
    "reference": "references",
    "figure": "figures",
}
PROSE = ("text", "body", "name", "title")


@dataclass(frozen=True, slots=True)
class Entry:
    """A change as it is told.

    Attributes:
        number: its place in the difference, from 1.
        group: under which heading.
        change: the change.
        old: what it is called in the old version, such as ``priority 3``; "" for what was added.
        new: what it is called in the new version; "" for what was removed.
        text: the words that it is known by, of the new version if it is there.
        before: its texts in the old version, by field.
        after: its texts in the new version, by field.
    """

    number: int
    group: Group
    change: Change
    old: str
    new: str
    text: str
    before: Mapping[str, str]
    after: Mapping[str, str]

    @property
    def name(self) -> str:
        """What it is called on both sides: ``priority 3 → priority 4``."""
        if self.old == self.new or not (self.old and self.new):
            return self.old or self.new
        return f"{self.old} → {self.new}"

    @property
    def prose(self) -> list[FieldChange]:
        """The texts that changed, word by word."""
        return [each for each in self.change.fields if each.field in PROSE]

    @property
    def facts(self) -> list[FieldChange]:
        """The other fields that changed, without those that only give its place."""
        hidden = {*PROSE, "number", "item", "type"}
        return [each for each in self.change.fields if each.field not in hidden]


class Story:
    """The entries of a difference by group.

    Attributes:
        entries: all changes, each in one group, in the order of the difference.
    """

    def __init__(self, diff: PlanDiff, old: Plan, new: Plan) -> None:
        self._old, self._new = _Names(old), _Names(new)
        self._deadlines = self._told(diff)
        self.entries = [self._entry(number, each) for number, each in enumerate(diff.changes, 1)]

    @cached_property
    def groups(self) -> dict[Group, list[Entry]]:
        """The entries by group, those groups that have any, what matters first."""
        found: dict[Group, list[Entry]] = defaultdict(list)
        for each in self.entries:
            found[each.group].append(each)
        found["removed"].sort(key=lambda each: _start(each.change))  # in the old version's order
        return {group: found[group] for group in TITLES if found[group]}

    def _told(self, diff: PlanDiff) -> set[str]:
        """Ids of the new dates that the change of a commitment, or of an item in a table, tells of already."""
        due = {each.id: each.deadline for each in self._new.plan.commitments}
        moved = [each for each in diff.changes if each.new is not None and "rescheduled" in each.ops]
        found = (
            due.get(each.new or "") if each.kind == "commitment" else self._beside(each)
            for each in moved
            if each.kind == "commitment" or each.kind in ITEMS
        )
        return set(filter(None, found))

    def _beside(self, change: Change) -> str | None:
        """Id of the first date after an item that is the deadline in its row."""
        due = next((each.new for each in change.fields if each.field == "deadline"), None)
        end = change.evidence.new[-1].end if change.evidence.new else 0
        after = (each for each in self._new.dates.values() if each.evidence and each.evidence[0].start >= end)
        return next((each.id for each in after if due and (each.value or each.text) == due), None)

    def _entry(self, number: int, change: Change) -> Entry:
        old = self._old.label(change.kind, change.old)
        new = self._new.label(change.kind, change.new)
        text = self._new.words(change.new) or self._old.words(change.old)
        sides = self._old.texts(change.kind, change.old), self._new.texts(change.kind, change.new)
        return Entry(number, self._group(change), change, old, new, text, *sides)

    def _group(self, change: Change) -> Group:
        if change.ops == ["unchanged"]:
            return "unchanged"
        if self._tells_of_a_deadline(change):
            return "postponed" if _shift(change) in {"put off", "dropped", "changed"} else "sooner"
        if change.kind in _SIDE_GROUPS:
            return _SIDE_GROUPS[change.kind]
        return _main_group(change)

    def _tells_of_a_deadline(self, change: Change) -> bool:
        """Whether that is the most telling of it, and no commitment tells it already."""
        if "rescheduled" not in change.ops or {"weakened", "strengthened"} & set(change.ops):
            return False
        if any(each.field == "deadline" for each in change.fields):
            return True
        date = self._new.dates.get(change.new or "")
        return date is not None and date.role == "deadline" and date.id not in self._deadlines


def _main_group(change: Change) -> Group:
    tests: list[tuple[Group, set[str]]] = [
        ("removed", {"removed"}),
        ("weakened", {"weakened"}),
        ("strengthened", {"strengthened"}),
        ("added", {"added"}),
        ("regrouped", {"split", "merged"}),
        ("reworded", {"reworded"}),
    ]
    return next((group for group, ops in tests if ops & set(change.ops)), "moved")


def _shift(change: Change) -> str:
    for field in change.fields:
        if field.field in {"deadline", "value"}:
            return shift(field.old, field.new)
    return "changed"


def counts(diff: PlanDiff) -> str:
    """What there is of each operation, in a line."""
    found = [f"{count} {op}" for op, count in diff.summary.items() if count and op != "unchanged"]
    if not found:
        return "no differences"
    return " · ".join([*found, f"{diff.summary.get('unchanged', 0)} unchanged"])


def told(old: str | None, new: str | None) -> str:
    """What became of a deadline, in words."""
    how = shift(old, new)
    if how == "set":
        return f"deadline set: {new}"
    if how == "dropped":
        return f"deadline dropped: {old}"
    return f"{how} from {old} to {new}"


def _start(change: Change) -> int:
    return change.evidence.old[0].start if change.evidence.old else 0


class _Names:
    """What the parts of a plan are called."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.dates = {each.id: each for each in plan.dates}
        self._numbers: dict[str, str] = {}
        self._words: dict[str, str] = {}
        self._bodies: dict[str, str] = {}
        for item in (*plan.aims, *plan.priorities, *plan.principles, *plan.measures):
            self._walk(item, "")
        for actor in plan.actors:
            self._words[actor.id] = actor.name
        self._words |= {each.id: each.text for each in plan.dates}
        self._words |= {each.id: each.text for each in plan.commitments}
        for number, reference in enumerate(plan.references, 1):
            self._words[f"reference-{number}"] = reference.name
        for number, figure in enumerate(plan.figures, 1):
            self._words[f"figure-{number}"] = figure.text
        self._words["metadata"] = plan.metadata.title or ""

    def _walk(self, item: Item, above: str) -> None:
        number = item.number or "•"
        nested = not above or number.startswith(
            (f"{above}.", f"{above})")
        )  # "2.3" says that it stands under 2
        self._numbers[item.id] = number if nested else f"{above} {number}"
        self._words[item.id] = item.text
        self._bodies[item.id] = item.body or ""
        for child in item.children:
            self._walk(child, self._numbers[item.id])

    def label(self, kind: str, key: str | None) -> str:
        """``priority 3`` for an item, by its printed number; else its id in words."""
        if key is None:
            return ""
        if key in self._numbers:
            return (
                f"{key.split('-', 1)[0]} {self._numbers[key]}" if "•" not in self._numbers[key] else _id(key)
            )
        return _id(key) if kind in {"commitment", "figure", "reference", "date"} else ""

    def texts(self, kind: str, key: str | None) -> dict[str, str]:
        """The texts of what ``key`` stands for, by field."""
        name = {"actor": "name", "reference": "name", "metadata": "title"}.get(kind, "text")
        found = {name: self.words(key), "body": self._bodies.get(key or "", "")}
        return {field: text for field, text in found.items() if text}

    def words(self, key: str | None) -> str:
        """The words that ``key`` stands for."""
        return self._words.get(key or "", "")


def _id(key: str) -> str:
    kind, _, place = key.partition("-")
    return f"{kind} {place.replace('-', '.')}"


def where(evidence: list[Evidence]) -> str:
    """The page, or the line, where evidence stands: ``p. 4``, ``pp. 4–5``, ``l. 12``; "" where it has neither."""
    pages = sorted({each.page for each in evidence if each.page})
    if pages:
        return f"p. {pages[0]}" if pages[0] == pages[-1] else f"pp. {pages[0]}–{pages[-1]}"
    lines = [each.line for each in evidence if each.line]
    return f"l. {lines[0]}" if lines else ""


def places(change: Change) -> str:
    """Where a change shows, on both sides: ``p. 4 → p. 6``."""
    old, new = where(change.evidence.old), where(change.evidence.new)
    if change.old is None or change.new is None:
        return new if change.old is None else old
    return f"{old or '?'} → {new or '?'}" if old or new else ""
