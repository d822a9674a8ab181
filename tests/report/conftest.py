"""Reports that several tests look at, each written once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from plancli import api
from plancli.plan import Commitment, Evidence, Metadata, Plan
from plancli.report import Sight, sight_of, write
from plancli.report.pictures import pictures
from tests.plans import sample_plan

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def opened_text(samples: Path) -> api.Opened:
    """A sample in text, read and extracted."""
    return api.opened(samples / "fisheries-action-plan.txt", model=None)


@pytest.fixture(scope="session")
def opened_pdf(root: Path) -> api.Opened:
    """The same sample as a PDF."""
    return api.opened(root / "docs" / "examples" / "fisheries-action-plan.pdf", model=None)


@pytest.fixture(scope="session")
def text_report(opened_text: api.Opened, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its report, with the document as text."""
    path = tmp_path_factory.mktemp("report") / "text.html"
    path.write_text(
        write(opened_text.plan, sight_of(opened_text.plan, opened_text.document)), encoding="utf-8"
    )
    return path


@pytest.fixture(scope="session")
def pdf_report(opened_pdf: api.Opened, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its report, with the document as pages."""
    path = tmp_path_factory.mktemp("report") / "pages.html"
    sight = sight_of(opened_pdf.plan, opened_pdf.document, lambda: pictures(opened_pdf.data))
    path.write_text(write(opened_pdf.plan, sight), encoding="utf-8")
    return path


@pytest.fixture
def plan_report(tmp_path: Path, plan: Plan) -> Path:
    """The report of a small plan with something in every field, without its document."""
    path = tmp_path / "plan.html"
    path.write_text(write(plan, sight_of(plan)), encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def long_report(opened_pdf: api.Opened, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Plan]:
    """The report of a plan of 200 pages with 2,000 commitments; all pages look the same."""
    [first, *_] = pictures(opened_pdf.data)
    plan = long_plan(200, 10)
    sight = Sight(pictures=[replace(first, page=number) for number in range(1, 201)])
    path = tmp_path_factory.mktemp("report") / "long.html"
    path.write_text(write(plan, sight), encoding="utf-8")
    return path, plan


def long_plan(pages: int, each: int) -> Plan:
    """A plan with ``each`` commitments on every page."""
    sentence = "The Agency will publish a register of moorings."
    commitments = []
    for number in range(pages * each):
        top = 80.0 + number % each * 60
        start = number * (len(sentence) + 1)
        place = Evidence(
            start=start,
            end=start + len(sentence),
            quote=sentence,
            page=number // each + 1,
            boxes=[[72.0, top, 520.0, top + 14]],
        )
        commitments.append(
            Commitment(
                id=f"commitment-{number + 1}",
                text=sentence,
                modality="will",
                strength="firm",
                action="publish a register of moorings",
                evidence=[place],
            )
        )
    plan = sample_plan()
    source = plan.source.model_copy(update={"pages": pages, "media_type": "application/pdf"})
    return Plan(source=source, generator=plan.generator, metadata=Metadata(), commitments=commitments)
