"""Bodies that no gazetteer knows, found by the shape of their names.

A name is a head word ("Agency", "Council", "Directorate") with capital words before it ("Federal Network
Resilience Division"), after it ("Directorate for International and EU Affairs"), or both. Words that any
body may have ("Advisory Committee") make no name, nor does a head in a line of headings, unless the same
words stand in a sentence elsewhere or the line holds nothing else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from plancli.gazetteer import BodyHead, Country, Region, body_heads, honorifics, words
from plancli.pipeline.actors.known import ends_no_name
from plancli.pipeline.actors.model import Find
from plancli.pipeline.actors.openings import (
    INSIDE,
    JOIN,
    Covered,
    international,
    is_joint,
    many_own,
    of_a_nation,
    on_cover,
    opening,
    owner,
    printed_name,
)
from plancli.pipeline.actors.spelt import acronym_between, acronym_goes_on, opens_spelt, other_acronym, spelt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plancli.pipeline.actors.tokens import Reading

_TAIL = frozenset({"of", "for", "on", "against", "to"})
_BEFORE_LIST = frozenset({"the", "a", "an", "s", "our", "their", "its", "(", "“", '"', "‘", "'"})
_LONGEST = 14


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
    head = _head(reading, i) if reading.capital(i) else None
    if (covered.body(i) and not _inside_head(covered.at(i), i, head)) or _of_a_states_name(covered.at(i), i):
        return None
    shouted = reading.style(i) == "upper"
    if (
        head is None
        or (shouted and not on_cover(reading, i, head))
        or _heads_on(reading, i + len(head.words), covered)
        or _organ_of_a_body(reading, i, i + len(head.words))
        or ends_no_name(reading, i + len(head.words))
    ):
        return None
    end = i + len(head.words)
    first = _left(reading, i, covered)
    aim = reading.at(end) == "to" and head.kind != "group"  # "Authority to Implement Reforms" is a heading
    last = _right(reading, end, covered, head) if head.tail and not aim else end
    first = owner(reading, _trim(reading, first, i), i, head)
    if shouted and (first, last) != reading.line(i):
        return None
    joint = last == end and is_joint(reading, first, i)
    if (last == end and not joint and not _told(reading, first, i)) or last - first > _LONGEST:
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
    modifies = last == end and reading.same_line(i, end) and reading.capital(end) and not reading.tight(end)
    modifies = modifies and not covered.body(end)
    national = of_a_nation(reading, first, i, covered)
    if reading.folded[i] == "administration" and last == end and not (national or reading.at(end) == "("):
        return None  # "the Roe Administration" is the government under its president
    posted = any(
        reading.folded[k] in words("title_head") or (reading.folded[k],) in body_heads()
        for k in range(end, last)
    )
    housed = reading.folded[end - 1] in words("housed_head") and reading.at(first - 1) == "the"
    housed = housed and len(_told(reading, first, i)) > 1 and reading.style(i) == "text"
    proof = (head.strong or national or posted or housed) and not modifies
    return Find(first, last, head.kind, printed_name(reading, first, last), "pattern", proof=proof)


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


def _head(reading: Reading, i: int) -> BodyHead | None:
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


def _heads_on(reading: Reading, i: int, covered: Covered) -> bool:
    """Whether the name goes on to another head ("… University Health Board")."""
    for k in range(i, i + 4):
        if not reading.same_line(i - 1, k) or not reading.capital(k) or covered.at(k) is not None:
            return False
        if _head(reading, k) is not None:
            return True
    return False


def _left(reading: Reading, head: int, covered: Covered) -> int:
    """First token of the capital words before the head."""
    first = head
    while reading.same_line(first - 1, head) and head - first < _LONGEST:
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
            reading.at(before) == "'" or (reading.at(before) == "-" and reading.tight(before))
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
    """Whether the words before "of" narrow the region at ``first`` ("West of England Combined Authority")."""
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
    if reading.folded[k] in _BEFORE_LIST:
        return k < join - 1
    before = k - 2 if reading.at(k - 1) in ("new", "independent", "national", "joint") else k - 1
    return reading.same_line(before, join) and reading.at(before) in _BEFORE_LIST


def _right(reading: Reading, end: int, covered: Covered, head: BodyHead) -> int:
    """Token after the last one of what "of …" or "for …" adds to the head, ``end`` where nothing is added."""
    if not reading.same_line(end - 1, end) or reading.folded[end] not in _TAIL:
        return end
    if reading.folded[end] == "to" and (covered.at(end + 1) is not None or not reading.capital(end + 1)):
        return end  # "Coalition to End Hunger" is a name, "Council to Norway" is none
    last, i = end, end
    while reading.same_line(end - 1, i) and i - end < _LONGEST:
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
        if _head(reading, k) is not None and reading.folded[k] not in words("field_head"):
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
