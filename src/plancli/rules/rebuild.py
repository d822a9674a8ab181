"""The blocks of a text that only a plan JSON has kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plancli.document import Block, BlockKind, Document
from plancli.outline.leadins import is_lead_in
from plancli.outline.markers import marker_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from plancli.plan import Plan, Section


def document_of(plan: Plan) -> Document:
    """A document as near to the one that ``plan`` was made from as the plan tells.

    Each line of the text is a block, the plan's sections tell which are headings and how deep, and a marker makes
    an item. What stands under what is told by the look of the markers.
    """
    text = plan.text or ""
    headings = {section.evidence[0].start: section for section in _flat(plan.sections) if section.evidence}
    blocks: list[Block] = []
    start = 0
    looks: list[str] = []
    for line in text.split("\n"):
        blocks.append(_block(line, start, headings, looks))
        start += len(line) + 1
    _attach(blocks)
    source = plan.source
    return Document(
        source.name, source.media_type, source.sha256, source.bytes, source.pages, text, blocks, []
    )


def _flat(sections: Sequence[Section]) -> Iterator[Section]:
    for section in sections:
        yield section
        yield from _flat(section.children)


def _block(line: str, start: int, headings: dict[int, Section], looks: list[str]) -> Block:
    marker = marker_of(line)
    if marker is not None and marker.style == "bare":
        marker = None
    content = start + (marker.length if marker else 0)
    section = headings.get(content) or headings.get(start)
    kind: BlockKind = "heading" if section else "item" if marker else "paragraph"
    level = section.level if section else 1
    if kind == "item" and marker:
        look = marker.style.replace("i", "a").replace("I", "A")  # (i) may be a letter or a numeral
        del looks[looks.index(look) + 1 if look in looks else len(looks) :]
        looks += [] if look in looks else [look]
        level = len(looks)
    elif kind == "heading":
        looks.clear()
    return Block(
        kind=kind,
        start=start,
        end=start + len(line),
        content=content,
        level=level,
        number=marker.number if marker else None,
        label=marker.label if marker else None,
        marked=marker is not None,
        lead_in=kind != "heading" and is_lead_in(line),
    )


def _attach(blocks: list[Block]) -> None:
    """Puts each block under the heading above it, and an inner item under the outer one."""
    heads: list[int] = []
    items: list[int] = []
    for index, block in enumerate(blocks):
        if block.kind == "heading":
            while heads and blocks[heads[-1]].level >= block.level:
                heads.pop()
            block.parent = heads[-1] if heads else None
            heads.append(index)
            items = []
            continue
        if block.kind == "item":
            del items[block.level - 1 :]
            block.parent = items[-1] if items else heads[-1] if heads else None
            items.append(index)
        else:
            items = []
            block.parent = heads[-1] if heads else None
