"""Changes of actors and references, aligned by their names and identifiers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from plancli.comparing.fields import Facts, alone, change, differing
from plancli.comparing.matching import Likeness, Pair, Passage, assign
from plancli.comparing.normal import key, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from plancli.changes import Change, ChangeKind
    from plancli.plan import Plan

_INITIALS = re.compile(r"[A-Z][A-Z&.-]*[A-Z]\d*")
ENOUGH = 3  # words of a title that say which document is meant
FLOOR = 0.75  # likeness of two names of one body: offices and ministries share most of their words


@dataclass(frozen=True, slots=True)
class Named:
    """An actor or a reference as it is compared.

    Attributes:
        facts: its fields.
        name: what it is called.
        signs: what only one actor or reference has: its id, identifiers and name.
        others: its other names, which two may share ("the Ministry", a post that somebody else holds now).
        sort: named things of different sorts are never the same.
        titled: whether it has the title of a document, which others may cut short; bodies are not cut short.
    """

    facts: Facts
    name: str
    signs: tuple[str, ...]
    sort: str
    others: tuple[str, ...] = ()
    titled: bool = False

    def called(self, other: Named) -> bool:
        """Whether one goes by the full name of the other, or both by one set of initials."""
        shared = {key(name) for name in set(self.others) & set(other.others) if _INITIALS.fullmatch(name)}
        full = {key(name) for name in other.others} & {key(self.name)}
        return bool(shared or full or {key(name) for name in self.others} & {key(other.name)})

    def within(self, other: Named) -> bool:
        """Whether one is a title of a document, and the other the same title cut short."""
        ours, theirs = words(self.name), words(other.name)
        shorter, longer = sorted((ours, theirs), key=len)
        return self.titled and len(shorter) >= ENOUGH and longer[: len(shorter)] == shorter


def actor_changes(old: Plan, new: Plan, floor: float | None, *, strict: bool) -> Iterator[Change]:
    """A change for every actor of either plan."""
    yield from _changes("actor", _actors(old), _actors(new), floor, strict=strict)


def reference_changes(old: Plan, new: Plan, floor: float | None, *, strict: bool) -> Iterator[Change]:
    """A change for every reference of either plan."""
    yield from _changes("reference", _references(old), _references(new), floor, strict=strict)


def _changes(
    kind: ChangeKind, old: Sequence[Named], new: Sequence[Named], floor: float | None, *, strict: bool
) -> Iterator[Change]:
    pairs = dict(_pairs(old, new, max(floor or 0, FLOOR)))
    for (one, other), score in sorted(pairs.items()):
        before, after = old[one].facts, new[other].facts
        fields = differing(before, after, strict=strict)
        yield change(kind, ["reworded"] if fields else [], before, after, fields, score)
    for number in sorted(set(range(len(old))) - {one for one, _ in pairs}):
        yield alone(kind, old=old[number].facts)
    for number in sorted(set(range(len(new))) - {other for _, other in pairs}):
        yield alone(kind, new=new[number].facts)


def _pairs(old: Sequence[Named], new: Sequence[Named], floor: float) -> Iterator[tuple[Pair, float]]:
    """What shares a sign, the most telling first; then names that are spelt nearly alike."""
    left, right = list(range(len(old))), list(range(len(new)))
    for pair in _by_signs(old, new):
        left.remove(pair[0])
        right.remove(pair[1])
        yield pair, 1.0
    for one in list(left):
        for other in right:
            if old[one].called(new[other]):
                left.remove(one)
                right.remove(other)
                yield (one, other), 1.0
                break
    likeness = Likeness([Passage(each.name) for each in old], [Passage(each.name) for each in new])
    scores = likeness.candidates(left, right, 0.0)
    close = {(a, b): s for (a, b), s in scores.items() if s >= floor or old[a].within(new[b])}
    yield from assign({(a, b): s for (a, b), s in close.items() if old[a].sort == new[b].sort})


def _by_signs(old: Sequence[Named], new: Sequence[Named]) -> Iterator[Pair]:
    homes: dict[str, int] = {}
    for number in reversed(range(len(new))):
        homes |= dict.fromkeys(new[number].signs, number)
    taken: set[int] = set()
    for number, each in enumerate(old):
        same = next((homes[sign] for sign in each.signs if sign in homes and homes[sign] not in taken), None)
        if same is not None:
            taken.add(same)
            yield number, same


def _actors(plan: Plan) -> list[Named]:
    found = []
    for actor in plan.actors:
        identifiers = [f"{scheme}:{value}" for scheme, value in sorted(actor.identifiers.items())]
        values = {
            "name": actor.name,
            "kind": actor.kind,
            "code": actor.code,
            "roles": "; ".join(actor.roles) or None,
        }
        signs = (f"id:{actor.id}", *identifiers, key(actor.name))
        facts = Facts(actor.id, values, actor.mentions)
        found.append(Named(facts, actor.name, signs, actor.kind, tuple(actor.aliases)))
    return found


def _references(plan: Plan) -> list[Named]:
    found = []
    for number, each in enumerate(plan.references, 1):
        values = {"name": each.name, "kind": each.kind, "identifier": each.identifier}
        signs = (*([each.identifier] if each.identifier else []), key(each.name))
        facts = Facts(f"reference-{number}", values, each.evidence)
        found.append(Named(facts, each.name, signs, each.kind, titled=True))
    return found
