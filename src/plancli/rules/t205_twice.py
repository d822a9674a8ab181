"""Two points of a list say the same.

A point was copied to be changed and was not, or stands in two drafts that were put together. Whoever counts the points
counts one too many.

To mend it: take one out, or say what was meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from plancli.document import Block
from plancli.gazetteer.cues import table
from plancli.rules.base import Context, Hit
from plancli.rules.names import small

CODE = "T205"
LEVEL = "warning"
FAILING = (
    "The aims are:\n\n1. Clean all rivers of the country\n2. Keep the beaches safe\n3. Clean all rivers of the country.\n",
    "The aims are:\n\n- Clean all the rivers of the country\n- Keep the beaches safe\n- Clean all rivers of the country\n",
    "We will:\n\n- open 40 evening schools by 2027\n- train 500 teachers\n- open forty evening schools by 2027\n",
    "Steps\n\n1. By June 2026, agencies shall report to the Board.\n2. Agencies shall report to the Board by June 2026.\n",
)
PASSING = (
    "The aims are:\n\n1. Clean all rivers by 2027\n2. Keep the beaches safe\n3. Clean all rivers by 2030\n",
    "Aims\n\n1. Clean all rivers of the country\n2. Keep the beaches safe\n\nIn short\n\n1. Clean all rivers of the country\n2. Keep the beaches safe\n",
    "We will:\n\n- run flights from Riga to Oslo each day\n- run flights from Oslo to Riga each day\n",
)
_FEW = 3
"""Words: shorter points of a table may well be alike."""


def check(context: Context) -> Iterator[Hit]:
    """Items of one list with the same words, small ones aside."""
    seen: dict[tuple[object, ...], Block] = {}
    run = 0
    last: Block | None = None
    for block in context.blocks:
        if block.kind == "heading" or (block.lead_in and block.kind != "item"):
            run += 1
        if block.kind != "item":
            continue
        if last is not None and block.number is not None and _restarts(last, block):
            run += 1
        last = block if last is None or block.level <= last.level else last
        key = _key(context.text[block.content : block.end])
        if len(key) < _FEW:
            continue
        place = (run, block.level, block.parent, key)
        first = seen.setdefault(place, block)
        if first is not block:
            which = f"point {first.number}" if first.number else "a point above"
            yield Hit(f"this says the same as {which}", block.content, block.end)


def _restarts(last: Block, block: Block) -> bool:
    return (
        block.number in ("1", "a", "i", "A", "I")
        and last.level == block.level
        and last.number != block.number
    )


@cache
def _figures() -> dict[str, str]:
    """Numbers in words, as digits."""
    return {row["word"]: row["value"] for row in table("numbers") if row["kind"] in ("unit", "ten")}


def _key(text: str) -> tuple[str, ...]:
    """The words of a point, from wherever they give the least tuple: a phrase may stand first or last."""
    little = small("own", "all")
    found = (_figures().get(word, word) for word in re.findall(r"\w+", text.casefold()))
    words = [word.removesuffix("s") for word in found if word not in little]
    turned = (tuple(words[at:] + words[:at]) for at, word in enumerate(words) if word == min(words))
    return min(turned, default=())
