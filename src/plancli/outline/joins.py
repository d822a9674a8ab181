"""Lines into paragraphs: which line continues the one before, over line, column and page breaks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from plancli.document import Line
from plancli.gazetteer.cues import words
from plancli.outline.markers import Marker, marker_of
from plancli.outline.paragraphs import Para
from plancli.outline.strands import Strand

TERMINAL = re.compile(r"[.!?:;…][\"'”’)\]]*$")
_COMMA = re.compile(r"[,–—(&/]$")
_LAST_WORD = re.compile(r"([A-Za-z]+)$")
_BROKEN = re.compile(r"[^\W\d_]-$")
_WORD_END = re.compile(r"[\w-]{0,60}$")
_WORD_START = re.compile(r"[\w-]*")
_WRAPPED = (45.0, 140.0)
"""Columns: the widths of wrapped prose; narrower lines stand alone, a wider line is a paragraph."""
_LONG = 40
"""Characters: an unfinished paragraph of this length goes on over a page break."""


def unfinished(text: str) -> bool:
    """Whether ``text`` ends in a comma or in a word that needs another after it."""
    if _COMMA.search(text):
        return True
    last = _LAST_WORD.search(text)
    return bool(last) and last[1].lower() in words("function_words")  # type: ignore[index]


def paragraphs(lines: Sequence[Line]) -> list[Para]:
    """The paragraphs that ``lines`` (in reading order) form, each line in one."""
    texts = [line.text.strip() for line in lines]
    markers = [marker_of(text) for text in texts]
    full = _full_lines(lines, texts)
    groups: list[list[int]] = []
    for index in range(len(lines)):
        if groups and _continues(lines, texts, markers, full, groups[-1], index):
            groups[-1].append(index)
        else:
            groups.append([index])
    counts = Counter(word for text in texts for word in re.findall(r"[\w-]+", text.casefold()))
    return [_paragraph([lines[i] for i in group], counts) for group in groups]


def _full_lines(lines: Sequence[Line], texts: Sequence[str]) -> list[bool]:
    """For each line, whether the first word of the next one had no room on it.

    That is how lines are broken by a program or a typesetter (greedily); a line that ends earlier was
    ended by its writer.
    """
    if any(line.room is not None for line in lines):
        return [_full_on_page(line, after) for line, after in pairwise(lines)] + [False]
    certain = [a for a, b in pairwise(range(len(lines))) if not lines[b].gap and texts[b][:1].islower()]
    usual = max((lines[i].right or 0.0 for i in certain if (lines[i].right or 0.0) <= _WRAPPED[1]), default=0.0)
    full = [False] * len(lines)
    start = 0
    for index in range(1, len(lines) + 1):
        if index < len(lines) and not lines[index].gap:
            continue
        widths = [right for line in lines[start:index] if (right := line.right or 0.0) <= _WRAPPED[1]]
        width = max(widths, default=0.0)
        inner = width - min(line.indent for line in lines[start:index])
        mostly = len(widths) >= 0.7 * (index - start)
        if usual and mostly and inner >= max(_WRAPPED[0], 0.6 * usual):
            for i in range(start, index - 1):
                full[i] = (lines[i].right or 0.0) + 1 + len(texts[i + 1].split(" ", 1)[0]) > width
        start = index
    return full


def _full_on_page(line: Line, after: Line) -> bool:
    if line.room is None:
        return False
    word = next((piece.place.box for piece in after.pieces if piece.place.box and piece.text.strip()), None)
    width = word[2] - word[0] if word else 0.0
    return line.room < width + 0.25 * (line.size or 10.0)


def _continues(
    lines: Sequence[Line],
    texts: Sequence[str],
    markers: Sequence[Marker | None],
    full: Sequence[bool],
    group: Sequence[int],
    index: int,
) -> bool:
    """Whether line ``index`` goes on with the paragraph of the lines ``group``."""
    line, last = lines[index], lines[group[-1]]
    if line.whole or last.whole or line.marker or line.tag != lines[group[0]].tag or line.group != last.group:
        return False
    if line.block is not None and last.block is not None and line.page == last.page:
        return line.block == last.block
    before, text, marker = texts[group[-1]], texts[index], markers[index]
    if line.page != last.page or line.gap is None or line.gap >= 1:
        return _resumes(texts, markers, group, index, new_page=line.page != last.page)
    if marker and (marker.bullet or not full[group[-1]] or not unfinished(before)):
        return False
    if last.room is None and text[:1].islower() and not TERMINAL.search(before):
        return True
    return full[group[-1]]


def _resumes(
    texts: Sequence[str], markers: Sequence[Marker | None], group: Sequence[int], index: int, *, new_page: bool
) -> bool:
    """Whether a line goes on, after a break, with a paragraph that the break cut.

    The break is told by an unfinished sentence before it and a lower-case word after it. What looks like a
    bullet there is none if it stands alone in a list of other markers.
    """
    text, marker = texts[index], markers[index]
    before = texts[group[-1]]
    rest = text[marker.length :] if marker else text
    if not rest[:1].islower() or TERMINAL.search(before):
        return False
    if marker is None:
        length = sum(len(texts[i]) for i in group)
        return unfinished(before) or (length > _LONG and new_page)
    own = markers[group[0]]
    return (
        marker.bullet
        and unfinished(before)
        and own is not None
        and own.style != marker.style
        and not _has_sibling(markers, marker, index)
    )


def _has_sibling(markers: Sequence[Marker | None], marker: Marker, index: int) -> bool:
    """Whether the nearest marked line before or after line ``index`` carries the same marker."""
    before = next((m for m in reversed(markers[max(0, index - 20) : index]) if m), None)
    after = next((m for m in markers[index + 1 : index + 20] if m), None)
    return any(found is not None and found.style == marker.style for found in (before, after))


def _paragraph(lines: list[Line], counts: Counter[str]) -> Para:
    strand = Strand()
    if lines[0].marker:
        strand.literal(lines[0].marker + " ")
    for number, line in enumerate(lines):
        if number and not _mend_hyphen(strand, line, counts):
            strand.space()
        skip = _false_bullet(line) if number else 0
        strand.add(line.pieces, skip)
    return Para(lines, strand, marker=marker_of(strand.finish()), region=lines[0].region)


def _false_bullet(line: Line) -> int:
    """Length of what looks like a bullet at the start of a line that continues another."""
    text = line.text
    lead = len(text) - len(text.lstrip())
    marker = marker_of(text.strip())
    return lead + marker.length if marker and marker.bullet else 0


def _mend_hyphen(strand: Strand, line: Line, counts: Counter[str]) -> bool:
    """Join a word that a line's end broke; ``False`` where there is none, so that a space is due.

    The hyphen goes where the document has the word without it elsewhere; a hyphen that is the word's own
    stays.
    """
    text = strand.tail()
    if not _BROKEN.search(text) or not line.text.strip()[:1].isalpha():
        return False
    left = _WORD_END.search(text[:-1])
    right = _WORD_START.match(line.text.strip())
    if left and right and right[0][:1].islower():
        whole, hyphened = (left[0] + right[0]).casefold(), f"{left[0]}-{right[0]}".casefold()
        if counts[whole] > counts[hyphened]:
            strand.drop_last(1)
    return True
