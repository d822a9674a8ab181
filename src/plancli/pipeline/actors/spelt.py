"""What an acronym in brackets says of how far a body's name goes: its letters spell the words of the name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plancli.gazetteer import Country, Region
from plancli.pipeline.actors.openings import INSIDE, JOIN, Covered

if TYPE_CHECKING:
    from plancli.pipeline.actors.tokens import Reading


def acronym_goes_on(reading: Reading, head: int, i: int) -> bool:
    """Whether "the" after "and" is inside the name, as its acronym shows ("Ministry of X and the Y (MXY)")."""
    return reading.at(i) == "the" and reading.at(i - 1) in JOIN and spelt(reading, head, i)


def opens_spelt(reading: Reading, k: int, covered: Covered) -> bool:
    """Whether a state or region opens the name whose words go on at ``k``, as its acronym in brackets shows."""
    join = k + 1
    while reading.same_line(k - 1, join) and reading.capital(k - 1) and covered.at(k) is None:
        k -= 1
    state = covered.at(k)
    return (
        state is not None and isinstance(state.entry, Country | Region) and spelt(reading, state.first, join)
    )


def spelt(reading: Reading, first: int, join: int) -> bool:
    """Whether an acronym in brackets after the name spells its words from ``first`` on."""
    bracket = next((k for k in range(join, min(join + 10, len(reading))) if reading.words[k] == "("), None)
    if bracket is None or not reading.same_line(first, bracket) or bracket + 1 >= len(reading):
        return False
    initials = [word[0] for word in reading.words[first:bracket] if word[0].isupper()]
    return "".join(initials) == reading.words[bracket + 1]


def other_acronym(reading: Reading, join: int, first: int, bracket: int) -> bool:
    """Whether an acronym in brackets spells only what follows "and" ("City of Ayr and Harbour Trust (HT)")."""
    acronym = reading.words[bracket + 1] if reading.at(bracket) == "(" and bracket + 2 < reading.size else ""
    if not acronym.isupper() or not reading.same_line(join, bracket) or reading.words[bracket + 2] != ")":
        return False
    head = join
    while (
        reading.same_line(head - 1, join)
        and reading.at(head - 1) != "the"
        and (reading.capital(head - 1) or reading.at(head - 1) in INSIDE - {"the"} | {","})
    ):
        head -= 1
    return reading.words[first][0] == acronym[0] and reading.words[head][0] != acronym[0]


def acronym_between(reading: Reading, i: int) -> bool:
    """Whether an acronym between commas follows ("Authority of X, AOX, will")."""
    return reading.words[i] == "," and reading.words[i + 1].isupper() and reading.at(i + 2) == ","
