"""The time that a plan covers; the table stands in tests/cases/metadata."""

from __future__ import annotations

import pytest

import plancli
from tests.tables import row_params, rows


@pytest.mark.parametrize("row", row_params(rows("metadata/periods"), "sentence"))
def test_a_sentence_gives_the_plan_its_period(row: dict[str, str]) -> None:
    plan = plancli.extract_text(f"Night ferry action plan\n\n{row['sentence']}", model=None)
    period = plan.period
    assert (f"{period.start}/{period.end}" if period else "") == row["period"]
    if period:
        said = [date.text for date in plan.dates if date.role == "period"]
        assert [evidence.quote for evidence in period.evidence] == said


def test_what_is_no_plan_has_no_period() -> None:
    text = "Night ferry news\n\nThe plan covers the period from 2026 to 2029."
    assert plancli.extract_text(text, kind="news_article", model=None).period is None
