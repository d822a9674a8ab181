"""Every error and warning on the documents of the corpus was read, and is one that an editor would take."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import plancli

if TYPE_CHECKING:
    from pathlib import Path

ACCEPTED = {
    ("cisa-bod-15-01.pdf", "C201", "Beginning on"),
    ("cisa-bod-15-01.pdf", "C201", "Any vulnerability"),
    ("ein-news-article-2024.txt", "D207", "yesterday"),
    ("hansard-written-statement-hcws293.txt", "A201", "OCGs"),
    ("uk-germany-joint-action-plan-2024.txt", "C201", "The objectives"),
    ("uk-germany-joint-action-plan-2024.txt", "C201", "These revisions,"),
    ("uk-germany-joint-action-plan-2024.txt", "D206", "bi-annual"),
    ("us-nap5.pdf", "C201", "As set"),
}
"""Document, code and the first two words."""


@pytest.mark.corpus
def test_no_alarm_that_was_not_read(shared: Path) -> None:
    documents = [
        path for path in sorted((shared / "corpus").iterdir()) if path.suffix in (".txt", ".html", ".pdf")
    ]
    assert len(documents) == 11
    found = {
        (path.name, finding.code, " ".join(finding.evidence[0].quote.split()[:2]) if finding.evidence else "")
        for path in documents
        for finding in plancli.validate(path)
        if finding.severity != "note"
    }
    assert found <= ACCEPTED
