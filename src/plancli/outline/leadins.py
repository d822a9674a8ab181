"""Lists without markers: known from the sentence that leads to them and from the shape their items share."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from plancli.gazetteer.cues import pattern, words
from plancli.outline.counts import cardinals, ordinals
from plancli.outline.joins import TERMINAL
from plancli.outline.paragraphs import Para

_DASHED = re.compile(r":\s?[-–—]+$|\s[–—]$")
_DASHES = ("-", "–", "—")
"""A dash, after a colon or without one, as older documents set it before a list."""
_LEAD_IN = re.compile(r":$|\b(?:the following|as follows)\b[^.:;]{0,60}[.:;]$", re.IGNORECASE)
_FIRST_WORD = re.compile(r"[\"'“‘(]*([A-Za-z][\w-]*)")
_LABELLED = re.compile(r"[A-Z][^.:]{1,60}:\s+\S")
_SEMICOLON = re.compile(r";(?:\s+(?:and|or))?$", re.IGNORECASE)
_PHRASE = re.compile(r"(?P<phrase>[A-Z](?:[^.:;!?,]{2,60}\.|[^.:;!?]{2,60}:))\s+(?=[\"'“‘(]{0,2}[A-Z])")
_LABEL = re.compile(r"[A-Z][^.:;!?]{2,60}:\s+(?=\S)")
_PHRASE_WORDS = 6
_SHORT = 25
"""Words: a longer paragraph is no bare list item."""


def is_lead_in(text: str) -> bool:
    """Whether a paragraph announces what follows, and not what somebody says."""
    if text.endswith(_DASHES):
        text = _DASHED.sub(":", text)
    if not text.endswith(":") and "follow" not in text[-80:].lower():
        return False  # most paragraphs: the search proper costs more
    if not _LEAD_IN.search(text) or len(text.split()) < 2:
        return False
    last = text.rstrip(":").rsplit(" ", 1)[-1].lower()
    if last in words("function_words") or last in words("listing_verbs"):
        return True  # "member states will be required to:" goes on below, whatever its verbs
    last_clause = re.split(r"[.!?;]\s", text)[-1].lower()
    return not _says(re.findall(r"[a-z]+", last_clause)[-12:])


def _says(clause: Sequence[str]) -> bool:
    """Whether a clause has a verb of saying; "member states" has none."""
    return any(
        word in words("speech_verbs") and not (word == "states" and before in words("noun_states"))
        for before, word in pairwise(["", *clause])
    )


def list_unmarked(paras: Sequence[Para]) -> None:
    """Mark as items the unmarked paragraphs of a list, two at least.

    After a lead-in these share a shape or stand close, line by line; anywhere semicolons, ordinals ("First, …",
    "Second, …") or the number that a sentence announces hold them together.
    """
    index = 0
    while index < len(paras):
        end = max(way(paras, index) for way in _WAYS)
        if end - index > 2:
            paras[index].lead_in = True
            for para in paras[index + 1 : end]:
                para.kind = "item"
            index = end
        else:
            index += 1


def _led_end(paras: Sequence[Para], lead: int) -> int:
    """One past the list that a lead-in leads to; 0 where the paragraph is none."""
    return _run_end(paras, lead) if is_lead_in(paras[lead].text) else 0


def _punctuated_end(paras: Sequence[Para], lead: int) -> int:
    """One past the list that runs on from an unfinished paragraph, item after item closed by a semicolon."""
    if TERMINAL.search(paras[lead].text) and not is_lead_in(paras[lead].text):
        return 0
    end = lead + 1
    while end < len(paras) and _may_be_item(paras[end], paras[lead]) and _SEMICOLON.search(paras[end].text):
        end += 1
    closes = end < len(paras) and end - lead > 1 and _may_be_item(paras[end], paras[lead])
    return end + 1 if closes and paras[end].text.endswith(".") else 0


def _ordinal_end(paras: Sequence[Para], lead: int) -> int:
    """One past the paragraphs that count themselves: "First …", "Second …", one after the other."""
    end = lead + 1
    while end < len(paras) and _may_be_item(paras[end], paras[lead]):
        first = _FIRST_WORD.match(paras[end].text)
        if not first or ordinals().get(first[1].lower().removesuffix("ly")) != end - lead:
            break
        end += 1
    return end


def _counted_end(paras: Sequence[Para], lead: int) -> int:
    """One past the list that a sentence announces by its number ("… four themes."), if so many follow it.

    Its items show themselves by a short phrase at the start that a full stop or a colon closes.
    """
    count = announced_count(paras[lead].text)
    end = lead + 1 + count
    items = paras[lead + 1 : end]
    if len(items) < max(2, count) or not all(_may_be_item(para, paras[lead]) for para in items):
        return 0
    if all(punctuated_run_in(para.text) for para in items):
        return end
    labelled = all(_labelled(para.text) for para in items)
    return end if labelled and (end == len(paras) or not _labelled(paras[end].text)) else 0


def _labelled(text: str) -> bool:
    """Whether a short phrase without a verb opens a paragraph, closed by a colon ("Clean energy: to halve …")."""
    match = _LABEL.match(text)
    return (
        match is not None
        and len(match[0].split()) <= _PHRASE_WORDS
        and not pattern("finite").search(match[0])
    )


def _close_end(paras: Sequence[Para], lead: int) -> int:
    """One past the lines right below a lead-in that no blank line parts, in a text that parts its paragraphs so."""
    if paras[lead].size is not None or not is_lead_in(paras[lead].text):
        return 0
    end = lead + 1
    while (
        end < len(paras) and _may_be_item(paras[end], paras[lead]) and (end == lead + 1 or _close(paras[end]))
    ):
        end += 1
    parted = not _close(paras[lead + 1]) if end > lead + 1 else False
    return end if parted and (end == len(paras) or not _close(paras[end])) else 0


def _close(para: Para) -> bool:
    """Whether a line of a plain text stands right below another."""
    return para.first.tag is None and para.first.gap is not None and para.first.gap < 1


def announced_count(text: str) -> int:
    """The number in the last sentence of a paragraph that counts things to come; 0 for none."""
    lower = text.lower()
    if not any(count in lower for count in cardinals()):
        return 0  # most paragraphs: the search proper costs more
    match = _counted().search(text)
    return cardinals()[match[1].lower()] if match else 0


@cache
def _counted() -> re.Pattern[str]:
    """A number in words and the plural that it counts, in the last sentence of a paragraph."""
    several = "|".join(word for word, value in cardinals().items() if value > 1)
    return re.compile(rf"\b({several})\s+(?:\w+\s+){{0,2}}\w+s[^.:;!?]{{0,60}}[.:]?$", re.IGNORECASE)


def punctuated_run_in(text: str) -> int | None:
    """Where a short phrase without a verb ends that a full stop or colon closes before a capital."""
    match = _PHRASE.match(text)
    if match is None or len(match["phrase"].split()) > _PHRASE_WORDS:
        return None
    phrase = match["phrase"].lower()
    return (
        None
        if pattern("finite").search(phrase) or _says(re.findall(r"[a-z]+", phrase))
        else match.end("phrase")
    )


def _run_end(paras: Sequence[Para], lead: int) -> int:
    """One past the last paragraph of the list that paragraph ``lead`` leads to."""
    shared: set[str] | None = None
    end = lead + 1
    for para in paras[lead + 1 :]:
        if not _may_be_item(para, paras[lead]):
            break
        shapes = _shapes(para.text)
        both = shapes if shared is None else shared & shapes
        if not both:
            break
        shared = both
        end += 1
    counted = announced_count(paras[lead].text) == end - lead - 1
    if shared == {"short"} and not counted and end < len(paras) and end - lead > 2 and _bodied(paras[end]):
        end -= 1
    return end


def _may_be_item(para: Para, lead: Para) -> bool:
    tag = para.first.tag
    if para.marked or para.kind is not None or para.region != lead.region or para.region == "metadata":
        return False
    return tag in (None, "p") and not is_lead_in(para.text)


def _bodied(para: Para) -> bool:
    return para.marked or bool(TERMINAL.search(para.text)) or len(para.text.split()) > _SHORT


def _shapes(text: str) -> set[str]:
    """The shapes of list items that ``text`` has: how it begins, how it ends, whether it is short."""
    shapes = set()
    first = _FIRST_WORD.match(text)
    word = first[1] if first else ""
    lower = word.lower()
    if text[:1].islower():
        shapes.add("lower")
    if lower.endswith("ing") and len(lower) > 5:
        shapes.add("gerund")
    if lower in words("policy_verbs"):
        shapes.add("verb")
    if lower.endswith("s") and (lower[:-1] in words("policy_verbs") or lower[:-2] in words("policy_verbs")):
        shapes.add("third person")
    if text.rstrip(" and").endswith((";", ",")):
        shapes.add("semicolon")
    if _LABELLED.match(text):
        shapes.add("label")
    if len(text.split()) <= _SHORT and not TERMINAL.search(text):
        shapes.add("short")
    return shapes


_WAYS = (_led_end, _close_end, _punctuated_end, _ordinal_end, _counted_end)
"""How unmarked paragraphs are known for a list."""
