"""What stands around a mention, which is what tells a date or a figure from another of the same words."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from plancli.comparing.items import nodes

if TYPE_CHECKING:
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

    def _sentence(self, start: int, end: int) -> str:
        at = bisect_right(self._starts, start) - 1
        last = bisect_right(self._starts, end - 1)
        stop = self._starts[last] if last < len(self._starts) else len(self._text)
        around = f"{self._text[self._starts[at] : start]} {self._text[end:stop]}".strip()
        if len(around) < _FEW and at:
            around = f"{self._text[self._starts[at - 1] : self._starts[at]]} {around}"
        return around
