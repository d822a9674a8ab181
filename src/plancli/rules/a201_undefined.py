"""An acronym is never explained.

Those who wrote the document know what it stands for; those who read it in three years do not, and cannot look it up.

To mend it: write the name out where it is first used, with the acronym in brackets after it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from plancli.document import Block
from plancli.gazetteer.cues import pattern
from plancli.rules.acronyms import bare, expansions, initials, is_known
from plancli.rules.base import Context, Hit
from plancli.rules.names import small

CODE = "A201"
LEVEL = "warning"
FAILING = (
    "River plan\n\nThe RWMB will publish a map of weirs by 2027, and the Ministry of Water will fund the RWMB.\n",
)
PASSING = (
    "River plan\n\nThe River and Weir Management Board (RWMB) will publish a map by 2027. The RWMB is new.\n",
    "River plan\n\nThe Weirless Zone or WLZ lies upstream. In the WLZ, boats of the Riverkeepers of Ostria (ROSK.) go free.\n",
    "River plan\n\nThe UK and the EU will publish a PDF on NATO by 2027.\n",
    "MARLOW, 3 May – The Ministry of Water will publish a map of weirs by 2027.\n",
    "RIVER PLAN\n\nThe Ministry of Water will publish a map of weirs by 2027.\n",
)
_TOKEN = re.compile(r"(?<![\w&./@#-])(?:[A-Z]{3,7}s?|[A-Z]{1,3}&[A-Z]{1,3})(?![\w&@/]|[-.]\w)")
_ROMAN = re.compile(r"[IVXLC]+")
_NEAR = 120
"""Characters before and after an acronym in which its words may stand without brackets."""
_SHOUTED = 0.5
"""Share of a block's words in capitals from which capitals say nothing."""


def check(context: Context) -> Iterator[Hit]:
    """Acronyms of three letters at least, in running text, that neither the text nor common knowledge explains."""
    uses = _uses(context)
    spelt = initials(context.text)
    plain = set(re.findall(r"\b[a-z]{3,}\b", context.text)) if uses else set()
    for acronym, places in uses.items():
        if (
            acronym in spelt
            or acronym.lower() in plain
            or any(_spelt_near(context, acronym, *place) for place in places)
        ):
            continue
        times = f", used {len(places)} times," if len(places) > 1 else ""
        yield Hit(f"'{acronym}'{times} is explained nowhere in the document", *places[0])


def _uses(context: Context) -> dict[str, list[tuple[int, int]]]:
    """Where the acronyms stand that the text does not define and readers do not know, in running text."""
    defined = {each.acronym for each in expansions(context)} | _glossed(context)
    names = [(one.start, one.end) for each in context.plan.references for one in each.evidence]
    uses: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for block in context.blocks:
        if block.kind in ("title", "note") or _shouted(context.text[block.content : block.end]):
            continue
        for match in _TOKEN.finditer(context.text, block.content, block.end):
            acronym = bare(match[0])
            if _is_word(acronym) or acronym in defined or is_known(acronym):
                continue
            if not _is_reference(context, block, match) and not _inside(names, match):
                uses[acronym].append(match.span())
    return uses


def _is_word(acronym: str) -> bool:
    """Whether capitals are a numeral, or a word that declarations and treaties print in them."""
    shouted = pattern("acronym_cues", kind="shouted")
    return bool(_ROMAN.fullmatch(acronym) or shouted.fullmatch(acronym))


def _inside(names: list[tuple[int, int]], match: re.Match[str]) -> bool:
    """Whether the letters are a word of a longer name ("the CHIPS and Science Act")."""
    return any(
        start <= match.start() and match.end() <= end and end - start > len(match[0]) for start, end in names
    )


def _spelt_near(context: Context, acronym: str, start: int, end: int) -> bool:
    """Whether words close by, in whatever case, open with the letters ("high impact providers, or HIPs")."""
    near = context.text[max(0, start - _NEAR) : start] + " | " + context.text[end : end + _NEAR]
    found = [word[0] for word in re.findall(r"[a-z|]+", near.lower()) if word not in small("name")]
    return acronym.lower().replace("&", "") in "".join(found)


def _shouted(words: str) -> bool:
    found = re.findall(r"[A-Za-z]{2,}", words)
    return sum(word.isupper() for word in found) >= _SHOUTED * max(1, len(found)) or len(found) < 4


def _glossed(context: Context) -> set[str]:
    """Acronyms that the text explains in a way of its own: quoted in brackets, or at the head of a line or a cell."""
    text = context.text
    quoted = re.findall(
        rf"\(\s*(?:{_any('introduces')}\s+)?[\"'“‘]?([A-Z][A-Z&]{{1,7}})s?[\"'”’.,]{{0,2}}\s*\)", text
    )
    spelt = re.findall(rf"\b([A-Z][A-Z&]{{1,7}})s?\s+{_any('means')}\b", text)
    heads = [
        match[1]
        for block in context.document.blocks
        if (
            match := re.match(
                r"[•*-]?\s*([A-Z][A-Z&]{1,7})s?\s*(?:[:–—=→⇒]|-\s|\t|$)", text[block.start : block.end]
            )
        )
    ]
    return {bare(each) for each in [*quoted, *spelt, *heads]}


def _is_reference(context: Context, block: Block, match: re.Match[str]) -> bool:
    """Whether the letters are part of a number ("ABC 123") or of a name ("ABC Systems")."""
    after = context.text[match.end() : match.end() + 12]
    before = context.text[max(block.content, match.start() - 20) : match.start()]
    if match.start() == block.content and re.match(r",|\s?[–—(-]", after):
        return True  # the place in front of a piece of news
    if re.match(r"\s?\d", after) or re.search(rf"(?:[A-Z]{{2,}}\s|\d\s?|{_any('number')}\s)$", before):
        return True
    return re.match(r"\s[A-Z]{2,}\b|[®™]|\s[A-Z][a-z]+", after) is not None


def _any(kind: str) -> str:
    return f"(?:{pattern('acronym_cues', kind=kind).pattern})"
