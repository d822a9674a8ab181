"""What is drawn on a page: lines under words, bullets as curves, areas that text stands on, pictures."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from plancli.readers.pdf.native import (
    OBJECT_FORM,
    OBJECT_IMAGE,
    OBJECT_PATH,
    OBJECT_SHADING,
    OBJECT_TEXT,
    Handle,
    calls,
)

if TYPE_CHECKING:
    from types import SimpleNamespace

    from plancli.document import Box
    from plancli.readers.pdf.page import OpenPage

# a map or a chart has objects without end and says nothing about the text
MOST_OBJECTS = 20_000
_DEEPEST_FORM = 6


@dataclass(slots=True)
class Marks:
    """Drawn things as boxes, in drawing order.

    ``frames`` are drawn around something; ``dots`` are small and about as high as wide, as a drawn bullet
    is; ``icons`` are pictures of about a letter's size; ``panels`` are filled with a colour other than white,
    or pictures; ``pictures`` are those of them that are images. ``under`` is the share of the text objects
    that a whole-page picture covers, as a scan covers recognised text. ``cut`` says that there is more on the
    page than was looked at, ``blank`` that there is nothing at all.
    """

    rules: list[Box] = field(default_factory=list)
    frames: list[Box] = field(default_factory=list)
    dots: list[Box] = field(default_factory=list)
    icons: list[Box] = field(default_factory=list)
    panels: list[Box] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)
    cut: bool = False
    blank: bool = False
    under: float = 0.0


def page_marks(page: OpenPage) -> Marks:
    """All marks of a page, up to :data:`MOST_OBJECTS` objects (``cut`` says that there are more)."""
    return _MarkReader(page).read()


class _MarkReader:
    def __init__(self, page: OpenPage) -> None:
        self.page = page
        self.pdfium: SimpleNamespace = calls()
        self.marks = Marks()
        self.budget = MOST_OBJECTS
        self._bounds = (ctypes.c_float * 4)()
        start = ctypes.addressof(self._bounds)
        self._bounds_at = [start + 4 * index for index in range(4)]
        self._colour = [ctypes.c_uint() for _ in range(4)]
        self._colour_at = [ctypes.addressof(part) for part in self._colour]
        self._mode, self._stroke = ctypes.c_int(), ctypes.c_int()
        self._texts = self._covered = 0

    def read(self) -> Marks:
        pdfium, handle = self.pdfium, self.page.page
        count = pdfium.FPDFPage_CountObjects(handle)
        self.marks.blank = count == 0
        for index in range(count):
            if not self._look(pdfium.FPDFPage_GetObject(handle, index), None, 0):
                break
        self.marks.under = self._covered / self._texts if self._texts else 0.0
        return self.marks

    def _look(self, handle: Handle | None, matrix: tuple[float, ...] | None, depth: int) -> bool:
        """Take one object down; false when enough have been seen."""
        if not handle:
            return True
        kind = self.pdfium.FPDFPageObj_GetType(handle)
        if kind == OBJECT_TEXT:
            self._texts += 1
            return True
        self.budget -= 1
        if self.budget < 0:
            self.marks.cut = True
            return False
        if kind == OBJECT_FORM:
            return self._look_inside(handle, matrix, depth)
        box = self._box(handle, matrix)
        if box is not None:
            self._sort(kind, handle, box)
        return True

    def _look_inside(self, form: Handle, matrix: tuple[float, ...] | None, depth: int) -> bool:
        if depth >= _DEEPEST_FORM:
            return True
        own = (ctypes.c_float * 6)()
        self.pdfium.FPDFPageObj_GetMatrix(form, ctypes.addressof(own))
        inner = tuple(own) if matrix is None else _product(tuple(own), matrix)
        count = self.pdfium.FPDFFormObj_CountObjects(form)
        return all(
            self._look(self.pdfium.FPDFFormObj_GetObject(form, i), inner, depth + 1) for i in range(count)
        )

    def _box(self, handle: Handle, matrix: tuple[float, ...] | None) -> Box | None:
        if not self.pdfium.FPDFPageObj_GetBounds(handle, *self._bounds_at):
            return None
        left, bottom, right, top = self._bounds
        if matrix is not None:
            a, b, c, d, e, f = matrix
            xs = [a * x + c * y + e for x in (left, right) for y in (bottom, top)]
            ys = [b * x + d * y + f for x in (left, right) for y in (bottom, top)]
            left, right, bottom, top = min(xs), max(xs), min(ys), max(ys)
        x0, y0, x1, y1 = self.page.to_box(left, bottom, right, top)
        shown = x1 >= 0 and y1 >= 0 and x0 <= self.page.width and y0 <= self.page.height
        return (x0, y0, x1, y1) if shown else None

    def _sort(self, kind: int, handle: Handle, box: Box) -> None:
        width, height = box[2] - box[0], box[3] - box[1]
        if kind == OBJECT_IMAGE:
            self.marks.pictures.append(box)
            self.marks.panels.append(box)
            if 3 < height < 22 and 0.4 < width / height < 1.8:
                self.marks.icons.append(box)
                return
            if width * height > 0.8 * self.page.width * self.page.height:
                self._covered = self._texts
        elif kind == OBJECT_SHADING:
            self.marks.panels.append(box)
        elif kind == OBJECT_PATH and min(width, height) <= 2.5 and max(width, height) >= 4:
            if self._paints(handle):
                self.marks.rules.append(box)
            return
        elif kind == OBJECT_PATH and max(width, height) > 15:
            if self._fills(handle):
                self.marks.panels.append(box)
            elif self._stroke.value:
                self.marks.frames.append(box)
            return
        # a bullet is between a twelfth and a half of a usual line's height, and round or square
        if 1.0 < width < 9 and 1.0 < height < 9 and 0.6 < width / height < 1.7:
            self.marks.dots.append(box)

    def _paints(self, handle: Handle) -> bool:
        """Whether a path is drawn at all; clipping paths and white bars are not."""
        self.pdfium.FPDFPath_GetDrawMode(handle, ctypes.addressof(self._mode), ctypes.addressof(self._stroke))
        return bool(self._stroke.value) or self._fills(handle)

    def _fills(self, handle: Handle) -> bool:
        self.pdfium.FPDFPath_GetDrawMode(handle, ctypes.addressof(self._mode), ctypes.addressof(self._stroke))
        if not self._mode.value:
            return False
        if not self.pdfium.FPDFPageObj_GetFillColor(handle, *self._colour_at):
            return True
        red, green, blue, alpha = (part.value for part in self._colour)
        return min(red, green, blue) < 245 and alpha > 8


def _product(inner: tuple[float, ...], outer: tuple[float, ...]) -> tuple[float, ...]:
    """The matrix that applies ``inner`` first and ``outer`` then, in PDF's order of six numbers."""
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return (
        a * g + b * i, a * h + b * j,
        c * g + d * i, c * h + d * j,
        e * g + f * i + k, e * h + f * j + m,
    )  # fmt: skip
