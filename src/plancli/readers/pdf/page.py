"""One page held open: its handles, its measures and the way from PDF space to points from the top left."""

from __future__ import annotations

import ctypes
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from plancli.readers.pdf.native import Handle, calls

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import SimpleNamespace

    from plancli.document import Box

# PDF pages may be 14,400 points wide (ISO 32000-1, annex C); what is larger is a mistake or a trap
LARGEST = 14_400.0


@dataclass(slots=True)
class OpenPage:
    """A loaded page.

    Attributes:
        number: 1-based.
        width: in points, after the page's rotation.
        height: in points.
        rotation: quarter turns clockwise that the page is shown with.
        left: PDF space of the visible area, as are ``bottom``, ``right`` and ``top``.
    """

    number: int
    document: Handle
    page: Handle
    text: Handle
    width: float
    height: float
    rotation: int
    left: float
    bottom: float
    right: float
    top: float
    rect: ctypes.Array[ctypes.c_float] = field(default_factory=ctypes.c_float * 4)

    def to_box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """A PDF rectangle as ``(x0, top, x1, bottom)`` from the shown page's top left corner."""
        if self.rotation == 0:
            return (left - self.left, self.top - top, right - self.left, self.top - bottom)
        if self.rotation == 1:
            return (bottom - self.bottom, left - self.left, top - self.bottom, right - self.left)
        if self.rotation == 2:
            return (self.right - right, bottom - self.bottom, self.right - left, top - self.bottom)
        return (self.top - top, self.right - right, self.top - bottom, self.right - left)

    def to_point(self, x: float, y: float) -> tuple[float, float]:
        """A PDF point as ``(x, y)`` from the shown page's top left corner."""
        box = self.to_box(x, y, x, y)
        return box[0], box[1]


@contextmanager
def open_page(document: Handle, index: int) -> Iterator[OpenPage | None]:
    """Load page ``index`` (from 0) and its text, and free both at the end; ``None`` if it does not load."""
    pdfium = calls()
    page = pdfium.FPDF_LoadPage(document, index)
    if not page:
        yield None
        return
    text = pdfium.FPDFText_LoadPage(page)
    try:
        yield _measured(pdfium, document, page, text, index + 1) if text else None
    finally:
        if text:
            pdfium.FPDFText_ClosePage(text)
        pdfium.FPDF_ClosePage(page)


def _measured(pdfium: SimpleNamespace, document: Handle, page: Handle, text: Handle, number: int) -> OpenPage:
    width, height = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
    rotation = pdfium.FPDFPage_GetRotation(page) % 4
    rect = (ctypes.c_float * 4)()
    if pdfium.FPDF_GetPageBoundingBox(page, ctypes.addressof(rect)):
        left, top, right, bottom = rect
    else:
        turned = rotation % 2
        left, bottom, right, top = 0.0, 0.0, (height if turned else width), (width if turned else height)
    return OpenPage(number, document, page, text, width, height, rotation, left, bottom, right, top)
