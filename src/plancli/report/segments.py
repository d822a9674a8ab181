"""Text cut where evidence begins or ends, so that every stretch knows all that stands on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from plancli.report.wording import harmless

if TYPE_CHECKING:
    from plancli.plan import Evidence
    from plancli.report.sight import Passage


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words that the same evidence stands on.

    Attributes:
        text: the words, harmless.
        places: indices of the evidence, the longest first; empty for words that nothing rests on.
    """

    text: str
    places: tuple[int, ...]


class Cutter:
    """Cuts passages, in the order of the text, at the bounds of the evidence."""

    def __init__(self, places: list[tuple[int, Evidence]]) -> None:
        opening: dict[int, list[int]] = {}
        closing: dict[int, list[int]] = {}
        for number, (_, each) in enumerate(places):
            opening.setdefault(each.start, []).append(number)
            closing.setdefault(each.end, []).append(number)
        self._length = {number: each.end - each.start for number, (_, each) in enumerate(places)}
        self._opening, self._closing = opening, closing
        self._bounds = sorted({*opening, *closing})
        self._next = 0
        self._open: set[int] = set()

    def cut(self, passage: Passage) -> list[Stretch]:
        """The stretches of ``passage``; passages must come in the order of the text."""
        return list(self._stretches(passage))

    def _stretches(self, passage: Passage) -> Iterator[Stretch]:
        at = passage.start
        while at < passage.end:
            while self._next < len(self._bounds) and self._bounds[self._next] <= at:
                self._pass(self._bounds[self._next])
                self._next += 1
            end = min(
                self._bounds[self._next] if self._next < len(self._bounds) else passage.end, passage.end
            )
            words = passage.text[at - passage.start : end - passage.start]
            yield Stretch(harmless(words), tuple(sorted(self._open, key=self._rank)))
            at = end

    def _pass(self, bound: int) -> None:
        self._open.difference_update(self._closing.get(bound, ()))
        self._open.update(self._opening.get(bound, ()))

    def _rank(self, number: int) -> tuple[int, int]:
        return -self._length[number], number
