"""Run-in headings that typography sets off: bold or underlined words at the start of a paragraph."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from plancli.document import Piece
from plancli.outline.leadins import punctuated_run_in
from plancli.outline.paragraphs import Para

_MAX_WORDS = 30
_FEW = 3


def mark_run_ins(paras: Sequence[Para]) -> None:
    """Note where the set-off words end in paragraphs that open with some and go on without."""
    for para in paras:
        if ((not para.bold and para.kind is None) or para.kind == "item") and para.region != "metadata":
            para.run_in = _set_off(para)


def _set_off(para: Para) -> int | None:
    """Where the words set off at the start end; ``None`` where there are none or all are."""
    end = None
    for segment in para.strand.segments:
        if segment.end <= para.content:
            continue
        if _styled(segment.piece):
            end = segment.end
        elif para.text[max(segment.start, para.content) : segment.end].strip(" .:–—-"):
            break
    else:
        return None
    if end is None or len(para.text[para.content : end].split()) > _MAX_WORDS:
        return None
    while end < len(para.text) and para.text[end] in ".:":
        end += 1
    closed = para.text[end - 1] in ".:–—" or para.text[end : end + 3].strip() in ("–", "—", "-")
    return end if closed or _by_lines(para, end) else None


def _by_lines(para: Para, end: int) -> bool:
    """Whether the words set off fill the first lines, and what follows starts a line and a sentence of its own."""
    marked = 0 if para.first.marker is None else 1  # a marker that the format implies stands in no line
    sizes = accumulate(len(line.text.split()) for line in para.lines[:-1])
    filled = len(para.text[:end].split()) - marked in set(sizes)
    return filled and para.text[end:].lstrip()[:1].isupper()


def _styled(piece: Piece) -> bool:
    return piece.bold or piece.underline


def list_run_ins(paras: Sequence[Para]) -> None:
    """Make items of the unmarked paragraphs of a section that open with run-in headings.

    Two at least where type sets the run-in off; where only its punctuation does ("Openness. We publish …"),
    three at least, and most of the section's paragraphs. What a label numbers ("Recommendation 3:") ends a section.
    """
    section: list[Para] = []
    for para in [*paras, None]:
        if (
            para is not None
            and para.kind != "heading"
            and not (para.marked and para.marker and para.marker.label)
        ):
            section.append(para)
            continue
        free = [p for p in section if p.kind is None and not p.marked and _plain(p)]
        opened = [p for p in free if p.run_in is not None]
        if len(opened) < 2:
            ends = {id(p): punctuated_run_in(p.text) for p in free}
            opened = [p for p in free if ends[id(p)] is not None]
            if len(opened) < _FEW or len(opened) * 2 <= len(free):
                opened = []
            for item in opened:
                item.run_in = ends[id(item)]
        for item in opened:
            item.kind = "item"
        section = []


def _plain(para: Para) -> bool:
    return para.first.tag in (None, "p") and para.region is None
