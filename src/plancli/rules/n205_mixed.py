"""A list mixes its markers.

A list that counts "1." and then "2)" or changes its bullets in the middle was put together from two, and a reader
cannot tell whether a point belongs under the one before it.

To mend it: give all points of the list one kind of marker, and indent those that belong under another.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from plancli.outline.markers import BULLETS
from plancli.rules.base import Context, Hit
from plancli.rules.markers import Numbered, numbered_blocks

CODE = "N205"
LEVEL = "warning"
FAILING = (
    "The aims are:\n\n1. Clean rivers\n2) Safe beaches\n3. Quiet harbours\n",
    "The aims are:\n\n- Clean rivers\n- Safe beaches\n* Quiet harbours\n- Dark skies\n",
    "The aims are:\n\n1. Clean rivers\nb. Safe beaches\n3. Quiet harbours\n",
)
PASSING = (
    "The aims are:\n\n1. Clean rivers\n   a) upstream\n   b) downstream\n2. Safe beaches\n",
    "The aims are:\n\n* Clean rivers:\n  - upstream\n  - downstream\n* Safe beaches\n",
)


def check(context: Context) -> Iterator[Hit]:
    """Numbers that count on in another look, and a bullet unlike the others of its list at the same indent."""
    told = -1
    for before, after in pairwise(numbered_blocks(context)):
        if before.index != told and _counts_on(context, before, after):
            told = after.index
            looks = f"'{_printed(context, before)}' and '{_printed(context, after)}'"
            yield Hit(f"{looks} count one list in two ways", *after.place)
    yield from _bullets(context)


def _counts_on(context: Context, before: Numbered, after: Numbered) -> bool:
    """Whether ``after`` is the next of the same list in another look, and opens no list of its own."""
    looks = {before.marker.style, after.marker.style}
    if len(looks) == 1 or any(look.startswith("outline") or " " in look for look in looks):
        return False
    if (
        after.index != before.index + 1
        or after.value != before.value + 1
        or "heading" in (before.block.kind, after.block.kind)
    ):
        return False
    return len({"i" in look.lower() for look in looks}) == 1 and _level(context, before.index, after.index)


def _level(context: Context, one: int, other: int) -> bool:
    """Whether two blocks start equally far to the right, as far as the source tells."""
    left, right = (context.left(context.document.blocks[index]) for index in (one, other))
    return left is None or right is None or abs(left - right) < 1.5


def _printed(context: Context, each: Numbered) -> str:
    return context.text[each.block.start : each.block.content].strip()


def _bullets(context: Context) -> Iterator[Hit]:
    run: list[int] = []
    for index, block in enumerate([*context.document.blocks, None]):
        bullet = block is not None and block.kind == "item" and block.number is None and block.marked
        if bullet and (not run or _level(context, run[0], index)):
            run.append(index)
            continue
        yield from _odd(context, run)
        run = [index] if bullet else []


def _odd(context: Context, run: list[int]) -> Iterator[Hit]:
    """The one bullet of a run that looks otherwise than the rest, unless it opens what stands under the one before."""
    blocks = context.document.blocks
    signs = [context.text[blocks[index].start] for index in run]
    counts = Counter(sign for sign in signs if sign in BULLETS)
    if len(counts) != 2 or counts.total() < 3:
        return
    (usual, _), (odd, times) = counts.most_common()
    before = signs.index(odd) - 1
    if times == 1 and context.text[blocks[run[before]].end - 1] != ":":
        block = blocks[run[before + 1]]
        yield Hit(
            f"this point has '{odd}', the others of its list have '{usual}'", block.start, block.content
        )
