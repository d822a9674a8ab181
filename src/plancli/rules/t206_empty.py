"""A section is empty.

Its heading promises something, and the next heading follows at once: the text is still to be written, or was moved.

To mend it: write it, or take the heading out.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from plancli.document import Block
from plancli.gazetteer.cues import words
from plancli.rules.base import Context, Hit

CODE = "T206"
LEVEL = "warning"
FAILING = (
    "# Plan\n\nText of the plan for all rivers.\n\n## Rivers\n\n## Lakes\n\nLakes are clean.\n",
    "# Plan\n\nText of the plan for all rivers.\n\n## Scotland\n\n## Wales\n\nRivers of Wales are clean.\n",
)
PASSING = (
    "# Plan\n\nText of the plan for all rivers.\n\n## Rivers\n\n### Weirs\n\nWeirs are mended.\n\n## Lakes\n\nLakes are clean.\n",
    "River plan\n\nThe plan is for all rivers.\n\nRivers of the north\n\nThe Eller and its weirs\n\nThe weirs are mended each year.\n",
    "# Plan\n\nText of the plan for all rivers.\n\n## What the Board is there for and\n\n## Who pays\n\nThe Ministry pays.\n",
)
_WORDS = 5
"""A document's text begins with a sentence of so many words; what stands above is its cover."""


def check(context: Context) -> Iterator[Hit]:
    """Headings after the cover that one as high or higher follows at once, on the same page."""
    begun = False
    blocks = context.document.blocks
    for block, after in pairwise(blocks):
        begun = begun or _is_prose(context, block)
        heads = _is_heading(block) and _is_heading(after) and _as_high(context, block, after)
        if begun and heads and block.page == after.page and not _goes_on(context, block, after):
            yield Hit("nothing stands under this heading", block.start, block.end)


def _is_prose(context: Context, block: Block) -> bool:
    said = context.text[block.start : block.end]
    return (
        block.kind != "heading"
        and block.region is None
        and said.endswith((".", ":", ";"))
        and len(said.split()) >= _WORDS
    )


def _is_heading(block: Block) -> bool:
    """Whether a heading heads a section; a labelled one ("Goal 2: …") may be all that there is to say."""
    labelled = block.label is not None and block.label not in words("labels", "label", kind="section")
    return block.kind == "heading" and block.region is None and not labelled


def _as_high(context: Context, block: Block, after: Block) -> bool:
    """Whether a heading is known to be no lower than the one before: in plain text numbers alone tell."""
    told = context.plan.source.media_type != "text/plain" or (block.number and after.number)
    return bool(told) and after.level <= block.level


def _goes_on(context: Context, block: Block, after: Block) -> bool:
    """Whether two headings are the lines of one, or a label and its title ("Part one", "Rivers")."""
    if block.number is not None and after.number is not None:
        return False
    said, following = context.text[block.content : block.end], context.text[after.content : after.end]
    label = block.label is not None and block.end - block.content < 2
    hangs = said.rstrip().endswith((",", ":", "–")) or said.lower().rpartition(" ")[2] in words("hanging")
    return label or following[:1].islower() or hangs
