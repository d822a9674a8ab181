"""Page furniture: running headers and footers, page numbers, watermarks and line numbers.

Furniture is known by coming back: the same words, digits apart, at the same height of several pages. A page
number is also known by counting with the pages. What a tagged file calls an artifact is furniture where it
stands in a margin.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from plancli.outline.pages.layout import COVER_WORDS, Leaf, Spot, rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from plancli.document import Line

# parts of the page's height: where furniture stands, and how far its place may differ between pages
_MARGIN, _ARTIFACT_MARGIN, _DRIFT = 0.14, 0.16, 5.0
_ROWS = 4
# times the body's size that a title is set in at least
_TITLE = 1.3
_NUMBER = re.compile(
    r"(?:page|p\.|seite)?\s*[-–—|\[(]*\s*(\d{1,4}|[ivxlc]{1,7})\s*[-–—|\])]*(?:\s*page)?", re.IGNORECASE
)
_NAMED = re.compile(r".{1,80}\s[|•·]\s*(\d{1,4})")
"""A chapter's name and a page's number, a bar or a dot between."""
_OF = re.compile(r"(?:page\s+)?(\d{1,4})\s*(?:of|/)\s*(\d{1,4})|(?:page)\s+(\d{1,4})", re.IGNORECASE)
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


def drop_furniture(pages: list[Leaf], size: float) -> None:
    """Take furniture out of the pages; ``size`` is the body's font size in points."""
    edges = {id(spot): edge for page in pages for spot, edge in _edges(page)}
    gone = _repeated(pages, edges, size) | _counting(pages, edges) | _artifacts(pages) | _stamped(pages, size)
    gone |= _running(pages, gone, size)
    gone |= _beside(pages, edges, gone)
    for page in pages:
        page.spots = [spot for spot in page.spots if id(spot) not in gone]
        _drop_line_numbers(page)


def _edges(page: Leaf) -> list[tuple[Spot, str]]:
    """The outermost lines in the page's top and bottom margins, with the edge that they stand at."""
    height = page.sheet.height
    lines = rows(page.spots)
    top = [(spot, "top") for row in lines[:_ROWS] for spot in row if spot.bottom < _MARGIN * height]
    bottom = [(spot, "bottom") for row in lines[-_ROWS:] for spot in row if spot.top > (1 - _MARGIN) * height]
    return top + bottom


def _key(text: str) -> str:
    return re.sub(r"\d+", "#", " ".join(text.casefold().split()))


def _repeated(pages: list[Leaf], edges: dict[int, str], size: float) -> set[int]:
    """Lines at an edge whose words come back at the same height of another page, or are the first page's title."""
    places: dict[tuple[str, str], list[tuple[int, float, Spot]]] = defaultdict(list)
    for page in pages:
        for spot in page.spots:
            edge = edges.get(id(spot))
            if edge is not None:
                height = spot.top if edge == "top" else page.sheet.height - spot.bottom
                places[_key(spot.text), edge].append((page.sheet.page, height, spot))
    titles = {_key(s.text) for s in pages[0].spots if s.size > _TITLE * size and len(s.text.split()) > 1}
    gone: set[int] = set()
    for (key, _), found in places.items():
        if key in titles:  # the document's name at the edge of another page
            gone.update(id(spot) for number, _, spot in found if number != pages[0].sheet.page)
        for number, height, spot in found:
            if any(other != number and abs(at - height) < _DRIFT for other, at, _ in found):
                gone.add(id(spot))
    return gone | _longer(places, gone)


def _longer(places: Mapping[tuple[str, str], list[tuple[int, float, Spot]]], gone: set[int]) -> set[int]:
    """Lines at the height of furniture that open with its words: the chapter's name comes right after them."""
    known = [
        (key, edge, height, spot.size)
        for (key, edge), found in places.items()
        for _, height, spot in found
        if id(spot) in gone and len(key.split()) > 1
    ]
    return {
        id(spot)
        for (key, edge), found in places.items()
        for _, height, spot in found
        if any(
            edge == other and key.startswith(words + " ") and abs(at - height) < _DRIFT and spot.size == size
            for words, other, at, size in known
        )
    }


def _counting(pages: list[Leaf], edges: dict[int, str]) -> set[int]:
    """Page numbers: at an edge, saying ``page``, or counting as the pages do."""
    gone: set[int] = set()
    steps: dict[int, list[tuple[Leaf, Spot]]] = defaultdict(list)
    for page in pages:
        for spot in page.spots:
            if id(spot) not in edges:
                continue
            text = spot.text.strip()
            if _OF.fullmatch(text):
                gone.add(id(spot))
            match = _NUMBER.fullmatch(text) or _NAMED.fullmatch(text)
            offset = _value(match[1]) - page.sheet.page if match is not None else None
            # in a table the numbers of rows count too, and may end one page and start the next
            if offset is not None and (offset == 0 or spot.line.tag not in ("td", "th")):
                steps[offset].append((page, spot))
    for offset, spots in steps.items():
        # once is enough for a page's own number in a row of its own, as on the last page of two
        if len(spots) > 1 or (offset == 0 and _stands_alone(*spots[0])):
            gone.update(id(spot) for _, spot in spots)
    return gone


def _stands_alone(page: Leaf, spot: Spot) -> bool:
    return any(row == [spot] for row in rows(page.spots))


def _value(numeral: str) -> int:
    if numeral.isdigit():
        return int(numeral)
    values = [_ROMAN[char] for char in numeral.casefold()]
    following = [*values[1:], 0]
    return sum(-one if one < after else one for one, after in zip(values, following, strict=True))


def _artifacts(pages: list[Leaf]) -> set[int]:
    """What a tagged file calls an artifact and what stands where artifacts stand: in a margin.

    On a cover, whose few lines stand anywhere, a date or a name that nobody tagged is content.
    """
    gone: set[int] = set()
    for page in pages:
        height = page.sheet.height
        if page is pages[0] and len(pages) > 1 and _is_cover(page):
            continue
        for spot in page.spots:
            if spot.line.region == "artifact" and not (
                spot.bottom > _ARTIFACT_MARGIN * height and spot.top < (1 - _ARTIFACT_MARGIN) * height
            ):
                gone.add(id(spot))
    return gone


def _is_cover(page: Leaf) -> bool:
    """Whether a page holds a few lines only, of which one is set large."""
    words = sum(len(spot.text.split()) for spot in page.spots)
    sizes = sorted(spot.size for spot in page.spots)
    return bool(sizes) and words < COVER_WORDS and sizes[-1] > 1.4 * sizes[0]


def _running(pages: list[Leaf], gone: set[int], size: float) -> set[int]:
    """Headers and footers whose words change: a short row apart from the text, at one height of most pages.

    What was found to be furniture by other signs counts as seen at its height.
    """
    heights: dict[str, list[float]] = {"top": [], "bottom": []}
    rest: list[tuple[str, float, list[Spot]]] = []
    for page in pages:
        for spot in page.spots:
            if id(spot) in gone:
                heights["top"].append(spot.top)
                heights["bottom"].append(page.sheet.height - spot.bottom)
        if page is pages[0] and len(pages) > 1 and _is_cover(page):
            continue
        for edge, height, row in _outermost(page, gone, size):
            if _is_note(row[0]):
                continue
            heights[edge].append(height)
            rest.append((edge, height, row))
    # two text areas of four pages may well end at one height
    least = max(2 if len(pages) < 4 else 3, 0.4 * len(pages))
    return {
        id(spot)
        for edge, height, row in rest
        if sum(abs(other - height) < _DRIFT for other in heights[edge]) >= least
        for spot in row
    }


def _beside(pages: list[Leaf], edges: dict[int, str], gone: set[int]) -> set[int]:
    """What stands at an edge on the line of furniture, in its type: the chapter's name beside the document's."""
    found: set[int] = set()
    for page in pages:
        furniture = [spot for spot in page.spots if id(spot) in gone and id(spot) in edges]
        for spot in page.spots:
            if id(spot) in edges and any(_level(spot, other) for other in furniture):
                found.add(id(spot))
    return found


def _level(one: Spot, other: Spot) -> bool:
    level = min(abs(one.bottom - other.bottom), abs(one.top - other.top)) < 1.5
    return level and abs(one.size - other.size) < 0.05 * other.size


def _is_note(spot: Spot) -> bool:
    """Whether a line opens with a raised mark, or is tagged as a note: a footnote stands lowest on its page."""
    return spot.line.tag == "note" or spot.line.pieces[0].raised


def _outermost(page: Leaf, gone: set[int], size: float) -> Iterator[tuple[str, float, list[Spot]]]:
    """A page's first and last row where they are short and stand apart from the text in its margin."""
    lines = rows([spot for spot in page.spots if id(spot) not in gone])
    if len(lines) < 3:
        return
    for edge, row, beside in (("top", lines[0], lines[1]), ("bottom", lines[-1], lines[-2])):
        top, bottom = min(spot.top for spot in row), max(spot.bottom for spot in row)
        height = top if edge == "top" else page.sheet.height - bottom
        apart = max(top - max(spot.bottom for spot in beside), min(spot.top for spot in beside) - bottom)
        words = sum(len(spot.text.split()) for spot in row)
        if (
            height < 0.08 * page.sheet.height
            and apart > 1.2 * size
            and words < 12
            and row[0].size < 1.25 * size
        ):
            yield edge, height, row


def _stamped(pages: list[Leaf], size: float) -> set[int]:
    """Watermarks: large or pale words at the same place of most pages; and repeats of a table's head."""
    places: dict[tuple[str, int, int], list[Spot]] = defaultdict(list)
    for page in pages:
        for spot in page.spots:
            places[spot.text.strip(), round(spot.x0 / 4), round(spot.top / 4)].append(spot)
    gone: set[int] = set()
    for found in places.values():
        if len(found) < max(2, len(pages) / 2):
            continue
        if all(spot.size > 2 * size or _pale(spot) for spot in found):
            gone.update(map(id, found))
        elif len(found) > 2:
            gone.update(id(spot) for spot in found[1:])
    return gone


def _pale(spot: Spot) -> bool:
    colours = [piece.colour for piece in spot.line.pieces if piece.colour]
    return bool(colours) and all(
        min(int(colour[at : at + 2], 16) for at in (1, 3, 5)) > 150 for colour in colours
    )


def _drop_line_numbers(page: Leaf) -> None:
    """Take the numbers away that count most lines of the page in ones or fives at its side."""
    leading = [(spot, _leading(spot)) for spot in sorted(page.spots, key=lambda spot: spot.top)]
    numbered = [spot for spot, number in leading if number is not None]
    values = [number for _, number in leading if number is not None]
    steps = [after - before for before, after in itertools.pairwise(values)]
    for step, share in ((1, 0.8), (5, 0.12)):
        if len(steps) < 7 or sum(one == step for one in steps) < 0.9 * len(steps):
            continue
        lines = len(rows(page.spots))
        lower = sum(_goes_on(spot) for spot in numbered)
        if len(numbered) >= share * lines and (lower > 0.2 * len(numbered) or _alone(numbered)):
            ids = {id(spot) for spot in numbered}
            kept = [_without_first(spot) if id(spot) in ids else spot for spot in page.spots]
            page.spots = [spot for spot in kept if spot is not None]
            return


def _leading(spot: Spot) -> int | None:
    """The number that a line starts with, of three digits at most."""
    text = spot.line.pieces[0].text.partition(" ")[0]
    return int(text) if text.isdecimal() and len(text) < 4 else None


def _goes_on(spot: Spot) -> bool:
    """Whether what follows the number starts in the middle of a sentence, as no list item does."""
    return _without_number(spot.line).text[:1].islower()


def _alone(spots: list[Spot]) -> bool:
    return sum(not _without_number(spot.line).pieces for spot in spots) > 0.8 * len(spots)


def _without_first(spot: Spot) -> Spot | None:
    line = _without_number(spot.line)
    if not line.pieces:
        return None
    box = line.pieces[0].place.box
    return Spot(line, box[0] if box else spot.x0, spot.top, spot.x1, spot.bottom, line.text)


def _without_number(line: Line) -> Line:
    """The line without its first word and the space after it."""
    first, *rest = line.pieces
    pieces = [*first.after_first_word(), *rest]
    while pieces and not pieces[0].text.strip():
        del pieces[0]
    return replace(line, pieces=tuple(pieces))
