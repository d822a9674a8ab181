"""The text refers to an annex, a section or a table that it does not have.

"See Annex B" sends a reader on a search that ends nowhere. Annexes are lost when files are put together, and sections
when they are renumbered.

To mend it: add the part, correct its letter or number, or say in which other document it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from plancli.rules.base import Context, Hit

CODE = "X203"
LEVEL = "warning"
FAILING = (
    "# Plan\n\nThe costs are in Annex B.\n\n# Annex A: Dates\n\nThe dates are these.\n",
    "# 1. Rivers\n\nText on rivers; see section 4.\n\n# 2. Lakes\n\nText on lakes.\n\n# 3. Seas\n\nText on seas.\n",
    "# Plan\n\nThe costs are fixed. See Annex B.\n\n# Dates\n\nThe dates are these.\n",
)
PASSING = (
    "# Plan\n\nThe costs are in Annex A.\n\n# Annex A: Costs\n\nThe costs are these.\n",
    "# Plan\n\nIt follows Annex B to the Convention on Rivers, and Annex II of Directive 2000/60/EC.\n",
    "# 1. Rivers\n\nText on rivers under section 40 of the Act.\n\n# 2. Lakes\n\nText on lakes.\n",
)
_LABEL = (
    r"(?P<label>Annex(?:e)?|Appendix|Attachment|Schedule)\s+(?P<number>[A-Z]|\d{1,2}|[IVX]{1,5})(?![\w-])"
)
_ANNEX = re.compile(rf"\b{_LABEL}", re.IGNORECASE)
_PART = re.compile(
    r"\b(?:see|see also|set out in|described in|listed in|shown in|given in|refer to)\s+(?:the\s+)?"
    r"(?P<label>section|chapter|table|figure|box)\s+(?P<number>\d{1,2}(?:\.\d{1,2}){0,3})(?![\w-])(?!\.\d)",
    re.IGNORECASE,
)
_OF_ANOTHER = re.compile(
    r"\s*(?:\([^)]{1,40}\)\s*)?,?\s*(?:of|to|in|under|from)\s+(?:the\s+|that\s+|its\s+|this\s+|our\s+)?"
    r"(?:\w+\s+){0,3}?(?:[A-Z]|\d{4}|act\b|law\b|regulation|directive|convention|treaty|agreement|code\b|report\b)",
)
_OWNED = re.compile(r"(?:[’']s?|[A-Z]\w+|\bits|\btheir)\s+$")
_POINTS = re.compile(
    r"\b(?:see|see also|in|at|to|under|per|from|and|or|by|with|as|the|this|refer to)\s+$", re.IGNORECASE
)
"""Words that own no annex, even where they open a sentence with a capital ("See Annex B")."""
_SAME = {"annexe": "annex"}
_BEFORE = re.compile(
    r"(?:\b(?:in|see|at|to|under|per|from|and|or|by|with|as)\s+(?:the\s+)?|[(\[,]\s*)$", re.IGNORECASE
)
_AFTER = re.compile(
    r"\s*(?:[),;.]|$|(?:sets?|gives?|lists?|contains?|shows?|describes?|provides?|explains?|has|is|covers?)\b)"
)
"""An annex of this document is pointed to, or does something; "one Appendix A form" names a thing of another's."""


def check(context: Context) -> Iterator[Hit]:
    """Annexes that no block opens with; sections, tables and figures beyond those that there are."""
    if context.facts is None and not context.plan.source.media_type.startswith(
        ("text/plain", "application/pdf")
    ):
        return  # a plan does not keep links, and a link leads to the part
    parts = _parts(context)
    for block in context.blocks:
        if block.kind in ("heading", "title", "note"):
            continue
        for match in [
            *_ANNEX.finditer(context.text, block.content, block.end),
            *_PART.finditer(context.text, block.content, block.end),
        ]:
            label = _key(match["label"])
            known = parts.get(label, set())
            if match["number"].upper() in known or _opens(context, match) or _elsewhere(context, match):
                continue
            if match.re is _ANNEX and not _is_label(match):
                continue
            if match.re is _PART and len(known) < 2:  # numbers that only a picture or a style shows
                continue
            yield Hit(
                f"there is no {match['label']} {match['number']} in this document",
                match.start("label"),
                match.end("number"),
            )


def _key(label: str) -> str:
    return _SAME.get(label.lower(), label.lower())


def _parts(context: Context) -> dict[str, set[str]]:
    """The numbers of the annexes, sections, tables and figures that blocks open with."""
    found: dict[str, set[str]] = {}
    opening = re.compile(
        rf"\W*(?:{_LABEL}|(?P<other>table|figure|box|chapter|section)\s+(?P<n>\d[\d.]*))", re.IGNORECASE
    )
    for block in context.document.blocks:
        if block.region == "contents":
            continue
        match = opening.match(context.text, block.start, min(block.end, block.start + 60))
        if match:
            label, number = match["label"] or match["other"], match["number"] or match["n"]
            found.setdefault(_key(label), set()).add(number.upper().rstrip("."))
        if block.number and block.kind in ("heading", "item") and block.number[0].isdigit():
            found.setdefault("section", set()).add(block.number)
            if block.kind == "heading":
                found.setdefault("chapter", set()).add(block.number)
    return found


def _opens(context: Context, match: re.Match[str]) -> bool:
    """Whether the words are the caption of the part itself."""
    block = context.document.blocks[context.document.block_at(match.start())]
    return match.start("label") - block.content <= 2


def _elsewhere(context: Context, match: re.Match[str]) -> bool:
    """Whether the part is said to be another document's, or the words are a link to it."""
    text = context.text
    before = text[: match.start()][-30:]
    owned = match.re is _ANNEX and _OWNED.search(before) and not _POINTS.search(before)
    if owned or _OF_ANOTHER.match(text, match.end()):
        return True
    return any(segment.piece.link for segment in context.document.segments_in(match.start(), match.end()))


def _is_label(match: re.Match[str]) -> bool:
    """Whether a letter is a number of an annex and no word ("the annex a reader wants", "schedule I have")."""
    number, label = match["number"], match["label"]
    if label.lower() == "schedule" and not number.isdigit():
        return False
    if not (number.isdigit() or (number.isupper() and label[0].isupper())):
        return False
    text = match.string
    return bool(_BEFORE.search(text[: match.start()][-20:]) or _AFTER.match(text, match.end()))
