"""Makes the document whose report the benchmark opens: a plan of any length, as dense as a printed one."""

from __future__ import annotations

import random
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.readers.pdf.forge import Forge, show

_WHO = (
    "The Department for Harbours",
    "The Coastal Agency",
    "The Ministry of Water",
    "The Council",
    "Port authorities",
)
_HOW = ("will", "shall", "should", "may", "intends to", "must")
_DOES = (
    "publish a register of moorings",
    "train 200 pilots in night navigation",
    "review the charges for small boats",
    "inspect every shore cable and crane",
    "report on the state of the quays",
    "agree a shared standard for tide data with partners abroad",
)
_WHEN = ("by 31 December 2027", "from March 2026", "in 2028", "each year", "by the end of June 2029")
_WHY = (
    "Boats wait for hours where berths are short, and those who live nearby hear them all night.",
    "What was learnt in the first years of the programme is set out in the annex to this plan.",
    "More than 40 harbours took part, and most of them kept the equipment after the trial had ended.",
)
_LEFT, _TOP, _STEP = 60, 740, 15


def _lines(words: str, width: int = 88) -> list[str]:
    lines = [""]
    for word in words.split():
        if len(lines[-1]) + len(word) > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def _page(chance: random.Random, number: int) -> str:
    out = [show(_LEFT, 770, "Harbours plan", size=8), show(300, 30, str(number), size=8)]
    out.append(show(_LEFT, _TOP, f"Measures of part {number}", font="F2", size=14))
    y = _TOP - 2 * _STEP
    for item in range(1, 6):
        words = f"{item}. {chance.choice(_DOES).capitalize()} {chance.choice(_WHEN)}"
        for line in _lines(words):
            out.append(show(_LEFT + 10, y, line, size=11))
            y -= _STEP
    y -= _STEP
    while y > 110:
        sentence = (
            f"{chance.choice(_WHO)} {chance.choice(_HOW)} {chance.choice(_DOES)} {chance.choice(_WHEN)}."
        )
        for line in _lines(f"{sentence} {chance.choice(_WHY)} {chance.choice(_WHY)}"):
            out.append(show(_LEFT, y, line, size=11))
            y -= _STEP
        y -= _STEP
    return "".join(out)


def plan_of_pages(pages: int) -> bytes:
    """A PDF of that many pages."""
    chance, forge = random.Random(11), Forge()
    forge.page(
        show(_LEFT, 600, "Harbours Action Plan 2026 to 2029", font="F2", size=24)
        + show(_LEFT, 560, "Department for Harbours", size=14)
        + show(_LEFT, 530, "14 March 2026", size=12)
    )
    for number in range(2, pages + 1):
        forge.page(_page(chance, number))
    return forge.save()
