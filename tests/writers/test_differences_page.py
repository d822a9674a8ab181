"""The page of a difference in a real browser, and as a file."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import plancli
from plancli.comparing.remarks import remarks
from plancli.writers.differences import Comparison, writer
from tests.browser import axe_violations, screenshot
from tests.comparing.plans import Entry, Promise, plan_from

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

OLD = plan_from(
    {
        "aims": [Entry("Mend the sea wall before winter", "1"), Entry("Plant dune grass on the spit", "2")],
        "measures": [
            Entry("Close the old mole to lorries", "a"),
            Entry("Count the terns each spring", "b"),
            Entry("Ring the gulls"),
        ],
    },
    [Promise("The harbour board will dredge the channel by 2026.", "will", "2026")],
    title="Coast plan <script>alert(1)</script>",
)
NEW = plan_from(
    {
        "aims": [
            Entry("Plant dune grass on the spit", "1"),
            Entry("Mend the sea wall & its stairs before winter", "2"),
        ],
        "measures": [Entry("Count the terns each spring", "a"), Entry("Ring the gulls")],
    },
    [Promise("The harbour board will explore how to dredge the channel by 2028.", "explores", "2028")],
    title="Coast plan",
)


def comparison() -> Comparison:
    diff = plancli.diff(OLD, NEW)
    names = ("old.txt", 'new".txt')
    return Comparison(names, [OLD, NEW], [diff], list(remarks(diff, OLD, NEW, names)))


@pytest.fixture(scope="module")
def page_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "diff.html"
    path.write_text(writer("html")(comparison()), encoding="utf-8")
    return path


def test_its_policy_names_exactly_its_style_and_script(page_file: Path) -> None:
    page = page_file.read_text(encoding="utf-8")
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy is not None
    rules = policy[1].replace("&#39;", "'")
    assert rules.startswith("default-src 'none'; style-src 'sha256-")
    for part in ("style", "script"):
        (inner,) = re.findall(f"<{part}>(.*?)</{part}>", page, re.S)
        assert f"'sha256-{base64.b64encode(hashlib.sha256(inner.encode()).digest()).decode()}'" in rules
    assert "alert(1)</script>" not in page


def test_it_shows_both_sides_and_filters_by_kind_and_operation(
    open_page: Callable[..., Page],
    page_file: Path,
) -> None:
    page = open_page(page_file)
    screenshot(page, "diff")
    assert page.title() == 'What changed: old.txt → new".txt'
    weakened = page.locator("article[data-ops~=weakened]")
    assert weakened.locator("del").first.is_visible()
    assert weakened.locator(".old").inner_text().startswith("Old:")
    assert page.locator("article[data-ops=unchanged]").count() == 1
    assert page.locator("article[data-ops=unchanged]:visible").count() == 0
    page.get_by_role("checkbox", name="Aims").uncheck()
    assert page.locator("article[data-kind=aim]:visible").count() == 0
    page.get_by_role("button", name="Show everything").click()
    assert page.locator("article:visible").count() == page.locator("article").count()
    assert axe_violations(page) == []


def test_keys_go_from_change_to_change(open_page: Callable[..., Page], page_file: Path) -> None:
    page = open_page(page_file)
    seen = []
    for key in "jjk":
        page.keyboard.press(key)
        seen.append(page.evaluate("document.activeElement.id"))
    assert seen[0] == seen[2] != seen[1]
    assert all(each.startswith("change-1-") for each in seen)


def test_it_reads_without_script_and_in_the_dark(
    open_page: Callable[..., Page],
    page_file: Path,
) -> None:
    page = open_page(
        page_file, java_script_enabled=False, color_scheme="dark", viewport={"width": 390, "height": 800}
    )
    screenshot(page, "diff-narrow-dark")
    assert page.locator("article:visible").count() == page.locator("article").count()
    assert page.locator("#filters").is_hidden()
    decoration = page.locator("article del").first
    assert decoration.is_visible()
