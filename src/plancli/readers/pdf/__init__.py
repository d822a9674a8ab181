"""Reads PDF: words with font, size, weight and box, drawn marks, and the structure tree of tagged files.

A piece is a word; the space between two words is a piece of its own, without a box. Lines come in the
source's order with all that stands on the page, seen or not; :mod:`plancli.outline.pages` decides what is
content and in which order it is read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from plancli.document import Facts

MEDIA_TYPE = "application/pdf"
EXTENSIONS = (".pdf",)
TAKES_OCR = True
"""That :func:`read` takes ``ocr``, as no other reader does."""


def detect(name: str, head: bytes) -> bool:
    """Whether a source is a PDF, by its first bytes and, where they are binary, by its name."""
    from plancli.readers import is_text
    from plancli.readers.pdf.guard import looks_like_pdf

    return looks_like_pdf(head) or (name.lower().endswith(".pdf") and not is_text(head))


def read(data: bytes, name: str, *, password: str | None = None, ocr: bool = False) -> Facts:
    """Read a PDF.

    Args:
        data: the file's bytes.
        name: what the source is called, for messages.
        password: opens an encrypted file.
        ocr: recognise the text of pages that have none, with tesseract.

    Raises:
        UnreadableError: it is no PDF, is damaged beyond reading, has no pages, or wants a password.
    """
    from plancli.readers.pdf.reading import read_facts

    return read_facts(data, name, password=password, ocr=ocr)
