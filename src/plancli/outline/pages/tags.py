"""Whether a structure tree agrees with the page; where it does not, its tags are forgotten."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from plancli.document import DRAWN, Remark
from plancli.outline.pages.layout import COVER_WORDS, with_line

if TYPE_CHECKING:
    from plancli.outline.pages.layout import Leaf, Spot

_HEADING = re.compile(r"h[1-6]?")
_LONGEST_HEADING = 12  # words that a heading with a full stop may have
# shares of the lines, over the whole document
_MOST_FIGURES = 0.4
_LEAST_TAGGED, _MOST_TORN, _MOST_MIXED = 0.85, 0.1, 0.08


def drop_unsound(pages: list[Leaf]) -> list[Remark]:
    """Forget tags, levels and blocks where they contradict what the pages show, and say so.

    They do where much text has none, where sentences run from one block into the next, and where the lines
    of a block do not stand together.
    """
    spots = [spot for page in pages for spot in page.spots if not _drawn(spot)]
    tagged = [spot for spot in spots if spot.line.block is not None]
    if not tagged:
        return []
    if sum(len(spot.text.split()) for spot in pages[0].spots) < COVER_WORDS:
        # a cover is often tagged as one picture
        pages[0].spots = [_untagged(s) if s.line.tag == "figure" else s for s in pages[0].spots]
    figures = [spot for spot in spots if spot.line.tag == "figure"]
    if sum(len(spot.text) for spot in figures) > _MOST_FIGURES * sum(len(spot.text) for spot in spots):
        for page in pages:  # whole pages tagged as pictures of themselves
            page.spots = [_untagged(spot) if spot.line.tag == "figure" else spot for spot in page.spots]
    least = _LEAST_TAGGED * len(spots)
    torn = sum(_torn(page) for page in pages)
    mixed = sum(_mixed(page) for page in pages)
    if len(tagged) >= least and torn <= _MOST_TORN * len(tagged) and mixed <= _MOST_MIXED * len(tagged):
        return []
    for page in pages:
        page.spots = [_untagged(spot) for spot in page.spots]
    return [Remark("P109", "the structure tree of the PDF does not agree with its pages and was not used")]


def plain_headings(pages: list[Leaf], size: float) -> None:
    """Make paragraphs of the tagged headings that the page shows as prose; ``size`` is the body's, in points.

    Prose is long, set like the body, not bold throughout, and closed like a sentence.
    """
    blocks: dict[str, list[Spot]] = {}
    for page in pages:
        for spot in page.spots:
            if spot.line.block is not None and _HEADING.fullmatch(spot.line.tag or ""):
                blocks.setdefault(spot.line.block, []).append(spot)
    prose = {name for name, spots in blocks.items() if _is_prose(spots, size)}
    for page in pages:
        page.spots = [
            with_line(spot, tag="p", level=None) if spot.line.block in prose else spot for spot in page.spots
        ]


def _is_prose(spots: list[Spot], size: float) -> bool:
    text = " ".join(spot.text for spot in spots).rstrip()
    return (
        len(text.split()) > _LONGEST_HEADING
        and text.endswith((".", ":", ";"))
        and all(spot.size < 1.05 * size for spot in spots)
        and not all(spot.line.bold for spot in spots)
    )


def _drawn(spot: Spot) -> bool:
    """Whether lines on the page make a line's cell, and no tag: they are as the page shows them."""
    return spot.line.block is not None and spot.line.block.startswith(DRAWN)


def _untagged(spot: Spot) -> Spot:
    if _drawn(spot):
        return spot
    return replace(spot, line=replace(spot.line, tag=None, level=None, block=None, group=(), region=None))


def _torn(page: Leaf) -> int:
    """How often a sentence runs on from a block to the next although nothing but the tag parts them."""
    count = 0
    for above, below in zip(page.spots, page.spots[1:], strict=False):
        if above.line.block == below.line.block or below.line.tag in ("li", "td", "th") or above.line.group:
            continue
        text, following = above.text.rstrip(), below.text.lstrip()
        near = 0 < below.top - above.top < 1.6 * below.size and above.overlaps(below)
        count += near and text[-1:].isalpha() and following[:1].islower()
    return count


def _mixed(page: Leaf) -> int:
    """How many lines stand apart from their block, those of other blocks between."""
    seen: set[str] = set()
    current: str | None = None
    count = 0
    for spot in page.spots:
        block = spot.line.block
        if block is None or block == current or _drawn(spot):
            continue
        count += block in seen and spot.line.tag != "li"
        seen.add(block)
        current = block
    return count
