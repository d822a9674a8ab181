"""A page's text into facts: parse, find its parts, and read the lines of its content."""

from __future__ import annotations

from plancli.document import Facts, Remark
from plancli.readers.html.hints import find_hints
from plancli.readers.html.lines import lines
from plancli.readers.html.positions import Source, mark
from plancli.readers.html.published import line_of
from plancli.readers.html.regions import find_regions
from plancli.readers.html.states import remarks
from plancli.readers.html.tree import parse


def read_page(text: str, media_type: str) -> Facts:
    """The facts of a page given as ``text``."""
    marked, flattened = mark(text)
    root = parse(marked)
    content = find_regions(root)
    facts = Facts(media_type=media_type, hints=find_hints(root))
    facts.lines = lines(root, content, Source(text))
    dated = line_of(root, facts.lines, facts.hints.get("published"))
    if dated is not None:
        first = next(i for i, line in enumerate(facts.lines) if line.region in (None, "metadata"))
        facts.lines.insert(first + 1, dated)
    if flattened:
        message = f"{flattened} elements lay too deep within others; they were read without their nesting."
        facts.remarks.append(Remark("H101", message))
    facts.remarks.extend(remarks(root, facts.lines))
    return facts
