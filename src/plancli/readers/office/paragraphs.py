"""Paragraphs of an office document as lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from plancli.document import Line, Piece, Place
from plancli.readers.marks import INVISIBLE

BREAK = Piece("\n", Place())
"""A line break that the writer set within a paragraph."""
_STEP = 4.0
"""Points: lists whose indents differ by less lie equally deep."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph as its document describes it; the fields are those of :class:`plancli.document.Line`."""

    pieces: tuple[Piece, ...]
    tag: str = "p"
    level: int | None = None
    marker: str | None = None
    group: tuple[str, ...] = ()
    region: str | None = None
    indent: float = 0.0

    def lines(self) -> Iterator[Line]:
        """Its lines: one, or one for each part between line breaks."""
        parts: list[list[Piece]] = [[]]
        for piece in self.pieces:
            if piece is BREAK:
                parts.append([])
            else:
                parts[-1].extend(_seen(piece))
        whole, gap, marker = len(parts) == 1, 1.0, self.marker
        for part in parts:
            if not any(piece.text.strip() for piece in part):
                gap = 1.0
                continue
            yield Line(
                tuple(part), indent=self.indent, gap=gap, size=_size(part), tag=self.tag, level=self.level,
                marker=marker, group=self.group, region=self.region, whole=whole,
            )  # fmt: skip
            gap, marker = 0.0, None


def _seen(piece: Piece) -> Iterator[Piece]:
    """The piece without the characters that nobody sees."""
    text = INVISIBLE.sub("", piece.text)
    if text:
        yield piece if text == piece.text else replace(piece, text=text)


def _size(pieces: list[Piece]) -> float | None:
    """The font size that most of the characters have, in points."""
    sizes: Counter[float] = Counter()
    for piece in pieces:
        if piece.size is not None:
            sizes[piece.size] += len(piece.text.strip())
    return sizes.most_common(1)[0][0] if sizes else None


@dataclass(frozen=True, slots=True)
class _Open:
    list_id: str
    level: int
    indent: float


class Depths:
    """How deep list paragraphs lie in one another, told from their lists, levels and indents.

    A document has lists one after the other rather than in one another: bullets under a numbered paragraph
    are often a list of their own, at its first level, that is only indented further.
    """

    def __init__(self) -> None:
        self._open: list[_Open] = []

    def depth(self, list_id: str, level: int, indent: float) -> int:
        """The depth, from 1, of a paragraph at ``level`` (from 0) of a list; ``indent`` is in points."""
        own = _Open(list_id, level, indent)
        for position, entry in enumerate(self._open):
            if (entry.list_id, entry.level) == (list_id, level):
                del self._open[position + 1 :]
                return position + 1
        while self._open and not self._holds(self._open[-1], own):
            self._open.pop()
        self._open.append(own)
        return len(self._open)

    @staticmethod
    def _holds(outer: _Open, inner: _Open) -> bool:
        if outer.list_id == inner.list_id:
            return outer.level < inner.level
        return inner.indent > outer.indent + _STEP

    def close(self) -> None:
        """Nothing goes on: a heading has come."""
        self._open.clear()
