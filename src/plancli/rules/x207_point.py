"""The text refers to a point that the plan does not have.

"Action 9 depends on Action 4" in a plan of six actions: points were taken out or counted anew, and who is told to wait for
one waits for ever.

To mend it: name the point by its present number, or say in which other plan it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from plancli.gazetteer.cues import table, words
from plancli.outline.markers import code_parts
from plancli.plan import Item
from plancli.rules.base import Context, Hit
from plancli.rules.elsewhere import is_of_another, is_owned

CODE = "X207"
LEVEL = "warning"
FAILING = (
    "# Plan\n\n# Actions\n\n1. Plant trees\n2. Mend weirs\n3. Count fish\n\n# Delivery\n\nAction 9 depends on the budget.\n",
    "# Plan\n\n# Measures\n\nM1. Plant trees\n\nM2. Mend weirs\n\nM3. Count fish\n\n# Delivery\n\nThe Board sees to Measure M7.\n",
)
PASSING = (
    "# Plan\n\n# Actions\n\n1. Plant trees\n2. Mend weirs\n3. Count fish\n\n# Delivery\n\nAction 3 depends on the budget.\n",
    "# Plan\n\n# Actions\n\n1. Plant trees\n2. Mend weirs\n3. Count fish\n\n# Delivery\n\nIt follows Action 9 of the Lakes Plan.\n",
    "# Plan\n\n# Actions\n\n1. Plant trees\n2. Mend weirs\n3. Count fish\n\n# Delivery\n\nIt serves River Basin Action 9.\n",
    "# Plan\n\n# Actions\n\n1. Plant trees\n2. Mend weirs\n3. Count fish\n\n# Delivery\n\nAction 2.1 is the mending of the locks.\n",
)
_FEW = 3
"""Points with a number of the same form, at least: fewer tell of no numbering."""


def check(context: Context) -> Iterator[Hit]:
    """Capitalised labels with a number, where the points of their kind have others of the same form."""
    known = {kind: _numbers(context, kind) for kind in set(_kinds().values())}
    for block in context.blocks:
        if block.kind in ("heading", "title", "note"):
            continue
        for match in _form().finditer(context.text, block.content, block.end):
            kind, number = _kinds()[match["label"].lower()], match["number"]
            alike = {each for each in known[kind] if _shape(each) == _shape(number)}
            if len(alike) < _FEW or number in alike or _elsewhere(context, match):
                continue
            yield Hit(f"there is no {match['label']} {number} in this document", *match.span())


@cache
def _kinds() -> dict[str, str]:
    """What points are called, with the part of the plan that they are in."""
    points = words("parts", kind="point")
    return {row["label"]: row["kind"] for row in table("labels") if row["label"] in points}


@cache
def _form() -> re.Pattern[str]:
    labels = "|".join(label.capitalize() for label in sorted(_kinds()))
    return re.compile(
        rf"\b(?P<label>{labels})\s+(?P<number>[A-Z]{{0,3}}\d{{1,2}}(?:\.\d{{1,2}}){{0,2}})(?![\w%/-])"
    )


def _numbers(context: Context, kind: str) -> set[str]:
    """The numbers that the points of a kind bear, and headings and items with such a label."""
    listed = {item.number for item in _flat(getattr(context.plan, kind)) if item.number}
    labelled = {
        each.number
        for each in context.document.blocks
        if each.number and each.label and _kinds().get(each.label) == kind
    }
    return listed | labelled


def _flat(items: Sequence[Item]) -> Iterator[Item]:
    for item in items:
        yield item
        yield from _flat(item.children)


def _shape(number: str) -> tuple[str, int] | None:
    """The letters of a number and how deep it is; ``None`` for what is none in digits."""
    parts = ("", (int(number),)) if number.isdigit() else code_parts(number)
    return (parts[0], len(parts[1])) if parts else None


def _elsewhere(context: Context, match: re.Match[str]) -> bool:
    """Whether the point is said to be another plan's, or the words are a link to it."""
    if is_owned(context.text, match.start()) or is_of_another(context.text, match.end()):
        return True
    return any(segment.piece.link for segment in context.document.segments_in(*match.span()))
