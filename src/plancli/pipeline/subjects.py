"""Who a binding sentence binds: the subject of its verb, as far as the words before it tell.

No parser: the subject is the last clause before the verb, without an adverbial that opens it. What stands
at its head decides: a named actor, "we" and "partners" (the document's own parties), a relative pronoun (the
noun before it), else the words themselves.
"""

from __future__ import annotations

import re
from functools import cache

from plancli.gazetteer.cues import words
from plancli.pipeline import clauses
from plancli.pipeline.actors import Entity
from plancli.pipeline.cast import Bound, Cast, Subject
from plancli.pipeline.noun_phrases import ARTICLE, bare, coordinated, named
from plancli.pipeline.starts import SHORT, after_opener, clause_start, opens_adverbial

_MARKER = re.compile(r"\(?[a-z0-9]{1,4}\)\s+")
_PAIR = 2
_OPENING = '"“‘«„(['
"""Marks that open a quotation or an aside before a subject."""


def subject_of(text: str, start: int, verb: int, cast: Cast, before: Subject | None) -> Subject:
    """The subject of the verb at ``verb`` in the sentence that starts at ``start``.

    ``before`` is the subject of the sentence before, for "they" and "it".
    """
    start += len(marker[0]) if (marker := _MARKER.match(text[start:verb])) else 0
    start += len(text[start:verb]) - len(text[start:verb].lstrip(_OPENING))
    left = clause_start(text, start, verb, cast)
    left += len(text[left:verb]) - len(text[left:verb].lstrip(_OPENING))
    if (aside := _aside_before(text, start, left, verb)) and not _names_at(left, verb, cast):
        return subject_of(text, start, aside, cast, before)
    phrase = text[left:verb].rstrip(" ,–—")
    if second := clauses.second_verb().search(phrase):
        return _opening(text, left, left + second.start(), cast, before)
    phrase = phrase[: len(phrase) - len(m[0])] if (m := clauses.adverbs().search(phrase)) else phrase
    last = phrase.rsplit(" ", 1)[-1].lower().strip(",")
    if last in words("subjects", **{"class": "we"}) and not _numeral(phrase):
        return Subject(cast.speaking(left, last) or (phrase.rsplit(" ", 1)[-1],), True, phrase)
    if last in words("subjects", **{"class": "relative"}):
        return _antecedent(text, left, left + len(phrase) - len(last), cast)
    if partners := _partners(phrase):
        return Subject(tuple(cast.partners) or _two(phrase, cast, before) or (partners,), True, phrase)
    if last in words("subjects", **{"class": "pronoun"}):
        return _spoken_of(text, start, left, cast, before, phrase)
    if last in words("subjects", **{"class": "reader"}):
        return Subject((), False, last)  # "If you lose it you will pay"
    nobody = words("subjects", **{"class": "nobody"})
    if phrase.lower() in nobody or phrase.lower().split(" ", 1)[0] in nobody:
        return _this_instrument(phrase) or Subject((), False, phrase)
    return named(text, left, left + len(phrase), cast)


def _aside_before(text: str, start: int, left: int, verb: int) -> int:
    """Where the aside between two dashes opens that ends right before the verb ("staff – all of them – will"), or 0."""
    if not text[left:verb].rstrip().endswith(("–", "—")):
        return 0
    opening = len(text[start:left].rstrip(" –—"))
    return start + opening if opening and len(text[start:left].rstrip()) > opening else 0


def _names_at(left: int, verb: int, cast: Cast) -> bool:
    """Whether an actor is named right where a phrase opens."""
    mentions = cast.between(left, verb)
    return bool(mentions) and mentions[0][0] - left <= ARTICLE


def _this_instrument(phrase: str) -> Subject | None:
    """The instrument that "this" stands before ("this plan of action")."""
    name = phrase.partition(" ")[2]
    head = re.split(r"\s+(?:of|for|on|between)\s+", name, maxsplit=1)[0].rsplit(" ", 1)[-1].lower()
    known = head in words("subjects", **{"class": "instrument"}) and len(name.split()) <= SHORT
    return Subject((name,), False, phrase) if known else None


def _numeral(phrase: str) -> bool:
    """Whether the "I" that ends a phrase is a number ("Article I")."""
    before = phrase.split()[-2:-1]
    return (
        phrase.endswith(" I") and before[0][:1].isupper() and before[0].lower() not in words("function_words")
    )


def _two(phrase: str, cast: Cast, before: Subject | None) -> tuple[Bound, ...]:
    """The two whom "both countries" means: the states just named, else those that the title names."""
    if not clauses.two().match(phrase):
        return ()
    just = before.bound if before else ()
    states = [
        bound for bound in just if isinstance(bound, Entity) and bound.kind in ("country", "government")
    ]
    return tuple(states if len(states) == _PAIR else cast.titled)


@cache
def _partner_words() -> tuple[str, ...]:
    """The words for the document's parties, longest first."""
    return tuple(sorted(words("subjects", **{"class": "partners"}), key=lambda word: (-len(word), word)))


def _partners(phrase: str) -> str | None:
    """The words that a phrase consists of or ends in, where they stand for the document's parties."""
    lower = phrase.lower()
    for word in _partner_words():
        if lower == word or (" " in word and lower.endswith(" " + word)):
            return phrase[-len(word) :].removeprefix("The ").removeprefix("the ")
    return (
        phrase if clauses.determiner().sub("", lower) in words("subjects", **{"class": "partners"}) else None
    )


def _opening(text: str, left: int, right: int, cast: Cast, before: Subject | None) -> Subject:
    """The subject that a clause opens with, for the second verb of the clause ("X accepts … and will …")."""
    phrase = text[left:right]
    first = phrase.split(" ", 1)[0].lower()
    if first in words("subjects", **{"class": "we"}):
        return Subject(cast.speaking(left, first) or (phrase.split(" ", 1)[0],), True, phrase)
    if first in words("subjects", **{"class": "pronoun"}):
        return (
            Subject(before.bound, before.able, phrase)
            if before and before.bound
            else Subject((first,), True, phrase)
        )
    if first in words("subjects", **{"class": "nobody"}):
        return Subject((), False, phrase)
    lead = clauses.determiner().match(phrase)
    skip = left + (lead.end() if lead else 0)
    at_start = [row for row in cast.between(left, right) if row[0] <= skip]
    if at_start:
        return Subject(coordinated(text, cast.between(left, right)), True, phrase)
    if first_verb := clauses.first_verb().search(phrase):
        return named(text, left, left + first_verb.start(), cast)
    short = " ".join(bare(phrase).split()[:2])
    noun = short.split(" ", 1)[0].lower() if short else ""
    if noun in words("subjects", **{"class": "partners"}):
        return Subject(tuple(cast.partners) or (noun,), True, phrase)
    return Subject((short.split(" ", 1)[0],) if short else (), False, phrase)


def _antecedent(text: str, left: int, end: int, cast: Cast) -> Subject:
    """The noun phrase right before a relative pronoun: a name that ends there, else its last word."""
    stop = left + len(text[left:end].rstrip(" ,"))
    mentions = [row for row in cast.between(left, stop) if stop - row[1] <= 2]
    if mentions:
        return Subject((mentions[-1][2],), True, text[left:stop])
    word = re.search(r"(?:[A-Z][\w-]* )*\S*$", text[left:stop])[0]  # type: ignore[index]  # it matches nothing, too
    word = clauses.determiner().sub("", word)
    return Subject((word,) if word else (), False, word)


def _spoken_of(text: str, start: int, left: int, cast: Cast, before: Subject | None, phrase: str) -> Subject:
    """What a pronoun stands for: the subject that the sentence opens with, else that of the one before."""
    if left > start and (own := _opened_with(text, start, left, cast)):
        return own
    said = _before_saying(text, left, left + len(phrase))
    mentions = cast.between(left, said) if said < left + len(phrase) else []
    if mentions and mentions[0][0] - left <= ARTICLE:  # "the Agency has said it will"
        return Subject(coordinated(text, mentions), True, phrase)
    return (
        Subject(before.bound, before.able, phrase)
        if before and before.bound
        else Subject((phrase,), True, phrase)
    )


def _opened_with(text: str, start: int, left: int, cast: Cast) -> Subject | None:
    """The subject of the clause before a pronoun's; of a mere adverbial only an actor that it names."""
    said = _before_saying(text, start, left)
    adverbial = opens_adverbial(text[start:left])
    first = after_opener(text, start, said, cast) if adverbial else start
    mentions = cast.between(first, said)
    after = text[mentions[0][1] : said].lstrip(" ") if mentions else ""
    if (
        mentions and mentions[0][0] - first <= ARTICLE and after[:1].islower()
    ):  # "Malta ruled out a sale, and it …"
        return Subject(coordinated(text, mentions), True, text[first : mentions[0][1]])
    own = named(text, first, said, cast)
    if own.words.split(" ", 1)[0].lower() in words("subjects", **{"class": "empty"}):
        return Subject((text[left:].split(" ", 1)[0],), False, own.words)
    if not own.bound or (adverbial and first == start):
        return _after_conjunction(text, start, left, cast) if adverbial else None
    mere = adverbial and text[start:left].rstrip().endswith(",")
    return None if mere and not isinstance(own.bound[0], Entity) else own


def _after_conjunction(text: str, start: int, left: int, cast: Cast) -> Subject | None:
    """The actor right after the word that opens an adverbial clause ("Once the Agency has reported, it …")."""
    opener = start + len(text[start:left].split(" ", 1)[0]) + 1
    mentions = cast.between(opener, left)
    at_once = mentions and mentions[0][0] - opener <= ARTICLE
    return Subject(coordinated(text, mentions), True, text[opener:left]) if at_once else None


def _before_saying(text: str, left: int, right: int) -> int:
    """Where the words before a verb of saying end ("Ministers have told me that"), or before a first verb."""
    match = clauses.predicate().search(text, left, right)
    return match.start() if match else right
