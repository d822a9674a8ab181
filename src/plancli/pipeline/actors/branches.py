"""National branches of bodies: a name that a state's name closes ("Example Aid UK")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plancli.gazetteer import Country, words
from plancli.pipeline.actors.model import Find
from plancli.pipeline.actors.openings import Covered
from plancli.pipeline.actors.predicates import somebody_does, subject_verb

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plancli.pipeline.actors.tokens import Reading


def with_branches(reading: Reading, finds: Sequence[Find]) -> list[Find]:
    """``finds`` with national branches whole: "Example Aid UK" is a body, and not Example Aid and a state.

    A capital word before a state's name, with nothing between, is the name of a body; so is the name of one.
    """
    covered = Covered(finds)
    result: list[Find] = []
    for find in finds:
        before = find.first - 1
        branch = (
            isinstance(find.entry, Country)
            and find.how in ("acronym", "name")
            and reading.same_line(before, find.first)
        )
        if (
            not branch
            or not reading.capital(before)
            or reading.tight(find.first)
            or _glued(reading, find.last)
        ):
            result.append(find)
            continue
        old = covered.at(before)
        if old is not None and (old.kind != "organisation" or reading.capital(find.last)):
            result.append(find)
            continue
        first = old.first if old is not None else _first_capital(reading, before, covered)
        if old is None and not _branch(reading, first, find):
            result.append(find)
            continue
        result = [other for other in result if other is not old]
        name = reading.said(first, find.last).replace("’", "'")
        result.append(Find(first, find.last, "organisation", name, "pattern", find.country))
    return result


def _glued(reading: Reading, last: int) -> bool:
    """Whether the name goes on without a space ("UK-led")."""
    return reading.tight(last) and (reading.words[last].isalnum() or reading.words[last] == "-")


def _first_capital(reading: Reading, i: int, covered: Covered) -> int:
    while (
        reading.same_line(i - 1, i)
        and reading.capital(i - 1)
        and covered.at(i - 1) is None
        and reading.folded[i - 1] not in words("function")
    ):
        i -= 1
    return i


def _branch(reading: Reading, first: int, state: Find) -> bool:
    """Whether capital words before a state's name are a body's, and no title or sentence's start."""
    told = reading.folded[first : state.first]
    barred = any(
        any(word in words(c) for c in ("name_stop", "title_head", "role_head", "verb")) for word in told
    )
    starts = reading.opens_sentence(first) and len(told) == 1
    if state.how == "name":  # "Biosecurity New Zealand will screen boats", not "Yesterday Norway agreed"
        common = told[0] in words("opener") | words("adverb") or told[0].endswith("ly")
        verb = subject_verb(reading, state.last)
        acting = somebody_does(reading, verb) or (verb is not None and reading.at(verb) in words("act_verb"))
        return acting and not barred and not (starts and common) and reading.style(first) == "text"
    return not barred and not starts and reading.style(first) == "text" and not reading.capital(state.last)
