"""From the tree to lines: one for each block of a page, in document order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from plancli.document import Line, Piece, Place, cell_name
from plancli.gazetteer.cues import pattern
from plancli.readers.html.columns import Columns
from plancli.readers.html.context import BLOCKS, Context
from plancli.readers.html.lists import markers
from plancli.readers.html.positions import Source
from plancli.readers.html.selectors import Selectors
from plancli.readers.html.tables import is_layout
from plancli.readers.html.tree import Element, Node, Words
from plancli.readers.marks import INVISIBLE

_METADATA_WORDS = 40
"""Words: a definition of more is no entry of metadata."""
_PROSE_WORDS = 25
_DEEPEST = 40
"""Containers that a line is told to stand in."""
_BREAKS = frozenset({"br", "hr"})
_SILENT = frozenset({"controls", "nav", "aside"})
"""Regions that an inline element, which makes no line of its own, is left out of its line for."""
_RUN_ON = re.compile(r"[a-z)][A-Z\d]|\d[A-Z]")
_ITEM_WORDS = 6


def lines(root: Element, content: Element, source: Source) -> list[Line]:
    """The lines of a page whose parts have their regions; those outside ``content`` are marked as such."""
    walker = _Walker(source, Selectors(root), root, content)
    walker.walk(root)
    return walker.lines


@dataclass(slots=True)
class _Frame:
    """An element that the walk is in, and what is still to come of it."""

    element: Element
    nodes: Iterator[Node]
    context: Context
    markers: dict[Element, str] = field(default_factory=dict)


class _Walker:
    """One walk over a page, which gathers words into lines."""

    def __init__(self, source: Source, selectors: Selectors, root: Element, content: Element) -> None:
        self.lines: list[Line] = []
        self._source = source
        self._selectors = selectors
        self._content = content
        self._pieces: list[Piece] = []
        self._marker: str | None = None
        self._broken = False
        self._gap = 1.0
        self._count = 0
        self._titled = False
        self._entered = content is root
        self._prose = False
        self._indent = 0.0

    def walk(self, root: Element) -> None:
        """Go through all of the page; an explicit stack, since pages nest deeper than Python calls."""
        stack = [_Frame(root, iter(root.children), Context(block=root, inside=root is self._content))]
        while stack:
            frame = stack[-1]
            node = next(frame.nodes, None)
            if node is None:
                self._leave(stack.pop())
            elif isinstance(node, Words):
                self._say(node, frame.context)
            elif (entered := self._enter(node, frame)) is not None:
                stack.append(entered)

    def _enter(self, element: Element, frame: _Frame) -> _Frame | None:
        """The frame of an element to go into; ``None`` for one that holds nothing to read."""
        outer = frame.context
        if element.tag == "br" and outer.link is not None:  # the words of a link are one phrase
            self._say(Words(" ", -1), outer)
            return None
        if element.tag in _BREAKS:
            self._break(outer, rule=element.tag == "hr")
            return None
        if element.region == "hidden" or element.tag in ("script", "del", "s", "strike", "head", "img"):
            return None
        if _calls_note(element) or (element.tag not in BLOCKS and element.region in _SILENT):
            return None
        context = outer if element.region is None else replace(outer, region=outer.region or element.region)
        if element is self._content:
            context, self._entered = replace(context, inside=True), True
        if element.tag == "h1" and context.region is None and not self._entered:
            self._titled = True
        if element.tag not in BLOCKS:
            if element.tag == "q":
                self._quote(element, "“", context)
            elif self._set_apart(element, frame):
                self._break(outer)
            return _Frame(element, iter(element.children), context.styled(element))
        return self._enter_block(element, frame, context)

    def _set_apart(self, element: Element, frame: _Frame) -> bool:
        """Whether an inline element stands beside the one before it as an item of its own, by style sheet alone.

        Their words run on where nothing else sets them apart ("News" and "3 May"), or they are alike.
        """
        said = "".join(piece.text for piece in self._pieces[-2:])
        if not said.strip() or not element.words or not _only_inline(frame.element):
            return False
        return bool(_RUN_ON.fullmatch(said[-1] + element.opening(1)[:1])) or _alike(frame.element)

    def _enter_block(self, element: Element, frame: _Frame, context: Context) -> _Frame:
        if context.metadata and element.tag != "dt" and self._pieces:
            if element.tag == "li" and element.nth > 1:
                self._pieces.append(Piece(", ", Place(), linear=False))
            elif element.tag == "dd" and element.nth == 1 and _labels(self._pieces):
                self._pieces.append(Piece(":", Place(), linear=False))
            self._pieces.append(Piece(" ", Place(), linear=False))
            return _Frame(element, iter(element.children), replace(context, block=element))
        self._flush(frame.context)
        inner = context.within(element)
        implied: dict[Element, str] = {}
        if element.tag in ("ol", "ul", "menu", "dir"):
            implied = markers(element)
            inner = replace(inner, depth=context.depth + 1, group=self._grouped(context, "list"))
        elif element.tag == "li" and inner.tag == "li":
            inner = replace(inner, level=max(1, inner.depth), group=self._grouped(context, "item"))
            self._marker = frame.markers.get(element)
        elif element.tag == "dl" and not self._prose and _is_metadata(element):
            inner = replace(inner, metadata=True, region=context.region or "metadata")
        elif element.tag in ("table", "tr", "td", "th"):
            inner = self._tabular(element, context, inner)
        return _Frame(element, iter(element.children), inner, implied)

    def _tabular(self, element: Element, context: Context, inner: Context) -> Context:
        """The context in a table, a row or a cell; a table that only lays the page out counts for nothing."""
        if element.tag == "table":
            data = not is_layout(element)
            if not data:
                return replace(inner, tag="p", data=False, columns=None)
            return replace(
                inner, tag="p", data=True, columns=Columns(), group=self._grouped(context, "table")
            )
        if context.columns is None or not context.data:
            return replace(inner, tag="p", data=False)
        if element.tag == "tr":
            context.columns.row()
            return replace(inner, tag="p", group=self._grouped(context, "row"))
        column = context.columns.cell(element)
        group = self._grouped(context, "cell")
        if len(group) > len(context.group):
            group = (*group[:-1], cell_name(group[-1], column))
        return replace(inner, group=group, data=False)

    def _grouped(self, context: Context, kind: str) -> tuple[str, ...]:
        self._count += 1
        if len(context.group) >= _DEEPEST:
            return context.group
        return (*context.group, f"{kind}{self._count}")

    def _leave(self, frame: _Frame) -> None:
        if frame.element.tag == "q":
            self._quote(frame.element, "”", frame.context)
        if frame.element.tag not in BLOCKS:
            return
        if frame.context.metadata and frame.element.tag not in ("dl", "div", "dd"):
            return
        if frame.context.metadata and frame.element.tag == "dd" and frame.context.block is not frame.element:
            return
        self._flush(frame.context)
        self._broken = False
        self._gap = 1.0

    def _say(self, words: Words, context: Context) -> None:
        """Add a stretch of text to the line."""
        if context.preformatted:
            self._say_preformatted(words, context)
            return
        text = words.text
        if not text.strip():
            if self._pieces:
                self._pieces.append(Piece(" ", Place(), linear=False))
            return
        kept = text.rstrip()
        self._add(kept + " " if len(kept) < len(text) else kept, words.offset, context)

    def _add(self, text: str, offset: int, context: Context) -> None:
        start = 0
        for hidden in [*INVISIBLE.finditer(text), None]:
            end = hidden.start() if hidden else len(text)
            if end > start:
                self._pieces.append(
                    self._piece(text[start:end], offset + start if offset >= 0 else -1, context)
                )
            start = hidden.end() if hidden else end

    def _piece(self, text: str, offset: int, context: Context) -> Piece:
        place = Place(selector=self._selectors.path(context.block))
        if offset >= 0:
            place.line, place.column = self._source.place(offset)
        return Piece(
            text,
            place,
            bold=context.bold,
            italic=context.italic,
            underline=context.underline,
            link=context.link,
            raised=context.raised,
            linear=offset >= 0 and self._source.text.startswith(text.rstrip()[:-1], offset),
        )

    def _quote(self, element: Element, mark: str, context: Context) -> None:
        offset = next(
            (child.offset for child in element.children if isinstance(child, Words) and child.offset >= 0), -1
        )
        self._pieces.append(replace(self._piece(mark, offset, context), linear=False))

    def _say_preformatted(self, words: Words, context: Context) -> None:
        """Add text whose line breaks and indentation are the writer's own."""
        for number, part in enumerate(words.text.split("\n")):
            if number:
                self._break(context)
            if part.strip():
                if not self._pieces and words.offset >= 0 and not number:
                    self._indent = self._source.place(words.offset)[1] - 1.0
                self._add(part, words.offset if not number else -1, context)

    def _break(self, context: Context, *, rule: bool = False) -> None:
        """End a line that its block goes on after."""
        if any(piece.text.strip() for piece in self._pieces):
            self._broken = not rule
            self._flush(context)
            self._broken, self._gap = not rule, 1.0 if rule else 0.0
        else:
            self._gap = 1.0

    def _flush(self, context: Context) -> None:
        """Make a line of the words so far."""
        pieces, self._pieces = self._pieces, []
        while pieces and not pieces[-1].text.strip():
            pieces.pop()
        if not pieces:
            return
        line = Line(
            tuple(pieces),
            indent=self._indent,
            gap=self._gap,
            tag=context.tag,
            level=context.level,
            marker=self._marker,
            group=context.group,
            region=context.region or self._outside(context),
            whole=not self._broken,
        )
        self._marker, self._indent, self._gap = None, 0.0, 1.0
        self._prose = self._prose or (line.region is None and len(line.text.split()) > _PROSE_WORDS)
        self.lines.append(line)

    def _outside(self, context: Context) -> str | None:
        """Whether the words stand outside the content; its title and what stands between do not."""
        return None if context.inside or (self._titled and not self._entered) else "outside"


def _labels(pieces: list[Piece]) -> bool:
    """Whether a term needs a colon before its value, as dates ("Published 3 May") do not."""
    said = "".join(piece.text for piece in pieces).strip()
    dated = pattern("date_labels", what="published").fullmatch(said)
    return dated is None and not said.endswith(":")


def _only_inline(parent: Element) -> bool:
    """Whether an element holds inline elements and no words of its own."""
    own = any(isinstance(child, Words) and child.text.strip() for child in parent.children)
    return not own and all(child.tag not in BLOCKS for child in parent.elements())


def _alike(parent: Element) -> bool:
    """Whether the parts of a division are all of one class and short, as those of a line of labels are."""
    parts = [(child.tag, child.get("class")) for child in parent.elements() if child.words]
    short = all(len(child.text.split()) <= _ITEM_WORDS for child in parent.elements())
    return (
        parent.tag == "div" and len(set(parts)) == 1 and parts[0][0] == "span" and bool(parts[0][1]) and short
    )


def _calls_note(element: Element) -> bool:
    """Whether an element only calls a footnote, or leads back from one."""
    if element.get("role") in ("doc-noteref", "doc-backlink"):
        return True
    if element.tag == "a" and element.get("href").startswith("#"):
        return element.text in ("↩", "↩︎", "↑", "^") or "backref" in element.get("class")
    if element.tag != "sup":
        return False
    links = [child for child in element.elements() if child.tag == "a" and child.get("href").startswith("#")]
    return bool(links) and element.text == links[0].text


def _is_metadata(element: Element) -> bool:
    """Whether a definition list is one of short labels with short values."""
    terms = [each for each in element.within() if each.tag in ("dt", "dd")]
    labels = [each for each in terms if each.tag == "dt"]
    if not labels or len(terms) > 30:
        return False
    if any(
        each.tag == "dd" and len(each.text.split()) > 5 and each.text.endswith((".", ";")) for each in terms
    ):
        return False
    return all(len(each.text.split()) <= (4 if each.tag == "dt" else _METADATA_WORDS) for each in terms)
