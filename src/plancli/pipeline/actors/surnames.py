"""People met again: by the full name, by the surname alone, or by a first name before a surname."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from plancli.gazetteer import honorifics, words
from plancli.pipeline.actors.openings import Covered
from plancli.pipeline.actors.runs import address_before

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from plancli.pipeline.actors.model import Find
    from plancli.pipeline.actors.people import Person
    from plancli.pipeline.actors.tokens import Reading

Name: TypeAlias = tuple[str, ...]


class Roster:
    """The names of people met so far, by the words that call them up again."""

    def __init__(self, reading: Reading, named: Sequence[Person]) -> None:
        self.full: dict[Name, int] = {}
        self.surnames: dict[str, set[Name]] = {}
        self.openings: dict[str, list[Name]] = {}
        self.taken = {k for person in named for k in range(person.run.first, person.run.last)}
        for n, person in enumerate(named):
            self.full.setdefault(tuple(reading.words[person.run.first : person.run.last]), n)
        for name in self.full:
            if len(name) > 1:
                self.surnames.setdefault(name[-1], set()).add(name)
                self.openings.setdefault(name[0], []).append(name)
        for name in self.full:
            if len(name) == 1:
                self.surnames.setdefault(name[0], {name})


def again(reading: Reading, finds: Sequence[Find], named: Sequence[Person]) -> Iterator[tuple[int, int, int]]:
    """Other places of the people: full names, and surnames that only one of them has.

    Yields:
        Index in ``named`` and the tokens of the mention.
    """
    covered, roster = Covered(finds), Roster(reading, named)
    past = 0
    for i in reading.capital_tokens if named else ():
        if i < past or i in roster.taken or covered.at(i) is not None:
            continue
        hit = _again_at(reading, i, roster)
        if hit is not None:
            yield hit
            past = hit[2]


def _again_at(reading: Reading, i: int, roster: Roster) -> tuple[int, int, int] | None:
    for name in roster.openings.get(reading.words[i], ()):
        if tuple(reading.words[i : i + len(name)]) == name:
            return roster.full[name], i, i + len(name)
    first_name = _first_name(reading, i, roster)
    if first_name is not None:
        return first_name
    holders = roster.surnames.get(reading.words[i], set())
    if len(holders) != 1 or (i + 1) in roster.taken or _part_of_more(reading, i):
        return None
    return roster.full[next(iter(holders))], i, i + 1


def _first_name(reading: Reading, i: int, roster: Roster) -> tuple[int, int, int] | None:
    """A first name at ``i`` before the surname of somebody whom the text else calls by that alone."""
    n = roster.full.get(tuple(reading.words[i + 1 : i + 2]))
    word = reading.words[i]
    plain = word[1:].islower() and reading.folded[i] not in reading.lower
    barred = any(reading.folded[i] in words(c) for c in ("name_stop", "title_head", "role_head", "verb"))
    barred = barred or (reading.folded[i],) in honorifics("before")
    if n is None or not plain or barred or not reading.same_line(i, i + 1) or reading.style(i) == "title":
        return None
    return n, i, i + 2


def _part_of_more(reading: Reading, i: int) -> bool:
    """Whether the surname at ``i`` is a word of another name or a month ("24 May", "May elections")."""
    word = reading.folded[i]
    if word in words("name_maybe") and not (
        reading.at(i + 1) in words("act_verb")
        or reading.at(i + 1) in words("speech_verb")
        or address_before(reading, i)
    ):
        return True
    if reading.at(i + 1) == "-" and reading.tight(i + 1) and reading.tight(i + 2):
        return True
    after = reading.same_line(i, i + 1) and reading.capital(i + 1) and not reading.tight(i + 1)
    before = reading.same_line(i - 1, i) and reading.capital(i - 1) and not reading.opens_sentence(i - 1)
    addressed = address_before(reading, i) or reading.at(i - 1) in words("title_head")
    return after or (before and not addressed)
