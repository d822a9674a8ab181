"""A deadline lies before the document's publication.

Nobody can keep it any more. Mostly the text is older than the document, or the year is wrong.

To mend it: set a new deadline, or say that it was kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from plancli.gazetteer.columns import role_of_column
from plancli.rules.base import Context, Hit
from plancli.rules.cells import Row, place_of, tables
from plancli.rules.days import published_day

if TYPE_CHECKING:
    from plancli.plan import Date

CODE = "D204"
LEVEL = "warning"
FAILING = (
    "River plan\n\nPublished: 3 March 2025\n\nThe Ministry of Water will mend all weirs by 31 December 2023.\n",
    "# River plan\n\nPublished: 3 March 2025\n\n| Action | Deadline |\n|---|---|\n| Mend weirs | 1 May 2024 |\n| Count fish | 1 May 2026 |\n",
)
PASSING = (
    "River plan\n\nPublished: 3 March 2025\n\nThe Ministry of Water will mend all weirs by 31 December 2026.\n",
    "River plan\n\nPublished: 3 March 2025\n\nThe Ministry of Water mended all weirs by 31 December 2023.\n",
    "# River plan\n\nPublished: 3 March 2025\n\n| Action | Deadline | Status |\n|---|---|---|\n| Mend weirs | 1 May 2024 | done |\n",
    "# River plan\n\nPublished: 3 March 2025\n\n| Weir | Built |\n|---|---|\n| North | 1 May 1924 |\n| South | 1 May 1926 |\n",
)


def check(context: Context) -> Iterator[Hit]:
    """Deadlines of commitments and of rows whose last day is before the first that the publication may be on."""
    published = published_day(context)
    if published is None:
        return
    dates = {each.id: each for each in context.plan.dates}
    due = (dates.get(commitment.deadline or "") for commitment in context.plan.commitments)
    for each in {each.id: each for each in [*filter(None, due), *_in_tables(context)]}.values():
        if each.latest is None or each.anchor or not each.evidence:
            continue
        if date.fromisoformat(each.latest) < published:
            start, end = each.evidence[0].start, each.evidence[-1].end
            yield Hit(f"this is due by {each.latest}, and the document is of {published}", start, end)


def _in_tables(context: Context) -> Iterator[Date]:
    """The dates in columns of deadlines, of tables that do not say what has been done."""
    by_start = {each.evidence[0].start: each for each in context.plan.dates if each.evidence}
    for head, *rows in tables(context):
        roles = {column: role_of_column(line.text) for column, line in head.items()}
        columns = [column for column, role in roles.items() if role == "deadline"]
        if "state" in roles.values():
            continue
        places = (_place(context, row, column) for row in rows for column in columns)
        yield from (by_start[place] for place in places if place in by_start)


def _place(context: Context, row: Row, column: int) -> int | None:
    found = place_of(context, row[column]) if column in row else None
    return found[0] if found else None
