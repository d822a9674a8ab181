"""One spelling for words that British and American English write in two ways."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from plancli.gazetteer import cues


@lru_cache(maxsize=50_000)
def spelled(word: str) -> str:
    """The spelling that ``word``, in lower case, is compared in.

    >>> [spelled(word) for word in ("organisation", "labour", "centres", "four", "exercise")]
    ['organization', 'labor', 'centers', 'four', 'exercize']
    """
    for pattern, replacement in _spellings():
        if found := pattern.fullmatch(word):
            return found.expand(replacement)
    return word


@cache
def _spellings() -> tuple[tuple[re.Pattern[str], str], ...]:
    rows = cues.table("spellings")
    return tuple((re.compile(row["pattern"]), row["replacement"]) for row in rows)
