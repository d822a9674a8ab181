"""What opens, owns or surrounds a body's name: states, groups of states, owners; and how it is printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plancli.gazetteer import BodyHead, Country, Region, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plancli.pipeline.actors.model import Find
    from plancli.pipeline.actors.tokens import Reading

JOIN = frozenset({"and", "&"})
"""Words that join two parts of a name."""
INSIDE = frozenset({"of", "for", "the", "in", "to", "on", "with", "against"})
"""Small words that may stand inside a name."""
_COVER_LINES = 8


class Covered:
    """Which find, if any, stands at a token."""

    def __init__(self, finds: Sequence[Find]) -> None:
        self._at: dict[int, Find] = {}
        for find in sorted(finds, key=lambda find: find.last - find.first):  # the longest has the last word
            self._at.update(dict.fromkeys(range(find.first, find.last), find))

    def at(self, i: int) -> Find | None:
        """The longest find that holds token ``i``."""
        return self._at.get(i)

    def body(self, i: int) -> bool:
        """Whether token ``i`` is part of an organisation's, office's or person's name."""
        find = self.at(i)
        return find is not None and not isinstance(find.entry, Country | Region)


def is_joint(reading: Reading, first: int, head: int) -> bool:
    """Whether plain words name a body that parties set up ("the Joint Steering Committee")."""
    determined = reading.at(first - 1) in words("determiner") and reading.same_line(first - 1, head)
    return determined and reading.at(first) == "joint" and reading.style(head) == "text"


def of_a_nation(reading: Reading, first: int, head: int, covered: Covered) -> bool:
    """Whether the name opens with a state's, or "National", and its head makes that a body.

    As in "the Kenya Wildlife Service"; a national fund or network may be a thing.
    """
    state = covered.at(first)
    named = state is not None and isinstance(state.entry, Country | Region)
    nation = named or reading.folded[first] in ("national", "federal") or international(state)
    determined = reading.at(first - 1) in ("the", "a", "and", ",", "(") or reading.opens_line(first)
    return nation and determined and head > first and reading.folded[head] in words("national_head")


def international(find: Find | None) -> bool:
    """Whether the find is a group of states, whose bodies may open with its name ("ASEAN Secretariat")."""
    return find is not None and find.kind == "group" and find.entry is not None


def opening(covered: Covered, i: int) -> int:
    """The first token of the find at ``i``, ``i`` where nothing is found."""
    find = covered.at(i)
    return find.first if find is not None else i


def owner(reading: Reading, first: int, head: int, found: BodyHead) -> int:
    """First token of "Women's Institute": what owns a society belongs to its name if nothing else does."""
    s = first - 1
    k = s - 2
    owned = first == head and found.kind == "organisation" and not found.strong
    if not owned or reading.at(s) != "s" or reading.at(s - 1) != "'" or not reading.tight(s):
        return first
    plain = reading.capital(k) and reading.same_line(k, head) and reading.at(k) not in words("name_stop")
    return k if plain and reading.tight(s - 1) and not reading.words[k].isupper() else first


def many_own(reading: Reading, sign: int, covered: Covered) -> bool:
    """Whether the apostrophe at ``sign`` closes a plural that owns what follows ("Farmers' Union")."""
    owner = sign - 1
    return (
        reading.at(sign) == "'"
        and reading.tight(sign)
        and not reading.tight(sign + 1)
        and reading.capital(owner)
        and reading.at(owner).endswith("s")
        and covered.at(owner) is None
        and reading.at(owner) not in words("title_head") | words("short_head")
    )


def on_cover(reading: Reading, i: int, head: BodyHead) -> bool:
    """Whether a line in capitals may be the name of a body that issues the document."""
    cover = reading.line(i)[0] in reading.lines[:_COVER_LINES]
    return cover and head.strong and head.kind in ("ministry", "agency")


def printed_name(reading: Reading, first: int, last: int) -> str:
    """The name as printed; one in capitals with capitals as in running words."""
    name = reading.said(first, last).replace("’", "'")
    if not name.isupper() or last - first < 2:
        return name
    low = INSIDE | JOIN
    return " ".join(word.lower() if word.lower() in low else _titled(word) for word in name.split(" "))


def _titled(word: str) -> str:
    """``word`` with one capital for each part between hyphens.

    >>> _titled("SEA-FISHERIES")
    'Sea-Fisheries'
    """
    return "-".join(part.capitalize() for part in word.split("-"))
