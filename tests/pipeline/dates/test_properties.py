"""What holds of every text."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plancli.pipeline.dates import TIMEX_VALUE, find_dates, parse_date
from plancli.pipeline.dates import arithmetic as at
from plancli.pipeline.dates.grammar import examples, places_in
from plancli.pipeline.dates.lexer import read, scan
from plancli.pipeline.dates.lexicon import BREAK, connecting, words

SHAPES = (
    "1 7 12 31 99 480 2024 1815 2024-12-10 3/4/2024 10:30 1990s 21st Q3 H1 FY25 2024/25 2015-18 '99 1,000"
    " 2.5 BC , - – ( ) . ’s"
)
PIECES = [*sorted(words()), *SHAPES.split(), "\n", "\xa0"]
DATEY = st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join) | st.lists(
    st.sampled_from(PIECES).map(str.title), max_size=12
).map(" ".join)
TEXTS = st.text(max_size=200) | DATEY | st.sampled_from([example.sentence for example in examples()])
PUBLISHED = st.sampled_from(
    [None, "soon", "2024-13-45", "2024-12-10", "2024-12", "2024", "2024-02-29", "0001-01-01", "9999-12-31"]
)
DATES = st.dates(min_value=date(1400, 1, 1), max_value=date(2100, 12, 31))
MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
          "November", "December"]  # fmt: skip


@settings(max_examples=300)
@given(TEXTS, PUBLISHED, st.sampled_from([True, False, None]))
def test_grounded_sorted_valid_and_deterministic(
    text: str, published: str | None, narrative: bool | None
) -> None:
    found = find_dates(text, published=published, narrative=narrative)
    reached = 0
    for timex in found:
        assert reached <= timex.start < timex.end <= len(text)
        assert text[timex.start : timex.end] == timex.text
        assert timex.value is None or TIMEX_VALUE.fullmatch(timex.value)
        for bound in (timex.earliest, timex.latest):
            assert bound is None or date.fromisoformat(bound)
        if timex.earliest and timex.latest:
            assert timex.earliest <= timex.latest
        reached = timex.end
    assert found == find_dates(text, published=published, narrative=narrative)


@given(st.lists(st.sampled_from(sorted(connecting())), max_size=12))
def test_connecting_words_alone_are_no_expression(letters: list[str]) -> None:
    assert list(places_in("".join(letters) + BREAK)) == []


@given(DATEY, st.booleans())
def test_what_is_not_scanned_holds_no_expression(text: str, wrapped: bool) -> None:
    whole = scan(text, wrapped)
    expected = [(whole.starts[place], whole.ends[found[0][0] - 1]) for place, found in whole.places]
    tape = read(text, wrapped)
    assert expected == [
        (offset + run.starts[place], offset + run.ends[found[0][0] - 1])
        for run, offset in zip(tape.runs, tape.offsets, strict=True)
        for place, found in run.places
    ]


@given(st.text(max_size=90))
def test_parse_date_is_total(text: str) -> None:
    timex = parse_date(text)
    assert timex is None or timex.text == text[timex.start : timex.end]


def written(day: date) -> list[str]:
    month, name = MONTHS[day.month - 1], day.strftime("%A")
    ending = "th" if 10 < day.day < 14 else {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10, "th")
    year = f"{day.year:04d}"
    return [
        day.isoformat(),
        f"{day.day} {month} {year}",
        f"{day.day:02d} {month} {year}",
        f"{name} {day.day}{ending} {month} {year}",
        f"{name}, {month} {day.day}, {year}",
        f"{month} {day.day}{ending}, {year}",
        f"the {day.day}{ending} of {month}, {year}",
        f"{day.day}{ending} {month.upper()} {year}",
        f"{month[:3]} {day.day}, {year}",
        f"{day.day} {month[:3]}{'.' if len(month) > 3 else ''} {year}",
        f"{year}/{day.month:02d}/{day.day:02d}",
    ]


@given(DATES)
def test_an_absolute_date_is_read_back_from_every_form(day: date) -> None:
    for form in written(day):
        (timex,) = find_dates(f"It was agreed on {form} by all.")
        assert (timex.text, timex.value) == (form, day.isoformat())
        assert timex.earliest == timex.latest == day.isoformat()
        parsed = parse_date(form)
        assert parsed is not None
        assert parsed.value == day.isoformat()


@given(DATES, st.integers(-500, 500), st.sampled_from(["D", "W", "M", "Q", "Y"]))
def test_a_shift_and_back_is_no_shift(day: date, count: int, unit: str) -> None:
    start = at.coarsen(day.isoformat(), unit)
    moved = at.shift(start, unit, count)
    assert moved is not None
    assert at.shift(moved, unit, -count) == start


@given(DATES, st.sampled_from(["D", "W", "M", "Q", "H", "S", "Y", "DE", "CE"]))
def test_a_day_lies_within_what_it_is_coarsened_to(day: date, unit: str) -> None:
    limits = at.bounds(at.coarsen(day.isoformat(), unit))
    assert limits is not None
    assert limits[0] <= day.isoformat() <= limits[1]


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "1 ",
        "12-",
        "2024-",
        "the ",
        "and 5 ",
        "10:",
        "May ",
        "of the end ",
        "'9",
        "24/25 ",
        "5 May, ",
        "3 pm ",
    ],
)
def test_a_long_line_takes_time_in_proportion(piece: str) -> None:
    def seconds(characters: int) -> float:
        def once() -> float:
            begun = time.process_time()
            find_dates(piece * (characters // len(piece)), published="2024-12-10")
            return time.process_time() - begun

        return min(once() for _ in range(3))  # what else the machine does only adds to it

    seconds(1_000)
    assert seconds(80_000) < 4 * seconds(40_000) + 0.2


def test_a_line_of_a_million_digits_ends_soon() -> None:
    begun = time.process_time()
    assert find_dates("7" * 1_000_000) == []
    assert time.process_time() - begun < 5
