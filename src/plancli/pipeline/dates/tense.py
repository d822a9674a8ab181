"""The tense beside an expression: which verb form stands nearest, and where in time it points."""

from __future__ import annotations

import re
from functools import cache

from plancli.pipeline.dates.lexicon import cues

#: How far (in characters) a verb may stand from the expression whose tense it tells.
REACH = 90


def _any(name: str) -> str:
    return "|".join(sorted(map(re.escape, cues(name)), key=len, reverse=True))


@cache
def _forms() -> tuple[tuple[re.Pattern[str], int], ...]:
    """Return the patterns of verb forms, each with 1 for the future, 0 for neither, -1 for the past."""
    participle = rf"(?:\w+ed|{_any('participle')})"
    be = r"(?:is|are)(?: \w+ly)?"
    modal = rf"(?:{_any('modal')})(?: not)?(?: have)?(?: be(?:en)?| stay| remain| keep| get)?(?: \w+ly)?"
    future = rf"{modal} {participle}|{_any('ahead_of')}|{be} (?:{_any('asked')}) (?:to|until)"
    scheduled = rf"{_any('scheduled')}|(?:is|are|'s|’s)(?= (?:on|in|at|from|until|for) )"
    return tuple(
        (re.compile(rf"(?<!\w)(?:{pattern})(?!\w)"), sign)
        for pattern, sign in (
            (future, 1),
            (scheduled, 2),
            (f"{be} {participle}", 0),
            (rf"{_any('past')}|\w{{2,}}ed", -1),
        )
    )


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
    for pattern, sign in _forms():
        for found in pattern.finditer(lower, low, high):
            ahead = found.start() < start
            distance = start - found.end() if ahead else REACH // 2 + found.start() - end
            if sign == 2 and (not ahead or distance > _SCHEDULED_REACH):
                continue  # the present speaks of a plan only with its date beside it
            if 0 <= distance < best:
                best, direction = distance, sign
    return min(direction, 1)


#: How far (in characters) a date may stand behind a verb in the present that announces it.
_SCHEDULED_REACH = 30
