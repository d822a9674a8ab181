"""Who speaks where: in a quotation whoever says it, in a report of a debate whoever has the floor."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from plancli.document import Document
from plancli.gazetteer import words
from plancli.pipeline.actors import Entity
from plancli.pipeline.quotations import FoundQuotation

Turn = tuple[int, int, Entity]
"""Where somebody speaks: offsets, half open, and who."""
_LABEL = re.compile(r"\s*(?:\([^()]{1,120}\)\s*)*(?:to (?:the )?[A-Z][^:.?!]{2,100})?:\s")
"""What stands between a speaker's name and the words."""
_BEFORE = 24
"""Code points: a number and a form of address before a speaker's name are no longer."""


def turns(
    text: str, document: Document | None, entities: Sequence[Entity], quotations: Sequence[FoundQuotation]
) -> list[Turn]:
    """Where the people among ``entities`` speak, quotations first; where two overlap, the first counts."""
    people = sorted((m.start, m.end, e) for e in entities if e.kind == "person" for m in e.mentions)
    found = list(_quoted(text, people, quotations))
    return found + list(_debated(text, document, people)) if document is not None else found


def _quoted(text: str, people: Sequence[Turn], quotations: Sequence[FoundQuotation]) -> Iterator[Turn]:
    for quotation in quotations:
        if quotation.by is None:
            continue
        start, end = quotation.by
        said = [who for a, b, who in people if start <= a and b <= end]
        if not said and text[start:end].split(" ", 1)[0].lower() in words("she_or_he"):
            said = [who for a, _, who in people if a < quotation.start][-1:]
        if said:
            yield quotation.start, quotation.end, said[0]


def _debated(text: str, document: Document, people: Sequence[Turn]) -> Iterator[Turn]:
    """The turns of a debate: each from the name and the colon that open a line to the next such line."""
    named = {start: (end, who) for start, end, who in people}
    opened: tuple[int, Entity] | None = None
    for block in document.blocks:
        stop = min(block.end, block.content + _BEFORE)
        start = next((k for k in range(block.content, stop) if k in named), None)
        if start is None:
            continue
        end, who = named[start]
        if _LABEL.match(text, end, block.end):
            if opened is not None:
                yield opened[0], block.start, opened[1]
            opened = end, who
    if opened is not None:
        yield opened[0], len(text), opened[1]
