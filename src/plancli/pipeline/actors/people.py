"""People, found by what is said of them: a post, a form of address, letters after the name, an apposition.

A run of capital words is a name only where something next to it says so; there is no list of names. What
only suggests a person (an apposition, a verb of speech) asks the named-entity model, where there is one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from plancli.gazetteer import Country, body_heads, words
from plancli.pipeline.actors.beside import (
    asks,
    byline,
    closes,
    common,
    counterpart,
    debated,
    free,
    human,
    introduced,
    of_states,
    presented,
    role_after,
    speaks,
    states_by,
    takes_floor,
    titled_together,
    told_of,
    word_count,
)
from plancli.pipeline.actors.openings import Covered
from plancli.pipeline.actors.runs import Run, after_letters, letters_after, part_of_address, runs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plancli.pipeline.actors.model import Find
    from plancli.pipeline.actors.ner import Judgement
    from plancli.pipeline.actors.posts import Post
    from plancli.pipeline.actors.tokens import Reading


_BODIES = ("ministry", "agency", "organisation")
_LABEL = 5
"""Tokens: a label before a name on a line of its own is shorter ("Statement made by")."""


@dataclass(frozen=True, slots=True)
class Person:
    """A name and the post that the text joins to it (tokens of the post's words, and the post if known)."""

    run: Run
    post: Post | None = None
    role: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Scene:
    """A text with its posts by the token they open with, and by the token after them.

    ``bodies`` has the bodies by their first token, ``held`` those named after who holds them by the token after,
    ``states`` where names of states open; ``debate`` is true where the text reports one.
    """

    reading: Reading
    starts: dict[int, Post]
    ends: dict[int, Post]
    judge: Judgement
    bodies: dict[int, int]
    held: dict[int, int]
    states: frozenset[int]
    debate: bool


def people(reading: Reading, finds: Sequence[Find], held: Sequence[Post], judge: Judgement) -> list[Person]:
    """The people that the text names where it says who they are, in order."""
    bodies = {find.first: find.last for find in finds if find.kind in _BODIES}
    starts, ends = {post.first: post for post in held}, {post.last: post for post in held}
    titled = {
        f.last: f.first for f in finds if reading.at(f.last - 1) in words("title_head") and f.kind in _BODIES
    }
    states = frozenset(find.first for find in finds if isinstance(find.entry, Country))
    scene = Scene(reading, starts, ends, judge, bodies, titled, states, debated(reading))
    barred = frozenset(k for post in held for k in range(post.first, post.last))
    found: list[Person] = []
    for run in runs(reading, Covered(finds), barred):
        person = _judged(scene, run) or _one_of_several(scene, run, found)
        found += [person] if person is not None else []
    return found


def _one_of_several(scene: Scene, run: Run, found: Sequence[Person]) -> Person | None:
    """One of several people after a title in the plural ("ministers Jane Roe and John Doe")."""
    reading, size = scene.reading, word_count(scene.reading, run)
    before = run.first - 1
    if reading.at(before) in ("and", ",") and found:
        last = found[-1]
        follows = last.run.last in (before, before - 1) and reading.same_line(last.run.first, before)
        listed = follows and _of_many(reading, last.run, found)
    else:
        listed = titled_together(reading, run)
    if reading.at(run.last - 1) in words("masthead"):
        return None  # "By Jane Roe, Example Herald"
    if not listed or common(reading, run) or scene.judge.label(run.first, run.last) == "ORG":
        return None
    return Person(run) if size > 1 or free(reading, run.first) else None


def _of_many(reading: Reading, run: Run, found: Sequence[Person]) -> bool:
    """Whether the list of people that ends with ``run`` opens with a title in the plural."""
    for person in reversed(found):
        if person.run.last > run.first and person.run is not run:
            continue
        if (
            titled_together(reading, person.run)
            or byline(reading, person.run)
            or states_by(reading, person.run)
        ):
            return True
        if reading.at(person.run.first - 1) not in ("and", ","):
            return False
    return False


def _judged(scene: Scene, run: Run) -> Person | None:
    """The person whom the run names, if what stands around it shows one."""
    reading = scene.reading
    run = _after_place(reading, run)
    count = word_count(reading, run)
    if count > 4:
        return None
    sure = _sure(scene, run)
    if sure is not None and not (count > 1 and _of_unknown_post(scene, sure) and _doubted(scene, run)):
        return sure if sure.post is not None else _with_role(scene, run)
    if count == 1 and _is_post(scene, run.last) and free(reading, run.first):
        return _with_role(scene, run)
    if count < 2 or reading.style(run.first) == "upper":
        return None
    return _with_role(scene, run) if _suspected(scene, run) else None


def _of_unknown_post(scene: Scene, person: Person) -> bool:
    """Whether only the shape of a post that no table has speaks for the person."""
    post = person.post
    if (
        post is not None
        and post.last - post.first == 1
        and scene.reading.at(post.first) in words("surname_title")
    ):
        return False  # "President Jane Roe"
    return person.post is not None and person.post.find is None and not speaks(scene.reading, person.run)


def _suspected(scene: Scene, run: Run) -> bool:
    """Whether an apposition, a verb or thanks suggest a person, and the model or the words confirm it."""
    reading, role = scene.reading, role_after(scene.reading, run.last)
    if role is not None and reading.at(role[1]) == "," and reading.at(role[1] + 1) in words("speech_verb"):
        return True  # who is quoted with a role is a person, whatever the model thinks
    if presented(reading, run) and speaks(reading, run) and scene.judge.label(run.first, run.last) != "ORG":
        return True  # "council leader Jane Roe said"
    if _of_body(scene, run):
        return bool(scene.judge.person(run.first, run.last))
    if told_of(reading, run) and scene.judge.label(run.first, run.last) != "ORG":
        return True
    if role is None and not (speaks(reading, run) or presented(reading, run) or human(reading, run)):
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
    return common(reading, run) or not judge.exact(run.first, run.last)


def _with_role(scene: Scene, run: Run) -> Person:
    """The person with the role or post that follows the name."""
    role = role_after(scene.reading, run.last)
    after = after_letters(scene.reading, run.last)
    if role is None and letters_after(scene.reading, run.last) and scene.reading.same_line(run.first, after):
        return Person(run, scene.starts.get(after))  # "Jane Roe MP Minister for Trade"
    return Person(run, scene.starts.get(role[0]) if role else None, role)


def _is_post(scene: Scene, last: int) -> bool:
    """Whether a known post, or one of a state, follows the name between commas."""
    role = role_after(scene.reading, last)
    post = scene.starts.get(role[0]) if role else None
    return post is not None and role is not None and post.last == role[1] and bool(post.find or post.country)


def _sure(scene: Scene, run: Run) -> Person | None:
    """The person, where a post, a form of address or a label leaves no doubt."""
    reading, i, last = scene.reading, run.first, run.last
    many = word_count(reading, run) > 1
    before = i - 1
    while before >= 0 and part_of_address(reading, before, i):
        before -= 1
    post = scene.ends.get(before + 1)
    if post is not None and reading.same_line(post.last - 1, i):
        sole = (
            reading.at(post.last - 1) in words("surname_title") or post.find is not None or bool(post.country)
        )
        alone = many or run.honoured or (sole and free(reading, i))
        return Person(run, post) if alone and not _title_goes_on(reading, last) else None
    post = _post_beside(scene, run, before)
    if post is not None:
        return Person(run, post)
    if many and (said := _said_by_name(scene, run)):
        return said
    held = scene.starts.get(last + 1) if many and reading.at(last) == "(" else None
    if held is not None and not common(reading, run) and scene.judge.label(i, last) != "ORG":
        return Person(run, held)  # "Jane Roe (Minister for Ports)"
    listed = _listed(scene, run) if many else None
    if listed is not None:
        return Person(run, listed)
    if many and (introduced(reading, run) or _relative(scene, run)):
        return Person(run)
    if many and (byline(reading, run) or _signed(scene, run)):
        return Person(run, scene.starts.get(after_letters(reading, last)))
    if run.honoured or counterpart(reading, run, before) or (many and letters_after(reading, last)):
        return Person(run)
    return None


def _said_by_name(scene: Scene, run: Run) -> Person | None:
    """Who takes the floor, stands in a list of ministers, orders in the first person, or holds a body of that name."""
    reading = scene.reading
    if takes_floor(reading, run) or of_states(reading, run, scene.states):
        return Person(run)
    if scene.debate and asks(reading, run) and scene.judge.label(run.first, run.last) != "ORG":
        return Person(run)
    if (
        states_by(reading, run)
        and scene.judge.label(run.first, run.last) != "ORG"
        and not common(reading, run)
    ):
        return Person(run)  # "Joint statement by Jane Roe and …"
    if reading.words[max(0, run.first - 2) : run.first] == ["I", ","] and closes(reading, run.last):
        return Person(run, scene.starts.get(after_letters(reading, run.last)))  # "I, Jane Roe, Governor of …"
    held = scene.held.get(run.first)
    if held is not None and reading.same_line(held, run.last) and _ends_there(reading, run.last):
        return Person(run, role=(held, run.first))  # "Quotes attributable to Harbour Ombudsman Jane Roe:"
    return None


def _ends_there(reading: Reading, last: int) -> bool:
    """Whether a name ends before ``last``: a colon, a comma, a verb of speech or the line's end follow."""
    return not reading.same_line(last - 1, last) or reading.at(last) in words("speech_verb") | {":", ",", "."}


def _post_beside(scene: Scene, run: Run, before: int) -> Post | None:
    """The post before "(NAME)" or ", NAME,"."""
    reading, post = scene.reading, scene.ends.get(before)
    sign = reading.at(before)
    if sign == "(" and reading.at(run.last) == ")":
        return post
    if sign == "," and (word_count(reading, run) > 1 or run.honoured) and closes(reading, run.last):
        return post
    return None


def _listed(scene: Scene, run: Run) -> Post | None:
    """The post after a name that opens a line: "Jane Roe, Minister for Trade, Norway" in a list."""
    reading = scene.reading
    low, high = reading.line(run.first)
    marked = run.first == low or all(not word[0].isalpha() for word in reading.words[low : run.first])
    post = scene.starts.get(run.last + 1) if reading.at(run.last) == "," else None
    if post is None or not (marked or run.honoured) or common(reading, run):
        return None
    return post if post.last >= high or (reading.words[post.last] in ",;" and high - post.last < 8) else None


def _relative(scene: Scene, run: Run) -> bool:
    """Whether ", who" follows the name, and the model does not take it for a body's."""
    reading = scene.reading
    who = reading.at(run.last) == "," and reading.at(run.last + 1) in ("who", "whose")
    if not who or not reading.same_line(run.first, run.last + 1) or common(reading, run):
        return False
    return scene.judge.label(run.first, run.last) != "ORG"


def _after_place(reading: Reading, run: Run) -> Run:
    """The run without the place before the name ("In Oslo Jane Roe, who …")."""
    opens = reading.at(run.first - 1) in ("in", "at", "near") and reading.opens_sentence(run.first - 1)
    who = reading.at(run.last) == "," and reading.at(run.last + 1) == "who"
    plain = run.last - run.first == word_count(reading, run) > 2
    return Run(run.first + 1, run.last) if opens and who and plain else run


def _of_body(scene: Scene, run: Run) -> bool:
    """Whether brackets after the name hold a body's ("Jane Roe (Harbour Agency)")."""
    reading = scene.reading
    end = scene.bodies.get(run.last + 1) if reading.at(run.last) == "(" else None
    return end is not None and reading.at(end) in (")", ",") and not common(reading, run)


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
    by = reading.at(run.first - 1) == "by" and run.first - low < _LABEL
    return (known and (after >= high or after in starts)) or (
        (label or by or run.first == low or run.honoured) and over
    )
