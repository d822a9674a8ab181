"""Changes of aims, priorities, principles and measures, at every level of their trees."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from plancli.changes import Change, ChangeKind, ChangeOp
from plancli.comparing.alignment import Alignment, align
from plancli.comparing.fields import KINDS, Facts, alone, change, differing
from plancli.comparing.matching import Pair, Passage
from plancli.comparing.normal import key, words
from plancli.comparing.order import displaced
from plancli.comparing.rows import Beside, beside

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from plancli.plan import Item, Plan

LISTS: dict[ChangeKind, str] = {
    "aim": "aims",
    "priority": "priorities",
    "principle": "principles",
    "measure": "measures",
}


@dataclass(frozen=True, slots=True)
class Node:
    """An item where it stands.

    Attributes:
        kind: the list that it belongs to.
        item: the item.
        parent: number of its parent among the nodes; ``None`` at the top.
        place: its place among its siblings, from 0.
        beside: the other cells of its row, where it stands in a table.
    """

    kind: ChangeKind
    item: Item
    parent: int | None
    place: int
    beside: Beside = field(default_factory=Beside)


def nodes(plan: Plan) -> list[Node]:
    """All items of a plan, each before its children."""
    found: list[Node] = []

    def walk(kind: ChangeKind, items: Sequence[Item], parent: int | None) -> None:
        for place, item in enumerate(items):
            found.append(Node(kind, item, parent, place))
            walk(kind, item.children, len(found) - 1)

    for kind, name in LISTS.items():
        walk(kind, getattr(plan, name), None)
    return found


def passages(found: Sequence[Node]) -> list[Passage]:
    """The items as passages to align."""
    return [
        Passage(
            text=node.item.text,
            body=node.item.body or "",
            group=node.kind,
            home=node.parent,
            place=(_trail(found, node), node.item.number, node.place),
        )
        for node in found
    ]


def _trail(found: Sequence[Node], node: Node) -> str:
    return key(found[node.parent].item.text) if node.parent is not None else ""


class Items:
    """The items of two plans, aligned.

    Attributes:
        alignment: pairs and parts, by number among the nodes.
    """

    def __init__(self, old: Plan, new: Plan, floor: float | None) -> None:
        self.old, self.new = _in_rows(old), _in_rows(new)
        self.alignment: Alignment = align(passages(self.old), passages(self.new), floor)
        self._links = self.alignment.links

    def same(self, old: str | None, new: str | None) -> bool:
        """Whether two ids are those of items that belong together."""
        return (old, new) in self._ids

    @cached_property
    def _ids(self) -> set[tuple[str | None, str | None]]:
        return {(self.old[a].item.id, self.new[b].item.id) for a, b in self._links}

    def changes(self, *, strict: bool) -> Iterator[Change]:
        """A change for every pair, every part, and every item that stands alone."""
        moved = self._moved()
        split = {old for old, _ in self.alignment.splits}
        merged = {new for _, new in self.alignment.merges}
        for pair, score in sorted(self._links.items()):
            old, new = pair
            ops: set[ChangeOp] = {"split"} if old in split else set()
            ops |= {"merged"} if new in merged else set()
            yield self._pair(pair, score, ops, pair in moved, strict)
        linked_old, linked_new = {old for old, _ in self._links}, {new for _, new in self._links}
        for number, node in enumerate(self.old):
            if number not in linked_old:
                yield alone(node.kind, old=_facts(node))
        for number, node in enumerate(self.new):
            if number not in linked_new:
                yield alone(node.kind, new=_facts(node))

    def _pair(self, pair: Pair, score: float, ops: set[ChangeOp], moved: bool, strict: bool) -> Change:
        old, new = self.old[pair[0]], self.new[pair[1]]
        before, after = _facts(old), _facts(new)
        fields = differing(before, after, strict=strict)
        names = {each.field for each in fields}
        if old.kind != new.kind:
            fields = differing(_facts(old, kind=True), _facts(new, kind=True), strict=strict)
        if pair in self.alignment.pairs:
            ops |= {"moved"} if moved else set()
            ops |= {"renumbered"} if "number" in names else set()
        ops |= {"rescheduled"} if "deadline" in names else set()
        if names & {"text", "body", "plan", "row"} and (
            not ops & {"split", "merged"} or self._rewritten(pair)
        ):
            ops.add("reworded")
        kind = min(old.kind, new.kind, key=KINDS.index)
        return change(kind, ops, before, after, fields, score)

    def _rewritten(self, pair: Pair) -> bool:
        """Whether parts say more than the whole, or the whole more than its parts, and were not just cut."""
        old, new = pair
        news = [b for a, b in self._links if a == old]
        olds = [a for a, b in self._links if b == new]
        before = {w for a in {*olds, old} for w in _words(self.old[a])}
        after = {w for b in {*news, new} for w in _words(self.new[b])}
        return not (_words(self.old[old]) <= after and _words(self.new[new]) <= before)

    def _moved(self) -> set[Pair]:
        """The pairs that changed parent, list or order among their siblings."""
        families: dict[tuple[str, int | None, int | None], list[Pair]] = defaultdict(list)
        moved = set()
        for pair in self.alignment.pairs:
            old, new = self.old[pair[0]], self.new[pair[1]]
            parents = old.parent, new.parent
            if old.kind == new.kind and (parents == (None, None) or parents in self._links):
                families[old.kind, *parents].append(pair)
            else:
                moved.add(pair)
        for pairs in families.values():
            pairs.sort()
            moved |= {pairs[at] for at in displaced([new for _, new in pairs])}
        return moved


def _in_rows(plan: Plan) -> list[Node]:
    """All items of a plan, with what stands beside them."""
    found = nodes(plan)
    told: dict[str, Beside] = {}
    for kind in LISTS:
        told |= beside(plan, [node.item for node in found if node.kind == kind])
    return [replace(node, beside=told.get(node.item.id, node.beside)) for node in found]


def _words(node: Node) -> set[str]:
    return set(words(node.item.text)) | set(words(node.item.body or ""))


def _facts(node: Node, *, kind: bool = False) -> Facts:
    item = node.item
    values: dict[str, str | None] = {"kind": node.kind} if kind else {}
    values |= {"number": item.number, "text": item.text, "body": item.body, "plan": item.plan}
    values |= {"row": node.beside.words, "deadline": node.beside.deadline}
    return Facts(item.id, values, item.evidence)
