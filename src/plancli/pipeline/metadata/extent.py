"""From where to where a title runs: over lines of one size, one element, in capitals, or that lead on to the next."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from plancli.document import Block, Document
from plancli.gazetteer.cues import table, words
from plancli.pipeline.metadata.names import genre_ends, names_genre

ALIKE = 0.03
"""Sizes closer than this share of them are one size."""
_TITULAR = ("report", "action_plan", "strategy", "policy_paper")
"""Genres whose names end titles; those of others, as "press release", stand above one."""
_YEARS = re.compile(r"\(?(?:19|20)\d\d(?:\s?(?:[–—/-]|to)\s?(?:(?:19|20)\d\d|\d\d))?\)?")
_HANGING = re.compile(r"[:,&–—-]$|['’]s$|s['’]$")
_SHORT = 12
"""Words: what goes on below a colon has no more."""


def extent(
    document: Document, cover: list[Block], first: Block, candidates: list[Block], start: int
) -> tuple[int, int]:
    """From where to where the title runs.

    Args:
        document: the document.
        cover: the blocks of its cover.
        first: the block of which it is known.
        candidates: the blocks of the cover that may be titles.
        start: where the title starts in ``first``.
    """
    end, last = first.end, first
    for block in cover:
        if block.start != end + 1 or block.page != first.page:
            continue
        if (
            (goes_on(document, last) and _of_one_kind(document, first, block))
            or _same_setting(document, first, block, candidates, beside=last)
            or (_is_genre(document.words(block)) and _in_capitals(document, last, block))
            or same_element(document, last, block)
            or _leads_on(document, document.text[start:end], last, block)
            or _has_years(document, document.text[start:end], block)
            or (ends_title(document, last, block, document.text[start:end]))
        ):
            end, last = block.end, block
    last = first
    for block in reversed(cover):
        if block.end + 1 != start or block.page != first.page:
            continue
        alike = _same_setting(document, first, block, candidates, beside=last) and block.size is None
        led = block in candidates and _leads_on(document, document.words(block), block, last)
        if alike or same_element(document, block, last) or led:
            start, last = block.content, block
    return start, end


def _of_one_kind(document: Document, one: Block, other: Block) -> bool:
    return one.kind == other.kind or document.media_type == "text/plain" or one.page is not None


def goes_on(document: Document, block: Block) -> bool:
    """Whether a genre goes on in lower case on the next line ("JOINT ACTION PLAN / between …")."""
    if not document.text[block.end + 1 : block.end + 2].islower():
        return False
    below = next(each for each in document.blocks if each.start > block.start)
    apart = document.media_type == "text/plain" and not _next_line(document, block, below)
    apart = apart or (block.size is not None and below.size != block.size)
    links = words("function_words", **{"class": "preposition"})
    return not apart or document.words(below).partition(" ")[0] in links


def leads_to_title(document: Document, block: Block) -> bool:
    """Whether a line that ends in a colon is the first of a title's ("Clean Wells Strategy: / Deep Water")."""
    below = next((each for each in document.blocks if each.start > block.start), None)
    if below is None or _is_marked(below) or len(document.words(below).split()) > _SHORT:
        return False
    if block.size is not None:
        alike = below.size is not None and abs(below.size - block.size) < ALIKE * block.size
        return alike and below.page == block.page and set_large(document, block)
    beside = _next_line(document, block, below) and names_genre(document.words(block))
    return beside or same_element(document, block, below)


def _leads_on(document: Document, title: str, last: Block, block: Block) -> bool:
    """Whether a title leads on to the next line of its paragraph: to what is missing or to its years."""
    if block.size is not None or _is_marked(block) or not _next_line(document, last, block):
        return False
    text = document.words(block)
    if _YEARS.fullmatch(text):
        return True
    return _HANGING.search(title) is not None and len(text.split()) <= _SHORT and not text.endswith(".")


def ends_title(document: Document, last: Block, block: Block, title: str | None = None) -> bool:
    """Whether the genre that a title lacks ends the next line of its paragraph ("Serious Drought / Strategy").

    Args:
        document: the document.
        last: the last line of the title so far.
        block: the line below.
        title: the title so far; with ``None`` the line below must be the name of a genre alone.
    """
    below = block.size is None and not _is_marked(block) and _next_line(document, last, block)
    text = document.words(block)
    if not below or not genre_ends(text):
        return False
    if _is_genre(text) or len(text.split()) == 1:
        return not genre_ends(document.words(last))
    return title is not None and not names_genre(title)


def _has_years(document: Document, title: str, block: Block) -> bool:
    """Whether the line below holds the years of a title that has none ("Wells Strategy / 2026 – 2030")."""
    span = _YEARS.fullmatch(document.words(block))
    return span is not None and len(span[0]) > len("(2026)") and re.search(r"(?:19|20)\d\d", title) is None


def _is_marked(block: Block) -> bool:
    """Whether a block is an item with a marker of its own, not one for the colon above it."""
    return block.kind == "item" and block.content > block.start


def same_element(document: Document, one: Block, other: Block) -> bool:
    """Whether two headings of a page are lines of one element."""
    if one.kind != "heading" or other.kind != "heading":
        return False
    above, below = (document.segments_in(block.start, block.end) for block in (one, other))
    places = [part[0].piece.place.selector if part else None for part in (above, below)]
    return places[0] is not None and places[0] == places[1]


def set_large(document: Document, block: Block) -> bool:
    """Whether a block is set larger than most of the document's characters."""
    sizes: Counter[float] = Counter()
    for each in document.blocks if block.size is not None else ():
        if each.size is not None:
            sizes[each.size] += each.end - each.start
    return block.size is not None and block.size > (1 + ALIKE) * sizes.most_common(1)[0][0]


def _same_setting(
    document: Document, first: Block, block: Block, candidates: list[Block], *, beside: Block
) -> bool:
    """Whether a neighbour is set as the title is: in its size or, in a text, in capitals on the next line.

    ``beside`` is the line of the title that the neighbour stands next to.
    """
    if first.size is not None:
        alike = block.size is not None and abs(block.size - first.size) < ALIKE * first.size
        return alike and (set_large(document, first) or first.kind == block.kind == "heading")
    return block in candidates and _in_capitals(document, beside, block)


def _in_capitals(document: Document, one: Block, other: Block) -> bool:
    """Whether two lines of a text are neighbours and both in capitals."""
    capitals = document.words(one).isupper() and document.words(other).isupper()
    return one.size is None and capitals and _next_line(document, one, other)


def _is_genre(text: str) -> bool:
    """Whether a line is the name of a genre that may end a title ("… ACTION PLAN / PROGRESS REPORT")."""
    return _ending_genres().fullmatch(text) is not None


@cache
def _ending_genres() -> re.Pattern[str]:
    rows = (row for row in table("kinds") if row["where"] == "caption" and row["kind"] in _TITULAR)
    return re.compile("|".join(f"(?:{row['pattern']})" for row in rows), re.IGNORECASE)


def _next_line(document: Document, one: Block, other: Block) -> bool:
    """Whether two blocks of a text stand on neighbouring lines, without a blank one between."""
    if document.media_type != "text/plain":
        return False
    upper, lower = sorted((one, other), key=lambda block: block.start)
    above = document.segments_in(upper.start, upper.end)
    below = document.segments_in(lower.start, lower.end)
    lines = (above[-1].piece.place.line, below[0].piece.place.line) if above and below else (None, None)
    return lines[0] is not None and lines[1] is not None and lines[1] - lines[0] == 1
