"""A page's text into facts: parse, find its parts, and read the lines of its content."""

from __future__ import annotations

from collections.abc import Iterator

from plancli.document import Facts, Line, Remark
from plancli.readers.html.hints import find_hints
from plancli.readers.html.lines import lines
from plancli.readers.html.positions import Source, mark
from plancli.readers.html.regions import find_regions
from plancli.readers.html.states import remarks
from plancli.readers.html.tree import parse
from plancli.readers.html.unseen import add_unseen


def read_page(text: str, media_type: str) -> Facts:
    """The facts of a page given as ``text``."""
    marked, flattened = mark(text)
    root = parse(marked)
    content = find_regions(root)
    hints, source = find_hints(root), Source(text)
    facts = Facts(media_type=media_type, hints=hints.values)
    facts.lines = lines(root, content, source)
    add_unseen(facts.lines, root, hints, source)
    if flattened:
        message = f"{flattened} elements lay too deep within others; they were read without their nesting."
        facts.remarks.append(Remark("H101", message))
    facts.remarks.extend(_left_out(facts.lines))
    facts.remarks.extend(remarks(root, facts.lines))
    return facts


_OUTSIDE = 240
"""Characters of prose outside the content that are worth a word."""


def _left_out(found: list[Line]) -> Iterator[Remark]:
    """Prose that stands outside the part of a page that is its content."""
    prose = [line for line in found if line.region == "outside" and len(line.text.split()) > 8]
    prose = [line for line in prose if not all(piece.link for piece in line.pieces if piece.text.strip())]
    if sum(len(line.text) for line in prose) > _OUTSIDE:
        opening = " ".join(prose[0].text.split()[:8])
        message = (
            f'{len(prose)} blocks outside the main part of the page were left out, the first "{opening} …".'
        )
        yield Remark("H106", message)
