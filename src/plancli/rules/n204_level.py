"""A level of headings or numbers is skipped.

A heading of the third level right under one of the first, or 2.1.1 right under 2, says that something stands between
them. Screen readers and tables of contents show the hole.

To mend it: raise the heading or the number by a level, or put in what is missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from plancli.rules.base import Context, Hit
from plancli.rules.markers import Numbered, numbered_blocks

CODE = "N204"
LEVEL = "warning"
FAILING = (
    "# Water plan\n\nText of the plan.\n\n## Rivers\n\nRivers are cleaned.\n\n#### Weirs\n\nWeirs are mended.\n",
    "2. Rivers\n\nRivers are cleaned by the Board.\n\n2.1.1 Weirs are mended by the Board.\n\n2.1.2 Locks are too.\n",
)
PASSING = (
    "# Water plan\n\nText of the plan.\n\n## Rivers\n\nRivers are cleaned.\n\n### Weirs\n\nWeirs are mended.\n\n## Lakes\n\nToo.\n",
    "2. Rivers\n\nRivers are cleaned by the Board.\n\n2.1 Weirs are mended by the Board.\n\n2.1.1 Locks are too.\n",
)
_HEADING = re.compile(r"h([1-6])")
_MARKED_UP = ("text/html", "text/markdown", "application/vnd.openxmlformats", "application/vnd.oasis")


def check(context: Context) -> Iterator[Hit]:
    """Headings by their marked-up levels where the format has them, and numbers by their parts."""
    yield from _marked_up(context)
    for before, after in pairwise(numbered_blocks(context)):
        if _depth(before) + 1 < _depth(after) and _under(before, after):
            yield Hit(
                f"{after.block.number} follows {before.block.number}: a level is missing between",
                *after.place,
            )


def _depth(each: Numbered) -> int:
    return (each.block.number or "").count(".") + 1


def _under(before: Numbered, after: Numbered) -> bool:
    return (after.block.number or "").startswith(f"{before.block.number}.")


def _marked_up(context: Context) -> Iterator[Hit]:
    facts = context.facts
    if facts is None or not facts.media_type.startswith(_MARKED_UP):
        return
    headings = [block for block in context.blocks if block.kind in ("heading", "title")]
    last, at = 0, 0
    for line in facts.lines:
        level = _HEADING.fullmatch(line.tag or "")
        words = " ".join(line.text.split())
        found = next(
            (
                i
                for i in range(at, len(headings))
                if _same(context, headings[i].start, headings[i].end, words)
            ),
            None,
        )
        if not level or found is None:
            continue
        at = found + 1
        if last and int(level[1]) > last + 1:
            yield context.hit(
                f"a heading of level {level[1]} stands right under one of level {last}", headings[found]
            )
        last = int(level[1])


def _same(context: Context, start: int, end: int, words: str) -> bool:
    return bool(words) and " ".join(context.text[start:end].split()).endswith(words)
