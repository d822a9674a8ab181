"""The period that a plan covers: where a sentence says so, or the years in its title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from plancli.document import Document
from plancli.gazetteer.cues import pattern
from plancli.pipeline.dates import Timex
from plancli.pipeline.metadata import FoundMetadata
from plancli.pipeline.sentences import find_sentences

_JOIN = re.compile(
    r"\s*(?:to|until|till|through|and|up to|[-–—])\s*(?:the end of\s+)?|"
    r"[\s,]+(?:and\s+)?(?:will\s+|shall\s+)?(?:remains?|continues?|runs?|lasts?|ends?|expires?)\b[^.\d]{0,40}\s(?:until|to|on)\s+"
)
_YEARS = re.compile(
    r"(?<![\d/-])((?:19|20)\d\d)\s?(?:[-–—/]|\bto\b)\s?((?:19|20)?\d\d)(?![\d/-])", re.IGNORECASE
)
_FINANCIAL = re.compile(
    r"((?:19|20)\d\d)[/-]\d\d\s?(?:[-–—]|\bto\b)\s?((?:19|20)\d\d)[/-](?:(?:19|20))?(\d\d)(?!\d)",
    re.IGNORECASE,
)
"""From one financial or academic year to another; the period ends in the last year's second half."""
_FOR_YEAR = re.compile(r"\b(?:for|in|during)\s+((?:19|20)\d\d)\b")
_DAY = len("2025-03-14")
_PLANS = frozenset(
    {"action_plan", "priority_plan", "strategy", "declaration", "treaty", "policy_paper", "directive"}
)


@dataclass(frozen=True, slots=True)
class FoundPeriod:
    """Start and end as ISO values, ``None`` where open, and the spans that say so."""

    start: str | None
    end: str | None
    spans: tuple[tuple[int, int], ...]


def find_period(document: Document, metadata: FoundMetadata, dates: Sequence[Timex]) -> FoundPeriod | None:
    """The period of the plan; ``None`` where the document gives none."""
    if metadata.kind not in _PLANS:
        return None
    return _said(document, dates) or _titled(document, metadata) or _on_cover(document, metadata, dates)


def _said(document: Document, dates: Sequence[Timex]) -> FoundPeriod | None:
    """Two dates joined in a sentence in which the plan is said to cover, run or apply."""
    dated = [date for date in dates if date.type == "DATE" and date.value and date.value[:1].isdigit()]
    for start, end in find_sentences(document.text, document):
        if not pattern("covers").search(document.text, start, end):
            continue
        inside = [date for date in dated if start <= date.start and date.end <= end]
        for first, last in pairwise(inside):
            if _JOIN.fullmatch(document.text, first.end, last.start):
                return FoundPeriod(
                    first.value, last.value, ((first.start, first.end), (last.start, last.end))
                )
    return None


def _on_cover(document: Document, metadata: FoundMetadata, dates: Sequence[Timex]) -> FoundPeriod | None:
    """Two months or years that fill a line of the cover ("July 2026 – June 2031")."""
    spans = {date.start: date for date in dates if date.value and len(date.value) < _DAY}
    for block in metadata.cover:
        first = spans.get(block.content)
        last = next((date for date in spans.values() if date.end == block.end), None) if first else None
        if first and last and _JOIN.fullmatch(document.text, first.end, last.start):
            places = ((first.start, first.end), (last.start, last.end))
            return FoundPeriod(first.value, last.value, places)
    return None


def _titled(document: Document, metadata: FoundMetadata) -> FoundPeriod | None:
    """The years in the title ("… 2025 to 2028", "… for 2025")."""
    if metadata.title is None:
        return None
    title = metadata.title
    if match := _FINANCIAL.search(document.text, title.start, title.end):
        return FoundPeriod(match[1], match[2][:2] + match[3], (match.span(),))
    if match := _YEARS.search(document.text, title.start, title.end):
        last = match[2] if len(match[2]) == 4 else match[1][:2] + match[2]
        return FoundPeriod(match[1], last, (match.span(),)) if last > match[1] else None
    if match := _FOR_YEAR.search(document.text, title.start, title.end):
        return FoundPeriod(match[1], match[1], (match.span(1),))
    return None
