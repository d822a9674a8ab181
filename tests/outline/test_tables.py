"""Tables whose rows are items, read as pages."""

from __future__ import annotations

import pytest

import plancli


def page(table: str) -> bytes:
    return f"<html><body><main><h1>Air plan</h1><h2>Actions</h2>{table}</main></body></html>".encode()


def row(*cells: str, tag: str = "td") -> str:
    return "<tr>" + "".join(f"<{tag}>{cell}</{tag}>" for cell in cells) + "</tr>"


HEAD = row("Ref", "Action", "Lead", tag="th")
TABLES = {
    "headed by what they are": (
        HEAD + row("A1", "Plant trees along roads", "Parks") + row("A2", "Buy forty new buses", "Fleet"),
        [("A1", "Plant trees along roads"), ("A2", "Buy forty new buses")],
    ),
    "a row of totals": (
        HEAD + row("A1", "Plant trees along roads", "4") + row("A2", "Buy forty new buses", "7")
        + row("", "Total", "11"),
        [("A1", "Plant trees along roads"), ("A2", "Buy forty new buses")],
    ),
    "codes of two levels": (
        row("Ref", "Theme", "Action", tag="th")
        + row("M1.1", "Green", "Plant trees along roads")
        + row("M1.2", "Clean", "Buy forty new buses")
        + row("M2.1", "Quiet", "Lay asphalt that hums less"),
        [("M1.1", "Plant trees along roads"), ("M1.2", "Buy forty new buses"),
         ("M2.1", "Lay asphalt that hums less")],
    ),
    "numbers of two levels": (
        row("1.1", "Plant trees along roads") + row("1.2", "Buy forty new buses") + row("2.1", "Lay better asphalt"),
        [("1.1", "Plant trees along roads"), ("1.2", "Buy forty new buses"), ("2.1", "Lay better asphalt")],
    ),
    "codes that do not count": (
        row("Code", "Meaning", tag="th") + row("B7", "Buses of the old fleet") + row("K2", "Roads by the sea"),
        [],
    ),
    "counted": (
        row("No.", "What", tag="th") + row("1", "Plant trees along roads") + row("2", "Buy forty new buses"),
        [("1", "Plant trees along roads"), ("2", "Buy forty new buses")],
    ),
    "markers in cells of their own": (
        row("(a)", "plant trees;") + row("(b)", "buy buses."),
        [("a", "plant trees"), ("b", "buy buses.")],
    ),
    "headed in the middle, below a title over all columns": (
        row("Theme", "Roads", tag="th") + row("Budget", "40") + HEAD
        + row("A1", "Plant trees along roads", "Parks") + row("A2", "Buy forty new buses", "Fleet"),
        [("A1", "Plant trees along roads"), ("A2", "Buy forty new buses")],
    ),
    "a heading over the number and the words": (
        '<tr><th colspan="2">Recommendations</th><th>Lead</th></tr>'
        + row("1", "Plant trees along roads", "Parks") + row("2", "Buy forty new buses", "Fleet"),
        [("1", "Plant trees along roads"), ("2", "Buy forty new buses")],
    ),
    "a cell over two rows before the actions": (
        row("Theme", "Action", "Lead", tag="th")
        + '<tr><td rowspan="2">Roads</td><td>Plant trees along roads</td><td>Parks</td></tr>'
        + row("Buy forty new buses", "Fleet"),
        [(None, "Plant trees along roads"), (None, "Buy forty new buses")],
    ),
    "objectives and actions": (
        row("Objective", "What we will do", "When", tag="th")
        + row("Cleaner air in town", "Plant trees along roads", "2031")
        + row("Quieter streets at night", "Buy forty new buses", "2032"),
        [(None, "Plant trees along roads"), (None, "Buy forty new buses")],
    ),
    "of what is measured": (
        row("Measure", "Target", "Result", tag="th") + row("Trees planted within ten days", "90%", "88%")
        + row("Buses that leave on time", "95%", "97%"),
        [],
    ),
    "headed by an adjective and a plural in brackets": (
        row("Outline action", "Specific action(s)", "Lead", tag="th")
        + row("12. Plant trees along roads", "Ask the parks office", "Parks")
        + row("15. Buy forty new buses", "Write a tender", "Fleet"),
        [("12", "Plant trees along roads"), ("15", "Buy forty new buses")],
    ),
    "numbers of the objectives that the actions serve": (
        row("Objective", "Action", "When", tag="th") + row("1", "Plant trees along roads", "2031")
        + row("1", "Buy forty new buses", "2032") + row("2", "Lay asphalt that hums less", "2033"),
        [(None, "Plant trees along roads"), (None, "Buy forty new buses"), (None, "Lay asphalt that hums less")],
    ),
    "numbered with their label": (
        row("Action 1", "Plant trees along roads") + row("Action 2", "Buy forty new buses"),
        [("1", "Plant trees along roads"), ("2", "Buy forty new buses")],
    ),
    "of data": (row("Year", "Buses", tag="th") + row("2031", "40") + row("2032", "60"), []),
    "headed, of data": (row("Action", "Cost", tag="th") + row("Trees", "40") + row("Buses", "60"), []),
}  # fmt: skip


@pytest.mark.parametrize("name", TABLES)
def test_rows_that_are_items_and_rows_that_are_none(name: str) -> None:
    table, wanted = TABLES[name]
    plan = plancli.extract(page(f"<table>{table}</table>"), model=None)
    assert [(item.number, item.text) for item in plan.measures] == wanted


CODED = {
    "closed by a full stop": ("A1. Plant trees along roads.", "A2. Buy forty new buses.", ["A1", "A2"]),
    "closed by a colon": ("R1: Plant trees along roads.", "R2: Buy forty new buses.", ["R1", "R2"]),
    "not in sequence": ("G7: Plant trees along roads.", "B12: Buy forty new buses.", []),
}  # fmt: skip


@pytest.mark.parametrize("name", CODED)
def test_codes_are_numbers_where_they_count(name: str) -> None:
    *lines, wanted = CODED[name]
    text = "Air plan\n\nActions\n\nWe will take these actions.\n\n" + "\n\n".join(lines) + "\n"
    plan = plancli.extract_text(text, model=None)
    assert [item.number for item in plan.measures if item.number] == wanted


def test_a_list_in_another_cell_is_none_of_its_items() -> None:
    """What shows the success of an outcome, or who works on it, lies in other cells of its row."""
    lists = "<ul><li>Fewer people cough in winter</li><li>More people walk to work</li></ul>"
    table = (
        row("Strategic outcomes", "Success measures", tag="th")
        + row("1. The air in every street is clean", lists)
        + row(
            "2. The nights in every street are quiet", "• Fewer people wake at night.<br>• More sleep well."
        )
    )
    plan = plancli.extract(page(f"<table>{table}</table>").replace(b"<h2>Actions</h2>", b""), model=None)
    told = [item.text for items in (plan.aims, plan.measures, plan.priorities) for item in items]
    assert told == ["The air in every street is clean", "The nights in every street are quiet"]
    assert not any(item.children for items in (plan.aims, plan.measures) for item in items)


def test_a_list_in_a_cell_lies_under_the_item_of_the_row() -> None:
    cell = "<p>Plant trees:</p><ul><li>along roads</li><li>in yards</li></ul>"
    table = HEAD + row("1", cell, "Parks") + row("2", "Buy forty new buses", "Fleet")
    plan = plancli.extract(page(f"<table>{table}</table>"), model=None)
    assert [(item.number, item.text, [child.text for child in item.children]) for item in plan.measures] == [
        ("1", "Plant trees:", ["along roads", "in yards"]),
        ("2", "Buy forty new buses", []),
    ]


BARRED = {
    "as Markdown has them": (
        "| Ref | Action | Lead |\n|:----|--------|---|\n| A1 | Plant **trees** along roads | Parks |\n"
        "| A2 | Buy forty new buses | |\n",
        [("A1", "Plant trees along roads"), ("A2", "Buy forty new buses")],
    ),
    "without outer bars": (
        "Ref | Action | Lead\nA1 | Plant trees along roads | Parks\nA2 | Buy forty new buses | Fleet\n",
        [("A1", "Plant trees along roads"), ("A2", "Buy forty new buses")],
    ),
    "of data": ("| Year | Buses |\n|---|---|\n| 2031 | 40 |\n| 2032 | 60 |\n", []),
    "a bar in a line of prose": ("Plant trees | shrubs along roads\nand buy forty | fifty buses\n", []),
}


@pytest.mark.parametrize("name", BARRED)
def test_tables_of_plain_text(name: str) -> None:
    table, wanted = BARRED[name]
    plan = plancli.extract_text(f"# Air plan\n\n## Actions\n\n{table}", model=None)
    assert [(item.number, item.text) for item in plan.measures] == wanted
    assert plan.text is not None
    assert "---" not in plan.text
