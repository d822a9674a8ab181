"""The page as people use it, in a real browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import plancli
from plancli.report import sight_of, write
from tests.browser import axe_violations, screenshot

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page


@pytest.fixture(scope="module")
def fisheries(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of a sample in text."""
    plan = plancli.load(samples / "fisheries-action-plan.json")
    path = tmp_path_factory.mktemp("report") / "fisheries.html"
    document = plancli.read(samples / "fisheries-action-plan.txt")
    path.write_text(write(plan, sight_of(plan, document)), encoding="utf-8")
    return path


def test_a_statement_of_the_plan_shows_its_words(open_page: Callable[..., Page], fisheries: Path) -> None:
    page = open_page(fisheries)
    page.click("#aim-2 > .line")
    assert "Give small boats a fair share" in page.inner_text("#source .on")
    assert page.evaluate("location.hash") == "#aim-2"


def test_words_of_the_document_show_their_statement(open_page: Callable[..., Page], fisheries: Path) -> None:
    page = open_page(fisheries)
    page.click("#source >> text=Attract young people into the trade")
    assert page.get_attribute("#aim-4", "aria-current") == "true"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation(open_page: Callable[..., Page], fisheries: Path, scheme: str) -> None:
    page = open_page(fisheries, "aim-1", color_scheme=scheme)
    screenshot(page, f"text-{scheme}")
    assert axe_violations(page) == []
