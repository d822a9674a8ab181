"""Numbers in words, as headings, lists and the sentences that announce them count: from the table ``numbers``."""

from __future__ import annotations

from functools import cache

from plancli.gazetteer.cues import table

_MOST = 12
"""What counts the parts of a document in words counts no further."""


@cache
def cardinals() -> dict[str, int]:
    """What the words "one" to "twelve" count."""
    return _words("unit")


@cache
def ordinals() -> dict[str, int]:
    """The place that the words "first" to "twelfth" give."""
    return _words("ordinal")


def _words(kind: str) -> dict[str, int]:
    rows = [(row["word"], int(row["value"])) for row in table("numbers") if row["kind"] == kind]
    return {word: value for word, value in rows if value <= _MOST}
