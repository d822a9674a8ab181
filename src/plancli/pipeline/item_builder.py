"""Items from blocks: their words, their bodies, and the items below them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from plancli.document import Block, Document
from plancli.pipeline.announcements import Announcements
from plancli.pipeline.item_parts import PUNCTUATION, FoundItem


class Builder:
    """Makes the items of a document; ``said`` holds the blocks whose words a label on a line of its own has taken."""

    def __init__(
        self, document: Document, below: Mapping[int | None, Sequence[int]], announcements: Announcements
    ) -> None:
        self.document = document
        self.below = below
        self.announcements = announcements
        self.said: set[int] = set()

    def item(self, index: int, kind: str, lead: int | None) -> FoundItem:
        """The item that block ``index`` is, with its body and children; ``lead`` is what announces its list."""
        block = self.document.blocks[index]
        said = self._says(index)
        told = self.document.blocks[said]
        end = told.content + len(PUNCTUATION.sub("", self.document.words(told)))
        item = FoundItem(kind, told.content, end, index, block.number, lead=lead)
        for child in [*self.below.get(index, []), *(self.below.get(said, []) if said != index else [])]:
            inner = self.document.blocks[child]
            if inner.region is not None or child == said or (said != index and inner.label == block.label):
                continue
            if inner.kind in ("item", "heading"):
                item.children.append(self.item(child, kind, index))
            elif inner.kind in ("paragraph", "quote") and not item.children:
                item.body.append((inner.start, inner.end))
        return item

    def _says(self, index: int) -> int:
        """The block with an item's words: its own, or the next one where a label stands alone ("Objective 1:")."""
        blocks = self.document.blocks
        block, after = blocks[index], index + 1
        if block.label is None or block.content < block.end or after == len(blocks):
            return index
        if blocks[after].region is not None or not self._may_say(blocks[after]):
            return index
        self.said.add(after)
        return after

    def _may_say(self, block: Block) -> bool:
        """Whether a block may be the words of a label: no list; reports number their paragraphs by chapter ("2.28")."""
        numbered = block.kind == "item" and block.label is None and "." in (block.number or "")
        return numbered or block.kind in ("paragraph", "heading", "cell")

    def next_labels(self, said: int, lead: int | None) -> Iterator[FoundItem]:
        """The items below words that a label alone announced: the next ones with that label."""
        label = self.document.blocks[said - 1]
        kind = self.announcements.label_kind(label)
        for child in self.below.get(said, []) if kind else ():
            if self.document.blocks[child].label == label.label:
                yield self.item(child, kind or "", lead)
