"""What part of one passage's content stands in another: the measure of splits and merges."""

from __future__ import annotations

import math
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from plancli.comparing.normal import words
from plancli.gazetteer import cues

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plancli.comparing.matching import Passage


class Shares:
    """The content words of all passages, weighed by how few passages have them (idf)."""

    def __init__(self, old: Sequence[Passage], new: Sequence[Passage]) -> None:
        self._old = [_content(each.whole) for each in old]
        self._new = [_content(each.whole) for each in new]
        seen = Counter(word for content in [*self._old, *self._new] for word in content)
        total = len(old) + len(new)
        self._weights = {word: math.log((1 + total) / (1 + count)) + 1 for word, count in seen.items()}

    def fresh_old(self, part: int, whole: int, own: int) -> float:
        """How much of the old ``part`` stands in the new ``whole`` beyond what its ``own`` old pair has."""
        return self._fresh(self._old[part], self._new[whole], self._old[own])

    def fresh_new(self, part: int, whole: int, own: int) -> float:
        """How much of the new ``part`` stands in the old ``whole`` beyond what its ``own`` new pair has."""
        return self._fresh(self._new[part], self._old[whole], self._new[own])

    def _fresh(self, part: frozenset[str], whole: frozenset[str], own: frozenset[str]) -> float:
        total = self._weight(part)
        return self._weight((part & whole) - own) / total if total else 0.0

    def _weight(self, content: frozenset[str]) -> float:
        return sum(self._weights[word] for word in sorted(content))


@cache
def _empty() -> frozenset[str]:
    """Words that say nothing of the matter."""
    common = (row["words"].split() for row in cues.table("stop_words") if row["language"] == "en")
    return cues.words("function_words").union(*common)


def _content(text: str) -> frozenset[str]:
    return frozenset(words(text)) - _empty()
