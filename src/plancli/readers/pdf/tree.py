"""The structure tree of a tagged PDF: what the source calls the content with a given id."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import TYPE_CHECKING

from plancli.readers.pdf.native import Handle, calls

if TYPE_CHECKING:
    from collections.abc import Set

    from plancli.readers.pdf.page import OpenPage

# standard structure types (ISO 32000-1, 14.8.4) and what mark-up calls them elsewhere
_BLOCKS = {
    "P": "p", "H": "h", **{f"H{level}": f"h{level}" for level in range(1, 7)}, "Title": "title",
    "LI": "li", "TD": "td", "TH": "th", "BlockQuote": "blockquote", "Caption": "caption", "TOCI": "toc",
    "Note": "note", "FENote": "note", "Aside": "aside", "Figure": "figure", "Formula": "formula",
}  # fmt: skip
_CONTAINERS = {"L": "list", "Table": "table", "TR": "row", "TOC": "toc", "TD": "cell", "TH": "cell"}
# blocks that make paragraphs in them into more of their own kind
_INHERITED = ("aside", "note", "blockquote", "td", "th", "toc")
_DEEPEST, _MOST = 60, 20_000
# children after which an element counts as long, and gaps after which no more are expected
_LONG = 64


@dataclass(frozen=True, slots=True, eq=False)
class Tag:
    """What the tree says of some content.

    ``name`` as in :class:`plancli.document.Line`; ``block`` is the id of the block on its page, ``order`` its
    place among the page's blocks; ``level`` the depth of a list item; ``group`` the containers' ids.
    """

    name: str
    block: str
    order: int
    level: int | None
    group: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Above:
    """What stands over an element: its block, containers, number of lists, and the way to it."""

    tag: Tag | None = None
    group: tuple[str, ...] = ()
    lists: int = 0
    path: tuple[int, ...] = ()


class Tree:
    """A document's structure tree, read page by page.

    Every page's view of the tree has all children of the elements above it, those of other pages as gaps. A
    long element is therefore read from where the page before left off, and from its start only if tags are
    missing then: else a page's time would grow with the number of pages.
    """

    def __init__(self) -> None:
        self.bookmarks: dict[tuple[int, ...], int] = {}
        self.buffer = ctypes.create_string_buffer(128)

    def page_tags(self, page: OpenPage, contents: Set[int]) -> dict[int, Tag]:
        """The tag of each marked content id on a page, of which ``contents`` are in use."""
        pdfium = calls()
        tree = pdfium.FPDF_StructTree_GetForPage(page.page)
        if not tree:
            return {}
        try:
            tags = _TreeReader(page.number, self.bookmarks, self.buffer).read(tree)
            if self.bookmarks and any(content >= 0 and content not in tags for content in contents):
                self.bookmarks = {}
                tags = _TreeReader(page.number, self.bookmarks, self.buffer).read(tree)
            return tags
        finally:
            pdfium.FPDF_StructTree_Close(tree)


class _TreeReader:
    def __init__(
        self, number: int, bookmarks: dict[tuple[int, ...], int], buffer: ctypes.Array[ctypes.c_char]
    ) -> None:
        self.pdfium = calls()
        self.prefix = f"p{number}"
        self.bookmarks = bookmarks
        self.tags: dict[int, Tag] = {}
        self.filled: set[str] = set()
        self.blocks = 0
        self.budget = _MOST
        self.buffer = buffer

    def read(self, tree: Handle) -> dict[int, Tag]:
        """All tags of the page."""
        for index in range(self.pdfium.FPDF_StructTree_CountChildren(tree)):
            self._element(self.pdfium.FPDF_StructTree_GetChildAtIndex(tree, index), _Above(path=(index,)))
        return self.tags

    def _element(self, handle: Handle | None, above: _Above) -> None:
        """Take an element and all below it down; elements that are neither block nor container inherit."""
        self.budget -= 1
        if not handle or len(above.path) > _DEEPEST or self.budget < 0:
            return
        kind = self._kind(handle)
        group, lists = above.group, above.lists
        if kind in _CONTAINERS:
            group = (*group, f"{self.prefix}-{_CONTAINERS[kind]}{_MOST - self.budget}")
            lists += kind == "L"
        tag = self._block(kind, above.tag, group, lists)
        self._children(handle, _Above(tag, group, lists, above.path))

    def _kind(self, handle: Handle) -> str:
        """An element's type; longer names than the buffer holds are none of the standard's."""
        length = self.pdfium.FPDF_StructElement_GetType(handle, self.buffer, len(self.buffer))
        return (
            self.buffer.raw[: length - 2].decode("utf-16-le", "replace")
            if 2 < length <= len(self.buffer)
            else ""
        )

    def _block(self, kind: str, outer: Tag | None, group: tuple[str, ...], lists: int) -> Tag | None:
        name = _BLOCKS.get(kind)
        if name is None:
            return outer
        if name != "p" or outer is None:
            return self._new(name, group, lists)
        if outer.name in _INHERITED:
            return self._new(outer.name, group, lists)
        # the paragraph that a list item or a caption is made of; a second one is a paragraph of its own
        return outer if outer.block not in self.filled else self._new("p", group, lists)

    def _new(self, name: str, group: tuple[str, ...], lists: int) -> Tag:
        self.blocks += 1
        level = (
            int(name[1])
            if name[0] == "h" and name[1:].isdigit()
            else (lists or None if name == "li" else None)
        )
        return Tag(name, f"{self.prefix}-b{self.blocks}", self.blocks, level, group)

    def _children(self, handle: Handle, above: _Above) -> None:
        pdfium = self.pdfium
        count = pdfium.FPDF_StructElement_CountChildren(handle)
        long = count > _LONG
        start = max(0, self.bookmarks.get(above.path, 0) - 1) if long else 0
        last: int | None = None
        for index in range(start, count):
            child = pdfium.FPDF_StructElement_GetChildAtIndex(handle, index)
            if child:
                last = index
                self._element(child, _Above(above.tag, above.group, above.lists, (*above.path, index)))
                continue
            content = pdfium.FPDF_StructElement_GetChildMarkedContentID(handle, index)
            if content >= 0:
                last = index
                tag = above.tag or self._new("div", above.group, above.lists)
                self.tags[content] = tag
                self.filled.add(tag.block)
            elif long and last is not None and index > last + _LONG:
                break
        if long and last is not None:
            self.bookmarks[above.path] = last
