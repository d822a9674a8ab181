"""Where a span of the reading text stands in its source."""

from __future__ import annotations

import pytest

import plancli
from plancli.assemble.evidence import all_evidence, evidence
from plancli.document import Block, Document, Piece, Place, Segment

WORDS = [  # word, page, box
    ("ohoh", 1, (10.0, 100.0, 50.0, 112.0)),
    ("the", 1, (54.0, 100.0, 74.0, 112.0)),
    ("weir", 1, (10.0, 114.0, 40.0, 126.0)),
    ("and", 2, (10.0, 50.0, 34.0, 62.0)),
    ("pass", 2, (38.0, 50.0, 70.0, 62.0)),
]


@pytest.fixture
def paged() -> Document:
    """A sentence over two lines of one page and one of the next."""
    text = " ".join(word for word, _, _ in WORDS)
    segments, start = [], 0
    for word, page, box in WORDS:
        segments.append(Segment(start, start + len(word), Piece(word, Place(page=page, box=box))))
        start += len(word) + 1
    return Document(
        "a.pdf", "application/pdf", "0" * 64, 1, 2, text, [Block("paragraph", 0, len(text), 0)], segments
    )


def test_what_runs_over_two_pages_has_a_piece_for_each(paged: Document) -> None:
    found = evidence(paged, 0, len(paged.text))
    assert [(e.page, e.quote) for e in found] == [(1, "ohoh the weir"), (2, "and pass")]
    assert [len(e.boxes) for e in found] == [2, 1]


def test_the_words_of_one_line_share_a_box(paged: Document) -> None:
    (found,) = evidence(paged, 0, 8)
    assert found.boxes == [[10.0, 100.0, 74.0, 112.0]]


def test_a_part_of_a_word_has_a_part_of_its_box(paged: Document) -> None:
    (found,) = evidence(paged, 2, 4)
    assert (found.quote, found.boxes) == ("oh", [[30.0, 100.0, 50.0, 112.0]])


def test_a_page_has_no_line_and_a_text_no_box(paged: Document) -> None:
    (found,) = evidence(paged, 0, 4)
    assert (found.line, found.column, found.selector) == (None, None, None)
    document = plancli.read(b"Mend the weir\n")
    (found,) = evidence(document, 5, 13)
    assert (found.page, found.boxes, found.line, found.column) == (None, [], 1, 6)


@pytest.mark.parametrize(
    ("source", "quote", "line", "column"),
    [
        ("Weir\n\n   1. Mend the weir\n", "weir", 3, 16),
        ("Mend\n the weir\n", "the weir", 2, 2),
        ("**Mend** the *weir*\n", "weir", 1, 15),
        ("# Mend the weir\n", "the", 1, 8),
        ("> Mend\n> the weir\n", "weir", 2, 7),
        ("see [the weir](https://a.b) now\n", "weir", 1, 10),
        ("so\u00adft weir\n", "weir", 1, 7),
        ("a\fMend the weir\n", "weir", 1, 12),
        ("\tMend\u00a0the weir\n", "the", 1, 7),
        ("Kühle weir\n", "weir", 1, 7),
    ],
)
def test_line_and_column_are_those_of_the_first_character(
    source: str, quote: str, line: int, column: int
) -> None:
    document = plancli.read(source.encode())
    start = document.text.rindex(quote)
    (found,) = evidence(document, start, start + len(quote))
    assert (found.quote, found.line, found.column) == (quote, line, column)


def test_space_around_a_span_is_left_out() -> None:
    document = plancli.read(b"Mend the weir\n")
    (found,) = evidence(document, 4, 9)
    assert (found.start, found.end, found.quote) == (5, 8, "the")
    assert evidence(document, 4, 5) == []
    assert evidence(document, 7, 7) == []


def test_several_spans_stand_in_reading_order() -> None:
    document = plancli.read(b"Mend the weir\n")
    assert [e.quote for e in all_evidence(document, [(9, 13), (0, 4)])] == ["Mend", "weir"]
