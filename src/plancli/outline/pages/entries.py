"""Lists of contents as pages set them: each title with the number of its page far to the right."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from plancli.outline.pages.layout import rows, together, with_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plancli.outline.pages.layout import Leaf, Spot

_LEAST, _ALIGNED = 3, 3.0
"""How many entries tell a list, and points within which their numbers end alike."""


def join_entries(pages: Sequence[Leaf]) -> None:
    """Make one line of a title and its page's number, where a page has several that end alike and count up."""
    for page in pages:
        pairs = [(row[0], row[1]) for row in rows(page.spots) if len(row) == 2 and _is_number(row[1])]
        edge = max((number.x1 for _, number in pairs), default=0.0)
        found = [pair for pair in pairs if edge - pair[1].x1 < _ALIGNED and not _is_number(pair[0])]
        values = [int(number.text) for _, number in found]
        if len(found) < _LEAST or any(before > after for before, after in pairwise(values)):
            continue
        joined = {id(title): with_line(together(title, number), whole=True) for title, number in found}
        gone = {id(number) for _, number in found}
        page.spots = [joined.get(id(spot), spot) for spot in page.spots if id(spot) not in gone]


def _is_number(spot: Spot) -> bool:
    text = spot.text.strip()
    return text.isdecimal() and len(text) < 4
