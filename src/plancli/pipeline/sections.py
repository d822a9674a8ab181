"""How the blocks of a document stand to each other: which headings are its title, group a list, or are announced."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import partial
from itertools import dropwhile, pairwise, takewhile

from plancli.document import Block, Document
from plancli.pipeline.announcements import Announcements
from plancli.pipeline.counted import counted_kinds
from plancli.pipeline.item_parts import PUNCTUATION
from plancli.pipeline.kinds import frames, is_noun_cue
from plancli.pipeline.sentences import find_sentences

_PROSE = 25
"""Words: a longer paragraph is prose, with which the cover ends."""
_SUBTITLE = re.compile(r":\s|\s[–—-]\s")
_KEY = re.compile(r"[\W_]+")


class Sections(Announcements):
    """The sections of a document and what they announce.

    ``title`` holds the blocks of its title, ``below`` the children of each block, ``announced`` the lists that only
    announce headings ("lists") and the kinds of these headings ("kinds").
    """

    def __init__(self, document: Document, title: tuple[int, int] | None) -> None:
        super().__init__(document)
        blocks = document.blocks
        titled = {i for i, b in enumerate(blocks) if title and b.start < title[1] and title[0] < b.end}
        self.title = titled | self._cover_headings()
        self.below: dict[int | None, list[int]] = {}
        for index, block in enumerate(document.blocks):
            if block.column != "":  # a list in another cell than the one that says the item tells of it
                self.below.setdefault(block.parent, []).append(index)
        self.announced = self._announced()

    def _cover_headings(self) -> set[int]:
        """Headings above the first prose that hold others: lines of the title, unless they name a kind of item."""
        blocks = self.document.blocks
        above = {block.parent for block in blocks if block.kind == "heading"}
        found: set[int] = set()
        for index, block in enumerate(blocks):
            text = self.document.words(block)
            if block.kind == "item" or (block.kind == "paragraph" and len(text.split()) > _PROSE):
                break
            told = (found or block.number is not None) and self.kind_of_heading(block)
            part = told and self._heads_a_part(index)
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

    def titles_items(self, title: int | None) -> bool:
        """Whether a title is no more than a noun for items ("Strategic objectives: 2030"), which its headings are."""
        if title is None:
            return False
        return is_noun_cue(_SUBTITLE.split(self.document.words(self.document.blocks[title]), maxsplit=1)[0])

    def holds_headings(self, parent: int | None) -> bool:
        """Whether a cue heading's own sub-headings are its items: two at least, and no list of items beside them."""
        if parent is None:
            return False
        children = [self.document.blocks[i] for i in self.below.get(parent, [])]
        return [block.kind for block in children].count("heading") > 1 and not self._lists(children)

    def _lists(self, children: Sequence[Block]) -> bool:
        """Whether a list is among some blocks whose lead-in, if any, does not say that it is of other things."""
        lead: Block | None = None
        for block in children:
            if block.kind == "item" and (lead is None or self.kind_of_lead_in(lead) != ""):
                return True
            if block.kind != "item":
                lead = block if block.lead_in else None
        return False

    def standing(self, index: int, before: str | None) -> str | None:
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

    def led_headings(self, children: list[int], heading_kind: str | None) -> dict[int, str]:
        """The headings right below a paragraph that announces them, two at least, with their kind.

        A lead-in does ("We will:"), a sentence that points at them, or one that says how many there are. They go on
        up to one of another level, or one that tells a kind or a background itself.
        """
        found: dict[int, str] = {}
        for before, first in pairwise(children):
            lead, head = self._last_of_flat(before), self.document.blocks[first]
            if head.kind != "heading" or not self._may_lead(self.document.blocks[lead]):
                continue
            run = list(takewhile(partial(self._like, head), children[bisect_left(children, first) :]))
            kind = self._kind_of_run(lead, run, heading_kind)
            if kind and len(run) > 1 and not self._parts(run[0], children):
                found |= dict.fromkeys(run, kind)
        return found

    def _may_lead(self, block: Block) -> bool:
        """Whether a paragraph may announce the headings after it, however many they are."""
        if block.kind != "paragraph":
            return False
        return block.lead_in or bool(self.told_kind(block)) or any(counted_kinds(self.document.words(block)))

    def _last_of_flat(self, before: int) -> int:
        """The last block of a section in a plain text, whose headings show no levels; else the block itself."""
        block, below = self.document.blocks[before], self.below.get(before, [])
        flat = self.document.media_type == "text/plain" and block.kind == "heading" and not block.marked
        return below[-1] if flat and below else before

    def _kind_of_run(self, lead: int, run: list[int], heading_kind: str | None) -> str | None:
        """The kind that a paragraph gives the run of headings after it."""
        block = self.document.blocks[lead]
        if block.lead_in:
            return self.led_kind(block, heading_kind)
        return self.told_kind(block) or self.counted_kind(block, len(run))

    def counted_list(self, parent: int | None, children: list[int]) -> str | None:
        """The kind of the first list below a heading that says how many items it has ("The 10-point plan")."""
        blocks = self.document.blocks
        listed = takewhile(
            lambda i: blocks[i].kind == "item",
            dropwhile(lambda i: blocks[i].kind in ("paragraph", "quote"), children),
        )
        count = sum(1 for _ in listed)
        return self.counted_kind(blocks[parent], count) if parent is not None and count else None

    def counted_headings(self, parent: int | None, children: list[int]) -> dict[int, str]:
        """The headings below one that says how many there are ("Our four priorities"), with their kind."""
        heads = [i for i in children if self.document.blocks[i].kind == "heading"]
        run = [i for i in heads if self._like(self.document.blocks[heads[0]], i)]
        told = self.document.blocks[parent] if parent is not None and run else None
        kind = self.counted_kind(told, len(run)) if told else None
        return dict.fromkeys(run, kind) if kind else {}

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

    def running(self, children: list[int], parent: int | None) -> dict[int, str]:
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

    def only_announces(self, index: int) -> str | None:
        """The kind of the list below a numbered paragraph that does no more than announce it.

        "3. They share the following objectives:" is no objective itself.
        """
        block = self.document.blocks[index]
        listed = any(self.document.blocks[i].kind == "item" for i in self.below.get(index, []))
        if not (block.lead_in and listed) or len(find_sentences(self.document.words(block))) > 1:
            return None
        return self.announced_kind(block)

    def _announced(self) -> dict[str, dict[int, str]]:
        """Lists that announce headings: their items, and the kind that the headings so get."""
        blocks = self.document.blocks
        headings = {_key(self.document.words(b)): i for i, b in enumerate(blocks) if b.kind == "heading"}
        lists: dict[int, str] = {}
        kinds: dict[int, str] = {}
        for parent, children in self.below.items():
            items = [i for i in children if blocks[i].kind == "item"]
            twins = [
                headings.get(_key(PUNCTUATION.sub("", self.document.words(blocks[i]))), -1) for i in items
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
