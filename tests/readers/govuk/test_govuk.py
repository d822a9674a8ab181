"""Content items of GOV.UK: what is read of one, and what of others that lack this or that."""

# ruff: noqa: E501 - the cases are data, one a line

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import plancli
from plancli.errors import UnreadableError
from plancli.readers import govuk, reader_for

ITEM = (Path(__file__).parent / "item.json").read_bytes()


def changed(**changes: Any) -> bytes:
    return json.dumps(json.loads(ITEM) | changes).encode()


def lines_of(data: bytes) -> list[str]:
    return [f"{line.marker or ''} {line.text}".strip() for line in govuk.read(data, "x").lines]


def test_an_item_is_read_as_its_page() -> None:
    assert reader_for("anything", ITEM).MEDIA_TYPE == "application/json"
    assert lines_of(ITEM) == [
        "Written statement to Parliament",
        "A plan for the moor",
        "How the moor will be kept.",
        "From: Moor Office, Peat Board and Ann Clerk MP",
        "Published 7 May 2030",
        "Delivered on: 6 May 2030",
        "Aims",
        "1. Wetter peat",
        "2. More birds & bees",
    ]


def test_paths_lead_into_the_body_and_no_line_is_claimed() -> None:
    places = [
        piece.place for line in govuk.read(ITEM, "x").lines for piece in line.pieces if piece.text.strip()
    ]
    assert all(place.line is None and place.column is None for place in places)
    assert (
        places[-1].selector
        == "body > main:nth-of-type(1) > div:nth-of-type(1) > ol:nth-of-type(1) > li:nth-of-type(2)"
    )


DATES = {
    "first published": ({}, "7 May 2030"),
    "of the details": ({"first_published_at": None, "details": {"body": "<p>x</p>", "first_public_at": "2029-01-02T00:00:00Z"}}, "2 January 2029"),
    "stamp of the details": ({"first_published_at": None, "details": {"body": "<p>x</p>", "public_timestamp": "2028-12-31T23:59:00Z"}}, "31 December 2028"),
    "updated": ({"first_published_at": None, "details": {"body": "<p>x</p>"}}, "1 June 2030"),
    "winter": ({"first_published_at": "2030-01-06T23:30:00Z"}, "6 January 2030"),
    "eve of summer time": ({"first_published_at": "2030-03-31T00:59:00Z"}, "31 March 2030"),
}  # fmt: skip


@pytest.mark.parametrize(("changes", "day"), DATES.values(), ids=DATES)
def test_publication_date(changes: dict[str, Any], day: str) -> None:
    assert f"Published {day}" in lines_of(changed(**changes))


def test_no_date_is_made_up() -> None:
    lines = lines_of(
        changed(first_published_at=None, public_updated_at="soon", details={"body": "<p>Peat.</p>"})
    )
    assert not any("Published" in line for line in lines)


def test_parts_of_a_guide_follow_under_their_titles() -> None:
    parts = [
        {"title": "Peat", "body": [{"content_type": "text/html", "content": "<p>Wet.</p>"}]},
        {"title": "Birds"},
    ]
    assert lines_of(changed(details={"parts": parts}))[-3:] == ["Peat", "Wet.", "Birds"]


def test_a_page_of_a_publication_has_its_type() -> None:
    links = {"parent": [{"document_type": "policy_paper"}]}
    assert lines_of(changed(document_type="html_publication", links=links))[0] == "Policy paper"


@pytest.mark.parametrize(
    "data", [b'{"content_id": "x", "ti', b'{"content_id": "x"}', b'{"base_path": []}', b'{"title": 3}']
)
def test_what_is_no_item_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableError, match="JSON"):
        govuk.read(data, "x.json")


@pytest.mark.corpus
@pytest.mark.parametrize(
    "name", ["overseas-territories", "press-release-midlife", "written-statement-airspace"]
)
def test_an_item_gives_the_plan_of_its_page(shared: Path, name: str) -> None:
    item = plancli.extract(shared / f"corpus/govuk-api/govuk-{name}.json", model=None)
    page = plancli.extract(shared / f"corpus/govuk-{name}.html", model=None)
    assert {actor.id for actor in item.actors} == {actor.id for actor in page.actors}
    assert [(date.text, date.value) for date in item.dates] == [
        (date.text, date.value) for date in page.dates
    ]
    assert [each.text for each in item.commitments] == [each.text for each in page.commitments]
