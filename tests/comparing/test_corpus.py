"""Alignment on real versions: a draft and its final, and three tellings of one plan."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import plancli
from tests.tables import rows

if TYPE_CHECKING:
    from plancli import Plan, PlanDiff

PRACTICES = rows("comparing/practices")
SURE = {(row["old"], row["new"]) for row in PRACTICES if row["sure"] == "yes"}
OPEN = {(row["old"], row["new"]) for row in PRACTICES if row["sure"] == "no"}


@pytest.fixture(scope="module")
def practices(shared: Path) -> tuple[Plan, Plan]:
    folder = shared / "corpus/versions"
    draft, final = (plancli.extract(folder / f"fds-practices-{name}.pdf") for name in ("draft", "final"))
    return draft, final


@pytest.fixture(scope="module")
def tellings(shared: Path) -> dict[str, Plan]:
    names = {
        "plan": "calais-group-priority-plan-2025",
        "statement": "hansard-written-statement-hcws293",
        "article": "ein-news-article-2024",
    }
    return {key: plancli.extract(shared / "corpus" / f"{name}.txt") for key, name in names.items()}


def aligned(diff: PlanDiff, kind: str) -> set[tuple[str, str]]:
    """Places of the top items that stand in one change."""
    return {
        (change.old.split("-", 1)[1], change.new.split("-", 1)[1])
        for change in diff.changes
        if change.kind == kind and change.old and change.new
    }


@pytest.mark.corpus
def test_the_reading_of_the_practices_names_what_stands_there(practices: tuple[Plan, Plan]) -> None:
    for side, plan in zip(("old", "new"), practices, strict=True):
        words = {item.number: item.text.casefold() for item in plan.measures}
        for row in PRACTICES:
            assert (
                words[row[side]]
                .replace("-", " ")
                .startswith(row[f"{side}_words"].casefold().replace("-", " "))
            )


@pytest.mark.corpus
def test_practices_find_what_became_of_them(practices: tuple[Plan, Plan]) -> None:
    found = aligned(plancli.diff(*practices), "measure")
    right, counted = len(found & SURE), len(found - OPEN)
    assert 2 * right / (counted + len(SURE)) >= 0.93, (sorted(found - SURE - OPEN), sorted(SURE - found))


@pytest.mark.corpus
@pytest.mark.parametrize(
    ("old", "new", "order"),
    [
        ("plan", "statement", "12435"),
        ("plan", "article", "12345"),
        ("statement", "article", "12435"),
    ],
)
def test_three_tellings_of_one_plan_align(tellings: dict[str, Plan], old: str, new: str, order: str) -> None:
    for first, second in ((old, new), (new, old)):
        found = aligned(plancli.diff(tellings[first], tellings[second]), "priority")
        top = {pair for pair in found if "-" not in "".join(pair)}
        assert top == {(str(place), there) for place, there in enumerate(order, 1)}
