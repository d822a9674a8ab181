"""Makes the documents that the benchmark reads: a plan of any length, tagged or not, of random words."""

from __future__ import annotations

import random
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from typing import TYPE_CHECKING

from tests.readers.pdf.forge import Element, Forge, marked, show

if TYPE_CHECKING:
    from collections.abc import Iterator

_WORDS = [
    "the",
    "a",
    "of",
    "to",
    "and",
    "in",
    "for",
    "with",
    "under",
    "across",
    "agencies",
    "partners",
    "region",
    "services",
    "harbour",
    "data",
    "training",
    "teams",
    "work",
    "report",
    "review",
    "support",
    "funding",
    "delivery",
    "programme",
    "council",
    "ministry",
    "officers",
    "shared",
    "joint",
    "annual",
    "local",
    "national",
    "strengthen",
    "improve",
    "develop",
    "coordinate",
    "publish",
    "assess",
    "protect",
    "reduce",
    "expand",
    "monitor",
    "borders",
    "coastal",
    "water",
    "health",
]
# about what a page of a printed plan holds: some 40 lines of 90 characters
_LEFT, _TOP, _STEP, _ROWS = 60, 728, 13, 50
# rows of a table, points
_HIGH, _MOST_ROWS = 22, 28


def _line(chance: random.Random, length: int) -> str:
    text = ""
    while len(text) < length:
        text += chance.choice(_WORDS) + " "
    return text.rstrip()


def _blocks(chance: random.Random) -> Iterator[tuple[str, list[str]]]:
    """A page's blocks as kind and lines, blank rows between them."""
    left = _ROWS
    while left > 6:
        kind = chance.choice(("H2", "P", "P", "P", "LI", "LI"))
        count = 1 if kind == "H2" else min(left, chance.randint(2, 6))
        lines = [_line(chance, 40 if kind == "H2" else 90) for _ in range(count)]
        lines[0] = lines[0].capitalize()
        lines[-1] += "" if kind == "H2" else "."
        yield kind, lines
        left -= count + 1


def _page(chance: random.Random, number: int, tags: list[Element] | None) -> str:
    out: list[str] = [
        show(_LEFT, 760, "Plan for shared services", size=8),
        show(300, 40, f"Page {number}", size=8),
    ]
    y, item = _TOP, 0
    for content, (kind, lines) in enumerate(_blocks(chance)):
        item = item + 1 if kind == "LI" else 0
        drawn: list[str] = []
        for index, line in enumerate(lines):
            text = f"{item}. {line}" if item and not index else line
            indent = 14 if item and index else 0
            font, size = ("F2", 14) if kind == "H2" else ("F1", 10)
            drawn.append(show(_LEFT + indent, y, text, font=font, size=size))
            y -= _STEP
        y -= _STEP
        if tags is None:
            out.extend(drawn)
        else:
            out.append(marked(kind, content, "".join(drawn)))
            tags.append(Element(kind, number, [content]))
    return "".join(out)


def untagged(pages: int) -> bytes:
    """A PDF without a structure tree."""
    chance, forge = random.Random(7), Forge()
    for number in range(1, pages + 1):
        forge.page(_page(chance, number, None))
    return forge.save()


def ruled(pages: int) -> bytes:
    """A PDF without a structure tree that has a ruled table on every tenth page."""
    chance, forge = random.Random(7), Forge()
    for number in range(1, pages + 1):
        forge.page(_table(chance, number) if number % 10 == 0 else _page(chance, number, None))
    return forge.save()


def _table(chance: random.Random, number: int) -> str:
    """A page whose rows say who does what by when, with lines around every cell."""
    edges, bottom = (_LEFT, 250, 400, 520), _TOP - _MOST_ROWS * _HIGH
    out = [show(_LEFT, 760, "Plan for shared services", size=8), show(300, 40, f"Page {number}", size=8)]
    for row in range(_MOST_ROWS):
        top = _TOP - row * _HIGH
        cells = (_line(chance, 25), _line(chance, 20), f"{chance.randint(1, 28)} May 2027")
        for left, text in zip(edges, ("Action", "Lead", "When") if row == 0 else cells, strict=False):
            out.append(show(left + 4, top - 14, text, size=9))
        out.append(f"{_LEFT} {top} m {edges[-1]} {top} l S ")
    out.append(f"{_LEFT} {bottom} m {edges[-1]} {bottom} l S ")
    out += [f"{x} {_TOP} m {x} {bottom} l S " for x in edges]
    return "".join(out)


def tagged(pages: int) -> bytes:
    """The same kind of document with a structure tree."""
    chance, forge = random.Random(7), Forge(language="en")
    document = Element("Document")
    for number in range(1, pages + 1):
        forge.page(_page(chance, number, document.children))
    forge.tree.append(document)
    return forge.save()
