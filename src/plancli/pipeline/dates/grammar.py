"""The grammar: rules over class letters, read from a catalogue that a person can read.

``parts.tsv`` names parts (``DAY = small|ordinal``); ``rules.tsv`` lists the rules in these terms, each with
the function that reads it, the guard that may refuse it, and an example. The longest match wins;
among equals the rule that stands first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, TypeAlias

from plancli.pipeline.dates.lexicon import BREAK, letters, rows

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Letters that are matched together.
_LONGEST_RUN = 60
_NAME = re.compile(r"[A-Za-z_]+")


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of the catalogue, compiled."""

    name: str
    pattern: re.Pattern[str]
    reader: str
    guard: str
    written: str


#: The ends of the rules that match at a place, the longest first.
Matches: TypeAlias = tuple[tuple[int, Rule], ...]


@dataclass(frozen=True, slots=True)
class Example:
    """What the catalogue says that a rule does: an expression in a sentence, its type and its value."""

    rule: str
    sentence: str
    published: str | None
    expected: tuple[tuple[str, str, str | None], ...]


@cache
def parts() -> dict[str, str]:
    """Return each part as a regular expression over class letters."""
    known: dict[str, str] = dict(letters())
    for name, written in rows("parts.tsv"):
        known[name] = f"(?:{_translate(written, known)})"
    return known


def _translate(written: str, known: dict[str, str]) -> str:
    return _NAME.sub(lambda found: known[found[0]], written).replace(" ", "")


class _Members(dict[str, str]):
    """The letters of each part, gathered when first asked for."""

    def __missing__(self, part: str) -> str:
        self[part] = found = "".join(sorted(set(parts()[part]) & set(letters().values())))
        return found


_MEMBERS = _Members()


def members(part: str) -> str:
    """Return the letters that a part is made of."""
    return _MEMBERS[part]


@cache
def any_of(part: str) -> re.Pattern[str]:
    """Return the pattern of one token of a part."""
    return re.compile(f"[{members(part)}]")


class Shape(dict[str, int]):
    """Where in a run of letters each part first stands (-1: nowhere), found when first asked for."""

    def __init__(self, run: str) -> None:
        super().__init__()
        self.run = run

    def __missing__(self, part: str) -> int:
        """Look for the part."""
        found = any_of(part).search(self.run)
        self[part] = place = found.start() if found else -1
        return place


@lru_cache(maxsize=20_000)
def shape_of(run: str) -> Shape:
    """Return the shape of a run; the same few runs come again and again."""
    return Shape(run)


@cache
def rules() -> tuple[Rule, ...]:
    """Compile the catalogue."""
    compiled = []
    for name, written, reader, guard, *_ in rows("rules.tsv"):
        compiled.append(Rule(name, re.compile(_translate(written, parts())), reader, guard, written))
    return tuple(compiled)


@cache
def examples() -> tuple[Example, ...]:
    """Return the examples of the catalogue, one for each rule.

    The last columns are ``sentence``, ``published`` and the expressions (``text = TYPE value; …``).
    """
    found = []
    for row in rows("rules.tsv"):
        name, sentence, published, expected = row[0], row[4], row[5], row[6]
        readings = []
        for reading in expected.split(";"):
            text, _, described = reading.rpartition(" = ")
            kind, _, value = described.partition(" ")
            readings.append((text.strip(), kind, None if value == "null" else value))
        found.append(Example(name, sentence, None if published == "-" else published, tuple(readings)))
    return tuple(found)


@cache
def _openers() -> dict[str, tuple[Rule, ...]]:
    """Return, for each letter, the rules that can begin with it."""
    return {
        letter: tuple(rule for rule in rules() if _can_open(rule, letter)) for letter in letters().values()
    }


def _can_open(rule: Rule, letter: str) -> bool:
    """Tell whether a match of the rule can begin with the letter, by the parsed pattern."""
    return letter in _first(rule.pattern.pattern)


@cache
def _first(pattern: str) -> frozenset[str]:
    return frozenset(_Opening(pattern).read()[0])


class _Opening:
    """Reads with which letters a pattern of groups, bars, ``?``, ``*``, ``+`` and look-arounds may begin."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.at = 0

    def read(self) -> tuple[set[str], bool]:
        """Return the opening letters of the alternatives to a bracket's end, and if they may be empty."""
        opening: set[str] = set()
        empty = False
        sequence: set[str] = set()
        passable = True
        while self.at < len(self.pattern) and self.pattern[self.at] != ")":
            if self.pattern[self.at] == "|":
                opening, empty = opening | sequence, empty or passable
                sequence, passable = set(), True
                self.at += 1
                continue
            letters_here, may_skip = self._item()
            if passable:
                sequence |= letters_here
            passable = passable and may_skip
        return opening | sequence, empty or passable

    def _item(self) -> tuple[set[str], bool]:
        here: set[str] = {self.pattern[self.at]}
        skip = False
        if self.pattern[self.at] == "(":
            look = re.compile(r"\((?:\?(?:<?[=!]|:))?").match(self.pattern, self.at)
            self.at = look.end() if look else self.at + 1
            here, skip = self.read()
            if look and look[0] not in ("(", "(?:"):
                here, skip = set(), True
        self.at += 1
        if self.at < len(self.pattern) and self.pattern[self.at] in "?*+":
            skip = skip or self.pattern[self.at] != "+"
            self.at += 1
        return here, skip


@lru_cache(maxsize=20_000)
def _candidates(run: str) -> tuple[tuple[int, Matches], ...]:
    """Return where rules match in a run of letters, and for each place their ends, the longest first."""
    openers = _openers()
    places = []
    for at, letter in enumerate(run[:-1]):
        found = [
            (match.end(), rule)
            for rule in openers.get(letter, ())
            if (match := rule.pattern.match(run, at)) and match.end() > at
        ]
        if found:
            found.sort(key=lambda pair: -pair[0])
            places.append((at, tuple(found)))
    return tuple(places)


def places_in(letters_of: str) -> Iterator[tuple[int, Matches]]:
    """Give each place of some letters where rules match, with their ends, the longest first.

    A run between two breaks decides its matches alone, and most runs come again and again.
    """
    base = 0
    for run in letters_of.split(BREAK):
        for piece in range(0, len(run), _LONGEST_RUN):  # a longer run is a table, not a sentence
            offset = base + piece
            for at, found in _candidates(run[piece : piece + _LONGEST_RUN] + BREAK):
                yield at + offset, tuple((end + offset, rule) for end, rule in found) if offset else found
        base += len(run) + 1
