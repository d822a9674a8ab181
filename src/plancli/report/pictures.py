"""The pages of a PDF as images: small enough to send, large enough to read."""

from __future__ import annotations

from base64 import b64encode
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PIL.Image import Image

WIDTH = 1100  # pixels of an upright A4 or letter page: some 130 dots an inch
MOST = 2_600_000  # pixels of a page, however long it is
COLOURS = 32  # of a page of text and plain areas
PHOTO = 1.6  # mean difference of a colour (of 255) from which on a page does not do with so few
COARSE = (
    4  # pixels a side over which colours are compared, since the edges of letters lose their smoothing alone
)
QUALITY = 50
PAGES = 1_000  # above which a page with all images is more than a browser likes to open
AT_ONCE = 8  # pages held in memory
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


def pictures(
    data: bytes, password: str | None = None, told: Callable[[int, int], None] | None = None
) -> list[Picture]:
    """All pages of a PDF, drawn; none of one that PDFium cannot open, whatever could be read of it.

    Args:
        data: the PDF.
        password: opens an encrypted one.
        told: is told of each page, counted from 1, that it is done, and how many there are.
    """
    import pypdfium2 as pdfium  # type: ignore[import-untyped]

    try:
        document = pdfium.PdfDocument(data, password=password)
    except pdfium.PdfiumError:
        return []
    try:
        found = []
        for picture in _pictures(document):
            found.append(picture)
            if told is not None:
                told(picture.page, len(document))
        return found
    finally:
        document.close()


def _pictures(document: Any) -> Iterator[Picture]:
    """The pages in order: drawn one by one, since PDFium takes one caller at a time, and packed side by side."""
    with ThreadPoolExecutor(max_workers=2) as workers:
        for numbers in _batches(len(document)):
            drawn = [_drawn(document, number) for number in numbers]
            packed = workers.map(_packed, [image for _, _, image in drawn])
            for number, (width, height, _), image in zip(numbers, drawn, packed, strict=True):
                yield Picture(number + 1, width, height, image)


def _batches(count: int) -> Iterator[range]:
    for start in range(0, count, AT_ONCE):
        yield range(start, min(start + AT_ONCE, count))


def _drawn(document: Any, number: int) -> tuple[float, float, Image | None]:
    """Width and height of page ``number``, counted from 0, and its image; none if it cannot be drawn."""
    import pypdfium2 as pdfium

    page = None
    try:
        page = document[number]
        width, height = page.get_size()
        if not (width > 0 and height > 0):
            return *EMPTY, None
        # a page on its side is as wide as an upright one is high, and its words are as large
        scale = min(WIDTH / min(width, height), (MOST / (width * height)) ** 0.5)
        return round(width, 2), round(height, 2), page.render(scale=scale, rev_byteorder=True).to_pil()
    except (pdfium.PdfiumError, OSError, ValueError, MemoryError):
        return *EMPTY, None
    finally:
        if page is not None:
            page.close()


def _packed(image: Image | None) -> str:
    return b64encode(webp(image)).decode() if image else ""


def webp(image: Image) -> bytes:
    """A page as WebP: to the letter in a few colours where that does, which is sharper and half the size."""
    from PIL import Image as Pillow
    from PIL import ImageChops, ImageStat

    stream = BytesIO()
    image = image if image.mode == "RGB" else image.convert("RGB")
    few = image.quantize(COLOURS, method=Pillow.Quantize.FASTOCTREE, dither=Pillow.Dither.NONE)
    plain = few.convert("RGB")
    change = ImageChops.difference(image.reduce(COARSE), plain.reduce(COARSE))
    if sum(ImageStat.Stat(change).mean) / 3 < PHOTO:
        plain.save(stream, "WEBP", lossless=True, quality=30, method=1)
    else:
        image.save(stream, "WEBP", quality=QUALITY, method=2)
    return stream.getvalue()
