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
        [(None, "Plant trees along roads"), (None, "Buy forty new buses")],
    ),
    "counted": (
        row("No.", "What", tag="th") + row("1", "Plant trees along roads") + row("2", "Buy forty new buses"),
        [("1", "Plant trees along roads"), ("2", "Buy forty new buses")],
    ),
    "markers in cells of their own": (
        row("(a)", "plant trees;") + row("(b)", "buy buses."),
        [("a", "plant trees"), ("b", "buy buses.")],
    ),
    "of data": (row("Year", "Buses", tag="th") + row("2031", "40") + row("2032", "60"), []),
    "headed, of data": (row("Action", "Cost", tag="th") + row("Trees", "40") + row("Buses", "60"), []),
}  # fmt: skip


@pytest.mark.parametrize("name", TABLES)
def test_rows_that_are_items_and_rows_that_are_none(name: str) -> None:
    table, wanted = TABLES[name]
    plan = plancli.extract(page(f"<table>{table}</table>"), model=None)
    assert [(item.number, item.text) for item in plan.measures] == wanted
