"""The title of a document: what its cover labels so, sets largest, or says first."""

from __future__ import annotations

import re
from itertools import pairwise

from plancli.document import Block, Document
from plancli.gazetteer import Country, Region, lookup
from plancli.gazetteer.cues import pattern, words
from plancli.pipeline.metadata.cover import Spot, dated_label, label_of, phrases
from plancli.pipeline.metadata.extent import ALIKE, ends_title, extent, goes_on, leads_to_title, set_large
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
_YEAR_END = re.compile(r"^[A-Z].* 20\d\d$")
_YEARS = re.compile(r"(?:19|20)\d\d\s?(?:[–—/-]|to)\s?(?:(?:19|20)\d\d|\d\d)$", re.MULTILINE)
"""A title's last word ("Wells 2050"), and the line of years below a title."""
_ORDINAL = re.compile(
    r"^(?:the )?(?:\d{1,3}(?:st|nd|rd|th)|(?:\w+-)?(?:\w+th|first|second|third)) ", re.IGNORECASE
)
_NUMBERED = re.compile(r"\s+(?:no\.?\s+)?[(\d][\d/.() -]*$", re.IGNORECASE)
"""What stands before the name of a body that meets ("Seventy-sixth"), and the number after a genre ("12/2026")."""
_MORE = 5
"""Words: what stands beside a caption says more than a name from so many on."""


def find_title(document: Document, cover: list[Block], taken: set[int]) -> Spot | None:
    """The title; ``taken`` are the starts of what the cover says otherwise (publishers, dates)."""
    for block, below in zip(cover, [*cover[1:], None], strict=False):
        if below is not None and _heads_title(document, block) and not _heads_title(document, below):
            return Spot(below.content, below.end, document.text[below.content : below.end])
        label = label_of(document.words(block), "memo_labels", what="title")
        shown = document.words(block)[:label]
        if ":" in shown or (shown.strip().isupper() and label):
            start = block.content + label
            return Spot(start, block.end, document.text[start : block.end])
    candidates = [block for block in cover if _may_be_title(document, block, taken)]
    largest = _largest(document, candidates)
    first = (
        _on_first_page(document, candidates, largest)
        or largest
        or _topmost_heading(document, candidates)
        or _first_telling(document, candidates)
        or _beside_date(document, cover, taken)
        or _named_after_place(document, cover)
    )
    if first is not None:
        start, end = extent(document, cover, first, candidates, _after_date(document, first))
        return Spot(start, end, re.sub(r"\s+", " ", document.text[start:end]).strip())
    hint = document.hints.get("title", "").strip()
    at = document.text.find(hint) if len(hint.split()) > 1 else -1
    return Spot(at, at + len(hint), hint) if at >= 0 else None


def _heads_title(document: Document, block: Block) -> bool:
    """Whether a line is a label of a form, and the title stands below it ("TITLE")."""
    text = document.words(block)
    label = f"{text} x"
    return (text.isupper() or text.endswith(":")) and label_of(label, "memo_labels", what="title") == len(
        text
    ) + 1


def _on_first_page(document: Document, candidates: list[Block], largest: Block | None) -> Block | None:
    """The line of the first page that names a genre, where what is set largest stands on a later page."""
    if largest is None or largest.page == candidates[0].page:
        return None
    first = (block for block in candidates if block.page == candidates[0].page)
    return next((block for block in first if names_genre(document.words(block))), None)


def _largest(document: Document, candidates: list[Block]) -> Block | None:
    """The first of the lines that are set largest, where anything is set larger than the body."""
    sized = [block for block in candidates if set_large(document, block)]
    largest = max((block.size or 0.0 for block in sized), default=0.0)
    return next((block for block in sized if (block.size or 0.0) > (1 - ALIKE) * largest), None)


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
    for above, block in pairwise(candidates):
        if telling and block is telling[0] and ends_title(document, above, block):
            return above
    if telling and (_above_years(document, telling[0]) or _above_date(document, telling[0])):
        return telling[0]
    if len(telling) > 1 and ends_title(document, telling[0], telling[1]):
        return telling[0]
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


def _named_after_place(document: Document, cover: list[Block]) -> Block | None:
    """The line of a cover without a title that is the name of a declaration ("Riga Declaration", "Communiqué")."""
    genre = pattern("kinds", where="caption", kind="declaration")
    named = (block for block in cover if genre.fullmatch(document.words(block)) and block.kind != "item")
    return max(named, key=lambda block: len(document.words(block).split()), default=None)


def _is_told(document: Document, block: Block, taken: set[int]) -> bool:
    """Whether a line is known to tell something else than the title."""
    return block.start in taken or block.content in taken or names_body(document.words(block))


def _above_date(document: Document, block: Block) -> bool:
    """Whether the line below holds the labelled date of the document ("Volume 12: debated on 5 May 2026")."""
    below = next((each for each in document.blocks if each.start > block.start), None)
    labels = ("published", "spoken")
    return below is not None and any(dated_label(document.words(below), what) for what in labels)


def _above_years(document: Document, block: Block) -> bool:
    """Whether the line below holds the years of a plan and nothing else."""
    return _YEARS.match(document.text, block.end + 1) is not None


def _is_telling(document: Document, block: Block) -> bool:
    text = document.words(block)
    dated = (
        _YEAR_END.search(text) is not None or _above_years(document, block) or _above_date(document, block)
    )
    return len(text.split()) > _FEW or names_genre(text) or goes_on(document, block) or dated


def _may_be_title(document: Document, block: Block, taken: set[int]) -> bool:
    text = document.words(block)
    if block.kind == "item" or _is_told(document, block, taken) or not 1 <= len(text.split()) <= _MAX_WORDS:
        return False
    unfinished = text.endswith((".", ":", ";", ",", ":-", ":–", ":—"))
    if (
        (unfinished and not leads_to_title(document, block))
        or pattern("not_titles").search(text)
        or not any(map(str.isalpha, text))
        or _BYLINE_PERSON.fullmatch(text)
    ):
        return False
    byline = text[label_of(text, "bylines") :]
    from_body = byline != text and names_body(byline.removeprefix("the "))
    named = lookup(_ORDINAL.sub("", byline)) is not None or _has_body(document, block)
    if named or from_body or names_holder(text) or names_place(text):
        return False
    if (_captioned(document, block) and not goes_on(document, block)) or text.lower() in words("cover_words"):
        return False
    if any(dated_label(text, what) for what in ("published", "spoken", "other")):
        return _after_date(document, block) > block.content
    if text[:1].islower() or (text.startswith(("(", "[")) and text.endswith((")", "]"))):
        return False
    return re.match(rf"(?:{pattern('bylines').pattern})\s*:", text, re.IGNORECASE) is None


def _has_body(document: Document, block: Block) -> bool:
    """Whether one of several facts on a line is a known body ("Bwrdd Dŵr | Water Board") and none a genre."""
    parts = [part.value for part in phrases(document, block)]
    known = [entry for entry in map(lookup, parts) if entry is not None]
    bodies = any(not isinstance(entry, Country | Region) for entry in known)
    return len(parts) > 1 and bodies and not any(map(names_genre, parts))


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


def _is_caption(text: str) -> bool:
    bare = _NUMBERED.sub("", text)
    genre = any(pattern("kinds", where=where).fullmatch(bare) for where in ("caption", "text"))
    return genre or whole_date(text, 0) is not None


def _after_date(document: Document, block: Block) -> int:
    """Where a title starts that a labelled date stands before on its line."""
    found = labelled_date(document, block)
    if found is None:
        return block.content
    end = found[1] + len(found[0].text)
    rest = document.text[end : block.end]
    return end + len(rest) - len(rest.lstrip()) if len(rest.split()) > 2 else block.content
