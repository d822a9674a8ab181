"""The sentence in which a document says who issued or adopted it and when ("This statement was issued by … on …")."""

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
    """Where, in its sentence, the genre, who issued the document, and the date stand: (start, end) each.

    ``genre`` is empty where the sentence leaves it out ("Adopted by …").
    """

    genre: tuple[int, int]
    who: tuple[int, int]
    date: tuple[int, int]
    day: str


def issued(text: str) -> Issued | None:
    """What ``text`` says of its own issue, where it is such a sentence and nothing else."""
    if len(text.split()) > _LONGEST:
        return None
    match = _sentence().fullmatch(text) or _adopted().match(text)
    date = parse_date(match["date"]) if match else None
    if match is None or date is None or len(date.value or "") != _DAY:
        return None
    start = match.start("date") + match["date"].index(date.text)
    genre = match.span("genre") if match["genre"] else (0, 0)
    return Issued(genre, match.span("who"), (start, start + len(date.text)), date.value or "")


@cache
def _sentence() -> re.Pattern[str]:
    return re.compile(
        rf"(?:the (?:following |text of the )?|this |a |below is the text of the )?(?P<genre>{_genres()})"
        r"(?:(?: (?:was|were))? (?:issued|published|released|made|adopted|delivered|given))? (?:jointly )?"
        r"by (?P<who>[^.;:()]{3,200}?),?(?: in [^.;:\d]{3,60}?,?)?(?: on)? "
        rf"(?P<date>{_date()})\W*",
        re.IGNORECASE,
    )


@cache
def _adopted() -> re.Pattern[str]:
    return re.compile(
        rf"(?:(?:the |this )?(?P<genre>{_genres()})(?:,? (?:was|were|as))? )?"
        r"(?:adopted|approved|endorsed|agreed|issued) by (?P<who>[^.;:]{3,160}?),? at (?:its|their|the) "
        rf"[^.;:]{{3,80}}?(?:held )?(?:in [^.;:\d]{{3,60}}?,? )?(?:on )?(?P<date>{_date()})(?=[\s,.;:]|$)",
        re.IGNORECASE,
    )


def _genres() -> str:
    return pattern("kinds", where="caption").pattern


def _date() -> str:
    months = "|".join(sorted(words("months")))
    return rf"(?:\w+day,? )?(?:the )?(?:\d{{1,2}}\w{{0,2}}|(?:{months})\w*\.?)[ ,][^;:()]{{2,20}}?\d{{4}}"
