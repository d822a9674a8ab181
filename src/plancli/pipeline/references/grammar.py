"""The expression for names of instruments: a run of capitalised words with an instrument noun as its head."""

from __future__ import annotations

import re
from functools import cache

from plancli.gazetteer.cues import words
from plancli.pipeline.references.lexicon import CAP, LEAD, SHORT, UPPER, any_of, heads, named

_LINK = (
    r"(?:of|on|for|and|the|to|in|against|with|by|from|into|within|between|at|an?|concerning|as(?=\s+an?\s))"
)
_WITHIN = r"(?:of|on|for|and|to|in|at|with|from|against(?:\s+the)?)"
"""Words between the capitalised words before a head ("Persons with Disabilities Act")."""
_NUMBER = r"(?:\((?:EU|EC|EEC)\)\s+)?(?:No\.?\s+)?(?:[A-Z]{1,4}-)?\d{1,5}(?:[-/]\d{1,4})?(?:/[A-Z]{2,3})?"
_NUMBERED = r"(?:No|Nr)\.?\s?\d{1,5}(?:[-/][A-Z\d]+)*(?:-[A-Z]+)*(?:\s+of\s+(?:19|20)\d\d\b)?"
_YEAR = r"(?=,?\s+(?:19|20)\d\d\b)"
_SUBJECT = rf"\s+\([{UPPER}][a-z][^()\n]{{1,60}}\)"
"""The subject that a law's name gives in brackets ("Harbours (Safety) Order 2005")."""
_TOPIC = (
    r"(?:[Oo]n|[Ff]or|to|[Aa]gainst|[Cc]oncerning|[Rr]egarding|[Rr]elating\s+to|in\s+the\s+[Ff]ield\s+of)"
)
"""Words that lead from a head to what the instrument is about."""


@cache
def pattern() -> re.Pattern[str]:
    """The five ways in which a text names an instrument, as the groups of one expression.

    ``law``: a law whose name is a list; ``upper``: a name with a capitalised head; ``opening``: a head that opens
    the name, or has a number; ``lower``: a name with a head in lower case; ``new``: something that is said to be
    published.
    """
    low = any_of(heads(lower="yes"))
    topic = r"(?:on|for)\s+(?:[\w’'-]+\s+){0,5}[\w’'-]+"
    new = rf"(?:an?|its|our|their|the)\s+(?:new\s+)?(?P<new>(?P<noun>{low})\s+{topic})(?=[,.;])"
    return re.compile(
        rf"(?<=\b[Tt]he )(?P<law>{_listed_law()})|(?<![\w-])(?P<upper>{_upper()})"
        rf"|(?<![\w-])(?P<opening>{_opening()})|(?<![\w-])(?P<lower>{_lower(low)})"
        rf"|\bpublish(?:ing|ed|es)?\s+{new}"
    )


@cache
def _heads() -> str:
    dated = named(lower="dated")
    return f"{any_of(named() - dated)}|(?:{any_of(dated)}){_YEAR}"


@cache
def _dated() -> str:
    """The number or the year at the end of a name ("Act No. 5 of 2010", "Act, 2010")."""
    after = any_of(words("function_words") | {"which", "was"})
    return (
        rf"(?:\s+{_NUMBERED}(?![\w-])|\s+\d{{1,4}}[-/]\d{{1,4}}(?:/[A-Z]{{2,3}})?\b"
        r"|\s+(?:of\s+)?(?:19|20)\d\d\b(?:[-–]\d\d(?:\d\d)?\b)?|\s+\d{4,5}\b|\s+(?:I{1,3}|IV|VI{0,3}|IX|X)\b"
        rf"|,\s+(?:19|20)\d\d\b(?!\s+(?!(?:{after})\b)[a-z]))"
    )


_AFTER = rf"{CAP}(?:\s+(?:{_LINK}\s+){{0,2}}{CAP}){{0,13}}"
"""Capitalised words with what links them; where they go on to another instrument, :func:`another` parts them."""


@cache
def another() -> re.Pattern[str]:
    """What leads from a name to the next ("the Clean Air Plan | and the Soil Act")."""
    first = any_of(named(first="yes"))
    return re.compile(
        rf"\s+and\s+(?:on\s+)?(?:the\s+)?(?:{first})\b|\s+and\s+the\s+{CAP}(?:\s+{CAP}){{0,5}}?\s+(?:{_heads()})\b"
    )


def _listed_law() -> str:
    """A law that is named by a list ("the Nets, Rods and Boats Act 1990")."""
    laws = any_of(named(kind="law"))
    word = rf"(?:(?!(?:{laws})\b){CAP})"
    part = rf"{word}(?:\s+(?:of\s+)?{word}){{0,4}}"
    return (
        rf"{part}(?:,\s+{part}){{1,4}}(?:,?\s+and\s+{part}){{1,2}}\s+(?P<listed>{laws}),?\s+(?:19|20)\d\d\b"
    )


def _listed() -> str:
    """What an instrument is about, as a list ("on Fish, Salt and Sand")."""
    return rf"{CAP}(?:,\s+{CAP})+,?\s+and\s+{_AFTER}"


def _upper() -> str:
    name = rf"{CAP}(?:\s+(?:{_WITHIN}\s+)?{CAP}|\s+{SHORT}(?=\s+{CAP})){{0,10}}?"
    first = any_of(named(first="yes"))
    generic = any_of(map(str.capitalize, words("generic_adjectives")))
    more = rf"(?:\s+{CAP}){{0,3}}|(?:\s+(?:19|20)\d\d)?{_SUBJECT}|\s+and(?:\s+(?:{generic})){{1,2}}"
    longer = rf"(?:(?:{more})\s+(?P<further>{_heads()})(?![\w-]))?"
    verbs = rf"to\s+{CAP}(?:,\s+{CAP})*(?:,?\s+and\s+{_AFTER})?"  # "to Prevent, Suppress and Punish Theft"
    process = r"(?:[a-z]+(?:ion|ment)\s+of\s+(?:the\s+)?)?"  # "relating to the establishment of the Council"
    about = rf"(?:(?:on|for)\s+{_listed()}|{_TOPIC}\s+(?:(?:the|an?)\s+)?{process}{_AFTER}|{verbs})"
    told = "|".join(f"(?<={noun})" for noun in named(kind="document", lower="no", first="no"))
    reviewed = rf"(?:{told})\s+of\s+(?:the\s+)?{_AFTER}"  # "Independent Review of Harbour Dues"
    headed = rf"{name}(?:{_SUBJECT})?\s+(?P<head>{_heads()})(?![\w-])"
    short = rf"(?:\s+{SHORT}(?=\s+{_TOPIC}\s))?"
    return rf"(?!{LEAD}\s+(?:{first})\s){headed}{longer}(?:{_dated()}|{short}\s+{about}|{reviewed})?"


def _opening() -> str:
    first, some = any_of(named(first="yes")), any_of(named(first="on"))
    topic = rf"(?:of|{_TOPIC}|[Ee]stablishing|[Aa]mending|between|among)"
    process = r"(?:[a-z]+(?:ion|ment)\s+of\s+(?:the\s+)?)?"
    return (
        rf"(?P<opener>{first}|(?<!of )(?:{some})(?=\s+(?:{SHORT}\s+)?(?:on|No|between|[Cc]oncerning)\b)"
        r"|Vision(?=\s+20\d\d\b))"
        rf"(?:\s+{SHORT}(?=\s+{topic}\s))?"
        rf"\s+(?:{_NUMBERED}(?![\w-])|{_NUMBER}(?![\w-])"
        rf"|to\s+{CAP}(?:,\s+{CAP})+,?\s+and\s+{_AFTER}"
        rf"|(?:on|for)\s+{_listed()}|(?!to\s){topic}\s+(?:(?:the|an?)\s+)?{process}{_AFTER})"
    )


def _lower(low: str) -> str:
    name = rf"{CAP}(?:\s+(?:(?:of|on|for|and|to|in)\s+)?{CAP}){{0,7}}?"
    adjective = rf"(?:(?!(?:{any_of(words('function_words'))})\s)[a-z]+\s+)"
    return (
        rf"{name}\s+(?:{SHORT}\s+)?{adjective}{{0,2}}?(?P<low>{low})(?![\w-])(?:\s+on\s+(?:the\s+)?{_AFTER})?"
    )
