"""Bodies that no gazetteer knows, found by the shape of their names.

A name is a head word ("Agency", "Council", "Directorate") with capital words before it ("Federal Network
Resilience Division"), after it ("Directorate for International and EU Affairs"), or both. Words that any
body may have ("Advisory Committee") make no name, nor does a head in a line of headings, unless the same
words stand in a sentence elsewhere or the line holds nothing else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from plancli.gazetteer import BodyHead, Country, Region, body_heads, words
from plancli.pipeline.actors.extent import LONGEST, head_at, heads_on, left_end, right_end
from plancli.pipeline.actors.known import ends_no_name
from plancli.pipeline.actors.model import Find
from plancli.pipeline.actors.openings import (
    INSIDE,
    JOIN,
    Covered,
    international,
    is_joint,
    of_a_nation,
    on_cover,
    owner,
    printed_name,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plancli.pipeline.actors.tokens import Reading


def patterned(reading: Reading, finds: Sequence[Find]) -> list[Find]:
    """``finds`` with the bodies that their shape shows, in order; a longer name replaces those inside it."""
    covered = Covered(finds)
    new: list[Find] = []
    for i in reading.capital_tokens:
        found = _at(reading, i, covered)
        if found is not None and not (new and new[-1].last > found.first):
            new.append(found)
    new = [find for find in new if _written_out(reading, find, new)]
    held = Covered(new)
    kept = [find for find in finds if not _swallowed(find, held.at(find.first))]
    return sorted([*kept, *new], key=lambda find: find.first)


def _swallowed(find: Find, body: Find | None) -> bool:
    """Whether a body's name swallows ``find``: all but the states that it belongs to or joins."""
    if body is None or not isinstance(find.entry, Country):
        return body is not None
    joined = find.first == body.first or find.last == body.last  # "John Holland Group" names no state
    kept = body.kind in ("government", "parliament", "ministry") or (body.kind == "group" and joined)
    return find.how == "adjective" or not kept


def _at(reading: Reading, i: int, covered: Covered) -> Find | None:
    """The body whose head word stands at ``i``."""
    head = head_at(reading, i) if reading.capital(i) else None
    if head is None or _part_of_more(reading, i, head, covered):
        return None
    end = i + len(head.words)
    first = left_end(reading, i, covered)
    aim = reading.at(end) == "to" and head.kind != "group"  # "Authority to Implement Reforms" is a heading
    last = right_end(reading, end, covered, head) if head.tail and not aim else end
    first = owner(reading, _trim(reading, first, i), i, head)
    if reading.style(i) == "upper" and (first, last) != reading.line(i):
        return None
    joint = last == end and is_joint(reading, first, i)
    if (last == end and not joint and not _told(reading, first, i)) or last - first > LONGEST:
        return None
    state = covered.at(i - 1)
    if (
        state is not None
        and isinstance(state.entry, Country | Region)
        and state.first == first
        and last == end
    ):
        return _of_state(reading, first, last, head, state, covered)
    assembly = reading.folded[end - 1] == "assembly" and i - first > 0
    if head.kind in ("government", "parliament") and not assembly and not _names_state(end, last, covered):
        return None
    if reading.folded[i] == "ministers" and not (international(covered.at(first)) or len(head.words) > 1):
        return None
    national = of_a_nation(reading, first, i, covered)
    if reading.folded[i] == "administration" and last == end and not (national or reading.at(end) == "("):
        return None  # "the Roe Administration" is the government under its president
    proof = _proves(reading, head, first, i, last, covered, national=national)
    return Find(first, last, head.kind, printed_name(reading, first, last), "pattern", proof=proof)


def _part_of_more(reading: Reading, i: int, head: BodyHead, covered: Covered) -> bool:
    """Whether the head word at ``i`` opens no name of its own: another holds it, or only shouts it."""
    end = i + len(head.words)
    if (covered.body(i) and not _inside_head(covered.at(i), i, head)) or _of_a_states_name(covered.at(i), i):
        return True
    return (
        (reading.style(i) == "upper" and not on_cover(reading, i, head))
        or heads_on(reading, end, covered)
        or _organ_of_a_body(reading, i, end)
        or ends_no_name(reading, end)
    )


def _proves(
    reading: Reading, head: BodyHead, first: int, i: int, last: int, covered: Covered, *, national: bool
) -> bool:
    """Whether the name from ``first`` to ``last`` with its head at ``i`` is a body's without more to show it."""
    end = i + len(head.words)
    modifies = last == end and reading.same_line(i, end) and reading.capital(end) and not reading.tight(end)
    if modifies and not covered.body(end):
        return False
    if head.strong or national:
        return True
    if any(
        reading.folded[k] in words("title_head") or (reading.folded[k],) in body_heads()
        for k in range(end, last)
    ):
        return True
    housed = reading.folded[end - 1] in words("housed_head") and reading.at(first - 1) == "the"
    return housed and len(_told(reading, first, i)) > 1 and reading.style(i) == "text"


def _of_a_states_name(find: Find | None, i: int) -> bool:
    """Whether the word at ``i`` only opens a state's own name ("Federation of St. Kitts and Nevis")."""
    return find is not None and isinstance(find.entry, Country) and find.first <= i < find.last - 1


def _organ_of_a_body(reading: Reading, i: int, end: int) -> bool:
    """Whether a board or committee without a name of its own is that of the body after it ("Board of the Bank")."""
    if reading.at(i) not in words("organ_head") or (reading.capital(i - 1) and reading.same_line(i - 1, i)):
        return False
    k = end + 2
    of = (reading.at(end), reading.at(end + 1)) == ("of", "the") and reading.same_line(i, k)
    while of and reading.same_line(i, k) and reading.capital(k):
        if (reading.at(k),) in body_heads():
            return True
        k += 1
    return False


def _inside_head(find: Find | None, i: int, head: BodyHead | None) -> bool:
    """Whether the known name at ``i`` is only a word of a longer head ("NHS Trust")."""
    return (
        find is not None
        and head is not None
        and find.how == "acronym"
        and find.first == i
        and find.last < i + len(head.words)
    )


def _told(reading: Reading, first: int, head: int) -> list[str]:
    """The words before the head that tell this body from others."""
    plain = words("generic_modifier") | (words("title_head") - words("portfolio")) | JOIN
    return [
        word for word in reading.folded[first:head] if word.isalpha() and len(word) > 1 and word not in plain
    ]


def _names_state(end: int, last: int, covered: Covered) -> bool:
    """Whether "of …" after the head names a state or region."""
    return any(
        (find := covered.at(k)) is not None and isinstance(find.entry, Country | Region)
        for k in range(end, last)
    )


def _of_state(
    reading: Reading, first: int, last: int, head: BodyHead, state: Find, covered: Covered
) -> Find | None:
    """A state's government or parliament ("Kenyan Parliament"); with other heads a state makes no name."""
    force = head.words[-1] in words("state_head") and reading.at(first - 1) in ("the", "and", ",")
    force = force and not (reading.same_line(first, last) and reading.capital(last))
    if head.words[-1] in words("mission_head"):
        return _mission(reading, first, last, head, covered)
    if head.kind not in ("government", "parliament") and not force:
        return None
    return Find(first, last, head.kind, printed_name(reading, first, last), "pattern", state.country)


def _mission(reading: Reading, first: int, last: int, head: BodyHead, covered: Covered) -> Find:
    """A state's embassy, with the state or place that it is in ("French Embassy in the United Kingdom")."""
    k = last + 1 + (reading.at(last + 1) == "the")
    if reading.at(last) in ("in", "to") and reading.same_line(first, k) and reading.capital(k):
        host = covered.at(k)
        last = host.last if host is not None else k + 1
    return Find(first, last, head.kind, printed_name(reading, first, last), "pattern")


def _trim(reading: Reading, first: int, head: int) -> int:
    """First token of the name without what only opens its sentence ("The", "Establish")."""
    for k in range(first, head):
        word = reading.folded[k]
        leads = k == first and (reading.opens_sentence(k) or reading.at(k - 1) in ("and", "to"))
        acting = word.endswith("ing") and word not in words("portfolio")
        leading = leads and (acting or word in words("verb") or word in words("opener"))
        small = word in words("function") and word not in INSIDE | JOIN
        if small or leading or word in words("determiner"):
            first = k + 1
    while first < head and (not reading.words[first][0].isalnum() or reading.folded[first] in JOIN):
        first += 1
    return first


def _written_out(reading: Reading, find: Find, others: Sequence[Find]) -> bool:
    """Whether the find is more than a part of a heading."""
    if reading.style(find.first) != "title":
        return True
    low, high = reading.line(find.first)
    opens = find.first == low or reading.words[find.first - 1] in ",;:"
    if opens and (find.last == high or reading.words[find.last] in ",;("):
        return True
    if reading.at(find.last) == "(" and reading.words[high - 1] == ")" and high - find.last == 3:
        high = find.last
    tailed = any((reading.folded[k],) in body_heads() for k in range(find.first, find.first + 2))
    if find.first - low <= 1 and high - find.last <= 1:
        return True
    if tailed and reading.words[find.first - 1] == "the" and find.proof and find.last - find.first > 2:
        return True
    name = find.name.casefold()
    return any(
        o is not find and o.name.casefold() == name and reading.style(o.first) == "text" for o in others
    )
