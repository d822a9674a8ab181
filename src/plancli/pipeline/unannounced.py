"""Measures that nothing announces: a document that is one numbered list of instructions.

Drafts and annexes are laid out so: a table of forty practices under bare headings, each with a run-in heading
set off by type and a sentence that opens with what to do. Only a whole document of them counts, and only where
no list or heading says what it holds.
"""

from __future__ import annotations

import re

from plancli.document import Block, Document
from plancli.gazetteer.cues import words

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


def _says_what_to_do(document: Document, block: Block) -> bool:
    """Whether the sentence after the run-in heading opens with a verb of policy, an adverb or two before it."""
    opening = _WORD.findall(document.text[block.run_in : block.end][:80])[:3]
    return any(
        word.lower() in words("policy_verbs")
        for position, word in enumerate(opening)
        if all(before.endswith("ly") or before.lower() == "and" for before in opening[:position])
    )
