"""The vocabulary: classes of date words, each written as one letter, and one pattern that finds them all.

The words stand in ``vocabulary.tsv``. A class name maps to one private-use letter, so that a text becomes a
string of letters over which the grammar's rules are small regular expressions.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Classes that the lexer recognises by shape rather than by word.
SHAPES = (
    "iso", "iso_month", "numeric_date", "clock", "clock_dot", "year_pair", "year_span", "decade", "ordinal",
    "quarter_token", "half_token", "fy", "short_year", "decimal", "small", "number", "year",
    "comma", "hyphen", "dash", "possessive", "slash", "open",
)  # fmt: skip
#: Classes whose words only lead to, join or go on from other date words.
CONNECTING = (
    "the", "indef", "of", "link", "link_or", "to", "in", "on", "prep", "this", "that", "these", "within", "only",
    "approx", "over", "numeral", "vague", "ordinal_word", "every", "other", "same", "last", "next", "coming",
    "following", "previous", "early", "late", "mid", "edge", "later", "earlier", "ago", "hence", "ahead", "filler",
    "before_after", "recent", "initial", "remaining", "rest", "half_more", "half_unit", "quarter_unit",
    "times", "times_word", "latter", "old", "long", "age", "period_noun", "per",
)  # fmt: skip
BREAK = " "


class Entry(NamedTuple):
    """What the vocabulary says of one word: its class letter, its value, whether it needs a capital."""

    letter: str
    value: str
    capital: bool


@cache
def rows(name: str) -> list[list[str]]:
    """Read a tab-separated data file of this package, without comments and empty lines."""
    text = files(__package__).joinpath(name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line.strip() and not line.startswith("#")]


@cache
def letters() -> dict[str, str]:
    """Return the letter of each class."""
    names = dict.fromkeys([*SHAPES, *(row[0] for row in rows("vocabulary.tsv"))])
    return {name: chr(0xE000 + index) for index, name in enumerate(names)}


@cache
def words() -> dict[str, Entry]:
    """Return the entry of each word, in lower case."""
    known = letters()
    return {
        word: Entry(known[cls], value, capital == "C")
        for cls, value, capital, alternatives in rows("vocabulary.tsv")
        for word in alternatives.split("|")
    }


@cache
def values(*classes: str) -> dict[str, str]:
    """Return the words of some classes, in lower case, with their values."""
    wanted = {letters()[name] for name in classes}
    return {word: entry.value for word, entry in words().items() if entry.letter in wanted}


@cache
def connecting() -> frozenset[str]:
    """Return the letters of the classes of which no expression is made alone."""
    return frozenset(letters()[name] for name in CONNECTING)


@cache
def _phrases() -> list[tuple[Entry, list[str]]]:
    return [(entry, re.findall(r"\w+", word)) for word, entry in words().items() if " " in word]


@cache
def phrase_words() -> frozenset[str]:
    """Return the words that phrases of the vocabulary are made of."""
    return frozenset(part for _, phrase in _phrases() for part in phrase)


@cache
def key_words() -> frozenset[str]:
    """Return one word for each phrase that is an expression by itself: its longest."""
    return frozenset(max(phrase, key=len) for entry, phrase in _phrases() if entry.letter not in connecting())


@cache
def cues(name: str) -> frozenset[str]:
    """Return a list of words from ``cues.tsv``."""
    return frozenset(word for key, words in rows("cues.tsv") if key == name for word in words.split("|"))


def trie_pattern(vocabulary: Iterable[str]) -> str:
    """Write a regular expression that matches the longest of many words, common prefixes factored out."""
    root: dict[str, Any] = {}
    for word in vocabulary:
        node = root
        for char in word:
            node = node.setdefault(char, {})
        node[""] = {}
    return _branch(root)


def _branch(node: dict[str, Any]) -> str:
    ends = "" in node
    branches = [
        (re.escape(c) if c != " " else r"[ \xa0\n]") + _branch(child)
        for c, child in sorted(node.items())
        if c
    ]
    if not branches:
        return r"(?!\w)"
    alternatives = [*branches, r"(?!\w)"] if ends else branches
    return alternatives[0] if len(alternatives) == 1 else f"(?:{'|'.join(alternatives)})"


def _by_first_letter(vocabulary: Iterable[str]) -> str:
    """Write the pattern of a vocabulary in ranges of first letters."""
    known = list(vocabulary)
    ranges = []
    for head in ("0-9", "a-e", "f-n", "o-s", "t-z"):
        opening = [word for word in known if re.match(f"[{head}]", word)]
        if opening:
            ranges.append(f"(?=[{head}]){trie_pattern(opening)}")
    return "(?:" + "|".join(ranges) + ")"


_NUMERALS = r"""
  (?P<iso>\d{4}-\d\d-\d\d(?:t\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:z|[+-]\d\d:?\d\d)?)?)(?![\w-])
| (?P<numeric_date>\d{1,2}(?P<sep>[./-])\d{1,2}(?P=sep)(?:\d{4}|\d\d)|\d{4}[./]\d\d?[./]\d\d?)
  (?![\w/-]|[.:]\d)
| (?P<clock>(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?)(?!\d|[:.]\d)
| (?P<pair>[12]\d{3}[-–/](?:[12]\d{3}|\d\d))(?:(?=[-–][12]\d{3}/\d\d\b)|(?![\w/-]|[.,:–]\d))
| (?P<decade>(?:[12]\d\d0|[1-9]\d?0)['’]?s)(?!\w)
| (?P<ordinal>\d{1,2}(?:st|nd|rd|th))(?!\w)
| (?P<decimal>\d{1,9}\.\d{1,9})(?=[ap]\.?m(?!\w)|(?!\w|%|[.,:/]\d))
| (?P<grouped>\d{1,3}(?:,\d{3}){1,4})(?![\w%]|[.,:/]\d)
| (?P<plain>\d{1,6})(?![\d%°²]|_\w|[.,:/]\d)
"""


@cache
def scanner() -> re.Pattern[str]:
    """Return the pattern that finds every date word and numeral of a lower-case text."""
    numerals = re.sub(r"\s+", "", _NUMERALS)
    return re.compile(
        # The look-ahead at a word's first letter and the three ranges of letters spare most words the trial of
        # each branch.
        r"\b(?=\w)(?:(?=\d)(?<![./:£$€¥#§=&+])(?<!\d,)(?<!\b[a-z]-)"
        rf"(?:{numerals})|{_by_first_letter(words())}"
        r"|(?P<quarter_token>q[1-4])(?!\w)|(?P<half>h[12])(?!\w)|(?P<fy>fy['’]?\d{2,4}(?:[-–/]\d{2,4})?)(?![\w/-]))"
        r"|(?<=\d)(?P<ampm>[ap](?:m|\.m\.?))(?!\w)|(?P<short>['’]\d0s|['’]\d\d)(?!\w)"
    )
