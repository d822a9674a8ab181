"""Where the name of an instrument starts and ends within the capitalised words around it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from plancli.gazetteer import lookup
from plancli.gazetteer import words as body_words
from plancli.gazetteer.cues import table, words
from plancli.pipeline.references.lexicon import CAP, LEAD, SHORT, any_of, heads

_LEADING = re.compile(rf"^{LEAD}\s+")
_FIRST = re.compile(r"([A-Z][a-z]+)\s+(?=[A-Z])")
_OWNER = re.compile(r"[’']s?\s+(?=\S+\s)")
_SHORT_LAST = re.compile(rf"\s+{SHORT}$")
_OWNED = re.compile(r"[’']s?\s+")
_RUN = re.compile(rf"{SHORT}\s+(?:Program|Programme|Scheme|Mission)$")
_AND = re.compile(r"\s+and\s+(?:the\s+)?")
_PARTIES = re.compile(r"\b(?:between|with|of|among)\b")
_SPELT = re.compile(
    r"(?P<rest>(?:\s+[a-z]+){1,5}(?:\s+[A-Z][a-z]+\s+[a-z]+)?)\s+"
    r"\((?:the\s+)?[\"“‘']?(?:(?P<acronym>[A-Z]{3,8})|(?P<short>[A-Z][^()\"”\n]{3,60}?))[\"”’']?\)"
)


def start_of(text: str, left: int, right: int, *, heading: bool) -> int:
    """Where the name starts: after what is done with it, a verb, an article or its owner."""
    if found := _process().match(text, left, right):
        left = found.end()
    if heading:
        left += _after_headline_verb(text[left:right])
    while lead := _LEADING.match(text[left:right]) or _told(text[left:right]):
        left += lead.end()
    return _after_owner(text, left, right)


def end_of(text: str, left: int, right: int, *, heading: bool) -> int:
    """Where the name ends before a word for time ("the Harbour Treaty in May") or a headline's participle."""
    if when := _when().search(text, left, right):
        right = when.start()
    told = re.compile(r"\s+(\w+ed)$").search(text, left, right) if heading else None
    if told and told[1].lower() in words("headline_ends"):
        right = told.start()
    short = _SHORT_LAST.search(text, left, right)
    return short.start() if short else right


def to_acronym(text: str, start: int, end: int) -> int:
    """Where a name ends that goes on in lower case up to its short form ("Treaty on Clean Air over harbours (TCA)")."""
    more = _SPELT.match(text, end)
    if more is None:
        return end
    if more["short"]:
        nouns = set(re.findall(r"[a-z]+", more["short"].lower())) & heads().keys()
        return more.end("rest") if nouns & set(text[start:end].lower().split()) else end
    initials = {word[0].lower() for word in re.findall(r"[^\W_]+", text[start : more.start("acronym")])}
    return more.end("rest") if set(more["acronym"].lower()) <= initials else end


def before_body(text: str, start: int, end: int, bodies: Mapping[int, int]) -> int:
    """Where a name ends before "and" and a body ("the Agenda on Fish and Harbour Council rules")."""
    for match in _AND.finditer(text, start, end):
        whose = text[start : match.start()]
        if bodies.get(match.end(), 0) >= end and not _PARTIES.search(whose):
            return match.start()
    return end


def is_name(text: str, start: int, name: str, block: int) -> bool:
    """Whether capitals show a name, and not just the start of a sentence ("Publish plan")."""
    *before, last = (word.lower() for word in name.split() if not word.isdigit())
    empty = set(words("generic_adjectives"))
    if last in heads():  # "Strategy and Action Plan"
        empty |= words("function_words") | heads().keys()
    if name.lower() in heads() or (before and empty.issuperset(before)):
        return False
    capitals = [word for word in name.split()[:-1] if word[:1].isupper() or word.isdigit()]
    if len(capitals) > 1 or (name.rsplit(maxsplit=1)[-1][:1].isupper() and capitals):
        return True
    return bool(capitals) and (capitals[0].isupper() or not opens_sentence(text, start, block))


def is_kind(name: str, whose: str) -> bool:
    """Whether the words tell a kind rather than name one: what a body has many of, a body's own, or runs.

    As in "EU Regulations", "the Council’s Framework" and "Safe Harbours (SH) Programme"; ``whose`` is the body that
    the words start with.
    """
    last = name.rsplit(" ", 1)[-1].lower()
    if whose and last.endswith("s") and name == f"{whose} {name.rsplit(' ', 1)[-1]}":
        return True
    *owner, own = _OWNED.split(name)
    return (bool(owner) and (own.lower() in heads() or own.islower())) or _RUN.search(name) is not None


def opens_sentence(text: str, start: int, block: int) -> bool:
    """Whether a sentence starts at ``start``, in the block that starts at ``block``."""
    return text[block:start].rstrip()[-1:] in (".", ":", "", "\n", "•", "-", "!", "?")


def _told(name: str) -> re.Match[str] | None:
    """The verb before a name that an item opens with ("Publish the Harbour Plan" in capitals)."""
    first = _FIRST.match(name)
    return first if first and first[1].lower() in words("told_verbs") else None


@cache
def _when() -> re.Pattern[str]:
    """A month after a name, which tells when something is done with it ("the Harbour Treaty in May")."""
    months = "|".join(sorted({row["word"].capitalize() for row in table("months")}))
    days = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    return re.compile(
        rf"\s+(?:in|on|by|from|to|until|since)\s+(?:\d{{1,2}}\s+)?(?:{months}|{days})\b.*|\s+(?:in|since|until|by)\s+(?:19|20)\d\d$"
    )


@cache
def _process() -> re.Pattern[str]:
    """What is done with an instrument, and the part of it that is meant, before its name.

    As in "National Implementation of the Harbour Act" and "Title V of the Harbour Act".
    """
    nouns = any_of(map(str.capitalize, words("processes")))
    parts = any_of(map(str.capitalize, words("divisions")))
    return re.compile(
        rf"(?:{CAP}\s+){{0,2}}(?:{nouns})\s+(?:of|on|to|with)\s+(?:the\s+)?"
        rf"|(?:{parts})s?(?:\s+[\w()]+)?\s+(?:of|to|in)\s+(?:the\s+)?"
    )


def _after_headline_verb(name: str) -> int:
    """Where a name starts after what a headline says of it ("Norway Adopts Harbour Plan" in capitals)."""
    found = list(re.finditer(r"[A-Z][a-z]+\s+(?=\S)", name))
    verbs = words("headline_verbs", **{"class": "verb"})
    ends = [word.end() for word in found if word.start() and word[0].strip().lower() in verbs]
    return ends[-1] if ends else 0


def _after_owner(text: str, left: int, right: int) -> int:
    """Where the name starts after a known body or country that owns it ("the Department's Directive 3")."""
    owners = body_words("short_head") | body_words("sole_owner")
    for owner in reversed(list(_OWNER.finditer(text, left, right))):
        whose = text[left : owner.start()]
        if lookup(whose) is not None or whose.rsplit(" ", 1)[-1].lower() in owners:
            return owner.end()
    return left
