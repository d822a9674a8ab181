"""Decisions on pages: what is content, which lines make cells, and in which order a person reads them.

:func:`arrange` takes the facts that a reader of pages reports and gives them back with their lines in
reading order, without furniture, hidden and turned text, and with ``gap``, ``indent`` and ``room`` measured
within the column that a line stands in.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from plancli.outline.pages.aligned import mark_aligned
from plancli.outline.pages.entries import join_entries
from plancli.outline.pages.furniture import drop_furniture
from plancli.outline.pages.initials import join_initials
from plancli.outline.pages.layout import Column, body_size, leaves
from plancli.outline.pages.measure import measured, share_edges, usual_steps
from plancli.outline.pages.notes import take_notes, without_marks
from plancli.outline.pages.order import Grounds, Shape, columns
from plancli.outline.pages.over_pages import join_over_pages
from plancli.outline.pages.pulled import drop_pull_quotes
from plancli.outline.pages.sight import drop_unseen
from plancli.outline.pages.tables import item_rows, lay_out_tables
from plancli.outline.pages.tags import drop_unsound, plain_headings

if TYPE_CHECKING:
    from plancli.document import Facts, Line


def arrange(facts: Facts) -> Facts:
    """Put the lines of pages into reading order; facts without pages come back as they are.

    Footnotes come last, tagged ``footnote``. Remarks say what was left out or not trusted.
    """
    if not facts.sheets:
        return facts
    pages = leaves(facts)
    remarks = drop_unseen(pages)
    size = body_size(pages)
    drop_furniture(pages, size)
    remarks += drop_unsound(pages)
    plain_headings(pages, size)
    join_initials(pages, size)
    drop_pull_quotes(pages, size)
    join_entries(pages)
    mark_aligned(pages)
    join_over_pages(pages)
    carried = item_rows(pages)
    notes: list[Column] = []
    body: list[Column] = []
    shapes: list[Shape] = []
    for page in pages:
        noted = take_notes(page, size)
        if noted:
            notes.append(Column(noted, min(s.x0 for s in noted), max(s.x1 for s in noted)))
        grounds = Grounds(page.sheet.panels, page.sheet.rules, shapes)
        body.extend(lay_out_tables(page, partial(columns, grounds=grounds), carried))
    share_edges(body)
    steps = usual_steps(body)
    lines: list[Line] = []
    for column in body:
        lines.extend(without_marks(line) for line in measured(column, steps))
    for column in notes:
        lines.extend(measured(column, steps))
    return replace(facts, lines=lines, remarks=[*facts.remarks, *remarks])
