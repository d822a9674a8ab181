"""References: the other instruments, treaties, statements and laws that a text names.

They are found in three ways: by a noun of the table ``instruments`` in a run of capitalised words (``grammar``), by the
number of a series (``numbered``), and by a title (``titled``). What overlaps is one name (``candidates``), and one
instrument that is named in several ways is one reference (``same``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from plancli.document import Document
from plancli.pipeline.references.candidates import candidates
from plancli.pipeline.references.lexicon import heads
from plancli.pipeline.references.model import Candidate, FoundReference
from plancli.pipeline.references.own import calls, is_own, key
from plancli.pipeline.references.same import Register, turned

_IDENTIFIER = re.compile(
    r"\s*[(\[](?P<id>[A-Z]{1,8}[ -]?\d{1,6}(?:[-/.](?:\d{1,6}|[IVX]{1,4}\b))*|\d{4}/\d{1,4}"
    r"|No\.?\s?\d{1,4}\s+of\s+\d{4})[)\]]"
)
_DEFINED = re.compile(r"\s*\((?:the\s+)?[\"“‘']?(?P<short>[A-Z0-9][^()\"”\n]{1,60}?)[\"”’']?\)")
_BRACKET = re.compile(r"\s*\((?:the\s+)?[\"“‘]?")
_THIS = re.compile(r"\b[Tt]his\s+$")


def find_references(
    text: str,
    document: Document | None = None,
    title: str | None = None,
    bodies: Sequence[tuple[int, int]] = (),
    number: str | None = None,
) -> list[FoundReference]:
    """The references of ``text``, one for each instrument, in the order of their first mention.

    What ``title`` names is the document itself, and no reference; a report on an instrument has no such title.
    ``bodies`` are the spans of names that are actors ("World Food Programme"), ``number`` is the document's own.
    """
    known = Register()
    own: set[str] = set()
    last: tuple[Candidate, FoundReference] | None = None
    for candidate in candidates(text, document, bodies):
        name = candidate.name or text[candidate.start : candidate.end]
        keys = {key(name), turned(name), candidate.key or ""} - {""}
        if not keys or is_own(name, title, number):
            own |= keys
            continue
        reference = _explained(text, last, candidate) or known.find(keys)
        if reference is None:
            short = any(each.startswith(f"{key(name)} ") and calls(key(name), each) for each in own)
            if short or _THIS.search(text, max(0, candidate.start - 6), candidate.start):
                continue
            reference = FoundReference(name, candidate.kind, candidate.start, candidate.end)
        elif len(name) > len(reference.name) and turned(name).startswith(turned(reference.name)):
            reference.name = name
        if identifier := _IDENTIFIER.match(text, candidate.end):
            reference.identifier = reference.identifier or identifier["id"]
        known.enter(reference, keys | _short_forms(text, candidate))
        reference.mentions.append((candidate.start, candidate.end))
        last = candidate, reference
    return known.references


def _explained(
    text: str, last: tuple[Candidate, FoundReference] | None, candidate: Candidate
) -> FoundReference | None:
    """The reference just named, where ``candidate`` in brackets gives its number or name ("the Act (SI 2005/1)")."""
    if last is None or not _BRACKET.fullmatch(text, last[0].end, candidate.start):
        return None
    if text[candidate.end : candidate.end + 1] not in (")", ",", ";", "”", "’", '"'):
        return None
    before, reference = last
    named, number = (before, candidate) if candidate.key else (candidate, before)
    if named.key or not number.key:
        return None
    reference.name = text[named.start : named.end]
    reference.identifier = reference.identifier or text[number.start : number.end]
    return reference


def _short_forms(text: str, candidate: Candidate) -> set[str]:
    """What brackets after a name call it from there on ("the Treaty on Kelp (the Kelp Treaty)")."""
    short = _DEFINED.match(text, candidate.end)
    if short is None:
        return set()
    called = turned(short["short"])
    nouns = heads().keys() & set(called.split())
    its = key(candidate.name or text[candidate.start : candidate.end]).split()
    return {called} if " " in called and (not nouns or nouns & set(its)) else set()
