"""Guards: what refuses a match because its words are more likely something else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from plancli.pipeline.dates import period_guards, year_guard
from plancli.pipeline.dates.lexicon import cues

if TYPE_CHECKING:
    from collections.abc import Callable

    from plancli.pipeline.dates.match import Match


def _opens_sentence(match: Match) -> bool:
    head = match.tape.text[max(0, match.start - 3) : match.start].rstrip(" \"'“‘(")
    return not head or head[-1:] in ".!?:;\n•"


def month_word(match: Match) -> bool:
    """A month alone: no person (``Jane May``, ``April Jones``), no verb (``May I``), no march."""
    if match.last - match.first > 1:
        return True
    before, after = match.bare_before(), match.word_after()
    if before in cues("honorific") or not no_address(match):
        return False
    if before not in cues("month_before") and _in_a_name(match):
        return False
    if before in cues("month_certain_before") and not match.has("month_abbr"):
        return True
    if before in cues("month_before") or match.has("month") or _joined_on(match):
        return after not in cues("month_after_never")
    if match.has("month_abbr"):
        return match.tape.text[match.end - 1] == "."
    shouted = match.tape.text[match.start : match.end].isupper() or _opens_sentence(match)
    follows = after[:1].isalpha() and match.value("month_word") != "3"
    return not shouted and not follows and before[-1:].islower() and before not in ("the", "a", "this", "its")


def _joined_on(match: Match) -> bool:
    """Tell whether another date word is joined to the match: ``May and June``, not ``May and Johnson``."""
    return match.letter_at(match.last, "JOIN") and any(
        match.letter_at(match.last + step, part)
        for step in (1, 2)
        for part in ("MONTH", "DAY", "year", "early", "late", "SEASON", "quarter_token")
    )


def _capital_follows(match: Match) -> bool:
    return (
        match.word_after()[:1].isalpha() and match.tape.text[match.end : match.end + 3].strip()[:1].isupper()
    )


def no_address(match: Match) -> bool:
    """``12 May Street`` is a house."""
    return match.word_after() not in cues("street") or not _capital_follows(match)


def quarter(match: Match) -> bool:
    """``Q1`` without a year may be a question: it needs a word of time before it."""
    if match.last - match.first > 1 or not match.has("quarter_token"):
        return True
    return _joined_on(match) or match.bare_before() in cues("month_before") | cues("half_before") | {
        "the",
        "versus",
        "vs",
        "over",
    }


def named_part(match: Match) -> bool:
    """``Friday Night Lights`` is a name."""
    return not (match.text_as_written().istitle() and _capital_follows(match))


def _in_a_name(match: Match) -> bool:
    """Tell whether a month that is a first or a last name too stands beside another capitalised word."""
    if match.value("MONTH") not in ("3", "4", "5", "6", "8") and not match.has("month_abbr"):
        return False
    text, before = match.tape.text, match.bare_before()
    title_before = (
        text[match.start - len(before) - 1 : match.start].strip()[:1].isupper() and before.isalpha()
    )
    after = text[match.end : match.end + 3]
    if title_before and text[match.start - 1 : match.start] == " ":
        return before not in cues("month_before") and before not in cues("determiner")
    return after[:1] == " " and after[1:].isalpha() and after[1:].istitle() and text[match.start].isupper()


def named_turn(match: Match) -> bool:
    """``May last`` is a date unless a verb's ``last`` goes on (``July next door``)."""
    return not match.word_after()[:1].isalpha() and not match.tape.text[match.start].islower()


def turn_named(match: Match) -> bool:
    """In ``shows that winter deaths fell`` the word ``that`` opens a clause."""
    after = match.word_after()
    return not match.has("that") or not after[:1].isalpha() or after in cues("function_words")


def season(match: Match) -> bool:
    """``spring`` and ``fall`` alone are seasons after a preposition, a determiner or a modifier."""
    if match.bare_before() in cues("honorific"):
        return False
    if not match.has("YEAR_LIKE") and _names_something(match):
        return False
    if match.last - match.first == 1:
        before, after = match.bare_before(), match.word_after()
        if match.value("season_word") == "FA" and after in ("of", "in", "from", "to"):
            return False
        if match.has("season_word"):
            return before in cues("season_before") and after not in cues("season_never_before")
        return after not in cues("season_never_before") and not before.endswith("’s")
    if match.value("season_word") == "FA" and match.text == "the fall":
        return match.word_after() not in ("of", "in", "from", "to") and match.bare_before() in cues(
            "season_before"
        )
    if match.text == "the spring":
        return match.word_after() not in ("water", "of") and match.bare_before() in cues("season_before")
    return True


def _names_something(match: Match) -> bool:
    """Tell a season in a name (``the Autumn Statement``) or a compound (``owners of summer houses``)."""
    text, before = match.tape.text, match.bare_before()
    follows = text[match.end : match.end + 1] == " " and text[match.end + 1 : match.end + 2]
    if not follows or not follows.isalpha():
        return False
    if before in ("of", "that") and not match.has("the"):
        return match.word_after() not in cues("function_words")
    named = text[match.start_of(match.last - 1)].isupper() and follows.isupper()
    return named and (match.has("the") or before == "the" or before not in cues("season_before"))


def quarter_named(match: Match) -> bool:
    """A quarter of the year is named by its last month."""
    return int(match.value("MONTH") or 0) % 3 == 0


def edge_bare(match: Match) -> bool:
    """``end 2025`` and ``end-March`` go without article and ``of``; a period ``beginning 2025`` is another thing."""
    return match.text.startswith(("end", "start"))


def bare_period(match: Match) -> bool:
    """``for the year`` says which year figures are of; ``the year of`` and ``the year that`` go on."""
    after = match.word_after()
    return (
        match.value("unit") in ("Y", "M", "W")
        and match.bare_before() in cues("period_whole_before")
        and (not after[:1].isalpha() or after in ("and", "but", "as", "to", "from"))
    )


def part_weekday(match: Match) -> bool:
    """``dawn Monday``; a ``night Friday`` is none."""
    return match.text.split()[0] in cues("bare_part")


def the_part(match: Match) -> bool:
    """``in the morning`` is a part of a day; ``the morning of`` says which, ``the evening news`` is a thing."""
    after = match.word_after()
    return match.bare_before() in cues("part_before") and (
        not after[:1].isalpha() or (after in cues("function_words") and after != "of")
    )


def yearly_day(match: Match) -> bool:
    """The end of a range of days (``June 1 to Nov. 30 each year``) is no recurring day alone."""
    joined_on = match.letter_at(match.first - 1, "JOIN")
    return not (
        joined_on and any(match.letter_at(match.first - 2, part) for part in ("DAY", "MONTH", "year"))
    )


def half_alone(match: Match) -> bool:
    """``in the second half`` of a year goes without it in the news; a noun or ``of`` may follow no half."""
    after = match.word_after()
    if match.context.narrative or match.context.published is None or after == "of":
        return False
    return match.bare_before() in cues("half_before") and (
        not after[:1].isalpha() or after in cues("function_words")
    )


def worded_day(match: Match) -> bool:
    """Only days are counted (not ``the third week of May``); what follows a bare numeral may be counted."""
    if match.has("unit") and match.value("unit") != "D":
        return False
    return not match.has("numeral") or not match.word_after()[:1].isalpha()


def numeric_date(match: Match) -> bool:
    """``version 2.1.2024`` and ``section 3.2.24`` are numbers of things."""
    return match.bare_before() not in cues("never_numeric_after")


def decade(match: Match) -> bool:
    """``in his twenties`` is an age; ``90s`` alone may be a score."""
    if match.has("decade_word"):
        return match.has("the") and match.bare_before() not in ("his", "her", "their")
    digits = re.sub(r"\D", "", match.value("decade") or "")
    if len(digits) == 3:
        return match.has("era")
    return len(digits) == 4 or match.has("the") or match.has("EDGE") or match.text[:1] in "'’"


def feast(match: Match) -> bool:
    """A feast that is part of a longer name (``Easter Island``, ``Christmas tree``) is no date."""
    words = match.tape.lower[match.end : match.end + 40].lstrip(")").split()
    return not words or words[0].rstrip(".,;:") not in cues("feast_never_before")


def weekday(match: Match) -> bool:
    """Short weekdays (``Sat``) need a full stop and a preposition; ``Black Friday`` is no plain Friday."""
    before = match.bare_before()
    if match.has("weekday_abbr"):
        return before == "on" or (match.tape.text[match.end - 1] == "." and before in cues("month_before"))
    if match.letter_at(match.last, "part") and not named_part(match.part(match.first, match.last + 1)):
        return False
    return match.word_after() not in cues("weekday_never_before") and before not in cues(
        "weekday_never_after"
    )


def adverb(match: Match) -> bool:
    """``two-yearly`` has a rule of its own, ``Daily Mail`` is a name."""
    if match.text_as_written()[:1].isupper() and _capital_follows(match):
        return False
    return not match.letter_at(match.first - 1, "hyphen")


def day_stands_alone(match: Match) -> bool:
    """``the 20th`` is a day after ``on``, ``by``, ``until`` where no noun follows."""
    after = match.word_after()
    return match.bare_before() in cues("day_before") and (
        not after[:1].isalpha() or after in cues("function_words")
    )


def joined(match: Match) -> bool:
    """The number after ``March 5 and`` is a day if the date ends right there and no noun follows."""
    mentions = match.context.mentions
    before = match.first - 1
    if match.letter_at(before, "the"):
        before -= 1
    if not mentions or mentions[-1].end != match.end_of(before - 1) or len(mentions[-1].value) < 10:
        return False
    if match.letter_at(before - 1, "year") or match.letter_at(before - 1, "MONTH"):
        return False
    after = match.word_after()
    return not after[:1].isalpha() or after in cues("function_words")


def quarter_alone(match: Match) -> bool:
    """``the quarter`` is a quarter of a year where one has been spoken of and no ``of`` follows."""
    quarters = any("-Q" in mention.value for mention in match.context.mentions[-6:])
    return (quarters or match.bare_before() in ("in", "for", "during")) and match.word_after() != "of"


def bare_part(match: Match) -> bool:
    """``at dawn`` and ``by midday``; ``night`` and ``morning`` alone say too little."""
    return match.text in cues("bare_part") and match.bare_before() in cues("clock_before")


def time(match: Match) -> bool:
    """A dotted number needs ``am`` or ``pm``; ``3:2`` and scores are none."""
    if match.has("clock") and not match.has("ampm"):
        return (
            match.bare_before() in cues("clock_before")
            or len(match.value("clock") or "") >= 5
            or match.has("zone")
        )
    return True


def overnight(match: Match) -> bool:
    """``overnight stay`` describes a kind of stay."""
    return not match.text.endswith("overnight") or match.word_after() not in cues("overnight_never_before")


def the_weekend(match: Match) -> bool:
    """``the weekend`` needs a preposition of time."""
    return match.bare_before() in cues("weekend_before") and match.word_after() != "of"


def the_past(match: Match) -> bool:
    """``the past`` stands alone, before no noun of its own."""
    after = match.word_after()
    return not after[:1].isalpha() or after in cues("function_words")


def short_year(match: Match) -> bool:
    """``'93`` is a year after a preposition or in a history."""
    return match.context.narrative and match.bare_before() in cues("month_before")


def now(match: Match) -> bool:
    """``soon`` after ``as``, ``now that`` and a solemn ``now, therefore`` name no date."""
    before, after = match.bare_before(), match.word_after()
    if match.text == "soon" and (
        after == "after" or match.context.narrative or match.context.tense(match.start, match.end) < 0
    ):
        return False
    if before == "as" or (after == "as" and match.text == "soon"):
        return False
    if match.text == "now" and match.tape.text[match.start] == "N" and not _opens_sentence(match):
        return False
    solemn = after == "," and match.tape.lower.startswith("therefore", match.end + 2)
    return not (match.text == "now" and (after == "that" or solemn))


def narrative(match: Match) -> bool:
    """Of a history only."""
    return match.context.narrative


def accept(_: Match) -> bool:
    """Let every match pass."""
    return True


def guard_of(name: str) -> Callable[[Match], bool]:
    """Return the guard that the catalogue names."""
    known = {**vars(period_guards), **vars(year_guard), **globals(), "": accept}
    found: Callable[[Match], bool] = known[name]
    return found
