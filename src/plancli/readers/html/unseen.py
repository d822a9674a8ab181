"""What a page says of itself out of sight, as lines: its title, its publisher, when it was published.

What the page shows wins. Only where it shows no title, no publisher or no date at its top does the unseen
one become a line of its own, so that it can be evidence like any other, with its place in the source.
"""

from __future__ import annotations

import itertools
import re
from datetime import date

from plancli.document import Line, Piece, Place
from plancli.gazetteer import lookup
from plancli.gazetteer.cues import pattern, words
from plancli.readers.html.hints import Hints
from plancli.readers.html.positions import Source
from plancli.readers.html.publishers import SITE_BARS, is_body
from plancli.readers.html.selectors import Selectors
from plancli.readers.html.tree import Element, Words
from plancli.readers.written import written

_TOP = 40
"""Lines in which a page shows its title, its publisher and its date."""
_ISO = re.compile(r"\s*(\d{4})-?(\d\d)-?(\d\d)(?:[T ].*)?", re.DOTALL)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_NUMERIC = re.compile(r"\b\d{1,4}[./-]\d{1,2}[./-]\d{2,4}\b")
_PUBLISHER_WORDS = 12
_SENTENCE_WORDS = 6
_PROSE_WORDS = 16
"""Words: above the first line of more, a page shows who publishes it."""


def add_unseen(lines: list[Line], root: Element, hints: Hints, source: Source) -> None:
    """Put the lines that the page does not show where it would show them."""
    shown = [line for line in lines if line.region in (None, "metadata")][:_TOP]
    if not shown:
        return
    title = _title(hints, shown)
    found = [("published", _published(hints, shown)), ("publisher", _publisher(hints, shown))]
    below = [_line(text, hint, root, hints, source) for hint, text in found if text]
    if title is not None:
        below.insert(0, _line(title, "title", root, hints, source))
        spot = lines.index(shown[0])
    else:
        spot = lines.index(next((line for line in shown if line.tag == "h1"), shown[0])) + 1
    lines[spot:spot] = below


def _line(text: str, hint: str, root: Element, hints: Hints, source: Source) -> Line:
    """The line ``text`` with the place of the element that gives it."""
    element, value = hints.elements[hint], hints.values[hint]
    place = Place(selector=Selectors(root).path(element))
    offset = _offset(source.text, element, value)
    if offset is not None:
        place.line, place.column = source.place(offset)
    tag, region = ("h1", None) if hint == "title" else ("p", "metadata")
    level = 1 if tag == "h1" else None
    return Line(
        (Piece(text, place, linear=False),), gap=1.0, tag=tag, level=level, region=region, whole=True
    )  # fmt: skip


def _offset(source: str, element: Element, value: str) -> int | None:
    """Where the source gives the value of an element: in its tag or, of a script or a title, in its text."""
    shown = (child for each in element.within() for child in each.children if isinstance(child, Words))
    begins = next((child.offset for child in shown if child.offset >= 0 and child.text.strip()), None)
    if begins is not None and element.tag not in ("script", "title"):
        return begins
    end_mark = f"</{element.tag}" if element.tag in ("script", "title") else ">"
    for tag in re.finditer(rf"<{element.tag}\b", source, re.IGNORECASE):
        end = source.find(end_mark, tag.start())
        at = source.find(value, tag.start(), end if end >= 0 else len(source))
        if at >= 0:
            return at
    return None


def _title(hints: Hints, shown: list[Line]) -> str | None:
    """The title of a page that shows no heading of its own: of the first rank, or the only one above its prose."""
    title = hints.values.get("title", "")
    name = next((part for part in SITE_BARS.split(title) if part.strip()), "").strip()
    top = [line.tag for line in itertools.takewhile(lambda line: not _is_prose(line.text), shown)]
    tags = [line.tag for line in shown]
    headed = "h1" in tags or any(tag == "h2" and tags.count("h2") == 1 for tag in top)
    if not name or headed or any(name.casefold() in _folded(line) for line in shown):
        return None
    return name if any(map(str.isalpha, name)) and len(name.split()) > 1 else None


def _published(hints: Hints, shown: list[Line]) -> str | None:
    """The line "Published 3 May 2024" for a page that has a date but shows none."""
    hint = hints.values.get("published")
    printed = _printed(hint) if hint and not any(_dated(line.text) for line in shown) else None
    return f"Published {printed}" if printed else None


def _publisher(hints: Hints, shown: list[Line]) -> str | None:
    """The line "Publisher: Moor Office" for a page that has a publisher but shows none."""
    name = " ".join(hints.values.get("publisher", "").split())
    if not 0 < len(name.split()) <= _PUBLISHER_WORDS or "//" in name:
        return None
    prose = next((i for i, line in enumerate(shown) if _is_prose(line.text)), len(shown))
    top = [line for i, line in enumerate(shown) if i < prose or line.region == "metadata"]
    short = [line for line in top if line.tag != "h1" and len(line.text.split()) <= _PUBLISHER_WORDS]
    if any(name.casefold() in _folded(line) or _names_publisher(line.text.strip()) for line in short):
        return None
    return f"Publisher: {name}"


def _is_prose(text: str) -> bool:
    """Whether a line is long, or a sentence with its full stop."""
    length = len(text.split())
    return length > _PROSE_WORDS or (length >= _SENTENCE_WORDS and text.rstrip().endswith("."))


def _names_publisher(text: str) -> bool:
    """Whether a line at the top names who publishes: after a label, or as a known body alone."""
    label = re.match(rf"(?:{pattern('bylines').pattern})\s*:", text, re.IGNORECASE)
    known = lookup(text) if len(text.split()) <= _PUBLISHER_WORDS else None
    return label is not None or (known is not None and (is_body(text) or known.kind == "organisation"))


def _folded(line: Line) -> str:
    return " ".join(line.text.split()).casefold()


def _dated(text: str) -> bool:
    """Whether a line at the top shows when the page is from: a short one with a date, or a labelled one."""
    label = re.match(
        rf"(?:{pattern('date_labels', what='published').pattern})\b", text.strip(), re.IGNORECASE
    )
    if label and label.end() > 0:
        return True
    if len(text.split()) > 12:
        return False
    months = any(_is_month(word.strip(".,").lower()) for word in text.split())
    return bool(_NUMERIC.search(text) or (months and _YEAR.search(text)))


def _is_month(word: str) -> bool:
    """Whether a word is the name of a month, or its first letters."""
    return len(word) > 2 and any(month.startswith(word) for month in words("months"))


def _printed(stamp: str) -> str | None:
    """A date or time as a page prints the day: of an ISO 8601 form, or as it is where it is words already."""
    found = _ISO.fullmatch(stamp)
    if found is None:
        return stamp if len(stamp) < 40 and _dated(stamp) and not _NUMERIC.search(stamp) else None
    try:
        day = date(*map(int, found.groups()))
    except ValueError:
        return None
    return written(day)
