"""Which paragraphs are headings, and how deep they lie."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from plancli.gazetteer.cues import pattern, words
from plancli.outline.joins import TERMINAL, unfinished
from plancli.outline.paragraphs import Para
from plancli.outline.series import numbered_headings

_MAX_WORDS, _MAX_LENGTH = 18, 150
"""Words and characters of a heading that only its shape tells."""
_SET_WORDS, _SET_LENGTH = 45, 320
"""The same for one that is set larger or bolder than the body."""
_LETTERS = re.compile(r"[^\W\d_]")
_LABEL = re.compile(r"(?:[\w’'-]+ ){0,2}[\w’'-]+:(?: .*)?|.*:")
_CODE = re.compile(r"\W*[\w/.-]*\d[\w/.-]*\W*")
_DATE_ONLY = re.compile(r"[(\[]?[\w ,/.-]*\b(?:1[5-9]|20)\d\d[)\]]?")
_COLON_WORDS = 5
_LARGER = 1.08
"""A size ratio to the body above which a line is set larger."""
_FLAT = 0.5
"""Share of bold characters in a document above which bold says nothing."""


def body_size(paras: Sequence[Para]) -> float | None:
    """The font size that most of the document's characters have, in points; ``None`` without fonts."""
    sizes: Counter[float] = Counter()
    for para in paras:
        if para.size is not None:
            sizes[round(para.size, 1)] += len(para.text)
    return sizes.most_common(1)[0][0] if sizes else None


def find_headings(paras: Sequence[Para]) -> None:
    """Mark headings, by mark-up where there is any, else by typography, else by their shape in the text."""
    body = body_size(paras)
    bold_counts = bool(body) and sum(len(p.text) for p in paras if p.bold) < _FLAT * sum(
        len(p.text) for p in paras
    )
    tagged = any(_tag_level(para) for para in paras)
    numbered = numbered_headings(paras, _shaped) if body is None and not tagged else set()
    for index, para in enumerate(paras):
        if para.kind is not None or para.lead_in or para.region in ("boilerplate", "contents", "metadata"):
            continue
        if _tag_level(para):
            para.kind = "heading"
        elif para.first.tag in ("li", "td", "th", "blockquote", "dt", "dd", "caption"):
            continue
        elif body is not None:
            if _stands_out(para, body, bold=bold_counts) and _shaped(para, _SET_WORDS, _SET_LENGTH):
                para.kind = "heading"
        elif not _shaped(para):
            continue
        elif not tagged and para.first.tag is None and (index in numbered or _alone(paras, index)):
            para.kind = "heading"


def head_with_colons(paras: Sequence[Para]) -> None:
    """Mark as headings the short titles that end in a colon above prose ("Required Actions:"), two at least.

    One alone may be a lead-in or a label; a document that sets several so means headings.
    """
    found = [para for para, after in pairwise(paras) if _titled_by_colon(para) and _is_prose(after)]
    if len(found) > 1:
        for para in found:
            para.kind = "heading"


def _titled_by_colon(para: Para) -> bool:
    text = para.words
    if (
        para.kind is not None
        or para.marked
        or para.region
        or not text.endswith(":")
        or len(text.split()) > _COLON_WORDS
    ):
        return False
    told = any(pattern("date_labels", what=what).match(text) for what in ("published", "other"))
    significant = [
        word for word in re.findall(r"[A-Za-z]+", text) if word.lower() not in words("function_words")
    ]
    return (
        bool(significant)
        and all(word[0].isupper() for word in significant)
        and not told
        and not _speaks(text)
    )


def _speaks(text: str) -> bool:
    return any(word in words("speech_verbs") for word in re.findall(r"[a-z]+", text.lower()))


def _is_prose(para: Para) -> bool:
    return para.kind is None and not para.marked and len(para.words.split()) > _COLON_WORDS


def _tag_level(para: Para) -> int:
    tag = para.first.tag or ""
    return int(tag[1]) if re.fullmatch(r"h[1-6]", tag) else 0


def _shaped(para: Para, most_words: int = _MAX_WORDS, most: int = _MAX_LENGTH) -> bool:
    """Short, with letters, no sentence, not a label with its value and not a date."""
    text = para.words
    if len(text) > most or len(text.split()) > most_words or not _LETTERS.search(text):
        return False
    if _CODE.fullmatch(text):
        return False
    if (TERMINAL.search(text) and not text.endswith("?")) or unfinished(text) or _DATE_ONLY.fullmatch(text):
        return False
    return not text[:1].islower()


def _stands_out(para: Para, body: float, *, bold: bool) -> bool:
    """Set larger, bold where the body is not, underlined, or all in capitals."""
    if para.size is not None and para.size >= _LARGER * body:
        return True
    if para.size is not None and para.size < 0.92 * body:
        return False
    underlined = all(piece.underline for line in para.lines for piece in line.pieces if piece.text.strip())
    capitals = para.words.isupper() and len(para.words) > 3
    return (bold and para.bold) or underlined or capitals


def _alone(paras: Sequence[Para], index: int) -> bool:
    """In a text without fonts: a short line between blank lines, above text or a list that it can head."""
    para = paras[index]
    after = paras[index + 1] if index + 1 < len(paras) else None
    if after is None or after.region == "boilerplate" or _LABEL.fullmatch(para.words):
        return False
    above = para if index else after  # nothing stands above the first line: the space below it tells
    if above.first.gap is None or above.first.gap < 1:
        return False
    if para.marked:
        return False
    if para.words.isupper() and len(para.words) > 3:
        return True
    return _bodied(after) or after.marked or _heads_another(paras, index)


def _bodied(para: Para) -> bool:
    """Whether a paragraph is prose: a sentence, a lead-in, or long."""
    return bool(TERMINAL.search(para.words)) or len(para.words) > _MAX_LENGTH


def _heads_another(paras: Sequence[Para], index: int) -> bool:
    """Whether the next paragraph is itself a heading by its shape, with text under it."""
    after = paras[index + 1]
    if after.first.gap is None or after.first.gap < 1 or not _shaped(after) or index + 2 >= len(paras):
        return False
    return after.words.isupper() or _bodied(paras[index + 2]) or paras[index + 2].marked


def rank(paras: Sequence[Para]) -> None:
    """Give headings their level: by mark-up, by the depth of their number, else by how they are set."""
    headings = [para for para in paras if para.kind == "heading"]
    tagged = [para for para in headings if _tag_level(para)]
    tags = sorted({_tag_level(para) for para in tagged})
    largest = max((para.size or 0.0 for para in tagged), default=0.0)
    above = sorted(
        {_look(p) for p in headings if not _tag_level(p) and (p.size or 0.0) > _LARGER * largest > 0}
    )
    if tagged and not above and not _tag_level(headings[0]) and (headings[0].size or 0.0) >= largest > 0:
        above = [_look(headings[0])]  # the title stands first, tagged or not
    below = sorted({_look(p) for p in headings if not _tag_level(p)} - set(above))
    for para in headings:
        if _tag_level(para):
            para.level = len(above) + tags.index(_tag_level(para)) + 1
        elif _look(para) in above:
            para.level = above.index(_look(para)) + 1
        else:
            para.level = len(above) + len(tags) + below.index(_look(para)) + 1
        if para.marked and para.marker and para.marker.depth > 1 and not _tag_level(para):
            para.level = max(para.level, para.marker.depth)


def _look(para: Para) -> tuple[float, bool, bool, int]:
    """How a heading is set, the weightier look first: size, capitals, weight, depth of its number."""
    depth = para.marker.depth if para.marked and para.marker else 0
    capitals = para.words.isupper()
    return (-round(para.size or 0.0), not capitals, not para.bold, depth)


def attach(paras: Sequence[Para]) -> None:
    """Put everything that has no parent yet under the heading above it, and headings under higher ones."""
    open_headings: list[int] = []
    for index, para in enumerate(paras):
        if para.kind == "title":
            continue
        if para.kind == "heading":
            while open_headings and paras[open_headings[-1]].level >= para.level:
                open_headings.pop()
        if para.parent is None and open_headings:
            para.parent = open_headings[-1]
        if para.kind == "heading":
            open_headings.append(index)
