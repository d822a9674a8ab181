"""The cover of a document: the blocks before its first prose, and the phrases of a line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from plancli.document import Block, Document
from plancli.gazetteer.cues import pattern, words
from plancli.pipeline.dates import parse_date
from plancli.pipeline.metadata.issued import issued

_PROSE_WORDS = 25
_TITLE_WORDS = 40
_SENTENCE_WORDS = 6
_TAG_WORDS = 6
"""Words: a bullet of no more may be a tag of the page ("Press release", a date), not an item."""
_AFTER_SUMMARY = 3
"""Blocks: the labelled date of a web page stands no farther behind the summary at its head."""
_STRAY = 2
"""Words: a lone item of no more above all else is something of the page, as the day's weather."""
_TOP = 4
"""Blocks: a long line without a full stop is a headline among the first of a document."""
_BLOCKS = 40
_FIELD = re.compile(r"[A-Z][^:.]{1,30}: \S")
_DATE_WORDS = 6
_DAY = len("2025-03-14")
_BREAK = re.compile(r"\s*(?:[|·•]|\s[–—-]\s)\s*")


@dataclass(frozen=True, slots=True)
class Spot:
    """A stretch of the text that says something of the document, and what it says."""

    start: int
    end: int
    value: str


def cover_of(document: Document) -> list[Block]:
    """The blocks before the first prose: titles, publishers, dates.

    A long paragraph or an item ends the cover; a single sentence does too, unless labelled lines follow it, as
    they follow the summary of a web page.
    """
    found: list[Block] = []
    for position, block in enumerate(document.blocks[:_BLOCKS], 1):
        if block.region in ("boilerplate", "contents"):
            continue
        words = len(document.words(block).split())
        alone = position < len(document.blocks) and document.blocks[position].kind != "item"
        if block.kind == "item" and not found and alone and words <= _STRAY:
            continue
        if block.kind == "item" and (
            block.number
            or (words > _TAG_WORDS and not _is_labelled(document, block) and not _is_field(document, block))
        ):
            break
        follow = document.blocks[position : position + _AFTER_SUMMARY]
        summary = any(_is_dated(document, after) for after in follow)
        told = summary or issued(document.words(block)) is not None or _opens(document, block, words)
        if words > _PROSE_WORDS and not told and not _titular(document, block):
            break
        found.append(block)
    sentence = next((i for i, b in enumerate(found) if _is_sentence(document.words(b))), len(found))
    labelled = [i + 1 for i, b in enumerate(found) if i >= sentence and _is_labelled(document, b)]
    below = [i + 2 for i, b in enumerate(found) if i > sentence and blank_label(document.words(b))]
    return found[: max([sentence, *labelled, *below])]


def blank_label(text: str) -> bool:
    """Whether a line is a label and no more ("From:", "Published"): what it is the label of stands below it."""
    return _blank().fullmatch(text) is not None


@cache
def _blank() -> re.Pattern[str]:
    tables = (pattern("bylines"), pattern("date_labels"), pattern("place_labels"))
    told = "|".join(each.pattern for each in tables)
    return re.compile(rf"(?:{told})\s*:|{pattern('date_labels', what='published').pattern}", re.IGNORECASE)


def _is_field(document: Document, block: Block) -> bool:
    """Whether a block without a marker is a line of a form ("Report to: Water Committee")."""
    return block.content == block.start and _FIELD.match(document.words(block)) is not None


def _is_sentence(text: str) -> bool:
    """Whether a block is a sentence with its full stop, and so no line of a cover."""
    return len(text.split()) >= _SENTENCE_WORDS and text.rstrip("\"'”’)]").endswith((".", "!", "?"))


def _is_labelled(document: Document, block: Block) -> bool:
    text = document.words(block)
    told = any(dated_label(text, what) for what in ("published", "spoken", "other"))
    told = told or ":" in text[: label_of(text, "memo_labels", what="title")]
    named = ":" in text[: label_of(text, "bylines")]
    return block.region == "metadata" or told or named or issued(text) is not None


def _is_dated(document: Document, block: Block) -> bool:
    """Whether a line opens with the label of the document's date ("Delivered on: 3 May 2024")."""
    text = document.words(block)
    told = any(dated_label(text, what) for what in ("published", "spoken"))
    return told or (":" in text and blank_label(text))


def _opens(document: Document, block: Block, words: int) -> bool:
    """Whether a long line is among the first of its document and no sentence, as a long headline is."""
    text = document.words(block)
    first = [each for each in document.blocks if each.region != "boilerplate"][:_TOP]
    plain = block is first[0] or ". " not in text
    return block in first and plain and words <= _TITLE_WORDS and text[-1:] not in '.!?:;,"”'


def _titular(document: Document, block: Block) -> bool:
    """Whether a long block is a heading, a line of a memorandum's head, or one that opens with a labelled date."""
    return (
        block.region == "metadata"
        or block.kind == "heading"
        or label_of(document.words(block), "date_labels", what="published") > 0
    )


def dated_label(text: str, what: str) -> int:
    """Length of the label of a date that ``text`` opens with, where a colon or a date follows it; else 0."""
    label = label_of(text, "date_labels", what=what)
    return label if ":" in text[:label] or _opens_dated().match(text, label) else 0


@cache
def _opens_dated() -> re.Pattern[str]:
    months = "|".join(sorted(words("months")))
    return re.compile(
        rf"(?:at [\d.:]+ ?(?:[ap]\.?m\.?)?,? (?:on )?)?(?:\w+day,? )?(?:the )?(?:\d|(?:{months})\b)",
        re.IGNORECASE,
    )


def label_of(text: str, table: str, **where: str) -> int:
    """Length of the label of ``table`` that ``text`` opens with, its colon and the space after; 0 for none."""
    match = _label(table, **where).match(text)
    return match.end() if match else 0


@cache
def _label(table: str, **where: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{pattern(table, **where).pattern})(?:\s*:\s*|\s+)(?=\S)", re.IGNORECASE)


def phrases(document: Document, block: Block) -> Iterator[Spot]:
    """The parts of a cover line that bars, dots or dashes divide, or a date after the genre."""
    position = block.content
    for match in [*_BREAK.finditer(document.text, block.content, block.end), None]:
        end = match.start() if match else block.end
        if document.text[position:end].strip():
            yield from _parts(document.text, position, end)
        position = match.end() if match else end


def _parts(text: str, start: int, end: int) -> Iterator[Spot]:
    """A phrase whole, or cut around the date that its genre leads to ("Press release 3 May 2024 Riga")."""
    genre = _after_genre(text, start, end)
    words = [match.span() for match in re.finditer(r"\S+", text[genre:end])] if genre else []
    for _, length in reversed(words[:_DATE_WORDS]):
        date = parse_date(text[genre : genre + length].rstrip(","))
        if date and len(date.value or "") == _DAY:  # years are of the title: "Action plan 2026 to 2029"
            cuts = [(start, genre), (genre, genre + length), (genre + length, end)]
            yield from (Spot(a, b, text[a:b].strip(" ,:")) for a, b in cuts if text[a:b].strip(" ,:"))
            return
    yield Spot(start, end, text[start:end].strip())


def _after_genre(text: str, start: int, end: int) -> int:
    """Where the words start that follow the name of a genre at the start of a phrase; 0 where none does."""
    match = _caption().match(text, start, end)
    return match.end() if match else 0


@cache
def _caption() -> re.Pattern[str]:
    return re.compile(rf"(?:{pattern('kinds', where='caption').pattern})[\s,:]+(?=\S)", re.IGNORECASE)
