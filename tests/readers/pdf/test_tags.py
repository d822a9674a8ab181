"""What the structure tree of a tagged file gives to lines, and the cells of ruled tables without one."""

from __future__ import annotations

from plancli.readers import pdf
from tests.readers.pdf.forge import Element, Forge, marked, show


def tagged(*blocks: tuple[str, Element]) -> bytes:
    forge = Forge()
    forge.page("".join(operators for operators, _ in blocks))
    forge.tree.append(Element("Document", children=[element for _, element in blocks]))
    return forge.save()


def test_headings_and_paragraphs_get_tag_level_and_block():
    data = tagged(
        (marked("H2", 0, show(72, 700, "Aims", font="F2")), Element("H2", 1, [0])),
        (marked("P", 1, show(72, 680, "First line") + show(72, 666, "second line")), Element("P", 1, [1])),
        (marked("P", 2, show(72, 640, "Other")), Element("P", 1, [2])),
    )
    lines = pdf.read(data, "made.pdf").lines
    assert [(line.tag, line.level) for line in lines] == [("h2", 2), ("p", None), ("p", None), ("p", None)]
    assert lines[1].block == lines[2].block
    assert len({line.block for line in lines}) == 3


def test_list_items_know_their_depth_and_list():
    inner = Element("L", children=[Element("LI", children=[Element("LBody", 1, [1])])])
    item = Element("LI", children=[Element("LBody", 1, [0], [inner])])
    operators = marked("LBody", 0, show(72, 700, "1. Outer")) + marked("LBody", 1, show(90, 686, "a. Inner"))
    lines = pdf.read(tagged((operators, Element("L", children=[item]))), "made.pdf").lines
    assert [(line.tag, line.level, len(line.group)) for line in lines] == [("li", 1, 1), ("li", 2, 2)]
    assert lines[0].group[0] == lines[1].group[0]


def test_cells_never_share_a_line():
    row = Element("TR", children=[Element("TD", 1, [0]), Element("TD", 1, [1])])
    operators = marked("TD", 0, show(72, 700, "One")) + marked("TD", 1, show(95, 700, "two"))
    lines = pdf.read(tagged((operators, Element("Table", children=[row]))), "made.pdf").lines
    assert [(line.text, line.tag) for line in lines] == [("One", "td"), ("two", "td")]
    assert lines[0].group[:2] == lines[1].group[:2]


def test_content_without_a_tag_is_an_artifact():
    data = tagged((show(72, 760, "Head") + marked("P", 0, show(72, 700, "Text")), Element("P", 1, [0])))
    assert {line.text: line.region for line in pdf.read(data, "made.pdf").lines} == {
        "Head": "artifact",
        "Text": None,
    }


def test_long_tree_is_read_page_by_page():
    forge, document = Forge(), Element("Document")
    for page in range(1, 60):
        forge.page(
            "".join(marked("P", n, show(72, 700 - 20 * n, f"Page {page} block {n}")) for n in range(5))
        )
        document.children.extend(Element("P", page, [n]) for n in range(5))
    forge.tree.append(document)
    lines = pdf.read(forge.save(), "made.pdf").lines
    assert len(lines) == 59 * 5
    assert all(line.tag == "p" for line in lines)


def test_ruled_table_without_tags_has_cells():
    lines = "".join(f"72 {y} m 400 {y} l S " for y in (640, 670, 700, 730)) + "".join(
        f"{x} 640 m {x} 730 l S " for x in (72, 120, 400)
    )
    words = "".join(
        show(80, y, str(number)) + show(130, y, text)
        for y, number, text in ((710, 1, "Dredge the basin"), (680, 2, "Build a quay"), (650, 3, "Mend nets"))
    )
    forge = Forge()
    forge.page(lines + words)
    found = pdf.read(forge.save(), "made.pdf").lines
    assert {line.tag for line in found} == {"td"}
    assert len({line.group[1] for line in found}) == 3
    assert len({line.group[2] for line in found}) == 6
