"""The sentence in which a document says who issued it and when ("This statement was issued by … on …")."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from plancli.gazetteer.cues import pattern, words
from plancli.pipeline.dates import parse_date

_LONGEST = 45
"""Words: such a sentence has no more."""
_DAY = len("2025-03-14")


@dataclass(frozen=True, slots=True)
class Issued:
    """Where, in its sentence, the genre, who issued the document, and the date stand: (start, end) each."""

    genre: tuple[int, int]
    who: tuple[int, int]
    date: tuple[int, int]
    day: str


def issued(text: str) -> Issued | None:
    """What ``text`` says of its own issue, where it is such a sentence and nothing else."""
    match = _sentence().fullmatch(text) if len(text.split()) <= _LONGEST else None
    date = parse_date(match["date"]) if match else None
    if match is None or date is None or len(date.value or "") != _DAY:
        return None
    start = match.start("date") + match["date"].index(date.text)
    return Issued(match.span("genre"), match.span("who"), (start, start + len(date.text)), date.value or "")


@cache
def _sentence() -> re.Pattern[str]:
    genres = pattern("kinds", where="caption").pattern
    months = "|".join(sorted(words("months")))
    date = rf"(?:\w+day,? )?(?:the )?(?:\d{{1,2}}\w{{0,2}}|(?:{months})\w*\.?)[ ,][^;:()]{{2,20}}?\d{{4}}"
    return re.compile(
        rf"(?:the (?:following |text of the )?|this |a |below is the text of the )?(?P<genre>{genres})"
        r"(?:(?: (?:was|were))? (?:issued|published|released|made|adopted|delivered|given))? (?:jointly )?"
        r"by (?P<who>[^.;:()]{3,200}?),?(?: in [^.;:\d]{3,60}?,?)?(?: on)? "
        rf"(?P<date>{date})\W*",
        re.IGNORECASE,
    )
