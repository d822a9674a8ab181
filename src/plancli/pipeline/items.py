"""Aims, priorities, principles and measures: the lists and headings that the document calls so.

A list belongs to the kind that its own lead-in sentence or heading gives it (table ``items``); sub-items stay
with their item, and so does a list under a heading that is itself an item. Headings are items where a
label numbers them ("Priority 1: …"), where a cue heading or a lead-in holds them, or where a list has
announced them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import takewhile

from spacy.tokens import Doc

from plancli.document import Block, Document
from plancli.gazetteer.cues import pattern
from plancli.pipeline.announcements import kind_of_lead
from plancli.pipeline.components import document_of, register
from plancli.pipeline.inline import inline_items
from plancli.pipeline.item_builder import Builder
from plancli.pipeline.item_parts import FoundItem, split_run_ins
from plancli.pipeline.kinds import frames, is_noun_cue
from plancli.pipeline.numbered import numbered_paragraphs, says_what_to_do
from plancli.pipeline.sections import Sections
from plancli.pipeline.sentences import find_sentences
from plancli.pipeline.unannounced import instructions_of_plan, numbered_instructions

_FAR = 3
"""Paragraphs between a list and the one that counts it, at most."""
_GROUP_WORDS = 12
"""Words of a lead-in, at most, that only divides a list that another one announces."""


def find_items(document: Document, title: tuple[int, int] | None = None) -> list[FoundItem]:
    """The top items of ``document`` in reading order, with their children.

    ``title`` is the span of the document's title: that an "action plan" is one makes no action of its sections.
    """
    return _Search(document, title).run()


class _Search(Sections):
    """One walk over the document's tree, from the top down: what is an item takes all below it."""

    def __init__(self, document: Document, title: tuple[int, int] | None) -> None:
        super().__init__(document, title)
        named = document.text[slice(*title)] if title else ""
        self.name = " ".join([named, *map(document.words, document.blocks[:2])])
        self.paragraphs = numbered_paragraphs(document)
        self.make = Builder(document, self.below, self)
        self.dividing: set[int] = set()

    def run(self) -> list[FoundItem]:
        found = list(self._visit(None, None))
        if not found:
            blocks = self.document.blocks
            listed = numbered_instructions(self.document)
            listed = listed or instructions_of_plan(self.document, self.name, self.excluded)
            found = [self.make.item(index, "measures", blocks[index].parent) for index in listed]
        split_run_ins(self.document, found)
        return found

    def _visit(self, parent: int | None, heading_kind: str | None) -> Iterator[FoundItem]:
        """Items among the children of ``parent``, whose heading gives lists the kind ``heading_kind``."""
        children = [i for i in self.below.get(parent, []) if self.document.blocks[i].region is None]
        lead: int | None = None
        kind = heading_kind
        if parent in self.title and not self.titles_items(parent):
            heading_kind = None  # a title names the whole document, and heads only a list right below it
            kind = kind if children and self.document.blocks[children[0]].kind == "item" else None
        if any(self.only_announces(index) for index in children):
            kind = None  # what stands beside a numbered paragraph that announces the list is about it
        counted = self.counted_list(parent, children)
        kind, heading_kind = kind or counted, heading_kind or counted
        running = self.running(children, parent)
        standing: str | None = None
        led = self.counted_headings(parent, children) | self.led_headings(children, heading_kind)
        for index in children:
            block = self.document.blocks[index]
            if index in self.make.said:
                yield from self.make.next_labels(index, parent)
                continue
            if block.kind == "heading":
                standing = self.standing(index, standing)
                told = running.get(index) or standing
                yield from self._under(index, told, led.get(index), heading_kind, parent)
                lead, kind = None, heading_kind
            elif block.kind == "item":
                own = self.kind_of_row(index) or (None if lead is None and self._prose(index, kind) else kind)
                yield from self._listed(index, own, lead if lead is not None else parent)
            elif block.kind in ("paragraph", "quote"):
                if block.kind == "paragraph":
                    yield from inline_items(self.document, index, kind_of_lead)
                lead, kind = self._after(index, children, heading_kind, (lead, kind))
        if parent is not None and self.names_measures(parent) and self._bare_section(children):
            yield from self._paragraph_measures(children, parent)

    def _after(
        self, index: int, children: list[int], heading_kind: str | None, before: tuple[int | None, str | None]
    ) -> tuple[int | None, str | None]:
        """The block that announces the list after a paragraph, and its kind; ``before`` is what was announced before.

        A lead-in right below another one ("We will:", "In schools:") only divides what that one announces.
        """
        block, (lead, kind) = self.document.blocks[index], before
        if block.lead_in:
            within = kind if lead is not None and self._divides(lead, index) else None
            return index, self.led_kind(block, heading_kind) or within or self._counted_above(index, children)
        said = self._told_before(index, children) or self._counted_above(index, children)
        return (index, said) if said else (None, heading_kind)

    def _listed_after(self, index: int, children: list[int]) -> list[int]:
        """The items of the list right after a block, among the blocks that stand beside it."""
        start = end = bisect_left(children, index) + 1
        while end < len(children) and self.document.blocks[children[end]].kind == "item":
            end += 1
        return children[start:end]

    def _counted_above(self, index: int, children: list[int]) -> str | None:
        """The kind of the list right after a paragraph, of which one a little further up says how many items it has.

        The paragraph itself announces nothing, or only points back ("They are:").
        """
        blocks, at = self.document.blocks, bisect_left(children, index)
        listed = self._listed_after(index, children)
        if not listed:
            return None
        text = self.document.words(blocks[index])
        back = pattern("backward").search(text[find_sentences(text)[-1][0] :])
        if blocks[index].lead_in and not back:
            return None
        near = reversed(children[max(0, at - _FAR) : at])
        above = takewhile(lambda i: blocks[i].kind == "paragraph", near)
        told = (self.counted_kind(blocks[i], len(listed)) for i in above)
        return next((kind for kind in told if kind), None)

    def _divides(self, outer: int, inner: int) -> bool:
        """Whether a short lead-in stands right below another one, or goes on after the list of one that does."""
        blocks = self.document.blocks
        text = self.document.words(blocks[inner])
        plain = len(text.split()) <= _GROUP_WORDS and len(find_sentences(text)) == 1
        near = blocks[outer].lead_in and (inner == outer + 1 or outer in self.dividing)
        tells = pattern("consists").search(text)  # "The risks are:" tells of something else
        if tells or not (plain and near):
            return False
        self.dividing.add(inner)
        return True

    def _told_before(self, index: int, children: list[int]) -> str | None:
        """The kind that a full sentence gives the list right after it.

        It points at it ("These are our priorities for 2030."), says how many items it has, or ends in a colon
        after a verb of saying ("The minister also announced:"), which marks tell from what somebody said.
        """
        listed = self._listed_after(index, children)
        if not listed:
            return None
        block, marked = self.document.blocks[index], self.document.blocks[listed[0]].marked
        text = self.document.words(block)
        said = kind_of_lead(text) if marked and text.endswith((":", ";")) else None
        return said or self.told_kind(block) or self.counted_kind(block, len(listed))

    def _under(
        self, index: int, told: str | None, led: str | None, above: str | None, parent: int | None
    ) -> Iterator[FoundItem]:
        """A heading as an item, or what stands under it: one that only groups a list is told that list's kind."""
        if led:
            yield self.make.item(index, self.label_kind(self.document.blocks[index]) or led, parent)
        elif told:
            yield from self._visit(index, told)
        else:
            yield from self._heading(index, above, parent)

    def _listed(self, index: int, kind: str | None, lead: int | None) -> Iterator[FoundItem]:
        """A member of a list of ``kind``, or what stands below one that is no item itself."""
        block = self.document.blocks[index]
        own = self.label_kind(block) or kind
        if announced := self.only_announces(index):
            yield from self._visit(index, announced)
        elif own is None:
            named = self.kind_of_heading(block) if is_noun_cue(self.document.words(block)) else None
            yield from self._visit(index, self.kind_of_lead_in(block) or named)
        elif index not in self.announced["lists"]:
            yield self.make.item(index, own, lead)

    def _prose(self, index: int, kind: str | None) -> bool:
        """Whether a numbered paragraph below a heading for items is prose, and says none itself."""
        text = self.document.words(self.document.blocks[index])
        binds = kind == "measures" and pattern("binding").search(text) is not None
        return index in self.paragraphs and not binds and not says_what_to_do(text)

    def _heading(self, index: int, above: str | None, parent: int | None) -> Iterator[FoundItem]:
        block = self.document.blocks[index]
        label = self.label_kind(block) if self.make.speaks(index) else None
        if label:
            yield self.make.item(index, label, parent)
        elif self._tells_background(index, above, parent):
            yield from self._labelled_below(index)
        elif index in self.announced["kinds"]:
            yield self.make.item(index, self.announced["kinds"][index], parent)
        elif above and self.holds_headings(parent) and self._may_be(block, above):
            yield self.make.item(index, above, parent)
        else:
            own = self.kind_of_heading(block)
            alone = above if self.below.get(parent) == [index] else None
            yield from self._visit(index, None if self._asks(index) else own or alone)

    def _asks(self, index: int) -> bool:
        """Whether a heading is over what somebody must have: of the list below it nothing says what to do."""
        words_of = self.document.words
        blocks = self.document.blocks
        if not self.demands(words_of(blocks[index])):
            return False
        listed = [words_of(blocks[i]) for i in self.below.get(index, []) if blocks[i].kind == "item"]
        acting = (says_what_to_do(text) or pattern("binding").search(text) for text in listed)
        return not any(acting)

    def _may_be(self, block: Block, kind: str) -> bool:
        """Whether a heading under one of ``kind`` is an item: it frames nothing, nor calls its lists something else."""
        text = self.document.words(block)
        return not frames(text) and (self.kind_of_heading(block) in (None, kind) or not is_noun_cue(text))

    def _tells_background(self, index: int, above: str | None, parent: int | None) -> bool:
        """Whether a heading's section holds no items: not the document's title, nor one of numbered items."""
        block = self.document.blocks[index]
        one_of_items = above and block.marked and self.holds_headings(parent)
        return self.excluded(block) and index not in self.title and not one_of_items

    def _labelled_below(self, index: int) -> Iterator[FoundItem]:
        """Under a heading of background: only what a label numbers is an item."""
        for child in self.below.get(index, []):
            block = self.document.blocks[child]
            label = self.label_kind(block)
            if label and block.kind in ("heading", "item"):
                yield self.make.item(child, label, index)
            elif block.kind == "heading":
                yield from self._labelled_below(child)

    def _bare_section(self, children: list[int]) -> bool:
        return all(self.document.blocks[i].kind not in ("item", "heading", "cell") for i in children)

    def _paragraph_measures(self, children: list[int], parent: int) -> Iterator[FoundItem]:
        """Paragraphs that bind somebody, in a section of measures that has no list."""
        for index in children:
            block = self.document.blocks[index]
            if block.kind == "paragraph" and pattern("binding").search(self.document.words(block)):
                yield FoundItem("measures", block.content, block.end, index, lead=parent)


def _find(doc: Doc) -> list[FoundItem]:
    document = document_of(doc)
    if document is None:
        return []
    metadata = doc.user_data.get("plancli_metadata")
    title = metadata.title if metadata is not None else None
    return find_items(document, (title.start, title.end) if title else None)


make_items = register("plancli_items", _find, lambda item: item.kind)
