"""Who publishes a document, as its cover says."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plancli.document import Block, Document
from plancli.gazetteer import body_heads, cues, key, lookup, words
from plancli.gazetteer.cues import pattern
from plancli.pipeline.metadata.cover import Spot, blank_label, label_of, phrases
from plancli.pipeline.metadata.issued import issued
from plancli.pipeline.metadata.names import names_body, shaped_as_body

BODIES = frozenset({"ministry", "agency", "government", "parliament", "organisation", "group"})
_NAME_BREAK = re.compile(r"\s*(?:,|;|/|\||\band\b)\s*")
_BRACKETED = re.compile(r"\s*\([A-Z][\w-]{1,12}\)")
_MAX_WORDS = 20
_TITLE_WORDS = 12


def find_issuers(document: Document, cover: list[Block], addressed: set[int]) -> list[Spot]:
    """Known bodies that stand alone on a cover line, or any after "From" or "By"."""
    found: list[Spot] = []
    above = ""
    for block in cover:
        text = document.words(block)
        label = label_of(text, "bylines")
        names = text[label:]
        told = issued(text)
        below = blank_label(above) and label_of(f"{above} x", "bylines") > 0
        placed = label_of(text, "place_labels") > 0 or (label_of(f"{above} x", "place_labels") > 0)
        above = text if blank_label(text) else ""
        if told is not None:
            found += _who_issued(text, told.who, block.content)
        elif block.start in addressed or placed or len(names.split()) > _MAX_WORDS:
            continue
        elif label or not _looks_like_title(document, block):
            spots = _named(names, block.content + label, labelled=label > 0 or below)
            found += (
                spots
                or _shaped(text, block.content)
                or _said_to_publish(text, block.content)
                or _in_facts(document, block)
            )
    return found or _hinted(document, cover)


def _who_issued(text: str, who: tuple[int, int], offset: int) -> list[Spot]:
    """The known bodies of a sentence of issue, or the name there, if its shape is a body's."""
    known = _named(text[slice(*who)], offset + who[0], labelled=True)
    name = re.match(r"(?:the )?(?P<name>[A-Z][^,(]+)", text[slice(*who)])
    if known or name is None:
        return known
    shown = name["name"].strip()
    heads = [body_heads().get(key(word)) for word in (shown.split()[0], shown.split()[-1])]
    body = len(shown.split()) > 1 and any(head is not None and head.strong for head in heads)
    start = offset + who[0] + name.start("name")
    return [Spot(start, start + len(shown), shown)] if body else []


def _shaped(text: str, offset: int) -> list[Spot]:
    """The body whose name fills a line, as its last word or its first tells ("Ashford Borough Council")."""
    head = body_heads().get(key(text.split(" ", 1)[0]))
    capitals = text.isupper() and len(text.split()) > 1  # in which the tagger of names sees no name
    ministry = capitals and head is not None and head.kind == "ministry" and names_body(text)
    if not ministry and not shaped_as_body(text):
        return []
    cased = " ".join(_cased(word) for word in text.split()) if text.isupper() else text
    return [Spot(offset, offset + len(text), cased)]


def _cased(word: str) -> str:
    """A word of a name in capitals as it is written elsewhere."""
    return word.lower() if word.lower() in cues.words("function_words") else word.capitalize()


def _in_facts(document: Document, block: Block) -> list[Spot]:
    """The bodies that fill one of several facts on a line ("Press release | 3 May 2024 | Ministry of Trade")."""
    facts = list(phrases(document, block))
    if not any(pattern("kinds", where="caption").fullmatch(fact.value) for fact in facts[: len(facts) - 1]):
        return []
    found = []
    for fact in facts[1:]:
        parts = list(_parts(fact.value, fact.start))
        if parts and all(_is_body(part.value, groups=False) or names_body(part.value) for part in parts):
            found += parts
    return found


def _said_to_publish(text: str, offset: int) -> list[Spot]:
    """Any name after a label that only a publisher stands behind ("Issuing agency: …")."""
    label = label_of(text, "bylines", who="publisher")
    name = text[label:].rstrip(" .")
    if ":" not in text[:label] or not name[:1].isupper() or len(name.split()) > _TITLE_WORDS:
        return []
    return [Spot(offset + label, offset + label + len(name), name)]


def _hinted(document: Document, cover: list[Block]) -> list[Spot]:
    """The publisher that the source's own data names, where the cover has its name and no other is known."""
    name = " ".join(document.hints.get("publisher", "").split())
    for block in cover if name else ():
        match = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", document.words(block), re.IGNORECASE)
        if match and not _looks_like_title(document, block):
            start = block.content + match.start()
            return [Spot(start, block.content + match.end(), match[0])]
    return []


def find_owner(document: Document, cover: list[Block], own: list[str]) -> list[Spot]:
    """The body whose the document is, where its cover or first prose says so ("the Harbour Agency's Plan for Buoys").

    Args:
        document: the document.
        cover: its blocks before the first prose.
        own: what names the document: its title and its reference number.
    """
    after = document.blocks.index(cover[-1]) + 1 if cover else 0
    for block in [*cover, *document.blocks[after : after + 1]]:
        text = document.words(block)
        for name in own:
            match = re.search(rf"['’]s (?:[“\"]?[A-Z\d][\w-]*,? ){{0,5}}[“\"]?{re.escape(name)}(?!\w)", text)
            owner = _body_before(text, match.start()) if match else None
            if match and owner is not None:
                return [
                    Spot(block.content + owner, block.content + match.start(), text[owner : match.start()])
                ]
    return []


def _body_before(text: str, end: int) -> int | None:
    """Where the longest name of a known body starts that ends at ``end``."""
    starts = [word.start() for word in re.finditer(r"(?<!\w)(?!The )[A-Z]", text[:end])]
    return next((start for start in starts if _is_body(text[start:end], groups=False)), None)


def find_addressed(document: Document, cover: list[Block]) -> set[int]:
    """Starts of the blocks that name recipients: a labelled one and those below it up to the next label."""
    found: set[int] = set()
    inside = False
    for block in cover:
        text = document.words(block)
        if ":" in text[:40]:
            label = rf"(?:{pattern('memo_labels', what='recipients').pattern})\s*:"
            inside = re.match(label, text, re.IGNORECASE) is not None
        if inside:
            found.add(block.start)
    return found


def _named(names: str, offset: int, *, labelled: bool) -> list[Spot]:
    names = _BRACKETED.sub(lambda match: " " * len(match[0]), names)  # offsets stay as they are
    whole = lookup(names.strip())
    if whole is not None and _is_body(names.strip(), groups=labelled):
        return [Spot(offset, offset + len(names), whole.name)]
    parts = list(_parts(names, offset))
    while len(parts) > 1 and _is_place(parts[-1].value):
        parts.pop()  # where the body before it is: "Department for the Economy, Northern Ireland"
    known = [spot for spot in parts if _is_body(spot.value, groups=labelled)]
    if labelled and not known and _acronym(names.strip()):
        return [Spot(offset, offset + len(names.rstrip()), names.strip())]
    return known if labelled or len(known) == len(parts) else []


def _looks_like_title(document: Document, block: Block) -> bool:
    """Whether a heading is the title: a long one, or the first of a document that marks its headings up."""
    if block.kind != "heading":
        return False
    first = next(each for each in document.blocks if each.kind == "heading")
    marked_up = document.media_type != "text/plain" and document.pages is None
    return len(document.words(block).split()) > _TITLE_WORDS or (marked_up and block is first)


def _parts(names: str, offset: int) -> Iterator[Spot]:
    """The names of a line, those with a comma or an "and" of their own kept whole where they are known."""
    breaks = [(0, 0), *(match.span() for match in _NAME_BREAK.finditer(names)), (len(names), len(names))]
    position = 0
    while position < len(breaks) - 1:
        start = breaks[position][1]
        stop = position + 1
        for longer in range(len(breaks) - 1, position + 1, -1):
            if lookup(names[start : breaks[longer][0]].strip()) is not None:
                stop = longer
                break
        end = start + len(names[start : breaks[stop][0]].rstrip())
        if end > start:
            yield Spot(offset + start, offset + end, names[start:end].strip())
        position = stop


def _is_body(name: str, *, groups: bool) -> bool:
    entry = lookup(name)
    if entry is None or entry.name.casefold() in words("party_name"):
        return False  # a party below a member's name publishes nothing
    return entry.kind in BODIES and (groups or entry.kind != "group")


def _is_place(name: str) -> bool:
    entry = lookup(name)
    return entry is not None and entry.kind in ("country", "region")


def _acronym(name: str) -> bool:
    return name.isupper() and 2 <= len(name) <= 8 and name.isalpha()
