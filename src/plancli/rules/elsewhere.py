"""Whether a part that a text names ("Annex B", "Action 9") is said to be another document's."""

from __future__ import annotations

import re
from functools import cache

from plancli.gazetteer.cues import either

_BEFORE = 30
"""Characters before a part in which its owner stands."""


def is_of_another(text: str, end: int) -> bool:
    """Whether what follows a part is the document that it is of: "of the Act", "(3) of Directive 2000/60"."""
    return _of_another().match(text, end) is not None


def is_owned(text: str, start: int) -> bool:
    """Whether a name, or who has it, stands before a part; a word that opens a sentence ("See Annex B") owns none."""
    before = text[max(0, start - _BEFORE) : start].rpartition("\n")[2]
    return _owned().search(before) is not None and _points().search(before) is None


@cache
def _of_another() -> re.Pattern[str]:
    start = rf"\s*(?:\([^)]{{1,40}}\)\s*)?,?\s*{_any('belongs')}\s+(?:{_any('own')}\s+)?"
    return re.compile(rf"{start}(?:\w+\s+){{0,3}}?(?:[A-Z]|\d{{4}}|{_any('other')}\b)")


@cache
def _owned() -> re.Pattern[str]:
    return re.compile(rf"(?:[’']s?|[A-Z]\w+|\b{_any('owner')})\s+$")


@cache
def _points() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_any('points')}|{_any('article')})\s+$", re.IGNORECASE)


def _any(kind: str) -> str:
    return either("parts", kind=kind)
