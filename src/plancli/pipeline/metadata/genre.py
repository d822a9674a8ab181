"""The genre of a document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice

from plancli.document import Block, Document
from plancli.gazetteer.cues import pattern, table
from plancli.pipeline.metadata.cover import Spot, label_of, phrases
from plancli.pipeline.metadata.headline import is_headline
from plancli.pipeline.metadata.issued import issued
from plancli.pipeline.quotations import find_quotations

_FOOT = 3
"""Blocks at the end that may tell the genre."""
_AFTER_GENRE = re.compile(r"\s+(?:no\.?\s+)?\S*\d\S*$", re.IGNORECASE)
_THIS = re.compile(r"\bthis ", re.IGNORECASE)
_SELF_WEIGHT = 55
_SPOKEN_WEIGHT = 80
_GREETED_WEIGHT = 79
_SELF_TIMES = 3
_LINE = 15
"""Words: a line of facts ("Press release | 3 May 2024 | Riga") has no more."""
_TODAY = re.compile(r"(?:.{0,60}\s[–—-]+\s)?Today, ")
_OPENING = 8
"""Blocks: the first prose stands among them."""
_HINT_LESS = 100
"""What a genre weighs less where only the format's metadata tells it."""


def find_kind(
    document: Document, cover: list[Block], title: Spot | None, *, issued: bool
) -> tuple[str, Spot | None]:
    """The genre: of a caption, the title's last telling word, a mark at the edge, or what the text calls itself."""
    ranked: list[tuple[int, int, str, Spot | None]] = []
    foot = [block for block in document.blocks[-_FOOT:] if block.kind != "item"]
    spots = [spot for block in [*cover, *foot] for spot in _edges(document, block)]
    spots += _said_of_itself(document, cover, title)
    edge = [(spot, {spot.value, _bare(spot.value)}) for spot in spots]
    hint = document.hints.get("title", "")
    headline = title is not None and is_headline(title.value)
    named = None if headline else title
    pointers = [match.start() for match in _THIS.finditer(document.text)]
    for order, row in enumerate(table("kinds")):
        kind, weight = row["kind"], int(row["weight"])
        cue = _cue(row["pattern"])
        if row["where"] == "title":
            ranked += [
                (weight, match.end(), kind, title) for match in (cue.finditer(named.value) if named else ())
            ]
            ranked += [(weight - _HINT_LESS, 0, kind, None) for _ in cue.finditer(hint)]
            if _calls_itself(document.text, row["pattern"], pointers):
                ranked.append((_SELF_WEIGHT, weight, kind, None))
        else:
            ranked += [
                (weight, -order, kind, spot) for spot, values in edge if any(map(cue.fullmatch, values))
            ]
    ranked += _spoken(document, cover)
    if ranked:
        best = max(ranked, key=lambda row: row[:2])
        return best[2], best[3]
    return _kind_by_voice(document, headline=headline, issued=issued), None


def _edges(document: Document, block: Block) -> Iterator[Spot]:
    """The phrases of a line that may be marks of its edge: in a long one, only the first."""
    found = phrases(document, block)
    return found if len(document.words(block).split()) <= _LINE else islice(found, 1)


def _said_of_itself(document: Document, cover: list[Block], title: Spot | None) -> list[Spot]:
    """The genre before a colon that opens the title ("FACT SHEET: …"), and in a sentence on who issued it."""
    found = []
    label, colon, _ = title.value.partition(":") if title else ("", "", "")
    if title and colon:
        found.append(Spot(title.start, title.start + len(label), label.strip()))
    for block in cover:
        if match := _genre_by().match(document.words(block)):
            found.append(Spot(block.content, block.content + match.end("genre"), match["genre"]))
        if (told := issued(document.words(block))) and told.genre[1]:
            start, end = (block.content + offset for offset in told.genre)
            found.append(Spot(start, end, document.text[start:end]))
    return found


@cache
def _genre_by() -> re.Pattern[str]:
    """A declaration and whose it is, at the start of a line ("Joint statement by the leaders of …")."""
    told = pattern("kinds", where="caption", kind="declaration").pattern
    return re.compile(rf"(?P<genre>{told}) (?:by|of|from) ", re.IGNORECASE)


def _spoken(document: Document, cover: list[Block]) -> list[tuple[int, int, str, Spot | None]]:
    """The genre of what has a label for the day on which it was spoken ("Delivered on: …"), or greets its hearers."""
    told = (f"{document.words(block)} x" for block in cover)
    if any(":" in text[: label_of(text, "date_labels", what="spoken")] for text in told):
        return [(_SPOKEN_WEIGHT, 0, "oral_statement", None)]
    opening = [*cover, *document.blocks[:_OPENING]]
    greeted = any(_greeting().match(document.words(block)) for block in opening)
    return [(_GREETED_WEIGHT, 0, "oral_statement", None)] if greeted else []


@cache
def _greeting() -> re.Pattern[str]:
    """A greeting that opens a line, or the words of a named speaker ("Ms Roe (Minister): Mr Speaker, …")."""
    return re.compile(rf"(?:[^:.]{{2,80}}:\s+)?[“‘\"']?(?:{pattern('salutations').pattern})", re.IGNORECASE)


def _bare(text: str) -> str:
    return _AFTER_GENRE.sub("", text.strip(" :"))


@cache
def _cue(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{pattern})(?![\w-])", re.IGNORECASE)


@cache
def _own(genre: str) -> re.Pattern[str]:
    return re.compile(rf"this (?:[A-Z][a-z]+ ){{0,3}}(?:{genre})(?![\w-])", re.IGNORECASE)


def _calls_itself(text: str, genre: str, pointers: list[int]) -> bool:
    """Whether the text speaks of "this directive" (or another genre) several times.

    Args:
        text: the reading text.
        genre: the pattern of its names.
        pointers: where "this" stands in it.
    """
    times = end = 0
    for start in pointers:
        if start >= end and (match := _own(genre).match(text, start)):
            times, end = times + 1, match.end()
    return times >= _SELF_TIMES


def _kind_by_voice(document: Document, *, headline: bool, issued: bool) -> str:
    """A headline or a quotation makes a release of what a body publishes or calls "our" work, else an article.

    What opens with "Today" is a release.
    """
    quotations = find_quotations(document.text, document)
    if _opens_today(document):
        return "press_release"
    if not headline and (not quotations or any(block.kind == "item" for block in document.blocks)):
        return "other"
    outside = document.text
    for quotation in reversed(quotations):
        outside = outside[: quotation.start] + outside[quotation.end :]
    own = issued or re.search(r"\b(?:[Oo]ur|[Ww]e)\b", outside)
    return "press_release" if own else "news_article"


def _opens_today(document: Document) -> bool:
    """Whether the first prose opens with "Today", as bodies begin what they announce themselves."""
    return any(_TODAY.match(document.words(block)) for block in document.blocks[:_OPENING])
