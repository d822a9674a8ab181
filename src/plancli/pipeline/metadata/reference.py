"""A document's own number."""

from __future__ import annotations

import re

from plancli.document import Block, Document
from plancli.gazetteer.cues import words
from plancli.pipeline.dates import parse_date
from plancli.pipeline.metadata.cover import Spot, phrases

_CODE_FOOT = 10
"""Blocks at the end that may hold the document's number."""
_CODE = re.compile(
    r"\[?(?:ref(?:erence)?(?: (?:no|number))?[.:]?\s*)?"
    r"(?P<code>(?:EXECUTIVE ORDER|Executive Order|E\.O\.|EO) (?:\d{4,5}|(?:No|NO)\.? ?\d{1,5})|"
    r"Press Release \(\d{4}\) \d{1,3}|[A-Z]{1,8} ?\(\d{2,4}\) ?\d{1,5}(?: final)?|"
    r"[A-Z]{1,2}\d{0,3}(?:/(?:[A-Z]{1,5}(?:\.\d{1,3})?|\d{1,4})){1,4}(?: ?\(\d{4}\)| Add\.\d{1,2})?|"
    r"[A-Z]{2,6} [A-Z] \d{1,4}(?:\.\d{1,3}){1,2}[A-Z]?(?:-\d{1,3}[A-Z]?)?|"
    r"Cm(?:n?d)?\.? \d{2,5}|"
    r"[A-Z]{2,8}[ /-]?\d{1,6}(?:[-/.]\d{1,6}){0,2}|[A-Z]-\d{1,4}-\d{1,5}|"
    r"[A-Z]{2,8}(?:/[A-Z0-9]{2,8}){1,3}/\d{1,4}|"
    r"[A-Z]{2,8}(?:/[A-Z]{2,8}){1,3}-\d{1,5}|"
    r"[A-Z][A-Za-z]{1,9}(?:/[A-Za-z0-9]{1,10}){1,3}\.? ?\d{0,5} ?\([A-Z0-9]{1,14}\)(?:[ /]Rev\.? ?\d)?)\]?"
)
_NUMBER = (
    r"\.?(?: ?#)?:? (?P<code>(?:[A-Z]{1,6}[ -]?)?\d{1,4}[-/]\d{1,6}(?:/[A-Z]{2,4})?|"
    r"[A-Z]{2,6}\d{1,6}|\d{5,9})(?![\w/-])"
)
_PLAIN = re.compile(r"(?P<code>\d{5}/\d{2})")
"""A number and a year without letters, alone on a line."""
_SERIES = r"(?: \((?:EU|EC|EEC|CFSP|Euratom)\))?"
_NO_CODE = re.compile(
    r"(?:FY|CY|AY|SY)[ -]?\d.*|[A-Z]{4,}[ -]\d{1,2}|[A-Z]{3,}[ -](?:19|20)\d\d|"
    r".*(?<!\d)\d{1,2}([/.-])\d{1,2}\1(?:19|20)\d\d"
)
"""What looks like a number and is none: a year ("FY 2024", "VISION 2030"), a part ("PHASE 2"), a day."""
_OWN = re.compile(
    rf"\b(?:uin|release id|document (?:no|number|symbol)|reference|ref){_NUMBER}|"
    r"^(?-i:[A-Z]{2,5}): (?P<short>(?-i:[A-Z]{2,6})\d{1,6})$",
    re.IGNORECASE,
)
"""A number after a label that says it is the document's own, or after the letters of a series ("WS: ABWS12")."""
_NUMBERED = re.compile(
    rf"\b(?:directive|memorandum|circular|decision|regulation|order|resolution|no){_SERIES}{_NUMBER}",
    re.IGNORECASE,
)


def find_reference(document: Document, cover: list[Block], named: Spot | None) -> Spot | None:
    """The document's own number: alone or labelled on the cover, alone at the foot, or after its genre.

    Args:
        document: the document.
        cover: the blocks of its cover.
        named: its title, whose first letters ("CAP23" for "Climate Action Plan 2023") are no number.
    """
    title = document.hints.get("title", "")
    found = _found(document, cover, title)
    return None if found and named and _abbreviates(found.value, named.value) else found


def _abbreviates(code: str, title: str) -> bool:
    """Whether the letters of ``code`` are the first letters of words of ``title`` in a row, and its number is short."""
    letters = re.match(r"[A-Z]+(?= ?\d{1,2}$)", code)
    initials = "".join(
        word[0] for word in re.findall(r"[A-Za-z]+", title) if word not in words("function_words")
    )
    return letters is not None and len(letters[0]) > 1 and letters[0] in initials.upper()


def _found(document: Document, cover: list[Block], title: str) -> Spot | None:
    return (
        _alone(document, cover)
        or _labelled(document, cover, _OWN)
        or _alone(document, cover, _PLAIN)
        or _alone(document, document.blocks[-_CODE_FOOT:])
        or _labelled(
            document, [block for block in document.blocks[-_CODE_FOOT:] if _is_code(document, block)], _OWN
        )
        or _labelled(document, cover, _NUMBERED)
        or next((_hinted(document, found) for cue in (_OWN, _NUMBERED) if (found := cue.search(title))), None)
    )


def _alone(document: Document, blocks: list[Block], code: re.Pattern[str] = _CODE) -> Spot | None:
    """A code that fills a phrase of one of ``blocks``."""
    for block in blocks:
        for phrase in phrases(document, block):
            match = code.fullmatch(phrase.value)
            if match and parse_date(match["code"]) is None and not _NO_CODE.fullmatch(match["code"]):
                start = document.text.index(match["code"], phrase.start)
                return Spot(start, start + len(match["code"]), match["code"])
    return None


def _is_code(document: Document, block: Block) -> bool:
    """Whether a line is a labelled number and no more, in brackets or without."""
    return _OWN.fullmatch(document.words(block).strip("() .")) is not None


def _labelled(document: Document, cover: list[Block], cue: re.Pattern[str]) -> Spot | None:
    """The number after a label of ``cue`` in a line of the cover."""
    for block in cover:
        if match := cue.search(document.words(block)):
            group = match.lastgroup or "code"
            return Spot(block.content + match.start(group), block.content + match.end(group), match[group])
    return None


def _hinted(document: Document, found: re.Match[str]) -> Spot | None:
    """The number that the format's title gives, where the text has it too."""
    code = found[found.lastgroup or "code"]
    at = document.text.find(code)
    return Spot(at, at + len(code), code) if at >= 0 else None
