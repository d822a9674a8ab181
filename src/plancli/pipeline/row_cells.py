"""What the cells of a table's row say of the item that stands for the row: who does it, and by when."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from plancli.document import Block, Document

_FROM = ("from", "since", "after", "starting", "beginning")
"""Words before a date that something starts then."""


def cells_that_tell(document: Document | None, what: str) -> list[tuple[int, int]]:
    """The offsets of the cells below headings for ``lead`` or ``deadline``, in the rows of items."""
    return [] if document is None else [(b.start, b.end) for b in document.blocks if b.tells == what]


def is_due(text: str, start: int, cells: Sequence[tuple[int, int]]) -> bool:
    """Whether a date at ``start`` stands in one of the cells of deadlines, and not as the day that something starts."""
    first = next((first for first, last in cells if first <= start < last), None)
    return first is not None and not text[first:start].rstrip().lower().endswith(_FROM)


def due_by_item(document: Document | None, dates: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """The offsets of each item in a table whose row has a deadline, with the start of the first date there.

    ``dates`` are the starts of the dates that are deadlines, in order.
    """
    item: Block | None = None
    for block in document.blocks if document is not None else ():
        if block.column:
            item = block
        elif item is not None and block.tells == "deadline":
            due = next((start for start in dates if block.start <= start < block.end), None)
            if due is not None:
                yield item.start, item.end, due
                item = None
