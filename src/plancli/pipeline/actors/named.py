"""Bodies whose names have no shape of their own, found by what stands beside them.

"the charity Example Aid", "Jane Roe, head of care at Example Aid", "EXA, the air traffic service provider",
a byline, and names that the model takes for an organisation which acts or owns something.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from plancli.gazetteer import Country, Region, body_heads, words
from plancli.pipeline.actors.model import Find
from plancli.pipeline.actors.naming import coined, may_act
from plancli.pipeline.actors.openings import Covered
from plancli.pipeline.actors.predicates import somebody_does, subject_verb

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from plancli.pipeline.actors.ner import Judgement
    from plancli.pipeline.actors.tokens import Reading

_MARKS = frozenset(",-")
_QUOTES = frozenset('”"')
_ACRONYM = re.compile(r"[A-Z]{2,8}")
_LIST_REACH = 60
"""Tokens: a list of places is no longer than this."""


def other_bodies(reading: Reading, finds: Sequence[Find], judge: Judgement) -> Iterator[Find]:
    """Bodies that only their surroundings show, and every other place of the same name."""
    covered = Covered(finds)
    found: dict[tuple[str, ...], str] = {}
    for i in reading.capital_tokens:
        if covered.at(i) is not None and not _opens_with_state(reading, i, covered):
            continue
        inside = reading.capital(i - 1) and reading.same_line(i - 1, i)
        if inside and reading.at(i - 1) not in words("before_name"):
            continue
        last = _by_kind(reading, i, covered) or _by_role(reading, i, covered)
        last = last or _by_line(reading, i, covered)
        last = last or _by_apposition(reading, i, covered) or _by_model(reading, i, covered, judge)
        last = last or _by_action(reading, i, covered, judge) or _by_company(reading, i, covered, judge)
        if last is not None:
            found.setdefault(tuple(reading.words[i:last]), reading.said(i, last).replace("’", "'"))
    if found:
        yield from _everywhere(reading, found, covered)


def _everywhere(reading: Reading, found: dict[tuple[str, ...], str], covered: Covered) -> Iterator[Find]:
    lengths: dict[str, list[int]] = {}  # by the first word, longest first
    for name in sorted(found, key=len, reverse=True):
        lengths.setdefault(name[0], []).append(len(name))
    i = 0
    while i < reading.size:
        step = 1
        for length in lengths.get(reading.words[i], ()):
            name = tuple(reading.words[i : i + length])
            if name in found and _free(covered, i, i + length):
                yield Find(i, i + length, "organisation", found[name], "pattern")
                step = length
                break
        i += step


def _free(covered: Covered, first: int, last: int) -> bool:
    """Whether nothing but states and regions is found at the tokens."""
    return all(
        covered.at(k) is None or isinstance(_entry(covered, k), Country | Region) for k in range(first, last)
    )


def _entry(covered: Covered, k: int) -> object:
    find = covered.at(k)
    return find.entry if find is not None else None


def _capitals(reading: Reading, i: int, covered: Covered) -> int:
    """Token after the capital words that open at ``i``; a state's name at their end belongs to them."""
    last = i
    while reading.same_line(i, last) and last - i < 6:
        find = covered.at(last)
        if find is not None and not isinstance(find.entry, Country | Region):
            break
        joins = last > i and reading.words[last] in "&-" and reading.capital(last + 1)
        if not reading.capital(last) and not joins:
            break
        last += 1
    return last


def _by_kind(reading: Reading, i: int, covered: Covered) -> int | None:
    """As in "organisation Example Aid": a lower-case kind of body right before the name."""
    before = reading.at(i - 1)
    if before not in words("org_noun") or reading.capital(i - 1) or not reading.same_line(i - 1, i):
        return None
    last = _capitals(reading, i, covered)
    count = last - i
    return last if count > 1 and reading.at(i) not in words("name_stop") else None


def _by_role(reading: Reading, i: int, covered: Covered) -> int | None:
    """As in "head of care at Example Aid": the place where a person has a role."""
    if reading.at(i - 1) not in ("at", "of", "for") or not reading.same_line(i - 1, i):
        return None
    k = i - 2
    while reading.same_line(k, i) and i - k < 9 and reading.words[k] not in ",.;:":
        k -= 1
    if reading.at(k) != "," or not any(reading.at(j) in words("role_head") for j in range(k + 1, i)):
        return None
    person = covered.at(k - 1)
    if person is None or person.kind != "person":
        return None
    last = _capitals(reading, i, covered)
    ends = (
        reading.at(last) in (",", ".", "(", "")
        or not reading.same_line(i, last)
        or reading.at(last) in words("speech_verb")
    )
    if reading.at(i - 1) != "at" and last - i < 2:
        return None
    return last if ends and reading.at(i) not in words("name_stop") and last - i <= 5 else None


def _by_line(reading: Reading, i: int, covered: Covered) -> int | None:
    """As in "By EXA" on a line of its own, an acronym as author, or the paper in "By Jane Roe, Example Herald"."""
    low, high = reading.line(i)
    writer = covered.at(i - 2) if reading.at(i - 1) == "," else None
    if writer is not None and writer.kind == "person" and (reading.at(low), low + 1) == ("by", writer.first):
        last = _capitals(reading, i, covered)
        return last if last == high and reading.at(last - 1) in words("masthead") else None
    if reading.at(i - 1) == "by" and i - 1 == low and high == i + 1 and _ACRONYM.fullmatch(reading.words[i]):
        return i + 1
    return None


def _by_apposition(reading: Reading, i: int, covered: Covered) -> int | None:
    """As in "EXA, the air traffic service provider": what kind of body it is follows between commas."""
    last = _capitals(reading, i, covered)
    if last == i or reading.at(last) != "," or reading.at(last + 1) not in ("the", "a", "an"):
        return None
    if not reading.same_line(i, last) or (i > 0 and reading.same_line(i - 1, i) and reading.capital(i - 1)):
        return None
    k = last + 2
    while reading.same_line(i, k) and k - last < 10 and reading.words[k] not in ",.;:":
        if reading.at(k) in words("noun_end") or reading.at(k) in _QUOTES:
            break
        k += 1
    noun = reading.at(k - 1)
    if noun not in words("org_noun") or reading.at(i) in words("name_stop"):
        return None
    return last if last - i > 1 or _ACRONYM.fullmatch(reading.words[i]) else None


def _by_action(reading: Reading, i: int, covered: Covered, judge: Judgement) -> int | None:
    """Capital words that do what only somebody does ("Example Rail has agreed to test it")."""
    before = i - 1
    if reading.style(i) != "text" or (
        reading.same_line(before, i) and (reading.capital(before) and reading.at(before) not in ("the", "a"))
    ):
        return None
    last = _capitals(reading, i, covered)
    owned = reading.at(before) == "s" and reading.at(before - 1) == "'"  # "Example Party's Jane Roe asked"
    if owned or _located(reading, i) or not may_act(reading, i, last):
        return None
    if not somebody_does(reading, subject_verb(reading, last)):
        return None
    if last - i == 1:
        return last if coined(reading, i) or _with_a_body(reading, i, covered, judge) else None
    if any(isinstance(_entry(covered, k), Country | Region) for k in (i, last - 1)):
        return last
    spelt = reading.at(last) == "(" and reading.words[last + 1].isupper()
    personal = not spelt and reading.at(last) != "," and reading.at(before) != "the"
    return None if personal and judge.person(i, last) is not False else last


def _opens_with_state(reading: Reading, i: int, covered: Covered) -> bool:
    """Whether a state's name or adjective at ``i`` may open a body's ("Australia Post", "Irish Rail")."""
    find = covered.at(i)
    if find is None or find.first != i or not isinstance(find.entry, Country | Region):
        return False
    return reading.same_line(i, find.last) and reading.capital(find.last) and covered.at(find.last) is None


def _by_company(reading: Reading, i: int, covered: Covered, judge: Judgement) -> int | None:
    """Capital words, alone or in a list, with whom something is done ("We will work with Example Rail")."""
    before = i - 1 - (reading.at(i - 1) == "the")
    if reading.style(i) != "text" or not reading.same_line(before, i) or reading.capital(before):
        return None
    last = _capitals(reading, i, covered)
    if not may_act(reading, i, last) or not _company(reading, list_start(reading, i)):
        return None
    if any(isinstance(_entry(covered, k), Country) for k in (i, last - 1)):
        return last if last - i > 1 else None
    if last - i == 1:
        common = reading.folded[i] in words("name_stop") | words("actor_noun") | words("short_head")
        return last if judge.label(i, last) == "ORG" and not common else None
    personal = judge.person(i, last)
    return None if personal or (personal is None and reading.at(i - 1) != "the") else last


def _company(reading: Reading, k: int) -> bool:
    """Whether the words up to ``k`` say with whom or by whom something is done, or whose people come."""
    if reading.at(k) in ("with", "by"):
        verb = k - 2 if reading.at(k - 1) in ("closely", "together", "jointly", "up") else k - 1
        return reading.same_line(verb, k) and reading.at(verb) in words("company_verb")
    return reading.at(k) in ("of", "from") and reading.at(k - 1) in words("people_of")


def list_start(reading: Reading, i: int) -> int:
    """The token before the list of names that holds ``i``."""
    k = i - 1
    while (
        i - k < _LIST_REACH
        and reading.same_line(k, i)
        and (reading.capital(k) or reading.words[k] in (words("listing") | _MARKS))
    ):
        k -= 1
    return k


def _located(reading: Reading, i: int) -> bool:
    """Whether a list of names up to ``i`` only says where or whose ("Workers in Ayr and Troon have …")."""
    k = list_start(reading, i)
    while reading.at(k) == "of" and reading.capital(k + 1) and (reading.at(k - 1),) in body_heads():
        k = list_start(reading, k - 1)
    return reading.same_line(k, i) and reading.at(k) in words("locating") | words("locating_preposition")


def _with_a_body(reading: Reading, i: int, covered: Covered, judge: Judgement) -> bool:
    """Whether a body follows in the same list, and the model takes the word at ``i`` for one too."""
    k = i + 1
    while reading.at(k) in ("and", ",", "the") and reading.same_line(i, k):
        k += 1
    beside = covered.at(k)
    plain = reading.folded[i] not in words("name_stop") and reading.folded[i] not in reading.lower
    listed = k > i + 1 and beside is not None and beside.kind in ("agency", "organisation", "ministry")
    return plain and listed and judge.label(i, i + 1) == "ORG"


def _by_model(reading: Reading, i: int, covered: Covered, judge: Judgement) -> int | None:
    """Capital words that act, where the model takes them for an organisation."""
    if reading.style(i) != "text" or reading.opens_sentence(i) or not reading.same_line(i - 1, i):
        return None
    if reading.capital(i - 1) or reading.at(i) in words("name_stop"):
        return None
    last = _capitals(reading, i, covered)
    if last - i < 2 or reading.at(last - 1) in words("thing"):
        return None
    if reading.at(last) not in words("speech_verb"):
        return None
    return last if judge.label(i, last) == "ORG" else None
