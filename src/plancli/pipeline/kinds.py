"""Which kind of item the words of a heading or of a lead-in announce, by the table ``items``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from plancli.gazetteer.cues import either, pattern, table, words

_SUBJECT = 6
"""Words of the subject of a lead-in, at most, whose last noun tells what the list is of."""


@dataclass(frozen=True, slots=True)
class _Cue:
    kind: str
    own: bool
    verb: bool
    noun: bool
    pattern: re.Pattern[str]


_ALSO = {"heading": "noun", "lead-in": "verb"}
"""What else tells in headings, and in lead-ins."""


@cache
def _cues(where: str) -> tuple[_Cue, ...]:
    """The cues for headings or for lead-ins; a verb cue is one that leads straight to the list."""
    return tuple(
        _Cue(
            row["kind"],
            row["strength"] == "own",
            row["where"] == "verb",
            row["where"] in ("any", "noun"),
            re.compile(rf"(?<![\w-])(?:{row['pattern']})(?![\w-])", re.IGNORECASE),
        )
        for row in table("items")
        if row["where"] in ("any", where, _ALSO[where])
    )


def noun_cues() -> Iterator[tuple[str, re.Pattern[str]]]:
    """The nouns for items ("objectives", "key areas"), each with its kind."""
    return ((cue.kind, cue.pattern) for cue in _cues("heading") if cue.noun)


def is_noun_cue(heading: str, kind: str | None = None) -> bool:
    """Whether a heading is a noun for a kind of item ("Required actions") and nothing else."""
    text = heading.strip(" :")
    return any(
        cue.noun and cue.kind == (kind or cue.kind) and cue.pattern.fullmatch(text)
        for cue in _cues("heading")
    )


def head_cue(heading: str) -> str | None:
    """The kind of a heading: of the cue that is its head, not of one that modifies something else.

    The head of an English noun phrase is its last noun before a preposition; so "Aims of the plan" is about
    aims, "Delivering the aims" and "Priority setting" are not.
    """
    best: tuple[int, int, str] | None = None
    phrase = re.split(
        r"\s+(?:of|for|in|to|on|by|from|under|until|between)\s+|\s*[:–—(]\s*|\s+-\s+"
        rf"|\s+{either('post_modifiers')}(?=\s|:?$)",
        heading,
        maxsplit=1,
        flags=re.IGNORECASE,
    )[0]
    for cue in _cues("heading"):
        for text in (heading, phrase):
            for match in cue.pattern.finditer(text):
                fills = match.start() == 0 and match.end() == len(text.rstrip(" ?:"))
                ends = match.end() == len(text.rstrip(" ?:")) and not _verb_before(text, match.start())
                if fills or ends:
                    rank = (2 if fills else 1, int(cue.own), cue.kind)
                    best = max(best, rank) if best else rank
    return best[2] if best else None


def _verb_before(text: str, end: int) -> bool:
    """Whether a gerund or a preposition stands before the cue, which then is only an object."""
    before = re.findall(r"[a-z-]+", text[:end].lower())
    return any(
        word.endswith("ing") or word in words("function_words", **{"class": "preposition"}) for word in before
    )


def announcing_cue(sentence: str) -> str | None:
    """The kind of a lead-in: of the last noun cue in it, else of the verb that leads to the list.

    A noun that only tells what the list is for counts where there is no other.
    """
    without = pattern("purposes").sub(" ", sentence)
    return _announced(without) or (_announced(sentence) if without != sentence else None)


def _announced(sentence: str) -> str | None:
    nouns: list[tuple[int, int, str]] = []
    verbs: list[tuple[int, int, str]] = []
    clean = sentence.rstrip(" :;.,-–—")
    for cue in _cues("lead-in"):
        for match in cue.pattern.finditer(clean):
            found = (match.end(), match.end() - match.start(), cue.kind)
            if not cue.verb and not re.match(
                r"\s+to\b", clean[match.end() :] if match[0].lower() == "aims" else ""
            ):
                nouns.append(found)  # "the policy aims to" is a verb
            elif match.end() == len(clean):
                verbs.append(found)
    if verbs:  # the verb leads straight to the list; a noun before it is what the sentence is about
        return max(verbs)[2]
    ends = [end for end, _, _ in nouns if clean[:end].endswith("s")]
    nouns = [noun for noun in nouns if not any(_to_what_end(clean, noun[0] - noun[1], end) for end in ends)]
    return max(nouns)[2] if nouns else None


def _to_what_end(clean: str, start: int, end: int) -> bool:
    """Whether a noun at ``start`` tells what a plural that ends before it is to do ("four ways to speed up action")."""
    if start <= end or not _infinitive().match(clean, end):
        return False
    return not pattern("announcers").search(clean, end)  # "measures to reach the following aims:"


@cache
def _infinitive() -> re.Pattern[str]:
    return re.compile(rf"\s+to (?:\w+ly )?{either('policy_verbs')}\b", re.IGNORECASE)


def clause_of_list(sentence: str) -> str:
    """The clause whose verb leads straight to the list, where one does; else the whole sentence.

    What stands before it is a purpose, a circumstance or another deed: "To meet these challenges, we will:" and
    "The mayors tackle problems and agreed to:" are about what is done. A subject stays ("The risks of this will:").
    """
    clean = sentence.rstrip(" :;.,-–—")
    matches = (cue.pattern.search(clean) for cue in _cues("lead-in") if cue.verb)
    starts = [match.start() for match in matches if match and match.end() == len(clean)]
    if not starts:
        return sentence
    before = clean[: min(starts)]
    if re.search(r"\band(?: \w+ly)?\s+$", before):
        return sentence[min(starts) :]
    first = (re.findall(r"[a-z-]+", before.lower()) or [""])[0]
    aside, comma, subject = before.rpartition(", ")
    opens = first.endswith(("ing", "ed")) or first in words("openers")
    if not (comma and opens) or subject.startswith(("“", "‘", '"', "'")):
        return sentence
    return sentence[len(aside) + len(comma) :]


def opening_cue(sentence: str) -> str | None:
    """The kind of the noun that a lead-in opens with, where that is what the list consists of.

    "The aims of this plan consist of:" is about aims, "The board for the aims consists of:" is not.
    """
    subject = pattern("consists").split(sentence, maxsplit=1)
    if len(subject) < 2:
        return None
    phrase = re.sub(r"^\W*(?:the|our|its|their|these)\s+", "", subject[0], flags=re.IGNORECASE)
    if len(phrase.split()) <= _SUBJECT and (kind := head_cue(phrase.strip())):
        return kind
    for cue in _cues("heading"):
        match = cue.pattern.match(phrase) if cue.own else None
        if match and re.match(
            r"\s*$|\s+(?:of|for|in|under|within|between|set|agreed)\b", phrase[match.end() :]
        ):
            return cue.kind
    return None


def only_announcing(sentence: str) -> str | None:
    """The kind of the list below a sentence that does no more than announce it.

    It says that a list follows, opens with what the list consists of ("The aims are:"), or ends with what
    somebody has ("This plan has three aims:").
    """
    if pattern("of_each").match(sentence):
        return None
    if pattern("announcers").search(sentence) and (kind := announcing_cue(sentence)):
        return kind
    if not sentence.rstrip().endswith(":"):
        return None
    if kind := opening_cue(sentence):
        return kind
    return held_cue(sentence)


def held_cue(sentence: str) -> str | None:
    """The kind of what somebody has or names at the end of a lead-in ("The review identified three priorities:")."""
    words_of = sentence.strip(" :").split()
    told = " ".join(words_of[1:]) if words_of and words_of[0].lower() not in words("policy_verbs") else ""
    held = next(pattern("holds").finditer(told), None)
    return head_cue(told[held.end() :].strip()) if held else None


def is_bare_promise(sentence: str) -> bool:
    """Whether a lead-in says no more than that somebody will do what follows ("We will:")."""
    return pattern("bare_promises").fullmatch(sentence.strip()) is not None


def frames(heading: str) -> bool:
    """Whether a heading is one of those that open or close a document or a part of it ("Introduction")."""
    return pattern("frames").fullmatch(heading.strip(" :.")) is not None
