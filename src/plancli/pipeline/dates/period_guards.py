"""Guards of lengths of time and of what is counted in them: rates, ages, fractions, and other quantities."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from plancli.pipeline.dates.lexicon import cues

if TYPE_CHECKING:
    from plancli.pipeline.dates.match import Match


def over_the_years(match: Match) -> bool:
    """``over the years`` says how long, ``over the years 2015 to 2020`` when."""
    after = match.word_after()
    return match.value("units") in ("Y", "M", "DE", "CE") and not after[:1].isdigit() and after not in (
        "of", "from", "between", "that", "to", "since",
    )  # fmt: skip


def turn_unit(match: Match) -> bool:
    """``the same quarter of`` the town, ``the past`` as a preposition."""
    after = match.word_after()
    if match.value("UNIT") == "Q" and after == "of":
        return match.has("this") or match.has("last") or match.has("same")
    if match.has("that") and match.value("UNIT") in ("TH", "TM"):
        return False
    return after not in ("old", "olds") and after != "-"


def turn_count(match: Match) -> bool:
    """``the first 2000 days`` is a period, ``these three quarters of people`` none."""
    if match.has("last") and match.bare_before() in cues("verb_before_last"):
        return False
    return not (match.value("units") == "Q" and match.word_after() == "of")


def vague_units(match: Match) -> bool:
    """``many days`` has a count, ``that years`` none."""
    return match.value("units") not in ("TS", "TM") or match.has("TURN")


def shifted(match: Match) -> bool:
    """``two days before the vote`` is anchored to an event that is not known here."""
    if not match.has("before_after"):
        return True
    after = match.word_after()
    return (not after[:1].isalpha() and after not in ("‘", "“", "$", "£")) or after in (
        "and",
        "but",
        "when",
        "had",
        "was",
        "in",
    )


def beside(match: Match) -> bool:
    """``the day after`` must not be followed by its event."""
    after = match.word_after()
    return match.value("unit") in ("D", "W", "M", "Y") and (
        not after[:1].isalpha() or after in ("and", "in", "saw", "was", "were", "had")
    )


def period(match: Match) -> bool:
    """Ages and fractions (``three quarters of``) are no durations in policy text; ``the 27 days`` is one."""
    unit = match.value("units", "UNIT")
    if unit == "Q":
        return match.word_after() not in ("of", "the") and not match.has("vague")
    if unit == "CE" and match.has("century"):
        return False
    if re.match(r"[-‑\s]olds?(?!\w)", match.tape.lower[match.end : match.end + 6]):
        return False
    singular = not match.has("units") and not match.has("hyphen")
    return not (singular and match.value("COUNT") == "X")


_RATE_SIGN = re.compile(
    r"(?:\d(?:bn|m|k|p)?|[)%]|hundred|thousand|million|billion|percent|per cent|[a-z]{3,}(?<![sui])s|people)$"
)


def age(match: Match) -> bool:
    """An age is no duration in policy and news; histories count it (``18 years old``)."""
    return not match.context.narrative


def one_unit(match: Match) -> bool:
    """``a year`` after a number or a plural (``£5m a year``) is a recurrence."""
    before = match.tape.lower[max(0, match.start - 12) : match.start].rstrip()
    if match.word_after() in ("ago", "later", "earlier"):
        return True
    word = match.word_before()
    if match.last - match.first == 2 and _RATE_SIGN.search(before) and word not in cues("never_rate"):
        match.rate = True
    if match.value("unit") in ("TM", "TS") or match.text in ("a day", "an hour", "a weekend"):
        return match.rate or word in cues("duration_before") or match.word_after() in ("after", "before")
    return match.word_after()[:1] not in ("-", "‑")


def units_alone(match: Match) -> bool:
    """``years`` alone is a vague duration after ``for``, ``in`` … or with nothing before it."""
    if match.last - match.first > 1:
        return True
    unit, before = match.value("units"), match.bare_before()
    if unit in ("TH", "TM"):
        after = match.word_after()
        return after in cues("clock_span_after") or (before in cues("clock_span_before") and after != "of")
    if unit in ("TS", "Q", "WE"):
        return False
    if match.tape.text[max(0, match.start - 4) : match.start] == "(in " or match.letter_at(
        match.last, "COUNT"
    ):
        return False
    return before in cues("duration_before") or match.word_after() == "of"


def times(match: Match) -> bool:
    """``only a year`` has no frequency in it."""
    return match.has("times") or match.has("times_word")


def unit_beside_turn(match: Match) -> bool:
    """``the week after next`` stands alone; ``the week after next year's vote`` counts from an event."""
    after = match.word_after()
    return not after[:1].isalpha() or after in cues("function_words")
