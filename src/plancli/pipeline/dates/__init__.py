"""Dates: a rule-based TIMEX3 tagger for English.

A scan turns the text into a tape of date words (``lexer``), the rules of a catalogue match on it
(``grammar``), guards refuse what only looks like a date (``guards``), and readers resolve the rest against
publication or the date last mentioned (``days``, ``years``, ``feasts``, ``relative``,
``periods``, ``times``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from plancli.pipeline.dates.finder import find_dates
from plancli.pipeline.dates.timex import TIMEX_VALUE, Timex

if TYPE_CHECKING:
    from spacy.language import Language

    from plancli.pipeline.dates.component import DateTagger

__all__ = ["TIMEX_VALUE", "Timex", "find_dates", "make_dates", "parse_date"]


#: Characters; a spelled-out date of a treaty stays below.
_LONGEST_DATE = 120


def parse_date(text: str) -> Timex | None:
    """Read one explicit date that fills the whole string, such as ``Tuesday 10th December 2024``.

    Args:
        text: a string; white space around the date, and a full stop after it, is allowed.

    Returns:
        The date, or ``None`` where the string is not one date that stands by itself.
    """
    bare = text.strip().rstrip(".").rstrip()
    if not bare or len(bare) > _LONGEST_DATE:
        return None
    cased = bare if bare[:1].isupper() or not bare.islower() else bare.title()
    found = find_dates(cased if len(cased) == len(bare) else bare, narrative=False)
    if len(found) != 1 or found[0].type != "DATE" or found[0].value is None or found[0].anchor:
        return None
    only = found[0]
    whole = only.start == 0 and only.end == len(bare)
    if not whole or "X" in (only.value or "") or (only.value or "").endswith("_REF"):
        return None
    start = text.index(bare)
    return Timex(start, start + len(bare), bare, "DATE", only.value, only.mod, only.earliest, only.latest)


def make_dates(nlp: Language, name: str) -> DateTagger:
    """Make the spaCy component ``plancli_dates``."""
    from plancli.pipeline.dates.component import DateTagger

    return DateTagger(nlp, name)
