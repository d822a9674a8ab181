"""What stands beside an item in its row of a table, as a plan's text keeps the cells: one a line."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from plancli.plan import Item, Plan, Section

_CELL_WORDS = 12
"""Words: no cell beside an item has more."""
_BETWEEN = " · "

Cell = tuple[int, int]
"""Where a line starts and ends in the text."""


@dataclass(frozen=True, slots=True)
class Beside:
    """The other cells of an item's row.

    Attributes:
        words: what they say, dates aside ("Roads Department"), ``None`` where nothing does.
        deadline: the value of the date that fills one, ``None`` where none does.
    """

    words: str | None = None
    deadline: str | None = None


def beside(plan: Plan, items: Sequence[Item]) -> dict[str, Beside]:
    """What stands beside ``items``, by their ids; nothing where they are no rows, most with as many cells."""
    rows = dict(_rows(plan, items))
    counts = Counter(len(cells) for cells in rows.values() if cells)
    width, times = max(counts.items(), key=lambda each: (each[1], each[0]), default=(0, 0))
    if len(items) < 2 or 2 * times <= len(items):
        return {}
    dates = {
        (each.evidence[0].start, each.evidence[0].end): each.value or each.text
        for each in plan.dates
        if each.evidence and each.type in ("DATE", "TIME")
    }
    return {name: _beside(plan.text or "", cells[:width], dates) for name, cells in rows.items()}


def _beside(text: str, cells: Sequence[Cell], dates: dict[Cell, str]) -> Beside:
    words = _BETWEEN.join(text[start:end] for start, end in cells if (start, end) not in dates)
    return Beside(words or None, _BETWEEN.join(dates[cell] for cell in cells if cell in dates) or None)


def _rows(plan: Plan, items: Sequence[Item]) -> Iterator[tuple[str, list[Cell]]]:
    """The lines after each item, as far as the next item or section, that may be cells of its row."""
    text = plan.text or ""
    quoted = [each.evidence for each in items] + [each.evidence for each in _flat(plan.sections)]
    stops = sorted([*(each[0].start for each in quoted if each), len(text)])
    for item in items:
        if text and item.evidence:
            end = item.evidence[-1].end
            stop = stops[min(bisect_right(stops, end), len(stops) - 1)]
            stop = stop if stop == len(text) else max(end, text.rfind("\n", 0, stop))  # ahead of its marker
            yield item.id, list(_cells(text, text.find("\n", end, stop), stop))


def _cells(text: str, start: int, stop: int) -> Iterator[Cell]:
    """The short lines from ``start`` on, up to the first that is a sentence or too long for a cell."""
    while 0 <= start < stop:
        end = text.find("\n", start + 1, stop)
        end = stop if end < 0 else end
        line = text[start + 1 : end]
        if len(line.split()) > _CELL_WORDS or line.rstrip().endswith((".", ":", ";")):
            return
        if line.strip():
            yield start + 1, end
        start = end


def _flat(sections: Sequence[Section]) -> Iterator[Section]:
    for section in sections:
        yield section
        yield from _flat(section.children)
