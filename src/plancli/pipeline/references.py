"""References: the other instruments, treaties, statements and laws that a text names.

A name is a run of capitalised words with a noun of the table ``instruments`` as its head ("Harbour Treaty"),
with what follows it by "on", "for" or "to" in capitals ("Action Plan on Clean Air"), or the
same with a lower-case head after a capitalised name ("Delta Group priority plan").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from spacy.tokens import Doc

from plancli.document import Block, Document
from plancli.gazetteer import lookup
from plancli.gazetteer.cues import table, words
from plancli.intervals import Intervals
from plancli.pipeline.components import document_of, entities_of, register, text_of

_UPPER = "A-ZÀ-ÖØ-ÞČŁŚŠŻŽİ"
_CAP = rf"(?:\d{{1,3}}(?=[- ]Year\b)|[{_UPPER}](?:[\w’']|\.(?=[{_UPPER}]))*(?:[-–/][\w’']+)*|\d{{4}}|&)"
_LINK = r"(?:of|on|for|and|the|to|in|against|with|by|from|between|at|a)"
_NUMBER = r"(?:\((?:EU|EC|EEC)\)\s+)?(?:No\.?\s+)?(?:[A-Z]{1,4}-)?\d{1,5}(?:[-/]\d{1,4})?(?:/[A-Z]{2,3})?"
_DATED = (
    r"(?:\s+\d{1,4}[-/]\d{1,4}(?:/[A-Z]{2,3})?\b"
    r"|\s+(?:of\s+)?(?:19|20)\d\d\b(?:[-–]\d\d(?:\d\d)?\b)?|\s+\d{4,5}\b)"
)
_SUBJECT = rf"\s+\([{_UPPER}][a-z][^()\n]{{1,60}}\)"
"""The subject that a law's name gives in brackets ("Harbours (Safety) Order 2005")."""
_IDENTIFIER = re.compile(r"\s*[(\[](?P<id>[A-Z]{1,8}[ -]?\d{1,6}(?:[-/.]\d{1,6})*|\d{4}/\d{1,4})[)\]]")
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
    heads = _any_of(map(_as_name, _heads()))
    first = _any_of(map(_as_name, _heads(first="yes")))
    adjective = rf"(?:(?!(?:{_any_of(words('function_words'))})\s)[a-z]+\s+)"
    name = rf"{_CAP}(?:\s+(?:(?:of|on|for|and|to|in)\s+)?{_CAP}){{0,7}}?"
    another = (
        rf"(?!and\s+(?:on\s+)?(?:the\s+)?(?:{first})\b)"  # "Treaty of Aachen and Regulation (EU) …" are two
    )
    after = rf"{_CAP}(?:\s+{another}(?:{_LINK}\s+){{0,2}}{_CAP}){{0,9}}"
    longer = rf"(?:(?:\s+{_CAP}){{0,3}}\s+(?:{heads})(?![\w-]))?"
    about = rf"(?:on|for|to|against)\s+(?:the\s+)?{after}"
    headed = rf"{name}(?:{_SUBJECT})?\s+(?P<head>{heads})(?![\w-])"
    upper = rf"(?!{_LEAD}\s+(?:{first})\s){headed}{longer}(?:{_DATED}|\s+{about})?"
    opening = rf"(?P<opener>{first})\s+(?:{_NUMBER}(?![\w-])|(?:of|on|for|against)\s+(?:the\s+)?{after})"
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
    for start, end, head in _candidates(text, document):
        if named.hold(start, end):
            continue
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


def _candidates(text: str, document: Document | None) -> Iterator[tuple[int, int, str]]:
    blocks = document.blocks if document else [Block("paragraph", 0, len(text), 0)]
    for block in blocks:
        if block.region is not None or text[block.content : block.end].isupper():
            continue  # capitals say nothing where all are
        for match in _pattern().finditer(text, block.content, block.end):
            if match["lower"] and block.kind == "heading":
                continue
            head = match["head"] or match["opener"] or match["low"] or match["noun"]
            left, right = match.span("new") if match["new"] else match.span()
            while lead := _LEADING.match(text[left:right]) or _told(text[left:right]):
                left += lead.end()
            left = _after_owner(text, left, right)
            name = text[left:right]
            if (match["new"] or match["opening"] or _is_name(text, left, name, block.content)) and len(
                name.split()
            ) > 1:
                yield left, left + len(name.rstrip(".,;:")), head


def _told(name: str) -> re.Match[str] | None:
    """The verb before a name that an item opens with ("Publish the Harbour Plan" in capitals)."""
    first = _FIRST.match(name)
    return first if first and first[1].lower() in words("told_verbs") else None


def _after_owner(text: str, left: int, right: int) -> int:
    """Where the name starts after a known body or country that owns it ("the Department's Directive 3")."""
    for owner in reversed(list(_OWNER.finditer(text, left, right))):
        if lookup(text[left : owner.start()]) is not None:
            return owner.end()
    return left


def _is_name(text: str, start: int, name: str, block: int) -> bool:
    """Whether capitals show a name, and not just the start of a sentence ("Publish plan")."""
    if all(word.lower() in words("generic_adjectives") for word in name.split()[:-1]):
        return False
    capitals = [word for word in name.split()[:-1] if word[:1].isupper() or word.isdigit()]
    if len(capitals) > 1 or (name.rsplit(maxsplit=1)[-1][:1].isupper() and capitals):
        return True
    before = text[block:start].rstrip()[-1:]
    return bool(capitals) and (
        capitals[0].isupper() or before not in (".", ":", "", "\n", "•", "-", "!", "?")
    )


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
