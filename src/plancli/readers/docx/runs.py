"""The runs of a paragraph: its words with their style, changes accepted, fields as they show."""

from __future__ import annotations

import re
from dataclasses import dataclass

from plancli.document import Piece, Place
from plancli.readers.docx.styles import Look, Styles, look_of
from plancli.readers.office.paragraphs import BREAK
from plancli.readers.office.xml import Node

_DEEPEST = 40
_THROUGH = frozenset(
    {
        "w:ins",
        "w:moveTo",
        "w:smartTag",
        "w:customXml",
        "w:bdo",
        "w:dir",
        "w:sdtContent",
        "w:sdt",
        "w:fldSimple",
    }
)
_TRACKED = frozenset({"w:ins", "w:del", "w:moveTo", "w:moveFrom"})
_LINK_FIELD = re.compile(r'\s*HYPERLINK\s+"([^"]+)"')
_SYMBOLS = {
    "f0b7": "•",
    "f0a7": "▪",
    "f02d": "-",
    "f0a3": "≤",
    "f0b3": "≥",
    "f0b4": "×",
    "f0b0": "°",
    "f0be": "—",
}
"""Characters of the Symbol font that documents use, by their code in hexadecimal."""


@dataclass(slots=True)
class _Field:
    """A field that is open: its instruction, and whether its result has begun."""

    instruction: str = ""
    shown: bool = False


class Runs:
    """Reads the runs of one paragraph after the other; fields may run over several.

    Attributes:
        tracked: whether any change was met that is not yet accepted or rejected.
        boxes: text boxes met since the caller last emptied the list.
        notes: ids of the notes called so far, footnotes as ``f…`` and endnotes as ``e…``.
    """

    def __init__(self, styles: Styles, links: dict[str, str]) -> None:
        self.tracked = False
        self.boxes: list[Node] = []
        self.notes: list[str] = []
        self._styles = styles
        self._links = links
        self._fields: list[_Field] = []

    @property
    def in_contents(self) -> bool:
        """Whether a generated table of contents is open."""
        return any(field.instruction.lstrip().startswith("TOC") for field in self._fields)

    def pieces(self, paragraph: Node, look: Look) -> list[Piece]:
        """The words of ``paragraph``, whose style gives characters ``look``."""
        found: list[Piece] = []
        self._inline(paragraph, look, None, found, 0)
        return found

    def _inline(self, node: Node, look: Look, link: str | None, found: list[Piece], depth: int) -> None:
        if depth > _DEEPEST:
            return
        for child in node.nodes():
            self.tracked = self.tracked or child.name in _TRACKED
            if child.name == "w:r":
                self._run(child, look, link, found)
            elif child.name == "w:hyperlink":
                target = self._links.get(child.get("r:id")) or (
                    f"#{child.get('w:anchor')}" if child.get("w:anchor") else None
                )
                self._inline(child, look, target, found, depth + 1)
            elif child.name in _THROUGH:
                self._inline(child, look, link, found, depth + 1)
            elif child.name in ("m:oMath", "m:oMathPara"):
                words = "".join(inner.text for inner in child.within() if inner.name == "m:t")
                found.append(Piece(words, Place(), size=look.size))

    def _run(self, run: Node, below: Look, link: str | None, found: list[Piece]) -> None:
        properties = run.first("w:rPr")
        named = properties.first("w:rStyle") if properties is not None else None
        look = look_of(properties)
        if named is not None:
            look = look.over(self._styles.run(named.get("w:val")))
        look = look.over(below)
        for child in run.nodes():
            if child.name in ("w:fldChar", "w:instrText"):
                self._field(child)
            elif child.name in ("w:footnoteReference", "w:endnoteReference"):
                self.notes.append(child.name[2] + child.get("w:id"))
            elif child.name in ("w:drawing", "w:pict", "w:object", "mc:AlternateContent"):
                self.boxes.extend(_boxes(child))
            elif all(field.shown for field in self._fields) and not look.hidden and not look.struck:
                self._say(child, look, link or self._field_link(), found)

    def _say(self, node: Node, look: Look, link: str | None, found: list[Piece]) -> None:
        """Add what a run's child shows."""
        text = ""
        match node.name:
            case "w:t":
                text = node.text
            case "w:tab" | "w:ptab":
                text = " "
            case "w:noBreakHyphen":
                text = "-"
            case "w:sym":
                text = _SYMBOLS.get(node.get("w:char").lower(), "")
            case "w:ruby":
                text = "".join(
                    inner.text
                    for base in node.nodes("w:rubyBase")
                    for inner in base.within()
                    if inner.name == "w:t"
                )
            case "w:cr":
                found.append(BREAK)
            case "w:br":
                found.append(BREAK)
        if text:
            found.append(
                Piece(
                    text,
                    Place(),
                    size=look.size,
                    bold=bool(look.bold),
                    italic=bool(look.italic),
                    underline=bool(look.underline) and link is None,
                    link=link,
                    raised=bool(look.raised),
                )
            )

    def _field(self, node: Node) -> None:
        """Follow the marks of a complex field: begin, instruction, separate, result, end."""
        kind = node.get("w:fldCharType")
        if node.name == "w:instrText":
            if self._fields and not self._fields[-1].shown:
                self._fields[-1].instruction += node.text
        elif kind == "begin":
            self._fields.append(_Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].shown = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _field_link(self) -> str | None:
        found = (_LINK_FIELD.match(field.instruction) for field in reversed(self._fields))
        return next((match[1] for match in found if match), None)


def _boxes(node: Node) -> list[Node]:
    """The text boxes in a drawing, those of an alternative for older programs left out."""
    found = []
    stack = [node]
    while stack:
        each = stack.pop()
        if each.name == "w:txbxContent":
            found.append(each)
        elif each.name == "mc:AlternateContent":
            choice = each.first("mc:Choice") or each.first("mc:Fallback")
            stack.extend([choice] if choice is not None else [])
        else:
            stack.extend(reversed(list(each.nodes())))
    return found
