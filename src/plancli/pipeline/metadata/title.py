"""The title of a document: what its cover labels so, sets largest, or says first."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from plancli.document import Block, Document
from plancli.gazetteer import Country, Region, honorifics, lookup
from plancli.gazetteer import words as class_words
from plancli.gazetteer.cues import pattern, words
from plancli.pipeline.metadata.cover import Spot, label_of, phrases
from plancli.pipeline.metadata.published import labelled_date, whole_date

_MAX_WORDS = 40
_FEW = 3
"""A line of no more words is a title only where no longer one is."""
_BYLINE_PERSON = re.compile(r".*\([A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){1,3}\)")
_STATE = re.compile(r"[A-Z]{2,3}|(?:[A-Z]\.){2}")
_MASTHEAD = 5
"""Words: the name of a paper or a site has no more."""
_HOLDER, _POST = 12, 5
"""Words: a line that names a post has no more, and says the post within the first of them."""
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
    if len(telling) > 1 and _is_masthead(document.words(telling[0])):
        return telling[1]
    if len(telling) > 1 and _is_name(document.words(telling[0])) and _names_genre(document.words(telling[1])):
        return telling[1]
    if telling:
        return telling[0]
    return next((block for block in candidates if len(document.words(block).split()) > 1), None)


def _is_telling(document: Document, block: Block) -> bool:
    text = document.words(block)
    return len(text.split()) > _FEW or _names_genre(text) or _goes_on(document, block)


def _names_genre(text: str) -> bool:
    return pattern("kinds", where="title").search(text) is not None


def _is_name(text: str) -> bool:
    """Whether a line may be the name of a body ("Conference of …"): capitals, function words and no genre."""
    parts = text.split()
    named = all(part[:1].isupper() or part in words("function_words") for part in parts)
    return named and not text.isupper() and len(parts) <= _MASTHEAD and not _names_genre(text)


def _is_masthead(text: str) -> bool:
    """Whether a line may be the name of the paper or site: a few words, each with a capital, no genre."""
    names = all(word[:1].isupper() for word in text.split()) and not text.isupper()
    return names and len(text.split()) <= _MASTHEAD and not pattern("kinds", where="title").search(text)


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
    capitals = document.words(first).isupper() and document.words(block).isupper()
    return capitals and block in candidates and _next_line(document, beside, block)


def _next_line(document: Document, one: Block, other: Block) -> bool:
    """Whether two blocks of a text stand on neighbouring lines, without a blank one between."""
    upper, lower = sorted((one, other), key=lambda block: block.start)
    above = document.segments_in(upper.start, upper.end)
    below = document.segments_in(lower.start, lower.end)
    lines = (above[-1].piece.place.line, below[0].piece.place.line) if above and below else (None, None)
    return lines[0] is not None and lines[1] is not None and lines[1] - lines[0] == 1


def _may_be_title(document: Document, block: Block, taken: set[int]) -> bool:
    text = document.words(block)
    told = block.start in taken or block.content in taken
    if block.kind == "item" or told or not 1 <= len(text.split()) <= _MAX_WORDS:
        return False
    if (
        text.endswith((".", ":", ";", ",", ":-", ":–", ":—"))
        or not any(map(str.isalpha, text))
        or _BYLINE_PERSON.fullmatch(text)
    ):
        return False
    byline = text[label_of(text, "bylines") :]
    from_body = byline != text and names_body(byline.removeprefix("the "))
    if (
        lookup(byline) is not None
        or from_body
        or names_body(text)
        or names_holder(text)
        or _names_place(text)
    ):
        return False
    if (_captioned(document, block) and not _goes_on(document, block)) or text.lower() in words(
        "cover_words"
    ):
        return False
    if any(label_of(text, "date_labels", what=what) for what in ("published", "other")):
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
    """Whether the words beside a caption are a title: a few with a common noun among them, or more, and no name."""
    told = [word for word in text.split() if word[0].islower() and word not in words("function_words")]
    few = len(text.split()) > _FEW and bool(told)
    return (few or len(text.split()) > _MASTHEAD) and lookup(text) is None and not names_body(text)


def _goes_on(document: Document, block: Block) -> bool:
    """Whether a genre goes on in lower case on the next line ("JOINT ACTION PLAN / between …")."""
    return document.text[block.end + 1 : block.end + 2].islower()


def names_body(text: str) -> bool:
    """Whether a line names a ministry or a state by its shape ("Ministry of …", "Republic of …") and no more."""
    first, _, rest = text.partition(" ")
    names = not any(word[:1].islower() and word not in words("function_words") for word in rest.split())
    opens = not rest or rest.split()[0].lower() in ("of", "for", "on")
    return first.lower() in words("body_openers") and opens and names


def names_holder(text: str) -> bool:
    """Whether a line names a post or who holds it, and no more ("Minister for Trade", "The Hon Jane Roe MP")."""
    parts = [part.strip(",.").lower() for part in text.split() if part.strip(",.")]
    names = all(part[0].isupper() or part.lower() in words("function_words") for part in text.split())
    if not parts or not names or len(parts) > _HOLDER or _names_genre(text):
        return False
    verbs = words("headline_verbs", **{"class": "verb"})
    if any(part in verbs for part in parts):
        return False
    post = any(
        part in class_words("title_head") and after in ("of", "for")
        for part, after in pairwise(parts[:_POST])
    )
    opening = parts[1:] if parts[0] == "the" else parts
    address = any(tuple(opening[:length]) in honorifics("before") for length in (1, 2))
    named = 1 < len(opening) <= _MASTHEAD and not any(part.endswith(("'s", "’s")) for part in parts)
    return post or (address and named)


def _names_place(text: str) -> bool:
    """Whether a line is a town and its state, and no more ("Washington, DC", "Suva, Fiji")."""
    town, comma, state = text.partition(", ")
    names = all(part[:1].isupper() for part in town.split()) and len(town.split()) < _MASTHEAD
    return (
        bool(comma)
        and names
        and (isinstance(lookup(state), Country | Region) or _STATE.fullmatch(state) is not None)
    )


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
