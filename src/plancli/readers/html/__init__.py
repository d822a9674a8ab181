"""HTML: web pages, saved or fetched, as the blocks that they show.

The page is read as browsers read it (the tree building of the HTML standard, by lexbor), so that broken
mark-up gives what a person would see. Each block is one line fact, with what its mark-up says: tag, heading
level, list markers, table cells, and the part of the page that it stands in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from plancli.document import Facts, Remark
from plancli.errors import UnreadableError

MEDIA_TYPE = "text/html"
EXTENSIONS = (".html", ".htm", ".xhtml")

TAKES_CHARSET = True
"""Whether :func:`read` can be told the character set that a server declared."""

MAX_BYTES = 50_000_000
"""A longer page is refused; none that a server sends is longer, see :class:`plancli.fetch.Limits`."""
MAX_TEXT = 3_000_000
"""Characters: of a page with more text than any document has, some 1,200 printed pages, this much is read."""

_OPENING = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*"
    rb"<(?:!doctype\s+html|html|head|body|main|article)\b",
    re.IGNORECASE | re.DOTALL,
)
_LATER = re.compile(rb"^\s*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.MULTILINE)
_TAGS = re.compile(rb"<(?:p|div|h[1-6]|ul|ol|table|span|br|section|a|meta|title)\b[^<>]*>", re.IGNORECASE)
_BEGUN = re.compile(rb"\s*<[a-z][a-z0-9]*[\s>]", re.IGNORECASE)
_MARKDOWN = (".md", ".markdown")


def detect(name: str, head: bytes) -> bool:
    """Content that opens as a page, or that is called one and holds tags, or is full of them."""
    plain = head.replace(b"\0", b"") if head[:2] in (b"\xff\xfe", b"\xfe\xff") else head
    plain = plain.removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")
    if _OPENING.match(plain):
        return True
    tags = len(_TAGS.findall(plain))
    if name.lower().endswith(EXTENSIONS):
        return tags > 0 or _BEGUN.match(plain) is not None
    if not name or name.lower().endswith(_MARKDOWN):
        return tags > 2 and _LATER.search(plain) is not None
    return plain.lstrip()[:1] == b"<" and not plain.lstrip().startswith(b"<?xml") and tags > 2


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
    facts.remarks[:0] = [*remarks, *_shorten(facts)]
    if not facts.lines and not any(remark.absence for remark in facts.remarks):
        raise UnreadableError("holds no text")
    return facts


def _shorten(facts: Facts) -> Iterator[Remark]:
    """Leave out the lines beyond the text that is read, and say so."""
    total, kept = sum(len(line.text) for line in facts.lines), 0
    if total <= MAX_TEXT:
        return
    if facts.lines and len(facts.lines[0].text) > MAX_TEXT:
        raise UnreadableError(f"holds a paragraph of {len(facts.lines[0].text) / 1e6:.1f} million characters")
    for index, line in enumerate(facts.lines):
        kept += len(line.text)
        if kept > MAX_TEXT:
            message = (
                f"The page holds {total / 1e6:.1f} million characters; "
                f"the first {MAX_TEXT / 1e6:g} million were read."
            )
            yield Remark("H105", message)
            del facts.lines[index:]
            return
