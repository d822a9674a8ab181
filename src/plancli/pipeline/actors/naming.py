"""Whether capital words can be the name of a body at all, whatever stands beside them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from plancli.gazetteer import body_heads, words
from plancli.gazetteer.cues import table

if TYPE_CHECKING:
    from plancli.pipeline.actors.tokens import Reading


def may_act(reading: Reading, i: int, last: int) -> bool:
    """Whether the words can be a body's name: no instrument's, no post's, no common noun with a capital."""
    told = reading.folded[i:last]
    if not told or told[-1] in _no_ends() or told[0] in _no_openings():
        return False
    if last - i == 1 and told[0] in words("capital_city"):
        return False  # "Oslo said" tells of a state, and of no body
    if reading.at(i - 1) in words("determiner") and reading.at(i - 1) not in ("the", "a"):
        return False
    if not _no_parts().isdisjoint(told) or all((word,) in body_heads() for word in told):
        return False
    return any(
        word not in reading.lower and word not in words("name_stop") and len(word) > 2 for word in told
    )


@cache
def _no_ends() -> frozenset[str]:
    """Words with which the name of a thing or of anybody of a kind ends."""
    return words("thing") | words("common_agent") | instruments()


@cache
def _no_openings() -> frozenset[str]:
    """Words that open a sentence or the label of a part, and no name."""
    return words("opener") | words("verb") | words("label_word")


@cache
def _no_parts() -> frozenset[str]:
    """Words of posts and phrases."""
    return words("title_head") | words("role_head") | words("function") | words("determiner")


def coined(reading: Reading, i: int) -> bool:
    """Whether one word is a name: capitals inside, or a capital inside a sentence and never a place's."""
    word = reading.words[i]
    if sum(c.isupper() for c in word) > 1 and not word.isupper() and len(word) > 4:
        return True
    if reading.folded[i] in reading.lower or reading.folded[i] in words("name_stop") or len(word) < 4:
        return False
    if word.endswith("s") or not word.isalpha() or word.isupper():
        return False
    places = reading.places(word)
    inside = [k for k in places if not reading.opens_sentence(k)]
    apart = all(not reading.capital(k - 1) and not reading.capital(k + 1) for k in places)
    located = any(reading.at(k - 1) in words("locating") | {"in", "to", "from", "of"} for k in places)
    return bool(inside) and apart and not located


@cache
def instruments() -> frozenset[str]:
    """Nouns that close the names of plans, laws and treaties, in lower case."""
    return frozenset(row["word"] for row in table("instruments"))
