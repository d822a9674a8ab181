"""A page's lines with their boxes at hand, and the measures that decisions on a page need."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from plancli.document import Box, Facts, Line, Piece, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterable

# words that a cover has fewer of
COVER_WORDS = 60


@dataclass(slots=True, eq=False)
class Spot:
    """A line and where it stands; coordinates as in a box."""

    line: Line
    x0: float
    top: float
    x1: float
    bottom: float
    text: str

    @property
    def size(self) -> float:
        """The line's font size, or its height where that is not known, in points."""
        return self.line.size or (self.bottom - self.top)

    def overlaps(self, other: Spot) -> bool:
        """Whether the two share some of the page's width."""
        return min(self.x1, other.x1) > max(self.x0, other.x0)


@dataclass(slots=True)
class Leaf:
    """A page and the lines on it that are still taken for content."""

    sheet: Sheet
    spots: list[Spot]


@dataclass(slots=True)
class Column:
    """Lines in reading order and the edges of the part of the page that they fill."""

    spots: list[Spot]
    left: float
    right: float


def leaves(facts: Facts) -> list[Leaf]:
    """The pages of some facts; lines without a page or a box are not among them."""
    by_page: dict[int, list[Spot]] = {sheet.page: [] for sheet in facts.sheets}
    for line in facts.lines:
        box = line.box
        if box is not None and line.page in by_page:
            by_page[line.page].append(Spot(line, *box, line.text))
    return [Leaf(sheet, by_page[sheet.page]) for sheet in facts.sheets]


def body_size(pages: Iterable[Leaf]) -> float:
    """The font size that most characters of the document have, in points."""
    counts: Counter[float] = Counter()
    for page in pages:
        for spot in page.spots:
            counts[round(spot.size * 2) / 2] += len(spot.text)
    return max(counts, key=lambda size: (counts[size], -size)) if counts else 10.0


def rows(spots: list[Spot]) -> list[list[Spot]]:
    """Lines that stand beside one another, from the top down, each row from left to right.

    Boxes are taken a fifth lower and higher than they are, for ascents and descents may touch.
    """
    found: list[list[Spot]] = []
    bottom = float("-inf")
    for spot in sorted(spots, key=lambda spot: (spot.top, spot.x0)):
        trim = 0.2 * min(spot.bottom - spot.top, spot.size)
        if found and spot.top + trim < bottom:
            found[-1].append(spot)
            bottom = max(bottom, spot.bottom - trim)
        else:
            found.append([spot])
            bottom = spot.bottom - trim
    return [sorted(row, key=lambda spot: (spot.x0, spot.top)) for row in found]


def with_line(spot: Spot, **changes: object) -> Spot:
    """The same spot with some of its line's fields changed."""
    return replace(spot, line=replace(spot.line, **changes))  # type: ignore[arg-type]


def together(left: Spot, right: Spot) -> Spot:
    """Two lines that a person reads as one, a space between them."""
    page = left.line.page
    blank = Piece(" ", replace(left.line.pieces[-1].place, box=None, page=page))
    longer = max(left, right, key=lambda spot: len(spot.text))
    line = replace(
        left.line,
        pieces=(*left.line.pieces, blank, *right.line.pieces),
        size=longer.line.size,
        marker=left.line.marker,
    )
    box: Box = (left.x0, min(left.top, right.top), max(left.x1, right.x1), max(left.bottom, right.bottom))
    return Spot(line, *box, line.text)
