"""Pull quotes: sentences of the text that a page shows again in large type.

They say nothing that the text does not say, stand where the page has room, and would count twice.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from plancli.outline.pages.layout import Leaf, Spot

_LARGER, _LEAST_WORDS, _STEP = 1.05, 5, 2.2
"""How much larger than the body they are, how long, and how far their lines stand apart in multiples of their size."""
_CLOSED = re.compile(r"[.!?…][\"'”’»)]*\s*$|[”»\"]\s*$")
_NO_LETTER = re.compile(r"[\W_]+")


def drop_pull_quotes(pages: Sequence[Leaf], size: float) -> None:
    """Take out what a page says in large type, as a sentence, and the body (in points: ``size``) says as well."""
    found = [(page, run) for page in pages for run in _large_runs(page, size)]
    if not found:
        return
    body = "".join(
        _letters(spot.text) for page in pages for spot in page.spots if spot.size <= _LARGER * size
    )
    for page, run in found:
        if _letters(" ".join(spot.text for spot in run)) in body:
            gone = set(map(id, run))
            page.spots = [spot for spot in page.spots if id(spot) not in gone]


def _large_runs(page: Leaf, size: float) -> Iterator[list[Spot]]:
    """Lines of one large size that stand one below the other and close like a sentence."""
    run: list[Spot] = []
    for spot in [*page.spots, None]:
        if spot is not None and run and _goes_on(run[-1], spot):
            run.append(spot)
            continue
        if run and _is_sentence(run):
            yield run
        run = [spot] if spot is not None and spot.size > _LARGER * size else []


def _goes_on(above: Spot, below: Spot) -> bool:
    alike = abs(above.size - below.size) < 0.05 * above.size and above.overlaps(below)
    return alike and 0 < below.top - above.top < _STEP * above.size


def _is_sentence(run: list[Spot]) -> bool:
    text = " ".join(spot.text for spot in run)
    return len(text.split()) >= _LEAST_WORDS and _CLOSED.search(run[-1].text) is not None


def _letters(text: str) -> str:
    return _NO_LETTER.sub("", text).casefold()
