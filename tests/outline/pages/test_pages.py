"""What a person reads on pages and in which order, on pages made for one question each."""

from __future__ import annotations

import pytest

from plancli.document import Facts
from plancli.outline.pages import arrange
from plancli.readers import pdf
from tests.readers.pdf.forge import Element, Forge, marked, show


def arranged(*pages: str) -> Facts:
    forge = Forge()
    for page in pages:
        forge.page(page)
    return arrange(pdf.read(forge.save(), "made.pdf"))


def texts(facts: Facts) -> list[str]:
    return [line.text for line in facts.lines]


def block(x: float, top: float, words: str, count: int, *, size: float = 10, step: float = 13) -> str:
    """Lines of running text from ``top`` (from the page's bottom) down, each with its number."""
    return "".join(show(x, top - step * n, f"{words} goes on here {n}", size=size) for n in range(count))


def test_facts_without_pages_are_left_alone():
    facts = Facts("text/plain")
    assert arrange(facts) is facts


def test_two_columns_are_read_one_after_the_other():
    found = texts(arranged(block(60, 700, "left side", 12) + block(320, 706, "right side", 12)))
    assert found == [f"left side goes on here {n}" for n in range(12)] + [
        f"right side goes on here {n}" for n in range(12)
    ]


def test_a_line_across_parts_the_columns_above_and_below_it():
    page = (
        block(60, 700, "left one", 4) + block(320, 700, "right one", 4)
        + show(60, 640, "A heading that runs across both of the columns of this page", size=14)
        + block(60, 620, "left two", 4) + block(320, 620, "right two", 4)
    )  # fmt: skip
    found = [text.rsplit(" ", 4)[0] for text in texts(arranged(page))]
    assert found[:4] == ["left one"] * 4
    assert found[4:8] == ["right one"] * 4
    assert found[9:13] == ["left two"] * 4
    assert found[13:] == ["right two"] * 4


def test_labels_are_read_with_their_values():
    page = "".join(
        show(72, 700 - 20 * n, label) + show(180, 700 - 20 * n, value)
        for n, (label, value) in enumerate(
            (("From:", "Harbour office"), ("To:", "All masters"), ("Date:", "3 May 2024"))
        )
    )
    assert texts(arranged(page)) == ["From: Harbour office", "To: All masters", "Date: 3 May 2024"]


def test_headers_footers_and_page_numbers_go():
    pages = [
        show(72, 765, "Harbour plan 2024")
        + block(72, 700, f"text of page {n}", 20)
        + show(300, 30, f"Page {n} of 3")
        for n in (1, 2, 3)
    ]
    assert all(text.startswith("text of page") for text in texts(arranged(*pages)))


def test_a_number_in_the_text_is_no_page_number():
    pages = [block(72, 700, "text", 5) + show(72, 400, "2024") + block(72, 380, "more", 5) for _ in range(2)]
    assert texts(arranged(*pages)).count("2024") == 2


def test_a_first_heading_at_the_same_height_of_every_page_stays():
    pages = [
        show(72, 765, f"Aim {word}", size=16, font="F2") + block(72, 700, "text", 20)
        for word in ("one", "two", "three")
    ]
    assert [text for text in texts(arranged(*pages)) if text.startswith("Aim")] == [
        "Aim one",
        "Aim two",
        "Aim three",
    ]


def test_watermark_goes():
    pages = [
        block(72, 700, f"text {n}", 20) + "0.8 g " + show(150, 300, "DRAFT", size=90) + "0 g " for n in (1, 2)
    ]
    assert "DRAFT" not in texts(arranged(*pages))


@pytest.mark.parametrize("step", [1, 5])
def test_line_numbers_go(step: int):
    page = "".join(
        show(72, 700 - 13 * n, f"and so the text runs on over line {n}")
        + (show(40, 700 - 13 * n, str(n + 1), size=8) if (n + 1) % step == 0 else "")
        for n in range(45)
    )
    assert texts(arranged(page)) == [f"and so the text runs on over line {n}" for n in range(45)]


def test_numbers_of_a_list_stay():
    page = "".join(show(72, 700 - 13 * n, f"{n + 1}. Dredge basin number {n}") for n in range(12))
    assert texts(arranged(page))[0] == "1. Dredge basin number 0"


def test_hidden_and_turned_text_is_left_out_with_a_remark():
    page = (
        show(72, 700, "Seen")
        + "1 g "
        + show(72, 650, "Unseen")
        + "0 g "
        + show(30, 300, "Turned", turn="0 1 -1 0")
    )
    facts = arranged(page)
    assert texts(facts) == ["Seen"]
    assert {remark.code: remark.message for remark in facts.remarks} == {
        "P105": "hidden text on page 1 was not read (it is white on white): “Unseen”",
        "P106": "turned text on page 1 was not read: “Turned”",
    }


def test_footnotes_come_last_and_their_marks_go():
    first = (
        show(72, 700, "We dredge the basin", size=10)
        + show(163, 704, "1", size=6) + show(169, 700, "each year.", size=10)
        + block(72, 687, "text", 10) + "72 100 m 200 100 l S "
        + show(72, 88, "1 See the register of works.", size=8)
    )  # fmt: skip
    facts = arranged(first, block(72, 700, "page two", 10))
    assert texts(facts)[0] == "We dredge the basin each year."
    assert (facts.lines[-1].text, facts.lines[-1].tag) == ("1 See the register of works.", "footnote")


@pytest.mark.parametrize(
    ("word", "mark", "kept"), [("basin", "1", False), ("km", "2", True), ("21", "st", True)]
)
def test_raised_signs_of_a_word_stay(word: str, mark: str, kept: bool):
    width = {"basin": 26.0, "km": 14.0, "21": 11.5}[word]
    facts = arranged(
        show(72, 700, word, size=10) + show(72 + width, 704, mark, size=6) + block(72, 687, "text", 4)
    )
    assert texts(facts)[0] == (word + mark if kept else word)


def test_gap_indent_and_room_are_measured():
    facts = arranged(
        block(72, 700, "the first paragraph", 3)
        + block(92, 640, "an indented one", 2)
        + block(72, 600, "the last", 6)
    )
    assert [line.gap for line in facts.lines[:3]] == [None, 0.0, 0.0]
    assert facts.lines[3].gap is not None
    assert facts.lines[3].gap >= 1
    assert facts.lines[3].indent == pytest.approx(20)
    assert facts.lines[0].room is not None
    assert facts.lines[0].room < (facts.lines[-1].room or 0)


def table(rows: list[tuple[str, ...]]) -> Facts:
    """A tagged table of cells that stand in columns."""
    forge, operators, elements, content = Forge(), "", [], 0
    for number, row in enumerate(rows):
        cells = []
        for column, text in enumerate(row):
            operators += marked("TD", content, show((72, 100, 420)[column], 700 - 30 * number, text))
            cells.append(Element("TD", 1, [content]))
            content += 1
        elements.append(Element("TR", children=cells))
    forge.page(operators)
    forge.tree.append(Element("Table", children=elements))
    return arrange(pdf.read(forge.save(), "made.pdf"))


def test_numbered_rows_of_running_text_are_list_items():
    facts = table(
        [
            ("1", "Dredge: keep the basin deep enough for all", "Office"),
            ("2", "Build: put up a new quay in the north harbour", "Council"),
            ("3", "Mend: keep nets and boats in good order there", "Crews"),
        ]
    )
    items = [line for line in facts.lines if line.tag == "li"]
    assert [(line.marker, line.text.partition(":")[0]) for line in items] == [
        ("1.", "Dredge"),
        ("2.", "Build"),
        ("3.", "Mend"),
    ]
    assert [line.text for line in facts.lines if line.tag == "td"] == ["Office", "Council", "Crews"]


def test_codes_that_count_mark_the_rows_and_others_do_not():
    said = "keep the basin deep enough for all", "put up a new quay in the north harbour"
    coded = [("M1.2", said[0], "Office"), ("M2.1", said[1], "Council")]
    assert [line.marker for line in table(coded).lines if line.tag == "li"] == ["M1.2.", "M2.1."]
    odd = [("B7", said[0], "Office"), ("K3", said[1], "Council")]
    assert {line.tag for line in table(odd).lines} == {"td"}


def test_cells_under_a_heading_that_names_items_stand_for_their_rows():
    body = [("Keep the basin deep enough", "Office", "2031"), ("Put up a new quay", "Council", "2032")]
    facts = table([("Actions", "Owner", "Deadline"), *body])
    assert [line.text for line in facts.lines if line.tag == "tr"] == [row[0] for row in body]


@pytest.mark.parametrize(
    "rows",
    [
        [("Action", "Cost", "Year"), ("Trees", "40", "2031"), ("Buses", "60", "2032")],
        [("2023", "41 ships", "3 docks"), ("2024", "44 ships", "3 docks")],
        [
            ("Dredge", "The basin is to be deep enough for all ships", "Office"),
            ("Build", "A quay in the north", "Us"),
        ],
        [("1", "12", "13"), ("2", "14", "15"), ("3", "16", "17")],
    ],
    ids=["headed, of data", "years", "no numbers", "figures"],
)
def test_rows_that_carry_no_items_stay_cells(rows: list[tuple[str, ...]]):
    assert {line.tag for line in table(rows).lines} == {"td"}


def test_numbers_under_the_name_of_other_items_number_no_row():
    body = [
        ("1", "Train two hundred teachers of sign language", "2028"),
        ("1", "Write a curriculum for the first six years", "2027"),
        ("2", "Pay interpreters for nights on call", "2026"),
    ]
    lines = table([("Objective", "Action", "Year"), *body]).lines
    assert [(line.marker, line.text) for line in lines if line.tag in ("li", "tr")] == [
        (None, words) for _, words, _ in body
    ]


def test_a_tree_that_tears_sentences_apart_is_not_used():
    forge = Forge()
    forge.page(
        "".join(
            marked("P", n, show(72, 700 - 13 * n, f"the sentence runs on and on {'abcdefghij'[n]}"))
            for n in range(10)
        )
    )
    forge.tree.extend(Element("P", 1, [n]) for n in range(10))
    facts = arrange(pdf.read(forge.save(), "made.pdf"))
    assert {line.tag for line in facts.lines} == {None}
    assert [remark.code for remark in facts.remarks] == ["P109"]


def test_stains_of_a_scan_are_no_lines():
    """On a scanned page, lines of lone signs are dropped; pictures cover recognised words."""
    forge = Forge()
    image = forge.stream(
        b"\xff" * 16,
        "/Type /XObject /Subtype /Image /Width 4 /Height 4 /ColorSpace /DeviceGray /BitsPerComponent 8",
    )
    forge.page(
        show(72, 700, "The words of a scan") + show(72, 650, "~ '") + "q 612 0 0 792 0 0 cm /I Do Q",
        resources=f"/XObject <</I {image} 0 R>>",
    )
    facts = arrange(pdf.read(forge.save(), "made.pdf"))
    assert texts(facts) == ["The words of a scan"]
    assert [remark.code for remark in facts.remarks][:1] == ["P104"]


def test_a_tagged_heading_that_the_page_shows_as_prose_is_a_paragraph():
    forge = Forge()
    shown = (
        ("H1", "Harbour plan for boats", 16, "F2"),
        (
            "H2",
            "1. Safe boats: Inspect every boat twice in each of the years that this plan runs for.",
            10,
            "F1",
        ),
        ("H2", "Moorings for everybody", 10, "F2"),
        ("P", "Body text of the plan that is long enough to be what most of the pages are set in.", 10, "F1"),
    )
    forge.page(
        "".join(
            marked(tag, number, show(60, 700 - 40 * number, words, size=size, font=font))
            for number, (tag, words, size, font) in enumerate(shown)
        )
    )
    forge.tree.append(Element("Document", 1, [], [Element(tag, 1, [n]) for n, (tag, *_) in enumerate(shown)]))
    facts = arrange(pdf.read(forge.save(), "made.pdf"))
    assert [line.tag for line in facts.lines] == ["h1", "p", "h2", "p"]
