"""Acronyms and what a text says they stand for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain

from plancli.gazetteer import lookup
from plancli.gazetteer.cues import words
from plancli.rules.base import Context
from plancli.rules.names import small

_ACRONYM = r"(?:[A-Z][a-z]?){2,7}[A-Z]?s?|[A-Z]{2,8}s?|[A-Z]{1,4}&[A-Z]{1,3}"
_BRACKETED = re.compile(rf"\(\s*[\"'“‘]?(?P<acronym>{_ACRONYM})[\"'”’]?\s*(?:[,;][^()]{{0,60}})?\)")
_REVERSED = re.compile(
    rf"(?<![\w&])(?P<acronym>{_ACRONYM})\s*(?:\((?P<long>[^()]{{5,90}})\)|(?:[–—:=]|-\s)\s*(?P<after>[A-Z][^.;\n]{{5,90}}))"
)
_ALSO = re.compile(rf",?\s+or\s+(?:the\s+)?(?P<acronym>{_ACRONYM})(?![\w&-])")
"""A second name after the first ("the River Users Board, or RUB")."""
_WORDS = re.compile(r"[\w’'&-]+")


@cache
def _names() -> re.Pattern[str]:
    """Runs of three capitalised words at least, small ones between them."""
    between = "|".join(map(re.escape, sorted(small("name"))))
    return re.compile(rf"[A-Z][a-z’']+(?:[ -](?:(?:{between})\s+){{0,2}}[A-Z][a-z’']+){{2,}}")


@dataclass(frozen=True, slots=True)
class Expansion:
    """An acronym with the words that it stands for; ``start`` and ``end`` span both."""

    acronym: str
    long: str
    start: int
    end: int


def expansions(context: Context) -> list[Expansion]:
    """The definitions of a text, in order: "Long Form (LF)", "Long Form or LF", "LF (Long Form)", "LF – Long Form"."""
    found: list[Expansion] = context.once(
        "expansions", lambda context: sorted(_expansions(context.text), key=lambda e: e.start)
    )
    return found


def _expansions(text: str) -> Iterator[Expansion]:
    for match in chain(_BRACKETED.finditer(text), _ALSO.finditer(text)):
        acronym = match["acronym"]
        start = text.rfind("\n", 0, match.start()) + 1
        long = _before(text[max(start, match.start() - 120) : match.start()], bare(acronym))
        if long is not None:
            at = text.rfind(long, start, match.start())
            yield Expansion(bare(acronym), long, at, match.end())
    for match in _REVERSED.finditer(text):
        long = (match["long"] or match["after"]).strip()
        if spells(bare(match["acronym"]), long):
            yield Expansion(bare(match["acronym"]), long, match.start(), match.end())


def bare(acronym: str) -> str:
    """An acronym without the s of its plural."""
    return acronym[:-1] if acronym.endswith("s") and acronym[:-1].isupper() else acronym


def _before(text: str, acronym: str) -> str | None:
    """The words at the end of ``text`` that an acronym stands for: the shortest that spell it.

    The window and the search from its end are those of Schwartz and Hearst (2003).
    """
    found = list(_WORDS.finditer(text.rstrip(" \"'“‘”’")))
    most = min(len(acronym) + 5, 2 * len(acronym))
    for first in range(len(found) - 1, max(-1, len(found) - 1 - most), -1):
        if found[first][0].lower() in small("name") or not found[first][0][:1].isalnum():
            continue
        long = text[found[first].start() : found[-1].end()]
        if len(found) - first > 1 and long[0].lower() == acronym[0].lower() and spells(acronym, long):
            return long
    return None


def spells(acronym: str, long: str) -> bool:
    """Whether the letters of an acronym stand in the words in this order, the first at the start of the first."""
    letters = [char.lower() for char in acronym if char.isalnum()]
    text = long.lower()
    if not letters or not text.startswith(letters[0]) or len(long.split()) < 2:
        return False
    at = 0
    opened = 0
    for letter in letters:
        initial = re.search(rf"(?<![a-z0-9]){re.escape(letter)}", text[at:])
        inner = text.find(letter, at)
        if initial is not None:
            at += initial.start() + 1
            opened += 1
        elif inner >= 0:
            at = inner + 1
        else:
            return False
    return opened >= max(2, len(letters) - 2)


def initials(text: str) -> set[str]:
    """The initials of every run of capitalised words, small words in it left out, as acronyms may be made of them."""
    found: set[str] = set()
    for match in _names().finditer(text):
        letters = "".join(word[0] for word in re.findall(r"[A-Z][a-z’']+", match[0]))
        found |= {
            letters[i:j] for i in range(len(letters)) for j in range(i + 3, min(len(letters), i + 9) + 1)
        }
    return found


@cache
def is_known(acronym: str) -> bool:
    """Whether readers of policy know an acronym untold: a state's, that of a body in the tables, a common one."""
    return acronym in words("common_acronyms") or lookup(acronym) is not None
