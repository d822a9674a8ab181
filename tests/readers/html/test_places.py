"""Line, column and CSS path of what is read: they find the same words in the page's source."""

# ruff: noqa: E501 - the cases are data, one a line

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from plancli.readers.html.page import read_page
from plancli.readers.html.positions import MARK, mark

PAGES = sorted((Path(__file__).parent / "pages").glob("*.html"), key=lambda path: path.name)
SCRAPS = (
    "<p>", "</p>", "<div class='a>b'>", "</div>", "<b>", "</b>", "<i title=\"x", "\">", "<!-- c -->", "<!--", "-->", "<br>",
    "<table>", "<tr>", "<td>", "</table>", "<ul><li>", "<script>if (a<b) {}</script>", "<style>p{}</style>", "&amp;",
    "&lt;", "&copy", "&#x41;", "<", ">", "&", "word", "two words", "\n", "  ", "é", "\U0001f30a", "\r\n", "<h1>", "</h1>",
    "<textarea>", "</textarea>", "<a href=x>", "</a>", "<svg><title>t</title></svg>", "<?php ?>", "</", "<a", "\u00ad",
)  # fmt: skip


def assert_placed(source: str) -> None:
    rows = source.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for line in read_page(source, "text/html").lines:
        for piece in line.pieces:
            if piece.linear and piece.place.line is not None and piece.place.column is not None:
                start = piece.place.column - 1
                row = rows[piece.place.line - 1]
                assert row[start : start + len(piece.text.rstrip()) - 1] == piece.text.rstrip()[:-1]


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.stem)
def test_line_and_column_find_the_words(page: Path) -> None:
    source = page.read_text(encoding="utf-8")
    pieces = [p for line in read_page(source, "text/html").lines for p in line.pieces if p.text.strip(" ,")]
    assert sum(piece.place.line is not None for piece in pieces) > 0.6 * len(pieces)
    assert_placed(source)


@given(st.lists(st.sampled_from(SCRAPS), max_size=60).map("".join))
def test_any_page_is_placed_or_says_nothing(source: str) -> None:
    assert_placed(source)


@given(st.lists(st.sampled_from(SCRAPS), max_size=40).map("".join))
def test_marks_change_neither_the_tree_nor_its_words(source: str) -> None:
    plain, marked = LexborHTMLParser(source), LexborHTMLParser(mark(source)[0])
    assert [node.tag for node in marked.css("*")] == [node.tag for node in plain.css("*")]
    assert MARK.sub("", marked.root.text()) == plain.root.text()


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.stem)
def test_path_finds_the_element(page: Path) -> None:
    source = page.read_text(encoding="utf-8")
    tree = LexborHTMLParser(source)
    for line in read_page(source, "text/html").lines:
        for piece in line.pieces:
            unseen = (piece.place.selector or "").startswith("html > head")  # in an attribute or a script
            if piece.place.selector is not None and piece.place.line is not None and not unseen:
                found = tree.css(piece.place.selector)
                assert len(found) == 1
                assert piece.text.strip(" “”") in found[0].text()


def test_what_a_page_says_out_of_sight_is_placed_too() -> None:
    source = (Path(__file__).parent / "pages/unseen.html").read_text(encoding="utf-8")
    rows, tree = source.split("\n"), LexborHTMLParser(source)
    places = [line.pieces[0].place for line in read_page(source, "text/html").lines[:3]]
    for place, value, tag in zip(
        places, ["Peat", "2031-05-07", "Moor Trust"], ["title", "script", "script"], strict=True
    ):
        assert rows[place.line - 1][place.column - 1 :].startswith(value)  # type: ignore[operator]
        assert [node.tag for node in tree.css(place.selector or "")] == [tag]
