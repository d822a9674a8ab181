"""Where the clause of a verb starts in its sentence, after an adverbial that opens it."""

from __future__ import annotations

from plancli.gazetteer import key, names
from plancli.gazetteer.cues import words
from plancli.pipeline import clauses
from plancli.pipeline.cast import Cast

_FIRST = 2
"""Words: a pronoun and its verb, which the words of a clause of their own may follow."""
SHORT = 4
"""Words: a subject without an article that follows an adverbial and its comma is no longer."""


def clause_start(text: str, start: int, verb: int, cast: Cast) -> int:
    """Where the clause of the verb starts, after an adverbial that opens it."""
    left = start
    for match in clauses.starts().finditer(text, start, verb):
        if verb - match.end() > 1 and not (
            match[0][0] == "," and only_names(text, left, match.start(), cast)
        ):
            left = match.end()
    if opens_adverbial(text[left:verb]):
        return after_opener(text, left, verb, cast)
    return _after_subordinate(text, start, left, verb, cast)


def _after_subordinate(text: str, start: int, left: int, verb: int, cast: Cast) -> int:
    """Where the main clause starts after a subordinate one that opens at ``left`` ("If seas rise, the Agency …")."""
    before = text[start:left].rsplit(maxsplit=1)[-1:]
    led = bool(before) and before[0].lower() in words("clauses", **{"class": "subordinate"})
    inside = left > start and opens_adverbial(text[start:left])
    told = text[left:verb].split(maxsplit=_FIRST)
    said = len(told) > _FIRST and told[0].lower() in words("clauses", **{"class": "nominative"})
    if not (led or inside or said):
        return left
    commas = list(clauses.after_opener().finditer(text, left, verb))
    commas = [match for match in commas if not only_names(text, left, match.start(), cast)]
    return commas[-1].end() if commas else left


def opens_adverbial(phrase: str) -> bool:
    """Whether the first word, or the first two, open an adverbial ("Within", "Not later than")."""
    head = phrase.lower().split(maxsplit=2)[:2]
    if not head:
        return False
    bare = [word.rstrip(",") for word in head]
    if ", " in phrase and head[0].endswith("ing") and bare[-1] in words("function_words"):
        return True  # "Recalling the summit, ministers agreed to …"
    if ", " in phrase and head[0].endswith("ed") and bare[-1] in words("clauses", **{"class": "led"}):
        return True  # "Based on the review, ministers agreed to …"
    if head[0].endswith("ly,") and not names().get(key(bare[0])):
        return True  # "Specifically, the parties will …", but "Italy, France and Malta will …"
    return not words("openers").isdisjoint((*head[:1], *bare[:1], " ".join(bare)))


def only_names(text: str, left: int, right: int, cast: Cast) -> bool:
    """Whether nothing but names stands there: "and" then goes on with them, and opens no clause."""
    position = left
    for start, end, _ in cast.between(left, right):
        if clauses.joined().fullmatch(text[position:start].replace("The ", "the ")) is None:
            return False
        position = end
    return position == right


def after_opener(text: str, left: int, verb: int, cast: Cast) -> int:
    """Where the subject starts after an adverbial: after a comma, else at an article that no preposition governs."""
    named = cast.between(left, verb)  # a comma inside a name closes no adverbial
    starts = [
        match.end()
        for match in clauses.after_opener().finditer(text, left, verb)
        if not any(start < match.start() < end for start, end, _ in named)
    ]
    if not starts:
        comma = text.rfind(", ", left, verb)
        if comma >= 0 and _heads_clause(text[comma + 2 : verb]):
            return comma + 2
        adverb, space, rest = text[left:verb].partition(" ")
        if comma < 0 and adverb.endswith("ly") and rest.strip():  # "Initially agencies will …"
            return left + len(adverb + space)
        for match in clauses.article().finditer(text, left, verb):
            before = text[left : match.start()].rsplit(" ", 1)[-1].lower()
            if match.start() > left and before not in words("function_words"):
                starts.append(match.end())
    return starts[-1] if starts else left


def _heads_clause(phrase: str) -> bool:
    """Whether what stands between the comma of an adverbial and the verb is a subject: a short noun phrase.

    What a relative pronoun tells of it does not count.
    """
    relative = clauses.relative().search(phrase)
    head = phrase[: relative.start()] if relative else phrase
    return 0 < len(head.split()) <= SHORT and not head[:1].isdigit()
