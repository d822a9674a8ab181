"""Instruments that a number tells apart ("Directive 2008/98/EC", "resolutions 12/4 and 12/5", "12 U.S.C. § 34")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from plancli.gazetteer.cues import table
from plancli.pipeline.references.lexicon import CAP, SHORT
from plancli.pipeline.references.model import Candidate

_SECTION = r"\d{1,5}[a-z]{0,2}(?:[-.–]\d{1,5})*(?:\([A-Za-z0-9]{1,4}\))*"
_CODE = re.compile(
    r"(?<![\w.,])\d{1,2}\s(?:U\.?\s?S\.?\s?C\.?|C\.?F\.?R\.?)(?:\s?§{1,2}|\s(?:[Ss]ections?|[Ss]ecs?\.|[Pp]arts?))?\s?"
    rf"{_SECTION}(?:(?:,\s|\sand\s|\s?[-–]\s?){_SECTION}(?!\s?(?:U\.|C\.))(?![\w-]))*"
)
"""A place in a code of laws, whose title stands before its name ("12 U.S.C. §§ 34, 35(a)")."""
_DIGIT = re.compile(r"\d")
_MORE = r"(?:,\s+(?:and\s+|or\s+)?|\s+(?:and|or|&)\s+)(?:of\s+)?"
_ISSUER = re.compile(
    rf"(?:(?!\S*(?:[’']s?\s|\d)){CAP}\s+(?:{SHORT}\s+|of\s+(?:{CAP}\s+and\s+(?={CAP}\s))?)?){{1,6}}$"
)
_BEFORE = 80
"""Code points before a series in which the words that issue it stand."""
_SINGULAR = (("Memoranda", "Memorandum"), ("UNSCRs", "UNSCR"))


def numbered(text: str, start: int, end: int) -> Iterator[Candidate]:
    """The instruments that a number names between two code points of ``text``."""
    if _DIGIT.search(text, start, end) is None:
        return
    for match in _CODE.finditer(text, start, end):
        yield Candidate(match.start(), match.end(), "law", key=_plain(match[0]))
    for match in _series().finditer(text, start, end):
        row = _rows()[match.lastgroup or ""]
        first = _issued(text, start, match.start()) if row["issuer"] != "no" else match.start()
        if row["issuer"] == "must" and first == match.start():
            continue
        yield from _each(text, first, match, row, end)


def _each(text: str, first: int, match: re.Match[str], row: dict[str, str], end: int) -> Iterator[Candidate]:
    """The instrument of a match, and those that a plural goes on with ("Directives 9/1/EC and 9/2/EC")."""
    noun = re.fullmatch(rf"((?:{row['noun']})(?:\s{SHORT})??)\s?(?:{row['number']})", match[0])
    stop = match.start() + noun.end(1) if noun else match.start()
    called, number = text[first:stop], text[stop : match.end()]
    series = row["noun"]
    more = re.compile(rf"{_MORE}(?P<number>{row['number']})(?![\w/])").match(text, match.end(), end)
    if more is None or not _is_plural(text[match.start() : stop]):
        yield Candidate(first, match.end(), row["kind"], key=f"{series}:{_plain(number)}")
        return
    single = _singular(called)
    yield Candidate(first, match.end(), row["kind"], single + number, f"{series}:{_plain(number)}")
    while more:
        name = f"{single} {more['number']}"
        yield Candidate(*more.span("number"), row["kind"], name, f"{series}:{_plain(more['number'])}")
        more = more.re.match(text, more.end(), end)


def _is_plural(noun: str) -> bool:
    return re.sub(r"\W+$|\s\(.*\)$", "", noun).endswith(("s", "Memoranda"))


def _singular(called: str) -> str:
    """The name of a series for one of its instruments, without a short form in brackets."""
    called = re.sub(r"\s\([A-Z.]+\)$", "", called)
    for plural, single in _SINGULAR:
        if called.endswith(plural):
            return called.removesuffix(plural) + single
    return called.removesuffix("s")


def _issued(text: str, floor: int, start: int) -> int:
    """Where the words in capitals before a series start that say whose it is ("Food Council resolution")."""
    floor = max(floor, start - _BEFORE)
    issuer = _ISSUER.search(text[floor:start])
    return floor + issuer.start() if issuer else start


def _plain(words: str) -> str:
    """The words of a series and its number without marks, "No." and the year of a resolution."""
    bare = re.sub(r"(?<=\d)\s\((?:19|20)\d\d\)$|\bno\.?(?=\W)", "", words.casefold())
    return re.sub(r"[\W_]+", " ", bare).strip()


@cache
def _rows() -> dict[str, dict[str, str]]:
    return {f"row{place}": row for place, row in enumerate(table("series"))}


@cache
def _series() -> re.Pattern[str]:
    """All series as alternatives, each with its row's name as its group."""
    rows = (
        rf"(?P<{name}>(?:{row['noun']})(?:\s{SHORT})??\s?(?:{row['number']}))(?![\w/]|[.,]\d)"
        for name, row in _rows().items()
    )
    return re.compile(rf"(?<![\w/.-])(?:{'|'.join(rows)})")
