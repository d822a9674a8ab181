"""Short names that a document defines: "National Crime Agency (NCA)", "Example Council ("the Council")"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from plancli.gazetteer import Country, Organisation, names, words
from plancli.gazetteer import key as words_of
from plancli.pipeline.actors.model import Find
from plancli.pipeline.actors.openings import Covered
from plancli.pipeline.actors.runs import address_before

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from plancli.pipeline.actors.tokens import Reading

_ACRONYM = re.compile(r"[A-Z][A-Za-z]{0,8}[A-Z]s?|[A-Z]{2,10}s?")
_QUOTES = frozenset("\"'“”‘’*")
_BODIES = frozenset({"ministry", "agency", "organisation", "government", "parliament", "group"})


@dataclass(frozen=True, slots=True)
class Definition:
    """Words in brackets and what they stand for; ``find`` is ``None`` where that is no actor."""

    words: tuple[str, ...]
    first: int
    last: int
    find: Find | None


def definitions(reading: Reading, finds: Sequence[Find]) -> list[Definition]:
    """The short names that the text defines, in order."""
    covered = Covered(finds)
    found: list[Definition] = []
    for i, word in enumerate(reading.words):
        if word == "(" and i > 0:
            found += _in_brackets(reading, i, covered)
        elif word == "," and i > 0:
            found += _between_commas(reading, i, covered)
    return found


def _in_brackets(reading: Reading, bracket: int, covered: Covered) -> Iterator[Definition]:
    """What the brackets that open at ``bracket`` define."""
    close = next(
        (k for k in range(bracket + 1, min(bracket + 16, len(reading))) if reading.words[k] == ")"), None
    )
    if close is None or not reading.same_line(bracket, close):
        return
    quoted = any(reading.words[k] in _QUOTES for k in range(bracket + 1, close))
    first, last = _without_marks(reading, bracket + 1, close)
    if first >= last or any(reading.words[k] in _QUOTES for k in range(first, last)):
        return
    before = _before(reading, bracket, covered)
    printed = tuple(reading.words[first:last])
    if _foreign(reading, first, last, before, covered):
        yield Definition(printed, first, last, before)
        return
    if len(printed) == 1 and _ACRONYM.fullmatch(printed[0]):
        if before is not None and before.entry is None and _known_whole(before, printed[0]):
            yield Definition(printed, first, last, before)
            return
        if before is None or not _could_be(printed[0], reading, before):
            if not _long_form(reading, bracket, printed[0]):
                return
            before = None
        yield Definition(printed, first, last, before)
    elif (
        before is not None
        and not printed[-1].endswith("s")
        and (quoted or first > bracket + 1 or _ends_with(reading, before, printed))
        and len(printed) <= 4
        and reading.capital(first)
        and not address_before(reading, last - 1)  # "the Secretary of State (The Rt Hon Jane Roe)"
        and not address_before(reading, last - 2)
    ):
        yield Definition(printed, first, last, before)


def _without_marks(reading: Reading, first: int, last: int) -> tuple[int, int]:
    """What stands in brackets, without quotation marks around it and words that lead to it ("hereafter")."""
    while first < last and (
        reading.words[first] in _QUOTES or reading.folded[first] in words("definition_lead")
    ):
        first += 1
    while last > first and reading.words[last - 1] in _QUOTES:
        last -= 1
    return first, last


def _ends_with(reading: Reading, find: Find, printed: tuple[str, ...]) -> bool:
    """Whether the words in brackets are the last of the name ("Port Safety Task Force (Task Force)")."""
    last = tuple(reading.words[find.last - len(printed) : find.last])
    return last == printed and find.last - find.first > len(printed)


def _between_commas(reading: Reading, comma: int, covered: Covered) -> Iterator[Definition]:
    """As in "Energy Authority of Norway, EAN, will": the acronym of the name before."""
    first, last = comma + 1, comma + 2
    if reading.at(last) not in (",", ".") or not reading.same_line(comma, last):
        return
    find = _before(reading, comma, covered)
    printed = reading.words[first]
    if find is not None and len(printed) > 2 and printed.isupper() and _could_be(printed, reading, find):
        yield Definition((printed,), first, last, find)


def _known_whole(find: Find, acronym: str) -> bool:
    """Whether the gazetteer has a body of this acronym whose name the find begins; then it is that body."""
    told = words_of(find.name)
    for form in names().get(words_of(acronym), ()):
        entry = form.entry
        if isinstance(entry, Organisation) and words_of(entry.name)[: len(told)] == told and len(told) > 2:
            find.entry, find.name, find.kind, find.country = entry, entry.name, entry.kind, entry.country
            return True
    return False


def _foreign(reading: Reading, first: int, last: int, before: Find | None, covered: Covered) -> bool:
    """Whether the brackets right after a body hold its name in another language ("(Trafikverket)", "(BKA)").

    A word must act elsewhere; an acronym that spells nothing need not, if it is nobody else's.
    """
    if before is None or before.kind not in _BODIES or not before.proof or covered.at(first) is not None:
        return False
    word = reading.words[first]
    if last != first + 1 or before.last != first - 1 or not word.isalpha() or not reading.capital(first):
        return False
    if word.isupper():
        return 2 < len(word) < 8 and word not in ("PDF", "HTML", "ODS", "XML", "CSV")
    places = [k for k in reading.places(word) if k != first]
    located = any(reading.at(k - 1) in words("locating") | {"in", "to", "from"} for k in places)
    return len(word) > 3 and bool(places) and not located and reading.folded[first] not in words("name_stop")


def _before(reading: Reading, bracket: int, covered: Covered) -> Find | None:
    """The find that ends where the brackets open."""
    k = bracket - 1
    while k > 0 and (
        reading.words[k] in _QUOTES or (reading.words[k] == "s" and reading.words[k - 1] in "'’")
    ):
        k -= 1
    find = covered.at(k)
    return find if find is not None and find.last == k + 1 and find.how != "adjective" else None


def _could_be(acronym: str, reading: Reading, find: Find) -> bool:
    """Whether the acronym's capitals open the find's words, in this order."""
    entry = find.entry
    if entry is not None and (acronym in getattr(entry, "acronyms", ()) or acronym in entry.aliases):
        return True
    if isinstance(entry, Country):
        return acronym == entry.code
    printed = [word for word in reading.words[find.first : find.last] if word[0].isalnum()]
    initials = "".join(word if word.isupper() and len(word) < 5 else word[0] for word in printed).casefold()
    at = 0
    for letter in (c.casefold() for c in acronym.removesuffix("s") if c.isupper()):
        at = initials.find(letter, at) + 1
        if not at:
            return False
    return acronym[0].casefold() == initials[0] or len(acronym) > 2


def _long_form(reading: Reading, bracket: int, acronym: str) -> bool:
    """Whether the words before the brackets, actor or not, are what the acronym's letters stand for."""
    letters = [c for c in acronym.removesuffix("s").casefold() if c.isalpha()]
    k = bracket - 1
    low, _ = reading.line(bracket)
    for letter in reversed(letters):
        while k >= low and (reading.folded[k] in words("unspelt") or not reading.words[k][0].isalnum()):
            k -= 1
        if k < low or letter not in reading.folded[k]:
            return False
        if reading.folded[k][0] == letter:
            k -= 1
    return True


def uses(reading: Reading, found: Sequence[Definition], finds: Sequence[Find]) -> list[Find]:
    """``finds`` with the places where a defined name is used, and without those that a definition takes away.

    A name defined as something that does not act ("civil society organisations (CSOs)") is no actor's
    acronym anywhere in the text.
    """
    by_first: dict[str, list[Definition]] = {}
    for definition in found:
        by_first.setdefault(definition.words[0], []).append(definition)
    covered = Covered(finds)
    new: list[Find] = []
    gone: set[int] = set()
    past = 0
    for i in reading.capital_tokens:
        used = _use(reading, i, by_first, covered) if i >= past else None
        if used is not None:
            old = covered.at(i)
            gone |= {id(old)} if old is not None else set()
            past = i + len(used.words)
            new += [_named(used.find, i, past)] if used.find else []
    kept = [find for find in finds if id(find) not in gone]
    return sorted([*kept, *new], key=lambda find: find.first)


def _use(
    reading: Reading, i: int, by_first: dict[str, list[Definition]], covered: Covered
) -> Definition | None:
    for definition in by_first.get(reading.words[i], by_first.get(reading.words[i] + "s", ())):
        last = i + len(definition.words)
        same = (
            reading.words[i:last] == list(definition.words) or reading.words[i] + "s" == definition.words[0]
        )
        find = covered.at(i)
        free = find is None or (find.first == i and find.last <= last and find.how in ("acronym", "pattern"))
        if same and free and (len(definition.words) > 1 or len(reading.words[i]) > 1):
            return definition
    return None


def _named(find: Find, first: int, last: int) -> Find:
    return Find(
        first,
        last,
        find.kind,
        find.name,
        "defined",
        find.country,
        find.entry,
        list(find.forms),
        proof=find.proof,
    )
