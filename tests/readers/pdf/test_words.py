"""What the reader says of words and lines: text, style, box, and what is drawn around them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from plancli.readers import pdf
from tests.readers.pdf.forge import Forge, show

if TYPE_CHECKING:
    from plancli.document import Facts, Line, Piece


def facts_of(content: str, **page: object) -> Facts:
    forge = Forge()
    forge.page(content, **page)  # type: ignore[arg-type]
    return pdf.read(forge.save(), "made.pdf")


def line_with(facts: Facts, words: str) -> Line:
    found = [line for line in facts.lines if words in line.text]
    assert len(found) == 1, [line.text for line in facts.lines]
    return found[0]


def piece_of(facts: Facts, word: str) -> Piece:
    return next(piece for line in facts.lines for piece in line.pieces if piece.text == word)


def test_words_of_one_style_are_one_piece_that_knows_where_each_stands():
    line = line_with(facts_of(show(72, 700, "Keep the ") + show(122, 700, "harbour", font="F2")), "harbour")
    assert [piece.text for piece in line.pieces] == ["Keep the", " ", "harbour"]
    assert all((piece.place.box is None) == (piece.text == " ") for piece in line.pieces)
    first, second = line.pieces[0].words()
    assert (first[:2], second[:2]) == ((0, "Keep"), (5, "the"))
    assert 71 < first[2][0] < first[2][2] < second[2][0] < second[2][2] < 120
    assert line.pieces[0].place.box == (*first[2][:2], *second[2][2:])


def test_box_is_in_points_from_the_top_left():
    x0, top, x1, bottom = piece_of(facts_of(show(72, 700, "Harbour", size=20)), "Harbour").place.box or (
        0,
        0,
        0,
        0,
    )
    assert x0 == pytest.approx(72, abs=2)
    assert x1 == pytest.approx(72 + 73, abs=3)  # Helvetica's widths of these letters at 20 points
    assert top < 792 - 700 - 10 < 792 - 700 < bottom
    assert bottom - top == pytest.approx(20, abs=5)


@pytest.mark.parametrize(("turn", "size"), [("1 0 0 1", 12.0), ("2 0 0 2", 24.0), ("0.5 0 0 0.5", 6.0)])
def test_size_is_multiplied_by_the_text_matrix(turn: str, size: float):
    facts = facts_of(show(72, 700, "Scaled", size=12, turn=turn))
    assert piece_of(facts, "Scaled").size == pytest.approx(size)


@pytest.mark.parametrize(
    ("font", "bold", "italic"), [("F1", False, False), ("F2", True, False), ("F3", False, True)]
)
def test_weight_and_slant_come_from_the_font(font: str, bold: bool, italic: bool):
    piece = piece_of(facts_of(show(72, 700, "Weight", font=font)), "Weight")
    assert (piece.bold, piece.italic) == (bold, italic)


def test_a_word_in_two_styles_is_two_pieces_without_a_space():
    facts = facts_of("BT /F2 11 Tf 72 700 Td (Aim) Tj /F1 11 Tf (s of it) Tj ET")
    line = facts.lines[0]
    assert line.text == "Aims of it"
    assert [(piece.text, piece.bold) for piece in line.pieces] == [("Aim", True), ("s of it", False)]


def test_hyphen_at_the_end_of_a_line_is_kept():
    facts = facts_of(show(72, 700, "We shall strength-") + show(72, 686, "en the service"))
    assert [line.text for line in facts.lines] == ["We shall strength-", "en the service"]


def test_raised_mark_is_a_piece_that_says_so():
    facts = facts_of(
        show(72, 700, "harbour", size=12) + show(113, 705, "3", size=7) + show(120, 700, "fees", size=12)
    )
    line = facts.lines[0]
    assert [(piece.text, piece.raised) for piece in line.pieces if piece.text.strip()] == [
        ("harbour", False), ("3", True), ("fees", False),
    ]  # fmt: skip


def test_line_drawn_under_words_underlines_them():
    facts = facts_of(show(72, 700, "Fair fees: for all") + "72 698 m 118 698 l S")
    assert [piece.text for piece in facts.lines[0].pieces if piece.underline] == ["Fair fees:"]


def test_link_annotation_gives_its_words_the_address():
    annotation = (
        "/Annots [<</Subtype /Link /Rect [70 696 112 712] /A <</S /URI /URI (https://example.org/a)>>>>]"
    )
    facts = facts_of(show(72, 700, "Harbour rules"), entries=annotation)
    assert [piece.link for piece in facts.lines[0].pieces] == ["https://example.org/a", None, None]


def test_drawn_dot_becomes_a_bullet():
    dot = "60 703 m 60 706 l 63 706 l 63 703 l f "
    facts = facts_of(show(72, 700, "Dredge") + dot + show(72, 680, "Build"))
    assert [(line.text, line.marker) for line in facts.lines] == [("• Dredge", None), ("Build", None)]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("1 1 1 rg " + show(72, 700, "Secret"), "white"),
        (show(72, 700, "Secret", size=0.5), "small"),
        (show(900, 700, "Secret"), "outside"),
        (show(72, 700, "Secret", mode=3), "invisible"),
    ],
)
def test_what_a_person_cannot_see_is_marked(content: str, reason: str):
    facts = facts_of(show(72, 600, "Seen") + content)
    assert {line.text: line.hidden for line in facts.lines} == {"Seen": None, "Secret": reason}


def test_white_words_on_a_dark_panel_are_seen():
    facts = facts_of("0 0 0.5 rg 0 650 612 142 re f 1 1 1 rg " + show(72, 700, "Title"))
    assert line_with(facts, "Title").hidden is None


def test_turned_text_keeps_its_angle():
    facts = facts_of(show(72, 700, "Level") + show(30, 300, "Upright", turn="0 1 -1 0"))
    assert {line.text: line.angle for line in facts.lines} == {"Level": 0, "Upright": 90}


def test_rotated_page_is_read_as_it_is_shown():
    facts = facts_of(show(300, 100, "Shown", turn="0 1 -1 0"), entries="/Rotate 90")
    assert facts.sheets[0].width == 792
    line = line_with(facts, "Shown")
    assert line.angle == 0
    assert line.box is not None
    assert line.box[0] == pytest.approx(100, abs=3)
    assert line.box[3] == pytest.approx(300, abs=5)


@pytest.mark.parametrize("shift", [0.3, 1.2])
def test_words_printed_twice_are_read_once(shift: float):
    facts = facts_of(show(72, 700, "Priorities") + show(72 + shift, 700 - shift, "Priorities"))
    assert [line.text for line in facts.lines] == ["Priorities"]


def test_metadata_are_hints():
    forge = Forge(info={"Title": "Harbour plan", "CreationDate": "D:20240312101500Z"}, language="en-GB")
    forge.page(show(72, 700, "Text"))
    hints = pdf.read(forge.save(), "made.pdf").hints
    assert hints == {"title": "Harbour plan", "created": "2024-03-12", "language": "en-GB"}


def test_gap_of_a_column_parts_lines_and_a_tab_after_a_number_does_not():
    facts = facts_of(show(72, 700, "1.") + show(100, 700, "Dredge it") + show(300, 700, "Other column"))
    assert [line.text for line in facts.lines] == ["1. Dredge it", "Other column"]


@pytest.mark.corpus
@pytest.mark.parametrize("name", ["rendered/calais-group-priority-plan-2025.weasyprint.pdf", "us-nap5.pdf"])
def test_words_are_those_that_pdfplumber_reads(name: str, shared):
    import pdfplumber

    path = shared / "corpus" / name
    mine = sorted(word for line in pdf.read(path.read_bytes(), name).lines for word in line.text.split())
    with pdfplumber.open(path) as document:
        theirs = sorted(word["text"] for page in document.pages for word in page.extract_words())
    from collections import Counter

    same = sum((Counter(mine) & Counter(theirs)).values())
    assert same >= 0.995 * max(len(mine), len(theirs))


@pytest.mark.parametrize(
    ("pages", "codes"),
    [
        pytest.param(["words", ""], [], id="the back of a page"),
        pytest.param(["words", "drawing"], ["P102"], id="a page that is a drawing"),
        pytest.param(["", ""], ["P102"], id="nothing but empty pages"),
    ],
)
def test_an_empty_page_lacks_no_text(pages: list[str], codes: list[str]):
    """A page with nothing on it is no page whose text is missing, unless the document has no others."""
    forge = Forge()
    drawn = {"words": show(60, 700, "Harbour plan"), "drawing": "60 60 m 300 300 l S\n", "": ""}
    for page in pages:
        forge.page(drawn[page])
    assert [remark.code for remark in pdf.read(forge.save(), "plan.pdf").remarks] == codes
