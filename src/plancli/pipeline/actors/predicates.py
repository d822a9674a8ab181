"""Whether words are the subject of a verb that only somebody can do: publish, inspect, sign, say."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from plancli.gazetteer import words

if TYPE_CHECKING:
    from plancli.pipeline.actors.tokens import Reading

_LONGEST_LIST = 24


def subject_verb(reading: Reading, last: int) -> int | None:
    """The token of the verb of which the words before ``last`` are the subject, or one of its subjects.

    Brackets, an apposition's acronym and the rest of a list of names are passed over; ``which`` is passed
    too, since its verb says the same of its antecedent.
    """
    k = _after_brackets(reading, last)
    if reading.at(k) == "," and reading.at(k + 1) == "which" and reading.same_line(last - 1, k + 1):
        return k + 2
    listed = False
    while reading.same_line(last - 1, k) and k - last < _LONGEST_LIST:
        if reading.words[k] in (",", "&") or reading.folded[k] in ("and", "the"):
            listed = listed or reading.folded[k] == "and"
            k += 1
        elif (reading.capital(k) or reading.words[k] in "-'") and k > last:
            k = _after_brackets(reading, k + 1)
        elif _inside_name(reading, k, listed):
            k += 1
        else:
            return k if listed or k == _after_brackets(reading, last) else None
    return None


def _inside_name(reading: Reading, k: int, listed: bool) -> bool:
    """Whether the small word at ``k`` stands inside a name of the list ("Bank of X", "the UK's Y")."""
    if not reading.capital(k + 1):
        return False
    owns = reading.folded[k] == "s" and reading.words[k - 1] in "'’"
    return owns or (listed and reading.folded[k] in ("of", "for"))


def _after_brackets(reading: Reading, k: int) -> int:
    """Token after the brackets that open at ``k``, ``k`` where none do."""
    if reading.at(k) != "(":
        return k
    close = next((j for j in range(k, min(k + 10, reading.size)) if reading.words[j] == ")"), None)
    return k if close is None or not reading.same_line(k, close) else close + 1


def somebody_does(reading: Reading, k: int | None) -> bool:
    """Whether the verb at ``k`` says what only somebody, and no thing, does."""
    if k is None:
        return False
    relative = reading.at(k - 1) == "which"
    k = _after_adverbs(reading, k)
    word = reading.at(k)
    if word in words("speech_verb") or word in _finite() or (relative and word in _third_persons()):
        return True
    after = _after_adverbs(reading, k + 1)
    if word in words("modal"):
        asked = reading.at(after) == "be" and reading.at(after + 1) in words("asked")
        return asked or reading.at(after) in words("agent_verb")
    if word in words("perfect"):
        return reading.at(after) in _past() or reading.at(after) in words("speech_verb")
    if word in words("wish"):
        return reading.at(k + 1) == "to"
    return word in words("copula") and (reading.at(after) in _doing() or reading.at(after) in words("asked"))


def _after_adverbs(reading: Reading, k: int) -> int:
    """Token after "also", "not", "jointly" and their like."""
    while reading.at(k) in words("adverb") or (reading.at(k).endswith("ly") and len(reading.at(k)) > 4):
        k += 1
    return k


@cache
def _finite() -> frozenset[str]:
    """Third persons ("inspects"), but for those that are plurals too ("reports"), and past tenses."""
    return frozenset(_third(verb) for verb in words("agent_verb") - words("agent_noun")) | _past()


@cache
def _third_persons() -> frozenset[str]:
    """All third persons, which none can take for plurals after "which"."""
    return frozenset(_third(verb) for verb in words("agent_verb"))


@cache
def _past() -> frozenset[str]:
    return frozenset(_ed(verb) for verb in words("agent_verb")) | words("agent_past")


@cache
def _doing() -> frozenset[str]:
    plain = (verb.removesuffix("e") if not verb.endswith("ee") else verb for verb in words("agent_verb"))
    return frozenset(f"{verb}ing" for verb in plain) | {"responsible", "committed"}


def _third(verb: str) -> str:
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ies"
    return verb + ("es" if verb.endswith(("s", "sh", "ch", "x")) else "s")


def _ed(verb: str) -> str:
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ied"
    return verb + ("d" if verb.endswith("e") else "ed")
