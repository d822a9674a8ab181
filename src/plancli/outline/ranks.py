"""How deep headings lie: by mark-up where it agrees with the page, by the depth of their number, by their setting."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import TypeAlias

from plancli.outline.paragraphs import Para

_ALIKE = 0.94
"""A size ratio above which a person sees one size."""

_PROSE = 20
"""Words: a paragraph of more ends the cover, whose lines say nothing of the headings' order."""

_TAGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
Look: TypeAlias = tuple[float, bool, bool, int]
"""How a heading is set, the weightier look first: size, capitals, weight, depth of its number."""


@dataclass(frozen=True, slots=True)
class _Rung:
    """A level: the size of its headings in points, and the tag or the look that they share."""

    size: float
    tag: int = 0
    look: Look | None = None


def tag_level(para: Para) -> int:
    """The level that mark-up gives a heading, from 1; 0 where it gives none."""
    tag = para.first.tag
    return int(tag[1]) if tag in _TAGS else 0


def rank(paras: Sequence[Para]) -> None:
    """Give headings their level."""
    headings = [para for para in paras if para.kind == "heading"]
    if not headings:
        return
    looks = _looks(headings)
    rungs = _tag_rungs(headings, looks)
    tags = {rung.tag for rung in rungs}
    free = [para for para in headings if tag_level(para) not in tags or not tags]
    first = headings[0]
    if rungs and free and first is free[0] and (first.size or 0.0) >= rungs[0].size > 0:
        rungs.insert(0, _Rung(first.size or 0.0, look=looks[id(first)]))
    for look in _in_order({looks[id(para)] for para in free}, _followings(paras, looks)):
        if not any(rung.look == look for rung in rungs):
            below = (i for i, rung in enumerate(rungs) if rung.size < _ALIKE * -look[0])
            rungs.insert(next(below, len(rungs)), _Rung(-look[0], look=look))
    for para in headings:
        by_tag = tag_level(para) in tags and bool(tags)
        para.level = 1 + next(
            i
            for i, rung in enumerate(rungs)
            if (by_tag and rung.tag == tag_level(para)) or (not by_tag and rung.look == looks[id(para)])
        )
        if para.marked and para.marker and para.marker.depth > 1 and not by_tag:
            para.level = max(para.level, para.marker.depth)


def _in_order(looks: set[Look], followings: Counter[tuple[Look, Look]]) -> list[Look]:
    """Looks, the higher first; of one size, that is the higher which the other stands right under."""
    order = sorted(looks)
    for _ in order:
        for at, (one, other) in enumerate(pairwise(order)):
            if one[0] == other[0] and followings[other, one] > followings[one, other]:
                order[at], order[at + 1] = other, one
    return order


def _followings(paras: Sequence[Para], looks: dict[int, Look]) -> Counter[tuple[Look, Look]]:
    """How often a heading of a look stands right under one of another, no text between, after the cover."""
    prose = (i for i, para in enumerate(paras) if id(para) not in looks and len(para.text.split()) > _PROSE)
    paras = paras[next(prose, len(paras)) :]
    pairs = ((looks[id(a)], looks[id(b)]) for a, b in pairwise(paras) if id(a) in looks and id(b) in looks)
    return Counter(pair for pair in pairs if pair[0] != pair[1])


def _looks(headings: Sequence[Para]) -> dict[int, Look]:
    """How each heading is set, sizes that a person does not tell apart taken for one."""
    shown: dict[float, float] = {}
    current = 0.0
    for size in sorted({para.size or 0.0 for para in headings}, reverse=True):
        current = current if current and size > _ALIKE * current else size
        shown[size] = current
    return {
        id(para): (
            -shown[para.size or 0.0],
            not para.words.isupper(),
            not para.bold,
            para.marker.depth if para.marked and para.marker else 0,
        )
        for para in headings
    }


def _tag_rungs(headings: Sequence[Para], looks: dict[int, Look]) -> list[_Rung]:
    """The levels that mark-up gives, the highest first; none where a page shows them the other way round.

    The look of a level is kept where an untagged heading may share it: most of its headings have it.
    """
    rungs: list[_Rung] = []
    for level in sorted({tag_level(para) for para in headings} - {0}):
        members = [para for para in headings if tag_level(para) == level]
        size = median(para.size or 0.0 for para in members)
        if rungs and _ALIKE * size > rungs[-1].size:
            return []
        shared = [looks[id(para)] for para in members]
        usual = max(set(shared), key=lambda look: (shared.count(look), look))
        own = usual if size > 0 and 2 * shared.count(usual) > len(shared) else None
        rungs.append(_Rung(size, level, own))
    return rungs
