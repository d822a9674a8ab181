"""The body of a Word document: paragraphs and tables as lines, in order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from plancli.document import Line, Piece, cell_name
from plancli.readers.docx.names import on
from plancli.readers.docx.numbering import Number, Numbering
from plancli.readers.docx.runs import Runs
from plancli.readers.docx.styles import Style, Styles, indent_of
from plancli.readers.office.paragraphs import Depths, Paragraph
from plancli.readers.office.xml import Node

_DEEPEST = 30
_THROUGH = frozenset({"w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo", "w:smartTag"})
_QUOTES = frozenset({"quote", "intense quote", "block text", "block quote", "blockquote"})
_NOTES = frozenset({"footnote text", "endnote text"})
_CONTENTS = re.compile(r"toc \d|toc heading|table of figures|contents \d")
_BULLETS = re.compile(r"list bullet(?: \d)?")
_MOST_COLUMNS = 100
"""Columns that a cell spans at most."""
_MOST = 6
"""Heading levels that lines have a tag for."""


@dataclass(frozen=True, slots=True)
class _Around:
    """What a block stands in: its table and row, whether in a cell, a header row, a contents list, a note."""

    group: tuple[str, ...] = ()
    cell: str | None = None
    contents: bool = False
    note: bool = False


class Body:
    """Reads the blocks of a document in order; lists are counted on the way."""

    def __init__(self, styles: Styles, numbering: Numbering, runs: Runs) -> None:
        self._styles = styles
        self._numbering = numbering
        self._runs = runs
        self._depths = Depths()
        self._carried: list[Piece] = []
        self._tables = 0
        self._shift = 0

    def lines(self, body: Node) -> Iterator[Line]:
        """The lines of ``body``."""
        self._shift = int(any(self._is_title(node) for node in body.within() if node.name == "w:p"))
        yield from self._blocks(body, _Around(), 0)

    def note_lines(self, note: Node) -> Iterator[Line]:
        """The lines of a footnote or an endnote."""
        yield from self._blocks(note, _Around(note=True), 0)

    def _blocks(self, node: Node, around: _Around, depth: int) -> Iterator[Line]:
        for child in node.nodes() if depth <= _DEEPEST else _flat(node):
            if child.name == "w:p":
                yield from self._paragraph(child, around, depth)
            elif child.name == "w:tbl":
                yield from self._table(child, around, depth)
            elif child.name in _THROUGH:
                self._runs.tracked = self._runs.tracked or child.name in ("w:ins", "w:moveTo")
                inside = replace(around, contents=True) if _is_contents(child) else around
                yield from self._blocks(child, inside, depth + 1)
            elif child.name in ("w:del", "w:moveFrom"):
                self._runs.tracked = True

    def _table(self, table: Node, around: _Around, depth: int) -> Iterator[Line]:
        self._tables += 1
        name = f"table{self._tables}"
        rows = _rows(table)
        boxed = all(len(list(row.nodes("w:tc"))) < 2 for row in rows)
        for number, row in enumerate(rows, 1):
            properties = row.first("w:trPr")
            if properties is not None and properties.first("w:del") is not None:
                self._runs.tracked = True
                continue
            header = (
                properties is not None
                and (mark := properties.first("w:tblHeader")) is not None
                and on(mark.get("w:val"))
            )
            inner = around if boxed else replace(
                around, group=(*around.group, name, f"{name}row{number}"), cell="th" if header else "td"
            )  # fmt: skip
            column = 0
            for cell in _cells(row):
                name_of_cell = cell_name(f"{name}row{number}cell", column)
                within = inner if boxed else replace(inner, group=(*inner.group, name_of_cell))
                yield from self._blocks(cell, within, depth + 1)
                column += _width(cell)

    def _paragraph(self, node: Node, around: _Around, depth: int) -> Iterator[Line]:
        properties = node.first("w:pPr")
        style = self._style(properties)
        contents = around.contents or self._runs.in_contents or bool(_CONTENTS.fullmatch(style.name))
        pieces = self._carried + self._runs.pieces(node, style.look)
        contents = contents or self._runs.in_contents
        if properties is not None and properties.first("w:rPr", "w:del") is not None:
            self._carried, self._runs.tracked = pieces, True
            return
        self._carried = []
        number = self._number(properties, style) if pieces or not around.contents else None
        paragraph = self._described(pieces, properties, style, number, around)
        yield from (replace(paragraph, region="nav") if contents else paragraph).lines()
        boxes, self._runs.boxes = self._runs.boxes, []
        for box in boxes:
            yield from self._blocks(box, replace(around, cell=None), depth + 1)

    def _described(
        self,
        pieces: list[Piece],
        properties: Node | None,
        style: Style,
        number: Number | None,
        around: _Around,
    ) -> Paragraph:
        """A paragraph with its tag, list marker and indent."""
        direct = indent_of(properties)
        indents = (direct, number.indent if number else None, style.indent)
        plain = Paragraph(
            tuple(pieces),
            group=around.group,
            indent=next((each for each in indents if each is not None), 0.0),
        )
        level = _outline(properties, style)
        marker = (number.marker or None) if number else None
        if around.note or style.name in _NOTES:
            return replace(plain, tag="footnote", group=())
        if style.name == "title":
            return replace(plain, tag="h1", level=1)
        if level is not None:
            self._depths.close()
            level = min(level + self._shift, _MOST)
            return replace(plain, tag=f"h{level}", level=level, marker=marker)
        if number is not None and marker:
            depth = self._depths.depth(number.list_id, number.level, plain.indent)
            return replace(plain, tag="li", level=depth, marker=marker)
        if number is None and _BULLETS.fullmatch(style.name):
            return replace(plain, tag="li", level=self._depths.depth(style.name, 0, plain.indent), marker="•")
        if style.name in _QUOTES:
            return replace(plain, tag="blockquote")
        return replace(plain, tag="caption" if style.name == "caption" else around.cell or "p")

    def _style(self, properties: Node | None) -> Style:
        named = properties.first("w:pStyle") if properties is not None else None
        return self._styles.paragraph(named.get("w:val") if named is not None else "")

    def _is_title(self, node: Node) -> bool:
        return self._style(node.first("w:pPr")).name == "title" and bool(node.text.strip())

    def _number(self, properties: Node | None, style: Style) -> Number | None:
        """The paragraph's place in a list, by its own properties, else by its style's."""
        own = properties.first("w:numPr") if properties is not None else None
        list_id, level = style.list_id, style.list_level
        if own is not None:
            given, deep = own.first("w:numId"), own.first("w:ilvl")
            list_id = given.get("w:val") if given is not None else list_id
            level = int(deep.get("w:val")) if deep is not None and deep.get("w:val").isdigit() else level
        if list_id is None or list_id == "0":
            return None
        if level is None:
            named = properties.first("w:pStyle") if properties is not None else None
            level = self._numbering.level_of_style(list_id, named.get("w:val") if named is not None else "")
        return self._numbering.next(list_id, level)


def _outline(properties: Node | None, style: Style) -> int | None:
    """The outline level of a paragraph, from 1; ``None`` for body text."""
    own = properties.first("w:outlineLvl") if properties is not None else None
    if own is not None and own.get("w:val").isdigit():
        level = int(own.get("w:val")) + 1
        return level if level <= 9 else None
    return style.outline


def _is_contents(node: Node) -> bool:
    gallery = node.first("w:sdtPr", "w:docPartObj", "w:docPartGallery")
    return gallery is not None and gallery.get("w:val").lower() == "table of contents"


def _flat(node: Node) -> Iterator[Node]:
    """All paragraphs in ``node``, for what lies deeper than anybody nests on purpose."""
    return (each for each in node.within() if each.name == "w:p")


def _rows(table: Node) -> list[Node]:
    return [row for child in table.nodes() for row in (_inside(child, "w:tr"))]


def _cells(row: Node) -> list[Node]:
    return [cell for child in row.nodes() for cell in _inside(child, "w:tc")]


def _width(cell: Node) -> int:
    """How many columns a cell spans."""
    span = cell.first("w:tcPr", "w:gridSpan")
    value = span.get("w:val") if span is not None else ""
    return min(max(int(value), 1), _MOST_COLUMNS) if value.isascii() and value.isdigit() else 1


def _inside(node: Node, name: str) -> list[Node]:
    """``node`` where it has this name, or those directly in it, through content controls."""
    if node.name == name:
        return [node]
    if node.name in ("w:sdt", "w:sdtContent", "w:customXml"):
        return [found for child in node.nodes() for found in _inside(child, name)]
    return []
