"""The guard of bare four-digit numbers, which may be years, counts, or parts of references and names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from plancli.pipeline.dates.lexicon import cues

if TYPE_CHECKING:
    from plancli.pipeline.dates.match import Match

_PLURAL = re.compile(r"[a-z]{3,}(?<!s)s|men|people|women|children|percent|per")


def year(match: Match) -> bool:
    """Refuse counts (``1500 troops``), citations and numbers of things among bare four-digit numbers."""
    if match.has("era"):
        return int(match.value("year", "number", "small") or 0) > 0
    if match.has("unit"):
        return match.value("unit") == "Y"
    if match.last - match.first > 1 and not match.has("hyphen"):
        return True
    if match.word_after() in (".", ",", ";") and match.word_before() in cues("year_strong"):
        return True  # the common case, without a look further
    return not _is_citation(match) and _is_no_count(match)


def _is_citation(match: Match) -> bool:
    """Tell whether the number is part of a reference, a telephone number or a compound."""
    text, start = match.tape.text, match.start_of(match.last - 1)
    numbers = any(match.letter_at(i, "PLAIN_NUMBER") for i in (match.first - 1, match.last))
    hyphenated = match.word_after()[:1] in ("-", "‑") and text[match.end + 1 : match.end + 2].isdigit()
    bracketed = match.letter_at(match.first - 1, "open")  # ``resolution 1325 (2000)``
    numbers = numbers or (bracketed and match.letter_at(match.first - 2, "PLAIN_NUMBER"))
    numbers = numbers or (bracketed and match.letter_at(match.first - 2, "year") and not _is_dated(match))
    if numbers or hyphenated or match.bare_before() in cues("never_year_after"):
        return True
    sign = text[max(0, start - 1) : start]
    if sign == "(" and text[max(0, start - 2) : start - 1].isalnum():
        return True
    joined_to = match.letter_at(match.first - 1, "hyphen") and match.letter_at(match.first - 2, "year")
    if sign in ("-", "‑") and match.last - match.first == 1 and not joined_to:
        return not text[max(0, start - 5) : start - 1].lower().endswith(("post", "pre", "mid"))
    return sign in ("/", "_") and not match.letter_at(match.first - 1, "JOIN")


def _is_dated(match: Match) -> bool:
    """Tell whether the number before the bracket was read as a year."""
    mentions = match.context.mentions
    return bool(mentions) and mentions[-1].end == match.end_of(match.first - 2)


def _is_no_count(match: Match) -> bool:
    """Tell a year from a number of things by the words around it."""
    number, before, after = int(match.value("year") or 0), match.bare_before(), match.word_after()
    of_choice = match.letter_at(match.last, "link_or") and _goes_on_counting(match)
    if _names_a_programme(match, before, after) or _names_a_law(match, after):
        return False
    of_slash = match.letter_at(match.last, "slash") and before not in cues("year_before")
    if of_choice or of_slash or after in cues("measure"):
        return False
    if before in ("with", "to") and _is_measured_against(match):
        return True
    if not 1400 <= number <= 2120:
        return before in cues("year_strong") and not after[:1].isalpha()
    round_things = number % 100 == 0 and _PLURAL.fullmatch(after)
    joined = match.letter_at(match.first - 1, "JOIN") and not match.letter_at(match.first - 1, "comma")
    if before in cues("quantity_before"):
        dated = before in cues("year_before") or joined
        return bool(dated and number % 100 and not _PLURAL.fullmatch(after))
    if before in cues("year_before") or joined:
        return before in cues("year_strong") or not round_things
    return number % 100 != 0 or not after[:1].isalpha()


def _is_measured_against(match: Match) -> bool:
    """Tell whether figures are compared with the year (``compared with 1990 levels``)."""
    head = match.tape.lower[max(0, match.start - 17) : match.start].rstrip()
    return any(head.endswith(words) for words in cues("compared"))


def _goes_on_counting(match: Match) -> bool:
    """Tell ``2000 or 2500`` and ``1990 or more`` from ``1990 or the year before``."""
    after = match.tape.lower[match.end_of(match.last) : match.end_of(match.last) + 12].split()
    return match.letter_at(match.last + 1, "PLAIN_NUMBER") or after[:1] in (
        ["more"], ["fewer"], ["less"], ["so"], ["even"], ["over"],
    )  # fmt: skip


def _names_a_law(match: Match, after: str) -> bool:
    """Tell whether the year names a law (``the 1997 Act``); that of a full title says when it was made."""
    return after in cues("law") and match.tape.text[match.end + 1 : match.end + 2].isupper()


def _names_a_programme(match: Match, before: str, after: str) -> bool:
    """Tell whether the year belongs to a name: ``Agenda 2030``, ``the 2030 Agenda``, ``Horizon 2020``."""
    head = match.tape.text[max(0, match.start - len(before) - 1) : match.start].lstrip("(\"'“‘[ ")
    named = before in cues("name_with_year") and head[:1].isupper()
    return named or (after in cues("year_names") and match.tape.text[match.end + 1 : match.end + 2].isupper())
