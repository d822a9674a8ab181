"""The verb forms that bind: where a sentence has one, which it is, and whether it is a passive."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from plancli.gazetteer.cues import either, pattern, table, words
from plancli.pipeline import clauses

_BEFORE = 30
"""Code points before a verb form in which what makes it a noun, or negates it, stands."""


@dataclass(frozen=True, slots=True)
class Modal:
    """A verb form of the table ``modality``; ``needs_actor`` where it binds only somebody who can be bound."""

    modality: str
    strength: str
    needs_actor: bool
    pattern: re.Pattern[str]

    @property
    def forecasts(self) -> bool:
        """Whether the form may tell what is to come, and so bind nobody."""
        return self.modality in ("will", "may")


@cache
def _modals() -> tuple[Modal, ...]:
    return tuple(
        Modal(row["modality"], row["strength"], row["who"] == "actor", _whole(row["pattern"]))
        for row in table("modality")
    )


@cache
def _any_modal() -> re.Pattern[str]:
    """What at least one of the verb forms matches: most sentences hold none, and are looked through once."""
    return _whole("|".join(row["pattern"] for row in table("modality")))


def _whole(forms: str) -> re.Pattern[str]:
    return re.compile(rf"(?:(?<![\w-])|(?=[’']))(?:{forms})(?![\w-])")


def verbs(sentence: str) -> Iterator[tuple[Modal, re.Match[str]]]:
    """The verb forms of a sentence that bind, in order; of two at one place the more specific first."""
    free = [0] * len(_modals())  # matches of one form do not overlap
    place = _any_modal().search(sentence)
    while place is not None:
        start = place.start()
        for order, modal in enumerate(_modals()):
            match = modal.pattern.match(sentence, start) if start >= free[order] else None
            if match is not None:
                free[order] = match.end()
                if _is_verb(sentence, match):
                    yield modal, match
        place = _any_modal().search(sentence, start + 1)


def _is_verb(sentence: str, match: re.Match[str]) -> bool:
    """Whether the form is no noun ("their political will") and not negated."""
    before = sentence[max(0, match.start() - _BEFORE) : match.start()]
    noun = match[0].startswith("will") and clauses.noun_will().search(before)
    if match[0].startswith("plan") and sentence.split(" ", 1)[0].lower() in words("policy_verbs"):
        return False  # "update the agency plans to …"
    return not noun and pattern("negations").search(before) is None


@cache
def passive() -> re.Pattern[str]:
    """What follows a verb form that says what is to be done to something ("be published")."""
    return re.compile(
        r"\s*(?:not |also |then |jointly |\w+ly )*be (?:\w+ly )?"
        rf"(?!{either('participles', kind='state')}\b)(?:\w+ed|{either('participles', kind='irregular')})\b",
        re.IGNORECASE,
    )
