"""Who stands at the head of a noun phrase: the actors named there, else the words themselves."""

from __future__ import annotations

import re
from collections.abc import Sequence

from plancli.gazetteer import key, names
from plancli.gazetteer.cues import words
from plancli.pipeline import clauses
from plancli.pipeline.actors import Entity
from plancli.pipeline.cast import Cast, Subject

_OPENED = re.compile(r"\s*\(?[\"“‘']?(?:the\s+)?")
_BRACKETS = re.compile(r"\s*\([^()]{1,30}\)")
_MAX_WORDS = 14
ARTICLE = 4
"""Code points: "the " before a name."""


def named(text: str, left: int, right: int, cast: Cast) -> Subject:
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
        return Subject((bare(head),), False, phrase)
    if person := _apposition(text, right, mentions):
        return Subject((person,), True, phrase)
    at_head = [row for row in mentions if row[0] <= left + len(head)]
    if together := _with_words(text, left, right, cast, mentions):
        return together
    if at_head and _covers_head(text, left, left + len(head), at_head):
        return Subject(coordinated(text, mentions), True, phrase)
    if noun and noun[0] in words("subjects", **{"class": "partners"}):
        group = [row[2] for row in at_head if row[2].kind == "group"]
        return Subject(tuple(group) or tuple(cast.partners) or (bare(head),), True, phrase)
    if mentions and re.match(r"[A-Za-z]+", phrase) and phrase.split(" ", 1)[0].lower() in words("openers"):
        return Subject((mentions[-1][2],), True, phrase)
    collective = bool(noun) and noun[0] in words("subjects", **{"class": "collective"})
    whole, head = head, _without_participle(head) if head_end else head
    plain = bare(phrase) if len(phrase.split()) <= _MAX_WORDS and head == whole else bare(head)
    return Subject((plain,) if 0 < len(plain.split()) <= _MAX_WORDS else (), collective, phrase)


def _without_participle(head: str) -> str:
    """The head of a phrase without a participle after its noun ("a group chaired", not "joint working")."""
    noun = clauses.participle().sub("", head)
    return head if noun.lower() in words("generic_adjectives") | words("label_adjectives") else noun


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
    if not mentions or mentions[0][0] > left + (lead.end() + ARTICLE if lead else 0):
        return None
    if _adjective(text[slice(*mentions[0][:2])]):
        return None  # "the British and French armies"
    join = clauses.joins().match(text, mentions[0][1], right)
    if join is None or any(_names(text, join.end(), right, row) for row in mentions[1:2]):
        return None
    rest = named(text, join.end(), right, cast)
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
    return start - left <= ARTICLE and (
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


def bare(phrase: str) -> str:
    """``phrase`` without the words before its noun that are no part of a name."""
    return clauses.determiner().sub("", phrase).strip(" ,")
