"""Drop capitals: the first letter of a chapter, set over several lines, goes to the line that it opens."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from plancli.document import Piece
from plancli.outline.pages.layout import Spot

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plancli.outline.pages.layout import Leaf

_LARGER, _SMALLER, _NEAR = 1.7, 0.6, 1.5
"""An initial against the body, its lines against it, and how far they start from it in multiples of their size."""
_INITIAL = re.compile(r"[“\"‘']?[^\W\d_]")
_WORD = re.compile(r"[\w’']+")


def join_initials(pages: Sequence[Leaf], size: float) -> None:
    """Put each initial to the uppermost of the lines at its right; ``size`` is the body's, in points."""
    found = [(page, spot) for page in pages for spot in page.spots if _is_initial(spot, size)]
    if not found:
        return
    pairs = [(page, initial, _opened(initial, page)) for page, initial in found]
    opened = {id(line) for _, _, line in pairs}
    known = {
        word
        for page in pages
        for spot in page.spots
        for word in _WORD.findall(spot.text.casefold())[id(spot) in opened :]
    }
    for page, initial, line in pairs:
        if line is not None:
            joined = _together(initial, line, known)
            page.spots = [joined if s is line else s for s in page.spots if s is not initial]


def _is_initial(spot: Spot, size: float) -> bool:
    return spot.size > _LARGER * size and bool(_INITIAL.fullmatch(spot.text)) and spot.text[-1].isupper()


def _opened(initial: Spot, page: Leaf) -> Spot | None:
    beside = [spot for spot in page.spots if _opens(initial, spot)]
    return min(beside, key=lambda spot: spot.top, default=None)


def _opens(initial: Spot, spot: Spot) -> bool:
    gap = spot.x0 - initial.x1
    return (
        spot.size < _SMALLER * initial.size
        and -0.3 * spot.size < gap < _NEAR * spot.size
        and spot.bottom > initial.top
        and spot.top < initial.bottom
    )


def _together(initial: Spot, line: Spot, known: set[str]) -> Spot:
    pieces = list(initial.line.pieces)
    if _is_word(initial.text, line.text, known):
        pieces.append(Piece(" ", replace(pieces[-1].place, box=None)))
    joined = replace(line.line, pieces=(*pieces, *line.line.pieces))
    return Spot(joined, min(initial.x0, line.x0), line.top, line.x1, line.bottom, joined.text)


def _is_word(initial: str, text: str, known: set[str]) -> bool:
    """Whether an initial is a word of its own ("A", "I"): the next one stands elsewhere, and never with it."""
    first = _WORD.match(text.casefold())
    if initial[-1] not in "AI" or first is None:
        return False
    return first[0] in known and initial[-1].casefold() + first[0] not in known
