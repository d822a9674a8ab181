"""Figures: counted results ("nearly 200 arrests", "12%"). Sums of money are means, and no results."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc

from plancli.document import Document
from plancli.gazetteer.cues import table, words
from plancli.intervals import Intervals
from plancli.pipeline.components import document_of, register, results, text_of

_COUNTED_FROM = 11
"""A smaller number in words is prose ("two updates") unless it counts what was done ("two boats were seized")."""
_DONE = re.compile(
    r"\s+(?:were|was|have been|has been|had been)\s+(?:\w{2,20}ly\s+)?(?P<verb>[a-z]+)", re.IGNORECASE
)
_DETERMINER = re.compile(
    r"\b(?:the|these|those|all|both|its|their|our|his|her|other|first|last|next)\s+$", re.IGNORECASE
)
_UNIT = re.compile(
    r"(?:\s+|(?<=\d)(?=[A-Za-z]))(?:of\s+(?:the\s+)?)?(?P<words>[A-Za-z][\w’'-]*(?:\s+[A-Za-z][\w’'-]*){0,3})"
)
_SECTION = re.compile(
    r"\b(?:sections|articles|chapters|annexes|paragraphs|regulations|clauses)\s+[\w()]{1,9}\s+(?:and|to|or)\s*$|"
    r"\b(?:section|article|chapter|annex|figure|table|page|pp?\.|nos?\.?|number|paragraph|part|version|directive|group|level|tier|phase|stage|step|type|§|point|goal|action|priority|objective|covid|g|principle)\s*$",
    re.IGNORECASE,
)

_RATIO = re.compile(
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|\d+)\s+(?:in|out of)\s+(?:every\s+)?$", re.IGNORECASE
)


@cache
def _values(*kinds: str) -> dict[str, float]:
    return {row["word"]: float(row["value"]) for row in table("numbers") if row["kind"] in kinds}


@cache
def _number() -> re.Pattern[str]:
    """A number in digits or words with its currency sign, scale and percentage."""
    units, tens = "|".join(_values("unit")), "|".join(_values("ten"))
    measures = "|".join(words("plurals", kind="measure"))
    signs = "|".join(re.escape(row["sign"]) for row in table("currencies"))
    return re.compile(
        rf"(?<![\w.,/–-])(?P<currency>{signs})?\s?"
        r"(?:(?P<digits>\d{1,3}(?:(?:,|[ \u00a0\u2009\u202f](?=\d{3}(?!\d)))\d{3}){1,6}(?:\.\d{1,9})?"
        r"|\d{1,18}(?:\.\d{1,9})?)"
        rf"|(?P<word>(?:{tens})(?:-(?:{units}))?|{units}|{'|'.join(_values('fraction'))})(?![\w-]))"
        rf"(?:(?P<short>{'|'.join(_values('short scale'))})\b|[ -](?P<scale>{'|'.join(_values('scale'))})\b)?"
        r"(?P<percent>\s?%| per cent\b| percent\b)?"
        rf"(?:(?![\w/]|[.,:–-]\d|-[a-z])|(?=(?:{measures})(?![\w/])))",
        re.IGNORECASE,
    )


@dataclass(frozen=True, slots=True)
class FoundFigure:
    """A figure: number, what is counted (``%`` or the words), and how it is blurred."""

    start: int
    end: int
    value: float | int
    unit: str
    mod: str | None


def find_figures(
    text: str, document: Document | None = None, taken: Sequence[tuple[int, int]] = ()
) -> list[FoundFigure]:
    """The figures of ``text``; ``taken`` are the spans of dates, which are no figures."""
    found: list[FoundFigure] = []
    blocked = Intervals(taken)
    spans = (
        [(b.content, b.end) for b in document.blocks if b.region is None and b.kind != "heading"]
        if document
        else [(0, len(text))]
    )
    for start, end in spans:
        for match in _number().finditer(text, start, end):
            if not blocked.touch(*match.span()):
                found += _figure(text, match, end, blocked)
    return found


def _figure(text: str, match: re.Match[str], limit: int, dates: Intervals) -> Iterator[FoundFigure]:
    value = _value(match)
    before = text[max(0, match.start() - 20) : match.start()]
    if value is None or match["currency"] or _SECTION.search(before) or _RATIO.search(before):
        return
    end = match.end()
    unit = "%"
    if not match["percent"]:
        counted = _UNIT.match(text, end, limit)
        if counted is None:
            return
        unit, end = _head(counted)
        if not unit or dates.touch(match.start(), end):
            return
        if _is_small(match, value) and (_DETERMINER.search(before) or not _done(text, end, limit)):
            return
    mod, start = _mod(text, match.start())
    yield FoundFigure(start, end, value, unit, mod)


def _is_small(match: re.Match[str], value: float) -> bool:
    return match["digits"] is None and value < _COUNTED_FROM


def _done(text: str, end: int, limit: int) -> bool:
    """Tell whether what follows says that something was done to what is counted ("were seized")."""
    passive = _DONE.match(text, end, limit)
    return passive is not None and (
        passive["verb"].lower().endswith("ed")
        or passive["verb"].lower() in words("participles", kind="irregular")
    )


def _head(counted: re.Match[str]) -> tuple[str, int]:
    """The noun phrase that is counted, up to its first plural noun; empty where there is none."""
    kept: list[str] = []
    found = list(re.finditer(r"\S+", counted["words"]))
    for place, word in enumerate(found):
        lower = word[0].lower()
        if lower in words("not_counted") or lower in words("function_words"):
            return "", counted.end()
        kept.append(word[0])
        compound = (
            lower in words("plurals", kind="collective")
            and place + 1 < len(found)
            and _compounds(found[place + 1][0])
        )
        if _plural(lower) and not compound:
            return " ".join(kept), counted.start("words") + word.end()
    return "", counted.end()


def _compounds(word: str) -> bool:
    return _plural(word.lower()) and word.lower() not in words("not_counted") | words("function_words")


def _plural(word: str) -> bool:
    return (
        word in words("plurals")
        or word.endswith("men")
        or (word.endswith("s") and not word.endswith(("ss", "is", "us", "’s", "'s")))
    )


def _value(match: re.Match[str]) -> float | int | None:
    scales = _values("scale", "short scale")
    scale = scales.get((match["scale"] or match["short"] or "").lower(), 1.0)
    if match["digits"]:
        number = float(re.sub(r"[,\s]", "", match["digits"]))
    else:
        word = match["word"].lower()
        fraction = _values("fraction").get(word)
        number = fraction or sum(_values("unit", "ten")[part] for part in word.split("-"))
        if fraction and scale == 1:
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
    return find_figures(text_of(doc), document_of(doc), [*dates, *names])


make_figures = register("plancli_figures", _find, lambda _: "figure")
