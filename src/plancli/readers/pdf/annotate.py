"""Facts that need words and drawings together: underlines, links, overprints, what a person cannot see."""

from __future__ import annotations

import ctypes
from bisect import bisect_left, bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from plancli.readers.pdf.native import calls, string

if TYPE_CHECKING:
    from collections.abc import Collection

    from plancli.document import Box
    from plancli.readers.pdf.marks import Marks
    from plancli.readers.pdf.page import OpenPage
    from plancli.readers.pdf.words import Style, Word

_SMALLEST_TYPE = 1.5
_MOST_RULES = 2_000


def underline_and_link(words: list[Word], marks: Marks, page: OpenPage) -> None:
    """Mark the words under which a line is drawn for most of their width, and those that a link covers."""
    links = _links(page)
    if not marks.rules and not links:
        return
    level = sorted((word for word in words if word.style.angle == 0), key=lambda word: word.style.base)
    bases = [word.style.base for word in level]
    for x0, top, x1, bottom in marks.rules[:_MOST_RULES]:
        if x1 - x0 < 3 or bottom - top > 2.5:
            continue
        middle = (top + bottom) / 2
        for word in level[bisect_left(bases, middle - 12) : bisect_right(bases, middle + 1)]:
            size = word.style.size
            under = -0.05 * size < middle - word.style.base < 0.3 * size
            if under and min(x1, word.x1) - max(x0, word.x0) > 0.6 * (word.x1 - word.x0):
                word.underline = True
    for (x0, top, x1, bottom), address in links:
        for word in level[bisect_left(bases, top) : bisect_right(bases, bottom + 12)]:
            if x0 <= (word.x0 + word.x1) / 2 <= x1 and top <= (word.top + word.bottom) / 2 <= bottom:
                word.link = address


def _links(page: OpenPage) -> list[tuple[Box, str]]:
    pdfium = calls()
    position, annotation = ctypes.c_int(0), ctypes.c_void_p()
    found: list[tuple[Box, str]] = []
    while len(found) < _MOST_RULES and pdfium.FPDFLink_Enumerate(
        page.page, ctypes.addressof(position), ctypes.addressof(annotation)
    ):
        rect = page.rect
        if not annotation.value or not pdfium.FPDFLink_GetAnnotRect(annotation.value, ctypes.addressof(rect)):
            continue
        left, top, right, bottom = rect
        box = page.to_box(left, bottom, right, top)
        action = pdfium.FPDFLink_GetAction(annotation.value)
        address = (
            string(pdfium.FPDFAction_GetURIPath, page.document, action, encoding="utf-8") if action else ""
        )
        if address:
            found.append((box, address))
    return found


def hidden(word: Word, page: OpenPage, marks: Marks, scanned: bool) -> str | None:
    """Why a person does not see a word; ``None`` for one that stands there to be read."""
    x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    if not (-1 <= x <= page.width + 1 and -1 <= y <= page.height + 1):
        return "outside"
    if word.style.size < _SMALLEST_TYPE:
        return "small"
    if word.style.invisible and not scanned:
        return "invisible"
    if word.style.pale and not word.style.invisible and not scanned and not _on_panel(x, y, marks.panels):
        return "white"
    return None


def _on_panel(x: float, y: float, panels: list[Box]) -> bool:
    return any(x0 - 1 <= x <= x1 + 1 and y0 - 1 <= y <= y1 + 1 for x0, y0, x1, y1 in panels)


def without_overprints(words: list[Word]) -> list[Word]:
    """The words without those printed twice at one place (shadows, bold by overprinting), which turn bold."""
    styles = {id(word.style): word.style for word in words}.values()
    if not any(_crowded(styles, shift) for shift in (0, 2)):
        return words
    kept: list[Word] = []
    seen: dict[tuple[str, int, int], Word] = {}
    for word in words:
        x, y = int(word.x0) >> 2, int(word.style.base) >> 2
        near = (seen.get((word.text, x + dx, y + dy)) for dx in (0, -1, 1) for dy in (0, -1, 1))
        twin = next((other for other in near if other is not None and _over(other, word)), None)
        if twin is None:
            seen[word.text, x, y] = word
            kept.append(word)
        else:
            twin.style = replace(twin.style, bold=True)
    return kept


def _crowded(styles: Collection[Style], shift: int) -> bool:
    """Whether two objects start in one square of four points, as no two do that a person can read."""
    squares = {(int(style.start + shift) >> 2, int(style.base + shift) >> 2) for style in styles}
    return len(squares) < len(styles)


def _over(one: Word, other: Word) -> bool:
    near = 0.2 * one.style.size
    return (
        abs(one.x0 - other.x0) < near
        and abs(one.style.base - other.style.base) < near
        and abs(one.x1 - other.x1) < near
    )
