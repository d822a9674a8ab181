"""The pages do not add up.

"Page 3 of 5" on the last page of three: pages are missing from the file, or the count was typed by hand.

To mend it: put the missing pages back, or let the word processor count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from plancli.document import Line
from plancli.gazetteer.cues import either
from plancli.rules.base import Context, Hit

CODE = "X204"
LEVEL = "warning"
FAILING = (
    "Plan for rivers\n\nThe Board cleans rivers.\n\nPage 1 of 3\n\nIt mends weirs too.\n\nPage 2 of 3\n",
    "Plan for rivers\n\nPage 1 of 3\n\nThe Board cleans rivers.\n\nPage 3 of 3\n\nIt mends weirs too.\n",
)
PASSING = (
    "Plan for rivers\n\nThe Board cleans rivers.\n\nPage 1 of 2\n\nIt mends weirs too.\n\nPage 2 of 2\n",
    "Plan for rivers\n\nThe Board cleans rivers; see page 3 of 5 in the old plan.\n",
)
_LONGEST = 90
"""Characters of a line that may be a running foot."""


@cache
def _page() -> re.Pattern[str]:
    """A line that counts pages."""
    page, of = either("parts", kind="page"), either("parts", kind="of")
    count = rf"{page}\s+(?P<page>\d{{1,3}})\s+{of}\s+(?P<of>\d{{1,3}})\b"
    return re.compile(rf"(?:^|.*?[\s|(–—-]){count}[\s|)–—-]*.{{0,40}}", re.IGNORECASE)


@cache
def _sent() -> re.Pattern[str]:
    """Words that send the reader to a page."""
    return re.compile(rf"\b{either('parts', kind='sends')}\s", re.IGNORECASE)


def check(context: Context) -> Iterator[Hit]:
    """Counts on lines of their own, against the pages of the file and among themselves."""
    if context.facts is None:
        return
    found = [(line, match) for line in context.facts.lines if (match := _counted(line))]
    totals = {int(match["of"]) for _, match in found}
    pages = [int(match["page"]) for _, match in found]
    if len(totals) != 1 or pages != sorted(pages):
        return  # several documents in one file count for themselves
    total, (line, match) = totals.pop(), found[-1]
    gap = next((a + 1 for a, b in pairwise(pages) if b > a + 1), None)
    if context.facts.pages is not None and total != context.facts.pages:
        message = f"'{match[0].strip()}' stands in a file of {context.facts.pages} pages"
    elif context.facts.pages is None and pages[-1] < total:
        message = f"the last page says '{match[0].strip()}': pages are missing after it"
    elif context.facts.pages is None and gap is not None:
        message = f"page {gap} of {total} is missing"
    else:
        return
    yield Hit(message, place=line.pieces[0].place)


def _counted(line: Line) -> re.Match[str] | None:
    """The count of pages that a line holds and little else."""
    text = line.text.strip()
    if len(text) > _LONGEST or text.endswith((".", ";", ",")):
        return None
    match = _page().fullmatch(text)
    return match if match and not _sent().search(text) else None
