"""Tables of plain text: rows whose cells a bar parts, as Markdown and mail programs set them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from plancli.document import Line, Piece, Place, cell_name
from plancli.readers.marks import runs

_RULE = re.compile(r"\s*\|?(?:\s*:?-{2,}:?\s*\|)+\s*(?::?-{2,}:?\s*)?\|?\s*")
"""The line below the head of a table."""
_BAR = re.compile(r"(?<!\\)\|")
_LEAST = 2
"""Rows and columns of a table, at least."""

Numbered = tuple[int, str]


def chunks(lines: Sequence[Numbered]) -> Iterator[tuple[bool, list[Numbered]]]:
    """The lines of a paragraph in stretches, each with whether it is a table."""
    counts = [len(_cells(line)) for _, line in lines]
    for width, group in groupby(range(len(lines)), key=lambda i: counts[i]):
        part = [lines[i] for i in group]
        barred = width > _LEAST or all(line.strip().startswith("|") for _, line in part)
        yield width >= _LEAST and len(part) >= _LEAST and barred, part


def table(lines: Sequence[Numbered], name: str, gap: float) -> Iterator[Line]:
    """The cells of a table, row by row; ``gap`` is the blank space above it, in lines."""
    headed = len(lines) > 1 and _RULE.fullmatch(lines[1][1]) is not None
    for row, (number, line) in enumerate(lines):
        if _RULE.fullmatch(line):
            continue
        for column, (start, cell) in enumerate(_cells(line)):
            pieces = tuple(
                Piece(
                    cell[run.start : run.end], Place(line=number, column=start + run.start + 1),
                    bold=run.bold, italic=run.italic, link=run.link,
                )
                for run in runs(cell)
            )  # fmt: skip
            if not any(piece.text.strip() for piece in pieces):
                continue
            yield Line(
                pieces,
                gap=gap if row == column == 0 else 1.0,
                tag="th" if headed and row == 0 else "td",
                group=(name, f"{name}row{row}", cell_name(f"{name}row{row}cell", column)),
                whole=True,
            )


def _cells(line: str) -> list[tuple[int, str]]:
    """The cells of a line, each with where its words start."""
    bars = [match.start() for match in _BAR.finditer(line)]
    if not bars:
        return [(0, line)]
    edges = [-1, *bars, len(line)]
    cells = [(left + 1, line[left + 1 : right]) for left, right in pairwise(edges)]
    cells = cells[not cells[0][1].strip() : len(cells) - (not cells[-1][1].strip())]
    return [(start + len(text) - len(text.lstrip()), text.strip()) for start, text in cells]
