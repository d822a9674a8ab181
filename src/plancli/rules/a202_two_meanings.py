"""An acronym is explained in two ways.

Whoever meets it later has to guess which of the two bodies is meant, and a search finds both.

To mend it: keep it for one of them, or correct the name that is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator

from plancli.rules.acronyms import Expansion, expansions
from plancli.rules.base import Context, Hit
from plancli.rules.names import words_of

CODE = "A202"
LEVEL = "warning"
FAILING = (
    "River plan\n\nThe River Users Board (RUB) meets in May. The Regional Utilities Bank (RUB) pays for it.\n",
)
PASSING = (
    "River plan\n\nThe River Users Board (RUB) meets in May. The River Users’ Board (RUB) is new.\n",
    "River plan\n\nThe River Users Board (RUB) meets in May. The RUB is new. The Water Users Board (WUB) is old.\n",
)


def check(context: Context) -> Iterator[Hit]:
    """Second explanations whose words are not those of the first, nor some of them."""
    first: dict[str, Expansion] = {}
    for each in expansions(context):
        known = first.setdefault(each.acronym, each)
        if not _same(known.long, each.long):
            yield Hit(f"'{each.acronym}' stood for '{known.long}' before", each.start, each.end)


def _same(one: str, other: str) -> bool:
    """Whether one name's words are those of the other, some of them, or these but for their endings."""
    a, b = _words(one), _words(other)
    return a <= b or b <= a or len(a ^ b) == 0


def _words(name: str) -> set[str]:
    return {word.rstrip("s")[:6] for word in words_of(name, "name")}
