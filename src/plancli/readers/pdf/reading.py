"""A whole PDF: opening it, page by page to lines, and remarks on what could not be read."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Protocol

from plancli.document import Box, Facts, Remark, Sheet, without_collector
from plancli.errors import UnreadableError
from plancli.readers.pdf import annotate, guard, metadata
from plancli.readers.pdf.glyphs import join_letters
from plancli.readers.pdf.lines import page_lines
from plancli.readers.pdf.marks import Marks, page_marks
from plancli.readers.pdf.native import Handle, calls, handle_of
from plancli.readers.pdf.page import LARGEST, OpenPage, open_page
from plancli.readers.pdf.scans import join_torn, misread
from plancli.readers.pdf.tables import looks_tabular, page_cells, tag_cells
from plancli.readers.pdf.tree import Tree
from plancli.readers.pdf.words import MOST_WORDS, Word, page_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pypdfium2 import PdfDocument  # type: ignore[import-untyped]

MEDIA_TYPE = "application/pdf"
# misread words that a remark names
_SHOWN = 12
_MOST_PAGES = 10_000
# a page tree that promises thousands of pages and has none
_MOST_LOST = 50
# PDFium's own error numbers (fpdfview.h)
_PASSWORD = 4
# PDFium keeps state of its own and must not be called from two threads
_LOCK = threading.Lock()


class _Cells(Protocol):
    def __call__(self, *, number: int) -> list[list[list[Box]]]:
        """The cells of a page's tables."""


@dataclass(slots=True)
class _Trouble:
    """Pages, by what could not be read of them."""

    lost: list[int] = field(default_factory=list)
    silent: list[int] = field(default_factory=list)
    blank: list[int] = field(default_factory=list)
    garbled: list[int] = field(default_factory=list)
    scanned: list[int] = field(default_factory=list)
    misread: dict[int, list[str]] = field(default_factory=dict)
    huge: list[int] = field(default_factory=list)
    cut: list[int] = field(default_factory=list)
    recognised: list[int] = field(default_factory=list)


def read_facts(data: bytes, name: str, *, password: str | None, ocr: bool) -> Facts:
    """See :func:`plancli.readers.pdf.read`."""
    guard.check(data)
    with _LOCK, without_collector(), _opened(data, name, password) as document:
        handle = handle_of(document)
        pages = len(document)
        if not pages:
            raise UnreadableError("the PDF has no pages", name)
        facts = Facts(MEDIA_TYPE, pages=pages, hints=metadata.hints(document))
        trouble = _Trouble()
        _read_pages(facts, handle, pages, trouble, partial(page_cells, document))
        if len(trouble.blank) == pages:  # else they are the backs of title pages and the like
            trouble.silent = trouble.blank
        if ocr and trouble.silent:
            from plancli.readers.pdf.ocr import recognise

            trouble.recognised = recognise(facts, document, trouble.silent)
    if not facts.sheets:
        raise UnreadableError("the PDF is damaged: none of its pages can be read", name)
    facts.remarks.extend(_remarks(trouble, ocr))
    return facts


@contextmanager
def _opened(data: bytes, name: str, password: str | None) -> Iterator[PdfDocument]:
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        document = PdfDocument(data, password=password)
    except PdfiumError as error:
        raise UnreadableError(_why(error, password), name) from None
    try:
        yield document
    finally:
        document.close()


def _why(error: Exception, password: str | None) -> str:
    if getattr(error, "err_code", None) == _PASSWORD or "assword" in str(error):
        if password is None:
            return "the PDF is encrypted: give its password"
        return "the PDF is encrypted and the password does not open it"
    return "the PDF is damaged and cannot be opened"


def _read_pages(facts: Facts, document: Handle, pages: int, trouble: _Trouble, cells: _Cells) -> None:
    tree = Tree() if calls().FPDFCatalog_IsTagged(document) else None
    lost = 0
    for index in range(min(pages, _MOST_PAGES)):
        with open_page(document, index) as page:
            if page is None:
                trouble.lost.append(index + 1)
                lost += 1
                if lost >= _MOST_LOST and not facts.sheets:
                    return
                continue
            _read_page(facts, page, tree, trouble, cells)


def _read_page(facts: Facts, page: OpenPage, tree: Tree | None, trouble: _Trouble, cells: _Cells) -> None:
    marks = page_marks(page)
    words = page_words(page)
    full = len(words) >= MOST_WORDS
    words = annotate.without_overprints(join_letters(words))
    scanned = _scanned(page, marks, words)
    if scanned:
        join_torn(words)
    tagged = _tag(page, words, tree)
    if not scanned and not tagged and looks_tabular(marks):
        tag_cells(words, cells(number=page.number), page.number)
    annotate.underline_and_link(words, marks, page)
    seen, unseen = _by_sight(words, page, marks, scanned)
    facts.sheets.append(
        Sheet(
            page.number,
            round(page.width, 2),
            round(page.height, 2),
            tuple(marks.rules),
            tuple(marks.panels),
            scanned,
        )
    )
    lines = page_lines(page.number, seen, marks, tagged=tagged)
    for reason, hidden in unseen.items():
        lines.extend(
            replace(line, hidden=reason) for line in page_lines(page.number, hidden, Marks(), tagged=tagged)
        )
    facts.lines.extend(lines)
    marks.cut |= full
    _note(trouble, page, marks, words, scanned)


def _tag(page: OpenPage, words: list[Word], tree: Tree | None) -> bool:
    """Give the words their tags; whether the page has any."""
    tags = tree.page_tags(page, {word.style.content for word in words}) if tree else {}
    if tags:
        for word in words:
            word.tag = tags.get(word.style.content)
    return bool(tags)


def _scanned(page: OpenPage, marks: Marks, words: list[Word]) -> bool:
    """Whether the page is a picture with recognised text.

    Such text is drawn invisibly, or under the picture, or in a font made of the scanned letters, which has
    no name of its own.
    """
    area = page.width * page.height
    if not any((x1 - x0) * (y1 - y0) > 0.8 * area for x0, y0, x1, y1 in marks.pictures):
        return False
    half = 0.5 * len(words)
    made = sum(word.style.font.startswith(("*", "Fd")) for word in words)
    return marks.under > 0.5 or made > half or sum(word.style.invisible for word in words) > half


def _by_sight(
    words: list[Word], page: OpenPage, marks: Marks, scanned: bool
) -> tuple[list[Word], dict[str, list[Word]]]:
    seen: list[Word] = []
    unseen: dict[str, list[Word]] = {}
    width, height = page.width, page.height
    for word in words:
        if (
            word.style.plain
            and not word.garbled
            and word.x0 >= 0
            and word.x1 <= width
            and word.top >= 0
            and word.bottom <= height
        ):
            seen.append(word)
            continue
        reason = annotate.hidden(word, page, marks, scanned) or (
            "garbled" if word.garbled and not _bullet_like(word) else None
        )
        if reason is None:
            seen.append(word)
        else:
            unseen.setdefault(reason, []).append(word)
    return seen, unseen


def _bullet_like(word: Word) -> bool:
    return len(word.text) == 1


def _note(trouble: _Trouble, page: OpenPage, marks: Marks, words: list[Word], scanned: bool) -> None:
    number = page.number
    if max(page.width, page.height) > LARGEST:
        trouble.huge.append(number)
    if marks.cut:
        trouble.cut.append(number)
    if not words:
        (trouble.blank if marks.blank else trouble.silent).append(number)
    elif scanned:
        trouble.scanned.append(number)
        trouble.misread[number] = misread(words)
    if any(not _bullet_like(word) for word in [word for word in words if word.garbled]):
        trouble.garbled.append(number)


def _remarks(trouble: _Trouble, ocr: bool) -> Iterator[Remark]:
    how = _how_to_recognise(ocr) if trouble.silent else ""
    told = (
        ("P101", trouble.lost, "cannot be read: {}", ""),
        (
            "P102",
            [page for page in trouble.silent if page not in trouble.recognised],
            "no text layer on {}",
            how,
        ),
        ("P103", trouble.garbled, "garbled text on {}", " (a font does not say which characters it draws)"),
        ("P104", trouble.scanned, "the text of {} was recognised from a picture and may be wrong", ""),
        ("P107", trouble.huge, "{} is larger than a page can be", ""),
        ("P108", trouble.cut, "more is drawn or written on {} than was looked at", ""),
        ("P112", trouble.recognised, "the text of {} was recognised with tesseract and may be wrong", ""),
    )
    for code, pages, message, more in told:
        if pages:
            yield Remark(code, message.format(page_list(pages)) + more)
    for page, words in trouble.misread.items():
        if words:
            shown = ", ".join(f"“{word}”" for word in words[:_SHOWN])
            yield Remark(
                "P110",
                f"words on page {page} that look misread: {shown}" + ("…" if len(words) > _SHOWN else ""),
            )


def _how_to_recognise(ocr: bool) -> str:
    """What a person can do about pages without a text layer."""
    from plancli.readers.pdf.ocr import INSTALL, available

    if available():
        return "" if ocr else " (read with --ocr to have it recognised by tesseract)"
    return f" (tesseract, which could recognise it with --ocr, is not installed: {INSTALL})"


def page_list(pages: list[int]) -> str:
    """Page numbers as a person writes them: ``page 3``, ``pages 1, 4–6``."""
    spans: list[list[int]] = []
    for page in sorted(set(pages)):
        if spans and page == spans[-1][1] + 1:
            spans[-1][1] = page
        else:
            spans.append([page, page])
    words = ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in spans)
    return f"page{'s' if len(set(pages)) > 1 else ''} {words}"
