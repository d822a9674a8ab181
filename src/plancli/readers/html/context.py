"""What holds for the words at one spot of the tree: their block, list, table and style."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from plancli.readers.html.columns import Columns
from plancli.readers.html.tree import Element

BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog", "dir",
    "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4",
    "h5", "h6", "header", "hgroup", "hr", "html", "legend", "li", "listing", "main", "menu", "nav",
    "ol", "optgroup", "option", "p", "plaintext", "pre", "search", "section", "summary", "ul", "xmp",
    "table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th",
})  # fmt: skip
_TAGS = {
    "blockquote": "blockquote", "td": "td", "th": "th", "dt": "dt", "dd": "dd", "caption": "caption",
    "figcaption": "caption", "li": "li",
} | {f"h{level}": f"h{level}" for level in range(1, 7)}  # fmt: skip
_KEPT = frozenset({"blockquote", "li", "td", "th", "dt", "dd", "footnote"})
"""Tags that the paragraphs inside take over, where they are the only or the first."""
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_ITALIC = re.compile(r"font-style\s*:\s*italic", re.IGNORECASE)
_UNDERLINE = re.compile(r"text-decoration[\w-]*\s*:[^;]*underline", re.IGNORECASE)
_NOTES = re.compile(r"(?:^|\s)(?:foot|end)notes?(?:$|\s)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Context:
    """What an element and those around it say of the words in it.

    Attributes:
        block: the innermost block element.
        tag: what the words' line is called, ``None`` outside any telling element.
        depth: how many lists it stands in.
        metadata: within a definition list that says who published the page and when.
        inside: within the part that holds the content.
        data: in a table that holds data, rather than one that lays the page out, and in no cell of it.
        columns: where the cells of the innermost such table start.
    """

    block: Element
    tag: str = "p"
    level: int | None = None
    depth: int = 0
    group: tuple[str, ...] = ()
    region: str | None = None
    bold: bool = False
    italic: bool = False
    underline: bool = False
    link: str | None = None
    raised: bool = False
    preformatted: bool = False
    metadata: bool = False
    inside: bool = False
    data: bool = False
    columns: Columns | None = None

    def styled(self, element: Element) -> Context:
        """The context within an inline element."""
        tag, style = element.tag, element.get("style")
        changes: dict[str, bool | str] = {}
        if tag in ("b", "strong") or (style and _BOLD.search(style)):
            changes["bold"] = True
        if tag in ("i", "em", "dfn", "var") or (style and _ITALIC.search(style)):
            changes["italic"] = True
        if tag in ("u", "ins") or (style and _UNDERLINE.search(style)):
            changes["underline"] = True
        if tag == "a" and element.get("href"):
            changes["link"] = element.get("href")
        if tag == "sup":
            changes["raised"] = True
        return replace(self, **changes) if changes else self  # type: ignore[arg-type]

    def within(self, element: Element) -> Context:
        """The context within a block element, lists and tables apart."""
        tag = _heading_of(element) or _TAGS.get(element.tag)
        if _is_notes(element):
            tag = "footnote"
        elif self.tag == "footnote" or (self.tag == "blockquote" and tag in (None, "li")):
            tag = self.tag
        elif tag is None:
            tag = self.tag if self.tag in _KEPT else "p"
        if self.region == "attachment" and tag[0] == "h":
            tag = "p"
        level = int(tag[1]) if len(tag) == 2 and tag[0] == "h" else self.level if tag == self.tag else None
        inner = replace(
            self,
            block=element,
            tag=tag,
            level=level,
            preformatted=self.preformatted or element.tag in ("pre", "listing", "xmp", "plaintext"),
        )
        return inner.styled(element) if element.get("style") else inner


def _heading_of(element: Element) -> str | None:
    """The heading that a role makes of another element, at the level that it is given, else the second."""
    if element.get("role") != "heading" or element.tag in ("li", "td", "th"):
        return None
    level = element.get("aria-level")
    return f"h{min(max(int(level), 1), 6)}" if level.isascii() and level.isdigit() else "h2"


def _is_notes(element: Element) -> bool:
    if element.get("role") in ("doc-endnotes", "doc-footnote", "note"):
        return element.get("role") != "note" or element.tag == "aside"
    return element.tag in ("div", "section", "ol", "ul", "aside") and bool(
        _NOTES.search(element.get("class"))
    )
