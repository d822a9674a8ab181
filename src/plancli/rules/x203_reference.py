"""The text refers to an annex, a section or a table that it does not have.

"See Annex B" sends a reader on a search that ends nowhere. Annexes are lost when files are put together, and sections
when they are renumbered.

To mend it: add the part, correct its letter or number, or say in which other document it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from plancli.gazetteer.cues import either, table, words
from plancli.rules.base import Context, Hit
from plancli.rules.elsewhere import is_of_another, is_owned

CODE = "X203"
LEVEL = "warning"
FAILING = (
    "# Plan\n\nThe costs are in Annex B.\n\n# Annex A: Dates\n\nThe dates are these.\n",
    "# 1. Rivers\n\nText on rivers; see section 4.\n\n# 2. Lakes\n\nText on lakes.\n\n# 3. Seas\n\nText on seas.\n",
    "# Plan\n\nThe costs are fixed. See Annex B.\n\n# Dates\n\nThe dates are these.\n",
    "# Plan\n\nThe costs are fixed (see also Annex B).\n\n# Dates\n\nThe dates are these.\n",
)
PASSING = (
    "# Plan\n\nThe costs are in Annex A.\n\n# Annex A: Costs\n\nThe costs are these.\n",
    "# Plan\n\nThe costs are in Annexe A.\n\n# Annex A: Costs\n\nThe costs are these.\n",
    "# Plan\n\nIt follows Annex B to the Convention on Rivers, and Annex II of Directive 2000/60/EC.\n",
    "# 1. Rivers\n\nText on rivers under section 40 of the Act.\n\n# 2. Lakes\n\nText on lakes.\n",
)
_NUMBER = r"(?:[A-Z]|\d{1,2}|[IVX]{1,5})(?![\w-])"
_DIGITS = r"\d{1,2}(?:\.\d{1,2}){0,3}(?![\w-])(?!\.\d)"


@cache
def _annex() -> re.Pattern[str]:
    """An annex with its letter or number."""
    return re.compile(rf"\b(?P<label>{_any('annex')})\s+(?P<number>{_NUMBER})", re.IGNORECASE)


@cache
def _part() -> re.Pattern[str]:
    """A part that the text sends to, with its number."""
    sent = rf"\b{_any('sends')}\s+(?:the\s+)?"
    return re.compile(rf"{sent}(?P<label>{_any('part')})\s+(?P<number>{_DIGITS})", re.IGNORECASE)


@cache
def _opening() -> re.Pattern[str]:
    """The label and number that open a part of the document."""
    annex = rf"(?P<label>{_any('annex')})\s+(?P<number>{_NUMBER})"
    return re.compile(rf"\W*(?:{annex}|(?P<other>{_any('part')})\s+(?P<n>\d[\d.]*))", re.IGNORECASE)


@cache
def _around() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What stands before, or after, a label that is no thing: it is pointed to, or does something.

    "One Appendix A form" names a thing of another document.
    """
    before = rf"(?:\b{_any('points')}\s+(?:the\s+)?|[(\[,]\s*)$"
    return re.compile(before, re.IGNORECASE), re.compile(rf"\s*(?:[),;.]|$|{_any('does')}\b)")


def _any(kind: str) -> str:
    return either("parts", kind=kind)


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
        for form in (_annex(), _part()):
            for match in form.finditer(context.text, block.content, block.end):
                if _is_missing(context, match, parts.get(_key(match["label"]), set())):
                    message = f"there is no {match['label']} {match['number']} in this document"
                    yield Hit(message, match.start("label"), match.end("number"))


def _is_missing(context: Context, match: re.Match[str], known: set[str]) -> bool:
    """Whether a reference to a part of this document leads nowhere; ``known`` are the numbers that its like bear."""
    if match["number"].upper() in known or _opens(context, match) or _elsewhere(context, match):
        return False
    if match.re is _annex():
        return _is_label(match)
    return len(known) > 1  # fewer: numbers that only a picture or a style shows


def _key(label: str) -> str:
    """The word under which a part is looked up."""
    rows = {row["word"]: row["same"] for row in table("parts") if row["kind"] == "annex"}
    return rows.get(label.lower()) or label.lower()


def _parts(context: Context) -> dict[str, set[str]]:
    """The numbers of the annexes, sections, tables and figures that blocks open with."""
    found: dict[str, set[str]] = {}
    for block in context.document.blocks:
        if block.region == "contents":
            continue
        match = _opening().match(context.text, block.start, min(block.end, block.start + 60))
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
    if (match.re is _annex() and is_owned(text, match.start())) or is_of_another(text, match.end()):
        return True
    return any(segment.piece.link for segment in context.document.segments_in(match.start(), match.end()))


def _is_label(match: re.Match[str]) -> bool:
    """Whether a letter is a number of an annex and no word ("the annex a reader wants", "schedule I have")."""
    number, label = match["number"], match["label"]
    if label.lower() in words("parts", digits="yes") and not number.isdigit():
        return False
    if not (number.isdigit() or (number.isupper() and label[0].isupper())):
        return False
    before, after = _around()
    text = match.string
    return bool(before.search(text[: match.start()][-20:]) or after.match(text, match.end()))
