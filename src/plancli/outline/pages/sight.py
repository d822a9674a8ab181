"""What a person does not read on a page: hidden and turned text, with a remark on each."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from plancli.document import Remark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plancli.outline.pages.layout import Leaf, Spot

# a stain or a signature is recognised as lone signs: a line of text has a word, a number or a bullet
_WORD = re.compile(r"[^\W_]{2}|^\s*[•●▪*–-]\s*$|^\s*\d\s*$")
_WHY = {
    "white": "it is white on white",
    "small": "its type is too small to see",
    "outside": "it stands outside the page",
    "invisible": "it is drawn invisibly",
    "garbled": "its font does not say which characters it draws",
}


def drop_unseen(pages: list[Leaf]) -> list[Remark]:
    """Take hidden and turned lines out of the pages and say what was left out and why."""
    remarks: list[Remark] = []
    for page in pages:
        hidden = [spot for spot in page.spots if spot.line.hidden]
        turned = [spot for spot in page.spots if not spot.line.hidden and spot.line.angle]
        page.spots = [spot for spot in page.spots if not spot.line.hidden and not spot.line.angle]
        if page.sheet.scanned:
            page.spots = [spot for spot in page.spots if _WORD.search(spot.text)]
        remarks.extend(_hidden(page.sheet.page, hidden))
        if turned:
            remarks.append(
                Remark("P106", f"turned text on page {page.sheet.page} was not read: {_start(turned)}")
            )
    return remarks


def _hidden(page: int, spots: list[Spot]) -> Iterator[Remark]:
    for reason, why in _WHY.items():
        found = [spot for spot in spots if spot.line.hidden == reason]
        if found and reason != "garbled":
            yield Remark("P105", f"hidden text on page {page} was not read ({why}): {_start(found)}")
        elif found:
            yield Remark("P105", f"text on page {page} could not be read ({why})")


def _start(spots: list[Spot]) -> str:
    words = " ".join(" ".join(spot.text for spot in spots).split())
    return f"“{words[:60]}…”" if len(words) > 60 else f"“{words}”"
