"""The publication date, as the document gives it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from plancli.document import Block, Document
from plancli.gazetteer.cues import pattern, words
from plancli.pipeline.dates import Timex, parse_date
from plancli.pipeline.metadata.cover import Spot, label_of, phrases
from plancli.pipeline.metadata.issued import issued
from plancli.pipeline.metadata.names import names_body, shaped_as_body
from plancli.pipeline.metadata.numeric import numeric_date

_FOOT = 8
"""Blocks at a document's end in which a declaration is dated."""
_TOWN = r"[A-Z][\w.’']+(?:[ -][A-Z][\w.’']+){0,3}"
_TOWNS = rf"{_TOWN}(?:, {_TOWN}){{0,2}}"
_DASH = r"\s*[–—-]+\s"
_WIRE = r"(?:\s*/[^/\n]{2,30}/)?"
_DATELINE = re.compile(
    rf"\(?(?P<place>{_TOWNS})(?:,? \(|,\s*|\s*[–—/-]\s*)(?P<date>[^–—():]{{6,36}}?){_WIRE}(?:\)?{_DASH}|\)?\s?:\s|\)\s)"
    rf"|(?P<first>[^–—():]{{6,36}}?)(?:(?:\s[–—-]\s|,\s){_TOWNS}|,? \({_TOWNS}\)){_DASH}"
)
"""A place and a date that open a press text, in either order ("Riga, 3 May 2024 – …", "RIGA (3 May 2024) – …")."""
_TODAY = re.compile(
    r"Today,? (?:on )?(?P<date>(?:\w+day,? )?(?:\w+ )?\d{1,2}(?:st|nd|rd|th)?(?: \w+)?,? \d{4}),",
    re.IGNORECASE,
)
"""The day with which the prose of a statement opens ("Today, 3 May 2024, the ministers …")."""
_PLACE = re.compile(
    r"[A-Z][\w’'.-]+(?: [A-Z][\w’'.-]+){0,2},\s+(?:[A-Z](?:(?!\d)[\w’' .-]){2,30},\s+)?(?:the\s+)?"
)
_TIME = r"(?:at )?\d{1,2}[.:]\d\d ?(?:[ap]\.?m\.?)?(?: [A-Z]{2,4})?"
_CLOCK = re.compile(rf"^{_TIME}[ ,|·–-]+|[ ,|·–-]+{_TIME}$", re.IGNORECASE)
"""A time of day before or after a date."""
_STAMP = re.compile(rf"[ ,|·–-]+{_TIME}", re.IGNORECASE)
_TO_DATE = re.compile(r"\s*[–—-]\s*(?:\d{1,2} )?(?:[A-Z][a-z]+ )?(?:19|20)\d\d\b")
_LAW_YEAR = re.compile(r"\b(?:act|acts|regulations|order|rules|bill|code)\s*$", re.IGNORECASE)
_DATE_WORDS = 6
_DAY = len("2025-03-14")
_LINE = 15
"""Words: a line that names the publisher and a date is shorter."""
_WITNESS = re.compile(
    r"^in witness whereof\b|^done,? (?:in|at)\b|\bgiven under (?:my|our) hand", re.IGNORECASE
)
_FORMULA_WORDS = 18
"""Words: a day written out with its year has no more."""
_BRACKETS = re.compile(r"\((?P<inner>[^()]{6,80})\)$")
_BEFORE_DATE = re.compile(r"[,(–—-]\s*|\s(?:in|on)\s+")


def find_published(document: Document, cover: list[Block]) -> Spot | None:
    """The labelled date, else one that stands alone on the cover, else a dateline or the date at the foot."""
    spoken = (labelled_date(document, block, what="spoken") for block in cover)
    return (
        _labelled_on(document, cover)
        or next((spot for block in cover for spot in _alone(document, block)), None)
        or next((spot for block in cover if (spot := _in_brackets(document, block))), None)
        or next((spot for block in cover if (spot := _opening(document, block))), None)
        or next((spot for block in cover if (spot := _stamped(document, block))), None)
        or next((_spot(*found) for found in spoken if found), None)
        or _below_label(document, cover, "spoken")
        or _dateline(document, cover)
        or _at_the_foot(document)
    )


def _labelled_on(document: Document, cover: list[Block]) -> Spot | None:
    """The date after a label on its line, in a line of several facts, or on the line below the label."""
    for block in cover:
        found = labelled_date(document, block)
        if found and not _of_an_event(document, block):
            return _spot(*found)
    inside = next((spot for block in cover if (spot := _labelled_phrase(document, block))), None)
    return inside or _below_label(document, cover, "published")


def _alone(document: Document, block: Block) -> Iterator[Spot]:
    """The dates of a line: of a sentence of issue, after the publisher, and of phrases that they fill."""
    for found in (_told(document, block), _after_publisher(document, block)):
        if found:
            yield found
    for phrase in phrases(document, block):
        whole = whole_date(document.text[phrase.start : phrase.end], phrase.start)
        if whole and not _of_a_span(document.text, block.content, whole):
            yield whole
        elif before := _before_colon(phrase):
            yield before
        elif numeric := _numeric(document, phrase):
            yield numeric


def _before_colon(phrase: Spot) -> Spot | None:
    """The day before a colon that opens a line ("May 3, 2024: Remarks by …")."""
    day, colon, _ = phrase.value.partition(": ")
    date = parse_date(day) if colon else None
    return _spot(date, phrase.start) if date and len(date.value or "") == _DAY else None


def _numeric(document: Document, phrase: Spot) -> Spot | None:
    """The numeric date that fills a phrase of the cover, after a label or before a time."""
    place = _PLACE.match(phrase.value)
    label = place.end() if place else label_of(phrase.value, "date_labels", what="published")
    bare = _CLOCK.sub("", f"{phrase.value[label:]} ").strip()
    day = numeric_date(bare, document.text)
    start = document.text.find(bare, phrase.start) if day else -1
    return Spot(start, start + len(bare), day) if day and start >= 0 else None


def _of_an_event(document: Document, block: Block) -> bool:
    """Whether a line "Date: …" over one for the time or the place says when something is held."""
    text = document.words(block)
    bare = re.match(r"(?:day|date)\s*:", text, re.IGNORECASE)
    label = rf"\b(?:{pattern('event_labels').pattern})\s*:"
    after = next((each for each in document.blocks if each.start > block.start), None) if bare else None
    below = document.words(after) if after else ""
    told = re.search(label, text, re.IGNORECASE) or label_of(below, "event_labels")
    return bool(bare and told)


def _of_a_span(text: str, low: int, spot: Spot) -> bool:
    """Whether a year or month is one end of a span ("2017 – 2021", "May 2017 – June 2021"), as below a title."""
    if len(spot.value) == _DAY:
        return _from_a_day(text[low : spot.start])
    before = re.search(r"\d\s*[–—-]\s*$", text[low : spot.start]) is not None
    return before or _TO_DATE.match(text, spot.end) is not None


def _from_a_day(before: str) -> bool:
    """Whether a dash and the day or month ahead of it open a span ("1 May 2017 – ")."""
    dash = re.search(r"\s*[–—-]\s*$", before)
    ahead = before[: dash.start()].split() if dash else []
    return any(len(_value(" ".join(ahead[-n:]))) > len("2017") for n in (3, 2))


def _value(text: str) -> str:
    date = parse_date(text)
    return (date.value if date else None) or ""


def labelled_date(document: Document, block: Block, what: str = "published") -> tuple[Timex, int] | None:
    """A date after a label that says publication ("Published 3 May 2024"), and where it starts."""
    return _labelled(document.words(block), block.content, what)


def _labelled_phrase(document: Document, block: Block) -> Spot | None:
    """A labelled date in a line of several facts ("Riga | Created: 3 May 2024", "Posted by Jane Roe on 3 May 2024")."""
    for phrase in phrases(document, block) if not _of_an_event(document, block) else ():
        found = _labelled(document.text[phrase.start : phrase.end], phrase.start, "published")
        if found and ":" in document.text[phrase.start : found[1]]:
            return _spot(*found)
    text = document.words(block)
    for label in _inline().finditer(text) if len(text.split()) <= _LINE else ():
        found = _labelled(text[label.start() :], block.content + label.start(), "inline")
        if found and _only_names(text[: label.start()]):
            return _spot(*found)
    return None


@cache
def _inline() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{pattern('date_labels', what='inline').pattern})", re.IGNORECASE)


def _labelled(text: str, offset: int, what: str) -> tuple[Timex, int] | None:
    label = label_of(text, "date_labels", what=what)
    clock = (
        _CLOCK.match(text[label:]) if label else None
    )  # ahead of the day, as in "Published: 14:05, 3 May 2031"
    label += clock.end() if clock else 0
    rest = text[label:]
    for end in reversed([match.end() for match in re.finditer(r"\S+", rest)][:_DATE_WORDS] if label else []):
        date = parse_date(rest[:end].rstrip(".,;"))
        if date and not _LAW_YEAR.search(text[:label]):
            return date, offset + label + rest.index(date.text)
    return None


def _opening(document: Document, block: Block) -> Spot | None:
    """The day that opens a line of a time, names and other dates ("3 May 2024, 14:05 Riga Moor Office")."""
    text = document.words(block)
    titled = block.kind in ("heading", "title") and document.media_type != "text/plain"
    if titled or len(text.split()) > _LINE:
        return None
    for length in reversed([match.end() for match in re.finditer(r"\S+", text)][:_DATE_WORDS]):
        date = parse_date(text[:length].rstrip(",;"))
        if date and len(date.value or "") == _DAY:
            return _spot(date, block.content) if _only_names(text[length:]) else None
    return None


def _stamped(document: Document, block: Block) -> Spot | None:
    """The day before a time of day in a line of names ("Rivers and Lakes 7 March 2012 15:16 (UTC+1)")."""
    text = document.words(block)
    clock = _STAMP.search(text)
    before = text[: clock.start()] if clock else ""
    event = words("events").intersection(before.lower().split())
    if (
        clock is None
        or len(text.split()) > _LINE
        or ":" in before
        or event
        or not _only_names(text[clock.end() :])
    ):
        return None
    for start in [match.start() for match in re.finditer(r"\S+", before)][-_DATE_WORDS:]:
        date = parse_date(before[start:].strip(" ,|·–-"))
        if date and len(date.value or "") == _DAY:
            return _spot(date, block.content + start) if _only_names(before[:start]) else None
    return None


def _in_brackets(document: Document, block: Block) -> Spot | None:
    """The day in the brackets that close a line, with nothing but places beside it ("… (Riga, 3 May 2024)")."""
    match = _BRACKETS.search(document.words(block))
    for part in re.finditer(r"[^,]+(?:, ?\d{4})?", match["inner"]) if match else ():
        date = parse_date(part[0].strip())
        if match and date and len(date.value or "") == _DAY:
            rest = match["inner"][: part.start()] + match["inner"][part.end() :]
            at = block.content + match.start("inner") + part.start() + part[0].index(date.text)
            placed = any(map(str.isalpha, rest)) and _only_names(rest)
            return _spot(date, at) if placed else None
    return None


def _only_names(text: str) -> bool:
    """Whether what follows a date is a time, names of places and bodies, or another labelled date."""
    rest = _CLOCK.sub("", f" {text}").strip(" ,|·–-") if text.strip() else ""
    if label_of(rest, "date_labels", what="other"):
        return True
    return all(not word[0].islower() or word in words("function_words") for word in rest.split())


def _after_publisher(document: Document, block: Block) -> Spot | None:
    """The date that ends a line which names the publisher ("Published by the Met Office, March 2024").

    A body's own name is enough ("Ministry of Rivers, 3 May 2024").
    """
    text = document.words(block)
    if not label_of(text, "bylines") and not label_of(text, "date_labels", what="opening"):
        return _after_body(text, block)
    for before in _BEFORE_DATE.finditer(text):
        if date := parse_date(text[before.end() :].strip(" ().")):
            return _spot(date, block.content + text.index(date.text, before.end()))
    return None


def _after_body(text: str, block: Block) -> Spot | None:
    """The day or month after the last comma of a line that opens with the name of a body."""
    body, _, _ = text.partition(", ")
    head, comma, day = text.rpartition(", ")
    if not comma or len(text.split()) > _LINE or not (names_body(body) or shaped_as_body(body)):
        return None
    date = parse_date(day.strip(" ()."))
    told = date is not None and len(date.value or "") > len("2024")
    return _spot(date, block.content + text.index(date.text, len(head))) if date and told else None


def _spot(date: Timex, start: int) -> Spot | None:
    return Spot(start, start + len(date.text), date.value) if date.value else None


def whole_date(text: str, start: int) -> Spot | None:
    """The date that fills ``text``, after a place if need be ("Helsinki, 3 May 2024")."""
    place = _PLACE.match(text)
    for skip in (0, place.end()) if place else (0,):
        if date := parse_date(_CLOCK.sub("", text[skip:].strip(" ()[].,"))):
            return _spot(date, start + text.index(date.text, skip))
    return None


def _below_label(document: Document, cover: list[Block], what: str) -> Spot | None:
    """The date on the line below a label that has a line of its own ("Published:", "Delivered on:")."""
    label = re.compile(rf"(?:{pattern('date_labels', what=what).pattern})\s*:?\s*", re.IGNORECASE)
    for block, after in pairwise(cover):
        if label.fullmatch(document.words(block)):
            told = document.words(after).partition("(")[0]
            if found := whole_date(told, after.content):
                return found
    return None


def _told(document: Document, block: Block) -> Spot | None:
    """The day of a sentence that says who issued the document and when."""
    found = issued(document.words(block))
    if found is None:
        return None
    return Spot(block.content + found.date[0], block.content + found.date[1], found.day)


def _dateline(document: Document, cover: list[Block]) -> Spot | None:
    """The date after a place at the start of the first prose of a press text."""
    for block in document.blocks[: len(cover) + 3]:
        if (opening := _TODAY.match(document.text, block.content, block.end)) and (
            date := parse_date(opening["date"])
        ):
            return _spot(date, opening.start("date"))
        match = _DATELINE.match(document.text, block.content, block.end)
        told = "first" if match and match["first"] else "date"
        sentence = match and (match["place"] or "").partition(" ")[0].lower() in words("function_words")
        date = parse_date(match[told].strip()) if match and not sentence else None
        if match and date and len(date.value or "") == _DAY:
            return _spot(date, match.start(told) + match[told].index(date.text))
    return None


def _at_the_foot(document: Document) -> Spot | None:
    """The date at the foot of a declaration, treaty or order ("Done at …, 3 May 2024", "THE WHITE HOUSE, …")."""
    for block in document.blocks[-_FOOT:]:
        if witnessed := _witnessed(document, block):
            return witnessed
        if block.kind != "paragraph":
            continue
        if found := labelled_date(document, block):
            return _spot(*found)
        if placed := whole_date(document.words(block), block.content):
            return placed
        if (named := _after_publisher(document, block)) and len(document.words(block).split()) < _LINE:
            return named
    return None


def _witnessed(document: Document, block: Block) -> Spot | None:
    """The day in the formula that closes a proclamation ("In witness whereof, … this third day of May, …")."""
    text = document.words(block)
    formula = _WITNESS.search(text)
    for opening in re.finditer(r"\b(?:this|the|on) ", text) if formula else ():
        ends = [opening.start() + match.end() for match in re.finditer(r"\S+", text[opening.start() :])]
        for end in reversed(ends[:_FORMULA_WORDS]):
            date = parse_date(text[opening.start() : end].rstrip(".,;"))
            if date and len(date.value or "") == _DAY:
                return _spot(date, block.content + opening.start() + text[opening.start() :].index(date.text))
    return None
