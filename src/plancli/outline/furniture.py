"""What a site or a page layout adds to a document: out of the text, or out of the taggers' sight."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from plancli.document import Line
from plancli.gazetteer.cues import pattern
from plancli.outline.paragraphs import Para

REGIONS_OUT = frozenset({"nav", "header", "footer", "aside", "controls", "outside"})
"""Parts of a page that mark-up names and that hold no content."""
_PAGE_NUMBER = re.compile(r"\d{1,4}")
_REPEATS = 3


def without_furniture(lines: Sequence[Line]) -> list[Line]:
    """The lines that are content; what stood above a line that goes counts as space above the next."""
    running = _running_lines(lines)
    kept: list[Line] = []
    carried = 0.0
    for index, line in enumerate(lines):
        text = line.text.strip()
        if (
            line.region in REGIONS_OUT
            or index in running
            or pattern("furniture", what="drop").fullmatch(text)
        ):
            carried = max(carried, line.gap or 0.0, 1.0)
            continue
        if carried and not line.gap:
            line = replace(line, gap=carried)
        carried = 0.0
        kept.append(line)
    return kept


def _running_lines(lines: Sequence[Line]) -> set[int]:
    """Lines of a text without pages that are page numbers, and the running heads that stand beside them.

    Numbers that stand alone between blank lines and count up are page numbers; a short line next to
    several of them with the same words each time is a running head or foot.
    """
    if any(line.page is not None for line in lines):
        return set()
    alone = [i for i, line in enumerate(lines) if _PAGE_NUMBER.fullmatch(line.text.strip())]
    values = [int(lines[i].text) for i in alone]
    if len(alone) < _REPEATS - 1 or any(b - a != 1 for a, b in zip(values, values[1:], strict=False)):
        numbers = [
            i
            for i, line in enumerate(lines)
            if pattern("furniture", what="drop").fullmatch(line.text.strip())
        ]
        found: set[int] = set()
    else:
        numbers, found = alone, set(alone)
    beside = {j for i in numbers for j in (i - 2, i - 1, i + 1, i + 2) if 0 <= j < len(lines)}
    texts = Counter(lines[j].text.strip() for j in sorted(beside) if len(lines[j].text) <= 80)
    repeated = {text for text, count in texts.items() if count >= _REPEATS - 1 and count >= len(numbers) - 1}
    return found | {j for j in beside if lines[j].text.strip() in repeated}


def mark_boilerplate(paras: Sequence[Para]) -> None:
    """Give licence and copyright text its region, so that nothing is tagged in it."""
    boilerplate = pattern("furniture", what="boilerplate")
    for para in paras:
        if para.region is None and boilerplate.fullmatch(para.words):
            para.region = "boilerplate"
