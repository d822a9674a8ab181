"""A match of a rule in a run of date words, and the reading that a reader makes of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from plancli.pipeline.dates import arithmetic as at
from plancli.pipeline.dates.grammar import any_of, members, shape_of
from plancli.pipeline.dates.lexicon import cues

if TYPE_CHECKING:
    from plancli.pipeline.dates.context import Context
    from plancli.pipeline.dates.grammar import Rule
    from plancli.pipeline.dates.lexer import Run
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


class Match:
    """A stretch ``first`` to ``last`` (half open) of a run that a rule matches, with its context.

    Attributes:
        start: offset of the first character.
        end: offset after the last character.
        rate: set by a guard that sees a price or a rate before the match (``£5m a year``).
    """

    __slots__ = (
        "_after",
        "_before",
        "_shape",
        "context",
        "end",
        "first",
        "last",
        "offset",
        "rate",
        "rule",
        "run",
        "start",
        "tape",
    )

    def __init__(self, rule: Rule, run: Run, offset: int, first: int, last: int, context: Context) -> None:
        self.rule = rule
        self.run = run
        self.offset = offset
        self.first = first
        self.last = last
        self.context = context
        self.tape = context.tape
        self.rate = False
        self.start = offset + run.starts[first]
        self.end = offset + run.ends[last - 1]
        self._shape = shape_of(run.letters[first:last])
        self._before: str | None = None
        self._after: str | None = None

    def part(self, first: int, last: int) -> Match:
        """Return a stretch of the same run as a match of its own."""
        return Match(self.rule, self.run, self.offset, first, last, self.context)

    def start_of(self, index: int) -> int:
        """Return the offset of the first character of the token at a place of the run."""
        return self.offset + self.run.starts[index]

    def end_of(self, index: int) -> int:
        """Return the offset after the last character of the token at a place of the run."""
        return self.offset + self.run.ends[index]

    @property
    def text(self) -> str:
        """The words of the match, in lower case."""
        return self.tape.lower[self.start : self.end]

    def text_as_written(self) -> str:
        """Return the words of the match as they stand."""
        return self.context.tape.text[self.start : self.end]

    def index(self, part: str, after: int | None = None) -> int | None:
        """Return the place in the run of the first token of a part, or ``None``."""
        if after is None:
            place = self._shape[part]
            return None if place < 0 else self.first + place
        found = any_of(part).search(self.run.letters, after, self.last)
        return found.start() if found else None

    def value(self, *parts: str) -> str | None:
        """Return the value of the first token that belongs to one of the parts."""
        for part in parts:
            place = self._shape[part]
            if place >= 0:
                return self.run.values[self.first + place]
        return None

    def values(self, part: str) -> list[str]:
        """Return the values of all tokens of a part."""
        wanted = members(part)
        return [self.run.values[i] for i in range(self.first, self.last) if self.run.letters[i] in wanted]

    def has(self, part: str) -> bool:
        """Tell whether a token of the part stands in the match."""
        return self._shape[part] >= 0

    def letter_at(self, index: int, part: str) -> bool:
        """Tell whether the token at a place of the run belongs to the part."""
        letters = self.run.letters
        return 0 <= index < len(letters) and letters[index] in members(part)

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
            return self.value("approx", "over"), self.start_of(first) if first > self.first else None
        if self.word_before().strip("(,") in cues("over_is_more"):
            return "MORE_THAN", None
        return self.value("approx"), self.start_of(self.first + 1)

    def word_before(self) -> str:
        """Return the word (lower case) or sign before the match; empty at a line's start."""
        if self._before is None:
            self._before = self._read_before()
        return self._before

    def bare_before(self) -> str:
        """Return the word before the match without opening brackets and quotation marks."""
        return self.word_before().strip("(\"'“‘[,")

    def _read_before(self) -> str:
        head = self.tape.lower[max(0, self.start - 40) : self.start]
        if head[-1:] == "\n":
            return ""
        words = head.rsplit(None, 1)
        return words[-1] if words else ""

    def word_after(self) -> str:
        """Return the word (lower case) after the match, or the sign that follows at once."""
        if self._after is None:
            self._after = self._read_after()
        return self._after

    def _read_after(self) -> str:
        tail = self.tape.lower[self.end : self.end + 40]
        sign = tail[:1]
        if sign == "\n" and not tail.lstrip()[:1].isalpha():
            return "\n"
        if not sign.isspace():
            return sign
        if sign == "\n" and self.tape.text[self.end : self.end + 40].lstrip()[:1].isupper():
            return "\n"
        words = tail.split(None, 1)
        return words[0].rstrip('.,;:!?)"”’') or words[0] if words else ""


def calendar(match: Match, value: str | None, anchor: str | None = None, **more: str | None) -> Reading:
    """Make the reading of a DATE, with the modifier of its words."""
    return Reading("DATE", value, match.mod(), anchor=anchor if value else None, remark=more.get("remark"))


def year_in(match: Match, after: int | None = None) -> int | None:
    """Return the year that stands in the match (``1917``, ``480 BC``), negative before Christ."""
    start = match.first if after is None else after
    era = match.value("era")
    index = match.index("year", after)
    if index is None and era:
        era_index = match.index("era") or 0
        numbers = [i for i in range(start, match.last) if match.letter_at(i, "COUNT")]
        before = [i for i in numbers if i < era_index]
        index = before[-1] if before else numbers[0] if numbers else None
    if index is None:
        return None
    number = int(match.run.values[index])
    return -number if era == "BC" else number


def relative_year(match: Match) -> tuple[int | None, str | None]:
    """Return the year of ``last year``, ``that year`` in the match, and its anchor, if there is one."""
    index = match.last - 1
    while index >= match.first and not (match.letter_at(index, "unit") and match.run.values[index] == "Y"):
        index -= 1
    first = index
    while first > match.first and match.letter_at(first - 1, "TURN"):
        first -= 1
    words = match.part(first, max(first, index))  # "the last month of the year" is none of last year's
    turn = next((p for p in ("following", "previous", "same", "that") if words.has(p)), None)
    deictic = next((p for p in ("last", "past", "next", "coming", "this") if words.has(p)), None)
    if index < match.first or not (turn or deictic):
        return None, None
    anchor = match.context.anaphoric(match.start) if turn else match.context.deictic(match.start)
    base = at.year_number(anchor)
    if base is None:
        return None, None
    return base + int(words.value(turn or deictic or "") or 0), anchor
