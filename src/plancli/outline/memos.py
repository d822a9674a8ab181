"""The head of a memorandum: the lines that say from whom, to whom and on what it is written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from plancli.gazetteer.cues import pattern
from plancli.outline.paragraphs import Para

_FIRST, _WORDS = 30, 45
"""Paragraphs among which a head stands, and words that one of its lines has at most."""


def mark_memo_head(paras: Sequence[Para]) -> None:
    """Give the lines of a head their region: from the first label to the last, what stands between included.

    Two labels at least make one, of which one names the subject or a recipient.
    """
    labels = {index: found for index, para in enumerate(paras[:_FIRST]) if (found := _label(para.text))}
    if len(set(labels.values())) < 2 or not any(pattern("memo_labels").fullmatch(x) for x in labels.values()):
        return
    head = paras[min(labels) : max(labels) + 1]
    if any(len(para.text.split()) > _WORDS or para.region for para in head):
        return
    for para in head:
        para.region = "metadata"


def _label(text: str) -> str | None:
    """The label that a paragraph opens with, in lower case."""
    match = _labels().match(text)
    return match[1].lower() if match else None


@cache
def _labels() -> re.Pattern[str]:
    tables = (pattern("memo_labels"), pattern("bylines"), pattern("date_labels"))
    return re.compile(rf"({'|'.join(table.pattern for table in tables)})\s*:", re.IGNORECASE)
