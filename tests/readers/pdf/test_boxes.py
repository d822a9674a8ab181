"""Evidence boxes lie over the words they prove: drawn over the rendered page, and read again from inside.

pdfplumber, which the reader does not take words from, says which characters stand inside a box.
"""

from __future__ import annotations

import unicodedata
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest

import plancli
from plancli.plan import Evidence
from tests.readers.pdf.forge import Forge, show

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PIL.Image import Image

    from plancli.plan import Plan

_SCALE = 2
_FORMS = ("chromium", "columns", "libreoffice", "weasyprint")
_DOCUMENTS = (
    "calais-group-priority-plan-2025",
    "ein-news-article-2024",
    "fcdo-press-release-2025",
    "hansard-written-statement-hcws293",
    "uk-germany-joint-action-plan-2024",
)


def columns() -> bytes:
    """Two columns with a word that a line's end breaks, and a list that goes on over a page."""
    forge = Forge()
    left = [
        "The Harbour Office will pub-",
        "lish a joint review of safe",
        "moorings by 31 March 2027.",
        "It agreed this with Norway",
        "and with the Port Council.",
    ]
    right = [
        "The Ministry of Fisheries",
        "shall inspect 400 landings",
        "and publish the Minister's list,",
        "as the Minister of Fisheries",
        "said on 4 May 2026 in Oslo.",
    ]
    columns = ((60, left), (330, right))
    forge.page(
        show(60, 740, "Harbour Plan 2026", size=20, font="F2")
        + "".join(show(x, 700 - 14 * n, line) for x, lines in columns for n, line in enumerate(lines))
        + show(
            60,
            200,
            "This plan is for everybody who keeps a boat in the harbour or at one of the moorings near it.",
        )
        + show(60, 175, "Our aims are to:")
        + show(
            60,
            150,
            "1. keep all of the boats that stay in the harbour or lie at one of its moorings safe and",
        )
    )
    forge.page(
        show(75, 720, "sound through every winter storm;")
        + show(60, 700, "2. buy two lifeboats, and")
        + show(60, 680, "3. train forty pilots by the end of 2029.")
    )
    return forge.save()


def turned() -> bytes:
    """The same kind of page, stored on its side and shown upright."""
    forge = Forge()
    lines = (
        "The Harbour Office will keep boats safe in every",
        "storm by May 2027, and the Minister of Fisheries,",
        "with Norway, shall buy two lifeboats.",
    )
    forge.page(
        "".join(show(92 + 20 * n, 60, line, turn="0 1 -1 0") for n, line in enumerate(lines)),
        width=700,
        height=500,
        entries="/Rotate 90",
    )
    return forge.save()


def every_evidence(value: object) -> Iterator[Evidence]:
    if isinstance(value, Evidence):
        yield value
    elif isinstance(value, list | tuple):
        for one in value:
            yield from every_evidence(one)
    elif isinstance(value, dict):
        yield from every_evidence(list(value.values()))
    elif hasattr(value, "model_fields_set"):
        yield from every_evidence([getattr(value, name) for name in type(value).model_fields])


def bare(text: str) -> str:
    """The letters, figures and signs of a text, without what a line's end or a list marker adds."""
    folded = unicodedata.normalize("NFKC", text)
    return "".join(char for char in folded if not char.isspace() and char not in "-\u00ad\u2010•◦▪●○■")


def read_again(page: Any, box: list[float]) -> str:
    """The characters whose middle lies in a box, in the order in which they stand in the line."""
    x0, top, x1, bottom = box
    inside = [
        char
        for char in page.chars
        if x0 <= (char["x0"] + char["x1"]) / 2 <= x1 and top <= (char["top"] + char["bottom"]) / 2 <= bottom
    ]
    return "".join(char["text"] for char in sorted(inside, key=lambda char: char["x0"]))


def inked(picture: Image, box: list[float]) -> bool:
    """Whether anything is drawn under a box."""
    lightest, darkest = picture.crop(tuple(round(side * _SCALE) for side in box)).getextrema()[::-1]
    return bool(lightest - darkest > 60)


def wrong_boxes(data: bytes, plan: Plan) -> list[tuple[str, str]]:
    """Quotes and what their boxes hold instead."""
    import pdfplumber
    import pypdfium2

    found: list[tuple[str, str]] = []
    pages = pypdfium2.PdfDocument(data)
    pictures = [page.render(scale=_SCALE, grayscale=True).to_pil().convert("L") for page in pages]
    with pdfplumber.open(BytesIO(data)) as document:
        for evidence in every_evidence(plan):
            assert evidence.page is not None
            page = document.pages[evidence.page - 1]
            again = "".join(read_again(page, box) for box in evidence.boxes)
            blank = [box for box in evidence.boxes if not inked(pictures[evidence.page - 1], box)]
            if bare(again) != bare(evidence.quote) or blank:
                found.append((evidence.quote, again))
    return found


@pytest.mark.parametrize("maker", [columns, turned])
def test_boxes_hold_the_words_of_their_quotes(maker: Any) -> None:
    data = maker()
    plan = plancli.extract(data, name="made.pdf", model=None)
    assert len(list(every_evidence(plan))) > 3
    assert wrong_boxes(data, plan) == []


def test_there_is_one_box_for_each_line_and_one_evidence_for_each_page() -> None:
    plan = plancli.extract(columns(), name="made.pdf", model=None)
    first = plan.aims[0]
    assert first.text.startswith("keep all of the boats")
    assert first.text.endswith("safe and sound through every winter storm")
    assert [(evidence.page, len(evidence.boxes)) for evidence in first.evidence] == [(1, 1), (2, 1)]
    (sentence,) = [one for one in plan.commitments if one.text.startswith("The Harbour Office")]
    assert [len(evidence.boxes) for evidence in sentence.evidence] == [3]


@pytest.mark.corpus
@pytest.mark.parametrize("form", _FORMS)
@pytest.mark.parametrize("name", _DOCUMENTS)
def test_boxes_of_printed_documents_hold_their_quotes(name: str, form: str, shared: Path) -> None:
    source = shared / "corpus/rendered" / f"{name}.{form}.pdf"
    plan = plancli.extract(source, model=None)
    assert wrong_boxes(source.read_bytes(), plan) == []


@pytest.mark.corpus
def test_boxes_of_a_long_plan_hold_the_words_of_their_quotes(shared: Path) -> None:
    """Where a word's end ("…'s") is not in the quote, its width is an estimate: one box in a hundred may err."""
    source = shared / "corpus/us-nap5.pdf"
    plan = plancli.extract(source, model=None)
    assert len(wrong_boxes(source.read_bytes(), plan)) < 0.01 * len(list(every_evidence(plan)))
