"""What a person makes of a page's layout, from a made page to the blocks of the document."""

from __future__ import annotations

from itertools import pairwise

import plancli
from plancli.document import Block, Document
from tests.readers.pdf.forge import Element, Forge, marked, show

BODY = "The harbour office keeps the basin deep enough for all of the boats that come into it"


def read(*pages: str, tree: list[Element] | None = None, resources: str = "") -> Document:
    forge = Forge()
    for page in pages:
        forge.page(page, resources=resources)
    forge.tree.extend(tree or [])
    return plancli.read(forge.save(), name="made.pdf")


def prose(x: float, top: float, count: int, *, size: float = 10, words: str = BODY) -> str:
    """A paragraph of ``count`` full lines, its last one short and closed."""
    lines = [words] * (count - 1) + ["and that is all."]
    return "".join(show(x, top - 1.2 * size * n, line, size=size) for n, line in enumerate(lines))


def kinds(document: Document) -> list[tuple[str, str]]:
    return [(block.kind, document.words(block)) for block in document.blocks]


def block(document: Document, words: str) -> Block:
    return next(b for b in document.blocks if document.words(b).startswith(words))


def test_a_small_picture_before_a_line_is_a_bullet_and_the_dots_of_a_seal_are_none():
    forge = Forge()
    image = forge.stream(
        b"\x80",
        "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8",
    )
    seal = "".join(f"{60 + 4 * n} 748 3 3 re f " for n in range(4))
    page = seal + show(80, 746, "Harbour Office", size=12)
    for n, words in enumerate(("Dredge the basin", "Build a quay")):
        page += f"q 9 0 0 9 72 {648 - 20 * n} cm /I Do Q " + show(90, 650 - 20 * n, words)
    forge.page(page, resources=f"/XObject <</I {image} 0 R>>")
    document = plancli.read(forge.save(), name="made.pdf")
    assert document.text.split("\n") == ["Harbour Office", "• Dredge the basin", "• Build a quay"]


def test_the_head_of_a_memorandum_holds_no_headings_and_names_its_subject():
    head = (
        ("FROM:", "Ann Berg"),
        ("TO:", "All masters of boats"),
        ("SUBJECT:", "Deeper basins for all boats"),
    )
    page = show(300, 760, "Harbour Office", size=20) + "".join(
        show(72, 700 - 20 * n, label, font="F2", size=12) + show(160, 700 - 20 * n, value, font="F2", size=12)
        for n, (label, value) in enumerate(head)
    )
    plan = plancli.extract(_saved(page + prose(72, 600, 5)), model="none")
    assert plan.metadata.title == "Deeper basins for all boats"
    assert [section.title for section in plan.sections] in ([], ["Harbour Office"])


def _saved(*pages: str) -> bytes:
    forge = Forge()
    for page in pages:
        forge.page(page)
    return forge.save()


def test_a_sentence_that_only_a_tag_cuts_goes_on():
    lines = (BODY + " and", BODY.lower() + " and", "so it goes on.", BODY + ".", BODY + ".", BODY + ".")
    page = "".join(marked("P", n, show(72, 700 - 13 * n, line)) for n, line in enumerate(lines))
    blocks = [[0], [1, 2], [3], [4], [5]]
    document = read(page, tree=[Element("P", 1, contents) for contents in blocks])
    assert kinds(document)[0] == ("paragraph", " ".join(lines[:3]))


def test_the_last_of_a_series_of_headings_is_one_although_it_ends_in_a_full_stop():
    heads = ("1. Deepen the basin", "2. Build a quay", "3. Register the boats of the U.S.")
    page = "".join(
        show(72, 700 - 90 * n, head, font="F2") + prose(72, 680 - 90 * n, 4) for n, head in enumerate(heads)
    )
    assert [words for kind, words in kinds(read(page)) if kind == "heading"] == [h[3:] for h in heads]


def test_a_chart_beside_labels_is_read_as_its_list():
    rows = [
        ("1. Map the ducts that", "are old"),
        ("2. Agree a code", "of practice"),
        ("3. Launch a fund", ""),
    ]
    rows += [("4. Appoint a", "commissioner"), ("5. Report each year", "")]
    page = prose(72, 740, 3) + show(72, 690, "Actions", size=14, font="F2")
    top = 660.0
    for number, (first, second) in enumerate(rows):
        page += show(200, top, first, size=9)
        if number in (1, 3):
            page += show(72, top - 6, "Group", size=10, font="F2")
        if second:
            page += show(209, top - 11, second, size=9)
        top -= 32
    document = read(page)
    assert [words for kind, words in kinds(document) if kind == "item"] == [
        "Map the ducts that are old",
        "Agree a code of practice",
        "Launch a fund",
        "Appoint a commissioner",
        "Report each year",
    ]


def test_the_title_at_the_foot_of_one_page_is_furniture():
    first = show(72, 700, "Deeper basins", size=24) + prose(72, 650, 6)
    document = read(first, prose(72, 700, 20) + show(72, 40, "Deeper Basins", size=9), prose(72, 700, 20))
    assert document.text.count("Deeper") == 1


def test_a_date_at_the_foot_of_a_tagged_cover_is_content():
    cover = marked("P", 0, show(72, 500, "Deeper basins", size=24)) + show(250, 50, "September 2025")
    body = marked("P", 0, prose(72, 700, 12)) + show(72, 40, "Office", size=8)
    forge = Forge()
    for page in (cover, body, body):
        forge.page(page)
    forge.tree.extend(Element("P", number, [0]) for number in (1, 2, 3))
    document = plancli.read(forge.save(), name="made.pdf")
    assert "September 2025" in document.text
    assert "Office" not in document.text.split("\n")


def test_a_heading_set_as_the_text_is_heads_the_list_below_it():
    page = show(72, 740, "Harbour plan", size=18) + prose(72, 700, 4) + show(72, 630, "Our aims")
    page += "".join(
        show(80, 605 - 14 * n, f"{chr(0x95)} {words}")
        for n, words in enumerate(("deepen the basin", "build a quay in the north"))
    )
    plan = plancli.extract(_saved(page), model="none")
    assert [aim.text for aim in plan.aims] == ["deepen the basin", "build a quay in the north"]


def test_an_untagged_heading_set_like_the_tagged_ones_shares_their_level():
    content, elements = "", []
    for number, (tag, words) in enumerate((("H1", "First part"), ("H1", "Second part"), ("P", "Conclusion"))):
        content += marked(tag, 2 * number, show(72, 700 - 120 * number, words, size=16))
        content += marked("P", 2 * number + 1, prose(72, 670 - 120 * number, 5))
        elements += [Element(tag, 1, [2 * number]), Element("P", 1, [2 * number + 1])]
    document = read(content, tree=elements)
    assert [b.level for b in document.blocks if b.kind == "heading"] == [1, 1, 1]


def test_columns_are_parted_by_a_heading_over_them_that_does_not_reach_across():
    page = ""
    for number, top in enumerate((720, 560, 400)):
        page += show(60, top, f"Part {'ABC'[number]}", size=16, font="F2")
        for x, side in ((60, "left"), (320, "right")):
            page += "".join(
                show(x, top - 30 - 13 * n, f"Narrow lines of a column, {side} {'abc'[number]}.", size=10)
                for n in range(6)
            )
    places = [line.split()[-2:] for line in read(page).text.split("\n") if "Narrow" in line]
    order = [place for place, before in pairwise([*places[::-1], None]) if place != before][::-1]
    assert order == [[side, f"{part}."] for part in "abc" for side in ("left", "right")]


def test_a_box_beside_the_title_is_read_for_itself():
    lines = ("Contact", "Harbour office", "Quay Street", "Open all day")
    page = "0.9 g 400 640 160 110 re f 0 g "
    page += "".join(show(410, 730 - 22 * n, line, size=8) for n, line in enumerate(lines))
    page += show(72, 730, "Office of the harbour", size=10) + show(72, 700, "Deeper basins", size=22)
    page += show(72, 670, "3 May 2025", size=10) + prose(72, 610, 8)
    text = read(page).text
    assert text.index("3 May 2025") < text.index("Contact")
    assert "Contact\nHarbour office\nQuay Street\nOpen all day" in text


def test_a_table_of_items_goes_on_over_pages_with_the_lists_in_its_cells():
    forge = Forge()
    rows = {1: [("1.", "Deepen the basin in front of the quay:", "a. by dredging")], 2: [("2.", BODY, "")]}
    for page, cells in rows.items():
        operators, elements, content = "", [], 0
        for number, words, inner in cells:
            top = 150 if page == 1 else 700
            operators += marked("TD", content, show(72, top, number)) + marked(
                "TD", content + 1, show(110, top, words)
            )
            second = Element("TD", page, [content + 1])
            if inner:
                operators += marked("LI", content + 2, show(130, top - 14, inner))
                second.children.append(Element("L", children=[Element("LI", page, [content + 2])]))
            elements.append(Element("TR", children=[Element("TD", page, [content]), second]))
            content += 3
        forge.page(operators)
        forge.tree.append(Element("Table", children=elements))
    document = plancli.read(forge.save(), name="made.pdf")
    items = [(b.number, b.level) for b in document.blocks if b.kind == "item"]
    assert items == [("1", 1), ("a", 2), ("2", 1)]


def test_small_print_under_a_mark_that_the_page_raises_is_a_note():
    page = show(72, 700, "We dredge the basin", size=10) + show(163, 704, "1", size=6)
    page += show(169, 700, "each year.", size=10) + prose(72, 680, 20)
    page += show(72, 80, "1. See the register of works.", size=8)
    document = read(page)
    assert block(document, "1. See").kind == "note"


def test_the_last_word_of_a_paragraph_is_no_control_of_a_site():
    page = show(72, 700, BODY + " and is put into the public") + show(72, 687, "register") + prose(72, 650, 6)
    assert "public register" in read(page).text


def test_a_line_of_text_in_a_colour_of_its_own_is_a_heading():
    page = (
        prose(72, 740, 6)
        + "0 0.2 0.6 rg "
        + show(72, 640, "Deeper basins", size=10)
        + "0 g "
        + prose(72, 620, 6)
    )
    assert block(read(page), "Deeper").kind == "heading"


def test_numbers_of_several_kinds_of_parts_are_markers():
    words = ("3.a.i. Deepen the basin", "3.a.ii. Build a quay")
    page = prose(72, 740, 3) + "".join(show(80, 680 - 14 * n, line, size=10) for n, line in enumerate(words))
    assert [b.number for b in read(page).blocks if b.kind == "item"] == ["3.a.i", "3.a.ii"]


def test_a_list_of_three_levels_goes_on_over_a_page_whose_lists_have_other_names():
    forge = Forge()
    pages = ((("1.", 1, 72), ("a.", 2, 90)), (("-", 3, 108), ("b.", 2, 90), ("2.", 1, 72)))
    for page, entries in enumerate(pages, 1):
        operators, lists = "", {0: Element("L")}
        forge.tree.append(lists[0])
        for content, (marker, depth, x) in enumerate(entries):
            operators += marked("LI", content, show(x, 700 - 20 * content, f"{marker} Deepen the basin"))
            for level in range(1, depth):
                if level not in lists:
                    lists[level] = Element("L")
                    lists[level - 1].children.append(Element("LI", children=[lists[level]]))
            lists[depth - 1].children.append(Element("LI", page, [content]))
        forge.page(operators)
    items = [(b.number, b.level) for b in plancli.read(forge.save(), name="made.pdf").blocks]
    assert items == [("1", 1), ("a", 2), (None, 3), ("b", 2), ("2", 1)]


def test_words_set_bold_on_lines_of_their_own_are_a_run_in_heading():
    content, elements = "", []
    for number, words in enumerate(("Look ahead for the lake", "Hire more divers soon", "Draw a new map")):
        top = 640 - 60 * number
        lines = show(72, top, f"{number + 1}.", size=10) + show(90, top, words, size=10, font="F2")
        lines += show(
            90, top - 13, "Nobody has drawn a map of this lake for more than thirty years,", size=10
        )
        lines += show(90, top - 26, "and nobody will for thirty more.", size=10)
        content += marked("LBody", number, lines)
        elements.append(Element("LI", 1, children=[Element("LBody", 1, [number])]))
    head = marked("H1", 9, show(72, 700, "The three recommendations", size=16))
    tree = [Element("H1", 1, [9]), Element("L", 1, children=elements)]
    found = [block for block in read(head + content, tree=tree).blocks if block.kind == "item"]
    assert [block.run_in is not None for block in found] == [True, True, True]
