"""The JSON that is written is the contract's, and the same every time."""

from __future__ import annotations

import json

import pytest
from jsonschema import Draft202012Validator

from plancli.plan import Plan
from plancli.schema import plan_schema
from plancli.writers import FORMATS, writer


def test_it_reads_back_to_the_same_plan(plan: Plan) -> None:
    for name in ("json", "jsonl"):
        assert Plan.model_validate_json(writer(name)(plan)) == plan


def test_it_validates_and_a_change_of_it_does_not(plan: Plan) -> None:
    data = json.loads(writer("json")(plan))
    validator = Draft202012Validator(plan_schema())
    assert list(validator.iter_errors(data)) == []
    for break_it in ({"kind": "sonnet"}, {"unknown": 1}, {"title": 5}):
        assert list(validator.iter_errors(data | {"metadata": data["metadata"] | break_it}))
    del data["actors"]
    assert list(validator.iter_errors(data))


def test_fields_stand_in_the_order_of_the_models_and_keys_of_mappings_are_sorted(plan: Plan) -> None:
    data = json.loads(writer("json")(plan))
    assert list(data) == list(Plan.model_fields)
    assert list(data["metadata"]["evidence"]) == ["issuers", "title"]
    assert list(data["actors"][0]["identifiers"]) == ["govuk", "wikidata"]


def test_text_is_left_out_where_there_is_none(plan: Plan) -> None:
    data = json.loads(writer("json")(plan.model_copy(update={"text": None})))
    assert "text" not in data
    assert list(Draft202012Validator(plan_schema()).iter_errors(data)) == []


def test_a_line_of_jsonl_is_one_line_for_every_reader(plan: Plan) -> None:
    odd = plan.model_copy(update={"text": "a\u2028b\u2029c\x85d\x9b2Je\x7f\x0b\x1c – é 😀"})
    line = writer("jsonl")(odd).decode()
    assert len(line.splitlines()) == 1
    assert line.isprintable() or line[:-1].isprintable()
    assert json.loads(line)["text"] == odd.text
    assert "– é 😀" in line


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_ends_in_one_newline(plan: Plan, name: str) -> None:
    text = writer(name)(plan)
    assert text.endswith(b"\n")
    assert not text.endswith(b"\n\n")


def test_the_hand_made_plan_is_grounded(plan: Plan) -> None:
    text = plan.text or ""
    quotes = [e for date in plan.dates for e in date.evidence] + plan.actors[0].mentions
    assert all(text[e.start : e.end] == e.quote for e in quotes)
