"""Pages in ``pages``: what is read of each, one line each in the TSV beside it (tag, level, marker, words)."""

from __future__ import annotations

from pathlib import Path

import pytest

from plancli.outline.furniture import without_furniture
from plancli.readers import html

PAGES = sorted((Path(__file__).parent / "pages").glob("*.html"), key=lambda path: path.name)


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.stem)
def test_page_gives_its_content(page: Path) -> None:
    wanted = [line.split("\t") for line in page.with_suffix(".tsv").read_text(encoding="utf-8").splitlines()]
    lines = without_furniture(html.read(page.read_bytes(), page.name).lines)
    found = [
        [line.tag, str(line.level or ""), line.marker or "", " ".join(line.text.split())] for line in lines
    ]
    assert found == wanted


@pytest.mark.corpus
def test_pages_of_the_corpus_show_no_navigation(shared: Path) -> None:
    pages = sorted((shared / "corpus").glob("**/*.html"))
    assert pages
    for page in pages:
        shown = {
            line.text.strip() for line in without_furniture(html.read(page.read_bytes(), page.name).lines)
        }
        assert not shown & {
            "Menu",
            "Search GOV.UK",
            "Cookies on GOV.UK",
            "Home",
            "Benefits",
            "Is this page useful?",
        }
