"""A page's text into facts: parse, find its parts, and read the lines of its content."""

from __future__ import annotations

from plancli.document import Facts, Remark
from plancli.readers.html.hints import find_hints
from plancli.readers.html.lines import lines
from plancli.readers.html.positions import Source, mark
from plancli.readers.html.regions import find_regions
from plancli.readers.html.tree import parse


def read_page(text: str, media_type: str) -> Facts:
    """The facts of a page given as ``text``."""
    marked, flattened = mark(text)
    root = parse(marked)
    content = find_regions(root)
    facts = Facts(media_type=media_type, hints=find_hints(root))
    facts.lines = lines(root, content, Source(text))
    if flattened:
        facts.remarks.append(Remark("H101", f"{flattened} elements lay too deep within others; they were read without their nesting."))
    return facts
