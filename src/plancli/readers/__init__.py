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
        """Whether content that starts with ``head``, under the name ``name``, is of this format."""

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


def reader_for(name: str, data: bytes, media_type: str = "") -> Reader:
    """The first reader that knows the format of ``data``, by content first and by name where that is silent.

    Args:
        name: what the source is called.
        data: its content.
        media_type: what a server declared it to be, which counts where the content does not tell.

    Raises:
        UnreadableError: none does.
    """
    head = data[:HEAD]
    for module in READERS:
        reader = cast(Reader, import_module(module))
        declared = (
            module != READERS[-1] and reader.MEDIA_TYPE == media_type == "text/html" and b"\0" not in head
        )
        if declared or reader.detect(name, head):
            return reader
    raise UnreadableError(
        "is not in a format that plancli reads (PDF, HTML, GOV.UK JSON, DOCX, ODT, plain text, Markdown)"
    )
