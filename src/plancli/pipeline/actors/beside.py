"""What stands beside a name and shows that a person has it: a role, a verb, a byline, a seat in brackets."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from plancli.gazetteer import honorifics, words
from plancli.pipeline.actors.runs import Run, label_start, letters_after

if TYPE_CHECKING:
    from collections.abc import Container

    from plancli.pipeline.actors.tokens import Reading

_BRACKETS = 16
"""Tokens: an office or a seat in brackets after a speaker's name is no longer."""
_SPEAKER = 6
"""Tokens: the name of a speaker is no longer."""
_LIST = 40
"""Tokens: a title in the plural stands no farther before one of several names."""


def titled_together(reading: Reading, run: Run) -> bool:
    """Whether a title in the plural stands before the name and "and" or a comma after it."""
    title = reading.at(run.first - 1)
    one = title.removesuffix("s")
    many = word_count(reading, run) > 1
    titles = words("role_head") if many else words("surname_title")
    listed = reading.at(run.last) in ("and", ",") and reading.capital(
        run.last + 1 + (reading.at(run.last + 1) == "and")
    )
    return title != one and one in titles and listed and reading.same_line(run.first - 1, run.last)


def of_states(reading: Reading, run: Run, states: Container[int]) -> bool:
    """Whether the name and its state stand in a list of several's ("Foreign ministers – Jane Roe of Norway, …")."""
    before = reading.folded[max(reading.line(run.first)[0], run.first - _LIST) : run.first]
    listed = reading.at(run.first - 1) in (",", "and", "-", ":", "(") or _one_of_many(
        reading.at(run.first - 1)
    )
    if reading.at(run.last) != "of" or run.last + 1 not in states or not listed:
        return False
    return word_count(reading, run) > 1 and any(_one_of_many(word) for word in before)


def _one_of_many(word: str) -> bool:
    """Whether a word is the plural of a title ("ministers", "secretaries", "leaders")."""
    one = word[:-3] + "y" if word.endswith("ies") else word.removesuffix("s")
    return one != word and one in words("surname_title") | {"leader"}


def states_by(reading: Reading, run: Run) -> bool:
    """Whether the name follows "statement by" or "remarks from" in a line that names a statement and who makes it."""
    by = run.first - 1
    genre = reading.at(by) in ("by", "from") and reading.at(by - 1) in words("said_noun")
    ends = not reading.same_line(by, run.last) or reading.at(run.last) in ("and", ",", "at", "on", "to", "in")
    told = genre and ends and reading.same_line(by - 1, run.first)
    return told and reading.at(run.last - 1) not in words("org_word")


def word_count(reading: Reading, run: Run) -> int:
    """How many capital words the run has."""
    return sum(reading.capital(k) for k in range(run.first, run.last))


def common(reading: Reading, run: Run) -> bool:
    """Whether the text has a word of the run in lower case too."""
    return any(len(word) > 2 and word in reading.lower for word in reading.folded[run.first : run.last])


def counterpart(reading: Reading, run: Run, before: int) -> bool:
    """Whether "her Polish counterpart" stands before the name."""
    many = word_count(reading, run) > 1
    if reading.at(before) == ",":
        return reading.at(before - 1) in words("counterpart") and (many or closes(reading, run.last))
    return many and reading.at(before) in words("counterpart")


def takes_floor(reading: Reading, run: Run) -> bool:
    """Whether a report of debate has the name as a speaker's: "Jane Roe (Harbour East) (Lab):"."""
    if _speaks_twice(reading, run):
        return True
    k, closed = run.last, False
    while reading.at(k) == "(":
        close = next((j for j in range(k, min(k + _BRACKETS, reading.size)) if reading.words[j] == ")"), None)
        if close is None:
            return False
        k, closed = close + 1, True
    spelt = (
        "".join(word[0] for word in reading.words[run.first : run.last]) == reading.at(run.last + 1).upper()
    )
    return (
        closed
        and not spelt  # "Example Rescue Facility (ERF): …" defines an acronym
        and (reading.opens_sentence(run.first) or _opens_label(reading, run))
        and (_floor_follows(reading, run, k) or _alone_twice(reading, run, k))
    )


def _opens_label(reading: Reading, run: Run) -> bool:
    """Whether nothing but a number and a form of address stands before the name in its line."""
    return label_start(reading, *reading.line(run.first)) == run.first


def _floor_follows(reading: Reading, run: Run, k: int) -> bool:
    """Whether the words of a speaker follow at ``k``: a colon or a dash, or to whom they are said and a colon."""
    if not reading.same_line(run.first, k):
        return False
    if reading.at(k) == "to":
        end = min(k + _BRACKETS * 2, reading.line(run.first)[1])
        return any(reading.words[j] == ":" for j in range(k, end))
    dash = reading.words[k] in "-–—" and not reading.tight(k)
    return reading.at(k) == ":" or (dash and _opens_label(reading, run) and run.honoured)


def debated(reading: Reading) -> bool:
    """Whether the text reports a debate: several lines open with a form of address, a name and a colon."""
    speakers: set[str] = set()
    for low, high in pairwise([*reading.lines, reading.size]):
        first = label_start(reading, low, high)
        colon = next(
            (k for k in range(first + 1, min(first + _SPEAKER, high)) if reading.words[k] in ":("), None
        )
        if first > low and colon is not None and all(reading.capital(k) for k in range(first, colon)):
            speakers.add(reading.said(first, colon))
    return len(speakers) > 1


def asks(reading: Reading, run: Run) -> bool:
    """Whether the name and a colon open a line with words of its own, as in a debate ("Jane Roe: When?")."""
    alone = reading.opens_line(run.first) and reading.at(run.last) == ":"
    return alone and reading.same_line(run.first, run.last + 1) and not common(reading, run)


def _speaks_twice(reading: Reading, run: Run) -> bool:
    """Whether the name, in capitals before a colon, opens two lines or more, as in a transcript."""
    if (
        reading.at(run.last) != ":"
        or not reading.opens_line(run.first)
        or not reading.words[run.first].isupper()
    ):
        return False
    label = reading.words[run.first : run.last + 1]
    places = [k for k in reading.places(label[0]) if reading.words[k : k + len(label)] == label]
    return len([k for k in places if reading.opens_line(k)]) > 1 and not common(reading, run)


def _alone_twice(reading: Reading, run: Run, end: int) -> bool:
    """Whether the name and its seat and party, in two pairs of brackets or in one, fill a line."""
    low, high = reading.line(run.first)
    pairs = sum(reading.words[k] == "(" for k in range(run.last, end))
    return low == run.first and high == end and (pairs > 1 or _ends_in_party(reading, run.last, end - 1))


def _ends_in_party(reading: Reading, bracket: int, close: int) -> bool:
    """Whether the brackets close with a comma and the name of a party ("(Harbour East, Green Party)")."""
    comma = next((k for k in range(close - 1, bracket, -1) if reading.words[k] == ","), close)
    party = reading.said(comma + 1, close).casefold() if comma + 1 < close else ""
    return bool({party, f"{party} party", f"{party}s"} & words("party_name"))


def byline(reading: Reading, run: Run) -> bool:
    """Whether the line opens with "By" and the name."""
    by = run.first - 1
    opens = reading.at(by) == "by" and reading.opens_line(by) and reading.same_line(by, run.first)
    return opens and (reading.at(run.last) in (",", "and", "&") or not reading.same_line(by, run.last))


def introduced(reading: Reading, run: Run) -> bool:
    """Whether a role in lower case and a comma stand before the name ("its spokesperson, Jane Roe, said")."""
    before = run.first - 1
    role = reading.at(before) == "," and reading.at(before - 1) in words("role_head")
    role = role and not reading.capital(before - 1) and reading.same_line(before - 1, run.first)
    after = reading.words[run.last] if run.last < reading.size else "."
    return role and (after in ",.;:" or reading.at(run.last) in words("speech_verb"))


def free(reading: Reading, i: int) -> bool:
    """Whether the single word at ``i`` is a name: the text does not have it as a common word."""
    return (
        len(reading.words[i]) > 2
        and reading.folded[i] not in reading.lower
        and not reading.words[i].isupper()
    )


def closes(reading: Reading, last: int) -> bool:
    """Whether a name may end before ``last``: a comma, a verb, a bracket, the line's end follow."""
    if last >= len(reading) or not reading.same_line(last - 1, last):
        return True
    return (
        reading.words[last] in ",.;:)('’"
        or reading.folded[last] in words("act_verb")
        or reading.folded[last] in ("today", "yesterday", "and", "who", "on", "in", "at", "to", "has")
        or letters_after(reading, last)
        or (reading.words[last].islower() and reading.words[last].endswith(("ed", "s")))
    )


def role_after(reading: Reading, last: int) -> tuple[int, int] | None:
    """Tokens of the role that follows the name as an apposition, between commas or brackets."""
    while reading.same_line(last - 1, last) and (reading.at(last),) in honorifics("after"):
        last += 1
    if last + 1 >= len(reading) or reading.words[last] not in ",(" or not reading.same_line(last - 1, last):
        return None
    first = last + 1
    while reading.folded[first] in ("the", "our", "a", "an", "currently", "and"):
        first += 1
        if first >= len(reading):
            return None
    end = first
    seen = False
    while end < len(reading) and end - first < 24 and not _role_ends(reading, first, end, seen):
        if not seen and reading.words[end] in words("function") - {"of", "the", "and", "for"}:
            return None
        seen = seen or (reading.folded[end] in words("role_head") and end - first < 8)
        end += 1
    if seen and reading.at(first - 1) == "the" and end < len(reading) and reading.words[end].isalpha():
        ran_on = reading.same_line(first, end) and reading.folded[end] not in words("speech_verb")
        return None if ran_on else (first, end)  # "…, the Foreign Secretary will …" opens a clause
    return (first, end) if seen else None


def _role_ends(reading: Reading, first: int, i: int, seen: bool) -> bool:
    word = reading.words[i]
    if word in ".;:)(" or (seen and word == ",") or not reading.same_line(first - 1, i):
        return True
    if word == "," and i - first > 6:
        return True
    if seen and reading.words[i].islower() and reading.folded[i] in words("act_verb"):
        return True
    return reading.folded[i] in words("speech_verb") or reading.folded[i] in ("who", "which")


def speaks(reading: Reading, run: Run) -> bool:
    """Whether a verb of saying stands right after the name, or right before it."""
    return reading.at(run.last) in words("speech_verb") or (
        reading.at(run.first - 1) in words("speech_verb") and not reading.capital(run.first - 1)
    )


def told_of(reading: Reading, run: Run) -> bool:
    """Whether somebody is quoted with what he or she is ("Jane Roe, a crofter from Mull, told us")."""
    if reading.at(run.last) != "," or reading.at(run.last + 1) not in ("a", "an") or common(reading, run):
        return False
    k = run.last + 2
    while reading.same_line(run.last, k) and k - run.last < 12 and reading.words[k] not in ",.;:":
        if reading.folded[k] in words("org_noun"):
            return False
        k += 1
    return reading.at(k) == "," and reading.at(k + 1) in words("speech_verb")


def human(reading: Reading, run: Run) -> bool:
    """Whether only a person is thanked so, has such a thing ("Jane Roe's report") or does so ("resigned")."""
    if common(reading, run):
        return False
    thanked = reading.at(run.first - 1) in words("met_verb") | {"to"} and (
        reading.at(run.first - 2) in words("thanks") or reading.at(run.first - 1) != "to"
    )
    k = run.last
    owns = reading.at(k) == "'" and reading.at(k + 1) == "s" and reading.at(k + 2) in words("human_noun")
    return thanked or owns or reading.at(k) in words("human_verb")


def presented(reading: Reading, run: Run) -> bool:
    """Whether somebody led, chaired, signed by is named, or a lower-case role stands before the name."""
    before = reading.at(run.first - 1)
    near = {reading.at(k) for k in range(run.first - 5, run.first - 1) if reading.same_line(k, run.first)}
    if before == "by" and (reading.at(run.first - 2) in words("possessor") or "signed" in near):
        return True
    return before in words("role_head") and not reading.capital(run.first - 1)
