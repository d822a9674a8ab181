"""Posts and their holders as one: "the Home Secretary" is whom the text calls Home Secretary."""

from __future__ import annotations

from collections.abc import Sequence

from plancli.gazetteer import Office, words
from plancli.pipeline.actors.model import Find
from plancli.pipeline.actors.people import Person, again
from plancli.pipeline.actors.posts import Post
from plancli.pipeline.actors.tokens import Reading

PostKey = tuple[str, str]


def joined(
    reading: Reading, finds: Sequence[Find], held: Sequence[Post], named: Sequence[Person], home: str
) -> list[Find]:
    """``finds`` with the people, and with their posts as mentions of them where only one person holds the post."""
    names = _full_names(reading, named)
    new: list[Find] = []
    holders: dict[PostKey, set[str]] = {}
    for person, name in zip(named, names, strict=True):
        new.append(_person(reading, person.run.first, person.run.last, name, _role(reading, person)))
        if person.post is not None:
            holders.setdefault(_post_key(reading, person.post, home), set()).add(name)
    for n, first, last in again(reading, finds, named):
        new.append(_person(reading, first, last, names[n], ""))
    taken = [(person.post.first, person.post.last) for person in named if person.post is not None]
    for post in held:
        who = holders.get(_post_key(reading, post, home), set())
        if len(who) == 1:
            new.append(_office_mention(reading, post, next(iter(who)), (post.first, post.last) in taken))
    kept = [find for find in finds if not _is_held(find, new)]
    return sorted([*kept, *new], key=lambda find: find.first)


def _full_names(reading: Reading, named: Sequence[Person]) -> list[str]:
    """Each person's fullest name: a surname alone is the only longer name that ends in it."""
    names = [reading.said(person.run.first, person.run.last).replace("’", "'") for person in named]
    full = sorted({name for name in names if " " in name})
    result = []
    for name in names:
        longer = [other for other in full if other.endswith(" " + name)]
        result.append(longer[0] if " " not in name and len(longer) == 1 else name)
    return result


def _person(reading: Reading, first: int, last: int, name: str, role: str) -> Find:
    del reading
    return Find(first, last, "person", name, "person", roles=[role] if role else [])


def _role(reading: Reading, person: Person) -> str:
    """The post as printed."""
    if person.post is not None:
        return reading.said(person.post.first, person.post.last).replace("’", "'")
    return reading.said(*person.role).replace("’", "'") if person.role else ""


def _post_key(reading: Reading, post: Post, home: str) -> PostKey:
    """What two prints of the same post share: its name and state."""
    if post.find is not None and isinstance(post.find.entry, Office):
        rest = reading.folded[post.find.last : post.last]
        return (" ".join([post.find.entry.name.casefold(), *rest]), post.find.entry.country or post.country or home)
    printed = [word for word in reading.folded[post.first : post.last] if word != "the"]
    if len(printed) == 1 and printed[0] not in words("sole_title"):  # any body has a director
        printed.append(str(post.first))
    return (" ".join(printed), post.country)


def _office_mention(reading: Reading, post: Post, name: str, joined_here: bool) -> Find:
    role = reading.said(post.first, post.last).replace("’", "'") if joined_here else ""
    first = post.find.first if post.find is not None else post.first
    find = Find(first, post.last, "person", name, "person", roles=[role] if role else [])
    find.proof = False
    return find


def _is_held(find: Find, new: Sequence[Find]) -> bool:
    """Whether the find is a post that is now its holder's mention."""
    if not isinstance(find.entry, Office):
        return False
    return any(other.first <= find.first and find.last <= other.last for other in new)


