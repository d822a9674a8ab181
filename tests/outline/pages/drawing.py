"""Pages drawn for tests: text in columns, tables with and without lines, by the top left corner of things."""

from __future__ import annotations

from collections.abc import Sequence

from plancli.document import Facts
from plancli.outline.pages import arrange
from plancli.readers import pdf
from tests.readers.pdf.forge import Forge, show

HEIGHT = 792


def arranged(*pages: str) -> Facts:
    """What :func:`arrange` makes of untagged pages."""
    return arrange(pdf.read(saved(*pages), "made.pdf"))


def saved(*pages: str) -> bytes:
    """A file of untagged pages."""
    forge = Forge()
    for page in pages:
        forge.page(page)
    return forge.save()


def lines(
    x: float, top: float, texts: Sequence[str], *, size: float = 10, step: float = 13, font: str = "F1"
) -> str:
    """Lines one below the other, the first one's baseline ``top`` points from the page's top."""
    return "".join(
        show(x, HEIGHT - top - step * n, text, size=size, font=font) for n, text in enumerate(texts)
    )


def ruled(x0: float, x1: float, top: float) -> str:
    """A thin line across the page."""
    return f"{x0} {HEIGHT - top} m {x1} {HEIGHT - top} l S\n"


def rows(
    columns: Sequence[float], top: float, cells: Sequence[Sequence[str]], *, pad: float = 9, step: float = 12
) -> str:
    """A table's rows from ``top`` down; a cell's lines are parted by ``/``; rows stand ``pad`` further apart."""
    drawn = ""
    for row in cells:
        texts = [cell.split("/") for cell in row]
        drawn += "".join(
            lines(x, top, text, step=step) for x, text in zip(columns, texts, strict=True) if text != [""]
        )
        top += step * max(map(len, texts)) + pad
    return drawn


def grid(columns: Sequence[float], tops: Sequence[float]) -> str:
    """The lines around cells: upright ones at ``columns``, level ones at ``tops``."""
    upright = "".join(f"{x} {HEIGHT - tops[0]} m {x} {HEIGHT - tops[-1]} l S\n" for x in columns)
    return upright + "".join(ruled(columns[0], columns[-1], top) for top in tops)
