"""Text that was recognised from a picture: words torn apart, and words that look misread."""

from __future__ import annotations

import itertools
import re
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from plancli.readers.pdf.words import Word

# in multiples of the font size: what stands closer is one word, if words usually stand well apart
_CLOSE, _USUAL, _MOST = 0.1, 0.15, 0.1
_SOLID = re.compile(r"[A-Z0-9]")
_ODD_SIGN = re.compile(r"[~^\\\\|<>{}=_`\ufffd]|[^\W\d_][,;:()\[\]{}][^\W\d_]{2}")
_DIGIT_IN_WORD = re.compile(r"[a-z]{2}\d|\d[a-z]{3}|[a-z]\d[a-z]")
_PLAIN = re.compile(r"\d+(?:st|nd|rd|th|s)\b|https?:|www\.|@|^[.…_]+$", re.IGNORECASE)


def join_torn(words: list[Word]) -> None:
    """Glue words together that touch one another, as recognition leaves them that saw a space too much."""
    gaps = [
        ((before, after), (after.x0 - before.x1) / before.style.size)
        for before, after in itertools.pairwise(words)
        if not after.breaks
        and before.style.size > 1
        and abs(after.style.base - before.style.base) < 0.2 * before.style.size
    ]
    if len(gaps) < 8 or median(gap for _, gap in gaps) < _USUAL:
        return
    close = [pair for pair, gap in gaps if -0.3 < gap < _CLOSE]
    if len(close) <= _MOST * len(gaps):
        for before, after in close:
            # slanted letters reach over a true space, so only abbreviations and numbers are mended
            after.glued = (
                after.glued or (_SOLID.search(before.text[-1:]) and _SOLID.match(after.text)) is not None
            )


def misread(words: list[Word]) -> list[str]:
    """The words of signs and digits that no word has, in their order."""
    return [word.text for word in words if _odd(word.text)]


def _odd(text: str) -> bool:
    if _PLAIN.search(text):
        return False
    return bool(_ODD_SIGN.search(text) or _DIGIT_IN_WORD.search(text))
