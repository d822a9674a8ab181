"""Makes the documents that the benchmark reads: PDFs of three pages, each with words and numbers of its own."""

from __future__ import annotations

import random
import re
import sys
import textwrap
from itertools import groupby
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from tests.readers.pdf.forge import Element, Forge, marked, show  # noqa: E402

_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "…": "...", "•": "-"})
_LEFT, _TOP, _BOTTOM, _STEP, _COLUMNS = 60, 740, 60, 15, 88
_SYLLABLES = ["ka", "ro", "ven", "mi", "tal", "so", "bre", "lun", "do", "far", "wes", "ni"]
_RARE = 0.03
"""Share of the words that are made up: no two documents have the same ones."""


def paragraphs() -> list[list[str]]:
    """The paragraphs of each sample in ``samples/``."""
    texts = (path.read_text(encoding="utf-8") for path in sorted((ROOT / "samples").glob("*.txt")))
    return [[each for each in re.split(r"\n\s*\n", text.translate(_PLAIN)) if each.strip()] for text in texts]


def text(number: int, sources: list[list[str]]) -> list[str]:
    """The paragraphs of a document of some 6,500 characters: those of three samples, their words varied."""
    chance = random.Random(number)
    chosen: list[str] = []
    for source in chance.sample(sources, 3):
        start = chance.randrange(max(1, len(source) // 3))
        chosen += source[start : start + 18] if chosen else source[:18]
    return [_varied(each, chance) for each in chosen]


def _varied(paragraph: str, chance: random.Random) -> str:
    def word(match: re.Match[str]) -> str:
        found = match[0]
        if found.isdigit():
            return found if len(found) == 4 else str(int(found) % 28 + chance.randrange(1, 3))
        if len(found) < 5 or chance.random() > _RARE:
            return found
        made = "".join(chance.choice(_SYLLABLES) for _ in range(3))
        return made.capitalize() if found[0].isupper() else made

    return re.sub(r"\b(?:\d+|[A-Za-z]+)\b", word, paragraph)


def pdf(number: int, sources: list[list[str]], *, pages: int = 3) -> bytes:
    """A document as a PDF of just so many pages; every other one has a structure tree."""
    tagged = number % 2 == 0
    forge, root = Forge(language="en" if tagged else None), Element("Document")
    rows = [(block, line) for block, each in enumerate(text(number, sources)) for line in (*_lines(each), "")]
    room = (_TOP - _BOTTOM) // _STEP
    for page in range(1, pages + 1):
        here = rows[(page - 1) * room : page * room] or [(0, "The rest is left blank.")]
        drawn = []
        for content, (_, group) in enumerate(groupby(enumerate(here), key=lambda row: row[1][0])):
            lines = [show(_LEFT, _TOP - at * _STEP, line, size=11) for at, (_, line) in group if line]
            if tagged:
                root.children.append(Element("P", page, [content]))
            drawn.append(marked("P", content, "".join(lines)) if tagged else "".join(lines))
        forge.page("".join(drawn))
    if tagged:
        forge.tree.append(root)
    return forge.save()


def _lines(paragraph: str) -> list[str]:
    return [part for line in paragraph.splitlines() for part in textwrap.wrap(line, _COLUMNS) or [""]]


def note(number: int, sources: list[list[str]]) -> str:
    """A short text, for runs over very many documents."""
    return "\n\n".join(text(number, sources)[:4]) + "\n"
