"""The drawings: to scale, no label on another, and what is not exact as the span that it may be."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plancli.plan import Date, Evidence, Plan
from plancli.report.actors import actor_chart
from plancli.report.records import index
from plancli.report.timeline import CHARACTER, WIDTH, Timeline, timeline
from plancli.report.wording import spoken_date
from tests.plans import sample_plan

days = st.dates(min_value=date(1900, 1, 1), max_value=date(2200, 1, 1))


def drawn(spans: list[tuple[date | None, date | None]]) -> tuple[Timeline | None, Plan]:
    """The timeline of a plan with these dates."""
    plan = sample_plan()
    plan.period = None
    plan.metadata.published = None
    plan.commitments = []
    plan.dates = [
        Date(
            id=f"date-{number}",
            text="then",
            type="DATE",
            value=(first or last or date.min).isoformat(),
            earliest=first.isoformat() if first else None,
            latest=last.isoformat() if last else None,
            evidence=[Evidence(start=0, end=4, quote="then")],
        )
        for number, (first, last) in enumerate(spans, 1)
    ]
    return timeline(plan, index(plan)), plan


def test_distances_are_to_scale() -> None:
    start = date(2026, 1, 1)
    drawing, _ = drawn([(start + timedelta(days=n), start + timedelta(days=n)) for n in (0, 100, 300, 400)])
    assert drawing is not None
    [(_, _, moments)] = drawing.lanes
    places = [each.x for each in moments]
    assert (places[1] - places[0]) * 2 == pytest.approx(places[2] - places[1], abs=0.02)
    assert places[1] - places[0] == pytest.approx(places[3] - places[2], abs=0.02)
    assert all(each.width == 0 for each in moments)


def test_a_month_is_drawn_as_long_as_it_is() -> None:
    drawing, _ = drawn([(date(2026, 1, 1), date(2026, 12, 31)), (date(2026, 4, 1), date(2026, 6, 30))])
    assert drawing is not None
    whole, quarter = sorted((each.width for _, _, moments in drawing.lanes for each in moments), reverse=True)
    assert whole / quarter == pytest.approx(365 / 91, abs=0.05)


def test_a_far_date_is_named_beside_the_scale() -> None:
    near = [(date(2026, month, 1), date(2026, month, 1)) for month in range(1, 11)]
    drawing, _ = drawn([(date(1215, 6, 15), date(1215, 6, 15)), *near])
    assert drawing is not None
    assert [moment.label for moment in drawing.before] == ["15 Jun 1215"]
    assert drawing.first == "1 Jan 2026"


@given(st.lists(st.tuples(days, st.integers(0, 4000)), min_size=2, max_size=25))
def test_everything_stays_on_the_line_and_no_label_meets_another(spans: list[tuple[date, int]]) -> None:
    drawing, plan = drawn([(first, first + timedelta(days=length)) for first, length in spans])
    if drawing is None:
        return
    moments = [each for _, _, lane in drawing.lanes for each in lane]
    keys = [key for each in moments for key in each.moment.keys]
    keys += [key for moment in drawing.before + drawing.after for key in moment.keys]
    assert sorted(keys) == sorted(each.id for each in plan.dates)
    rows: dict[int, list[tuple[float, float]]] = {}
    for each in moments:
        assert 0 <= each.x <= each.x + each.width <= 100
        if not each.label:
            continue
        length = len(each.label) * CHARACTER / WIDTH * 100
        low = each.label_x if each.anchor == "start" else each.label_x - length
        low, high = min(each.x, low), max(each.x + each.width, low + length)
        assert all(high <= other[0] + 0.1 or low >= other[1] - 0.1 for other in rows.get(each.y, []))
        rows.setdefault(each.y, []).append((low, high))


def test_dates_that_cannot_be_placed_are_left_out() -> None:
    drawing, _ = drawn([(date(2026, 5, 1), date(2026, 1, 1)), (None, None), (date(2026, 1, 1), None)])
    assert drawing is None
    drawing, _ = drawn([(None, date(2026, 5, 1)), (date(2026, 1, 1), None), (date.max, date.max)])
    assert drawing is not None


def test_actors_are_drawn_by_mentions_and_bonds() -> None:
    plan = sample_plan()
    chart = actor_chart(plan, index(plan))
    assert chart is not None
    first = chart.rows[0]
    assert first.spoken == "Ministry of Ports: named 1 time, bound by 1 commitment (1 firm)"
    assert [(strength, width > 0) for strength, _, width in first.parts] == [("firm", True)]
    assert chart.rows[1].spoken == "Ida Strand: named 1 time, bound to nothing"


@pytest.mark.parametrize(
    ("value", "spoken"),
    [
        ("2026-05-14", "14 May 2026"),
        ("2024/2025", "2024–25"),
        ("1999/2000", "1999–2000"),
        ("P6M", "6 months"),
        ("P1D", "1 day"),
        ("PT24H", "24 hours"),
        ("2025-H1", "H1 2025"),
        ("2026-05-14T10:00", "2026-05-14T10:00"),
        ("2026-13", "2026-13"),
        ("196", "1960s"),
        ("XXXX-05", "May"),
        ("XXXX-05-03", "3 May"),
        ("XXXX-WXX-1", "XXXX-WXX-1"),
        (None, "not resolved"),
    ],
)
def test_values_are_said_as_people_say_them(value: str | None, spoken: str) -> None:
    assert spoken_date(value) == spoken
