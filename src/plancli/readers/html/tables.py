"""Tables: which hold data, and which only lay a page out."""

from __future__ import annotations

from collections.abc import Iterator

from plancli.readers.html.tree import Element

_LAID_OUT = frozenset({"table", "h1", "h2", "h3", "h4", "ul", "ol", "form", "article", "section", "main"})
_DATA = frozenset({"th", "caption", "thead"})
_PARAGRAPHS = frozenset({"p", "dl", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote"})
_SEVERAL = 3
"""Paragraphs: a cell of as many is no cell of data."""
_MARKER = 5
"""Characters of a list marker, at most."""
_LONG = 300
"""Characters: a table whose cells hold more on average is one that lays text out."""


def is_layout(table: Element) -> bool:
    """Whether a table only lays the page out: cells side by side that belong together in no row."""
    if table.get("role") in ("presentation", "none"):
        return True
    tags = {element.tag for element in _own(table)}
    if tags & _DATA:
        return False
    if _sets_items(table):
        return False
    if any(sum(child.tag in _PARAGRAPHS for child in each.elements()) >= _SEVERAL for each in _own(table)):
        return True
    rows = [sum(child.tag == "td" for child in row.elements()) for row in _own(table) if row.tag == "tr"]
    cells = sum(rows)
    return (
        max(rows, default=0) < 2
        or (bool(tags & _LAID_OUT - {"table"}) and table.words > _LONG * cells)
        or ("table" in tags or table.words > _LONG * max(1, cells))
    )


def _sets_items(table: Element) -> bool:
    """Whether each row has a cell for a marker and one for words, as typeset lists have."""
    rows = [
        [child for child in row.elements() if child.tag == "td"] for row in _own(table) if row.tag == "tr"
    ]
    return bool(rows) and all(len(row) == 2 and 0 < row[0].words <= _MARKER < row[1].words for row in rows)


def _own(table: Element) -> Iterator[Element]:
    """The elements in a table, those within a table in it left out."""
    stack = list(table.elements())
    while stack:
        element = stack.pop()
        yield element
        if element.tag != "table":
            stack.extend(element.elements())
