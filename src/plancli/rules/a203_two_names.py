"""One actor goes by two names.

"Department for Water" here and "Department of Water" there are one body to those who know and two to a search, a
register and a reader from elsewhere.

To mend it: use the official name where it is first named and one short form after that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING

from plancli.gazetteer.spelling import spelled
from plancli.rules.base import Context, Hit
from plancli.rules.names import words_of

if TYPE_CHECKING:
    from plancli.plan import Evidence

CODE = "A203"
LEVEL = "warning"
FAILING = (
    "River plan\n\nThe Department for Water Affairs will mend weirs. The Department of Water Affairs will count fish.\n",
    "River plan\n\nThe Ministry of River Defence will mend weirs. The Ministry of River Defense will count fish.\n",
    "River plan\n\nThe Ministry of Water will mend weirs. The Water Ministry will count fish.\n",
    "River plan\n\nThe Ministry of Labour and Harbours will mend weirs. The Ministry of Labor and Harbors will count fish.\n",
)
PASSING = (
    "River plan\n\nThe Department for Water Affairs will mend weirs. The Department will count fish.\n",
    "River plan\n\nThe Ministry of Water will mend weirs. The Ministry of Waste will count bins.\n",
)
_BODIES = ("ministry", "agency", "organisation", "government", "parliament", "group")


def check(context: Context) -> Iterator[Hit]:
    """Names of bodies, as printed, that have the same words but for small ones, spelling and plurals."""
    printed: dict[str, Evidence] = {}
    for actor in context.plan.actors:
        if actor.kind in _BODIES:
            for mention in actor.mentions:
                printed.setdefault(_plain(mention.quote), mention)
    names = [name for name in printed if len(_folded(name)) > 1 and not name.isupper()]
    told: set[str] = set()
    for one, other in combinations(names, 2):
        if _folded(one) == _folded(other) and one.casefold() != other.casefold():
            first, second = sorted((printed[one], printed[other]), key=lambda mention: mention.start)
            if second.quote not in told and not _is_part(context, second):
                told.add(second.quote)
                yield Hit(f"this is called '{_plain(first.quote)}' elsewhere", second.start, second.end)


def _plain(name: str) -> str:
    words = " ".join(name.split())
    return (
        re.sub(r"^(?:the|The)\s+", "", words)
        .replace("’", "'")
        .replace(" & ", " and ")
        .removesuffix("'s")
        .rstrip("'")
    )


@cache
def _folded(name: str) -> tuple[str, ...]:
    """A name's words without the small ones, in one spelling, without plurals, in order of the alphabet."""
    return tuple(sorted(spelled(word).removesuffix("s") for word in words_of(name, "name")))


def _is_part(context: Context, mention: Evidence) -> bool:
    """Whether the words are part of a longer name that goes on in capitals."""
    return re.match(r"\s+(?:and\s+)?[A-Z][a-z]+", context.text[mention.end : mention.end + 20]) is not None
