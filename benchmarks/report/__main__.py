"""How fast the report of a long document opens and scrolls, against a page that only holds its images.

A plan of 200 pages is made first, dense with numbered measures, commitments, names and dates, and its report written.
Headless Chromium opens the report and, as the floor, a page of the same images and nothing else, in turn. Opening
ends when the load event is over, every statement is laid out and a frame has been shown; then the document is
scrolled through to its end in steps of most of a screen, a frame each, and so is the plan, and the longest task of
the page's main thread is noted.

Usage:
    python benchmarks/report [--pages 200] [--turns 3] [--json] [--keep FOLDER]

Exit status 1 if the report takes 2 s or more to open, or a task while scrolling 200 ms or more (medians), or if it
takes up 1 MB or more without its images.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Browser

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[2])]


OPENING, TASK = 2.0, 0.2  # seconds
SIZE = 1.0  # MB

_WATCH = """() => {
  window.tasks = [];
  new PerformanceObserver((list) => list.getEntries().forEach((task) => window.tasks.push(task.duration)))
    .observe({ type: "longtask", buffered: true });
}"""
_OPENED = """() => new Promise((done) => {
  const ready = () => !document.querySelector("[aria-busy=true]");
  const end = () => requestAnimationFrame(() => done(performance.now()));
  const shown = () => requestAnimationFrame(() => (ready() ? end() : shown()));
  if (document.readyState === "complete") shown(); else addEventListener("load", shown);
})"""
_SCROLL = """async (selector) => {
  window.tasks.length = 0;
  const pane = selector ? document.querySelector(selector) : document.scrollingElement;
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  for (let top = 0; top < pane.scrollHeight; top += pane.clientHeight * 0.8) {
    pane.scrollTop = top;
    await frame();
  }
  await new Promise((done) => setTimeout(done, 300));
  return Math.max(0, ...window.tasks);
}"""


def floor_page(pictures: list[Any]) -> str:
    """A page of the images alone."""
    images = "".join(
        f'<img width="{picture.width:g}" height="{picture.height:g}" alt="" '
        f'src="data:image/webp;base64,{picture.data}">'
        for picture in pictures
    )
    return f"<!doctype html><meta charset=utf-8><title>floor</title>{images}"


def measure(browser: Browser, path: Path, panes: list[str]) -> dict[str, float]:
    """Seconds to open the page, and of its longest task while its panes are scrolled."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.goto(path.resolve().as_uri(), wait_until="commit")
    opened = page.evaluate(_OPENED) / 1000
    page.evaluate(_WATCH)
    page.wait_for_timeout(200)
    longest = max(page.evaluate(_SCROLL, pane) for pane in panes) / 1000
    context.close()
    return {"opening": opened, "longest task": longest}


def run(folder: Path, pages: int, turns: int) -> dict[str, Any]:
    """Make both pages and open them in turn; the medians of all turns."""
    from make import plan_of_pages
    from playwright.sync_api import sync_playwright

    from plancli import api
    from plancli.report import sight_of, write
    from plancli.report.pictures import pictures
    from plancli.report.records import index
    from tests.browser import ARGUMENTS, chromium

    opened = api.opened(plan_of_pages(pages), name="long.pdf")
    start = time.process_time()
    drawn = pictures(opened.data)
    page = write(opened.plan, sight_of(opened.plan, opened.document, lambda: drawn))
    seconds = time.process_time() - start
    report, floor = folder / "report.html", folder / "floor.html"
    report.write_text(page, encoding="utf-8")
    floor.write_text(floor_page(drawn), encoding="utf-8")
    runs: dict[str, list[dict[str, float]]] = {"report": [], "floor": []}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        for _ in range(turns):
            runs["floor"].append(measure(browser, floor, [""]))
            runs["report"].append(measure(browser, report, ["#source", "#plan"]))
        browser.close()
    images = sum(len(picture.data) for picture in drawn)
    found: dict[str, Any] = {
        name: {key: statistics.median(each[key] for each in each_run) for key in each_run[0]}
        for name, each_run in runs.items()
    }
    found["report"] |= {"statements": len(index(opened.plan).records), "writing (CPU s)": seconds}
    found["report"] |= {"MB of images": images / 1e6, "MB without images": (len(page) - images) / 1e6}
    found["ratio of opening"] = found["report"]["opening"] / found["floor"]["opening"]
    return found


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--pages", type=int, default=200)
    parser.add_argument("--turns", type=int, default=3)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--keep", type=Path, help="a folder to leave both pages in")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        found = run(options.keep or Path(temporary), options.pages, options.turns)
    if options.json:
        print(json.dumps(found, indent=2))
    else:
        for name in ("report", "floor"):
            print(name + ": " + ", ".join(f"{key} {value:.3f}" for key, value in found[name].items()))
        print(f"the report takes {found['ratio of opening']:.2f} times as long to open as its images alone")
    report = found["report"]
    fast = report["opening"] < OPENING and report["longest task"] < TASK
    return 0 if fast and report["MB without images"] < SIZE else 1


if __name__ == "__main__":
    raise SystemExit(main())
