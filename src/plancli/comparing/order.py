"""Which of several things changed their order: those that not every longest run of unmoved things holds."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def displaced(places: Sequence[int]) -> set[int]:
    """The positions in ``places`` whose things moved.

    ``places`` gives the new place of each thing in its old order. What stays is what stands in every longest
    increasing subsequence (Schensted 1961); so of two neighbours that were exchanged both moved, of a thing
    that was taken from the start to the end only that one, and the answer is the same seen from the other side.

    >>> displaced([0, 1, 3, 2, 4]), displaced([3, 0, 1, 2]), displaced([0, 1, 2])
    ({2, 3}, {0}, set())
    """
    ending = _lengths(places)
    starting = _lengths([-place for place in reversed(places)])[::-1]
    longest = max(ending, default=0)
    on_one = [i for i in range(len(places)) if ending[i] + starting[i] == longest + 1]
    alone: dict[int, list[int]] = {}
    for i in on_one:
        alone.setdefault(ending[i], []).append(i)
    fixed = {found[0] for found in alone.values() if len(found) == 1}
    return set(range(len(places))) - fixed


def _lengths(places: Sequence[int]) -> list[int]:
    """The length of the longest increasing subsequence that ends at each place."""
    tails: list[int] = []
    lengths = []
    for place in places:
        at = bisect_left(tails, place)
        tails[at : at + 1] = [place]
        lengths.append(at + 1)
    return lengths
