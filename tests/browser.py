"""A real browser for tests of pages: headless Chromium, driven with Playwright.

Screenshots go to ``artefacts/screenshots`` (or to ``PLANCLI_SCREENSHOTS``), which git ignores.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.waiting import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Dialog, Page

SCREENSHOTS = Path(
    os.environ.get("PLANCLI_SCREENSHOTS", Path(__file__).parents[1] / "artefacts" / "screenshots")
)
_NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
# As root in a container Chromium can neither build its sandbox nor share memory as it would like to.
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--font-render-hinting=none"]


def chromium() -> str | None:
    """The path of an installed Chromium."""
    return next((path for name in _NAMES if (path := shutil.which(name))), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Headless Chromium; a test that asks for it is skipped where none is installed, but fails in CI."""
    path = chromium()
    if path is None:
        if os.environ.get("CI"):
            pytest.fail("CI has no chromium: .ci/run installs it")
        pytest.skip("no chromium is installed")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=ARGUMENTS, timeout=PATIENCE * 1000)
        yield running
        running.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens a file in a fresh browser, and fails the test if the page complains or asks for anything.

    Takes the path, ``fragment`` (what follows ``#``) and options of a Playwright context, such as
    ``color_scheme`` and ``viewport``.
    """
    contexts, troubles = [], []

    def answer(dialog: Dialog) -> None:
        if dialog.type == "beforeunload":  # asks whether to leave unsaved work: yes
            dialog.accept()
        else:
            troubles.append(f"dialog: {dialog.message}")
            dialog.dismiss()

    def watch(page: Page) -> None:
        page.on("pageerror", lambda error: troubles.append(f"error: {error}"))
        page.on(
            "console", lambda said: troubles.append(said.text) if said.type in {"error", "warning"} else None
        )
        page.on(
            "request", lambda asked: None if _local(asked.url) else troubles.append(f"asked for {asked.url}")
        )
        page.on("dialog", answer)

    def show(path: Path, fragment: str = "", **options: Any) -> Page:
        context = browser.new_context(**{"viewport": {"width": 1440, "height": 900}, **options})
        context.set_default_timeout(PATIENCE * 1000)
        contexts.append(context)
        page = context.new_page()
        watch(page)
        page.goto(path.resolve().as_uri() + (f"#{fragment}" if fragment else ""))
        return page

    yield show
    for context in contexts:
        context.close()
    assert not troubles, troubles


def _local(url: str) -> bool:
    return url.startswith(("file:", "data:", "blob:"))


def settle(page: Page) -> None:
    """Waits until a page has scrolled to where it was told to, and has said so: that takes up to three frames."""
    page.evaluate(
        """async () => {
          for (let frame = 0; frame < 4; frame += 1) await new Promise((next) => requestAnimationFrame(next));
        }"""
    )


def screenshot(page: Page, name: str) -> None:
    """Keeps a picture of what the page shows."""
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENSHOTS / f"{name}.png")


def axe_violations(page: Page) -> list[str]:
    """What axe-core finds wrong with a page's accessibility, a line for each element."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response["violations"]
    return [f"{rule['id']}: {node['html'][:160]}" for rule in found for node in rule["nodes"]]
