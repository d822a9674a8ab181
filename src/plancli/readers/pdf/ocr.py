"""Reads pages without a text layer through tesseract, if it is installed."""

from __future__ import annotations

import math
import shutil
import subprocess
from dataclasses import replace
from io import BytesIO
from itertools import groupby
from statistics import median
from typing import TYPE_CHECKING

from plancli.document import Facts, Line, Piece, Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pypdfium2 import PdfDocument  # type: ignore[import-untyped]

# parts of the type's size that letters stand above and below the line, as they are in most faces
_TALL, _SMALL, _BELOW = 0.71, 0.5, 0.21
_RISING, _FALLING = frozenset("bdfhijklt0123456789()[]{}/!?&%$'\"“”‘’"), frozenset("gjpqyQ()[]{}/,;")
# what a bullet at a line's start is taken for
_LIKE_BULLETS = frozenset("¢«»©®°¤*+e")
# from one size to the next
_STEP = 1.2
_DPI, _MOST_PIXELS, _SECONDS = 300, 40_000_000, 30
# the level of a word in tesseract's table, and the least certainty in per cent that its word is taken with
_WORD_LEVEL, _LEAST_CERTAIN = "5", 30.0


INSTALL = "apt install tesseract-ocr, brew install tesseract, or winget install tesseract-ocr.tesseract"


def available() -> bool:
    """Whether tesseract can be called."""
    return shutil.which("tesseract") is not None


def recognise(facts: Facts, document: PdfDocument, pages: list[int]) -> list[int]:
    """Add the recognised lines of pages to the facts; the pages for which that worked."""
    if not available():
        return []
    done: list[int] = []
    found: list[Line] = []
    for number in pages:
        lines = list(_page_lines(document, number))
        if lines:
            found.extend(lines)
            facts.sheets = [
                replace(sheet, scanned=True) if sheet.page == number else sheet for sheet in facts.sheets
            ]
            done.append(number)
    facts.lines.extend(_levelled(found))
    return done


def _levelled(lines: list[Line]) -> list[Line]:
    """The lines in few sizes: letters that are measured on a picture are never twice equally high.

    Sizes are steps of a fifth from that which half of the characters are below, so that what differs by less
    than a tenth counts as one size.
    """
    sizes = sorted(line.size or 0.0 for line in lines for _ in line.text)
    if not sizes or sizes[len(sizes) // 2] <= 0:
        return lines
    usual = sizes[len(sizes) // 2]
    steps = ((line, round(math.log((line.size or usual) / usual, _STEP))) for line in lines)
    return [replace(line, size=round(usual * _STEP**step, 1)) for line, step in steps]


def _page_lines(document: PdfDocument, number: int) -> Iterator[Line]:
    page = document[number - 1]
    try:
        width, height = page.get_size()
        scale = min(_DPI / 72, (_MOST_PIXELS / max(1.0, width * height)) ** 0.5)
        picture = BytesIO()
        page.render(scale=scale, grayscale=True).to_pil().save(picture, "PNG")
    finally:
        page.close()
    command = ["tesseract", "stdin", "stdout", "--dpi", str(round(72 * scale)), "tsv"]
    try:
        done = subprocess.run(
            command, input=picture.getvalue(), capture_output=True, timeout=_SECONDS, check=True
        )
    except (subprocess.SubprocessError, OSError):
        return
    rows = [row.split("\t") for row in done.stdout.decode("utf-8", "replace").splitlines()[1:]]
    words = [
        row for row in rows if len(row) > 11 and row[0] == _WORD_LEVEL and float(row[10]) >= _LEAST_CERTAIN
    ]
    # block, paragraph and line number name the line
    for _, line in groupby(words, key=lambda row: tuple(row[2:5])):
        yield _line(number, [row for row in line if row[11].strip()], scale)


def _size(word: str, height: float) -> float:
    """The size of the type that a word of a height in points is set in, by the letters that reach up and down."""
    upper = _TALL if any(char.isupper() or char in _RISING for char in word) else _SMALL
    return height / (upper + (_BELOW if any(char in _FALLING for char in word) else 0.0))


def _line(number: int, words: list[list[str]], scale: float) -> Line:
    size = round(median(_size(row[11].strip(), int(row[9]) / scale) for row in words), 1) if words else None
    if len(words) > 1 and words[0][11].strip() in _LIKE_BULLETS:
        words[0][11] = "•"
    pieces: list[Piece] = []
    for row in words:
        if pieces:
            pieces.append(Piece(" ", Place(page=number)))
        x0, top, width, height = (int(value) / scale for value in row[6:10])
        box = (round(x0, 2), round(top, 2), round(x0 + width, 2), round(top + height, 2))
        pieces.append(Piece(row[11].strip(), Place(page=number, box=box), size=size))
    return Line(tuple(pieces), page=number, size=size)
