"""``plancli report`` and ``plancli review`` as commands."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import plancli
from plancli.report.review import load_review
from tests.plans import TEXT, sample_plan

if TYPE_CHECKING:
    from tests.cli.conftest import Runner

NOTE = "Our aims\n\n1. Cleaner rivers by 2030\n2. Safer beaches\n"


@pytest.fixture
def note(tmp_path: Path) -> Path:
    """A document."""
    path = tmp_path / "note.txt"
    path.write_text(NOTE, encoding="utf-8")
    return path


@pytest.fixture
def note_plan(tmp_path: Path, note: Path) -> Path:
    """Its plan."""
    path = tmp_path / "note.json"
    path.write_text(plancli.extract(note, model=None).model_dump_json(), encoding="utf-8")
    return path


@pytest.fixture
def marks(tmp_path: Path) -> Path:
    """Marks of the small plan."""
    source = sample_plan().source
    found = [
        {
            "field": "aims",
            "verdict": "right",
            "key": "aim-1",
            "text": "Halve the noise of ships at berth by 2030",
        },
        {"field": "aims", "verdict": "wrong", "key": "aim-1-1", "text": "first at night", "note": "no aim"},
        {"field": "dates", "verdict": "right", "key": "date-2", "text": "2030"},
        {"field": "dates", "verdict": "missing", "text": "next spring", "page": 2},
    ]
    data = {
        "schema_version": "1.0",
        "source": {"name": source.name, "sha256": source.sha256},
        "generator": {"name": "plancli", "version": "0", "model": None},
        "marks": found,
    }
    path = tmp_path / "harbours.review.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    return path


def test_a_document_becomes_one_file(cli: Runner, note: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    assert cli("report", note, "-o", page, "--model", "none").status == 0
    text = page.read_text(encoding="utf-8")
    assert text.startswith("<!doctype html>")
    assert "Cleaner rivers" in text
    assert cli("report", note, "-o", page, "--model", "none").status == 0
    assert page.read_text(encoding="utf-8") == text
    assert not list(tmp_path.glob(".*"))


def test_in_a_pipe_the_page_goes_to_standard_output(cli: Runner, note: Path) -> None:
    assert cli("report", note, "--model", "none").out.startswith("<!doctype html>")
    assert cli("report", "-", "--model", "none", stdin=NOTE.encode()).out.startswith("<!doctype html>")


def test_pages_of_a_pdf_are_images_unless_text_is_asked_for(cli: Runner, root: Path) -> None:
    pdf = root / "docs" / "examples" / "fisheries-action-plan.pdf"
    page = cli("report", pdf, "--model", "none").out
    assert page.count('<figure class="page') == page.count('<script type="text/plain"') == 2
    text = cli("report", pdf, "--model", "none", "--no-images").out
    assert "<figure" not in text
    assert '<p class="page-break" id="page-2">' in text
    assert len(text.encode()) < 1_000_000
    assert (len(page) - sum(map(len, re.findall(r"text/plain[^>]*>([^<]*)", page)))) < 1_000_000


def test_a_plan_shows_its_text_and_with_its_document_its_pages(
    cli: Runner, root: Path, tmp_path: Path
) -> None:
    pdf = root / "docs" / "examples" / "fisheries-action-plan.pdf"
    plan = tmp_path / "plan.json"
    assert cli("extract", pdf, "-o", plan, "--model", "none").status == 0
    assert "<figure" not in cli("report", plan).out
    assert cli("report", plan, "--source", pdf).out == cli("report", pdf, "--model", "none").out


def test_a_plan_without_text_says_so_and_shows_its_quotes(cli: Runner, note: Path, tmp_path: Path) -> None:
    plan = tmp_path / "plan.json"
    cli("extract", note, "-o", plan, "--no-text", "--model", "none")
    page = cli("report", plan).out
    assert "saved without its text" in page
    assert re.search(r'data-e="[\d ]+">Cleaner rivers by ', page)
    assert "saved without its text" not in cli("report", plan, "--source", note).out


def test_another_document_is_refused(cli: Runner, note_plan: Path, samples: Path) -> None:
    result = cli("report", note_plan, "--source", samples / "wildfire-priorities.txt")
    assert result.status == 2
    assert len(result.complaints) == 1
    assert "was made from another document than" in result.err


def test_what_is_read_is_not_overwritten(cli: Runner, note: Path, note_plan: Path, marks: Path) -> None:
    for arguments in (
        (note, "-o", note),
        (note_plan, "--source", note, "-o", note),
        (note, "--review", marks, "-o", marks),
    ):
        result = cli("report", *arguments)
        assert result.status == 2
        assert "would overwrite what is read" in result.err
    assert note.read_text(encoding="utf-8") == NOTE


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["report"], "Missing argument"),
        (["report", "{note}x"], "does not exist"),
        (["report", "{note}", "--source", "{note}"], "--source is for a plan"),
        (["report", "{note}", "-o", "/nowhere/page.html"], "there is no directory /nowhere"),
        (["report", "{note}", "-o", "-", "--open"], "--open needs a file"),
        (["report", "{note}", "--review", "{note}"], "is not a review saved from a report"),
        (["report", "{note}", "--review", "{note}x"], "does not exist"),
        (["report", "{note}", "--review", "{marks}"], "holds marks of another document, harbours.txt"),
        (["review", "{note}"], "is not a review saved from a report"),
        (["review", "{note}x"], "does not exist"),
        (["review", "."], "cannot be read"),
    ],
)
def test_what_cannot_be_done_is_told_in_a_line(
    cli: Runner, note: Path, marks: Path, arguments: list[str], says: str
) -> None:
    result = cli(*(each.format(note=note, marks=marks) for each in arguments))
    assert result.status == 2
    assert result.out == ""
    assert len(result.complaints) == 1
    assert says in result.err


def test_marks_are_shown_again(cli: Runner, marks: Path, tmp_path: Path) -> None:
    plan = tmp_path / "harbours.json"
    plan.write_text(sample_plan().model_dump_json(), encoding="utf-8")
    page = cli("report", plan, "--review", marks).out
    found = re.search(r'id="data">(.*?)</script>', page)
    assert found is not None
    shown = json.loads(found[1])["marks"]
    assert [(mark["key"], mark["verdict"]) for mark in shown] == [
        ("aim-1", "right"),
        ("aim-1-1", "wrong"),
        ("date-2", "right"),
        (None, "missing"),
    ]


def test_a_mark_follows_a_statement_whose_id_has_moved(marks: Path) -> None:
    from plancli.report.records import index
    from plancli.report.review import placed

    review = load_review(marks)
    start = TEXT.index("2030")
    review.marks[2].key, review.marks[2].start = "date-1", start
    plan = sample_plan()
    found = [record.key if record else None for _, record in placed(review, index(plan))]
    assert found == ["aim-1", "aim-1-1", "date-2", None]


def test_review_prints_precision_by_field(cli: Runner, marks: Path) -> None:
    assert cli("review", marks, "--format", "table").out.splitlines() == [
        "field           right  wrong  missing  precision  recall",
        "aims                1      1        0      0.500   1.000",
        "dates               1      0        1      1.000   0.500",
        "all                 2      1        1      0.667   0.667",
    ]


def test_review_gives_json_in_a_pipe_and_adds_files_up(cli: Runner, marks: Path) -> None:
    data = json.loads(cli("review", marks, marks).out)
    assert data["fields"][0] == {
        "field": "aims", "right": 2, "wrong": 2, "missing": 0, "precision": 0.5, "recall": 1.0,
    }  # fmt: skip
    assert data["all"]["right"] == 4
    assert [each["name"] for each in data["reviews"]] == ["harbours.txt", "harbours.txt"]
