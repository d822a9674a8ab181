"""A match of a rule on the tape, and the reading that a reader makes of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from plancli.pipeline.dates import arithmetic as at
from plancli.pipeline.dates.grammar import Rule, any_of, members
from plancli.pipeline.dates.lexicon import cues

if TYPE_CHECKING:
    from plancli.pipeline.dates.context import Context
    from plancli.pipeline.dates.lexer import Tape
    from plancli.pipeline.dates.timex import TimexType


@dataclass(slots=True)
class Reading:
    """What an expression means; ``start`` and ``end`` are set where it is only a part of the match."""

    type: TimexType
    value: str | None
    mod: str | None = None
    anchor: str | None = None
    role: str | None = None
    remark: str | None = None
    bounds: tuple[str | None, str | None] | None = None
    start: int | None = None
    end: int | None = None


@dataclass(slots=True)
class Match:
    """A stretch ``first`` to ``last`` (half open) of the tape that a rule matches, with its context."""

    rule: Rule
    tape: Tape
    first: int
    last: int
    context: Context
    rate: bool = False

    @property
    def start(self) -> int:
        """Offset of the first character."""
        return self.tape.starts[self.first]

    @property
    def end(self) -> int:
        """Offset after the last character."""
        return self.tape.ends[self.last - 1]

    @property
    def text(self) -> str:
        """The words of the match, in lower case."""
        return self.tape.lower[self.start : self.end]

    def index(self, part: str, after: int | None = None) -> int | None:
        """Return the position on the tape of the first token of a part, or ``None``."""
        found = any_of(part).search(self.tape.letters, self.first if after is None else after, self.last)
        return found.start() if found else None

    def value(self, *parts: str) -> str | None:
        """Return the value of the first token that belongs to one of the parts."""
        for part in parts:
            found = any_of(part).search(self.tape.letters, self.first, self.last)
            if found:
                return self.tape.values[found.start()]
        return None

    def values(self, part: str) -> list[str]:
        """Return the values of all tokens of a part."""
        wanted = members(part)
        return [self.tape.values[i] for i in range(self.first, self.last) if self.tape.letters[i] in wanted]

    def has(self, part: str) -> bool:
        """Tell whether a token of the part stands in the match."""
        return any_of(part).search(self.tape.letters, self.first, self.last) is not None

    def letter_at(self, index: int, part: str) -> bool:
        """Tell whether the token at a position of the tape belongs to the part."""
        return 0 <= index < len(self.tape.letters) and self.tape.letters[index] in members(part)

    def mod(self) -> str | None:
        """Return what blurs the expression: a part of a period, or an approximation."""
        if not self.has("BLURRING"):
            return None
        return self.value("edge") or self.value("early", "late", "mid", "approx")

    def hedge(self) -> tuple[str | None, int | None]:
        """Return the approximation, and where the expression begins if ``over`` is a preposition here.

        ``over three years`` is a length of time after money or a verb, and more than three years elsewhere.
        """
        if self.context.narrative or not self.letter_at(self.first, "over"):
            first = self.first
            while not self.context.narrative and self.letter_at(first, "only"):
                first += 1
            return self.value("approx", "over"), self.tape.starts[first] if first > self.first else None
        if self.word_before().strip("(,") in cues("over_is_more"):
            return "MORE_THAN", None
        return self.value("approx"), self.tape.starts[self.first + 1]

    def word_before(self) -> str:
        """Return the word (lower case) or sign before the match; empty at a line's start."""
        head = self.tape.lower[max(0, self.start - 40) : self.start]
        if head[-1:] == "\n":
            return ""
        words = head.rsplit(None, 1)
        return words[-1] if words else ""

    def word_after(self) -> str:
        """Return the word (lower case) after the match, or the sign that follows at once."""
        tail = self.tape.lower[self.end : self.end + 40]
        if tail[:1] == "\n" and not tail.lstrip()[:1].isalpha():
            return "\n"
        if not tail[:1].isspace():
            return tail[:1]
        if tail[0] == "\n" and self.tape.text[self.end : self.end + 40].lstrip()[:1].isupper():
            return "\n"
        words = tail.split()
        return words[0].rstrip('.,;:!?)"”’') or words[0] if words else ""


def calendar(match: Match, value: str | None, anchor: str | None = None, **more: str | None) -> Reading:
    """Make the reading of a DATE, with the modifier of its words."""
    return Reading("DATE", value, match.mod(), anchor=anchor if value else None, remark=more.get("remark"))


def year_in(match: Match, after: int | None = None) -> int | None:
    """Return the year that stands in the match (``1917``, ``480 BC``), negative before Christ."""
    start = match.first if after is None else after
    era = match.value("era")
    index = match.index("year", start)
    if index is None and era:
        era_index = match.index("era") or 0
        numbers = [i for i in range(start, match.last) if match.letter_at(i, "COUNT")]
        before = [i for i in numbers if i < era_index]
        index = before[-1] if before else numbers[0] if numbers else None
    if index is None:
        return None
    number = int(match.tape.values[index])
    return -number if era == "BC" else number


def relative_year(match: Match) -> tuple[int | None, str | None]:
    """Return the year of ``last year``, ``that year`` in the match, and its anchor, if there is one."""
    index = match.index("UNIT")
    turn = next((p for p in ("following", "previous", "same", "that") if match.has(p)), None)
    deictic = next((p for p in ("last", "past", "next", "coming", "this") if match.has(p)), None)
    if index is None or match.tape.values[index] != "Y" or not (turn or deictic):
        return None, None
    anchor = match.context.anaphoric(match.start) if turn else match.context.deictic(match.start)
    base = at.year_number(anchor)
    if base is None:
        return None, None
    return base + int(match.value(turn or deictic or "") or 0), anchor
