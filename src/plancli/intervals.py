"""Sorted spans that can be asked what they touch, in logarithmic time."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable


class Intervals:
    """Half-open spans of code points, merged where they overlap."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        merged: list[list[int]] = []
        for start, end in sorted(spans):
            if merged and start < merged[-1][1]:
                merged[-1][1] = max(merged[-1][1], end)
            else:
                merged.append([start, end])
        self._starts = [start for start, _ in merged]
        self._ends = [end for _, end in merged]

    def touch(self, start: int, end: int) -> bool:
        """Whether any of the spans shares a code point with ``start`` to ``end``."""
        first = bisect_right(self._ends, start)
        return first < len(self._starts) and self._starts[first] < end

    def hold(self, start: int, end: int) -> bool:
        """Whether one of the spans holds all of ``start`` to ``end``."""
        first = bisect_right(self._starts, start) - 1
        return first >= 0 and self._ends[first] >= end

    def first_start_in(self, start: int, end: int) -> int | None:
        """The first start of a span within ``start`` to ``end``."""
        first = bisect_left(self._starts, start)
        return self._starts[first] if first < len(self._starts) and self._starts[first] < end else None
