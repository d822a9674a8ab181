"""Lines of a page cut into the parts that stand in different columns."""

from __future__ import annotations

from array import array
from dataclasses import replace
from itertools import pairwise
from operator import sub
from typing import TYPE_CHECKING, TypeAlias

from plancli.outline.pages.layout import Spot

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plancli.document import Piece

Part: TypeAlias = list[tuple[float, float, str]]
"""The words of a heading, each with where it starts and ends."""
_CELL_GAP, _WORD_GAP = 0.48, 0.2
"""Multiples of the size: words of two headings stand further apart than the first, any two words than the second."""
_AT = 2.5
"""Points within which a word starts where a column does."""


def parts_of(line: Sequence[Spot]) -> list[Part]:
    """The headings on one line, from left to right: they stand wider apart than words do."""
    found: list[Part] = []
    for spot in sorted(line, key=lambda spot: spot.top):
        part: Part = []
        end: float | None = None
        for x0, x1, word in _words(spot):
            if end is None or x0 - end > _CELL_GAP * spot.size:
                # a heading's second line starts where its first does
                part = next((other for other in found if abs(other[0][0] - x0) < _AT), [])
                if not part:
                    found.append(part)
            part.append((x0, x1, word))
            end = x1
    return sorted(found)


def may_part(spot: Spot) -> bool:
    """Whether words of a line stand so far apart that it may hold several headings, or one that a number opens."""
    gap, end = _CELL_GAP * spot.size, None
    for piece in spot.line.pieces:
        if piece.place.box is None:
            continue
        edges = piece.edges or (piece.place.box[0], piece.place.box[2])
        apart = end is not None and edges[0] - end > gap
        if apart or "  " in piece.text or any(map(gap.__lt__, map(sub, edges[2::2], edges[1:-1:2]))):
            return True
        end = edges[-1]
    return False


def cut_at(line: Sequence[Spot], starts: Sequence[float]) -> list[Spot]:
    """The spots of a line, those cut that run on from one column into the next, which starts at a word."""
    return [part for spot in line for part in _cut(spot, starts)]


def _cut(spot: Spot, starts: Sequence[float]) -> list[Spot]:
    if not any(spot.x0 + _AT < start < spot.x1 for start in starts):
        return [spot]
    end, places = None, []
    for x0, x1, _ in _words(spot):
        if end is not None and x0 - end > _WORD_GAP * spot.size and any(abs(x0 - s) < _AT for s in starts):
            places.append(x0)
        end = x1
    if not places:
        return [spot]
    bounds = [float("-inf"), *(place - 0.1 for place in places), float("inf")]
    parts = (_within(spot, left, right) for left, right in pairwise(bounds))
    return [part for part in parts if part is not None]


def _words(spot: Spot) -> list[tuple[float, float, str]]:
    return [
        (box[0], box[2], word) for piece in spot.line.pieces for _, word, box in piece.words() if word.strip()
    ]


def _within(spot: Spot, left: float, right: float) -> Spot | None:
    """What of a line starts between two places."""
    pieces: list[Piece] = []
    for piece in spot.line.pieces:
        if piece.place.box is None:
            if pieces and pieces[-1].place.box is not None:
                pieces.append(piece)
            continue
        part = _piece_within(piece, left, right)
        if part is not None:
            pieces.append(part)
    while pieces and pieces[-1].place.box is None:
        pieces.pop()
    if not pieces:
        return None
    line = replace(spot.line, pieces=tuple(pieces))
    return Spot(line, *line.box, line.text) if line.box is not None else None


def _piece_within(piece: Piece, left: float, right: float) -> Piece | None:
    words = [(word, box) for _, word, box in piece.words() if left <= box[0] < right]
    if not words:
        return None
    boxes = [box for _, box in words]
    place = replace(
        piece.place, box=(min(b[0] for b in boxes), boxes[0][1], max(b[2] for b in boxes), boxes[0][3])
    )
    edges = array("d", [edge for box in boxes for edge in (box[0], box[2])]) if len(words) > 1 else None
    return replace(piece, text=" ".join(word for word, _ in words), place=place, edges=edges)
