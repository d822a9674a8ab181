"""Headings into sections, and found items into the plan's items with their ids and instruments."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from plancli.assemble.evidence import all_evidence, evidence
from plancli.document import Block, Document
from plancli.pipeline.item_parts import FoundItem
from plancli.pipeline.references import FoundReference
from plancli.plan import Evidence, Item, Section

SINGULAR = {"aims": "aim", "priorities": "priority", "principles": "principle", "measures": "measure"}
_LOOK_BACK = 3
"""Blocks before a list in which the instrument that it belongs to is named."""


def sections(document: Document) -> list[Section]:
    """The headings as the tree they form."""
    top: list[Section] = []
    made: dict[int, Section] = {}
    for index, block in enumerate(document.blocks):
        if block.kind != "heading" or block.region is not None:
            continue
        above = block.parent
        while above is not None and above not in made:
            above = document.blocks[above].parent
        siblings = made[above].children if above is not None else top
        prefix = made[above].id if above is not None else "section"
        made[index] = Section(
            id=f"{prefix}-{len(siblings) + 1}",
            title=document.words(block) or document.text[block.start : block.end],
            level=block.level,
            number=block.number,
            evidence=_shown(document, block, [(block.content, block.end)]),
        )
        siblings.append(made[index])
    return top


def instruments(
    document: Document, found: Sequence[FoundItem], references: Sequence[FoundReference], *, reports: bool
) -> dict[int, str]:
    """For each lead-in block the instrument its list belongs to, where the document reports on several.

    ``reports`` says that the document is no instrument itself (an article, a release, a statement).
    """
    named: dict[int, str] = {}
    for lead in sorted({item.lead for item in found if item.lead is not None}):
        reference = _in_headings(document, lead, references) or _nearest(document, lead, references)
        if reference is not None:
            named[lead] = reference.name
    several = len(set(named.values())) > 1 or (reports and len(references) > 1)
    return named if several else {}


def _in_headings(
    document: Document, lead: int, references: Sequence[FoundReference]
) -> FoundReference | None:
    """The reference that a heading above a list consists of, whatever its case."""
    above: int | None = lead
    while above is not None:
        block = document.blocks[above]
        if block.kind == "heading":
            title = document.words(block).casefold()
            for reference in references:
                if reference.name.casefold() in title:
                    return reference
        above = block.parent
    return None


def _nearest(document: Document, lead: int, references: Sequence[FoundReference]) -> FoundReference | None:
    """The reference that is named last before a list starts, in its lead-in or not far above."""
    end = document.blocks[lead].end
    start = document.blocks[max(0, lead - _LOOK_BACK)].start
    mentions = [
        (at, reference)
        for reference in references
        for at, stop in reference.mentions
        if start <= at and stop <= end
    ]
    return max(mentions, key=lambda pair: pair[0])[1] if mentions else None


def items(document: Document, found: Sequence[FoundItem], kind: str, plans: dict[int, str]) -> list[Item]:
    """The items of one kind, numbered by position."""
    mine = [item for item in found if item.kind == kind]
    return [_item(document, item, f"{SINGULAR[kind]}-{i}", plans) for i, item in enumerate(mine, 1)]


def _item(
    document: Document, item: FoundItem, name: str, plans: dict[int, str], plan: str | None = None
) -> Item:
    plan = plans.get(item.lead, plan) if item.lead is not None else plan
    body = "\n".join(document.text[start:end] for start, end in item.body)
    return Item(
        id=name,
        number=item.number,
        text=document.text[item.start : item.end].strip(),
        body=body or None,
        plan=plan,
        children=[
            _item(document, child, f"{name}-{i}", plans, plan) for i, child in enumerate(item.children, 1)
        ],
        evidence=_shown(document, document.blocks[item.block], [(item.start, item.end), *item.body]),
    )


def _shown(document: Document, block: Block, spans: Iterable[tuple[int, int]]) -> list[Evidence]:
    """The evidence for a block's words in ``spans``; its marker where it is all that there is ("Priority 4")."""
    return all_evidence(document, spans) or evidence(document, block.start, block.end)


def item_ids(found: Sequence[FoundItem]) -> list[tuple[int, int, str]]:
    """Spans of items and bodies with the ids they get, outer ones first."""
    counts: dict[str, int] = {}
    rows: list[tuple[int, int, str]] = []
    for item in found:
        counts[item.kind] = counts.get(item.kind, 0) + 1
        _spans(item, f"{SINGULAR[item.kind]}-{counts[item.kind]}", rows)
    return rows


def _spans(item: FoundItem, name: str, rows: list[tuple[int, int, str]]) -> None:
    rows += [(start, end, name) for start, end in [(item.start, item.end), *item.body]]
    for position, child in enumerate(item.children, 1):
        _spans(child, f"{name}-{position}", rows)
