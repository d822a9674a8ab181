"""Sorted spans answer as a plain search through all of them would."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from plancli.intervals import Intervals

SPANS = st.tuples(st.integers(0, 30), st.integers(1, 6)).map(lambda span: (span[0], span[0] + span[1]))


@given(st.lists(SPANS, max_size=8), SPANS)
def test_touching_is_sharing_a_code_point(spans: list[tuple[int, int]], asked: tuple[int, int]) -> None:
    shared = any(start < asked[1] and asked[0] < end for start, end in spans)
    assert Intervals(spans).touch(*asked) == shared


@given(st.lists(SPANS, max_size=8), SPANS)
def test_the_first_start_is_that_of_a_span(spans: list[tuple[int, int]], asked: tuple[int, int]) -> None:
    first = Intervals(spans).first_start_in(*asked)
    inside = [start for start, _ in spans if asked[0] <= start < asked[1]]
    if first is None:
        merged = [any(s < start < e for s, e in spans) for start in inside]
        assert all(merged)
    else:
        assert first in inside


def test_neighbours_that_only_meet_do_not_touch() -> None:
    intervals = Intervals([(3, 5), (9, 10)])
    assert not intervals.touch(5, 9)
    assert intervals.touch(4, 5)
    assert not Intervals([]).touch(0, 100)
    assert Intervals([]).first_start_in(0, 100) is None


def test_a_date_right_after_another_has_its_own_start() -> None:
    assert Intervals([(0, 5), (5, 9)]).first_start_in(5, 9) == 5


@given(st.lists(SPANS, max_size=8), SPANS)
def test_holding_is_having_every_code_point(spans: list[tuple[int, int]], asked: tuple[int, int]) -> None:
    covered = {point for start, end in spans for point in range(start, end)}
    held = Intervals(spans).hold(*asked)
    assert not held or set(range(*asked)) <= covered
    assert held or not any(start <= asked[0] and asked[1] <= end for start, end in spans)
