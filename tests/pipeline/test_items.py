"""Which lists and headings are aims, priorities, principles and measures; the cases stand in tests/cases/items."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import plancli
from tests.tables import Case, params, texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plancli.plan import Item, Plan

KINDS = ("aims", "priorities", "principles", "measures")


def flat(items: list[Item], kind: str) -> Iterator[tuple[str, Item]]:
    for item in items:
        yield kind, item
        yield from flat(item.children, "  " + kind)


def found(plan: Plan) -> list[tuple[str, Item]]:
    rows = [row for kind in KINDS for row in flat(getattr(plan, kind), kind)]
    return sorted(rows, key=lambda row: row[1].evidence[0].start)


@pytest.mark.parametrize("case", params(texts("items/lists")))
def test_a_list_is_of_its_kind(case: Case) -> None:
    plan = plancli.extract(case.text.encode(), model=None)
    expected = [line.rstrip().split("|") for line in case.expected]
    assert [[kind, item.number or "", item.text] for kind, item in found(plan)] == [
        [kind.rstrip(), number.strip(), text.strip()] for kind, number, text, *_ in expected
    ]
    for (_, item), (*_, last) in zip(found(plan), expected, strict=True):
        body = "" if last.strip() == item.text else last.strip()
        assert (item.body or "").startswith(body) if body else item.body is None


@pytest.mark.parametrize("case", texts("items/lists"), ids=lambda case: case.title)
def test_items_are_counted_by_position_and_quoted_to_the_letter(case: Case) -> None:
    plan = plancli.extract(case.text.encode(), model=None)

    def check(items: list[Item], prefix: str) -> None:
        assert [item.id for item in items] == [f"{prefix}-{n}" for n in range(1, len(items) + 1)]
        for item in items:
            assert item.evidence[0].quote.startswith(item.text)
            check(item.children, item.id)

    for kind, one in zip(KINDS, ("aim", "priority", "principle", "measure"), strict=True):
        check(getattr(plan, kind), one)


def test_lists_of_several_instruments_know_theirs() -> None:
    text = (
        "Report on two plans\n\nThe aims of the Cork Harbour Plan are:\n\n- clean sand\n- quiet nights\n\n"
        "The aims of the Galway Bay Plan are:\n\n- warm pools\n- long piers\n"
    )
    plan = plancli.extract(text.encode(), model=None)
    assert [(item.text, item.plan) for item in plan.aims] == [
        ("clean sand", "Cork Harbour Plan"),
        ("quiet nights", "Cork Harbour Plan"),
        ("warm pools", "Galway Bay Plan"),
        ("long piers", "Galway Bay Plan"),
    ]


TABLE = """<main><h1>River plan</h1><p>{before}</p><table><tr><th>No.</th><th>{column}</th><th>Lead</th></tr>
<tr><td>1</td><td>Fence the banks of the river</td><td>Board</td></tr>
<tr><td>2</td><td>Plant alders along the weir</td><td>Mill</td></tr></table></main>"""


@pytest.mark.parametrize(
    ("column", "kind"), [("Action", "measures"), ("Objectives", "aims"), ("Place", None)]
)
def test_a_column_tells_what_its_rows_are_where_no_heading_does(column: str, kind: str | None) -> None:
    page = TABLE.format(column=column, before="The river is grey in winter.")
    plan = plancli.extract(page.encode(), model=None)
    rows = [("1", "Fence the banks of the river"), ("2", "Plant alders along the weir")] if kind else []
    assert [(each, item.number, item.text) for each, item in found(plan)] == [(kind, *row) for row in rows]
