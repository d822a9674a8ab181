"""The nouns that name an instrument, and the parts that expressions for names are made of."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from plancli.gazetteer.cues import table, words

UPPER = "A-ZÀ-ÖØ-ÞČŁŚŠŻŽİ"
_YEARS = r"\d{4}(?:[-–]\d\d(?:\d\d)?\b|\s[-–]\s\d{4}\b)?"
CAP = rf"(?:\d{{1,3}}(?=[- ](?:Year|Point)s?\b)|[{UPPER}](?:[\w’']|\.(?=[{UPPER}]))*(?:[-–/][\w’']+)*|{_YEARS}|&)"
"""A word of a name: in capitals, a year, or the number of "10 Year Plan"."""
SHORT = rf"\((?=[^()]{{0,9}}[A-Z])[{UPPER}][A-Za-z.&-]{{1,9}}\)"
"""A short form in brackets, which may stand within a name ("Food Council (FC) Charter")."""
LEAD = (
    r"(?:The|A|An|This|That|These|Those|Our|Its|Their|New|In|Under|As|And|Read|See|Both|Each|All|What|Why|How|"
    r"Is|Are|Does)"
)
"""Words that are in capitals because a sentence starts with them, and open no name."""


@cache
def heads(**where: str) -> dict[str, str]:
    """Instrument nouns in lower case with their kinds, in the rows that are as ``where`` says."""
    rows = table("instruments")
    return {row["word"].lower(): row["kind"] for row in rows if all(row[k] == v for k, v in where.items())}


@cache
def named(**where: str) -> frozenset[str]:
    """Instrument nouns with the capitals that they have in a name, in the rows that are as ``where`` says."""
    rows = table("instruments")
    return frozenset(_as_name(row["word"]) for row in rows if all(row[k] == v for k, v in where.items()))


@cache
def head_words() -> frozenset[str]:
    """The last words of the instrument nouns, in lower case: a text without any of them names no instrument by one."""
    return frozenset(re.findall(r"[^\W\d_]+", noun)[-1] for noun in heads())


def any_of(names: Iterable[str]) -> str:
    """An expression for any of the names, the longest first."""
    return "|".join(sorted(map(re.escape, names), key=lambda name: (-len(name), name)))


def _as_name(noun: str) -> str:
    """A noun with the capitals that it has in a name ("Memorandum of Understanding"); an acronym as it is."""
    return " ".join(
        word if word in words("function_words") or word != word.lower() else word.capitalize()
        for word in noun.split(" ")
    )
