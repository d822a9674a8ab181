"""The tense beside an expression: which verb form stands nearest, and where in time it points."""

from __future__ import annotations

import re
from functools import cache

from plancli.pipeline.dates.lexicon import cues, trie_pattern

#: How far (in characters) a verb may stand from the expression whose tense it tells.
REACH = 90


#: How far (in characters) a date may stand behind a verb in the present that announces it.
_SCHEDULED_REACH = 30
_SIGNS = {"future": 1, "scheduled": 1, "copula": 1, "present": 0, "past": -1, "perfect": -1}


@cache
def _forms() -> re.Pattern[str]:
    """Return the pattern of the verb forms; the group that matched tells which."""
    modal, ahead, irregular, asked, scheduled, past, perhaps = (
        trie_pattern(cues(name))
        for name in ("modal", "ahead_of", "participle", "asked", "scheduled", "past", "perhaps")
    )
    participle = (
        rf"(?:{irregular}|{past}|\w+ed(?!\w))"  # and a base form that looks past ("will lay", "to cut")
    )
    helped = r"(?: not)?(?: have)?(?: be(?:en)?| stay| remain| keep| get)?(?: \w+ly)?"
    be = r"(?:is|are)(?: \w+ly)?"
    return re.compile(
        rf"\b(?:(?P<perfect>{perhaps}(?: not)? have (?:been )?\w+)"
        rf"|(?P<future>{modal}{helped} {participle}|{ahead}|{be} {asked} (?:to|until)(?!\w))"
        rf"|(?P<scheduled>{scheduled}|(?:is|are)(?= (?:on|in|at|from|until|for) ))"
        rf"|(?P<present>{be} (?!{ahead}){participle})"
        rf"|(?P<past>{past}|\w{{2,}}ed(?!\w))"
        r"|(?P<copula>(?:is|are)(?!\w)))"
    )


@cache
def _since_answered() -> re.Pattern[str]:
    """Return the pattern of a phrase that names what has been answered already, up to its end, comma-free."""
    return re.compile(rf"\b{trie_pattern(cues('answered'))}[^,;:]*$")


def tense_of(lower: str, low: int, start: int, end: int, high: int) -> int:
    """Return -1 for past, 1 for future, 0 for neither, by the verb form nearest to an expression.

    Args:
        lower: the text in lower case.
        low: where the sentence begins.
        start: where the expression begins.
        end: where it ends.
        high: where the sentence ends.
    """
    best, direction = REACH, 0
    if _since_answered().search(lower, low, start):
        return -1
    for found in _forms().finditer(lower, low, high):
        first, last = found.span()
        if first < end and start < last:
            continue  # the month of May is no modal verb
        ahead = first < start
        distance = start - last if ahead else REACH // 2 + first - end
        kind = found.lastgroup or "past"
        if kind == "copula" and distance > 1:
            continue  # ``the deadline is Dec. 9``
        if kind == "scheduled" and (not ahead or distance > _SCHEDULED_REACH):
            continue  # the present speaks of a plan only with its date beside it
        if 0 <= distance < best:
            best, direction = distance, _SIGNS[kind]
    return direction
