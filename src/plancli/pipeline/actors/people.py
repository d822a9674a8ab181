"""People, found by what is said of them: a post, a form of address, letters after the name, an apposition.

A run of capital words is a name only where something next to it says so; there is no list of names. What
only suggests a person (an apposition, a verb of speech) asks the named-entity model, where there is one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from plancli.gazetteer import honorifics, words
from plancli.pipeline.actors.bodies import Covered
from plancli.pipeline.actors.model import Find
from plancli.pipeline.actors.posts import Post
from plancli.pipeline.actors.tokens import Reading

Judge = Callable[[int, int], bool | None]
"""Says whether the model takes the tokens for a person; ``None`` where there is no model."""


@dataclass(frozen=True, slots=True)
class Run:
    """Capital words that may be somebody's name; ``honoured`` where a form of address stands before."""

    first: int
    last: int
    honoured: bool = False


@dataclass(frozen=True, slots=True)
class Person:
    """A name and the post that the text joins to it (tokens of the post's words, and the post if known)."""

    run: Run
    post: Post | None = None
    role: tuple[int, int] | None = None


def people(reading: Reading, finds: Sequence[Find], held: Sequence[Post], judge: Judge) -> list[Person]:
    """The people that the text names where it says who they are, in order."""
    covered = Covered(finds)
    ends = {post.last: post for post in held}
    starts = {post.first: post for post in held}
    found = []
    for run in _runs(reading, covered):
        person = _judged(reading, run, ends, starts, covered, judge)
        if person is not None:
            found.append(person)
    return found


def _runs(reading: Reading, covered: Covered) -> Iterator[Run]:
    """Runs of words that can be a name: capitals, initials, particles, hyphens; no known name inside."""
    i = 0
    while i < len(reading):
        if not _namelike(reading, i, covered):
            i += 1
            continue
        last = i + 1
        while last < len(reading) and last - i < 8 and _continues(reading, i, last, covered):
            last += 1
        while last > i + 1 and not reading.capital(last - 1):
            last -= 1
        yield Run(i, last, _address_before(reading, i))
        i = last
    return


def _namelike(reading: Reading, i: int, covered: Covered, inner: bool = False) -> bool:
    word, folded = reading.words[i], reading.folded[i]
    if not word[0].isupper() or covered.at(i) is not None or not word.isalpha():
        return False
    if len(word) > 1 and not word[1:].islower() and not _mixed(word) and reading.style(i) != "upper":
        return False
    if inner and (folded in words("name_maybe") or (len(word) == 1 and reading.at(i + 1) == ".")):
        return True
    barred = folded in words("name_stop") or folded in words("title_head") or folded in words("role_head")
    letters = (folded,) in honorifics("before") or (folded,) in honorifics("after")
    return not barred and not letters and (len(word) > 1 or inner or _initial(reading, i))


def _mixed(word: str) -> bool:
    """Whether the word has capitals inside as names have ("McNulty", "DeVos"), not as acronyms ("IGs")."""
    return len(word) > 4 and word[-1].islower() and sum(c.isupper() for c in word) == 2 and word[1].islower()


def _initial(reading: Reading, i: int) -> bool:
    return reading.at(i + 1) == "." and reading.capital(i + 2) and reading.same_line(i, i + 2)


def _continues(reading: Reading, first: int, i: int, covered: Covered) -> bool:
    if not reading.same_line(first, i):
        return False
    if _namelike(reading, i, covered, inner=True):
        return reading.words[i] not in ("MP", "MEP")
    if reading.words[i] in "-'’" and reading.tight(i) and reading.tight(i + 1) if i + 1 < len(reading) else False:
        return reading.capital(i + 1) and covered.at(i + 1) is None
    if reading.words[i] == "." and len(reading.words[i - 1]) == 1 and reading.tight(i):
        return reading.capital(i + 1) and reading.same_line(i, i + 1)
    return reading.folded[i] in words("name_particle") and reading.words[i].islower() and reading.capital(i + 1)


def _address_before(reading: Reading, i: int) -> bool:
    """Whether a form of address stands right before ``i``."""
    k = i - 1
    if k >= 0 and reading.words[k] == "." and reading.same_line(k, i):
        k -= 1
    if not reading.same_line(k, i) or not reading.capital(k):
        return False
    if reading.words[k].isupper() and reading.style(i) != "upper":
        return False
    before = honorifics("before")
    return (reading.folded[k],) in before or (reading.at(k - 1), reading.folded[k]) in before


def _judged(
    reading: Reading,
    run: Run,
    ends: dict[int, Post],
    starts: dict[int, Post],
    covered: Covered,
    judge: Judge,
) -> Person | None:
    """The person whom the run names, if what stands around it shows one."""
    count = sum(reading.capital(k) for k in range(run.first, run.last))
    if count > 4:
        return None
    sure = _sure(reading, run, ends, starts, count)
    if sure is not None and sure.post is not None and sure.post.find is None and count > 1:
        sure = sure if judge(run.first, run.last) is not False or count > 1 and _speaks(reading, run) else None
    if sure is not None:
        role = _role_after(reading, run.last) if sure.post is None and sure.role is None else sure.role
        return Person(run, sure.post, role)
    if count < 2 or reading.style(run.first) == "upper":
        return None
    role = _role_after(reading, run.last)
    if role is None and not _speaks(reading, run) and not _presented(reading, run) and not _human(reading, run):
        return None
    said = judge(run.first, run.last)
    if said is None:  # no model: a role and what it is a role in are enough, a verb alone is not
        said = role is not None and any(reading.folded[k] in ("of", "at", "for", "to") for k in range(*role))
    return Person(run, None, role) if said else None


def _sure(
    reading: Reading, run: Run, ends: dict[int, Post], starts: dict[int, Post], count: int
) -> Person | None:
    """The person, where a post, a form of address or a label leaves no doubt."""
    i, last = run.first, run.last
    before = i - 1
    while before >= 0 and _part_of_address(reading, before, i):
        before -= 1
    post = ends.get(before + 1)
    if post is not None and reading.same_line(post.last - 1, i):
        alone = count > 1 or _free(reading, i) or run.honoured
        return Person(run, post) if alone and not _title_goes_on(reading, last) else None
    if reading.words[before : before + 1] == ["("] and ends.get(before) is not None and reading.at(last) == ")":
        return Person(run, ends[before])
    if reading.words[before : before + 1] == [","] and ends.get(before) is not None and count > 1:
        return Person(run, ends[before]) if _closes(reading, last) else None
    if reading.words[before : before + 1] == [","] and reading.at(before - 1) in words("counterpart"):
        return Person(run) if count > 1 or _closes(reading, last) else None
    if reading.at(before) in words("counterpart") and count > 1:
        return Person(run)
    if run.honoured or (count > 1 and _letters_after(reading, last)):
        return Person(run)
    if count > 1 and _signed(reading, run, starts):
        post = starts.get(last + 1 if reading.at(last) == "," else last)
        return Person(run, post)
    return None


def _part_of_address(reading: Reading, k: int, i: int) -> bool:
    if not reading.same_line(k, i):
        return False
    if reading.folded[k] == "the" and (reading.at(k + 1), reading.at(k + 2)) == ("rt", "hon"):
        return True
    address = {word for words_ in honorifics("before") for word in words_}
    return (reading.capital(k) and reading.folded[k] in address) or (
        reading.words[k] == "." and reading.at(k - 1) in address
    )


def _free(reading: Reading, i: int) -> bool:
    """Whether the single word at ``i`` is a name: the text does not have it as a common word."""
    return len(reading.words[i]) > 2 and reading.folded[i] not in reading.lower and not reading.words[i].isupper()


def _title_goes_on(reading: Reading, last: int) -> bool:
    """Whether what looked like a name is the start of a longer title or name."""
    return (
        reading.same_line(last - 1, last)
        and reading.capital(last)
        and not _letters_after(reading, last)
        and reading.folded[last] not in words("name_maybe")
        and reading.words[last - 1] not in ".,"
        and not reading.tight(last)
        and reading.folded[last] in words("name_stop")
        and reading.style(last) == "title"
    )


def _closes(reading: Reading, last: int) -> bool:
    """Whether a name may end before ``last``: a comma, a verb, a bracket, the line's end follow."""
    if last >= len(reading) or not reading.same_line(last - 1, last):
        return True
    return (
        reading.words[last] in ",.;:)('’"
        or reading.folded[last] in words("act_verb")
        or reading.folded[last] in ("today", "yesterday", "and", "who", "on", "in", "at", "to", "has")
        or _letters_after(reading, last)
        or (reading.words[last].islower() and reading.words[last].endswith(("ed", "s")))
    )


def _letters_after(reading: Reading, last: int) -> bool:
    k = last + 1 if reading.at(last) == "," else last
    return reading.same_line(last - 1, k) and (reading.at(k),) in honorifics("after") and reading.words[k][:2].isupper()


def _signed(reading: Reading, run: Run, starts: dict[int, Post]) -> bool:
    """Whether the name stands on a memo's label line, or alone on a line over a post."""
    low, high = reading.line(run.first)
    after = run.last + 1 if reading.at(run.last) == "," else run.last
    over = after >= high and after in starts
    label = reading.at(run.first - 1) == ":" and run.first - low < 4
    known = reading.at(run.first - 1) == ":" and reading.at(run.first - 2) in words("memo_label")
    known = known and (run.first - low == 2 or reading.words[run.first - 2].isupper())
    return (known and (after >= high or after in starts)) or ((label or run.first == low) and over)


def _role_after(reading: Reading, last: int) -> tuple[int, int] | None:
    """Tokens of the role that follows the name as an apposition, between commas or brackets."""
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


def _speaks(reading: Reading, run: Run) -> bool:
    return reading.at(run.last) in words("speech_verb") or (
        reading.at(run.first - 1) in words("speech_verb") and not reading.capital(run.first - 1)
    )


def _human(reading: Reading, run: Run) -> bool:
    """Whether only a person is thanked so, has such a thing ("Jane Roe's report") or does so ("resigned")."""
    if any(word.casefold() in reading.lower for word in reading.words[run.first : run.last] if len(word) > 2):
        return False
    thanked = reading.at(run.first - 1) in ("to", "thank", "congratulate") and (
        reading.at(run.first - 2) in words("thanks") or reading.at(run.first - 1) != "to"
    )
    k = run.last
    owns = reading.at(k) == "'" and reading.at(k + 1) == "s" and reading.at(k + 2) in words("human_noun")
    return thanked or owns or reading.at(k) in words("human_verb")


def _presented(reading: Reading, run: Run) -> bool:
    """Whether somebody led, chaired, signed by is named, or a lower-case role stands before the name."""
    before = reading.at(run.first - 1)
    if before == "by" and reading.at(run.first - 2) in words("possessor"):
        return True
    return before in words("role_head") and not reading.capital(run.first - 1)


def again(reading: Reading, finds: Sequence[Find], named: Sequence[Person]) -> Iterator[tuple[int, int, int]]:
    """Other places of the people: full names, and surnames that only one of them has.

    Yields:
        Index in ``named`` and the tokens of the mention.
    """
    covered = Covered(finds)
    taken = {k for person in named for k in range(person.run.first, person.run.last)}
    full: dict[tuple[str, ...], int] = {}
    surnames: dict[str, set[tuple[str, ...]]] = {}
    for n, person in enumerate(named):
        name = tuple(reading.words[person.run.first : person.run.last])
        full.setdefault(name, n)
        if len(name) > 1:
            surnames.setdefault(name[-1], set()).add(name)
    i = 0
    while i < len(reading):
        hit = None
        if i not in taken and covered.at(i) is None and reading.capital(i):
            hit = _again_at(reading, i, full, surnames, taken)
        if hit is not None:
            yield hit
            i = hit[2]
        else:
            i += 1


def _again_at(
    reading: Reading,
    i: int,
    full: dict[tuple[str, ...], int],
    surnames: dict[str, set[tuple[str, ...]]],
    taken: set[int],
) -> tuple[int, int, int] | None:
    for name, n in full.items():
        if len(name) > 1 and tuple(reading.words[i : i + len(name)]) == name:
            return n, i, i + len(name)
    holders = surnames.get(reading.words[i], set())
    if len(holders) != 1 or (i + 1) in taken:
        return None
    if _part_of_more(reading, i):
        return None
    return full[next(iter(holders))], i, i + 1


def _part_of_more(reading: Reading, i: int) -> bool:
    """Whether the surname at ``i`` is a word of another name or a month ("24 May", "May elections")."""
    word = reading.folded[i]
    if word in words("name_maybe") and not (
        reading.at(i + 1) in words("act_verb") or reading.at(i + 1) in words("speech_verb") or _address_before(reading, i)
    ):
        return True
    after = reading.same_line(i, i + 1) and reading.capital(i + 1) and not reading.tight(i + 1)
    before = reading.same_line(i - 1, i) and reading.capital(i - 1) and not reading.opens_sentence(i - 1)
    addressed = _address_before(reading, i) or reading.at(i - 1) in words("title_head")
    return after or (before and not addressed)


