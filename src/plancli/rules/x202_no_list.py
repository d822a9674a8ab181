"""A sentence leads to a list, and none follows.

"The measures are:" right above the next heading promises what is not there: the list was moved, or lost when the
document was put together.

To mend it: put the list back, or close the sentence.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from plancli.document import Block
from plancli.rules.base import Context, Hit

CODE = "X202"
LEVEL = "warning"
FAILING = (
    "# Rivers\n\nThe Board will take the following measures:\n\n# Lakes\n\nLakes are for swimming in.\n",
    "# 1. Rivers\n\nThe Board will take the following measures:\n\n# 2. Lakes\n\nLakes are for swimming in.\n",
    "Rivers are for all of us to enjoy.\n\nThe Board has these three aims:\n",
)
PASSING = (
    "# Rivers\n\nThe Board will take the following measures:\n\n- plant trees\n- mend weirs\n\n# Lakes\n\nLakes too.\n",
    "# Rivers\n\nThe Board will do this:\n\n## Trees\n\nIt plants trees.\n\n## Weirs\n\nIt mends weirs.\n",
    "# Aims\n\nThe Board has these two aims:\n\n# 1. Rivers\n\nIt cleans them.\n\n# 2. Lakes\n\nIt guards them.\n",
)
_WORDS = 4


def check(context: Context) -> Iterator[Hit]:
    """Lead-ins with a colon right before a heading that is not one under them, or at the end."""
    for block, after in pairwise([*context.document.blocks, None]):
        if block is None or block.kind in ("heading", "title", "note", "cell") or block.region is not None:
            continue
        sentence = context.text[block.content : block.end]
        if (
            block.lead_in
            and sentence.endswith(":")
            and len(sentence.split()) >= _WORDS
            and _stops(context, block, after)
        ):
            start = block.start + max(sentence.rfind(". ") + 2, 0) + block.content - block.start
            yield Hit("this sentence leads to a list, and none follows", start, block.end)


def _stops(context: Context, block: Block, after: Block | None) -> bool:
    """Whether nothing follows that the sentence may lead to."""
    if after is None:
        return True
    if after.kind != "heading":
        return False
    above = context.document.blocks[block.parent] if block.parent is not None else None
    if above is None or above.kind != "heading":
        return False
    if after.number is not None and not _follows(above, after):
        return False  # "The three aims are:" above "1. Rivers"
    return after.level <= above.level


def _follows(above: Block, after: Block) -> bool:
    """Whether a numbered heading is the next one of the section's own row, and so no point of the list."""
    return above.number is not None and above.label == after.label and above.number != after.number
