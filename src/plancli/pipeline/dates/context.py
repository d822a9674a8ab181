"""What an expression is resolved against: publication, the day of speech, or the date last mentioned."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import TYPE_CHECKING

from plancli.pipeline.dates import arithmetic as at
from plancli.pipeline.dates.lexicon import cues, letters, trie_pattern
from plancli.pipeline.dates.tense import REACH, tense_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from plancli.pipeline.dates.lexer import Tape

_SENTENCE_END = re.compile(r"[.!?;][\"”’')]*\s+(?=[\"“‘'(]*[A-Z])|\n")
_LONGEST_PARAGRAPH = 4000
#: How far (in characters) behind a date what counts from it may stand in the news.
_NEARBY = 600
_NARRATED = re.compile(r"(?<!\w)(?:was|were|had|did)(?!\w)")
_DEICTIC = re.compile(
    r"(?<!\w)(?:will|shall|we|our|you|your|today|yesterday|tomorrow|must|should|is|are|has|says)(?!\w)"
)

_LATELY = 1
"""Years before that of publication in which a history may speak of now."""
_YEAR_NAMED = re.compile(r"(?<!\d)(?:1[4-9]|20)\d\d(?!\d)")

#: How far (in characters) behind a quotation the words that report it go.
_LONGEST_REPORT = 120


@cache
def _saying() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(sorted(cues('saying')))})(?: (?:me|us|mps|reporters|journalists|parliament"
                      r"|the (?:\w+ )?\w+|an? (?:\w+ )?\w+))?(?!\w)")  # fmt: skip


@dataclass(slots=True)
class Mention:
    """A calendar value that the text has mentioned, and where."""

    value: str
    start: int
    end: int


@dataclass
class Context:
    """Everything outside the expression that its reading may ask for."""

    tape: Tape
    published: str | None
    quotations: Sequence[tuple[int, int]]
    narrative: bool
    mentions: list[Mention] = field(default_factory=list)
    #: Finds the first day that is named between two offsets, set by the finder.
    day_within: Callable[[int, int], tuple[str, int] | None] = lambda _first, _last: None
    _spoken: dict[int, str | None] = field(default_factory=dict)

    @cached_property
    def _quote_starts(self) -> list[int]:
        return [start for start, _ in self.quotations]

    def in_quotation(self, offset: int) -> bool:
        """Tell whether the offset lies in quoted speech."""
        return self._quotation(offset) is not None

    def _quotation(self, offset: int) -> int | None:
        index = bisect_right(self._quote_starts, offset) - 1
        return index if index >= 0 and offset < self.quotations[index][1] else None

    def _day_of_speech(self, index: int) -> str | None:
        """Return the day that the words around a quotation give it, else the publication date."""
        if index not in self._spoken:
            self._spoken[index] = self.published  # also while it is looked for
            start, end = self.quotations[index]
            low, _ = self.sentence(start, start)
            _, high = self.sentence(end, end)
            day = self._said_on(end, min(high, end + _LONGEST_REPORT)) or self._said_on(low, start)
            if day and (self.published is None or day <= self.published):
                self._spoken[index] = day
        return self._spoken[index]

    def _said_on(self, first: int, last: int) -> str | None:
        """Return the day that follows a word of saying at once: ``said on Tuesday``, ``told reporters Friday``."""
        said = _saying().search(self.tape.lower, first, last)
        found = self.day_within(said.end(), last) if said else None
        if said is None or found is None:
            return None
        return found[0] if self.tape.lower[said.end() : found[1]].strip(" ,") in cues("said_when") else None

    @property
    def last(self) -> str | None:
        """The calendar value last mentioned."""
        return self.mentions[-1].value if self.mentions else None

    def mention(self, value: str | None, start: int, end: int) -> None:
        """Remember a calendar value for what follows."""
        if value and at.parts(value):
            self.mentions.append(Mention(value, start, end))

    def deictic(self, offset: int) -> str | None:
        """Return what ``last year`` and ``July`` count from: publication, or the date that is told of."""
        quotation = self._quotation(offset)
        if quotation is not None:
            return self._day_of_speech(quotation)
        return self._told(offset) if self.narrative else self.published

    def _told(self, offset: int) -> str | None:
        """Return the date that the paragraph tells of: its last one with a month (a year may be an aside)."""
        paragraph = self.tape.text.rfind("\n", max(0, offset - _LONGEST_PARAGRAPH), offset)
        for mention in reversed(self.mentions[-8:]):
            if mention.end <= paragraph:
                break
            if at.coarsen(mention.value, "M"):
                return mention.value
        return self.last

    def anaphoric(self, offset: int) -> str | None:
        """Return what ``the following year`` counts from: the date last mentioned, else publication."""
        if self.narrative:
            return self.last
        if self.mentions and offset - self.mentions[-1].end < _NEARBY:
            return self.last
        return self.published

    def the_year(self, start: int, end: int) -> str | None:
        """Return the date whose year ``the year`` is: one of the sentence, or told of before, else publication."""
        if self.narrative:
            return self.anaphoric(start)
        low, _ = self.sentence(start, end)
        if self.mentions and self.mentions[-1].start >= low:
            return self.last
        told = self.tense(start, end) < 0 and not self.in_quotation(start)
        return self.already(start) if told else self.deictic(start) or self.anaphoric(start)

    def already(self, offset: int) -> str | None:
        """Return the date last mentioned nearby that was over at publication: what is ``earlier`` counts from it."""
        last = self.published and at.bounds(self.published)
        if not last:
            return None
        near = [mention for mention in self.mentions[-4:] if offset - mention.end < _NEARBY]
        over = [m.value for m in near if (limits := at.bounds(m.value)) and limits[0] <= last[1]]
        return over[-1] if over else self.published

    def with_grain(self, offset: int, unit: str) -> str | None:
        """Return the date last mentioned that is as fine as the unit, looking back in a narrative."""
        base = self.anaphoric(offset)
        if at.coarsen(base, unit) or not self.narrative:
            return base
        year = at.year_number(base)
        for mention in reversed(self.mentions[-6:]):
            if at.year_number(mention.value) != year:
                break
            if at.coarsen(mention.value, unit):
                return mention.value
        return base

    def sentence(self, start: int, end: int, reach: int = 400) -> tuple[int, int]:
        """Return the sentence around an expression, at most ``reach`` characters to either side."""
        low, high = max(0, start - reach), min(len(self.tape.text), end + reach)
        before = list(_SENTENCE_END.finditer(self.tape.text, low, start))
        stop = end - (self.tape.text[end - 1 : end] == ".")  # the full stop of ``p.m.`` may end the sentence
        after = _SENTENCE_END.search(self.tape.text, stop, high)
        return (before[-1].end() if before else low), (after.start() if after else high)

    def tense(self, start: int, end: int) -> int:
        """Return -1 for past, 1 for future, 0 for neither, by the verb form nearest to the expression."""
        low, high = self.sentence(start, end, REACH)
        return tense_of(self.tape.lower, low, start, end, high)

    @cached_property
    def day_first(self) -> bool | None:
        """Whether the day stands before the month, by worded and certain numeric dates, else by spelling."""
        known = letters()
        day, month = (
            f"[{known['small']}{known['ordinal']}]",
            f"[{known['month']}{known['month_word']}{known['month_abbr']}]",
        )
        written = self.tape.joined()
        british = len(re.findall(day + month, written))
        american = len(re.findall(f"{month}{known['small']}[^{known['small']}]", written))
        for value in self.tape.values("numeric_date"):
            if found := re.match(r"(\d\d?)\D(\d\d?)\D", value):
                british += 5 * (int(found[1]) > 12)
                american += 5 * (int(found[2]) > 12)
        if british == american:
            british, american = (
                sum(map(self.tape.lower.count, cues(name)))
                for name in ("british_spelling", "american_spelling")
            )
        return None if british == american else british > american


def is_narrative(tape: Tape, published: str | None = None) -> bool:
    """Tell a history from news and policy: many dated years, told in the past, nobody speaking of now."""
    years = list(map(int, tape.values("year")))
    if len(years) + sum(1 for _ in tape.values("era")) < 6 or _is_recent(years, published):
        return False
    text = tape.lower[:60_000]
    past = len(_NARRATED.findall(text))
    return past > 5 and past > 1.3 * len(_DEICTIC.findall(text))


def _is_recent(years: list[int], published: str | None) -> bool:
    """Tell whether most of the years that a text names are the year of publication and the one before."""
    year = at.year_number(published)
    return year is not None and 2 * sum(year - 1 <= number <= year + 1 for number in years) > len(years)


def spoken_now(
    tape: Tape, published: str | None, quotations: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Return the paragraphs of a history that have reached the day of writing (``last week``, ``this year``).

    They stand where the years told of have come near that of publication; one that follows and names no year
    goes on in it.
    """
    found: list[tuple[int, int]] = []
    told, now = 0, at.year_number(published) or 0
    for line in re.finditer(r"[^\n]+", tape.lower):
        start, end = line.span()
        years = _YEAR_NAMED.findall(tape.lower, start, end)
        told = int(years[-1]) if years else told
        if now - told > _LATELY:
            continue
        spoken = any(
            not any(low <= match.start() < high for low, high in quotations)
            for match in _now_words().finditer(tape.lower, start, end)
        )
        goes_on = bool(found) and tape.lower[found[-1][1] : start].isspace()
        if spoken or (goes_on and not years):
            found.append((start, end))
    return found


@cache
def _now_words() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){trie_pattern(cues('day_of_writing'))}")
