"""Tables of files without tags: the cells that drawn lines make, found by pdfplumber on pages with a grid."""

from __future__ import annotations

import gc
import logging
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING

from plancli.document import DRAWN
from plancli.readers.pdf.tree import Tag

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pypdfium2 import PdfDocument  # type: ignore[import-untyped]

    from plancli.document import Box
    from plancli.readers.pdf.marks import Marks
    from plancli.readers.pdf.words import Word

_LEAST_CELLS, _MOST_MARKS = 4, 3_000


def looks_tabular(marks: Marks) -> bool:
    """Whether enough is ruled or framed on a page to make a table with rows and columns."""
    if marks.cut or len(marks.rules) + len(marks.frames) > _MOST_MARKS:
        return False
    upright = sum(bottom - top > 2 * (x1 - x0) for x0, top, x1, bottom in marks.rules)
    return (upright >= 2 and len(marks.rules) - upright >= 3) or len(marks.frames) >= 6


@contextmanager
def quiet() -> Iterator[None]:
    """Keep pdfminer, which pdfplumber stands on, from logging what it finds odd: remarks tell what matters."""
    logger = logging.getLogger("pdfminer")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(level)


def page_cells(document: PdfDocument, number: int) -> list[list[list[Box]]]:
    """The cells of a page's ruled tables: boxes by row by table; none where it is too odd."""
    import pdfplumber

    try:
        with quiet(), pdfplumber.open(_alone(document, number)) as copy:
            return [
                [[cell for cell in row.cells if cell is not None] for row in table.rows]
                for table in copy.pages[0].find_tables()
            ]
    except Exception:
        return []
    finally:
        # pdfminer's objects refer to one another and the collector is paused while a document is read: it looks
        # at what was made since it last looked, so all pages together cost one look
        gc.collect(0)


def _alone(document: PdfDocument, number: int) -> BytesIO:
    """A PDF of one page: pdfminer would go through all of a long document for each of its pages."""
    copy, written = document.new(), BytesIO()
    try:
        copy.import_pages(document, [number - 1])
        copy.save(written)
    finally:
        copy.close()
    return written


def tag_cells(words: list[Word], tables: list[list[list[Box]]], number: int) -> None:
    """Tag the words that stand in the cells of tables which hold text in rows and columns."""
    for index, table in enumerate(tables):
        held = [(row, cell, _inside(words, box)) for row, cell, box in _boxes(table)]
        filled = [(row, cell) for row, cell, inside in held if inside]
        rows, columns = {row for row, _ in filled}, {cell for _, cell in filled}
        if len(filled) < _LEAST_CELLS or len(rows) < 2 or len(columns) < 2:
            continue
        for order, (row, cell, inside) in enumerate(held):
            name = f"p{number}-table{index}"
            tag = Tag(
                "td",
                f"{DRAWN}{name}-b{order}",
                order,
                None,
                (name, f"{name}-row{row}", f"{name}-row{row}-cell{cell}"),
            )
            for word in inside:
                word.tag = tag


def _boxes(table: list[list[Box]]) -> Iterator[tuple[int, int, Box]]:
    return ((row, cell, box) for row, boxes in enumerate(table) for cell, box in enumerate(boxes))


def _inside(words: list[Word], box: Box) -> list[Word]:
    left, top, right, bottom = box
    return [
        word
        for word in words
        if left <= (word.x0 + word.x1) / 2 <= right and top <= (word.top + word.bottom) / 2 <= bottom
    ]
