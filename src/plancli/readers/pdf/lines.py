"""From words to lines: what stands side by side on one baseline, in the source's order.

A line ends where the gap to the next word is wider than a person would read over, so the lines here may be
parts of what a reader sees as one; :mod:`plancli.outline.pages` puts them in order and together.
"""

from __future__ import annotations

from array import array
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from plancli.document import Box, Line, Piece, Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from plancli.readers.pdf.marks import Marks
    from plancli.readers.pdf.tree import Tag
    from plancli.readers.pdf.words import Style, Word

# in multiples of the font size
_WIDEST_GAP, _WIDEST_AFTER_MARKER = 1.8, 4.5
_MARKER_LENGTH = 5
# points: a letter that others stand beside in several lines is larger
_INITIAL = 18.0
# parts of one line that may be drawn one after the other before a further one is not looked for any more
_MATES = 40
# points: the squares that dots are looked for in
_SQUARE = 16


@dataclass(slots=True, eq=False)
class Run:
    """Words in a row on one baseline; ``cell`` is the table cell that holds them, if one is known."""

    words: list[Word] = field(default_factory=list)
    cell: str | None = None
    x0: float = 0.0
    x1: float = 0.0
    base: float = 0.0
    size: float = 0.0

    def add(self, word: Word) -> None:
        """Take a further word in; the largest type sets the line's baseline."""
        style = word.style
        if not self.words:
            self.x0, self.x1 = word.x0, word.x1
        if style.size > self.size:
            self.size, self.base = style.size, style.base
        # min() and max() take three times as long, which counts once a word
        if word.x0 < self.x0:  # noqa: PLR1730
            self.x0 = word.x0
        if word.x1 > self.x1:  # noqa: PLR1730
            self.x1 = word.x1
        self.words.append(word)


def page_lines(number: int, words: list[Word], marks: Marks, *, tagged: bool) -> list[Line]:
    """The lines of a page with their styles, tags and drawn bullets.

    On a ``tagged`` page, what has no tag is an artifact.
    """
    level = [word for word in words if word.style.angle == 0]
    turned = [word for word in words if word.style.angle != 0]
    runs = _joined(list(_runs(level)))
    for run in runs:
        _read_bullet(run)
    bullets = sorted(_alone(marks.dots) + marks.icons, key=lambda box: box[1])
    lines = [_line(number, run, bullets, tagged) for run in runs]
    lines.extend(_line(number, run, [], tagged) for run in _turned_runs(turned))
    return lines


def _cell(word: Word) -> str | None:
    tag = word.tag
    return tag.group[-1] if tag is not None and tag.name in ("td", "th") and tag.group else None


def _read_bullet(run: Run) -> None:
    """Make a bullet of the mark that opens a line, where its font does not say which character it is."""
    first = run.words[0]
    unknown = first.style.pictorial | first.garbled
    if len(run.words) == 1:  # the words after it are set in another size
        apart = unknown = first.style.pictorial & first.garbled
    else:
        apart = run.words[1].x0 - first.x1 > 0.45 * run.size
    if len(first.text) == 1 and apart and unknown and not first.text.isdigit():
        first.text, first.garbled = "•", False


def _runs(words: Iterable[Word]) -> Iterator[Run]:
    run = Run()
    tag, cell = None, None
    style: Style | None = None
    for word in words:
        if word.tag is not tag:
            tag, cell = word.tag, _cell(word)
        elif word.style is style and 0 <= word.x0 - run.x1 < run.size <= style.size:
            # one object goes on in one line, as most words do
            run.words.append(word)
            run.x1 = word.x1
            continue
        style = word.style
        if run.words and not (cell == run.cell and _continues(run, word)):
            yield run
            run = Run()
        run.cell = cell
        run.add(word)
    if run.words:
        yield run


def _is_initial(run: Run, size: float) -> bool:
    """Whether the run is a letter set over several lines of type of a size: it belongs to the first of them."""
    return (
        run.size > _INITIAL and size < 0.55 * run.size and len(run.words) == 1 and len(run.words[0].text) == 1
    )


def _continues(run: Run, word: Word) -> bool:
    if _is_initial(run, word.style.size):
        return False
    if word.glued:
        return True
    style, size = word.style, run.size
    gap = word.x0 - run.words[-1].x1
    if style.base == run.base and style.size == size and -0.5 * size < gap < size:
        return True
    if _parted_by_size(size, style.size, gap):
        return False
    size = max(size, style.size) or 1.0
    gap /= size
    if not (-0.6 < gap < _WIDEST_AFTER_MARKER and _same_row(run, style.base, style.size)):
        return False
    return gap < _WIDEST_GAP or _may_be_marker(run)


def _parted_by_size(one: float, other: float, gap: float) -> bool:
    """Whether type of two sizes stands too far apart to be one line's: a heading beside a column of text."""
    smaller, larger = sorted((one, other))
    return smaller < 0.87 * larger and gap > 0.4 * larger


def _may_be_marker(run: Run) -> bool:
    """Whether the run may be a list marker or number, after which a tab may stand."""
    text = run.words[0].text
    return len(run.words) == 1 and len(text) <= _MARKER_LENGTH and (len(text) == 1 or not text.isalpha())


def _same_row(run: Run, base: float, size: float) -> bool:
    """Whether type of a size on a baseline stands in the run's line, raised and lowered marks included."""
    if base == run.base:
        return True
    larger, smaller = max(run.size, size), min(run.size, size)
    reach = 0.25 if smaller > 0.85 * larger else 0.6
    return abs(base - run.base) < reach * larger


def _joined(runs: list[Run]) -> list[Run]:
    """Runs that go on right beside one another become one, whatever their order in the source."""
    kept: list[Run] = []
    rows: dict[int, list[Run]] = {}
    for run in runs:
        row = round(run.base / 4)
        near = (row, row - 1, row + 1, row - 2, row + 2)
        mates = (other for bucket in near for other in rows.get(bucket, ())[-_MATES:])
        mate = next((other for other in mates if _beside(other, run)), None)
        if mate is None:
            kept.append(run)
            rows.setdefault(row, []).append(run)
        else:
            for word in run.words:
                mate.add(word)
            if any(
                after.x0 < before.x0 - 1 for before, after in zip(mate.words, mate.words[1:], strict=False)
            ):
                mate.words.sort(key=lambda word: word.x0)
    return kept


def _beside(one: Run, other: Run) -> bool:
    if one.cell != other.cell or not _same_row(one, other.base, other.size):
        return False
    size = max(one.size, other.size)
    left, right = (one, other) if one.x0 <= other.x0 else (other, one)
    if _is_initial(left, right.size):
        return False
    if _parted_by_size(one.size, other.size, right.x0 - left.x1):
        return False
    gap = (right.x0 - left.x1) / (size or 1)
    return -0.3 < gap < 0.9 or (left is one and 0 < gap < _WIDEST_AFTER_MARKER and _may_be_marker(left))


def _turned_runs(words: list[Word]) -> Iterator[Run]:
    """Turned text in the source's order, a run for each stretch of one angle."""
    run = Run()
    for word in words:
        if run.words and (word.breaks or word.style.angle != run.words[-1].style.angle):
            yield run
            run = Run()
        run.add(word)
    if run.words:
        yield run


def _line(number: int, run: Run, bullets: list[Box], tagged: bool) -> Line:
    pieces = _pieces(number, run)
    bullet = _drawn_bullet(run, bullets)
    if bullet is not None:
        pieces[:0] = [Piece("•", Place(number, bullet)), Piece(" ", Place(number))]
    tag = _common_tag(run)
    return Line(
        tuple(pieces),
        page=number,
        size=_main_size(run),
        tag=tag.name if tag else None,
        level=tag.level if tag else None,
        group=tag.group if tag else (),
        block=tag.block if tag else None,
        region="artifact" if tagged and all(word.style.content < 0 for word in run.words) else None,
        angle=run.words[0].style.angle,
    )


def _pieces(number: int, run: Run) -> list[Piece]:
    """A piece for each stretch of words that look alike, and one without a box for the space between two."""
    blank = Piece(" ", Place(number))
    pieces: list[Piece] = []
    small, base = 0.85 * run.size, run.base - 0.12 * run.size
    alike: list[Word] = []
    raised = False
    for word in run.words:
        was_raised, smaller = raised, word.style.size < small
        raised = smaller and word.style.base < base
        if alike:
            before = alike[-1]
            apart = not word.glued and not (smaller and _touching(before, word))
            if apart and not raised and not was_raised and _look_alike(before, word):
                alike.append(word)
                continue
            pieces.append(_piece(number, alike, was_raised))
            if apart:
                pieces.append(blank)
        alike = [word]
    if alike:
        pieces.append(_piece(number, alike, raised))
    return pieces


def _look_alike(before: Word, word: Word) -> bool:
    """Whether two words stand on one line in one style, so that a piece can hold both."""
    one, other = before.style, word.style
    styled = one is other or (
        one.size == other.size
        and one.bold == other.bold
        and one.italic == other.italic
        and one.colour == other.colour
    )
    placed = before.top == word.top and before.bottom == word.bottom
    return styled and placed and before.underline == word.underline and before.link == word.link


def _piece(number: int, words: list[Word], raised: bool) -> Piece:
    """One piece of words that look alike, each of them with its edges where there are several."""
    first = words[0]
    style, text, edges = first.style, first.text, None
    left, right = first.x0, first.x1
    if len(words) > 1:
        text = " ".join([word.text for word in words])
        edges = array("d", [edge for word in words for edge in (word.x0, word.x1)])
        left, right = min(edges[::2]), max(edges[1::2])
    place = Place(number, (left, first.top, right, first.bottom))
    return Piece(
        text, place, style.size, style.bold, style.italic, first.underline, style.colour, first.link,
        True, raised, edges,
    )  # fmt: skip


def _touching(before: Word, word: Word) -> bool:
    """Whether two words are parts of one that the source draws apart (a raised mark, small capitals)."""
    size = before.style.size
    return word.style.size < 0.85 * size and word.style.base < before.style.base - 0.1 * size \
        and word.x0 - before.x1 < 0.15 * size  # fmt: skip


def _main_size(run: Run) -> float:
    sizes = {word.style.size for word in run.words}
    if len(sizes) == 1:
        return round(run.size, 1)
    counts: Counter[float] = Counter()
    for word in run.words:
        counts[round(word.style.size, 1)] += len(word.text)
    return max(counts, key=lambda size: (counts[size], size))


def _common_tag(run: Run) -> Tag | None:
    """The tag that most of the run's characters have."""
    tags = {word.tag for word in run.words}
    if len(tags) == 1:
        return tags.pop()
    counts: Counter[Tag] = Counter()
    for word in run.words:
        if word.tag is not None:
            counts[word.tag] += len(word.text)
    return counts.most_common(1)[0][0] if counts else None


def _alone(dots: list[Box]) -> list[Box]:
    """The dots that no other stands close to: those of a seal or a pattern are no bullets."""
    squares: dict[tuple[int, int], list[Box]] = {}
    for box in dots:
        squares.setdefault((int(box[0]) // _SQUARE, int(box[1]) // _SQUARE), []).append(box)
    return [box for box in dots if not any(_close(box, other) for other in _around(box, squares))]


def _around(box: Box, squares: dict[tuple[int, int], list[Box]]) -> Iterator[Box]:
    column, row = int(box[0]) // _SQUARE, int(box[1]) // _SQUARE
    for x in (column - 1, column, column + 1):
        for y in (row - 1, row, row + 1):
            yield from squares.get((x, y), ())


def _close(one: Box, other: Box) -> bool:
    """Whether two dots are apart by less than their size; one drawn over the other (a ring) is not another."""
    size = max(one[3] - one[1], other[3] - other[1])
    within = (
        abs(one[0] + one[2] - other[0] - other[2]) < size
        and abs(one[1] + one[3] - other[1] - other[3]) < size
    )
    apart = max(one[0] - other[2], other[0] - one[2], one[1] - other[3], other[1] - one[3])
    return one is not other and not within and apart < size


def _drawn_bullet(run: Run, bullets: list[Box]) -> Box | None:
    """The drawn dot or small picture that stands before a run at the height of its small letters."""
    size, middle = run.size, run.base - 0.3 * run.size
    for x0, top, x1, bottom in bullets:
        if top > run.base:
            break
        if (
            abs((top + bottom) / 2 - middle) < 0.3 * size
            and 0.1 * size < run.x0 - x1 < 3 * size
            and 0.14 * size < bottom - top < 1.35 * size
            and x0 >= 0
        ):
            return (round(x0, 2), round(top, 2), round(x1, 2), round(bottom, 2))
    return None
