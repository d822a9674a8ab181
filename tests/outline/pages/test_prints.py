"""What printed documents have and texts do not: drop capitals, pull quotes, running chapters, torn columns."""

from __future__ import annotations

import pytest

import plancli
from plancli.document import Facts
from tests.outline.pages.drawing import arranged, lines, saved
from tests.readers.pdf.forge import show

BODY = ("The harbour office keeps the basin deep enough for all of the boats", "that come into it.")


def texts(facts: Facts) -> list[str]:
    return [line.text for line in facts.lines]


@pytest.mark.parametrize(
    ("initial", "first", "second", "opening"),
    [
        ("W", "ater is the oldest neighbour that", "this harbour has.", "Water is the oldest"),
        ("A", "n engineer keeps the sluices, and", "sleeps beside them.", "An engineer keeps"),
        ("A", "harbour is never finished, for", "the sea is not.", "A harbour is never"),
    ],
)
def test_a_drop_capital_goes_to_the_line_that_it_opens(initial: str, first: str, second: str, opening: str):
    page = lines(60, 80, BODY * 4) + lines(60, 226, (initial,), size=36) + lines(96, 212, (first, second))
    found = texts(arranged(page))
    assert found[-2].startswith(opening)
    assert found[-1] == second


@pytest.mark.parametrize("mark", ["B", "1"], ids=["letter of a section", "number"])
def test_a_large_sign_far_from_the_lines_stays_by_itself(mark: str):
    page = lines(60, 80, BODY * 4) + lines(60, 226, (mark,), size=36) + lines(160, 212, BODY)
    assert mark in texts(arranged(page))


QUOTED = "Nobody asked the crews, and the crews knew best."


@pytest.mark.parametrize(
    ("shown", "size", "kept"),
    [
        (QUOTED, 16, False),
        (f"“{QUOTED}”", 16, False),
        (QUOTED.rstrip("."), 16, True),
        ("Everybody asked the crews, and the crews knew best.", 16, True),
        (QUOTED, 10, True),
    ],
    ids=["quote", "in quotation marks", "heading", "other words", "in the text's size"],
)
def test_a_sentence_of_the_text_shown_again_in_large_type_is_left_out(shown: str, size: float, kept: bool):
    text = (
        *BODY,
        "In the year of the flood much went wrong. Nobody asked the",
        "crews, and the crews knew best.",
    )
    page = lines(60, 80, text * 2) + show(60, 500, shown.replace("“", '"').replace("”", '"'), size=size)
    assert any("asked the crews" in line and line.strip('"') != "" and "year" not in line
               for line in texts(arranged(page))) is kept  # fmt: skip


def test_the_chapter_beside_a_running_title_is_furniture():
    chapters = ("What we know", "What we want", "What we do")
    pages = [
        lines(60, 30, ("Plan for the Harbour",), size=8)
        + lines(430, 30, (chapter,), size=8)
        + lines(60, 90, BODY * 5)
        for chapter in chapters
    ]
    last = show(60, 762, "Plan for the Harbour  What comes next", size=8) + lines(60, 90, BODY * 5)
    assert set(texts(arranged(*pages, last))) == set(BODY)


def test_a_name_with_the_pages_number_behind_a_bar_is_furniture():
    pages = [lines(60, 90, BODY * 5), lines(400, 40, ("What we want | 2",), size=8) + lines(60, 90, BODY * 5)]
    kept = lines(60, 90, BODY * 5) + lines(60, 300, ("Beds | 3",))
    assert set(texts(arranged(*pages, kept))) == {*BODY, "Beds | 3"}


def test_headings_in_the_margin_stand_before_the_text_beside_them():
    page = ""
    for n, name in enumerate(("Shade", "Water", "Warnings")):
        page += lines(60, 120 + 70 * n, (name,), size=10, font="F2")
        page += lines(
            140,
            120 + 70 * n,
            [f"{name} is for everybody here and", "is made by all of us as soon", "as it can be."],
        )
    found = [text.partition(" ")[0] for text in texts(arranged(page)) if text[:1].isupper()]
    assert found == ["Shade", "Shade", "Water", "Water", "Warnings", "Warnings"]


def test_what_stands_lowest_on_a_cover_and_a_note_is_content():
    """Text areas end at one height on many pages, where a date or a note stands as well."""
    cover = lines(60, 300, ("Plan for the Harbour",), size=28) + lines(60, 735, ("14 October 2025",))
    noted = (
        lines(60, 90, BODY * 5)
        + show(60, 60, "1", size=5.5, turn="1 0 0 1")
        + show(66, 57, "See the law.", size=8)
    )
    pages = [lines(60, 90, BODY * 5) + lines(300, 770, (str(n),), size=9) for n in (2, 3)]
    found = texts(arranged(cover, *pages, noted + lines(300, 770, ("4",), size=9)))
    assert "14 October 2025" in found
    assert any("See the law." in text for text in found)


def test_titles_and_their_pages_are_lines_of_a_list_of_contents():
    titles = (("What we know", "3"), ("What we want", "5"), ("What we do", "9"))
    entries = "".join(
        lines(60, 120 + 13 * n, (title,)) + lines(520, 120 + 13 * n, (page,))
        for n, (title, page) in enumerate(titles)
    )
    found = texts(arranged(lines(60, 80, ("Contents",), size=16) + entries, lines(60, 90, BODY * 5)))
    assert found[:4] == ["Contents", "What we know 3", "What we want 5", "What we do 9"]


def test_entries_with_leaders_are_not_joined():
    entries = [f"{title} {'.' * 90} {page}" for title, page in (("What we know", 3), ("What we want", 5))]
    document = plancli.read(saved(lines(60, 120, entries) + lines(60, 190, BODY * 4)), name="made.pdf")
    assert document.text.split("\n")[:2] == entries


def test_what_stands_beside_a_heading_is_read_with_it():
    page = lines(60, 60, BODY)
    for n, name in enumerate(("Shade", "Water", "Warnings")):
        top = 120 + 120 * n
        page += lines(60, top, (name,), size=14, font="F2")
        page += lines(60, top + 20, ("Little is known of it", "in this town so far."))
        page += lines(
            300, top, [f"{name} is for everybody here", "and is made by all of us", "as soon as it can be."]
        )
    found = texts(arranged(page))
    assert [text for text in found if text in ("Shade", "Water", "Warnings") or "for everybody" in text] == [
        "Shade", "Shade is for everybody here", "Water", "Water is for everybody here",
        "Warnings", "Warnings is for everybody here",
    ]  # fmt: skip


LEFT = ("The first column of the page goes", "on to its end, which is here, and")
RIGHT = ("the second one goes on from", "there to the page's end.")


@pytest.mark.parametrize(("before", "order"), [(True, [0, 1, 2, 3]), (False, [0, 2, 1, 3])])
def test_a_few_lines_stand_in_columns_if_the_pages_before_have_such(before: bool, order: list[int]):
    full = lines(60, 90, LEFT * 8) + lines(320, 90, RIGHT * 8)
    short = lines(60, 200, LEFT) + lines(320, 200, RIGHT)
    found = texts(arranged(*([full] if before else []), short))[-4:]
    words = (*LEFT, *RIGHT)
    assert [words.index(text) for text in found] == order


@pytest.mark.parametrize(
    ("above", "below", "one"),
    [
        ("No home on the street flooded in the high water of February", "2025.", True),
        (
            "The priorities for the Authority in the financial year of 2026-",
            "27. I am grateful to you.",
            True,
        ),
        ("The boats of the harbour", "12 trawlers", False),
        ("The fleet of the harbour, of the river and of both the canals", "Twelve trawlers", False),
    ],
)
def test_figures_at_the_start_of_a_line_may_go_on_with_the_sentence(above: str, below: str, one: bool):
    page = lines(60, 60, BODY * 3) + lines(60, 200, (above, below))
    document = plancli.read(saved(page), name="made.pdf")
    assert (document.text.split("\n")[-1] == f"{above} {below}".replace("- 27", "-27")) is one


def test_a_notes_mark_stands_apart_from_its_words():
    page = (
        lines(60, 90, BODY * 4) + show(60, 640, "Boats are asked for", size=10) + show(148.6, 644, "1", size=6)
        + show(60, 60, "1See the law of the sea.", size=8)
    )  # fmt: skip
    assert texts(arranged(page))[-1] == "1 See the law of the sea."


def test_a_heading_level_with_the_other_columns_text_stands_over_its_own_column():
    """The columns happen to end and to start at one height around it, and the other one has such a heading too."""
    left, right = ("left of the page goes on",), ("right of the page goes on",)
    page = lines(60, 100, left * 5) + lines(60, 180, ("Shade",), size=14) + lines(60, 200, left * 8)
    page += lines(320, 100, right * 5) + lines(320, 200, right * 4) + lines(320, 270, ("Water",), size=14)
    page += lines(320, 290, right * 2)
    found = [text.partition(" ")[0] for text in texts(arranged(page))]
    assert found == ["left"] * 5 + ["Shade"] + ["left"] * 8 + ["right"] * 9 + ["Water"] + ["right"] * 2
