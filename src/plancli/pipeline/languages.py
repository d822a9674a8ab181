"""The language of a text, by the share of its words that are a language's commonest.

A text without enough of any language's words has none that is known; so has one in a script that no
language of the table is written in.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from plancli.gazetteer.cues import table

_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 20_000
"""Code points: as much of a text as is looked at."""
_ENOUGH = 0.12
"""Share of common words above which a text is in that language; prose has 0.25 to 0.45."""
_SOME = 0.04
"""Share above which a text of headings and lists is taken as English, where no other language has more."""


def find_language(text: str) -> str | None:
    """ISO 639-1 code of the language of ``text``; ``None`` where it cannot be told."""
    found: Counter[str] = Counter()
    for word, times in Counter(_WORD.findall(text[:_SAMPLE])).items():
        found[word.lower()] += times
    total = found.total()
    if not total:
        return None
    shares = {
        language: sum(found[word] for word in common if word in found) / total
        for language, common in _common_words().items()
    }
    best = max(shares, key=lambda code: (shares[code], code == "en"))
    if shares[best] >= _ENOUGH or (best == "en" and shares[best] >= _SOME):
        return best
    return None


@cache
def _common_words() -> dict[str, tuple[str, ...]]:
    """The commonest words of each language by its code."""
    return {row["language"]: tuple(row["words"].split()) for row in table("stop_words")}


def primary(tag: str | None) -> str | None:
    """The language of a tag that a file declares (``en-US``, ``en_GB.UTF-8``), as its ISO 639-1 code.

    >>> primary("en-US"), primary("EN"), primary("unknown"), primary(None)
    ('en', 'en', None, None)
    """
    found = re.match(r"([a-z]{2})(?![a-z])", (tag or "").strip().lower())
    return found[1] if found else None
