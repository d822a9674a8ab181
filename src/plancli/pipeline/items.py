"""Aims, priorities, principles and measures: the lists and headings that the document calls so.

A list belongs to the kind that its own lead-in sentence or heading gives it (table ``items``); sub-items stay
with their item, and so does a list under a heading that is itself an item. Headings are items where a
label numbers them ("Priority 1: …"), where a cue heading or a lead-in holds them, or where a list has
announced them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.tokens import Doc

from plancli.document import Block, Document
from plancli.gazetteer.cues import pattern, table
from plancli.pipeline.components import document_of, register
from plancli.pipeline.kinds import announcing_cue, head_cue, is_noun_cue
from plancli.pipeline.sentences import find_sentences
from plancli.pipeline.unannounced import numbered_instructions

KINDS = ("aims", "priorities", "principles", "measures")
_RUN_IN = re.compile(r"(?P<phrase>[^.:;!?]{2,90}?)(?P<close>[.:])\s+(?=[\"'“‘(]?[A-Z])")
_RUN_IN_WORDS = 12
_PUNCTUATION = re.compile(r"\s*[;,]\s*(?:(?:and|or)\s*)?$")
_PROSE = 25
"""Words: a longer paragraph is prose, with which the cover ends."""
_KEY = re.compile(r"[\W_]+")


@dataclass(slots=True)
class FoundItem:
    """An item: spans of its text and of its body, each in code points of the text.

    ``block`` is its index in ``Document.blocks``; ``lead`` the block that announces its list (a heading or
    a lead-in), which tells the instrument it belongs to.
    """

    kind: str
    start: int
    end: int
    block: int
    number: str | None = None
    body: list[tuple[int, int]] = field(default_factory=list)
    children: list[FoundItem] = field(default_factory=list)
    lead: int | None = None


def find_items(document: Document, title: tuple[int, int] | None = None) -> list[FoundItem]:
    """The top items of ``document`` in reading order, with their children.

    ``title`` is the span of the document's title: that an "action plan" is one makes no action of its sections.
    """
    return _Search(document, title).run()


class _Search:
    """One walk over the document's tree, from the top down: what is an item takes all below it."""

    def __init__(self, document: Document, title: tuple[int, int] | None) -> None:
        self.document = document
        blocks = document.blocks
        titled = {i for i, b in enumerate(blocks) if title and b.start < title[1] and title[0] < b.end}
        self.title = titled | self._cover_headings()
        self.below: dict[int | None, list[int]] = {}
        for index, block in enumerate(document.blocks):
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
            if block.kind == "heading" and index in above and not is_noun_cue(text):
                found.add(index)
        return found

    def run(self) -> list[FoundItem]:
        found = list(self._visit(None, None))
        if not found:
            blocks = self.document.blocks
            listed = numbered_instructions(self.document)
            found = [self._item(index, "measures", blocks[index].parent) for index in listed]
        _split_run_ins(self.document, found)
        return found

    def _visit(self, parent: int | None, heading_kind: str | None) -> Iterator[FoundItem]:
        """Items among the children of ``parent``, whose heading gives lists the kind ``heading_kind``."""
        children = [i for i in self.below.get(parent, []) if self.document.blocks[i].region is None]
        lead: int | None = None
        kind = heading_kind
        if parent in self.title:
            heading_kind = None  # a title names the whole document, and heads only a list right below it
            kind = kind if children and self.document.blocks[children[0]].kind == "item" else None
        running = self._running(children, parent)
        columns = self._columns(children)
        standing: str | None = None
        for index in children:
            block = self.document.blocks[index]
            if block.kind == "heading":
                standing = self._standing(index, standing)
                if index in running or standing:
                    yield from self._visit(index, running.get(index) or standing)
                else:
                    yield from self._heading(index, heading_kind, parent)
                lead, kind = None, heading_kind
            elif block.kind == "item":
                own = kind or columns.get(index)
                yield from self._listed(index, own, lead if lead is not None else parent)
            elif block.kind in ("paragraph", "quote"):
                said = self.kind_of_lead_in(block)
                if block.lead_in:
                    lead, kind = index, (heading_kind if said is None else said or None)
                else:
                    lead, kind = None, heading_kind
        if parent is not None and self._names_measures(parent) and self._bare_section(children):
            yield from self._paragraph_measures(children, parent)

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
        return before if listed and not self._excluded(block) and not self.kind_of_heading(block) else None

    def _columns(self, children: list[int]) -> dict[int, str]:
        """The rows of tables that no heading tells of, with the kind that heads their column ("Action")."""
        found: dict[int, str] = {}
        head: list[int] = []
        kind: str | None = None
        for index in children:
            block = self.document.blocks[index]
            if block.kind == "item" and head:
                first = head[1:2] if block.number else head
                kinds = [
                    self.kind_of_heading(self.document.blocks[i]) for i in first if self._names_column(i)
                ]
                head, kind = [], kinds[0] if kinds else None
            if block.kind == "item" and kind:
                found[index] = kind
            elif block.kind == "cell":
                head += [index] if not kind else []
            elif block.kind != "item":
                head, kind = [], None
        return found

    def _names_column(self, cell: int) -> bool:
        return is_noun_cue(self.document.words(self.document.blocks[cell]))

    def _listed(self, index: int, kind: str | None, lead: int | None) -> Iterator[FoundItem]:
        """A member of a list of ``kind``, or what stands below one that is no item itself."""
        block = self.document.blocks[index]
        own = self._label_kind(block) or kind
        if announced := self._only_announces(index):
            yield from self._visit(index, announced)
        elif own is None:
            yield from self._visit(index, self.kind_of_lead_in(block) or None)
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
        run = [i for i in headings if numbers[i] and all(number.isdigit() for number in numbers[i])]
        counted = [int(number) for i in run for number in numbers[i]]
        if len(run) < 2 or counted != list(range(1, len(counted) + 1)):
            return {}
        announced = [
            self._announced_kind(blocks[i]) for i in children if i < run[0] and blocks[i].kind == "paragraph"
        ]
        kind = next((kind for kind in reversed(announced) if kind), None)
        if kind is None and parent is not None:
            kind = self.kind_of_heading(blocks[parent])
        return dict.fromkeys(run, kind) if kind else {}

    def _announced_kind(self, block: Block) -> str | None:
        """The kind that a paragraph announces by "the following …", whatever it ends with."""
        for start, end in find_sentences(self.document.words(block)):
            sentence = self.document.words(block)[start:end]
            if pattern("announcers").search(sentence) and (kind := announcing_cue(sentence)):
                return kind
        return None

    def _only_announces(self, index: int) -> str | None:
        """The kind of the list below a numbered paragraph that does no more than announce it.

        "3. They share the following objectives:" is no objective itself.
        """
        block = self.document.blocks[index]
        listed = any(self.document.blocks[i].kind == "item" for i in self.below.get(index, []))
        if not (block.lead_in and listed) or len(find_sentences(self.document.words(block))) > 1:
            return None
        return self._announced_kind(block)

    def _heading(self, index: int, above: str | None, parent: int | None) -> Iterator[FoundItem]:
        block = self.document.blocks[index]
        label = self._label_kind(block)
        if label:
            yield self._item(index, label, parent)
        elif self._excluded(block) and not (above and block.marked and self._holds_headings(parent)):
            yield from self._labelled_below(index)
        elif index in self.announced["kinds"]:
            yield self._item(index, self.announced["kinds"][index], parent)
        elif above and self._holds_headings(parent):
            yield self._item(index, above, parent)
        else:
            yield from self._visit(index, self.kind_of_heading(block))

    def _labelled_below(self, index: int) -> Iterator[FoundItem]:
        """Under a heading of background: only what a label numbers is an item."""
        for child in self.below.get(index, []):
            block = self.document.blocks[child]
            label = self._label_kind(block)
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
        end = block.content + len(_PUNCTUATION.sub("", self.document.words(block)))
        item = FoundItem(kind, block.content, end, index, block.number, lead=lead)
        for child in self.below.get(index, []):
            inner = self.document.blocks[child]
            if inner.region is not None:
                continue
            if inner.kind in ("item", "heading"):
                item.children.append(self._item(child, kind, index))
            elif inner.kind in ("paragraph", "quote") and not item.children:
                item.body.append((inner.start, inner.end))
        return item

    def _label_kind(self, block: Block) -> str | None:
        if block.label is None:
            return None
        kind = next(row["kind"] for row in table("labels") if row["label"] == block.label)
        return kind if kind in KINDS else None

    def _excluded(self, block: Block) -> bool:
        return pattern("not_items").search(self.document.words(block)) is not None

    def kind_of_heading(self, block: Block) -> str | None:
        """The kind that a heading gives its lists: that of its head word, the cue that ends or fills it."""
        return None if self._excluded(block) else head_cue(self.document.words(block))

    def kind_of_lead_in(self, block: Block) -> str | None:
        """The kind that a lead-in gives its list; ``""`` for one that tells of something else."""
        if not block.lead_in:
            return None
        text = self.document.words(block)
        for start, end in reversed(find_sentences(text)[-2:]):
            if pattern("not_items").search(text[start:end]):
                return ""
            if kind := announcing_cue(text[start:end]):
                return kind
        return None

    def _names_measures(self, heading: int) -> bool:
        """Whether a heading is a noun for measures ("Required actions") and nothing else."""
        return is_noun_cue(self.document.words(self.document.blocks[heading]), "measures")

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
        said = self.kind_of_lead_in(before) if before and before.kind == "paragraph" else None
        if said is not None:
            return said or None
        return self.kind_of_heading(self.document.blocks[parent]) if parent is not None else None


def _key(text: str) -> str:
    return _KEY.sub(" ", text.casefold()).strip()


def _split_run_ins(document: Document, items: list[FoundItem]) -> None:
    """Divide siblings into run-in heading and body where most of them open with one."""
    groups: dict[int | None, list[FoundItem]] = {}
    for item in items:
        groups.setdefault(item.lead, []).append(item)
        _split_run_ins(document, item.children)
    for siblings in groups.values():
        ends = [_run_in_end(document, item) for item in siblings]
        typeset = [document.blocks[item.block].run_in is not None for item in siblings]
        if sum(end is not None for end in ends) * 2 <= len(siblings) or (
            len(siblings) < 2 and not any(typeset)
        ):
            continue
        for item, end in zip(siblings, ends, strict=True):
            if end is not None:
                _divide(document.text, item, end)


def _divide(text: str, item: FoundItem, end: int) -> None:
    rest = len(text[end : item.end]) - len(text[end : item.end].lstrip())
    if end + rest < item.end:
        item.body.insert(0, (end + rest, item.end))
    item.end = item.start + len(text[item.start : end].rstrip(" .:–—-"))


def _run_in_end(document: Document, item: FoundItem) -> int | None:
    """Where an item's run-in heading ends: set off by type, or a phrase closed before a capital."""
    block = document.blocks[item.block]
    if block.kind == "heading":
        return None
    if block.run_in is not None:
        return block.run_in
    match = _RUN_IN.match(document.text, item.start, item.end)
    if match is None or len(match["phrase"].split()) > _RUN_IN_WORDS:
        return None
    modal = pattern("finite").search(match["phrase"])
    return None if modal else match.end("close")


def _find(doc: Doc) -> list[FoundItem]:
    document = document_of(doc)
    if document is None:
        return []
    metadata = doc.user_data.get("plancli_metadata")
    title = metadata.title if metadata is not None else None
    return find_items(document, (title.start, title.end) if title else None)


make_items = register("plancli_items", _find, lambda item: item.kind)
