"""The document calls itself by two names.

"This Strategy" in a document that calls itself an action plan: readers cannot tell whether another document is meant.
Parts were taken over from one.

To mend it: use one name throughout, the title's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from plancli.rules.base import Context, Hit

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
_NOUNS = (
    "plan",
    "strategy",
    "roadmap",
    "charter",
    "declaration",
    "directive",
    "agreement",
    "treaty",
    "policy paper",
    "white paper",
)
_SAID = ("plan", "strategy", "declaration", "directive", "treaty", "policy paper", "white paper")
"""Nouns that name a genre; a "roadmap" or an "agreement" may be a figure of speech or a fact."""
_SELF = re.compile(
    rf"\b[Tt]his\s+(?:(?:[Jj]oint|[Nn]ational|[Nn]ew|[Aa]ction|[Ss]trategic|[Pp]riority|[Dd]elivery)\s+){{0,2}}(?P<noun>{'|'.join(_SAID)})\b",
    re.IGNORECASE,
)
_ANY = re.compile(rf"\b(?:{'|'.join(_SAID)})\b", re.IGNORECASE)
_NAME = re.compile(
    r"(?:[A-Z][\w’'-]+\s+(?:(?:and|of|for|on)\s+)?){1,7}(?:Plan|Strategy|Roadmap|Charter|Declaration|Directive|Agreement)\b"
)
_NEAR = 400
"""Characters before "this strategy" in which another strategy may have been named."""
_SMALL = frozenset({"of", "for", "the", "and", "in", "on", "to", "a", "an", "our", "this", "its"})


def check(context: Context) -> Iterator[Hit]:
    """What follows "this", and names like the title's that differ from it in a word."""
    title = context.plan.metadata.title
    if not title:
        return
    yield from _called(context, title)
    yield from _misnamed(context, title)


def _called(context: Context, title: str) -> Iterator[Hit]:
    own = {match[0].lower() for match in _ANY.finditer(title)}
    if len(own) != 1:
        return
    mine = own.pop()
    for match in _SELF.finditer(context.text):
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
    if len(own) < 3 or not _ANY.search(title):
        return
    for block in context.blocks:
        if block.kind in ("title", "heading") or block.start == 0:
            continue
        for match in _NAME.finditer(context.text, block.content, block.end):
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
    return tuple(
        w
        for w in re.findall(r"[a-z]+|\d{4}", name.lower().replace("’s", ""))
        if w not in _SMALL and not w.isdigit()
    )
