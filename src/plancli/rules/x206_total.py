"""A total is not the sum of its parts.

Whoever checks the budget finds that the amounts come to something else, and cannot tell which of them is wrong. Mostly a
row was changed and the total was not.

To mend it: add up again, or say that figures are rounded or leave something out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from plancli.gazetteer.cues import either, words
from plancli.pipeline.sentences import find_sentences
from plancli.rules.amounts import Amount, amounts, differs, whole_amount
from plancli.rules.base import Context, Hit
from plancli.rules.cells import Row, place_of, tables

if TYPE_CHECKING:
    from plancli.document import Line

CODE = "X206"
LEVEL = "warning"
FAILING = (
    "# Costs\n\n| Work | Cost (€ 000) |\n|---|---|\n| Weirs | 640 |\n| Banks | 85 |\n| Fish | 410 |\n| Total | 1,235 |\n",
    "# Shares\n\n| Work | Share |\n|---|---|\n| Weirs | 45% |\n| Banks | 30% |\n| Fish | 35% |\n| Total | 100% |\n",
    "Weirs cost €4.2 million, banks €0.3 million and fish €0.6 million, in total €5.4 million.",
    "The Board will spend £9.4 million over three years: £3.9 million on weirs, £2.5 million on banks and £2 million on fish.",
)
PASSING = (
    "# Costs\n\n| Work | Cost (€ 000) |\n|---|---|\n| Weirs | 640 |\n| Banks | 85 |\n| Fish | 410 |\n| Total | 1,135 |\n",
    "# Shares\n\n| Work | Share |\n|---|---|\n| Weirs | 33% |\n| Banks | 33% |\n| Fish | 33% |\n| Total | 100% |\n",
    "# Use\n\n| Weir | Boats | Mean load |\n|---|---|---|\n| North | 3 | 1.5 |\n| South | 9 | 4.5 |\n| Total | 12 | 3.8 |\n",
    "Weirs cost €4.2 million, banks €0.3 million and fish €0.6 million, in total €5.1 million.",
    "The Board will spend £9.4 million over three years, including £3.9 million on weirs and £2.5 million on banks.",
    "Of the £9.4 million, £3.9 million goes to weirs. Another £2.5 million goes to banks, in total £6.4 million.",
)
_EMPTY = re.compile(r"[\s–—-]*")
_WHOLE = 100
"""Per cent that shares add up to; other totals of shares are means."""


def check(context: Context) -> Iterator[Hit]:
    """Columns of tables above a row of totals, and amounts in a sentence that gives their sum."""
    for table in tables(context):
        yield from _in_table(context, table)
    for start, end in find_sentences(context.text, context.document):
        yield from _in_sentence(context.text, start, end)


def _in_table(context: Context, table: list[Row]) -> Iterator[Hit]:
    labels = [row[min(row)].text.strip().lower().rstrip(":") for row in table]
    sums = [index for index, label in enumerate(labels) if label in words("totals", kind="row")]
    apart = re.compile(rf"{either('totals', kind='part')}\b")
    if len(sums) != 1 or any(apart.match(label) for label in labels):
        return  # which rows the second one sums up is not told
    for column, line in table[sums[0]].items():
        total = whole_amount(line.text)
        parts = _parts(table[: sums[0]], column) if total else None
        if total and parts and (hit := _hit(context, line, total, parts)):
            yield hit


def _parts(rows: list[Row], column: int) -> list[Amount] | None:
    """The amounts of a column below its heading; ``None`` where a cell says anything else."""
    parts: list[Amount] = []
    for row in rows:
        text = row[column].text if column in row else ""
        amount = whole_amount(text)
        if amount:
            parts.append(amount)
        elif parts and not _EMPTY.fullmatch(text):
            return None
    return parts if len(parts) > 1 else None


def _hit(context: Context, line: Line, total: Amount, parts: list[Amount]) -> Hit | None:
    added = differs(total, parts)
    unlike = {each.unit for each in (total, *parts)} != {total.unit}
    mean = min(each.value for each in parts) <= total.value <= max(each.value for each in parts)
    if added is None or unlike or mean or ("%" in total.unit and total.value != _WHOLE):
        return None
    start, end = place_of(context, line) or (None, None)
    return Hit(f"the amounts above come to {added:,}, not {total.value:,}", start, end)


@cache
def _forms() -> Mapping[str, re.Pattern[str]]:
    """What stands before a sum after its parts; between parts; around an amount that is not exact."""
    total, loose = either("totals", kind="total"), either("totals", kind="loose")
    return {
        "total": re.compile(rf"[^.;:]*?,?\s*\(?{total}\s+$", re.IGNORECASE),
        "loose": re.compile(rf"\b{loose}\s+$", re.IGNORECASE),
        "rate": re.compile(rf"\s+{either('totals', kind='rate')}\b", re.IGNORECASE),
        "and": re.compile(r"(?:^|[^.;:])*\band\b[^.;:]*$"),
    }


def _in_sentence(text: str, start: int, end: int) -> Iterator[Hit]:
    """A sum right after the parts it names as their total, or right before a colon and all of its parts."""
    found = [each for each in amounts(text, start, end) if each.unit not in ("", "%")]
    if len(found) < 3 or len({each.unit for each in found}) > 1:
        return
    forms = _forms()
    between = [text[one.end : other.start] for one, other in pairwise(found)]
    around = [(text[start : each.start], text[each.end : end]) for each in found]
    if any(forms["loose"].search(before) or forms["rate"].match(after) for before, after in around):
        return
    if forms["total"].fullmatch(between[-1]) and not any(":" in each for each in between):
        total, parts = found[-1], found[:-1]
    elif ":" in between[0] and forms["and"].fullmatch(between[-1]) and ":" not in "".join(between[1:]):
        total, parts = found[0], found[1:]
    else:
        return
    added = differs(total, parts)
    if added is not None:
        yield Hit(f"the amounts come to {added:,}, not {total.value:,}", total.start, total.end)
