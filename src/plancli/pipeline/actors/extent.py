"""How far the name of a body goes on both sides of its head word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plancli.gazetteer import BodyHead, Country, Region, body_heads, honorifics, words
from plancli.pipeline.actors.openings import INSIDE, JOIN, Covered, international, many_own, opening
from plancli.pipeline.actors.spelt import acronym_between, acronym_goes_on, opens_spelt, other_acronym, spelt

if TYPE_CHECKING:
    from plancli.pipeline.actors.tokens import Reading

_MARKS = frozenset("(“\"‘'")
LONGEST = 14
"""Tokens: the name of a body is no longer."""


def head_at(reading: Reading, i: int) -> BodyHead | None:
    """The head word of a body that opens at ``i``, the longest that is there."""
    heads = body_heads()
    for length in (3, 2, 1):
        head = heads.get(tuple(reading.folded[i : i + length])) if i + length <= reading.size else None
        if head is not None and all(
            reading.capital(k) or not reading.words[k].isalpha() for k in (i, i + length - 1)
        ):
            return head if not _plural_follows(reading, i, i + length) else None
    return None


def _plural_follows(reading: Reading, first: int, last: int) -> bool:
    """Whether the head is only a part of a longer word or name ("Council-led", "Agency Head")."""
    if last < len(reading) and reading.tight(last) and reading.words[last] in "-/":
        return True
    return (
        reading.same_line(first, last)
        and tuple(reading.folded[last : last + 1]) in body_heads()
        and reading.capital(last)
    )


def heads_on(reading: Reading, i: int, covered: Covered) -> bool:
    """Whether the name goes on to another head ("… University Health Board")."""
    for k in range(i, i + 4):
        if not reading.same_line(i - 1, k) or not reading.capital(k) or covered.at(k) is not None:
            return False
        if head_at(reading, k) is not None:
            return True
    return False


def left_end(reading: Reading, head: int, covered: Covered) -> int:
    """First token of the capital words before the head."""
    first = head
    while reading.same_line(first - 1, head) and head - first < LONGEST:
        before = first - 1
        if international(covered.at(before)) and reading.folded[head] in words("international_head"):
            first = opening(covered, before)
            break
        if covered.body(before) or (reading.words[before] == "s" and reading.words[before - 1] in "'’"):
            break
        if many_own(reading, before, covered):
            first = before - 1
            continue
        joined = reading.tight(first) and (
            reading.at(before) == "'" or (reading.at(before) in ("-", "/") and reading.tight(before))
        )
        listed = reading.at(before) in JOIN and _list_opens(reading, before, covered)
        narrowed = reading.at(before) == "of" and _part_of_region(reading, first, covered)
        if not (reading.capital(before) or joined or listed or narrowed):
            break
        first = before
    while first < head and not reading.words[first][0].isalnum():
        first += 1
    return first


def _part_of_region(reading: Reading, first: int, covered: Covered) -> bool:
    """Whether the words before "of" narrow the region at ``first`` ("North of Ruritania Combined Authority")."""
    find = covered.at(first)
    compass = reading.at(first - 2) in ("north", "south", "east", "west")
    return find is not None and isinstance(find.entry, Region) and compass and reading.capital(first - 2)


def _list_opens(reading: Reading, join: int, covered: Covered) -> bool:
    """Whether the capital words before "and" belong to the same name, as an article before them shows."""
    k = join - 1
    if not reading.capital(k):
        return False
    if covered.at(k) is None and opens_spelt(reading, k, covered):
        return True  # "Norway Ports and Harbours Service (NPHS)"
    if covered.at(k) is not None:
        return False
    while reading.same_line(k - 1, join) and reading.capital(k - 1) and covered.at(k - 1) is None:
        k -= 1
    if spelt(reading, k, join):
        return True
    if reading.folded[k] in (words("before_list") | _MARKS):
        return k < join - 1
    before = k - 2 if reading.at(k - 1) in ("new", "independent", "national", "joint") else k - 1
    return reading.same_line(before, join) and reading.at(before) in (words("before_list") | _MARKS)


def right_end(reading: Reading, end: int, covered: Covered, head: BodyHead) -> int:
    """Token after the last one of what "of …" or "for …" adds to the head, ``end`` where nothing is added."""
    if not reading.same_line(end - 1, end) or reading.folded[end] not in words("body_tail"):
        return end
    if reading.folded[end] == "to" and (covered.at(end + 1) is not None or not reading.capital(end + 1)):
        return end  # "Coalition to End Hunger" is a name, "Council to Norway" is none
    last, i = end, end
    while reading.same_line(end - 1, i) and i - end < LONGEST:
        if reading.capital(i):
            if covered.body(i) and not _runs_on(reading, i, covered):
                break
            find = covered.at(i)
            # a state's name may hold what ends others ("Lao People's Democratic Republic")
            i = find.last if find is not None and isinstance(find.entry, Country) else i + 1
            last = i
        elif reading.words[i].isdigit() and reading.words[i - 1] == "-" and reading.tight(i):
            i += 1
            last = i  # "Task Force on COVID-19"
        elif head.kind == "ministry" and reading.folded[i] in ("on", "in", "against") and i > end:
            break  # "the Ministry of Information on the Safety Code"
        elif _may_be_inside(reading, i, covered) or acronym_goes_on(reading, end - 1, i):
            i += 1
        else:
            break
    return last


def _may_be_inside(reading: Reading, i: int, covered: Covered) -> bool:
    """Whether the small word or mark at ``i`` may stand inside a name."""
    word = reading.folded[i]
    if word in INSIDE:
        return reading.folded[i - 1] not in JOIN  # "Council of X and the Y" names two
    if word in ("-", "'"):
        return reading.tight(i)
    if word in JOIN and reading.at(i - 1) == ",":
        return True  # the comma has looked ahead
    return (word in JOIN or word == ",") and _goes_on(reading, i, covered)


def _runs_on(reading: Reading, i: int, covered: Covered) -> bool:
    """Whether the known name at ``i`` is only the start of a phrase ("EU Affairs")."""
    find = covered.at(i)
    return (
        find is not None
        and find.how == "acronym"
        and reading.same_line(i, find.last)
        and reading.capital(find.last)
        and not reading.tight(find.last)
    )


def _goes_on(reading: Reading, i: int, covered: Covered) -> bool:
    """Whether the list at ``i`` ("," or "and") goes on inside the name: no other name follows."""
    serial = reading.words[i] == "," and reading.at(i + 1) in JOIN
    follows = i + 2 if serial or reading.at(i + 1) == "the" else i + 1
    if (reading.at(follows),) in honorifics("before"):
        return False  # "Ministry of X, and Dr Jane Roe"
    if not reading.capital(follows) or (
        covered.at(follows) is not None and not _runs_on(reading, follows, covered)
    ):
        return False
    k = follows
    while reading.same_line(i, k) and reading.capital(k):
        if head_at(reading, k) is not None and reading.folded[k] not in words("field_head"):
            return False
        k += 1
    if other_acronym(reading, i, follows, k) or acronym_between(reading, i):
        return False
    if reading.words[i] == "," and not serial:  # only a list that "and" closes is one name
        closes = k < len(reading) and (reading.folded[k] in JOIN or reading.words[k] == ",")
        fields = k - follows < 2 or any(
            word in words("portfolio") or word in reading.lower for word in reading.folded[follows:k]
        )
        return closes and k - follows <= 3 and (fields or reading.words[k] != ",")
    return True
