"""Paragraphs into the reading text: one block a line, each stretch with its source."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from plancli.document import Block, BlockKind, Document, Facts, Segment
from plancli.outline.leadins import is_lead_in
from plancli.outline.paragraphs import Para

_KIND_OF_TAG: dict[str | None, BlockKind] = {
    "blockquote": "quote",
    "td": "cell",
    "th": "cell",
    "footnote": "note",
}


def compose(paras: Sequence[Para], facts: Facts, name: str, sha256: str, size: int) -> Document:
    """The document whose text holds ``paras`` one a line."""
    parts: list[str] = []
    blocks: list[Block] = []
    segments: list[Segment] = []
    offset = 0
    for para in paras:
        blocks.append(_block(para, offset))
        # the paragraphs have served: their segments are moved into the document, not copied
        for segment in para.strand.segments:
            segment.start += offset
            segment.end += offset
        segments += para.strand.segments
        parts.append(para.text)
        offset += len(para.text) + 1
    return Document(
        name=name,
        media_type=facts.media_type,
        data_sha256=sha256,
        size=size,
        pages=facts.pages,
        text="\n".join(parts),
        blocks=blocks,
        segments=segments,
        hints=dict(facts.hints),
        remarks=list(facts.remarks),
    )


def _block(para: Para, offset: int) -> Block:
    kind = para.kind or _KIND_OF_TAG.get(para.first.tag, "paragraph")
    return Block(
        kind=cast(BlockKind, kind),
        start=offset,
        end=offset + len(para.text),
        content=offset + para.content,
        level=para.level,
        number=para.marker.number if para.marked and para.marker else None,
        label=para.marker.label if para.marked and para.marker else None,
        marked=para.marked,
        parent=para.parent,
        run_in=None if para.run_in is None else offset + para.run_in,
        page=para.first.page,
        size=para.size,
        lead_in=kind != "heading" and (para.lead_in or is_lead_in(para.words)),
        region=para.region,
        column=para.first.column if kind == "item" else None,
        tells=para.first.tells,
    )
