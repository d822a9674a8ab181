"""Words that the source draws letter by letter.

Some programs place every letter by itself, above all on pages that they shrink; PDFium then takes each for a
line of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from plancli.readers.pdf.words import Style, Word

_TOUCHING = 0.04
"""In multiples of the font size: letters of one word stand no further apart; the narrowest space is twice as wide."""


def join_letters(words: list[Word]) -> list[Word]:
    """``words`` with those made one that are set as one and touch, although a line is said to end between them."""
    found: list[Word] = []
    for word in words:
        before = found[-1] if word.breaks and found else None
        if before is None or not _goes_on(before, word):
            found.append(word)
            continue
        before.text += word.text
        before.x1 = word.x1
        before.top, before.bottom = min(before.top, word.top), max(before.bottom, word.bottom)
        before.garbled |= word.garbled
    return found


def _goes_on(before: Word, word: Word) -> bool:
    one, other = before.style, word.style
    return abs(word.x0 - before.x1) < _TOUCHING * other.size and _set_alike(one, other)


def _set_alike(one: Style, other: Style) -> bool:
    return (
        one.base == other.base
        and one.size == other.size
        and one.font == other.font
        and one.content == other.content
        and one.angle == other.angle == 0
        and one.plain == other.plain
    )
