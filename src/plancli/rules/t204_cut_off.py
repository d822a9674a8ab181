"""A point of a list or the end of a section is cut off.

It ends in the middle of a sentence: words were lost when it was copied, or a line was deleted.

To mend it: complete it from the source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from plancli.gazetteer.cues import words
from plancli.rules.base import Context, Hit

CODE = "T204"
LEVEL = "warning"
FAILING = (
    "The aims are:\n\n1. Clean the rivers of the\n2. Keep the beaches safe\n",
    "The aims are:\n\n1. Clean the rivers\n2. Keep the beaches safe for children and\n",
    "The aims are:\n\n1. Clean the rivers of the land for all infra-\n2. Keep the beaches safe\n",
    "# Aims\n\nThe Board cleans all the rivers of the land, the lakes and the\n\n# Money\n\nIt has none.\n",
)
PASSING = (
    "The aims are:\n\n1. Clean the rivers; and\n2. Keep the beaches safe\n",
    "The aims are:\n\n1. Work for the rivers with:\n   a. the Board\n   b. the ministry\n2. Say what beaches are for\n",
)
_LAST = re.compile(r"([A-Za-z’'-]+)\W*$")
_FEW = 3


def check(context: Context) -> Iterator[Hit]:
    """Items, and last paragraphs of a section, that end in a word or a hyphen that nothing can end with.

    What goes on with a list under it is left out, and so is what leads to one.
    """
    blocks = context.document.blocks
    for index, block in enumerate(blocks):
        if block.region is not None or not (block.kind == "item" or _closes(context, index)):
            continue
        text = context.text[block.content : block.end].rstrip()
        after = blocks[index + 1] if index + 1 < len(blocks) else None
        if after is not None and after.kind == "item" and after.parent == index:
            continue
        last = _last_word(text)
        if last and len(text.split()) >= _FEW:
            start = block.content + text.rfind(last)
            what = "point" if block.kind == "item" else "paragraph"
            yield Hit(f"this {what} ends with '{last}'", start, start + len(last))


def _closes(context: Context, index: int) -> bool:
    """Whether a paragraph of sentences is the last above a heading or of the document."""
    blocks = context.document.blocks
    block = blocks[index]
    after = next((each for each in blocks[index + 1 :] if each.region is None), None)
    return (
        block.kind == "paragraph"
        and not block.lead_in
        and block.parent is not None
        and len(context.text[block.content : block.end].split()) > _FEW * 2
        and (after is None or after.kind == "heading")
    )


def _last_word(text: str) -> str | None:
    """The word that hangs at the end; ``None`` where the text ends as a text may."""
    if text.endswith("-") and text[-2:-1].isalpha():
        return text.rsplit(maxsplit=1)[-1]
    match = _LAST.search(text)
    if match is None or text[match.end(1) :].strip():
        return None
    if match[1].lower() in words("hanging", kind="text"):
        return match[1]
    joins = match[1].lower() in words("hanging", kind="joins")
    return match[1] if joins and not text[: match.start()].rstrip().endswith((";", ",")) else None
