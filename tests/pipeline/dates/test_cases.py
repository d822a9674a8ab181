"""Sentences and what is found in them; the tables stand in tests/cases/dates."""

from __future__ import annotations

from pathlib import Path

import pytest

from plancli.pipeline.dates import Timex, find_dates
from plancli.pipeline.dates.grammar import Example, examples, rules

CASES = Path(__file__).parents[2] / "cases" / "dates"


def rows(name: str) -> list[list[str]]:
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def described(timex: Timex) -> str:
    return " ".join(filter(None, (f"{timex.text} =", timex.type, timex.value or "null", timex.mod)))


@pytest.mark.parametrize("row", [*rows("policy.tsv"), *rows("news.tsv")], ids=lambda row: row[1])
def test_policy_and_news(row: list[str]) -> None:
    published, sentence, expected = row
    found = find_dates(sentence, published=None if published == "-" else published)
    assert "; ".join(map(described, found)) == expected


@pytest.mark.parametrize("row", rows("narrative.tsv"), ids=lambda row: row[1])
def test_narrative(row: list[str]) -> None:
    published, text, expected = row
    found = find_dates(text, published=published, narrative=True)
    assert "; ".join(map(described, found)) == expected


@pytest.mark.parametrize("row", rows("nothing.tsv"), ids=lambda row: row[1])
def test_no_false_alarm(row: list[str]) -> None:
    assert [described(timex) for timex in find_dates(row[1], published=row[0])] == []


@pytest.mark.parametrize("example", examples(), ids=lambda example: example.rule)
def test_each_rule_does_what_its_example_says(example: Example) -> None:
    found = find_dates(example.sentence, published=example.published)
    assert tuple((timex.text, timex.type, timex.value) for timex in found) == example.expected


def test_each_rule_has_an_example_that_it_matches() -> None:
    assert [example.rule for example in examples()] == [rule.name for rule in rules()]
    assert len({rule.name for rule in rules()}) == len(rules())
