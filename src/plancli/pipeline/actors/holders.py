"""Posts and their holders as one: "the Home Secretary" is whom the text calls Home Secretary."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from plancli.gazetteer import Country, Office, words
from plancli.pipeline.actors.model import Find
from plancli.pipeline.actors.openings import Covered
from plancli.pipeline.actors.surnames import again

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plancli.pipeline.actors.people import Person
    from plancli.pipeline.actors.posts import Post
    from plancli.pipeline.actors.tokens import Reading

PostKey = tuple[str, str]
_GIVEN_TWICE = 2
"""Given names after a family name that stands first."""
_TWO = 2


def joined(
    reading: Reading, finds: Sequence[Find], held: Sequence[Post], named: Sequence[Person], home: str
) -> list[Find]:
    """``finds`` with the people; the posts that only one of them holds are mentions of that person."""
    covered = Covered(finds)
    named = _of_one(reading, named)
    names = _full_names(reading, named)
    new: list[Find] = []
    holders: dict[PostKey, set[str]] = {}
    for person, name in zip(named, names, strict=True):
        new.append(_person(person.run.first, person.run.last, name, _role(reading, person, covered)))
        if person.post is not None:
            for post_key in (
                _post_key(reading, person.post, home),
                *_first_of_two(reading, person.post, home),
            ):
                holders.setdefault(post_key, set()).add(name)
    fuller: dict[str, str] = {}
    for n, first, last in again(reading, finds, named):
        said = reading.said(first, last).replace("’", "'")
        fuller[names[n]] = max(fuller.get(names[n], names[n]), said, key=len)
        new.append(_person(first, last, names[n], ""))
    for post in held:
        who = _holders_of(_post_key(reading, post, home), holders)
        if len(who) == 1:
            new.append(_office_mention(post, next(iter(who))))
    for find in new:
        find.name = fuller.get(find.name, find.name)
    wider = {post.find.first for post in held if post.find is not None and _names_more(reading, post)}
    kept = [find for find in finds if not _is_held(find, new) and find.first not in wider]
    return sorted([*kept, *new], key=lambda find: find.first)


def _holders_of(wanted: PostKey, holders: dict[PostKey, set[str]]) -> set[str]:
    """Who holds a post; one of no known state is that of the only state whose holder the text names."""
    if wanted in holders or wanted[1]:
        return holders.get(wanted, set())
    return {name for (post, _), names in holders.items() if post == wanted[0] for name in names}


def _full_names(reading: Reading, named: Sequence[Person]) -> list[str]:
    """Each person's fullest name: a surname alone is the only longer name that ends in it."""
    names = [reading.said(person.run.first, person.run.last).replace("’", "'") for person in named]
    names = [name.title() if name.isupper() else _one_style(name) for name in names]
    full = sorted({name for name in names if " " in name})
    ends: dict[str, list[str]] = {}
    openings: dict[str, list[str]] = {}
    for other in full:
        for end in {re.split("[ -]", other)[-1], other.rsplit(" ", 1)[-1]}:
            ends.setdefault(end, []).append(other)
        openings.setdefault(other.split(" ", 1)[0], []).append(other)
    result = []
    for person, name in zip(named, names, strict=True):
        given = reading.at(person.run.first - 1) in words("given_address") and " " not in name
        longer = [other for other in ends.get(name.rsplit(" ", 1)[-1], ()) if _shortens(name, other)]
        longer += openings.get(name, []) if given else []
        if not longer and person.run.honoured and " " not in name:  # "Ms Lim" of "Lim Wei Shan"
            longer = [other for other in openings.get(name, ()) if other.count(" ") == _GIVEN_TWICE]
        if not longer and person.post is not None and " " not in name:  # "President Xi" of "Xi Jinping"
            longer = [
                other
                for other in openings.get(name, ())
                if other in _of_like_posts(reading, person, named, names)
            ]
        result.append(longer[0] if len(longer) == 1 else name)
    return result


def _of_one(reading: Reading, named: Sequence[Person]) -> list[Person]:
    """``named`` without bare surnames that two of the people have: they name neither for sure."""
    full = {reading.said(p.run.first, p.run.last) for p in named if p.run.last - p.run.first > 1}
    ends = Counter(name.rsplit(" ", 1)[-1] for name in full)
    return [p for p in named if p.run.last - p.run.first > 1 or ends[reading.words[p.run.first]] < _TWO]


def _of_like_posts(
    reading: Reading, person: Person, named: Sequence[Person], names: Sequence[str]
) -> set[str]:
    """The names of those whose post has the title of the person's ("President" of "President of Norway")."""
    titles = _titles(reading, person)
    return {name for name, other in zip(names, named, strict=True) if titles & _titles(reading, other)}


def _titles(reading: Reading, person: Person) -> set[str]:
    """The words of the person's post, or of the role after the name, that are titles."""
    first, last = (person.post.first, person.post.last) if person.post else person.role or (0, 0)
    return set(reading.folded[first:last]) & words("title_head")


def _one_style(name: str) -> str:
    """``name`` with a family name in capitals as the rest is printed ("Jane ROE")."""
    return " ".join(
        word.capitalize() if word.isupper() and len(word) > _TWO and not set(word) <= set("IVX.") else word
        for word in name.split(" ")
    )


def _shortens(name: str, full: str) -> bool:
    """Whether ``name`` is the surname of ``full``, alone or after the initial of the first name."""
    if " " not in name:
        return full.endswith((" " + name, "-" + name))  # "President Diaz" of "Ana Roe-Diaz"
    initial, _, surname = name.partition(" ")
    plain = len(initial) == 2 and initial[1] == "."
    return plain and full[0] == initial[0] and full[1:2] != "." and full.endswith(" " + surname)


def _person(first: int, last: int, name: str, role: str) -> Find:
    return Find(first, last, "person", name, "person", roles=[role] if role else [])


def _role(reading: Reading, person: Person, covered: Covered) -> str:
    """The post as printed."""
    if person.post is not None:
        role = reading.said(person.post.first, person.post.last).replace("’", "'")
        return role + _body_of_post(reading, person, covered)
    return reading.said(*person.role).replace("’", "'") if person.role else ""


def _body_of_post(reading: Reading, person: Person, covered: Covered) -> str:
    """What follows a post under a signature: ", Office of …", after a comma or on the next line."""
    post = person.post
    if post is None or post.first < person.run.last:
        return ""
    k = post.last + 1 if reading.at(post.last) == "," else post.last
    body = covered.at(k)
    apart = k > post.last or reading.opens_line(k)
    if (
        body is None
        or body.first != k
        or not apart
        or body.kind not in ("ministry", "agency", "organisation")
    ):
        return ""
    return ", " + reading.said(k, body.last).replace("’", "'")


def _post_key(reading: Reading, post: Post, home: str) -> PostKey:
    """What two prints of the same post share: its name and state."""
    if post.find is not None and isinstance(post.find.entry, Office):
        rest = reading.folded[post.find.last : post.last]
        return (
            " ".join([post.find.entry.name.casefold(), *rest]),
            post.find.entry.country or post.country or home,
        )
    printed = [word for word in reading.folded[post.first : post.last] if word != "the"]
    if len(printed) == 1 and printed[0] not in words("sole_title"):  # any body has a director
        printed.append(str(post.first))
    return (" ".join(printed), post.country)


def _first_of_two(reading: Reading, post: Post, home: str) -> list[PostKey]:
    """The known post before "and" in a double one ("Deputy Prime Minister and Minister for Trade")."""
    known = post.find is not None and isinstance(post.find.entry, Office)
    if post.find is None or not known or post.find.last >= post.last or reading.at(post.find.last) != "and":
        return []
    return [_post_key(reading, replace(post, last=post.find.last), home)]


def _names_more(reading: Reading, post: Post) -> bool:
    """Whether the post goes on after a known one, and so is another ("Cabinet Secretary for Net Zero")."""
    return post.find is not None and reading.at(post.find.last) == "for" and post.last > post.find.last + 1


def _office_mention(post: Post, name: str) -> Find:
    find = _person(post.first, post.last, name, "")
    find.proof = False
    return find


def _is_held(find: Find, new: Sequence[Find]) -> bool:
    """Whether the find is a post that is now its holder's mention."""
    if isinstance(find.entry, Country):  # states are names of people too ("Luís Montenegro", "Georgia Gould")
        return any(o.first <= find.first and find.last <= o.last and o.proof for o in new)
    if not isinstance(find.entry, Office):
        return False
    return any(other.first <= find.first and find.last <= other.last for other in new)
