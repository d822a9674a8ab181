"""The document calls itself by two names.

"This Strategy" in a document that calls itself an action plan: readers cannot tell whether another document is meant.
Parts were taken over from one.

To mend it: use one name throughout, the title's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from plancli.gazetteer.cues import either
from plancli.rules.base import Context, Hit
from plancli.rules.names import small, words_of

CODE = "T207"
LEVEL = "warning"
FAILING = (
    "River Action Plan\n\nThis plan is for all rivers. The Board will mend weirs. This strategy will be reviewed by the Board in 2027.\n",
    "River Care Action Plan\n\nThe River Care Action Plan is for all rivers. The Board reviews the River Health Action Plan in 2027.\n",
)
PASSING = (
    "River Action Plan\n\nThis plan is for all rivers. The Board will mend weirs. This action plan will be reviewed by the Board.\n",
    "River Action Plan\n\nIt builds on the National Water Strategy. This strategy was adopted in 2020. This plan is for rivers.\n",
)
_NEAR = 400
"""Characters before "this strategy" in which another strategy may have been named."""


@cache
def _genre() -> re.Pattern[str]:
    """A word for what a document is ("plan", "white paper")."""
    return re.compile(rf"\b{_any('genre')}\b", re.IGNORECASE)


@cache
def _own() -> re.Pattern[str]:
    """What a document calls itself: "this strategy", "this joint action plan"."""
    named = rf"(?:{_any('qualifier')}\s+){{0,2}}(?P<noun>{_any('genre')})"
    return re.compile(rf"\bthis\s+{named}\b", re.IGNORECASE)


@cache
def _name() -> re.Pattern[str]:
    """A name in capitals that ends with a word for a document ("River Action Plan")."""
    joined = "|".join(map(re.escape, sorted(small())))
    last = rf"(?i:{_any('genre')}|{_any('name')})"
    return re.compile(rf"(?:[A-Z][\w’'-]+\s+(?:(?:{joined})\s+)?){{1,7}}(?=[A-Z]){last}\b")


def _any(kind: str) -> str:
    return either("self_names", kind=kind)


def check(context: Context) -> Iterator[Hit]:
    """What follows "this", and names like the title's that differ from it in a word."""
    title = context.plan.metadata.title
    if not title:
        return
    yield from _called(context, title)
    yield from _misnamed(context, title)


def _called(context: Context, title: str) -> Iterator[Hit]:
    own = {match[0].lower() for match in _genre().finditer(title)}
    if len(own) != 1:
        return
    mine = own.pop()
    for match in _own().finditer(context.text):
        noun = match["noun"].lower()
        if noun == mine or _another(context, noun, match.start()):
            continue
        yield Hit(f"the title calls this document a {mine}", *match.span())
        return


def _another(context: Context, noun: str, start: int) -> bool:
    """Whether an instrument of that kind was named not long before."""
    near = context.text[max(0, start - _NEAR) : start].lower()
    return re.search(rf"\b{re.escape(noun)}\b", near) is not None


def _misnamed(context: Context, title: str) -> Iterator[Hit]:
    own = _words(title)
    told: set[str] = set()
    if len(own) < 3 or not _genre().search(title):
        return
    for block in context.blocks:
        if block.kind in ("title", "heading") or block.start == 0:
            continue
        for match in _name().finditer(context.text, block.content, block.end):
            words = _words(match[0])
            if (
                len(words) == len(own)
                and words not in (own,)
                and words[-1] == own[-1]
                and _one_apart(words, own)
                and match[0] not in told
            ):
                told.add(match[0])
                yield Hit(f"the title is '{title}'", *match.span())


def _one_apart(words: tuple[str, ...], own: tuple[str, ...]) -> bool:
    return sum(a != b for a, b in zip(words, own, strict=True)) == 1 and words[0] == own[0]


def _words(name: str) -> tuple[str, ...]:
    return tuple(word for word in words_of(name, "own") if not word.isdigit())
