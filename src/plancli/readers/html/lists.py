"""The markers that a list's mark-up implies: of ``ol`` and ``ul``, with type, start, reversed and value."""

from __future__ import annotations

import re
from collections.abc import Callable

from plancli.readers import numerals
from plancli.readers.html.tree import Element

_STYLES: dict[str, Callable[[int], str]] = {
    "1": numerals.decimal,
    "a": numerals.lower_letter,
    "A": numerals.upper(numerals.lower_letter),
    "i": numerals.lower_roman,
    "I": numerals.upper(numerals.lower_roman),
    "decimal": numerals.decimal,
    "decimal-leading-zero": numerals.padded,
    "lower-alpha": numerals.lower_letter,
    "lower-latin": numerals.lower_letter,
    "upper-alpha": numerals.upper(numerals.lower_letter),
    "upper-latin": numerals.upper(numerals.lower_letter),
    "lower-roman": numerals.lower_roman,
    "upper-roman": numerals.upper(numerals.lower_roman),
}
_NONE = "none"
_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([^;]+)", re.IGNORECASE)
_OWN = re.compile(
    r"(?:\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-z]|[ivxl]{1,5})[.)]|\d{1,3}(?:\.\d{1,3})+|[•▪◦‣–—*-])\s",
    re.IGNORECASE,
)
BULLET = "•"


def markers(items: Element) -> dict[Element, str]:
    """The marker of each ``li`` of a list; those are missing that bring their own or show none."""
    entries = [child for child in items.elements() if child.tag == "li"]
    style = _style(items)
    if style == _NONE or _bring_their_own(entries):
        return {}
    if items.tag != "ol" and style not in _STYLES:
        return dict.fromkeys(entries, BULLET)
    found: dict[Element, str] = {}
    step = -1 if "reversed" in items.attributes else 1
    value = _number(items.get("start"), len(entries) if step < 0 else 1)
    for entry in entries:
        value = _number(entry.get("value"), value)
        numeral = _STYLES.get(_style(entry) or style, numerals.decimal)
        found[entry] = f"{numeral(value)}."
        value += step
    return found


def _style(element: Element) -> str:
    """The list style that an element gives itself: ``none``, a key of ``_STYLES``, or ``""``."""
    declared = _STYLE.search(element.get("style"))
    if declared:
        for word in declared[1].lower().split():
            if word == _NONE or word in _STYLES:
                return word
    return element.get("type") if element.get("type") in _STYLES else ""


def _number(value: str, default: int) -> int:
    found = re.match(r"\s*(-?\d{1,6})", value)
    return int(found[1]) if found else default


def _bring_their_own(entries: list[Element]) -> bool:
    """Whether most items open with a marker in their own words."""
    own = sum(_OWN.match(entry.opening(12)) is not None for entry in entries)
    return own > len(entries) / 2
