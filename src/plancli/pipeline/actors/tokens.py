"""The text as words: where each stands, what line and sentence it is in, and how that line is written."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from functools import cached_property
from itertools import pairwise
from typing import Literal, TypeAlias

from plancli.gazetteer import fold

_TOKEN = re.compile(r"[^\W_]+|[^\w\s]|_")
_SPACE = re.compile(r"[^\S\n]*\n\s*")
_CLOSERS = frozenset("\"'”’)]*")

Style: TypeAlias = Literal["upper", "title", "text"]


class Reading:
    """A text and its tokens; every index below is that of a token unless it says "offset"."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words: list[str] = []
        self.starts = array("i")
        # a word that stands in the text a thousand times is held, folded and looked at once
        known: dict[str, str] = {}
        for match in _TOKEN.finditer(text):
            word = match[0]
            self.words.append(known.setdefault(word, word))
            self.starts.append(match.start())
        self.ends = array("i", map(int.__add__, self.starts, map(len, self.words)))
        self.folded = list(map({word: fold(word) for word in known}.__getitem__, self.words))
        self.size = len(self.words)
        self.capitals = list(map({word: word[0].isupper() for word in known}.__getitem__, self.words))
        self.capital_tokens = [i for i, capital in enumerate(self.capitals) if capital]
        self._styles: dict[int, Style] = {}

    def __len__(self) -> int:
        return self.size

    @cached_property
    def lines(self) -> list[int]:
        """The first token of every line."""
        firsts = [0] if self.words else []
        for i, (end, start) in enumerate(zip(self.ends, self.starts[1:], strict=False), 1):
            if start > end and "\n" in self.text[end:start]:
                firsts.append(i)
        return firsts

    @cached_property
    def _line_of(self) -> list[int]:
        numbers: list[int] = []
        for number, (first, after) in enumerate(pairwise([*self.lines, self.size])):
            numbers += [number] * (after - first)
        return numbers

    def line(self, i: int) -> tuple[int, int]:
        """First token of the line of ``i`` and the token after its last."""
        number = bisect_right(self.lines, i) - 1
        end = self.lines[number + 1] if number + 1 < len(self.lines) else len(self.words)
        return self.lines[number], end

    def same_line(self, i: int, j: int) -> bool:
        """Whether both tokens exist and stand in one line."""
        return 0 <= i < self.size and 0 <= j < self.size and self._line_of[i] == self._line_of[j]

    def opens_line(self, i: int) -> bool:
        """Whether ``i`` is the first token of its line."""
        return i == 0 or not self.same_line(i - 1, i)

    def tight(self, i: int) -> bool:
        """Whether nothing stands between token ``i`` and the one before it."""
        return 0 < i < self.size and self.ends[i - 1] == self.starts[i]

    def capital(self, i: int) -> bool:
        """Whether ``i`` exists and opens with a capital letter."""
        return 0 <= i < self.size and self.capitals[i]

    def at(self, i: int) -> str:
        """The folded word ``i``, empty outside the text."""
        return self.folded[i] if 0 <= i < self.size else ""

    def slice(self, first: int, last: int) -> str:
        """The text of the tokens, as it stands."""
        return self.text[self.starts[first] : self.ends[last - 1]]

    def said(self, first: int, last: int) -> str:
        """The text of the tokens in one line, with single spaces."""
        return re.sub(r"\s+", " ", self.slice(first, last))

    def style(self, i: int) -> Style:
        """How the line of ``i`` is written: in capitals, as a title with capital words, or as text."""
        first, last = self.line(i)
        if first not in self._styles:
            self._styles[first] = self._style(first, last)
        return self._styles[first]

    def _style(self, first: int, last: int) -> Style:
        letters = [word for word in self.words[first:last] if word[0].isalpha()]
        if not letters:
            return "text"
        if all(word.isupper() for word in letters):
            return "upper" if len(letters) > 1 else "title"
        if self.words[last - 1] in ".,;!?" or self.folded[last - 1] in ("and", "or"):
            return "text"
        long = [word for word in letters if len(word) > 3]
        capital = sum(word[0].isupper() for word in long)
        return "title" if last - first < 30 and capital >= max(1, 0.7 * len(long)) else "text"

    def opens_sentence(self, i: int) -> bool:
        """Whether a sentence may open at ``i``: at a line's start or after a full stop, bullet or colon."""
        while i > 0 and self.same_line(i - 1, i):
            before = self.words[i - 1]
            if before in ".!?:;•▪●–—…*#>|" or before.isdigit():
                return True
            if before not in _CLOSERS and before not in "“‘([-":
                return False
            i -= 1
        return True

    @cached_property
    def lower(self) -> frozenset[str]:
        """The words that the text also has in lower case."""
        return frozenset(word for word in set(self.words) if word[0].islower())

    @cached_property
    def _by_word(self) -> dict[str, list[int]]:
        places: dict[str, list[int]] = {}
        for i in self.capital_tokens:
            places.setdefault(self.words[i], []).append(i)
        return places

    def places(self, word: str) -> list[int]:
        """Where ``word``, which has a capital, stands to the letter."""
        return self._by_word.get(word, [])

    def sentence(self, i: int) -> tuple[int, int]:
        """First token of the sentence of ``i`` and the token after its last, inside the line."""
        low, high = self.line(i)
        first = i
        while first > low and not self._stops(first - 1):
            first -= 1
        last = i
        while last < high - 1 and not self._stops(last):
            last += 1
        return first, last + 1

    def _stops(self, i: int) -> bool:
        """Whether the sentence ends with token ``i``."""
        if self.words[i] not in ".!?":
            return False
        after = i + 1
        if after >= len(self.words) or self.tight(after):
            return False
        return self.capital(after) and not (i > 0 and len(self.words[i - 1]) == 1)
