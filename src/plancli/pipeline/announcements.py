"""Which kind of item the headings, lead-ins, labels and columns of a document announce."""

from __future__ import annotations

import re
from functools import cache

from plancli.document import Block, Document
from plancli.gazetteer.columns import kind_of_column
from plancli.gazetteer.cues import either, pattern, table, words
from plancli.pipeline.counted import counted_kinds
from plancli.pipeline.kinds import (
    announcing_cue,
    clause_of_list,
    head_cue,
    held_cue,
    is_bare_promise,
    is_noun_cue,
    only_announcing,
    opening_cue,
)
from plancli.pipeline.sentences import find_sentences

KINDS = ("aims", "priorities", "principles", "measures")
_ASIDE = re.compile(r"\s*\([^()]{1,60}\)")


class Announcements:
    """What the blocks of a document say of the kind of the lists and headings below them."""

    def __init__(self, document: Document) -> None:
        self.document = document
        heads = (document.words(block).strip(" :.") for block in document.blocks if block.kind == "heading")
        self.study = any(pattern("study_parts").fullmatch(words_of) for words_of in heads)

    def announced_kind(self, block: Block) -> str | None:
        """The kind that a paragraph announces by "the following …", whatever it ends with."""
        for start, end in find_sentences(self.document.words(block)):
            if kind := only_announcing(self.document.words(block)[start:end]):
                return kind
        return None

    def told_kind(self, block: Block) -> str | None:
        """The kind of the list after a paragraph whose last sentence opens by pointing at it ("Here are our aims.")."""
        text = self.document.words(block)
        start, end = find_sentences(text)[-1]
        if not pattern("pointers").match(text, start) or pattern("not_items").search(text[start:end]):
            return None
        return announcing_cue(text[start:end])

    def counted_kind(self, block: Block, count: int) -> str | None:
        """The kind of the items that a block says are ``count`` ("The plan has five priorities.")."""
        told = counted_kinds(self.document.words(block))
        return next((kind for value, kind in told if value == count), None)

    def label_kind(self, block: Block) -> str | None:
        """The kind of what the label of a number heads ("Priority 1: …"); ``None`` for a part of the document."""
        if block.label is None:
            return None
        kind = next(row["kind"] for row in table("labels") if row["label"] == block.label)
        return kind if kind in KINDS else None

    def excluded(self, block: Block) -> bool:
        """Whether words tell of a background; what opens with what to do ("Remove barriers") does not."""
        text = self.document.words(block)
        acts = text.split(" ", 1)[0].lower() in words("policy_verbs")
        return not acts and pattern("not_items").search(text) is not None

    def kind_of_heading(self, block: Block) -> str | None:
        """The kind that a heading gives its lists: that of its head word, the cue that ends or fills it.

        The articles of a treaty hold provisions: only one that is called no more than what items are called has any.
        """
        words_of = self.document.words(block)
        if self.excluded(block) or (self.titles_article(block) and not is_noun_cue(words_of)):
            return None
        if self.study and pattern("topics").fullmatch(words_of.strip(" :.")):
            return None
        return head_cue(words_of)

    def titles_article(self, block: Block) -> bool:
        """Whether a heading is an article of a treaty, or the title below its number."""
        above = None if block.parent is None else self.document.blocks[block.parent]
        return "article" in (block.label, above.label if above and above.content == above.end else None)

    def kind_of_lead_in(self, block: Block) -> str | None:
        """The kind that a lead-in gives its list; ``""`` for one that tells of something else."""
        if not block.lead_in:
            return None
        return kind_of_lead(self.document.words(block))

    def led_kind(self, block: Block, heading_kind: str | None) -> str | None:
        """The kind of the list below a lead-in, under a heading of ``heading_kind``."""
        said = self.kind_of_lead_in(block)
        text = self.document.words(block)
        bare = heading_kind and (is_bare_promise(text) or pattern("duties").search(text))
        return heading_kind if said is None or bare else said or None

    def names_measures(self, heading: int) -> bool:
        """Whether a heading is a noun for measures ("Required actions") and nothing else."""
        text = self.document.words(self.document.blocks[heading])
        return is_noun_cue(text, "measures") and not self.demands(text)

    def demands(self, heading: str) -> bool:
        """Whether a heading is over what must be done or over what somebody must have ("Requirements")."""
        return pattern("demands").fullmatch(heading.strip(" :.")) is not None

    def numbers_part(self, block: Block) -> bool:
        """Whether a label makes a heading a part of the document ("Article 4")."""
        return block.label is not None and self.label_kind(block) is None

    def kind_of_row(self, index: int) -> str | None:
        """The kind that the heading of its column gives a row of a table."""
        column = self.document.blocks[index].column
        return kind_of_column(column) if column else None


def kind_of_lead(words_of: str) -> str | None:
    """The kind of the list that words lead to; ``""`` where they tell of something else."""
    text = pattern("places").sub("", _ASIDE.sub("", words_of))
    if pattern("relative_ends").search(text):
        return ""
    for start, end in reversed(find_sentences(text)[-2:]):
        if pattern("of_each").match(text[start:end]):
            return ""
        if kind := opening_cue(text[start:end]):
            return kind
        if _tells_other(clause_of_list(text[start:end])):
            return held_cue(text[start:end]) or ""
        if kind := announcing_cue(text[start:end]):
            return kind
        if not pattern("backward").search(text[start:end]):
            return None
    return None


def _tells_other(clause: str) -> bool:
    """Whether a clause tells of something else than items; what a verb of policy is to deal with tells nothing.

    "The steps we take to address these risks include:" is about steps.
    """
    found = [match.start() for match in pattern("not_items").finditer(clause)]
    dealt = [match.span() for match in _dealt_with().finditer(clause)]
    return any(not any(start < at < end for start, end in dealt) for at in found)


@cache
def _dealt_with() -> re.Pattern[str]:
    """Infinitives of verbs of policy with their objects, and verbs joined to them."""
    verbs = rf"{either('policy_verbs')}(?:(?:, (?:and |or )?| and | or ){either('policy_verbs')})*"
    word = rf"(?:and|or|(?!{either('function_words', **{'class': 'conjunction'})}\b)[\w’'-]+)"
    return re.compile(rf"\bto {verbs}(?: {word}){{1,6}}", re.IGNORECASE)
