"""Characters are mixed up by a wrong encoding.

"â€™" is an apostrophe that was saved in one encoding and opened in another. Names with accents and sums in pounds and
euros suffer most.

To mend it: open the source in its own encoding and save it as UTF-8; the message says what was probably meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from plancli.rules.base import Context, Hit

CODE = "T203"
LEVEL = "warning"
FAILING = (
    "River plan\n\nThe Boardâ€™s weirs are old.\n",
    "River plan\n\nThe weirs in MÃ¼nchen cost Â£40 million.\n",
)
PASSING = (
    "River plan\n\nThe Board’s weirs in München and São Paulo cost £40 million – or €47 million.\n",
    "River plan\n\nLe château d’Îles-sur-Mer, Ängelholm und Öresund are Â and Ã in no way.\n",
)
_SUSPECT = re.compile(
    r"\S*(?:[ÂÃÄÅâãð][\x80-\xbf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]|Ã\xa0?)\S*"
)


def check(context: Context) -> Iterator[Hit]:
    """Words that are sound UTF-8 when the wrong step is taken back, and that look bad as they are."""
    from ftfy import fix_encoding

    for block in context.document.blocks:
        for match in _SUSPECT.finditer(context.text, block.start, block.end):
            meant = fix_encoding(match[0])
            if meant != match[0] and "\ufffd" not in meant:
                yield Hit(f"'{match[0]}' was probably '{meant}'", *match.span())
