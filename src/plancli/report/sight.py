"""The document as the page shows it: images of its pages, or its text with headings and lists."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeAlias

from plancli.report.records import index, walk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from plancli.document import Document
    from plancli.plan import Plan, Section
    from plancli.report.pictures import Picture

Shape: TypeAlias = Literal["title", "heading", "item", "paragraph", "cell", "note", "quote", "page"]


@dataclass(slots=True)
class Passage:
    """A block of the text pane.

    Attributes:
        shape: what it is; ``page`` marks where a page begins.
        start: first code point in the reading text.
        text: its words.
        level: depth of a heading or an item, from 1.
        page: the page that it begins on, where the source has pages.
        marked: whether its words open with a marker.
    """

    shape: Shape
    start: int
    text: str = ""
    level: int = 1
    page: int | None = None
    marked: bool = False

    @property
    def end(self) -> int:
        """Code point after its last one."""
        return self.start + len(self.text)


@dataclass(slots=True)
class Sight:
    """What the page shows of the document.

    Attributes:
        pictures: the pages as images; empty where text is shown.
        passages: the text in blocks; empty where images are shown.
        partial: whether only the plan's quotes are known, not the text between them.
    """

    pictures: list[Picture] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    partial: bool = False


def sight_of(
    plan: Plan,
    document: Document | None = None,
    pictures: Callable[[], list[Picture]] | None = None,
) -> Sight:
    """What can be shown of the document that ``plan`` was made from.

    Args:
        plan: the plan, whose offsets count.
        document: the document as read, for its blocks.
        pictures: gives the pages of a PDF as images; left out for text.
    """
    if pictures is not None and (found := pictures()):
        return Sight(pictures=found)
    if document is not None and plan.text in {None, document.text}:
        return Sight(passages=list(_from_blocks(document)))
    if plan.text is not None:
        return Sight(passages=list(_from_plan(plan, plan.text)))
    return _from_quotes(plan)


def _from_blocks(document: Document) -> Iterator[Passage]:
    page = None
    for block in document.blocks:
        if block.page is not None and block.page != page:
            page = block.page
            yield Passage("page", block.start, page=page)
        if block.end > block.start:
            yield Passage(
                block.kind,
                block.start,
                document.text[block.start : block.end],
                block.level,
                page,
                block.marked,
            )


def _from_plan(plan: Plan, text: str) -> Iterator[Passage]:
    """The text's lines, with the shapes that the plan's sections and items know them by."""
    headings = {part.evidence[0].start: part.level for part in _sections(plan.sections) if part.evidence}
    items = [item for kind in (plan.aims, plan.priorities, plan.principles, plan.measures) for item in kind]
    starts = sorted({item.evidence[0].start for item in walk(items) if item.evidence})
    pages = dict(_pages(plan))
    start, page = 0, None
    for line in text.split("\n"):
        end = start + len(line)
        here = max((p for at, p in pages.items() if start <= at < end), default=None) if pages else None
        if here is not None and here != page:
            page = here
            yield Passage("page", start, page=page)
        if line.strip():
            known = bisect_right(starts, end) - 1
            item = known >= 0 and start <= starts[known] < end
            shape: Shape = "heading" if start in headings else "item" if item else "paragraph"
            yield Passage(shape, start, line, headings.get(start, 1), page)
        start = end + 1


def _pages(plan: Plan) -> Iterator[tuple[int, int]]:
    """Where each page is first met, by the plan's own evidence: offset and page."""
    seen: dict[int, int] = {}
    for start, _, page, _ in _quotes(plan):
        if page is not None:
            seen[page] = min(start, seen.get(page, start))
    yield from ((start, page) for page, start in seen.items())


def _from_quotes(plan: Plan) -> Sight:
    """The quotes alone, each where it stands, for a plan that was written without its text."""
    passages: list[Passage] = []
    page = None
    for start, end, here, words in sorted(_quotes(plan), key=lambda quote: (quote[0], -quote[1])):
        last = passages[-1] if passages else None
        if last and last.text and start < last.end:
            last.text += words[last.end - start :] if end > last.end else ""
            continue
        if here is not None and here != page:
            page = here
            passages.append(Passage("page", start, page=page))
        passages.append(Passage("paragraph", start, words, page=page))
    return Sight(passages=passages, partial=True)


def _quotes(plan: Plan) -> Iterator[tuple[int, int, int | None, str]]:
    for _, each in index(plan).places:
        yield each.start, each.end, each.page, each.quote


def _sections(sections: Iterable[Section]) -> Iterator[Section]:
    for section in sections:
        yield section
        yield from _sections(section.children)
