"""Evidence: from a span of the reading text to its quote and its place in the source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby

from plancli.document import Box, Document, Segment
from plancli.plan import Evidence

_SAME_LINE = 0.5
"""Share of the lower box's height that two boxes of one line have in common at least."""


class _Widths(dict[str, float]):
    """Widths by character: a letter's where none is given."""

    def __missing__(self, char: str) -> float:
        self[char] = width = 1.3 if char.isupper() else 1.0
        return width


_WIDTHS = _Widths(
    {
        **dict.fromkeys("'’‘|", 0.36),
        **dict.fromkeys("ijlI", 0.47),
        **dict.fromkeys("ft.,:;!", 0.53),
        **dict.fromkeys('r()[]-/ “”"', 0.63),
        **dict.fromkeys("s", 0.84),
        **dict.fromkeys("acez", 0.92),
        **dict.fromkeys("mwMW%@—…", 1.5),
    }
)
"""Widths of characters that differ from a small letter's, in small letters: the mean of Times and Helvetica."""


def evidence(document: Document, start: int, end: int) -> list[Evidence]:
    """The evidence for ``start`` to ``end``: one for each page that the span runs over.

    Space around the span is left out. The list is empty where nothing else is in it.
    """
    text = document.text
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start >= end:
        return []
    segments = document.segments_in(start, end)
    if len({segment.piece.place.page for segment in segments}) < 2:
        return [_one(document, start, end, segments)]
    pages = [list(group) for _, group in groupby(segments, key=lambda segment: segment.piece.place.page)]
    found = []
    for index, group in enumerate(pages):
        left = start if index == 0 else max(start, group[0].start)
        right = end if index == len(pages) - 1 else min(end, group[-1].end)
        found.append(_one(document, left, right, group))
    return found


def all_evidence(document: Document, spans: Iterable[tuple[int, int]]) -> list[Evidence]:
    """The evidence for several spans, in reading order."""
    return [one for start, end in sorted(spans) for one in evidence(document, start, end)]


def _one(document: Document, start: int, end: int, segments: list[Segment]) -> Evidence:
    quote = document.text[start:end]
    if not segments:
        return Evidence(start=start, end=end, quote=quote)
    first = segments[0]
    place = first.piece.place
    column = place.column
    if column is not None and first.piece.linear:
        column += first.shift + max(0, start - first.start)
    boxes = list(_line_boxes(part for segment in segments for part in _parts(segment, start, end)))
    return Evidence(
        start=start,
        end=end,
        quote=quote,
        page=place.page,
        boxes=boxes,
        line=place.line,
        column=column,
        selector=place.selector,
    )


def _parts(segment: Segment, start: int, end: int) -> Iterator[Box]:
    """The boxes of a segment's words within ``start`` to ``end``, each character taken as wide as usual."""
    left = segment.shift + (start - segment.start if start > segment.start else 0)
    right = segment.shift + (end if end < segment.end else segment.end) - segment.start
    for offset, word, box in segment.piece.words():
        first, last = left - offset, right - offset
        if first < len(word) and last > 0:
            yield _cut(box, word, first if first > 0 else 0, last)


def _cut(box: Box, text: str, left: int, right: int) -> Box:
    """The part of a word's box that its characters from ``left`` to ``right`` take."""
    whole = _width(text) or 1.0
    x0, top, x1, bottom = box
    scale = (x1 - x0) / whole
    if left == 0 and right >= len(text):
        return (x0, top, x0 + scale * whole, bottom)
    return (x0 + scale * _width(text[:left]), top, x0 + scale * _width(text[:right]), bottom)


@lru_cache(maxsize=16_384)
def _width(text: str) -> float:
    """How wide a text is in most typefaces, in small letters."""
    return sum(map(_WIDTHS.__getitem__, text))


def _line_boxes(boxes: Iterable[Box]) -> Iterator[list[float]]:
    """One box for each line: neighbours that share most of their height are on one."""
    current: Box | None = None
    for box in boxes:
        if current is not None and _on_line(current, box):
            current = _around(current, box)
            continue
        if current is not None:
            yield [round(side, 2) for side in current]
        current = box
    if current is not None:
        yield [round(side, 2) for side in current]


def _around(line: Box, box: Box) -> Box:
    """The box around both; comparisons, since ``min`` and ``max`` take longer than all else here."""
    return (
        box[0] if box[0] < line[0] else line[0],
        box[1] if box[1] < line[1] else line[1],
        box[2] if box[2] > line[2] else line[2],
        box[3] if box[3] > line[3] else line[3],
    )


def _on_line(line: Box, box: Box) -> bool:
    if line[1] == box[1] and line[3] == box[3]:
        return box[0] >= line[0] - 1.0
    shared = min(line[3], box[3]) - max(line[1], box[1])
    height = min(line[3] - line[1], box[3] - box[1])
    return shared >= _SAME_LINE * height and box[0] >= line[0] - 1.0
