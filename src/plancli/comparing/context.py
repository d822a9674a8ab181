"""What stands around a mention, which is what tells a date or a figure from another of the same words."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from plancli.comparing.items import nodes

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from plancli.plan import Evidence, Plan

_BREAK = re.compile(r"(?<=[.;!?])\s+|\n")
_FEW = 25  # characters of a context that tells too little by itself


class Contexts:
    """The sentences of a plan, by place."""

    def __init__(self, plan: Plan) -> None:
        self._text = plan.text or ""
        self._starts = [0, *(found.end() for found in _BREAK.finditer(self._text))]
        quoted = [each for commitment in plan.commitments for each in commitment.evidence]
        quoted += [each for node in nodes(plan) for each in node.item.evidence]
        self._told = sorted((each.end - each.start, each.start, each.end, each.quote) for each in quoted)

    def around(self, evidence: list[Evidence]) -> str:
        """The sentence about a mention, without the mention itself; "" where nothing is known of it."""
        if not evidence:
            return ""
        start, end = evidence[0].start, evidence[0].end
        if self._text:
            return self._sentence(start, end)
        for (
            _,
            first,
            last,
            quote,
        ) in self._told:  # a plan without its text still quotes its parts, shortest first
            if first <= start and end <= last:
                return quote[: start - first] + " " + quote[end - first :]
        return ""

    def alone(self, evidence: Sequence[Evidence]) -> bool:
        """Whether a mention has next to no words about it, as in a cell of a table."""
        return bool(self._text and evidence) and len(self._rest(evidence[0].start, evidence[0].end)) < _FEW

    def _sentence(self, start: int, end: int) -> str:
        around = self._rest(start, end)
        at = bisect_right(self._starts, start) - 1
        if len(around) < _FEW and at:
            around = f"{self._text[self._starts[at - 1] : self._starts[at]]} {around}"
        return around

    def _rest(self, start: int, end: int) -> str:
        """The other words of a mention's sentence."""
        at = bisect_right(self._starts, start) - 1
        last = bisect_right(self._starts, end - 1)
        stop = self._starts[last] if last < len(self._starts) else len(self._text)
        return f"{self._text[self._starts[at] : start]} {self._text[end:stop]}".strip()


class Homes:
    """Which of some numbered passages, such as items, a mention stands in."""

    def __init__(self, passages: Iterable[tuple[int, Sequence[Evidence]]]) -> None:
        self._spans = sorted(
            (each.start, each.end, number) for number, evidence in passages for each in evidence
        )
        self._starts = [start for start, _, _ in self._spans]
        self._longest = max((end - start for start, end, _ in self._spans), default=0)

    def of(self, evidence: Sequence[Evidence], *, alone: bool) -> frozenset[int]:
        """The numbers of all that the first of ``evidence`` lies within; if it stands alone, of what it follows."""
        if not evidence:
            return frozenset()
        start, end = evidence[0].start, evidence[0].end
        first, after = bisect_left(self._starts, end - self._longest), bisect_right(self._starts, start)
        found = frozenset(number for _, last, number in self._spans[first:after] if end <= last)
        if not found and alone and after:
            opening = bisect_left(self._starts, self._starts[after - 1])
            return frozenset(number for _, _, number in self._spans[opening:after])
        return found
