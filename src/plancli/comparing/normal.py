"""What counts as the same wording: words without the accidents of case, marks, dashes, spelling and reflow."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from plancli.gazetteer.spelling import spelled

_QUOTES = re.compile('["“”„‟«»‹›‘‚‛`´]')
_APOSTROPHES = re.compile("[’ʼ′]")
_DASHES = re.compile("[‐‑‒–—―−﹘﹣－]")
_HIDDEN = re.compile("[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]")
_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
_LETTERS_HYPHEN = re.compile(r"(?<=[^\W\d_])\s?-\s?(?=[^\W\d_])|\s-\s")
_END = re.compile(r"(?:[;,]?\s+(?:and|or))?[\s.;:,]*$")
_LONGEST_PREFIX = 3  # letters of what a hyphen joins to a word: co-operation, re-use, pre-entry, non-state


def plain(text: str) -> str:
    r"""``text`` in lower case, on one line, with one kind of apostrophe and hyphen and no quotation marks.

    >>> plain("The “Co–operation”\n fund’s  aims")
    "the co-operation fund's aims"
    """
    folded = _HIDDEN.sub("", unicodedata.normalize("NFKC", text)).casefold()
    folded = _DASHES.sub("-", _APOSTROPHES.sub("'", folded))
    folded = re.sub(r"(?<!\w)'|'(?!\w)", " ", _QUOTES.sub(" ", folded))
    return " ".join(folded.split())


@lru_cache(maxsize=50_000)
def key(text: str | None) -> str:
    """What two texts share if, and only if, none is a rewording of the other.

    Case, quotation marks, dashes and hyphens, spelling, line breaks and the marks at the end (which follow an
    item's place in its list) do not count; every other sign does, and hyphens and spaces between digits.

    >>> key("Deeper co-operation – and organisation; and") == key("deeper cooperation—and organization.")
    True
    >>> key("10-20 ships") == key("1020 ships")
    False
    """
    words = _WORD.sub(lambda found: spelled(_joined(found[0])), _END.sub("", plain(text or "")))
    return re.sub(r"(?<!\d)\s+|\s+(?!\d)", "", _LETTERS_HYPHEN.sub("", words))


def _joined(word: str) -> str:
    return re.sub(r"(?<=[^\W\d])-(?=[^\W\d])", "", word)


def words(text: str) -> list[str]:
    """The words of ``text`` for measuring likeness: normal spelling, compounds in their parts.

    >>> words("Co-operation on decision-making: 5 organisations’ plans")
    ['cooperation', 'on', 'decision', 'making', '5', 'organizations', 'plans']
    """
    return [part for found in _WORD.findall(plain(text)) for part in _parts(found)]


@lru_cache(maxsize=50_000)
def _parts(word: str) -> tuple[str, ...]:
    first, *rest = word.removesuffix("'s").split("-")
    if rest and first.isalpha() and len(first) <= _LONGEST_PREFIX:
        first, rest = first + rest[0], rest[1:]
    return tuple(spelled(part.removesuffix("'")) for part in [first, *rest])
