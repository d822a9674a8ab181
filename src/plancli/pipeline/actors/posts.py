"""Posts that people hold: where a text prints one, how far it goes, and which post it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from plancli.gazetteer import Country, Office, Region, words
from plancli.pipeline.actors.bodies import Covered
from plancli.pipeline.actors.model import Find
from plancli.pipeline.actors.tokens import Reading

_TAIL = frozenset({"of", "for", "to", "at"})
_LONGEST = 16


@dataclass(frozen=True, slots=True)
class Post:
    """A post as printed at tokens ``first`` to ``last``; ``find`` is the gazetteer's, if it knows the post.

    ``country`` is the state whose adjective or name stands in front of it.
    """

    first: int
    last: int
    find: Find | None
    country: str = ""


def posts(reading: Reading, finds: Sequence[Find]) -> list[Post]:
    """The posts that the text prints with capitals, or that the gazetteer knows, in order."""
    covered = Covered(finds)
    heads = words("title_head")
    found: list[Post] = []
    i = 0
    while i < len(reading):
        post = None
        known = covered.at(i)
        if known is not None and isinstance(known.entry, Office) and known.first == i:
            post = _known(reading, known, covered)
        elif known is None and reading.capital(i) and reading.folded[i] in heads:
            post = _printed(reading, i, covered)
        if post is not None and not (found and found[-1].last > post.first):
            found.append(post)
            i = post.last
        else:
            i += 1
    return found


def _known(reading: Reading, find: Find, covered: Covered) -> Post:
    first, country = _state_before(reading, find.first, covered)
    return Post(first, _tail(reading, find.last, covered), find, country or find.country)


def _printed(reading: Reading, head: int, covered: Covered) -> Post:
    """The post whose head word ("Minister") stands at ``head``, with what is before and after it."""
    first = head
    while (
        reading.same_line(first - 1, head)
        and head - first < 6
        and (reading.capital(first - 1) or reading.words[first - 1] in "-&" or reading.at(first - 1) == "and")
        and _describes(reading, first - 1, covered)
    ):
        first -= 1
    while first < head and not reading.capital(first):
        first += 1
    first, country = _state_before(reading, first, covered)
    last = head + 1
    while reading.same_line(head, last) and reading.capital(last) and reading.folded[last] in words("role_head"):
        last += 1
    return Post(first, _tail(reading, last, covered), None, country)


def _describes(reading: Reading, i: int, covered: Covered) -> bool:
    """Whether word ``i`` belongs to the title after it ("Foreign", "Parliamentary", "DHS")."""
    if reading.at(i) != "and" and (reading.at(i) in words("function") or reading.at(i) in words("verb")):
        return False
    if reading.at(i) == "and":
        return reading.capital(i - 1) and covered.at(i - 1) is None and reading.at(i - 1) not in words("title_head")
    find = covered.at(i)
    return find is None or isinstance(find.entry, Country | Region) or find.how == "acronym"


def _state_before(reading: Reading, first: int, covered: Covered) -> tuple[int, str]:
    """``first`` moved to the state that stands before the post, and its code."""
    inside = covered.at(first)
    if inside is not None and isinstance(inside.entry, Country):
        return first, inside.country
    before = covered.at(first - 1) if reading.same_line(first - 1, first) else None
    if before is not None and isinstance(before.entry, Country) and before.last == first:
        return before.first, before.country
    return first, ""


def _portfolio(reading: Reading, i: int) -> bool:
    """Whether word ``i`` is something that a minister is for, after which a name may follow at once."""
    return reading.at(i) in words("portfolio")


def _tail(reading: Reading, end: int, covered: Covered) -> int:
    """Token after what "of …", "for …" or "at …" adds to a title that ends before ``end``."""
    last, i = end, end
    while reading.same_line(end - 1, i) and i - end < _LONGEST:
        word = reading.folded[i]
        if (word in _TAIL or (word == "the" and i > end)) and (i == last or word == "the"):
            i += 1
        elif i > end and _portfolio(reading, i - 1) and not _portfolio(reading, i) and reading.capital(i):
            break
        elif reading.capital(i) and i > end:
            find = covered.at(i)
            i = find.last if find is not None else i + 1
            last = i
        elif i > end and word in ("and", "&", "-") and (reading.capital(i + 1) or reading.at(i + 1) == "the"):
            i += 1
        else:
            break
    return last
