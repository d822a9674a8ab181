"""The words that names and points of a list are compared by."""

from __future__ import annotations

import re
from functools import cache

from plancli.gazetteer.cues import words

_WORD = re.compile(r"[^\W_]+")
_POSSESSIVE = re.compile(r"[’']s?\b")


@cache
def small(*classes: str) -> frozenset[str]:
    """Small words that make no difference: those of anywhere, and those of some classes of ``small_words``."""
    return frozenset().union(*(words("small_words", kind=name) for name in ("any", *classes)))


@cache
def words_of(name: str, *classes: str) -> tuple[str, ...]:
    """The words of a name in lower case and in order, without the small ones and the possessive.

    >>> words_of("The Users’ Board of the River's Mouth")
    ('users', 'board', 'river', 'mouth')
    """
    found = _WORD.findall(_POSSESSIVE.sub("", name.casefold()))
    return tuple(word for word in found if word not in small(*classes))
