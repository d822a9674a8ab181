"""Which paragraphs are headings, and how deep they lie."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from plancli.gazetteer.cues import pattern, words
from plancli.outline.joins import TERMINAL, unfinished
from plancli.outline.leadins import is_lead_in
from plancli.outline.paragraphs import Para
from plancli.outline.ranks import tag_level
from plancli.outline.series import numbered_headings, series

_MAX_WORDS, _MAX_LENGTH = 18, 150
"""Words and characters of a heading that only its shape tells."""
_SET_WORDS, _SET_LENGTH = 45, 320
"""The same for one that is set larger or bolder than the body."""
_LETTERS = re.compile(r"[^\W\d_]")
_LABEL = re.compile(r"(?:[\w’'-]+ ){0,2}[\w’'-]+:(?: .*)?|.*:")
_CODE = re.compile(r"\W*[\w/.-]*\d[\w/.-]*\W*")
_DATE_ONLY = re.compile(r"[(\[]?[\w ,/.-]*\b(?:1[5-9]|20)\d\d[)\]]?")
_COLON_WORDS = 5
_FEW_LINES = 5
"""Lines of a text, at least, that tell how its paragraphs are parted."""
_PARTED = 0.1
"""Share of paragraphs that blank lines part, at most, in a text that parts them by lines alone."""
_SENTENCE = 10
"""Words: what is longer is prose below a heading, not a line of a list."""
_NEAR = 30
"""Paragraphs within which the next number of a list is looked for."""
_LARGER = 1.08
"""A size ratio to the body above which a line is set larger."""
_NO_HEADINGS = frozenset(("li", "td", "th", "blockquote", "dt", "dd", "caption", "figure", "footnote"))
_TINT = 48
"""By how much the strongest and the weakest part of a colour differ, of 255, where it is no grey."""
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
    flat = sum(len(p.text) for p in paras if p.bold) >= _FLAT * sum(len(p.text) for p in paras)
    ink = _usual_ink(paras)
    tagged = any(tag_level(para) for para in paras)
    dense = body is None and not tagged and _is_dense(paras)
    numbered = numbered_headings(paras, _shaped, dense=dense) if body is None and not tagged else set()
    parts = numbered_headings(paras, _shaped, parts=True)
    for index, para in enumerate(paras):
        if para.kind is not None or para.lead_in or para.region in ("boilerplate", "contents", "metadata"):
            continue
        if tag_level(para) or _names_part(para) or _titles_part(paras, index):
            para.kind = "heading"
        elif para.first.tag in _NO_HEADINGS or _among_bullets(paras, index):
            continue
        elif index in parts:
            para.kind = "heading"
        elif body is not None:
            if _shaped(para, _SET_WORDS, _SET_LENGTH) and _stands_out(para, body, bold=not flat, ink=ink):
                para.kind = "heading"
        elif not _shaped(para):
            continue
        else:
            set_bold = para.first.tag == "p" and not flat and _is_bold_line(paras, index)
            stands_alone = (
                not tagged
                and para.first.tag is None
                and (index in numbered or (_between_lines if dense else _alone)(paras, index))
            )
            para.kind = "heading" if set_bold or stands_alone else None
    if body is not None and not tagged:
        _find_unset(paras)
    for run in series(paras, labelled=True):
        _complete(paras, run)


def _names_part(para: Para) -> bool:
    """Whether a line is the number of a part of the document, with its title or alone ("Article 4")."""
    label = para.marker.label if para.marked and para.marker else None
    if label not in words("labels", "label", kind="section") or para.first.tag in _NO_HEADINGS:
        return False
    return not para.words or _shaped(para)


def _titles_part(paras: Sequence[Para], index: int) -> bool:
    """Whether a line is the title of the part whose number stands alone on the line above."""
    para, above = paras[index], paras[index - 1] if index else None
    numbered = above is not None and above.kind == "heading" and not above.words and above.marked
    return numbered and not para.marked and para.first.tag not in _NO_HEADINGS and _shaped(para)


def _is_bold_line(paras: Sequence[Para], index: int) -> bool:
    """Whether a paragraph of a page is a bold line above text that is not: a heading that its writer did not tag."""
    para, after = paras[index], paras[index + 1] if index + 1 < len(paras) else None
    headed = after is not None and not after.bold and after.kind is None and after.region is None
    return (
        headed and para.bold and not para.marked and not _LABEL.fullmatch(para.words) and len(para.lines) == 1
    )


def _find_unset(paras: Sequence[Para]) -> None:
    """Mark the headings of pages that are set as the text is: short lines with space above them.

    They head the list right below; where type sets no heading apart, also text.
    """
    set_apart = sum(para.kind == "heading" for para in paras)
    for index, (para, after) in enumerate(pairwise(paras)):
        if (
            para.kind is not None
            or para.lead_in
            or para.marked
            or para.region
            or para.first.tag not in (None, "p")
        ):
            continue
        above = para.first.gap is None or para.first.gap >= 1
        if not above or len(para.lines) > 1 or not _shaped(para) or _LABEL.fullmatch(para.words):
            continue
        marker = after.marker if after.marked and after.kind is None else None
        heads_list = marker is not None and (marker.bullet or marker.value == 1) and after.region is None
        if (heads_list and index) or (set_apart <= 1 and _bodied(after)):
            para.kind = "heading"


def _complete(paras: Sequence[Para], run: Sequence[int]) -> None:
    """Mark what is left of a series of numbered headings: the same marker and setting, counting on."""
    heads = [paras[i] for i in run if paras[i].kind == "heading"]
    for index in run:
        para = paras[index]
        if para.kind is not None or para.region is not None or not heads:
            continue
        alike = any(_set_alike(para, head) for head in heads)
        named = para.marker is not None and para.marker.label is not None
        short = len(para.words.split()) <= _SET_WORDS and len(para.words) <= _SET_LENGTH
        if short and ((alike and 2 * len(heads) >= len(run)) or (named and not TERMINAL.search(para.words))):
            para.kind = "heading"


def _set_alike(para: Para, head: Para) -> bool:
    sizes = (para.size or 0.0, head.size or 0.0)
    return min(sizes) >= 0.95 * max(sizes) and para.bold == head.bold and para.first.tag == head.first.tag


def _among_bullets(paras: Sequence[Para], index: int) -> bool:
    """Whether a bullet stands before a paragraph and the same one, in the same size, before the next or the last."""
    para = paras[index]
    if not para.marked or para.marker is None or not para.marker.bullet:
        return False
    beside = [*paras[max(0, index - 1) : index], *paras[index + 1 : index + 2]]
    return any(
        other.marked
        and other.marker is not None
        and other.marker.style == para.marker.style
        and other.size == para.size
        for other in beside
    )


def head_with_colons(paras: Sequence[Para]) -> None:
    """Mark as headings the short titles that end in a colon ("Required Actions:"), two at least above prose.

    One alone may be a lead-in or a label; a document that sets several so means headings.
    """
    titled = [
        (para, paras[index + 1])
        for index, para in enumerate(paras[:-1])
        if _titled_by_colon(para) and not _within_list(paras, index)
    ]
    found = [para for para, after in titled if _is_prose(after)]
    if len(found) > 1:
        # so set, those above lists are headings too
        found += [para for para, after in titled if after.marked and _set_alike(para, found[0])]
        for para in found:
            para.kind = "heading"


def _within_list(paras: Sequence[Para], index: int) -> bool:
    """Whether the numbers of a list, whose last item announces something, go on after what stands below a line."""
    near = range(max(0, index - _NEAR), index)
    before = next((paras[i] for i in reversed(near) if _counts(paras[i]) or paras[i].kind == "heading"), None)
    if before is None or not _counts(before) or not is_lead_in(before.text) or paras[index + 1].marked:
        return False
    after = next((para for para in paras[index + 1 : index + _NEAR] if _counts(para)), None)
    return after is not None and _next_of(before, after)


def _counts(para: Para) -> bool:
    return para.marked and para.marker is not None and not para.marker.bullet


def _next_of(before: Para, after: Para) -> bool:
    one, other = before.marker, after.marker
    return (
        one is not None
        and other is not None
        and one.style == other.style
        and other.value == (one.value or 0) + 1
    )


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


def _usual_ink(paras: Sequence[Para]) -> str | None:
    """The colour that most of the document's characters have."""
    inks: Counter[str | None] = Counter()
    for para in paras:
        inks[para.first.pieces[0].colour if para.first.pieces else None] += len(para.text)
    return inks.most_common(1)[0][0] if inks else None


def _tinted(para: Para, usual: str | None) -> bool:
    """Whether all of a paragraph is set in one colour, not the usual and no grey; links have their own."""
    pieces = [piece for line in para.lines for piece in line.pieces if any(map(str.isalnum, piece.text))]
    inks = {piece.colour for piece in pieces}
    ink = inks.pop() if len(inks) == 1 else None
    if ink is None or usual is None or ink == usual or any(piece.link or piece.underline for piece in pieces):
        return False
    parts = [int(ink[at : at + 2], 16) for at in (1, 3, 5)]
    return max(parts) - min(parts) >= _TINT


def _stands_out(para: Para, body: float, *, bold: bool, ink: str | None) -> bool:
    """Set larger, bold where the body is not, in a colour of its own, underlined, or all in capitals."""
    if para.size is not None and para.size >= _LARGER * body:
        return True
    if para.size is not None and para.size < 0.92 * body:
        return False
    underlined = all(piece.underline for line in para.lines for piece in line.pieces if piece.text.strip())
    capitals = para.words.isupper() and len(para.words) > 3
    return (bold and para.bold) or underlined or capitals or _tinted(para, ink)


def _is_dense(paras: Sequence[Para]) -> bool:
    """Whether a text sets each paragraph on a line of its own and no blank lines between, as copied pages do."""
    lines = [para for para in paras[1:] if para.first.gap is not None]
    parted = sum((para.first.gap or 0.0) >= 1 for para in lines)
    whole = all(len(para.lines) == 1 for para in paras if not para.marked)
    return whole and len(lines) >= _FEW_LINES and parted <= _PARTED * len(lines)


def _between_lines(paras: Sequence[Para], index: int) -> bool:
    """In a dense text: a short line above prose or a list, below prose, a list or nothing."""
    para = paras[index]
    after = paras[index + 1] if index + 1 < len(paras) else None
    if after is None or after.region == "boilerplate" or para.marked or _LABEL.fullmatch(para.words):
        return False
    below = index == 0 or paras[index - 1].marked or _bodied(paras[index - 1])
    prose = _bodied(after) and len(after.words.split()) > _SENTENCE
    return below and (prose or after.marked)


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
