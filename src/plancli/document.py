"""The facts that readers report, and the document that the outline makes of them.

A reader reports :class:`Line` facts and gives no opinion. The outline turns them into a
:class:`Document`: one reading text, blocks as a tree, and segments that remember where each stretch of
the text came from. Offsets are code points of the reading text, half open; boxes are
``(x0, top, x1, bottom)`` in points from the page's top left corner.
"""

from __future__ import annotations

import gc
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Literal, TypeAlias

Box: TypeAlias = tuple[float, float, float, float]

BlockKind: TypeAlias = Literal["title", "heading", "paragraph", "item", "quote", "cell", "note"]


@contextmanager
def without_collector() -> Iterator[None]:
    """Keep Python from looking for garbage while facts are made by the hundred thousand: none is any."""
    active = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if active:
            gc.enable()


# Places, pieces, lines and segments are made by the hundred thousand, and a frozen class takes four times as long
# to make: they are hashable and are not to be changed, but nothing enforces that.
@dataclass(slots=True, unsafe_hash=True)
class Place:
    """Where a piece of text stands in its source; ``None`` for what the format does not have.

    ``line`` and ``column`` count from 1, the column in code points. ``box`` is the piece's own box.
    """

    page: int | None = None
    box: Box | None = None
    line: int | None = None
    column: int | None = None
    selector: str | None = None


@dataclass(slots=True, unsafe_hash=True)
class Piece:
    """Text of one place and one style: words of a page's line, a run of an office document, a stretch of a text line.

    ``raised`` says that it stands above the line in smaller type, as a footnote's mark does.
    ``linear`` says that the piece's characters stand one after the other in the source, so that the place
    of a part of it can be computed; it is false where mark-up or decoding came between.
    ``edges`` are the left and the right edge of each word between spaces, in points, where its box holds several:
    a box for each would take ten times the memory.
    """

    text: str
    place: Place
    size: float | None = None
    bold: bool = False
    italic: bool = False
    underline: bool = False
    colour: str | None = None
    link: str | None = None
    linear: bool = True
    raised: bool = False
    edges: array[float] | None = field(default=None, hash=False)

    def words(self) -> Iterator[tuple[int, str, Box]]:
        """Its words that have a box: each with its offset in the piece; one, the whole, where no edges are known."""
        box, edges, offset = self.place.box, self.edges, 0
        if box is None:
            return
        if edges is None:
            yield 0, self.text, box
            return
        for index, word in enumerate(self.text.split(" ")):
            yield offset, word, (edges[2 * index], box[1], edges[2 * index + 1], box[3])
            offset += len(word) + 1

    def after_first_word(self) -> tuple[Piece, ...]:
        """What follows the first word of a page's piece and the space after it: one piece or none."""
        box, edges = self.place.box, self.edges
        if box is None or edges is None:
            return ()
        rest = edges[2:]
        place = replace(self.place, box=(min(rest[::2]), box[1], max(rest[1::2]), box[3]))
        return (
            replace(self, text=self.text.partition(" ")[2], place=place, edges=rest if rest[2:] else None),
        )


def cell_name(name: str, column: int) -> str:
    """The id of a table cell as a container of lines: its own and the column that it starts in, from 0."""
    return f"{name}@{column}"


DRAWN = "drawn-"
"""What the id of a block starts with that no tag names but the lines or the place on the page show."""


def column_of(cell: str) -> int | None:
    """The column of a cell's id; ``None`` for the id of another container."""
    _, mark, column = cell.rpartition("@")
    return int(column) if mark and column.isdigit() else None


@dataclass(slots=True, unsafe_hash=True)
class Line:
    """One line as the source shows it, or a whole block where the format says what a block is.

    Attributes:
        pieces: its text in order; a piece that holds a space holds it itself.
        page: 1-based, or ``None`` where there are no pages.
        indent: leading space, in columns of a text or points of a page.
        gap: blank space above, in blank lines of a text or multiples of the line height on a page;
            ``None`` for a page's first line.
        size: the font size that most of its characters have, in points.
        tag: what mark-up calls it (``h2``, ``li``, ``p``, ``td``, ``blockquote``, ``dt``, …), else ``None``.
        level: nesting depth of a list item, or a heading's level, as marked up.
        marker: a marker that the format implies or draws (``a.``, ``•``), not part of the pieces.
        group: ids of the containers that it stands in, outermost first (a list, a table row, a column).
        region: what mark-up says of the part of the page (``nav``, ``header``, ``footer``, ``aside``,
            ``main``, ``metadata``), else ``None``.
        whole: true where the format says that this is a complete block, so nothing continues it.
        right: where the line ends, in columns of a text; ``None`` on a page (see ``room``).
        block: id of the tagged block that it is part of, the same for all its lines on one page; ``None``
            where the source tags none or the tags do not agree with the page.
        room: free space between its end and its column's right edge, in points; ``None`` without a page.
        angle: degrees that it is turned by, anticlockwise, from 0 to 359.
        column: the heading of the table column that it stands in, where it stands for its row as an item;
            "" in the other cells of such a row.
        tells: what it says of the row of such an item, as the heading of its own column tells: ``lead`` (who does
            it), ``deadline`` (by when); else ``None``.
        hidden: why a person does not see it (``white``, ``small``, ``outside``, ``invisible``) or cannot
            read it (``garbled``), else ``None``.
    """

    pieces: tuple[Piece, ...]
    page: int | None = None
    indent: float = 0.0
    gap: float | None = 0.0
    size: float | None = None
    tag: str | None = None
    level: int | None = None
    marker: str | None = None
    group: tuple[str, ...] = ()
    region: str | None = None
    whole: bool = False
    block: str | None = None
    right: float | None = None
    room: float | None = None
    angle: int = 0
    hidden: str | None = None
    column: str | None = None
    tells: str | None = None
    # asked for again and again, and computed once: see the properties
    _box: Box | Literal[False] | None = field(default=None, init=False, repr=False, compare=False)
    _text: str | None = field(default=None, init=False, repr=False, compare=False)
    _bold: bool | None = field(default=None, init=False, repr=False, compare=False)

    @property
    def box(self) -> Box | None:
        """The box around its pieces; ``None`` where none has one."""
        if self._box is None:
            boxes = [piece.place.box for piece in self.pieces if piece.place.box is not None]
            left, top, right, bottom = zip(*boxes, strict=True) if boxes else ((), (), (), ())
            self._box = (min(left), min(top), max(right), max(bottom)) if boxes else False
        return self._box or None

    @property
    def text(self) -> str:
        """The line's words."""
        if self._text is None:
            self._text = "".join([piece.text for piece in self.pieces])
        return self._text

    @property
    def bold(self) -> bool:
        """True where every piece that has letters is bold."""
        if self._bold is None:
            some = True in [piece.bold for piece in self.pieces]
            self._bold = some and {p.bold for p in self.pieces if any(map(str.isalnum, p.text))} == {True}
        return self._bold

    def moved(self, *, gap: float | None, indent: float, room: float | None) -> Line:
        """The same line with other space around it; what is known of its pieces stays known."""
        line = Line(
            self.pieces, self.page, indent, gap, self.size, self.tag, self.level, self.marker, self.group,
            self.region, self.whole, self.block, self.right, room, self.angle, self.hidden,
            self.column, self.tells,
        )  # fmt: skip
        line._box, line._text, line._bold = self._box, self._text, self._bold
        return line


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that a reader or the outline noticed, before there is a plan to put it in.

    ``code`` is one of the table in :mod:`plancli.findings`; ``absence`` says that it tells why the source has no
    content, so that an empty document is its true reading.
    """

    code: str
    message: str
    start: int | None = None
    end: int | None = None
    absence: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page's measures and what is drawn on it.

    Attributes:
        page: 1-based.
        width: in points, as shown (after the page's rotation).
        height: in points.
        rules: straight lines and thin bars, in drawing order.
        panels: filled areas and pictures that text may stand on, in drawing order.
        scanned: true where a picture fills the page, so its text comes from character recognition.
    """

    page: int
    width: float
    height: float
    rules: tuple[Box, ...] = ()
    panels: tuple[Box, ...] = ()
    scanned: bool = False


@dataclass(slots=True)
class Facts:
    """All that a reader reports of one source.

    ``hints`` is what the format's own metadata says (``title``, ``language``, ``published``, ``kind``,
    ``issuers``, …), to be used only where the page itself is silent.
    """

    media_type: str
    lines: list[Line] = field(default_factory=list)
    pages: int | None = None
    hints: dict[str, str] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)
    sheets: list[Sheet] = field(default_factory=list)


@dataclass(slots=True, unsafe_hash=True)
class Segment:
    """A stretch of the reading text and the piece it came from; ``shift`` is its offset in the piece."""

    start: int
    end: int
    piece: Piece
    shift: int = 0


@dataclass(slots=True)
class Block:
    """A block of the reading text: one line of it.

    Attributes:
        content: where the block's own words start, after a marker or number.
        level: the depth of a heading or an item, from 1.
        number: its marker as printed, without punctuation; ``None`` for a bullet or no marker.
        label: the word that a labelled number stands with ("priority" in "Priority 2:"), in lower case.
        marked: whether it opens with a marker.
        parent: index of the block it stands under in ``Document.blocks``, ``None`` at the top.
        run_in: where a run-in heading that typography sets off (bold, underlined) ends.
        size: the font size of its first line, in points.
        lead_in: whether it announces what follows it ("The aims are:").
        region: ``boilerplate`` (licence, contact), ``contents``, or what mark-up says, else ``None``.
        column: the heading of the table column that an item stands in ("Action"), if it has one;
            "" in another cell of the row of one.
        tells: what a cell after that of an item says of it: ``lead`` (who does it), ``deadline`` (by when); else
            ``None``.
    """

    kind: BlockKind
    start: int
    end: int
    content: int
    level: int = 1
    number: str | None = None
    label: str | None = None
    marked: bool = False
    parent: int | None = None
    run_in: int | None = None
    page: int | None = None
    size: float | None = None
    lead_in: bool = False
    region: str | None = None
    column: str | None = None
    tells: str | None = None


@dataclass(slots=True)
class Document:
    """A document as a person would read it out.

    Attributes:
        name: what the source is called, without its folder.
        data_sha256: SHA-256 of the source's bytes, in hexadecimal.
        size: the source's size in bytes.
        text: the reading text, one block a line.
        blocks: in reading order; ``Block.parent`` makes them a tree.
        segments: in order of ``start``; where each stretch of the text came from.
    """

    name: str
    media_type: str
    data_sha256: str
    size: int
    pages: int | None
    text: str
    blocks: list[Block]
    segments: list[Segment]
    hints: dict[str, str] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)
    _starts: list[int] = field(default_factory=list, repr=False)
    _block_starts: list[int] = field(default_factory=list, repr=False)

    def words(self, block: Block) -> str:
        """The block's own words, without its marker."""
        return self.text[block.content : block.end]

    def children(self, index: int | None) -> Iterator[int]:
        """Indices of the blocks that stand directly under block ``index`` (at the top for ``None``)."""
        return (i for i, block in enumerate(self.blocks) if block.parent == index)

    def block_at(self, offset: int) -> int:
        """Index of the block that holds ``offset``; 0 for a document without blocks."""
        if len(self._block_starts) != len(self.blocks):
            self._block_starts = [block.start for block in self.blocks]
        return max(0, bisect_right(self._block_starts, offset) - 1)

    def segments_in(self, start: int, end: int) -> list[Segment]:
        """The segments that ``start`` to ``end`` touches, in order."""
        if len(self._starts) != len(self.segments):
            self._starts = [segment.start for segment in self.segments]
        first = max(0, bisect_right(self._starts, start) - 1)
        last = bisect_left(self._starts, end)
        return [segment for segment in self.segments[first:last] if segment.end > start]
