"""How many items a sentence or a heading says there are ("The plan identifies five priorities."), and of which kind.

A number alone announces nothing: what stands below has to be as many. Where it is, no colon is needed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from plancli.gazetteer.cues import either, pattern, table, words
from plancli.pipeline.kinds import noun_cues
from plancli.pipeline.sentences import find_sentences

_MOST = 40
"""A larger number in a sentence counts no items of a list."""
_ADJECTIVES = 3
"""Words that stand between a number and its noun, at most."""


def counted_kinds(text: str) -> Iterator[tuple[int, str]]:
    """Numbers of items and their kinds in ``text``, those of its last sentence first; none of what is past."""
    for start, end in reversed(find_sentences(text)):
        sentence = text[start:end]
        counts = list(_count().finditer(sentence))
        if not counts or pattern("not_items").search(sentence):
            continue
        for match in reversed(counts):
            value = int(match["n"]) if match["n"].isdigit() else _numbers()[match["n"].lower()]
            kind = _kind_of_parts(sentence, match.end()) or _kind(sentence, match.end())
            if kind and 1 < value <= _MOST:
                yield value, kind


def _kind(sentence: str, start: int) -> str | None:
    """The kind of the noun for items that a number counts: nothing but adjectives stands between."""
    found: list[tuple[int, int, str]] = []
    for kind, cue in noun_cues():
        for match in cue.finditer(sentence, start):
            between = sentence[start : match.start()].split()
            if not match[0].endswith("s"):
                continue  # "two priority groups" are no priorities
            if len(between) <= _ADJECTIVES and all(map(_describes, between)):
                found.append((-len(between), match.end(), kind))
    return max(found)[2] if found else None


def _kind_of_parts(sentence: str, start: int) -> str | None:
    """The kind of what a plan is counted by ("a five-point plan", "The ten points"): of its label, else measures."""
    match = _parts().match(sentence, start)
    if match is None:
        return None
    kinds = (row["kind"] for row in table("labels") if row["label"] == match["part"].lower())
    return next((kind for kind in kinds if kind != "section"), "measures")


@cache
def _parts() -> re.Pattern[str]:
    """Parts by which plans are counted, in the plural or before a noun for a plan."""
    plan = pattern("announced", kind="plan").pattern
    part = rf"(?P<part>{either('plan_parts')})"
    return re.compile(rf"{part}(?:s\b|[ -](?:\w+ ){{0,2}}(?:{plan})\b)", re.IGNORECASE)


def _describes(word: str) -> bool:
    """Whether a word between a number and its noun may be an adjective, and no noun or verb of its own."""
    plural = word.endswith("s") and not word.endswith("ous")
    return word.replace("-", "").isalpha() and word not in words("function_words") and not plural


@cache
def _numbers() -> dict[str, int]:
    return {row["word"]: int(row["value"]) for row in table("numbers") if row["kind"] in ("unit", "ten")}


@cache
def _count() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w.,£$€%-])(?P<n>{'|'.join(_numbers())}|[1-9]\d?)[\s-](?=[a-z])", re.IGNORECASE)
