"""Readers: bytes in, facts out, one module a format.

To add a format, write a module with ``MEDIA_TYPE``, ``EXTENSIONS``, ``detect`` and ``read`` (see
:class:`Reader`) and name it in :data:`READERS`. Readers report what a source shows and leave every
judgement to :mod:`plancli.outline`.
"""

from __future__ import annotations

from importlib import import_module
from typing import Protocol, cast

from plancli.document import Facts
from plancli.errors import UnreadableError


class Reader(Protocol):
    """What a reader module offers."""

    MEDIA_TYPE: str
    EXTENSIONS: tuple[str, ...]

    def detect(self, name: str, head: bytes) -> bool:
        """Whether content that starts with ``head`` is of this format.

        ``name`` is what the source is called, or ``""`` while only the content counts: what the content says
        goes before what its name claims.
        """

    def read(self, data: bytes, name: str, *, password: str | None = None) -> Facts:
        """The facts of ``data``.

        Raises:
            UnreadableError: ``data`` is not what the format allows.
        """


READERS: tuple[str, ...] = (
    "plancli.readers.pdf",
    "plancli.readers.govuk",
    "plancli.readers.html",
    "plancli.readers.odt",
    "plancli.readers.docx",
    "plancli.readers.text",
)
"""Reader modules in the order in which they are asked; the last one takes any text."""

EXTENSIONS: tuple[str, ...] = (
    ".docm", ".docx", ".dotx", ".htm", ".html", ".markdown", ".md", ".odt", ".ott", ".pdf", ".text", ".txt", ".xhtml",
)  # fmt: skip
"""File endings of documents, for those who walk folders; a copy of what the readers say, held by a test."""

HEAD = 4096
_CONTROL = bytes(set(range(32)) - set(b"\t\n\f\r\x1b")) + b"\x7f"
_SOUGHT = 65_536
"""Bytes in which the first words of a source are looked for, below blank lines."""


def reader_for(name: str, data: bytes, media_type: str = "") -> Reader:
    """The first reader that knows the format of ``data``, by content first and by name where that is silent.

    Args:
        name: what the source is called.
        data: its content.
        media_type: what a server declared it to be, which counts where the content does not tell.

    Raises:
        UnreadableError: none does.
    """
    head = opening(data)
    *formats, last = (cast(Reader, import_module(module)) for module in READERS)
    found = next((reader for reader in formats if reader.detect("", head)), None)
    if found is None and b"\0" not in head and media_type == "text/html":
        found = next(reader for reader in formats if media_type == reader.MEDIA_TYPE)
    found = found or next((reader for reader in formats if reader.detect(name, head)), None)
    if found is not None or last.detect(name, head):
        return found or last
    raise UnreadableError(
        "is not in a format that plancli reads (PDF, HTML, GOV.UK JSON, DOCX, ODT, plain text, Markdown)"
    )


def is_text(head: bytes) -> bool:
    """Whether the first bytes of a source may be those of a text: hardly a control character is among them."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    return len(head.translate(None, _CONTROL)) >= 0.98 * len(head) and b"\0" not in head


def opening(data: bytes) -> bytes:
    """The bytes that tell the format of ``data``: the first, blank ones left out, and an archive's directory."""
    head = data[:_SOUGHT]
    if head.startswith(b"PK"):
        return head[:HEAD] + data[HEAD:][-HEAD:]
    return (head if b"\0" in head[:HEAD] else head.lstrip())[:HEAD]
