"""A publication date that a page gives out of sight: in its head, or as the machine form of a shown time.

What the page shows wins. Only where no line at its top shows a full date does the hidden one become a line
of its own, so that it can be evidence like any other.
"""

from __future__ import annotations

import re
from datetime import date

from plancli.document import Line, Piece, Place
from plancli.gazetteer.cues import pattern, words
from plancli.readers.html.selectors import Selectors
from plancli.readers.html.tree import Element

_TOP = 40
"""Lines in which a page shows its date."""
_ISO = re.compile(r"\s*(\d{4})-(\d\d)-(\d\d)(?:[T ].*)?", re.DOTALL)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_NUMERIC = re.compile(r"\b\d{1,4}[./-]\d{1,2}[./-]\d{2,4}\b")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip


def line_of(root: Element, lines: list[Line], hint: str | None) -> Line | None:
    """The line "Published 3 May 2024" for a page that has a date but shows none, else ``None``."""
    shown = [line.text for line in lines if line.region in (None, "metadata")][:_TOP]
    if not shown or any(_dated(text) for text in shown):
        return None
    printed = _printed(hint) if hint else None
    if hint is None or printed is None:
        return None
    element = next(
        (each for each in root.within() if hint in (each.get("content").strip(), each.get("datetime"))), None
    )
    place = Place(selector=Selectors(root).path(element)) if element is not None else Place()
    return Line(
        (Piece(f"Published {printed}", place, linear=False),), gap=1.0, tag="p", region="metadata", whole=True
    )


def _dated(text: str) -> bool:
    """Whether a line at the top shows when the page is from: a short one with a date, or a labelled one."""
    label = re.match(
        rf"(?:{pattern('date_labels', what='published').pattern})\b", text.strip(), re.IGNORECASE
    )
    if label and label.end() > 0:
        return True
    if len(text.split()) > 12:
        return False
    months = any(word.strip(".,").lower() in words("months") for word in text.split())
    return bool(_NUMERIC.search(text) or (months and _YEAR.search(text)))


def _printed(stamp: str) -> str | None:
    """An ISO 8601 date or time as a page prints the day."""
    found = _ISO.fullmatch(stamp)
    if found is None:
        return None
    try:
        day = date(*map(int, found.groups()))
    except ValueError:
        return None
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
