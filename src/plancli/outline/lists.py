"""Which markers are list markers, how deep each item lies, and which paragraphs an item holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from plancli.gazetteer.cues import words
from plancli.outline.markers import Marker, as_roman, code_parts, codes_count
from plancli.outline.paragraphs import Para

_MAX_DEPTH = 30
"""Lists lie no deeper than this; what seems to is put beside."""
_TITLE_WORDS = 8
"""Words of an item that is but the title of the paragraph below it, at most."""
_SKIPPED = 3
"""How far apart the last numbers of two codes may be in a row that counts otherwise."""
RUN_IN = "run-in"
"""The style of items that no marker opens but a run-in heading does."""


@dataclass(slots=True)
class _Open:
    """A list that goes on: how its markers look, where they stand, what it counted last.

    ``bodies`` is the indentation of the first paragraph between its items, ``None`` where there is none.
    """

    style: str
    indent: float
    value: int | None
    item: int
    depth: int = 0
    bodies: float | None = None


def accept_markers(paras: Sequence[Para]) -> None:
    """Decide which markers count, and read letters as roman numerals where the sequence says so."""
    heads = _set_apart_numbers(paras)
    for index, para in enumerate(paras):
        marker = para.marker
        if marker is None or para.first.tag == "footnote":
            continue
        if marker.style == "bare":
            near = _in_sequence(paras, index, marker) or _beside_one(marker, heads.get(_setting(para), set()))
            para.marked = near and not _names_day(para) and (_counts_by(paras, index) or not _ends(para))
        elif marker.style.startswith("outline"):
            para.marked = not para.text[marker.length :][:1].islower() or _in_sequence(paras, index, marker)
        elif marker.style.startswith("code"):
            para.marked = bool(para.first.marker) or _coded_in_sequence(paras, index, marker)
        elif marker.loose:
            para.marked = _in_sequence(paras, index, marker)
        elif marker.bullet or marker.label or marker.style not in ("A.", "A:"):
            para.marked = True
        else:
            para.marked = _in_sequence(paras, index, marker)
    _resolve_roman(paras)


def _in_sequence(paras: Sequence[Para], index: int, marker: Marker) -> bool:
    """Whether a marker one lower or one higher stands before or after in the same style."""
    near = [p.marker for p in paras[max(0, index - 60) : index + 60] if p.marker and p is not paras[index]]
    for reading in filter(None, (marker, as_roman(marker))):
        values = {other.value for other in near if other.style == reading.style}
        if (reading.value or 0) + 1 in values or (reading.value or 0) - 1 in values:
            return True
    return False


def _coded_in_sequence(paras: Sequence[Para], index: int, marker: Marker) -> bool:
    """Whether the code before or after counts with a code of the same letters, or skips or repeats one in a row."""
    near = [p.marker.number for p in paras[max(0, index - 60) : index + 60] if p.marker and p.marker.number]
    letters = marker.style.split(" ")[1]
    codes = [code for code in near if (parts := code_parts(code)) and parts[0] == letters]
    own = marker.number or ""
    steps = list(pairwise(codes))
    if any(own in pair and codes_count(pair) for pair in steps):
        return True
    return any(map(codes_count, steps)) and any(own in pair and _nearly(*pair) for pair in steps)


def _nearly(one: str, other: str) -> bool:
    """Whether two codes of the same letters are alike but for the last number, which skips a few or stays."""
    before, after = (parts[1] if (parts := code_parts(code)) else () for code in (one, other))
    alike = len(before) == len(after) > 0 and before[:-1] == after[:-1]
    return alike and 0 <= after[-1] - before[-1] <= _SKIPPED


def _set_apart_numbers(paras: Sequence[Para]) -> dict[tuple[float, str | None], set[int]]:
    """The bare numbers of lines that are tagged as headings or set in another size than most text, by setting."""
    sizes = Counter(round(para.size) for para in paras if para.size is not None)
    usual = sizes.most_common(1)[0][0] if sizes else None
    found: dict[tuple[float, str | None], set[int]] = {}
    for para in paras:
        tag = para.first.tag or ""
        apart = tag[:1] == "h" or (para.size is not None and round(para.size) != usual)
        if apart and para.marker and para.marker.style == "bare" and para.region is None:
            found.setdefault(_setting(para), set()).add(para.marker.value or 0)
    return found


def _setting(para: Para) -> tuple[float, str | None]:
    return round(para.size or 0.0), para.first.tag


def _beside_one(marker: Marker, values: set[int]) -> bool:
    return (marker.value or 0) - 1 in values or (marker.value or 0) + 1 in values


def _names_day(para: Para) -> bool:
    first = para.text[para.marker.length if para.marker else 0 :].split(" ", 1)[0].strip(",.").lower()
    return first in words("months")


def _ends(para: Para) -> bool:
    return para.text.rstrip().endswith(".")


def _counts_by(paras: Sequence[Para], index: int) -> bool:
    """Whether the paragraph right before or right after counts on, with a number of the same style."""
    own = paras[index].marker
    for step in (-1, 1):
        other = paras[index + step].marker if 0 <= index + step < len(paras) else None
        if own and other and other.style == own.style and other.value == (own.value or 0) + step:
            return True
    return False


def _resolve_roman(paras: Sequence[Para]) -> None:
    """Read ``i`` as one, ``v`` as five and so on, unless the letter before it came before."""
    last: dict[str, int] = {}
    for para in paras:
        marker = para.marker
        if marker is None or not para.marked:
            continue
        roman = as_roman(marker)
        if roman and marker.style != roman.style:
            follows = last.get(roman.style) == (roman.value or 0) - 1
            continues = last.get(marker.style) == (marker.value or 0) - 1
            if follows or (roman.value == 1 and not continues):
                para.marker = marker = roman
        last[marker.style] = marker.value or 0


def nest(paras: Sequence[Para]) -> None:
    """Give each marked paragraph that is no heading its depth and parent, and items their paragraphs.

    A marker of a new look opens a list inside the item before it; one that was seen before goes on with
    that list. Among bullets of one look the deeper indented is the inner one. A paragraph belongs to an
    item when the numbering goes on after it, or when it is indented under the item's words.
    """
    stack: list[_Open] = []
    for index, para in enumerate(paras):
        if para.kind in ("heading", "title"):
            stack.clear()
        elif para.first.tag == "footnote" or para.region in ("boilerplate", "contents", "metadata"):
            continue
        elif para.kind == "item" or (para.marked and para.marker):
            _place(paras, index, stack)
        elif stack and para.first.tag not in ("td", "th"):
            _hold(paras, index, stack)


def _place(paras: Sequence[Para], index: int, stack: list[_Open]) -> None:
    para = paras[index]
    para.kind = "item"
    marker = para.marker if para.marker and para.marked else Marker(RUN_IN if para.run_in else "unmarked", 0)
    depth = para.first.level or 0
    while stack and _has_left(para, paras[stack[-1].item]):
        stack.pop()
    place = _list_of(stack, marker, para, depth)
    if place is None and len(stack) >= _MAX_DEPTH:
        place = len(stack) - 1
    if place is None:
        _close_deeper(stack, marker, para, depth)
        stack.append(_Open(marker.style, para.first.indent, marker.value, index, depth))
    else:
        del stack[place + 1 :]
        stack[place].value, stack[place].item = marker.value, index
    para.level = len(stack)
    para.parent = stack[-2].item if len(stack) > 1 else None


def _has_left(para: Para, item: Para) -> bool:
    """Whether ``para`` stands outside the container that mark-up puts the list of ``item`` in.

    The containers of a PDF are those of a page: a list that goes on over a page has another name there.
    """
    if para.first.page != item.first.page:
        return False
    container = item.first.group[:-1]
    return para.first.group[: len(container)] != container


def _list_of(stack: Sequence[_Open], marker: Marker, para: Para, depth: int) -> int | None:
    """Position of the open list that ``para`` goes on with; ``None`` where it opens one."""
    numbered: list[int] = []
    for position in range(len(stack) - 1, -1, -1):
        entry = stack[position]
        if depth and entry.depth:
            if depth == entry.depth and not _set_apart(entry, marker, para):
                return position
            continue
        if entry.style != marker.style:
            continue
        if marker.bullet:
            if abs(entry.indent - para.first.indent) < _tolerance(para):
                return position
        elif marker.value != 1 or para.first.indent <= entry.indent + _tolerance(para):
            numbered.append(position)
    return max(numbered, key=lambda position: _fit(stack[position], marker, para), default=None)


def _fit(entry: _Open, marker: Marker, para: Para) -> tuple[bool, bool]:
    """How well a numbered paragraph goes on with a list of its style: by its place, then by its number.

    Lists of one style are open at once where an inner list counts as the outer one does.
    """
    near = abs(entry.indent - para.first.indent) < _tolerance(para)
    return near, entry.value is not None and marker.value == entry.value + 1


def _set_apart(entry: _Open, marker: Marker, para: Para) -> bool:
    """Whether the page contradicts a tag: another marker, set further in or out, is of another list."""
    return entry.style != marker.style and abs(para.first.indent - entry.indent) > _tolerance(para)


def _close_deeper(stack: list[_Open], marker: Marker, para: Para, depth: int) -> None:
    """Close the lists that lie deeper than one that opens now."""
    while stack:
        top = stack[-1]
        deeper = top.depth >= depth and not _set_apart(top, marker, para) if depth and top.depth else False
        outdented = marker.bullet and top.value is None and top.indent > para.first.indent + _tolerance(para)
        if not (deeper or outdented):
            return
        stack.pop()


def _tolerance(para: Para) -> float:
    """How far markers of one list may stand apart: a column and a half of text, or half an em of a page."""
    return 1.5 if para.size is None else 0.5 * para.size


def _hold(paras: Sequence[Para], index: int, stack: list[_Open]) -> None:
    """Put an unmarked paragraph under the open item that it belongs to, or close the lists."""
    para = paras[index]
    for position in range(len(stack) - 1, -1, -1):
        entry = stack[position]
        goes_on = entry.value is not None and _goes_on(paras, index, entry)
        if (
            _opens(paras, entry, index)
            or goes_on
            or entry.style == RUN_IN
            or _like_bodies(entry, para)
            or _indented(paras, entry, para)
        ):
            if goes_on and entry.bodies is None:
                entry.bodies = para.first.indent
            del stack[position + 1 :]
            para.parent = entry.item
            para.level = len(stack)
            return
    stack.clear()


def _opens(paras: Sequence[Para], entry: _Open, index: int) -> bool:
    """Whether an item right above, with a colon at its end, opens what a paragraph says ("- Clean water:")."""
    item = paras[entry.item]
    return entry.item == index - 1 and item.text.endswith(":") and len(item.words.split()) <= _TITLE_WORDS


def _like_bodies(entry: _Open, para: Para) -> bool:
    """Whether a paragraph after the last item stands as those between the items do; on a page margins vary."""
    if entry.bodies is None:
        return False
    return para.size is not None or para.first.indent > entry.bodies - _tolerance(para)


def _goes_on(paras: Sequence[Para], index: int, entry: _Open) -> bool:
    """Whether the next number of the list stands further on, before a heading."""
    for para in paras[index + 1 : index + 80]:
        if para.kind in ("heading", "title"):
            return False
        if para.marked and para.marker and para.marker.style == entry.style:
            return para.marker.value == (entry.value or 0) + 1
    return False


def _indented(paras: Sequence[Para], entry: _Open, para: Para) -> bool:
    own = paras[entry.item].first
    if own.group and len(para.first.group) >= len(own.group):
        return para.first.group[: len(own.group)] == own.group
    return para.first.indent > own.indent + _tolerance(para) and para.first.page == own.page
