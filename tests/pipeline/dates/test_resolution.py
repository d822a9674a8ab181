"""What a date is resolved against, and the days that bound it."""

from __future__ import annotations

import pytest

from plancli.pipeline.dates import Timex, find_dates, parse_date


def only(text: str, **more: object) -> Timex:
    (timex,) = find_dates(text, **more)  # type: ignore[arg-type]
    return timex


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("In the previous 6 months it fell.", "2024-06-10", "2024-12-10"),
        ("Over the next two weeks it falls.", "2024-12-10", "2024-12-24"),
        ("The past year was wet.", "2023-12-10", "2024-12-10"),
        ("It ended in February 2024.", "2024-02-01", "2024-02-29"),
        ("Due in Q3 2025.", "2025-07-01", "2025-09-30"),
        ("Due in H1 2025.", "2025-01-01", "2025-06-30"),
        ("Due in summer 2025.", "2025-06-01", "2025-08-31"),
        ("Due in 2025.", "2025-01-01", "2025-12-31"),
        ("It was so in the 1990s.", "1990-01-01", "1999-12-31"),
        ("It was so last week.", "2024-12-02", "2024-12-08"),
        ("Spent in 2024/25.", "2024-01-01", "2025-12-31"),
        ("It took 3 years.", None, None),
    ],
)
def test_bounds(text: str, earliest: str | None, latest: str | None) -> None:
    timex = only(text, published="2024-12-10")
    assert (timex.earliest, timex.latest) == (earliest, latest)


def test_what_was_assumed_is_the_anchor() -> None:
    assert only("It fell last month.", published="2024-12-10").anchor == "2024-12-10"
    assert only("It fell on 3 May 2024.", published="2024-12-10").anchor is None
    assert only("It fell last month.").anchor is None


def test_in_a_quotation_the_day_of_speech_counts_even_in_a_history() -> None:
    text = "The war of 1805 was lost. “We met last year,” she says."
    quoted = (text.index("“"), text.index("”") + 1)
    said = find_dates(text, published="2010-05-01", quotations=[quoted], narrative=True)
    told = find_dates(text, published="2010-05-01", narrative=True)
    assert [timex.value for timex in said] == ["1805", "2009"]
    assert [timex.value for timex in told] == ["1805", "1804"]


def test_a_quotation_counts_from_the_day_that_its_report_gives() -> None:
    text = "“We agreed it yesterday,” the minister told reporters on Friday."
    quoted = (0, text.index("”") + 1)
    spoken, day = find_dates(text, published="2013-03-19", quotations=[quoted])
    assert (day.value, spoken.value, spoken.anchor) == ("2013-03-15", "2013-03-14", "2013-03-15")
    undated = text.replace(" on Friday", "")
    assert only(undated, published="2013-03-19", quotations=[quoted]).value == "2013-03-18"


def test_the_document_decides_between_british_and_american_order() -> None:
    assert [t.value for t in find_dates("Sent 3/4/2024. Seen on 5 May 2024.")] == ["2024-04-03", "2024-05-05"]
    assert [t.value for t in find_dates("Sent 3/4/2024. Seen on May 5, 2024.")] == [
        "2024-03-04",
        "2024-05-05",
    ]
    unsure = only("Sent 3/4/2024.")
    assert unsure.value is None
    assert unsure.remark == "day and month in either order: 2024-03-04 or 2024-04-03"
    assert (unsure.earliest, unsure.latest) == ("2024-03-04", "2024-04-03")


def test_an_ambiguous_recurrence_says_so() -> None:
    timex = only("They meet on a biannual basis.")
    assert (timex.type, timex.value, timex.role) == ("SET", "P6M", "recurrence")
    assert timex.remark == "twice a year or every two years"


def test_within_makes_a_deadline() -> None:
    assert only("Reply within 30 days.").role == "deadline"
    assert only("It lasted 30 days.").role is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Tuesday 10th December 2024", "2024-12-10"),
        ("2025-11-21", "2025-11-21"),
        ("DECEMBER 2022", "2022-12"),
        ("december 2022", "2022-12"),
        ("1 April 2014", "2014-04-01"),
        (" 28 December 2016. ", "2016-12-28"),
        ("May 21, 2015", "2015-05-21"),
        ("2024", "2024"),
        ("Spring 2025", "2025-SP"),
        ("31/12/2024", "2024-12-31"),
        ("this Twenty-Sixth Day of October in the Year Two Thousand and Twenty-Five", "2025-10-26"),
        ("the third day of May 2025", "2025-05-03"),
        (
            "the twenty-seventh day of September in the year one thousand nine hundred and ninety-seven",
            "1997-09-27",
        ),
    ],
)
def test_parse_date(text: str, value: str) -> None:
    timex = parse_date(text)
    assert timex is not None
    assert timex.value == value
    assert text[timex.start : timex.end] == timex.text


@pytest.mark.parametrize(
    "text",
    ["", "yesterday", "10 December", "May", "31 February 2024", "in 2024", "2024 and 2025", "now", "3 years"],
)
def test_parse_date_wants_one_explicit_date(text: str) -> None:
    assert parse_date(text) is None


@pytest.mark.parametrize("published", ["2024-13-45", "soon", "2024-02-30", ""])
def test_a_publication_date_that_is_none_resolves_nothing(published: str) -> None:
    timex = only("It fell in the previous month.", published=published)
    assert (timex.value, timex.anchor) == (None, None)


def test_a_history_that_reaches_its_day_of_writing_counts_from_there() -> None:
    text = (
        "The order was placed in 2018. Work had stopped by 2020 and was begun again in 2021. By 2022 the price had"
        " doubled, and in 2023 the owners were bankrupt. The following year the ship was launched.\n"
        "In 2024 she was sold, and had been renamed by 13 January this year.\n"
        "On Tuesday of last week she was seen in Oban. It was said on Wednesday that she leaves in October."
    )
    found = {timex.text: timex.value for timex in find_dates(text, published="2025-05-30")}
    assert found["The following year"] == "2024"
    assert found["13 January this year"] == "2025-01-13"
    assert found["Tuesday of last week"] == "2025-05-20"
    assert found["Wednesday"] == "2025-05-28"
    assert found["October"] == "2025-10"
