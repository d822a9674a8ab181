"""The body of an OpenDocument text: headings, paragraphs, lists, tables and notes as lines, in order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from plancli.document import Line, Piece, Place, cell_name
from plancli.readers.odt.styles import ListLevel, Look, Styles
from plancli.readers.office.paragraphs import BREAK, Depths, Paragraph
from plancli.readers.office.xml import Node

_DEEPEST = 30
_THROUGH = frozenset(
    {"text:section", "text:index-body", "text:index-title", "office:text", "text:list-header"}
)
_CONTENTS = frozenset(
    {"text:table-of-content", "text:illustration-index", "text:table-index", "text:alphabetical-index"}
)
_SPANS = frozenset(
    {
        "text:span",
        "text:a",
        "text:meta",
        "text:meta-field",
        "text:ruby",
        "text:ruby-base",
        "text:bookmark-ref",
    }
)
_SILENT = frozenset(
    {"office:annotation", "office:annotation-end", "text:ruby-text", "text:tracked-changes", "text:change"}
)
_MOST = 6


@dataclass(slots=True)
class _List:
    """A list that is open: its style, and how far it has counted on each level."""

    style: str
    counts: dict[int, int]
    name: str


@dataclass(frozen=True, slots=True)
class _Around:
    """What a block stands in."""

    group: tuple[str, ...] = ()
    cell: str | None = None
    contents: bool = False
    note: bool = False
    depth: int = 0
    list: _List | None = None
    marker: str | None = None
    first: bool = False


class Body:
    """Reads the blocks of a text in order; lists are counted on the way."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._notes: list[Node] = []
        self._boxes: list[Node] = []
        self._last: dict[str, _List] = {}
        self._named: dict[str, _List] = {}
        self._outline: dict[int, int] = {}
        self._depths = Depths()
        self._holding: dict[int, tuple[str, ...]] = {}
        self._count = 0
        self._shift = 0

    def lines(self, text: Node) -> Iterator[Line]:
        """The lines of ``text``, notes at the end."""
        self._shift = int(any(self._is_title(node) for node in text.within() if node.name == "text:p"))
        yield from self._blocks(text, _Around(), 0)
        for note in self._notes:
            body = note.first("text:note-body")
            if body is not None:
                yield from self._blocks(body, _Around(note=True), 0)

    def _blocks(self, node: Node, around: _Around, deep: int) -> Iterator[Line]:
        for child in node.nodes() if deep <= _DEEPEST else _flat(node):
            if child.name in ("text:h", "text:p"):
                yield from self._paragraph(child, around, deep)
                around = replace(around, first=False)
            elif child.name == "text:list":
                yield from self._list(child, around, deep)
            elif child.name == "table:table":
                yield from self._table(child, around, deep)
            elif child.name in _CONTENTS:
                yield from self._blocks(child, replace(around, contents=True), deep + 1)
            elif child.name in _THROUGH:
                yield from self._blocks(child, around, deep + 1)

    def _list(self, node: Node, around: _Around, deep: int) -> Iterator[Line]:
        """A list's items; one that continues another goes on with its count."""
        style = node.get("text:style-name") or (around.list.style if around.list else "")
        level = around.depth + 1
        if around.list is not None and (style == around.list.style or not node.get("text:style-name")):
            own = around.list
            own.counts.pop(level, None)
        elif (known := self._named.get(node.get("text:continue-list"))) is not None:
            own = known
        elif node.get("text:continue-numbering") == "true" and style in self._last:
            own = self._last[style]
        else:
            own = _List(style, {}, self._name("list"))
        self._last[style] = own
        if identity := node.get("xml:id") or node.get("?:id"):
            self._named[identity] = own
        form = self._styles.level(style, level)
        inner = replace(around, depth=level, list=own, group=(*around.group, self._name("list")))
        for item in node.nodes("text:list-item", "text:list-header"):
            marker = self._marker(item, own, form, level) if item.name == "text:list-item" else None
            yield from self._blocks(
                item,
                replace(inner, marker=marker, first=True, group=(*inner.group, self._name("item"))),
                deep + 1,
            )

    def _marker(self, item: Node, own: _List, form: ListLevel, level: int) -> str | None:
        start = item.get("text:start-value")
        own.counts[level] = int(start) if start.isdigit() else own.counts.get(level, form.start - 1) + 1
        for deeper in [each for each in own.counts if each > level]:
            del own.counts[deeper]
        return self._printed(own.style, own.counts, form, level) or None

    def _printed(self, style: str, counts: dict[int, int], form: ListLevel, level: int) -> str:
        if form.form is None:
            return form.bullet.strip()
        numbers = []
        for each in range(max(1, level - form.shown + 1), level + 1):
            other = self._styles.level(style, each)
            printed = (other.form or form.form)(counts.get(each, other.start))
            numbers.append(printed)
        number = ".".join(filter(None, numbers))
        return f"{form.prefix}{number}{form.suffix}".strip() if number else ""

    def _table(self, table: Node, around: _Around, deep: int) -> Iterator[Line]:
        name = self._name("table")
        rows = list(_rows(table, header=False))
        boxed = all(len(list(row.nodes("table:table-cell"))) < 2 for row, _ in rows)
        for row, header in rows:
            inner = around if boxed else replace(
                around, group=(*around.group, name, self._name("row")), cell="th" if header else "td"
            )  # fmt: skip
            for column, cell in enumerate(row.nodes("table:table-cell", "table:covered-table-cell")):
                named = cell_name(self._name("cell"), column)
                within = inner if boxed else replace(inner, group=(*inner.group, named))
                if cell.name == "table:table-cell":
                    yield from self._blocks(cell, within, deep + 1)

    def _paragraph(self, node: Node, around: _Around, deep: int) -> Iterator[Line]:
        look = self._styles.paragraph(node.get("text:style-name"))
        pieces: list[Piece] = []
        self._inline(node, look, None, pieces, 0)
        paragraph = self._described(node, look, tuple(pieces), around)
        if around.contents:
            paragraph = replace(paragraph, region="nav")
        yield from paragraph.lines()
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            yield from self._blocks(box, _Around(group=around.group), deep + 1)

    def _described(self, node: Node, look: Look, pieces: tuple[Piece, ...], around: _Around) -> Paragraph:
        """A paragraph with its tag and list marker."""
        plain = Paragraph(pieces, group=around.group, indent=look.indent)
        if around.note:
            return replace(plain, tag="footnote", group=())
        if look.name == "title":
            return replace(plain, tag="h1", level=1)
        if node.name == "text:h":
            self._depths.close()
            level = node.get("text:outline-level", "1")
            depth = int(level) if level.isdigit() else 1
            marker = around.marker or self._heading_number(depth, node)
            depth = min(max(depth, 1) + self._shift, _MOST)
            return replace(plain, tag=f"h{depth}", level=depth, marker=marker, group=())
        if around.depth and around.first and around.marker:
            return self._item(plain, around)
        if look.name in ("quotations", "quote", "block text"):
            return replace(plain, tag="blockquote")
        return replace(plain, tag="caption" if look.name == "caption" else around.cell or "p")

    def _item(self, plain: Paragraph, around: _Around) -> Paragraph:
        """A list item, which may lie deeper than its list does: in an item of the list before, by its indent."""
        style = around.list.style if around.list else ""
        indent = self._styles.level(style, around.depth).indent or plain.indent
        depth = self._depths.depth(style, around.depth - 1, indent)
        outer = self._holding.get(depth - 1, ()) if depth > around.depth else ()
        self._holding[depth] = (*outer, *around.group)
        return replace(
            plain, tag="li", level=max(depth, around.depth), marker=around.marker, group=self._holding[depth]
        )

    def _heading_number(self, level: int, node: Node) -> str | None:
        """The number that the document's outline numbering prints before a heading."""
        form = self._styles.level(self._styles.outline, level)
        if not self._styles.outline or form.form is None or node.get("text:is-list-header") == "true":
            return None
        self._outline[level] = self._outline.get(level, form.start - 1) + 1
        for deeper in [each for each in self._outline if each > level]:
            del self._outline[deeper]
        return self._printed(self._styles.outline, self._outline, form, level) or None

    def _inline(self, node: Node, look: Look, link: str | None, found: list[Piece], deep: int) -> None:
        """Gather the words in ``node``."""
        for child in node.children if deep <= _DEEPEST else ():
            if isinstance(child, str):
                self._say(child, look, link, found)
            elif child.name in _SPANS:
                style = child.get("text:style-name")
                inner = self._styles.span(style, look) if style and child.name == "text:span" else look
                self._inline(child, inner, child.get("xlink:href") or link, found, deep + 1)
            elif child.name in ("text:s", "text:tab"):
                self._say(" ", look, link, found)
            elif child.name == "text:line-break":
                found.append(BREAK)
            elif child.name == "text:note":
                self._notes.append(child)
            elif child.name == "draw:frame":
                self._boxes.extend(child.nodes("draw:text-box"))
            elif child.name not in _SILENT:
                self._inline(child, look, link, found, deep + 1)

    def _say(self, text: str, look: Look, link: str | None, found: list[Piece]) -> None:
        if text and not look.hidden and not look.struck:
            found.append(
                Piece(
                    text,
                    Place(),
                    size=look.size,
                    bold=look.bold,
                    italic=look.italic,
                    underline=look.underline and link is None,
                    link=link,
                    raised=look.raised,
                )
            )

    def _is_title(self, node: Node) -> bool:
        return self._styles.paragraph(node.get("text:style-name")).name == "title" and bool(node.text.strip())

    def _name(self, kind: str) -> str:
        self._count += 1
        return f"{kind}{self._count}"


def _flat(node: Node) -> Iterator[Node]:
    """All paragraphs in ``node``, for what lies deeper than anybody nests on purpose."""
    return (each for each in node.within() if each.name in ("text:h", "text:p"))


def _rows(table: Node, *, header: bool) -> Iterator[tuple[Node, bool]]:
    """The rows of a table, and whether each heads its columns."""
    for child in table.nodes():
        if child.name == "table:table-row":
            yield child, header
        elif child.name in ("table:table-header-rows", "table:table-rows", "table:table-row-group"):
            yield from _rows(child, header=header or child.name == "table:table-header-rows")
