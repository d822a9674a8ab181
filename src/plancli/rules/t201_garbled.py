"""Text is garbled.

"(cid:35)" and signs of a private alphabet are what is left where a font does not say which letters it draws. Nobody
can search, quote or translate such a text.

To mend it: make the PDF again with its fonts embedded, or copy the text from the source of the document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from plancli.rules.base import Context, Hit

CODE = "T201"
LEVEL = "warning"
SUPERSEDES = ("P103", "T206")
FAILING = (
    "River plan\n\nThe Board will (cid:35)(cid:40)(cid:41) the weirs by 2027 and count fish.\n",
    "River plan\n\nThe Board \ue012\ue013\ue014\ue015\ue016 the weirs by 2027 and counts fish.\n",
)
PASSING = ("River plan\n\nThe Board will mend the weirs (see p. 35) by 2027 and count fish. \ue012\n",)
_CID = r"(?:\(cid:\d{1,5}\)\s*){2,}"
_PRIVATE = r"[\ue000-\uf8ff](?:\s?[\ue000-\uf8ff]){3,}"
_GARBLED = re.compile(f"{_CID}|{_PRIVATE}")


def check(context: Context) -> Iterator[Hit]:
    """Runs of glyph numbers or of private characters: the first of each block."""
    for block in context.document.blocks:
        match = _GARBLED.search(context.text, block.start, block.end)
        if match:
            yield Hit(
                "these are numbers of glyphs and no letters",
                match.start(),
                match.start() + len(match[0].rstrip()),
            )
