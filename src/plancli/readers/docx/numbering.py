"""Word's list numbering: the marker that a paragraph prints, which its text does not hold."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from plancli.readers import numerals
from plancli.readers.docx.names import on
from plancli.readers.docx.styles import indent_of
from plancli.readers.office.symbols import bullet
from plancli.readers.office.xml import Node

_FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": numerals.decimal,
    "decimalZero": numerals.padded,
    "lowerLetter": numerals.repeated_letter,
    "upperLetter": numerals.upper(numerals.repeated_letter),
    "lowerRoman": numerals.lower_roman,
    "upperRoman": numerals.upper(numerals.lower_roman),
    "ordinal": numerals.ordinal,
}
_PART = re.compile(r"%([1-9])")
_DEEPEST = 9


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: what it counts in, how it is printed, its indent in points."""

    form: str = "decimal"
    text: str = ""
    start: int = 1
    legal: bool = False
    restart: int | None = None
    indent: float | None = None


@dataclass(slots=True)
class Number:
    """A paragraph's place in a list: list, level, indent, and the marker it prints (``""`` for none)."""

    list_id: str
    level: int
    indent: float | None
    marker: str


@dataclass(slots=True)
class _Count:
    """How far a list has counted, by level."""

    values: dict[int, int] = field(default_factory=dict)


class Numbering:
    """The lists of a document, counted as its paragraphs are met one after the other."""

    def __init__(self, root: Node | None, style_lists: dict[str, str] | None = None) -> None:
        self._abstract = (
            {n.get("w:abstractNumId"): n for n in root.nodes("w:abstractNum")} if root is not None else {}
        )
        self._lists = {n.get("w:numId"): n for n in root.nodes("w:num")} if root is not None else {}
        self._style_lists = style_lists or {}
        self._levels: dict[tuple[str, int], Level] = {}
        self._counts: dict[str, _Count] = {}
        self._begun: set[str] = set()

    def next(self, list_id: str, level: int) -> Number | None:
        """Count a paragraph of a list; ``None`` where there is no such list."""
        abstract = self._abstract_of(list_id)
        if abstract is None or not 0 <= level < _DEEPEST:
            return None
        count = self._counts.setdefault(abstract, _Count()).values
        if list_id not in self._begun:
            self._begun.add(list_id)
            for deep, start in self._overrides(list_id).items():
                count[deep] = start - 1
        own = self._level(list_id, level)
        count[level] = count.get(level, own.start - 1) + 1
        for deeper in [deep for deep in count if deep > level]:
            restart = self._level(list_id, deeper).restart
            if restart is None or (restart and level < restart):
                del count[deeper]
        return Number(abstract, level, own.indent, self._marker(list_id, own, count))

    def level_of_style(self, list_id: str, style: str) -> int:
        """The level of a list that a paragraph style is bound to; the first where none is."""
        abstract = self._abstract_of(list_id)
        nodes = self._abstract[abstract].nodes("w:lvl") if abstract is not None else ()
        for node in nodes:
            bound = node.first("w:pStyle")
            if bound is not None and bound.get("w:val") == style and node.get("w:ilvl").isdigit():
                return int(node.get("w:ilvl"))
        return 0

    def _marker(self, list_id: str, own: Level, count: dict[int, int]) -> str:
        if own.form == "bullet":
            return bullet(own.text)

        def printed(part: re.Match[str]) -> str:
            level = int(part[1]) - 1
            other = self._level(list_id, level)
            value = count.get(level, other.start)
            return (
                ""
                if other.form == "none"
                else _FORMATS.get("decimal" if own.legal else other.form, numerals.decimal)(value)
            )

        return _PART.sub(printed, own.text).strip()

    def _abstract_of(self, list_id: str) -> str | None:
        """The definition that a list follows, through a list style where it names one."""
        for _ in range(4):
            node = self._lists.get(list_id)
            reference = node.first("w:abstractNumId") if node is not None else None
            name = reference.get("w:val") if reference is not None else ""
            if name not in self._abstract:
                return None
            link = self._abstract[name].first("w:numStyleLink")
            linked = self._style_lists.get(link.get("w:val")) if link is not None else None
            if linked is None:
                return name
            list_id = linked
        return None

    def _overrides(self, list_id: str) -> dict[int, int]:
        """The values that a list starts its levels with in spite of its definition."""
        found = {}
        for node in self._lists[list_id].nodes("w:lvlOverride"):
            start = node.first("w:startOverride")
            if start is not None and node.get("w:ilvl").isdigit() and _is_number(start.get("w:val")):
                found[int(node.get("w:ilvl"))] = int(start.get("w:val"))
        return found

    def _level(self, list_id: str, level: int) -> Level:
        key = (list_id, level)
        if key not in self._levels:
            abstract = self._abstract_of(list_id)
            nodes = list(self._abstract[abstract].nodes("w:lvl")) if abstract is not None else []
            nodes += [n for o in self._lists[list_id].nodes("w:lvlOverride") for n in o.nodes("w:lvl")]
            own = [node for node in nodes if node.get("w:ilvl") == str(level)]
            self._levels[key] = _level(own[-1]) if own else Level()
        return self._levels[key]


def _level(node: Node) -> Level:
    values = {child.name: child.get("w:val") for child in node.nodes()}
    start, restart = values.get("w:start", ""), values.get("w:lvlRestart", "")
    return Level(
        form=values.get("w:numFmt", "decimal"),
        text=values.get("w:lvlText", ""),
        start=int(start) if _is_number(start) else 1,
        legal="w:isLgl" in values and on(values["w:isLgl"]),
        restart=int(restart) if _is_number(restart) else None,
        indent=indent_of(node.first("w:pPr")),
    )


def _is_number(value: str) -> bool:
    return re.fullmatch(r"-?\d{1,6}", value) is not None
