"""References: the other instruments, treaties, statements and laws that a text names.

A name is a run of capitalised words with a noun of the table ``instruments`` as its head ("Harbour Treaty"),
with what follows it by "on", "for" or "to" in capitals ("Action Plan on Clean Air"), or the
same with a lower-case head after a capitalised name ("Delta Group priority plan").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from spacy.tokens import Doc

from plancli.document import Block, Document
from plancli.gazetteer import lookup
from plancli.gazetteer import words as body_words
from plancli.gazetteer.cues import table, words
from plancli.intervals import Intervals
from plancli.pipeline.components import document_of, entities_of, register, text_of

_UPPER = "A-ZÀ-ÖØ-ÞČŁŚŠŻŽİ"
_YEARS = r"\d{4}(?:[-–]\d\d(?:\d\d)?\b)?"
_CAP = rf"(?:\d{{1,3}}(?=[- ](?:Year|Point)s?\b)|[{_UPPER}](?:[\w’']|\.(?=[{_UPPER}]))*(?:[-–/][\w’']+)*|{_YEARS}|&)"
_LINK = r"(?:of|on|for|and|the|to|in|against|with|by|from|between|at|a|as(?=\s+an?\s))"
_NUMBER = r"(?:\((?:EU|EC|EEC)\)\s+)?(?:No\.?\s+)?(?:[A-Z]{1,4}-)?\d{1,5}(?:[-/]\d{1,4})?(?:/[A-Z]{2,3})?"
_NUMBERED = r"(?:No|Nr)\.?\s?\d{1,5}(?:[-/][A-Z\d]+)*(?:-[A-Z]+)*(?:\s+of\s+(?:19|20)\d\d\b)?"
_DATED = (
    rf"(?:\s+{_NUMBERED}(?![\w-])|"
    r"\s+\d{1,4}[-/]\d{1,4}(?:/[A-Z]{2,3})?\b"
    r"|\s+(?:of\s+)?(?:19|20)\d\d\b(?:[-–]\d\d(?:\d\d)?\b)?|\s+\d{4,5}\b|\s+(?:I{1,3}|IV|VI{0,3}|IX|X)\b)"
)
_YEAR = r"(?=\s+(?:19|20)\d\d\b)"
_SUBJECT = rf"\s+\([{_UPPER}][a-z][^()\n]{{1,60}}\)"
"""The subject that a law's name gives in brackets ("Harbours (Safety) Order 2005")."""
_IDENTIFIER = re.compile(r"\s*[(\[](?P<id>[A-Z]{1,8}[ -]?\d{1,6}(?:[-/.]\d{1,6})*|\d{4}/\d{1,4})[)\]]")
_SPELT = re.compile(r"(?P<rest>(?:\s+[a-z]+){1,5})\s+\((?:the\s+)?[\"“']?(?P<acronym>[A-Z]{3,8})[\"”']?\)")
_AND = re.compile(r"\s+and\s+(?:the\s+)?")
_PARTIES = re.compile(r"\b(?:between|with|of|among)\b")
_OWNER = re.compile(r"[’']s?\s+(?=\S+\s)")
_LEAD = (
    r"(?:The|A|An|This|That|These|Those|Our|Its|Their|New|In|Under|As|And|Read|See|Both|Each|All|What|Why|How|"
    r"Is|Are|Does)"
)
_LEADING = re.compile(rf"^{_LEAD}\s+")


_FIRST = re.compile(r"([A-Z][a-z]+)\s+(?=[A-Z])")

REPORTS = frozenset({"press_release", "news_article", "written_statement", "oral_statement", "report"})
"""Genres whose title tells of an instrument rather than names the document."""


@dataclass(slots=True)
class FoundReference:
    """A reference: its fullest name and every place where it is named."""

    name: str
    kind: str
    start: int
    end: int
    identifier: str | None = None
    mentions: list[tuple[int, int]] = field(default_factory=list)


@cache
def _heads(**where: str) -> dict[str, str]:
    """Instrument nouns with their kinds, in the rows that are as ``where`` says."""
    rows = table("instruments")
    return {row["word"]: row["kind"] for row in rows if all(row[k] == v for k, v in where.items())}


def _any_of(names: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, names), key=lambda name: (-len(name), name)))


def _as_name(noun: str) -> str:
    """A noun with the capitals that it has in a name ("Memorandum of Understanding")."""
    return " ".join(
        word if word in words("function_words") else word.capitalize() for word in noun.split(" ")
    )


@cache
def _pattern() -> re.Pattern[str]:
    """The four ways in which a text names an instrument, as the groups of one expression.

    ``upper``: a name with a capitalised head; ``opening``: a head that opens the name, or has a number;
    ``lower``: a name with a head in lower case; ``new``: something that is said to be published.
    """
    low = _any_of(_heads(lower="yes"))
    dated = set(_heads(lower="dated"))
    heads = _any_of(map(_as_name, set(_heads()) - dated)) + f"|(?:{_any_of(map(_as_name, dated))}){_YEAR}"
    first = _any_of(map(_as_name, _heads(first="yes")))
    adjective = rf"(?:(?!(?:{_any_of(words('function_words'))})\s)[a-z]+\s+)"
    name = rf"{_CAP}(?:\s+(?:(?:of|on|for|and|to|in)\s+)?{_CAP}){{0,7}}?"
    another = (
        rf"(?!and\s+(?:on\s+)?(?:the\s+)?(?:{first})\b)"  # "Treaty of Aachen and Regulation (EU) …" are two
    )
    after = rf"{_CAP}(?:\s+{another}(?:{_LINK}\s+){{0,2}}{_CAP}){{0,9}}"
    generic = _any_of(map(str.capitalize, words("generic_adjectives")))
    longer = (
        rf"(?:(?:(?:\s+{_CAP}){{0,3}}|\s+and(?:\s+(?:{generic})){{1,2}})\s+(?P<further>{heads})(?![\w-]))?"
    )
    verbs = rf"to\s+{_CAP}(?:,\s+{_CAP})*(?:,?\s+and\s+{after})?"  # "to Prevent, Suppress and Punish Theft"
    listed = rf"{_CAP}(?:,\s+{_CAP})+,?\s+and\s+{_CAP}"  # "on Fish, Salt and Sand"
    about = rf"(?:(?:on|for)\s+{listed}|(?:on|for|to|against)\s+(?:the\s+)?{after}|{verbs})"
    told = "|".join(f"(?<={_as_name(noun)})" for noun in _heads(kind="document", lower="no", first="no"))
    reviewed = rf"(?:{told})\s+of\s+(?:the\s+)?{after}"  # "Independent Review of Harbour Dues"
    headed = rf"{name}(?:{_SUBJECT})?\s+(?P<head>{heads})(?![\w-])"
    upper = rf"(?!{_LEAD}\s+(?:{first})\s){headed}{longer}(?:{_DATED}|\s+{about}|{reviewed})?"
    some = _any_of(map(_as_name, _heads(first="on")))
    opening = (
        rf"(?P<opener>{first}|(?<!of )(?:{some})(?=\s+(?:on|No)\b))"
        rf"\s+(?:{_NUMBERED}(?![\w-])|{_NUMBER}(?![\w-])|(?:of|on|for|against)\s+(?:the\s+)?{after}"
        rf"|to\s+{_CAP}(?:,\s+{_CAP})+,?\s+and\s+{after})"
    )
    lower = rf"{name}\s+{adjective}{{0,2}}?(?P<low>{low})(?![\w-])(?:\s+on\s+(?:the\s+)?{after})?"
    topic = r"(?:on|for)\s+(?:[\w’'-]+\s+){0,5}[\w’'-]+"
    new = rf"(?:an?|its|our|their|the)\s+(?:new\s+)?(?P<new>(?P<noun>{low})\s+{topic})(?=[,.;])"
    return re.compile(
        rf"(?<![\w-])(?P<upper>{upper})|(?<![\w-])(?P<opening>{opening})|(?<![\w-])(?P<lower>{lower})"
        rf"|\bpublish(?:ing|ed|es)?\s+{new}"
    )


def find_references(
    text: str,
    document: Document | None = None,
    title: str | None = None,
    bodies: Sequence[tuple[int, int]] = (),
) -> list[FoundReference]:
    """The references of ``text``, one for each instrument, in the order of their first mention.

    What ``title`` names is the document itself, and no reference; a report on an instrument has no such title.
    ``bodies`` are the spans of names that are actors ("World Food Programme").
    """
    own = _key(title or "")
    found: dict[str, FoundReference] = {}
    named = Intervals((start, end) for start, end in bodies)
    starts = dict(bodies)
    for start, stop, head in _candidates(text, document):
        if named.hold(start, stop):
            continue
        end = _to_acronym(text, start, _before_body(text, start, stop, starts))
        name = text[start:end]
        key = _key(name)
        if not key or (own and (f" {key} " in f" {own} " or key.startswith(own))):
            continue
        known = _same(found, key)
        if known is None:
            found[key] = known = FoundReference(name, _heads()[head.lower()], start, end)
            match = _IDENTIFIER.match(text, end)
            known.identifier = match["id"] if match else None
        elif len(name) > len(known.name):
            known.name = name
        known.mentions.append((start, end))
    return list(found.values())


def _to_acronym(text: str, start: int, end: int) -> int:
    """Where a name ends that goes on in lower case up to its acronym ("Treaty on Clean Air over harbours (TCA)")."""
    more = _SPELT.match(text, end)
    if more is None:
        return end
    initials = {word[0].lower() for word in re.findall(r"[^\W_]+", text[start : more.start("acronym")])}
    return more.end("rest") if set(more["acronym"].lower()) <= initials else end


def _before_body(text: str, start: int, end: int, bodies: Mapping[int, int]) -> int:
    """Where a name ends before "and" and a body ("the Agenda on Fish and Harbour Council rules")."""
    for match in _AND.finditer(text, start, end):
        whose = text[start : match.start()]
        if bodies.get(match.end(), 0) >= end and not _PARTIES.search(whose):
            return match.start()
    return end


def _candidates(text: str, document: Document | None) -> Iterator[tuple[int, int, str]]:
    blocks = document.blocks if document else [Block("paragraph", 0, len(text), 0)]
    for block in blocks:
        if block.region is not None or text[block.content : block.end].isupper():
            continue  # capitals say nothing where all are
        for match in _pattern().finditer(text, block.content, block.end):
            if match["lower"] and block.kind == "heading":
                continue
            groups = (match[group] for group in ("opener", "further", "head", "low", "noun"))
            head = next(filter(None, groups))
            left, right = match.span("new") if match["new"] else match.span()
            if process := _process().match(text, left, right):
                left = process.end()
            if block.kind == "heading":
                left += _after_headline_verb(text[left:right])
            while lead := _LEADING.match(text[left:right]) or _told(text[left:right]):
                left += lead.end()
            left = _after_owner(text, left, right)
            if when := _when().search(text, left, right):
                right = when.start()
            name = text[left:right]
            if (match["new"] or match["opening"] or _is_name(text, left, name, block.content)) and len(
                name.split()
            ) > 1:
                opened = _opened_by().match(name)
                yield left, left + len(name.rstrip(".,;:")), opened[1] if opened else head


def _told(name: str) -> re.Match[str] | None:
    """The verb before a name that an item opens with ("Publish the Harbour Plan" in capitals)."""
    first = _FIRST.match(name)
    return first if first and first[1].lower() in words("told_verbs") else None


@cache
def _when() -> re.Pattern[str]:
    """A month after a name, which tells when something is done with it ("the Harbour Treaty in May")."""
    months = "|".join(sorted({row["word"].capitalize() for row in table("months")}))
    return re.compile(rf"\s+(?:in|on|by|from|to|until|since)\s+(?:\d{{1,2}}\s+)?(?:{months})\b.*")


@cache
def _opened_by() -> re.Pattern[str]:
    """The noun that a name opens with, which tells its kind ("Agreement on the Fish Programme")."""
    return re.compile(rf"({_any_of(map(_as_name, _heads(first='yes')))})\s+(?:of|on|for|between)\s")


@cache
def _process() -> re.Pattern[str]:
    """What is done with an instrument, before its name ("National Implementation of the Harbour Act")."""
    nouns = _any_of(map(str.capitalize, words("processes")))
    return re.compile(rf"(?:{_CAP}\s+){{0,2}}(?:{nouns})\s+(?:of|on|to|with)\s+(?:the\s+)?")


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


def _is_name(text: str, start: int, name: str, block: int) -> bool:
    """Whether capitals show a name, and not just the start of a sentence ("Publish plan")."""
    *before, last = (word.lower() for word in name.split() if not word.isdigit())
    empty = set(words("generic_adjectives"))
    if last in _heads():  # "Strategy and Action Plan"
        empty |= words("function_words") | _heads().keys()
    if before and empty.issuperset(before):
        return False
    capitals = [word for word in name.split()[:-1] if word[:1].isupper() or word.isdigit()]
    if len(capitals) > 1 or (name.rsplit(maxsplit=1)[-1][:1].isupper() and capitals):
        return True
    ahead = text[block:start].rstrip()[-1:]
    return bool(capitals) and (capitals[0].isupper() or ahead not in (".", ":", "", "\n", "•", "-", "!", "?"))


def _key(name: str) -> str:
    """The words of a name, so that "statement on X" and "X statement" are one."""
    plain = re.sub(r"[\W_]+", " ", name.casefold()).strip()
    turned = _turned().fullmatch(plain)
    return f"{turned[2]} {turned[1]}" if turned else plain


@cache
def _turned() -> re.Pattern[str]:
    """A name that opens with its noun ("statement on X")."""
    return re.compile(rf"({_any_of(_heads())}) on (.+)")


def _same(found: dict[str, FoundReference], key: str) -> FoundReference | None:
    """A reference of the same name, or of one that this name shortens or extends from its start."""
    for known, reference in found.items():
        if known == key or known.startswith(key + " ") or key.startswith(known + " "):
            return reference
    return None


def _headline(title: str) -> bool:
    """Whether a title tells what became of an instrument ("Harbour Plan agreed"), as a headline does."""
    head = re.split(r"\s*[:–—]\s+", title)[0]
    last = head[head.rfind(" ") + 1 :].lower()
    return last in words("headline_verbs") or (last.endswith("ed") and last in words("headline_ends"))


def _find(doc: Doc) -> list[FoundReference]:
    metadata = doc.user_data.get("plancli_metadata")
    named = metadata is not None and metadata.title is not None and metadata.kind not in REPORTS
    named = named and not _headline(metadata.title.value)  # type: ignore[union-attr]
    title = metadata.title.value if named else None  # type: ignore[union-attr]
    bodies = [(m.start, m.end) for entity in entities_of(doc) for m in entity.mentions]
    return find_references(text_of(doc), document_of(doc), title, bodies)


make_references = register("plancli_references", _find, lambda reference: reference.kind)
