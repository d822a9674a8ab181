"""Styles: what a paragraph or run gets from the style it names, and from those that one builds on."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from plancli.readers.docx.names import on
from plancli.readers.office.xml import Node

_HEADING = re.compile(r"heading ([1-9])")
_PARTS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_POINTS = 20.0
"""Twentieths of a point, in which Word measures indents, to the point."""


@dataclass(frozen=True, slots=True)
class Look:
    """Character properties; ``None`` where nothing is said, so that what lies below shows."""

    bold: bool | None = None
    italic: bool | None = None
    underline: bool | None = None
    struck: bool | None = None
    hidden: bool | None = None
    raised: bool | None = None
    size: float | None = None

    def over(self, below: Look) -> Look:
        """These properties, and those of ``below`` where these say nothing."""
        return Look(
            *(
                getattr(below, name) if getattr(self, name) is None else getattr(self, name)
                for name in self.__slots__
            )
        )


@dataclass(frozen=True, slots=True)
class Style:
    """What a style gives: name in lower case, outline level from 1, list, indent in points, characters."""

    name: str = ""
    outline: int | None = None
    list_id: str | None = None
    list_level: int | None = None
    indent: float | None = None
    look: Look = Look()


def look_of(properties: Node | None) -> Look:
    """The character properties of an ``rPr``."""
    if properties is None:
        return Look()
    found: dict[str, bool | float] = {}
    for node in properties.nodes():
        value = node.get("w:val")
        match node.name:
            case "w:b":
                found["bold"] = on(value)
            case "w:i":
                found["italic"] = on(value)
            case "w:u":
                found["underline"] = on(value)
            case "w:strike" | "w:dstrike":
                found["struck"] = on(value)
            case "w:vanish":
                found["hidden"] = on(value)
            case "w:vertAlign":
                found["raised"] = value == "superscript"
            case "w:sz" if re.fullmatch(r"\d{1,4}", value):
                found["size"] = int(value) / 2
    return Look(**found)  # type: ignore[arg-type]


def indent_of(properties: Node | None) -> float | None:
    """The left indent of a ``pPr`` in points; ``None`` where it gives none."""
    node = properties.first("w:ind") if properties is not None else None
    if node is None:
        return None
    value = node.get("w:left") or node.get("w:start")
    return int(value) / _POINTS if re.fullmatch(r"-?\d{1,6}", value) else None


class Styles:
    """The styles of a document."""

    def __init__(self, root: Node | None) -> None:
        nodes = list(root.nodes("w:style")) if root is not None else []
        self._nodes = {node.get("w:styleId"): node for node in nodes}
        self._known: dict[str, Style] = {}
        defaults = root.first("w:docDefaults", "w:rPrDefault", "w:rPr") if root is not None else None
        self._base = Style(look=look_of(defaults).over(Look(size=10.0)))
        self._normal = next(
            (
                n.get("w:styleId")
                for n in nodes
                if n.get("w:type") == "paragraph" and on(n.get("w:default") or "0")
            ),
            "",
        )
        self.lists = {
            name: number.get("w:val")
            for name, node in self._nodes.items()
            if node.get("w:type") == "numbering"
            and (number := node.first("w:pPr", "w:numPr", "w:numId")) is not None
        }
        language = defaults.first("w:lang") if defaults is not None else None
        self.language = language.get("w:val") if language is not None else ""

    def paragraph(self, name: str) -> Style:
        """The paragraph style called ``name``, or the normal one."""
        if name and name not in self._nodes:
            return replace(self._style(self._normal, self._base), **_built_in(name))  # type: ignore[arg-type]
        return self._style(name or self._normal, self._base)

    def run(self, name: str) -> Look:
        """The character properties of the character style called ``name``."""
        return self._style(name, Style()).look

    def _style(self, name: str, base: Style) -> Style:
        if name not in self._known:
            chain: list[str] = []
            while name in self._nodes and name not in chain:
                chain.append(name)
                below = self._nodes[name].first("w:basedOn")
                name = below.get("w:val") if below is not None else ""
            style = base
            for each in reversed(chain):
                style = _derived(self._nodes[each], style)
                self._known[each] = style
            return style
        return self._known[name]


def _built_in(name: str) -> dict[str, str | int]:
    """What is known of a style that the document uses and does not define: Word's own ids tell their names."""
    known = " ".join(_PARTS.findall(name)).lower()
    heading = _HEADING.fullmatch(known)
    return {"name": known, "outline": int(heading[1])} if heading else {"name": known}


def _derived(node: Node, below: Style) -> Style:
    """The style of ``node``, which builds on ``below``."""
    title, properties = node.first("w:name"), node.first("w:pPr")
    name = title.get("w:val").lower() if title is not None else ""
    style = replace(below, name=name, look=look_of(node.first("w:rPr")).over(below.look))
    if heading := _HEADING.fullmatch(name):
        style = replace(style, outline=int(heading[1]))
    if properties is None:
        return style
    indent = indent_of(properties)
    outline, number = properties.first("w:outlineLvl"), properties.first("w:numPr")
    if indent is not None:
        style = replace(style, indent=indent)
    if outline is not None and re.fullmatch(r"\d", outline.get("w:val")):
        level = int(outline.get("w:val")) + 1
        style = replace(style, outline=level if level <= 9 else None)
    if number is not None:
        list_id, level_node = number.first("w:numId"), number.first("w:ilvl")
        style = replace(
            style,
            list_id=list_id.get("w:val") if list_id is not None else below.list_id,
            list_level=int(level_node.get("w:val"))
            if level_node is not None and level_node.get("w:val").isdigit()
            else below.list_level,
        )
    return style
