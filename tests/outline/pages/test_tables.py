"""Tables of pages without tags: drawn, drawn by halves, and told by nothing but where their words stand."""

from __future__ import annotations

import pytest

from plancli.document import Facts
from tests.outline.pages.drawing import arranged, grid, lines, rows, ruled

HEAD = ("No.", "Action", "Lead", "By when")
BODY = (
    ("1.1", "Dredge the basin down to/six metres at low water", "Harbour/Office", "May 2027"),
    ("1.2", "Build a quay of stone in/the north of the harbour", "Town Council", "June/2028"),
    ("1.3", "Mend the nets of every boat", "Crews", "2029"),
)
ITEMS = [
    "1.1. Dredge the basin down to six metres at low water",
    "1.2. Build a quay of stone in the north of the harbour",
    "1.3. Mend the nets of every boat",
]
COLUMNS = (60.0, 84.0, 300.0, 420.0)
PROSE = ("The plan was written with those who live by the harbour, and it says what is to be done.",) * 2


def items(facts: Facts) -> list[str]:
    """The rows that are items, with their numbers: the lines of one block together."""
    found: dict[str | None, str] = {}
    for line in facts.lines:
        if line.tag in ("li", "tr"):
            text = f"{line.marker} {line.text}" if line.marker else line.text
            found[line.block] = f"{found[line.block]} {text}" if line.block in found else text
    return list(found.values())


@pytest.mark.parametrize("pad", [9, 4], ids=["wide", "narrow"])
def test_cells_below_headings_are_a_table_although_nothing_is_drawn(pad: float):
    page = lines(60, 60, PROSE) + rows(COLUMNS, 120, (HEAD, *BODY), pad=pad) + lines(60, 300, PROSE)
    facts = arranged(page)
    assert items(facts) == ITEMS
    assert [line.text for line in facts.lines if line.tag == "td"] == [
        "Harbour", "Office", "May 2027", "Town Council", "June", "2028", "Crews", "2029",
    ]  # fmt: skip


def test_lines_drawn_between_rows_part_them_where_space_does_not():
    head, first, second, third = ((HEAD,), *((row,) for row in BODY))
    page = (
        rows(COLUMNS, 120, head)
        + rows(COLUMNS, 132, first)
        + rows(COLUMNS, 156, second)
        + rows(COLUMNS, 180, third)
    )
    drawn = "".join(ruled(60, 500, top) for top in (123, 147, 171, 183))
    assert items(arranged(page + drawn)) == ITEMS


def test_headings_may_stand_in_the_middle_of_their_columns():
    page = rows((60, 150, 330, 430), 120, (HEAD,)) + rows(COLUMNS, 141, BODY)
    assert items(arranged(page)) == ITEMS


def test_rows_without_space_between_start_at_their_numbers():
    assert items(arranged(rows(COLUMNS, 120, (HEAD, *BODY), pad=0))) == ITEMS


def test_areas_filled_behind_every_other_row_part_them():
    body = [("", *row[1:]) for row in BODY]
    shaded = "0.8 g 56 621 470 24 re f 0 g\n"
    page = shaded + rows(COLUMNS, 120, (("", *HEAD[1:]), *body), pad=0)
    assert items(arranged(page)) == [text.partition(" ")[2] for text in ITEMS]


def test_a_heading_within_a_table_heads_the_rows_below_it():
    page = rows(COLUMNS, 120, (HEAD, BODY[0], ("Quays", "", "", ""), *BODY[1:]))
    facts = arranged(page)
    assert items(facts) == ITEMS
    assert [line.tag for line in facts.lines if line.text == "Quays"] == [None]


def test_cells_that_stand_level_in_their_middle_are_one_row():
    page = rows(COLUMNS, 120, (HEAD,))
    for n, (number, action, lead, _) in enumerate(BODY[:2]):
        top = 141 + 40 * n
        page += lines(84, top, action.split("/"), step=12) + lines(60, top + 6, [number])
        page += lines(300, top + 6, [lead.replace("/", " ")])
    assert items(arranged(page)) == ITEMS[:2]


def test_a_row_that_a_page_tears_is_whole_and_the_headings_are_not_read_again():
    first = lines(60, 60, PROSE) + rows(
        COLUMNS, 700, (HEAD, ("1.1", "Dredge the basin down to", "Harbour", "May 2027"))
    )
    second = rows(COLUMNS, 72, (HEAD, ("", "six metres at low water", "Office", ""), *BODY[1:]))
    facts = arranged(first, second)
    assert items(facts) == ITEMS
    assert [line.text for line in facts.lines].count("By when") == 1
    assert [line.text for line in facts.lines if line.tag == "td"][:3] == ["Harbour", "Office", "May 2027"]


def test_a_drawn_table_is_one_on_a_page_of_text():
    tops = (110, 129, 165, 201, 225)
    page = lines(60, 40, PROSE) + grid((56, 80, 296, 416, 520), tops) + lines(60, 260, PROSE * 10)
    for top, row in zip(tops, (HEAD, *BODY), strict=False):
        page += rows(COLUMNS, top + 12, (row,))
    facts = arranged(page)
    assert items(facts) == ITEMS
    assert facts.remarks == []


LEFT = ("Actions of the port are listed", "in the second part, with all", "that they cost the town now.")


@pytest.mark.parametrize(
    "page",
    [
        lines(60, 100, ("Aims",), font="F2") + lines(320, 100, ("Actions",), font="F2")
        + lines(60, 120, LEFT * 3) + lines(320, 120, LEFT * 3),
        lines(60, 100, ("Actions", "Results", "Money")) + lines(520, 100, ("3", "4", "7")),
        lines(60, 100, ("Actions, steps and", "measures are told apart.")) + lines(320, 100, ("Lead times", "differ."))
        + lines(460, 100, ("Costs", "differ, too.")),
    ],
    ids=["two texts", "contents", "three columns"],
)  # fmt: skip
def test_words_that_could_head_a_table_do_not_make_one(page: str):
    assert {line.tag for line in arranged(page).lines} == {None}


def test_a_table_goes_on_over_a_page_that_ends_with_a_note_and_has_larger_headings_within():
    first = rows(COLUMNS, 640, (HEAD, BODY[0])) + lines(60, 760, ("1 See the law of the sea.",), size=7)
    second = (
        lines(60, 72, ("Quays",), size=12, font="F2") + rows(COLUMNS, 92, (BODY[1],))
        + lines(60, 126, ("Nets",), size=12, font="F2") + rows(COLUMNS, 146, (BODY[2],))
    )  # fmt: skip
    found = items(arranged(first, rows(COLUMNS, 72, (BODY[1],)) + lines(60, 300, PROSE)))
    assert found == ITEMS[:2]
    assert items(arranged(rows(COLUMNS, 51, (HEAD,)) + second)) == ITEMS[1:]
