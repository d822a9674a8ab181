"""Fixtures that several folders of tests share."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from tests.browser import browser, open_page
from tests.plans import sample_plan

if TYPE_CHECKING:
    from plancli.plan import Plan

__all__ = ["browser", "open_page"]  # fixtures for all pages that plancli writes

ROOT = Path(__file__).parents[1]

# What a test takes is no fault of the program where others share the machine, and what one run finds all find:
# ``--hypothesis-profile=exploring`` looks elsewhere each time, or where ``--hypothesis-seed`` says.
settings.register_profile(
    "patient", deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("exploring", settings.get_profile("patient"), derandomize=False)
settings.load_profile("patient")

TASTES = ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES", "PLANCLI_DEBUG", "PYTHONPATH", "PYTHONWARNINGS")
"""Variables by which whoever runs the tests would change what the program says."""


def pytest_configure() -> None:
    """Makes the programs that tests start the same everywhere.

    They can be interrupted, though a run in the background ignores that.
    """
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for name in TASTES:
        os.environ.pop(name, None)


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def samples() -> Path:
    """The documents of our own writing."""
    return ROOT / "samples"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The corpus beside the checkout; tests that ask for it are skipped where it is missing."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("no folder ../shared with the corpus beside the checkout")
    return folder


@pytest.fixture
def plan() -> Plan:
    """A small plan with something in every field."""
    return sample_plan()
