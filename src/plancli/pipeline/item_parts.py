"""What an item is, and how a run-in heading is told from the rest of its words."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from plancli.document import Document
from plancli.gazetteer.cues import pattern

PUNCTUATION = re.compile(r"\s*[;,]\s*(?:(?:and|or)\s*)?$")
"""What closes an item before the next one."""
_RUN_IN = re.compile(r"(?P<phrase>[^.:;!?]{2,90}?)(?P<close>[.:])\s+(?=[\"'“‘(\[]{0,2}[A-Z])")
_RUN_IN_WORDS = 12


@dataclass(slots=True)
class FoundItem:
    """An item: spans of its text and of its body, each in code points of the text.

    ``block`` is its index in ``Document.blocks``; ``lead`` the block that announces its list (a heading or
    a lead-in), which tells the instrument it belongs to.
    """

    kind: str
    start: int
    end: int
    block: int
    number: str | None = None
    body: list[tuple[int, int]] = field(default_factory=list)
    children: list[FoundItem] = field(default_factory=list)
    lead: int | None = None


def split_run_ins(document: Document, items: list[FoundItem]) -> None:
    """Divide siblings into run-in heading and body where most of them open with one."""
    groups: dict[int | None, list[FoundItem]] = {}
    for item in items:
        groups.setdefault(item.lead, []).append(item)
        split_run_ins(document, item.children)
    for siblings in groups.values():
        ends = [_run_in_end(document, item) for item in siblings]
        if any(item.lead == item.block for item in siblings):
            continue  # they run on in one paragraph, where no phrase stands out
        typeset = [document.blocks[item.block].run_in is not None for item in siblings]
        if sum(end is not None for end in ends) * 2 <= len(siblings) or (
            len(siblings) < 2 and not any(typeset)
        ):
            continue
        for item, end in zip(siblings, ends, strict=True):
            if end is not None:
                _divide(document.text, item, end)


def _divide(text: str, item: FoundItem, end: int) -> None:
    rest = len(text[end : item.end]) - len(text[end : item.end].lstrip())
    if end + rest < item.end:
        item.body.insert(0, (end + rest, item.end))
    item.end = item.start + len(text[item.start : end].rstrip(" .:–—-"))


def _run_in_end(document: Document, item: FoundItem) -> int | None:
    """Where an item's run-in heading ends: set off by type, or a phrase closed before a capital."""
    block = document.blocks[item.block]
    if block.kind == "heading":
        return None
    if block.run_in is not None:
        return block.run_in
    match = _RUN_IN.match(document.text, item.start, item.end)
    if match is None or len(match["phrase"].split()) > _RUN_IN_WORDS:
        return None
    modal = pattern("finite").search(match["phrase"])
    return None if modal else match.end("close")
