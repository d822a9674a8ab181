"""Figures: counted results and amounts ("nearly 200 arrests", "£3.5 million", "12%")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from plancli.document import Document
from plancli.gazetteer.cues import table, words
from plancli.intervals import Intervals
from plancli.pipeline.components import document_of, register, results

_UNITS = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_SCALES = {
    "hundred": 100,
    "thousand": 1_000,
    "million": 1_000_000,
    "billion": 10**9,
    "trillion": 10**12,
    "m": 1_000_000,
    "bn": 10**9,
    "k": 1_000,
}
_WORDS = {word: n for n, word in enumerate(_UNITS, 1)} | {word: 10 * n for n, word in enumerate(_TENS, 2)}
_COUNTED_FROM = 11
"""A smaller number in words is part of the prose ("two updates"), not a counted result."""
_CURRENCIES = {"£": "GBP", "€": "EUR", "$": "USD", "US$": "USD", "A$": "AUD", "C$": "CAD"}
_NUMBER = re.compile(
    r"(?<![\w.,/–-])(?P<currency>US\$|A\$|C\$|[£€$])?\s?"
    r"(?:(?P<digits>\d{1,3}(?:,\d{3}){1,6}(?:\.\d{1,9})?|\d{1,18}(?:\.\d{1,9})?)"
    r"|(?P<word>(?:"
    + "|".join(_TENS)
    + r")(?:-(?:"
    + "|".join(_UNITS[:9])
    + r"))?|"
    + "|".join(_UNITS)
    + r"|a quarter of a|half a)(?![\w-]))"
    r"(?:(?P<scale>m|bn|k)\b|[ -](?P<scaleword>hundred|thousand|million|billion|trillion)\b)?"
    r"(?P<percent>\s?%| per cent\b| percent\b)?"
    r"(?![\w/]|[.,:–-]\d|-[a-z])",
    re.IGNORECASE,
)
_UNIT = re.compile(
    r"\s+(?:of\s+(?:the\s+)?)?(?P<words>[A-Za-z][\w’'-]*(?:\s+(?!(?:"
    + "|".join(
        [
            "and",
            "or",
            "but",
            "to",
            "of",
            "in",
            "on",
            "by",
            "from",
            "for",
            "at",
            "with",
            "as",
            "that",
            "which",
            "who",
            "is",
            "are",
            "was",
            "were",
            "has",
            "have",
            "had",
            "will",
            "linked",
            "believed",
            "involved",
            "across",
            "between",
            "through",
            "during",
            "since",
            "after",
            "before",
            "within",
            "under",
            "over",
            "about",
            "into",
            "per",
            "the",
            "a",
            "an",
            "this",
            "it",
            "they",
            "we",
        ]
    )
    + r")\b)[A-Za-z][\w’'-]*){0,3})"
)
_SECTION = re.compile(
    r"\b(?:section|article|chapter|annex|figure|table|page|pp?\.|nos?\.?|number|paragraph|part|version|directive|group|level|tier|phase|stage|step|type|§|point|goal|action|priority|objective|covid|g|principle)\s*$",
    re.IGNORECASE,
)

_RATIO = re.compile(
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|\d+)\s+(?:in|out of)\s+(?:every\s+)?$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class FoundFigure:
    """A figure: number, what is counted (``%``, an ISO 4217 code or the words), and how it is blurred."""

    start: int
    end: int
    value: float | int
    unit: str
    mod: str | None


def find_figures(
    text: str, document: Document | None = None, taken: Sequence[tuple[int, int]] = ()
) -> list[FoundFigure]:
    """The figures of ``text``; ``taken`` are the spans of dates, which are no figures."""
    found = []
    blocked = Intervals(taken)
    spans = (
        [(b.content, b.end) for b in document.blocks if b.region is None and b.kind != "heading"]
        if document
        else [(0, len(text))]
    )
    for start, end in spans:
        for match in _NUMBER.finditer(text, start, end):
            if not blocked.touch(*match.span()):
                found += _figure(text, match, end, blocked)
    return found


def _figure(text: str, match: re.Match[str], limit: int, dates: Intervals) -> Iterator[FoundFigure]:
    value = _value(match)
    before = text[max(0, match.start() - 20) : match.start()]
    if value is None or _SECTION.search(before) or _RATIO.search(before):
        return
    end = match.end()
    unit = _CURRENCIES.get((match["currency"] or "").upper(), "")
    if match["percent"]:
        unit = "%"
    elif not unit:
        counted = _UNIT.match(text, end, limit)
        if counted is None:
            return
        unit, end = _head(counted)
        if not unit or dates.touch(match.start(), end):
            return
    mod, start = _mod(text, match.start())
    yield FoundFigure(start, end, value, unit, mod)


def _head(counted: re.Match[str]) -> tuple[str, int]:
    """The noun phrase that is counted: up to its first plural noun, else its first word."""
    position = counted.start("words")
    kept: list[str] = []
    end = position
    for word in re.finditer(r"\S+", counted["words"]):
        bare = word[0]
        kept.append(bare)
        end = position + word.end()
        if (bare.endswith("s") and not bare.endswith(("ss", "ous", "’s", "'s"))) or bare.lower() in (
            "people",
            "men",
            "women",
            "children",
        ):
            break
    else:
        return "", end
    return (
        ("", end)
        if kept[-1].lower() in words("not_counted") or kept[0].lower() in words("not_counted")
        else (" ".join(kept), end)
    )


def _value(match: re.Match[str]) -> float | int | None:
    scale = _SCALES.get((match["scale"] or match["scaleword"] or "").lower(), 1)
    if match["digits"]:
        number = float(match["digits"].replace(",", ""))
    else:
        word = match["word"].lower()
        fraction = {"a quarter of a": 0.25, "half a": 0.5}.get(word)
        if fraction is not None and scale == 1:
            return None
        number = fraction if fraction is not None else float(sum(_WORDS[part] for part in word.split("-")))
        if fraction is None and number < _COUNTED_FROM and scale == 1:
            return None
    total = round(number * scale, 6)
    return int(total) if total == int(total) else total


def _mod(text: str, start: int) -> tuple[str | None, int]:
    """The words before the number that blur it, and where the expression starts."""
    before = text[max(0, start - 24) : start]
    for row in table("number_mods"):
        match = re.search(rf"(?<![\w-])(?:{row['pattern']})\s+$", before, re.IGNORECASE)
        if match:
            return row["mod"], start - len(before) + match.start()
    return None, start


def _find(doc: Doc) -> list[FoundFigure]:
    dates = [(span.start_char, span.end_char) for span in doc.spans.get("plancli_dates", [])]
    quoted = results(doc, "plancli_references")
    names = [span for reference in quoted for span in reference.mentions]
    return find_figures(doc.text, document_of(doc), [*dates, *names])


register("plancli_figures", _find, lambda _: "figure")
