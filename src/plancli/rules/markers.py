"""Numbered things in a row: items of one list, or headings of one level."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from plancli.outline.markers import Marker, as_roman, marker_of

if TYPE_CHECKING:
    from plancli.document import Block
    from plancli.rules.base import Context


@dataclass(frozen=True, slots=True)
class Numbered:
    """A block with the marker that it opens with; ``index`` is its place in the document's blocks."""

    index: int
    block: Block
    marker: Marker

    @property
    def value(self) -> int:
        """What the marker counts."""
        return self.marker.value or 0

    @property
    def place(self) -> tuple[int, int]:
        """Where the marker stands in the text."""
        return self.block.start, max(self.block.start + 1, self.block.content)


def series(context: Context) -> list[list[Numbered]]:
    """The rows of numbered blocks: one look, one parent, no heading of another kind between.

    A row opens where a count starts again at one, and goes on over whatever stands between its members
    as long as that is no heading; headings make rows of their own.
    """
    found: list[list[Numbered]] = context.once("series", _series)
    return found


def _series(context: Context) -> list[list[Numbered]]:
    rows: list[list[Numbered]] = []
    open_rows: dict[tuple[object, ...], list[Numbered]] = {}
    for numbered in numbered_blocks(context):
        block, marker = numbered.block, numbered.marker
        heading = block.kind == "heading"
        prefix = (block.number or "").rpartition(".")[0] if "." in (block.number or "") else ""
        key = (heading, block.parent, block.level if not heading else 0, marker.style, prefix)
        row = open_rows.get(key)
        if row is None or (numbered.value <= 1 < row[-1].value + 1 and numbered.value != row[-1].value):
            row = []
            rows.append(row)
            open_rows[key] = row
        row.append(numbered)
    return [_as_roman(row) for row in rows]


def numbered_blocks(context: Context) -> Iterator[Numbered]:
    """The items and headings that a number or a letter opens, in order."""
    for index, block in enumerate(context.document.blocks):
        if block.region is not None or block.number is None or block.kind not in ("item", "heading"):
            continue
        marker = marker_of(context.text[block.start : block.end])
        if marker is not None and marker.value is not None and marker.style != "bare":
            yield Numbered(index, block, marker)


def _as_roman(row: list[Numbered]) -> list[Numbered]:
    """The row with its letters read as roman numerals, where that makes it count better."""
    roman = [as_roman(each.marker) or each.marker for each in row]
    if steps([marker.value or 0 for marker in roman]) > steps([each.value for each in row]):
        return [Numbered(each.index, each.block, marker) for each, marker in zip(row, roman, strict=True)]
    return row


def steps(values: list[int]) -> int:
    """How many of ``values`` are one more than the one before (the first: one)."""
    return sum(b == a + 1 for a, b in zip([0, *values], values, strict=False))
