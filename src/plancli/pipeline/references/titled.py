"""Instruments by their titles: in quotation marks, or before a colon and the noun that says what they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from plancli.gazetteer.cues import table, words
from plancli.pipeline.references.lexicon import CAP, any_of, heads, named
from plancli.pipeline.references.model import Candidate

_QUOTED = re.compile(
    r"“(?P<double>[^“”\n]{4,160})”|\"(?P<straight>[^\"\n]{4,160})\"|(?<!\w)‘(?P<single>[^‘’\n]{4,160})’"
)
_LONG = 4
"""Letters from which on a word of a title is in capitals, unless it is a function word."""
_MOST_WORDS = 25


def titled(text: str, start: int, end: int) -> Iterator[Candidate]:
    """The instruments that a title names between two code points of ``text``."""
    for match in _QUOTED.finditer(text, start, end):
        left, right = match.span(match.lastgroup or 0)
        right -= len(text[left:right]) - len(text[left:right].rstrip(" ,.;:"))
        title = text[left:right]
        if not _is_title(title):
            continue
        kind = (
            _noun_before(text, start, match.start())
            or _noun_after(text, match.end(), end)
            or _own_kind(title)
        )
        if kind:
            yield Candidate(left, right, kind)
    if text.find(":", start, end) < 0:
        return
    for match in _subtitled().finditer(text, start, end):
        yield Candidate(*match.span("title"), heads()[match["noun"].lower()])


def _is_title(title: str) -> bool:
    """Whether the words are in capitals as those of a title are, and not somebody's sentence."""
    said = title.split()
    if not 2 <= len(said) <= _MOST_WORDS or not title[0].isalnum() or title[0].islower():
        return False
    small = words("function_words")
    telling = [word for word in said if word.lower() not in small and len(word.strip(",:;")) >= _LONG]
    return (
        bool(telling) and all(not word[0].islower() for word in telling) and not re.search(r"[.!?]\s", title)
    )


def _noun_before(text: str, floor: int, mark: int) -> str | None:
    """The kind of the noun that leads to a title ("the report entitled “…”")."""
    noun = _leading().search(text, max(floor, mark - 60), mark)
    return _kinds()[noun["noun"].lower()] if noun else None


def _noun_after(text: str, mark: int, limit: int) -> str | None:
    """The kind of the noun that follows a title ("the “Cleaner Quays” strategy")."""
    noun = _following().match(text, mark, limit)
    return _kinds()[noun["noun"].lower()] if noun else None


def _own_kind(title: str) -> str | None:
    """The kind of an instrument noun within a title ("Framework for Clean Quays")."""
    if words("generic_adjectives").union(heads()).issuperset(title.lower().split()):
        return None
    found = re.search(rf"\b(?:{any_of(named(first='yes'))})(?=\s+(?:of|on|for|to)\b)", title) or re.search(
        rf"\b(?:{any_of(named(lower='yes') | named(first='yes'))})$", title
    )
    return heads()[found[0].lower()] if found else None


@cache
def _kinds() -> dict[str, str]:
    return heads() | {row["word"]: row["kind"] for row in table("titled")}


@cache
def _leading() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?P<noun>{any_of(_kinds())})s?,?\s*(?:(?:entitled|titled|called|named|known\s+as|on)[,:]?\s*)?(?:the\s+)?$",
        re.IGNORECASE,
    )


@cache
def _following() -> re.Pattern[str]:
    nouns = any_of({*heads(lower="yes"), *(row["word"] for row in table("titled"))})
    return re.compile(rf"\s+(?:[a-z]+\s+)?(?P<noun>{nouns})\b", re.IGNORECASE)


@cache
def _subtitled() -> re.Pattern[str]:
    """A title that a subtitle explains after a verb of publishing ("published Cleaner Quays: a plan for ports")."""
    verbs = r"(?:publish|releas|launch|unveil|issu|present)(?:ing|ed|es|e)?"
    title = rf"{CAP}(?:;?\s+(?:(?:of|on|for|and|the|to|in|a|our|with|by)\s+){{0,2}}{CAP}){{1,12}}"
    nouns = any_of(heads(lower="yes"))
    return re.compile(
        rf"\b{verbs}\s+(?:the\s+|our\s+|its\s+)?(?P<title>{title}):\s+(?:[Aa]n?|[Tt]he|[Oo]ur)\s+"
        rf"(?:[\w’'-]+\s+){{0,3}}?(?P<noun>{nouns})\b"
    )
