"""A replacement character stands for one that was lost.

The black diamond with its question mark says that a program could not read what stood here: a letter of a name, a
currency, a dash.

To mend it: type the character again, and save the file as UTF-8 wherever it passes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from plancli.rules.base import Context, Hit

CODE = "T202"
LEVEL = "warning"
FAILING = ("River plan\n\nThe Board\ufffds weirs cost \ufffd40 million.\n",)
PASSING = ("River plan\n\nThe Board’s weirs cost £40 million. Why? Nobody knows.\n",)
_WORD = re.compile(r"[^\s]*\ufffd[^\s]*")


def check(context: Context) -> Iterator[Hit]:
    """The first word of each block that holds one."""
    for block in context.document.blocks:
        found = list(_WORD.finditer(context.text, block.start, block.end))
        if found:
            more = f", and {len(found) - 1} more in this paragraph" if len(found) > 1 else ""
            yield Hit(f"a character was lost in '{found[0][0]}'{more}", *found[0].span())
