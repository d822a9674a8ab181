"""Texts and the blocks that they make; each text in tests/cases/outline has its tree beside it.

A line of a tree is a block under the one that is indented less: its kind (with the level, for a heading), its
number in brackets (``*`` for a bullet), its words with ``//`` after a run-in heading, and in angle brackets
what else is known of it.
"""

from __future__ import annotations

from pathlib import Path

import pytest

import plancli
from plancli.document import Block, Document

CASES = Path(__file__).parents[1] / "cases" / "outline"
TEXTS = sorted(path for path in CASES.iterdir() if path.suffix in {".txt", ".md"})


def line(document: Document, block: Block) -> str:
    kind = f"heading {block.level}" if block.kind == "heading" else block.kind
    marker = f"[{block.number or '*'}]" if block.marked else ""
    words = document.words(block)
    if block.run_in is not None:
        cut = block.run_in - block.content
        words = f"{words[:cut]} // {words[cut:].strip()}"
    known = [block.region, block.label, "leads in" if block.lead_in else None]
    return " ".join(filter(None, (kind, marker, words, *(f"<{what}>" for what in known if what))))


def drawn(document: Document) -> str:
    depth: list[int] = []
    for block in document.blocks:
        depth.append(0 if block.parent is None else depth[block.parent] + 1)
    return "\n".join(
        "  " * deep + line(document, block) for deep, block in zip(depth, document.blocks, strict=True)
    )


def test_every_text_has_its_tree() -> None:
    assert len(TEXTS) > 25
    assert {path.stem for path in TEXTS} == {path.stem for path in CASES.glob("*.tree")}


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_a_text_makes_its_tree(path: Path) -> None:
    assert drawn(plancli.read(path)) + "\n" == path.with_suffix(".tree").read_text(encoding="utf-8")
