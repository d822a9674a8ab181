"""Numbered things in a row: items of one list, or headings of one level."""

from __future__ import annotations

import re
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
        block = numbered.block
        heading = block.kind == "heading"
        prefix = (block.number or "").rpartition(".")[0]
        look = numbered.marker.style.replace("i", "a").replace("I", "A")  # (i) may be a letter or a numeral
        key = (heading, block.parent, block.level if not heading else 0, look, prefix)
        row = open_rows.get(key)
        goes_on = _after(row[-1], numbered) if row else None
        if row is None or goes_on is None:
            row = []
            rows.append(row)
            open_rows[key] = row
        row.append(goes_on or _opening(numbered))
    return rows


def _after(last: Numbered, each: Numbered) -> Numbered | None:
    """``each`` read so that it goes on after ``last``; ``None`` where it starts to count again."""
    readings = [each, *_numeral(each)]
    following = next((reading for reading in readings if reading.value == last.value + 1), None)
    if following is not None:
        return following
    if any(reading.value <= 1 for reading in readings) and last.value > 1:
        return None
    same = [reading for reading in readings if reading.marker.style == last.marker.style]
    return (same or readings)[0]


def _opening(each: Numbered) -> Numbered:
    """``each`` as the first of a row: one letter that may be a numeral is one where it then counts one."""
    return next((reading for reading in _numeral(each) if reading.value == 1), each)


def _numeral(each: Numbered) -> list[Numbered]:
    """``each`` read as a roman numeral, where its letter may be one."""
    roman = as_roman(each.marker)
    return [Numbered(each.index, each.block, roman)] if roman else []


def numbered_blocks(context: Context) -> Iterator[Numbered]:
    """The items and headings that a number or a letter opens, in order.

    Where only a plan has kept the text, capital letters are left out: what is a numeral and what lies under what
    cannot be told of them.
    """
    for index, block in enumerate(context.document.blocks):
        if block.region is not None or block.number is None or block.kind not in ("item", "heading"):
            continue
        marker = marker_of(context.text[block.start : block.end])
        if marker is None or marker.value is None or marker.style == "bare":
            continue
        if context.facts is not None or not re.search("[AI]", marker.style):
            yield Numbered(index, block, marker)
