"""Posts that people hold: where a text prints one, how far it goes, and which post it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from plancli.gazetteer import Country, Office, Organisation, Region, honorifics, words
from plancli.pipeline.actors.openings import Covered

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plancli.pipeline.actors.model import Find
    from plancli.pipeline.actors.ner import Judgement
    from plancli.pipeline.actors.tokens import Reading

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


def posts(reading: Reading, finds: Sequence[Find], judge: Judgement) -> list[Post]:
    """The posts that the text prints with capitals, or that the gazetteer knows, in order."""
    covered = Covered(finds)
    heads = words("title_head")
    offices = {find.first for find in finds if isinstance(find.entry, Office)}
    found: list[Post] = []
    i = 0
    while i < reading.size:
        if i not in offices and reading.folded[i] not in heads:
            i += 1
            continue
        post = None
        known = covered.at(i)
        if known is not None and isinstance(known.entry, Office) and known.first == i:
            post = _known(reading, known, covered, judge)
        elif known is None and reading.folded[i] in heads and _may_head(reading, i):
            post = _printed(reading, i, covered, judge)
        if post is not None and not (found and found[-1].last > post.first):
            found.append(post)
            i = post.last
        else:
            i += 1
    return found


def _may_head(reading: Reading, i: int) -> bool:
    """Whether a title word with a capital is a title: "Supreme Court Justice", not "Economic Justice"."""
    if not reading.capital(i):
        return False
    if not (reading.same_line(i - 1, i) and reading.capital(i - 1)):
        return True
    return reading.at(i - 1) in ("court", "chief", "lord") or reading.folded[i] not in words("portfolio")


def _known(reading: Reading, find: Find, covered: Covered, judge: Judgement) -> Post:
    first, country = _state_before(reading, find.first, covered)
    return Post(first, _tail(reading, find.last, covered, judge), find, country or find.country)


def _printed(reading: Reading, head: int, covered: Covered, judge: Judgement) -> Post:
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
    while reading.same_line(head, last):
        step = 2 if reading.words[last] == "-" and reading.tight(last) and reading.tight(last + 1) else 1
        k = last + step - 1
        if not reading.capital(k) or reading.folded[k] not in words("role_head"):
            break
        last = k + 1
    return Post(first, _tail(reading, last, covered, judge), None, country)


def _describes(reading: Reading, i: int, covered: Covered) -> bool:
    """Whether word ``i`` belongs to the title after it ("Foreign", "Parliamentary", "DHS")."""
    if (reading.at(i),) in honorifics("after") and reading.words[i][:2].isupper():
        return False
    hyphened = reading.at(i + 1) == "-" and reading.tight(i + 1)  # "Under-Secretary"
    barred = reading.at(i) in words("function") or reading.at(i) in words("verb")
    if reading.at(i) != "and" and barred and not hyphened:
        return False
    if reading.at(i) == "and":
        return reading.capital(i - 1) and reading.at(i - 1) in words("portfolio")
    find = covered.at(i)
    return find is None or isinstance(find.entry, Country | Region | Organisation)


def _state_before(reading: Reading, first: int, covered: Covered) -> tuple[int, str]:
    """``first`` moved to the state that stands before the post, and its code."""
    inside = covered.at(first)
    if inside is not None and isinstance(inside.entry, Country):
        return first, inside.country
    before = covered.at(first - 1) if reading.same_line(first - 1, first) else None
    if before is not None and isinstance(before.entry, Country) and before.last == first:
        return before.first, before.country
    return first, ""


def _name_opens(reading: Reading, i: int, covered: Covered, judge: Judgement) -> bool:
    """Whether the holder's name follows at once: after what a minister is for, or as the model has it."""
    if reading.at(i - 1) in words("portfolio") and reading.capital(i + 1):
        return not any(reading.at(k) in words("portfolio") for k in (i, i + 1))
    if reading.at(i) in words("portfolio") and reading.at(i - 1) in ("and", ","):
        return False  # "Trade and Employment Jane Roe", whatever the model takes for the name
    return covered.at(i) is None and judge.opens_person(i)


def _lists_on(reading: Reading, i: int) -> bool:
    """Whether "and", or a comma between two things that a minister is for, goes on with the title."""
    if reading.at(i) == ",":
        return all(reading.at(k) in words("portfolio") for k in (i - 1, i + 1))
    return reading.at(i) in ("and", "-") and not _other_post(reading, i + 1)


def _other_post(reading: Reading, i: int) -> bool:
    """Whether a post of its own opens at ``i``, or nothing that could go on a post."""
    i += reading.at(i) == "the"
    return not reading.capital(i) or reading.at(i) in words("title_head")


def _tail(reading: Reading, end: int, covered: Covered, judge: Judgement) -> int:
    """Token after what "of …", "for …" or "at …" adds to a title that ends before ``end``."""
    last, i = end, end
    while reading.same_line(end - 1, i) and i - end < _LONGEST:
        word = reading.folded[i]
        if (
            word == "in"
            and i == last
            and reading.at(i + 1) == "the"
            and reading.at(i + 2) in words("housing_post")
        ):
            i += 1  # "Minister in the Presidency"
        elif (word in words("post_tail") or (word == "the" and i > end)) and (i == last or word == "the"):
            i += 1
        elif (last > end and reading.capital(i) and _name_opens(reading, i, covered, judge)) or reading.words[
            i
        ] == "I":
            break
        elif reading.capital(i) and i > end:
            find = covered.at(i)
            i = find.last if find is not None else i + 1
            last = i
        elif i > end and _lists_on(reading, i):
            i += 1
        else:
            break
    return last
