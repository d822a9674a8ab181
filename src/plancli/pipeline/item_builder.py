"""Items from blocks: their words, their bodies, and the items below them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from plancli.document import Document
from plancli.pipeline.announcements import Announcements
from plancli.pipeline.item_parts import PUNCTUATION, FoundItem

_TITLE_WORDS = 8
"""Words of an item that is but the title of what stands below it, at most."""


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
            if inner.kind == "heading" and not inner.marked and self.announcements.excluded(inner):
                continue  # "Additional resources" below an item is no part of what it says
            if inner.kind in ("item", "heading"):
                item.children.append(self.item(child, kind, index))
            elif inner.kind in ("paragraph", "quote") and not item.children:
                item.body.append((inner.start, inner.end))
        words_of = self.document.text[item.start : item.end]
        if item.body and words_of.endswith(":") and len(words_of.split()) <= _TITLE_WORDS:
            item.end -= 1  # a title, whose colon opens the body
        return item

    def speaks(self, index: int) -> bool:
        """Whether a block with a label has words: its own, or those of the next block."""
        block = self.document.blocks[index]
        return block.label is None or block.content < block.end or self._told_after(index) is not None

    def _says(self, index: int) -> int:
        """The block with an item's words: its own, or the next one where a label stands alone ("Objective 1:")."""
        block = self.document.blocks[index]
        after = self._told_after(index) if block.label is not None and block.content == block.end else None
        if after is None:
            return index
        self.said.add(after)
        return after

    def _told_after(self, index: int) -> int | None:
        """The block after a lone label that has its words; parts of a section below it have not.

        It is no list, but reports number their paragraphs by chapter ("2.28").
        """
        blocks, after = self.document.blocks, index + 1
        if after == len(blocks) or blocks[after].region is not None:
            return None
        block = blocks[after]
        numbered = block.kind == "item" and block.label is None and "." in (block.number or "")
        heads = [i for i in self.below.get(index, []) if blocks[i].kind == "heading"]
        part = block.kind == "heading" and after in heads and len(heads) > 1
        return after if (numbered or block.kind in ("paragraph", "heading", "cell")) and not part else None

    def next_labels(self, said: int, lead: int | None) -> Iterator[FoundItem]:
        """The items below words that a label alone announced: the next ones with that label."""
        label = self.document.blocks[said - 1]
        kind = self.announcements.label_kind(label)
        for child in self.below.get(said, []) if kind else ():
            if self.document.blocks[child].label == label.label:
                yield self.item(child, kind or "", lead)
