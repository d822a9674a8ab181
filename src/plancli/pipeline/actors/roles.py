"""What actors do in a document: party, coordinator, signatory, lead, member, partner."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plancli.gazetteer import Country, Organisation, words
from plancli.intervals import Intervals

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plancli.pipeline.actors.model import Find
    from plancli.pipeline.actors.tokens import Reading

_MARKS = frozenset(",:-–;")
_NEAR = 12
"""Words between what is agreed on and those who agree."""


def with_roles(
    reading: Reading, finds: Sequence[Find], leads: Sequence[tuple[int, int]] = ()
) -> Sequence[Find]:
    """``finds``, with the roles that the words around them show written into them.

    ``leads`` are the offsets of table cells below a heading like "Lead".
    """
    led = Intervals(leads)
    for n, find in enumerate(finds):
        if isinstance(find.entry, Country):
            _parties(reading, finds, n)
        elif find.kind != "person":
            _tasks(reading, find)
        if find.kind != "person" and led.hold(reading.starts[find.first], reading.ends[find.last - 1]):
            _give(find, "lead")
        if find.kind in ("group", "organisation"):
            _members(reading, finds, n)
        if find.kind == "person" and reading.at(find.last) == "signed":
            _give(find, "signatory")
    _coordinators(reading, finds)
    return finds


def _give(find: Find, role: str) -> None:
    if role not in find.roles:
        find.roles.append(role)


def _parties(reading: Reading, finds: Sequence[Find], n: int) -> None:
    """Two states joined by a hyphen before an instrument, or by "between … and …", are its parties."""
    if n + 1 >= len(finds) or not isinstance(finds[n + 1].entry, Country):
        return
    a, b = finds[n], finds[n + 1]
    gap = reading.folded[a.last : b.first]
    hyphen = gap in (["-"], ["–"]) and any(
        reading.at(k) in words("agreed_thing") for k in range(b.last, b.last + 5)
    )
    between = _between(reading, a)
    named = reading.at(b.last) == "(" and gap in (["and"], ["and", "the"])
    if hyphen or named or (between and set(gap) <= (words("party_link") | _MARKS)):
        _give(a, "party")
        _give(b, "party")


def _between(reading: Reading, find: Find) -> bool:
    """Whether "between" stands before a find, and something that is agreed on before that: a war has no parties."""
    k = next((k for k in (find.first - 1, find.first - 2) if reading.at(k) == "between"), None)
    if k is None:
        return False
    first, _ = reading.sentence(k)
    return any(reading.at(j) in words("agreed_thing") for j in range(max(first, k - _NEAR), k))


def _tasks(reading: Reading, find: Find) -> None:
    """A body by which something is led leads it."""
    k = find.first - 1
    while reading.at(k) in ("the", "'", "s") or (
        reading.at(k) in ("uk", "us") and reading.at(k - 1) == "the"
    ):
        k -= 1
    if reading.at(k) == "by" and reading.at(k - 1) in words("led"):
        _give(find, "lead")


def _members(reading: Reading, finds: Sequence[Find], n: int) -> None:
    """States listed after "Example Group partners" (or members, countries) are partners or members."""
    group = finds[n]
    role = {"partners": "partner", "members": "member", "countries": "member"}.get(reading.at(group.last))
    if role is None:
        return
    last = group.last + 1
    for find in finds[n + 1 :]:
        gap = reading.folded[last : find.first]
        if (
            not isinstance(find.entry, Country)
            or not set(gap) <= (words("party_link") | _MARKS)
            or not reading.same_line(group.first, find.first)
        ):
            break
        _give(find, role)
        last = find.last


def _coordinators(reading: Reading, finds: Sequence[Find]) -> None:
    """The bodies that a sentence names as coordinators: the heads of "X of Y for Z", not Y or Z."""
    for i, word in enumerate(reading.folded):
        if word not in ("coordinator", "coordinators"):
            continue
        first, last = reading.sentence(i)
        for find in finds:
            inside = first <= find.first < last and find.first > i
            body = isinstance(find.entry, Organisation) or find.how == "pattern"
            owner = "of" in (reading.at(find.first - 1), reading.at(find.first - 2))
            owner = owner or reading.at(find.first - 1) == "("
            if inside and body and not owner:
                _give(find, "coordinator")
