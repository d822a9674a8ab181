"""The language of a text, by the share of its words that are a language's stop words.

The stop words are spaCy's. A text without enough of any language's stop words has none that is known.
"""

from __future__ import annotations

import re
from collections import Counter
from importlib import import_module

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_SAMPLE = 20_000
"""Code points: as much of a text as is looked at."""
_ENOUGH = 0.18
"""Share of stop words above which a text is in that language; English prose has 0.35 to 0.5."""
_OTHERS = ("de", "fr", "es", "it", "nl", "pt", "pl", "sv", "da", "fi", "ro", "cs", "hu", "tr", "el", "ru", "uk", "ar", "cy", "ga")


def find_language(text: str) -> str | None:
    """ISO 639-1 code of the language of ``text``; ``None`` where it cannot be told."""
    found = Counter(word.lower() for word in _WORD.findall(text[:_SAMPLE]))
    total = found.total()
    if not total:
        return None
    if _share(found, total, "en") >= _ENOUGH:
        return "en"
    shares = {code: _share(found, total, code) for code in _OTHERS}
    best = max(sorted(shares), key=lambda code: shares[code])
    return best if shares[best] >= _ENOUGH else ("en" if _share(found, total, "en") >= _ENOUGH / 2 else None)


def _share(found: Counter[str], total: int, code: str) -> float:
    try:
        stop = import_module(f"spacy.lang.{code}.stop_words").STOP_WORDS
    except ModuleNotFoundError:
        return 0.0
    return sum(count for word, count in found.items() if word in stop) / total
