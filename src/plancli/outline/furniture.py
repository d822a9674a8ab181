"""What a site or a page layout adds to a document: out of the text, or out of the taggers' sight."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from plancli.document import Line
from plancli.gazetteer.cues import pattern
from plancli.outline.paragraphs import Para

REGIONS_OUT = frozenset({"nav", "header", "footer", "aside", "controls", "outside"})
"""Parts of a page that mark-up names and that hold no content."""
_PAGE_NUMBER = re.compile(r"\d{1,4}")
_NUMBERED_HEAD = re.compile(
    r"(?P<before>\S.{2,90}?)\s{2,}(?P<right>\d{1,4})|(?P<left>\d{1,4})\s{2,}(?P<after>\S.{2,90})"
)
_HEAD_LENGTH = 90
_RULE = re.compile(r"_[_\s]{4,}|[-=–—~*_.·]{8,}")
"""A line of signs that stands for a drawn one."""
_DOTS = "•●▪◦‣ "
_FEW = 2
"""So often at least a head or a counting number stands in a document of several pages."""


def without_furniture(lines: Sequence[Line]) -> list[Line]:
    """The lines that are content; what stood above a line that goes counts as space above the next.

    The line after a page number or a running head is the first of its page (``gap`` is ``None``).
    """
    running = _running_lines(lines)
    kept: list[Line] = []
    carried: float | None = 0.0
    for index, line in enumerate(lines):
        if index in running:
            carried = None
        elif _is_control(line):
            carried = None if carried is None else max(carried, line.gap or 0.0, 1.0)
        else:
            space = line.gap if carried == 0.0 else carried
            kept.append(line if space == line.gap or line.page is not None else replace(line, gap=space))
            carried = 0.0
    return kept


def _is_control(line: Line) -> bool:
    if line.region in REGIONS_OUT:
        return True
    text = line.text.strip()
    words = text.lstrip(_DOTS)
    if line.page is not None:
        if not text[:1].isalnum() and _RULE.fullmatch(text):
            return True
        if words == text and line.gap is not None and line.gap < 1:
            return False  # the last word of a paragraph is a line of a page, too, and no control
    return pattern("furniture", what="drop").fullmatch(words) is not None


def _running_lines(lines: Sequence[Line]) -> set[int]:
    """Lines of a text without pages that are page numbers, and the running heads that stand beside them.

    Numbers that stand alone between blank lines and count up are page numbers; a short line next to
    several of them with the same words each time is a running head or foot, and so is one that holds
    the number itself.
    """
    if any(line.page is not None for line in lines):
        return set()
    texts = [line.text.strip() if line.tag is None else "" for line in lines]
    numbers = _counting(texts) or [
        i for i, t in enumerate(texts) if pattern("furniture", what="page").fullmatch(t)
    ]
    beside = {j for i in numbers for j in (i - 2, i - 1, i + 1, i + 2) if 0 <= j < len(lines)}
    counts = Counter(texts[j] for j in beside if len(texts[j]) <= _HEAD_LENGTH)
    often = max(_FEW, len(numbers) - 1)
    return set(numbers) | _numbered_heads(texts) | {j for j in beside if counts[texts[j]] >= often}


def _counting(texts: Sequence[str]) -> list[int]:
    """Indices of the lines that are bare numbers, where these count up one by one."""
    alone = [i for i, text in enumerate(texts) if _PAGE_NUMBER.fullmatch(text)]
    values = [int(texts[i]) for i in alone]
    return alone if len(alone) >= _FEW and all(b - a == 1 for a, b in pairwise(values)) else []


def _numbered_heads(texts: Sequence[str]) -> set[int]:
    """Indices of the lines that have the same words each time and a number that grows."""
    found: dict[str, list[tuple[int, int]]] = {}
    for index, text in enumerate(texts):
        if match := _NUMBERED_HEAD.fullmatch(text):
            words = match["before"] or match["after"]
            found.setdefault(words, []).append((index, int(match["right"] or match["left"])))
    return {
        index
        for rows in found.values()
        if len(rows) >= _FEW and all(a[1] < b[1] for a, b in pairwise(rows))
        for index, _ in rows
    }


def mark_boilerplate(paras: Sequence[Para]) -> None:
    """Give licence and copyright text its region, so that nothing is tagged in it."""
    boilerplate = pattern("furniture", what="boilerplate")
    for para in paras:
        if para.region is None and boilerplate.fullmatch(para.words):
            para.region = "boilerplate"
