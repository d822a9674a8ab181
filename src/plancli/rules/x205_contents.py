"""The list of contents does not match the headings.

It names a chapter that is not there, or leaves one out: readers who jump by it land nowhere. It was typed by hand, or
not made anew after the last change.

To mend it: let the word processor make the list of contents again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from plancli.document import Block
from plancli.gazetteer.cues import words
from plancli.outline.markers import marker_of
from plancli.rules.base import Context, Hit

CODE = "X205"
LEVEL = "warning"
FAILING = (
    "# Plan\n\nContents\n\n1. Rivers\n2. Lakes\n3. Seas\n\n# 1. Rivers\n\nRivers are clean.\n\n# 2. Lakes\n\nLakes are clean.\n",
    "# Plan\n\nContents\n\n1. Rivers\n2. Lakes\n\n# 1. Rivers\n\nRivers are clean.\n\n# 2. Lakes\n\nLakes are.\n\n# 3. Seas\n\nToo.\n",
)
PASSING = (
    "# Plan\n\nContents\n\n1. Rivers\n2. Lakes\n\n# 1. Rivers\n\nRivers are clean.\n\n# 2. Lakes\n\nLakes are clean.\n",
    "# Plan\n\nThe Board looks after:\n\n1. Rivers\n2. Lakes\n3. Seas\n\n# Rivers\n\nRivers are clean.\n",
    "# Plan\n\nContents\n\nRivers\n\n3\n\nLakes\n\n14\n\n# Rivers\n\nRivers are clean.\n\n# Lakes\n\nLakes are clean.\n",
)
_LEADERS = re.compile(r"(?:[.\s·…_]{3,200}|\s)(?:\d{1,3}|[ivxl]{1,6})$")
_PAGE = re.compile(r"[.\s·…_]*(?:\d{1,3}|[ivxl]{1,6})")
"""A page number on a line or in a cell of its own."""
_NOT_WORDS = re.compile(r"[\W_]+")
_MOST_WORDS = 18
_FEW = 3
"""Entries without a look of their own that may stand between the last known one and the first heading."""
_SHARE = 0.5
"""Of the entries that must stand below before the others count as missing."""


def check(context: Context) -> Iterator[Hit]:
    """Entries without a heading, then numbered headings of the entries' depth without an entry."""
    blocks = context.document.blocks
    opening = next(
        (i for i, block in enumerate(blocks) if _key(_line(context, block)) in words("contents_headings")),
        None,
    )
    if opening is None:
        return
    entries = _entries(context, opening)
    if len(entries) < 2:
        return
    below = blocks[entries[-1] + 1 :]
    known = {_key(said(context, block)) for block in below for said in (_words, _line)}
    missing = [index for index in entries if not _found(_key(_entry(context, blocks[index])), known)]
    if len(missing) > (1 - _SHARE) * len(entries):
        return
    for index in missing:
        yield context.hit(
            f"the contents name '{_entry(context, blocks[index])}', and no heading does", blocks[index]
        )
    listed = {_key(_entry(context, blocks[index])) for index in entries}
    yield from _unlisted(context, below, listed)


def _entries(context: Context, opening: int) -> list[int]:
    """The lines after the heading of the contents: as far as one stands again below, and none repeats another."""
    blocks = context.document.blocks
    later: dict[str, int] = {}
    for index in range(opening + 1, len(blocks)):
        later |= dict.fromkeys(
            (_key(_words(context, blocks[index])), _key(_line(context, blocks[index]))), index
        )
    seen: set[str] = set()
    run: list[int] = []
    for index in range(opening + 1, len(blocks)):
        line, key = _line(context, blocks[index]), _key(_entry(context, blocks[index]))
        if _PAGE.fullmatch(line):
            continue
        if blocks[index].region != "contents":
            sentence = line.endswith((".", ":", ";")) and not _LEADERS.search(line)
            last = (
                blocks[index].kind == "heading"
                and later.get(key, index) <= index
                and not _LEADERS.search(line)
            )
            if key in seen or len(line.split()) > _MOST_WORDS or sentence or last:
                break
        seen.add(key)
        run.append(index)
    while run and not _stands_again(context, run[-1], later):
        run.pop()
    return _with_tail(context, run)


def _with_tail(context: Context, run: list[int]) -> list[int]:
    """The entries and what goes on with them: in the same look, or up to where the first one's heading stands."""
    blocks = context.document.blocks
    if not run:
        return run
    look, first = _look(context, run[-1]), _key(_entry(context, blocks[run[0]]))
    tail: list[int] = []
    for index in range(run[-1] + 1, min(len(blocks), run[-1] + 60)):
        line = _line(context, blocks[index])
        if _PAGE.fullmatch(line):
            continue
        if _key(_words(context, blocks[index])) == first:
            return [*run, *tail] if look or len(tail) <= _FEW else run
        if len(line.split()) > _MOST_WORDS or line.endswith((".", ":", ";")):
            break
        if look is not None and (_look(context, index) != look or blocks[index].kind == "heading"):
            break
        tail.append(index)
    return [*run, *tail] if look is not None else run


def _look(context: Context, index: int) -> str | None:
    """How an entry looks: with a page number, with a marker of a kind, or neither (``None``)."""
    line = _line(context, context.document.blocks[index])
    if _LEADERS.search(line):
        return "page"
    marker = marker_of(line)
    return marker.style if marker and not marker.bullet else None


def _stands_again(context: Context, index: int, later: dict[str, int]) -> bool:
    return later.get(_key(_entry(context, context.document.blocks[index])), -1) > index


def _unlisted(context: Context, below: list[Block], listed: set[str]) -> Iterator[Hit]:
    """Numbered headings as deep as those that are listed, which are not."""
    depths = {
        _depth(block) for block in below if block.kind == "heading" and _key(_words(context, block)) in listed
    }
    for block in below:
        if (
            block.kind != "heading"
            or not block.number
            or block.region is not None
            or _depth(block) not in depths
        ):
            continue
        if not any(_found(_key(said(context, block)), listed) for said in (_words, _line)):
            yield context.hit(f"the contents leave out '{_line(context, block)}'", block)


def _depth(block: Block) -> tuple[int, int]:
    return block.level, (block.number or "").count(".") + 1 if block.number else 0


def _found(key: str, known: set[str]) -> bool:
    """Whether a heading has these words, or opens or ends with them (a long one is often cut)."""
    if key in known or not key:
        return True
    return any(
        len(key) > 8 and (other.startswith(key) or (len(other) > 8 and key.startswith(other)))
        for other in known
    )


def _line(context: Context, block: Block) -> str:
    return context.text[block.start : block.end].strip()


def _words(context: Context, block: Block) -> str:
    return context.text[block.content : block.end].strip()


def _entry(context: Context, block: Block) -> str:
    return _LEADERS.sub("", _words(context, block)).strip(" .…·_")


def _key(line: str) -> str:
    bare = _LEADERS.sub("", line)
    marker = marker_of(bare)
    if marker and not marker.bullet and not marker.label:
        bare = bare[marker.length :]
    return _NOT_WORDS.sub(" ", bare.casefold()).strip()
