"""Sentences and headings that say how many points are to come, and what comes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from plancli.document import Block
from plancli.gazetteer.cues import either, pattern, table, words
from plancli.rules.base import Context

_MOST = 40
"""A larger number in a sentence counts no points of a list."""


@dataclass(frozen=True, slots=True)
class Announcement:
    """A number of points to come.

    Attributes:
        index: the place of its block in the document's blocks.
        start: first code point of its words.
        end: code point after the last.
        count: how many points are announced.
        noun: what they are called, where a heading of that name may have them anywhere below.
    """

    index: int
    start: int
    end: int
    count: int
    noun: str | None = None


@cache
def _numbers() -> dict[str, int]:
    rows = table("numbers")
    return {row["word"]: int(row["value"]) for row in rows if row["kind"] in ("unit", "ten")}


@cache
def _nouns() -> str:
    labels = [row["label"] for row in table("labels") if row["kind"] != "section"]
    plurals = [_plural(label) for label in labels] + [row["plural"] for row in table("counted_parts")]
    return "|".join(sorted(set(plurals), key=lambda noun: (-len(noun), noun)))


def _plural(noun: str) -> str:
    return noun[:-1] + "ies" if noun.endswith("y") and noun[-2:-1] not in "aeo" else noun + "s"


def _any(kind: str) -> str:
    return f"(?:{pattern('announced', kind=kind).pattern})"


def _close() -> str:
    """How a sentence with the number goes on to the list: to its own colon, or to that of "They are:"."""
    return rf"[^.;:?!]{{0,90}}:$|[^.;:?!]{{0,60}}\. {_any('list')}\b[^.;:?!]{{0,30}}:$"


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    number = "(?P<n>" + "|".join(_numbers()) + r"|[1-9]\d?)"
    between = r"(?P<between>(?:[a-z-]+ ){0,3}?)"
    forms = {
        "following": rf"\b{_any('leads')} {number} {between}[a-z-]+s\b",
        "turned": rf"\b{number} {_any('after')} {between}[a-z-]+s\b",
        "closing": rf"(?<![\d.,£$€-])\b{number} {between}(?:{_nouns()})\b(?={_close()})",
        "heading": rf"^(?:{_any('owner')} )?{number} {between}(?:{_nouns()})\b",
    }
    plan = rf"{number}[- ]{either('plan_parts')} {between}{_any('plan')}\b"
    forms["point"] = rf"\b{plan}(?=[^.;?!]{{0,120}}$)"
    forms["own"] = rf"\b{_any('own')} {plan}(?=[^.;?!]{{0,60}}\.$)"
    mine = rf"(?:{_any('mine')} (?:[a-z-]+ ){{0,2}}?{either('self_names', kind='genre')}|it)"
    forms["named"] = rf"\b{mine} {_any('holds')} {number} {between}(?P<noun>{_nouns()})\b"
    return {name: re.compile(form, re.IGNORECASE) for name, form in forms.items()}


_IN_HEADING = ("heading", "following", "turned", "closing", "point")
_IN_LEAD_IN = ("following", "turned", "closing", "point")
_IN_PARAGRAPH = ("following", "turned", "closing", "own", "named")


def announcements(context: Context) -> Iterator[Announcement]:
    """The announcements of a document, at most one a block: the last."""
    for index, block in enumerate(context.document.blocks):
        if block.region is not None:
            continue
        heads = block.kind in ("heading", "title") or (index == 0 and not block.marked)
        forms = _IN_HEADING if heads else _IN_LEAD_IN if block.lead_in else _IN_PARAGRAPH
        sentence = context.text[block.content : block.end]
        found = next((match for form in forms if (match := _last(_patterns()[form], sentence))), None)
        count = _value(found["n"]) if found else 0
        if found and 1 < count <= _MOST:
            noun = found.groupdict().get("noun")
            yield Announcement(
                index,
                block.content + found.start("n" if noun else 0),
                block.content + found.end(),
                count,
                noun,
            )


def _last(form: re.Pattern[str], sentence: str) -> re.Match[str] | None:
    """The last match whose number counts the noun: nothing but adjectives stands between."""
    found = None
    for match in form.finditer(sentence):
        if all(_describes(word) for word in match["between"].lower().split()):
            found = match
    return found


def _describes(word: str) -> bool:
    """Whether a word between a number and its noun may be an adjective, and no noun or verb of its own."""
    return word not in words("function_words") and (not word.endswith("s") or word.endswith("ous"))


def _value(printed: str) -> int:
    return int(printed) if printed.isdigit() else _numbers().get(printed.lower(), 0)


def listed_after(context: Context, each: Announcement) -> list[int]:
    """The numbers of points that a reader may count after an announcement, the likeliest first; empty without a list.

    Items of the first list, all items at its depth up to the next heading, headings below a heading, and what a
    sentence enumerates itself.
    """
    blocks = context.document.blocks
    if each.noun is not None:
        return _under(context, each)
    here = blocks[each.index]
    if here.kind in ("heading", "title") or each.index == 0:
        return _below(context, each)
    if each.index + 1 < len(blocks) and _is_point(blocks[each.index + 1]):
        return [_points(blocks, each.index + 1)]
    opening = each.index + 1
    if here.kind == "paragraph" and not here.lead_in and _heads_the_only_list(blocks, opening):
        opening += 1  # "It follows a five-point plan." above the plan's heading
    first, inside = _items(blocks, opening, here)
    return [n for n in (first, inside) if n] if first else []


def _heads_the_only_list(blocks: list[Block], index: int) -> bool:
    """Whether a heading stands right above the only numbered list from here on: its points are what was announced."""
    if index >= len(blocks) or blocks[index].kind != "heading":
        return False
    owners = {each.parent for each in blocks[index:] if each.kind == "item" and each.number is not None}
    return owners == {index} and blocks[index + 1].kind == "item"


def _is_point(block: Block) -> bool:
    """Whether a heading is a point of what was announced: it bears a label or a number ("Goal 2: …")."""
    return block.kind == "heading" and block.region is None and block.number is not None


def _points(blocks: list[Block], start: int) -> int:
    """The numbered headings of one level and label that follow one another, whatever stands under them."""
    first, count = blocks[start], 0
    for block in blocks[start:]:
        if block.kind == "heading" and block.region is None and block.level <= first.level:
            if block.number is None or block.label != first.label or block.level < first.level:
                break
            count += 1
    return count


def _items(blocks: list[Block], start: int, lead: Block) -> tuple[int, int]:
    """Items of the list that starts at ``start``, and those of its depth up to the next heading."""
    if start >= len(blocks) or blocks[start].kind != "item":
        return 0, 0
    level, parent, bullet = blocks[start].level, blocks[start].parent, blocks[start].number is None
    first = total = 0
    broken = False
    for block in blocks[start:]:
        if block.kind == "heading" or block.region is not None:
            break
        if block.kind == "item" and block.level == level and block.parent == parent:
            total += 1
            broken = broken or (block.number is None) != bullet
            first += not broken
        elif block.kind == "item" and block.level < level:
            break
        elif block.kind != "item" and (block.parent is None or block.parent == lead.parent):
            broken = True
    return first, total


def _under(context: Context, each: Announcement) -> list[int]:
    """What stands under the one heading that is called like the points ("Objectives", "Our objectives")."""
    said = re.compile(rf"(?:{_any('owner')} )?{re.escape(each.noun or '')}", re.IGNORECASE)
    named = [
        index
        for index, block in enumerate(context.document.blocks)
        if block.kind == "heading" and block.region is None and said.fullmatch(_words(context, block))
    ]
    if len(named) != 1 or named[0] < each.index:
        return []
    return _below(context, Announcement(named[0], each.start, each.end, each.count))


def _words(context: Context, block: Block) -> str:
    return context.text[block.content : block.end].strip().rstrip(":")


def _below(context: Context, each: Announcement) -> list[int]:
    """What stands below a heading: headings one deeper, items of the outermost depth."""
    blocks = context.document.blocks
    here = blocks[each.index]
    heads: dict[int, int] = {}
    items: dict[int, int] = {}
    for block in blocks[each.index + 1 :]:
        if block.kind == "heading" and here.kind == "heading" and block.level <= here.level:
            break
        if block.region is not None:
            continue
        if block.kind == "heading":
            heads[block.level] = heads.get(block.level, 0) + 1
        elif block.kind == "item":
            items[block.level] = items.get(block.level, 0) + 1
    if not items.get(1) and not heads:
        return []
    return [*heads.values(), *items.values()]
