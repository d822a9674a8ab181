"""HTML: web pages, saved or fetched, as the blocks that they show.

The page is read as browsers read it (the tree building of the HTML standard, by lexbor), so that broken
mark-up gives what a person would see. Each block is one line fact, with what its mark-up says: tag, heading
level, list markers, table cells, and the part of the page that it stands in.
"""

from __future__ import annotations

import re

from plancli.document import Facts
from plancli.errors import UnreadableError

MEDIA_TYPE = "text/html"
EXTENSIONS = (".html", ".htm", ".xhtml")

TAKES_CHARSET = True
"""Whether :func:`read` can be told the character set that a server declared."""

MAX_BYTES = 15_000_000
"""A longer page is no document: it is refused rather than read for minutes."""

_OPENING = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*"
    rb"<(?:!doctype\s+html|html|head|body|main|article)\b",
    re.IGNORECASE | re.DOTALL,
)
_TAGS = re.compile(rb"<(?:p|div|h[1-6]|ul|ol|table|span|br|section|a|meta|title)\b[^<>]*>", re.IGNORECASE)


def detect(name: str, head: bytes) -> bool:
    """Content that opens as a page, or that is called one and holds tags, or is full of them."""
    plain = head.replace(b"\0", b"") if head[:2] in (b"\xff\xfe", b"\xfe\xff") else head
    plain = plain.removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")
    if _OPENING.match(plain):
        return True
    tags = len(_TAGS.findall(plain))
    if name.lower().endswith(EXTENSIONS):
        return tags > 0
    return plain.lstrip()[:1] == b"<" and tags > 2 and not name.lower().endswith((".md", ".markdown"))


def read(data: bytes, name: str, *, password: str | None = None, charset: str | None = None) -> Facts:
    """The blocks of a page.

    Args:
        data: the page.
        name: what it is called.
        password: not used.
        charset: the character set that its transfer declared, if any.

    Raises:
        UnreadableError: ``data`` is binary or too long, or holds no text.
    """
    del name, password
    if len(data) > MAX_BYTES:
        raise UnreadableError(
            f"is a page of {len(data) / 1e6:.0f} MB; plancli reads pages of up to {MAX_BYTES // 1_000_000} MB"
        )
    from plancli.readers.html.decode import decode
    from plancli.readers.html.page import read_page

    text, remarks = decode(data, charset)
    facts = read_page(text, MEDIA_TYPE)
    facts.remarks[:0] = remarks
    if not facts.lines and not any(remark.code == "H102" for remark in facts.remarks):
        raise UnreadableError("holds no text")
    return facts
