"""The title of a document: what its cover labels so, sets largest, or says first."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from plancli.document import Block, Document
from plancli.gazetteer import lookup
from plancli.gazetteer.cues import pattern, table, words
from plancli.pipeline.metadata.cover import Spot, dated_label, label_of, phrases
from plancli.pipeline.metadata.names import (
    is_masthead,
    is_name,
    names_body,
    names_genre,
    names_holder,
    names_place,
)
from plancli.pipeline.metadata.published import labelled_date, whole_date

_MAX_WORDS = 40
_FEW = 3
"""A line of no more words is a title only where no longer one is."""
_BYLINE_PERSON = re.compile(r".*\([A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){1,3}\)")
_MORE = 5
"""Words: what stands beside a caption says more than a name from so many on."""
_TITULAR = ("report", "action_plan", "strategy", "policy_paper")
"""Genres whose names end titles; those of others, as "press release", stand above one."""
_ALIKE = 0.03
"""Sizes closer than this share of them are one size."""


def find_title(document: Document, cover: list[Block], taken: set[int]) -> Spot | None:
    """The title; ``taken`` are the starts of what the cover says otherwise (publishers, dates)."""
    for block in cover:
        label = label_of(document.words(block), "memo_labels", what="title")
        shown = document.words(block)[:label]
        if ":" in shown or (shown.strip().isupper() and label):
            start = block.content + label
            return Spot(start, block.end, document.text[start : block.end])
    candidates = [block for block in cover if _may_be_title(document, block, taken)]
    first = (
        _largest(document, candidates)
        or _topmost_heading(document, candidates)
        or _first_telling(document, candidates)
        or _beside_date(document, cover, taken)
    )
    if first is not None:
        start, end = _extent(document, cover, first, candidates)
        return Spot(start, end, re.sub(r"\s+", " ", document.text[start:end]).strip())
    hint = document.hints.get("title", "").strip()
    at = document.text.find(hint) if hint else -1
    return Spot(at, at + len(hint), hint) if hint and at >= 0 else None


def _largest(document: Document, candidates: list[Block]) -> Block | None:
    """The first of the lines that are set largest, where anything is set larger than the body."""
    sized = [block for block in candidates if _set_large(document, block)]
    largest = max((block.size or 0.0 for block in sized), default=0.0)
    return next((block for block in sized if (block.size or 0.0) > (1 - _ALIKE) * largest), None)


def _set_large(document: Document, block: Block) -> bool:
    """Whether a block is set larger than most of the document's characters."""
    sizes: Counter[float] = Counter()
    for each in document.blocks if block.size is not None else ():
        if each.size is not None:
            sizes[each.size] += each.end - each.start
    return block.size is not None and block.size > (1 + _ALIKE) * sizes.most_common(1)[0][0]


def _topmost_heading(document: Document, candidates: list[Block]) -> Block | None:
    if document.media_type == "text/plain":
        return None
    found = next((block for block in candidates if block.kind == "heading" and block.level == 1), None)
    if found is None or found.size is None or _is_telling(document, found):
        return found
    return next((block for block in candidates if block is found or _is_telling(document, block)), None)


def _first_telling(document: Document, candidates: list[Block]) -> Block | None:
    """The first line of some words, or a short one above it that names a genre."""
    telling = [block for block in candidates if _is_telling(document, block)]
    if len(telling) > 1 and is_masthead(document.words(telling[0])):
        return telling[1]
    if len(telling) > 1 and is_name(document.words(telling[0])) and names_genre(document.words(telling[1])):
        return telling[1]
    if telling:
        return telling[0]
    return next((block for block in candidates if len(document.words(block).split()) > 1), None)


def _beside_date(document: Document, cover: list[Block], taken: set[int]) -> Block | None:
    """The first line of a cover without a title, where it is a few words and a date ("Minutes – 3 May 2024")."""
    block = next((each for each in cover if not _is_told(document, each, taken)), None)
    if block is None or block.kind == "item":
        return None
    parts = [part.value for part in phrases(document, block)]
    rest = [part for part in parts if not _is_caption(part)]
    if len(rest) == len(parts) or len(rest) != 1:
        return None
    named = lookup(rest[0]) is not None or names_body(rest[0]) or names_holder(rest[0])
    return None if named or len(rest[0].split()) < _FEW else block


def _is_told(document: Document, block: Block, taken: set[int]) -> bool:
    """Whether a line is known to tell something else than the title."""
    return block.start in taken or block.content in taken or names_body(document.words(block))


def _is_telling(document: Document, block: Block) -> bool:
    text = document.words(block)
    return len(text.split()) > _FEW or names_genre(text) or _goes_on(document, block)


def _extent(document: Document, cover: list[Block], first: Block, candidates: list[Block]) -> tuple[int, int]:
    """From where to where a title runs that is set over several lines."""
    start, end = _after_date(document, first), first.end
    last = first
    for block in cover:
        after = block.start == end + 1 and block.page == first.page
        marked_up = document.media_type != "text/plain" and first.page is None
        goes_on = (
            end == first.end and _goes_on(document, first) and (block.kind == first.kind or not marked_up)
        )
        alike = _same_setting(document, first, block, candidates, beside=last)
        alike = alike or (_is_genre(document.words(block)) and _in_capitals(document, last, block))
        if after and (goes_on or alike):
            end, last = block.end, block
    for block in reversed(cover):
        above = block.end + 1 == start and block.size is None
        alike = _same_setting(document, first, block, candidates, beside=first)
        if above and block.page == first.page and alike:
            start = block.content
    return start, end


def _same_setting(
    document: Document, first: Block, block: Block, candidates: list[Block], *, beside: Block
) -> bool:
    """Whether a neighbour is set as the title is: in its size or, in a text, in capitals on the next line.

    ``beside`` is the line of the title that the neighbour stands next to.
    """
    if first.size is not None:
        alike = block.size is not None and abs(block.size - first.size) < _ALIKE * first.size
        return alike and (_set_large(document, first) or first.kind == block.kind == "heading")
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
    upper, lower = sorted((one, other), key=lambda block: block.start)
    above = document.segments_in(upper.start, upper.end)
    below = document.segments_in(lower.start, lower.end)
    lines = (above[-1].piece.place.line, below[0].piece.place.line) if above and below else (None, None)
    return lines[0] is not None and lines[1] is not None and lines[1] - lines[0] == 1


def _may_be_title(document: Document, block: Block, taken: set[int]) -> bool:
    text = document.words(block)
    if block.kind == "item" or _is_told(document, block, taken) or not 1 <= len(text.split()) <= _MAX_WORDS:
        return False
    if (
        text.endswith((".", ":", ";", ",", ":-", ":–", ":—"))
        or not any(map(str.isalpha, text))
        or _BYLINE_PERSON.fullmatch(text)
    ):
        return False
    byline = text[label_of(text, "bylines") :]
    from_body = byline != text and names_body(byline.removeprefix("the "))
    if lookup(byline) is not None or from_body or names_holder(text) or names_place(text):
        return False
    if (_captioned(document, block) and not _goes_on(document, block)) or text.lower() in words(
        "cover_words"
    ):
        return False
    if any(dated_label(text, what) for what in ("published", "spoken", "other")):
        return _after_date(document, block) > block.content
    if text[:1].islower() or (text.startswith(("(", "[")) and text.endswith((")", "]"))):
        return False
    return re.match(rf"(?:{pattern('bylines').pattern})\s*:", text, re.IGNORECASE) is None


def _captioned(document: Document, block: Block) -> bool:
    """Whether a line holds a caption or a date, and beside it only names or a few words more."""
    parts = [phrase.value for phrase in phrases(document, block)]
    rest = [part for part in parts if not _is_caption(part)]
    told = any(_says_more(part) for part in rest)
    return len(rest) < len(parts) and not told


def _says_more(text: str) -> bool:
    """Whether the words beside a caption are a title: a few with a common noun or a genre among them, or more."""
    told = [word for word in text.split() if word[0].islower() and word not in words("function_words")]
    few = len(text.split()) > _FEW and (bool(told) or names_genre(text))
    return (few or len(text.split()) > _MORE) and lookup(text) is None and not names_body(text)


def _goes_on(document: Document, block: Block) -> bool:
    """Whether a genre goes on in lower case on the next line ("JOINT ACTION PLAN / between …")."""
    if not document.text[block.end + 1 : block.end + 2].islower():
        return False
    below = next(each for each in document.blocks if each.start > block.start)
    apart = document.media_type == "text/plain" and not _next_line(document, block, below)
    links = words("function_words", **{"class": "preposition"})
    return not apart or document.words(below).partition(" ")[0] in links


def _is_caption(text: str) -> bool:
    genre = any(pattern("kinds", where=where).fullmatch(text) for where in ("caption", "text"))
    return genre or whole_date(text, 0) is not None


def _after_date(document: Document, block: Block) -> int:
    """Where a title starts that a labelled date stands before on its line."""
    found = labelled_date(document, block)
    if found is None:
        return block.content
    end = found[1] + len(found[0].text)
    rest = document.text[end : block.end]
    return end + len(rest) - len(rest.lstrip()) if len(rest.split()) > 2 else block.content
