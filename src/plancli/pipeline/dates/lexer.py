"""From a text to a tape: one letter for each date word, numeral and separator, a blank where prose breaks in.

``the 10th of December`` becomes the letters of ``the ordinal of month``. The tape is what the grammar reads.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from plancli.pipeline.dates.grammar import Matches, places_in
from plancli.pipeline.dates.lexicon import BREAK, connecting, key_words, letters, phrase_words, scanner, words

if TYPE_CHECKING:
    from collections.abc import Iterator

_ADJACENT = ("", " ", "\xa0", "  ", "\u2009", "\u202f", " \xa0", "\t")
_SEPARATORS = {
    "comma": (", ", ",", ",\xa0", " , "),
    "hyphen": ("-", "\u2011", "\u2010"),
    "dash": ("–", "—", " – ", " - ", " — ", "– ", " –", "- ", "--", " −", "−"),
    "possessive": ("'s ", "’s ", "' ", "’ "),
    "slash": ("/", " / "),
    "open": (" (", ") "),
}
_WHITE = re.compile(r"\s")
_WORD = re.compile(r"\w+")
#: What may follow a number at once.
_GLUED = ("am", "pm", "a.m", "p.m", "yr", "hrs", "min", "noon")


class Run(NamedTuple):
    """A stretch of text as class letters; the lists run parallel to ``letters`` and count from its start.

    ``places`` says where rules match, and for each place their ends, the longest first.
    """

    letters: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    values: tuple[str, ...]
    places: tuple[tuple[int, Matches], ...]


@dataclass(slots=True)
class Tape:
    """A text and its runs; two parallel lists, since a tuple for each would wake the garbage collector."""

    text: str
    lower: str
    runs: list[Run]
    offsets: list[int]

    def runs_from(self, offset: int) -> Iterator[tuple[Run, int]]:
        """Give the run that an offset lies in, or the next one, and those that follow, each with its offset."""
        for index in range(max(0, bisect_right(self.offsets, offset) - 1), len(self.runs)):
            yield self.runs[index], self.offsets[index]

    def values(self, name: str) -> Iterator[str]:
        """Give the values of all tokens of a class."""
        letter = letters()[name]
        for run in self.runs:
            if letter in run.letters:
                yield from (run.values[i] for i, found in enumerate(run.letters) if found == letter)

    def joined(self) -> str:
        """Return the letters of all runs."""
        return "".join([run.letters for run in self.runs])


class _Chunks(dict[str, str]):
    """What a chunk between two spaces can be: a date by itself (``d``), a part of one (``p``), neither (``-``)."""

    def __missing__(self, chunk: str) -> str:
        kind = _kind(chunk)
        if len(chunk) < _LONGEST_KEPT:
            if len(self) > _MOST_KEPT:
                self.clear()
            self[chunk] = kind
        return kind


_CHUNKS = _Chunks()
_MOST_KEPT = 100_000
_LONGEST_KEPT = 200
#: A run: few words that lead to a date, and what goes on from it. Both are bounded for the sake of endless tables.
_RUN = re.compile("p{0,15}d[dp]{0,60}")


def _kind(chunk: str) -> str:
    lower, bare = lower_same_length(chunk), True
    for found in scanner().finditer(lower):
        start, end = found.span()
        if found.lastgroup:
            return "d"
        entry = words()[_WHITE.sub(" ", lower[start:end])]
        if entry.capital and chunk[start] == lower[start]:
            continue
        if entry.letter not in connecting():
            return "d"
        bare = False
    parts = set(_WORD.findall(lower))
    if not parts.isdisjoint(key_words()):
        return "d"
    return "-" if bare and parts.isdisjoint(phrase_words()) and chunk.strip() not in _gaps(True) else "p"


def lower_same_length(text: str) -> str:
    """Lower a text without moving an offset (some capitals have longer lower-case forms)."""
    lower = text.lower()
    return (
        lower if len(lower) == len(text) else "".join(low if len(low := c.lower()) == 1 else c for c in text)
    )


def is_wrapped(text: str) -> bool:
    """Tell whether lines are broken inside sentences: many single line ends before a lower-case letter."""
    head = text[:100_000]
    lines = head.count("\n") - head.count("\n\n") * 2
    return lines > 2 and len(re.findall(r"[a-z,]\n[a-z]", head)) > 0.3 * lines


@cache
def _gaps(wrapped: bool) -> dict[str, str]:
    known = letters()
    table = dict.fromkeys(_ADJACENT, "")
    for name, gaps in _SEPARATORS.items():
        table.update(dict.fromkeys(gaps, known[name]))
    if wrapped:
        table |= {"\n": "", ",\n": known["comma"], "\n ": ""}
    return table


def read(text: str, wrapped: bool | None = None) -> Tape:
    """Lay the date words of a text on a tape.

    The text is cut at its spaces, each distinct chunk is judged once, and only runs of chunks in which
    something can be a date are scanned word by word, each distinct run once.
    """
    tape = Tape(text, lower_same_length(text), [], [])
    wrapped = is_wrapped(text) if wrapped is None else wrapped
    for first, last in _runs(text):
        piece = text[first:last]
        run = _known_run(piece, wrapped) if last - first < _LONGEST_KEPT else scan(piece, wrapped)
        if run.places:
            tape.runs.append(run)
            tape.offsets.append(first)
    return tape


def _runs(text: str) -> Iterator[tuple[int, int]]:
    """Give the stretches of a text, between two spaces, that may hold an expression."""
    chunks = text.split(" ")
    kinds = "".join(map(_CHUNKS.__getitem__, chunks))
    offsets = array("i", accumulate((len(chunk) + 1 for chunk in chunks), initial=0))
    for found in _RUN.finditer(kinds):
        first, last = found.span()
        yield offsets[first], offsets[last] - 1


@lru_cache(maxsize=30_000)
def _known_run(run: str, wrapped: bool) -> Run:
    return scan(run, wrapped)


def scan(run: str, wrapped: bool) -> Run:
    """Scan a run of chunks word by word."""
    lower = lower_same_length(run)
    gaps, vocabulary = _gaps(wrapped), words()
    tape: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    values: list[str] = []
    last = -9
    for found in scanner().finditer(lower):
        start, end = found.span()
        group = found.lastgroup
        if group is None:
            word = lower[start:end]
            letter, value, capital = vocabulary.get(word) or vocabulary[_WHITE.sub(" ", word)]
            if capital and run[start] == word[0]:
                continue
        else:
            letter, value, end = _shape(group, lower, start, end)
            if not letter:
                continue
        gap = gaps.get(lower[last:start], BREAK) if start - last < 4 else BREAK
        if gap and tape:
            tape.append(gap)
            starts.append(last)
            ends.append(start)
            values.append("")
        tape.append(letter)
        starts.append(start)
        ends.append(end)
        values.append(value)
        last = end
    letters_of = "".join(tape) + BREAK
    return Run(letters_of, (*starts, last), (*ends, last), (*values, ""), tuple(places_in(letters_of)))


def _shape(group: str, lower: str, start: int, end: int) -> tuple[str, str, int]:
    """Classify what the scanner found by its shape; an empty letter says that it is nothing here."""
    token = lower[start:end]
    special = _BY_SHAPE.get(group)
    if group == "plain":
        name, value = _plain(lower, token, end)
    elif special:
        name, value = special(token)
    else:
        name = {"grouped": "number", "sep": "numeric_date"}.get(group, group)
        value = token[1] if group == "quarter_token" else token.replace(",", "")
        value = value.replace(".", "") if group == "ampm" else value
    return letters()[name] if name else "", value, end


def _ordinal(token: str) -> tuple[str, str]:
    number = int(token[:-2])
    return "ordinal" if number else "", str(number)


def _decimal(token: str) -> tuple[str, str]:
    minutes = token.partition(".")[2]
    dotted = len(minutes) == 2 and float(token) < 24 and int(minutes) < 60
    return "clock_dot" if dotted else "decimal", token


def _half(token: str) -> tuple[str, str]:
    return "half_token", token[1]


def _short(token: str) -> tuple[str, str]:
    return "decade" if token.endswith("s") else "short_year", token[1:3]


def _plain(lower: str, token: str, end: int) -> tuple[str, str]:
    if lower[end : end + 1].isalpha() and not lower.startswith(_GLUED, end):
        return "", ""
    number = int(token)
    if len(token) <= 2 and 0 < number <= 31:
        return "small", token
    if len(token) == 4 and 1000 <= number <= 2199:
        return "year", token
    return "number", str(number)


def _pair(token: str) -> tuple[str, str]:
    """Tell ``2024-25`` (year_pair), ``1915–18`` (year_span) and ``2024-12`` (iso_month) apart."""
    first, second = token[:4], token[5:]
    full = second if len(second) == 4 else first[:2] + second
    if first[2:] + second == "9900":
        full = str(int(first) + 1)
    if int(full) == int(first) + 1:
        return "year_pair", f"{first}/{full}"
    if len(second) == 2 and token[4] == "-" and 1 <= int(second) <= 12:
        return "iso_month", token
    if int(full) > int(first) and token[4] != "/":
        return "year_span", f"{first}/{full}"
    return "", ""


_BY_SHAPE = {"pair": _pair, "ordinal": _ordinal, "decimal": _decimal, "half": _half, "short": _short}
