"""Measures that nothing announces: a document that is one numbered list of instructions, or a plan of action.

Drafts and annexes are laid out so: a table of forty practices under bare headings, each with a run-in heading
set off by type and a sentence that opens with what to do. Only a whole document of them counts, and only where
no list or heading says what it holds. A document that is called a plan of action needs no such table: its lists
of instructions ("1. Promote …; 2. Support …") under headings by subject are its measures.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from plancli.document import Block, Document
from plancli.gazetteer.cues import pattern, words

_LEAST = 5
"""Items that the list has at least."""
_MOST = 0.8
"""Share of the document's words that the items hold at least, and of the items that say what to do."""
_WORD = re.compile(r"[A-Za-z]+")


def numbered_instructions(document: Document) -> list[int]:
    """The blocks of such a list, in reading order; none where the document is anything else."""
    text = [
        block for block in document.blocks if block.region is None and block.kind in ("item", "paragraph")
    ]
    found = [
        index
        for index, block in enumerate(document.blocks)
        if block.kind == "item" and block.region is None and block.run_in is not None
    ]
    items = [document.blocks[index] for index in found]
    if [block.number for block in items] != [str(number) for number in range(1, len(items) + 1)]:
        return []
    held = sum(block.end - block.content for block in items)
    whole = sum(block.end - block.content for block in text)
    telling = sum(_says_what_to_do(document, block) for block in items)
    enough = len(items) >= _LEAST and held >= _MOST * whole and telling >= _MOST * len(items)
    return found if enough else []


def instructions_of_plan(document: Document, opening: str, excluded: Callable[[Block], bool]) -> list[int]:
    """The items of the lists of instructions of a document that its opening calls a plan of action, in reading order.

    ``excluded`` tells the headings of background. Lists in an item of such a list are its own.
    """
    if not pattern("kinds", kind="action_plan", weight="75").search(opening):
        return []
    blocks = document.blocks
    lists: dict[int | None, list[int]] = {}
    for index, block in enumerate(blocks):
        if block.kind == "item" and block.region is None:
            lists.setdefault(block.parent, []).append(index)
    acting = {
        parent: items
        for parent, items in lists.items()
        if sum(_acts(document, blocks[i]) for i in items) >= _MOST * len(items)
        and not any(excluded(blocks[i]) for i in _above(document, parent) if blocks[i].kind == "heading")
    }
    outer = [
        parent
        for parent in acting
        if not any(blocks[i].parent in acting for i in _items_above(document, parent))
    ]
    found = sorted(index for parent in outer for index in acting[parent])
    leaves = sum(1 for items in lists.values() for i in items if i not in lists)
    return found if len(found) >= _LEAST and 2 * len(found) >= leaves else []


def _above(document: Document, index: int | None) -> Iterator[int]:
    """A block and those that it stands under."""
    while index is not None:
        yield index
        index = document.blocks[index].parent


def _items_above(document: Document, index: int | None) -> Iterator[int]:
    return (i for i in _above(document, index) if document.blocks[i].kind == "item")


def _acts(document: Document, block: Block) -> bool:
    """Whether an item opens with a verb of policy in its base form, an adverb before it or not."""
    opening = _WORD.findall(document.words(block)[:60])[:2]
    verbs = opening[1:] if opening and opening[0].endswith("ly") else opening[:1]
    return any(word.lower() in words("policy_verbs") for word in verbs)


def _says_what_to_do(document: Document, block: Block) -> bool:
    """Whether the sentence after the run-in heading opens with a verb of policy, an adverb or two before it."""
    opening = _WORD.findall(document.text[block.run_in : block.end][:80])[:3]
    return any(
        word.lower() in words("policy_verbs")
        for position, word in enumerate(opening)
        if all(before.endswith("ly") or before.lower() == "and" for before in opening[:position])
    )
