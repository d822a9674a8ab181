"""The page of codes is made from the rules, and what the README shows is what happens."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from plancli.linting.explain import page

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Runner


def test_the_page_of_codes_is_up_to_date(root: Path) -> None:
    """``plancli validate --explain ALL > docs/rules.md`` makes it."""
    assert (root / "docs/rules.md").read_text(encoding="utf-8") == page()


def test_the_readme_shows_what_is_found(cli: Runner, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    monkeypatch.setenv("COLUMNS", "100")
    printed = cli("validate", "docs/examples/faulty-action-plan.txt").out
    readme = (root / "README.md").read_text(encoding="utf-8")
    block = re.search(r"plancli validate docs/examples/\S+\n```\n\n```text\n(.*?)\n```", readme, re.DOTALL)
    assert block is not None
    parts = [part.strip("\n") for part in block[1].split("\n…\n")]
    places = [printed.index(part) for part in parts]
    assert places == sorted(places)
    assert len(parts) > 2
