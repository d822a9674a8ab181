"""People, found by what is said of them: a post, a form of address, letters after the name, an apposition.

A run of capital words is a name only where something next to it says so; there is no list of names. What
only suggests a person (an apposition, a verb of speech) asks the named-entity model, where there is one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from plancli.gazetteer import body_heads, honorifics, words
from plancli.pipeline.actors.openings import Covered
from plancli.pipeline.actors.runs import Run, after_letters, letters_after, part_of_address, runs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plancli.pipeline.actors.model import Find
    from plancli.pipeline.actors.ner import Judgement
    from plancli.pipeline.actors.posts import Post
    from plancli.pipeline.actors.tokens import Reading


@dataclass(frozen=True, slots=True)
class Person:
    """A name and the post that the text joins to it (tokens of the post's words, and the post if known)."""

    run: Run
    post: Post | None = None
    role: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Scene:
    """A text with its posts by the token they open with, and by the token after them."""

    reading: Reading
    starts: dict[int, Post]
    ends: dict[int, Post]
    judge: Judgement
    bodies: dict[int, int]


def people(reading: Reading, finds: Sequence[Find], held: Sequence[Post], judge: Judgement) -> list[Person]:
    """The people that the text names where it says who they are, in order."""
    bodies = {find.first: find.last for find in finds if find.kind in ("ministry", "agency", "organisation")}
    starts, ends = {post.first: post for post in held}, {post.last: post for post in held}
    scene = Scene(reading, starts, ends, judge, bodies)
    barred = frozenset(k for post in held for k in range(post.first, post.last))
    judged = (_judged(scene, run) for run in runs(reading, Covered(finds), barred))
    return [person for person in judged if person is not None]


def _judged(scene: Scene, run: Run) -> Person | None:
    """The person whom the run names, if what stands around it shows one."""
    reading = scene.reading
    run = _after_place(reading, run)
    count = _count(reading, run)
    if count > 4:
        return None
    sure = _sure(scene, run)
    if sure is not None and not (count > 1 and _of_unknown_post(scene, sure) and _doubted(scene, run)):
        return sure if sure.post is not None else _with_role(scene, run)
    if count == 1 and _is_post(scene, run.last) and _free(reading, run.first):
        return _with_role(scene, run)
    if count < 2 or reading.style(run.first) == "upper":
        return None
    return _with_role(scene, run) if _suspected(scene, run) else None


def _count(reading: Reading, run: Run) -> int:
    """How many capital words the run has."""
    return sum(reading.capital(k) for k in range(run.first, run.last))


def _of_unknown_post(scene: Scene, person: Person) -> bool:
    """Whether only the shape of a post that no table has speaks for the person."""
    return person.post is not None and person.post.find is None and not _speaks(scene.reading, person.run)


def _suspected(scene: Scene, run: Run) -> bool:
    """Whether an apposition, a verb or thanks suggest a person, and the model or the words confirm it."""
    reading, role = scene.reading, _role_after(scene.reading, run.last)
    if role is not None and reading.at(role[1]) == "," and reading.at(role[1] + 1) in words("speech_verb"):
        return True  # who is quoted with a role is a person, whatever the model thinks
    if _of_body(scene, run):
        return bool(scene.judge.person(run.first, run.last))
    if _told_of(reading, run) and scene.judge.label(run.first, run.last) != "ORG":
        return True
    if role is None and not (_speaks(reading, run) or _presented(reading, run) or _human(reading, run)):
        return False
    if reading.at(run.last - 1) in words("org_word") or (reading.at(run.last - 1),) in body_heads():
        return False
    said = scene.judge.person(run.first, run.last)
    if said is None:  # no model: a role and what it is a role in are enough, a verb alone is not
        return role is not None and any(reading.folded[k] in ("of", "at", "for", "to") for k in range(*role))
    return said


def _doubted(scene: Scene, run: Run) -> bool:
    """Whether the model has the words in some other, longer name, or they are common words of the text."""
    reading, judge = scene.reading, scene.judge
    if (judge.label(run.first, run.last) or "PERSON") == "PERSON":
        return False
    return _common(reading, run) or not judge.exact(run.first, run.last)


def _common(reading: Reading, run: Run) -> bool:
    """Whether the text has a word of the run in lower case too."""
    return any(len(word) > 2 and word in reading.lower for word in reading.folded[run.first : run.last])


def _with_role(scene: Scene, run: Run) -> Person:
    """The person with the role or post that follows the name."""
    role = _role_after(scene.reading, run.last)
    after = after_letters(scene.reading, run.last)
    if role is None and letters_after(scene.reading, run.last) and scene.reading.same_line(run.first, after):
        return Person(run, scene.starts.get(after))  # "Jane Roe MP Minister for Trade"
    return Person(run, scene.starts.get(role[0]) if role else None, role)


def _is_post(scene: Scene, last: int) -> bool:
    """Whether a known post, or one of a state, follows the name between commas."""
    role = _role_after(scene.reading, last)
    post = scene.starts.get(role[0]) if role else None
    return post is not None and role is not None and post.last == role[1] and bool(post.find or post.country)


def _sure(scene: Scene, run: Run) -> Person | None:
    """The person, where a post, a form of address or a label leaves no doubt."""
    reading, i, last = scene.reading, run.first, run.last
    many = _count(reading, run) > 1
    before = i - 1
    while before >= 0 and part_of_address(reading, before, i):
        before -= 1
    post = scene.ends.get(before + 1)
    if post is not None and reading.same_line(post.last - 1, i):
        sole = (
            reading.at(post.last - 1) in words("surname_title") or post.find is not None or bool(post.country)
        )
        alone = many or run.honoured or (sole and _free(reading, i))
        return Person(run, post) if alone and not _title_goes_on(reading, last) else None
    post = _post_beside(scene, run, before)
    if post is not None:
        return Person(run, post)
    if many and _takes_floor(reading, run):
        return Person(run)
    listed = _listed(scene, run) if many else None
    if listed is not None:
        return Person(run, listed)
    if many and (_introduced(reading, run) or _relative(scene, run)):
        return Person(run)
    if many and (_byline(reading, run) or _signed(scene, run)):
        return Person(run, scene.starts.get(after_letters(reading, last)))
    if run.honoured or _counterpart(reading, run, before) or (many and letters_after(reading, last)):
        return Person(run)
    return None


def _post_beside(scene: Scene, run: Run, before: int) -> Post | None:
    """The post before "(NAME)" or ", NAME,"."""
    reading, post = scene.reading, scene.ends.get(before)
    sign = reading.at(before)
    if sign == "(" and reading.at(run.last) == ")":
        return post
    if sign == "," and (_count(reading, run) > 1 or run.honoured) and _closes(reading, run.last):
        return post
    return None


def _counterpart(reading: Reading, run: Run, before: int) -> bool:
    """Whether "her Polish counterpart" stands before the name."""
    many = _count(reading, run) > 1
    if reading.at(before) == ",":
        return reading.at(before - 1) in words("counterpart") and (many or _closes(reading, run.last))
    return many and reading.at(before) in words("counterpart")


def _takes_floor(reading: Reading, run: Run) -> bool:
    """Whether a report of debate has the name as a speaker's: "Jane Roe (Harbour East) (Lab):"."""
    k, closed = run.last, False
    while reading.at(k) == "(":
        close = next((j for j in range(k, min(k + 9, reading.size)) if reading.words[j] == ")"), None)
        if close is None:
            return False
        k, closed = close + 1, True
    return (
        closed
        and reading.opens_sentence(run.first)
        and reading.at(k) == ":"
        and reading.same_line(run.first, k)
    )


def _byline(reading: Reading, run: Run) -> bool:
    """Whether the line opens with "By" and the name."""
    by = run.first - 1
    opens = reading.at(by) == "by" and reading.opens_line(by) and reading.same_line(by, run.first)
    return opens and (reading.at(run.last) == "," or not reading.same_line(by, run.last))


def _listed(scene: Scene, run: Run) -> Post | None:
    """The post after a name that opens a line: "Jane Roe, Minister for Trade, Norway" in a list."""
    reading = scene.reading
    low, high = reading.line(run.first)
    marked = run.first == low or all(not word[0].isalpha() for word in reading.words[low : run.first])
    post = scene.starts.get(run.last + 1) if reading.at(run.last) == "," else None
    if post is None or not (marked or run.honoured) or _common(reading, run):
        return None
    return post if post.last >= high or (reading.words[post.last] in ",;" and high - post.last < 8) else None


def _introduced(reading: Reading, run: Run) -> bool:
    """Whether a role in lower case and a comma stand before the name ("its spokesperson, Jane Roe, said")."""
    before = run.first - 1
    role = reading.at(before) == "," and reading.at(before - 1) in words("role_head")
    role = role and not reading.capital(before - 1) and reading.same_line(before - 1, run.first)
    after = reading.words[run.last] if run.last < reading.size else "."
    return role and (after in ",.;:" or reading.at(run.last) in words("speech_verb"))


def _relative(scene: Scene, run: Run) -> bool:
    """Whether ", who" follows the name, and the model does not take it for a body's."""
    reading = scene.reading
    who = reading.at(run.last) == "," and reading.at(run.last + 1) in ("who", "whose")
    if not who or not reading.same_line(run.first, run.last + 1) or _common(reading, run):
        return False
    return scene.judge.label(run.first, run.last) != "ORG"


def _after_place(reading: Reading, run: Run) -> Run:
    """The run without the place before the name ("In Oslo Jane Roe, who …")."""
    opens = reading.at(run.first - 1) in ("in", "at", "near") and reading.opens_sentence(run.first - 1)
    who = reading.at(run.last) == "," and reading.at(run.last + 1) == "who"
    plain = run.last - run.first == _count(reading, run) > 2
    return Run(run.first + 1, run.last) if opens and who and plain else run


def _of_body(scene: Scene, run: Run) -> bool:
    """Whether brackets after the name hold a body's ("Jane Roe (Harbour Agency)")."""
    reading = scene.reading
    end = scene.bodies.get(run.last + 1) if reading.at(run.last) == "(" else None
    return end is not None and reading.at(end) in (")", ",") and not _common(reading, run)


def _free(reading: Reading, i: int) -> bool:
    """Whether the single word at ``i`` is a name: the text does not have it as a common word."""
    return (
        len(reading.words[i]) > 2
        and reading.folded[i] not in reading.lower
        and not reading.words[i].isupper()
    )


def _title_goes_on(reading: Reading, last: int) -> bool:
    """Whether what looked like a name is the start of a longer title or name."""
    return (
        reading.same_line(last - 1, last)
        and reading.capital(last)
        and not letters_after(reading, last)
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
        or letters_after(reading, last)
        or (reading.words[last].islower() and reading.words[last].endswith(("ed", "s")))
    )


def _signed(scene: Scene, run: Run) -> bool:
    """Whether the name stands on a memo's label line, or alone on a line over a post."""
    reading, starts = scene.reading, scene.starts
    low, high = reading.line(run.first)
    after = after_letters(reading, run.last)
    over = after >= high and after in starts and reading.opens_line(after)
    label = reading.at(run.first - 1) == ":" and run.first - low < 4
    if reading.at(run.first - 1) == ":" and reading.at(low) in ("for", "signed", "on"):
        post = starts.get(run.last + 1) if reading.at(run.last) == "," else None
        return after >= high or (post is not None and post.last >= high)
    known = reading.at(run.first - 1) == ":" and reading.at(run.first - 2) in words("memo_label")
    known = known and (run.first - low == 2 or reading.words[run.first - 2].isupper())
    return (known and (after >= high or after in starts)) or (
        (label or run.first == low or run.honoured) and over
    )


def _role_after(reading: Reading, last: int) -> tuple[int, int] | None:
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


def _speaks(reading: Reading, run: Run) -> bool:
    return reading.at(run.last) in words("speech_verb") or (
        reading.at(run.first - 1) in words("speech_verb") and not reading.capital(run.first - 1)
    )


def _told_of(reading: Reading, run: Run) -> bool:
    """Whether somebody is quoted with what he or she is ("Jane Roe, a crofter from Mull, told us")."""
    if reading.at(run.last) != "," or reading.at(run.last + 1) not in ("a", "an") or _common(reading, run):
        return False
    k = run.last + 2
    while reading.same_line(run.last, k) and k - run.last < 12 and reading.words[k] not in ",.;:":
        if reading.folded[k] in words("org_noun"):
            return False
        k += 1
    return reading.at(k) == "," and reading.at(k + 1) in words("speech_verb")


def _human(reading: Reading, run: Run) -> bool:
    """Whether only a person is thanked so, has such a thing ("Jane Roe's report") or does so ("resigned")."""
    if _common(reading, run):
        return False
    thanked = reading.at(run.first - 1) in words("met_verb") | {"to"} and (
        reading.at(run.first - 2) in words("thanks") or reading.at(run.first - 1) != "to"
    )
    k = run.last
    owns = reading.at(k) == "'" and reading.at(k + 1) == "s" and reading.at(k + 2) in words("human_noun")
    return thanked or owns or reading.at(k) in words("human_verb")


def _presented(reading: Reading, run: Run) -> bool:
    """Whether somebody led, chaired, signed by is named, or a lower-case role stands before the name."""
    before = reading.at(run.first - 1)
    near = {reading.at(k) for k in range(run.first - 5, run.first - 1) if reading.same_line(k, run.first)}
    if before == "by" and (reading.at(run.first - 2) in words("possessor") or "signed" in near):
        return True
    return before in words("role_head") and not reading.capital(run.first - 1)
