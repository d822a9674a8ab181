"""Aims, priorities, principles and measures: the lists and headings that the document calls so.

A list belongs to the kind that its own lead-in sentence or heading gives it (table ``items``); sub-items stay
with their item, and so does a list under a heading that is itself an item. Headings are items where a
label numbers them ("Priority 1: …"), where a cue heading or a lead-in holds them, or where a list has
announced them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from itertools import pairwise, takewhile

from spacy.tokens import Doc

from plancli.document import Block, Document
from plancli.gazetteer.cues import pattern
from plancli.pipeline.announcements import Announcements, kind_of_lead
from plancli.pipeline.components import document_of, register
from plancli.pipeline.inline import inline_items
from plancli.pipeline.item_parts import FoundItem, split_run_ins
from plancli.pipeline.kinds import (
    frames,
    is_noun_cue,
)
from plancli.pipeline.numbered import numbered_paragraphs, says_what_to_do
from plancli.pipeline.sentences import find_sentences
from plancli.pipeline.unannounced import instructions_of_plan, numbered_instructions

_PUNCTUATION = re.compile(r"\s*[;,]\s*(?:(?:and|or)\s*)?$")
_PROSE = 25
"""Words: a longer paragraph is prose, with which the cover ends."""
_KEY = re.compile(r"[\W_]+")


def find_items(document: Document, title: tuple[int, int] | None = None) -> list[FoundItem]:
    """The top items of ``document`` in reading order, with their children.

    ``title`` is the span of the document's title: that an "action plan" is one makes no action of its sections.
    """
    return _Search(document, title).run()


class _Search(Announcements):
    """One walk over the document's tree, from the top down: what is an item takes all below it."""

    def __init__(self, document: Document, title: tuple[int, int] | None) -> None:
        super().__init__(document)
        blocks = document.blocks
        titled = {i for i, b in enumerate(blocks) if title and b.start < title[1] and title[0] < b.end}
        self.title = titled | self._cover_headings()
        self.name = " ".join(
            [document.text[slice(*title)] if title else "", *map(document.words, blocks[:2])]
        )
        self.below: dict[int | None, list[int]] = {}
        for index, block in enumerate(document.blocks):
            if block.column != "":  # a list in another cell than the one that says the item tells of it
                self.below.setdefault(block.parent, []).append(index)
        self.announced = self._announced()
        self.said: set[int] = set()
        self.paragraphs = numbered_paragraphs(document)

    def _cover_headings(self) -> set[int]:
        """Headings above the first prose that hold others: lines of the title, unless they name a kind of item."""
        blocks = self.document.blocks
        above = {block.parent for block in blocks if block.kind == "heading"}
        found: set[int] = set()
        for index, block in enumerate(blocks):
            text = self.document.words(block)
            if block.kind == "item" or (block.kind == "paragraph" and len(text.split()) > _PROSE):
                break
            part = found and self.kind_of_heading(block) and self._heads_a_part(index)
            if block.kind == "heading" and index in above and not is_noun_cue(text) and not part:
                found.add(index)
        return found

    def _heads_a_part(self, index: int) -> bool:
        """Whether another heading stands beside this one, further on: a title has none."""
        block = self.document.blocks[index]
        return any(
            other.kind == "heading" and (other.parent, other.level) == (block.parent, block.level)
            for other in self.document.blocks[index + 1 :]
        )

    def run(self) -> list[FoundItem]:
        found = list(self._visit(None, None))
        if not found:
            blocks = self.document.blocks
            listed = numbered_instructions(self.document)
            listed = listed or instructions_of_plan(self.document, self.name, self.excluded)
            found = [self._item(index, "measures", blocks[index].parent) for index in listed]
        split_run_ins(self.document, found)
        return found

    def _visit(self, parent: int | None, heading_kind: str | None) -> Iterator[FoundItem]:
        """Items among the children of ``parent``, whose heading gives lists the kind ``heading_kind``."""
        children = [i for i in self.below.get(parent, []) if self.document.blocks[i].region is None]
        lead: int | None = None
        kind = heading_kind
        if parent in self.title and not self._titles_items(parent):
            heading_kind = None  # a title names the whole document, and heads only a list right below it
            kind = kind if children and self.document.blocks[children[0]].kind == "item" else None
        if any(self._only_announces(index) for index in children):
            kind = None  # what stands beside a numbered paragraph that announces the list is about it
        running = self._running(children, parent)
        standing: str | None = None
        led = self._led_headings(children, heading_kind)
        for index in children:
            block = self.document.blocks[index]
            if index in self.said:
                yield from self._next_labels(index, parent)
                continue
            if block.kind == "heading":
                standing = self._standing(index, standing)
                told = running.get(index) or standing
                yield from self._under(index, told, led.get(index), heading_kind, parent)
                lead, kind = None, heading_kind
            elif block.kind == "item":
                own = self.kind_of_row(index) or (None if lead is None and self._prose(index, kind) else kind)
                yield from self._listed(index, own, lead if lead is not None else parent)
            elif block.kind in ("paragraph", "quote"):
                if block.kind == "paragraph":
                    yield from inline_items(self.document, index, kind_of_lead)
                if block.lead_in:
                    lead, kind = index, self.led_kind(block, heading_kind)
                elif said := self._told_before(index, children):
                    lead, kind = index, said
                else:
                    lead, kind = None, heading_kind
        if parent is not None and self.names_measures(parent) and self._bare_section(children):
            yield from self._paragraph_measures(children, parent)

    def _told_before(self, index: int, children: list[int]) -> str | None:
        """The kind that a full sentence gives the list right after it ("These are our priorities for 2030.")."""
        after = next((i for i in children if i > index), None)
        if after is None or self.document.blocks[after].kind != "item":
            return None
        return self.told_kind(self.document.blocks[index])

    def _under(
        self, index: int, told: str | None, led: str | None, above: str | None, parent: int | None
    ) -> Iterator[FoundItem]:
        """A heading as an item, or what stands under it: one that only groups a list is told that list's kind."""
        if led:
            yield self._item(index, self.label_kind(self.document.blocks[index]) or led, parent)
        elif told:
            yield from self._visit(index, told)
        else:
            yield from self._heading(index, above, parent)

    def _led_headings(self, children: list[int], heading_kind: str | None) -> dict[int, str]:
        """The headings right below a lead-in that announces them ("We will:"), two at least, with their kind.

        They go on up to one of another level, or one that tells a kind or a background itself.
        """
        found: dict[int, str] = {}
        for lead, first in pairwise(children):
            block, head = self.document.blocks[lead], self.document.blocks[first]
            if not (block.kind == "paragraph" and block.lead_in and head.kind == "heading"):
                continue
            kind = self.led_kind(block, heading_kind)
            run = list(takewhile(partial(self._like, head), children[children.index(first) :]))
            if kind and len(run) > 1 and not self._parts(run[0], children):
                found |= dict.fromkeys(run, kind)
        return found

    def _parts(self, first: int, children: list[int]) -> bool:
        """Whether numbered headings from ``first`` on are the document's parts: a later one names a kind itself."""
        head = self.document.blocks[first]
        alike = [b for b in map(self.document.blocks.__getitem__, children) if b.kind == "heading"]
        series = [b for b in alike if b.start > head.start and b.level == head.level and b.number]
        return head.number is not None and any(is_noun_cue(self.document.words(b)) for b in series)

    def _like(self, head: Block, index: int) -> bool:
        """Whether a block is a heading of the same level that may be an item, and frames no part of the document."""
        block = self.document.blocks[index]
        text = self.document.words(block)
        own = self.excluded(block) or is_noun_cue(text) or frames(text) or self.numbers_part(block)
        return block.kind == "heading" and block.level == head.level and not own

    def _titles_items(self, title: int | None) -> bool:
        """Whether a title is no more than a noun for items ("Strategic objectives"), which its headings then are."""
        return title is not None and is_noun_cue(self.document.words(self.document.blocks[title]))

    def _standing(self, index: int, before: str | None) -> str | None:
        """The kind that a bare heading ("Measures") gives the lists of the headings after it in a plain text.

        Such a text shows no levels, so headings that only group stand beside the one that names their kind. The
        first that has no list of its own, or tells a kind or a background itself, ends that.
        """
        block = self.document.blocks[index]
        if self.document.media_type != "text/plain" or block.marked:
            return None
        if not self.below.get(index) and is_noun_cue(self.document.words(block)):
            return self.kind_of_heading(block)
        listed = any(self.document.blocks[i].kind == "item" for i in self.below.get(index, []))
        return before if listed and not self.excluded(block) and not self.kind_of_heading(block) else None

    def _listed(self, index: int, kind: str | None, lead: int | None) -> Iterator[FoundItem]:
        """A member of a list of ``kind``, or what stands below one that is no item itself."""
        block = self.document.blocks[index]
        own = self.label_kind(block) or kind
        if announced := self._only_announces(index):
            yield from self._visit(index, announced)
        elif own is None:
            named = self.kind_of_heading(block) if is_noun_cue(self.document.words(block)) else None
            yield from self._visit(index, self.kind_of_lead_in(block) or named)
        elif index not in self.announced["lists"]:
            yield self._item(index, own, lead)

    def _running(self, children: list[int], parent: int | None) -> dict[int, str]:
        """Sub-headings that only group one list, whose numbers run on from each to the next, with its kind."""
        blocks = self.document.blocks
        headings = [i for i in children if blocks[i].kind == "heading"]
        numbers = {
            i: [blocks[j].number or "" for j in self.below.get(i, []) if blocks[j].kind == "item"]
            for i in headings
        }
        run = [
            i for i in headings
            if numbers[i] and all(map(str.isdigit, numbers[i])) and not self.label_kind(blocks[i])
        ]  # fmt: skip
        counted = [int(number) for i in run for number in numbers[i]]
        if len(run) < 2 or counted != list(range(1, len(counted) + 1)):
            return {}
        announced = [
            self.announced_kind(blocks[i]) for i in children if i < run[0] and blocks[i].kind == "paragraph"
        ]
        kind = next((kind for kind in reversed(announced) if kind), None)
        if kind is None and parent is not None:
            kind = self.kind_of_heading(blocks[parent])
        return dict.fromkeys(run, kind) if kind else {}

    def _prose(self, index: int, kind: str | None) -> bool:
        """Whether a numbered paragraph below a heading for items is prose, and says none itself."""
        text = self.document.words(self.document.blocks[index])
        binds = kind == "measures" and pattern("binding").search(text) is not None
        return index in self.paragraphs and not binds and not says_what_to_do(text)

    def _only_announces(self, index: int) -> str | None:
        """The kind of the list below a numbered paragraph that does no more than announce it.

        "3. They share the following objectives:" is no objective itself.
        """
        block = self.document.blocks[index]
        listed = any(self.document.blocks[i].kind == "item" for i in self.below.get(index, []))
        if not (block.lead_in and listed) or len(find_sentences(self.document.words(block))) > 1:
            return None
        return self.announced_kind(block)

    def _heading(self, index: int, above: str | None, parent: int | None) -> Iterator[FoundItem]:
        block = self.document.blocks[index]
        label = self.label_kind(block)
        if label:
            yield self._item(index, label, parent)
        elif self._tells_background(index, above, parent):
            yield from self._labelled_below(index)
        elif index in self.announced["kinds"]:
            yield self._item(index, self.announced["kinds"][index], parent)
        elif above and self._holds_headings(parent) and self._may_be(block, above):
            yield self._item(index, above, parent)
        else:
            yield from self._visit(index, None if self._asks(index) else self.kind_of_heading(block))

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
        one_of_items = above and block.marked and self._holds_headings(parent)
        return self.excluded(block) and index not in self.title and not one_of_items

    def _labelled_below(self, index: int) -> Iterator[FoundItem]:
        """Under a heading of background: only what a label numbers is an item."""
        for child in self.below.get(index, []):
            block = self.document.blocks[child]
            label = self.label_kind(block)
            if label and block.kind in ("heading", "item"):
                yield self._item(child, label, index)
            elif block.kind == "heading":
                yield from self._labelled_below(child)

    def _holds_headings(self, parent: int | None) -> bool:
        """Whether a cue heading's own sub-headings are its items: two at least, and no list beside them."""
        if parent is None:
            return False
        kinds = [self.document.blocks[i].kind for i in self.below.get(parent, [])]
        return kinds.count("heading") > 1 and "item" not in kinds

    def _item(self, index: int, kind: str, lead: int | None) -> FoundItem:
        block = self.document.blocks[index]
        said = self._says(index)
        told = self.document.blocks[said]
        end = told.content + len(_PUNCTUATION.sub("", self.document.words(told)))
        item = FoundItem(kind, told.content, end, index, block.number, lead=lead)
        for child in [*self.below.get(index, []), *(self.below.get(said, []) if said != index else [])]:
            inner = self.document.blocks[child]
            if inner.region is not None or child == said or (said != index and inner.label == block.label):
                continue
            if inner.kind in ("item", "heading"):
                item.children.append(self._item(child, kind, index))
            elif inner.kind in ("paragraph", "quote") and not item.children:
                item.body.append((inner.start, inner.end))
        return item

    def _says(self, index: int) -> int:
        """The block with an item's words: its own, or the next one where a label stands alone ("Objective 1:")."""
        blocks = self.document.blocks
        block, after = blocks[index], index + 1
        if block.label is None or block.content < block.end or after == len(blocks):
            return index
        if blocks[after].region is not None or blocks[after].kind not in ("paragraph", "heading", "cell"):
            return index
        self.said.add(after)
        return after

    def _next_labels(self, said: int, lead: int | None) -> Iterator[FoundItem]:
        """The items below words that a label alone announced: the next ones with that label."""
        label = self.document.blocks[said - 1]
        kind = self.label_kind(label)
        for child in self.below.get(said, []) if kind else ():
            if self.document.blocks[child].label == label.label:
                yield self._item(child, kind or "", lead)

    def _bare_section(self, children: list[int]) -> bool:
        return all(self.document.blocks[i].kind not in ("item", "heading", "cell") for i in children)

    def _paragraph_measures(self, children: list[int], parent: int) -> Iterator[FoundItem]:
        """Paragraphs that bind somebody, in a section of measures that has no list."""
        for index in children:
            block = self.document.blocks[index]
            if block.kind == "paragraph" and pattern("binding").search(self.document.words(block)):
                yield FoundItem("measures", block.content, block.end, index, lead=parent)

    def _announced(self) -> dict[str, dict[int, str]]:
        """Lists that announce headings: their items, and the kind that the headings so get."""
        blocks = self.document.blocks
        headings = {_key(self.document.words(b)): i for i, b in enumerate(blocks) if b.kind == "heading"}
        lists: dict[int, str] = {}
        kinds: dict[int, str] = {}
        for parent, children in self.below.items():
            items = [i for i in children if blocks[i].kind == "item"]
            twins = [
                headings.get(_key(_PUNCTUATION.sub("", self.document.words(blocks[i]))), -1) for i in items
            ]
            last = max(items, default=0)
            if len(items) < 2 or sum(twin > last for twin in twins) < 0.6 * len(items):
                continue
            kind = self._kind_around(parent, items[0])
            if kind:
                lists |= dict.fromkeys(items, kind)
                kinds |= {twin: kind for twin in twins if twin >= 0}
        return {"lists": lists, "kinds": kinds}

    def _kind_around(self, parent: int | None, first: int) -> str | None:
        before = self.document.blocks[first - 1] if first else None
        above = self.kind_of_heading(self.document.blocks[parent]) if parent is not None else None
        return self.led_kind(before, above) if before and before.kind == "paragraph" else above


def _key(text: str) -> str:
    return _KEY.sub(" ", text.casefold()).strip()


def _find(doc: Doc) -> list[FoundItem]:
    document = document_of(doc)
    if document is None:
        return []
    metadata = doc.user_data.get("plancli_metadata")
    title = metadata.title if metadata is not None else None
    return find_items(document, (title.start, title.end) if title else None)


make_items = register("plancli_items", _find, lambda item: item.kind)
