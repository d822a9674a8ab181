"""Who a binding sentence binds: the subject of its verb, as far as the words before it tell.

No parser: the subject is the last clause before the verb, without an adverbial that opens it. What stands
at its head decides: a named actor, "we" and "partners" (the document's own parties), a relative pronoun (the
noun before it), else the words themselves.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from plancli.gazetteer import key, names
from plancli.gazetteer.cues import words
from plancli.pipeline import clauses
from plancli.pipeline.actors import Entity

_OPENED = re.compile(r"\s*\(?[\"“‘']?(?:the\s+)?")
_BRACKETS = re.compile(r"\s*\([^()]{1,30}\)")
_MARKER = re.compile(r"\(?[a-z0-9]{1,4}\)\s+")
_TWO = re.compile(r"(?:both|the two|two)\b", re.IGNORECASE)
_PAIR = 2
_SHORT = 4
"""Words: a subject without an article that follows an adverbial and its comma is no longer."""
_OPENING = '"“‘«„(['
"""Marks that open a quotation or an aside before a subject."""
_MAX_WORDS = 14
_ARTICLE = 4
"""Code points: "the " before a name."""
Bound = Entity | str


@dataclass(slots=True)
class Cast:
    """Everybody whom a document names, whom its "we" and "partners" mean, and the two states of its title."""

    entities: Sequence[Entity]
    we: list[Bound] = field(default_factory=list)
    partners: list[Bound] = field(default_factory=list)
    titled: list[Bound] = field(default_factory=list)
    _rows: list[tuple[int, int, Entity]] = field(init=False, repr=False)
    _starts: list[int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        # a government before its state where one adjective names both ("the Swedish and Danish Governments")
        rows = [
            (m.start, -m.end, e.kind == "country", i, e)
            for i, e in enumerate(self.entities)
            for m in e.mentions
        ]
        rows.sort(key=lambda row: row[:4])
        self._rows = [(start, -end, entity) for start, end, _, _, entity in rows]
        self._starts = [row[0] for row in self._rows]

    def between(self, start: int, end: int) -> list[tuple[int, int, Entity]]:
        """The mentions that lie within ``start`` to ``end``, in order, the longest at each place."""
        kept: list[tuple[int, int, Entity]] = []
        for row in self._rows[bisect_left(self._starts, start) : bisect_left(self._starts, end)]:
            if row[1] <= end and (not kept or row[0] >= kept[-1][1]):
                kept.append(row)
        return kept


@dataclass(frozen=True, slots=True)
class Subject:
    """Who is bound, whether that is somebody who can be, and the words."""

    bound: tuple[Bound, ...]
    able: bool
    words: str


def subject_of(text: str, start: int, verb: int, cast: Cast, before: Subject | None) -> Subject:
    """The subject of the verb at ``verb`` in the sentence that starts at ``start``.

    ``before`` is the subject of the sentence before, for "they" and "it".
    """
    start += len(marker[0]) if (marker := _MARKER.match(text[start:verb])) else 0
    left = _clause_start(text, start, verb, cast)
    left += len(text[left:verb]) - len(text[left:verb].lstrip(_OPENING))
    phrase = text[left:verb].rstrip(" ,")
    if second := clauses.second_verb().search(phrase):
        return _opening(text, left, left + second.start(), cast, before)
    phrase = phrase[: len(phrase) - len(m[0])] if (m := clauses.adverbs().search(phrase)) else phrase
    last = phrase.rsplit(" ", 1)[-1].lower().strip(",")
    if last in words("subjects", **{"class": "we"}) and not _numeral(phrase):
        return Subject(tuple(cast.we) or (phrase.rsplit(" ", 1)[-1],), True, phrase)
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
    return _named(text, left, left + len(phrase), cast)


def _this_instrument(phrase: str) -> Subject | None:
    """The instrument that "this" stands before ("this plan of action")."""
    name = phrase.partition(" ")[2]
    head = re.split(r"\s+(?:of|for|on|between)\s+", name, maxsplit=1)[0].rsplit(" ", 1)[-1].lower()
    named = head in words("subjects", **{"class": "instrument"}) and len(name.split()) <= _SHORT
    return Subject((name,), False, phrase) if named else None


def _numeral(phrase: str) -> bool:
    """Whether the "I" that ends a phrase is a number ("Article I")."""
    return phrase.endswith(" I") and phrase.split()[-2][:1].isupper()


def _two(phrase: str, cast: Cast, before: Subject | None) -> tuple[Bound, ...]:
    """The two whom "both countries" means: the states just named, else those that the title names."""
    if not _TWO.match(phrase):
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
        return Subject(tuple(cast.we) or (phrase.split(" ", 1)[0],), True, phrase)
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
        return _named(text, left, left + first_verb.start(), cast)
    short = " ".join(_bare(phrase).split()[:2])
    noun = short.split(" ", 1)[0].lower() if short else ""
    if noun in words("subjects", **{"class": "partners"}):
        return Subject(tuple(cast.partners) or (noun,), True, phrase)
    return Subject((short.split(" ", 1)[0],) if short else (), False, phrase)


def _clause_start(text: str, start: int, verb: int, cast: Cast) -> int:
    """Where the clause of the verb starts, after an adverbial that opens it."""
    left = start
    for match in clauses.starts().finditer(text, start, verb):
        if verb - match.end() > 1 and not (
            match[0][0] == "," and _only_names(text, left, match.start(), cast)
        ):
            left = match.end()
    return _after_opener(text, left, verb, cast) if _opens_adverbial(text[left:verb]) else left


def _opens_adverbial(phrase: str) -> bool:
    """Whether the first word, or the first two, open an adverbial ("Within", "Not later than")."""
    head = phrase.lower().split(maxsplit=2)[:2]
    bare = [word.rstrip(",") for word in head]
    return not words("openers").isdisjoint((*head[:1], *bare[:1], " ".join(bare)))


def _only_names(text: str, left: int, right: int, cast: Cast) -> bool:
    """Whether nothing but names stands there: "and" then goes on with them, and opens no clause."""
    position = left
    for start, end, _ in cast.between(left, right):
        if clauses.joined().fullmatch(text[position:start].replace("The ", "the ")) is None:
            return False
        position = end
    return position == right


def _after_opener(text: str, left: int, verb: int, cast: Cast) -> int:
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
    return 0 < len(head.split()) <= _SHORT and not head[:1].isdigit()


def _antecedent(text: str, left: int, end: int, cast: Cast) -> Subject:
    """The noun phrase right before a relative pronoun: a name that ends there, else its last word."""
    stop = left + len(text[left:end].rstrip(" ,"))
    mentions = [row for row in cast.between(left, stop) if stop - row[1] <= 2]
    if mentions:
        return Subject((mentions[-1][2],), True, text[left:stop])
    word = text[left:stop].rsplit(" ", 1)[-1]
    return Subject((word,) if word else (), False, word)


def _spoken_of(text: str, start: int, left: int, cast: Cast, before: Subject | None, phrase: str) -> Subject:
    """What a pronoun stands for: the subject that the sentence opens with, else that of the one before."""
    if left > start:
        said = _before_saying(text, start, left)
        adverbial = _opens_adverbial(text[start:left])
        first = _after_opener(text, start, said, cast) if adverbial else start
        own = _named(text, first, said, cast)
        if own.bound and (first > start or not adverbial):
            return own
    said = _before_saying(text, left, left + len(phrase))
    mentions = cast.between(left, said) if said < left + len(phrase) else []
    if mentions and mentions[0][0] - left <= _ARTICLE:  # "the Agency has said it will"
        return Subject(coordinated(text, mentions), True, phrase)
    return (
        Subject(before.bound, before.able, phrase)
        if before and before.bound
        else Subject((phrase,), True, phrase)
    )


def _before_saying(text: str, left: int, right: int) -> int:
    """Where the words before a verb of saying end ("Ministers have told me that"), ``right`` without one."""
    match = clauses.saying().search(text, left, right)
    return match.start() if match else right


def _named(text: str, left: int, right: int, cast: Cast) -> Subject:
    """The actors at the head of a noun phrase, else the phrase itself."""
    right = _without_aside(text, left, right)
    phrase = text[left:right]
    mentions = cast.between(left, right)
    lead = clauses.determiner().match(phrase)
    skip = lead.end() if lead else 0
    head_end = clauses.head_end().search(phrase, skip)
    head = phrase[: head_end.start()] if head_end else phrase
    noun = re.findall(r"[a-z]+", head.lower())[-1:]
    if noun and noun[0] in words("subjects", **{"class": "instrument"}):
        return Subject((_bare(head),), False, phrase)
    if named := _apposition(text, right, mentions):
        return Subject((named,), True, phrase)
    at_head = [row for row in mentions if row[0] <= left + len(head)]
    if together := _with_words(text, left, right, cast, mentions):
        return together
    if at_head and _covers_head(text, left, left + len(head), at_head):
        return Subject(coordinated(text, mentions), True, phrase)
    if noun and noun[0] in words("subjects", **{"class": "partners"}):
        group = [row[2] for row in at_head if row[2].kind == "group"]
        return Subject(tuple(group) or tuple(cast.partners) or (_bare(head),), True, phrase)
    if mentions and re.match(r"[A-Za-z]+", phrase) and phrase.split(" ", 1)[0].lower() in words("openers"):
        return Subject((mentions[-1][2],), True, phrase)
    collective = bool(noun) and noun[0] in words("subjects", **{"class": "collective"})
    whole, head = head, clauses.participle().sub("", head) if head_end else head
    bare = _bare(phrase) if len(phrase.split()) <= _MAX_WORDS and head == whole else _bare(head)
    return Subject((bare,) if 0 < len(bare.split()) <= _MAX_WORDS else (), collective, phrase)


def _apposition(text: str, right: int, mentions: Sequence[tuple[int, int, Entity]]) -> Entity | None:
    """The person whom a phrase names after what they are ("the new commissioner, Ann Hill")."""
    start, end, entity = mentions[-1] if mentions else (0, 0, None)
    told = entity is not None and entity.kind == "person" and text[start - 2 : start] == ", "
    return entity if told and not text[end:right].strip(" ,") else None


def _without_aside(text: str, left: int, right: int) -> int:
    """Where a noun phrase ends before an aside ("the Agency, together with others,")."""
    if led := clauses.led_aside().search(text, left, right):
        right = led.start()
    for comma in re.finditer(r",\s+(?P<word>[a-z]+)", text[left:right]):
        word = comma["word"]
        if word in words("openers") | words("subjects", **{"class": "relative"}) or word.endswith("ing"):
            return left + comma.start()
    return right


def _covers_head(text: str, left: int, right: int, mentions: Sequence[tuple[int, int, Entity]]) -> bool:
    """Whether the head of the phrase is a name: one ends it, but for a participle or an apposition after."""
    rests = (clauses.participle().sub("", _BRACKETS.sub("", text[end:right])) for _, end, _ in mentions)
    return any(not rest.strip(" ,’'s") for rest in rests) and left <= right


def _with_words(
    text: str, left: int, right: int, cast: Cast, mentions: Sequence[tuple[int, int, Entity]]
) -> Subject | None:
    """A name joined to words that name nobody ("the Agency and its contractors"): both are bound."""
    lead = clauses.determiner().match(text[left:right])
    if not mentions or mentions[0][0] > left + (lead.end() + _ARTICLE if lead else 0):
        return None
    if _adjective(text[slice(*mentions[0][:2])]):
        return None  # "the British and French armies"
    join = clauses.joins().match(text, mentions[0][1], right)
    if join is None or any(_names(text, join.end(), right, row) for row in mentions[1:2]):
        return None
    rest = _named(text, join.end(), right, cast)
    others = tuple(bound for bound in rest.bound if bound is not mentions[0][2])
    return Subject((mentions[0][2], *others), True, text[left:right])


def _adjective(printed: str) -> bool:
    """Whether the words are only a state's adjective."""
    forms = names().get(key(printed), ())
    return bool(forms) and all(form.type == "adjective" for form in forms)


def _names(text: str, left: int, right: int, mention: tuple[int, int, Entity]) -> bool:
    """Whether the mention is itself what stands at ``left``, and no adjective of it ("Italian authorities")."""
    start, end, _ = mention
    after = text[end:right].lstrip()
    return start - left <= _ARTICLE and (
        not after[:1].isalpha() or clauses.joins().match(text, end) is not None
    )


def coordinated(text: str, mentions: Sequence[tuple[int, int, Entity]]) -> tuple[Entity, ...]:
    """The first name and those that "and" or a comma joins to it directly, over acronyms in brackets."""
    mentions = _with_owners(text, mentions)
    bound = [mentions[0][2]]
    end = mentions[0][1]
    for start, stop, entity in mentions[1:]:
        between = _BRACKETS.sub("", text[end:start]).lstrip(")\"”’'")
        again = entity is bound[-1] and _OPENED.fullmatch(between) is not None
        if not again and not clauses.joined().fullmatch(between):
            break
        if entity not in bound:
            bound.append(entity)
        end = stop
    return tuple(bound)


def _with_owners(text: str, mentions: Sequence[tuple[int, int, Entity]]) -> list[tuple[int, int, Entity]]:
    """The mentions, each from where its owner or adjective starts, and those not apart."""
    rows: list[tuple[int, int, Entity]] = []
    for row in mentions:
        if rows and _describes(text, rows[-1], row):
            rows[-1] = (rows[-1][0], row[1], row[2])
        else:
            rows.append(row)
    return rows


def _describes(text: str, row: tuple[int, int, Entity], after: tuple[int, int, Entity]) -> bool:
    """Whether a mention is only the adjective of the next one ("the Moroccan DGSN")."""
    gap = text[row[1] : after[0]]
    owns = gap in ("'s ", "’s ")  # "Mexico's Secretariat of the Navy"
    return owns or (len(gap) <= 1 and _adjective(text[row[0] : row[1]]))


def _bare(phrase: str) -> str:
    return clauses.determiner().sub("", phrase).strip(" ,")
