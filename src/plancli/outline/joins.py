"""Lines into paragraphs: which line continues the one before, over line, column and page breaks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from plancli.document import Line
from plancli.gazetteer.cues import words
from plancli.outline.markers import LONE, Marker, marker_of
from plancli.outline.paragraphs import Para
from plancli.outline.strands import Strand

TERMINAL = re.compile(r"(?:[.!?:;…]|:[-–—])[\"'”’)\]]*$")
_ENTRY_END = re.compile(r"(?:\.{4}|(?:\. ){3}|…{2}|·{4})\.? ?\d{1,3}$")
"""Dots and a page's number, which end a line of a list of contents."""
_COMMA = re.compile(r"[,–—(&/]$")
_LIST_END = re.compile(r";\s+(?:and|or)$", re.IGNORECASE)
_LAST_WORD = re.compile(r"([A-Za-z]+)$")
_BROKEN = re.compile(r"[^\W_][-‐]$")
_SPAN = re.compile(r"\d[–-]$")
"""A span of numbers or years that a line's end breaks ("2026–", "2030")."""
_FIGURES = re.compile(r"\d[\d,.]*[.,;)]?(?: [a-z(]|$)")
"""Figures that a sentence goes on or ends with."""
_MOST_ROOM = 0.2
"""Share of its own width that a line leaves free at most where a box, not the page, bounds it."""
_SUSPENDED = frozenset(("and", "or", "to", "und", "oder", "et", "ou"))
"""Words after a hyphen that stands for the rest of a later word ("pre- and post-war")."""
_SUFFIXES = frozenset((
    "able", "al", "ance", "ation", "ed", "ence", "er", "ers", "ful", "ible", "ing", "ings", "ion",
    "ions", "ity", "ive", "ly", "ment", "ments", "ness", "sion", "tion", "tions", "tive", "ty",
))  # fmt: skip
"""Ends of English words that no hyphen of the word's own stands before."""
_WORD_END = re.compile(r"[\w-]{0,60}$")
_COUNTED = re.compile(r"[\w-]+")
_WORD_START = re.compile(r"[\w-]*")
_WRAPPED = (45.0, 140.0)
"""Columns: the widths of wrapped prose; narrower lines stand alone, a wider line is a paragraph."""
_TAIL = 40
"""Characters that tell how a text ends."""
_LONG = 40
"""Characters: an unfinished paragraph of this length goes on over a page break."""


def unfinished(text: str) -> bool:
    """Whether ``text`` ends in a comma or in a word that needs another after it."""
    text = text[-_TAIL:]  # a pattern for the end is tried from every character on
    if _LIST_END.search(text):
        return False
    if _COMMA.search(text):
        return True
    last = _LAST_WORD.search(text)
    return bool(last) and last[1].lower() in words("function_words")  # type: ignore[index]


def paragraphs(lines: Sequence[Line]) -> list[Para]:
    """The paragraphs that ``lines`` (in reading order) form, each line in one."""
    texts = [line.text.strip() for line in lines]
    usual = _usual_width(lines, texts)
    full = _full_lines(lines, texts, usual)
    markers = [marker_of(text) for text in texts]
    reading = _Reading(lines, texts, markers, full, _bare_items(lines, texts, markers), wrapped=usual > 0)
    spelling = _spelling(texts)
    return [
        _paragraph([lines[i] for i in group], [markers[i] for i in group], spelling)
        for group in reading.groups()
    ]


def _usual_width(lines: Sequence[Line], texts: Sequence[str]) -> float:
    """The width that a text is wrapped at, in columns: of its widest line that surely goes on; 0 for none."""
    surely = [a for a, b in pairwise(range(len(lines))) if not lines[b].gap and texts[b][:1].islower()]
    return max((right for i in surely if (right := lines[i].right or 0.0) <= _WRAPPED[1]), default=0.0)


def _full_lines(lines: Sequence[Line], texts: Sequence[str], usual: float) -> list[bool]:
    """For each line, whether the first word of the next one had no room on it.

    That is how lines are broken by a program or a typesetter (greedily); a line that ends earlier was
    ended by its writer.
    """
    if any(line.room is not None for line in lines):
        return [_full_on_page(line, after) for line, after in pairwise(lines)] + [False]
    full = [False] * len(lines)
    start = 0
    for index in range(1, len(lines) + 1):
        if index < len(lines) and not lines[index].gap:
            continue
        widths = [right for line in lines[start:index] if (right := line.right or 0.0) <= _WRAPPED[1]]
        width = max(widths, default=0.0)
        inner = width - min(line.indent for line in lines[start:index])
        mostly = len(widths) >= 0.7 * (index - start)
        least = 0.6 if index - start > 2 else 0.8  # two lines alone tell little of their width
        if usual and mostly and inner >= max(_WRAPPED[0], least * usual):
            for i in range(start, index - 1):
                full[i] = (lines[i].right or 0.0) + 1 + len(texts[i + 1].split(" ", 1)[0]) > width
        start = index
    return full


def _bare_items(
    lines: Sequence[Line], texts: Sequence[str], markers: Sequence[Marker | None]
) -> frozenset[int]:
    """Lines of a plain text that are items of a list without markers, right below a line that ends in a colon.

    A program breaks a line only where the next word has no room, so a line that ends earlier was ended by its
    writer, and the lines beside it too.
    """
    found: set[int] = set()
    start = 0
    for index in range(1, len(lines) + 1):
        if index < len(lines) and not lines[index].gap and not texts[index - 1].endswith(":"):
            continue
        run = range(start, index)
        width = max(lines[i].right or 0.0 for i in run)
        early = any(
            (lines[i].right or 0.0) + 1 + len(texts[i + 1].split(" ", 1)[0]) <= width for i in run[:-1]
        )
        plain = not any(
            markers[i] or lines[i].tag or lines[i].block or lines[i].right is None or unfinished(texts[i])
            for i in run
        )
        if start and texts[start - 1].endswith(":") and early and plain:
            found.update(run)
        start = index
    return frozenset(found)


def _full_on_page(line: Line, after: Line) -> bool:
    if line.room is None:
        return False
    words = (box for piece in after.pieces for _, word, box in piece.words() if word.strip())
    word = next(words, None)
    width = word[2] - word[0] if word else 0.0
    return line.room < width + 0.25 * (line.size or 10.0)


@dataclass(frozen=True, slots=True)
class _Reading:
    """The lines with what is known of each: its words, its marker, whether it was full."""

    lines: Sequence[Line]
    texts: Sequence[str]
    markers: Sequence[Marker | None]
    full: Sequence[bool]
    listed: frozenset[int]
    wrapped: bool

    def groups(self) -> list[list[int]]:
        """The indices of the lines of each paragraph."""
        groups: list[list[int]] = []
        for index in range(len(self.lines)):
            if groups and self._continues(groups[-1], index):
                groups[-1].append(index)
            else:
                groups.append([index])
        return groups

    def _continues(self, group: Sequence[int], index: int) -> bool:
        """Whether line ``index`` goes on with the paragraph of the lines ``group``."""
        line, last = self.lines[index], self.lines[group[-1]]
        if line.marker or line.tag != self.lines[group[0]].tag or self._stands_alone(last, line, group[-1]):
            return False
        if line.page != last.page and line.block is not None and line.block == last.block:
            return self._within(group, index)  # what is left of a cell
        if _breaks_off(last, line):
            return self._resumes(group, index)
        if line.group != last.group:
            return False
        if line.page is None and LONE.fullmatch(self.texts[group[0]]):
            return self._under_marker(group, index)
        if line.page is None and LONE.fullmatch(self.texts[index]):
            return False
        if line.block is not None and last.block is not None and line.tag != "figure":
            return self._within(group, index) if line.block == last.block else self._torn(group[-1], index)
        if line.gap is None or line.gap >= 1:
            return self._resumes(group, index)
        return self._runs_on(group, index)

    def _stands_alone(self, last: Line, line: Line, index: int) -> bool:
        """Whether the format, a list of contents or a table parts two lines."""
        if line.whole or last.whole or _ENTRY_END.search(self.texts[index][-_TAIL:]):
            return True
        return line.tag in ("td", "th") and line.group != last.group

    def _under_marker(self, group: Sequence[int], index: int) -> bool:
        """Whether a line goes on with what a marker on a line of its own opens, as text copied from a page has it."""
        line, text = self.lines[index], self.texts[index]
        if self.markers[index] is not None or LONE.fullmatch(text):
            return False
        ended = TERMINAL.search(self.texts[group[-1]]) or line.gap is None or line.gap >= 1
        goes_on = self.wrapped or text[:1].islower() or unfinished(self.texts[group[-1]])
        return len(group) == 1 or (goes_on and not ended)

    def _within(self, group: Sequence[int], index: int) -> bool:
        """Whether a line goes on with a paragraph of its own block."""
        if self._counts_on(group, index):
            return False
        return not self._ended_by_hand(group[-1], index) or self._hangs(group, index)

    def _counts_on(self, group: Sequence[int], index: int) -> bool:
        """Whether a line opens with the number after that of the paragraph, as the lines of a cell may."""
        first, own = self.markers[group[0]], self.markers[index]
        if first is None or own is None or own.bullet or first.style != own.style:
            return False
        return own.value == (first.value or 0) + 1 and not self.texts[index][own.length :][:1].islower()

    def _runs_on(self, group: Sequence[int], index: int) -> bool:
        """Whether a line right below a paragraph goes on with it, where no block tells."""
        before, text, marker = self.texts[group[-1]], self.texts[index], self.markers[index]
        full = self.full[group[-1]]
        if _SPAN.search(before[-2:]) and text[:1].isdigit():
            return True
        if marker and (marker.bullet or not full or not unfinished(before)):
            return False
        if index in self.listed:
            return False
        if not TERMINAL.search(before) and (text[:1].islower() or unfinished(before)):
            return True
        return full or self._hangs(group, index) or self._ends_in_figures(group[-1], index)

    def _ends_in_figures(self, last: int, index: int) -> bool:
        """Whether a line of a page is a year or a sum that the line above, a long one, had no room for."""
        above, line = self.lines[last], self.lines[index]
        if above.room is None or above.box is None or line.tag == "footnote":
            return False
        long = above.room < _MOST_ROOM * (above.box[2] - above.box[0])
        open_end = _same_look(above, line) and not TERMINAL.search(self.texts[last])
        return long and open_end and _FIGURES.match(self.texts[index]) is not None

    def _hangs(self, group: Sequence[int], index: int) -> bool:
        """Whether a line of a page goes on with an item: right below, under its words, and set as they are."""
        first, last, line = self.lines[group[0]], self.lines[group[-1]], self.lines[index]
        if line.page is None or self.markers[group[0]] is None or self.markers[index] is not None:
            return False
        below = (
            line.gap is not None and line.gap < 1 and line.indent > first.indent + 0.5 * (line.size or 10.0)
        )
        return below and _same_look(last, line) and not TERMINAL.search(self.texts[group[-1]])

    def _torn(self, last: int, index: int) -> bool:
        """Whether nothing but a tag parts two lines of one sentence."""
        above, below = self.lines[last], self.lines[index]
        near = below.gap is not None and below.gap < 1 and _same_look(above, below)
        cut = self.texts[index][:1].islower() and not TERMINAL.search(self.texts[last])
        return near and cut and self.markers[index] is None and self.full[last]

    def _ended_by_hand(self, last: int, index: int) -> bool:
        """Whether a line of a block ends where its writer broke it, as the lines of an address do."""
        before = self.texts[last]
        finished = not TERMINAL.search(before) and not unfinished(before) and self.texts[index][:1].isupper()
        above, below = self.lines[last], self.lines[index]
        if above.room is None and above.bold and not below.bold:
            return finished
        return finished and not self.full[last] and (above.room is not None or not self.wrapped)

    def _resumes(self, group: Sequence[int], index: int) -> bool:
        """Whether a line goes on, after a break, with a paragraph that the break cut.

        An unfinished sentence before it and a lower-case word after it tell the break, and on a page a last
        line that is full. What looks like a bullet there is none if it stands alone in a list of other markers.
        """
        text, marker, before = self.texts[index], self.markers[index], self.texts[group[-1]]
        line, last = self.lines[index], self.lines[group[-1]]
        if TERMINAL.search(before):
            return False
        if marker is not None:
            return text[marker.length :][:1].islower() and self._false_bullet(group, index, marker)
        broken = _breaks_off(last, line) or line.gap is None
        if broken and self.full[group[-1]] and _same_look(last, line):
            return True
        if not text[:1].islower():
            return False
        long = broken and sum(len(self.texts[i]) for i in group) > _LONG
        return unfinished(before) or long or bool(_BROKEN.search(before[-2:]))

    def _false_bullet(self, group: Sequence[int], index: int, marker: Marker) -> bool:
        own = self.markers[group[0]]
        return (
            marker.bullet
            and unfinished(self.texts[group[-1]])
            and own is not None
            and own.style != marker.style
            and not _has_sibling(self.markers, marker, index)
        )


def _breaks_off(last: Line, line: Line) -> bool:
    """Whether a page or a column ends between two lines."""
    if last.page != line.page:
        return True
    above, below = last.box, line.box
    return above is not None and below is not None and below[3] < above[1]


def _same_look(last: Line, line: Line) -> bool:
    sizes = (last.size or 0.0, line.size or 0.0)
    return last.bold == line.bold and abs(sizes[0] - sizes[1]) <= 0.05 * max(sizes)


def _has_sibling(markers: Sequence[Marker | None], marker: Marker, index: int) -> bool:
    """Whether the nearest marked line before or after line ``index`` carries the same marker."""
    before = next((m for m in reversed(markers[max(0, index - 20) : index]) if m), None)
    after = next((m for m in markers[index + 1 : index + 20] if m), None)
    return any(found is not None and found.style == marker.style for found in (before, after))


def _paragraph(lines: list[Line], markers: Sequence[Marker | None], spelling: _Spelling) -> Para:
    strand = Strand()
    if lines[0].marker:
        strand.literal(lines[0].marker + " ")
    for number, line in enumerate(lines):
        if number and not _mend_hyphen(strand, line, spelling):
            strand.space()
        skip = _false_bullet(line, markers[number]) if number else 0
        strand.add(line.pieces, skip)
    return Para(lines, strand, marker=marker_of(strand.finish()), region=lines[0].region)


def _false_bullet(line: Line, marker: Marker | None) -> int:
    """Length of what looks like a bullet at the start of a line that continues another."""
    if marker is None or not marker.bullet:
        return 0
    return len(line.text) - len(line.text.lstrip()) + marker.length


@dataclass(frozen=True, slots=True)
class _Spelling:
    """How often each word stands in a document, and whether its lines' ends divide words."""

    counts: Counter[str]
    divides: bool

    def joins(self, left: str, right: str) -> bool:
        """Whether the hyphen between two parts, the second on a new line, is none of the word's own.

        The document has the word without it elsewhere, more often than with it. Where neither is seen, a first
        part that is no word itself tells it, in a document whose lines' ends divide other words.
        """
        whole, hyphened = (left + right).casefold(), f"{left}-{right}".casefold()
        if self.counts[whole] or self.counts[hyphened] or not self.divides:
            return self.counts[whole] > self.counts[hyphened]
        before, after = left.rpartition("-")[2].casefold(), right.partition("-")[0].casefold()
        # "in" and "for" are words, and as often the first syllable of one
        seen = self.counts[before] > 0 and (before not in words("function_words") or self.counts[after] > 0)
        whole_word = seen or before.endswith("ly") or before in words("compound_openers")
        return after in _SUFFIXES or not whole_word


def _spelling(texts: Sequence[str]) -> _Spelling:
    counts = Counter(_COUNTED.findall("\n".join(texts).casefold()))
    for above, below in pairwise(texts):  # what a line's end may have cut off is no word seen
        if _BROKEN.search(above[-2:]) and (cut := _WORD_START.match(below)):
            counts[cut[0].casefold()] -= 1
    known = _Spelling(counts, divides=False)
    broken = ((above[:-1], below) for above, below in pairwise(texts) if _BROKEN.search(above[-2:]))
    parts = ((_WORD_END.search(above), _WORD_START.match(below)) for above, below in broken)
    proven = sum(
        known.joins(left[0], right[0]) for left, right in parts if left and right and right[0][:1].islower()
    )
    return _Spelling(counts, divides=proven > 0)


def _mend_hyphen(strand: Strand, line: Line, spelling: _Spelling) -> bool:
    """Join a word that a line's end broke; ``False`` where there is none, so that a space is due."""
    text = strand.tail()
    if _SPAN.search(text) and line.text.lstrip()[:1].isdigit():
        return True
    if not _BROKEN.search(text) or not line.text.strip()[:1].isalnum():
        return False
    left = _WORD_END.search(text[:-1])
    right = _WORD_START.match(line.text.strip())
    if right and right[0] in _SUSPENDED:
        return False
    whole = text[-2].isalpha() and left and right and right[0][:1].islower()
    # a writer types the plain hyphen; the other one is a typesetting program's
    if whole and left and right and (text[-1] == "‐" or spelling.joins(left[0], right[0])):
        strand.drop_last(1)
    return True
