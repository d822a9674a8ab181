"""Numbered paragraphs: those of white papers, minutes and communiqués, whose numbers only help to cite them.

They count on through the document, over its headings, and are prose. A heading above some of them makes no items of
them by itself ("Areas of co-operation" above "6. The Council noted …").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from plancli.document import Document
from plancli.gazetteer.cues import pattern, words

_LEAST = 4
"""Paragraphs that are numbered, at least."""
_LONG = 18
"""Words that they have on average, at least."""
_MOST = 0.6
"""Share of them that are whole sentences, at least; and that say what to do or bind somebody, at most."""
_PARTS = re.compile(r"\d{1,3}(?:\.\d{1,3})?")
_OPENING = re.compile(r"(?:to\s+)?(?P<verb>[a-z]+)", re.IGNORECASE)


def numbered_paragraphs(document: Document) -> frozenset[int]:
    """The numbered paragraphs of ``document``, by their index; none where the numbers are those of lists."""
    blocks = document.blocks
    heads = {i for i, block in enumerate(blocks) if block.kind == "heading"}
    found = [
        i
        for i, block in enumerate(blocks)
        if block.kind == "item" and not block.label and _PARTS.fullmatch(block.number or "")
        and block.region is None and block.column is None and (block.parent is None or block.parent in heads)
    ]  # fmt: skip
    parents = {blocks[i].parent for i in found}
    texts = [document.words(blocks[i]) for i in found]
    if len(found) < _LEAST or len(parents) < 2 or not _count_on([blocks[i].number or "" for i in found]):
        return frozenset()
    whole = sum(text.rstrip(' "”’)').endswith((".", ":")) for text in texts)
    acting = sum(says_what_to_do(text) or pattern("binding").search(text) is not None for text in texts)
    long = sum(len(text.split()) for text in texts) >= _LONG * len(found)
    prose = long and whole >= _MOST * len(found) and acting <= _MOST * len(found)
    return frozenset(found) if prose else frozenset()


def says_what_to_do(text: str) -> bool:
    """Whether words open with a verb of policy, in its base form, with "to", or as a gerund."""
    match = _OPENING.match(text)
    verb = match["verb"].lower() if match else ""
    return verb in words("policy_verbs") or (verb.endswith("ing") and len(verb) > len("during"))


def _count_on(numbers: Sequence[str]) -> bool:
    """Whether the numbers run on through the document: each one more, or in the next chapter the first."""
    parts = [tuple(map(int, number.split("."))) for number in numbers]
    return all(len(one) == len(other) and _next(one, other) for one, other in pairwise(parts))


def _next(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    if len(one) == 1:
        return other[0] == one[0] + 1
    same = other[0] == one[0] and other[1] == one[1] + 1
    return same or (other[0] > one[0] and other[1] == 1)
