"""A commitment binds nobody.

"The plan will be reviewed" says that something is to happen and not who is to do it: nobody can be asked whether it
was done.

To mend it: name who does it ("The Ministry will review the plan").
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from plancli.gazetteer.cues import words
from plancli.rules.base import Context, Hit

CODE = "C201"
LEVEL = "warning"
FAILING = ("River plan\n\nMinistry of Water\n\nThe weirs will be mended by 2027.\n",)
PASSING = (
    "River plan\n\nMinistry of Water\n\nThe Ministry of Water will mend the weirs by 2027.\n",
    "River plan\n\nMinistry of Water\n\nThe weirs will be mended by the Ministry of Water by 2027.\n",
    "River plan\n\nMinistry of Water\n\nThe scheme will be based on three rules, which will be reviewed in 2027.\n",
)


_PASSIVE = re.compile(
    r"(?:(?:not|also|then|jointly|both|all|further|\w+ly)\s+)*be\s+(?:\w+ly\s+)?(?P<verb>[a-z-]+)\b"
)
_PARTICIPLE = re.compile(r"\w+(?:ed|en|wn|ne|nt|ld|lt|pt|ght|ung|un|id|de|ut|et)")
_AGENT = re.compile(r"\bby\s+(?!(?:\d|(?:the\s+)?(?:end|start|beginning)\b|[A-Z][a-z]+ \d|\w+ing\b))")
_RELATIVE = re.compile(
    r"\b(?:that|which|who)\s+(?:\w+\s+)?$|\b(?:when|how|whether|why|what)\b[^,]*$|^It is \w+ that\b",
    re.IGNORECASE,
)
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


def check(context: Context) -> Iterator[Hit]:
    """Firm commitments in the passive that nobody acts in; a state ("will be based on") and a clause beside bind nobody."""
    if context.plan.metadata.kind not in _INSTRUMENTS:
        return
    for commitment in context.plan.commitments:
        if commitment.actors or commitment.strength != "firm" or not commitment.evidence:
            continue
        sentence = commitment.text
        passive = _PASSIVE.match(commitment.action)
        if (
            passive is None
            or not _PARTICIPLE.fullmatch(passive["verb"])
            or passive["verb"] in words("states")
        ):
            continue
        before = (
            sentence[: sentence.find(commitment.action)].rsplit(None, 1)[0]
            if commitment.action in sentence
            else ""
        )
        if (
            _AGENT.search(commitment.action)
            or _RELATIVE.search(before + " ")
            or "automatically" in passive[0]
        ):
            continue
        start, end = commitment.evidence[0].start, commitment.evidence[-1].end
        yield Hit("the sentence does not say who is to do this", start, end)
