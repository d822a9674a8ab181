"""The pages of a PDF as images: small enough to send, large enough to read."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

WIDTH = 1100  # pixels of an upright A4 or letter page: some 130 dots an inch
MOST = 2_600_000  # pixels of a page, however long it is
QUALITY = 55
EMPTY = (612.0, 792.0)  # points; what a page is drawn as whose size cannot be known


@dataclass(frozen=True, slots=True)
class Picture:
    """One page.

    Attributes:
        page: counted from 1.
        width: in points, as shown.
        height: in points.
        data: the WebP image in base64; empty where the page cannot be drawn.
    """

    page: int
    width: float
    height: float
    data: str


def pictures(data: bytes, password: str | None = None) -> list[Picture]:
    """All pages of a PDF, drawn.

    Args:
        data: the PDF.
        password: opens an encrypted one.
    """
    import pypdfium2 as pdfium  # type: ignore[import-untyped]

    document = pdfium.PdfDocument(data, password=password)
    try:
        return [_picture(document, number) for number in range(len(document))]
    finally:
        document.close()


def _picture(document: object, number: int) -> Picture:
    """Page ``number``, counted from 0; an empty sheet if it cannot be drawn."""
    import pypdfium2 as pdfium

    try:
        page = document[number]  # type: ignore[index]
    except pdfium.PdfiumError:
        return Picture(number + 1, *EMPTY, "")
    try:
        width, height = page.get_size()
        if not (width > 0 and height > 0):
            return Picture(number + 1, *EMPTY, "")
        scale = min(WIDTH / min(width, height * 1.6), (MOST / (width * height)) ** 0.5)
        image = page.render(scale=scale).to_pil()
        return Picture(number + 1, round(width, 2), round(height, 2), b64encode(_webp(image)).decode())
    except (pdfium.PdfiumError, OSError, ValueError, MemoryError):
        return Picture(number + 1, *EMPTY, "")
    finally:
        page.close()


def _webp(image: Image) -> bytes:
    stream = BytesIO()
    image.save(stream, "WEBP", quality=QUALITY, method=2)
    return stream.getvalue()
