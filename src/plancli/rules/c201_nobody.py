"""A commitment binds nobody.

"The plan will be reviewed" says that something is to happen and not who is to do it: nobody can be asked whether it
was done.

To mend it: name who does it ("The Ministry will review the plan").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from plancli.gazetteer.cues import either, words
from plancli.rules.base import Context, Hit

CODE = "C201"
LEVEL = "warning"
FAILING = ("River plan\n\nMinistry of Water\n\nThe weirs will be mended by 2027.\n",)
PASSING = (
    "River plan\n\nMinistry of Water\n\nThe Ministry of Water will mend the weirs by 2027.\n",
    "River plan\n\nMinistry of Water\n\nThe weirs will be mended by the Ministry of Water by 2027.\n",
    "River plan\n\nMinistry of Water\n\nThis plan shall be implemented subject to the law. Boats will be referred to as vessels.\n",
    'River plan\n\nMinistry of Water\n\nThe guild told us: "All weirs must be mended, and soon." We heard it.\n',
    "River plan\n\nMinistry of Water\n\nThe scheme will be based on three rules, which will be reviewed in 2027.\n",
)


_PARTICIPLE = re.compile(r"\w+(?:ed|en|wn|ne|nt|ld|lt|pt|ght|ung|un|id|de|ut|et)")
_INSTRUMENTS = (
    "action_plan",
    "priority_plan",
    "strategy",
    "policy_paper",
    "declaration",
    "directive",
    "treaty",
    "other",
)
"""Genres that bind; a statement or a release only tells of what does."""


@cache
def _passive() -> re.Pattern[str]:
    """A verb in the passive after "will"."""
    return re.compile(rf"(?:(?:{_any('adverb')}|\w+ly)\s+)*be\s+(?:\w+ly\s+)?(?P<verb>[a-z-]+)\b")


@cache
def _agent() -> re.Pattern[str]:
    """Who acts, after "by", and not a day or how it is done."""
    edge = either("stretches", kind="edge")
    return re.compile(rf"\b{_any('agent')}\s+(?!(?:\d|(?:the\s+)?{edge}\b|[A-Z][a-z]+ \d|\w+ing\b))")


@cache
def _clause() -> re.Pattern[str]:
    """The end of what stands before a clause that promises nothing by itself."""
    relative, clause = _any("relative"), _any("clause")
    return re.compile(rf"\b{relative}\s+(?:\w+\s+)?$|\b{clause}\b[^,]*$|^It is \w+ that\b", re.IGNORECASE)


@cache
def _manner() -> re.Pattern[str]:
    """Words right after the verb that tell how something is applied."""
    return re.compile(rf"\s+{_any('manner')}\b")


def _any(kind: str) -> str:
    return either("unbound", kind=kind)


def check(context: Context) -> Iterator[Hit]:
    """Firm commitments in the passive that nobody acts in; a state ("will be based on") and a clause beside bind nobody."""
    if context.plan.metadata.kind not in _INSTRUMENTS:
        return
    for commitment in context.plan.commitments:
        if commitment.actors or commitment.strength != "firm" or not commitment.evidence:
            continue
        start, end = commitment.evidence[0].start, commitment.evidence[-1].end
        done = context.text.find(commitment.action, start, end)
        if _leaves_out(commitment.text, commitment.action) and not _is_quoted(context, done):
            yield Hit("the sentence does not say who is to do this", start, end)


def _is_quoted(context: Context, at: int) -> bool:
    """Whether words are somebody's whom the document quotes: it promises nothing by them."""
    return any(one.start <= at < one.end for said in context.plan.quotations for one in said.evidence)


def _leaves_out(sentence: str, action: str) -> bool:
    """Whether an action is a passive that somebody should be named for."""
    action = action if action in sentence else action.removeprefix("not ")  # "no fee shall be charged"
    passive = _passive().match(action)
    if passive is None or not _PARTICIPLE.fullmatch(passive["verb"]) or passive["verb"] in words("states"):
        return False
    before = sentence[: sentence.find(action)].rsplit(None, 1)[0] if action in sentence else ""
    by_itself = not words("unbound", kind="itself").isdisjoint(passive[0].split())
    applied = _manner().match(action, passive.end())
    return not (by_itself or applied or _agent().search(action) or _clause().search(before + " "))
