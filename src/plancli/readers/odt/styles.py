"""OpenDocument styles: characters, outline levels, indents and lists by style name."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from plancli.readers import numerals
from plancli.readers.office.symbols import bullet
from plancli.readers.office.xml import Node

_FORMATS: dict[str, Callable[[int], str]] = {
    "1": numerals.decimal,
    "a": numerals.lower_letter,
    "A": numerals.upper(numerals.lower_letter),
    "i": numerals.lower_roman,
    "I": numerals.upper(numerals.lower_roman),
}
_POINTS = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "pc": 12.0, "px": 0.75}
_LENGTH = re.compile(r"(-?\d+(?:\.\d+)?)(pt|in|cm|mm|pc|px)")
_PERCENT = re.compile(r"(\d+(?:\.\d+)?)%")


@dataclass(frozen=True, slots=True)
class Look:
    """What a style gives: name in lower case, characters, outline level, list, indent in points."""

    name: str = ""
    bold: bool = False
    italic: bool = False
    underline: bool = False
    struck: bool = False
    hidden: bool = False
    raised: bool = False
    size: float | None = None
    outline: int | None = None
    list_style: str = ""
    indent: float = 0.0


@dataclass(frozen=True, slots=True)
class ListLevel:
    """One level of a list style; ``form`` is ``None`` for bullets, ``indent`` in points where it gives one."""

    form: Callable[[int], str] | None = None
    bullet: str = "•"
    prefix: str = ""
    suffix: str = ""
    start: int = 1
    shown: int = 1
    indent: float | None = None


class Styles:
    """All styles of a document: common ones of ``styles.xml`` and automatic ones of ``content.xml``."""

    def __init__(self, roots: list[Node]) -> None:
        self._nodes: dict[tuple[str, str], Node] = {}
        self._lists: dict[str, Node] = {}
        self._known: dict[tuple[str, str], Look] = {}
        self._base = Look(size=12.0)
        for root in roots:
            for node in root.within():
                if node.name == "style:style":
                    self._nodes[node.get("style:family"), node.get("style:name")] = node
                elif node.name in ("text:list-style", "text:outline-style"):
                    self._lists[node.get("style:name")] = node
                elif node.name == "style:default-style" and node.get("style:family") == "paragraph":
                    self._base = _derived(node, self._base)
        self.outline = next(
            (name for name, node in self._lists.items() if node.name == "text:outline-style"), ""
        )

    def paragraph(self, name: str) -> Look:
        """The look of a paragraph style."""
        return self._look("paragraph", name, self._base)

    def span(self, name: str, below: Look) -> Look:
        """The look of a character style over that of its paragraph."""
        for node in self._chain("text", name):
            below = replace(_derived(node, below), name=below.name)
        return below

    def _look(self, family: str, name: str, base: Look) -> Look:
        key = (family, name)
        if key not in self._known:
            look = base
            for node in self._chain(family, name):
                look = _derived(node, look)
            self._known[key] = look
        return self._known[key]

    def _chain(self, family: str, name: str) -> list[Node]:
        """The styles that a style builds on, the lowest first, and it."""
        chain: list[Node] = []
        while (node := self._nodes.get((family, name))) is not None and node not in chain:
            chain.append(node)
            name = node.get("style:parent-style-name")
        return chain[::-1]

    def level(self, list_style: str, level: int) -> ListLevel:
        """A level, from 1, of a list style; bullets where there is no such style."""
        node = self._lists.get(list_style)
        for each in node.nodes() if node is not None else ():
            if each.get("text:level") == str(level):
                return _level(each)
        return ListLevel()


def _level(node: Node) -> ListLevel:
    if node.name == "text:list-level-style-bullet":
        return ListLevel(bullet=bullet(node.get("text:bullet-char", "•")), indent=_list_indent(node))
    if node.name == "text:list-level-style-image":
        return ListLevel(indent=_list_indent(node))
    form = _FORMATS.get(node.get("style:num-format"))
    start, shown = node.get("text:start-value", "1"), node.get("text:display-levels", "1")
    return ListLevel(
        form=form or (lambda _: ""),
        prefix=node.get("style:num-prefix"),
        suffix=node.get("style:num-suffix"),
        start=int(start) if start.isdigit() else 1,
        shown=int(shown) if shown.isdigit() else 1,
        indent=_list_indent(node),
    )


def _list_indent(node: Node) -> float | None:
    """How far the words of a list level are indented, as OpenDocument 1.2 or 1.1 gives it."""
    properties = node.first("style:list-level-properties")
    aligned = properties.first("style:list-level-label-alignment") if properties is not None else None
    if aligned is not None and (indent := _points(aligned.get("fo:margin-left"))) is not None:
        return indent
    return _points(properties.get("text:space-before")) if properties is not None else None


def _derived(node: Node, below: Look) -> Look:
    """The look of a style that builds on ``below``."""
    changes: dict[str, str | bool | float | int | None] = {}
    if node.get("style:display-name") or node.get("style:name"):
        automatic = re.fullmatch(r"[PT]\d+", node.get("style:name")) is not None
        if not automatic:
            changes["name"] = (
                (node.get("style:display-name") or node.get("style:name")).replace("_20_", " ").lower()
            )
    outline, list_style = (
        node.get("style:default-outline-level"),
        node.attributes.get("style:list-style-name"),
    )
    if outline.isdigit():
        changes["outline"] = int(outline) or None
    if list_style is not None:
        changes["list_style"] = list_style
    characters, paragraph = node.first("style:text-properties"), node.first("style:paragraph-properties")
    if paragraph is not None and (indent := _points(paragraph.get("fo:margin-left"))) is not None:
        changes["indent"] = indent
    changes |= _characters(characters, below) if characters is not None else {}
    return replace(below, **changes)  # type: ignore[arg-type]


def _characters(node: Node, below: Look) -> dict[str, str | bool | float | int | None]:
    found: dict[str, str | bool | float | int | None] = {}
    weight, slant = node.get("fo:font-weight"), node.get("fo:font-style")
    line, through = node.get("style:text-underline-style"), node.get("style:text-line-through-style")
    if weight:
        found["bold"] = weight == "bold" or (weight.isdigit() and int(weight) >= 600)
    if slant:
        found["italic"] = slant in ("italic", "oblique")
    if line:
        found["underline"] = line != "none"
    if through:
        found["struck"] = through != "none"
    if node.get("text:display"):
        found["hidden"] = node.get("text:display") == "none"
    if position := node.get("style:text-position"):
        found["raised"] = position.startswith("super")
    size = node.get("fo:font-size")
    if (points := _points(size)) is not None:
        found["size"] = points
    elif share := _PERCENT.fullmatch(size):
        found["size"] = float(share[1]) / 100 * (below.size or 12.0)
    return found


def _points(length: str) -> float | None:
    found = _LENGTH.fullmatch(length)
    return float(found[1]) * _POINTS[found[2]] if found else None
