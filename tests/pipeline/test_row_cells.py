"""Cells beside an item say who does it and by when, if the headings of their columns do."""

from __future__ import annotations

import pytest

import plancli

TEXT = """# Harbour Action Plan

Published: 3 March 2026

## Actions

{table}

The Council met in June 2025.
"""


def extracted(head: str, *rows: str) -> plancli.Plan:
    columns = head.count("|") + 1
    table = "\n".join(f"| {row} |" for row in (head, " | ".join(["---"] * columns), *rows))
    return plancli.extract_text(TEXT.format(table=table), model="none")


@pytest.mark.parametrize(
    ("head", "row", "deadline"),
    [
        ("Action | Lead | By when", "Dredge the whole basin | Harbour Office | 31 May 2027", "2027-05-31"),
        (
            "Commitment | Target date | Status",
            "Dredge the whole basin | June 2028 | begun in 2025",
            "2028-06",
        ),
        ("Action | Timescale", "Dredge the whole basin of 1990 | 2029", "2029"),
        ("Action | Start date | Cost", "Dredge the whole basin | June 2028 | 4 million", None),
        ("Action | By when | Cost", "Dredge the whole basin | From June 2028 | 4 million", None),
        ("Harbour | Built by | Deadline", "North | Town Council | June 1928", None),
    ],
    ids=["by when", "target date", "timescale", "start", "from", "no items"],
)
def test_a_date_below_a_heading_for_deadlines_is_one(head: str, row: str, deadline: str | None):
    second = row.replace("basin", "river")
    plan = extracted(head, row, second)
    assert {date.value for date in plan.dates if date.role == "deadline"} == ({deadline} - {None})


@pytest.mark.parametrize(
    ("head", "leads"),
    [
        ("Action | Lead | By when", {"Ministry of Transport"}),
        ("Action | Responsible body | By when", {"Ministry of Transport"}),
        ("Action | Partners | By when", set()),
        ("Action | Consulted | By when", set()),
    ],
)
def test_a_body_below_a_heading_for_those_who_lead_is_one_of_them(head: str, leads: set[str]):
    plan = extracted(head, "Dredge the basin | Ministry of Transport | 2027", "Build a quay | Town | 2028")
    assert {actor.name for actor in plan.actors if "lead" in actor.roles} == leads


def test_a_commitment_is_due_when_its_row_says_unless_it_says_so_itself():
    plan = extracted(
        "Action | Lead | By when",
        "We will dredge the whole basin | Harbour Office | May 2027",
        "We will build a quay by 1 June 2026 | Harbour Office | May 2028",
        "The boats will be counted once more | Harbour Office | soon",
    )
    dates = {date.id: date.value for date in plan.dates}
    due = {commitment.text: dates.get(commitment.deadline or "") for commitment in plan.commitments}
    assert due["We will dredge the whole basin"] == "2027-05"
    assert due["We will build a quay by 1 June 2026"] == "2026-06-01"
    assert set(due.values()) <= {"2027-05", "2026-06-01", None}
