"""A folder with a faulty document, and results kept nowhere but there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.conftest import cli

if TYPE_CHECKING:
    from pathlib import Path

FAULTY = """\
River Care Action Plan

Ministry of Water

Published: 12 March 2025

The Ministry of Water will meet on Monday 12 March 2025.
The report is due by 31 June 2026.
"""
SOUND = FAULTY.replace("Monday", "Wednesday").replace("31 June", "30 June")

__all__ = ["cli"]


@pytest.fixture(autouse=True)
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where results are kept during the test."""
    folder = tmp_path / "kept"
    monkeypatch.setenv("PLANCLI_CACHE_DIR", str(folder))
    return folder


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """A text with a weekday that does not fit in line 7 and an impossible date in line 8."""
    path = tmp_path / "docs" / "river.txt"
    path.parent.mkdir()
    path.write_text(FAULTY, encoding="utf-8")
    return path
